import { dateIn, day, later, laterDate, startOfDay } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { DueBoard } from '../http/api.ts'
import { type DossierRow, threadRows } from '../store/dossiers.ts'
import { draftLines } from '../store/drafts.ts'
import { originsOwed } from '../store/origin-notices.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, accountsOf as myAccounts } from './access.ts'
import { known } from './draft.ts'
import { openStates } from './thread-lists.ts'
import { visible } from './visible.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** The first screen: what burns, in columns, with the first rows of each. */
export async function dueBoard(node: Node, actor: Person): Promise<DueBoard> {
  return await node.store.read(async tx => {
    const endOfToday = startOfDay(laterDate(dateIn(tx.at, node.config.zone), 1), node.config.zone)
    const endOfWeek = later(endOfToday, 6 * day)
    // Of requests and identifications the answering side owes; of a plan or a visit, whoever owns what is due.
    const running = () =>
      visible(tx, actor)
        .where('due_at', 'is not', null)
        .where('state', 'in', openStates)
        .where(where => where.or([where('side', '=', 'holder'), where('opening_type', 'in', [...ownDays])]))
    const withPartner = () =>
      visible(tx, actor)
        .where('side', '=', 'asker')
        .where('state', 'in', openStates)
        .where(where => where.or([where('opening_type', 'not in', [...ownDays]), where('due_at', 'is', null), where('due_at', '>=', endOfWeek)]))
    const column = async (name: DueBoard['columns'][number]['column'], query: () => ReturnType<typeof visible>, order: 'due_at' | 'updated_at') => {
      const [count, rows] = await Promise.all([
        query().select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
        query()
          .selectAll()
          .orderBy(order, order === 'due_at' ? 'asc' : 'desc')
          .limit(50)
          .execute(),
      ])
      return { column: name, count: Number(count.n), rows: [...(await threadRows(tx, rows as DossierRow[]))] }
    }
    const inDraft = (state: 'waiting-release' | 'returned') => () => visible(tx, actor).where('id', 'in', draftsIn(tx, actor, state).select('draft.dossier_id'))
    const held = () => tx.db.selectFrom('message').select('dossier_id').where('verdict', '=', 'held').where('dossier_id', 'is not', null)
    const toTell = () => originsOwed(tx).where('told_at', 'is', null).select('origin_notice.dossier_id')
    const columns = await Promise.all([
      column('to-tell', () => visible(tx, actor).where('id', 'in', toTell()), 'updated_at'),
      column('overdue', () => running().where('due_at', '<', tx.at), 'due_at'),
      column('today', () => running().where('due_at', '>=', tx.at).where('due_at', '<', endOfToday), 'due_at'),
      column('week', () => running().where('due_at', '>=', endOfToday).where('due_at', '<', endOfWeek), 'due_at'),
      column('waiting-partner', withPartner, 'updated_at'),
      column('to-sign', () => visible(tx, actor).where('id', 'in', unsignedIn(tx, actor).select('finding.dossier_id')), 'updated_at'),
      column('to-release', inDraft('waiting-release'), 'updated_at'),
      column('returned', inDraft('returned'), 'updated_at'),
      column('held', () => visible(tx, actor).where('id', 'in', held() as never), 'updated_at'),
    ])
    const drafts = await tx.db
      .selectFrom('draft')
      .innerJoin('dossier', 'dossier.id', 'draft.dossier_id')
      .selectAll('draft')
      .select('dossier.our_reference')
      .where('draft.state', 'in', ['editing', 'returned', 'waiting-release'])
      .where(known(actor))
      .where(where =>
        where.or([where('draft.author', 'in', myAccounts(actor)), ...(actor.roles.includes('REL') ? [where('draft.state', '=', 'waiting-release')] : [])]),
      )
      .orderBy('draft.updated_at', 'desc')
      .orderBy('draft.id', 'desc')
      .limit(100)
      .execute()
    return { at: tx.at, zones: await zonesOf(node, tx), columns, drafts: await draftLines(tx, drafts) }
  })
}

/** Openings whose dossiers have days of this node's own, whichever side began them (`own-day.ts`). */
const ownDays = ['PLN', 'VIS'] as const

function draftsIn(tx: Tx, actor: Person, state: 'waiting-release' | 'returned') {
  const query = tx.db.selectFrom('draft').where('draft.state', '=', state)
  return state === 'waiting-release' && actor.roles.includes('REL') ? query : query.where('draft.author', 'in', myAccounts(actor))
}

/** Newest assessments of article 3 that hold once this person has signed beside another: an identification officer and a legal adviser (R30). */
function unsignedIn(tx: Tx, actor: Person) {
  // Never an empty list, which PostgreSQL does not read.
  const others = ['none', ...(actor.roles.includes('LEG') ? ['IDC'] : []), ...(actor.roles.includes('IDC') ? ['LEG'] : [])]
  return tx.db
    .selectFrom('guard_finding as finding')
    .where('finding.guard', '=', 'ART3')
    .where('finding.state', '=', 'green')
    .where('finding.second_account', 'is', null)
    .where('finding.by_account', 'not in', myAccounts(actor))
    .where('finding.by_account', 'in', tx.db.selectFrom('account_role').select('account_id').where('role', 'in', others))
    .where(where =>
      where.not(
        where.exists(
          where
            .selectFrom('guard_finding as newer')
            .select('newer.id')
            .whereRef('newer.dossier_id', '=', 'finding.dossier_id')
            .where('newer.guard', '=', 'ART3')
            .whereRef('newer.found_at', '>', 'finding.found_at'),
        ),
      ),
    )
}

/** The capitals whose time a deadline is shown in: this node's, then those of its agreements' parties. */
export async function zonesOf(node: Node, tx: Tx): Promise<DueBoard['zones']> {
  const zones = new Map([[node.config.state, { state: node.config.state, capital: node.config.capital, zone: node.config.zone }]])
  const rows = await tx.db.selectFrom('agreement').select('text').limit(50).execute()
  for (const row of rows)
    for (const party of (JSON.parse(row.text) as { parties?: { state: string; capital: string; timeZone: string }[] }).parties ?? [])
      if (!zones.has(party.state)) zones.set(party.state, { state: party.state, capital: party.capital, zone: party.timeZone })
  return [...zones.values()]
}
