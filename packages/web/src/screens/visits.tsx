import type { VisitRow } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { EyeOff, Plane } from 'lucide-react'
import { useGet } from '../api/hooks.ts'
import { useKeys } from '../frame/keys.tsx'
import { useMay } from '../frame/session.tsx'
import { StateBadge } from '../parts/badge.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { Link } from '../parts/link.tsx'
import { useNow } from '../parts/now.ts'
import { Forbidden, Page } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { type Column, Rows } from '../parts/table.tsx'
import { Mark } from '../parts/text.tsx'
import { go } from '../route.ts'
import { Days } from '../visit/agenda.tsx'
import { visitReads } from '../visit/answers.ts'
import { visitReaders, visitWriters } from '../visit/roles.ts'
import { threadStates } from '../words/states.ts'
import { inReadersLanguage } from '../words/text.ts'
import { isPast, longDate } from '../words/time.ts'
import '../style/visit.css'

/** Working visits: where each stands, and what is still owed of what was decided. */
export default function Visits() {
  const { t } = useLingui()
  const mayRead = useMay(...visitReaders)
  return mayRead ? <List /> : <Forbidden title={t`Visits`} />
}

function List() {
  const { t } = useLingui()
  const mayWrite = useMay(...visitWriters)
  const visits = useGet(visitReads.all(), { everySeconds: 30 })
  useKeys(mayWrite ? [{ keys: 'v', says: <Trans>Propose a visit</Trans>, run: () => go('/visits/new') }] : [])
  return (
    <Page
      title={t`Visits`}
      lead={<Trans>Proposed, prepared, held, written down in two languages, and followed up until every decision is settled.</Trans>}
      acts={
        mayWrite ? (
          <ButtonLink look="main" to="/visits/new">
            <Trans>Propose a visit</Trans>
          </ButtonLink>
        ) : undefined
      }
    >
      <Refusal of={visits.refused} />
      {visits.waiting ? <Loading /> : null}
      {visits.data === undefined ? null : visits.data.rows.length === 0 ? (
        <EmptyState icon={Plane} title={t`No visit yet`}>
          <p>
            <Trans>
              A visit begins with a proposal: host, place, days and the two languages of its agenda and minutes. A discreet one is seen here only by those who
              need to know of it.
            </Trans>
          </p>
        </EmptyState>
      ) : (
        <Rows label={t`Visits`} groups={[{ id: 'visits', rows: visits.data.rows }]} columns={columns} keyOf={row => row.dossier} />
      )}
    </Page>
  )
}

const columns: readonly Column<VisitRow>[] = [
  {
    id: 'reference',
    head: <Trans>Reference</Trans>,
    cell: row => (
      <>
        <Link to={`/visits/${row.dossier}`} className={row.unread ? 'cell-main unread' : 'cell-main'} data-row-link>
          <Mark>{row.ourReference}</Mark>
        </Link>
        <span className="cell-sub">{row.partner === null ? null : <Mark>{row.partner}</Mark>}</span>
      </>
    ),
  },
  { id: 'what', head: <Trans>What</Trans>, cell: row => <About row={row} /> },
  { id: 'days', head: <Trans>Days</Trans>, cell: ({ about }) => (about === null ? null : <Days from={about.from} until={about.until} />) },
  { id: 'state', head: <Trans>State</Trans>, cell: row => <StateBadge of={threadStates[row.state]} /> },
  { id: 'decisions', head: <Trans>Decisions</Trans>, cell: row => <Open row={row} /> },
]

function About({ row }: { row: VisitRow }) {
  const { i18n } = useLingui()
  const { about } = row
  return (
    <>
      {about === null ? (
        <span className="quiet">
          <Trans>hidden until opened</Trans>
        </span>
      ) : (
        <span dir="auto">{inReadersLanguage(about.title, i18n.locale)}</span>
      )}
      <span className="cell-sub">
        {row.discreet ? (
          <span className="badge soon">
            <EyeOff aria-hidden size={14} />
            <span>
              <Trans>Discreet</Trans>
            </span>
          </span>
        ) : null}{' '}
        {about === null ? null : (
          <Trans>
            <bdi>{about.place}</bdi>, host <Mark>{about.host}</Mark>
          </Trans>
        )}
      </span>
    </>
  )
}

function Open({ row }: { row: VisitRow }) {
  const now = useNow()
  if (row.openDecisions === 0) return <span className="quiet">–</span>
  return (
    <>
      <Plural value={row.openDecisions} one="# open" other="# open" />
      {row.nextDueOn === null ? null : (
        <span className={isPast(row.nextDueOn, now) ? 'cell-sub warn' : 'cell-sub'}>
          {isPast(row.nextDueOn, now) ? (
            <Trans>
              was due <time dateTime={row.nextDueOn}>{longDate(row.nextDueOn)}</time>
            </Trans>
          ) : (
            <Trans>
              next due <time dateTime={row.nextDueOn}>{longDate(row.nextDueOn)}</time>
            </Trans>
          )}
        </span>
      )}
    </>
  )
}
