import { type AckCode, openOnward } from '@entraide/custody'
import { concernedInCorrection, correctionProof, erasureProof, type MessageBody, restrictionProof } from '@entraide/exchange'
import type { Instant, Uuid } from '@entraide/ground'
import type { Node } from '../../capabilities.ts'
import { bodyOfMessage } from '../../store/drafts.ts'
import { eraseContent, type Gone } from '../../store/erasure.ts'
import { concernedOf, type ObligationRow, onwardOf, standing } from '../../store/obligations.ts'
import type { Tx } from '../../store/store.ts'

/** What carrying a notice out changes here, and when: nothing where it was disputed or nothing was found. */
export type Effect = Pick<ObligationRow, 'effect' | 'effect_at' | 'commitment'>
const none: Effect = { effect: null, effect_at: null, commitment: null }

/**
 * Carries a notice out at its holder, as its acknowledgement is released: corrects, erases or restricts what is concerned, and in
 * what the node itself made of it and gave on. Done twice, the second time finds it done.
 */
export async function carryOut(node: Node, tx: Tx, row: ObligationRow, ack: AckCode): Promise<Effect> {
  if (ack === 'DIS' || ack === 'NFD') return none
  if (ack === 'RST' || row.kind === 'RST') return { effect: 'restricted', effect_at: tx.at, commitment: null }
  if (row.kind === 'COR') return { effect: 'corrected', effect_at: tx.at, commitment: null }
  const gone = await eraseConcerned(node, tx, row)
  await eraseCorrections(node, tx, row)
  for (const onward of await onwardOf(tx, [row.id])) await eraseOwnCopy(node, tx, onward.message_id, onward.notice)
  return { effect: 'erased', effect_at: gone.at, commitment: gone.commitment }
}

/** Takes back what can be: an erasure stays done, whatever becomes of its acknowledgement. */
export function afterUndoing(row: ObligationRow): Effect {
  const { effect, effect_at, commitment } = row
  return effect === 'erased' ? { effect, effect_at, commitment } : none
}

/** What shows that a notice was carried out here; null while there is nothing to show. Source: spec/workflows/notice.md#proof */
export async function proofOf(tx: Tx, row: ObligationRow): Promise<string | null> {
  const [notice, message] = [row.id as Uuid, row.item_message as Uuid]
  if (row.effect === null || row.effect_at === null) return null
  const at = row.effect_at as Instant
  if (row.effect === 'erased') return erasureProof(notice, { message, at, commitment: row.commitment ?? '' }, concernedOf(row))
  if (row.effect === 'restricted') return restrictionProof(notice, message, at, concernedOf(row))
  const cor = await noticeBody(tx, row)
  return cor === null ? null : correctionProof(notice, message, cor)
}

/** Whether a proof is due now: carried out, everybody it went on to has shown theirs, and none was sent yet. */
export function isProofDue(row: ObligationRow): boolean {
  const now = standing(row)
  return now.state === 'done' && now.ack !== 'NFD' && openOnward(now) === 0
}

/** The notice itself, as it stands here. */
export async function noticeBody(tx: Tx, row: Pick<ObligationRow, 'id'>): Promise<MessageBody | null> {
  const message = await tx.db.selectFrom('message').selectAll().where('id', '=', row.id).executeTakeFirst()
  return message === undefined ? null : await bodyOfMessage(tx, message)
}

async function eraseConcerned(node: Node, tx: Tx, row: ObligationRow): Promise<Gone> {
  const message = await tx.db.selectFrom('message').selectAll().where('id', '=', row.item_message).executeTakeFirstOrThrow()
  // Carried out before, and the acknowledgement came back: the same tombstone shows it.
  const before = await tx.db
    .selectFrom('message_tombstone')
    .select(['at', 'commitment'])
    .where('message_id', '=', row.item_message)
    .where(where => (row.concerned === null ? where('concerned', 'is', null) : where('concerned', '=', row.concerned)))
    .orderBy('at', 'desc')
    .executeTakeFirst()
  if (before !== undefined) return { at: before.at as Instant, commitment: before.commitment }
  const gone = await eraseContent(node, tx, message, concernedOf(row), 'ordered')
  return gone ?? { at: tx.at, commitment: message.body_digest }
}

/** What a correction says instead goes with what it corrected. */
async function eraseCorrections(node: Node, tx: Tx, row: ObligationRow): Promise<void> {
  const corrections = await tx.db
    .selectFrom('obligation')
    .innerJoin('message', 'message.id', 'obligation.id')
    .selectAll('message')
    .where('obligation.item_message', '=', row.item_message)
    .where('obligation.kind', '=', 'COR')
    .execute()
  for (const message of corrections) {
    const cor = await bodyOfMessage(tx, message)
    const same = cor === null ? undefined : concernedInCorrection(concernedOf(row), cor)
    if (same !== undefined) await eraseContent(node, tx, message, same, 'ordered')
  }
}

/** What was given on is this node's own message: its copy goes by the notice that followed it there. */
async function eraseOwnCopy(node: Node, tx: Tx, given: string, notice: string | null): Promise<void> {
  const followed = notice === null ? undefined : await tx.db.selectFrom('obligation').selectAll().where('id', '=', notice).executeTakeFirst()
  const message = await tx.db.selectFrom('message').selectAll().where('id', '=', given).executeTakeFirst()
  if (followed?.kind === 'DEL' && message !== undefined) await eraseContent(node, tx, message, concernedOf(followed), 'ordered')
}
