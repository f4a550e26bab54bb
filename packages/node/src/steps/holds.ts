import { type Hold, holdCapYears, holdState, laterYear, reviewHold, shortenHold } from '@entraide/custody'
import { type CalendarDate, isCalendarDate, isRefusal, laterDate, type NodeId, type Refusal, refuse, startOfDay, type Uuid } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { HoldDecision, HoldRow } from '../http/api.ts'
import { accountsOf as accountViews } from '../store/account-views.ts'
import { type DossierRow, dossierRow } from '../store/dossiers.ts'
import { bodyOfMessage } from '../store/drafts.ts'
import { eraseContent } from '../store/erasure.ts'
import { decidedHolds, evidenceIn, holdOf, noteItemEnds, today, writeHold, yearBefore } from '../store/holds.ts'
import { originsOwed } from '../store/origin-notices.ts'
import { onPage, placeIn } from '../store/paging.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { type Actor, accountsOf, may } from './access.ts'
import { act, writeAct } from './act.ts'
import { thingOf } from './draft.ts'

type Person = Extract<Actor, { kind: 'person' }>
type MessageRow = Selectable<Tables['message']>
const system = { kind: 'system' } as const
/** What ends within a month is shown as ending. */
const endingDays = 30

export type HoldFilter = { readonly after?: string | undefined; readonly limit: number; readonly box: 'review' | 'ending' | 'second' | 'all' }
export type HoldPage = { readonly rows: readonly HoldRow[]; readonly total: number; readonly next: string | null }

/** Dossiers whose holding periods ask for a word: reviews due, ends near, erasures that wait for a second person. The oldest data first. */
export async function listHolds(node: Node, actor: Person, filter: HoldFilter): Promise<HoldPage> {
  return await node.store.read(async tx => {
    const all = () => asked(node, tx, actor, filter.box)
    const total = await tx.db.selectFrom(all().groupBy('message.dossier_id').as('each')).select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const [at, id] = placeIn(filter.after)
    let page = all().groupBy('message.dossier_id')
    if (at !== undefined && id !== undefined)
      page = page.having(having =>
        having.or([
          having(having.fn.min('message.at'), '>', at),
          having.and([having(having.fn.min('message.at'), '=', at), having('message.dossier_id', '>', id)]),
        ]),
      )
    const found = await page
      .orderBy('first_at')
      .orderBy('message.dossier_id')
      .limit(filter.limit + 1)
      .execute()
    const { shown, next } = onPage(found, filter.limit, row => [row.first_at, row.dossier_id])
    const rows: HoldRow[] = []
    for (const { dossier_id } of shown) {
      const row = dossier_id === null ? null : await holdRow(node, tx, dossier_id)
      if (row !== null) rows.push(row)
    }
    return {
      rows,
      total: Number(total.n),
      next,
    }
  })
}

/** The holding period of one dossier, as the list shows it. */
export async function readHold(node: Node, actor: Person, dossier: Uuid): Promise<HoldRow | Refusal> {
  return await node.store.read(async tx => {
    const row = await dossierRow(tx, dossier)
    if (row === undefined || !may(actor, 'dossier-read', thingOf(row))) return refuse('not-found', {})
    return (await holdRow(node, tx, dossier)) ?? refuse('nothing-held', { dossier })
  })
}

/**
 * A word on the holding period of all that is held in a dossier: kept for a reason, no longer than each message's sender allowed;
 * shortened; or erased, once a second person has confirmed it.
 */
export async function decideHold(node: Node, actor: Person, dossier: Uuid, input: HoldDecision): Promise<HoldRow | Refusal> {
  return await act<HoldRow>(node, actor, `hold-${input.decides}`, { dossier, reason: input.reason }, async tx => {
    const row = await dossierRow(tx, dossier)
    if (row === undefined || !may(actor, 'hold-decide', thingOf(row))) return refuse('not-found', {})
    const held = await heldIn(node, tx, dossier)
    if (held.length === 0) return refuse('nothing-held', { dossier })
    const on = today(node, tx.at)
    const until = input.decides === 'erase' ? null : input.until
    if (until !== null && !isCalendarDate(until)) return refuse('input-invalid', { at: 'until' })
    if (await waitingReview(tx, dossier)) return refuse('hold-decided', { dossier })
    const after: { readonly id: string; readonly hold: Hold }[] = []
    if (input.decides !== 'erase')
      for (const each of held) {
        // One day is said for all; where a sender allowed less, that is the last.
        const last = (until as CalendarDate) < each.hold.senderUntil ? (until as CalendarDate) : each.hold.senderUntil
        const next =
          input.decides === 'keep'
            ? reviewHold(each.hold, { decides: 'keep', reason: input.reason, until: last }, on)
            : last < each.hold.holdUntil
              ? shortenHold(each.hold, last)
              : each.hold
        if (isRefusal(next)) return next
        after.push({ id: each.message.id, hold: next })
      }
    if (input.decides === 'keep' && held.every(each => (until as string) > each.hold.senderUntil))
      return refuse('hold-lengthened', {
        until,
        senderUntil:
          held
            .map(each => each.hold.senderUntil)
            .sort()
            .at(-1) ?? null,
      })
    if (input.decides === 'shorten' && held.every(each => (until as string) > each.hold.holdUntil))
      return refuse('hold-lengthened', {
        until,
        holdUntil:
          held
            .map(each => each.hold.holdUntil)
            .sort()
            .at(-1) ?? null,
      })
    for (const each of after) await writeHold(tx, each.id, dossier, each.hold)
    const id = tx.newId()
    await tx.db
      .insertInto('hold_review')
      .values({
        id,
        dossier_id: dossier,
        decides: input.decides,
        until_on: until,
        state: input.decides === 'erase' ? 'waiting' : 'decided',
        by_account: actor.account,
        at: tx.at,
        second_account: null,
        second_at: null,
        reason_sealed: await tx.seal(dossier, `hold-review/${id}`, input.reason),
      })
      .execute()
    return (await holdRow(node, tx, dossier)) as HoldRow
  })
}

/** The second person confirms that a dossier's content is erased now, or the first one takes the word back. */
export async function confirmHold(node: Node, actor: Person, review: Uuid, decision: 'confirm' | 'withdraw'): Promise<null | Refusal> {
  return await act<null>(node, actor, `hold-${decision}`, { subject: review }, async tx => {
    const row = await tx.db.selectFrom('hold_review').selectAll().where('id', '=', review).executeTakeFirst()
    const dossier = row === undefined ? undefined : await dossierRow(tx, row.dossier_id)
    if (row === undefined || dossier === undefined) return refuse('not-found', {})
    const own = row.by_account === actor.account
    const allowed =
      decision === 'withdraw' && own
        ? may(actor, 'hold-decide', thingOf(dossier))
        : may(actor, 'hold-confirm', { dossier: thingOf(dossier), by: row.by_account as Uuid })
    // Told why and not hidden: whoever decided sees the dossier.
    if (decision === 'confirm' && own) return refuse('second-person-needed', { review })
    if (!allowed) return refuse('not-found', {})
    if (row.state !== 'waiting') return refuse('hold-decided', { review })
    const evidence = new Set<string>()
    if (decision === 'confirm') {
      const held = await heldIn(node, tx, dossier.id)
      for (const id of await evidenceIn(
        tx,
        held.map(each => each.message.id),
      ))
        evidence.add(id)
      for (const { message } of held) if (!evidence.has(message.id)) await eraseContent(node, tx, message, null, 'reviewed')
    }
    await tx.db
      .updateTable('hold_review')
      .set({ state: decision === 'confirm' ? 'decided' : 'withdrawn', second_account: actor.account, second_at: tx.at })
      .where('id', '=', review)
      .execute()
    if (decision === 'confirm') await eraseEmpty(node, tx, dossier)
    return null
  })
}

/**
 * Erases what is past its last day: messages by what their sender set or what was decided here, statements by their own. What was
 * restricted as evidence stays closed; what is still under way waits until it has arrived. A job calls it; the acts are the node's own.
 * Returns how many messages lost something.
 */
export async function endHolds(node: Node, limit = 100): Promise<number> {
  const on = today(node, node.clock.now())
  const due = await node.store.read(async tx =>
    [...new Set([...(await endedMessages(node, tx, on, limit)), ...(await endedItems(tx, on, limit))])].slice(0, limit),
  )
  let ended = 0
  for (const id of due) if (await endOne(node, id, on)) ended++
  return ended
}

async function endOne(node: Node, id: string, on: CalendarDate): Promise<boolean> {
  return await node.store.write(async tx => {
    const message = await tx.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
    const dossier = message?.dossier_id == null ? undefined : await dossierRow(tx, message.dossier_id)
    if (message === undefined || dossier === undefined || (await isUnderWay(tx, id))) return false
    const hold = holdOf(node, message, (await decidedHolds(tx, [id])).get(id))
    const isEvidence = (await evidenceIn(tx, [id])).has(id)
    const state = holdState(hold, on, isEvidence)
    const body = await bodyOfMessage(tx, message)
    const over = (body?.items ?? []).flatMap((item, at) => (item.holdUntil !== undefined && item.holdUntil < on ? [at] : []))
    await tx.db.deleteFrom('item_hold').where('message_id', '=', id).execute()
    if (body !== null && state !== 'ended') await noteItemEnds(node, tx, dossier.id, id, body.items)
    const gone =
      state === 'ended'
        ? await eraseContent(node, tx, message, null, 'hold-ended')
        : over.length > 0 && !isEvidence
          ? await eraseContent(node, tx, message, { items: over, attachments: [] }, 'hold-ended')
          : null
    if (gone === null) {
      // Nothing of it opens any more: its row says so, and is not looked at again.
      if (state === 'ended') await tx.db.updateTable('message').set({ body_sealed: null }).where('id', '=', id).execute()
      return false
    }
    await writeAct(node, tx, system, 'hold-ended', { subject: id }, null)
    await eraseEmpty(node, tx, dossier)
    return true
  })
}

/** Once no message of a dossier holds anything, and nobody owes or writes anything about it, the rest of it goes too. */
export async function eraseEmpty(node: Node, tx: Tx, dossier: DossierRow): Promise<void> {
  if ((await heldIn(node, tx, dossier.id)).length > 0) return
  const owed = await tx.db.selectFrom('obligation').select('id').where('dossier_id', '=', dossier.id).where('is_settled', '=', 0).executeTakeFirst()
  const written = await tx.db
    .selectFrom('draft')
    .select('id')
    .where('dossier_id', '=', dossier.id)
    .where('state', 'in', ['editing', 'returned', 'waiting-release'])
    .executeTakeFirst()
  const untold = await originsOwed(tx)
    .select('origin_notice.id')
    .where('origin_notice.dossier_id', '=', dossier.id)
    .where('told_at', 'is', null)
    .executeTakeFirst()
  if (owed !== undefined || written !== undefined || untold !== undefined) return
  await tx.db.insertInto('due').values({ id: tx.newId(), kind: 'erase-dossier', subject: dossier.id, at: tx.at, claimed_until: null }).execute()
}

type HeldMessage = { readonly message: MessageRow; readonly hold: Hold }

/** The messages of a dossier that still hold something, each with its holding period. */
async function heldIn(node: Node, tx: Tx, dossier: string): Promise<readonly HeldMessage[]> {
  const rows = await tx.db
    .selectFrom('message')
    .selectAll('message')
    .where('message.dossier_id', '=', dossier)
    .where('message.kind', '=', 'message')
    .where('message.body_sealed', 'is not', null)
    .execute()
  const decided = await decidedHolds(
    tx,
    rows.map(row => row.id),
  )
  return rows.map(message => ({ message, hold: holdOf(node, message, decided.get(message.id)) }))
}

async function holdRow(node: Node, tx: Tx, dossier: string): Promise<HoldRow | null> {
  const row = await dossierRow(tx, dossier)
  const held = row === undefined ? [] : await heldIn(node, tx, dossier)
  if (row === undefined || held.length === 0) return null
  const least = (of: (hold: Hold) => string) => held.map(each => of(each.hold)).sort()[0] as string
  const on = today(node, tx.at)
  const review = await waitingReviewRow(tx, dossier)
  const by = review === undefined ? undefined : (await accountViews(tx, [review.by_account])).get(review.by_account)
  const [holdUntil, reviewOn] = [least(hold => hold.holdUntil), least(hold => hold.reviewOn)]
  const due = review !== undefined ? 'second' : reviewOn <= on ? 'review' : holdUntil <= laterDate(on, endingDays) ? 'ending' : 'later'
  return {
    dossier: dossier as Uuid,
    ourReference: row.our_reference,
    partner: row.partner as NodeId | null,
    side: row.side,
    openingType: row.opening_type,
    state: row.state,
    messages: held.length,
    receivedOn: least(hold => hold.receivedOn),
    senderUntil: least(hold => hold.senderUntil),
    holdUntil,
    reviewOn,
    due,
    waiting:
      review === undefined || by === undefined
        ? null
        : { review: review.id as Uuid, by, at: review.at, reason: await tx.unseal(dossier as Uuid, `hold-review/${review.id}`, review.reason_sealed) },
  }
}

/** Messages of the dossiers a person sees that are asked about, for the list: grouped by dossier, by the day of the oldest. */
function asked(node: Node, tx: Tx, actor: Person, box: HoldFilter['box']) {
  const on = today(node, tx.at)
  const zoned = (day: CalendarDate) => startOfDay(day, node.config.zone)
  const seesAll = actor.roles.some(role => ['OPR', 'REL', 'DPO', 'INS'].includes(role))
  let query = tx.db
    .selectFrom('message')
    .innerJoin('dossier', 'dossier.id', 'message.dossier_id')
    .leftJoin('hold', 'hold.message_id', 'message.id')
    .select(of => ['message.dossier_id', of.fn.min<string>('message.at').as('first_at')])
    .where('message.kind', '=', 'message')
    .where('message.body_sealed', 'is not', null)
  if (!actor.roles.includes('INS'))
    query = query.where(where => where.or([where('dossier.need_to_know', 'is', null), where('dossier.need_to_know', 'like', `%"${actor.account}"%`)]))
  if (!seesAll) query = query.where('dossier.assigned_to', 'in', accountsOf(actor))
  if (box === 'second')
    query = query.where('message.dossier_id', 'in', tx.db.selectFrom('hold_review').select('hold_review.dossier_id').where('state', '=', 'waiting'))
  if (box === 'review')
    query = query.where(where =>
      where.or([where.and([where('hold.message_id', 'is', null), where('message.at', '<', zoned(yearBefore(on)))]), where('hold.review_on', '<=', on)]),
    )
  if (box === 'ending')
    query = query.where(where =>
      where.or([where('message.hold_until', '<=', laterDate(on, endingDays)), where('hold.hold_until', '<=', laterDate(on, endingDays))]),
    )
  return query
}

async function endedMessages(node: Node, tx: Tx, on: CalendarDate, limit: number): Promise<readonly string[]> {
  const capped = startOfDay(laterYear(on, -holdCapYears), node.config.zone)
  const evidence = tx.db
    .selectFrom('obligation')
    .select('item_message')
    .where('kind', '=', 'DEL')
    .where('effect', '=', 'restricted')
    .where('evidence_ended_at', 'is', null)
  const held = () =>
    tx.db
      .selectFrom('message')
      .select('message.id')
      .where('message.kind', '=', 'message')
      .where('message.dossier_id', 'is not', null)
      .where('message.body_sealed', 'is not', null)
      .where('message.id', 'not in', evidence)
      .limit(limit)
  const bySender = await held().where('message.hold_until', '<', on).execute()
  // From the few that were decided on to their messages: joined, an engine may walk all messages instead.
  const decided = tx.db.selectFrom('hold').select('hold.message_id').where('hold.hold_until', '<', on)
  const byUs = await held().where('message.id', 'in', decided).execute()
  const byCap = await held().where('message.at', '<', capped).execute()
  return [...bySender, ...byUs, ...byCap].map(row => row.id)
}

async function endedItems(tx: Tx, on: CalendarDate, limit: number): Promise<readonly string[]> {
  const rows = await tx.db.selectFrom('item_hold').select('message_id').where('next_on', '<', on).limit(limit).execute()
  return rows.map(row => row.message_id)
}

async function isUnderWay(tx: Tx, message: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('outbox')
    .select('message_id')
    .where('message_id', '=', message)
    .where('state', 'in', ['waiting', 'stuck', 'held-by-partner'])
    .executeTakeFirst()
  return row !== undefined
}

async function waitingReviewRow(tx: Tx, dossier: string) {
  return await tx.db.selectFrom('hold_review').selectAll().where('dossier_id', '=', dossier).where('state', '=', 'waiting').executeTakeFirst()
}

async function waitingReview(tx: Tx, dossier: string): Promise<boolean> {
  return (await waitingReviewRow(tx, dossier)) !== undefined
}
