import { isResidual } from '@entraide/agreement'
import { completeRequest, endClock, noticeAckDays, type RequestClock, returnRequest, startClock, type Urgency } from '@entraide/custody'
import { type Opened, open, openOctets, readHeader, timeliness } from '@entraide/envelope'
import {
  type AdmissionRefusal,
  type Admitted,
  admit,
  controlOfContext,
  digestHex,
  type HeldAgreement,
  isDone,
  type MessageBody,
  machineOf,
  outside,
  type PublicCode,
  type Receipt,
  readBeside,
  readControl,
  readDelivery,
  readMessage,
  saidOf,
  signReceipt,
  type ThreadState,
  type ThreadView,
  type TravellingType,
} from '@entraide/exchange'
import { day, Fault, fromHex, type Instant, isRefusal, later, millisecondsOf, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import { exchangeOrigin, type Origin } from '@entraide/ledger'
import type { Insertable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { Stand } from '../jobs/riders.ts'
import { coveredBy, inRound, standOf } from '../jobs/sequencer.ts'
import { heldAgreement } from '../store/agreements.ts'
import {
  beforeOf,
  changeDossier,
  clockColumns,
  clockOf,
  type DossierName,
  type DossierRow,
  dossierOfThread,
  dossierToMove,
  freeDossierName,
  isIdentificationClock,
  newDossier,
  standingReturn,
  stateColumns,
  type ThreadClock,
} from '../store/dossiers.ts'
import { answeredBy } from '../store/drafts.ts'
import { addCrossing } from '../store/exchange-leaf.ts'
import { noteItemEnds } from '../store/holds.ts'
import { once } from '../store/once.ts'
import { cardOf, type PartnerRow, partnerRow, senderKeys } from '../store/partners.ts'
import { change, insertion, prepared } from '../store/prepared.ts'
import { recipientSecret } from '../store/recipient-keys.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { oneAtATime } from '../store/turn.ts'
import { writeAct } from './act.ts'
import { applyControl } from './control.ts'
import { contacted } from './deliver.ts'
import { clockAfterNews } from './matters/identification-clock.ts'
import { matterSteps } from './matters/matter-steps.ts'
import { noteSkew } from './partner-clock.ts'
import { lineAtTheDoor } from './partner-keys.ts'
import { claimAttachments, missingAttachment } from './push.ts'
import { heldBack } from './restored.ts'
import { noteTheirCheckpoint } from './witness.ts'

/** What goes back to a partner: a receipt, or a plain status without one (nothing had an effect). */
export type Reception = { readonly status: 200 | 202 | 400 | 403 | 409; readonly body: string; readonly code: string | null }

/** What the taking of one envelope came to, before its receipt is written. */
type Outcome = {
  readonly message: Uuid
  readonly digest: string
  readonly verdict: Receipt['verdict']
  readonly code: PublicCode | null
  /** Its line in the log, if that waits for its place still. */
  readonly leaf: Uuid | null
  readonly at: Instant
  /** The receipt: signed now, or given before for this very message and given again. */
  readonly given?: string
  /** The row of the message, where it is not written yet: it goes in with its receipt. */
  readonly unwritten?: MessageRow
}
type MessageRow = Insertable<Tables['message']>

/**
 * A partner delivers one envelope. Sent twice, it is admitted once and has the same receipt. Effect and log leaf are one
 * transaction; the receipt is signed when a checkpoint covers the leaf, so that it exists only if its effect does.
 *
 * @param partner - the node whose transport signature the request carried; null for a carried file, where the envelope's own signatures decide
 */
export async function receiveDelivery(node: Node, partner: NodeId | null, bytes: Uint8Array): Promise<Reception> {
  const delivery = readDelivery(bytes)
  if (isRefusal(delivery)) return plain(400, delivery.refused)
  const header = readHeader(delivery.envelope)
  if (isRefusal(header)) return plain(400, 'envelope-unopenable')
  if (partner !== null && header.sender !== partner) return plain(403, 'signature')
  const sender = header.sender
  const back = await heldBack(node, sender)
  if (back !== null) return plain(409, back.refused)
  const believed = partner === null ? undefined : lineAtTheDoor(node, sender)
  const opened = await open(delivery.envelope, {
    node: node.config.id,
    secretOf: keyId => recipientSecret(node, keyId),
    senderKeysOf: () => (believed === undefined ? node.store.read(tx => senderKeys(tx, sender)) : [cardOf(believed).signingKeys]),
  })
  const beside = await besideOf(node, header.recipientKeyId, delivery)
  if (partner === null && isRefusal(opened)) return plain(400, 'envelope-unopenable')
  // Opened and still nothing readable beside it: what cannot be witnessed is not taken.
  if (!isRefusal(opened) && beside === null) return plain(400, 'delivery-shape')
  const from = { sender, byLine: partner !== null, card: believed?.card_digest ?? null }
  const log = exchangeOrigin(node.config.id, sender)
  const body = isRefusal(opened) || kindOf(opened) !== 'message' ? null : readMessage(opened)
  const take = (tx: Tx) => takeIn(node, tx, from, header.messageId, delivery.envelope, opened, body, beside)
  // Moving attachments takes its time, in which nothing else would have a place in the log: only the receipt is then of a round.
  const taken = body !== null && !isRefusal(body) && body.attachments.length > 0 ? await takenAndCovered(node, log, take) : null
  const outcome = await inRound(node, async (tx, covered): Promise<Outcome | Refusal> => {
    const outcome = taken ?? (await take(tx))
    if ('refused' in outcome || outcome.verdict === 'held' || outcome.given !== undefined) return outcome
    const before = taken === null ? null : await givenBefore(tx, outcome)
    if (before !== null) return { ...outcome, given: before }
    await receiptCrossing(node, tx, sender, outcome)
    return { ...outcome, given: give(node, tx, sender, outcome, await covered(log, outcome.leaf)) }
  })
  if ('refused' in outcome) return plain(409, outcome.refused)
  const { code, given } = outcome
  if (given !== undefined) return { status: 200, body: given, code }
  return { status: 202, body: receiptText(node, sender, outcome, null, (await standOf(node, log)).acts), code }
}

/** Takes in what takes long, in a transaction of its own; then waits until its line is covered. */
async function takenAndCovered(node: Node, log: Origin, take: (tx: Tx) => Promise<Outcome | Refusal>): Promise<Outcome | Refusal> {
  const outcome = await node.store.write(async tx => {
    const outcome = await take(tx)
    if ('refused' in outcome || outcome.unwritten === undefined) return outcome
    const { unwritten, ...written } = outcome
    tx.put(insertion(tx, 'message', [unwritten]))
    return written
  })
  if ('refused' in outcome || outcome.leaf === null) return outcome
  await coveredBy(node, log, outcome.leaf)
  return { ...outcome, leaf: null }
}

async function takeIn(
  node: Node,
  tx: Tx,
  { sender, byLine, card }: { readonly sender: NodeId; readonly byLine: boolean; readonly card: string | null },
  messageId: Uuid,
  envelope: Uint8Array,
  opened: Opened | (Refusal & { readonly inside: string }),
  body: MessageBody | Refusal | null,
  beside: Awaited<ReturnType<typeof besideOf>>,
): Promise<Outcome | Refusal> {
  // Whatever it comes to is asked at once, before anything is judged.
  const [, [before], line, ground] = await Promise.all([
    oneAtATime(tx, `message/${messageId}`),
    messageBefore(tx, { id: messageId }),
    once(tx, `partner/${sender}`, () => partnerRow(tx, sender)),
    body === null ? null : groundOf(node, tx, sender, body),
    tx.takeKeys('node'),
  ])
  // It was opened under a card that is not believed any more: nothing has an effect, and the next try is judged under the new one.
  if (card !== null && (line?.pairing !== 'confirmed' || line.card_digest !== card)) return refuse('partner-not-paired', { partner: sender })
  if (byLine) await contacted(tx, sender, 'up', line)
  const seen = { message: messageId, at: tx.at }
  if (isRefusal(opened)) {
    // Nothing in it can be believed, its sender's name included: no message is kept, only the line that something came.
    const leaf = await crossing(node, tx, sender, messageId, 'envelope-unopenable', null, digestHex(envelope), null)
    await writeAct(
      node,
      tx,
      { kind: 'partner', node: sender },
      'receive',
      { message: messageId, subject: (opened as { inside: string }).inside },
      'envelope-unopenable',
    )
    return { ...seen, digest: digestHex(envelope), verdict: 'refused', code: 'envelope-unopenable', leaf }
  }
  const when = timeliness(opened.header, tx.at)
  // Each delivery hands over a checkpoint, whatever becomes of its message; said by a clock that is off, it would be judged wrongly.
  const forked =
    beside === null || beside.checkpoint === null || when === 'held-clock-skew'
      ? null
      : await noteTheirCheckpoint(node, tx, sender, { note: beside.checkpoint, acts: beside.acts, from: beside.at, by: beside.at }, line)
  if (forked?.refused === 'checkpoint-unverified') return forked
  const same = before?.direction === 'in' && before.partner === sender && before.body_digest === opened.bodyDigest && before.kind === kindOf(opened)
  if (before !== undefined && (before.verdict !== 'held' || !same)) {
    if (!same) {
      await writeAct(node, tx, { kind: 'partner', node: sender }, 'receive', { message: messageId }, 'conflict')
      return {
        ...seen,
        digest: opened.bodyDigest,
        verdict: 'refused',
        code: 'conflict',
        leaf: await crossing(node, tx, sender, messageId, 'conflict', null, opened.bodyDigest, null),
      }
    }
    const again: Outcome = {
      ...seen,
      digest: before.body_digest,
      verdict: before.verdict as 'admitted' | 'refused',
      code: before.code as PublicCode | null,
      leaf: before.receipt === null ? await unplacedLeafOf(tx, messageId) : null,
      at: before.at as Instant,
    }
    return before.receipt === null ? again : { ...again, given: before.receipt }
  }
  // What was held is judged anew, as if it had not been here.
  if (before !== undefined && when !== 'held-clock-skew') await tx.db.deleteFrom('message').where('id', '=', messageId).where('verdict', '=', 'held').execute()
  if (when === 'held-clock-skew') return await hold(node, tx, sender, opened)
  if (when === 'expired') return await refused(node, tx, sender, opened, outside('envelope-expired', refuse('envelope-expired', {})), null)
  if (ground === null) return await takeControl(node, tx, sender, opened, line)
  return await takeMessage(node, tx, sender, opened, ground, forked)
}

/** What is known of a message id; never its content. */
const messageBefore = prepared<
  { id: string },
  Pick<Tables['message'], 'direction' | 'partner' | 'body_digest' | 'kind' | 'verdict' | 'code' | 'receipt' | 'at'>
>((db, p) => db.selectFrom('message').select(['direction', 'partner', 'body_digest', 'kind', 'verdict', 'code', 'receipt', 'at']).where('id', '=', p('id')))

/** What a message is judged by: itself, its thread as it stands here, its agreement; and the name of the dossier it would open. */
type Ground = {
  readonly body: MessageBody | Refusal
  readonly dossier: DossierRow | undefined
  readonly name: DossierName | undefined
  readonly held: HeldAgreement | null
}

async function groundOf(node: Node, tx: Tx, sender: NodeId, body: MessageBody | Refusal): Promise<Ground> {
  if (isRefusal(body)) return { body, dossier: undefined, name: undefined, held: null }
  const { thread, agreement } = body as MessageBody
  const [dossier, name, held] = await Promise.all([
    thread === null ? undefined : dossierOfThread(tx, thread),
    thread === null ? freeDossierName(node, tx) : undefined,
    once(tx, `agreement/${agreement}/${sender}`, () => heldAgreement(tx, agreement, node.config.id, sender, tx.at)),
  ])
  return { body, dossier, name, held }
}

async function takeMessage(node: Node, tx: Tx, sender: NodeId, opened: Opened, ground: Ground, forked: Refusal | null): Promise<Outcome | Refusal> {
  const { body, dossier, held } = ground
  if (isRefusal(body)) return await refused(node, tx, sender, opened, body as AdmissionRefusal, null)
  const message = body as MessageBody
  if (forked !== null && !isResidual(message.messageType)) return await refused(node, tx, sender, opened, outside('log-forked', forked), message)
  const thread = dossier === undefined ? null : await viewOf(tx, dossier, message)
  const admitted = admit(opened, message, { self: node.config.id, held, policy: node.policy, thread, now: tx.at })
  if (isRefusal(admitted)) return await refused(node, tx, sender, opened, admitted as AdmissionRefusal, message)
  const clock = clockAfter(dossier ?? null, message, opened.header.messageId, thread?.returned ?? null, tx.at)
  if (isRefusal(clock)) return await refused(node, tx, sender, opened, outside('not-expected', clock), message)
  const steps = matterSteps(message.messageType, dossier?.opening_type ?? null)
  const unfit = (await steps.mayEnter?.(node, tx, dossier ?? null, message, sender)) ?? null
  if (unfit !== null) return await refused(node, tx, sender, opened, outside('not-expected', unfit), message)
  // Not a refusal: the sender pushes what is missing and delivers again. Asked before anything is written.
  const missing = await missingAttachment(tx, sender, message.attachments)
  if (missing !== null) return missing
  const opening = { side: 'holder', openingType: message.messageType, urgency: message.ask.urgency, office: 'SPOC', partner: sender } as const
  const to = columnsAfter(dossier ?? unopened, admitted as Admitted, sender, clock, tx.at)
  const home = dossier ?? (await newDossier(node, tx, opening, ground.name, to))
  if (dossier !== undefined) await changeDossier(tx, dossier.id, to)
  await claimAttachments(tx, sender, home.id as Uuid, opened.header.messageId, message.attachments)
  return await admitMessage(node, tx, sender, opened, admitted as Admitted, home)
}

type Stood = Pick<DossierRow, 'state' | 'suspended_from' | 'thread_id' | 'hold_until'>
const unopened: Stood = { state: 'draft', suspended_from: null, thread_id: null, hold_until: null }

/** A dossier's line after a message was taken in. */
function columnsAfter(home: Stood, { body, messageId, state }: Admitted, sender: NodeId, clock: ThreadClock | null, at: Instant) {
  return {
    ...stateColumns(home, state),
    thread_id: home.thread_id ?? messageId,
    partner: sender,
    your_reference: body.ourReference,
    last_type: body.messageType,
    agreement_hash: body.agreement,
    clause: body.ask.clause,
    purpose: body.ask.purpose,
    crime_area: body.ask.crimeArea,
    hold_until: home.hold_until ?? body.holdUntil,
    unread: 1,
    ...clockColumns(isDone(state) && clock !== null && !isIdentificationClock(clock) && clock.endedAt === null ? ended(clock, at) : clock, at),
  }
}

async function admitMessage(node: Node, tx: Tx, sender: NodeId, opened: Opened, admitted: Admitted, home: DossierRow): Promise<Outcome> {
  const { body, messageId } = admitted
  const { entered } = matterSteps(body.messageType, home.opening_type)
  const row = await messageRow(tx, sender, opened, home.id, body, 'admitted', null, null)
  // Else it is written once, with its receipt: its row holds both.
  const isReferredTo = entered !== undefined || body.items.some(item => item.holdUntil !== undefined)
  if (isReferredTo) tx.put(insertion(tx, 'message', [row]))
  // A request taken back leaves nothing to keep it for: its content goes when its notice is due (machine (a), withdraw).
  if (admitted.state === 'withdrawn')
    tx.put(
      tx.db.insertInto('due').values({ id: tx.newId(), kind: 'erase-dossier', subject: home.id, at: later(tx.at, noticeAckDays * day), claimed_until: null }),
    )
  await noteItemEnds(node, tx, home.id, messageId, body.items)
  if (entered !== undefined) await entered(node, tx, (await dossierToMove(tx, home.id)) as DossierRow, { messageId, body }, sender)
  const leaf = await crossing(node, tx, sender, messageId, 'admitted', body, opened.bodyDigest, home.id as Uuid)
  await writeAct(node, tx, { kind: 'partner', node: sender }, 'receive', { dossier: home.id as Uuid, message: messageId }, null)
  const outcome: Outcome = { message: messageId, digest: opened.bodyDigest, verdict: 'admitted', code: null, leaf, at: tx.at }
  return isReferredTo ? outcome : { ...outcome, unwritten: row }
}

async function takeControl(node: Node, tx: Tx, sender: NodeId, opened: Opened, line: PartnerRow | undefined): Promise<Outcome> {
  const kind = controlOfContext(opened.context)
  // A frozen partner keeps its residual control: keys, suspension, thaw. New texts and signatures wait for the end of the freeze.
  if (line?.frozen_at != null && (kind === 'agreement-text' || kind === 'agreement-signature'))
    return await refused(node, tx, sender, opened, outside('partner-frozen', refuse('partner-frozen', {})), null)
  const control = kind === null ? refuse('document-shape', {}) : readControl(kind, opened.body)
  const applied = isRefusal(control) ? control : await applyControl(node, tx, sender, control)
  if (isRefusal(applied)) return await refused(node, tx, sender, opened, outside('body-shape', applied), null)
  await keepMessage(tx, sender, opened, null, null, 'admitted', null, null)
  const leaf = await crossing(node, tx, sender, opened.header.messageId, 'admitted', null, opened.bodyDigest, null)
  await writeAct(node, tx, { kind: 'partner', node: sender }, `control-${kind ?? 'unknown'}`, { message: opened.header.messageId }, null)
  return { message: opened.header.messageId, digest: opened.bodyDigest, verdict: 'admitted', code: null, leaf, at: tx.at }
}

/** A refused message leaves its id, digest and codes; its content is never stored (R15). */
async function refused(node: Node, tx: Tx, sender: NodeId, opened: Opened, why: AdmissionRefusal, body: MessageBody | null): Promise<Outcome> {
  await keepMessage(tx, sender, opened, null, body, 'refused', why.refused, innerCode(why.inside))
  const leaf = await crossing(node, tx, sender, opened.header.messageId, why.refused, body, opened.bodyDigest, null)
  await writeAct(node, tx, { kind: 'partner', node: sender }, 'receive', { message: opened.header.messageId, subject: innerCode(why.inside) }, why.refused)
  return { message: opened.header.messageId, digest: opened.bodyDigest, verdict: 'refused', code: why.refused, leaf, at: tx.at }
}

/** One of the two clocks is wrong: nothing is admitted and nothing lost; it is shown, and judged again at the next delivery. */
async function hold(node: Node, tx: Tx, sender: NodeId, opened: Opened): Promise<Outcome> {
  const before = await tx.db.selectFrom('message').select('id').where('id', '=', opened.header.messageId).executeTakeFirst()
  if (before === undefined) {
    await keepMessage(tx, sender, opened, null, null, 'held', 'clock-skew', null)
    await writeAct(node, tx, { kind: 'partner', node: sender }, 'receive', { message: opened.header.messageId }, 'clock-skew')
    await noteSkew(tx, sender, millisecondsOf(opened.header.createdAt) - millisecondsOf(tx.at))
  }
  return { message: opened.header.messageId, digest: opened.bodyDigest, verdict: 'held', code: 'clock-skew', leaf: null, at: tx.at }
}

async function keepMessage(tx: Tx, ...of: RowOf): Promise<void> {
  tx.put(insertion(tx, 'message', [await messageRow(tx, ...of)]))
}
type RowOf = Parameters<typeof messageRow> extends [Tx, ...infer Of] ? Of : never

async function messageRow(
  tx: Tx,
  sender: NodeId,
  opened: Opened,
  dossier: string | null,
  body: MessageBody | null,
  verdict: Receipt['verdict'],
  code: PublicCode | null,
  inner: string | null,
): Promise<MessageRow> {
  const { messageId, createdAt, expiresAt } = opened.header
  return {
    id: messageId,
    dossier_id: dossier,
    direction: 'in',
    partner: sender,
    kind: kindOf(opened),
    message_type: body?.messageType ?? null,
    agreement_hash: body?.agreement ?? null,
    clause: body?.ask.clause ?? null,
    in_reply_to: body?.inReplyTo ?? null,
    body_digest: opened.bodyDigest,
    body_sealed: dossier === null ? null : await tx.sealBytes(dossier as Uuid, `message/${messageId}/body`, opened.body),
    at: tx.at,
    created_at: createdAt,
    expires_at: expiresAt,
    verdict,
    code,
    inner_code: inner,
    receipt: null,
    receipt_at: null,
    hold_until: body?.holdUntil ?? null,
    said: body === null ? null : saidOf(body),
    said_at: body?.releasedAt ?? null,
  }
}

/** Two deliveries at once: the first receipt written is the receipt, and stays the row's own until it is. */
async function givenBefore(tx: Tx, outcome: Outcome): Promise<string | null> {
  tx.moves(`message/${outcome.message}`)
  return isKept(outcome) ? ((await receiptToGive(tx, { id: outcome.message }))[0]?.receipt ?? null) : null
}
const receiptToGive = prepared<{ id: string }, { receipt: string | null }>((db, p, engine) => {
  const query = db.selectFrom('message').select('receipt').where('id', '=', p('id'))
  return engine === 'postgres' ? query.forUpdate() : query
})

/** Signs the receipt of what was taken in, whose line the stand covers, and keeps it with the message: checkpoint and receipt are one commit. */
function give(node: Node, tx: Tx, sender: NodeId, outcome: Outcome, { note, acts }: Stand): string {
  const text = receiptText(node, sender, outcome, note, acts)
  const kept = { receipt: text, receipt_at: outcome.at }
  if (outcome.unwritten !== undefined) tx.put(insertion(tx, 'message', [{ ...outcome.unwritten, ...kept }]))
  else if (isKept(outcome)) tx.put(change(tx, 'message', 'id', outcome.message, kept))
  return text
}

/** These two are given anew each time: nothing stands in the store under the id that could hold them. */
function isKept({ code }: Outcome): boolean {
  return code !== 'conflict' && code !== 'envelope-unopenable'
}

function receiptText(node: Node, sender: NodeId, outcome: Outcome, checkpoint: string | null, acts: string): string {
  const { message, digest, verdict, code, at } = outcome
  const receipt: Receipt = { receipt: 'entraide.receipt/1', message, digest, from: node.config.id, to: sender, verdict, code, at, checkpoint, acts }
  return signReceipt(receipt, node.keys.signing())
}

async function receiptCrossing(node: Node, tx: Tx, sender: NodeId, { message, digest, code, at }: Outcome): Promise<void> {
  await addCrossing(node, tx, {
    event: 'receipt-out',
    outcome: code ?? 'admitted',
    partner: sender,
    message,
    kind: 'receipt',
    dossier: null,
    body: null,
    digest,
    instants: { receiptAt: at },
  })
}

async function crossing(
  node: Node,
  tx: Tx,
  partner: NodeId,
  message: Uuid,
  outcome: string,
  body: MessageBody | null,
  digest: string,
  dossier: Uuid | null,
): Promise<Uuid> {
  return await addCrossing(node, tx, {
    event: 'envelope-in',
    outcome,
    partner,
    message,
    kind: 'envelope',
    dossier,
    body,
    digest,
    instants: { receivedAt: tx.at },
  })
}

/** The line of a message that was taken in before, if it waits for its place still. */
async function unplacedLeafOf(tx: Tx, message: Uuid): Promise<Uuid | null> {
  const rows = await tx.db
    .selectFrom('leaf')
    .select(['id', 'facts', 'position'])
    .where('message_id', '=', message)
    .where('log', 'like', '%/exchange/%')
    .orderBy('id')
    .execute()
  const line = rows.find(row => (JSON.parse(row.facts) as { event: string }).event === 'envelope-in')
  if (line === undefined) throw new Fault('leaf-missing', 'what was taken in has no line in the log')
  return line.position === null ? (line.id as Uuid) : null
}

async function viewOf(tx: Tx, dossier: DossierRow, body: MessageBody): Promise<ThreadView> {
  const [answered, returned] = await Promise.all([answeredBy(tx, dossier, body.inReplyTo), standingReturn(tx, dossier.id)])
  return {
    thread: dossier.thread_id as Uuid,
    partner: dossier.partner as NodeId,
    machine: machineOf(dossier.opening_type as TravellingType),
    side: dossier.side,
    state: dossier.state as ThreadState,
    returned,
    answered: isRefusal(answered) ? null : answered,
    before: beforeOf(dossier),
  }
}

/** The clock after a message came in. At the holder a request starts it; at the asker an answer ends it and a return stops it. */
function clockAfter(dossier: DossierRow | null, body: MessageBody, id: Uuid, returned: Uuid | null, at: Instant): ThreadClock | null | Refusal {
  if (dossier?.opening_type === 'IDR' || body.messageType === 'IDR') {
    const completes = dossier?.side === 'holder' && body.inReplyTo !== null && body.inReplyTo === returned
    const instant = dossier?.side === 'asker' ? (body.releasedAt as Instant) : at
    return clockAfterNews(dossier === null ? null : clockOf(dossier), { ...body, completes }, id, instant)
  }
  if (dossier === null) return body.messageType === 'REQ' ? startClock(body.ask.urgency as Urgency, at) : null
  const clock = clockOf(dossier)
  if (clock === null || isIdentificationClock(clock)) return clock
  if (body.messageType === 'RTC') return returnRequest(clock, body.releasedAt as Instant)
  if (body.messageType === 'CLR' && dossier.side === 'holder' && body.inReplyTo === returned && clock.runningFrom === null) return completeRequest(clock, at)
  return clock
}

function ended(clock: RequestClock, at: Instant): RequestClock {
  const end = endClock(clock, at)
  return isRefusal(end) ? clock : end
}

function innerCode(inside: Refusal): string {
  const unmet = inside.facts.unmet
  const first = Array.isArray(unmet) ? (unmet[0] as { code?: string } | undefined)?.code : undefined
  return first === undefined ? inside.refused : `${inside.refused}/${first}`
}

function kindOf(opened: Opened): string {
  return opened.context.slice('entraide/1 '.length)
}

/** What travelled beside the envelope, if it opens under the same key and belongs to this envelope. */
async function besideOf(node: Node, keyId: string, { envelope, beside }: { envelope: Uint8Array; beside: Uint8Array }) {
  const secret = await recipientSecret(node, keyId)
  if (secret === undefined) return null
  try {
    const read = readBeside(await openOctets(secret, 'entraide/1 delivery-proof', fromHex(digestHex(envelope)), beside))
    return isRefusal(read) ? null : (read as Exclude<typeof read, Refusal>)
  } catch (fault) {
    if (fault instanceof Fault) return null
    throw fault
  }
}

function plain(status: 400 | 403 | 409, code: string): Reception {
  return { status, body: JSON.stringify({ refused: code, facts: {} }), code }
}
