import { day, type Instant, later, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'

/** What is ordered: correction, erasure, restriction (message types COR, DEL, RST). */
export type OrderKind = 'COR' | 'DEL' | 'RST'
/** How a holder acknowledges: applied everywhere, applied and onward recipients told, restricted instead, disputed, not found here. */
export type AckCode = 'APP' | 'APO' | 'RST' | 'DIS' | 'NFD'
/** Where an obligation stands. It ends `proven` or `kept-disputed`, or `done` when nothing was found. */
export type ObligationState = 'ordered' | 'received' | 'disputed' | 'in-review' | 'kept-disputed' | 'done' | 'proven' | 'overdue' | 'escalated'
/** That another node got the item, or something made of it, from the holder: the order follows it there (rule R47). */
export type Onward = {
  readonly node: NodeId
  /** What that node was given: the item itself, or what was made of it. */
  readonly itemId: Uuid
  readonly toldAt: Instant | null
  readonly doneAt: Instant | null
}

/**
 * A correction, erasure or restriction that one node owes another: the same value on both sides, moved by what happens.
 * Source: state machine (k), rules R46 to R48
 */
export type Obligation = {
  readonly kind: OrderKind
  /** The message whose content is concerned. */
  readonly itemId: Uuid
  /** The node the item comes from: the only one that may order. */
  readonly owner: NodeId
  /** The node that got it and owes the effect. */
  readonly holder: NodeId
  readonly state: ObligationState
  readonly orderedAt: Instant
  readonly dueAt: Instant
  /** The last thing that happened; time does not run back behind it. */
  readonly changedAt: Instant
  readonly ack: AckCode | null
  /** SHA-256 in hexadecimal: of the tombstone, or of the corrected content. */
  readonly proof: string | null
  readonly onward: readonly Onward[]
}

/** What can happen to an obligation. `by` is the node whose act it is; instants are that node's. */
export type ObligationEvent =
  | { readonly does: 'receive'; readonly by: NodeId; readonly at: Instant }
  /** The holder finds that it gave the item, or something made of it, to somebody; tells them; learns that they have done it. */
  | { readonly does: 'find-onward' | 'pass-on' | 'close-onward'; readonly by: NodeId; readonly at: Instant; readonly to: NodeId; readonly itemId: Uuid }
  /** `reasoned`: whether reasons go with it; they stand in the message, not here. */
  | { readonly does: 'acknowledge'; readonly by: NodeId; readonly at: Instant; readonly ack: AckCode; readonly reasoned: boolean }
  | { readonly does: 'prove'; readonly by: NodeId; readonly at: Instant; readonly proof: string }
  | { readonly does: 'open-review'; readonly by: NodeId; readonly at: Instant }
  | { readonly does: 'settle'; readonly by: NodeId; readonly at: Instant; readonly outcome: 'apply' | 'keep' }
  | { readonly does: 'fall-due'; readonly at: Instant }
  | { readonly does: 'escalate'; readonly by: NodeId; readonly at: Instant }

/** Why an event is not taken. The obligation stays as it was. */
export type ObligationRefusal =
  | 'not-owner'
  | 'not-holder'
  | 'not-party'
  | 'out-of-order'
  | 'time-runs-back'
  | 'ack-unfit'
  | 'reason-missing'
  | 'onward-open'
  | 'onward-untold'
  | 'onward-unknown'
  | 'nothing-to-prove'
  | 'proof-shape'
  | 'not-due'

/** Days from the order to an acknowledgement (clock NOTICE-ACK, a local default). Counted from the order, so that an order that never arrives is seen too. */
export const noticeAckDays = 10

/** From which states each event is taken. An open question stays open when it is late: `overdue` and `escalated` still take an acknowledgement. */
export const takenFrom: { readonly [does in ObligationEvent['does']]: readonly ObligationState[] } = {
  receive: ['ordered', 'overdue', 'escalated'],
  'find-onward': ['received', 'overdue', 'escalated'],
  'pass-on': ['received', 'overdue', 'escalated', 'done'],
  'close-onward': ['received', 'overdue', 'escalated', 'done'],
  acknowledge: ['received', 'overdue', 'escalated'],
  prove: ['done'],
  'open-review': ['disputed'],
  settle: ['in-review'],
  'fall-due': ['ordered', 'received', 'overdue'],
  escalate: ['overdue'],
}

/** Orders a correction, erasure or restriction. Only the owner of an item may: anybody else is `not-owner`. */
export function order(kind: OrderKind, itemId: Uuid, owner: NodeId, holder: NodeId, by: NodeId, at: Instant): Obligation | Refusal<'not-owner'> {
  if (by !== owner) return refuse('not-owner', { owner, by })
  const dueAt = later(at, noticeAckDays * day)
  return { kind, itemId, owner, holder, state: 'ordered', orderedAt: at, dueAt, changedAt: at, ack: null, proof: null, onward: [] }
}

/** The obligation after an event, or why the event is not taken. Pure and total: any event on any obligation has an answer. */
export function advance(obligation: Obligation, event: ObligationEvent): Obligation | Refusal<ObligationRefusal> {
  const { state, holder, owner } = obligation
  if (!takenFrom[event.does].includes(state)) return refuse('out-of-order', { state, event: event.does })
  if (event.at < obligation.changedAt) return refuse('time-runs-back', { changedAt: obligation.changedAt, at: event.at })
  const moved = { ...obligation, changedAt: event.at }
  switch (event.does) {
    case 'receive':
      if (event.by !== holder) return refuse('not-holder', { holder, by: event.by })
      return { ...moved, state: state === 'ordered' ? 'received' : state }
    case 'find-onward':
    case 'pass-on':
    case 'close-onward':
      if (event.by !== holder && (event.does !== 'close-onward' || event.by !== event.to)) return refuse('not-holder', { holder, by: event.by })
      return followed(moved, event)
    case 'acknowledge':
      if (event.by !== holder) return refuse('not-holder', { holder, by: event.by })
      return acknowledge(moved, event.ack, event.reasoned)
    case 'prove':
      if (event.by !== holder) return refuse('not-holder', { holder, by: event.by })
      if (obligation.ack === 'NFD') return refuse('nothing-to-prove')
      if (!/^[0-9a-f]{64}$/.test(event.proof)) return refuse('proof-shape')
      if (openOnward(obligation) > 0) return refuse('onward-open', { open: openOnward(obligation) })
      return { ...moved, state: 'proven', proof: event.proof }
    case 'open-review':
      if (event.by !== owner && event.by !== holder) return refuse('not-party', { by: event.by })
      return { ...moved, state: 'in-review' }
    case 'settle':
      if (event.by !== owner) return refuse('not-owner', { owner, by: event.by })
      if (event.outcome === 'keep') return { ...moved, state: 'kept-disputed' }
      return { ...moved, state: 'received', ack: null, dueAt: later(event.at, noticeAckDays * day) }
    case 'fall-due':
      return event.at > obligation.dueAt ? { ...moved, state: 'overdue' } : refuse('not-due', { dueAt: obligation.dueAt })
    case 'escalate':
      if (event.by !== owner && event.by !== holder) return refuse('not-party', { by: event.by })
      return { ...moved, state: 'escalated' }
  }
}

/** Whether nothing more is owed. */
export function isSettled({ state, ack }: Obligation): boolean {
  return state === 'proven' || state === 'kept-disputed' || (state === 'done' && ack === 'NFD')
}

/** Onward recipients that have not shown the effect yet. */
export function openOnward({ onward }: Obligation): number {
  return onward.filter(each => each.doneAt === null).length
}

/** Onward recipients that have not been told yet. */
export function untoldOnward({ onward }: Obligation): number {
  return onward.filter(each => each.toldAt === null).length
}

/** What follows the data: each thing given to a node is found once, told once and done once. */
function followed(
  moved: Obligation,
  { does, to, itemId, at }: Extract<ObligationEvent, { does: 'find-onward' | 'pass-on' | 'close-onward' }>,
): Obligation | Refusal<ObligationRefusal> {
  const known = moved.onward.find(each => each.node === to && each.itemId === itemId)
  if (does === 'close-onward' && known === undefined) return refuse('onward-unknown', { to })
  const before = known ?? { node: to, itemId, toldAt: null, doneAt: null }
  const now = {
    ...before,
    toldAt: does === 'find-onward' ? before.toldAt : (before.toldAt ?? at),
    doneAt: does === 'close-onward' ? (before.doneAt ?? at) : before.doneAt,
  }
  return { ...moved, onward: known === undefined ? [...moved.onward, now] : moved.onward.map(each => (each === known ? now : each)) }
}

/**
 * "Applied everywhere" and "not found" are only said once every onward recipient has shown it, "applied, recipients told" and
 * "restricted" once each was told; restriction replaces erasure only (rule R48).
 */
function acknowledge(moved: Obligation, ack: AckCode, reasoned: boolean): Obligation | Refusal<ObligationRefusal> {
  if (ack === 'RST' && moved.kind !== 'DEL') return refuse('ack-unfit', { ack, kind: moved.kind })
  if ((ack === 'DIS' || ack === 'RST') && !reasoned) return refuse('reason-missing', { ack })
  if ((ack === 'APP' || ack === 'NFD') && openOnward(moved) > 0) return refuse('onward-open', { open: openOnward(moved) })
  if ((ack === 'APO' || ack === 'RST') && untoldOnward(moved) > 0) return refuse('onward-untold', { untold: untoldOnward(moved) })
  return { ...moved, state: ack === 'DIS' ? 'disputed' : 'done', ack }
}
