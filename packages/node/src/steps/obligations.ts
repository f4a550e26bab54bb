import { happened, mayFollow } from '@entraide/custody'
import { type AcknowledgementMatter, type Concerned, type MessageBody, placesOf, signEscalation, supervisorsOf } from '@entraide/exchange'
import { isRefusal, type NodeId, type Refusal, refuse, type Uuid, utf8 } from '@entraide/ground'
import type { z } from 'zod'
import type { Node } from '../capabilities.ts'
import type { AckCode, ClosedContent, Draft, NewAcknowledgement, NewNotice, Obligation } from '../http/api.ts'
import { type DossierRow, dossierRow } from '../store/dossiers.ts'
import { bodyOfMessage } from '../store/drafts.ts'
import { eraseContent } from '../store/erasure.ts'
import { concernedOf, courseOf, type ObligationRow, obligationRow, obligationToMove, onwardOf, writeCourse } from '../store/obligations.ts'
import { onPage, placeIn } from '../store/paging.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act, writeAct } from './act.ts'
import { thingOf } from './draft.ts'
import { startDraft } from './draft-start.ts'
import { noticeBody, proofOf } from './matters/notice-effect.ts'
import { acknowledgementFields, messageWithBody, noticeFields } from './notice-fields.ts'
import { obligationViews } from './obligation-views.ts'
import { isClosing } from './thread-messages.ts'
import { visible } from './visible.ts'

type Person = Extract<Actor, { kind: 'person' }>
const system = { kind: 'system' } as const

export type ObligationFilter = {
  readonly after?: string | undefined
  readonly limit: number
  readonly box: 'by-us' | 'to-us' | 'all'
  readonly open?: 'true' | 'false' | undefined
  readonly partner?: NodeId | undefined
  readonly kind?: 'COR' | 'DEL' | 'RST' | undefined
}
export type ObligationPage = { readonly rows: readonly Obligation[]; readonly total: number; readonly next: string | null }

/** What is owed to this node and by it: what is open by its due instant, then what is settled, the latest first. */
export async function listObligations(node: Node, actor: Person, filter: ObligationFilter): Promise<ObligationPage> {
  return await node.store.read(async tx => {
    const base = () => {
      let query = tx.db.selectFrom('obligation').where('obligation.dossier_id', 'in', seen(tx, actor))
      if (filter.box !== 'all') query = query.where(filter.box === 'by-us' ? 'holder' : 'owner', '=', node.config.id)
      if (filter.open !== undefined) query = query.where('is_settled', '=', filter.open === 'true' ? 0 : 1)
      if (filter.partner !== undefined) query = query.where('partner', '=', filter.partner)
      if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind)
      return query
    }
    const total = await base().select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const [settled, at, id] = placeIn(filter.after)
    let page = base().selectAll('obligation')
    if (settled !== undefined && at !== undefined && id !== undefined)
      page = page.where(where =>
        where.or([
          where('is_settled', '>', Number(settled)),
          where.and([where('is_settled', '=', Number(settled)), where('due_at', '>', at)]),
          where.and([where('is_settled', '=', Number(settled)), where('due_at', '=', at), where('id', '>', id)]),
        ]),
      )
    const rows = await page
      .orderBy('is_settled')
      .orderBy('due_at')
      .orderBy('id')
      .limit(filter.limit + 1)
      .execute()
    const { shown, next } = onPage(rows, filter.limit, row => [row.is_settled, row.due_at, row.id])
    return {
      rows: await obligationViews(node, tx, actor, shown),
      total: Number(total.n),
      next,
    }
  })
}

/** One obligation, for whoever may see its dossier, and for overseers. */
export async function readObligation(node: Node, actor: Person, notice: Uuid): Promise<Obligation | Refusal> {
  return await node.store.read(async tx => {
    const found = await visibleObligation(tx, actor, notice, 'obligation-read')
    return isRefusal(found) ? found : ((await obligationViews(node, tx, actor, [found.row]))[0] as Obligation)
  })
}

/** Begins a notice about a message of this node: a draft with all that the node knows, for its author to finish. */
export async function draftNotice(node: Node, actor: Person, message: Uuid, input: z.infer<typeof NewNotice>): Promise<Draft | Refusal> {
  return await act(node, actor, 'draft', { message }, async tx => {
    const row = await tx.db.selectFrom('message').select(['dossier_id', 'direction']).where('id', '=', message).executeTakeFirst()
    const dossier = row?.dossier_id == null ? undefined : await dossierRow(tx, row.dossier_id)
    if (dossier === undefined || !may(actor, 'draft-continue', thingOf(dossier))) return refuse('not-found', {})
    if (row?.direction !== 'out') return refuse('not-owner', { message })
    const about = await messageWithBody(tx, dossier.id, message)
    if (isRefusal(about)) return about
    const concerned = await concernedIn(tx, message, input)
    if (isRefusal(concerned)) return concerned
    const fields = await noticeFields(node, tx, dossier, about, input.kind, concerned)
    return await startDraft(tx, actor, dossier, { ...fields, reasons: input.reasons })
  })
}

/** Begins the next message about a notice: acknowledges it, shows it was carried out, asks for a joint review or ends one. */
export async function draftAcknowledgement(node: Node, actor: Person, notice: Uuid, input: z.infer<typeof NewAcknowledgement>): Promise<Draft | Refusal> {
  return await act(node, actor, 'draft', { subject: notice }, async tx => {
    const found = await visibleObligation(tx, actor, notice, 'draft-continue')
    if (isRefusal(found)) return found
    const { row, dossier } = found
    const matter = await matterOf(tx, row, input)
    if (isRefusal(matter)) return matter
    const body = await messageWithBody(tx, dossier.id, notice)
    if (isRefusal(body)) return body
    const note = 'note' in input ? input.note : ''
    return await startDraft(tx, actor, dossier, await acknowledgementFields(node, tx, dossier, body, matter, note))
  })
}

/** Writes the notices that follow the data to whoever got them on: one draft each, in the thread in which they were given. */
export async function draftOnward(node: Node, actor: Person, notice: Uuid): Promise<readonly Draft[] | Refusal> {
  return await act<readonly Draft[]>(node, actor, 'draft-onward', { subject: notice }, async tx => {
    const found = await visibleObligation(tx, actor, notice, 'draft-continue')
    if (isRefusal(found)) return found
    const order = await noticeBody(tx, found.row)
    const drafts: Draft[] = []
    for (const onward of await onwardOf(tx, [notice])) {
      if (onward.told_at !== null || (await hasDraftAbout(tx, onward.message_id, found.row.kind))) continue
      const given = await tx.db.selectFrom('message').select('dossier_id').where('id', '=', onward.message_id).executeTakeFirst()
      const dossier = given?.dossier_id == null ? undefined : await dossierRow(tx, given.dossier_id)
      // Whoever cannot see where it went leaves that one to a colleague who can.
      if (dossier === undefined || !may(actor, 'draft-continue', thingOf(dossier))) continue
      const about = await messageWithBody(tx, dossier.id, onward.message_id)
      if (isRefusal(about)) continue
      const concerned = await sameIn(tx, found.row, order, about.body)
      const fields = await noticeFields(node, tx, dossier, about, found.row.kind as 'COR', concerned)
      const draft = await startDraft(tx, actor, dossier, {
        ...fields,
        ...correctedAlike(found.row, order, about.body, fields.items),
        reasons: order?.ask.reasons ?? '',
      })
      if (isRefusal(draft)) return draft
      drafts.push(draft)
    }
    return drafts.length === 0 ? refuse('nothing-onward', { notice }) : drafts
  })
}

/** The statement to both supervisors that a notice was not answered in time, signed, as a file. */
export async function readEscalationFile(node: Node, actor: Person, notice: Uuid): Promise<{ readonly name: string; readonly content: Uint8Array } | Refusal> {
  return await act(node, actor, 'read-escalation', { subject: notice }, async tx => {
    const found = await visibleObligation(tx, actor, notice, 'obligation-read')
    if (isRefusal(found)) return found
    if (found.row.escalation === null) return refuse('not-escalated', { notice })
    return { name: `escalation-${notice}.json`, content: utf8(found.row.escalation) }
  })
}

/** Reads what a notice has closed or struck: a magistrate or an inspector, with a reason, and it is logged (R44, R48). */
export async function readClosed(node: Node, actor: Person, notice: Uuid, reason: string): Promise<ClosedContent | Refusal> {
  const known = await node.store.read(tx => obligationRow(tx, notice))
  return await act(node, actor, 'read-restricted', { dossier: (known?.dossier_id ?? null) as Uuid | null, subject: notice, reason }, async tx => {
    const found = await visibleObligation(tx, actor, notice, 'restricted-read')
    if (isRefusal(found)) return found
    const { row } = found
    if (row.effect !== 'corrected' && !isClosing(row)) return refuse('not-restricted', { notice })
    const message = await tx.db.selectFrom('message').selectAll().where('id', '=', row.item_message).executeTakeFirst()
    const body = message === undefined ? null : await bodyOfMessage(tx, message)
    if (body === null) return refuse('erased', { message: row.item_message })
    const cor = row.kind === 'COR' ? await noticeBody(tx, row) : null
    const places = row.kind === 'COR' ? (cor === null ? [] : placesOf(cor)) : (concernedOf(row)?.items ?? body.items.map((_, at) => at))
    const whole = concernedOf(row) === null && row.kind !== 'COR'
    return {
      notice,
      message: row.item_message as Uuid,
      title: whole ? body.title : '',
      reasons: whole ? body.ask.reasons : '',
      note: whole ? body.note : '',
      items: places.flatMap((place, at) => {
        const item = body.items[place]
        return item === undefined ? [] : [{ place, item, corrected: cor?.items[at] ?? null }]
      }),
    }
  })
}

/** A magistrate says that what was kept as evidence is needed no longer: it is erased as it was ordered (R48). */
export async function endEvidence(node: Node, actor: Person, notice: Uuid, reason: string): Promise<Obligation | Refusal> {
  const known = await node.store.read(tx => obligationRow(tx, notice))
  return await act<Obligation>(node, actor, 'end-evidence', { dossier: (known?.dossier_id ?? null) as Uuid | null, subject: notice, reason }, async tx => {
    const found = await visibleObligation(tx, actor, notice, 'evidence-end')
    if (isRefusal(found)) return found
    const row = (await obligationToMove(tx, notice)) as ObligationRow
    if (row.kind !== 'DEL' || !isClosing(row)) return refuse('not-restricted', { notice })
    const message = await tx.db.selectFrom('message').selectAll().where('id', '=', row.item_message).executeTakeFirstOrThrow()
    await eraseContent(node, tx, message, concernedOf(row), 'reviewed')
    await tx.db.updateTable('obligation').set({ evidence_ended_at: tx.at }).where('id', '=', notice).execute()
    return (await obligationViews(node, tx, actor, [{ ...row, evidence_ended_at: tx.at }]))[0] as Obligation
  })
}

/**
 * Notices whose ten days are over: each is late, and told to both supervisors in a signed statement that this side can export.
 * A job calls it; the acts are the node's own. Returns how many.
 */
export async function escalateOverdue(node: Node, limit = 100): Promise<number> {
  const late = await node.store.read(tx =>
    tx.db
      .selectFrom('obligation')
      .select(['id', 'dossier_id'])
      .where('is_settled', '=', 0)
      .where('due_at', '<', tx.at)
      .where('state', 'in', ['ordered', 'received', 'overdue'])
      .orderBy('due_at')
      .limit(limit)
      .execute(),
  )
  for (const { id, dossier_id } of late)
    await node.store.write(async tx => {
      const row = await obligationToMove(tx, id)
      const dossier = await dossierRow(tx, dossier_id)
      if (row === undefined || dossier === undefined) return
      const stood = courseOf(row)
      const fallen = mayFollow(stood, { does: 'fall-due', at: tx.at })
      if (isRefusal(fallen)) return
      const overdue = happened(stood, { does: 'fall-due', at: tx.at }, null)
      const course = happened(overdue, { does: 'escalate', by: node.config.id, at: tx.at }, null)
      await writeCourse(tx, row, course, { escalation: row.escalation ?? statement(node, dossier, row, tx.at) })
      await writeAct(node, tx, system, 'escalate', { dossier: dossier_id as Uuid, subject: id }, null)
    })
  return late.length
}

function statement(node: Node, dossier: DossierRow, row: ObligationRow, at: ObligationRow['due_at']): string {
  const sides = [row.owner, row.holder] as NodeId[]
  return signEscalation(
    {
      escalation: 'entraide.escalation/1',
      by: node.config.id,
      notice: row.id as Uuid,
      kind: row.kind as 'COR',
      message: row.item_message as Uuid,
      thread: dossier.thread_id as Uuid,
      owner: row.owner as NodeId,
      holder: row.holder as NodeId,
      orderedAt: row.ordered_at as never,
      dueAt: row.due_at as never,
      stood: row.state === 'ordered' ? 'ordered' : 'received',
      at: at as never,
      supervisors: sides.flatMap(side => supervisorsOf(side, node.config.regime).map(supervisor => ({ node: side, supervisor }))),
    },
    node.keys.signing(),
  )
}

/** The dossiers whose obligations a person sees: those she sees at all; overseers see every one, for they see no content. */
function seen(tx: Tx, actor: Person) {
  const oversees = actor.roles.includes('INS') || actor.roles.includes('DPO')
  return oversees ? tx.db.selectFrom('dossier').select('dossier.id') : visible(tx, actor).select('dossier.id')
}

async function visibleObligation(
  tx: Tx,
  actor: Person,
  notice: Uuid,
  as: 'obligation-read' | 'draft-continue' | 'restricted-read' | 'evidence-end',
): Promise<{ readonly row: ObligationRow; readonly dossier: DossierRow } | Refusal> {
  const row = await obligationRow(tx, notice)
  const dossier = row === undefined ? undefined : await dossierRow(tx, row.dossier_id)
  if (row === undefined || dossier === undefined || !may(actor, as, thingOf(dossier))) return refuse('not-found', {})
  return { row, dossier }
}

async function concernedIn(tx: Tx, message: Uuid, { items, attachments }: z.infer<typeof NewNotice>): Promise<Concerned | Refusal> {
  if (items === null && attachments === null) return null
  const ids = attachments ?? []
  const rows =
    ids.length === 0 ? [] : await tx.db.selectFrom('attachment').select(['id', 'digest']).where('message_id', '=', message).where('id', 'in', ids).execute()
  if (rows.length !== new Set(ids).size) return refuse('notice-unfit', { at: 'matter' })
  const concerned = { items: [...new Set(items ?? [])].sort((a, b) => a - b), attachments: rows.map(row => row.digest).sort() }
  return concerned.items.length + concerned.attachments.length === 0 ? refuse('notice-unfit', { at: 'matter' }) : concerned
}

async function matterOf(tx: Tx, row: ObligationRow, input: z.infer<typeof NewAcknowledgement>): Promise<AcknowledgementMatter | Refusal> {
  const of = { matter: 'acknowledgement', notice: row.id as Uuid } as const
  if (input.step === 'acknowledge') return { ...of, step: 'acknowledge', ack: input.ack satisfies AckCode }
  if (input.step === 'review') return { ...of, step: 'review' }
  if (input.step === 'settle') return { ...of, step: 'settle', outcome: input.outcome }
  const proof = await proofOf(tx, row)
  return proof === null ? refuse('nothing-to-prove', { notice: row.id }) : { ...of, step: 'prove', proof }
}

/** A notice about it that is being written, or waits for its release. */
async function hasDraftAbout(tx: Tx, message: string, kind: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('draft')
    .select('id')
    .where('in_reply_to', '=', message)
    .where('message_type', '=', kind)
    .where('state', 'in', ['editing', 'returned', 'waiting-release'])
    .executeTakeFirst()
  return row !== undefined
}

/**
 * Which statements of what was given on say the same as those concerned: found by comparing them. Where that finds none, all
 * of it is concerned, for something in it was made of them.
 */
async function sameIn(tx: Tx, row: ObligationRow, order: MessageBody | null, given: MessageBody): Promise<Concerned> {
  if (row.kind === 'COR' && order === null) return null
  const message = await tx.db.selectFrom('message').selectAll().where('id', '=', row.item_message).executeTakeFirst()
  const original = message === undefined ? null : await bodyOfMessage(tx, message)
  const concerned = concernedOf(row)
  const places = concerned?.items ?? original?.items.map((_, at) => at) ?? []
  const said = new Set(places.flatMap(at => (original?.items[at] === undefined ? [] : [contentOf(original.items[at])])))
  const items = given.items.flatMap((item, at) => (said.has(contentOf(item)) ? [at] : []))
  return items.length === 0 || items.length === given.items.length ? null : { items, attachments: [] }
}

/** In a correction that is passed on, each statement is corrected as the one it repeats was; the author sees to the others. */
function correctedAlike(row: ObligationRow, order: MessageBody | null, _given: MessageBody, items: MessageBody['items']): { items?: MessageBody['items'] } {
  if (row.kind !== 'COR' || order === null || order.items.length !== items.length) return {}
  return { items: items.map((item, at) => ({ ...item, ...pick(order.items[at]) })) }
}

function pick(item: MessageBody['items'][number] | undefined): Partial<MessageBody['items'][number]> {
  if (item === undefined) return {}
  return { ...(item.person === undefined ? {} : { person: item.person }), ...(item.text === undefined ? {} : { text: item.text }) }
}

function contentOf({ category, person, text }: MessageBody['items'][number]): string {
  return JSON.stringify([category, person ?? null, text ?? null])
}
