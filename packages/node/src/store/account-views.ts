import type { Role } from '@entraide/vocabulary'
import type { Account } from '../http/api.ts'
import type { Tx } from './store.ts'

/** Accounts of their ids, as others may see them: office, service number, roles. Ids that are none are left out. */
export async function accountsOf(tx: Tx, ids: readonly (string | null)[]): Promise<ReadonlyMap<string, Account>> {
  const wanted = [...new Set(ids.filter(id => id !== null))]
  if (wanted.length === 0) return new Map()
  const rows = await tx.db.selectFrom('account').selectAll().where('id', 'in', wanted).execute()
  const roles = await tx.db.selectFrom('account_role').selectAll().where('account_id', 'in', wanted).orderBy('role').execute()
  return new Map(
    rows.map(row => [
      row.id,
      {
        id: row.id as Account['id'],
        office: row.office,
        serviceNumber: row.service_number,
        roles: roles.filter(each => each.account_id === row.id).map(each => each.role as Role),
        state: row.state,
        language: row.language as Account['language'],
        createdAt: row.created_at,
      },
    ]),
  )
}

/** One account; a fault if there is none, for ids that the tables themselves hold. */
export async function accountOf(tx: Tx, id: string): Promise<Account> {
  return (await accountsOf(tx, [id])).get(id) as Account
}
