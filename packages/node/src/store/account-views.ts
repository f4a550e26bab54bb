import type { Role } from '@entraide/vocabulary'
import type { Account } from '../http/api.ts'
import { prepared } from './prepared.ts'
import type { Tx } from './store.ts'

/** Accounts of their ids, as others may see them: office, service number, roles. Ids that are none are left out. */
export async function accountsOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, Account>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  // The hands of a message are one or two.
  if (wanted.length <= 2) return viewsOf(await two(tx, { a: wanted[0] as string, b: wanted.at(-1) as string }))
  return viewsOf(await withRoles(tx.db).where('account.id', 'in', wanted).execute())
}

function withRoles(db: Tx['db']) {
  return db
    .selectFrom('account')
    .leftJoin('account_role', 'account_role.account_id', 'account.id')
    .select(['account.id', 'office', 'service_number', 'state', 'language', 'created_at', 'account_role.role'])
    .orderBy('account_role.role')
}
type Line = Awaited<ReturnType<ReturnType<typeof withRoles>['execute']>>[number]
const two = prepared<{ a: string; b: string }, Line>((db, p) => withRoles(db).where('account.id', 'in', [p('a'), p('b')]))
const one = prepared<{ id: string }, Line>((db, p) => withRoles(db).where('account.id', '=', p('id')))

function viewsOf(rows: readonly Line[]): ReadonlyMap<string, Account> {
  return new Map(
    [...Map.groupBy(rows, row => row.id)].map(([id, [row, ...more]]) => {
      const { office, service_number, state, language, created_at } = row as Line
      const roles = [row, ...more].flatMap(each => (each?.role == null ? [] : [each.role as Role]))
      return [
        id,
        { id: id as Account['id'], office, serviceNumber: service_number, roles, state, language: language as Account['language'], createdAt: created_at },
      ]
    }),
  )
}

/** One account; a fault if there is none, for ids that the tables themselves hold. */
export async function accountOf(tx: Tx, id: string): Promise<Account> {
  return viewsOf(await one(tx, { id })).get(id) as Account
}
