import type { Instant } from '@entraide/ground'
import type { Agreement } from './agreement.ts'
import type { Ask } from './ask.ts'
import { check, type Decision } from './check.ts'
import type { Policy } from './policy.ts'

/** A past exchange: what was asked, when it was judged, and how it was judged then. */
export type PastAsk = { readonly id: string; readonly ask: Ask; readonly at: Instant; readonly decision: 'permit' | 'refuse' }
/** A past exchange that this text would have decided otherwise. */
export type Otherwise = { readonly id: string; readonly at: Instant; readonly was: 'permit' | 'refuse'; readonly would: Decision }

/** Which past asks an agreement (a draft, say, or an amendment) would have decided otherwise, each judged at its own moment. */
export function replay(entries: readonly PastAsk[], agreement: Agreement, policy: Policy | null): readonly Otherwise[] {
  const changed: Otherwise[] = []
  for (const { id, ask, at, decision } of entries) {
    const would = check(ask, agreement, policy, at)
    if (would.decision !== decision) changed.push({ id, at, was: decision, would })
  }
  return changed
}
