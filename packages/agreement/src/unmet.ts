import type { Facts } from '@entraide/ground'

/** One reason why an ask is refused, and what would mend it. `facts` are codes, ids, dates and numbers, never a person. */
export type Unmet = {
  readonly code: UnmetCode
  /** The rule of the domain (R1 to R58), or null when the clause itself is the rule. */
  readonly rule: string | null
  /** The clause, or policy rule, that asks for it; null for the engine's own rules. */
  readonly clause: string | null
  readonly mend: MendCode
  /** The field of the ask that mends it, or null. */
  readonly field: string | null
  readonly facts: Facts
}

type Line = { readonly rule: string | null; readonly mend: MendCode; readonly field: string | null }

/** What can be done about a refusal, as codes; each has a sentence in the vocabulary. */
export const mendCodes = [
  'fill-field',
  'choose-known-code',
  'choose-clause',
  'choose-other-clause',
  'leave-out-data',
  'name-the-case',
  'write-reasons',
  'ask-for-one-case',
  'use-other-channel',
  'add-handling',
  'state-restrictions',
  'evaluate-items',
  'verify-again',
  'obtain-consent',
  'lower-classification',
  'choose-competent-authority',
  'choose-transfer-basis',
  'weigh-rights',
  'obtain-assurances',
  'justify-each-field',
  'confirm-match',
  'obtain-legal-review',
  'obtain-judicial-authorisation',
  'check-guards',
  'keep-terms-of-thread',
  'shorten-holding',
  'choose-language',
  'reword',
  'wait-until-in-force',
  'renew-agreement',
  'resolve-suspension',
  'register-impact-assessment',
  'use-domestic-instrument',
  'use-own-policy',
  'none',
] as const
export type MendCode = (typeof mendCodes)[number]

/**
 * Every code of an unmet requirement, once: its rule, what mends it, the field to look at.
 * INVARIANT: a code never changes meaning once released. Each has a line in spec/agreement.md#unmet.
 */
export const unmetLines = {
  'field-missing': { rule: 'R1', mend: 'fill-field', field: null },
  'term-unknown': { rule: 'R1', mend: 'choose-known-code', field: null },
  'clause-missing': { rule: 'R1', mend: 'choose-clause', field: 'clause' },
  'clause-unknown': { rule: 'R1', mend: 'choose-clause', field: 'clause' },
  'clause-permits-nothing': { rule: 'R1', mend: 'choose-other-clause', field: 'clause' },
  'regime-not-permitted': { rule: 'R2', mend: 'choose-other-clause', field: 'regime' },
  'message-type-not-permitted': { rule: 'R1', mend: 'choose-other-clause', field: 'messageType' },
  'purpose-not-permitted': { rule: 'R3', mend: 'choose-other-clause', field: 'purpose' },
  'data-category-not-permitted': { rule: 'R1', mend: 'leave-out-data', field: 'dataCategories' },
  'crime-area-not-permitted': { rule: 'R1', mend: 'choose-other-clause', field: 'crimeArea' },
  'subject-category-not-permitted': { rule: 'R1', mend: 'choose-other-clause', field: 'subjectCategory' },
  'authority-not-permitted': { rule: 'R18', mend: 'choose-competent-authority', field: 'to' },
  'direction-not-permitted': { rule: 'R1', mend: 'choose-other-clause', field: 'to' },
  'regime-crossing': { rule: 'R2', mend: 'use-domestic-instrument', field: 'to' },
  'agreement-not-yet-in-force': { rule: 'R1', mend: 'wait-until-in-force', field: null },
  'agreement-expired': { rule: 'R1', mend: 'renew-agreement', field: null },
  'agreement-not-active': { rule: 'R1', mend: 'wait-until-in-force', field: null },
  'agreement-suspended': { rule: 'R1', mend: 'resolve-suspension', field: null },
  'partner-frozen': { rule: 'R1', mend: 'resolve-suspension', field: null },
  'impact-assessment-missing': { rule: 'R52', mend: 'register-impact-assessment', field: null },
  'sender-not-competent': { rule: 'R18', mend: 'choose-competent-authority', field: 'from' },
  'recipient-not-competent': { rule: 'R18', mend: 'choose-competent-authority', field: 'to' },
  'purpose-not-of-authority': { rule: 'R18', mend: 'choose-competent-authority', field: 'purpose' },
  'same-node': { rule: 'R2', mend: 'choose-competent-authority', field: 'to' },
  'purpose-changed': { rule: 'R3', mend: 'keep-terms-of-thread', field: 'purpose' },
  'wrong-channel': { rule: 'R4', mend: 'use-other-channel', field: 'seeks' },
  'case-reference-missing': { rule: 'R5', mend: 'name-the-case', field: 'caseReference' },
  'reasons-missing': { rule: 'R5', mend: 'write-reasons', field: 'reasons' },
  'reasons-too-thin': { rule: 'R5', mend: 'write-reasons', field: 'reasons' },
  'statement-part-missing': { rule: 'R5', mend: 'write-reasons', field: 'statement' },
  'bulk-request': { rule: 'R6', mend: 'ask-for-one-case', field: 'reasons' },
  'discriminatory-selector': { rule: 'R6', mend: 'ask-for-one-case', field: 'selectors' },
  'identifier-incomplete': { rule: 'R6', mend: 'ask-for-one-case', field: 'items' },
  'political-character': { rule: 'R7', mend: 'none', field: 'contextFlags' },
  'legal-review-missing': { rule: 'R7', mend: 'obtain-legal-review', field: 'legalReview' },
  'judicial-authorisation-missing': { rule: 'R8', mend: 'obtain-judicial-authorisation', field: 'judicialAuthorisation' },
  'handling-missing': { rule: 'R10', mend: 'add-handling', field: 'handling' },
  'handling-loosened': { rule: 'R10', mend: 'keep-terms-of-thread', field: 'handling' },
  'restrictions-missing': { rule: 'R10', mend: 'state-restrictions', field: 'restrictions' },
  'evaluation-missing': { rule: 'R11', mend: 'evaluate-items', field: 'items' },
  'verification-missing': { rule: 'R12', mend: 'verify-again', field: 'items' },
  'verification-in-the-future': { rule: 'R12', mend: 'verify-again', field: 'items' },
  'verification-too-old': { rule: 'R12', mend: 'verify-again', field: 'items' },
  'origin-consent-missing': { rule: 'R13', mend: 'obtain-consent', field: 'items' },
  'origin-state-consent-missing': { rule: 'R21', mend: 'obtain-consent', field: 'items' },
  'classification-lowered': { rule: 'R13', mend: 'keep-terms-of-thread', field: 'classification' },
  'classification-above-ceiling': { rule: 'R15', mend: 'lower-classification', field: 'classification' },
  'transfer-basis-missing': { rule: 'R19', mend: 'choose-transfer-basis', field: 'transferBasis' },
  'transfer-basis-not-available': { rule: 'R19', mend: 'choose-transfer-basis', field: 'transferBasis' },
  'rights-test-missing': { rule: 'R19', mend: 'weigh-rights', field: 'rightsTest' },
  'assurance-missing': { rule: 'R23', mend: 'obtain-assurances', field: 'assurances' },
  'necessity-not-shown': { rule: 'R24', mend: 'justify-each-field', field: 'items' },
  'match-not-confirmed': { rule: 'R25', mend: 'confirm-match', field: 'items' },
  'union-system-data': { rule: 'R26', mend: 'leave-out-data', field: 'dataCategories' },
  'asylum-data': { rule: 'R28', mend: 'leave-out-data', field: 'dataCategories' },
  'asylum-mentioned': { rule: 'R28', mend: 'reword', field: 'reasons' },
  'guard-not-green': { rule: 'R29', mend: 'check-guards', field: 'guards' },
  'statement-tainted': { rule: 'R33', mend: 'leave-out-data', field: 'items' },
  'taint-review-missing': { rule: 'R33', mend: 'obtain-legal-review', field: 'legalReview' },
  'victim-consent-missing': { rule: 'R35', mend: 'obtain-consent', field: 'items' },
  'hold-in-the-past': { rule: 'R46', mend: 'shorten-holding', field: 'holdUntil' },
  'hold-too-long': { rule: 'R46', mend: 'shorten-holding', field: 'holdUntil' },
  'hold-lengthened': { rule: 'R46', mend: 'shorten-holding', field: 'holdUntil' },
  'event-missing': { rule: null, mend: 'fill-field', field: 'event' },
  'language-not-agreed': { rule: 'R54', mend: 'choose-language', field: 'language' },
  'urgency-not-of-regime': { rule: 'R1', mend: 'choose-known-code', field: 'urgency' },
  prohibited: { rule: null, mend: 'leave-out-data', field: null },
  'predicate-unknown': { rule: 'R1', mend: 'renew-agreement', field: null },
  'policy-of-another-node': { rule: 'R27', mend: 'use-own-policy', field: null },
  'category-refused-at-home': { rule: 'R27', mend: 'leave-out-data', field: 'dataCategories' },
} as const satisfies Readonly<Record<string, Line>>
export type UnmetCode = keyof typeof unmetLines
export const unmetCodes = Object.keys(unmetLines) as readonly UnmetCode[]

/** An unmet requirement of its code, with its rule and mend from the list. */
export function unmet(code: UnmetCode, clause: string | null = null, facts: Facts = noFacts, field: string | null = unmetLines[code].field): Unmet {
  const line = unmetLines[code]
  return { code, rule: line.rule, clause, mend: line.mend, field, facts }
}
const noFacts: Facts = {}
