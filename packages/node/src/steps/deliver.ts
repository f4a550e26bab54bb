import { residualMessageTypes } from '@entraide/agreement'
import { completeRequest, endClock, forgetIdentification, type RequestClock, returnRequest, startClock, type Urgency } from '@entraide/custody'
import { type RecipientKey, sealOctets } from '@entraide/envelope'
import {
  besideBytes,
  type Card,
  type Draft,
  deliveryBytes,
  digestHex,
  isDone,
  type MessageBody,
  machineOf,
  move,
  permit,
  type Receipt,
  readOctets,
  readReceipt,
  resealOctets,
  type ThreadState,
  type TravellingType,
  undone,
} from '@entraide/exchange'
import { fromHex, type Instant, isRefusal, later, millisecondsOf, minute, type NodeId, type Refusal, refuse, second, type Uuid } from '@entraide/ground'
import { exchangeOrigin } from '@entraide/ledger'
import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { Node, PartnerAnswer } from '../capabilities.ts'
import { inRound, sequenceOwn, standOf } from '../jobs/sequencer.ts'
import {
  beforeOf,
  changeDossier,
  clockColumns,
  clockOf,
  type DossierRow,
  dossierRow,
  dossierToMove,
  isIdentificationClock,
  standingReturn,
  type ThreadClock,
} from '../store/dossiers.ts'
import { bodyOfMessage, completeDraft, draftRow, type Returned, sealReturned } from '../store/drafts.ts'
import { addCrossing, hasLeft } from '../store/exchange-leaf.ts'
import { once } from '../store/once.ts'
import { type Before, type Behind, readBefore, undelivered, type Waiting, waitingOf, writeBefore } from '../store/outbox.ts'
import { cardOf, keyNamed, type PartnerRow, partnerRow, recipientKeyFor, recipientKeyNamed } from '../store/partners.ts'
import { change, prepared } from '../store/prepared.ts'
import type { Store, Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { writeAct } from './act.ts'
import { claimDue, letGo, perPartner } from './claim.ts'
import { heldFor } from './draft.ts'
import { clockAfterNews } from './matters/identification-clock.ts'
import { matterSteps } from './matters/matter-steps.ts'
import { isSkewed, noteSkew, skewOf } from './partner-clock.ts'
import { pushAttachments } from './push.ts'
import { heldBack } from './restored.ts'
import { noteOursKept, noteTheirCheckpoint } from './witness.ts'

type Message = Selectable<Tables['message']>

const longestPauseMs = 5 * minute
/** After so many tries the outbox says `stuck` and why; it goes on trying. */
export const stuckAfterTries = 5

const system = { kind: 'system' } as const
const residual: readonly string[] = residualMessageTypes

/**
 * Tries every delivery that is due, several at once, each at most once. Messages of one thread leave in their order, each
 * when the one before has its receipt, and so do control messages about one thing: overtaken, a signature would be refused
 * for a text that is not there yet, an answer for a thread that stands elsewhere. Permission and guards are asked again before each
 * try: an agreement suspended or a partner frozen meanwhile stops a message that already waits. Returns how many left.
 */
export async function deliverDue(node: Node): Promise<number> {
  let left = 0
  const begun: Promise<void>[] = []
  await beginDue(node, one => {
    const counted = one.then(has => {
      if (has) left++
    })
    begun.push(counted)
  })
  await Promise.all(begun)
  return left
}

/**
 * The same as a job: begins what is due and does not wait for the answers, so that a slow partner holds up no other.
 * A lane that has room again, and a thread whose next message may go, ring for the next turn. From its first turn to
 * `deliveriesOver` what is released here may be handed over without a turn (`takesOver`).
 */
export async function keepDelivering(node: Node, onFault: (fault: unknown) => void): Promise<void> {
  const hears = (one: Promise<boolean>) => void one.catch(onFault)
  takers.set(node.store, hears)
  await beginDue(node, hears)
}

/** Resolves when no delivery of this process is under way: for a graceful stop. Nothing is handed over after it was asked. */
export async function deliveriesOver(node: Node): Promise<void> {
  takers.delete(node.store)
  await Promise.allSettled([...(lanes.get(node.store)?.values() ?? [])].flatMap(lane => [...lane]))
}

/** Deliveries under way, by partner. */
const lanes = new WeakMap<Store, Map<string, Set<Promise<boolean>>>>()
/** Where a job delivers: what hears of each delivery that begins. */
const takers = new WeakMap<Store, (one: Promise<boolean>) => void>()

function lanesOf(node: Node): Map<string, Set<Promise<boolean>>> {
  const mine = lanes.get(node.store) ?? new Map<string, Set<Promise<boolean>>>()
  lanes.set(node.store, mine)
  return mine
}

async function beginDue(node: Node, began: (one: Promise<boolean>) => void): Promise<void> {
  for (;;) {
    const under = new Map([...lanesOf(node)].map(([partner, lane]) => [partner, lane.size]))
    const { due, isMore } = await claimDue(node, under)
    for (const row of due) began(begin(node, row))
    if (!isMore) return
  }
}

function begin(node: Node, row: Waiting, fresh?: Fresh): Promise<boolean> {
  const mine = lanesOf(node)
  const lane = mine.get(row.partner) ?? new Set()
  mine.set(row.partner, lane)
  const one = attempt(node, row, fresh).catch(fault => letGo(node, row, fault))
  lane.add(one)
  const over = () => {
    const rings = lane.size >= perPartner
    lane.delete(one)
    if (lane.size === 0 && mine.get(row.partner) === lane) mine.delete(row.partner)
    if (rings) node.store.wake('outbox')
  }
  one.then(over, over)
  return one
}

/** A message released a moment ago, as the step that released it knows it: its first try need not read it again. */
export type Fresh = { readonly line: MessageLine; readonly draft: Draft; readonly version: number; readonly key: RecipientKey }

/**
 * Whether this process delivers what it releases for a partner at once, without a turn of its job: the entry is written as
 * claimed (`claimedNow`) and handed over after the commit.
 */
export function takesOver(node: Node, partner: string): boolean {
  return takers.has(node.store) && (lanes.get(node.store)?.get(partner)?.size ?? 0) < perPartner
}

/** Begins the delivery of a message whose entry was written as claimed. If the job has stopped meanwhile, the claim runs out. */
export function handOver(node: Node, row: Waiting, fresh: Fresh): void {
  takers.get(node.store)?.(begin(node, row, fresh))
}

/** A message without its content. */
export type MessageLine = Pick<Message, 'id' | 'dossier_id' | 'partner' | 'kind' | 'body_digest' | 'expires_at'> & { readonly is_control: boolean }

/** What a try needs; or why the message must not leave. `serves`: the key it is sealed to does; else it is sealed again to `recipientKey`. */
export type Ready = {
  readonly message: MessageLine
  readonly partner: PartnerRow
  readonly card: Card
  readonly recipientKey: RecipientKey
  readonly hasAttachments: boolean
  readonly serves: boolean
}

async function attempt(node: Node, row: Waiting, fresh?: Fresh): Promise<boolean> {
  const ready = await mayLeave(node, row, fresh)
  if (ready === null) return false
  const pushed = ready.hasAttachments ? await pushAttachments(node, ready.card, row.message_id as Uuid) : null
  if (pushed !== null) return await tryLater(node, row, pushed, null)
  const left = await deliveryOf(node, row, ready)
  const answer = await node.partners.send({
    to: ready.partner.node as NodeId,
    address: ready.card.address,
    tlsPin: ready.card.transport.tlsPin,
    method: 'POST',
    path: '/partner/v1/deliveries',
    body: left.bytes,
    timeoutMs: 30 * second,
  })
  return await settle(node, row, ready, left, answer)
}

/**
 * Whether a waiting message may leave now, by the line or in a file: permission and guards are asked again. Null when not; then
 * it is put off, or has gone back to its author with the reason.
 */
export async function mayLeave(node: Node, row: Waiting, fresh?: Fresh): Promise<Ready | null> {
  const back = await heldBack(node, row.partner)
  if (back !== null) {
    await putOffAllTo(node, row, back.refused)
    return null
  }
  if (row.not_before > row.released_at) await node.store.write(tx => noteLeaving(node, tx, row))
  const [ready] = await Promise.all([node.store.read(tx => prepareTry(node, tx, row, fresh)), sequenceOwn(node)])
  if (!isRefusal(ready)) return ready
  if (ready.refused === 'partner-not-paired') await putOffAllTo(node, row, ready.refused)
  else await stop(node, row, ready)
  return null
}

/** The bytes of a delivery: the envelope, sealed again where the partner's key has moved on, and beside it what our log is worth now. */
export async function deliveryOf(node: Node, row: Waiting, ready: Ready): Promise<Delivered> {
  const { envelope, key } = ready.serves ? { envelope: new Uint8Array(row.envelope), key: ready.recipientKey } : await sealAgain(node, row, ready)
  const { note, acts } = await standOf(node, exchangeOrigin(node.config.id, row.partner as NodeId))
  const proof = besideBytes({ beside: 'entraide.beside/1', at: node.clock.now(), checkpoint: note, acts })
  // To the very key the envelope names: the other side opens both with one.
  const beside = await sealOctets(key, 'entraide/1 delivery-proof', fromHex(digestHex(envelope)), proof)
  return { envelope, note, bytes: deliveryBytes({ envelope, beside }) }
}
/** `note`: the checkpoint of ours beside it. */
type Delivered = { readonly envelope: Uint8Array; readonly note: string | null; readonly bytes: Uint8Array }

/**
 * The leaf of a message that waited for its slot, written as it leaves. At its release it would have told, by the size of the
 * shared log, that and when a negative was decided (R28). All others have theirs since their release.
 */
async function noteLeaving(node: Node, tx: Tx, row: Waiting): Promise<void> {
  if (await hasLeft(tx, row.message_id)) return
  const message = (await tx.db.selectFrom('message').selectAll().where('id', '=', row.message_id).executeTakeFirstOrThrow()) as Message
  await addCrossing(node, tx, {
    event: 'envelope-out',
    outcome: 'released',
    partner: message.partner as NodeId,
    message: message.id as Uuid,
    kind: message.kind,
    dossier: message.dossier_id as Uuid | null,
    body: await bodyOfMessage(tx, message),
    digest: message.body_digest,
    instants: { releasedAt: row.released_at as Instant, expiresAt: message.expires_at as Instant },
  })
}

async function prepareTry(node: Node, tx: Tx, row: Waiting, fresh?: Fresh): Promise<Ready | Refusal> {
  const [message, partner, listed, draft] = await Promise.all([
    fresh?.line ?? messageLine(tx, row.message_id),
    partnerRow(tx, row.partner),
    fresh === undefined ? keyNamed(tx, row.partner, row.recipient_key) : undefined,
    fresh === undefined ? permittedStill(node, tx, row) : permittedFresh(node, tx, row, fresh),
  ])
  if (tx.at >= message.expires_at) return refuse('envelope-expired', { expiredAt: message.expires_at })
  // A card that changed is read aloud again first: until then all that is for its node waits, and nothing is sealed to it.
  if (partner?.pairing !== 'confirmed') return refuse('partner-not-paired', { partner: row.partner })
  if (!message.is_control && draft === null) return refuse('draft-gone', { message: row.message_id })
  if (draft !== null && isRefusal(draft)) return draft
  const hasAttachments = draft !== null && draft.attachments.length > 0
  const ready = { message, partner, card: cardOf(partner), hasAttachments }
  if (fresh !== undefined) return { ...ready, recipientKey: fresh.key, serves: true }
  const named = recipientKeyNamed(partner, row.recipient_key, listed)
  // A control message has no octets here any more: it goes as it is, its key opens for as long as it lives.
  const serves = named !== null && (message.is_control || named.until === null || named.until > tx.at)
  return { ...ready, recipientKey: serves ? named.key : await recipientKeyFor(tx, partner, tx.at), serves }
}

const lineOf = prepared<{ id: string }, Omit<MessageLine, 'is_control'>>((db, p) =>
  db.selectFrom('message').select(['id', 'dossier_id', 'partner', 'kind', 'body_digest', 'expires_at']).where('id', '=', p('id')),
)

async function messageLine(tx: Tx, id: string): Promise<MessageLine> {
  const line = (await lineOf(tx, { id }))[0] as Omit<MessageLine, 'is_control'>
  return { ...line, is_control: line.kind !== 'message' }
}

/** Permission asked again, under the agreement of today (style section 3: a proof lives for one step). Null without a draft. */
async function permittedStill(node: Node, tx: Tx, row: Waiting): Promise<Draft | Refusal | null> {
  const kept = row.draft_id === null ? undefined : await draftRow(tx, row.draft_id)
  if (kept === undefined) return null
  const home = dossierRow(tx, kept.dossier_id)
  const [draft, dossier] = await Promise.all([completeDraft(node, tx, kept, home), home])
  if (isRefusal(draft)) return draft
  const unfit = async () =>
    dossier === undefined ? null : await matterSteps(draft.legal.messageType, dossier.opening_type).mayLeave?.(node, tx, dossier, draft)
  const [held, misfit] = await Promise.all([heldFor(node, tx, draft), unfit()])
  const permitted = permit(draft, held, node.policy, tx.at)
  return isRefusal(permitted) ? permitted : (misfit ?? draft)
}

/** The same of a draft that was read when it was released, if it still is what it was and its dossier is not erased. */
async function permittedFresh(node: Node, tx: Tx, row: Waiting, { draft, version }: Fresh): Promise<Draft | Refusal | null> {
  const [same, held] = await Promise.all([released(tx, { draft: draft.id, version }), heldFor(node, tx, draft)])
  if (same.length === 0) return await permittedStill(node, tx, row)
  const permitted = permit(draft, held, node.policy, tx.at)
  return isRefusal(permitted) ? permitted : draft
}
const released = prepared<{ draft: string; version: number }, { id: string }>((db, p) =>
  db
    .selectFrom('draft')
    .innerJoin('dossier_key', 'dossier_key.dossier_id', 'draft.dossier_id')
    .select('draft.id')
    .where('draft.id', '=', p('draft'))
    .where('draft.version', '=', p('version'))
    .where('draft.state', '=', sql.lit('released')),
)

/** Seals the same octets to the partner's newer key: same id, same body, same message. As it was, once its dossier is erased. */
async function sealAgain(node: Node, row: Waiting, { message, recipientKey }: Ready): Promise<{ readonly envelope: Uint8Array; readonly key: RecipientKey }> {
  return await node.store.write(async tx => {
    const octets = await octetsOf(tx, message.id)
    if (octets === null) return { envelope: new Uint8Array(row.envelope), key: recipientKey }
    const sealing = { messageId: message.id as Uuid, at: tx.at, recipientKey, signingKeys: node.keys.signing() }
    const again = await resealOctets('entraide/1 message', node.config.id, row.partner as NodeId, octets, message.expires_at as Instant, sealing)
    await tx.db.updateTable('outbox').set({ envelope: again.envelope, recipient_key: again.recipientKeyId }).where('message_id', '=', row.message_id).execute()
    return { envelope: again.envelope, key: recipientKey }
  })
}

/** The octets of a message as they were signed; null once its dossier is erased, and of a control message. */
async function octetsOf(tx: Tx, id: string): Promise<Uint8Array | null> {
  const { dossier_id, body_sealed } = await tx.db.selectFrom('message').select(['dossier_id', 'body_sealed']).where('id', '=', id).executeTakeFirstOrThrow()
  return body_sealed === null || dossier_id === null ? null : await tx.unsealBytes(dossier_id as Uuid, `message/${id}/body`, body_sealed)
}

async function settle(node: Node, row: Waiting, ready: Ready, { envelope, note }: Delivered, answer: PartnerAnswer): Promise<boolean> {
  if (!answer.reached) return await tryLater(node, row, answer.code, null)
  if (answer.status === 409 && codeIn(answer.body) === 'attachment-missing') await pushAgain(node, row.message_id)
  // A partner whose clock is far from ours takes our signature for an old one: said as what it is, and tried again.
  const skewMs = skewOf(answer.date, node.clock.now())
  if (answer.status === 401 && isSkewed(skewMs)) return await tryLater(node, row, 'clock-skew', answer, skewMs)
  if (answer.status !== 200 && answer.status !== 202)
    return await tryLater(node, row, (answer.status === 409 ? notNow[codeIn(answer.body)] : undefined) ?? `answered-${answer.status}`, answer)
  const receipt = readReceipt(
    answer.body,
    { message: row.message_id as Uuid, digests: [ready.message.body_digest, digestHex(envelope)], by: row.partner as NodeId, to: node.config.id },
    ready.card.signingKeys,
  )
  if (isRefusal(receipt)) return await alarm(node, row, receipt, answer)
  await takeReceipt(node, ready.message, receipt, new TextDecoder().decode(answer.body), 'line', note)
  return receipt.verdict !== 'held'
}

/** A receipt that is not for this message, or not by this partner, has no effect; that one came is logged once (attack list row 5). */
async function alarm(node: Node, row: Waiting, foreign: Refusal, answer: PartnerAnswer & { reached: true }): Promise<false> {
  if (row.reason !== foreign.refused)
    await node.store.write(tx =>
      writeAct(node, tx, { kind: 'partner', node: row.partner as NodeId }, 'receipt', { message: row.message_id as Uuid }, foreign.refused),
    )
  return await tryLater(node, row, foreign.refused, answer)
}

/** A message kept from others: by line and by file at once, the first receipt taken is the receipt. */
async function messageToMove(tx: Tx, id: Uuid): Promise<Message> {
  tx.moves(`message/${id}`)
  return (await byIdToMove(tx, { id }))[0] as Message
}
const byIdToMove = prepared<{ id: string }, Message>((db, p, engine) => {
  const query = db.selectFrom('message').selectAll().where('id', '=', p('id'))
  return engine === 'postgres' ? query.forUpdate() : query
})

const entryDone = prepared<{ message: string; state: 'delivered' | 'refused'; code: string | null; at: string }, unknown>((db, p) =>
  db
    .updateTable('outbox')
    .set({ state: p('state'), reason: p('code'), delivered_at: p('at'), tries: sql`tries + 1`, claimed_until: null })
    .where('message_id', '=', p('message')),
)

/**
 * Takes a receipt that was checked: the message's verdict, the thread's next state, one leaf in the shared log. Given
 * twice, the second changes nothing. `held` is interim: the delivery is tried again.
 *
 * @param by - how it came: a receipt in a carried file says nothing of the line
 * @param note - the checkpoint of ours that stood beside what it answers
 */
export async function takeReceipt(
  node: Node,
  of: Pick<Message, 'id' | 'dossier_id' | 'partner'>,
  receipt: Receipt,
  text: string,
  by: 'line' | 'file',
  note: string | null,
): Promise<void> {
  const messageId = of.id as Uuid
  const partner = of.partner as NodeId
  const home = of.dossier_id as Uuid | null
  await inRound(node, async tx => {
    const [message, line, dossier, waiting] = await Promise.all([
      messageToMove(tx, messageId),
      once(tx, `partner/${partner}`, () => partnerRow(tx, partner)),
      home === null ? undefined : dossierToMove(tx, home),
      home === null ? [] : waitingOf(tx, home),
      tx.takeKeys(home ?? 'node'),
    ])
    if (message.verdict === 'admitted' || message.verdict === 'refused') return
    const outboxRow = () => tx.db.selectFrom('outbox').selectAll().where('message_id', '=', messageId).executeTakeFirstOrThrow()
    // Kept with the next round; the text of the receipt, which holds it, is kept with this.
    const said = { acts: receipt.acts, from: receipt.at, by: tx.at > receipt.at ? tx.at : receipt.at }
    if (receipt.checkpoint !== null) await noteTheirCheckpoint(node, tx, partner, { note: receipt.checkpoint, ...said }, line)
    noteOursKept(node, tx, partner, receipt, note)
    if (by === 'line') await answeredAgain(tx, partner, line)
    if (receipt.verdict === 'held') {
      const row = await outboxRow()
      await tx.db
        .updateTable('outbox')
        .set({ state: 'held-by-partner', reason: receipt.code, tries: row.tries + 1, next_try_at: later(tx.at, pauseMs(row.tries)), claimed_until: null })
        .where('message_id', '=', messageId)
        .execute()
      await tx.db.updateTable('message').set({ verdict: 'held', code: receipt.code }).where('id', '=', messageId).execute()
      return
    }
    const admitted = receipt.verdict === 'admitted'
    const given = { verdict: receipt.verdict, code: receipt.code, receipt: text, receipt_at: receipt.at }
    tx.put(change(tx, 'message', 'id', messageId, given))
    const entry = { message: messageId, state: admitted ? ('delivered' as const) : ('refused' as const), code: receipt.code, at: tx.at }
    tx.put({ execute: () => entryDone(tx, entry) })
    const body = await bodyOfMessage(tx, message)
    await addCrossing(node, tx, {
      event: 'receipt-in',
      outcome: receipt.code ?? 'admitted',
      partner,
      message: messageId,
      kind: 'receipt',
      dossier: home,
      body,
      digest: message.body_digest,
      instants: { receiptAt: receipt.at },
    })
    if (home !== null && !admitted) await putBack(node, tx, await outboxRow(), receipt.code ?? 'refused', refuse(receipt.code ?? 'refused', {}))
    const mayGoOn = dossier === undefined || !admitted || (await movedByReceipt(node, tx, dossier, message, waiting, body, receipt.at))
    await writeAct(node, tx, { kind: 'partner', node: partner }, 'receipt', { dossier: home, message: messageId }, admitted ? null : receipt.code)
    tx.afterCommit(() => node.store.wake('receipt'))
    if (mayGoOn) tx.afterCommit(() => node.store.wake('outbox'))
  })
}

/**
 * The asker's clock and state when the partner admitted: all instants are the answering node's, so that both sides count the same.
 * Whether something may wait behind this message in its thread, which may go now.
 */
async function movedByReceipt(
  node: Node,
  tx: Tx,
  dossier: DossierRow,
  message: Message,
  waiting: readonly Behind[],
  body: MessageBody | null,
  at: Instant,
): Promise<boolean> {
  let mayGoOn = true
  if (dossier.side === 'asker') mayGoOn = await askerMoved(tx, dossier, message, waiting, at)
  // An answer counts once the other side has it.
  else tx.put(tx.db.updateTable('dossier').set({ counted: 0 }).where('id', '=', dossier.id))
  const { arrived } = body === null ? {} : matterSteps(body.messageType, dossier.opening_type)
  if (body !== null && arrived !== undefined)
    await arrived(node, tx, (await dossierToMove(tx, dossier.id)) as DossierRow, { messageId: message.id as Uuid, body }, at)
  return mayGoOn
}

async function askerMoved(tx: Tx, dossier: DossierRow, message: Message, waiting: readonly Behind[], at: Instant): Promise<boolean> {
  const begins = dossier.thread_id === message.id
  const moved = begins ? move(machineOf(dossier.opening_type as TravellingType), 'asker', dossier.state as ThreadState, { act: 'receipt' }) : dossier.state
  const state = isRefusal(moved) ? (dossier.state as ThreadState) : (moved as ThreadState)
  const clock = await clockAt(tx, dossier, message, state, at)
  await changeDossier(tx, dossier.id, { state, ...clockColumns(clock, tx.at) })
  if (!begins) return true
  // What was released behind it stands on a thread that has begun.
  const behind = waiting.filter(each => each.message_id !== message.id)
  for (const each of behind) {
    const before = readBefore(each)
    if (before.state !== 'sent') continue
    tx.put(
      tx.db
        .updateTable('outbox')
        .set({ before: writeBefore({ ...before, state: 'received', clock }) })
        .where('message_id', '=', each.message_id),
    )
  }
  return behind.length > 0
}

/** The clock after a receipt. The receipt may come after the answer it is older than: then the clock has already been stopped, or is over. */
async function clockAt(tx: Tx, dossier: DossierRow, message: Message, state: ThreadState, at: Instant): Promise<ThreadClock | null> {
  const clock = clockOf(dossier)
  if (dossier.opening_type === 'IDR') {
    const body = await bodyOfMessage(tx, message)
    // Only what completes a file answers a return.
    const answered =
      message.message_type !== 'CLR' || message.in_reply_to === null
        ? undefined
        : await tx.db.selectFrom('message').select('message_type').where('id', '=', message.in_reply_to).executeTakeFirst()
    const completes = answered?.message_type === 'RTC'
    return body === null ? clock : clockAfterNews(clock, { ...body, completes }, message.id as Uuid, at)
  }
  if (dossier.opening_type !== 'REQ' || isIdentificationClock(clock)) return null
  if (message.message_type === 'REQ') {
    const started = startClock(dossier.urgency as Urgency, at)
    if (state === 'returned-for-completion') return taken(returnRequest(started, (await returnedAt(tx, dossier.id)) ?? at), started)
    return isDone(state) ? taken(endClock(started, tx.at > at ? tx.at : at), started) : started
  }
  if (clock === null) return null
  if (message.message_type === 'CLR' && clock.returnedAt !== null && clock.runningFrom === null && state !== 'returned-for-completion')
    return taken(completeRequest(clock, at), clock)
  return message.message_type === 'WDW' ? taken(endClock(clock, at), clock) : clock
}

function taken(next: RequestClock | Refusal, otherwise: RequestClock): RequestClock {
  return isRefusal(next) ? otherwise : next
}

async function returnedAt(tx: Tx, dossier: string): Promise<Instant | null> {
  const id = await standingReturn(tx, dossier)
  const row = id === null ? undefined : await tx.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
  const body = row === undefined ? null : await bodyOfMessage(tx, row)
  return body === null ? null : body.releasedAt
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
    await putBack(node, tx, row, why.refused, why)
    const dossier = row.draft_id === null ? null : ((await draftRow(tx, row.draft_id))?.dossier_id ?? null)
    await writeAct(node, tx, system, 'deliver', { dossier: dossier as Uuid | null, message: row.message_id as Uuid }, why.refused)
  })
}

/** Takes a message out of the outbox by hand before it left: the author gets the draft back. */
export async function takeBack(node: Node, tx: Tx, row: Waiting): Promise<void> {
  await tx.db.updateTable('outbox').set({ state: 'stopped', reason: 'taken-back', claimed_until: null }).where('message_id', '=', row.message_id).execute()
  await putBack(node, tx, row, 'taken-back', refuse('taken-back', {}))
}

/**
 * Undoes a message that was not taken in, and with it what was written behind it in its thread: each author has the draft
 * again, and the thread stands where it stood, unless the partner has moved it since (`afterRefusal`).
 */
async function putBack(node: Node, tx: Tx, row: Waiting, code: string, why: Refusal): Promise<void> {
  const draft = row.draft_id === null ? undefined : await draftRow(tx, row.draft_id)
  if (draft === undefined) return
  const dossier = (await dossierToMove(tx, draft.dossier_id)) as DossierRow
  const begins = dossier.thread_id === row.message_id
  // Residual duties stay on their way in a thread that goes on.
  const behind = (await waitingOf(tx, dossier.id)).filter(each => each.message_id > row.message_id && (begins || !residual.includes(each.message_type ?? '')))
  await returnDraft(tx, draft.id, code, (why.facts.unmet ?? []) as unknown as Returned['unmet'])
  for (const each of behind) {
    await tx.db
      .updateTable('outbox')
      .set({ state: 'stopped', reason: 'earlier-refused', claimed_until: null })
      .where('message_id', '=', each.message_id)
      .execute()
    if (each.draft_id !== null) await returnDraft(tx, each.draft_id, 'earlier-refused', [])
  }
  const undone = [row, ...behind]
    .map(each => ({ ...readBefore(each), message: each.message_id as Uuid }))
    .reduceRight(undo, { state: dossier.state as ThreadState, clock: clockOf(dossier), suspendedFrom: beforeOf(dossier) })
  await changeDossier(tx, dossier.id, {
    state: undone.state,
    suspended_from: undone.state === 'suspended' ? (undone.suspendedFrom ?? null) : null,
    ...clockColumns(undone.clock, tx.at),
    ...(begins ? { thread_id: null } : {}),
  })
  for (const each of [row, ...behind].reverse()) {
    const type = each.message_id === row.message_id ? draft.message_type : ((each as { message_type?: string | null }).message_type ?? '')
    await matterSteps(type, dossier.opening_type).cameBack?.(node, tx, dossier, each.message_id as Uuid)
  }
}

type Stood = Pick<Before, 'state' | 'clock' | 'suspendedFrom'>

function undo(now: Stood, before: Before & { readonly message: Uuid }): Stood {
  const stand = undone(
    { state: now.state, before: now.suspendedFrom ?? null },
    { made: before.made, state: before.state, before: before.suspendedFrom ?? null },
  )
  const at = { state: stand.state, suspendedFrom: stand.before }
  // An identification counts from what happened: what this message moved is taken back, and nothing else.
  if (isIdentificationClock(now.clock)) return { ...at, clock: forgetIdentification(now.clock, before.message) }
  return { ...at, clock: stand.state === now.state ? now.clock : before.clock }
}

async function returnDraft(tx: Tx, id: string, code: string, unmet: Returned['unmet']): Promise<void> {
  const draft = await draftRow(tx, id)
  if (draft === undefined) return
  await tx.db
    .updateTable('draft')
    .set({
      state: 'returned',
      returned_code: code,
      returned_sealed: await sealReturned(tx, draft, { code, reason: '', at: tx.at, unmet }),
      version: draft.version + 1,
      updated_at: tx.at,
    })
    .where('id', '=', id)
    .execute()
}

/**
 * What waits for something at home is no try: nothing left, the line was not asked, and its author may still take it back. What keeps
 * one message from a partner keeps all of them: each says so, also those behind another, which are never taken up by themselves.
 * What waits for its slot goes on waiting for that.
 */
async function putOffAllTo(node: Node, row: Waiting, reason: string): Promise<void> {
  await node.store.write(async tx => {
    const putOff = { reason, next_try_at: later(tx.at, pauseMs(0)) }
    const waiting = tx.db.updateTable('outbox').where('state', 'in', undelivered)
    await waiting
      .set({ ...putOff, claimed_until: null })
      .where('message_id', '=', row.message_id)
      .execute()
    await waiting
      .set(putOff)
      .where('partner', '=', row.partner)
      .where('not_before', '<=', tx.at)
      // Another attempt's own; it comes here by itself if it must.
      .where(where => where.or([where('claimed_until', 'is', null), where('claimed_until', '<', tx.at)]))
      .where(where => where.or([where('reason', 'is', null), where('reason', '!=', reason), where('next_try_at', '<=', tx.at)]))
      .execute()
  })
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

/** Why a partner takes nothing now, as our outbox says it. Any other word of a partner is none of ours. */
const notNow: { readonly [code: string]: string } = {
  'attachment-missing': 'attachment-missing',
  'restored-uncompared': 'partner-set-back',
  'log-rolled-back': 'partner-set-back',
  'log-forked': 'log-forked',
}

/** The code in a partner's answer; an empty text where there is none. */
function codeIn(body: Uint8Array): string {
  // Read into another shape than a refusal's, which would be taken for a refusal of this reading.
  const said = readOctets(
    body,
    z.looseObject({ refused: z.string().max(60) }).transform(answer => ({ code: answer.refused })),
  )
  return isRefusal(said) ? '' : said.code
}

/** Our delivery got through. After an outage what else waits for this partner is due now, not when its pause is over. */
async function answeredAgain(tx: Tx, partner: NodeId, row: PartnerRow | undefined): Promise<void> {
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
  await contacted(tx, partner, 'up', row)
}

/** Notes whether a partner's line is up, and since when. */
export async function contacted(tx: Tx, partner: NodeId, line: 'up' | 'down', known?: PartnerRow): Promise<void> {
  const row = known ?? (await partnerRow(tx, partner))
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
