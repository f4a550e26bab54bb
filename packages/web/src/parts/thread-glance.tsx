import type { ThreadRow } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useSession } from '../frame/session.tsx'
import { threadStates } from '../words/states.ts'
import { exactTime } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'
import { StateBadge } from './badge.tsx'
import { ButtonLink } from './button.tsx'
import { Clock, clockOf, Moment } from './clock.tsx'
import { LastStage, Owed } from './stage.tsx'
import { Coded, Mark, OfficerMark } from './text.tsx'

/** The row one stands on: its legal basis in short, its clock in full, and the next act. Content stays closed until opened. */
export function ThreadGlance({ row, to }: { row: ThreadRow; to: string }) {
  const { t } = useLingui()
  const { node } = useSession()
  const clock = clockOf(row)
  const deemed = row.clock.acceptBy !== null && row.clock.acceptedAt === null && row.side === 'holder'
  return (
    <section className="sheet glance" aria-label={t`The selected row`}>
      <h2>
        <Mark>{row.ourReference}</Mark>
      </h2>
      {row.yourReference === null ? null : (
        <p className="quiet">
          <Mark>{row.yourReference}</Mark>
        </p>
      )}
      <p className="glance-state">
        <StateBadge of={threadStates[row.state]} /> <Owed row={row} />
      </p>
      <Clock clock={clock} partner={row.partner} />
      {clock.dueAt === null ? null : <p className="quiet small">{exactTime(clock.dueAt, node.zone)}</p>}
      {deemed && row.clock.acceptBy !== null ? (
        <p className="notice soon small">
          <span>
            <Trans>
              Counts as accepted from <Moment at={row.clock.acceptBy} partner={row.partner} /> unless returned for completion before.
            </Trans>
          </span>
        </p>
      ) : null}
      <dl className="facts-list one">
        <dt>
          <Trans>Partner</Trans>
        </dt>
        <dd>{row.partner === null ? <Trans>none chosen yet</Trans> : <Mark>{row.partner}</Mark>}</dd>
        <dt>
          <Trans>Legal basis</Trans>
        </dt>
        <dd>
          {row.clause === null ? (
            <Trans>none chosen yet</Trans>
          ) : (
            <>
              <Trans>
                Clause <Mark>{row.clause}</Mark>
              </Trans>
              {row.agreementId === null ? null : (
                <>
                  {' · '}
                  <Mark>{row.agreementId}</Mark>
                </>
              )}
            </>
          )}
        </dd>
        {row.purpose === null ? null : (
          <>
            <dt>
              <Trans>Purpose</Trans>
            </dt>
            <dd>
              <Coded scheme="purpose" code={row.purpose} />
            </dd>
          </>
        )}
        <dt>
          <Trans>Urgency</Trans>
        </dt>
        <dd>
          <Coded scheme="urgency" code={row.clock.urgency} />
        </dd>
        <dt>
          <Trans>With</Trans>
        </dt>
        <dd>{row.assignedTo === null ? <Trans>nobody yet</Trans> : <OfficerMark of={row.assignedTo} />}</dd>
        {row.last === null ? null : (
          <>
            <dt>
              <Trans>Last message</Trans>
            </dt>
            <dd>
              {word('messageType', row.last.messageType)} · <LastStage row={row} />
            </dd>
          </>
        )}
        <dt>
          <Trans>Last moved</Trans>
        </dt>
        <dd>
          <Moment at={row.updatedAt} partner={row.partner} />
        </dd>
      </dl>
      <ButtonLink look="main" to={to}>
        {to.startsWith('/release/') ? (
          <Trans>Read and release</Trans>
        ) : to.startsWith('/drafts/') ? (
          <Trans>Mend the draft</Trans>
        ) : (
          <Trans>Open the dossier</Trans>
        )}
      </ButtonLink>
    </section>
  )
}
