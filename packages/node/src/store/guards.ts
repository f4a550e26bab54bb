import type { Ask } from '@entraide/agreement'
import type { Instant } from '@entraide/ground'
import type { Tx } from './store.ts'

/**
 * What the guards of a dossier say now, for the question its clause is asked: the newest finding of each. A finding of ART3
 * counts as open until a second person has signed it (R30). Findings stay at home: the ask takes them, no message does.
 */
export async function guardsOf(tx: Tx, dossier: string): Promise<Ask['guards']> {
  const rows = await tx.db
    .selectFrom('guard_finding')
    .select(['guard', 'state', 'found_at', 'second_account'])
    .where('dossier_id', '=', dossier)
    .orderBy('found_at')
    .orderBy('id')
    .execute()
  return Object.fromEntries(
    rows.map(row => [
      row.guard,
      { state: row.guard === 'ART3' && row.state === 'green' && row.second_account === null ? ('open' as const) : row.state, at: row.found_at as Instant },
    ]),
  )
}
