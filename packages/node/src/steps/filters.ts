import { type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { FilterPlace, SavedFilter } from '../http/api.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { Actor } from './access.ts'
import { act } from './act.ts'
import type { ActName } from './act-names.ts'

type Person = Extract<Actor, { kind: 'person' }>
type Row = Selectable<Tables['saved_filter']>
type Kept = { readonly name: string; readonly query: Readonly<Record<string, string>> }
const mostPerPerson = 100

/** The filters a person keeps, in the order she kept them. */
export async function listFilters(node: Node, actor: Person, place: FilterPlace | undefined): Promise<readonly SavedFilter[]> {
  return await node.store.read(async tx => {
    let query = tx.db.selectFrom('saved_filter').selectAll().where('account_id', '=', actor.account).where('removed_at', 'is', null)
    if (place !== undefined) query = query.where('place', '=', place)
    return await views(tx, await query.orderBy('made_at').orderBy('id').limit(mostPerPerson).execute())
  })
}

/** Keeps a filter under a name. It is this person's alone, and sealed: what she looks for is nobody else's business. */
export async function keepFilter(node: Node, actor: Person, input: Kept & { readonly place: FilterPlace }): Promise<SavedFilter | Refusal> {
  return await act<SavedFilter>(node, actor, 'filter-keep', {}, async tx => {
    const held = await tx.db
      .selectFrom('saved_filter')
      .select(tx.db.fn.countAll<number>().as('n'))
      .where('account_id', '=', actor.account)
      .where('removed_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(held.n) >= mostPerPerson) return refuse('too-many-filters', { most: mostPerPerson })
    const id = tx.newId()
    const kept: Kept = { name: input.name, query: { ...input.query } }
    const row: Row = {
      id,
      account_id: actor.account,
      place: input.place,
      made_at: tx.at,
      removed_at: null,
      sealed: await tx.seal('node', `filter/${id}`, JSON.stringify(kept)),
    }
    await tx.db.insertInto('saved_filter').values(row).execute()
    return (await views(tx, [row]))[0] as SavedFilter
  })
}

/** Takes a filter away; it can be brought back. */
export async function removeFilter(node: Node, actor: Person, id: Uuid): Promise<SavedFilter | Refusal> {
  return await set(node, actor, 'filter-remove', id, true)
}

/** Undoes a removal. */
export async function restoreFilter(node: Node, actor: Person, id: Uuid): Promise<SavedFilter | Refusal> {
  return await set(node, actor, 'filter-restore', id, false)
}

async function set(node: Node, actor: Person, name: ActName, id: Uuid, isRemoved: boolean): Promise<SavedFilter | Refusal> {
  return await act<SavedFilter>(node, actor, name, { subject: id }, async tx => {
    const row = await tx.db.selectFrom('saved_filter').selectAll().where('id', '=', id).where('account_id', '=', actor.account).executeTakeFirst()
    if (row === undefined) return refuse('not-found', {})
    await tx.db
      .updateTable('saved_filter')
      .set({ removed_at: isRemoved ? tx.at : null })
      .where('id', '=', id)
      .execute()
    return (await views(tx, [row]))[0] as SavedFilter
  })
}

async function views(tx: Tx, rows: readonly Row[]): Promise<readonly SavedFilter[]> {
  const found: SavedFilter[] = []
  for (const row of rows) {
    const text = await tx.unseal('node', `filter/${row.id}`, row.sealed)
    if (text === null) continue
    const { name, query } = JSON.parse(text) as Kept
    found.push({ id: row.id as Uuid, place: row.place as FilterPlace, name, query: { ...query }, madeAt: row.made_at })
  }
  return found
}
