import { type Instant, later, minute } from '@entraide/ground'
import type { Header } from './header.ts'

/** Two clocks may differ by so much before a person must look: trust-and-use, attack 8. */
export const clockSkewMinutes = 5

/**
 * Judges the two instants of a header at the receiver's own now.
 *
 * @returns `expired` from the instant of expiry on; `held-clock-skew` when it was made more than five minutes from now,
 * so that one of the two clocks is wrong: the envelope is held and shown, neither admitted nor refused; else `fine`
 * Source: spec/envelope.md#time
 */
export function timeliness(header: Pick<Header, 'createdAt' | 'expiresAt'>, now: Instant): 'fine' | 'expired' | 'held-clock-skew' {
  if (header.createdAt > later(now, clockSkewMinutes * minute)) return 'held-clock-skew'
  return now >= header.expiresAt ? 'expired' : 'fine'
}
