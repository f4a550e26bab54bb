import type { Insertable } from 'kysely'
import { insertion } from './prepared.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

/** By connection: steps that share a transaction share its statements. */
const gathered = new WeakMap<Tx['db'], Map<keyof Tables, object[]>>()

/**
 * Adds a row that goes in at the end of the transaction, in one statement with all others of its table. For tables that no other refers to and
 * that no step reads again in its own transaction.
 */
export function addTogether<T extends keyof Tables & string>(tx: Tx, table: T, row: Insertable<Tables[T]>): void {
  const tables = gathered.get(tx.db) ?? new Map<keyof Tables, object[]>()
  gathered.set(tx.db, tables)
  const before = tables.get(table)
  if (before !== undefined) {
    before.push(row)
    return
  }
  const rows = [row]
  tables.set(table, rows)
  tx.beforeCommit(async () => tx.put(insertion(tx, table, rows)))
}
