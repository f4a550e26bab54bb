import type { Uuid } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import { changeDossier, type DossierRow } from './dossiers.ts'
import type { Tx } from './store.ts'

/**
 * Who gets a discreet visit that arrives, or one that nobody on its list is left to know of: the coordinators; without any, the liaison
 * officers; else whoever releases.
 */
const firstToKnow: readonly Role[] = ['COO', 'LIA', 'REL']

/** The accounts that need to know of a dossier; null for one that is not discreet. */
export function needToKnowOf({ need_to_know }: Pick<DossierRow, 'need_to_know'>): readonly Uuid[] | null {
  return need_to_know === null ? null : (JSON.parse(need_to_know) as Uuid[])
}

/** Writes the list. It names each account once. */
export async function writeNeedToKnow(tx: Tx, dossier: string, accounts: readonly string[]): Promise<void> {
  await changeDossier(tx, dossier, { need_to_know: JSON.stringify([...new Set(accounts)]) })
}

/** The active accounts of the first of these roles that anybody holds. */
export async function whoKnowsFirst(tx: Tx): Promise<readonly Uuid[]> {
  for (const role of firstToKnow) {
    const accounts = await activeWith(tx, role)
    if (accounts.length > 0) return accounts
  }
  return []
}

/** Of these accounts, those that are active. */
export async function activeAmong(tx: Tx, accounts: readonly string[]): Promise<readonly Uuid[]> {
  if (accounts.length === 0) return []
  const rows = await tx.db.selectFrom('account').select('id').where('id', 'in', accounts).where('state', '=', 'active').execute()
  return rows.map(row => row.id as Uuid)
}

/** The active accounts with a role. */
export async function activeWith(tx: Tx, role: Role): Promise<readonly Uuid[]> {
  const rows = await tx.db
    .selectFrom('account')
    .innerJoin('account_role', 'account_role.account_id', 'account.id')
    .select('account.id')
    .where('account.state', '=', 'active')
    .where('account_role.role', '=', role)
    .orderBy('account.id')
    .execute()
  return rows.map(row => row.id as Uuid)
}
