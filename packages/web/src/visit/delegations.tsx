import { Plural } from '@lingui/react/macro'
import { Coded, Mark } from '../parts/text.tsx'
import type { VisitStep } from './answers.ts'

type Delegation = VisitStep<'delegation'>['delegation']

/** Who comes: offices, how many persons, up to which classification; never a name. */
export function Offices({ of }: { of: Delegation }) {
  return (
    <div>
      <h3>
        <Mark>{of.node}</Mark>
      </h3>
      <ul className="visit-offices">
        {of.offices.map(({ office, persons, clearance }) => (
          <li key={office}>
            <bdi>{office}</bdi> · <Plural value={persons} one="# person" other="# persons" /> · <Coded scheme="classification" code={clearance} />
          </li>
        ))}
      </ul>
    </div>
  )
}
