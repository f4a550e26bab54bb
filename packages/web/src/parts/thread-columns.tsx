import type { ThreadRow } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import { ArrowDownLeft, ArrowUpRight } from 'lucide-react'
import { threadStates } from '../words/states.ts'
import { word } from '../words/vocabulary.ts'
import { StateBadge } from './badge.tsx'
import { Clock } from './clock.tsx'
import { Link } from './link.tsx'
import type { Column } from './table.tsx'
import { Mark, OfficerMark } from './text.tsx'

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
          <span className="cell-line">
            <Way side={row.side} /> {word('messageType', row.openingType)}
          </span>
          <span className="cell-sub cell-line">
            {[row.crimeArea === null ? null : word('crimeArea', row.crimeArea), row.purpose === null ? null : word('purpose', row.purpose)]
              .filter(part => part !== null)
              .join(' · ')}
          </span>
        </>
      ),
    },
    { id: 'clock', head: <Trans>Clock</Trans>, cell: row => <Clock dense clock={row.clock} partner={row.partner} /> },
    {
      id: 'state',
      head: <Trans>State, with whom</Trans>,
      cell: row => (
        <>
          <span className="state-line">
            <StateBadge of={threadStates[row.state]} />
            {row.unread ? (
              <span className="unread-mark">
                <Trans>new</Trans>
              </span>
            ) : null}
          </span>
          <span className="cell-sub cell-line">{row.assignedTo === null ? <Trans>nobody yet</Trans> : <OfficerMark of={row.assignedTo} />}</span>
        </>
      ),
    },
  ]
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
