import { completeRequest, endClock, type RequestClock, startClock, type Urgency } from '@entraide/custody'
import { sealOctets } from '@entraide/envelope'
import {
  besideBytes,
  type Card,
  deliveryBytes,
  digestHex,
  machineOf,
  move,
  permit,
  type Receipt,
  readOctets,
  readReceipt,
  resealOctets,
  type ThreadState,
  type TravellingType,
} from '@entraide/exchange'
import { fromHex, type Instant, isRefusal, later, millisecondsOf, minute, type NodeId, type Refusal, refuse, second, type Uuid } from '@entraide/ground'
import { exchangeOrigin } from '@entraide/ledger'
import { type ExpressionBuilder, type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Node, PartnerAnswer } from '../capabilities.ts'
import { hiddenActs, latestNote, sequence } from '../jobs/sequencer.ts'
import { changeDossier, clockColumns, clockOf, dossierRow } from '../store/dossiers.ts'
import { bodyOfMessage, completeDraft, draftRow, sealReturned } from '../store/drafts.ts'
import { addCrossing } from '../store/exchange-leaf.ts'
import { cardOf, type PartnerRow, partnerRow, recipientKeyFor } from '../store/partners.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { writeAct } from './act.ts'
import { pushAttachments } from './attach.ts'
import { heldFor } from './draft.ts'
import { isSkewed, noteSkew, skewOf } from './partner-clock.ts'
import { noteTheirCheckpoint } from './witness.ts'

type Waiting = Selectable<Tables['outbox']>
type Message = Selectable<Tables['message']>

const claimMs = 2 * minute
const atOnce = 8
const longestPauseMs = 5 * minute
/** After so many tries the outbox says `stuck` and why; it goes on trying. */
export const stuckAfterTries = 5

const system = { kind: 'system' } as const

/** States of the outbox in which a message is still to be delivered. */
const waiting = ['waiting', 'held-by-partner'] as const

/**
 * Tries every delivery that is due, several at once, each at most once. Messages of one thread leave in their order, each
 * when the one before has its receipt, and so do control messages about one thing: overtaken, a signature would be refused
 * for a text that is not there yet, an answer for a thread that stands elsewhere. Permission and guards are asked again before each
 * try: an agreement suspended or a partner frozen meanwhile stops a message that already waits. Returns how many left.
 */
export async function deliverDue(node: Node): Promise<number> {
  const due = await claim(node)
  const left = await Promise.all(due.map(row => attempt(node, row)))
  return left.filter(Boolean).length
}

async function claim(node: Node): Promise<readonly Waiting[]> {
  return await node.store.write(async tx => {
    let query = tx.db
      .selectFrom('outbox')
      .innerJoin('message', 'message.id', 'outbox.message_id')
      .selectAll('outbox')
      .where('outbox.state', 'in', waiting)
      .where('outbox.next_try_at', '<=', tx.at)
      .where(where => where.or([where('outbox.claimed_until', 'is', null), where('outbox.claimed_until', '<', tx.at)]))
      .where(where => where.not(where.exists(earlierOf(where).whereRef('before.dossier_id', '=', 'message.dossier_id'))))
      .where(where => where.or([where('message.kind', '=', 'message'), where.not(where.exists(earlierControl(where)))]))
      .orderBy('outbox.released_at')
      .limit(atOnce)
    if (tx.engine === 'postgres') query = query.forUpdate('outbox').skipLocked()
    const rows = await query.execute()
    if (rows.length > 0)
      await tx.db
        .updateTable('outbox')
        .set({ claimed_until: later(tx.at, claimMs) })
        .where(
          'message_id',
          'in',
          rows.map(row => row.message_id),
        )
        .execute()
    return rows
  })
}

type Candidates = ExpressionBuilder<Tables & { outbox: Tables['outbox']; message: Tables['message'] }, 'outbox' | 'message'>

/** What waits for the same partner and was made before. */
function earlierOf({ selectFrom }: Candidates) {
  return selectFrom('message as before')
    .innerJoin('outbox as ahead', 'ahead.message_id', 'before.id')
    .select('before.id')
    .whereRef('ahead.partner', '=', 'outbox.partner')
    .where('ahead.state', 'in', waiting)
    .whereRef('before.id', '<', 'message.id')
}

/** Control messages about one thing: a text before its signature, a suspension before its end, a freeze before its thaw. */
function earlierControl(where: Candidates) {
  return earlierOf(where)
    .where('before.kind', '!=', 'message')
    .where(both => both(both.fn.coalesce('before.agreement_hash', sql.lit('')), '=', both.fn.coalesce('message.agreement_hash', sql.lit(''))))
}

/** What a try needs, read in one transaction; or why the message must not leave. */
type Ready = { readonly message: Message; readonly partner: PartnerRow; readonly card: Card; readonly envelope: Uint8Array; readonly beside: Uint8Array }

async function attempt(node: Node, row: Waiting): Promise<boolean> {
  await sequence(node)
  const ready = await node.store.write(tx => prepareTry(node, tx, row))
  if (isRefusal(ready)) {
    await stop(node, row, ready)
    return false
  }
  const pushed = await pushAttachments(node, ready.card, row.message_id as Uuid)
  if (pushed !== null) {
    await tryLater(node, row, pushed, null)
    return false
  }
  const beside = await sealOctets(
    await node.store.read(tx => recipientKeyFor(tx, ready.partner, tx.at)),
    'entraide/1 delivery-proof',
    fromHex(digestHex(ready.envelope)),
    ready.beside,
  )
  const answer = await node.partners.send({
    to: ready.partner.node as NodeId,
    address: ready.card.address,
    tlsPin: ready.card.transport.tlsPin,
    method: 'POST',
    path: '/partner/v1/deliveries',
    body: deliveryBytes({ envelope: ready.envelope, beside }),
    timeoutMs: 30 * second,
  })
  return await settle(node, row, ready, answer)
}

async function prepareTry(node: Node, tx: Tx, row: Waiting): Promise<Ready | Refusal> {
  const message = (await tx.db.selectFrom('message').selectAll().where('id', '=', row.message_id).executeTakeFirstOrThrow()) as Message
  const partner = await partnerRow(tx, row.partner)
  if (partner === undefined || (partner.pairing !== 'confirmed' && message.kind === 'message')) return refuse('partner-not-paired', { partner: row.partner })
  if (tx.at >= message.expires_at) return refuse('envelope-expired', { expiredAt: message.expires_at })
  if (message.kind === 'message') {
    const again = await permittedStill(node, tx, row)
    if (again !== null) return again
  }
  const card = cardOf(partner)
  const envelope = await sealedFor(node, tx, row, message, partner)
  const beside = besideBytes({
    beside: 'entraide.beside/1',
    at: tx.at,
    checkpoint: await latestNote(tx, exchangeOrigin(node.config.id, row.partner as NodeId)),
    acts: await hiddenActs(node, tx),
  })
  return { message, partner, card, envelope, beside }
}

/** Permission asked again, under the agreement of today (style section 3: a proof lives for one step). */
async function permittedStill(node: Node, tx: Tx, row: Waiting): Promise<Refusal | null> {
  const kept = row.draft_id === null ? undefined : await draftRow(tx, row.draft_id)
  if (kept === undefined) return refuse('draft-gone', { message: row.message_id })
  const draft = await completeDraft(node, tx, kept)
  if (isRefusal(draft)) return draft
  const permitted = permit(draft, await heldFor(node, tx, draft), node.policy, tx.at)
  return isRefusal(permitted) ? permitted : null
}

/** The envelope as it waits, or sealed again where the partner's key has moved on: same id, same octets, same message. */
async function sealedFor(node: Node, tx: Tx, row: Waiting, message: Message, partner: PartnerRow): Promise<Uint8Array> {
  const serves = await tx.db
    .selectFrom('partner_key')
    .select('until_at')
    .where('node', '=', row.partner)
    .where('kind', '=', 'recipient')
    .where('key_id', '=', row.recipient_key)
    .executeTakeFirst()
  if (serves?.until_at === null || serves?.until_at === undefined || serves.until_at > tx.at) return new Uint8Array(row.envelope)
  const octets =
    message.dossier_id === null ? null : await tx.unsealBytes(message.dossier_id as Uuid, `message/${message.id}/body`, message.body_sealed as Uint8Array)
  if (octets === null) return new Uint8Array(row.envelope)
  const recipientKey = await recipientKeyFor(tx, partner, tx.at)
  const sealing = { messageId: message.id as Uuid, at: tx.at, recipientKey, signingKeys: node.keys.signing() }
  const again = await resealOctets('entraide/1 message', node.config.id, row.partner as NodeId, octets, message.expires_at as Instant, sealing)
  await tx.db.updateTable('outbox').set({ envelope: again.envelope, recipient_key: again.recipientKeyId }).where('message_id', '=', row.message_id).execute()
  return again.envelope
}

async function settle(node: Node, row: Waiting, ready: Ready, answer: PartnerAnswer): Promise<boolean> {
  if (!answer.reached) return await tryLater(node, row, answer.code, null)
  if (answer.status === 409 && codeIn(answer.body) === 'attachment-missing') await pushAgain(node, row.message_id)
  // A partner whose clock is far from ours takes our signature for an old one: said as what it is, and tried again.
  const skewMs = skewOf(answer.date, node.clock.now())
  if (answer.status === 401 && isSkewed(skewMs)) return await tryLater(node, row, 'clock-skew', answer, skewMs)
  if (answer.status !== 200 && answer.status !== 202) return await tryLater(node, row, `answered-${answer.status}`, answer)
  const receipt = readReceipt(
    answer.body,
    { message: row.message_id as Uuid, digests: [ready.message.body_digest, digestHex(ready.envelope)], by: row.partner as NodeId, to: node.config.id },
    ready.card.signingKeys,
  )
  if (isRefusal(receipt)) return await tryLater(node, row, receipt.refused, answer)
  await takeReceipt(node, row.message_id as Uuid, receipt, new TextDecoder().decode(answer.body), 'line')
  return receipt.verdict !== 'held'
}

/**
 * Takes a receipt that was checked: the message's verdict, the thread's next state, one leaf in the shared log. Given
 * twice, the second changes nothing. `held` is interim: the delivery is tried again.
 *
 * @param by - how it came: a receipt in a carried file says nothing of the line
 */
export async function takeReceipt(node: Node, messageId: Uuid, receipt: Receipt, text: string, by: 'line' | 'file'): Promise<void> {
  await node.store.write(async tx => {
    const message = (await tx.db.selectFrom('message').selectAll().where('id', '=', messageId).executeTakeFirstOrThrow()) as Message
    const row = await tx.db.selectFrom('outbox').selectAll().where('message_id', '=', messageId).executeTakeFirstOrThrow()
    if (message.verdict === 'admitted' || message.verdict === 'refused') return
    const partner = message.partner as NodeId
    if (receipt.checkpoint !== null) await noteTheirCheckpoint(node, tx, partner, receipt.checkpoint)
    if (by === 'line') await answeredAgain(tx, partner)
    if (receipt.verdict === 'held') {
      await tx.db
        .updateTable('outbox')
        .set({ state: 'held-by-partner', reason: receipt.code, tries: row.tries + 1, next_try_at: later(tx.at, pauseMs(row.tries)), claimed_until: null })
        .where('message_id', '=', messageId)
        .execute()
      await tx.db.updateTable('message').set({ verdict: 'held', code: receipt.code }).where('id', '=', messageId).execute()
      return
    }
    const admitted = receipt.verdict === 'admitted'
    await tx.db
      .updateTable('message')
      .set({ verdict: receipt.verdict, code: receipt.code, receipt: text, receipt_at: receipt.at })
      .where('id', '=', messageId)
      .execute()
    await tx.db
      .updateTable('outbox')
      .set({ state: admitted ? 'delivered' : 'refused', reason: receipt.code, delivered_at: tx.at, tries: row.tries + 1, claimed_until: null })
      .where('message_id', '=', messageId)
      .execute()
    const body = await bodyOfMessage(tx, message)
    await addCrossing(node, tx, {
      event: 'receipt-in',
      outcome: receipt.code ?? 'admitted',
      partner,
      message: messageId,
      kind: 'receipt',
      dossier: message.dossier_id as Uuid | null,
      body,
      digest: message.body_digest,
      instants: { receiptAt: receipt.at },
    })
    if (message.dossier_id !== null)
      await (admitted ? movedByReceipt(tx, message, receipt.at) : putBack(tx, row, receipt.code ?? 'refused', refuse(receipt.code ?? 'refused', {})))
    await writeAct(
      node,
      tx,
      { kind: 'partner', node: partner },
      'receipt',
      { dossier: message.dossier_id as Uuid | null, message: messageId },
      admitted ? null : receipt.code,
    )
  })
}

/** The asker's clock and state when the partner admitted: all instants are the answering node's, so that both sides count the same. */
async function movedByReceipt(tx: Tx, message: Message, at: Instant): Promise<void> {
  const dossier = await dossierRow(tx, message.dossier_id as string)
  if (dossier === undefined || dossier.side !== 'asker') return
  const clock = clockAt(dossier.opening_type, message.message_type, clockOf(dossier), dossier.urgency as Urgency, at)
  const state = move(machineOf(dossier.opening_type as TravellingType), 'asker', dossier.state as ThreadState, { act: 'receipt' })
  await changeDossier(tx, dossier.id, { ...(isRefusal(state) ? {} : { state }), ...clockColumns(clock, tx.at) })
}

function clockAt(openingType: string, type: string | null, clock: RequestClock | null, urgency: Urgency, at: Instant): RequestClock | null {
  if (openingType !== 'REQ') return null
  if (type === 'REQ') return startClock(urgency, at)
  if (clock === null) return null
  const next =
    type === 'CLR' && clock.returnedAt !== null && clock.runningFrom === null ? completeRequest(clock, at) : type === 'WDW' ? endClock(clock, at) : clock
  return isRefusal(next) ? clock : next
}

/** What may not leave comes back to its author as a draft with the reason; the thread stands where it stood before. */
async function stop(node: Node, row: Waiting, why: Refusal): Promise<void> {
  await node.store.write(async tx => {
    const state = why.refused === 'envelope-expired' ? 'expired' : 'stopped'
    const changed = await tx.db
      .updateTable('outbox')
      .set({ state, reason: why.refused, claimed_until: null })
      .where('message_id', '=', row.message_id)
      .where('state', 'in', ['waiting', 'held-by-partner'])
      .executeTakeFirst()
    if (Number(changed.numUpdatedRows) === 0) return
    await putBack(tx, row, why.refused, why)
    const dossier = row.draft_id === null ? null : ((await draftRow(tx, row.draft_id))?.dossier_id ?? null)
    await writeAct(node, tx, system, 'deliver', { dossier: dossier as Uuid | null, message: row.message_id as Uuid }, why.refused)
  })
}

/** Takes a message out of the outbox by hand before it left: the author gets the draft back. */
export async function takeBack(node: Node, tx: Tx, row: Waiting): Promise<void> {
  await tx.db.updateTable('outbox').set({ state: 'stopped', reason: 'taken-back', claimed_until: null }).where('message_id', '=', row.message_id).execute()
  await putBack(tx, row, 'taken-back', refuse('taken-back', {}))
}

async function putBack(tx: Tx, row: Waiting, code: string, why: Refusal): Promise<void> {
  const draft = row.draft_id === null ? undefined : await draftRow(tx, row.draft_id)
  if (draft === undefined) return
  const unmet = (why.facts.unmet ?? []) as never
  await tx.db
    .updateTable('draft')
    .set({
      state: 'returned',
      returned_code: code,
      returned_sealed: await sealReturned(tx, draft, { code, reason: '', at: tx.at, unmet }),
      version: draft.version + 1,
      updated_at: tx.at,
    })
    .where('id', '=', draft.id)
    .execute()
  // What the partner sent meanwhile has moved the thread on: that stands.
  const moved = await tx.db
    .selectFrom('message')
    .select('id')
    .where('dossier_id', '=', draft.dossier_id)
    .where('direction', '=', 'in')
    .where('at', '>=', row.released_at)
    .limit(1)
    .executeTakeFirst()
  if (moved !== undefined) return
  const before = JSON.parse(row.before) as { state: ThreadState; clock: RequestClock | null }
  const first = (await dossierRow(tx, draft.dossier_id))?.thread_id === row.message_id
  await changeDossier(tx, draft.dossier_id, { state: before.state, ...clockColumns(before.clock, tx.at), ...(first ? { thread_id: null } : {}) })
}

async function tryLater(
  node: Node,
  row: Waiting,
  reason: string,
  answer: (PartnerAnswer & { reached: true }) | null,
  skewMs: number | null = null,
): Promise<false> {
  await node.store.write(async tx => {
    await tx.db
      .updateTable('outbox')
      .set({ tries: row.tries + 1, reason, next_try_at: later(tx.at, pauseMs(row.tries)), claimed_until: null })
      .where('message_id', '=', row.message_id)
      .where('state', 'in', ['waiting', 'held-by-partner'])
      .execute()
    await contacted(tx, row.partner as NodeId, answer === null ? 'down' : 'up')
    if (skewMs !== null) await noteSkew(tx, row.partner as NodeId, skewMs)
  })
  return false
}

/** The partner says that chunks are missing which were pushed: it has dropped them, and they are pushed anew. */
async function pushAgain(node: Node, message: string): Promise<void> {
  await node.store.write(tx =>
    tx.db.updateTable('attachment').set({ state: 'ready' }).where('message_id', '=', message).where('state', '=', 'pushed').execute(),
  )
}

function codeIn(body: Uint8Array): string | null {
  const read = readOctets(body, z.looseObject({ refused: z.string() }))
  return isRefusal(read) ? null : (read as { refused: string }).refused
}

/** Our delivery got through. After an outage what else waits for this partner is due now, not when its pause is over. */
async function answeredAgain(tx: Tx, partner: NodeId): Promise<void> {
  const row = await partnerRow(tx, partner)
  if (row === undefined) return
  if (row.clock_skew_ms !== null) await noteSkew(tx, partner, null)
  if (row.line === 'down')
    await tx.db
      .updateTable('outbox')
      .set({ next_try_at: tx.at })
      .where('partner', '=', partner)
      .where('state', '=', 'waiting')
      .where('not_before', '<=', tx.at)
      .where('next_try_at', '>', tx.at)
      .execute()
  await contacted(tx, partner, 'up')
}

/** Notes whether a partner's line is up, and since when. */
export async function contacted(tx: Tx, partner: NodeId, line: 'up' | 'down'): Promise<void> {
  const row = await partnerRow(tx, partner)
  if (row === undefined) return
  const change = { line, ...(row.line === line ? {} : { line_since: tx.at }), ...(line === 'up' ? { last_contact_at: tx.at } : {}) }
  // A line that is up is noted once a minute, not with each message.
  if (
    row.line === line &&
    (line === 'down' || (row.last_contact_at !== null && millisecondsOf(tx.at) - millisecondsOf(row.last_contact_at as Instant) < minute))
  )
    return
  await tx.db.updateTable('partner').set(change).where('node', '=', partner).execute()
}

/** 1 s, 2 s, 4 s … 5 minutes. */
function pauseMs(tries: number): number {
  return Math.min(second * 2 ** Math.min(tries, 16), longestPauseMs)
}
