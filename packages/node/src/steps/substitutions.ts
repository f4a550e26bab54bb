import { day, later, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Colleague, NewSubstitution, Substitution } from '../http/api.ts'
import { accountsOf } from '../store/account-views.ts'
import { accountById, rolesOf } from '../store/people.ts'
import type { Tx } from '../store/store.ts'
import type { SubstitutionRow } from '../store/substitutions.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'

type Person = Extract<Actor, { kind: 'person' }>
/** Nobody is away for longer without being replaced. */
const longestDays = 366
/** What is over stays in sight for a month. */
const shownDays = 30

/** Substitutions that concern this person; whoever looks after accounts or over the node sees every one. */
export async function listSubstitutions(node: Node, actor: Person): Promise<readonly Substitution[]> {
  return await node.store.read(async tx => {
    const seesAll = actor.roles.some(role => ['SEC', 'ADM', 'INS', 'DPO'].includes(role))
    let query = tx.db
      .selectFrom('substitution')
      .selectAll()
      .where('until_at', '>', later(tx.at, -shownDays * day))
    if (!seesAll) query = query.where(where => where.or([where('account_id', '=', actor.account), where('substitute_id', '=', actor.account)]))
    const rows = await query.orderBy('from_at', 'desc').limit(200).execute()
    return await views(tx, actor, rows)
  })
}

/** Colleagues of this node, by office and number: for whoever chooses a substitute or gives a dossier to somebody. */
export async function listColleagues(node: Node, _actor: Person): Promise<readonly Colleague[]> {
  return await node.store.read(async tx => {
    const rows = await tx.db
      .selectFrom('account')
      .select(['id', 'office', 'service_number'])
      .where('state', '=', 'active')
      .orderBy('office')
      .orderBy('service_number')
      .execute()
    return rows.map(row => ({ id: row.id as Uuid, office: row.office, serviceNumber: row.service_number }))
  })
}

/**
 * Lets one account stand in for another between two moments: it has the other's reach and the other's roles beside its own, but for
 * the strong ones, which are granted by two and pass to nobody. Who drafted still never releases.
 */
export async function makeSubstitution(node: Node, actor: Person, input: NewSubstitution): Promise<Substitution | Refusal> {
  const account = input.account ?? actor.account
  return await act<Substitution>(node, actor, 'substitution-make', { subject: input.substitute }, async tx => {
    if (!may(actor, 'substitution-make', { account })) return refuse('not-found', {})
    const unfit = (await unfitFor(tx, account)) ?? (await unfitFor(tx, input.substitute))
    if (unfit !== null) return unfit
    if (account === input.substitute) return refuse('substitute-unfit', { account })
    if (input.until <= input.from || input.until <= tx.at || input.until > later(input.from, longestDays * day))
      return refuse('substitution-period', { from: input.from, until: input.until })
    const same = await tx.db
      .selectFrom('substitution')
      .select('id')
      .where('account_id', '=', account)
      .where('substitute_id', '=', input.substitute)
      .where('ended_at', 'is', null)
      .where('from_at', '<', input.until)
      .where('until_at', '>', input.from)
      .executeTakeFirst()
    if (same !== undefined) return refuse('substitution-stands', { substitution: same.id })
    const row: SubstitutionRow = {
      id: tx.newId(),
      account_id: account,
      substitute_id: input.substitute,
      from_at: input.from,
      until_at: input.until,
      made_by: actor.account,
      made_at: tx.at,
      ended_at: null,
    }
    await tx.db.insertInto('substitution').values(row).execute()
    return (await views(tx, actor, [row]))[0] as Substitution
  })
}

/** Ends a substitution before its time: either of the two, or a security officer. */
export async function endSubstitution(node: Node, actor: Person, id: Uuid): Promise<Substitution | Refusal> {
  return await act<Substitution>(node, actor, 'substitution-end', { subject: id }, async tx => {
    const row = await tx.db.selectFrom('substitution').selectAll().where('id', '=', id).executeTakeFirst()
    if (row === undefined || !may(actor, 'substitution-end', thingOf(row))) return refuse('not-found', {})
    if (row.ended_at !== null || row.until_at <= tx.at) return refuse('substitution-over', { substitution: id })
    await tx.db.updateTable('substitution').set({ ended_at: tx.at }).where('id', '=', id).execute()
    return (await views(tx, actor, [{ ...row, ended_at: tx.at }]))[0] as Substitution
  })
}

function thingOf(row: SubstitutionRow) {
  return { account: row.account_id as Uuid, substitute: row.substitute_id as Uuid }
}

/** Who is closed, or administers, or inspects, is not stood in for and stands in for nobody. */
async function unfitFor(tx: Tx, account: Uuid): Promise<Refusal | null> {
  const row = await accountById(tx, account)
  const roles = row === undefined ? [] : await rolesOf(tx, account)
  return row?.state !== 'active' || roles.includes('ADM') || roles.includes('INS') ? refuse('substitute-unfit', { account }) : null
}

async function views(tx: Tx, actor: Person, rows: readonly SubstitutionRow[]): Promise<readonly Substitution[]> {
  const accounts = await accountsOf(
    tx,
    rows.flatMap(row => [row.account_id, row.substitute_id, row.made_by]),
  )
  return rows.flatMap(row => {
    const [account, substitute, madeBy] = [row.account_id, row.substitute_id, row.made_by].map(id => accounts.get(id))
    if (account === undefined || substitute === undefined || madeBy === undefined) return []
    const state = row.ended_at !== null || row.until_at <= tx.at ? 'over' : row.from_at > tx.at ? 'to-come' : 'now'
    return [
      {
        id: row.id as Uuid,
        account,
        substitute,
        madeBy,
        from: row.from_at,
        until: row.until_at,
        madeAt: row.made_at,
        endedAt: row.ended_at,
        state,
        mayEnd: state !== 'over' && may(actor, 'substitution-end', thingOf(row)),
      },
    ]
  })
}
