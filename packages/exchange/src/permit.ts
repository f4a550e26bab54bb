import { type Agreement, type AgreementStanding, type Ask, check, type Policy } from '@entraide/agreement'
import { type Instant, isRefusal, type Refusal, refuse } from '@entraide/ground'
import { askOfDraft } from './ask.ts'
import type { Draft } from './draft.ts'

declare const proof: unique symbol

/** The text both nodes hold under one hash, and how it stands between them. */
export type HeldAgreement = { readonly hash: string; readonly agreement: Agreement; readonly standing: AgreementStanding }

/** A draft that the agreement of this moment allows. Only `permit` makes one, and it lives for one step. */
export type Permitted = { readonly draft: Draft; readonly clause: string; readonly at: Instant; readonly [proof]: 'permitted' }

/** Why nothing travels under an agreement, or not this. The first four say that it carries no traffic at all. */
export const permitRefusals = ['agreement-unknown', 'partner-frozen', 'agreement-suspended', 'agreement-not-in-force', 'not-permitted'] as const
export type PermitRefusal = (typeof permitRefusals)[number]

/**
 * Asks the agreement and the node's own law whether a draft may leave now. Suspension, expiry and freeze stop everything
 * but residual duties. Every unmet condition is told with its rule and what would mend it (design section 4).
 */
export function permit(draft: Draft, held: HeldAgreement | null, policy: Policy, now: Instant): Permitted | Refusal<PermitRefusal> {
  const clause = permittingClause(askOfDraft(draft), draft.agreement, held, policy, now)
  return isRefusal(clause) ? clause : ({ draft, clause, at: now } as Permitted)
}

/** The clause under which an ask may travel, at either end; or the refusal, its unmet conditions in `facts.unmet`. */
export function permittingClause(ask: Ask, hash: string, held: HeldAgreement | null, policy: Policy, now: Instant): string | Refusal<PermitRefusal> {
  if (held === null || held.hash !== hash) return refuse('agreement-unknown', { agreement: hash })
  const decision = check(ask, held.agreement, policy, now, held.standing)
  if (decision.decision === 'permit') return decision.clause
  const unmet = decision.unmet.map(each => ({ code: each.code, rule: each.rule, clause: each.clause, mend: each.mend, field: each.field, facts: each.facts }))
  const stop = stops.find(([code]) => unmet.some(each => each.code === code))
  return refuse(stop === undefined ? 'not-permitted' : stop[1], { agreement: hash, clause: decision.clause, unmet })
}

const stops = [
  ['partner-frozen', 'partner-frozen'],
  ['agreement-suspended', 'agreement-suspended'],
  ['agreement-not-active', 'agreement-not-in-force'],
  ['agreement-expired', 'agreement-not-in-force'],
  ['agreement-not-yet-in-force', 'agreement-not-in-force'],
] as const satisfies readonly (readonly [string, PermitRefusal])[]
