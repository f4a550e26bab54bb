import { day, hour, type Instant, later, millisecondsOf, type Refusal, refuse } from '@entraide/ground'
import { standing } from './deadline.ts'

/** How urgent a request is, by the vocabulary's codes: imminent danger, 8 hours, 3 days, 7 days, identification in 45 days. */
export type Urgency = 'IMM' | 'U8H' | 'U3D' | 'N7D' | 'ID45'

/**
 * How long an answer may take from the receipt's instant. A day is 24 hours, so that both nodes, in two zones with
 * different clock changes, reach the same instant.
 * Source: Directive (EU) 2023/977 article 5; IMM and ID45: vocabulary, scheme urgency
 */
export const answerWithinMs: { readonly [urgency in Urgency]: number } = { IMM: hour, U8H: 8 * hour, U3D: 3 * day, N7D: 7 * day, ID45: 45 * day }

/**
 * How long the answering node has to accept a request as complete or to return it; then it counts as accepted.
 * A local rule: without it, silence would stretch every deadline.
 */
export const acceptWithinMs: { readonly [urgency in Urgency]: number } = { IMM: hour, U8H: hour, U3D: day, N7D: day, ID45: day }

/**
 * The clock of one request. It runs from the receipt's instant and is stopped by a return for completion only.
 * All instants are the answering node's, so that both sides count the same.
 */
export type RequestClock = {
  readonly urgency: Urgency
  readonly receivedAt: Instant
  /** Since when it has been running without a stop; `null` while the request is returned. */
  readonly runningFrom: Instant | null
  /** What had run before that. */
  readonly usedMs: number
  readonly returnedAt: Instant | null
  /** When the answering node accepted by an act of its own; silence is found by `dueState`. */
  readonly acceptedAt: Instant | null
  readonly endedAt: Instant | null
}

/** How a request stands at a moment. */
export type DueState = {
  readonly phase: 'to-accept' | 'in-work' | 'returned' | 'ended'
  /** `null` while returned: nothing is due until it is completed. */
  readonly dueAt: Instant | null
  readonly leftMs: number
  readonly overdueMs: number
  /** Until when it may still be returned; `null` once accepted or returned. */
  readonly acceptBy: Instant | null
  readonly acceptedAt: Instant | null
  /** Accepted by silence. */
  readonly isDeemed: boolean
}

/** Why a clock does not take an act. */
export type ClockRefusal = 'already-accepted' | 'already-returned' | 'not-returned' | 'already-ended' | 'time-runs-back'

/** Starts the clock of a request at the instant its receipt names. */
export function startClock(urgency: Urgency, receivedAt: Instant): RequestClock {
  return { urgency, receivedAt, runningFrom: receivedAt, usedMs: 0, returnedAt: null, acceptedAt: null, endedAt: null }
}

/** The answering node takes the request as complete. From then on it cannot be returned. */
export function acceptRequest(clock: RequestClock, at: Instant): RequestClock | Refusal<ClockRefusal> {
  return canJudge(clock, at) ?? { ...clock, acceptedAt: at }
}

/** The answering node returns the request for completion: the clock stops. Refused once accepted, by act or by silence. */
export function returnRequest(clock: RequestClock, at: Instant): RequestClock | Refusal<ClockRefusal> {
  const stopped = canJudge(clock, at)
  if (stopped !== undefined) return stopped
  return { ...clock, runningFrom: null, usedMs: usedAt(clock, at), returnedAt: at }
}

/** The completed request is received: the clock goes on from where it stopped, and the time to accept starts anew. */
export function completeRequest(clock: RequestClock, at: Instant): RequestClock | Refusal<ClockRefusal> {
  if (clock.endedAt !== null) return refuse('already-ended', { endedAt: clock.endedAt })
  if (clock.returnedAt === null) return refuse('not-returned')
  if (at < clock.returnedAt) return refuse('time-runs-back', { changedAt: clock.returnedAt, at })
  return { ...clock, runningFrom: at, returnedAt: null }
}

/** The request is answered, refused or withdrawn: the clock ends. A returned request may end too (withdrawn). */
export function endClock(clock: RequestClock, at: Instant): RequestClock | Refusal<ClockRefusal> {
  if (clock.endedAt !== null) return refuse('already-ended', { endedAt: clock.endedAt })
  const changedAt = clock.acceptedAt ?? clock.returnedAt ?? clock.runningFrom ?? clock.receivedAt
  return at < changedAt ? refuse('time-runs-back', { changedAt, at }) : { ...clock, endedAt: at }
}

/** How a request stands at `now`. After its end it is judged at its end. A `now` before the receipt counts as the receipt. */
export function dueState(clock: RequestClock, now: Instant): DueState {
  const at = latest(clock.endedAt ?? now, clock.receivedAt)
  const acceptedAt = acceptedBy(clock, at)
  const isDeemed = acceptedAt !== null && clock.acceptedAt === null
  if (clock.runningFrom === null) {
    const leftMs = Math.max(answerWithinMs[clock.urgency] - clock.usedMs, 0)
    return { phase: clock.endedAt === null ? 'returned' : 'ended', dueAt: null, leftMs, overdueMs: 0, acceptBy: null, acceptedAt, isDeemed }
  }
  const dueAt = later(clock.runningFrom, answerWithinMs[clock.urgency] - clock.usedMs)
  const phase = clock.endedAt !== null ? 'ended' : acceptedAt === null ? 'to-accept' : 'in-work'
  const acceptBy = phase === 'to-accept' ? later(clock.runningFrom, acceptWithinMs[clock.urgency]) : null
  return { phase, ...standing(dueAt, at), acceptBy, acceptedAt, isDeemed }
}

/** When the request was accepted, seen from a moment: by an act, or by silence once the time to accept is over. */
function acceptedBy(clock: RequestClock, at: Instant): Instant | null {
  if (clock.acceptedAt !== null || clock.runningFrom === null) return clock.acceptedAt
  const deemedAt = later(clock.runningFrom, acceptWithinMs[clock.urgency])
  return at >= deemedAt ? deemedAt : null
}

function canJudge(clock: RequestClock, at: Instant): Refusal<ClockRefusal> | undefined {
  if (clock.endedAt !== null) return refuse('already-ended', { endedAt: clock.endedAt })
  if (clock.runningFrom === null) return refuse('already-returned', { returnedAt: clock.returnedAt })
  if (at < clock.runningFrom) return refuse('time-runs-back', { changedAt: clock.runningFrom, at })
  const acceptedAt = acceptedBy(clock, at)
  return acceptedAt === null ? undefined : refuse('already-accepted', { acceptedAt, isDeemed: clock.acceptedAt === null })
}

function usedAt({ usedMs, runningFrom }: RequestClock, at: Instant): number {
  return usedMs + (runningFrom === null ? 0 : millisecondsOf(at) - millisecondsOf(runningFrom))
}

function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}
