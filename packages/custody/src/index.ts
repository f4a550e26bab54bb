export { type CountName, type CountRow, countRows, readCountKey } from './count-key.ts'
export { type Course, comesIn, type Happened, happened, mayFollow, type NoticeOrder, standOf, unhappened } from './course.ts'

export { type Standing, standing } from './deadline.ts'
export {
  type Hold,
  type HoldReview,
  type HoldState,
  holdCapYears,
  holdState,
  holdUntil,
  laterYear,
  reviewDates,
  reviewEveryYears,
  reviewHold,
  shortenHold,
  startHold,
} from './hold.ts'
export {
  fileAcceptHours,
  forgetIdentification,
  type IdentificationClock,
  type IdentificationDue,
  type IdentificationEvent,
  type IdentificationFact,
  identificationDays,
  identificationDue,
  mayHappen,
  noIdentification,
  noteIdentification,
  pauseReviewDays,
  reminderDays,
} from './identification-clock.ts'
export {
  type AckCode,
  advance,
  isSettled,
  noticeAckDays,
  type Obligation,
  type ObligationEvent,
  type ObligationRefusal,
  type ObligationState,
  type Onward,
  type OrderKind,
  openOnward,
  order,
  takenFrom,
  untoldOnward,
} from './obligation.ts'
export { type Derivation, type Disclosure, descendants, onwardRecipients } from './onward.ts'
export { type Became, became, type Outcome, outcomes, type Turn } from './outcome.ts'
export { type Compared, type Difference, reconcile } from './reconcile.ts'
export { type CustodyRefusal, custodyRefusals } from './refusals.ts'
export {
  acceptRequest,
  acceptWithinMs,
  answerWithinMs,
  type ClockRefusal,
  completeRequest,
  type DueState,
  dueState,
  endClock,
  type RequestClock,
  returnRequest,
  startClock,
  type Urgency,
} from './request-clock.ts'
export { dailySlot, nextSlot, slotTimes, waitsForSlot } from './slot.ts'
export { type Shown, smallestShown, withholdFew } from './small-counts.ts'
export { type Cell, type Counting, type Line, lineOf, type Measure, type Measured, measure, type Treatment, type UrgencyLine } from './tally.ts'
export { type ErasureCause, type Tombstone, toEraseAgain, tombstone } from './tombstone.ts'
