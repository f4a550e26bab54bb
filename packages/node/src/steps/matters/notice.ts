import { type Course, comesIn, happened, mayFollow, onwardRecipients, standOf, unhappened } from '@entraide/custody'
import {
  type AcknowledgementMatter,
  type Draft as CompleteDraft,
  concernedBy,
  correctionProof,
  happensBy,
  isIn,
  type MessageBody,
  misfitOfNotice,
} from '@entraide/exchange'
import { type Instant, isRefusal, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { Node } from '../../capabilities.ts'
import type { DossierRow } from '../../store/dossiers.ts'
import { bodyOfMessage, sealReturned } from '../../store/drafts.ts'
import { addObligation, concernedOf, courseOf, type ObligationRow, obligationToMove, writeCourse } from '../../store/obligations.ts'
import type { Tx } from '../../store/store.ts'
import type { Tables } from '../../store/tables.ts'
import type { Carried, MatterSteps } from './matter-steps.ts'
import { afterUndoing, carryOut, isProofDue, noticeBody, proofOf } from './notice-effect.ts'
import { draftProof } from './notice-proof-draft.ts'

type MessageRow = Selectable<Tables['message']>
const orders: readonly string[] = ['COR', 'DEL', 'RST']

/** What a notice and its acknowledgements do beside their thread: machine (k), on both sides. Source: spec/workflows/notice.md */
export const noticeSteps: MatterSteps = {
  mayLeave: async (node, tx, dossier, draft) =>
    orders.includes(draft.legal.messageType) ? await mayOrder(tx, dossier, draft) : await mayAcknowledge(node, tx, dossier, draft),

  left: async (node, tx, dossier, { messageId, body }) => {
    if (orders.includes(body.messageType)) return await ordered(node, tx, dossier, { messageId, body })
    const { row, course } = await answered(tx, { messageId, body }, node.config.id)
    const effect = body.matter?.matter === 'acknowledgement' && body.matter.step === 'acknowledge' ? await carryOut(node, tx, row, ackOf(body.matter)) : {}
    const moved = await writeCourse(tx, row, course, effect)
    if (isProofDue(moved)) await draftProof(node, tx, moved)
  },

  cameBack: async (node, tx, _dossier, messageId) => {
    const own = await obligationToMove(tx, messageId)
    if (own !== undefined) return await orderCameBack(node, tx, own)
    const found = await obligationBy(tx, messageId)
    if (found === undefined) return
    const course = unhappened(courseOf(found), messageId, node.config.id)
    const isAnswered = standOf(course).ack !== null
    await writeCourse(tx, found, course, isAnswered ? {} : afterUndoing(found))
  },

  arrived: async (_node, tx, _dossier, { messageId, body }, at) => {
    if (!orders.includes(body.messageType)) return
    const row = await obligationToMove(tx, messageId)
    if (row === undefined) return
    await writeCourse(tx, row, happened(courseOf(row), { does: 'receive', by: row.holder as NodeId, at }, messageId))
  },

  mayEnter: async (_node, tx, dossier, body, sender) =>
    orders.includes(body.messageType) ? await mayBeOrdered(tx, dossier, body, sender) : await mayBeAcknowledged(tx, dossier, body, sender),

  entered: async (node, tx, dossier, { messageId, body }, sender) => {
    if (orders.includes(body.messageType)) return await received(node, tx, dossier, { messageId, body }, sender)
    const { row, course } = await answered(tx, { messageId, body }, sender)
    const moved = await writeCourse(tx, row, course)
    if (moved.is_settled === 1) await closeAbove(node, tx, moved)
  },
}

/** Whether this node may order about a message: it sent it, what is named stands in it, and no like order of it is open. */
async function mayOrder(tx: Tx, dossier: DossierRow, draft: CompleteDraft): Promise<Refusal | null> {
  const misfit = misfitOfNotice({
    ...draft,
    messageType: draft.legal.messageType,
    inReplyTo: draft.answers?.message ?? null,
    matter: draft.matter ?? undefined,
  })
  if (misfit !== null) return refuse('notice-unfit', { at: misfit })
  const message = await messageOf(tx, dossier, draft.answers?.message ?? null)
  if (message === undefined || message.direction !== 'out') return refuse('not-owner', { message: draft.answers?.message ?? null })
  if (message.verdict === 'refused') return refuse('notice-of-nothing', { message: message.id })
  const unfit = await unfitFor(tx, message, draft.legal.messageType, draft)
  if (unfit !== null) return unfit
  const open = await tx.db
    .selectFrom('obligation')
    .select(['id', 'concerned'])
    .where('item_message', '=', message.id)
    .where('kind', '=', draft.legal.messageType)
    .where('is_settled', '=', 0)
    .execute()
  const sent = await sentAs(tx, draft.id)
  const same = JSON.stringify(concernedBy(draft.matter ?? undefined))
  const standing = open.find(each => each.id !== sent && (each.concerned ?? 'null') === same)
  return standing === undefined ? null : refuse('notice-standing', { notice: standing.id })
}

/** The same as the receiver judges it: by the message both hold, never by what became of it here. */
async function mayBeOrdered(tx: Tx, dossier: DossierRow | null, body: MessageBody, sender: NodeId): Promise<Refusal | null> {
  const message = dossier === null ? undefined : await messageOf(tx, dossier, body.inReplyTo)
  if (message === undefined || message.direction !== 'in' || message.partner !== sender) return refuse('not-owner', { message: body.inReplyTo })
  return await unfitFor(tx, message, body.messageType, body)
}

/** What no order can be about, and places that the message does not have. */
async function unfitFor(
  tx: Tx,
  message: MessageRow,
  kind: string,
  notice: { readonly matter?: MessageBody['matter'] | null; readonly items: readonly MessageBody['items'][number][] },
): Promise<Refusal | null> {
  const about = message.message_type ?? ''
  if (['DEL', 'RST', 'ACK'].includes(about) || (kind === 'COR' && about === 'COR')) return refuse('notice-unfit', { at: 'inReplyTo' })
  const body = await bodyOfMessage(tx, message)
  if (body === null) return null
  const matter = notice.matter ?? undefined
  // What was erased meanwhile is not asked for its attachments again.
  const attachments = message.body_sealed === null ? (concernedBy(matter)?.attachments ?? []).map(digest => ({ digest })) : body.attachments
  if (!isIn({ items: body.items, attachments: attachments as MessageBody['attachments'] }, concernedBy(matter))) return refuse('notice-unfit', { at: 'matter' })
  if (kind === 'COR' && matter === undefined && notice.items.length !== body.items.length) return refuse('notice-unfit', { at: 'items' })
  return null
}

async function mayAcknowledge(node: Node, tx: Tx, dossier: DossierRow, draft: CompleteDraft): Promise<Refusal | null> {
  const matter = draft.matter as AcknowledgementMatter
  const misfit = misfitOfNotice({ ...draft, messageType: 'ACK', inReplyTo: draft.answers?.message ?? null, matter })
  if (misfit !== null) return refuse('notice-unfit', { at: misfit })
  const row = await tx.db.selectFrom('obligation').selectAll().where('id', '=', matter.notice).where('dossier_id', '=', dossier.id).executeTakeFirst()
  if (row === undefined) return refuse('notice-unknown', { notice: matter.notice })
  const course = courseOf(row)
  const sent = await sentAs(tx, draft.id)
  // It has left this desk already: it may go on as long as it was not taken out of the course again.
  if (sent !== null) return course.happened.some(each => each.message === sent) ? null : refuse('out-of-order', { state: row.state, event: matter.step })
  const event = happensBy(matter, node.config.id, tx.at)
  if (event === null) return refuse('ack-unfit', { ack: 'OVD', kind: row.kind })
  const moved = mayFollow(course, event)
  if (isRefusal(moved)) return moved
  if (matter.step === 'prove' && matter.proof !== (await proofOf(tx, row))) return refuse('proof-differs', { notice: row.id })
  if (matter.step === 'settle' && matter.outcome === 'keep' && (await isOrderedAbove(tx, row.id))) return refuse('ordered-above', { notice: row.id })
  if (matter.step === 'acknowledge' && matter.ack === 'NFD' && (await isHere(tx, row))) return refuse('found-here', { notice: row.id })
  return null
}

async function mayBeAcknowledged(tx: Tx, dossier: DossierRow | null, body: MessageBody, sender: NodeId): Promise<Refusal | null> {
  const matter = body.matter as AcknowledgementMatter
  const row =
    dossier === null
      ? undefined
      : await tx.db.selectFrom('obligation').selectAll().where('id', '=', matter.notice).where('dossier_id', '=', dossier.id).executeTakeFirst()
  if (row === undefined || row.partner !== sender) return refuse('notice-unknown', { notice: matter.notice })
  const event = happensBy(matter, sender, body.releasedAt)
  if (event === null) return refuse('ack-unfit', { ack: 'OVD', kind: row.kind })
  const moved = comesIn(courseOf(row), event)
  if (isRefusal(moved)) return moved
  if (matter.step !== 'prove' || row.kind !== 'COR') return null
  const cor = await noticeBody(tx, row)
  const own = cor === null ? null : correctionProof(row.id as Uuid, row.item_message as Uuid, cor)
  return own === null || own === matter.proof ? null : refuse('proof-differs', { notice: row.id })
}

/** A notice leaves: the order stands, and a correction is how this node itself now says it. */
async function ordered(node: Node, tx: Tx, dossier: DossierRow, { messageId, body }: Carried): Promise<void> {
  const partner = dossier.partner as NodeId
  const course: Course = { order: orderOf(body, node.config.id, partner), happened: [] }
  await addObligation(tx, { notice: messageId, dossier: dossier.id, partner, concerned: concernedBy(body.matter), course })
  if (body.messageType === 'COR') await tx.db.updateTable('obligation').set({ effect: 'corrected', effect_at: tx.at }).where('id', '=', messageId).execute()
  await toldOnward(node, tx, messageId, body)
}

/** A notice arrives: who else got the data is found in what was recorded when it was given on. */
async function received(node: Node, tx: Tx, dossier: DossierRow, { messageId, body }: Carried, sender: NodeId): Promise<void> {
  const begun: Course = {
    order: orderOf(body, sender, node.config.id),
    happened: [{ event: { does: 'receive', by: node.config.id, at: tx.at }, message: messageId }],
  }
  const given = await givenOn(tx, body.inReplyTo as Uuid, sender)
  const course = given.reduce(
    (so, { node: to, message }) => happened(so, { does: 'find-onward', by: node.config.id, at: tx.at, to, itemId: message }, null),
    begun,
  )
  await addObligation(tx, { notice: messageId, dossier: dossier.id, partner: sender, concerned: concernedBy(body.matter), course })
  if (body.messageType !== 'COR') await stopMadeOf(tx, body.inReplyTo as Uuid)
  for (const { node: to, message } of given)
    await tx.db
      .insertInto('obligation_onward')
      .values({ obligation_id: messageId, message_id: message, node: to, told_at: null, done_at: null, notice: null })
      .execute()
}

/** Drafts that wait for their release and are made of what is contested now go back to their authors. */
async function stopMadeOf(tx: Tx, message: Uuid): Promise<void> {
  const waiting = await tx.db
    .selectFrom('draft')
    .selectAll()
    .where('state', '=', 'waiting-release')
    .where('id', 'in', tx.db.selectFrom('draft_source').select('draft_id').where('message_id', '=', message))
    .execute()
  for (const draft of waiting)
    await tx.db
      .updateTable('draft')
      .set({
        state: 'returned',
        returned_code: 'source-contested',
        returned_sealed: await sealReturned(tx, draft, { code: 'source-contested', reason: '', at: tx.at, unmet: [] }),
        version: draft.version + 1,
        updated_at: tx.at,
      })
      .where('id', '=', draft.id)
      .execute()
}

function orderOf(body: MessageBody, owner: NodeId, holder: NodeId): Course['order'] {
  return { kind: body.messageType as 'COR', itemId: body.inReplyTo as Uuid, owner, holder, at: body.releasedAt }
}

/** The obligation that an acknowledgement is about, with what it does to it. */
async function answered(tx: Tx, { messageId, body }: Carried, by: NodeId): Promise<{ readonly row: ObligationRow; readonly course: Course }> {
  const matter = body.matter as AcknowledgementMatter
  const row = (await obligationToMove(tx, matter.notice)) as ObligationRow
  const event = happensBy(matter, by, body.releasedAt)
  return { row, course: event === null ? courseOf(row) : happened(courseOf(row), event, messageId) }
}

function ackOf(matter: AcknowledgementMatter) {
  return (matter as Extract<AcknowledgementMatter, { step: 'acknowledge' }>).ack as Exclude<(typeof matter & { step: 'acknowledge' })['ack'], 'OVD'>
}

/** A notice that never arrived obliges to nothing; where it followed somebody else's order, that has one recipient untold again. */
async function orderCameBack(node: Node, tx: Tx, own: ObligationRow): Promise<void> {
  const above = await tx.db.selectFrom('obligation_onward').selectAll().where('notice', '=', own.id).executeTakeFirst()
  if (above !== undefined) {
    const parent = (await obligationToMove(tx, above.obligation_id)) as ObligationRow
    await tx.db.updateTable('obligation_onward').set({ told_at: null, notice: null }).where('notice', '=', own.id).execute()
    const without = unhappened(courseOf(parent), own.id as Uuid, node.config.id)
    const found = { does: 'find-onward', by: node.config.id, at: tx.at, to: above.node as NodeId, itemId: above.message_id as Uuid } as const
    await writeCourse(tx, parent, happened(without, found, null))
  }
  await tx.db.deleteFrom('obligation').where('id', '=', own.id).execute()
}

/** The notice that was just released follows an order of somebody else: that recipient is told. */
async function toldOnward(node: Node, tx: Tx, notice: Uuid, body: MessageBody): Promise<void> {
  const waiting = await tx.db
    .selectFrom('obligation_onward')
    .innerJoin('obligation', 'obligation.id', 'obligation_onward.obligation_id')
    .select(['obligation_onward.obligation_id', 'obligation_onward.node'])
    .where('obligation_onward.message_id', '=', body.inReplyTo)
    .where('obligation_onward.told_at', 'is', null)
    .where('obligation.kind', '=', body.messageType)
    .execute()
  for (const each of waiting) {
    const parent = (await obligationToMove(tx, each.obligation_id)) as ObligationRow
    await tx.db
      .updateTable('obligation_onward')
      .set({ told_at: tx.at, notice })
      .where('obligation_id', '=', each.obligation_id)
      .where('message_id', '=', body.inReplyTo as string)
      .execute()
    const told = { does: 'pass-on', by: node.config.id, at: tx.at, to: each.node as NodeId, itemId: body.inReplyTo as Uuid } as const
    await writeCourse(tx, parent, happened(courseOf(parent), told, notice))
  }
}

/** A recipient has shown what it owed: the order it followed may be one step nearer to its proof. */
async function closeAbove(node: Node, tx: Tx, below: ObligationRow): Promise<void> {
  const above = await tx.db.selectFrom('obligation_onward').selectAll().where('notice', '=', below.id).where('done_at', 'is', null).execute()
  for (const each of above) {
    const parent = (await obligationToMove(tx, each.obligation_id)) as ObligationRow
    await tx.db.updateTable('obligation_onward').set({ done_at: tx.at }).where('notice', '=', below.id).execute()
    const closed = { does: 'close-onward', by: node.config.id, at: tx.at, to: each.node as NodeId, itemId: each.message_id as Uuid } as const
    const moved = await writeCourse(tx, parent, happened(courseOf(parent), closed, null))
    if (isProofDue(moved)) await draftProof(node, tx, moved)
  }
}

/** Everybody else who got the message or what was made of it, and did take it in. */
async function givenOn(tx: Tx, message: Uuid, owner: NodeId): Promise<readonly { readonly node: NodeId; readonly message: Uuid }[]> {
  const made: { itemId: Uuid; from: Uuid }[] = []
  const seen = new Set<string>([message])
  for (let next = [message as string]; next.length > 0; ) {
    const rows = await tx.db
      .selectFrom('draft_source')
      .innerJoin('outbox', 'outbox.draft_id', 'draft_source.draft_id')
      .select(['outbox.message_id as made', 'draft_source.message_id as from'])
      .where('draft_source.message_id', 'in', next)
      .execute()
    made.push(...rows.map(row => ({ itemId: row.made as Uuid, from: row.from as Uuid })))
    next = rows.map(row => row.made).filter(each => !seen.has(each))
    for (const each of next) seen.add(each)
  }
  const sent = await tx.db
    .selectFrom('message')
    .select(['id', 'partner', 'at', 'verdict'])
    .where('id', 'in', [...seen])
    .where('direction', '=', 'out')
    .execute()
  const disclosures = sent
    .filter(each => each.verdict !== 'refused')
    .map(each => ({ itemId: each.id as Uuid, to: each.partner as NodeId, at: each.at as Instant }))
  return [...onwardRecipients(message, made, disclosures, owner)].flatMap(([node, items]) => items.map(item => ({ node, message: item })))
}

async function messageOf(tx: Tx, dossier: DossierRow, id: Uuid | null): Promise<MessageRow | undefined> {
  if (id === null) return undefined
  return await tx.db
    .selectFrom('message')
    .selectAll()
    .where('id', '=', id)
    .where('dossier_id', '=', dossier.id)
    .where('kind', '=', 'message')
    .executeTakeFirst()
}

/** The message that a draft has become and that was not taken back since; null while it is on a desk. */
async function sentAs(tx: Tx, draft: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('outbox')
    .select('message_id')
    .where('draft_id', '=', draft)
    .where('state', 'in', ['waiting', 'stuck', 'held-by-partner', 'delivered'])
    .executeTakeFirst()
  return row?.message_id ?? null
}

/** The obligation in whose course a message stands. */
async function obligationBy(tx: Tx, message: Uuid): Promise<ObligationRow | undefined> {
  const sent = await tx.db.selectFrom('message').selectAll().where('id', '=', message).executeTakeFirst()
  // An acknowledgement answers its notice.
  return sent?.in_reply_to == null ? undefined : await obligationToMove(tx, sent.in_reply_to)
}

async function isOrderedAbove(tx: Tx, notice: string): Promise<boolean> {
  const above = await tx.db
    .selectFrom('obligation_onward')
    .innerJoin('obligation', 'obligation.id', 'obligation_onward.obligation_id')
    .select('obligation.id')
    .where('obligation_onward.notice', '=', notice)
    .where('obligation.is_settled', '=', 0)
    .executeTakeFirst()
  return above !== undefined
}

/** Whether something of what a notice concerns can still be read here. */
async function isHere(tx: Tx, row: ObligationRow): Promise<boolean> {
  const message = await tx.db.selectFrom('message').selectAll().where('id', '=', row.item_message).executeTakeFirst()
  const body = message === undefined ? null : await bodyOfMessage(tx, message)
  if (body === null) return false
  const concerned = concernedOf(row)
  const items = concerned === null ? body.items : concerned.items.map(at => body.items[at])
  const attached = await tx.db.selectFrom('attachment').select('digest').where('message_id', '=', row.item_message).execute()
  return (
    items.some(item => item?.person !== undefined || item?.text !== undefined) || attached.some(each => concerned?.attachments.includes(each.digest) ?? true)
  )
}
