import { clockSkewMinutes } from '@entraide/envelope'
import type { Receipt } from '@entraide/exchange'
import { Fault, fromBase64url, hex, type Instant, isRefusal, later, minute, type NodeId, type Refusal, refuse } from '@entraide/ground'
import { exchangeOrigin, readCheckpoint, signerName, verifyCheckpoint } from '@entraide/ledger'
import { sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { Partner } from '../http/api.ts'
import { rawVerify } from '../keys.ts'
import { cardOf, type PartnerRow, partnerRow } from '../store/partners.ts'
import { insertion, prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import { writeAct } from './act.ts'
import { sendControl } from './control.ts'

/**
 * A checkpoint as a delivery or a receipt brings it: the signed note, the hidden acts checkpoint beside it, and when it was said. A receipt
 * keeps the instant of its message and may be signed later, so that has two ends.
 */
export type Said = { readonly note: string; readonly acts: string; readonly from: Instant; readonly by: Instant }

/** A checkpoint of a partner that was taken in. */
type Sighting = { readonly partner: NodeId; readonly size: number; readonly head: string; readonly said: Said }
/** A checkpoint of ours that a partner has taken in. */
type Kept = { readonly partner: NodeId; readonly size: number; readonly head: string }

/** What a transaction learned, by connection: kept at its end in one go, for all deliveries that share it. */
type Learned = { readonly theirs: Sighting[]; readonly ours: Kept[] }
const learned = new WeakMap<Tx['db'], Learned>()

function learnedIn(node: Node, tx: Tx): Learned {
  const before = learned.get(tx.db)
  if (before !== undefined) return before
  const all: Learned = { theirs: [], ours: [] }
  learned.set(tx.db, all)
  tx.beforeCommit(async () => {
    keepSighted(node, tx, all.theirs)
    for (const { partner, size, head } of largestEach(all.ours)) {
      const there = { partner, size, head, at: tx.at }
      tx.put({ execute: () => keptThere(tx, there) })
    }
  })
  return all
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
  const seen = { partner, size: checkpoint.size, head: hex(checkpoint.head), said }
  const waiting = learned.get(tx.db)?.theirs.find(each => each.partner === partner && each.size === seen.size)
  if (waiting !== undefined && waiting.head !== seen.head) {
    keepProofs(tx, [waiting])
    return await forked(node, tx, row, seen)
  }
  if (row.seen_size === seen.size) return row.seen_head === seen.head ? null : await forked(node, tx, row, seen)
  if (row.seen_size !== null && row.seen_size > seen.size && (await contradicted(tx, seen, row)) !== undefined) return await forked(node, tx, row, seen)
  learnedIn(node, tx).theirs.push(seen)
  return null
}

/** Keeps what was taken in, and moves the partner's newest checkpoint on. */
function keepSighted(node: Node, tx: Tx, sightings: readonly Sighting[]): void {
  if (sightings.length === 0) return
  keepProofs(tx, sightings)
  for (const { partner, size, head } of largestEach(sightings)) {
    const to = { partner, size, head, at: tx.at }
    tx.put({ execute: () => movedOn(tx, to) })
  }
  // One process at a time writes on SQLite: whatever contradicts it was there when it was looked at.
  if (tx.engine === 'sqlite') return
  let found: Promise<readonly unknown[]> = Promise.resolve([])
  tx.put({ execute: () => (found = stopContradicted(tx, sightings)) })
  tx.afterCommit(
    () =>
      void found
        .then(async rows => {
          if (rows.length > 0) await stopForked(node)
        })
        // It stands in the store that it is due, and is done at the next turn of the clocks.
        .catch(() => {}),
  )
}

/** The largest of each partner, in one order in all processes: they lock rows. */
function largestEach<T extends Kept>(list: readonly T[]): readonly T[] {
  const largest = [...Map.groupBy(list, each => each.partner).values()].map(of => of.reduce((a, b) => (b.size > a.size ? b : a)))
  return largest.toSorted((a, b) => (a.partner < b.partner ? -1 : 1))
}

/** INVARIANT: locks the partner's row whatever it holds, so that of two processes the later one sees what the other kept (`stopContradicted`). */
const movedOn = prepared<{ partner: string; size: number; head: string; at: string }, unknown>((db, p) => {
  const isNew = sql`seen_size is null or seen_size < ${p('size')}`
  return db
    .updateTable('partner')
    .set({
      seen_size: sql`case when ${isNew} then ${p('size')} else seen_size end`,
      seen_head: sql`case when ${isNew} then ${p('head')} else seen_head end`,
      seen_at: sql`case when ${isNew} then ${p('at')} else seen_at end`,
    })
    .where('node', '=', p('partner'))
})

const keptThere = prepared<{ partner: string; size: number; head: string; at: string }, unknown>((db, p) =>
  db
    .updateTable('partner')
    .set({ our_size_there: p('size'), our_head_there: p('head'), our_seen_there_at: p('at') })
    .where('node', '=', p('partner'))
    .where(where => where.or([where('our_size_there', 'is', null), where('our_size_there', '<', p('size'))])),
)

/**
 * Two processes of this node, at the same moment, may each have kept another log of a partner and seen nothing of the other's. In the very
 * transaction that keeps the second proof it is put down that traffic must stop; a job does it, as often as it takes.
 *
 * Each checkpoint is looked for by itself, as a value: joined, an engine that knows too little of the table reads all of it.
 */
async function stopContradicted(tx: Tx, sightings: readonly Sighting[]): Promise<readonly unknown[]> {
  const mine = [...new Map(sightings.map(each => [`${each.partner} ${each.size} ${each.head}`, each])).values()]
  const lists = [mine.map(each => each.partner), mine.map(each => each.size), mine.map(each => each.head), mine.map(each => wellBefore(each.said))]
  const { rows } = await sql`
    insert into due (id, kind, subject, at)
    select ${tx.newId()} || '/' || node, ${forkedKind}, node, ${tx.at} from (
      select distinct mine.node
      from unnest(${lists[0]}::text[], ${lists[1]}::bigint[], ${lists[2]}::text[], ${lists[3]}::text[]) as mine (node, size, head, before)
      join partner on partner.node = mine.node
      where (
        select kept.size from seen_checkpoint as kept
        where kept.node = mine.node and kept.size >= mine.size and kept.seen_at >= coalesce(partner.stopped_at, '')
        and ((kept.size = mine.size and kept.head <> mine.head) or (kept.size > mine.size and kept.said_at < mine.before))
        order by kept.size limit 1
      ) is not null
    ) as forked
    returning id`.execute(tx.db)
  return rows
}

const forkedKind = 'log-forked'

/** Stops traffic with each partner whose log was found forked by two processes at once. Each is done once; what fails is done at the next turn. */
export async function stopForked(node: Node): Promise<void> {
  const due = await node.store.read(tx => tx.db.selectFrom('due').select(['id', 'subject']).where('at', '<=', tx.at).where('kind', '=', forkedKind).execute())
  for (const { id, subject } of due)
    await node.store.write(async tx => {
      const [mine, row] = [await tx.db.deleteFrom('due').where('id', '=', id).returning('id').executeTakeFirst(), await partnerRow(tx, subject)]
      if (mine !== undefined && row !== undefined) await stopTraffic(node, tx, row)
    })
}

/**
 * What was seen before and cannot be of the same log: another head of this size, or a larger size said well before. What was seen before
 * the last stop was looked into by the person who ended it: a log that was set back then grows anew over sizes at which other heads were
 * seen, and would else stop traffic for ever.
 */
async function contradicted(tx: Tx, { partner, size, head, said }: Sighting, { stopped_at }: PartnerRow) {
  return await tx.db
    .selectFrom('seen_checkpoint')
    .select('size')
    .where('node', '=', partner)
    // Said first and alone, so that what was seen of smaller sizes, which grows for ever, is not read.
    .where('size', '>=', size)
    .where(where =>
      where.or([
        where.and([where('size', '=', size), where('head', '!=', head)]),
        where.and([where('size', '>', size), where('said_at', '<', wellBefore(said))]),
      ]),
    )
    .where('seen_at', '>=', stopped_at ?? '')
    .limit(1)
    .executeTakeFirst()
}

/** Processes of one node, and deliveries under way at once, are not that far apart. */
function wellBefore({ from }: Said): Instant {
  return later(from, -clockSkewMinutes * minute)
}

async function forked(node: Node, tx: Tx, row: PartnerRow, fork: Sighting): Promise<Refusal<'log-forked'>> {
  const { partner, size, head } = fork
  keepProofs(tx, [fork])
  // What it says now is where it is judged from, once a person has looked and ended the freeze. The proof stays.
  await tx.db.updateTable('partner').set({ seen_size: size, seen_head: head, seen_at: tx.at }).where('node', '=', partner).execute()
  await stopTraffic(node, tx, row)
  return refuse('log-forked', { size })
}

async function stopTraffic(node: Node, tx: Tx, row: PartnerRow): Promise<void> {
  const partner = row.node as NodeId
  // Also where a person froze it before: what it is stopped for now is this.
  await tx.db
    .updateTable('partner')
    .set({ frozen_at: row.frozen_at ?? tx.at, frozen_by: null, stopped_at: tx.at })
    .where('node', '=', partner)
    .execute()
  await writeAct(node, tx, { kind: 'system' }, 'freeze-partner', { subject: partner }, 'log-forked')
  if (row.frozen_at === null) await sendControl(node, tx, partner, { control: 'freeze', frozen: true, at: tx.at })
}

/** Whether the node itself has stopped traffic with a partner, and nobody has ended that. */
export function isStopped({ frozen_at, frozen_by }: PartnerRow): boolean {
  return frozen_at !== null && frozen_by === null
}

/** The two signed notes of a partner that cannot be of one log, for whoever looks into it. */
export async function contradictionOf(tx: Tx, { node, seen_size, seen_head }: PartnerRow): Promise<Partner['contradiction']> {
  const kept = () => tx.db.selectFrom('seen_checkpoint').select(['size', 'head', 'note', 'seen_at as seenHereAt']).where('seen_checkpoint.node', '=', node)
  const newest = await kept().where('size', '=', seen_size).where('head', '=', seen_head).execute()
  const other = await kept()
    .where(where => where.or([where.and([where('size', '=', seen_size), where('head', '!=', seen_head)]), where('size', '>', seen_size)]))
    .orderBy('size')
    .limit(1)
    .execute()
  if (other.length > 0) return [...newest, ...other]
  // Two processes took them in at once, and others have come since.
  const twice = await tx.db
    .selectFrom('seen_checkpoint as one')
    .innerJoin('seen_checkpoint as other', join => join.onRef('other.node', '=', 'one.node').onRef('other.size', '=', 'one.size'))
    .select('one.size')
    .where('one.node', '=', node)
    .whereRef('one.head', '<', 'other.head')
    .orderBy('one.seen_at', 'desc')
    .orderBy('one.size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return twice === undefined ? [] : await kept().where('size', '=', twice.size).orderBy('seen_at').execute()
}

/** Every signed head stays: two of one size are proof by themselves. */
function keepProofs(tx: Tx, sightings: readonly Sighting[]): void {
  const rows = [...Map.groupBy(sightings, ({ partner, size, head }) => `${partner} ${size} ${head}`).values()].map(([first]) => {
    const { partner, size, head, said } = first as Sighting
    return { node: partner, size, head, note: said.note, acts: said.acts, said_at: said.by, seen_at: tx.at }
  })
  tx.put(insertion(tx, 'seen_checkpoint', rows, true))
}

/**
 * A final receipt shows that our checkpoint beside the delivery it answers was taken in there (spec/delivery.md#beside): it is kept as the
 * newest of ours that the partner holds. Beside what is held, or did not open, nothing was taken in.
 *
 * @param note - our signed note beside that delivery; null when our log had none yet
 */
export function noteOursKept(node: Node, tx: Tx, partner: NodeId, { verdict, code }: Pick<Receipt, 'verdict' | 'code'>, note: string | null): void {
  if (note === null || verdict === 'held' || code === 'envelope-unopenable') return
  const ours = readCheckpoint(note)
  if (isRefusal(ours)) throw new Fault('checkpoint-shape', 'our own note does not read')
  const { size, head } = ours.checkpoint
  keptByPartner(node, tx, { partner, size, head: hex(head) })
}

/** The partner itself has said that it holds a checkpoint of ours. */
export function keptByPartner(node: Node, tx: Tx, kept: Kept): void {
  learnedIn(node, tx).ours.push(kept)
}

/** The least that stood beside a message when it was carried out in a file: our first checkpoint that covers its line. */
export async function noteBeside(node: Node, tx: Tx, partner: NodeId, message: string): Promise<string | null> {
  const log = exchangeOrigin(node.config.id, partner)
  const line = await tx.db
    .selectFrom('leaf')
    .select('position')
    .where('message_id', '=', message)
    .where('log', '=', log)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (line === undefined || line.position === null) return null
  const covers = tx.db.selectFrom('checkpoint').select('note').where('log', '=', log).where('size', '>', line.position).orderBy('size').limit(1)
  return (await covers.executeTakeFirst())?.note ?? null
}

function signatureHolds(key: Uint8Array, body: Uint8Array, signature: string): boolean {
  try {
    return rawVerify(key, body, fromBase64url(signature))
  } catch (fault) {
    if (fault instanceof Fault) return false
    throw fault
  }
}
