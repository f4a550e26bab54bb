import { Trans, useLingui } from '@lingui/react/macro'
import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { reads } from '../api/answers.ts'
import { useGet } from '../api/hooks.ts'
import { isDay } from '../draft/fields.ts'
import { Button } from '../parts/button.tsx'
import { DateParts, SelectField, TextField } from '../parts/field.tsx'
import { Mark } from '../parts/text.tsx'
import type { Language } from '../words/languages.ts'
import { inReadersLanguage } from '../words/text.ts'
import type { Decision } from './answers.ts'
import { inEach, TwoTexts } from './two-texts.tsx'

const clauseNamed = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,19}$/

/** Whether a decision has all that makes it an action: its text, an owner, a day, what shows that it is done, and a clause if data would flow. */
export const isWhole = ({ text, office, dueOn, indicator, flow }: Decision, languages: readonly Language[]): boolean =>
  inEach(text, languages) && office.trim() !== '' && isDay(dueOn) && inEach(indicator.shows, languages) && (flow === null || clauseNamed.test(flow.clause))

/** One decision of the minutes, written as an action. */
export function DecisionFields({
  decision,
  languages,
  owners,
  agendaField,
  onChange,
  onRemove,
}: {
  decision: Decision
  languages: readonly Language[]
  owners: readonly string[]
  agendaField: ReactNode
  onChange: (part: Partial<Decision>) => void
  onRemove: () => void
}) {
  const { t, i18n } = useLingui()
  const agreements = useGet(reads.agreements()).data ?? []
  const { flow } = decision
  return (
    <fieldset className="inset stack">
      <legend>
        <Trans>
          Decision <Mark>{decision.id}</Mark>
        </Trans>
      </legend>
      <TwoTexts label={<Trans>What is decided</Trans>} languages={languages} value={decision.text} onChange={text => onChange({ text })} maxLength={1_000} />
      <div className="pair">
        <SelectField
          label={<Trans>Owner</Trans>}
          value={decision.owner}
          onChange={owner => onChange({ owner })}
          choices={owners.map(node => ({ value: node, text: node }))}
        />
        <TextField
          label={<Trans>Office that answers for it</Trans>}
          hint={<Trans>An office, never a person.</Trans>}
          value={decision.office}
          onChange={office => onChange({ office })}
          maxLength={120}
        />
      </div>
      <DateParts label={<Trans>Due on</Trans>} value={decision.dueOn} onChange={dueOn => onChange({ dueOn })} />
      {agendaField}
      <TwoTexts
        label={<Trans>What will show that it is done</Trans>}
        languages={languages}
        value={decision.indicator.shows}
        onChange={shows => onChange({ indicator: { ...decision.indicator, shows } })}
        maxLength={300}
      />
      <div className="pair">
        <SelectField
          label={<Trans>Agreement under which data would flow</Trans>}
          value={flow?.agreement ?? ''}
          onChange={hash => onChange({ flow: hash === '' ? null : { agreement: hash, clause: flow?.clause ?? '' } })}
          empty={t`no data flows`}
          choices={agreements.map(one => ({ value: one.hash, text: inReadersLanguage(one.title, i18n.locale) }))}
        />
        {flow === null ? null : (
          <TextField label={<Trans>Clause</Trans>} value={flow.clause} onChange={clause => onChange({ flow: { ...flow, clause } })} dir="ltr" maxLength={20} />
        )}
      </div>
      <div>
        <Button look="quiet" aria-label={t`Remove decision ${decision.id}`} onClick={onRemove}>
          <Trash2 aria-hidden size={16} /> <Trans>Remove</Trans>
        </Button>
      </div>
    </fieldset>
  )
}
