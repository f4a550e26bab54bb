import type { DraftRow } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import { draftStates } from '../words/states.ts'
import { word } from '../words/vocabulary.ts'
import { StateBadge } from './badge.tsx'
import { Moment } from './clock.tsx'
import { Link } from './link.tsx'
import { useSaid } from './said.ts'
import type { Column } from './table.tsx'
import { Mark, OfficerMark } from './text.tsx'

/** The columns of a list of drafts. */
export function draftColumns(place: (row: DraftRow) => string): readonly Column<DraftRow>[] {
  return [
    {
      id: 'reference',
      head: <Trans>Reference</Trans>,
      cell: row => (
        <>
          <Link to={place(row)} className="cell-main" data-row-link>
            <Mark>{row.ourReference}</Mark>
          </Link>
          <span className="cell-sub">{row.to === null ? <Trans>no recipient yet</Trans> : <Mark>{row.to}</Mark>}</span>
        </>
      ),
    },
    { id: 'what', head: <Trans>What</Trans>, cell: row => word('messageType', row.messageType) },
    {
      id: 'state',
      head: <Trans>State</Trans>,
      cell: row => (
        <>
          <StateBadge of={draftStates[row.state]} />
          {row.returnedCode === null ? null : <Why code={row.returnedCode} />}
        </>
      ),
    },
    {
      id: 'who',
      head: <Trans>Written by</Trans>,
      cell: row => (
        <>
          <OfficerMark of={row.author} />
          <span className="cell-sub">
            <Moment at={row.updatedAt} />
          </span>
        </>
      ),
    },
  ]
}

function Why({ code }: { code: string }) {
  return <span className="cell-sub">{useSaid(code).what}</span>
}
