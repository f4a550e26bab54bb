import { day, hour, type Instant, later, millisecondsOf, type Refusal, refuse, type Uuid } from '@entraide/ground'
import { standing } from './deadline.ts'
import type { ClockRefusal } from './request-clock.ts'

/** How long a verification may take from its acceptance as complete. Source: clause C04 of the 2016 memorandum, as reported; its start is an assumption of this product. */
export const identificationDays = 45
/** Running days after which both sides are reminded. Source: state machine (d). */
export const reminderDays = 30
/** How long the answering node has to accept a file as complete or to return it; then silence accepts. A local rule, as for requests. */
export const fileAcceptHours = 24
/**
 * When a pause comes up for review, and the only day on which a paused file is withdrawn: whatever its cause, so that its length tells
 * nothing of it (rule R28). A local rule.
 */
export const pauseReviewDays = 30

/** What moves the clock. `interview`: asked for, inside the time of the answer. `answer`: an outcome, final or not. `end`: refused or withdrawn. */
export type IdentificationEvent = 'receive' | 'accept' | 'return' | 'complete' | 'interview' | 'answer' | 'pause' | 'resume' | 'end'
/** One of them, at its instant, made known by a message. All instants are the answering node's, so that both sides count the same. */
export type IdentificationFact = { readonly does: IdentificationEvent; readonly at: Instant; readonly message: Uuid }

/**
 * The clock of one identification, IDENT-45: what happened, not what is left. News crosses on the line and comes to the two sides in
 * different orders; counted from the facts in the order of their instants, it is the same on both.
 */
export type IdentificationClock = { readonly named: 'IDENT-45'; readonly facts: readonly IdentificationFact[] }

/** How an identification stands at a moment. */
export type IdentificationDue = {
  readonly phase: 'to-accept' | 'counting' | 'returned' | 'paused' | 'answered' | 'ended'
  /** Day 45; `null` while nothing is due. Before acceptance, as if silence accepted. */
  readonly dueAt: Instant | null
  readonly leftMs: number
  readonly overdueMs: number
  /** How much of the 45 days is used. */
  readonly usedMs: number
  /** Until when the file may still be returned. */
  readonly acceptBy: Instant | null
  readonly acceptedAt: Instant | null
  /** Accepted by silence. */
  readonly isDeemed: boolean
  /** Day 30 of the running time; `null` while it does not run. */
  readonly remindAt: Instant | null
  /** While paused: when the pause comes up for review. */
  readonly reviewAt: Instant | null
}

/** A clock that nothing has happened to. */
export const noIdentification: IdentificationClock = { named: 'IDENT-45', facts: [] }

/** Adds what happened, whenever it came to be known. A message moves a clock once. */
export function noteIdentification(clock: IdentificationClock, fact: IdentificationFact): IdentificationClock {
  return clock.facts.some(each => each.message === fact.message) ? clock : { ...clock, facts: [...clock.facts, fact] }
}

/** Takes back what a message had moved: it was not taken in. */
export function forgetIdentification(clock: IdentificationClock, message: Uuid): IdentificationClock {
  return { ...clock, facts: clock.facts.filter(fact => fact.message !== message) }
}

/**
 * Whether the answering node may let something happen now: it keeps the clock, and refuses what cannot be. A file that was accepted,
 * by an act or by silence, is not returned any more; an outcome that settles nothing lets it be.
 */
export function mayHappen(clock: IdentificationClock, does: IdentificationEvent, at: Instant): Refusal<ClockRefusal> | null {
  const last = clock.facts
    .map(fact => fact.at)
    .sort()
    .at(-1)
  if (last !== undefined && at < last) return refuse('time-runs-back', { changedAt: last, at })
  const { phase, acceptedAt, isDeemed } = identificationDue(clock, at)
  if (phase === 'ended') return refuse('already-ended')
  if (does === 'return' && phase === 'counting') return refuse('already-accepted', { acceptedAt, isDeemed })
  if (does === 'return' && phase === 'returned') return refuse('already-returned')
  if (does === 'accept' && phase === 'counting') return refuse('already-accepted', { acceptedAt, isDeemed })
  if (does === 'complete' && phase !== 'returned') return refuse('not-returned')
  return null
}

/** How an identification stands at `now`. What is dated later than `now` has not happened yet. */
export function identificationDue(clock: IdentificationClock, now: Instant): IdentificationDue {
  const run = new Run()
  for (const fact of inOrder(clock.facts)) if (fact.at <= now) run.take(fact)
  run.passTo(now)
  return run.due(now)
}

type Stage = 'to-accept' | 'counting' | 'returned' | 'answered' | 'ended'

/** The counting, step by step: time passes to each fact, then the fact changes what the time counts for. */
class Run {
  #stage: Stage = 'to-accept'
  #since: Instant | null = null
  #acceptFrom: Instant | null = null
  #acceptedAt: Instant | null = null
  #deemed = false
  #pausedAt: Instant | null = null
  #usedMs = 0

  take({ does, at }: IdentificationFact): void {
    this.passTo(at)
    if (this.#stage === 'ended') return
    this.#since = at
    if (does === 'receive') this.#acceptFrom = at
    else if (does === 'accept' && this.#stage === 'to-accept') this.#accept(at, false)
    else if (does === 'return' && this.#stage !== 'counting') this.#stage = 'returned'
    else if (does === 'complete' && this.#stage === 'returned') this.#await(at)
    else if (does === 'interview') this.#accept(this.#acceptedAt ?? at, this.#deemed)
    else if (does === 'answer') this.#stage = 'answered'
    else if (does === 'pause') this.#pausedAt ??= at
    else if (does === 'resume') this.#resume(at)
    else if (does === 'end') this.#stage = 'ended'
  }

  passTo(at: Instant): void {
    if (this.#since === null || this.#pausedAt !== null) return
    if (this.#stage === 'to-accept' && this.#acceptFrom !== null) {
      const deemedAt = later(this.#acceptFrom, fileAcceptHours * hour)
      if (at < deemedAt) return
      this.#accept(deemedAt, true)
      this.#since = deemedAt
    }
    if (this.#stage !== 'counting' || at < this.#since) return
    this.#usedMs += millisecondsOf(at) - millisecondsOf(this.#since)
    this.#since = at
  }

  due(now: Instant): IdentificationDue {
    const paused = this.#pausedAt !== null && this.#stage !== 'ended'
    const leftOf = (days: number) => days * day - this.#usedMs
    const runs = !paused && (this.#stage === 'counting' || (this.#stage === 'to-accept' && this.#acceptFrom !== null))
    const acceptBy = this.#stage === 'to-accept' && !paused && this.#acceptFrom !== null ? later(this.#acceptFrom, fileAcceptHours * hour) : null
    const from = acceptBy ?? now
    const dueAt = runs ? later(from, leftOf(identificationDays)) : null
    return {
      phase: paused ? 'paused' : this.#stage,
      dueAt,
      leftMs: dueAt === null ? Math.max(0, leftOf(identificationDays)) : standing(dueAt, now).leftMs,
      overdueMs: dueAt === null ? 0 : standing(dueAt, now).overdueMs,
      usedMs: this.#usedMs,
      acceptBy,
      acceptedAt: this.#acceptedAt,
      isDeemed: this.#deemed,
      remindAt: runs ? later(from, leftOf(reminderDays)) : null,
      reviewAt: paused ? later(this.#pausedAt as Instant, pauseReviewDays * day) : null,
    }
  }

  #accept(at: Instant, deemed: boolean): void {
    this.#stage = 'counting'
    this.#acceptedAt = at
    this.#deemed = deemed
  }

  /** A file that is complete again is looked at again: the time to accept it starts anew, what was used of the 45 days stays used. */
  #await(at: Instant): void {
    this.#stage = 'to-accept'
    this.#acceptFrom = at
    this.#acceptedAt = null
    this.#deemed = false
  }

  #resume(at: Instant): void {
    this.#pausedAt = null
    if (this.#stage === 'to-accept') this.#acceptFrom = at
  }
}

/** By their instants; at one instant the receipt first, then as the ids of the messages say, which both sides know. */
function inOrder(facts: readonly IdentificationFact[]): readonly IdentificationFact[] {
  const keyOf = ({ does, at, message }: IdentificationFact) => `${at} ${does === 'receive' ? 0 : 1} ${message}`
  return [...facts].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}
