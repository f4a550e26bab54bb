import type { Agreement, AppliesTo, Clause, Policy, PolicyRule } from '../src/index.ts'

const text = (value: string) => JSON.stringify(value)
const set = (values: readonly string[]) => `[${values.map(text).join(', ')}]`
/** One of a few codes. Written out, since Cedar makes the set anew each time it is asked: the tests took twice as long. */
const among = (values: readonly string[], attribute: string) => `(${values.map(each => `resource.${attribute} == ${text(each)}`).join(' || ')})`
const within = (values: readonly string[] | undefined, attribute: string) => (values === undefined ? [] : [among(values, attribute)])
const ways = (direction: string | undefined) =>
  direction === undefined ? [] : [`resource.fromState == ${text(direction.slice(0, 2))}`, `resource.toState == ${text(direction.slice(4))}`]

function reach(to: AppliesTo | undefined): readonly string[] {
  if (to === undefined) return []
  return [
    ...within(to.regimes, 'regime'),
    ...within(to.messageTypes, 'messageType'),
    ...within(to.purposes, 'purpose'),
    ...within(to.crimeAreas, 'crimeArea'),
    ...within(to.subjectCategories, 'subjectCategory'),
    ...(to.dataCategories === undefined ? [] : [`resource.dataCategories.containsAny(${set(to.dataCategories)})`]),
    ...ways(to.direction),
  ]
}

/** The same, where what narrows it is not said yet: null for a rule that nothing of the kind narrows. */
function openReach(to: AppliesTo | undefined): readonly string[] | null {
  const { crimeAreas, subjectCategories, ...rest } = to ?? {}
  const narrowed = [...(crimeAreas === undefined ? [] : ['crimeArea']), ...(subjectCategories === undefined ? [] : ['subjectCategory'])]
  if (narrowed.length === 0) return null
  const orOpen = (values: readonly string[] | undefined, attribute: string) =>
    values === undefined ? [] : [`(resource.${attribute} == "" || ${among(values, attribute)})`]
  const open = `(${narrowed.map(attribute => `resource.${attribute} == ""`).join(' || ')})`
  return [...reach(rest), ...orOpen(crimeAreas, 'crimeArea'), ...orOpen(subjectCategories, 'subjectCategory'), open]
}

const staysHome = `(!resource.atSender && ${among(['HNH', 'DEC'], 'messageType')})`
/** Whether reasons are wanted: of what asks, unless they stay home, and of what tells without a note of necessity. */
const reasonsWanted = `((resource.asks && !${staysHome}) || (resource.tells && !resource.necessityNote))`
const holds = (category: string) => `(resource.dataCategories.contains(${text(category)}) || resource.itemCategories.contains(${text(category)}))`
const without = (category: string) => `!resource.itemCategories.contains(${text(category)})`
const ofAnother = '(principal.provenance == "PART" || (principal.originator != "" && principal.originator != resource.from))'
const ofAnotherState = '(principal.originCountry != "" && principal.originCountry != resource.fromState)'
const givenBack =
  '(principal.originator != "" && principal.originator == resource.to && (principal.originCountry == "" || principal.originCountry == resource.fromState || principal.originCountry == resource.toState))'
const danger = `(principal.emergency && resource.urgency == "IMM" && resource.transferBasis == "LED-38-1-c" && ${ofAnotherState} && principal.ofUnion && resource.fromUnion)`
const stuck = `(!principal.consented && (${ofAnother} || ${ofAnotherState}) && !${givenBack} && !${danger})`
const individual =
  '(!resource.crowd && !(resource.asks && resource.subjects > 20) && resource.subjects != 0 && (!resource.selects || !resource.crowdSelectorsOnly))'
const purposeKept = '(!resource.answers || resource.messageType == "CON" || resource.threadPurpose == resource.purpose)'
const handlingKept = '(!resource.answers || resource.dataCategories == [] || resource.handling.containsAll(resource.threadHandling))'

/** Why a message, or one of its items, is forbidden: conditions on `resource`, the message, and `principal`, the item. */
type Forbidden = { readonly code: string; readonly message?: string; readonly item?: string }

/** What each predicate forbids when a condition names it and it does not hold, or a prohibition names its opposite. */
const byName: { readonly [name: string]: (rule: PolicyRule) => Forbidden } = {
  'ongoing-case-reference': () => ({ code: 'case-reference-missing', message: `!resource.caseReference && !${staysHome}` }),
  'detailed-reasons': () => ({ code: 'reasons-too-thin', message: `resource.reasons != "some" && !${staysHome}` }),
  'facts-stated': () => ({ code: 'statement-part-missing', message: '!resource.facts' }),
  'need-stated': () => ({ code: 'statement-part-missing', message: '!resource.need' }),
  'urgency-reasoned': () => ({ code: 'statement-part-missing', message: `!resource.urgencySaid && ${among(['IMM', 'U8H'], 'urgency')}` }),
  'individual-case': () => ({ code: 'bulk-request', message: `!${individual}` }),
  'named-case-or-imminent-danger': () => ({
    code: 'bulk-request',
    message: `resource.urgency != "IMM" && !((resource.caseReference || resource.oneNamed) && ${individual})`,
  }),
  'designated-contact-point': () => ({ code: 'recipient-not-competent', message: '!(resource.fromKnown && resource.toKnown)' }),
  'information-only': () => ({ code: 'wrong-channel', message: '!["information"].containsAll(resource.seeks)' }),
  'purpose-kept': () => ({ code: 'purpose-changed', message: `!${purposeKept}` }),
  'handling-kept': () => ({ code: 'handling-loosened', message: `!${handlingKept}` }),
  'handling-given': ({ handling = [] }) => ({ code: 'handling-missing', message: `!resource.handling.containsAll(${set(handling)})` }),
  'onward-consent': () => ({ code: 'origin-consent-missing', item: stuck }),
  'strict-necessity': () => ({
    code: 'necessity-not-shown',
    message: 'resource.atSender && !resource.itemCategories.containsAll(resource.specials)',
    item: '!principal.justified && resource.atSender && resource.specials.containsAny(principal.categories)',
  }),
  'judicial-authorisation': () => ({
    code: 'judicial-authorisation-missing',
    message: 'resource.judicialFile && !resource.judicialAuthorisation && resource.atSender',
  }),
  'legal-review': () => ({ code: 'legal-review-missing', message: 'resource.atSender && !resource.legalReview' }),
  'guards-green': ({ guards = [] }) => ({ code: 'guard-not-green', message: `resource.atSender && !resource.green.containsAll(${set(guards)})` }),
  'assurances-given': ({ assurances = [] }) => ({ code: 'assurance-missing', message: `!resource.assurances.containsAll(${set(assurances)})` }),
  'hold-limited': ({ maxHoldDays = 0 }) => ({ code: 'hold-too-long', message: `resource.holdDays > ${maxHoldDays}` }),
  'language-agreed': ({ languages = [] }) => ({ code: 'language-not-agreed', message: `!${set(['', ...languages])}.contains(resource.language)` }),
  'complete-identifier': () => ({
    code: 'identifier-incomplete',
    message: without('VEHI'),
    item: 'principal.categories.contains("VEHI") && !principal.complete',
  }),
  'victim-consent': () => ({
    code: 'victim-consent-missing',
    message: `${holds('VICD')} && ${without('VICD')}`,
    item: 'principal.categories.contains("VICD") && !principal.consented',
  }),
  evaluated: () => ({ code: 'evaluation-missing', item: '!principal.evaluated' }),
  'event-named': () => ({ code: 'event-missing', message: '!resource.event' }),
  unclassified: () => ({ code: 'classification-above-ceiling', message: 'resource.level < 0 || resource.level > 1' }),
  always: () => ({ code: 'prohibited', message: 'true' }),
  'asylum-data': () => ({ code: 'asylum-data', message: holds('ASYL') }),
  'union-system-data': () => ({ code: 'union-system-data', message: holds('EURO') }),
  'many-subjects': () => ({ code: 'bulk-request', message: 'resource.subjects > 1' }),
  'statement-tainted': () => ({ code: 'statement-tainted', item: 'principal.provenance == "STMX"' }),
}
const opposite: { readonly [prohibition: string]: string } = {
  bulk: 'individual-case',
  'purpose-changed': 'purpose-kept',
  'handling-loosened': 'handling-kept',
  'onward-without-consent': 'onward-consent',
  'guard-not-green': 'guards-green',
  'assurance-missing': 'assurances-given',
  'handling-absent': 'handling-given',
  'judicial-file': 'judicial-authorisation',
}

/** What is forbidden whatever an agreement says, as far as it is more than a code out of place. Source: spec/agreement.md#engine-rules */
const always: readonly Forbidden[] = [
  { code: 'agreement-not-active', message: `resource.standing != "" && ${among(['unsigned', 'half-signed', 'signed'], 'standing')}` },
  { code: 'agreement-suspended', message: `resource.suspended && !resource.residual` },
  { code: 'partner-frozen', message: `resource.frozen && !resource.residual` },
  { code: 'purpose-changed', message: `!${purposeKept}` },
  { code: 'handling-loosened', message: `!${handlingKept}` },
  { code: 'classification-lowered', message: 'resource.level >= 0 && resource.level < resource.threadLevel' },
  { code: 'hold-lengthened', message: 'resource.capped && resource.holdDays > resource.capDays' },
  { code: 'hold-in-the-past', message: 'resource.holdDays <= 0' },
  { code: 'case-reference-missing', message: `!resource.caseReference && resource.asks && !${staysHome}` },
  { code: 'reasons-missing', message: `resource.reasons == "none" && ${reasonsWanted}` },
  { code: 'reasons-too-thin', message: `resource.reasons == "thin" && ${reasonsWanted}` },
  { code: 'discriminatory-selector', message: `resource.byNature && resource.asks` },
  { code: 'bulk-request', message: `!${individual} && !resource.bulk && (resource.selects || resource.asks) && !(resource.byNature && resource.asks)` },
  {
    code: 'political-character',
    message: 'resource.contextFlags != [] && resource.contextFlags.containsAny(["political", "military", "religious", "racial"])',
  },
  {
    code: 'legal-review-missing',
    message:
      '!resource.legalReview && resource.contextFlags != [] && resource.atSender && resource.contextFlags.containsAny(["journalist", "activist", "diaspora-association", "lawyer"])',
  },
  { code: 'judicial-authorisation-missing', message: 'resource.judicialFile && !resource.judicialAuthorisation && resource.atSender' },
  { code: 'handling-missing', message: 'resource.dataCategories != [] && resource.handling == []' },
  { code: 'restrictions-missing', message: 'resource.handling.contains("H3") && !resource.restricted' },
  { code: 'guard-not-green', message: 'resource.atSender && !resource.green.containsAll(resource.guards)' },
  { code: 'asylum-data', message: holds('ASYL') },
  { code: 'asylum-mentioned', message: 'resource.asylum' },
  {
    code: 'category-refused-at-home',
    message: 'resource.refused.containsAny(resource.dataCategories) || resource.refused.containsAny(resource.itemCategories)',
  },
  { code: 'evaluation-missing', item: `!principal.evaluated && resource.states` },
  { code: 'verification-in-the-future', item: 'resource.atSender && principal.verified && principal.hoursSince <= -24' },
  { code: 'match-not-confirmed', item: 'principal.likeness && !principal.confirmed' },
  { code: 'origin-state-consent-missing', item: `${stuck} && ${ofAnotherState}` },
  { code: 'origin-consent-missing', item: `${stuck} && !${ofAnotherState}` },
  { code: 'statement-tainted', item: 'principal.provenance == "STMX"' },
  { code: 'taint-review-missing', item: 'resource.atSender && principal.provenance == "STMD" && !resource.legalReview' },
  {
    code: 'union-system-data',
    message: `${holds('EURO')} && (resource.regime != "AM" || resource.purpose != "RETN" || ${without('EURO')} || (resource.atSender && !resource.green.contains("INF")))`,
    item: 'principal.categories.contains("EURO") && !principal.consented',
  },
  ...['strict-necessity', 'victim-consent'].map(name => (byName[name] as (rule: PolicyRule) => Forbidden)({} as PolicyRule)),
]

/** Every refusal code that Cedar judges as well as the engine: only these are compared one by one. */
export const judged = new Set([
  ...[...always, ...Object.values(byName).map(of => of({} as PolicyRule))].map(({ code }) => code),
  'verification-missing',
  'verification-too-old',
])
/** Codes that the engine also gives out for what Cedar is not asked: they are compared in the answer as a whole. */
for (const code of [
  'recipient-not-competent',
  'wrong-channel',
  'hold-too-long',
  'language-not-agreed',
  'assurance-missing',
  'classification-above-ceiling',
  'handling-missing',
  'reasons-too-thin',
  'reasons-missing',
])
  judged.delete(code)

/** Policies by a name that ends in their refusal code. */
type Written = { [id: string]: string }
/** The policies for an agreement and every own law that may judge beside it: what forbids a message, and what forbids each of its items. */
export function compile(agreement: Agreement, laws: readonly Policy[]): { readonly message: Written; readonly item: Written } {
  const message: Written = {}
  const item: Written = { permit: 'permit (principal, action, resource);' }
  const put = (into: Written, effect: 'permit' | 'forbid', terms: readonly string[], name: string) => {
    into[`${Object.keys(into).length} ${name}`] = `${effect} (principal, action, resource) when { ${['true', ...terms].join(' && ')} };`
  }
  const forbid = (rule: Forbidden, terms: readonly string[] = []) => {
    if (rule.message !== undefined) put(message, 'forbid', [...terms, `(${rule.message})`], rule.code)
    if (rule.item !== undefined) put(item, 'forbid', [...terms, `(${rule.item})`], rule.code)
  }
  for (const clause of agreement.clauses)
    if (clause.effect === 'permit')
      put(
        message,
        'permit',
        [
          `resource.clause == ${text(clause.id)}`,
          'resource.from != ""',
          'resource.to != ""',
          ...within(clause.regimes, 'regime'),
          ...within(clause.messageTypes, 'messageType'),
          ...within(clause.purposes, 'purpose'),
          `${set(clause.dataCategories)}.containsAll(resource.dataCategories)`,
          ...within(clause.crimeAreas, 'crimeArea'),
          ...within(clause.subjectCategories, 'subjectCategory'),
          ...within(clause.authorities, 'from'),
          ...within(clause.authorities, 'to'),
          ...ways(clause.direction),
        ],
        clause.id,
      )
  const byRule = (rule: Clause | PolicyRule, terms: readonly string[] = []) => {
    if (rule.effect !== 'condition' && rule.effect !== 'prohibit') return
    for (const name of rule.effect === 'condition' ? rule.requires : rule.when) {
      const forbidden = (byName[opposite[name] ?? name] as (rule: PolicyRule) => Forbidden)(rule as PolicyRule)
      forbid(forbidden, [...terms, ...reach(rule.appliesTo)])
      const open = openReach(rule.appliesTo)
      if (open !== null) forbid({ ...forbidden, code: 'field-missing' }, [...terms, ...open])
    }
  }
  for (const clause of agreement.clauses) byRule(clause)
  for (const { node, rules, maxVerifiedAgeDays } of laws) {
    const judges = `resource.law == ${text(node)}`
    const sides = { sending: [`resource.from == ${text(node)}`], receiving: [`resource.from != ${text(node)}`] }
    for (const rule of rules) byRule(rule, [judges, ...(rule.side === undefined ? [] : sides[rule.side])])
    if (maxVerifiedAgeDays === undefined) continue
    forbid({ code: 'verification-missing', item: 'resource.atSender && !principal.verified' }, [judges])
    forbid({ code: 'verification-too-old', item: `resource.atSender && principal.verified && principal.hoursSince > ${maxVerifiedAgeDays * 24}` }, [judges])
  }
  for (const rule of always) forbid(rule)
  return { message, item }
}
