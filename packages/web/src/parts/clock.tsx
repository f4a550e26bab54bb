import type { ThreadClock, ThreadRow } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useSession } from '../frame/session.tsx'
import { capitalOf } from '../words/capitals.ts'
import type { Tone } from '../words/states.ts'
import { duration, exactTime, hourAndMinute, sameDayIn, shortDate, wallTime } from '../words/time.ts'
import { ToneIcon } from './badge.tsx'
import { useNow } from './now.ts'
import { Mark } from './text.tsx'

/**
 * Says a moment on the walls of both capitals, one's own first: "14:00 Brussels, 13:00 Rabat". The day is said once,
 * and only when it is not today.
 */
export function useBothCapitals(partner: string | null): (at: string) => string {
  const { t, i18n } = useLingui()
  const here = capitalOf(useSession().node.state)
  const there = partner === null ? here : capitalOf(partner)
  const now = useNow()
  return at => {
    const ours = `${wallTime(at, here.zone, now)} ${i18n._(here.name)}`
    if (here.zone === there.zone) return ours
    const theirs = `${sameDayIn(at, here.zone, there.zone) ? hourAndMinute(at, there.zone) : wallTime(at, there.zone, now)} ${i18n._(there.name)}`
    return t`${ours}, ${theirs}`
  }
}

/** How much time is left or gone, and how that weighs: less than a quarter of a day is soon. */
export function weighDue(dueAt: string, now: number): { readonly tone: Tone; readonly left: number } {
  const left = Date.parse(dueAt) - now
  return { left, tone: left < 0 ? 'late' : left < 6 * 3_600_000 ? 'soon' : 'wait' }
}

/** States in which nothing is owed any more, by anybody. */
const settled: readonly ThreadRow['state'][] = ['answered', 'refused', 'accepted', 'not-relevant', 'closed', 'withdrawn']

/** The clock of a dossier as one reads it: none where nothing is owed any more, whatever was due once. */
export function clockOf(row: ThreadRow): ThreadClock {
  return settled.includes(row.state) ? { ...row.clock, dueAt: null, stopped: false } : row.clock
}

/** The time a thread has left, in words and in both capitals' time; the exact moment on hover. `dense`: for a list's column. */
export function Clock({ clock, partner, dense = false }: { clock: ThreadClock; partner: string | null; dense?: boolean }) {
  const { t } = useLingui()
  const now = useNow()
  const both = useBothCapitals(partner)
  const zone = useSession().node.zone
  if (clock.paused)
    return (
      <span className="clock wait">
        <ToneIcon tone="wait" /> <Named clock={clock} />{' '}
        {clock.reviewAt === null ? (
          <Trans>Paused</Trans>
        ) : (
          <>
            <strong>
              <Trans>Paused</Trans>
            </strong>{' '}
            <span className="clock-until quiet">{t`reviewed ${shortDate(clock.reviewAt)}`}</span>
          </>
        )}
      </span>
    )
  if (clock.stopped)
    return (
      <span className="clock plain">
        <ToneIcon tone="plain" /> <Trans>Clock stopped until completed</Trans>
      </span>
    )
  if (clock.dueAt === null)
    return (
      <span className="clock plain">
        <Trans>No clock running</Trans>
      </span>
    )
  const { tone, left } = weighDue(clock.dueAt, now)
  const amount = duration(Math.abs(left))
  // Far away, the day is what matters in a list; the hour in both capitals stands beside it.
  const until = dense && Math.abs(left) > 6 * 24 * 3_600_000 ? shortDate(clock.dueAt) : both(clock.dueAt)
  return (
    <time className={`clock ${tone}`} dateTime={clock.dueAt} title={exactTime(clock.dueAt, zone)}>
      <ToneIcon tone={tone} /> <Named clock={clock} /> <strong>{left < 0 ? t`Overdue by ${amount}` : t`${amount} left`}</strong>{' '}
      {/* In a dense list the column says what the second line is; the word is there for those who hear it. */}
      <span className="clock-until quiet">{dense ? until : left < 0 ? t`since ${until}` : t`until ${until}`}</span>
    </time>
  )
}

/** The name of a clock that has one: two of forty-five days exist. */
const Named = ({ clock }: { clock: ThreadClock }) => (clock.named === null ? null : <Mark>{clock.named}</Mark>)

/** A moment in a list or a timeline: short in one's own capital, exact on hover. */
export function Moment({ at, partner = null }: { at: string; partner?: string | null }) {
  const both = useBothCapitals(partner)
  const zone = useSession().node.zone
  return (
    <time dateTime={at} title={exactTime(at, zone)}>
      {both(at)}
    </time>
  )
}
