import { Trans } from '@lingui/react/macro'
import { Check, Copy } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from './button.tsx'

/** A text to copy whole: in a box that selects itself, with a button where the browser allows it. */
export function CopyText({ label, text, lines = 1 }: { label: string; text: string; lines?: number }) {
  const id = useId()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2_000)
  }
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="copy">
        {lines === 1 ? (
          <input id={id} className="control full code" dir="ltr" readOnly value={text} onFocus={event => event.target.select()} />
        ) : (
          <textarea id={id} className="control full code" dir="ltr" readOnly rows={lines} value={text} onFocus={event => event.target.select()} />
        )}
        {/* The clipboard exists on secure pages only; elsewhere the selected text is copied by hand. */}
        {navigator.clipboard === undefined ? null : (
          <Button onClick={() => void copy()}>
            {copied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
            {copied ? <Trans>Copied</Trans> : <Trans>Copy</Trans>}
          </Button>
        )}
      </div>
    </div>
  )
}
