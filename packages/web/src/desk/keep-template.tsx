import type { DraftFields } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { perform, useAct } from '../api/hooks.ts'
import { sendable } from '../draft/fields.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { TextField } from '../parts/field.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { toast } from '../parts/toast.tsx'
import { deskActs } from './answers.ts'

/** Kinds that begin a dossier: only they make templates. */
const kinds: readonly DraftFields['messageType'][] = ['REQ', 'SPO', 'WAR']

/** Keeps the form of a draft as a template of the office; persons, statements and cases stay out of it. */
export function KeepTemplate({ fields }: { fields: DraftFields }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [naming, setNaming] = useState(false)
  const [name, setName] = useState('')
  const keep = useAct(deskActs.makeTemplate, made => {
    setNaming(false)
    setName('')
    toast(t`Kept as the template “${made.name}”`, () => void perform(client, deskActs.removeTemplate(made.id)))
  })
  if (!kinds.includes(fields.messageType)) return null
  return (
    <>
      <Button look="quiet" onClick={() => setNaming(true)}>
        <Trans>Keep as a template</Trans>
      </Button>
      <Dialog open={naming} onClose={() => setNaming(false)} title={<Trans>Keep as a template of your office</Trans>}>
        <form
          className="stack"
          onSubmit={event => {
            event.preventDefault()
            if (name.trim() !== '') void keep.run({ name: name.trim(), fields: sendable(fields) })
          }}
        >
          <TextField
            label={<Trans>Name</Trans>}
            hint={<Trans>Everybody of your office sees it. Persons, statements, case and reasons are left out.</Trans>}
            value={name}
            onChange={setName}
            maxLength={80}
          />
          <Refusal of={keep.refused} />
          <div className="modal-acts">
            <Button onClick={() => setNaming(false)}>
              <Trans>Cancel</Trans>
            </Button>
            <Button type="submit" look="main" busy={keep.busy} disabled={name.trim() === ''}>
              <Trans>Keep</Trans>
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
