import { hkdfSync } from 'node:crypto'
import { base64url, Fault, fromHex, hex, type Instant, isRefusal, type Uuid } from '@entraide/ground'
import { actsOrigin, type Checkpoint, hideCheckpoint, interimLog, type Origin, signCheckpoint, signerName } from '@entraide/ledger'
import { sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import { gatherLeaves, unplaced, waitIn } from '../store/leaves.ts'
import { insertion, prepared } from '../store/prepared.ts'
import type { Store, Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { isAnyWaiting, Ride, type Rider, type RidingStep, takeRiders, waitToRide } from './riders.ts'

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
  if (unplaced.has(node.store)) await sequence(node)
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

/**
 * Runs a step in the transaction of a round, beside others of the same moment: what it writes, its leaves, their places and the signed
 * checkpoint over them are one commit. Should one of them fail, nothing of the round is written, and each has a round to itself: nobody's
 * fault is another's. What moves one thing (`Tx.moves`) never goes together.
 */
export async function inRound<T>(node: Node, step: RidingStep<T>): Promise<T> {
  const result = waitToRide(node.store, step)
  nextRound(node).catch(() => {})
  return await result
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

/** A round that begins after this call: whatever was committed before is in it. Who comes while it gathers shares it. */
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
  mine.next ??= (mine.running ?? Promise.resolve()).then(gathered, gathered).then(begin)
  return mine.next
}

/** A turn of the event loop shorter than this brought nothing. */
const idleTurnMs = 0.2
const longestGatherMs = 5

/**
 * Waits until a turn of the event loop brings nothing more, a few milliseconds at most: what is being read or opened at this moment comes
 * with the round that begins. Measured, a round costs as much as what one step writes in it; a node with nothing to do waits for nothing.
 */
async function gathered(): Promise<void> {
  const from = performance.now()
  for (let before = from; ; ) {
    await turnOfLoop()
    const now = performance.now()
    if (now - before < idleTurnMs || now - from > longestGatherMs) return
    before = now
  }
}

function turnOfLoop(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}

/** One round. Steps whose round failed with them each have one of their own, and the leaves that wait one without them. */
async function placeWaiting(node: Node): Promise<Round> {
  const riders = takeRiders(node.store)
  if (isAnyWaiting(node.store)) queueMicrotask(() => void nextRound(node).catch(() => {}))
  try {
    return await placeWith(node, riders)
  } catch (fault) {
    if (riders.length === 0) throw fault
    if (riders.length === 1) riders[0]?.failed(fault)
    else for (const rider of riders) await placeWith(node, [rider]).catch(rider.failed)
    return await placeWith(node, [])
  }
}

async function placeWith(node: Node, riders: readonly Rider[]): Promise<Round> {
  const ours = [...(unplaced.get(node.store) ?? [])]
  unplaced.delete(node.store)
  try {
    const { results, ...round } = await node.store.inTurn('sequencer', tx => placeIn(node, tx, ours, riders))
    for (const [at, { done }] of riders.entries()) done(results[at])
    return round
  } catch (fault) {
    // What was not placed still waits.
    waitIn(node.store, ours)
    throw fault
  }
}

/**
 * One round, in one transaction that all processes of the node take in turn.
 * INVARIANT: exactly the leaves that were read get places, by their ids, and those of the steps that ride, behind them. A leaf of a
 * lower id may be committed meanwhile: it waits for the next round, or the chain and the places would part.
 */
async function placeIn(node: Node, tx: Tx, ours: readonly Origin[], riders: readonly Rider[]): Promise<Round & { readonly results: readonly unknown[] }> {
  const riding = gatherLeaves(tx)
  const mine = newest.get(node.store) ?? new Map<Origin, Newest>()
  newest.set(node.store, mine)
  const heads = new Map<Origin, Newest>()
  const covers = new Map<string, Cover>()
  // First of what follows the commit: who is woken by it finds the newest checkpoints known.
  tx.afterCommit(() => {
    for (const [log, head] of heads) mine.set(log, head)
    remember(node.store, covers)
  })
  const likely = riders.length === 0 ? ours : [...new Set([...ours, ...(latest.get(node.store) ?? [])])]
  const ride = new Ride(tx, riders)
  const [rows, known] = await Promise.all([waitingLeaves(tx, {}), newestOf(tx, likely), ride.reached()])
  const fresh = riding.end().toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const logs = [...Map.groupBy([...rows, ...fresh], row => row.log as Origin)].map(([log, leaves]) => ({ log, leaves }))
  const others = await newestOf(
    tx,
    logs.map(({ log }) => log).filter(log => !likely.includes(log)),
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
  if (rows.length > 0) placeRows(tx, rows, before)
  if (fresh.length > 0)
    tx.put(
      insertion(
        tx,
        'leaf',
        fresh.map(row => ({ ...row, position: covers.get(row.id)?.position ?? null })),
      ),
    )
  if (checkpoints.length > 0) tx.put(insertion(tx, 'checkpoint', checkpoints))
  if (riders.length > 0) latest.set(node.store, [...heads.keys()])
  const acts = riders.length === 0 ? '' : await actsOf(node, tx, heads)
  const results = await ride.over((log, leaf) => {
    const head = heads.get(log)
    if (head === undefined || (leaf !== null && !covers.has(leaf)))
      throw new Fault('log-stalled', 'no checkpoint of this round covers the leaf', { facts: { log } })
    return { note: head.note, acts }
  })
  return { covers, placed: rows.length, results }
}

/**
 * The first is looked for by itself: PostgreSQL walks there by the index alone and crosses out what it finds placed. Asked for in one, it
 * went through every leaf that had waited since it last tidied up, with each round.
 */
const waitingLeaves = prepared<{ [none: string]: never }, Pick<Tables['leaf'], 'id' | 'log' | 'leaf'>>(db => {
  const waiting = db.selectFrom('leaf').where('position', 'is', null).orderBy('id')
  return waiting
    .select(['id', 'log', 'leaf'])
    .where('id', '>=', waiting.select('id').limit(sql.lit(1)))
    .limit(sql.lit(batchLeaves))
})

/** Logs that the last round with steps wrote in: nearly always those of the next one. */
const latest = new WeakMap<Store, readonly Origin[]>()

async function actsOf(node: Node, tx: Tx, heads: ReadonlyMap<Origin, Newest>): Promise<string> {
  const log = actsOrigin(node.config.id)
  const known = heads.get(log)?.checkpoint ?? newest.get(node.store)?.get(log)?.checkpoint
  return known === undefined ? await hiddenActs(node, tx) : hide(node, known)
}

/** Gives leaves that waited their places, in the order of their ids. */
function placeRows(tx: Tx, rows: readonly { readonly id: string; readonly log: string }[], before: ReadonlyMap<Origin, Checkpoint>): void {
  const start = [...new Set(rows.map(row => row.log as Origin))].map(log => sql`when ${log} then cast(${before.get(log)?.size ?? 0} as bigint)`)
  tx.put({
    execute: () =>
      sql`
        update leaf set position = numbered.place
        from (select id, row_number() over (partition by log order by id) - 1 + case log ${sql.join(start, sql` `)} end as place
              from leaf where id in (${sql.join(padded(rows.map(row => row.id)))})) as numbered
        where leaf.id = numbered.id`.execute(tx.db),
  })
}

/** The list made as long as the next power of two by its last entry again: so that statements over lists come in few texts. */
function padded(list: readonly string[]): readonly string[] {
  const length = 2 ** Math.ceil(Math.log2(list.length))
  return [...list, ...Array<string>(length - list.length).fill(list.at(-1) as string)]
}
