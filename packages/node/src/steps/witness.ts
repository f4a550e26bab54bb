import { Fault, fromBase64url, hex, type Instant, isRefusal, type NodeId, type Refusal, refuse } from '@entraide/ground'
import { exchangeOrigin, signerName, verifyCheckpoint } from '@entraide/ledger'
import type { Node } from '../capabilities.ts'
import { rawVerify } from '../keys.ts'
import { cardOf, type PartnerRow, partnerRow } from '../store/partners.ts'
import type { Tx } from '../store/store.ts'

/**
 * Keeps the newest checkpoint of the log a partner shares with us, once its signature holds. An older one that is
 * consistent is normal; the same size with another head is a fork: traffic stops and a person looks (design section 8).
 * The interim chain proves growth by its leaves, which do not travel; the tree that replaces it will prove each step.
 */
export async function noteTheirCheckpoint(
  node: Node,
  tx: Tx,
  partner: NodeId,
  note: string,
  known?: PartnerRow,
): Promise<Refusal<'log-forked' | 'checkpoint-unverified'> | null> {
  const row = known ?? (await partnerRow(tx, partner))
  if (row === undefined) return refuse('checkpoint-unverified', {})
  const key = fromBase64url(cardOf(row).log)
  const checkpoint = verifyCheckpoint(note, signerName(partner), (body, signature) => signatureHolds(key, body, signature))
  if (isRefusal(checkpoint) || checkpoint.origin !== exchangeOrigin(partner, node.config.id)) return refuse('checkpoint-unverified', {})
  const head = hex(checkpoint.head)
  if (row.seen_size === checkpoint.size && row.seen_head !== head) return refuse('log-forked', { size: checkpoint.size })
  if (row.seen_size !== null && row.seen_size >= checkpoint.size) return null
  // Last in the transaction: every delivery of this partner writes this one row, and would wait for it that long.
  tx.beforeCommit(() => keepSeen(tx, partner, checkpoint.size, head))
  return null
}

async function keepSeen(tx: Tx, partner: NodeId, size: number, head: string): Promise<void> {
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

/** As a lost serialization: the transaction runs again and sees what the other wrote. */
class MetAnother extends Error {
  readonly code = '40001'
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
