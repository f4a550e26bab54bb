import { clockSkewMinutes } from '@entraide/envelope'
import { Fault, fromBase64url, hex, type Instant, isRefusal, later, minute, type NodeId, type Refusal, refuse } from '@entraide/ground'
import { exchangeOrigin, signerName, verifyCheckpoint } from '@entraide/ledger'
import type { Node } from '../capabilities.ts'
import { rawVerify } from '../keys.ts'
import { cardOf, type PartnerRow, partnerRow } from '../store/partners.ts'
import { insertion, prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import { writeAct } from './act.ts'
import { sendControl } from './control.ts'

/** A checkpoint as a delivery or a receipt brings it: the signed note, the hidden acts checkpoint beside it, and when it was said. */
export type Said = { readonly note: string; readonly acts: string; readonly at: Instant }

/** A checkpoint of a partner that was taken in. */
type Sighting = { readonly partner: NodeId; readonly size: number; readonly head: string; readonly said: Said }

/** What was taken in in a transaction, by connection: kept at its end in one go, for all deliveries that share it. */
const sighted = new WeakMap<Tx['db'], Sighting[]>()

function sight(node: Node, tx: Tx, seen: Sighting): void {
  const before = sighted.get(tx.db)
  if (before !== undefined) {
    before.push(seen)
    return
  }
  const all = [seen]
  sighted.set(tx.db, all)
  tx.beforeCommit(async () => keepSighted(node, tx, all))
}

/**
 * Notes the checkpoint of the log a partner shares with us, once its signature holds: it is kept, and all before it. An older one that
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
  const { size } = checkpoint
  const head = hex(checkpoint.head)
  const waiting = sighted.get(tx.db)?.find(each => each.partner === partner && each.size === size)
  if (waiting !== undefined && waiting.head !== head) {
    keepProofs(tx, [waiting])
    return await stopTraffic(node, tx, row, { partner, size, head, said })
  }
  if (row.seen_size !== null && row.seen_size >= size)
    return (await contradicted(tx, partner, size, head, said.at)) === undefined ? null : await stopTraffic(node, tx, row, { partner, size, head, said })
  sight(node, tx, { partner, size, head, said })
  return null
}

/**
 * Keeps what was taken in, and moves the partner's newest checkpoint on. Whether another process of this node kept another log at the same
 * moment is looked at once this is committed: that is a fork, and stops traffic in a transaction of its own.
 */
function keepSighted(node: Node, tx: Tx, sightings: readonly Sighting[]): void {
  keepProofs(tx, sightings)
  for (const list of Map.groupBy(sightings, each => each.partner).values()) {
    const largest = list.reduce((a, b) => (b.size > a.size ? b : a))
    const { partner, size, head } = largest
    let moved: Promise<readonly unknown[]> = Promise.resolve([])
    tx.put({ execute: () => (moved = movedOn(tx, { partner, size, head, at: tx.at })) })
    // Both heads are kept as proof, whatever becomes of this.
    tx.afterCommit(() => void moved.then(rows => (rows.length > 0 ? undefined : stopIfForked(node, largest))).catch(() => {}))
  }
}

const movedOn = prepared<{ partner: string; size: number; head: string; at: string }, { node: string }>((db, p) =>
  db
    .updateTable('partner')
    .set({ seen_size: p('size'), seen_head: p('head'), seen_at: p('at') })
    .where('node', '=', p('partner'))
    .where(where => where.or([where('seen_size', 'is', null), where('seen_size', '<', p('size'))]))
    .returning('node'),
)

async function stopIfForked(node: Node, seen: Sighting): Promise<void> {
  await node.store.write(async tx => {
    const row = await partnerRow(tx, seen.partner)
    if (row !== undefined && row.seen_size === seen.size && row.seen_head !== seen.head) await stopTraffic(node, tx, row, seen)
  })
}

/** What was seen before and cannot be of the same log: another head of this size, or a larger size said well before. */
async function contradicted(tx: Tx, partner: NodeId, size: number, head: string, saidAt: Instant) {
  return await tx.db
    .selectFrom('seen_checkpoint')
    .select('size')
    .where('node', '=', partner)
    // Said first and alone, so that what was seen of smaller sizes, which grows for ever, is not read.
    .where('size', '>=', size)
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

async function stopTraffic(node: Node, tx: Tx, row: PartnerRow, fork: Sighting): Promise<Refusal<'log-forked'>> {
  const { partner, size, head } = fork
  keepProofs(tx, [fork])
  // What it says now is where it is judged from, once a person has looked and ended the freeze. The proof stays.
  const seen = { seen_size: size, seen_head: head, seen_at: tx.at }
  await tx.db
    .updateTable('partner')
    .set({ ...seen, ...(row.frozen_at === null ? { frozen_at: tx.at, frozen_by: null } : {}) })
    .where('node', '=', partner)
    .execute()
  await writeAct(node, tx, { kind: 'system' }, 'freeze-partner', { subject: partner }, 'log-forked')
  if (row.frozen_at === null) await sendControl(node, tx, partner, { control: 'freeze', frozen: true, at: tx.at })
  return refuse('log-forked', { size })
}

/** Every signed head stays: two of one size are proof by themselves. */
function keepProofs(tx: Tx, sightings: readonly Sighting[]): void {
  const rows = [...Map.groupBy(sightings, ({ partner, size, head }) => `${partner} ${size} ${head}`).values()].map(([first]) => {
    const { partner, size, head, said } = first as Sighting
    return { node: partner, size, head, note: said.note, acts: said.acts, said_at: said.at, seen_at: tx.at }
  })
  tx.put(insertion(tx, 'seen_checkpoint', rows, true))
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
