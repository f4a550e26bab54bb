import { isRefusal, type Uuid } from '@entraide/ground'
import type { Node } from '../../capabilities.ts'
import { dossierRow } from '../../store/dossiers.ts'
import { openFields, sealFields } from '../../store/drafts.ts'
import { courseOf, type ObligationRow } from '../../store/obligations.ts'
import type { Tx } from '../../store/store.ts'
import { writeAct } from '../act.ts'
import { acknowledgementFields, messageWithBody } from '../notice-fields.ts'
import { proofOf } from './notice-effect.ts'

/**
 * Puts the proof of a notice that was carried out before the second person. It holds nothing that anybody could word otherwise,
 * so nobody has to write it; whoever drafted the acknowledgement is its author and sees it among her drafts.
 */
export async function draftProof(node: Node, tx: Tx, row: ObligationRow): Promise<void> {
  const proof = await proofOf(tx, row)
  const author = await authorOf(tx, row)
  const dossier = await dossierRow(tx, row.dossier_id)
  const notice = dossier === undefined ? null : await messageWithBody(tx, dossier.id, row.id)
  if (proof === null || author === null || dossier === undefined || notice === null || isRefusal(notice)) return
  await discardEarlier(tx, row)
  const fields = await acknowledgementFields(node, tx, dossier, notice, { matter: 'acknowledgement', step: 'prove', notice: row.id as Uuid, proof }, '')
  const id = tx.newId()
  await tx.db
    .insertInto('draft')
    .values({
      id,
      dossier_id: dossier.id,
      version: 1,
      state: 'waiting-release',
      author,
      message_type: 'ACK',
      partner: fields.to,
      in_reply_to: row.id,
      fields_sealed: await sealFields(tx, dossier.id, id, fields),
      returned_sealed: null,
      returned_code: null,
      submitted_at: tx.at,
      created_at: tx.at,
      updated_at: tx.at,
    })
    .execute()
  await writeAct(node, tx, { kind: 'system' }, 'draft-proof', { dossier: dossier.id as Uuid, subject: id }, null)
}

/** Who drafted the acknowledgement that stands. */
async function authorOf(tx: Tx, row: ObligationRow): Promise<string | null> {
  const said = courseOf(row).happened.findLast(each => each.event.does === 'acknowledge')?.message ?? null
  if (said === null) return null
  const draft = await tx.db
    .selectFrom('outbox')
    .innerJoin('draft', 'draft.id', 'outbox.draft_id')
    .select('draft.author')
    .where('outbox.message_id', '=', said)
    .executeTakeFirst()
  return draft?.author ?? null
}

/** A proof that waits from before an acknowledgement came back would show another thing. */
async function discardEarlier(tx: Tx, row: ObligationRow): Promise<void> {
  const waiting = await tx.db
    .selectFrom('draft')
    .selectAll()
    .where('in_reply_to', '=', row.id)
    .where('message_type', '=', 'ACK')
    .where('state', 'in', ['editing', 'waiting-release', 'returned'])
    .execute()
  for (const draft of waiting) {
    const matter = (await openFields(tx, draft))?.matter
    if (matter?.matter === 'acknowledgement' && matter.step === 'prove')
      await tx.db
        .updateTable('draft')
        .set({ state: 'discarded', version: draft.version + 1, updated_at: tx.at })
        .where('id', '=', draft.id)
        .execute()
  }
}
