import type { DraftFields } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { Plus, Trash2 } from 'lucide-react'
import { Button } from '../parts/button.tsx'
import { TextArea, TextField } from '../parts/field.tsx'
import { toast } from '../parts/toast.tsx'

/** As many as a message carries. */
const most = 10

/** The conditions of H3 (R10), one text each: they leave with the code and bind whoever reads. */
export function ConditionFields({ fields, onChange }: { fields: DraftFields; onChange: (restrictions: string[]) => void }) {
  const { t } = useLingui()
  const said = fields.restrictions ?? []
  const shown = said.length === 0 ? [''] : said
  const remove = (at: number) => {
    onChange(shown.filter((_, index) => index !== at))
    toast(t`Condition removed`, () => onChange(shown))
  }
  return (
    <fieldset className="stack conditions-edited">
      <legend>
        <Trans>Conditions of code H3</Trans>
      </legend>
      <p className="hint">
        <Trans>What the partner may and may not do with it. They leave with the message and bind whoever reads it.</Trans>
      </p>
      {shown.map((text, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a condition has no identity but its place
        <div key={at} className="condition-edited">
          <TextArea
            id={at === 0 ? 'field-restrictions' : `field-restrictions-${at + 1}`}
            label={<Trans>Condition {at + 1}</Trans>}
            value={text}
            onChange={changed => onChange(shown.map((other, index) => (index === at ? changed : other)))}
            rows={2}
            maxLength={500}
          />
          {shown.length === 1 ? null : (
            <Button look="quiet" aria-label={t`Remove condition ${at + 1}`} onClick={() => remove(at)}>
              <Trash2 aria-hidden size={16} />
            </Button>
          )}
        </div>
      ))}
      {shown.length >= most ? null : (
        <div className="page-acts">
          <Button onClick={() => onChange([...shown, ''])}>
            <Plus aria-hidden size={16} />
            <Trans>Add a condition</Trans>
          </Button>
        </div>
      )}
    </fieldset>
  )
}

/** The one event that data about an event serve. */
export function EventField({ fields, onChange }: { fields: DraftFields; onChange: (event: string) => void }) {
  return (
    <TextField
      id="field-event"
      label={<Trans>The event</Trans>}
      hint={<Trans>Which, where and when: the data serve this event and no other. The partner sees it.</Trans>}
      value={fields.event ?? ''}
      onChange={onChange}
      maxLength={200}
    />
  )
}
