import type { AppliesTo, ConditionClause, LocalText, PredicateNames, ProhibitClause, RulingParameters } from './agreement.ts'
import { appliesToShape, parameters, predicateShape } from './agreement.ts'
import { code, list, localText, node, object, oneOf, type Shape, text, variant, whole, yesNo } from './shape.ts'

/** One rule of a node's own law. It requires or refuses; an effect that permits does not exist here (R27). */
export type PolicyRule = RulingParameters & {
  readonly id: string
  /** Judged on what the node sends, on what it receives, or (absent) on both. */
  readonly side?: 'sending' | 'receiving'
  readonly appliesTo?: AppliesTo
  readonly summary: LocalText
  /** The law the rule states. */
  readonly law: string
  readonly illustrative: boolean
} & (Pick<ConditionClause, 'effect' | 'requires'> | Pick<ProhibitClause, 'effect' | 'when'>)

/** A node's own law: judged beside every agreement, the stricter of both wins; never sent. Source: spec/agreement.md#policy */
export type Policy = {
  readonly $schema?: string
  readonly schema: 'entraide.policy/1'
  readonly node: string
  readonly version: number
  readonly title: LocalText
  readonly illustrative: boolean
  /** An item confirmed longer ago than this must be confirmed again before it leaves (R12). */
  readonly maxVerifiedAgeDays?: number
  /** Handling codes without which nothing of a person leaves (R10). */
  readonly requiredHandling?: readonly string[]
  /** A ceiling below the agreement's (R15). */
  readonly classificationCeiling?: string
  /** Data categories that never leave and are never accepted, whatever an agreement says. */
  readonly refusedDataCategories?: readonly string[]
  readonly rules: readonly PolicyRule[]
}

/** The shape of a policy file, given the closed list of predicate names. */
export function policyShape(predicates: PredicateNames): Shape {
  const rule = (name: 'requires' | 'when') =>
    object(
      {
        id: text({ max: 12, pattern: /^[A-Z]{1,4}[0-9]{1,3}[a-z]?$/, means: 'a rule id like P01' }),
        effect: oneOf('condition', 'prohibit'),
        summary: localText,
        law: text({ max: 400 }),
        illustrative: yesNo,
        [name]: list(predicateShape(predicates[name]), 1, 20),
      },
      { ...parameters, appliesTo: appliesToShape, side: oneOf('sending', 'receiving') },
    )
  return object(
    {
      schema: oneOf('entraide.policy/1'),
      node,
      version: whole(1, 100_000),
      title: localText,
      illustrative: yesNo,
      rules: list(variant('effect', { condition: rule('requires'), prohibit: rule('when') }), 0, 200),
    },
    {
      $schema: text({ max: 400 }),
      maxVerifiedAgeDays: whole(1, 36_500),
      requiredHandling: list(code('handlingCode')),
      classificationCeiling: code('classification'),
      refusedDataCategories: list(code('dataCategory')),
    },
  )
}
