import type { Refusal } from '@entraide/ground'
import type { Draft, DraftFields } from '../http/api.ts'
import type { DossierRow } from '../store/dossiers.ts'
import { type DraftRow, draftView, sealFields } from '../store/drafts.ts'
import type { Tx } from '../store/store.ts'
import type { Actor } from './access.ts'

/** Puts a new draft in a dossier, inside the act that begins it. Nothing is sent and nothing is promised. */
export async function startDraft(tx: Tx, actor: Extract<Actor, { kind: 'person' }>, dossier: DossierRow, fields: DraftFields): Promise<Draft | Refusal> {
  const id = tx.newId()
  const row: DraftRow = {
    id,
    dossier_id: dossier.id,
    version: 1,
    state: 'editing',
    author: actor.account,
    message_type: fields.messageType,
    partner: fields.to,
    in_reply_to: fields.inReplyTo,
    fields_sealed: await sealFields(tx, dossier.id, id, fields),
    returned_sealed: null,
    returned_code: null,
    submitted_at: null,
    created_at: tx.at,
    updated_at: tx.at,
    hands: null,
  }
  await tx.db.insertInto('draft').values(row).execute()
  return await draftView(tx, row)
}
