import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { type Actor, type DossierReach, dossierReach, officesOf } from './access.ts'
import { known } from './draft.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Of the dossiers that a person may know of, those that are hers: the same rule as the access table, as part of a query. */
export function reached<Db, Joined extends keyof Db>(
  expression: ExpressionBuilder<Db, Joined>,
  { offices, assignedTo, kinds }: DossierReach,
): Expression<SqlBool> {
  const where = expression as unknown as ExpressionBuilder<Tables, 'dossier'>
  return where.or([
    where('dossier.assigned_to', 'in', assignedTo),
    where('dossier.need_to_know', 'is not', null),
    ...(offices.length === 0 ? [] : [where('dossier.office', 'in', offices)]),
    ...(kinds.length === 0 ? [] : [where('dossier.opening_type', 'in', kinds)]),
  ])
}

/** The dossiers a person sees at all: the same rule as the access table, as a query. */
export function visible(tx: Tx, actor: Person) {
  const reach = dossierReach(actor)
  const query = tx.db
    .selectFrom('dossier')
    .where(where =>
      where.or([
        where('state', '!=', 'draft'),
        where('office', 'in', officesOf(actor)),
        where('need_to_know', 'is not', null),
        // A legal adviser signs a file before it leaves.
        ...(reach.kinds.includes('IDR') ? [where('opening_type', '=', 'IDR')] : []),
      ]),
    )
    .where(known(actor))
  if (reach.all) return query
  return query.where(where => reached(where, reach))
}
