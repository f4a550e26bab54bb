import type { DraftFields } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { perform, useAct } from '../api/hooks.ts'
import { sendable } from '../draft/fields.ts'
import { NameDialog } from '../parts/name-dialog.tsx'
import { toast } from '../parts/toast.tsx'
import { deskActs } from './answers.ts'

/** Kinds that begin a dossier: only they make templates. */
const kinds: readonly DraftFields['messageType'][] = ['REQ', 'SPO', 'WAR']

/** Keeps the form of a draft as a template of the office; persons, statements and cases stay out of it. */
export function KeepTemplate({ fields }: { fields: DraftFields }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const keep = useAct(deskActs.makeTemplate, made =>
    toast(t`Kept as the template “${made.name}”`, () => void perform(client, deskActs.removeTemplate(made.id))),
  )
  if (!kinds.includes(fields.messageType)) return null
  return (
    <NameDialog
      button={<Trans>Keep as a template</Trans>}
      title={<Trans>Keep as a template of your office</Trans>}
      hint={<Trans>Everybody of your office sees it. Persons, statements, case and reasons are left out.</Trans>}
      maxLength={80}
      refused={keep.refused}
      busy={keep.busy}
      onName={async name => (await keep.run({ name, fields: sendable(fields) })) !== undefined}
    />
  )
}
