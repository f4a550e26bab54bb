import { became, type Cell, dueState, identificationDue, type Outcome, type Turn } from '@entraide/custody'
import { countedTypes } from '@entraide/exchange'
import type { CalendarDate, Instant, NodeId } from '@entraide/ground'
import { sql } from 'kysely'
import { clockOf, type DossierRow, isIdentificationClock, type ThreadClock } from './dossiers.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

/** Dossiers looked at in one transaction: short enough that others hardly wait. */
export const countBatch = 200

type CellKey = Omit<Tables['follow_up_cell'], 'id' | 'name'>

/**
 * Looks again at dossiers that changed since they were last counted, and at those whose time ran out since, at most `countBatch`, and
 * keeps what became of each. Nothing is opened: codes and instants say it all.
 *
 * @returns how many were looked at; less than a batch: all have been
 */
export async function countAgain(tx: Tx): Promise<number> {
  // Time alone makes silence of what was open: nobody need have touched the dossier.
  const open = await openCells(tx)
  if (open.length > 0) {
    const ranOut = fallenSilent(tx, open).select('dossier_id').limit(countBatch)
    await tx.db.updateTable('dossier').set({ counted: 0 }).where('id', 'in', ranOut).execute()
  }
  const query = tx.db.selectFrom('dossier').selectAll().where('counted', '=', 0).orderBy('id').limit(countBatch)
  const rows = (await (tx.engine === 'postgres' ? query.forUpdate().skipLocked() : query).execute()) as DossierRow[]
  if (rows.length === 0) return 0
  const ids = rows.map(row => row.id)
  const asking = rows.filter(row => row.thread_id !== null && row.partner !== null && (countedTypes as readonly string[]).includes(row.opening_type))
  const turns = await turnsOf(
    tx,
    asking.map(row => row.id),
  )
  const judicial = await judicialOf(
    tx,
    asking.map(row => row.id),
  )
  const agreements = await agreementNames(tx, asking)
  const found = asking.flatMap(row => {
    const asked = turns.get(row.id)?.find(turn => turn.id === row.thread_id)
    return asked === undefined ? [] : [{ row, asked, rest: (turns.get(row.id) ?? []).filter(turn => turn !== asked) }]
  })
  const facts = found.map(({ row, asked, rest }) => {
    const clock = ['REQ', 'IDR'].includes(row.opening_type) ? clockOf(row) : null
    const end = became(asked, rest, clock, tx.at)
    const key: CellKey = {
      partner: row.partner as string,
      side: row.side,
      opening_type: row.opening_type,
      agreement: agreements.get(row.agreement_hash ?? '') ?? '',
      clause: row.clause ?? '',
      urgency: row.urgency,
      crime_area: row.crime_area,
      outcome: end.outcome,
      ground: end.ground,
      timing: end.timing,
      judicial: judicial.has(row.id) ? 1 : 0,
    }
    // An open one whose clock has ended runs out of nothing.
    const due = end.outcome === 'open' && clock !== null && 'endedAt' in clock && clock.endedAt !== null ? null : dueOf(clock, tx.at)
    return { dossier: row.id, key, name: nameOf(key), asked_at: asked.at, settled_at: end.settledAt, due_at: due }
  })
  const cells = await cellIds(
    tx,
    facts.map(({ key, name }) => ({ ...key, name })),
  )
  await tx.db.deleteFrom('follow_up').where('dossier_id', 'in', ids).execute()
  if (facts.length > 0)
    await tx.db
      .insertInto('follow_up')
      .values(
        facts.map(({ dossier, name, asked_at, settled_at, due_at }) => ({
          dossier_id: dossier,
          cell: cells.get(name) as number,
          asked_on: asked_at.slice(0, 10),
          asked_at,
          settled_at,
          due_at,
        })),
      )
      .execute()
  await tx.db.updateTable('dossier').set({ counted: 1 }).where('id', 'in', ids).execute()
  return rows.length
}

/** How many dossiers have changed since they were last counted, or have run out of time since. */
export async function uncounted(tx: Tx): Promise<number> {
  const changed = tx.db.selectFrom('dossier').select(tx.db.fn.countAll<number>().as('n')).where('counted', '=', 0)
  const open = await openCells(tx)
  const rows = await (open.length === 0 ? changed : changed.unionAll(fallenSilent(tx, open).select(tx.db.fn.countAll<number>().as('n')))).execute()
  return rows.reduce((sum, { n }) => sum + Number(n), 0)
}

/** What was counted as open within its time, and is so no longer. */
function fallenSilent(tx: Tx, open: readonly number[]) {
  return tx.db.selectFrom('follow_up').where('cell', 'in', open).where('due_at', '<', tx.at)
}

/** Looked up first: a list of few is found by the index, where a subquery would have every row read. */
async function openCells(tx: Tx): Promise<readonly number[]> {
  const rows = await tx.db.selectFrom('follow_up_cell').select('id').where('outcome', '=', 'open').execute()
  return rows.map(row => Number(row.id))
}

/** What is counted of a period: exchanges with one partner, asked on these days (both included, UTC). */
export type CountedPeriod = { readonly partner: NodeId; readonly from: CalendarDate; readonly until: CalendarDate }

/** The exchanges of a period, added up by kind and fate. */
export async function cellsOf(tx: Tx, self: NodeId, { partner, from, until }: CountedPeriod): Promise<readonly Cell[]> {
  const counts = tx.db
    .selectFrom('follow_up')
    .select(['cell', tx.db.fn.countAll<number>().as('n')])
    .where('asked_on', '>=', from)
    .where('asked_on', '<=', until)
    .groupBy('cell')
  const rows = await tx.db
    .selectFrom(counts.as('counts'))
    .innerJoin('follow_up_cell as cell', 'cell.id', 'counts.cell')
    .selectAll('cell')
    .select('counts.n')
    .where('cell.partner', '=', partner)
    .execute()
  return rows.map(row => cellOf(self, row, Number(row.n)))
}

/**
 * What has moved since a moment, as cells to take away and cells to add, so that the counts of now become those of then: what was
 * asked since did not exist, what was settled since was open, or silent where its time was already over.
 */
export async function movedSince(tx: Tx, self: NodeId, { partner, from, until }: CountedPeriod, since: Instant): Promise<readonly Cell[]> {
  const isNew = sql<number>`case when asked_at > ${since} then 1 else 0 end`
  const wasOver = sql<number>`case when due_at is not null and due_at <= ${since} then 1 else 0 end`
  const none = sql<number>`0`
  // Written so that the few that moved are looked for by when they did, and not among all that were ever asked.
  const askedOn = sql<string>`asked_on || ''`
  const within = tx.db.selectFrom('follow_up').where(askedOn, '>=', from).where(askedOn, '<=', until)
  const silent = tx.db.selectFrom('follow_up_cell').select('id').where('outcome', '=', 'silent')
  const moved = within
    .select(['cell', isNew.as('is_new'), wasOver.as('was_over')])
    .where('settled_at', '>', since)
    // What fell silent since, by its clock alone.
    .unionAll(
      within
        .select(['cell', none.as('is_new'), none.as('was_over')])
        .where('cell', 'in', silent)
        .where('due_at', '>', since)
        .where('settled_at', '<=', since),
    )
  const counts = tx.db
    .selectFrom(moved.as('moved'))
    .select(['cell', 'is_new', 'was_over', tx.db.fn.countAll<number>().as('n')])
    .groupBy(['cell', 'is_new', 'was_over'])
  const rows = await tx.db
    .selectFrom(counts.as('counts'))
    .innerJoin('follow_up_cell as cell', 'cell.id', 'counts.cell')
    .selectAll('cell')
    .select(['counts.is_new', 'counts.was_over', 'counts.n'])
    .where('cell.partner', '=', partner)
    .execute()
  return rows.flatMap(row => {
    const gone = cellOf(self, row, -Number(row.n))
    if (Number(row.is_new) === 1) return [gone]
    const timed = ['REQ', 'IDR'].includes(row.opening_type)
    return [gone, cellOf(self, { ...row, outcome: timed && Number(row.was_over) === 1 ? 'silent' : 'open', ground: null, timing: null }, Number(row.n))]
  })
}

function cellOf(self: NodeId, row: Omit<Tables['follow_up_cell'], 'id' | 'name'>, n: number): Cell {
  const partner = row.partner as NodeId
  return {
    asker: row.side === 'asker' ? self : partner,
    holder: row.side === 'asker' ? partner : self,
    type: row.opening_type,
    agreement: row.agreement,
    clause: row.clause,
    urgency: row.urgency,
    crimeArea: row.crime_area,
    outcome: row.outcome as Outcome,
    ground: row.ground,
    timing: row.timing as Cell['timing'],
    judicial: row.judicial === 1,
    n,
  }
}

/** The messages of dossiers that both sides have taken in. */
async function turnsOf(tx: Tx, dossiers: readonly string[]): Promise<ReadonlyMap<string, readonly Turn[]>> {
  if (dossiers.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('message')
    .select(['id', 'dossier_id', 'message_type', 'said', 'in_reply_to', 'said_at', 'created_at'])
    .where('dossier_id', 'in', dossiers)
    .where('kind', '=', 'message')
    .where('verdict', '=', 'admitted')
    .execute()
  const turns = rows.map(row => ({
    dossier: row.dossier_id as string,
    turn: { id: row.id, type: row.message_type ?? '', said: row.said, answers: row.in_reply_to, at: (row.said_at ?? row.created_at) as Instant },
  }))
  return new Map([...Map.groupBy(turns, each => each.dossier)].map(([dossier, of]) => [dossier, of.map(each => each.turn)]))
}

/** Dossiers in which a magistrate's consent was waited for. */
async function judicialOf(tx: Tx, dossiers: readonly string[]): Promise<ReadonlySet<string>> {
  if (dossiers.length === 0) return new Set()
  const rows = await tx.db
    .selectFrom('act')
    .select('dossier_id')
    .where('dossier_id', 'in', dossiers)
    .where('name', '=', 'await-authorisation')
    .where('outcome', '=', 'done')
    .execute()
  return new Set(rows.map(row => row.dossier_id as string))
}

/** Agreements by hash, as counts name them: `BE-MA-2014-PCC.1`. */
async function agreementNames(tx: Tx, rows: readonly DossierRow[]): Promise<ReadonlyMap<string, string>> {
  const hashes = [...new Set(rows.map(row => row.agreement_hash).filter(hash => hash !== null))]
  if (hashes.length === 0) return new Map()
  const found = await tx.db.selectFrom('agreement').select(['hash', 'agreement_id', 'version']).where('hash', 'in', hashes).execute()
  return new Map(found.map(row => [row.hash, agreementName(row.agreement_id, row.version)]))
}

/** An agreement as counts name it. */
export function agreementName(id: string, version: number): string {
  return `${id}.${version}`
}

/** Ids of cells; those that are new are made. */
async function cellIds(tx: Tx, cells: readonly (CellKey & { readonly name: string })[]): Promise<ReadonlyMap<string, number>> {
  const wanted = [...new Map(cells.map(cell => [cell.name, cell])).values()]
  if (wanted.length === 0) return new Map()
  const names = wanted.map(cell => cell.name)
  const known = async () => {
    const rows = await tx.db.selectFrom('follow_up_cell').select(['id', 'name']).where('name', 'in', names).execute()
    return new Map(rows.map(row => [row.name, Number(row.id)]))
  }
  const before = await known()
  const missing = wanted.filter(cell => !before.has(cell.name))
  if (missing.length === 0) return before
  await tx.db
    .insertInto('follow_up_cell')
    .values(missing)
    .onConflict(conflict => conflict.column('name').doNothing())
    .execute()
  return await known()
}

function nameOf(key: CellKey): string {
  return [
    key.partner,
    key.side,
    key.opening_type,
    key.agreement,
    key.clause,
    key.urgency,
    key.crime_area,
    key.outcome,
    key.ground,
    key.timing,
    key.judicial,
  ].join('|')
}

/** When an answer is or was due, by the clock alone. */
function dueOf(clock: ThreadClock | null, now: Instant): Instant | null {
  if (clock === null) return null
  return isIdentificationClock(clock) ? identificationDue(clock, now).dueAt : dueState({ ...clock, endedAt: null }, now).dueAt
}

/**
 * Of these references, those that both sides know: the partner's, as it gave them; our own, where the partner has a message that bears
 * one.
 */
export async function sharedReferences(tx: Tx, partner: NodeId, references: readonly string[]): Promise<ReadonlySet<string>> {
  if (references.length === 0) return new Set()
  // By the last five letters, which are indexed; the whole is compared by who asks.
  const yourCode = sql<string>`substr(your_reference, length(your_reference) - 4)`
  const codes = references.map(each => each.slice(-5))
  const rows = await tx.db
    .selectFrom('dossier')
    .select(['id', 'our_reference', 'your_reference'])
    .where('partner', '=', partner)
    .where('thread_id', 'is not', null)
    .where(where => where.or([where('our_reference', 'in', references), where(yourCode, 'in', codes)]))
    .execute()
  if (rows.length === 0) return new Set()
  const told = await tx.db
    .selectFrom('message')
    .select('dossier_id')
    .distinct()
    .where(
      'dossier_id',
      'in',
      rows.map(row => row.id),
    )
    .where('direction', '=', 'out')
    .where('verdict', '=', 'admitted')
    .execute()
  const known = new Set(told.map(row => row.dossier_id))
  return new Set(rows.flatMap(row => [known.has(row.id) ? row.our_reference : null, row.your_reference]).filter(each => each !== null))
}

/** How many messages of exchanges with a partner have been released here and not taken in there yet: those whose hour has come. */
export async function underWayTo(tx: Tx, partner: NodeId): Promise<number> {
  const { n } = await tx.db
    .selectFrom('outbox')
    .innerJoin('message', 'message.id', 'outbox.message_id')
    .select(sql<number>`count(*)`.as('n'))
    .where('outbox.partner', '=', partner)
    .where('outbox.state', 'in', ['waiting', 'held-by-partner'])
    .where('outbox.not_before', '<=', tx.at)
    .where('message.kind', '=', 'message')
    .executeTakeFirstOrThrow()
  return Number(n)
}
