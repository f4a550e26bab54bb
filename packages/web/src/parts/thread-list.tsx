import type { ThreadState } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { acts, reads } from '../api/answers.ts'
import { useAct, useGet } from '../api/hooks.ts'
import { SavedFilters } from '../desk/saved-filters.tsx'
import { useUndoable } from '../desk/undo.tsx'
import { useMay, useSession } from '../frame/session.tsx'
import { useAddress, useFilter } from '../route.ts'
import { threadStates } from '../words/states.ts'
import { word } from '../words/vocabulary.ts'
import { Button } from './button.tsx'
import { EmptyState, Loading } from './empty.tsx'
import { SelectFilter, ToggleFilter } from './filter.tsx'
import { Link } from './link.tsx'
import { Pager } from './pager.tsx'
import { PartnerFilter } from './partner-filter.tsx'
import { Refusal } from './refusal.tsx'
import { Rows } from './table.tsx'
import { placeOf, threadColumns } from './thread-columns.tsx'

const filters = ['partner', 'state', 'urgency', 'side', 'mine', 'reference', 'after'] as const

/** A list of dossiers with its filters; sorted by the node, page by page. */
export function ThreadList({ box, label, icon, empty }: { box: 'inbox' | 'all'; label: string; icon: LucideIcon; empty: string }) {
  const { t, i18n } = useLingui()
  const { path, query } = useAddress()
  const given = Object.fromEntries(filters.map(name => [name, query.get(name) ?? undefined]))
  const [partner, setPartner] = useFilter('partner')
  const [state, setState] = useFilter('state')
  const [urgency, setUrgency] = useFilter('urgency')
  const [side, setSide] = useFilter('side')
  const [mine, setMine] = useFilter('mine')
  const [reference, setReference] = useFilter('reference')
  const [standing, setStanding] = useState<string | null>(null)
  const { account } = useSession()
  const mayAssign = useMay('OPR')
  const said = useUndoable()
  const take = useAct(acts.assign, after => said(t`Assigned to you`, after))
  const agreements = useGet(reads.agreements())
  const list = useGet(reads.threads({ box, ...given }), { everySeconds: 30 })
  const partners = [...new Set([...(agreements.data ?? []).flatMap(one => one.partners as string[]), ...(partner === '' ? [] : [partner])])].sort()
  const narrowed = filters.some(name => given[name] !== undefined)
  return (
    <>
      <div className="filters">
        <PartnerFilter value={partner} onChange={setPartner} partners={partners} />
        <SelectFilter
          label={t`State`}
          value={state}
          onChange={setState}
          choices={(Object.keys(threadStates) as ThreadState[]).map(code => ({ value: code, text: i18n._(threadStates[code].says) }))}
          all={t`All states`}
        />
        <SelectFilter
          label={t`Urgency`}
          value={urgency}
          onChange={setUrgency}
          choices={['IMM', 'U8H', 'U3D', 'N7D', 'ID45'].map(code => ({ value: code, text: word('urgency', code) }))}
          all={t`All urgencies`}
        />
        <SelectFilter
          label={t`Who asks`}
          value={side}
          onChange={setSide}
          choices={[
            { value: 'asker', text: t`We ask` },
            { value: 'holder', text: t`They ask` },
          ]}
          all={t`Both directions`}
        />
        <ToggleFilter label={t`Mine`} value={mine === 'true'} onChange={on => setMine(on ? 'true' : '')} />
        {reference === '' ? null : (
          <Button look="quiet" onClick={() => setReference('')}>
            <Trans>
              Reference contains <bdi>{reference}</bdi>
            </Trans>{' '}
            ✕
          </Button>
        )}
        <SavedFilters place={box === 'inbox' ? 'inbox' : 'dossiers'} names={filters.filter(name => name !== 'after')} />
        {narrowed ? (
          <Link to={path} className="small">
            <Trans>Show everything</Trans>
          </Link>
        ) : null}
      </div>
      <Refusal of={list.refused ?? take.refused} />
      {list.waiting ? <Loading rows={12} /> : null}
      {list.data === undefined ? null : list.data.rows.length === 0 ? (
        <EmptyState icon={icon} title={narrowed ? t`Nothing matches this view` : empty}>
          {narrowed ? <Trans>Loosen a filter, or show everything.</Trans> : <Trans>New messages appear here by themselves.</Trans>}
        </EmptyState>
      ) : (
        <>
          <Rows
            label={label}
            fixed
            groups={[{ id: 'all', rows: list.data.rows }]}
            columns={threadColumns(placeOf)}
            keyOf={row => row.dossier}
            standing={standing}
            onStand={row => setStanding(row.dossier)}
            rowKeys={mayAssign ? [{ keys: 'a', says: <Trans>Assign it to me</Trans>, run: row => void take.run(row.dossier, account.id) }] : []}
          />
          <Pager next={list.data.next}>
            <Plural value={list.data.total} one="# dossier" other="# dossiers" />
          </Pager>
        </>
      )}
    </>
  )
}
