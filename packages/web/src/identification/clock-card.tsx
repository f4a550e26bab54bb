import type { Identification } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import { Clock, clockOf, Moment } from '../parts/clock.tsx'
import { Mark } from '../parts/text.tsx'
import { Fact } from './facts.tsx'

/** The clock of an identification, the same on both sides: when it began, the reminder, the last day, a pause; and that silence confirms nothing. */
export function ClockCard({ row }: { row: Identification['row'] }) {
  const clock = clockOf(row)
  const { partner } = row
  return (
    <section className="sheet clock-card">
      <h2>
        <Mark>IDENT-45</Mark>
      </h2>
      <p>
        {clock.startedAt === null && (row.state === 'draft' || row.state === 'blocked') ? (
          <Trans>It begins when the other side takes the file as complete, or 24 hours after it has it.</Trans>
        ) : (
          <Clock clock={clock} partner={partner} />
        )}
      </p>
      <dl className="facts-list">
        {clock.acceptBy === null ? null : (
          <Fact name={<Trans>Counts as complete</Trans>}>
            <Moment at={clock.acceptBy} partner={partner} />
          </Fact>
        )}
        {clock.startedAt === null ? null : (
          <Fact name={<Trans>Running since</Trans>}>
            <Moment at={clock.startedAt} partner={partner} />
          </Fact>
        )}
        {clock.remindAt === null ? null : (
          <Fact name={<Trans>Both sides reminded</Trans>}>
            <Moment at={clock.remindAt} partner={partner} />
          </Fact>
        )}
        {clock.reviewAt === null ? null : (
          <Fact name={<Trans>Pause reviewed</Trans>}>
            <Moment at={clock.reviewAt} partner={partner} />
          </Fact>
        )}
      </dl>
      <p className="quiet small">
        <Trans>Silence on day 45 is counted as no reply. It never confirms anything.</Trans>
      </p>
    </section>
  )
}
