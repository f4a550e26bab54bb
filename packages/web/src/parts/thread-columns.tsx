import type { ThreadRow } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import { threadStates } from '../words/states.ts'
import { word } from '../words/vocabulary.ts'
import { StateBadge } from './badge.tsx'
import { Clock, clockOf } from './clock.tsx'
import { Link } from './link.tsx'
import { LastStage, Owed } from './stage.tsx'
import type { Column } from './table.tsx'
import { Mark } from './text.tsx'

/**
 * The screen of a dossier. Of a plan its own, where what both sides hold of it stands, once its news has been read: its messages, hundreds
 * of counts among them, are one step on from there.
 */
export const placeOf = ({ dossier, openingType, thread, unread }: Pick<ThreadRow, 'dossier' | 'openingType' | 'thread' | 'unread'>): string =>
  openingType === 'PLN' && thread !== null && !unread ? `/plans/${dossier}` : `/threads/${dossier}`

/**
 * The columns of every list of dossiers, two lines a row. What it is about stays closed: only its kind, purpose and
 * area are said.
 */
export function threadColumns(place: (row: ThreadRow) => string): readonly Column<ThreadRow>[] {
  return [
    {
      id: 'reference',
      head: <Trans>Reference, ours and theirs</Trans>,
      cell: row => (
        <>
          <Link to={place(row)} className={row.unread ? 'cell-main unread' : 'cell-main'} data-row-link>
            <Mark>{row.ourReference}</Mark>
          </Link>
          <span className="cell-sub cell-line">
            <Mark>{row.yourReference ?? row.partner ?? '–'}</Mark>
          </span>
        </>
      ),
    },
    {
      id: 'what',
      head: <Trans>What</Trans>,
      cell: row => (
        <>
          <span className="cell-line whole">
            <Way side={row.side} /> {aboutOf(row)}
          </span>
          <span className="cell-sub cell-line" title={kindOf(row)}>
            <LastStage row={row} dense />
            {row.last === null || kindOf(row) === aboutOf(row) ? null : ' · '}
            {kindOf(row) === aboutOf(row) ? null : kindOf(row)}
          </span>
        </>
      ),
    },
    { id: 'clock', head: <Trans>Clock</Trans>, cell: row => <Clock dense clock={clockOf(row)} partner={row.partner} /> },
    {
      id: 'state',
      head: <Trans>State, with whom</Trans>,
      cell: row => (
        <>
          <span className="state-line">
            <StateBadge of={threadStates[row.state]} />
          </span>
          {row.assignedTo === null ? (
            <span className="cell-sub cell-line">
              <New row={row} /> <Owed row={row} dense /> <Trans>nobody yet</Trans>
            </span>
          ) : (
            // The number first: where the column is narrow it is the office that is cut.
            <span className="cell-sub cell-line latin" title={`${row.assignedTo.office} ${row.assignedTo.serviceNumber}`}>
              <New row={row} /> <Owed row={row} dense /> <Mark>{row.assignedTo.serviceNumber}</Mark> <bdi>{row.assignedTo.office}</bdi>
            </span>
          )}
        </>
      ),
    },
  ]
}

/** What a row is about comes first: nearly all are requests, and what tells them apart must not be what is cut. */
function aboutOf(row: ThreadRow): string {
  if (row.crimeArea !== null) return word('crimeArea', row.crimeArea)
  // These have one purpose each, and it takes three lines to say.
  if (row.openingType === 'IDR' || row.openingType === 'PLN' || row.openingType === 'VIS') return word('messageType', row.openingType)
  return row.purpose === null ? word('messageType', row.openingType) : word('purpose', row.purpose)
}

/** The kind of message it began with. The purpose is said beside the list, where there is room for it. */
const kindOf = (row: ThreadRow): string => word('messageType', row.openingType)

/** What nobody has looked at since it changed: said where the stage of its last message does not say so. */
function New({ row }: { row: ThreadRow }) {
  return row.unread && row.last?.stage !== 'unread' ? (
    <span className="unread-mark">
      <Trans>new</Trans>
    </span>
  ) : null
}

/** Who asks whom: an arrow with its word for those who do not see it. */
function Way({ side }: { side: ThreadRow['side'] }) {
  const Icon = side === 'asker' ? ArrowUpRight : ArrowDownLeft
  return (
    <>
      <Icon aria-hidden size={14} className="turns way" />
      <span className="hidden-text">{side === 'asker' ? <Trans>We ask:</Trans> : <Trans>They ask:</Trans>}</span>
    </>
  )
}
