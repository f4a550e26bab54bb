import { type IdentificationClock, type IdentificationEvent, mayHappen, noIdentification, noteIdentification } from '@entraide/custody'
import type { Matter } from '@entraide/exchange'
import { type Instant, isRefusal, type Refusal, type Uuid } from '@entraide/ground'
import { isIdentificationClock, type ThreadClock } from '../../store/dossiers.ts'

/** What a message of an identification says to its clock. */
type Moving = { readonly messageType: string; readonly matter?: Matter | null | undefined; readonly completes: boolean }

/**
 * The clock of an identification after the answering node lets a message of its own go, dated when it leaves. It keeps the clock:
 * what cannot happen is refused.
 */
export function clockAfterOwn(clock: ThreadClock | null, message: Moving, id: Uuid, at: Instant): IdentificationClock | Refusal {
  const own = isIdentificationClock(clock) ? clock : noIdentification
  const does = eventOf(message)
  const refused = does === null ? null : mayHappen(own, does, at)
  return refused ?? noted(own, does, id, at)
}

/** The same after a message whose instant is given by the answering node: its receipt, or what its own message says of itself. */
export function clockAfterNews(clock: ThreadClock | null, message: Moving, id: Uuid, at: Instant): IdentificationClock {
  return noted(isIdentificationClock(clock) ? clock : noIdentification, eventOf(message), id, at)
}

function noted(clock: IdentificationClock, does: IdentificationEvent | null, message: Uuid, at: Instant): IdentificationClock {
  return does === null ? clock : noteIdentification(clock, { does, at, message })
}

/** What a message does to the clock; null for one that leaves it alone. Source: spec/workflows/identification.md#clock */
function eventOf({ messageType, matter, completes }: Moving): IdentificationEvent | null {
  const step = (matter as { step?: string } | null | undefined)?.step ?? ''
  if (messageType === 'IDR') return 'receive'
  if (messageType === 'RTC') return 'return'
  if (messageType === 'CLR') return completes ? 'complete' : null
  if (messageType === 'RFS' || messageType === 'WDW') return 'end'
  if (messageType === 'IDS') return stepEvents[step] ?? null
  if (messageType === 'IDA') return step === 'INT' ? 'interview' : outcomes.includes(step) ? 'answer' : null
  return null
}
const stepEvents: { readonly [step: string]: IdentificationEvent } = { verifying: 'accept', pause: 'pause', resume: 'resume' }
const outcomes: readonly string[] = ['CNF', 'CNI', 'NOT', 'NOM', 'INC']

/** Whether a refusal came instead of a clock. */
export const isClock = (clock: ThreadClock | null | Refusal): clock is ThreadClock | null => clock === null || !isRefusal(clock)
