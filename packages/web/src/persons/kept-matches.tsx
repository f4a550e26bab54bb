import type { HeldPerson, Matches } from '@entraide/node/api'
import { Trans } from '@lingui/react/macro'
import { PersonFacts } from '../parts/person-view.tsx'
import { SeveralFit, standsOut } from '../parts/weighing.tsx'
import { Candidate } from './candidate.tsx'
import { Ranked } from './ranked.tsx'

type Row = Matches['rows'][number]

/** The candidates kept under a dossier, by whom they were found for. What fits is open; what does not, and what was dismissed, is folded away. */
export function KeptMatches({ rows, dossier }: { rows: readonly Row[]; dossier: string }) {
  const groups = Map.groupBy(rows, row => JSON.stringify([row.message, row.item, row.asked]))
  return (
    <div className="stack">
      {[...groups].map(([key, found]) => {
        const { asked } = found[0] as Row
        return (
          <div className="stack" key={key}>
            <AskedFor person={asked} />
            <SeveralFit of={found.filter(row => row.decision?.decision !== 'dismissed').map(row => row.comparison)} />
            <Ranked
              rows={found}
              keyOf={row => row.match}
              fits={row => row.decision?.decision === 'confirmed' || (row.decision === null && standsOut(row.comparison))}
            >
              {(row, rank) => (
                <Candidate
                  candidate={row}
                  asked={asked}
                  dossier={dossier}
                  rank={rank}
                  source={row.source === 'check' ? <Trans>found by the node in what came in</Trans> : <Trans>found by a look-up</Trans>}
                />
              )}
            </Ranked>
          </div>
        )
      })}
    </div>
  )
}

/** Whom the candidates below were found for. */
export function AskedFor({ person }: { person: HeldPerson }) {
  return (
    <div className="asked-for">
      <p>
        <span className="quiet">
          <Trans>Asked for:</Trans>
        </span>{' '}
        {person.names.map((name, at) => (
          <strong key={name}>
            {at === 0 ? null : ' · '}
            <bdi>{name}</bdi>
          </strong>
        ))}
      </p>
      <PersonFacts person={person} />
    </div>
  )
}
