import type { Dossier, Identification, IdentificationStep } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { perform, useAct } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { focusField, Refusal } from '../parts/refusal.tsx'
import { toast } from '../parts/toast.tsx'
import { Assign } from '../thread/next-acts.tsx'
import { actNames } from '../words/states.ts'
import { identificationActs } from './answers.ts'
import { StepForm } from './step-form.tsx'
import { stepNames } from './words.ts'

type Step = Identification['steps'][number]

/** The step that matters most comes first and is the main one of the page. Finding a guard has its own place, beside the guard. */
const order: readonly Step[] = [
  'verifying',
  'decide',
  'complete',
  'interviewed',
  'request-document',
  'issue-document',
  'used',
  'resume',
  'close',
  'return',
  'clarify',
  'interview',
  'refuse-document',
  'misidentified',
  'pause',
  'withdraw',
  'refuse',
]
const grave: readonly Step[] = ['refuse', 'withdraw', 'misidentified', 'refuse-document']
/** Steps that say one fixed thing: nothing to fill in. */
const wordless: readonly Step[] = ['verifying', 'refuse-document', 'close']

/** What one may do next in an identification: each writes its message, and a second person lets it go. */
export function NextSteps({ dossier, identification }: { dossier: Dossier; identification: Identification }) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const id = identification.row.dossier
  const [opened, setOpened] = useState<Step | 'assign' | null>(null)
  const write = useAct(identificationActs.step, draft => {
    setOpened(null)
    toast(t`Handed to a second person for release`, () => void perform(client, identificationActs.recall(draft.id)))
  })
  const close = useAct(identificationActs.close, () => toast(t`Dossier closed`))
  const steps = order.filter(step => identification.steps.includes(step))
  const mayAssign = dossier.acts.includes('assign')
  if (steps.length === 0 && !mayAssign) return null
  const press = (step: Step) => {
    write.forget()
    close.forget()
    if (step === 'decide') focusField(null, 'decide')
    else if (step === 'close') void close.run(id)
    else if (wordless.includes(step)) void write.run(id, { step } as IdentificationStep)
    else setOpened(opened === step ? null : step)
  }
  return (
    <section className="sheet aside-acts pairs" aria-label={t`What to do next`}>
      <Refusal of={write.refused ?? close.refused} />
      {steps.map((step, at) => (
        <Button
          key={step}
          look={at === 0 && !grave.includes(step) && step !== 'pause' ? 'main' : grave.includes(step) ? 'grave' : 'plain'}
          busy={write.busy || close.busy}
          onClick={() => press(step)}
          {...(wordless.includes(step) || step === 'decide' ? {} : { 'aria-expanded': opened === step })}
        >
          {i18n._(stepNames[step])}
        </Button>
      ))}
      {mayAssign ? (
        <Button aria-expanded={opened === 'assign'} onClick={() => setOpened(opened === 'assign' ? null : 'assign')}>
          {i18n._(actNames.assign)}
        </Button>
      ) : null}
      {opened === 'assign' ? <Assign dossier={dossier} onDone={() => setOpened(null)} /> : null}
      {opened === null || opened === 'assign' ? null : <StepForm key={opened} step={opened} busy={write.busy} onSay={step => void write.run(id, step)} />}
      {steps.length === 0 ? null : (
        <p className="quiet small">
          <Trans>Whatever leaves is read and released by a second person.</Trans>
        </p>
      )}
    </section>
  )
}
