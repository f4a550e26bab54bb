import { isDone, threadStates } from '@entraide/exchange'
import type { NodeId } from '@entraide/ground'
import { type ExpressionBuilder, sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { ThreadRow } from '../http/api.ts'
import { type DossierRow, threadRows } from '../store/dossiers.ts'
import { onPage, placeIn } from '../store/paging.ts'
import type { Tables } from '../store/tables.ts'
import { type Actor, accountsOf as myAccounts } from './access.ts'

import { visible } from './visible.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** What a list of dossiers may be narrowed by. */
export type ThreadFilter = {
  readonly after?: string | undefined
  readonly limit: number
  readonly partner?: NodeId | undefined
  readonly state?: string | undefined
  readonly urgency?: string | undefined
  readonly mine?: 'true' | 'false' | undefined
  readonly side?: 'asker' | 'holder' | undefined
  readonly reference?: string | undefined
  readonly box: 'due' | 'inbox' | 'waiting' | 'all'
}
export type ThreadPage = { readonly rows: readonly ThreadRow[]; readonly total: number; readonly next: string | null }

/** The states in which somebody is still waited for. Named one by one, so that the engine finds the few among the many that are over. */
export const openStates = threadStates.filter(state => state !== 'draft' && state !== 'blocked' && !isDone(state))

/** A page of dossiers' lines, newest change first (earliest due first in the due box). Lines hold no content: reading them is not reading a dossier. */
export async function listThreads(node: Node, actor: Person, filter: ThreadFilter): Promise<ThreadPage> {
  return await node.store.read(async tx => {
    const base = () => {
      let query = visible(tx, actor)
      if (filter.partner !== undefined) query = query.where('partner', '=', filter.partner)
      if (filter.state !== undefined) query = query.where('state', '=', filter.state)
      if (filter.urgency !== undefined) query = query.where('urgency', '=', filter.urgency)
      if (filter.side !== undefined) query = query.where('side', '=', filter.side)
      if (filter.mine === 'true') query = query.where('assigned_to', 'in', myAccounts(actor))
      if (filter.reference !== undefined && filter.reference !== '') {
        const wanted = filter.reference.toUpperCase().replaceAll(/[^A-Z0-9/-]/g, '')
        query = query.where(where => where.or([hasReference(where, 'our_reference', wanted), hasReference(where, 'your_reference', wanted)]))
      }
      if (filter.box === 'due') query = query.where('due_at', 'is not', null).where('state', 'in', openStates)
      if (filter.box === 'inbox')
        query = query
          .where('side', '=', 'holder')
          .where(where => where.or([where('state', 'in', ['received', 'returned-for-completion']), where('unread', '=', 1)]))
      if (filter.box === 'waiting') query = query.where('side', '=', 'asker').where('state', 'in', openStates)
      return query
    }
    const byDue = filter.box === 'due'
    const total = await base().select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    let page = base().selectAll()
    const [at, id] = placeIn(filter.after)
    if (at !== undefined && id !== undefined) {
      const column = byDue ? ('due_at' as const) : ('updated_at' as const)
      const ahead = byDue ? ('>' as const) : ('<' as const)
      page = page.where(where => where.or([where(column, ahead, at), where.and([where(column, '=', at), where('id', ahead, id)])]))
    }
    page = byDue ? page.orderBy('due_at').orderBy('id') : page.orderBy('updated_at', 'desc').orderBy('id', 'desc')
    const rows = (await page.limit(filter.limit + 1).execute()) as DossierRow[]
    const { shown, next } = onPage(rows, filter.limit, row => [byDue ? row.due_at : row.updated_at, row.id])
    return { rows: await threadRows(tx, shown), total: Number(total.n), next }
  })
}

/**
 * A reference by the beginning of its last part, the five signs that are read over the telephone; of a longer text also by the rest.
 * The last part has an index (migration 0005); `~` stands behind every sign of a reference.
 */
function hasReference(where: ExpressionBuilder<Tables, 'dossier'>, column: 'our_reference' | 'your_reference', wanted: string) {
  const code = sql<string>`substr(${sql.ref(column)}, length(${sql.ref(column)}) - 4)`
  const begins = wanted.slice(wanted.lastIndexOf('/') + 1)
  const found = where.and([where(code, '>=', begins), where(code, '<', `${begins}~`)])
  return wanted === begins ? found : where.and([found, where(column, 'like', `%${wanted}%`)])
}
