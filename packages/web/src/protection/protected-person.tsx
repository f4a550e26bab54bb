import type { HeldPerson, ProtectionView } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { ShieldAlert } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../api/hooks.ts'
import { useMay } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { Moment } from '../parts/clock.tsx'
import { PersonView } from '../parts/person-view.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { Coded, OfficerMark, Written } from '../parts/text.tsx'
import { toast } from '../parts/toast.tsx'
import { SideBySide, WeighingOutcome } from '../parts/weighing.tsx'
import { protectionActs } from './answers.ts'

/** One person under protection: on what ground, by whose word, beside whom was asked for. A legal adviser ends it, with a reason. */
export function ProtectedPerson({ of, asked, onEnded }: { of: ProtectionView; asked: HeldPerson | null; onEnded: () => void }) {
  const { t } = useLingui()
  const mayEnd = useMay('LEG')
  const [ending, setEnding] = useState(false)
  const lift = useAct(protectionActs.lift, () => {
    toast(t`The protection has ended`)
    onEnded()
  })
  return (
    <article className="sheet stack protected-person" aria-label={of.person.names[0] ?? t`Protected person`}>
      <header className="protected-head">
        <span className="badge late">
          <ShieldAlert aria-hidden size={14} /> <Coded scheme="refusalGround" code={of.ground} />
        </span>
        <span className="quiet small">
          <OfficerMark of={of.by} /> · <Moment at={of.at} />
        </span>
      </header>
      {of.comparison === null || asked === null ? (
        <PersonView person={of.person} />
      ) : (
        <>
          <SideBySide ours={asked} theirs={of.person} heads={[t`Asked for`, t`Protected here`]} comparison={of.comparison} />
          <WeighingOutcome of={of.comparison} />
        </>
      )}
      <Written as="blockquote">{of.reason}</Written>
      {mayEnd ? (
        <div>
          <Button aria-expanded={ending} onClick={() => setEnding(!ending)}>
            <Trans>End the protection</Trans>
          </Button>
        </div>
      ) : null}
      {ending ? (
        <>
          <Refusal of={lift.refused} />
          <ReasonForm
            label={<Trans>Why it ends</Trans>}
            hint={<Trans>From then on this person can be named in an identification. Your number and this reason go into the acts log.</Trans>}
            button={<Trans context="a protection">End it</Trans>}
            look="grave"
            busy={lift.busy}
            onSay={reason => void lift.run(of.id, reason)}
          />
        </>
      ) : null}
    </article>
  )
}
