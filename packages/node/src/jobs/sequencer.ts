import { Fault, hex, type Instant, type Uuid } from '@entraide/ground'
import { type Checkpoint, hideCheckpoint, interimLog, type Origin, signCheckpoint, signerName, actsOrigin } from '@entraide/ledger'
import { base64url, fromHex } from '@entraide/ground'
import { isRefusal } from '@entraide/ground'
import { sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { Tx } from '../store/store.ts'

/** How many leaves one checkpoint takes in at most. What is left is in the next one, at once. */
const batchLeaves = 512

/**
 * Gives waiting leaves their places, one log at a time, and signs a checkpoint over them. One process at a time does it
 * for a log; leaves that come meanwhile wait for the next round, so that under load many share one signature and one
 * commit. Returns how many leaves were placed.
 */
export async function sequence(node: Node): Promise<number> {
  const logs = await node.store.read(tx => tx.db.selectFrom('leaf').select('log').distinct().where('position', 'is', null).execute())
  let placed = 0
  for (const { log } of logs) placed += (await node.store.alone(`log ${log}`, () => sequenceLog(node, log as Origin))) ?? 0
  if (placed > 0) node.store.wake('checkpoint')
  return placed
}

async function sequenceLog(node: Node, log: Origin): Promise<number> {
  const waiting = await node.store.write(async tx => {
    const rows = await tx.db.selectFrom('leaf').select(['id', 'leaf']).where('log', '=', log).where('position', 'is', null).orderBy('id').limit(batchLeaves).execute()
    if (rows.length === 0) return 0
    const state = await latestCheckpoint(tx, log)
    const next = interimLog.append(state, rows.map(row => new Uint8Array(row.leaf)))
    // Places are given in the order of ids, from 0, in one statement on both engines.
    await sql`
      update leaf set position = numbered.place
      from (select id, ${sql.lit(state.size)} + row_number() over (order by id) - 1 as place from leaf
            where log = ${log} and position is null and id <= ${rows.at(-1)?.id}) as numbered
      where leaf.id = numbered.id`.execute(tx.db)
    const note = await signCheckpoint(next, signerName(node.config.id), body => base64url(node.keys.log().sign(body)))
    await tx.db.insertInto('checkpoint').values({ log, size: next.size, head: hex(next.head), note, at: tx.at }).execute()
    return rows.length
  })
  return waiting
}

/** The newest checkpoint of a log of this node; the empty one before its first leaf. */
export async function latestCheckpoint(tx: Tx, log: Origin): Promise<Checkpoint> {
  const row = await tx.db.selectFrom('checkpoint').select(['size', 'head']).where('log', '=', log).orderBy('size', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? interimLog.empty(log) : { origin: log, size: row.size, head: fromHex(row.head) }
}

/** The signed note of the newest checkpoint; null before the first. */
export async function latestNote(tx: Tx, log: Origin): Promise<string | null> {
  const row = await tx.db.selectFrom('checkpoint').select('note').where('log', '=', log).orderBy('size', 'desc').limit(1).executeTakeFirst()
  return row?.note ?? null
}

/** The salted hash of the acts log's newest checkpoint that every delivery and receipt carries: 32 bytes in hexadecimal, no size. */
export async function hiddenActs(node: Node, tx: Tx): Promise<string> {
  const salt = node.keys.storeRoot()
  const hidden = hideCheckpoint(await latestCheckpoint(tx, actsOrigin(node.config.id)), salt)
  if (isRefusal(hidden)) throw new Fault('acts-salt', 'the salt of the acts checkpoint has a wrong length')
  return hex(hidden)
}

/**
 * Waits until a signed checkpoint covers a leaf, and gives that checkpoint's note. If the node cannot log, it does not
 * act: after `patienceMs` it is a fault (`log-stalled`), and the message stays as it was for the next try.
 */
export async function coveredBy(node: Node, log: Origin, leaf: Uuid, patienceMs = 10_000): Promise<{ note: string; position: number; at: Instant }> {
  const until = performance.now() + patienceMs
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 50)) {
    await sequence(node)
    const found = await node.store.read(async tx => {
      const place = await tx.db.selectFrom('leaf').select('position').where('id', '=', leaf).executeTakeFirst()
      if (place?.position == null) return null
      const row = await tx.db.selectFrom('checkpoint').select(['note', 'at']).where('log', '=', log).where('size', '>', place.position).orderBy('size').limit(1).executeTakeFirst()
      return row === undefined ? null : { note: row.note, position: place.position, at: row.at as Instant }
    })
    if (found !== null) return found
    if (performance.now() > until) throw new Fault('log-stalled', 'no checkpoint covers the leaf', { facts: { log } })
    await new Promise(resolve => setTimeout(resolve, pauseMs))
  }
}

