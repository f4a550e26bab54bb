import type { DraftRow, DueBoard, ThreadRow } from '@entraide/node/api'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { CalendarClock, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { draftingRoles } from '../frame/roles.ts'
import { useHands, useMay } from '../frame/session.tsx'
import { ButtonLink } from '../parts/button.tsx'
import { EmptyState, Loading } from '../parts/empty.tsx'
import { ToggleFilter } from '../parts/filter.tsx'
import { Link } from '../parts/link.tsx'
import { Page } from '../parts/page.tsx'
import { PartnerFilter } from '../parts/partner-filter.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Rows } from '../parts/table.tsx'
import { placeOf, threadColumns } from '../parts/thread-columns.tsx'
import { ThreadGlance } from '../parts/thread-glance.tsx'
import { useFilter } from '../route.ts'
import { count } from '../words/time.ts'

type ColumnName = DueBoard['columns'][number]['column']

/** What burns, by urgency: the first screen, with nothing to click to know it. */
export default function Due() {
  const { t } = useLingui()
  const hands = useHands()
  const mayDraft = useMay(...draftingRoles)
  const board = useGet(reads.due(), { everySeconds: 30 })
  const [partner, setPartner] = useFilter('partner')
  const [mine, setMine] = useFilter('mine')
  const [only, setOnly] = useFilter('column')
  const [standing, setStanding] = useState<string | null>(null)
  const names = useColumnNames()

  if (board.data === undefined)
    return (
      <Page title={t`Due`}>
        <Refusal of={board.refused} />
        {board.waiting ? <Loading rows={12} /> : null}
      </Page>
    )

  const drafts = board.data.drafts
  const columns = board.data.columns.map(column => ({
    ...column,
    rows: column.rows.filter(
      row => (partner === '' || row.partner === partner) && (mine !== 'true' || (row.assignedTo !== null && hands.includes(row.assignedTo.id))),
    ),
  }))
  const partners = [...new Set(board.data.columns.flatMap(column => column.rows.flatMap(row => row.partner ?? [])))].sort()
  const shown = columns.filter(column => (only === '' ? column.rows.length > 0 : column.column === only))
  const all = shown.flatMap(column => column.rows)
  const current = all.find(row => row.dossier === standing) ?? all[0]
  const place = (row: ThreadRow, column?: ColumnName) => addressOf(row, drafts, column)

  return (
    <Page
      title={t`Due`}
      acts={
        <>
          <PartnerFilter value={partner} onChange={setPartner} partners={partners} />
          <ToggleFilter label={t`Mine`} value={mine === 'true'} onChange={on => setMine(on ? 'true' : '')} />
        </>
      }
      aside={
        current === undefined ? undefined : (
          <ThreadGlance key={current.dossier} row={current} to={place(current, shown.find(column => column.rows.includes(current))?.column)} />
        )
      }
    >
      <ul className="tallies" aria-label={t`By urgency`}>
        {board.data.columns.map(column => {
          // What rarely happens takes no place while it does not.
          if (
            column.count === 0 &&
            (column.column === 'to-tell' || column.column === 'to-sign' || column.column === 'returned' || column.column === 'held') &&
            only !== column.column
          )
            return null
          const to = new URLSearchParams(location.search)
          if (only === column.column) to.delete('column')
          else to.set('column', column.column)
          return (
            <li key={column.column}>
              <Link
                to={`/due?${to}`}
                className={`tally ${column.count === 0 ? 'none' : names[column.column].tone}`}
                aria-current={only === column.column ? 'true' : undefined}
                onClick={event => {
                  event.preventDefault()
                  setOnly(only === column.column ? '' : column.column)
                }}
              >
                <span className="tally-count">{count(column.count)}</span> <span>{names[column.column].says}</span>
              </Link>
            </li>
          )
        })}
      </ul>
      {all.length === 0 ? (
        <EmptyState
          icon={only === '' ? CircleCheck : CalendarClock}
          title={only === '' && partner === '' && mine === '' ? t`Nothing is due` : t`Nothing matches this view`}
        >
          {only !== '' || partner !== '' || mine !== '' ? (
            <Link to="/due">
              <Trans>Show everything</Trans>
            </Link>
          ) : mayDraft ? (
            <ButtonLink to="/requests/new">
              <Trans>Write a request</Trans>
            </ButtonLink>
          ) : (
            <Trans>New messages appear here by themselves.</Trans>
          )}
        </EmptyState>
      ) : (
        <Rows
          label={t`What is due`}
          fixed
          groups={shown.map(column => ({
            id: column.column,
            head: (
              <span className={`group-name ${names[column.column].tone}`}>
                {names[column.column].says} <span className="quiet">{count(column.rows.length)}</span>
                {column.count > column.rows.length && partner === '' && mine === '' ? (
                  <span className="quiet">
                    {' '}
                    <Plural value={column.count - column.rows.length} one="and # more" other="and # more" />
                  </span>
                ) : null}
              </span>
            ),
            rows: column.rows,
          }))}
          columns={threadColumns(row => place(row))}
          keyOf={row => row.dossier}
          standing={current?.dossier ?? null}
          onStand={row => setStanding(row.dossier)}
        />
      )}
    </Page>
  )
}

/** Where a row leads: a draft that waits for release or came back leads to its draft, everything else to its dossier. */
function addressOf(row: ThreadRow, drafts: readonly DraftRow[], column?: ColumnName): string {
  const draft = drafts.find(one => one.dossier === row.dossier)
  if (draft !== undefined && (column === 'to-release' || (column === undefined && draft.state === 'waiting-release' && row.state === 'draft')))
    return `/release/${draft.id}`
  if (draft !== undefined && (column === 'returned' || draft.state === 'returned')) return `/drafts/${draft.id}`
  return placeOf(row)
}

function useColumnNames(): { readonly [C in ColumnName]: { readonly says: string; readonly tone: string } } {
  const { t } = useLingui()
  return {
    'to-tell': { says: t({ message: 'State to tell', context: 'due board' }), tone: 'late' },
    overdue: { says: t`Overdue`, tone: 'late' },
    today: { says: t`Today`, tone: 'soon' },
    week: { says: t`This week`, tone: 'wait' },
    'waiting-partner': { says: t`With the partner`, tone: 'plain' },
    'to-sign': { says: t({ message: 'To sign', context: 'due board' }), tone: 'soon' },
    'to-release': { says: t`To release`, tone: 'soon' },
    returned: { says: t`Returned`, tone: 'soon' },
    held: { says: t`Held`, tone: 'late' },
  }
}
