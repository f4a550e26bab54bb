import { readOctets } from '@entraide/exchange'
import { fromHex, hex, type Instant, isRefusal, type NodeId, type Refusal, refuse, sameBytes, second } from '@entraide/ground'
import { exchangeOrigin, interimLog } from '@entraide/ledger'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { Node } from '../capabilities.ts'
import { latestCheckpoint } from '../jobs/sequencer.ts'
import { cardOf } from '../store/partners.ts'
import type { Store, Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { keptByPartner } from './witness.ts'

/*
 * A node brought back from a backup may have forgotten what it sent and received since. Its partners have not: each has seen
 * a checkpoint of the log they share. Until what a partner saw has been compared with what is here, nothing is exchanged with it.
 * Marks stand in node_fact: `restored`, and `restored/NODE` once a comparison came to something.
 */

const mark = 'restored'
const markOf = (partner: string) => `${mark}/${partner}`
const compared = 'compared'

/** What a partner has seen of our log with it; null when it never saw a checkpoint. */
export const SeenCheckpoint = z.strictObject({
  size: z.int().min(0).nullable(),
  head: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
})
export type Seen = z.infer<typeof SeenCheckpoint>

/** Marks a store as restored from a copy of that moment. In the transaction that erases again what was erased since. */
export async function writeRestored(db: Kysely<Tables>, backupAt: Instant, at: Instant): Promise<void> {
  await db.deleteFrom('node_fact').where('name', 'like', `${mark}%`).execute()
  await db
    .insertInto('node_fact')
    .values({ name: mark, value: JSON.stringify({ backupAt, at }) })
    .execute()
}

/** Stores that are known not to wait for a comparison: nearly always, and then nothing is asked. */
const free = new WeakSet<Store>()

/**
 * Why nothing may pass between here and a partner: `restored-uncompared` until it was asked, `log-rolled-back` with the leaves
 * that are missing here, `log-forked`. Null when all is well.
 */
export async function heldBack(node: Node, partner: string): Promise<Refusal | null> {
  if (free.has(node.store)) return null
  const rows = await node.store.read(tx =>
    tx.db
      .selectFrom('node_fact')
      .selectAll()
      .where('name', 'in', [mark, markOf(partner)])
      .execute(),
  )
  if (!rows.some(row => row.name === mark)) {
    free.add(node.store)
    return null
  }
  const found = rows.find(row => row.name === markOf(partner))?.value
  if (found === undefined) return refuse('restored-uncompared', { partner })
  return found === compared ? null : (JSON.parse(found) as Refusal)
}

/** For a partner that asks: what this node last saw of that partner's log with it. */
export async function seenOf(node: Node, partner: NodeId): Promise<Seen> {
  const row = await node.store.read(tx => tx.db.selectFrom('partner').select(['seen_size', 'seen_head']).where('node', '=', partner).executeTakeFirst())
  return { size: row?.seen_size ?? null, head: row?.seen_head ?? null }
}

/**
 * Asks every partner that was not compared yet what it saw of our log, and writes down what that comes to. A partner that does
 * not answer is asked again at the next turn. When all were compared, the node is as any other.
 */
export async function compareAfterRestore(node: Node): Promise<void> {
  if (free.has(node.store)) return
  const waiting = await node.store.read(async tx => {
    const marks = await tx.db.selectFrom('node_fact').selectAll().where('name', 'like', `${mark}%`).execute()
    if (marks.length === 0) return null
    const done = new Set(marks.filter(row => row.value === compared).map(row => row.name))
    return (await tx.db.selectFrom('partner').selectAll().where('pairing', '=', 'confirmed').execute()).filter(row => !done.has(markOf(row.node)))
  })
  if (waiting === null) return void free.add(node.store)
  let unsettled = 0
  for (const row of waiting) {
    const card = cardOf(row)
    const answer = await node.partners.send({
      to: card.node,
      address: card.address,
      tlsPin: card.transport.tlsPin,
      method: 'GET',
      path: '/partner/v1/checkpoint',
      body: new Uint8Array(0),
      timeoutMs: 10 * second,
    })
    const seen = answer.reached && answer.status === 200 ? readOctets(answer.body, SeenCheckpoint) : refuse('unreachable')
    const verdict = isRefusal(seen) ? null : await node.store.read(tx => compare(node, tx, card.node, seen as Seen))
    if (verdict !== compared) unsettled++
    if (verdict === null) continue
    const value = verdict === compared ? compared : JSON.stringify(verdict)
    await node.store.write(async tx => {
      await tx.db
        .insertInto('node_fact')
        .values({ name: markOf(row.node), value })
        .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
        .execute()
      const { size, head } = seen as Seen
      if (verdict === compared && size !== null && head !== null) keptByPartner(node, tx, { partner: card.node, size, head })
    })
  }
  if (unsettled > 0) return
  await node.store.write(async tx => void (await tx.db.deleteFrom('node_fact').where('name', 'like', `${mark}%`).execute()))
}

async function compare(node: Node, tx: Tx, partner: NodeId, { size, head }: Seen): Promise<typeof compared | Refusal> {
  if (size === null || head === null || size === 0) return compared
  const log = exchangeOrigin(node.config.id, partner)
  const ours = await latestCheckpoint(tx, log)
  // The partner holds our signature over leaves that this store has lost: which ones, exactly.
  if (size > ours.size) return refuse('log-rolled-back', { partner, missingFrom: ours.size, missingTo: size - 1, seenHead: head, ourHead: hex(ours.head) })
  const leaves = await tx.db.selectFrom('leaf').select('leaf').where('log', '=', log).where('position', '<', size).orderBy('position').execute()
  const then = interimLog.append(
    interimLog.empty(log),
    leaves.map(row => new Uint8Array(row.leaf)),
  )
  return sameBytes(then.head, fromHex(head)) ? compared : refuse('log-forked', { partner, size })
}
