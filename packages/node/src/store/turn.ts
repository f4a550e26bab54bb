import { CompiledQuery } from 'kysely'
import type { Tx } from './store.ts'

/**
 * Waits until no other transaction of this node works on a thing of this name, and keeps it to the end of this one: two
 * deliveries of one message at one moment, two receipts for one. SQLite runs one transaction at a time anyway.
 */
export async function oneAtATime(tx: Tx, name: string): Promise<void> {
  tx.moves(name)
  if (tx.engine === 'postgres')
    await tx.db.executeQuery(CompiledQuery.raw('select pg_advisory_xact_lock(hashtextextended(current_schema() || $1::text, 0))', [name]))
}
