import { type Course, isSettled, type Obligation, type OrderKind, standOf } from '@entraide/custody'
import type { Concerned } from '@entraide/exchange'
import type { Instant, NodeId, Uuid } from '@entraide/ground'
import type { Selectable, Updateable } from 'kysely'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

export type ObligationRow = Selectable<Tables['obligation']>
export type OnwardRow = Selectable<Tables['obligation_onward']>

/** An obligation by the id of its notice. */
export async function obligationRow(tx: Tx, notice: string): Promise<ObligationRow | undefined> {
  return await tx.db.selectFrom('obligation').selectAll().where('id', '=', notice).executeTakeFirst()
}

/** The same, kept from other transactions until this one ends: for a step that moves it. */
export async function obligationToMove(tx: Tx, notice: string): Promise<ObligationRow | undefined> {
  tx.moves(`obligation/${notice}`)
  const query = tx.db.selectFrom('obligation').selectAll().where('id', '=', notice)
  return await (tx.engine === 'postgres' ? query.forUpdate() : query).executeTakeFirst()
}

/** The obligations of a dossier, in the order they were made. */
export async function obligationsOf(tx: Tx, dossier: string): Promise<readonly ObligationRow[]> {
  return await tx.db.selectFrom('obligation').selectAll().where('dossier_id', '=', dossier).orderBy('ordered_at').orderBy('id').execute()
}

/** What was given on of a notice's data, and what became of it there. */
export async function onwardOf(tx: Tx, notices: readonly string[]): Promise<readonly OnwardRow[]> {
  if (notices.length === 0) return []
  return await tx.db.selectFrom('obligation_onward').selectAll().where('obligation_id', 'in', notices).orderBy('message_id').execute()
}

/** The course of an obligation, as it is kept. */
export function courseOf(row: Pick<ObligationRow, 'course'>): Course {
  return JSON.parse(row.course) as Course
}

/** Which part of its message a notice concerns; null is all of it. */
export function concernedOf(row: Pick<ObligationRow, 'concerned'>): Concerned {
  return row.concerned === null ? null : (JSON.parse(row.concerned) as Concerned)
}

/** Adds an obligation, from its course. */
export async function addObligation(
  tx: Tx,
  of: { readonly notice: Uuid; readonly dossier: string; readonly partner: NodeId; readonly concerned: Concerned; readonly course: Course },
): Promise<ObligationRow> {
  const row: ObligationRow = {
    id: of.notice,
    dossier_id: of.dossier,
    partner: of.partner,
    concerned: of.concerned === null ? null : JSON.stringify(of.concerned),
    effect: null,
    effect_at: null,
    commitment: null,
    evidence_ended_at: null,
    escalation: null,
    ...columnsOf(of.course),
  }
  await tx.db.insertInto('obligation').values(row).execute()
  return row
}

/** Writes the course an obligation has come to, and what stands beside it. */
export async function writeCourse(tx: Tx, row: ObligationRow, course: Course, more: Updateable<Tables['obligation']> = {}): Promise<ObligationRow> {
  const change = { ...columnsOf(course), ...more }
  await tx.db.updateTable('obligation').set(change).where('id', '=', row.id).execute()
  return { ...row, ...change } as ObligationRow
}

/** Where an obligation stands. */
export function standing(row: Pick<ObligationRow, 'course'>): Obligation {
  return standOf(courseOf(row))
}

/** Whether an act of this node makes it the one that ordered. */
export function ownsIt(row: Pick<ObligationRow, 'owner'>, self: NodeId): boolean {
  return row.owner === self
}

type Columns = Pick<
  ObligationRow,
  'kind' | 'item_message' | 'owner' | 'holder' | 'state' | 'ordered_at' | 'due_at' | 'changed_at' | 'ack' | 'proof' | 'course' | 'is_settled'
>

function columnsOf(course: Course): Columns {
  const now = standOf(course)
  return {
    kind: now.kind satisfies OrderKind,
    item_message: now.itemId,
    owner: now.owner,
    holder: now.holder,
    state: now.state,
    ordered_at: now.orderedAt satisfies Instant,
    due_at: now.dueAt,
    changed_at: now.changedAt,
    ack: now.ack,
    proof: now.proof,
    course: JSON.stringify(course),
    is_settled: isSettled(now) ? 1 : 0,
  }
}
