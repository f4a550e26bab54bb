import type { ThreadMessage } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useAct } from '../api/hooks.ts'
import { SelectField, TextArea } from '../parts/field.tsx'
import { FormActs } from '../parts/form-acts.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { go } from '../route.ts'
import { word } from '../words/vocabulary.ts'
import { obligationActs } from './answers.ts'
import { orderNames } from './words.ts'

type Kind = ThreadMessage['orders'][number]

/** Orders a correction, an erasure or a restriction of what we sent: which statements and files, and why. It begins a draft. */
export function OrderForm({ message, onDone }: { message: ThreadMessage; onDone: () => void }) {
  const { t, i18n } = useLingui()
  const [kind, setKind] = useState<Kind>(message.orders[0] ?? 'DEL')
  const [items, setItems] = useState<readonly number[]>(message.items.map((_, at) => at))
  const [files, setFiles] = useState<readonly string[]>(message.attachments.map(file => file.id))
  const [reasons, setReasons] = useState('')
  const begin = useAct(obligationActs.order, draft => {
    onDone()
    go(`/drafts/${draft.id}`)
  })
  // A correction says anew what is wrong, statement by statement: files are erased and sent again.
  const withFiles = kind !== 'COR' && message.attachments.length > 0
  const all = items.length === message.items.length && (kind === 'COR' || files.length === message.attachments.length)
  const some = items.length > 0 || (withFiles && files.length > 0)
  const ready = reasons.trim().length >= 3 && (some || (kind !== 'COR' && message.items.length === 0 && message.attachments.length === 0))
  const toggled = <T,>(list: readonly T[], one: T) => (list.includes(one) ? list.filter(other => other !== one) : [...list, one])
  return (
    <form
      className="stack inset"
      lang={i18n.locale}
      onSubmit={event => {
        event.preventDefault()
        if (!ready) return
        const chosen = all && kind !== 'COR' ? { items: null, attachments: null } : { items: [...items], attachments: withFiles ? [...files] : null }
        void begin.run(message.id, { kind, ...chosen, reasons: reasons.trim() })
      }}
    >
      <SelectField
        label={<Trans>What the partner has to do</Trans>}
        value={kind}
        onChange={value => setKind(value as Kind)}
        choices={message.orders.map(code => ({ value: code, text: i18n._(orderNames[code]) }))}
        width="half"
      />
      {message.items.length === 0 ? null : (
        <fieldset className="field choices">
          <legend>
            <Trans>Which statements</Trans>
          </legend>
          {message.items.map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: statements are numbered by their place in the message
            <label key={at} className="choice">
              <input type="checkbox" checked={items.includes(at)} onChange={() => setItems(toggled(items, at).toSorted((a, b) => a - b))} />
              <span>
                {at + 1}. {word('dataCategory', item.category)} <bdi className="quiet">{item.person?.names[0] ?? (item.text ?? '').slice(0, 80)}</bdi>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {withFiles ? (
        <fieldset className="field choices">
          <legend>
            <Trans>Which files</Trans>
          </legend>
          {message.attachments.map(file => (
            <label key={file.id} className="choice">
              <input type="checkbox" checked={files.includes(file.id)} onChange={() => setFiles(toggled(files, file.id))} />
              <bdi>{file.name}</bdi>
            </label>
          ))}
        </fieldset>
      ) : null}
      <TextArea
        label={<Trans>Why</Trans>}
        hint={t`The partner reads it, and must be able to judge it.`}
        value={reasons}
        onChange={setReasons}
        rows={3}
        maxLength={8_000}
      />
      <Refusal of={begin.refused} />
      <p className="quiet small">
        {kind === 'COR' ? (
          <Trans>A draft opens with these statements: put right what is wrong in them, then hand it over for release.</Trans>
        ) : (
          <Trans>A draft opens: read it, then hand it over for release. The partner has ten days from its release.</Trans>
        )}
      </p>
      <FormActs busy={begin.busy} ready={ready} onCancel={onDone}>
        <Trans>Begin the notice</Trans>
      </FormActs>
    </form>
  )
}
