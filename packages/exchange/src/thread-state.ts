import { type Refusal, refuse } from '@entraide/ground'
import type { TravellingType } from './body.ts'

/** Where a thread stands, seen from one node. Machines (a) request and reply, (b) spontaneous information. */
export type ThreadState =
  | 'draft'
  | 'sent'
  | 'received'
  | 'in-work'
  | 'returned-for-completion'
  | 'await-authorisation'
  | 'partial'
  | 'answered'
  | 'refused'
  | 'overdue'
  | 'accepted'
  | 'not-relevant'
  | 'quarantined'
  | 'closed'
  | 'withdrawn'

/** `asker` sent the first message of the thread, `holder` received it. */
export type Side = 'asker' | 'holder'
export type Machine = 'request' | 'spontaneous'

/** What moves a thread: a message of a type going out or coming in, a receipt for the first one, an act at home, a clock. */
export type ThreadEvent =
  | {
      readonly message: TravellingType
      readonly direction: 'out' | 'in'
      readonly extent?: 'whole' | 'partial' | null
      /** Of a clarification: whether it names the return for completion that stands. Only that one completes. */
      readonly completes?: boolean
    }
  | {
      readonly act:
        | 'receipt'
        | 'accept'
        | 'await-authorisation'
        | 'resume'
        | 'clock-out'
        | 'close'
        | 'assess-accepted'
        | 'assess-not-relevant'
        | 'assess-quarantined'
    }

/** One arrow of a machine: on one side, on an event by its name, from any of these states. */
export type Arrow = { readonly side: Side; readonly on: string; readonly from: readonly ThreadState[]; readonly to: ThreadState | 'same' }

const openAtAsker: readonly ThreadState[] = ['sent', 'received', 'partial', 'overdue']
const working: readonly ThreadState[] = ['received', 'in-work', 'partial', 'overdue']

/** Corrections, deletions and restrictions belong to any thread that has begun, at any time: residual duties never stop (R47). */
const duties = (states: Readonly<Record<Side, readonly ThreadState[]>>): readonly Arrow[] =>
  (['asker', 'holder'] as const).flatMap(side =>
    ['COR', 'DEL', 'RST'].flatMap(type => ['out', 'in'].map(direction => ({ side, on: `${direction}:${type}`, from: states[side], to: 'same' as const }))),
  )

/*
 * Messages cross on the line. Where one side's message meets the other's, the two machines must still end in states that
 * agree: a withdrawal wins over an answer under way, a message refused by the other side is undone (`afterRefusal`), and
 * only a clarification that names the standing return completes a request. thread-state.test.ts walks every order.
 */
const request: readonly Arrow[] = [
  { side: 'asker', on: 'out:REQ', from: ['draft'], to: 'sent' },
  { side: 'asker', on: 'receipt', from: ['sent'], to: 'received' },
  { side: 'asker', on: 'in:RTC', from: ['sent', 'received', 'overdue'], to: 'returned-for-completion' },
  { side: 'asker', on: 'out:CLR:complete', from: ['returned-for-completion'], to: 'received' },
  { side: 'asker', on: 'out:CLR', from: ['received', 'partial', 'overdue'], to: 'same' },
  { side: 'asker', on: 'in:CLR', from: openAtAsker, to: 'same' },
  { side: 'asker', on: 'in:REP:partial', from: openAtAsker, to: 'partial' },
  { side: 'asker', on: 'in:REP:whole', from: openAtAsker, to: 'answered' },
  { side: 'asker', on: 'in:RFS', from: [...openAtAsker, 'returned-for-completion'], to: 'refused' },
  { side: 'asker', on: 'clock-out', from: ['received', 'partial'], to: 'overdue' },
  { side: 'asker', on: 'out:WDW', from: [...openAtAsker, 'returned-for-completion'], to: 'withdrawn' },
  { side: 'asker', on: 'out:FBK', from: ['answered', 'partial'], to: 'closed' },
  { side: 'asker', on: 'close', from: ['answered', 'refused', 'withdrawn'], to: 'closed' },

  { side: 'holder', on: 'in:REQ', from: ['draft'], to: 'received' },
  { side: 'holder', on: 'accept', from: ['received'], to: 'in-work' },
  { side: 'holder', on: 'out:RTC', from: ['received'], to: 'returned-for-completion' },
  { side: 'holder', on: 'in:CLR:complete', from: ['returned-for-completion'], to: 'received' },
  { side: 'holder', on: 'in:CLR', from: [...working, 'await-authorisation', 'returned-for-completion'], to: 'same' },
  { side: 'holder', on: 'out:CLR', from: working, to: 'same' },
  { side: 'holder', on: 'await-authorisation', from: working, to: 'await-authorisation' },
  { side: 'holder', on: 'resume', from: ['await-authorisation'], to: 'in-work' },
  { side: 'holder', on: 'out:REP:partial', from: working, to: 'partial' },
  { side: 'holder', on: 'out:REP:whole', from: working, to: 'answered' },
  { side: 'holder', on: 'out:RFS', from: [...working, 'await-authorisation', 'returned-for-completion'], to: 'refused' },
  { side: 'holder', on: 'clock-out', from: ['received', 'in-work', 'await-authorisation', 'partial'], to: 'overdue' },
  { side: 'holder', on: 'in:WDW', from: [...working, 'await-authorisation', 'returned-for-completion', 'answered', 'refused'], to: 'withdrawn' },
  { side: 'holder', on: 'in:FBK', from: ['in-work', 'partial', 'overdue', 'await-authorisation', 'answered', 'refused', 'closed'], to: 'closed' },
  { side: 'holder', on: 'close', from: ['answered', 'refused', 'withdrawn'], to: 'closed' },
  ...duties({
    asker: [...openAtAsker, 'returned-for-completion', 'answered', 'refused', 'closed', 'withdrawn'],
    holder: [...working, 'await-authorisation', 'returned-for-completion', 'answered', 'refused', 'closed', 'withdrawn'],
  }),
]

const assessed: readonly ThreadState[] = ['accepted', 'not-relevant', 'quarantined']
const spontaneous: readonly Arrow[] = [
  ...(['SPO', 'WAR'] as const).flatMap(type => [
    { side: 'asker' as const, on: `out:${type}`, from: ['draft' as const], to: 'sent' as const },
    { side: 'holder' as const, on: `in:${type}`, from: ['draft' as const], to: 'received' as const },
  ]),
  { side: 'asker', on: 'receipt', from: ['sent'], to: 'received' },
  { side: 'asker', on: 'in:FBK', from: ['sent', 'received', 'closed'], to: 'closed' },
  { side: 'asker', on: 'in:CLR', from: ['sent', 'received'], to: 'same' },
  { side: 'asker', on: 'out:CLR', from: ['received'], to: 'same' },
  { side: 'asker', on: 'out:WDW', from: ['sent', 'received'], to: 'withdrawn' },
  { side: 'asker', on: 'close', from: ['received', 'withdrawn'], to: 'closed' },

  { side: 'holder', on: 'in:CLR', from: ['received', ...assessed], to: 'same' },
  { side: 'holder', on: 'out:CLR', from: ['received', 'accepted', 'quarantined'], to: 'same' },
  { side: 'holder', on: 'assess-accepted', from: ['received', 'quarantined'], to: 'accepted' },
  { side: 'holder', on: 'assess-not-relevant', from: ['received', 'quarantined'], to: 'not-relevant' },
  { side: 'holder', on: 'assess-quarantined', from: ['received'], to: 'quarantined' },
  { side: 'holder', on: 'out:FBK', from: ['accepted', 'not-relevant'], to: 'closed' },
  { side: 'holder', on: 'in:WDW', from: ['received', ...assessed, 'closed'], to: 'withdrawn' },
  { side: 'holder', on: 'close', from: ['accepted', 'not-relevant', 'withdrawn'], to: 'closed' },
  ...duties({ asker: ['sent', 'received', 'closed', 'withdrawn'], holder: ['received', ...assessed, 'closed', 'withdrawn'] }),
]

/** The machines as data: drawn in the docs, walked by tests. Source: spec/messages.md#machines */
export const machines: Readonly<Record<Machine, readonly Arrow[]>> = { request, spontaneous }

/** Which machine a thread follows, from the type that opened it. */
export function machineOf(openingType: TravellingType): Machine {
  return openingType === 'REQ' ? 'request' : 'spontaneous'
}

/** Moves a thread, or says `not-expected` with the state it stands in. */
export function move(machine: Machine, side: Side, state: ThreadState, event: ThreadEvent): ThreadState | Refusal<'not-expected'> {
  const on = nameOf(event)
  const arrow = machines[machine].find(a => a.side === side && a.on === on && a.from.includes(state))
  if (arrow === undefined) return refuse('not-expected', { state, event: on })
  return arrow.to === 'same' ? state : arrow.to
}

/**
 * Where a thread stands once a message it sent was not taken in: where it stood before, unless something else has moved it
 * since. A clock that ran out meanwhile does not count: it runs out again.
 *
 * @param current - where it stands now
 * @param made - where sending the message had put it
 * @param before - where it stood before that
 */
export function afterRefusal(current: ThreadState, made: ThreadState, before: ThreadState): ThreadState {
  if (made === before) return current
  const clockedOut = current === 'overdue' && (made === 'received' || made === 'partial')
  return current === made || clockedOut ? before : current
}

/** Names of the events that a state allows on a side: what a person may do next. */
export function possible(machine: Machine, side: Side, state: ThreadState): readonly string[] {
  return machines[machine].filter(a => a.side === side && a.from.includes(state)).map(a => a.on)
}

/** Whether a thread waits for nobody any more. */
export function isDone(state: ThreadState): boolean {
  return ['answered', 'refused', 'closed', 'withdrawn', 'not-relevant'].includes(state)
}

/** The name of an event, as arrows carry it: `in:REP:whole`, `out:CLR:complete`, `accept`. */
export function nameOf(event: ThreadEvent): string {
  if ('act' in event) return event.act
  const name = `${event.direction}:${event.message}`
  if (event.message === 'REP') return `${name}:${event.extent ?? 'whole'}`
  return event.message === 'CLR' && event.completes === true ? `${name}:complete` : name
}
