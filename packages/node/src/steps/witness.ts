import { clockSkewMinutes } from '@entraide/envelope'
import { Fault, fromBase64url, hex, type Instant, isRefusal, later, minute, type NodeId, type Refusal, refuse } from '@entraide/ground'
import { exchangeOrigin, signerName, verifyCheckpoint } from '@entraide/ledger'
import type { Node } from '../capabilities.ts'
import { rawVerify } from '../keys.ts'
import { cardOf, type PartnerRow, partnerRow } from '../store/partners.ts'
import type { Tx } from '../store/store.ts'
import { MetAnother } from '../store/turn.ts'
import { writeAct } from './act.ts'
import { sendControl } from './control.ts'

/** A checkpoint as a delivery or a receipt brings it: the signed note, the hidden acts checkpoint beside it, and when it was said. */
export type Said = { readonly note: string; readonly acts: string; readonly at: Instant }

/**
 * Keeps the checkpoint of the log a partner shares with us, once its signature holds, and all before it. An older one that
 * is consistent is normal. The same size with another head is a fork, and a smaller log said later than a larger one is a log
 * that was set back: traffic stops, the partner is frozen, both notes stay as proof, and a person looks (design section 8).
 * The interim chain proves growth by its leaves, which do not travel; the tree that replaces it will prove each step.
 */
export async function noteTheirCheckpoint(
  node: Node,
  tx: Tx,
  partner: NodeId,
  said: Said,
  known?: PartnerRow,
): Promise<Refusal<'log-forked' | 'checkpoint-unverified'> | null> {
  const row = known ?? (await partnerRow(tx, partner))
  if (row === undefined) return refuse('checkpoint-unverified', {})
  const key = fromBase64url(cardOf(row).log)
  const checkpoint = verifyCheckpoint(said.note, signerName(partner), (body, signature) => signatureHolds(key, body, signature))
  if (isRefusal(checkpoint) || checkpoint.origin !== exchangeOrigin(partner, node.config.id)) return refuse('checkpoint-unverified', {})
  const head = hex(checkpoint.head)
  if (row.seen_size !== null && row.seen_size >= checkpoint.size) {
    const against = await contradicted(tx, partner, checkpoint.size, head, said.at)
    if (against !== undefined) return await stopTraffic(node, tx, partner, row, { size: checkpoint.size, head }, said)
    return null
  }
  // Last in the transaction: every delivery of this partner writes this one row, and would wait for it that long.
  tx.beforeCommit(() => keepSeen(tx, partner, checkpoint.size, head, said))
  return null
}

/** What was seen before and cannot be of the same log: another head of this size, or a larger size said well before. */
async function contradicted(tx: Tx, partner: NodeId, size: number, head: string, saidAt: Instant) {
  return await tx.db
    .selectFrom('seen_checkpoint')
    .select('size')
    .where('node', '=', partner)
    .where(where =>
      where.or([
        where.and([where('size', '=', size), where('head', '!=', head)]),
        // Processes of one node, and deliveries under way at once, are not that far apart.
        where.and([where('size', '>', size), where('said_at', '<', later(saidAt, -clockSkewMinutes * minute))]),
      ]),
    )
    .limit(1)
    .executeTakeFirst()
}

async function stopTraffic(
  node: Node,
  tx: Tx,
  partner: NodeId,
  row: PartnerRow,
  now: { readonly size: number; readonly head: string },
  said: Said,
): Promise<Refusal<'log-forked'>> {
  await keepProof(tx, partner, now.size, now.head, said)
  // What it says now is where it is judged from, once a person has looked and ended the freeze. The proof stays.
  const seen = { seen_size: now.size, seen_head: now.head, seen_at: tx.at }
  await tx.db
    .updateTable('partner')
    .set({ ...seen, ...(row.frozen_at === null ? { frozen_at: tx.at, frozen_by: null } : {}) })
    .where('node', '=', partner)
    .execute()
  await writeAct(node, tx, { kind: 'system' }, 'freeze-partner', { subject: partner }, 'log-forked')
  if (row.frozen_at === null) await sendControl(node, tx, partner, { control: 'freeze', frozen: true, at: tx.at })
  return refuse('log-forked', { size: now.size })
}

async function keepProof(tx: Tx, partner: NodeId, size: number, head: string, said: Said): Promise<void> {
  tx.put(
    tx.db
      .insertInto('seen_checkpoint')
      .values({ node: partner, size, head, note: said.note, acts: said.acts, said_at: said.at, seen_at: tx.at })
      .onConflict(conflict => conflict.columns(['node', 'size', 'head']).doNothing()),
  )
}

async function keepSeen(tx: Tx, partner: NodeId, size: number, head: string, said: Said): Promise<void> {
  await keepProof(tx, partner, size, head, said)
  const { numUpdatedRows } = await tx.db
    .updateTable('partner')
    .set({ seen_size: size, seen_head: head, seen_at: tx.at })
    .where('node', '=', partner)
    .where(where => where.or([where('seen_size', 'is', null), where('seen_size', '<', size)]))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return
  const seen = await tx.db.selectFrom('partner').select(['seen_size', 'seen_head']).where('node', '=', partner).executeTakeFirst()
  // Another delivery, at the same moment, brought another head of this size: judged again from the start, it is a fork.
  if (seen?.seen_size === size && seen.seen_head !== head) throw new MetAnother('two heads of one size came at once')
}

/** Remembers which of our checkpoints a partner has been handed, at a moment. */
export async function noteOursSeen(tx: Tx, partner: NodeId, size: number, head: string, at: Instant): Promise<void> {
  await tx.db.updateTable('partner').set({ our_size_there: size, our_head_there: head, our_seen_there_at: at }).where('node', '=', partner).execute()
}

function signatureHolds(key: Uint8Array, body: Uint8Array, signature: string): boolean {
  try {
    return rawVerify(key, body, fromBase64url(signature))
  } catch (fault) {
    if (fault instanceof Fault) return false
    throw fault
  }
}
