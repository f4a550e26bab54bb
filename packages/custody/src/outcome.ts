import { day, type Instant, millisecondsOf } from '@entraide/ground'
import { type IdentificationClock, identificationDays, identificationDue } from './identification-clock.ts'
import { dueState, type RequestClock } from './request-clock.ts'

/**
 * What became of one thing asked. Each has exactly one: answered whole; answered in part, more to come; refused; withdrawn by who
 * asked; withdrawn because the person is not to be found; sent back and not completed yet; still within its time; past its time
 * with no answer at all. Of information told unasked: answered means that its use was reported. Source: spec/follow-up.md#outcomes
 */
export const outcomes = ['answered', 'partial', 'refused', 'withdrawn', 'vanished', 'returned', 'open', 'silent'] as const
export type Outcome = (typeof outcomes)[number]

/** One message of a thread that both sides hold. `said`: its one code (extent of an answer, ground of a refusal, step of a matter). */
export type Turn = { readonly id: string; readonly type: string; readonly said: string | null; readonly answers: string | null; readonly at: Instant }

/** What became of it, in time or not, and when that was settled. All instants are those the messages themselves carry, so that both sides count the same. */
export type Became = {
  readonly outcome: Outcome
  readonly ground: string | null
  readonly timing: 'in-time' | 'late' | null
  readonly settledAt: Instant
}

/** What of an identification is an answer: a confirmation, a "no", or that the file does not decide. A call to an interview is a part of one. */
const identified: ReadonlySet<string | null> = new Set(['CNF', 'CNI', 'NOT', 'NOM', 'INC'])
/** Steps that tell that the person is not to be found. */
const gone: ReadonlySet<string | null> = new Set(['ABS', 'vanished'])

/**
 * What became of a thing asked, from the messages both sides have taken in and its clock. A withdrawal stands over an answer that
 * crossed it, a refusal over an answer in part. The order in which messages arrived changes nothing.
 *
 * @param asked - its first message
 * @param turns - the messages behind it, in any order
 * @param clock - null where nothing is due: information told unasked
 */
export function became(asked: Turn, turns: readonly Turn[], clock: RequestClock | IdentificationClock | null, now: Instant): Became {
  const last = (fits: (turn: Turn) => boolean) => latest(turns.filter(fits))
  const settled = (outcome: Outcome, by: Turn, ground: string | null = null): Became => ({
    outcome,
    ground,
    timing: clock === null || !timed.has(outcome) ? null : isLate(clock, by.at) ? 'late' : 'in-time',
    settledAt: by.at,
  })
  const withdrawn = last(turn => turn.type === 'WDW')
  if (withdrawn !== undefined) return settled(gone.has(withdrawn.said) || turns.some(turn => gone.has(turn.said)) ? 'vanished' : 'withdrawn', withdrawn)
  if (clock === null) {
    const used = last(turn => turn.type === 'FBK')
    return used === undefined ? settled('open', asked) : settled('answered', used)
  }
  const refused = last(turn => turn.type === 'RFS')
  if (refused !== undefined) return settled('refused', refused, refused.said)
  const answered = earliest(turns.filter(turn => (turn.type === 'REP' && turn.said === 'whole') || (turn.type === 'IDA' && identified.has(turn.said))))
  if (answered !== undefined) return settled('answered', answered)
  const returned = last(turn => turn.type === 'RTC')
  if (returned !== undefined && !turns.some(turn => turn.type === 'CLR' && turn.answers === returned.id)) return settled('returned', returned)
  const partly = last(turn => (turn.type === 'REP' && turn.said === 'partial') || (turn.type === 'IDA' && turn.said === 'INT'))
  if (partly !== undefined) return settled('partial', partly)
  return isOver(clock, now) ? settled('silent', asked) : settled('open', asked)
}

const timed: ReadonlySet<Outcome> = new Set(['answered', 'refused'])

/** Whether an answer given at a moment came after its time. */
function isLate(clock: RequestClock | IdentificationClock, at: Instant): boolean {
  if ('named' in clock) return identificationDue(clock, at).usedMs > identificationDays * day
  const { dueAt } = dueState({ ...clock, endedAt: null }, at)
  return dueAt !== null && at > dueAt
}

function isOver(clock: RequestClock | IdentificationClock, now: Instant): boolean {
  if ('named' in clock) return identificationDue(clock, now).overdueMs > 0
  return clock.endedAt === null && dueState(clock, now).overdueMs > 0
}

/** By the instants and, at one instant, the ids: version 7, so they too run with time. */
const keyOf = ({ at, id }: Turn) => millisecondsOf(at).toString().padStart(15, '0') + id
const latest = (turns: readonly Turn[]) => turns.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).at(-1)
const earliest = (turns: readonly Turn[]) => turns.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).at(0)
