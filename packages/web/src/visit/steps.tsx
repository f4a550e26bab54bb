import type { Dossier, Visit } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Refused } from '../api/client.ts'
import { useAct } from '../api/hooks.ts'
import { sendOn } from '../api/send-on.ts'
import { Button } from '../parts/button.tsx'
import { Section } from '../parts/page.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { go } from '../route.ts'
import { Assign } from '../thread/next-acts.tsx'
import { actNames } from '../words/states.ts'
import { AgendaForm } from './agenda-form.tsx'
import { type VisitMatter, type VisitRecord, type VisitStep, visitActs } from './answers.ts'
import { MinutesForm } from './minutes-form.tsx'
import { DelegationForm, FollowForm, HeldForm, PaperForm } from './small-forms.tsx'
import { stepNames } from './words.ts'

type Step = Visit['may'][number]
/** The step that brings the visit on comes first. */
const order: readonly Step[] = ['accept', 'agree-agenda', 'held', 'cosign', 'follow', 'agenda', 'minutes', 'delegation', 'paper', 'close', 'cancel']

/** What one may write next. Nothing is sent from here: each step is a draft, read once more and released by a second person. */
export function NextSteps({
  dossier,
  opened,
  visit,
  record,
  onOpen,
}: {
  dossier: Dossier
  opened: Step | null
  visit: Visit
  record: VisitRecord
  onOpen: (step: Step | null) => void
}) {
  const { t, i18n } = useLingui()
  const [assigning, setAssigning] = useState(false)
  const write = useAct(visitActs.step, draft => go(`/drafts/${draft.id}`))
  const steps = order.filter(step => visit.may.includes(step))
  const mayAssign = dossier.acts.includes('assign')
  if (steps.length === 0 && !mayAssign) return null
  const press = (step: Step) => {
    write.forget()
    const matter = wordless(step, record)
    if (matter === null) onOpen(opened === step ? null : step)
    else void write.run(visit.row.dossier, matter)
  }
  return (
    <section className="sheet aside-acts pairs" aria-label={t`What to do next`}>
      <Refusal of={write.refused} />
      {steps.map((step, at) => (
        <Button
          key={step}
          look={step === 'cancel' ? 'grave' : at === 0 ? 'main' : 'plain'}
          busy={write.busy}
          onClick={() => press(step)}
          {...(wordless(step, record) === null ? { 'aria-expanded': opened === step } : {})}
        >
          {i18n._(stepNames[step])}
        </Button>
      ))}
      {mayAssign ? (
        <Button aria-expanded={assigning} onClick={() => setAssigning(!assigning)}>
          {i18n._(actNames.assign)}
        </Button>
      ) : null}
      {assigning ? <Assign dossier={dossier} onDone={() => setAssigning(false)} /> : null}
      {steps.length === 0 ? null : (
        <p className="quiet small">
          <Trans>Whatever leaves is read and released by a second person.</Trans>
        </p>
      )}
    </section>
  )
}

/** A step that says one fixed thing; null for one that has a form. */
function wordless(step: Step, record: VisitRecord): VisitMatter | null {
  const matter = 'visit'
  if (step === 'accept' || step === 'close' || step === 'cancel') return { matter, step }
  const digest = (step === 'agree-agenda' ? record.agenda : step === 'cosign' ? record.minutes : []).at(-1)?.digest
  return digest !== undefined && (step === 'agree-agenda' || step === 'cosign') ? { matter, step, digest } : null
}

/** The form of a step that says something of its own, in the main column: minutes need the room. */
export function StepSheet({ step, visit, record, onDone }: { step: Step; visit: Visit; record: VisitRecord; onDone: () => void }) {
  const { i18n } = useLingui()
  const [unsent, setUnsent] = useState<Refused | null>(null)
  const write = useAct(visitActs.step)
  const id = visit.row.dossier
  const say = async (matter: VisitMatter) => {
    const draft = await write.run(id, matter)
    if (draft !== undefined) go(`/drafts/${draft.id}`)
  }
  const sayWith = async (paper: VisitStep<'paper'>, file: File) => {
    setUnsent(null)
    const draft = await write.run(id, paper)
    if (draft === undefined) return
    const refused = await sendOn(draft.id, file, () => undefined).done
    // The draft stands without its file; there it can be attached again.
    if (refused === null) go(`/drafts/${draft.id}`)
    else setUnsent(refused)
  }
  const given = { visit, record, busy: write.busy, onSay: (matter: VisitMatter) => void say(matter) }
  return (
    <Section
      id="step"
      title={i18n._(stepNames[step])}
      acts={
        <Button look="quiet" onClick={onDone}>
          <Trans>Close</Trans>
        </Button>
      }
    >
      <div className="stack">
        {step === 'agenda' ? <AgendaForm {...given} /> : null}
        {step === 'minutes' ? <MinutesForm {...given} /> : null}
        {step === 'held' ? <HeldForm {...given} /> : null}
        {step === 'delegation' ? <DelegationForm {...given} /> : null}
        {step === 'follow' ? <FollowForm {...given} /> : null}
        {step === 'paper' ? <PaperForm record={record} busy={write.busy} onSay={(paper, file) => void sayWith(paper, file)} /> : null}
        <Refusal of={write.refused ?? unsent} />
      </div>
    </Section>
  )
}
