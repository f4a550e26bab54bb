import type { HeldPerson, MatchCandidate } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { CircleCheck, CircleX, Columns2, ShieldAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { PersonView } from '../parts/person-view.tsx'
import { Mark, OfficerMark, Written } from '../parts/text.tsx'
import { isBeyondNames, NamesakeWarning, SideBySide, Weighing, WeighingHead, WeighingOutcome } from '../parts/weighing.tsx'
import { Decide } from './decide.tsx'

/**
 * A held person who may be the one asked for: who it is, what speaks for and against, and a person's word on it. `rank` is the place in the
 * list, never a figure of likeness.
 */
export function Candidate({
  candidate,
  asked,
  dossier,
  rank,
  source,
  onDecided,
}: {
  candidate: MatchCandidate
  asked: HeldPerson
  dossier: string
  rank: number
  /** Who found it, where that is worth saying. */
  source?: ReactNode
  onDecided?: (candidate: MatchCandidate) => void
}) {
  const { t } = useLingui()
  const [beside, setBeside] = useState(false)
  const { person, comparison, decision } = candidate
  return (
    <article
      className={`sheet candidate ${decision?.decision ?? 'open'}`}
      aria-label={t`Candidate ${rank}: ${person.names[0] ?? ''}`}
      tabIndex={-1}
      data-candidate
    >
      {isBeyondNames(comparison) ? null : <NamesakeWarning of={comparison.warning} />}
      <div className="candidate-body">
        <div className="candidate-head">
          <span className="candidate-rank" aria-hidden>
            {rank}
          </span>
          <div className="candidate-who">
            <PersonView person={person} />
            <p className="quiet small candidate-source">
              <span>
                <Trans>
                  Our reference <Mark>{candidate.reference}</Mark>
                </Trans>
              </span>
              {source === undefined ? null : <span>{source}</span>}
            </p>
            {candidate.protected ? (
              <p className="badge late">
                <ShieldAlert aria-hidden size={14} />
                <span>
                  <Trans>Protected entry: never part of an answer</Trans>
                </span>
              </p>
            ) : null}
          </div>
        </div>
        {beside ? null : (
          <div>
            <WeighingHead />
            <Weighing evidence={comparison.evidence} />
          </div>
        )}
      </div>
      {beside ? <SideBySide ours={asked} theirs={person} heads={[t`Asked for`, t`Held here`]} comparison={comparison} /> : null}
      <WeighingOutcome of={comparison} />
      {decision === null ? null : (
        <div className={decision.decision === 'confirmed' ? 'notice good' : 'notice'}>
          {decision.decision === 'confirmed' ? <CircleCheck aria-hidden size={20} /> : <CircleX aria-hidden size={20} />}
          <div>
            <p className="notice-what">{decision.decision === 'confirmed' ? <Trans>It is this person</Trans> : <Trans>It is not this person</Trans>}</p>
            <Written>{decision.reason}</Written>
            <p className="quiet small">
              <OfficerMark of={decision.by} /> · <Moment at={decision.at} />
            </p>
          </div>
        </div>
      )}
      <Decide candidate={candidate} dossier={dossier} onDecided={onDecided}>
        <Button look="quiet" aria-expanded={beside} onClick={() => setBeside(!beside)}>
          <Columns2 aria-hidden size={16} />
          {beside ? <Trans>Only the bars</Trans> : <Trans>Side by side</Trans>}
        </Button>
      </Decide>
    </article>
  )
}
