import type { HeldPerson, Identification, ProtectionView } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { ShieldAlert } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../api/hooks.ts'
import { useMay } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { TextField } from '../parts/field.tsx'
import { Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Coded, OfficerMark, Written } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { SideBySide, WeighingOutcome } from '../parts/weighing.tsx'
import { identificationActs } from './answers.ts'

/**
 * Persons under this node's protection who may be the one of the file. They block here and nowhere else; a legal adviser compares and says
 * that it is another person, or the file stays (R28).
 */
export function Protections({ identification, asked }: { identification: Identification; asked: HeldPerson }) {
  const { protections, row } = identification
  if (protections.length === 0) return null
  return (
    <Section
      id="protections"
      title={
        <span className="with-icon">
          <ShieldAlert aria-hidden size={18} /> <Trans>Under the protection of this node</Trans>
        </span>
      }
    >
      <div className="stack">
        <p>
          <Trans>The person of this file may be one whom this node protects. Nothing leaves until a legal adviser says that they are two persons.</Trans>
        </p>
        {protections.map(protection => (
          <Protection key={protection.id} protection={protection} asked={asked} id={row.dossier} />
        ))}
      </div>
    </Section>
  )
}

function Protection({ protection, asked, id }: { protection: ProtectionView; asked: HeldPerson; id: string }) {
  const { t } = useLingui()
  const mayJudge = useMay('LEG')
  const [reason, setReason] = useState('')
  const judge = useAct(identificationActs.judge, () => toast(t`Judged to be another person`))
  const { comparison, judgement } = protection
  return (
    <article className="stack inset">
      <p className="small">
        <Coded scheme="refusalGround" code={protection.ground} />
        {' · '}
        <OfficerMark of={protection.by} /> · <Moment at={protection.at} />
      </p>
      {comparison === null ? null : (
        <>
          <SideBySide ours={asked} theirs={protection.person} heads={[t`In the file`, t`Protected here`]} comparison={comparison} />
          <WeighingOutcome of={comparison} />
        </>
      )}
      <Written as="blockquote">{protection.reason}</Written>
      {judgement !== null ? (
        <div className="notice good">
          <div>
            <p className="notice-what">
              <Trans>Another person</Trans>
            </p>
            <Written>{judgement.reason}</Written>
            <p className="quiet small">
              <OfficerMark of={judgement.by} /> · <Moment at={judgement.at} />
            </p>
          </div>
        </div>
      ) : mayJudge ? (
        <form
          className="stack"
          onSubmit={event => {
            event.preventDefault()
            if (reason.trim().length >= 3) void judge.run(id, protection.id, reason.trim())
          }}
        >
          <TextField label={<Trans>What shows that it is another person?</Trans>} value={reason} onChange={setReason} maxLength={2_000} />
          <Refusal of={judge.refused} />
          <div>
            <Button type="submit" busy={judge.busy} disabled={reason.trim().length < 3}>
              <Trans>It is another person</Trans>
            </Button>
          </div>
        </form>
      ) : (
        <p className="quiet small">
          <Trans>A legal adviser of this node compares the two.</Trans>
        </p>
      )}
    </article>
  )
}
