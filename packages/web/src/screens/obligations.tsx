import type { Obligation } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { ListChecks } from 'lucide-react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { SavedFilters } from '../desk/saved-filters.tsx'
import { caseRoles } from '../frame/roles.ts'
import { useMay } from '../frame/session.tsx'
import { obligationReads } from '../obligation/answers.ts'
import { ConcernedLine } from '../obligation/concerned.tsx'
import { NoticeClock } from '../obligation/due.tsx'
import { OriginsOwed } from '../obligation/origins.tsx'
import { type ObligationAct, obligationActNames, obligationState } from '../obligation/words.ts'
import { StateBadge } from '../parts/badge.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { SelectFilter, ToggleFilter } from '../parts/filter.tsx'
import { Link } from '../parts/link.tsx'
import { Page } from '../parts/page.tsx'
import { Pager } from '../parts/pager.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { type Column, Rows } from '../parts/table.tsx'
import { Mark } from '../parts/text.tsx'
import { useAddress, useFilter } from '../route.ts'
import '../style/custody.css'
import { PartnerFilter } from '../parts/partner-filter.tsx'
import { word } from '../words/vocabulary.ts'

const filters = ['box', 'settled', 'partner', 'kind', 'after'] as const

/** Corrections, erasures and restrictions: owed by us and owed to us, by their clocks, each with the next act. */
export default function Obligations() {
  const { t, i18n } = useLingui()
  const { path, query } = useAddress()
  const [box, setBox] = useFilter('box')
  const [settled, setSettled] = useFilter('settled')
  const [partner, setPartner] = useFilter('partner')
  const [kind, setKind] = useFilter('kind')
  const mayCase = useMay(...caseRoles)
  const agreements = useGet(mayCase ? reads.agreements() : null)
  const list = useGet(obligationReads.list({ box, partner, kind, open: settled === 'true' ? undefined : 'true', after: query.get('after') ?? undefined }), {
    everySeconds: 30,
  })
  const partners = [...new Set([...(agreements.data ?? []).flatMap(one => one.partners as string[]), ...(partner === '' ? [] : [partner])])].sort()
  const narrowed = filters.some(name => query.get(name) !== null)
  return (
    <Page title={t`Obligations`} lead={<Trans>Corrections, erasures and restrictions: ten days from the order, then a proof.</Trans>}>
      <div className="filters">
        <SelectFilter
          label={t`Owed by whom`}
          value={box}
          onChange={setBox}
          choices={[
            { value: 'by-us', text: t`Owed by us` },
            { value: 'to-us', text: t`Owed to us` },
          ]}
          all={t`Owed by both`}
        />
        <SelectFilter
          label={t`Kind`}
          value={kind}
          onChange={setKind}
          choices={(['COR', 'DEL', 'RST'] as const).map(code => ({ value: code, text: word('messageType', code) }))}
          all={t`All kinds`}
        />
        {partners.length === 0 ? null : <PartnerFilter value={partner} onChange={setPartner} partners={partners} />}
        <ToggleFilter label={t`Settled too`} value={settled === 'true'} onChange={on => setSettled(on ? 'true' : '')} />
        <SavedFilters place="obligations" names={['box', 'settled', 'partner', 'kind']} />
        {narrowed ? (
          <Link to={path} className="small">
            <Trans>Show everything</Trans>
          </Link>
        ) : null}
      </div>
      <OriginsOwed isToldElsewhere={list.refused !== null} />
      <Refusal of={list.refused} />
      {list.waiting ? <Loading /> : null}
      {list.data === undefined ? null : list.data.rows.length === 0 ? (
        <EmptyState icon={ListChecks} title={narrowed ? t`Nothing matches this view` : t`Nothing is owed`}>
          {narrowed ? (
            <Trans>Loosen a filter, or show everything.</Trans>
          ) : (
            <Trans>Whoever sent a message may order its correction, erasure or restriction: open the dossier and choose the message.</Trans>
          )}
        </EmptyState>
      ) : (
        <>
          <Rows
            label={t`Obligations`}
            groups={[{ id: 'all', rows: list.data.rows }]}
            columns={columns(act => i18n._(obligationActNames[act]))}
            keyOf={row => row.notice}
          />
          <Pager next={list.data.next}>
            <Plural value={list.data.total} one="# notice" other="# notices" />
          </Pager>
        </>
      )}
    </Page>
  )
}

function columns(named: (act: ObligationAct) => string): readonly Column<Obligation>[] {
  return [
    {
      id: 'reference',
      head: <Trans>Reference, with whom</Trans>,
      cell: row => (
        <>
          <Link to={`/obligations/${row.notice}`} className="cell-main" data-row-link>
            <Mark>{row.ourReference}</Mark>
          </Link>
          <span className="cell-sub cell-line">
            <Mark>{row.partner}</Mark>
          </span>
        </>
      ),
    },
    {
      id: 'what',
      head: <Trans>What</Trans>,
      cell: row => (
        <>
          <span>{word('messageType', row.kind)}</span>
          <span className="cell-sub">
            {row.messageType === null ? null : <>{word('messageType', row.messageType)} · </>}
            <ConcernedLine of={row.concerned} />
          </span>
        </>
      ),
    },
    { id: 'clock', head: <Trans>Clock</Trans>, cell: row => <NoticeClock of={row} /> },
    {
      id: 'state',
      head: <Trans>State</Trans>,
      cell: row => (
        <>
          <StateBadge of={obligationState(row)} />
          <span className="cell-sub">{row.side === 'holder' ? <Trans>owed by us</Trans> : <Trans>owed to us</Trans>}</span>
        </>
      ),
    },
    {
      id: 'next',
      head: <Trans>Next</Trans>,
      cell: row => {
        const next = row.acts.filter(act => act !== 'read-restricted')
        return next.length > 0 ? (
          next.map(named).join(' · ')
        ) : (
          <span className="quiet">{row.settled ? '–' : row.side === 'owner' ? <Trans>the partner</Trans> : <Trans>a colleague</Trans>}</span>
        )
      },
    },
  ]
}
