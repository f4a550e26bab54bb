import type { Uuid } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import type { Selectable } from 'kysely'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

export type SubstitutionRow = Selectable<Tables['substitution']>
/** Somebody an account stands in for now. */
export type Substituted = {
  readonly account: Uuid
  readonly office: string
  readonly serviceNumber: string
  readonly roles: readonly Role[]
  readonly until: string
}

/** Roles that take a second person before they hold are held by whoever was granted them, and pass to nobody. */
const ownOnly: readonly Role[] = ['REL', 'INS', 'SEC', 'ADM']

/** Whom an account stands in for at this moment, with the roles that pass to it. */
export async function standsInFor(tx: Tx, account: string): Promise<readonly Substituted[]> {
  const rows = await tx.db
    .selectFrom('substitution')
    .innerJoin('account', 'account.id', 'substitution.account_id')
    .leftJoin('account_role', 'account_role.account_id', 'account.id')
    .select(['account.id', 'account.office', 'account.service_number', 'substitution.until_at', 'account_role.role'])
    .where('substitution.substitute_id', '=', account)
    .where('substitution.from_at', '<=', tx.at)
    .where('substitution.until_at', '>', tx.at)
    .where('substitution.ended_at', 'is', null)
    .where('account.state', '=', 'active')
    .orderBy('account.id')
    .execute()
  return [...Map.groupBy(rows, row => row.id)].map(([id, all]) => {
    const [first] = all as [(typeof all)[number], ...(typeof all)[number][]]
    const roles = all.flatMap(row => (row.role === null || ownOnly.includes(row.role as Role) ? [] : [row.role as Role]))
    return {
      account: id as Uuid,
      office: first.office,
      serviceNumber: first.service_number,
      roles: [...new Set(roles)],
      until: all
        .map(row => row.until_at)
        .sort()
        .at(-1) as string,
    }
  })
}
