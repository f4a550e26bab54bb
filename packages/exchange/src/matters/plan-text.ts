import { canonicalBytes, type Json, type NodeId, type Refusal, refuse } from '@entraide/ground'
import { digestHex } from '../agreement-text.ts'
import type { Action, PlanText } from './plan.ts'

/** Where a plan's action stands in it. */
export type Placed = { readonly axis: string; readonly objective: string; readonly action: Action }

/** The digest both sides agree to and sign: SHA-256 over the text, canonical (RFC 8785). Source: spec/workflows/plan.md#digests */
export function planDigest(text: PlanText): string {
  return digestHex(canonicalBytes(text as unknown as Json))
}

/** How one item ended. */
export type EndedItem = { readonly item: string; readonly status: string }

/** What a closing names: the plan as signed, and how each of its items ended, those taken on later among them. */
export function closingDigest(textDigest: string, items: readonly EndedItem[]): string {
  const sorted = items.map(({ item, status }) => ({ item, status })).sort((a, b) => (a.item < b.item ? -1 : 1))
  return digestHex(canonicalBytes({ closes: textDigest, items: sorted } as unknown as Json))
}

/** Every action of a plan, in its order. */
export function actionsOf(text: PlanText): readonly Placed[] {
  return text.axes.flatMap(axis => axis.objectives.flatMap(objective => objective.actions.map(action => ({ axis: axis.id, objective: objective.id, action }))))
}

/** Months between the beginning of the evaluation and the end of a plan. [P]: machine (i). */
export const evaluationMonths = 6

/** The first day of a plan's evaluation: six months before its end, and not before it begins. */
export function evaluationFrom({ from, until }: Pick<PlanText, 'from' | 'until'>): PlanText['from'] {
  const [year, month, dayOfMonth] = until.split('-').map(Number) as [number, number, number]
  const months = year * 12 + (month - 1) - evaluationMonths
  const [y, m] = [Math.floor(months / 12), (months % 12) + 1]
  const lastDay = new Date(Date.UTC(y, m, 0)).getUTCDate()
  const on = [String(y).padStart(4, '0'), String(m).padStart(2, '0'), String(Math.min(dayOfMonth, lastDay)).padStart(2, '0')].join('-') as PlanText['from']
  return on < from ? from : on
}

/**
 * What makes a text no plan between two nodes: the first thing that is wrong, as `plan-text` with what and where. Both ends ask it, of
 * the text alone.
 */
export function unfitText(text: PlanText, between: readonly [NodeId, NodeId], regime: string): Refusal<'plan-text'> | null {
  const wrong = (what: string, at: string) => refuse('plan-text', { what, at })
  if (text.from > text.until) return wrong('period', 'until')
  if (text.regime !== regime) return wrong('regime', 'regime')
  if (text.follows === text.plan) return wrong('follows', 'follows')
  const placed = actionsOf(text)
  if (placed.length === 0) return wrong('empty', 'axes')
  const names = text.axes.flatMap(axis => [axis.id, ...axis.objectives.flatMap(objective => [objective.id, ...objective.actions.map(action => action.id)])])
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) return wrong('named-twice', twice)
  const indicators = placed.flatMap(({ action }) => action.indicators.map(indicator => indicator.id))
  const again = indicators.find((id, at) => indicators.indexOf(id) !== at)
  if (again !== undefined) return wrong('named-twice', again)
  for (const { action } of placed) {
    const unfit = unfitAction(action, text, between)
    if (unfit !== null) return unfit
  }
  return null
}

/** The same of one action: its owner is one of the two, its day and its indicators' periods are the plan's, and who asks is one of the two. */
export function unfitAction(
  action: Action,
  plan: Pick<PlanText, 'from' | 'until' | 'follows'>,
  between: readonly [NodeId, NodeId],
): Refusal<'plan-text'> | null {
  const wrong = (what: string, at: string) => refuse('plan-text', { what, at })
  if (!between.includes(action.owner)) return wrong('owner', action.id)
  if (action.dueOn < plan.from || action.dueOn > plan.until) return wrong('due', action.id)
  if (action.carries !== null && action.carries.plan !== plan.follows) return wrong('carries', action.id)
  for (const indicator of action.indicators) {
    if (indicator.from > indicator.until || indicator.from < plan.from || indicator.until > plan.until) return wrong('period', indicator.id)
    for (const counted of [indicator.numerator, indicator.denominator])
      if (counted !== null && counted.askedBy !== null && !between.includes(counted.askedBy)) return wrong('asked-by', indicator.id)
  }
  return null
}
