import type { MatchCandidate } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { acts } from '../api/answers.ts'
import { useAct } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { TextField } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { toast } from '../parts/toast.tsx'

type Word = 'confirm' | 'dismiss'

/** A person's word on a candidate, with a reason (R25). It can be taken back; each word is logged. */
export function Decide({
  candidate,
  dossier,
  onDecided,
  children,
}: {
  candidate: MatchCandidate
  dossier: string
  onDecided: ((candidate: MatchCandidate) => void) | undefined
  /** What else can be done with the candidate. */
  children?: ReactNode
}) {
  const { t } = useLingui()
  const [saying, setSaying] = useState<Word | null>(null)
  const [reason, setReason] = useState('')
  const decide = useAct(acts.decideMatch, answer => onDecided?.(answer))
  const before = candidate.decision
  const takeBack = () =>
    before === null
      ? decide.run(dossier, candidate.match, { decision: 'take-back', reason: '' })
      : decide.run(dossier, candidate.match, { decision: before.decision === 'confirmed' ? 'confirm' : 'dismiss', reason: before.reason })
  const say = async (word: Word) => {
    const done = await decide.run(dossier, candidate.match, { decision: word, reason: reason.trim() })
    if (done === undefined) return
    setSaying(null)
    setReason('')
    toast(word === 'confirm' ? t`Confirmed as the person` : t`Dismissed: not the person`, () => void takeBack())
  }
  const toggle = (word: Word) => {
    decide.forget()
    setSaying(saying === word ? null : word)
  }
  return (
    <div className="stack decide">
      <div className="page-acts">
        {before?.decision === 'confirmed' ? null : (
          <Button aria-expanded={saying === 'confirm'} onClick={() => toggle('confirm')}>
            <Trans>It is this person…</Trans>
          </Button>
        )}
        {before?.decision === 'dismissed' ? null : (
          <Button aria-expanded={saying === 'dismiss'} onClick={() => toggle('dismiss')}>
            <Trans>It is not this person…</Trans>
          </Button>
        )}
        {before === null ? null : (
          <Button look="quiet" busy={decide.busy} onClick={() => void decide.run(dossier, candidate.match, { decision: 'take-back', reason: '' })}>
            <Trans>Leave it open again</Trans>
          </Button>
        )}
        {children}
      </div>
      {saying === null ? (
        <Refusal of={decide.refused} />
      ) : (
        <form
          className="stack inset"
          onSubmit={event => {
            event.preventDefault()
            void say(saying)
          }}
        >
          <TextField
            label={saying === 'confirm' ? <Trans>What makes you sure that it is this person?</Trans> : <Trans>What shows that it is not this person?</Trans>}
            hint={<Trans>Kept with the candidate under the dossier, and in the acts log.</Trans>}
            value={reason}
            onChange={setReason}
            maxLength={300}
            autoFocus
          />
          <Refusal of={decide.refused} />
          <div className="page-acts">
            <Button type="submit" look="main" busy={decide.busy} disabled={reason.trim().length < 3}>
              {saying === 'confirm' ? <Trans>Confirm the person</Trans> : <Trans>Dismiss the candidate</Trans>}
            </Button>
            <Button look="quiet" onClick={() => setSaying(null)}>
              <Trans>Cancel</Trans>
            </Button>
          </div>
        </form>
      )}
    </div>
  )
}
