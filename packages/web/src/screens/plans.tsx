import type { PlanRow } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { CalendarRange } from 'lucide-react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { countingRoles, planningRoles } from '../frame/roles.ts'
import { useMay } from '../frame/session.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Rows } from '../parts/table.tsx'
import { Mark } from '../parts/text.tsx'
import { itemOrder, planState } from '../words/plan-words.ts'
import { inReadersLanguage } from '../words/text.ts'
import { count, list, shortDate } from '../words/time.ts'
import { word } from '../words/vocabulary.ts'

/** The plans of this node, those that end first before the others; and the way to what came before and to what was counted. */
export default function Plans() {
  const { t, i18n } = useLingui()
  const plans = useGet(reads.plans(), { everySeconds: 60 })
  const mayWrite = useMay(...planningRoles)
  const mayCount = useMay(...countingRoles)
  return (
    <Page
      title={t`Plans`}
      lead={<Trans>What two services agreed to do. A plan is never a legal basis: each exchange cites its own clause.</Trans>}
      acts={
        <>
          <ButtonLink look="quiet" to="/lineage">
            <Trans>Lineage</Trans>
          </ButtonLink>
          {mayCount ? (
            <ButtonLink look="quiet" to="/follow-up">
              <Trans>Follow-up</Trans>
            </ButtonLink>
          ) : null}
          {mayWrite ? (
            <ButtonLink look="main" to="/plans/new">
              <Trans>New plan</Trans>
            </ButtonLink>
          ) : null}
        </>
      }
    >
      <Refusal of={plans.refused} />
      {plans.waiting ? <Loading rows={4} /> : null}
      {plans.data === undefined ? null : plans.data.rows.length === 0 ? (
        <EmptyState icon={CalendarRange} title={t`No plan yet`}>
          {mayWrite ? (
            <Trans>Write the first one, or wait for a partner’s proposal. The lineage shows what was agreed before.</Trans>
          ) : (
            <Trans>The plan coordinator writes them. The lineage shows what was agreed before.</Trans>
          )}
        </EmptyState>
      ) : (
        <Rows
          label={t`Plans`}
          groups={[{ id: 'all', rows: plans.data.rows }]}
          keyOf={(row: PlanRow) => row.dossier}
          columns={[
            {
              id: 'plan',
              head: <Trans>Plan</Trans>,
              cell: row => (
                <>
                  <Link to={`/plans/${row.dossier}`} className="cell-main" data-row-link>
                    <bdi dir="auto">{inReadersLanguage(row.title, i18n.locale)}</bdi>
                  </Link>
                  <span className="cell-sub">
                    <Mark>{row.name}</Mark> · <Mark>{row.partner}</Mark>
                  </span>
                </>
              ),
            },
            {
              id: 'period',
              head: <Trans>Period</Trans>,
              cell: row => (
                <>
                  {shortDate(row.from)} – {shortDate(row.until)}
                  <span className="cell-sub">
                    <Trans>evaluation from {shortDate(row.evaluationFrom)}</Trans>
                  </span>
                </>
              ),
            },
            { id: 'state', head: <Trans>State</Trans>, cell: row => <StateBadge of={planState(row.state)} /> },
            {
              id: 'actions',
              head: <Trans>Actions</Trans>,
              cell: row => (
                <>
                  {list(
                    itemOrder
                      .filter(code => (row.items.byStatus[code] ?? 0) > 0)
                      .map(code => `${word('planItemStatus', code)} ${count(row.items.byStatus[code] ?? 0)}`),
                  )}
                  {row.items.late === 0 ? null : (
                    <span className="cell-sub warn">
                      <Trans>past their day: {count(row.items.late)}</Trans>
                    </span>
                  )}
                </>
              ),
            },
          ]}
        />
      )}
    </Page>
  )
}
