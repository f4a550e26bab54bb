import { type Instant, type Refusal, refuse } from '@entraide/ground'
import type { Draft, Hand } from './draft.ts'
import type { Permitted } from './permit.ts'

declare const proof: unique symbol

/** A permitted draft that a second person answers for. Only `release` makes one; `sealMessage` takes nothing else. */
export type Released = { readonly draft: Draft; readonly clause: string; readonly releaser: Hand; readonly releasedAt: Instant; readonly [proof]: 'released' }

/**
 * The second person's act: whoever drafts never releases (design section 2), and a releaser holds REL.
 * Urgency shortens the wait, never this step.
 */
export function release(permitted: Permitted, releaser: Hand, now: Instant): Released | Refusal<'releaser-is-author' | 'releaser-lacks-role'> {
  const author = permitted.draft.author
  if (releaser.account === author.account || releaser.officer.serviceNumber === author.officer.serviceNumber)
    return refuse('releaser-is-author', { draft: permitted.draft.id })
  if (!releaser.mayRelease) return refuse('releaser-lacks-role', { role: 'REL' })
  return { draft: permitted.draft, clause: permitted.clause, releaser, releasedAt: now } as Released
}
