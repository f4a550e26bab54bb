import { acceptRequest, endClock } from '@entraide/custody'
import { isDone, machineOf, move, possible, type ThreadEvent, type ThreadState, type TravellingType, threadStates } from '@entraide/exchange'
import { dateIn, day, isRefusal, later, laterDate, type NodeId, type Refusal, refuse, startOfDay, type Uuid } from '@entraide/ground'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { Dossier, DueBoard, ThreadRow, TimelineEntry } from '../http/api.ts'
import { accountsOf } from '../store/account-views.ts'
import {
  agreementOfDossier,
  beforeOf,
  changeDossier,
  clockColumns,
  clockOf,
  type DossierRow,
  dossierRow,
  dossierToMove,
  isIdentificationClock,
  stateColumns,
  threadRows,
} from '../store/dossiers.ts'
import { bodyOfMessage, draftLines, handsOf } from '../store/drafts.ts'
import { needToKnowOf } from '../store/need-to-know.ts'
import { obligationsOf } from '../store/obligations.ts'
import { waitingOf } from '../store/outbox.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { type Actor, type DossierReach, dossierReach, may, accountsOf as myAccounts, officesOf } from './access.ts'
import { act } from './act.ts'
import type { ActName } from './act-names.ts'
import { agreementSummary, inEveryLanguage } from './agreement-view.ts'
import { known, thingOf } from './draft.ts'
import { matterSteps } from './matters/matter-steps.ts'
import { obligationViews } from './obligation-views.ts'
import { messagesOf } from './thread-messages.ts'
import { noteReversible, reversibleOf, undoAct } from './undo.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** What a list of dossiers may be narrowed by. */
export type ThreadFilter = {
  readonly after?: string | undefined
  readonly limit: number
  readonly partner?: NodeId | undefined
  readonly state?: string | undefined
  readonly urgency?: string | undefined
  readonly mine?: 'true' | 'false' | undefined
  readonly side?: 'asker' | 'holder' | undefined
  readonly reference?: string | undefined
  readonly box: 'due' | 'inbox' | 'waiting' | 'all'
}
export type ThreadPage = { readonly rows: readonly ThreadRow[]; readonly total: number; readonly next: string | null }

/** The states in which somebody is still waited for. Named one by one, so that the engine finds the few among the many that are over. */
const open = threadStates.filter(state => state !== 'draft' && state !== 'blocked' && !isDone(state))

/** A page of dossiers' lines, newest change first (earliest due first in the due box). Lines hold no content: reading them is not reading a dossier. */
export async function listThreads(node: Node, actor: Person, filter: ThreadFilter): Promise<ThreadPage> {
  return await node.store.read(async tx => {
    const base = () => {
      let query = visible(tx, actor)
      if (filter.partner !== undefined) query = query.where('partner', '=', filter.partner)
      if (filter.state !== undefined) query = query.where('state', '=', filter.state)
      if (filter.urgency !== undefined) query = query.where('urgency', '=', filter.urgency)
      if (filter.side !== undefined) query = query.where('side', '=', filter.side)
      if (filter.mine === 'true') query = query.where('assigned_to', 'in', myAccounts(actor))
      if (filter.reference !== undefined && filter.reference !== '') {
        const wanted = filter.reference.toUpperCase().replaceAll(/[^A-Z0-9/-]/g, '')
        query = query.where(where => where.or([hasReference(where, 'our_reference', wanted), hasReference(where, 'your_reference', wanted)]))
      }
      if (filter.box === 'due') query = query.where('due_at', 'is not', null).where('state', 'in', open)
      if (filter.box === 'inbox')
        query = query
          .where('side', '=', 'holder')
          .where(where => where.or([where('state', 'in', ['received', 'returned-for-completion']), where('unread', '=', 1)]))
      if (filter.box === 'waiting') query = query.where('side', '=', 'asker').where('state', 'in', open)
      return query
    }
    const byDue = filter.box === 'due'
    const total = await base().select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    let page = base().selectAll()
    const from = filter.after === undefined ? null : readCursor(filter.after)
    if (from !== null) {
      const column = byDue ? ('due_at' as const) : ('updated_at' as const)
      const ahead = byDue ? ('>' as const) : ('<' as const)
      page = page.where(where => where.or([where(column, ahead, from.at), where.and([where(column, '=', from.at), where('id', ahead, from.id)])]))
    }
    page = byDue ? page.orderBy('due_at').orderBy('id') : page.orderBy('updated_at', 'desc').orderBy('id', 'desc')
    const rows = (await page.limit(filter.limit + 1).execute()) as DossierRow[]
    const shown = rows.slice(0, filter.limit)
    const last = shown.at(-1)
    const next = rows.length > filter.limit && last !== undefined ? `${byDue ? last.due_at : last.updated_at}~${last.id}` : null
    return { rows: await threadRows(tx, shown), total: Number(total.n), next }
  })
}

/**
 * A reference by the beginning of its last part, the five signs that are read over the telephone; of a longer text also by the rest.
 * The last part has an index (migration 0005); `~` stands behind every sign of a reference.
 */
function hasReference(where: ExpressionBuilder<Tables, 'dossier'>, column: 'our_reference' | 'your_reference', wanted: string) {
  const code = sql<string>`substr(${sql.ref(column)}, length(${sql.ref(column)}) - 4)`
  const begins = wanted.slice(wanted.lastIndexOf('/') + 1)
  const found = where.and([where(code, '>=', begins), where(code, '<', `${begins}~`)])
  return wanted === begins ? found : where.and([found, where(column, 'like', `%${wanted}%`)])
}

/** The first screen: what burns, in columns, with the first rows of each. */
export async function dueBoard(node: Node, actor: Person): Promise<DueBoard> {
  return await node.store.read(async tx => {
    const endOfToday = startOfDay(laterDate(dateIn(tx.at, node.config.zone), 1), node.config.zone)
    const endOfWeek = later(endOfToday, 6 * day)
    const running = () => visible(tx, actor).where('due_at', 'is not', null).where('state', 'in', open).where('side', '=', 'holder')
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
    const columns = await Promise.all([
      column('overdue', () => running().where('due_at', '<', tx.at), 'due_at'),
      column('today', () => running().where('due_at', '>=', tx.at).where('due_at', '<', endOfToday), 'due_at'),
      column('week', () => running().where('due_at', '>=', endOfToday).where('due_at', '<', endOfWeek), 'due_at'),
      column('waiting-partner', () => visible(tx, actor).where('side', '=', 'asker').where('state', 'in', open), 'updated_at'),
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
      .limit(100)
      .execute()
    return { at: tx.at, zones: await zonesOf(node, tx), columns, drafts: await draftLines(tx, drafts) }
  })
}

/** A dossier. Until its reader has given today's reason it shows its line and what may be done, and no content. */
export async function readDossier(node: Node, actor: Person, id: Uuid): Promise<Dossier | Refusal> {
  return await node.store.write(async tx => {
    const row = await dossierRow(tx, id)
    if (row === undefined || !may(actor, 'dossier-read', thingOf(row))) return refuse('not-found', {})
    const today = await openingOf(tx, actor, id, tx.at.slice(0, 10))
    const [line] = await threadRows(tx, [row])
    if (line === undefined) return refuse('not-found', {})
    const latest = await tx.db
      .selectFrom('opening')
      .select(['reason_sealed', 'on_day'])
      .where('dossier_id', '=', id)
      .where('account_id', '=', actor.account)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst()
    const lastReason = latest === undefined ? null : await tx.unseal(id, `opening/${actor.account}/${latest.on_day}`, latest.reason_sealed)
    const drafts = await tx.db
      .selectFrom('draft')
      .innerJoin('dossier', 'dossier.id', 'draft.dossier_id')
      .selectAll('draft')
      .select('dossier.our_reference')
      .where('draft.dossier_id', '=', id)
      .where('draft.state', 'not in', ['discarded', 'released'])
      .execute()
    return {
      row: line,
      opened: today !== undefined,
      lastReason,
      messages: today === undefined ? [] : await messagesOf(node, tx, id, may(actor, 'draft-continue', thingOf(row)) && canOrder(row)),
      timeline: await timelineOf(node, tx, row),
      drafts: await draftLines(
        tx,
        drafts.filter(draft =>
          may(actor, 'draft-read', {
            author: draft.author as Uuid,
            waiting: draft.state === 'waiting-release',
            needToKnow: needToKnowOf(row),
            hands: handsOf(draft),
          }),
        ),
      ),
      obligations: await obligationViews(node, tx, actor, await obligationsOf(tx, id)),
      acts: actsOn(actor, row),
      undo: await reversibleOf(tx, actor, row),
      legalBasis: await legalBasisOf(node, tx, row),
    }
  })
}

/** Opens a dossier for the day, with a reason: an act, logged (R44). */
export async function openDossier(node: Node, actor: Person, id: Uuid, reason: string): Promise<Dossier | Refusal> {
  const opened = await act(node, actor, 'open-dossier', { dossier: id, reason }, async tx => {
    const row = await dossierRow(tx, id)
    if (row === undefined || !may(actor, 'dossier-open', thingOf(row))) return refuse('not-found', {})
    const onDay = tx.at.slice(0, 10)
    await tx.db
      .insertInto('opening')
      .values({
        dossier_id: id,
        account_id: actor.account,
        on_day: onDay,
        reason_sealed: await tx.seal(id, `opening/${actor.account}/${onDay}`, reason),
        at: tx.at,
      })
      .onConflict(conflict => conflict.columns(['dossier_id', 'account_id', 'on_day']).doNothing())
      .execute()
    if (row.unread === 1) await tx.db.updateTable('dossier').set({ unread: 0 }).where('id', '=', id).execute()
    return null
  })
  return isRefusal(opened) ? opened : await readDossier(node, actor, id)
}

/** Takes a request as complete: from then on it cannot be returned. */
export async function acceptThread(node: Node, actor: Person, id: Uuid): Promise<Dossier | Refusal> {
  return await run(node, actor, 'accept', id, undefined, { act: 'accept' })
}

/** Gives a dossier to somebody, or takes it back. */
export async function assignThread(node: Node, actor: Person, id: Uuid, to: Uuid | null): Promise<Dossier | Refusal> {
  const assigned = await act(node, actor, 'assign', { dossier: id, subject: to }, async tx => {
    const row = await dossierRow(tx, id)
    if (row === undefined || !may(actor, 'dossier-run', thingOf(row))) return refuse('not-found', {})
    if (to !== null) {
      const account = (await accountsOf(tx, [to])).get(to)
      if (account === undefined || account.state !== 'active' || account.roles.includes('ADM')) return refuse('assignee-unfit', { account: to })
    }
    await changeDossier(tx, id, { assigned_to: to })
    await noteReversible(tx, actor, 'assign', row, { assigned_to: to })
    return null
  })
  return isRefusal(assigned) ? assigned : await readDossier(node, actor, id)
}

/** Judges spontaneous information: taken, not relevant (erased once the feedback has gone, 10 days at the latest), or quarantined (R33). */
export async function assessThread(
  node: Node,
  actor: Person,
  id: Uuid,
  assessment: 'accepted' | 'not-relevant' | 'quarantined',
  reason: string,
): Promise<Dossier | Refusal> {
  return await run(node, actor, `assess-${assessment}`, id, reason, { act: `assess-${assessment}` })
}

/** Closes a dossier that waits for nothing more. */
export async function closeThread(node: Node, actor: Person, id: Uuid): Promise<Dossier | Refusal> {
  return await run(node, actor, 'close', id, undefined, { act: 'close' })
}

/** Notes that a magistrate's consent is awaited (R8). The clock runs on: it is stopped by a return for completion only. */
export async function awaitAuthorisation(node: Node, actor: Person, id: Uuid): Promise<Dossier | Refusal> {
  return await run(node, actor, 'await-authorisation', id, undefined, { act: 'await-authorisation' })
}

/** The magistrate has answered: work goes on. */
export async function resumeThread(node: Node, actor: Person, id: Uuid): Promise<Dossier | Refusal> {
  return await run(node, actor, 'resume', id, undefined, { act: 'resume' })
}

/** Takes back this person's last act on a dossier, while nothing has happened to it since. */
export async function undoThread(node: Node, actor: Person, id: Uuid, done: Uuid): Promise<Dossier | Refusal> {
  const undone = await undoAct(node, actor, id, done)
  return isRefusal(undone) ? undone : await readDossier(node, actor, id)
}

/** A clock ran out: the thread says so. A job calls it; the act is the node's own. */
export async function clockOut(node: Node, id: Uuid): Promise<void> {
  await act(node, { kind: 'system' }, 'clock-out', { dossier: id }, async tx => {
    const row = await dossierToMove(tx, id)
    if (row === undefined) return refuse('not-found', {})
    const state = move(machineOf(row.opening_type as TravellingType), row.side, row.state as ThreadState, { act: 'clock-out' })
    if (isRefusal(state)) return state
    await changeDossier(tx, id, { state })
    return null
  })
}

async function run(
  node: Node,
  actor: Person,
  name: ActName,
  id: Uuid,
  reason: string | undefined,
  event: Extract<ThreadEvent, { act: string }>,
): Promise<Dossier | Refusal> {
  const moved = await act(node, actor, name, { dossier: id, ...(reason === undefined ? {} : { reason }) }, async tx => {
    const row = await dossierToMove(tx, id)
    if (row === undefined || !may(actor, 'dossier-run', thingOf(row))) return refuse('not-found', {})
    const state = move(machineOf(row.opening_type as TravellingType), row.side, row.state as ThreadState, event, beforeOf(row))
    if (isRefusal(state)) return state
    // If what is under way is refused, its author must be able to go on: a closed thread could not.
    if (event.act === 'close' && (await waitingOf(tx, id)).length > 0) return refuse('message-under-way', {})
    const clock = clockOf(row)
    const owed = event.act === 'close' ? await matterSteps(row.opening_type, null).mayClose?.(tx, row) : null
    if (owed != null) return owed
    const next =
      clock === null || isIdentificationClock(clock)
        ? clock
        : event.act === 'accept'
          ? acceptRequest(clock, tx.at)
          : isDone(state) && clock.endedAt === null
            ? endClock(clock, tx.at)
            : clock
    if (isRefusal(next)) return next
    const change = { ...stateColumns(row, state), ...clockColumns(next, tx.at) }
    await changeDossier(tx, id, change)
    await noteReversible(tx, actor, name, row, change)
    if (state === 'not-relevant')
      await tx.db
        .insertInto('due')
        .values({ id: tx.newId(), kind: 'erase-dossier', subject: id, at: later(tx.at, 10 * day), claimed_until: null })
        .execute()
    return null
  })
  return isRefusal(moved) ? moved : await readDossier(node, actor, id)
}

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

function draftsIn(tx: Tx, actor: Person, state: 'waiting-release' | 'returned') {
  const query = tx.db.selectFrom('draft').where('draft.state', '=', state)
  return state === 'waiting-release' && actor.roles.includes('REL') ? query : query.where('draft.author', 'in', myAccounts(actor))
}

async function openingOf(tx: Tx, actor: Person, dossier: Uuid, onDay: string) {
  return await tx.db
    .selectFrom('opening')
    .select('at')
    .where('dossier_id', '=', dossier)
    .where('account_id', '=', actor.account)
    .where('on_day', '=', onDay)
    .executeTakeFirst()
}

/** Whether a thread is far enough for notices about its messages. */
function canOrder(row: DossierRow): boolean {
  return possible(machineOf(row.opening_type as TravellingType), row.side, row.state as ThreadState).includes('out:DEL')
}

/** What this person may do next here. Answers are drafts: they go out only by a second person. */
function actsOn(actor: Person, row: DossierRow): Dossier['acts'] {
  const can = new Set(possible(machineOf(row.opening_type as TravellingType), row.side, row.state as ThreadState))
  const acts: Dossier['acts'] = []
  const runs = may(actor, 'dossier-run', thingOf(row))
  // The steps of an identification are written by its own act, in words of their own (steps/identification.ts).
  const drafts = may(actor, 'draft-continue', thingOf(row)) && row.opening_type !== 'IDR'
  const clock = clockOf(row)
  if (runs && can.has('accept') && clock !== null && !isIdentificationClock(clock) && clock.acceptedAt === null) acts.push('accept')
  if (runs && row.state !== 'draft') acts.push('assign')
  if (drafts) {
    if (can.has('out:REP:whole')) acts.push('answer')
    if (can.has('out:REP:partial')) acts.push('answer-partly')
    if (can.has('out:RFS')) acts.push('refuse')
    if (can.has('out:RTC')) acts.push('return')
    if (can.has('out:CLR:complete')) acts.push('complete')
    if (can.has('out:CLR')) acts.push('clarify')
    if (can.has('out:FBK')) acts.push('feedback')
    if (can.has('out:WDW')) acts.push('withdraw')
  }
  if (runs) {
    if (can.has('assess-accepted')) acts.push('assess')
    if (can.has('await-authorisation')) acts.push('await-authorisation')
    if (can.has('resume')) acts.push('resume')
    if (can.has('close')) acts.push('close')
  }
  return acts
}

/** Both sides' acts in order: ours from the acts log, the partner's from its messages and receipts. */
async function timelineOf(node: Node, tx: Tx, row: DossierRow): Promise<TimelineEntry[]> {
  const ours = await tx.db
    .selectFrom('act')
    .leftJoin('leaf', 'leaf.id', 'act.id')
    .select(['act.at', 'act.name', 'act.actor', 'act.outcome', 'act.code', 'act.subject', 'leaf.position'])
    .where('act.dossier_id', '=', row.id)
    .orderBy('act.at')
    .limit(500)
    .execute()
  const accounts = await accountsOf(
    tx,
    ours.map(each => each.actor),
  )
  const messages = await tx.db
    .selectFrom('message')
    .select(['id', 'at', 'direction', 'message_type', 'said'])
    .where('dossier_id', '=', row.id)
    .where('kind', '=', 'message')
    .execute()
  const byId = new Map(messages.map(each => [each.id, each]))
  const about = (id: string | null) => {
    const message = id === null ? undefined : byId.get(id)
    return {
      message: (message?.id as Uuid | undefined) ?? null,
      messageType: (message?.message_type as TravellingType | undefined) ?? null,
      said: message?.said ?? null,
    }
  }
  const entries: TimelineEntry[] = ours.map(each => {
    const account = each.actor === null ? undefined : accounts.get(each.actor)
    return {
      at: each.at,
      act: each.name,
      by:
        account === undefined
          ? each.actor === null
            ? null
            : { office: each.actor, serviceNumber: each.actor }
          : { office: account.office, serviceNumber: account.serviceNumber },
      side: each.actor === row.partner ? 'theirs' : 'ours',
      ...about(each.subject),
      outcome: each.code ?? each.outcome,
      position: each.position ?? null,
    }
  })
  for (const message of messages)
    if (message.direction === 'out')
      entries.push({
        at: message.at,
        act: `sent-${message.message_type}`,
        by: { office: node.config.id, serviceNumber: node.config.id },
        side: 'ours',
        ...about(message.id),
        outcome: 'done',
        position: null,
      })
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

async function legalBasisOf(node: Node, tx: Tx, row: DossierRow): Promise<Dossier['legalBasis']> {
  const agreement = await agreementOfDossier(tx, row)
  const clause = agreement?.clauses.find(each => each.id === row.clause)
  if (agreement === null || clause === undefined || row.agreement_hash === null) return null
  const first = await tx.db
    .selectFrom('message')
    .selectAll()
    .where('dossier_id', '=', row.id)
    .where('kind', '=', 'message')
    .orderBy('at')
    .limit(1)
    .executeTakeFirst()
  const body = first === undefined ? null : await bodyOfMessage(tx, first)
  return {
    agreement: await agreementSummary(node, tx, row.agreement_hash, row.partner === null ? [] : [row.partner as NodeId]),
    clause: clause.id,
    clauseStatus: clause.status,
    clauseSummary: inEveryLanguage(clause.summary),
    articleNumber: clause.articleNumber,
    purpose: row.purpose ?? '',
    handling: body?.ask.handling ?? [],
    holdUntil: row.hold_until ?? '',
    assurances: body?.ask.assurances ?? [],
    transferBasis: body?.ask.transferBasis ?? null,
  }
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

function readCursor(text: string): { at: string; id: string } | null {
  const [at, id] = text.split('~')
  return at === undefined || id === undefined ? null : { at, id }
}
