import type { Dossier } from '@entraide/node/api'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { type Refused, refusedIn } from '../api/client.ts'
import { perform, useAct } from '../api/hooks.ts'
import { Button } from '../parts/button.tsx'
import { Refusal } from '../parts/refusal.tsx'
import { toast } from '../parts/toast.tsx'
import { actWords } from '../words/act-words.ts'
import { deskActs } from './answers.ts'

/**
 * Says what was done to a dossier and offers to take it back. The node says whether it still can be: nothing has happened since, and
 * what the partner has seen is no longer anybody's to take back.
 */
export function useUndoable(): (text: string, dossier: Dossier) => void {
  const { t } = useLingui()
  const client = useQueryClient()
  return (text, { undo, row }) => {
    if (undo === null) return toast(text)
    toast(text, () => {
      perform(client, deskActs.undo(row.dossier, undo.id)).then(
        () => toast(t`Act taken back`),
        error => toast(refusedIn(error)?.refused === 'undo-too-late' ? t`Too late: something has happened since` : t`It could not be taken back`),
      )
    })
  }
}

/** The last act of this person on a dossier, ready to be taken back; no `run` where nothing can be. */
export function useUndo({ undo, row }: Dossier): { readonly run: (() => void) | undefined; readonly busy: boolean; readonly refused: Refused | null } {
  const { t } = useLingui()
  const back = useAct(deskActs.undo, () => toast(t`Act taken back`))
  return { run: undo === null ? undefined : () => void back.run(row.dossier, undo.id), busy: back.busy, refused: back.refused }
}

/** That the last act can still be taken back, also after its note has gone. */
export function TakeBack({ dossier, run, busy, refused }: { dossier: Dossier; run: (() => void) | undefined; busy: boolean; refused: Refused | null }) {
  const { i18n } = useLingui()
  const { undo } = dossier
  if (undo === null || run === undefined) return <Refusal of={refused} />
  const known = actWords[undo.act.replace(/^assess-.*/, 'assess')]
  return (
    <div className="take-back small">
      <Refusal of={refused} />
      <Button look="quiet" busy={busy} onClick={run}>
        <Undo2 aria-hidden size={16} className="turns" />
        <span>
          <Trans>Take back:</Trans> {known === undefined ? undo.act : i18n._(known)}
        </span>
      </Button>
    </div>
  )
}
