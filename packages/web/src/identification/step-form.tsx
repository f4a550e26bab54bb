import type { Identification, IdentificationStep } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { isDay } from '../draft/fields.ts'
import { Button } from '../parts/button.tsx'
import { CodeField, DateParts, SelectField, TextArea, TextField, TickField } from '../parts/field.tsx'

type Step = Identification['steps'][number]
type Said = { readonly [member: string]: string | number | boolean | null }

/** What a step says beside its name: only what the message carries, or the reason that stays here. */
export function StepForm({ step, busy, onSay }: { step: Step; busy: boolean; onSay: (step: IdentificationStep) => void }) {
  const [said, setSaid] = useState<Said>(initial[step] ?? {})
  const set = (part: Said) => setSaid(before => ({ ...before, ...part }))
  const ready = readyFor(step, said)
  return (
    <form
      className="stack inset"
      onSubmit={event => {
        event.preventDefault()
        if (ready) onSay({ step, ...whole(said) } as IdentificationStep)
      }}
    >
      <Fields step={step} said={said} set={set} />
      <Button type="submit" look="main" busy={busy} disabled={!ready}>
        <Trans>Hand over for release</Trans>
      </Button>
    </form>
  )
}

const initial: { readonly [S in Step]?: Said } = {
  pause: { reason: '' },
  resume: { reason: '' },
  withdraw: { cause: '', reason: '' },
  interviewed: { heldOn: '', interpreter: '', silenceOnAsylumTold: false, lawyerTold: false },
  'request-document': { travelOn: '', note: '' },
  used: { usedOn: '' },
  complete: { note: '' },
  clarify: { note: '' },
  return: { note: '' },
  misidentified: { note: '' },
  interview: { interviewOn: '', interpreter: '' },
  'issue-document': { documentType: 'XCLP', validFrom: '', validUntil: '', journeys: 1 },
  refuse: { ground: '', note: '' },
}
/** Days that may stay open. */
const openDays = ['travelOn', 'interviewOn']
/** Texts that may stay empty. */
const openTexts: { readonly [S in Step]?: readonly string[] } = { 'request-document': ['note'], refuse: ['note'] }

/** Whether everything the step must say has been said. */
function readyFor(step: Step, said: Said): boolean {
  return Object.entries(said).every(([name, value]) => {
    if (typeof value === 'boolean') return value
    if (typeof value !== 'string') return true
    if (openDays.includes(name)) return value === '' || isDay(value)
    if (/(On|From|Until)$/.test(name)) return isDay(value)
    if (openTexts[step]?.includes(name)) return true
    return name === 'reason' || name === 'note' ? value.trim().length >= 3 : value !== ''
  })
}

const whole = (said: Said): Said =>
  Object.fromEntries(Object.entries(said).map(([name, value]) => [name, openDays.includes(name) && value === '' ? null : value]))

function Fields({ step, said, set }: { step: Step; said: Said; set: (part: Said) => void }) {
  const { t } = useLingui()
  const text = (name: string) => String(said[name] ?? '')
  const day = (name: string, label: ReactNode, optional = false) => (
    <DateParts label={label} value={text(name)} onChange={value => set({ [name]: value })} optional={optional} />
  )
  const note = (label: ReactNode, hint?: ReactNode, optional = false) => (
    <TextArea label={label} hint={hint} value={text('note')} onChange={value => set({ note: value })} rows={3} maxLength={1_000} optional={optional} />
  )
  const reason = (
    <TextField
      label={<Trans>Why</Trans>}
      hint={<Trans>Stays in this node. The partner reads the same words whatever the reason is.</Trans>}
      value={text('reason')}
      onChange={value => set({ reason: value })}
      maxLength={2_000}
    />
  )
  const interpreter = (
    <CodeField scheme="language" label={<Trans>Interpreter for</Trans>} value={text('interpreter')} onChange={code => set({ interpreter: code })} />
  )
  switch (step) {
    case 'pause':
    case 'resume':
      return reason
    case 'withdraw':
      return (
        <>
          <SelectField
            label={<Trans>Cause, for this node alone</Trans>}
            value={text('cause')}
            onChange={cause => set({ cause })}
            choices={[
              { value: 'vanished', text: t`The person cannot be found` },
              { value: 'protected', text: t`The person is protected` },
              { value: 'regularised', text: t`The person may stay` },
              { value: 'other', text: t`Another cause` },
            ]}
          />
          {reason}
        </>
      )
    case 'interviewed':
      return (
        <>
          {day('heldOn', <Trans>Held on</Trans>)}
          {interpreter}
          <TickField
            label={<Trans>The person was told beforehand that nothing about asylum need be said</Trans>}
            value={said.silenceOnAsylumTold === true}
            onChange={silenceOnAsylumTold => set({ silenceOnAsylumTold })}
          />
          <TickField label={<Trans>The lawyer was told in time</Trans>} value={said.lawyerTold === true} onChange={lawyerTold => set({ lawyerTold })} />
        </>
      )
    case 'request-document':
      return (
        <>
          {day('travelOn', <Trans>Journey on</Trans>, true)}
          {note(<Trans>Note to the partner</Trans>, undefined, true)}
        </>
      )
    case 'used':
      return day('usedOn', <Trans>Returned on</Trans>)
    case 'interview':
      return (
        <>
          {day('interviewOn', <Trans>Interview on</Trans>, true)}
          {interpreter}
        </>
      )
    case 'issue-document':
      return (
        <>
          <CodeField
            scheme="travelDocument"
            only={['XCLP', 'PL', 'PU', 'PE', 'XREU', 'PP']}
            label={<Trans>Document</Trans>}
            value={text('documentType')}
            onChange={code => set({ documentType: code })}
          />
          {day('validFrom', <Trans>Valid from</Trans>)}
          {day('validUntil', <Trans>Valid until</Trans>)}
          <SelectField
            label={<Trans>Journeys</Trans>}
            value={text('journeys')}
            onChange={count => set({ journeys: Number(count) })}
            choices={['1', '2', '3'].map(count => ({ value: count, text: count }))}
            width="short"
          />
        </>
      )
    case 'refuse':
      return (
        <>
          <CodeField scheme="refusalGround" label={<Trans>Ground</Trans>} value={text('ground')} onChange={code => set({ ground: code })} sorted />
          {note(<Trans>Explanation</Trans>, <Trans>Only if it helps. It never hints at a protected reason.</Trans>, true)}
        </>
      )
    case 'return':
      return note(<Trans>What is missing</Trans>, <Trans>Say exactly what would let you work on it. The clock stops until it comes.</Trans>)
    case 'clarify':
      return note(<Trans>Your question</Trans>, <Trans>The clock goes on running.</Trans>)
    case 'misidentified':
      return note(<Trans>What shows that it is another person</Trans>)
    default:
      return note(<Trans>What completes it</Trans>)
  }
}
