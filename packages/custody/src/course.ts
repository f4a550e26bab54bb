import type { Instant, NodeId, Refusal, Uuid } from '@entraide/ground'
import { advance, type Obligation, type ObligationEvent, type ObligationRefusal, type OrderKind, order } from './obligation.ts'

/** The order an obligation begins with: the same on both sides, by the owner's instant. */
export type NoticeOrder = {
  readonly kind: OrderKind
  readonly itemId: Uuid
  readonly owner: NodeId
  readonly holder: NodeId
  readonly at: Instant
}
/** One thing that happened, and the message it came or went by; null for an act at home and for a clock. */
export type Happened = { readonly event: ObligationEvent; readonly message: Uuid | null }
/**
 * All that happened to an obligation on one side, in the order it was learned. Both sides keep one: where it stands is worked
 * out of it, so that a message which comes back is taken out again and what came meanwhile stays.
 */
export type Course = { readonly order: NoticeOrder; readonly happened: readonly Happened[] }

/** Where an obligation stands after all that happened. */
export function standOf(course: Course): Obligation {
  return reached(course).obligation
}

/** Whether an act at home may happen now: the obligation after it, or why not. */
export function mayFollow(course: Course, event: ObligationEvent): Obligation | Refusal<ObligationRefusal> {
  const now = standOf(course)
  return advance(now, timely(now, event))
}

/**
 * Whether what comes from the other side fits. It may be late: a review that both sides asked for at once is one review, an
 * acknowledgement may overtake the receipt of its order. Anything else that is out of order is refused.
 */
export function comesIn(course: Course, event: ObligationEvent): Obligation | Refusal<ObligationRefusal> {
  const after = next(reached(course), event)
  return 'refused' in after ? after : after.obligation
}

/** The course with one more thing that happened. */
export function happened(course: Course, event: ObligationEvent, message: Uuid | null): Course {
  return { ...course, happened: [...course.happened, { event, message }] }
}

/**
 * The course without a message that came back, and without what the same side sent after it: that rested on it and comes back too.
 *
 * @param by - the side whose message it was
 */
export function unhappened(course: Course, message: Uuid, by: NodeId): Course {
  const from = course.happened.findIndex(each => each.message === message)
  if (from === -1) return course
  const rested = ({ event, message: sent }: Happened) => sent !== null && 'by' in event && event.by === by
  return { ...course, happened: course.happened.filter((each, at) => at < from || !rested(each)) }
}

/** `reviewed`: whether a joint review was opened since the last dispute. */
type Reached = { readonly obligation: Obligation; readonly reviewed: boolean }

function reached({ order: { kind, itemId, owner, holder, at }, happened: all }: Course): Reached {
  const begun: Reached = { obligation: order(kind, itemId, owner, holder, owner, at) as Obligation, reviewed: false }
  return all.reduce<Reached>((now, { event }) => {
    const after = next(now, event)
    // What rested on something that came back no longer fits, and did not happen.
    return 'refused' in after ? now : after
  }, begun)
}

function next({ obligation, reviewed }: Reached, event: ObligationEvent): Reached | Refusal<ObligationRefusal> {
  // An acknowledgement says that the order arrived, whatever became of its receipt.
  const received = event.does === 'acknowledge' && obligation.state === 'ordered' ? { ...obligation, state: 'received' as const } : obligation
  const after = advance(received, timely(received, event))
  if (!('refused' in after)) return { obligation: after, reviewed: event.does === 'open-review' || (reviewed && event.does !== 'acknowledge') }
  const isLate = after.refused === 'out-of-order' && (event.does === 'receive' || (event.does === 'open-review' && reviewed))
  return isLate ? { obligation, reviewed } : after
}

/** Two clocks are never quite one: what happened after something did not happen before it. */
function timely({ changedAt }: Obligation, event: ObligationEvent): ObligationEvent {
  return event.at < changedAt ? { ...event, at: changedAt } : event
}
