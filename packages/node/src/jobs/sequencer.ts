import { hkdfSync } from 'node:crypto'
import { base64url, Fault, fromHex, hex, type Instant, isRefusal, type Uuid } from '@entraide/ground'
import { actsOrigin, type Checkpoint, hideCheckpoint, interimLog, type Origin, signCheckpoint, signerName } from '@entraide/ledger'
import { sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import { hasSighted, keepSighted, type Sighting, sight, stopForked, takeSighted } from '../steps/witness.ts'
import { unplaced, waitIn } from '../store/leaves.ts'
import type { Store, Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'

/** How many leaves one round takes in at most. What is left is in the next one, at once. */
const batchLeaves = 512

/** That a signed checkpoint covers a leaf: its place, and the note that says so. */
export type Cover = { readonly note: string; readonly position: number; readonly at: Instant }
/** What a committed round left behind: where each leaf stands, and the newest checkpoint of each log it touched. */
type Round = { readonly covers: ReadonlyMap<string, Cover>; readonly placed: number }

/** Rounds of this process, by store: the one that runs, and the one that begins after it for all who came meanwhile. */
type Turns = { running: Promise<Round> | null; next: Promise<Round> | null }
const turns = new WeakMap<Store, Turns>()

/**
 * Gives waiting leaves their places and signs one checkpoint a log over them, until none waits. Returns how many were placed.
 * Those who ask while a round runs share the next one: under load many leaves share one signature and one commit.
 */
export async function sequence(node: Node): Promise<number> {
  let placed = 0
  for (;;) {
    const round = await nextRound(node)
    placed += round.placed
    if (round.placed < batchLeaves) return placed
  }
}

/** The same, for what this process committed itself: asks the store nothing when there is none. */
export async function sequenceOwn(node: Node): Promise<void> {
  if (unplaced.has(node.store) || hasSighted(node.store)) await sequence(node)
  else await turns.get(node.store)?.running
}

/**
 * Waits until a signed checkpoint covers a leaf that was committed, and gives that checkpoint's note. If the node cannot
 * log, it does not act: without one it is a fault (`log-stalled`), and the message stays as it was for the next try.
 */
export async function coveredBy(node: Node, log: Origin, leaf: Uuid): Promise<Cover> {
  await sequenceOwn(node)
  const known = recent.get(node.store)?.get(leaf)
  if (known !== undefined) return known
  // Another process placed it, or nobody has yet.
  let found = await node.store.read(tx => coverOf(tx, log, leaf))
  if (found === null) {
    await sequence(node)
    found = await node.store.read(tx => coverOf(tx, log, leaf))
  }
  if (found === null) throw new Fault('log-stalled', 'no checkpoint covers the leaf', { facts: { log } })
  return found
}

/** What is written with a round: in its transaction, once the round's checkpoints are made. `look` asks before, beside the round's own questions. */
export type Rider<L, T> = { readonly look: (tx: Tx) => Promise<L>; readonly write: (tx: Tx, stand: Stand, looked: L) => Promise<T> }
/** The signed note that covers a leaf, and the hidden checkpoint of the acts log beside it. */
export type Stand = { readonly note: string; readonly acts: string }

type Riding = {
  readonly leaf: Uuid
  readonly rider: Rider<unknown, unknown>
  readonly settle: (rode: { readonly done: unknown } | null) => void
}
const waitingRiders = new WeakMap<Store, Riding[]>()
/** In one round, so that its turn stays short: each signs for a millisecond or two. */
const mostRiders = 16

/**
 * Writes something with the round that covers a leaf, so that both are there or neither, in one commit. What it comes to is given once
 * that is durable; null if no round could take it, because the leaf was placed elsewhere or the round failed with its riders: then nothing is
 * written, and the caller goes the long way.
 */
export async function rideWith<L, T>(node: Node, leaf: Uuid, rider: Rider<L, T>): Promise<{ readonly done: T } | null> {
  const { promise, resolve } = Promise.withResolvers<{ readonly done: T } | null>()
  const riding: Riding = { leaf, rider: rider as Rider<unknown, unknown>, settle: rode => resolve(rode as { readonly done: T } | null) }
  const waiting = waitingRiders.get(node.store)
  if (waiting === undefined) waitingRiders.set(node.store, [riding])
  else waiting.push(riding)
  // What is left over after a full round has the next one; whoever is told that a round failed is told null above.
  nextRound(node).catch(() => {})
  return await promise
}

/** Covers of the latest leaves that this process placed: who committed one asks for it within moments. */
const recent = new WeakMap<Store, Map<string, Cover>>()
const mostRecent = 4_096

function remember(store: Store, covers: ReadonlyMap<string, Cover>): void {
  const known = recent.get(store) ?? new Map<string, Cover>()
  recent.set(store, known)
  for (const [leaf, cover] of covers) known.set(leaf, cover)
  for (const leaf of known.keys()) {
    if (known.size <= mostRecent) break
    known.delete(leaf)
  }
}

/** The first checkpoint that covers a leaf, from the tables; null while it waits. */
export async function coverOf(tx: Tx, log: Origin, leaf: Uuid): Promise<Cover | null> {
  const place = await tx.db.selectFrom('leaf').select('position').where('id', '=', leaf).executeTakeFirst()
  if (place?.position == null) return null
  const row = await tx.db
    .selectFrom('checkpoint')
    .select(['note', 'at'])
    .where('log', '=', log)
    .where('size', '>', place.position)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : { note: row.note, position: place.position, at: row.at as Instant }
}

/** The newest checkpoints of several logs, in one question. */
async function newestOf(tx: Tx, logs: readonly Origin[]): Promise<ReadonlyMap<Origin, Checkpoint>> {
  if (logs.length === 0) return new Map()
  const newest = logs.map(log => sql`select * from (select log, size, head from checkpoint where log = ${log} order by size desc limit 1) as newest`)
  const { rows } = await sql<{ log: Origin; size: number; head: string }>`${sql.join(newest, sql` union all `)}`.execute(tx.db)
  return new Map(rows.map(({ log, size, head }) => [log, { origin: log, size, head: fromHex(head) }]))
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
  return hide(node, await latestCheckpoint(tx, actsOrigin(node.config.id)))
}

/** A key of its own, derived: an inspector is given it to check what partners hold, and learns nothing of the store's root key by it. */
function actsSalt(root: Uint8Array): Uint8Array {
  const known = salts.get(root) ?? new Uint8Array(hkdfSync('sha256', root, new Uint8Array(32), 'entraide/1 acts-checkpoint', 32))
  salts.set(root, known)
  return known
}
const salts = new WeakMap<Uint8Array, Uint8Array>()

function hide(node: Node, checkpoint: Checkpoint): string {
  const hidden = hideCheckpoint(checkpoint, actsSalt(node.keys.storeRoot()))
  if (isRefusal(hidden)) throw new Fault('acts-salt', 'the salt of the acts checkpoint has a wrong length')
  return hex(hidden)
}

/** What goes beside a delivery or a receipt: the newest signed note of a log, and the hidden checkpoint of the acts log. */
export async function standOf(node: Node, log: Origin): Promise<{ readonly note: string | null; readonly acts: string }> {
  const mine = newest.get(node.store)
  const note = mine?.get(log)
  const acts = mine?.get(actsOrigin(node.config.id))
  // Other processes of this node may have gone on since; then a look costs less than to stand back.
  const isFresh = (each: Newest | undefined) => each !== undefined && (node.store.engine === 'sqlite' || performance.now() - each.since < freshMs)
  if (isFresh(note) && isFresh(acts)) return { note: note?.note as string, acts: hide(node, acts?.checkpoint as Checkpoint) }
  return await node.store.read(async tx => ({ note: await latestNote(tx, log), acts: await hiddenActs(node, tx) }))
}

/** The newest checkpoints this process has signed, by store and log. */
type Newest = { readonly checkpoint: Checkpoint; readonly note: string; readonly since: number }
const newest = new WeakMap<Store, Map<Origin, Newest>>()
const freshMs = 1_000

/** A round that begins after this call: whatever was committed before is in it. Who comes in the same turn of the event loop shares it. */
function nextRound(node: Node): Promise<Round> {
  const mine = turns.get(node.store) ?? { running: null, next: null }
  turns.set(node.store, mine)
  const begin = (): Promise<Round> => {
    mine.next = null
    const round = placeWaiting(node)
    mine.running = round
    const over = () => {
      if (mine.running === round) mine.running = null
    }
    round.then(over, over)
    return round
  }
  mine.next ??= (mine.running ?? Promise.resolve()).then(turnOfLoop, turnOfLoop).then(begin)
  return mine.next
}

function turnOfLoop(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/**
 * One round, in one transaction that all processes of the node take in turn.
 * INVARIANT: exactly the leaves that were read get places, by their ids. A leaf of a lower id may be committed meanwhile: it
 * waits for the next round, or the chain and the places would part.
 */
async function placeWaiting(node: Node): Promise<Round> {
  const riders = waitingRiders.get(node.store)?.splice(0, mostRiders) ?? []
  if ((waitingRiders.get(node.store)?.length ?? 0) > 0) queueMicrotask(() => void nextRound(node).catch(() => {}))
  try {
    return await placeWith(node, riders)
  } catch (fault) {
    for (const each of riders) each.settle(null)
    if (riders.length === 0) throw fault
    // One of those who rode may have brought it down: the log goes on without them.
    return await placeWith(node, [])
  }
}

async function placeWith(node: Node, riders: readonly Riding[]): Promise<Round> {
  const heads = new Map<Origin, Newest>()
  const ours = [...(unplaced.get(node.store) ?? [])]
  unplaced.delete(node.store)
  const sightings = takeSighted(node.store)
  try {
    const { forks, settle, ...round } = await node.store.inTurn('sequencer', tx => placeIn(node, tx, ours, sightings, riders, heads))
    const mine = newest.get(node.store) ?? new Map<Origin, Newest>()
    for (const [log, head] of heads) mine.set(log, head)
    newest.set(node.store, mine)
    remember(node.store, round.covers)
    settle()
    for (const fork of forks) await stopForked(node, fork)
    return round
  } catch (fault) {
    // What was not placed or kept still waits.
    waitIn(node.store, ours)
    sight(node.store, ...sightings)
    throw fault
  }
}

async function placeIn(
  node: Node,
  tx: Tx,
  ours: readonly Origin[],
  sightings: readonly Sighting[],
  riders: readonly Riding[],
  heads: Map<Origin, Newest>,
): Promise<Round & { readonly forks: readonly Sighting[]; readonly settle: () => void }> {
  heads.clear()
  const [rows, known, forks, looks] = await Promise.all([
    tx.db.selectFrom('leaf').select(['id', 'log', 'leaf']).where('position', 'is', null).orderBy('id').limit(batchLeaves).execute(),
    newestOf(tx, ours),
    keepSighted(tx, sightings),
    Promise.all(riders.map(({ rider }) => rider.look(tx))),
  ])
  const covers = new Map<string, Cover>()
  const logs = [...Map.groupBy(rows, row => row.log as Origin)].map(([log, leaves]) => ({ log, leaves }))
  // Other processes of this node may have left leaves in other logs.
  const others = await newestOf(
    tx,
    logs.map(({ log }) => log).filter(log => !ours.includes(log)),
  )
  const before = new Map([...known, ...others])
  const checkpoints: Tables['checkpoint'][] = []
  for (const { log, leaves } of logs) {
    const from = before.get(log) ?? interimLog.empty(log)
    const to = interimLog.append(
      from,
      leaves.map(row => new Uint8Array(row.leaf)),
    )
    const note = await signCheckpoint(to, signerName(node.config.id), body => base64url(node.keys.log().sign(body)))
    heads.set(log, { checkpoint: to, note, since: performance.now() })
    checkpoints.push({ log, size: to.size, head: hex(to.head), note, at: tx.at })
    for (const [index, row] of leaves.entries()) covers.set(row.id, { note, position: from.size + index, at: tx.at })
  }
  const settle = await rideIn(node, tx, riders, looks, covers, heads)
  if (rows.length === 0) return { covers, placed: 0, forks, settle }
  const start = logs.map(({ log }) => sql`when ${log} then cast(${before.get(log)?.size ?? 0} as bigint)`)
  tx.put({
    execute: () =>
      sql`
        update leaf set position = numbered.place
        from (select id, row_number() over (partition by log order by id) - 1 + case log ${sql.join(start, sql` `)} end as place
              from leaf where id in (${sql.join(padded(rows.map(row => row.id)))})) as numbered
        where leaf.id = numbered.id`.execute(tx.db),
  })
  tx.put(tx.db.insertInto('checkpoint').values(checkpoints))
  return { covers, placed: rows.length, forks, settle }
}

/** Lets those write whose leaf is covered, by this round or one before. Gives the act that tells them all, once it is durable. */
async function rideIn(
  node: Node,
  tx: Tx,
  riders: readonly Riding[],
  looks: readonly unknown[],
  covers: ReadonlyMap<string, Cover>,
  heads: ReadonlyMap<Origin, Newest>,
): Promise<() => void> {
  if (riders.length === 0) return () => {}
  const log = actsOrigin(node.config.id)
  const newestActs = heads.get(log)?.checkpoint ?? newest.get(node.store)?.get(log)?.checkpoint
  const acts = newestActs === undefined ? await hiddenActs(node, tx) : hide(node, newestActs)
  const told: (() => void)[] = []
  for (const [at, { leaf, rider, settle }] of riders.entries()) {
    const cover = covers.get(leaf) ?? recent.get(node.store)?.get(leaf)
    const rode = cover === undefined ? null : { done: await rider.write(tx, { note: cover.note, acts }, looks[at]) }
    told.push(() => settle(rode))
  }
  return () => {
    for (const tell of told) tell()
  }
}

/** The list made as long as the next power of two by its last entry again: so that statements over lists come in few texts. */
function padded(list: readonly string[]): readonly string[] {
  const length = 2 ** Math.ceil(Math.log2(list.length))
  return [...list, ...Array<string>(length - list.length).fill(list.at(-1) as string)]
}
