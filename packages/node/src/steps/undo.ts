import { day, later, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Reversible } from '../http/api.ts'
import { changeDossier, type DossierRow, dossierToMove } from '../store/dossiers.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { thingOf } from './things.ts'

type Person = Extract<Actor, { kind: 'person' }>
/** What is not missed by then has been acted upon. */
const undoMs = day

/** The columns of a dossier's line that an act by hand changes. */
type Line = Pick<DossierRow, 'state' | 'suspended_from' | 'clock' | 'due_at' | 'accept_by' | 'assigned_to'>

/** Notes, inside an act, how a dossier's line stood before it, so that it can be taken back while nothing has happened since. */
export async function noteReversible(tx: Tx, actor: Person, name: string, before: DossierRow, change: Partial<Line>): Promise<void> {
  const was = lineOf(before)
  const is = { ...was, ...change }
  await tx.db
    .insertInto('reversible')
    .values({
      id: tx.newId(),
      account_id: actor.account,
      dossier_id: before.id,
      name,
      before: JSON.stringify(was),
      after: JSON.stringify(lineOf(is)),
      at: tx.at,
      undone_at: null,
    })
    .execute()
}

/** The last act of this person on a dossier, if it can still be taken back. */
export async function reversibleOf(tx: Tx, actor: Person, dossier: DossierRow): Promise<Reversible | null> {
  const row = await tx.db
    .selectFrom('reversible')
    .selectAll()
    .where('dossier_id', '=', dossier.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined || row.account_id !== actor.account || row.undone_at !== null || later(row.at as typeof tx.at, undoMs) < tx.at) return null
  return row.after === JSON.stringify(lineOf(dossier)) ? { id: row.id as Uuid, act: row.name, at: row.at } : null
}

/**
 * Takes back an act of this person on a dossier: its line stands as it stood. Refused `undo-too-late` once anything else has moved
 * it, another act was done on it, or a day has passed.
 */
export async function undoAct(node: Node, actor: Person, dossier: Uuid, id: Uuid): Promise<null | Refusal> {
  return await act<null>(node, actor, 'undo', { dossier, subject: id }, async tx => {
    const row = await dossierToMove(tx, dossier)
    if (row === undefined || !may(actor, 'dossier-run', thingOf(row))) return refuse('not-found', {})
    const last = await reversibleOf(tx, actor, row)
    if (last?.id !== id) return refuse('undo-too-late', {})
    const done = await tx.db.selectFrom('reversible').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    await changeDossier(tx, dossier, JSON.parse(done.before) as Line)
    // What was to go because it was judged not relevant stays after all.
    if (done.name === 'assess-not-relevant')
      await tx.db.deleteFrom('due').where('kind', '=', 'erase-dossier').where('subject', '=', dossier).where('at', '>', tx.at).execute()
    await tx.db.updateTable('reversible').set({ undone_at: tx.at }).where('id', '=', id).execute()
    return null
  })
}

function lineOf(row: Line): Line {
  const { state, suspended_from, clock, due_at, accept_by, assigned_to } = row
  return { state, suspended_from, clock, due_at, accept_by, assigned_to }
}
