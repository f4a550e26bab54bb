import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { TextArea } from './field.tsx'

/** One reason, then an act. `look`: how much its button warns. */
export function ReasonForm({
  label,
  hint,
  button,
  busy,
  look = 'main',
  onSay,
}: {
  label: ReactNode
  hint?: ReactNode
  button: ReactNode
  busy: boolean
  look?: 'main' | 'grave'
  onSay: (reason: string) => void
}) {
  const [reason, setReason] = useState('')
  const ready = reason.trim().length >= 3
  return (
    <form
      className="stack inset"
      onSubmit={event => {
        event.preventDefault()
        if (ready) onSay(reason.trim())
      }}
    >
      <TextArea label={label} {...(hint === undefined ? {} : { hint })} value={reason} onChange={setReason} rows={2} maxLength={2_000} />
      <div>
        <Button type="submit" look={look} busy={busy} disabled={!ready}>
          {button}
        </Button>
      </div>
    </form>
  )
}
