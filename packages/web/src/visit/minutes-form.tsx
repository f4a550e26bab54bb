import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../frame/session.tsx'
import { Button } from '../parts/button.tsx'
import { SelectField } from '../parts/field.tsx'
import type { Decision, Minutes } from './answers.ts'
import { DecisionFields, isWhole } from './decision-fields.tsx'
import { type StepFormProps, StepFrame } from './form-parts.tsx'
import { changedAt, nextName, withoutAt } from './numbered.ts'
import { inEach, TwoTexts } from './two-texts.tsx'

type Paragraph = Minutes['paragraphs'][number]

/** The minutes in two columns, starting from those that stand: new ones follow them and have to be signed anew. */
export function MinutesForm({ visit, record, busy, onSay }: StepFormProps) {
  const { t } = useLingui()
  const { node } = useSession()
  const before = record.minutes.at(-1)
  const items = record.agenda.at(-1)?.text.items ?? []
  const [minutes, setMinutes] = useState<Minutes>(
    before?.text ?? { paragraphs: items.length === 0 ? [{ agenda: null, text: {} }] : items.map(({ id }) => ({ agenda: id, text: {} })), decisions: [] },
  )
  const set = (part: Partial<Minutes>) => setMinutes({ ...minutes, ...part })
  const putParagraph = (at: number, part: Partial<Paragraph>) => set({ paragraphs: changedAt(minutes.paragraphs, at, part) })
  const putDecision = (at: number, part: Partial<Decision>) => set({ decisions: changedAt(minutes.decisions, at, part) })
  const ready =
    minutes.paragraphs.length > 0 &&
    minutes.paragraphs.every(({ text }) => inEach(text, record.languages)) &&
    minutes.decisions.every(decision => isWhole(decision, record.languages))
  const owners = [node.id, ...(visit.row.partner === null ? [] : [visit.row.partner])]
  return (
    <StepFrame ready={ready} busy={busy} onSubmit={() => onSay({ matter: 'visit', step: 'minutes', follows: before?.digest ?? null, minutes })}>
      {minutes.paragraphs.map((paragraph, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a paragraph has no other name
        <fieldset key={at} className="inset stack">
          <legend>
            <Trans>Paragraph {at + 1}</Trans>
          </legend>
          <ItemField items={items} value={paragraph.agenda} onChange={agenda => putParagraph(at, { agenda })} />
          <TwoTexts
            label={<Trans>What was said</Trans>}
            languages={record.languages}
            value={paragraph.text}
            onChange={text => putParagraph(at, { text })}
            maxLength={8_000}
            rows={4}
          />
          {minutes.paragraphs.length < 2 ? null : (
            <div>
              <Button look="quiet" aria-label={t`Remove paragraph ${at + 1}`} onClick={() => set({ paragraphs: withoutAt(minutes.paragraphs, at) })}>
                <Trash2 aria-hidden size={16} /> <Trans>Remove</Trans>
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div>
        <Button onClick={() => set({ paragraphs: [...minutes.paragraphs, { agenda: null, text: {} }] })}>
          <Plus aria-hidden size={16} /> <Trans>One more paragraph</Trans>
        </Button>
      </div>
      {minutes.decisions.map((decision, at) => (
        <DecisionFields
          key={decision.id}
          decision={decision}
          languages={record.languages}
          owners={owners}
          agendaField={<ItemField items={items} value={decision.agenda} onChange={agenda => putDecision(at, { agenda })} />}
          onChange={part => putDecision(at, part)}
          onRemove={() => set({ decisions: withoutAt(minutes.decisions, at) })}
        />
      ))}
      <div>
        <Button onClick={() => set({ decisions: [...minutes.decisions, emptyDecision(nextName('D', minutes.decisions), node.id)] })}>
          <Plus aria-hidden size={16} /> <Trans>One more decision</Trans>
        </Button>
      </div>
    </StepFrame>
  )
}

const emptyDecision = (id: string, owner: string): Decision => ({
  id,
  text: {},
  owner,
  office: '',
  dueOn: '',
  agenda: null,
  indicator: { shows: {}, counted: null },
  flow: null,
})

/** Which item of the agenda a text belongs to, if to any. */
export function ItemField({
  items,
  value,
  onChange,
}: {
  items: readonly { readonly id: string }[]
  value: string | null
  onChange: (id: string | null) => void
}) {
  const { t } = useLingui()
  return (
    <SelectField
      label={<Trans>Item of the agenda</Trans>}
      value={value ?? ''}
      onChange={id => onChange(id === '' ? null : id)}
      empty={t`none`}
      choices={items.map(({ id }) => ({ value: id, text: id }))}
      width="short"
    />
  )
}
