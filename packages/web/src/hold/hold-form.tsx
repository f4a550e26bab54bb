import type { HoldDecision, HoldRow } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/hooks.ts'
import { isDay } from '../draft/fields.ts'
import { holdActs } from '../obligation/answers.ts'
import { Button } from '../parts/button.tsx'
import { DateParts, TextArea } from '../parts/field.tsx'
import { FormActs } from '../parts/form-acts.tsx'
import { RadioChoices } from '../parts/radio-choices.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { toast } from '../parts/toast.tsx'
import { longDate } from '../words/time.ts'

type Decides = HoldDecision['decides']

/** The yearly question: is it still needed, until when, and why. Never longer than whoever sent it allowed. */
export function HoldForm({ row, onDone }: { row: HoldRow; onDone: () => void }) {
  const { t } = useLingui()
  const [decides, setDecides] = useState<Decides>('keep')
  const [until, setUntil] = useState(nextYear(row))
  const [reason, setReason] = useState('')
  const decide = useAct(holdActs.decide, (_, __, body) => {
    toast(body.decides === 'erase' ? t`Waits for a second person` : t`Kept until ${longDate(body.until)}`)
    onDone()
  })
  const tooLong = decides !== 'erase' && isDay(until) && until > (decides === 'keep' ? row.senderUntil : row.holdUntil)
  const ready = reason.trim().length >= 3 && (decides === 'erase' || (isDay(until) && !tooLong))
  const choices: readonly { readonly value: Decides; readonly says: string }[] = [
    { value: 'keep', says: t`Keep it: it is still needed` },
    { value: 'shorten', says: t`Keep it for a shorter time` },
    { value: 'erase', says: t`Erase it now: it is needed no longer` },
  ]
  return (
    <form
      className="stack inset"
      onSubmit={event => {
        event.preventDefault()
        if (!ready) return
        void decide.run(row.dossier, decides === 'erase' ? { decides, reason: reason.trim() } : { decides, until, reason: reason.trim() })
      }}
    >
      <RadioChoices label={<Trans>What becomes of it</Trans>} value={decides} onChange={setDecides} choices={choices} />
      {decides === 'erase' ? (
        <p className="notice small">
          <Trans>A second person confirms it; then the content goes for good, also from restored backups.</Trans>
        </p>
      ) : (
        <DateParts
          label={<Trans>Until</Trans>}
          hint={
            decides === 'keep' ? (
              <Trans>Its sender allows it until {longDate(row.senderUntil)} at most.</Trans>
            ) : (
              <Trans>Before {longDate(row.holdUntil)}, when it ends now.</Trans>
            )
          }
          value={until}
          onChange={setUntil}
          error={tooLong ? t`Too late a day` : undefined}
        />
      )}
      <TextArea label={<Trans>Why</Trans>} value={reason} onChange={setReason} rows={2} maxLength={2_000} />
      <Refusal of={decide.refused} />
      <FormActs busy={decide.busy} ready={ready} look={decides === 'erase' ? 'grave' : 'main'} onCancel={onDone}>
        {decides === 'erase' ? <Trans>Ask for a second person</Trans> : <Trans>Keep this decision</Trans>}
      </FormActs>
    </form>
  )
}

/** A year on, or the sender's last day where that comes first. */
function nextYear({ senderUntil }: HoldRow): string {
  const day = new Date()
  day.setUTCFullYear(day.getUTCFullYear() + 1)
  const year = day.toISOString().slice(0, 10)
  return senderUntil < year ? senderUntil : year
}

/** The second person's word on an erasure that a review decided; whoever decided it may take it back. */
export function SecondPerson({ row, mine, mayConfirm }: { row: HoldRow; mine: boolean; mayConfirm: boolean }) {
  const { t } = useLingui()
  const settle = useAct(holdActs.settle, (_, __, decision) => toast(decision === 'confirm' ? t`Erased` : t`Act taken back`))
  const { waiting } = row
  if (waiting === null) return null
  return (
    <div className="row-acts">
      <Refusal of={settle.refused} />
      {mine || !mayConfirm ? null : (
        <Button look="grave" busy={settle.busy} onClick={() => void settle.run(waiting.review, 'confirm')}>
          <Trans>Confirm the erasure</Trans>
        </Button>
      )}
      {mine || mayConfirm ? (
        <Button look="quiet" busy={settle.busy} onClick={() => void settle.run(waiting.review, 'withdraw')}>
          {mine ? <Trans>Take it back</Trans> : <Trans>Do not erase</Trans>}
        </Button>
      ) : null}
    </div>
  )
}
