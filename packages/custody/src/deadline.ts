import { type Instant, millisecondsOf } from '@entraide/ground'

/** How a due instant stands at a moment: time left, or time over. One of the two is 0. */
export type Standing = { readonly dueAt: Instant; readonly leftMs: number; readonly overdueMs: number }

/** Where a deadline stands at `now`. At the very instant it is due it has nothing left and is not yet over. */
export function standing(dueAt: Instant, now: Instant): Standing {
  const leftMs = millisecondsOf(dueAt) - millisecondsOf(now)
  return { dueAt, leftMs: Math.max(leftMs, 0), overdueMs: Math.max(-leftMs, 0) }
}
