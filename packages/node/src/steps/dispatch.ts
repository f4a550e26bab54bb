import { endClock, nextSlot, returnRequest, waitsForSlot } from '@entraide/custody'
import { sizeClassFor } from '@entraide/envelope'
import {
  bodyOf,
  type Draft as CompleteDraft,
  type Hand,
  machineOf,
  move,
  permit,
  release,
  type Sealed,
  saidOf,
  sealMessage,
  stepOf,
  type ThreadState,
  type TravellingType,
} from '@entraide/exchange'
import { Fault, type Instant, isRefusal, later, mintedAt, type NodeId, type Refusal, refuse, type Uuid, utf8, uuid7 } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Draft, DraftRow, Preview } from '../http/api.ts'
import { inRound } from '../jobs/sequencer.ts'
import { heldAgreement } from '../store/agreements.ts'
import {
  beforeOf,
  changeDossier,
  clockColumns,
  clockOf,
  type DossierRow,
  dossierOfDraft,
  dossierToMove,
  isIdentificationClock,
  stateColumns,
} from '../store/dossiers.ts'
import {
  completeDraft,
  draftLines,
  draftRow,
  draftToMove,
  draftView,
  handOf,
  handsOf,
  handsOfAccounts,
  type DraftRow as Row,
  sealReturned,
} from '../store/drafts.ts'
import { addCrossing } from '../store/exchange-leaf.ts'
import { noteItemEnds } from '../store/holds.ts'
import { once } from '../store/once.ts'
import { noteOrigins } from '../store/origin-notices.ts'
import { type Behind, type Waiting, waitingOf, writeBefore } from '../store/outbox.ts'
import { listedKeys, partnerRow, recipientKeyOf } from '../store/partners.ts'
import { change, insertion } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import { transferColumn } from '../store/transfer-record.ts'
import { type Actor, isHers, may } from './access.ts'
import { act, acted } from './act.ts'
import { agreementSummary } from './agreement-view.ts'
import { claimedNow } from './claim.ts'
import { handOver, takesOver } from './deliver.ts'
import { checkFields, completes, draftThing, heldFor, known, takesItsTurn } from './draft.ts'
import { clockAfterOwn } from './matters/identification-clock.ts'
import { matterSteps } from './matters/matter-steps.ts'
import type { Fresh } from './may-leave.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Releases a waiting draft and puts it, signed and sealed, in the outbox. All of it happens, or none. */
export async function releaseDraft(
  node: Node,
  actor: Person,
  id: Uuid,
  input: { readonly version: number; readonly note: string },
): Promise<{ message: Uuid } | Refusal> {
  const about = { subject: id, ...(input.note === '' ? {} : { reason: input.note }) }
  return await inRound(node, tx => acted(node, tx, actor, 'release', about, () => releaseIn(node, tx, actor, id, input.version)))
}

async function releaseIn(node: Node, tx: Tx, actor: Person, id: Uuid, version: number): Promise<{ message: Uuid } | Refusal> {
  const waits = await waitingDraft(tx, actor, id)
  if (isRefusal(waits)) return waits
  const { row, dossier } = waits
  if (row.version !== version) return refuse('conflict', { version: row.version })
  const hands = handsOfAccounts(tx, [row.author, actor.account])
  const waiting = waitingOf(tx, dossier.id)
  // The agreement it was last saved with: nearly always the one it names.
  const { agreement_hash: likely } = dossier
  const to = (row.partner ?? '') as NodeId
  const [draft, [, hand], partner, listed, guess] = await Promise.all([
    completeDraft(node, tx, row, dossier, hands),
    hands as Promise<readonly [Hand, Hand]>,
    once(tx, `partner/${to}`, () => partnerRow(tx, to)),
    once(tx, `keys/${to}`, () => listedKeys(tx, to, tx.at)),
    likely === null ? null : once(tx, `agreement/${likely}/${to}`, () => heldAgreement(tx, likely, node.config.id, to, tx.at)),
    waiting,
  ])
  if (isRefusal(draft)) return draft
  const [inTurn, held, leaving] = await Promise.all([
    takesItsTurn(node, tx, row, draft, dossier),
    guess?.hash === draft.agreement ? guess : heldFor(node, tx, draft),
    leavesAt(node, tx, dossier, draft, waiting),
  ])
  if (inTurn !== null) return inTurn
  const permitted = permit(draft, held, node.policy, tx.at)
  if (isRefusal(permitted)) return permitted
  const released = release(permitted, hand, leaving.at)
  if (isRefusal(released)) return released
  if (partner === undefined || partner.pairing !== 'confirmed') return refuse('partner-not-paired', { partner: draft.legal.to })
  const clock = clockAfter(dossier, draft, leaving)
  if (isRefusal(clock)) return clock
  const recipientKey = recipientKeyOf(partner, listed, tx.at)
  const sealed = await sealMessage(released, { messageId: leaving.id, at: leaving.at, recipientKey, signingKeys: node.keys.signing() })
  await send(node, tx, row, dossier, { draft, key: recipientKey }, sealed, clock, leaving)
  return { message: sealed.messageId }
}

/** Sends a draft back to its author with a reason. Nothing typed is lost. */
export async function sendBack(node: Node, actor: Person, id: Uuid, reason: string): Promise<Draft | Refusal> {
  return await act(node, actor, 'send-back', { subject: id, reason }, async tx => {
    const waits = await waitingDraft(tx, actor, id)
    if (isRefusal(waits)) return waits
    const { row } = waits
    const change = {
      state: 'returned' as const,
      version: row.version + 1,
      updated_at: tx.at,
      returned_code: 'sent-back',
      returned_sealed: await sealReturned(tx, row, { code: 'sent-back', reason, at: tx.at, unmet: [] }),
    }
    await tx.db.updateTable('draft').set(change).where('id', '=', id).execute()
    return await draftView(tx, { ...row, ...change })
  })
}

/** What the releasing officer answers for: exactly the body that would leave, and why it may. Looking at it is an act. */
export async function preview(node: Node, actor: Person, id: Uuid): Promise<Preview | Refusal> {
  // What was found at home about the person is judged with the fields, and shown to nobody.
  let guards: CompleteDraft['guards'] = {}
  const view = await act(node, actor, 'preview-draft', { subject: id }, async tx => {
    const row = await draftRow(tx, id)
    if (row === undefined || !may(actor, 'draft-read', await draftThing(tx, row))) return refuse('not-found', {})
    const draft = await completeDraft(node, tx, row)
    if (isRefusal(draft)) return draft
    const held = await heldFor(node, tx, draft)
    if (held === null) return refuse('agreement-unknown', { agreement: draft.agreement })
    guards = draft.guards
    const body = bodyOf(draft, (await handOf(tx, actor.account)).officer, tx.at)
    const bytes = utf8(JSON.stringify(body)).length
    return {
      draft: (await draftView(tx, row)) as Draft,
      partner: draft.legal.to,
      body: body as unknown as Preview['body'],
      bytes,
      sizeClass: sizeClassFor(bytes),
      agreement: await agreementSummary(node, tx, held.hash, [draft.legal.to]),
    }
  })
  if (isRefusal(view)) return view
  return { ...view, decision: await checkFields(node, actor, view.draft.fields, guards) }
}

/** Drafts that wait for a second person, oldest first. One's own are there too, so that it is seen why one cannot release them. */
export async function listToRelease(node: Node, actor: Person): Promise<readonly DraftRow[]> {
  return await node.store.read(async tx => {
    const rows = await tx.db
      .selectFrom('draft')
      .innerJoin('dossier', 'dossier.id', 'draft.dossier_id')
      .selectAll('draft')
      .select('dossier.our_reference')
      .where('draft.state', '=', 'waiting-release')
      .where(known(actor))
      .orderBy('draft.submitted_at')
      .orderBy('draft.id')
      .limit(200)
      .execute()
    return await draftLines(tx, rows)
  })
}

async function waitingDraft(tx: Tx, actor: Person, id: Uuid): Promise<{ readonly row: Row; readonly dossier: DossierRow } | Refusal> {
  const [row, dossier] = await Promise.all([draftToMove(tx, id), dossierOfDraft(tx, id)])
  if (row === undefined || dossier === undefined) return refuse('not-found', {})
  if (!may(actor, 'draft-read', await draftThing(tx, row, dossier))) return refuse('not-found', {})
  if (row.state !== 'waiting-release') return refuse('draft-not-waiting', { state: row.state })
  // Said here and not only by the access table: an author who holds REL learns why, and it is logged.
  if (isHers(actor, { author: row.author as Uuid, hands: handsOf(row) })) return refuse('releaser-is-author', { draft: id })
  return { row, dossier }
}

/** Message, outbox entry, log leaf and the thread's next state: one transaction with the act. */
async function send(
  node: Node,
  tx: Tx,
  row: Row,
  dossier: DossierRow,
  { draft, key }: Pick<Fresh, 'draft' | 'key'>,
  sealed: Sealed,
  clock: ReturnType<typeof clockOf>,
  { at: notBefore, isFirst }: Leaving,
): Promise<void> {
  const { body, messageId } = sealed
  const { left, mayLeave } = matterSteps(body.messageType, dossier.opening_type)
  // Nothing is ahead of it, and nothing but what was asked just now decides whether it may leave: it goes from here, without a turn of the job.
  const asksAgain = mayLeave !== undefined || Object.keys(draft.guards).length > 0
  const goesOn = isFirst && notBefore === tx.at && !asksAgain && takesOver(node, sealed.to)
  const moved = move(
    machineOf(dossier.opening_type as TravellingType),
    dossier.side,
    dossier.state as ThreadState,
    {
      message: body.messageType,
      direction: 'out',
      extent: body.extent,
      completes: await completes(tx, dossier.id, body.inReplyTo),
      step: stepOf(body.messageType, body.matter),
    },
    beforeOf(dossier),
  )
  if (isRefusal(moved)) throw new Fault('thread-moved', 'a thread moved between the question whether it may and its move', { facts: { state: dossier.state } })
  tx.put(
    insertion(tx, 'message', [
      {
        id: messageId,
        dossier_id: dossier.id,
        direction: 'out',
        partner: sealed.to,
        kind: 'message',
        message_type: body.messageType,
        agreement_hash: body.agreement,
        clause: body.ask.clause,
        in_reply_to: body.inReplyTo,
        body_digest: sealed.digest,
        body_sealed: await tx.sealBytes(dossier.id as Uuid, `message/${messageId}/body`, sealed.octets),
        at: tx.at,
        created_at: sealed.createdAt,
        expires_at: sealed.expiresAt,
        verdict: null,
        code: null,
        inner_code: null,
        receipt: null,
        receipt_at: null,
        hold_until: body.holdUntil,
        said: saidOf(body),
        said_at: body.releasedAt,
        transfer: transferColumn(body),
      },
    ]),
  )
  const entry: Waiting = {
    message_id: messageId,
    partner: sealed.to,
    draft_id: row.id,
    state: 'waiting',
    not_before: notBefore,
    next_try_at: notBefore,
    tries: 0,
    reason: null,
    envelope: sealed.envelope,
    recipient_key: sealed.recipientKeyId,
    released_at: tx.at,
    delivered_at: null,
    claimed_until: goesOn ? claimedNow(tx.at) : null,
    before: writeBefore({ state: dossier.state as ThreadState, made: moved, clock: clockOf(dossier), suspendedFrom: beforeOf(dossier) }),
  }
  tx.put(insertion(tx, 'outbox', [entry]))
  if (body.attachments.length > 0)
    tx.put(tx.db.updateTable('attachment').set({ message_id: messageId }).where('draft_id', '=', row.id).where('state', '!=', 'writing'))
  tx.put(change(tx, 'draft', 'id', row.id, { state: 'released', version: row.version + 1, updated_at: tx.at }))
  await changeDossier(tx, dossier.id, {
    ...stateColumns(dossier, moved),
    thread_id: dossier.thread_id ?? messageId,
    partner: sealed.to,
    last_type: body.messageType,
    agreement_hash: body.agreement,
    clause: body.ask.clause,
    purpose: body.ask.purpose,
    crime_area: body.ask.crimeArea,
    hold_until: dossier.hold_until ?? body.holdUntil,
    unread: 0,
    ...clockColumns(clock, tx.at, dossier),
  })
  await noteItemEnds(node, tx, dossier.id, messageId, body.items)
  await noteOrigins(tx, dossier.id as Uuid, messageId, body.items)
  if (left !== undefined) await left(node, tx, (await dossierToMove(tx, dossier.id)) as DossierRow, { messageId, body })
  // What waits for a slot has its leaf when it leaves (may-leave.ts): the shared log must not tell before.
  if (notBefore > tx.at) return
  await addCrossing(node, tx, {
    event: 'envelope-out',
    outcome: 'released',
    partner: sealed.to,
    message: messageId,
    kind: 'message',
    dossier: dossier.id as Uuid,
    body,
    digest: sealed.digest,
    instants: { releasedAt: tx.at, expiresAt: sealed.expiresAt },
  })
  const line = {
    id: messageId,
    dossier_id: dossier.id,
    partner: sealed.to,
    kind: 'message',
    body_digest: sealed.digest,
    expires_at: sealed.expiresAt,
    is_control: false,
  }
  tx.afterCommit(() => (goesOn ? handOver(node, entry, { line, draft, version: row.version + 1, key }) : node.store.wake('outbox')))
}

/** The holder's clock after an answer goes out: a return stops it, a whole answer or a refusal ends it. */
function clockAfter(dossier: DossierRow, draft: CompleteDraft, { at, id }: Leaving): ReturnType<typeof clockOf> | Refusal {
  const clock = clockOf(dossier)
  if (clock === null || dossier.side !== 'holder') return clock
  if (isIdentificationClock(clock)) return clockAfterOwn(clock, { ...draft.legal, matter: draft.matter, completes: false }, id, at)
  if (draft.legal.messageType === 'RTC') return returnRequest(clock, at)
  const ends = draft.legal.messageType === 'RFS' || (draft.legal.messageType === 'REP' && draft.extent === 'whole')
  return ends ? endClock(clock, at) : clock
}

/** When a message leaves, and the id it has then. `isFirst`: nothing of its thread waits ahead of it. */
type Leaving = { readonly at: Instant; readonly id: Uuid; readonly isFirst: boolean }

/**
 * When a message leaves: now, or at a slot. Negatives wait for one, so that the hour of an answer tells nothing of its reason (R28). An
 * answer with nothing in it is one, whole or not. Its id and all its instants are then of the slot: they would tell what the hour
 * does not. What is released behind it in its thread leaves with it, and has an id after it.
 */
async function leavesAt(node: Node, tx: Tx, dossier: DossierRow, draft: CompleteDraft, waiting: Promise<readonly Behind[]>): Promise<Leaving> {
  const { ground, attachments, items } = draft
  const { messageType } = draft.legal
  const negative = (ground !== null && waitsForSlot(ground)) || (messageType === 'REP' && items.length + attachments.length === 0)
  const special = (await matterSteps(messageType, dossier.opening_type).leavesAt?.(node, tx, dossier, draft)) ?? null
  const own = special ?? (negative ? nextSlot(dossier.urgency as Parameters<typeof nextSlot>[0], tx.at, node.config.zone) : tx.at)
  const before = (await waiting).at(-1)
  const ahead = before === undefined ? tx.at : mintedAt(before.message_id as Uuid)
  const at = latest(own, (before?.not_before as Instant | undefined) ?? tx.at, ahead > tx.at ? later(ahead, 1) : tx.at)
  const isFirst = before === undefined
  return at > tx.at ? { at, id: uuid7(at, tx.random(10)), isFirst } : { at: tx.at, id: tx.newId(), isFirst }
}

function latest(...instants: readonly Instant[]): Instant {
  return instants.reduce((a, b) => (a > b ? a : b))
}
