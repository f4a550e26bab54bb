import type { Draft } from '@entraide/exchange'
import { type CalendarDate, isCalendarDate, type Refusal, refuse } from '@entraide/ground'

type Said = Pick<Draft, 'matter' | 'items'>
/** A day that a message speaks of, and where it stands in it. */
type Named = { readonly at: string; readonly on: string }

/**
 * A day that the message of an identification cannot mean on the day it is written: a decision, a birth or an interview that is yet to
 * come is none, and a journey or a document of days gone helps nobody. A birth date known to the year is judged by its year.
 *
 * @param today - on the sender's calendar
 * @returns `day-to-come` or `day-gone` with where it stands; null when every day fits. Codes: `day-impossible` for a date that is none
 */
export function dayOutOfPlace({ matter, items }: Said, today: CalendarDate): Refusal<'day-to-come' | 'day-gone' | 'day-impossible'> | null {
  const births = items.flatMap(({ person }, at) => (person?.birthDate === undefined ? [] : [{ at: `items/${at}`, on: person.birthDate }]))
  const impossible = births.find(({ on }) => on.length === 10 && !isCalendarDate(on))
  if (impossible !== undefined) return refuse('day-impossible', impossible)
  const { past, coming } = daysOf(matter)
  const early = [...births, ...past].find(({ on }) => on > today.slice(0, on.length))
  if (early !== undefined) return refuse('day-to-come', early)
  const gone = coming.find(({ on }) => on < today)
  return gone === undefined ? null : refuse('day-gone', gone)
}

/** The days of a matter: those that have been, and those that are still to be. */
function daysOf(matter: Said['matter']): { readonly past: readonly Named[]; readonly coming: readonly Named[] } {
  const named = (at: string, on: string | null): readonly Named[] => (on === null ? [] : [{ at: `matter/${at}`, on }])
  if (matter?.matter !== 'identification') return { past: [], coming: [] }
  switch (matter.step) {
    case 'file':
      return { past: [...named('decisionOn', matter.decisionOn), ...named('informationSheet/givenOn', matter.informationSheet.givenOn)], coming: [] }
    case 'interviewed':
      return { past: named('heldOn', matter.heldOn), coming: [] }
    case 'used':
      return { past: named('usedOn', matter.usedOn), coming: [] }
    case 'INT':
      return { past: [], coming: named('interviewOn', matter.interviewOn) }
    case 'request-document':
      return { past: [], coming: named('travelOn', matter.travelOn) }
    case 'LPI':
      return { past: [], coming: named('validUntil', matter.validUntil) }
    default:
      return { past: [], coming: [] }
  }
}
