import { type CalendarDate, calendarDate, laterDate, type Refusal, refuse } from '@entraide/ground'

/**
 * How long an item may be held. The sender sets `senderUntil` and nobody lengthens it; `holdUntil` is the holder's own last
 * day, the same or earlier. A day stands for its whole length: the item may be read on `holdUntil` and not on the day after.
 * Source: rule R46
 */
export type Hold = {
  readonly receivedOn: CalendarDate
  readonly senderUntil: CalendarDate
  readonly holdUntil: CalendarDate
  readonly reviewOn: CalendarDate
}

/** What a person decides at a review. To keep takes a reason, and a last day within the sender's. */
export type HoldReview = { readonly decides: 'keep'; readonly reason: string; readonly until: CalendarDate } | { readonly decides: 'erase' }

/** What is due for an item on a day. `restricted`: past its end, kept as evidence, closed to all but magistrate and inspector (rule R48). */
export type HoldState = 'held' | 'review-due' | 'ended' | 'restricted'

/** The longest a sender may set at first (rule R53, INTERPOL's rules on data: five years). A node's law may pass a shorter one. */
export const holdCapYears = 5
/** How often a holder asks itself whether it still needs an item (clock RETAIN-REVIEW, one year, a local default). */
export const reviewEveryYears = 1

/**
 * Starts the hold that a sender sets, at the day of receipt. Refuses `hold-ended` (the last day is past) and
 * `hold-beyond-cap`.
 */
export function startHold(
  receivedOn: CalendarDate,
  senderUntil: CalendarDate,
  capYears: number = holdCapYears,
): Hold | Refusal<'hold-ended' | 'hold-beyond-cap'> {
  const cap = laterYear(receivedOn, capYears)
  if (senderUntil < receivedOn) return refuse('hold-ended', { receivedOn, senderUntil })
  if (senderUntil > cap) return refuse('hold-beyond-cap', { senderUntil, cap })
  return { receivedOn, senderUntil, holdUntil: senderUntil, reviewOn: nextReview(receivedOn, senderUntil) }
}

/** The last day of a holding period counted in days from a day: `holdDays` whole days after it. */
export function holdUntil(from: CalendarDate, holdDays: number): CalendarDate {
  return laterDate(from, holdDays)
}

/** Gives an item an earlier last day. A later one is `hold-lengthened`; the same is no change. */
export function shortenHold(hold: Hold, until: CalendarDate): Hold | Refusal<'hold-lengthened'> {
  if (until > hold.holdUntil) return refuse('hold-lengthened', { until, holdUntil: hold.holdUntil })
  return { ...hold, holdUntil: until, reviewOn: earlier(hold.reviewOn, until) }
}

/**
 * Ends a review on a day: erase (the last day becomes the day before, so the item is ended at once) or keep for a reason,
 * no longer than the sender allowed. Refuses `reason-missing`, `hold-lengthened`, `hold-ended`.
 */
export function reviewHold(hold: Hold, review: HoldReview, on: CalendarDate): Hold | Refusal<'reason-missing' | 'hold-lengthened' | 'hold-ended'> {
  if (review.decides === 'erase') return { ...hold, holdUntil: earlier(hold.holdUntil, laterDate(on, -1)), reviewOn: on }
  if (review.reason.trim() === '') return refuse('reason-missing')
  if (review.until > hold.senderUntil) return refuse('hold-lengthened', { until: review.until, senderUntil: hold.senderUntil })
  if (review.until < on || hold.holdUntil < on) return refuse('hold-ended', { until: earlier(review.until, hold.holdUntil), on })
  return { ...hold, holdUntil: review.until, reviewOn: nextReview(on, review.until) }
}

/** What is due for an item on a day; `isEvidence` when it was ordered restricted instead of erased. */
export function holdState(hold: Hold, on: CalendarDate, isEvidence: boolean): HoldState {
  if (on > hold.holdUntil) return isEvidence ? 'restricted' : 'ended'
  return on >= hold.reviewOn ? 'review-due' : 'held'
}

/** Every review an item will meet if it is always kept: yearly from receipt, and the last day itself. */
export function reviewDates({ receivedOn, holdUntil: last }: Hold): readonly CalendarDate[] {
  const dates: CalendarDate[] = []
  for (let years = reviewEveryYears; laterYear(receivedOn, years) < last; years += reviewEveryYears) dates.push(laterYear(receivedOn, years))
  return [...dates, last]
}

/** The same day `years` later; 29 February becomes 28 February where there is none. */
export function laterYear(on: CalendarDate, years: number): CalendarDate {
  const year = String(Number(on.slice(0, 4)) + years).padStart(4, '0')
  const isLeap = new Date(Date.UTC(Number(year), 1, 29)).getUTCDate() === 29
  return calendarDate(year + (on.endsWith('-02-29') && !isLeap ? '-02-28' : on.slice(4)))
}

function nextReview(from: CalendarDate, last: CalendarDate): CalendarDate {
  return earlier(laterYear(from, reviewEveryYears), last)
}

function earlier(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a < b ? a : b
}
