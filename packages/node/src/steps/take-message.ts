import { isResidual } from '@entraide/agreement'
import { completeRequest, endClock, noticeAckDays, type RequestClock, returnRequest, startClock, type Urgency } from '@entraide/custody'
import type { Opened } from '@entraide/envelope'
import {
  type AdmissionRefusal,
  type Admitted,
  admit,
  type HeldAgreement,
  isDone,
  type MessageBody,
  machineOf,
  outside,
  type ThreadState,
  type ThreadView,
  type TravellingType,
} from '@entraide/exchange'
import { day, type Instant, isRefusal, later, type NodeId, type Refusal, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
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
import { noteItemEnds } from '../store/holds.ts'
import { once } from '../store/once.ts'
import { insertion } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import { writeAct } from './act.ts'
import { crossing, messageRow, type Outcome, refused } from './kept-envelope.ts'
import { clockAfterNews } from './matters/identification-clock.ts'
import { matterSteps } from './matters/matter-steps.ts'
import { claimAttachments, missingAttachment } from './push.ts'

/** What a message is judged by: itself, its thread as it stands here, its agreement; and the name of the dossier it would open. */
type Ground = {
  readonly body: MessageBody | Refusal
  readonly dossier: DossierRow | undefined
  readonly name: DossierName | undefined
  readonly held: HeldAgreement | null
}

/** What a message is judged by, asked in one go. */
export async function groundOf(node: Node, tx: Tx, sender: NodeId, body: MessageBody | Refusal): Promise<Ground> {
  if (isRefusal(body)) return { body, dossier: undefined, name: undefined, held: null }
  const { thread, agreement } = body as MessageBody
  const [dossier, name, held] = await Promise.all([
    thread === null ? undefined : dossierOfThread(tx, thread),
    thread === null ? freeDossierName(node, tx) : undefined,
    once(tx, `agreement/${agreement}/${sender}`, () => heldAgreement(tx, agreement, node.config.id, sender, tx.at)),
  ])
  return { body, dossier, name, held }
}

/** Judges a message by its clause, its thread and its matter, and takes it into its dossier. A refusal that is no outcome: something it needs is not here yet. */
export async function takeMessage(node: Node, tx: Tx, sender: NodeId, opened: Opened, ground: Ground, forked: Refusal | null): Promise<Outcome | Refusal> {
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

type Stood = Pick<DossierRow, 'state' | 'suspended_from' | 'thread_id' | 'hold_until' | 'opening_type' | 'due_at'>

const unopened: Stood = { state: 'draft', suspended_from: null, thread_id: null, hold_until: null, opening_type: '', due_at: null }

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
    ...clockColumns(isDone(state) && clock !== null && !isIdentificationClock(clock) && clock.endedAt === null ? ended(clock, at) : clock, at, home),
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
