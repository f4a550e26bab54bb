import type { Instant } from '@entraide/ground'
import { isCode, type SchemeId } from '@entraide/vocabulary'
import type { Agreement, AgreementStanding, AppliesTo, Ask, AskItem, Policy, PolicyRule, UnmetCode } from '../src/index.ts'

/** All that a decision rests on. */
export type Asked = {
  readonly ask: Ask
  readonly agreement: Agreement
  readonly policy: Policy | null
  readonly now: Instant
  readonly standing: AgreementStanding | undefined
}

/** What a rule adds to the predicates it names. */
type Parameters = Pick<PolicyRule, 'guards' | 'assurances' | 'handling' | 'languages' | 'maxHoldDays'>

const day = 86_400_000
const said = (text: string | null | undefined) => /[\p{L}\p{N}]/u.test(text ?? '')
const wordsIn = (text: string | null) => text?.split(/[^\p{L}\p{M}\p{N}]+/u).filter(word => word !== '') ?? []
const thin = (text: string | null) => new Set(wordsIn(text)).size < 3 || wordsIn(text).join('').length < 15
const special = ['FING', 'FACE', 'DNAP', 'HEAL', 'ETHN', 'POLI', 'RELI', 'UNIO', 'SEXL']
const natures = ['NATI', 'ETHN', 'RELI', 'POLI', 'UNIO', 'SEXL']
const crowds = ['nationality', 'origin', 'religion', 'opinion', 'ethnicity', 'membership', 'place', 'period', 'age', 'sex', 'language']
const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')
const levels = ['U', 'DR', 'R', 'C', 'S', 'TS']

/**
 * The rule in its shortest readable form, written from `spec/agreement.md` and the rules R1 to R58, one sentence a line:
 * the codes of all that is unmet, none when the ask is permitted. It shares no function with the engine, and the engine
 * must say the same codes of every ask.
 */
export function shortest({ ask, agreement, policy, now, standing }: Asked): ReadonlySet<UnmetCode> {
  const { thread, items = [], statement, selectors, from, to, urgency, guards, dataCategories } = ask
  const [type, regime, purpose, basis] = [ask.messageType ?? '', ask.regime ?? '', ask.purpose ?? '', ask.transferBasis ?? '']
  const clause = agreement.clauses.find(each => each.id === ask.clause)
  const permits = clause?.effect === 'permit' ? clause : undefined

  // Who judges, and what of a message the judge can see.
  const atSender = policy === null || policy.node !== to
  const staysHome = !atSender && ['HNH', 'DEC'].includes(type)

  // Whom and what the message concerns.
  const asks = ['REQ', 'HNH', 'IDR', 'DEC'].includes(type)
  const tells = ['SPO', 'WAR', 'FTN', 'SEI', 'THB', 'THR'].includes(type)
  const states = type === 'REP' || tells
  const residual = ['COR', 'DEL', 'RST', 'ACK'].includes(type)
  const bare = ['CLR', 'RTC', 'RFS', 'WDW', 'FBK', 'IDA', 'IDS', 'SEI', 'THR', 'DEL', 'RST', 'ACK', 'RET', 'CON', 'VIS', 'PLN'].includes(type)
  const personal = dataCategories.length > 0
  const holds = (category: string) => dataCategories.includes(category) || items.some(item => item.category === category)
  const all = (category: string, good: (item: AskItem) => boolean) => {
    const those = items.filter(item => item.category === category)
    return those.length > 0 && those.every(good)
  }
  const written = [
    ask.reasons,
    ask.caseReference,
    ask.necessityNote,
    ask.event,
    ...Object.values(statement ?? {}),
    ...(ask.restrictions ?? []),
    ...Object.values(ask.texts ?? {}),
  ]
  const stated = [ask.reasons, statement?.facts, statement?.link, statement?.need, statement?.urgency]
  const asking = asks ? [ask.texts?.title, ask.texts?.note, ask.texts?.['items/0/text'], ask.event, ...(ask.restrictions ?? [])] : []
  const crowd = [...stated, ...asking].some(text => text?.toLowerCase().includes('list of all'))
  const individual =
    ask.subjects !== 0 && !(asks && (ask.subjects ?? 1) > 20) && !crowd && (selectors === undefined || selectors.some(each => !crowds.includes(each)))
  const byNature =
    selectors === undefined
      ? personal && dataCategories.every(each => natures.includes(each))
      : selectors.length > 0 && selectors.every(each => crowds.includes(each))
  const reasoned = said(ask.reasons) && !thin(ask.reasons)

  // Where it goes, and where it came from.
  const party = (node: string | null) => agreement.parties.find(each => each.state === node?.slice(0, 2))
  const authority = (node: string | null) => agreement.competentAuthorities.find(each => each.node === node)
  const [sender, recipient, home] = [authority(from), authority(to), from?.slice(0, 2)]
  const bothEnds = Boolean(from) && Boolean(to)
  const leaves = party(from)?.union === true && party(to)?.union === false
  const law = basis.startsWith('LED') ? ['LE', 'JU', 'CU'] : basis.startsWith('GDPR') ? ['AM', 'CU'] : ['IN', 'TA']
  const ofOtherState = (item: AskItem) => item.originCountry !== undefined && item.originCountry !== home
  const ofOtherService = (item: AskItem) => item.provenance === 'PART' || (item.originator !== undefined && item.originator !== from)
  const givenBack = (item: AskItem) => item.originator === to && [undefined, home, to?.slice(0, 2)].includes(item.originCountry)
  const danger = (item: AskItem) =>
    item.emergency === true &&
    urgency === 'IMM' &&
    basis === 'LED-38-1-c' &&
    ofOtherState(item) &&
    [home, item.originCountry].every(state => union.includes(state ?? ''))
  const agreed = ({ consent }: AskItem) => consent !== undefined && Date.parse(consent.on) < Date.parse(now) + day
  const stuck = items.filter(item => (ofOtherState(item) || ofOtherService(item)) && !givenBack(item) && !agreed(item) && !danger(item))

  // What was found, when, and how long it is kept.
  const green = (guard: string) => guards[guard]?.state === 'green' && now >= guards[guard].at && Date.parse(now) - Date.parse(guards[guard].at) <= 2 * day
  const until = (last: string) => Math.ceil((Date.parse(last) - Date.parse(now)) / day)
  const days = ask.holdUntil === undefined ? (ask.holdDays ?? agreement.hold.usualDays) : until(ask.holdUntil)
  const verified = items.flatMap(item => (item.verifiedOn === undefined ? [] : [(Date.parse(now) - Date.parse(item.verifiedOn)) / day]))
  const rank = levels.indexOf(ask.classification ?? '')
  const unknown = (scheme: SchemeId, ...values: readonly (string | null | undefined)[]) =>
    values.some(value => Boolean(value) && !isCode(scheme, value as string))

  // What the agreement's conditions and prohibitions, and the rules of the own law, ask by name: the code, and whether it is met.
  const purposeKept = thread === undefined || type === 'CON' || thread.purpose === ask.purpose
  const handlingKept = thread === undefined || !personal || thread.handling.every(code => ask.handling.includes(code))
  const justified = dataCategories.filter(each => special.includes(each)).every(each => all(each, item => said(item.justification)))
  const judicial = ask.judicialFile !== true || said(ask.judicialAuthorisation)
  const evaluated = items.every(item => said(item.sourceEval) && said(item.infoEval) && said(item.nature))
  const part = (name: 'facts' | 'need' | 'urgency') => (statement === undefined ? reasoned : said(statement[name]))
  const byName: { readonly [name: string]: (rule: Parameters) => readonly [UnmetCode, boolean] } = {
    'ongoing-case-reference': () => ['case-reference-missing', said(ask.caseReference) || staysHome],
    'detailed-reasons': () => [said(ask.reasons) ? 'reasons-too-thin' : 'reasons-missing', reasoned || staysHome],
    'facts-stated': () => ['statement-part-missing', part('facts')],
    'need-stated': () => ['statement-part-missing', part('need')],
    'urgency-reasoned': () => ['statement-part-missing', !['IMM', 'U8H'].includes(urgency ?? '') || part('urgency')],
    'individual-case': () => ['bulk-request', individual],
    'named-case-or-imminent-danger': () => ['bulk-request', urgency === 'IMM' || ((said(ask.caseReference) || ask.subjects === 1) && individual)],
    'designated-contact-point': () => ['recipient-not-competent', [from, to].every(node => !node || authority(node) !== undefined)],
    'information-only': () => ['wrong-channel', ask.seeks === undefined || ask.seeks.every(act => act === 'information')],
    'purpose-kept': () => ['purpose-changed', purposeKept],
    'handling-kept': () => ['handling-loosened', handlingKept],
    'handling-given': ({ handling = [] }) => ['handling-missing', handling.every(code => ask.handling.includes(code))],
    'onward-consent': () => ['origin-consent-missing', stuck.length === 0],
    'strict-necessity': () => ['necessity-not-shown', justified || !atSender],
    'judicial-authorisation': () => ['judicial-authorisation-missing', judicial || !atSender],
    'legal-review': () => ['legal-review-missing', said(ask.legalReview) || !atSender],
    'guards-green': ({ guards: wanted = [] }) => ['guard-not-green', wanted.every(green) || !atSender],
    'assurances-given': ({ assurances = [] }) => ['assurance-missing', assurances.every(code => ask.assurances.includes(code))],
    'hold-limited': ({ maxHoldDays = 0 }) => ['hold-too-long', days <= maxHoldDays],
    'language-agreed': ({ languages = [] }) => ['language-not-agreed', ask.language === undefined || languages.includes(ask.language)],
    'complete-identifier': () => ['identifier-incomplete', all('VEHI', item => item.complete === true)],
    'victim-consent': () => ['victim-consent-missing', !holds('VICD') || all('VICD', agreed)],
    evaluated: () => ['evaluation-missing', evaluated],
    'event-named': () => ['event-missing', said(ask.event)],
    unclassified: () => ['classification-above-ceiling', ['U', 'DR'].includes(ask.classification ?? '')],
    always: () => ['prohibited', false],
    'asylum-data': () => ['asylum-data', !holds('ASYL')],
    'union-system-data': () => ['union-system-data', !holds('EURO')],
    'many-subjects': () => ['bulk-request', (ask.subjects ?? 1) <= 1],
    'statement-tainted': () => ['statement-tainted', items.every(item => item.provenance !== 'STMX')],
  }
  const reached = (of: AppliesTo = {}) =>
    (of.regimes?.includes(regime) ?? true) &&
    (of.messageTypes?.includes(type) ?? true) &&
    (of.purposes?.includes(purpose) ?? true) &&
    (!said(ask.crimeArea) || (of.crimeAreas?.includes(ask.crimeArea ?? '') ?? true)) &&
    (!said(ask.subjectCategory) || (of.subjectCategories?.includes(ask.subjectCategory ?? '') ?? true)) &&
    (of.dataCategories?.some(category => dataCategories.includes(category)) ?? true) &&
    (of.direction === undefined || of.direction === `${home}->${to?.slice(0, 2)}`)
  const ownRules = policy?.rules.filter(rule => rule.side === undefined || rule.side === (policy.node === from ? 'sending' : 'receiving')) ?? []
  const ofAnEnd = policy === null || policy.node === from || policy.node === to
  const rules = [...agreement.clauses, ...(ofAnEnd ? ownRules : [])].flatMap(rule => {
    if (rule.effect !== 'condition' && rule.effect !== 'prohibit') return []
    const open = (rule.appliesTo?.crimeAreas && !said(ask.crimeArea)) || (rule.appliesTo?.subjectCategories && !said(ask.subjectCategory))
    const told = ([code, met]: readonly [UnmetCode, boolean]) => [open ? 'field-missing' : code, met] as const
    return reached(rule.appliesTo)
      ? (rule.effect === 'condition' ? rule.requires : rule.when).map(name => told(byName[opposite[name] ?? name]?.(rule) ?? ['predicate-unknown', false]))
      : []
  })

  const unmetWhen: readonly (readonly [UnmetCode, boolean])[] = [
    ...rules.map(([code, met]) => [code, !met] as const),
    // R1, R52: an agreement in force between the two, with an impact assessment.
    ['agreement-not-yet-in-force', now.slice(0, 10) < agreement.inForce.from],
    ['agreement-expired', agreement.inForce.until !== null && now.slice(0, 10) > agreement.inForce.until && !residual],
    ['impact-assessment-missing', agreement.dpia === null],
    ['agreement-not-active', ['unsigned', 'half-signed', 'signed'].includes(standing?.state ?? '')],
    ['agreement-suspended', (standing?.suspendedBy.length ?? 0) > 0 && !residual],
    ['partner-frozen', (standing?.frozenBy.length ?? 0) > 0 && !residual],
    // R1: everything is said, in words that are known, and a clause permits it in every dimension.
    ['field-missing', ![from, to, regime, type, purpose, ask.classification].every(said)],
    ['field-missing', !personal && type !== '' && !bare],
    ['field-missing', asks && !said(urgency)],
    ['field-missing', permits?.crimeAreas !== undefined && !said(ask.crimeArea)],
    ['field-missing', permits?.subjectCategories !== undefined && !said(ask.subjectCategory)],
    ['field-missing', items.some(item => !dataCategories.includes(item.category))],
    ['term-unknown', unknown('legalRegime', regime) || unknown('messageType', type) || unknown('purpose', purpose, thread?.purpose)],
    ['term-unknown', unknown('crimeArea', ask.crimeArea) || unknown('subjectCategory', ask.subjectCategory)],
    ['term-unknown', unknown('dataCategory', ...dataCategories, ...items.map(item => item.category || 'none'))],
    ['term-unknown', unknown('handlingCode', ...ask.handling, ...(thread?.handling ?? [])) || unknown('assurance', ...ask.assurances)],
    ['term-unknown', unknown('classification', ask.classification, thread?.classification) || unknown('transferBasis', basis)],
    ['term-unknown', unknown('urgency', urgency) || unknown('language', ask.language) || unknown('identificationGuard', ...Object.keys(guards))],
    ['term-unknown', unknown('sourceEval', ...items.map(item => item.sourceEval)) || unknown('infoEval', ...items.map(item => item.infoEval))],
    ['term-unknown', unknown('provenance', ...items.map(item => item.provenance))],
    ['clause-missing', !said(ask.clause)],
    ['clause-unknown', said(ask.clause) && clause === undefined],
    ['clause-permits-nothing', clause !== undefined && permits === undefined],
    ['regime-not-permitted', said(regime) && permits?.regimes.includes(regime) === false],
    ['message-type-not-permitted', said(type) && permits?.messageTypes.includes(type) === false],
    ['purpose-not-permitted', said(purpose) && permits?.purposes.includes(purpose) === false],
    ['crime-area-not-permitted', said(ask.crimeArea) && permits?.crimeAreas?.includes(ask.crimeArea ?? '') === false],
    ['subject-category-not-permitted', said(ask.subjectCategory) && permits?.subjectCategories?.includes(ask.subjectCategory ?? '') === false],
    ['data-category-not-permitted', permits !== undefined && !dataCategories.every(each => permits.dataCategories.includes(each))],
    ['authority-not-permitted', [from, to].some(node => Boolean(node) && permits?.authorities?.includes(node ?? '') === false)],
    ['direction-not-permitted', Boolean(from) && permits?.direction !== undefined && permits.direction.slice(0, 2) !== home],
    ['direction-not-permitted', Boolean(to) && permits?.direction !== undefined && permits.direction.slice(4) !== to?.slice(0, 2)],
    ['urgency-not-of-regime', urgency === 'ID45' && said(regime) && regime !== 'AM'],
    // R2, R18: both ends are competent for the regime and the purpose.
    ['same-node', bothEnds && from === to],
    ['sender-not-competent', bothEnds && sender === undefined],
    ['recipient-not-competent', bothEnds && recipient === undefined],
    ['regime-crossing', bothEnds && said(regime) && sender !== undefined && sender.regime !== regime],
    ['regime-crossing', bothEnds && said(regime) && recipient !== undefined && recipient.regime !== (permits?.toRegime ?? regime)],
    ['purpose-not-of-authority', bothEnds && said(regime) && said(purpose) && [sender, recipient].some(each => each?.purposes.includes(purpose) === false)],
    // R3, R10, R13, R46: the terms of the message answered are kept.
    ['purpose-changed', !purposeKept],
    ['handling-loosened', !handlingKept],
    ['classification-lowered', rank >= 0 && rank < levels.indexOf(thread?.classification ?? '')],
    ['hold-lengthened', thread?.holdUntil !== undefined && days > until(thread.holdUntil)],
    // R4: what belongs to another channel; goods may be asked of customs, evidence of a court.
    [
      'wrong-channel',
      ask.seeks?.some(act => act !== 'information' && !(act === 'customs-data' && regime === 'CU') && !(act === 'evidence' && regime === 'JU')) === true,
    ],
    // R5: a case and reasons for what asks; a note of necessity, or reasons, for what tells.
    ['case-reference-missing', asks && !staysHome && !said(ask.caseReference)],
    ['reasons-missing', ((asks && !staysHome) || (tells && !said(ask.necessityNote))) && !said(ask.reasons)],
    ['reasons-too-thin', ((asks && !staysHome) || (tells && !said(ask.necessityNote))) && said(ask.reasons) && !reasoned],
    // R6: no crowds, nobody picked out by nature.
    ['discriminatory-selector', asks && byNature],
    ['bulk-request', !(asks && byNature) && permits?.bulk !== true && (asks || selectors !== undefined) && !individual],
    // R7, R8: refused matters; what an adviser or a magistrate sees first.
    ['political-character', ask.contextFlags?.some(flag => ['political', 'military', 'religious', 'racial'].includes(flag)) === true],
    [
      'legal-review-missing',
      atSender &&
        ask.contextFlags?.some(flag => ['journalist', 'activist', 'diaspora-association', 'lawyer'].includes(flag)) === true &&
        !said(ask.legalReview),
    ],
    ['judicial-authorisation-missing', atSender && !judicial],
    // R10, R15: handling codes, and no more than the ceiling.
    ['handling-missing', personal && ask.handling.length === 0],
    ['handling-missing', personal && policy !== null && policy.node === from && policy.requiredHandling?.every(code => ask.handling.includes(code)) === false],
    ['restrictions-missing', ask.handling.includes('H3') && !(ask.restrictions ?? []).some(said)],
    ['classification-above-ceiling', rank > levels.indexOf(agreement.classificationCeiling ?? 'DR')],
    ['classification-above-ceiling', policy?.classificationCeiling !== undefined && rank > levels.indexOf(policy.classificationCeiling)],
    // R19, R23: a basis of the right law, and assurances, for what leaves the Union.
    ['transfer-basis-missing', atSender && leaves && personal && !said(basis)],
    ['transfer-basis-not-available', said(basis) && !(agreement.transferBases.includes(basis) && law.includes(regime))],
    [
      'rights-test-missing',
      atSender && leaves && agreement.transferBases.includes(basis) && law.includes(regime) && /^LED-38-1-[de]$/.test(basis) && !said(ask.rightsTest),
    ],
    ['assurance-missing', leaves && personal && !(regime === 'AM' ? ['NTT', 'SPE'] : ['NDP', 'NTT', 'SPE']).every(code => ask.assurances.includes(code))],
    // R11, R12: every statement is evaluated, and verified, not tomorrow and not too long ago.
    ['evaluation-missing', states && !evaluated],
    ['verification-missing', atSender && policy?.maxVerifiedAgeDays !== undefined && items.some(item => item.verifiedOn === undefined)],
    ['verification-in-the-future', atSender && verified.some(age => age <= -1)],
    ['verification-too-old', atSender && policy?.maxVerifiedAgeDays !== undefined && verified.some(age => age > (policy.maxVerifiedAgeDays ?? 0))],
    // R13, R21, R22: what came from elsewhere leaves by consent of where it came from.
    ['origin-state-consent-missing', stuck.some(ofOtherState)],
    ['origin-consent-missing', stuck.some(item => !ofOtherState(item))],
    // R24 to R26, R28, R31: what is strictly necessary, what no machine decides, what never leaves.
    ['necessity-not-shown', atSender && !justified],
    ['match-not-confirmed', items.some(({ match }) => match !== undefined && !(match.confirmed && said(match.reason)))],
    ['union-system-data', holds('EURO') && !(regime === 'AM' && purpose === 'RETN' && (green('INF') || !atSender) && all('EURO', agreed))],
    ['asylum-data', holds('ASYL')],
    ['asylum-mentioned', written.some(text => text?.includes('asylum'))],
    // R29, R33, R35: guards, statements of detained persons, victims.
    ['guard-not-green', atSender && !Object.keys(guards).every(green)],
    ['statement-tainted', items.some(item => item.provenance === 'STMX')],
    ['taint-review-missing', atSender && items.some(item => item.provenance === 'STMD') && !said(ask.legalReview)],
    ['victim-consent-missing', holds('VICD') && !all('VICD', agreed)],
    // R46, R54: an end within the agreement's time; a language it names.
    ['hold-in-the-past', days <= 0],
    ['hold-too-long', days > agreement.hold.maxDays],
    ['language-not-agreed', said(ask.language) && !agreement.languages.includes(ask.language ?? '')],
    // R27: the own law is that of one of the two, and is stricter only.
    ['policy-of-another-node', !ofAnEnd],
    ['category-refused-at-home', policy?.refusedDataCategories?.some(holds) === true],
  ]
  return new Set(unmetWhen.filter(([, unmet]) => unmet).map(([code]) => code))
}

/** Prohibitions that refuse what a requirement demands, by the requirement. */
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
