import { Trans } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import type { Refused } from '../api/client.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './field.tsx'
import { Refusal } from './refusal.tsx'

/** A button that asks for a name and keeps something under it. `onName` says whether it is kept: then the name is forgotten. */
export function NameDialog({
  button,
  title,
  hint,
  maxLength,
  refused,
  busy,
  onName,
}: {
  button: ReactNode
  title: ReactNode
  hint: ReactNode
  maxLength: number
  refused: Refused | null
  busy: boolean
  onName: (name: string) => Promise<boolean>
}) {
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const keep = async () => {
    if (name.trim() === '' || !(await onName(name.trim()))) return
    setNaming(false)
    setName('')
  }
  return (
    <>
      <Button look="quiet" onClick={() => setNaming(true)}>
        {button}
      </Button>
      <Dialog open={naming} onClose={() => setNaming(false)} title={title}>
        <form
          className="stack"
          onSubmit={event => {
            event.preventDefault()
            void keep()
          }}
        >
          <TextField label={<Trans>Name</Trans>} hint={hint} value={name} onChange={setName} maxLength={maxLength} />
          <Refusal of={refused} />
          <div className="modal-acts">
            <Button onClick={() => setNaming(false)}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" look="main" busy={busy} disabled={name.trim() === ''}>
              <Trans>Keep</Trans>
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
