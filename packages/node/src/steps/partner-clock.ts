import { clockSkewMinutes } from '@entraide/envelope'
import { type Instant, millisecondsOf, minute, type NodeId } from '@entraide/ground'
import type { Tx } from '../store/store.ts'

/** How far a partner's clock is from ours, from the Date header of its answer; positive when it is ahead, null when it does not say. */
export function skewOf(date: string | null, now: Instant): number | null {
  const at = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(at) ? null : at - millisecondsOf(now)
}

/** Whether two clocks are so far apart that a person must look: one of them is wrong. */
export function isSkewed(skewMs: number | null): skewMs is number {
  return skewMs !== null && Math.abs(skewMs) > clockSkewMinutes * minute
}

/** Shows on the partner's page how far its clock is off; null once both agree again. */
export async function noteSkew(tx: Tx, partner: NodeId, skewMs: number | null): Promise<void> {
  await tx.db.updateTable('partner').set({ clock_skew_ms: skewMs }).where('node', '=', partner).execute()
}
