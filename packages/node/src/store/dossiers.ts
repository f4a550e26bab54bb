import { dueState, type IdentificationClock, identificationDue, type RequestClock } from '@entraide/custody'
import type { ThreadState, TravellingType } from '@entraide/exchange'
import { type Instant, reference, type Uuid } from '@entraide/ground'
import { type Selectable, sql, type Updateable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { Account, ThreadRow } from '../http/api.ts'
import { accountsOf } from './account-views.ts'
import { agreementOf } from './agreements.ts'
import { type Glance, glancesOf } from './glance.ts'
import { change, insertion, prepared } from './prepared.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

export type DossierRow = Selectable<Tables['dossier']>

const byId = prepared<{ id: string }, DossierRow>((db, p) => db.selectFrom('dossier').selectAll().where('id', '=', p('id')))
const byIdToMove = prepared<{ id: string }, DossierRow>((db, p, engine) => toMove(db.selectFrom('dossier').selectAll().where('id', '=', p('id')), engine))
const byThreadToMove = prepared<{ thread: string }, DossierRow>((db, p, engine) =>
  toMove(db.selectFrom('dossier').selectAll().where('thread_id', '=', p('thread')), engine),
)
const byDraftToMove = prepared<{ draft: string }, DossierRow>((db, p, engine) =>
  toMove(
    db
      .selectFrom('dossier')
      .selectAll()
      .where('id', '=', db.selectFrom('draft').select('dossier_id').where('draft.id', '=', p('draft'))),
    engine,
  ),
)
const returns = prepared<{ dossier: string }, { id: string }>((db, p) =>
  db
    .selectFrom('message')
    .select('id')
    .where('dossier_id', '=', p('dossier'))
    .where('message_type', '=', sql.lit('RTC'))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(sql.lit(1)),
)

function toMove<Q extends { forUpdate(): Q }>(query: Q, engine: Tx['engine']): Q {
  return engine === 'postgres' ? query.forUpdate() : query
}

/** A dossier by its local id. */
export async function dossierRow(tx: Tx, id: string): Promise<DossierRow | undefined> {
  return (await byId(tx, { id }))[0]
}

/** The same, kept from other transactions until this one ends: for a step that moves it. */
export async function dossierToMove(tx: Tx, id: string): Promise<DossierRow | undefined> {
  tx.moves(`dossier/${id}`)
  return (await byIdToMove(tx, { id }))[0]
}

/** The last return for completion of a thread: the one that a clarification must name to complete it. */
export async function standingReturn(tx: Tx, dossier: string): Promise<Uuid | null> {
  return ((await returns(tx, { dossier }))[0]?.id as Uuid | undefined) ?? null
}

/** The dossier of a draft, kept likewise: begun beside the question for the draft itself. */
export async function dossierOfDraft(tx: Tx, draft: string): Promise<DossierRow | undefined> {
  return moving(tx, (await byDraftToMove(tx, { draft }))[0])
}

/** A dossier by its thread's id, which both nodes know; kept from other transactions until this one ends. */
export async function dossierOfThread(tx: Tx, thread: string): Promise<DossierRow | undefined> {
  return moving(tx, (await byThreadToMove(tx, { thread }))[0])
}

function moving(tx: Tx, row: DossierRow | undefined): DossierRow | undefined {
  if (row !== undefined) tx.moves(`dossier/${row.id}`)
  return row
}

/** What a new dossier is named by, at home and to the partner: made and found free before anything is written, beside other questions. */
export type DossierName = { readonly id: Uuid; readonly reference: string }
export async function freeDossierName(node: Node, tx: Tx): Promise<DossierName> {
  const id = tx.newId()
  const [ours] = await Promise.all([freeReference(node, tx), tx.newKey(id)])
  return { id, reference: ours }
}

/** Random and new: no counter, no gaps. Taken already, once in many millions: then another one. */
async function freeReference(node: Node, tx: Tx): Promise<string> {
  for (;;) {
    const free = reference(node.config.id, Number(tx.at.slice(0, 4)), tx.random(5))
    if ((await ofReference(tx, { free })).length === 0) return free
  }
}
const ofReference = prepared<{ free: string }, { id: string }>((db, p) => db.selectFrom('dossier').select('id').where('our_reference', '=', p('free')))

/** Opens a dossier: empty, or with what its first message says already. */
export async function newDossier(
  node: Node,
  tx: Tx,
  of: {
    readonly side: 'asker' | 'holder'
    readonly openingType: TravellingType
    readonly urgency: string
    readonly office: string
    readonly partner: string | null
  },
  name?: DossierName,
  already: Partial<DossierRow> = {},
): Promise<DossierRow> {
  const { id, reference: ours } = name ?? (await freeDossierName(node, tx))
  const row: DossierRow = {
    id,
    thread_id: null,
    partner: of.partner,
    side: of.side,
    opening_type: of.openingType,
    last_type: null,
    state: 'draft',
    our_reference: ours,
    your_reference: null,
    agreement_hash: null,
    clause: null,
    purpose: null,
    crime_area: null,
    urgency: of.urgency,
    office: of.office,
    assigned_to: null,
    unread: 0,
    clock: null,
    due_at: null,
    accept_by: null,
    hold_until: null,
    created_at: tx.at,
    updated_at: tx.at,
    suspended_from: null,
    need_to_know: null,
    counted: 0,
    ...already,
  }
  tx.put(insertion(tx, 'dossier', [row]))
  return row
}

/** Changes a dossier's line; `updated_at` moves with it, and the follow-up has to look at it again. */
export async function changeDossier(tx: Tx, id: string, to: Updateable<Tables['dossier']>): Promise<void> {
  tx.put(change(tx, 'dossier', 'id', id, { ...to, updated_at: tx.at, counted: 0 }))
}

/** The clock of a dossier: of a request, or IDENT-45 of an identification. */
export type ThreadClock = RequestClock | IdentificationClock

/** Whether a clock is that of an identification. */
export function isIdentificationClock(clock: ThreadClock | null): clock is IdentificationClock {
  return clock !== null && 'named' in clock
}

/** Plans and visits have no clock: what is due in them is the first day that this node owes something of its own (`own-day.ts`). */
export const hasOwnDays = ({ opening_type }: Pick<DossierRow, 'opening_type'>): boolean => opening_type === 'PLN' || opening_type === 'VIS'

/** The columns a clock is kept in: itself, and the two instants that lists are ordered by. Days of one's own stand where there is no clock. */
export function clockColumns(
  clock: ThreadClock | null,
  now: Instant,
  dossier: Pick<DossierRow, 'opening_type' | 'due_at'>,
): Pick<DossierRow, 'clock' | 'due_at' | 'accept_by'> {
  if (clock === null) return { clock: null, due_at: hasOwnDays(dossier) ? dossier.due_at : null, accept_by: null }
  const stored = { clock: JSON.stringify(clock) }
  if (isIdentificationClock(clock)) {
    const { dueAt, acceptBy } = identificationDue(clock, now)
    return { ...stored, due_at: dueAt, accept_by: acceptBy }
  }
  const due = dueState(clock, now)
  return { ...stored, due_at: clock.endedAt === null ? due.dueAt : null, accept_by: due.acceptBy }
}

/** The two columns of a thread's state: while it is suspended, where it stood before is kept. */
export function stateColumns(row: Pick<DossierRow, 'state' | 'suspended_from'>, state: ThreadState): Pick<DossierRow, 'state' | 'suspended_from'> {
  if (state !== 'suspended') return { state, suspended_from: null }
  return { state, suspended_from: row.state === 'suspended' ? row.suspended_from : row.state }
}

/** Where a thread stood when it was suspended. */
export function beforeOf(row: DossierRow): ThreadState | null {
  return row.suspended_from as ThreadState | null
}

/** The clock of a dossier; null where nothing runs. */
export function clockOf(row: Pick<DossierRow, 'clock'>): ThreadClock | null {
  return row.clock === null ? null : (JSON.parse(row.clock) as ThreadClock)
}

/** The clock of a dossier as lists and pages show it. */
function clockView(clock: ThreadClock | null, urgency: string, now: Instant): ThreadRow['clock'] {
  // Named before it runs: two clocks of 45 days exist.
  const none = { named: urgency === 'ID45' ? ('IDENT-45' as const) : null, paused: false, remindAt: null, reviewAt: null }
  const common = { urgency: urgency as ThreadRow['clock']['urgency'] }
  if (isIdentificationClock(clock)) {
    const due = identificationDue(clock, now)
    return {
      ...common,
      named: clock.named,
      startedAt: due.acceptedAt,
      dueAt: due.dueAt,
      stopped: due.phase === 'returned' || due.phase === 'paused',
      paused: due.phase === 'paused',
      overdue: due.overdueMs > 0,
      acceptBy: due.acceptBy,
      acceptedAt: due.acceptedAt,
      deemed: due.isDeemed,
      remindAt: due.remindAt,
      reviewAt: due.reviewAt,
    }
  }
  const due = clock === null ? null : dueState(clock, now)
  return {
    ...common,
    ...none,
    startedAt: clock?.receivedAt ?? null,
    dueAt: due?.dueAt ?? null,
    stopped: due?.phase === 'returned',
    overdue: due !== null && due.phase !== 'ended' && due.overdueMs > 0,
    acceptBy: due?.acceptBy ?? null,
    acceptedAt: due?.acceptedAt ?? null,
    deemed: due?.isDeemed ?? false,
  }
}

/** The first day of one's own in a plan or a visit, shown as a clock is. */
function ownDayView({ urgency, due_at }: DossierRow, now: Instant): ThreadRow['clock'] {
  return { ...clockView(null, urgency, now), dueAt: due_at as Instant | null, overdue: due_at !== null && due_at < now }
}

/** Lines as lists show them. */
export async function threadRows(tx: Tx, rows: readonly DossierRow[]): Promise<readonly ThreadRow[]> {
  const accounts = await accountsOf(
    tx,
    rows.map(row => row.assigned_to),
  )
  const glances = await glancesOf(
    tx,
    rows.map(row => row.id),
  )
  const hashes = [...new Set(rows.map(row => row.agreement_hash).filter(hash => hash !== null))]
  const texts = hashes.length === 0 ? [] : await tx.db.selectFrom('agreement').select(['hash', 'agreement_id']).where('hash', 'in', hashes).execute()
  const names = new Map(texts.map(each => [each.hash, each.agreement_id]))
  return rows.map(row => threadRow(tx.at, row, accounts, row.agreement_hash === null ? null : (names.get(row.agreement_hash) ?? null), glances(row.id)))
}

function threadRow(now: Instant, row: DossierRow, accounts: ReadonlyMap<string, Account>, agreementId: string | null, glance: Glance): ThreadRow {
  return {
    dossier: row.id as Uuid,
    thread: row.thread_id as Uuid | null,
    ourReference: row.our_reference,
    yourReference: row.your_reference,
    partner: row.partner as ThreadRow['partner'],
    side: row.side,
    openingType: row.opening_type as TravellingType,
    lastType: row.last_type as TravellingType | null,
    state: row.state as ThreadState,
    clock: hasOwnDays(row) ? ownDayView(row, now) : clockView(clockOf(row), row.urgency, now),
    agreementId,
    clause: row.clause,
    purpose: row.purpose,
    crimeArea: row.crime_area,
    assignedTo: row.assigned_to === null ? null : (accounts.get(row.assigned_to) ?? null),
    unread: row.unread === 1,
    ...glance,
    updatedAt: row.updated_at,
  }
}

/** The agreement a dossier rests on, when its text is here. */
export async function agreementOfDossier(tx: Tx, row: DossierRow) {
  if (row.agreement_hash === null) return null
  const text = await tx.db.selectFrom('agreement').select('text').where('hash', '=', row.agreement_hash).executeTakeFirst()
  return text === undefined ? null : agreementOf(row.agreement_hash, text.text)
}
