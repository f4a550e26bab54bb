import type { Obligation } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useSession } from '../frame/session.tsx'
import { ToneIcon } from '../parts/badge.tsx'
import { Moment, useBothCapitals, weighDue } from '../parts/clock.tsx'
import { useNow } from '../parts/now.ts'
import { duration, exactTime } from '../words/time.ts'

/** The ten days in which a notice is answered, counted from when it was ordered; when it was settled, instead. */
export function NoticeClock({ of }: { of: Obligation }) {
  const { t } = useLingui()
  const now = useNow()
  const both = useBothCapitals(of.partner)
  const zone = useSession().node.zone
  if (of.settled || !['ordered', 'received', 'overdue', 'escalated'].includes(of.state))
    return (
      <span className="clock plain">
        {of.settled ? <Trans>Settled</Trans> : <Trans context="clock of a notice">Answered</Trans>}{' '}
        <span className="clock-until quiet">
          <Moment at={of.changedAt} partner={of.partner} />
        </span>
      </span>
    )
  const { tone, left } = weighDue(of.dueAt, now)
  const amount = duration(Math.abs(left))
  return (
    <time className={`clock ${tone}`} dateTime={of.dueAt} title={exactTime(of.dueAt, zone)}>
      <ToneIcon tone={tone} /> <strong>{left < 0 ? t`Overdue by ${amount}` : t`${amount} left`}</strong>{' '}
      <span className="clock-until quiet">{both(of.dueAt)}</span>
    </time>
  )
}
