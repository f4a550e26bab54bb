import { millisecondsOf } from '@entraide/ground'
import { type Ask, refusedContexts, reviewedContexts, type seeking } from './ask.ts'
import { askingTypes, tellingTypes } from './fields.ts'
import { readTexts } from './lint.ts'
import {
  type Case,
  crowdIn,
  daysHeld,
  guardIsGreen,
  hasConsent,
  isEvaluated,
  isIndividual,
  keepsHandling,
  keepsPurpose,
  mayLeave,
  selectsByNatureAlone,
  staysHome,
  unjustifiedCategories,
} from './predicate.ts'
import type { Prepared, PreparedPermit } from './prepare.ts'
import { isSaid } from './said.ts'
import { classificationRank } from './terms.ts'
import { type Unmet, unmet } from './unmet.ts'

/**
 * The rules that hold whatever an agreement says: R2 to R8, R10 to R15, R18, R19, R21 to R26, R28, R29, R33, R35, R46, R54.
 * Each function is one rule or one family; each pushes what is unmet. Source: spec/agreement.md#engine-rules
 */
export function engineRules(one: Prepared, asked: Case, permit: PreparedPermit | null, found: Unmet[]): void {
  authorities(one, asked.ask, permit, found)
  channel(asked.ask, found)
  reasons(asked, found)
  crowds(asked.ask, permit, found)
  context(asked, found)
  handling(one, asked, found)
  classification(one, asked, found)
  transfer(one, asked, found)
  protectedData(asked, found)
  if (asked.ask.items !== undefined) items(asked, found)
  holding(one, asked, found)
  language(one, asked.ask, found)
}

const blank = (value: string | null | undefined) => !isSaid(value)

/** R2, R18: both ends are competent for this regime and purpose, and regimes do not mix. */
function authorities(one: Prepared, ask: Ask, permit: PreparedPermit | null, found: Unmet[]): void {
  // Only an end not chosen yet is left to `missingTerms`: a node of blanks is an unknown node.
  if (!ask.from || !ask.to) return
  if (ask.from === ask.to) found.push(unmet('same-node'))
  const sender = one.authorities.get(ask.from)
  const recipient = one.authorities.get(ask.to)
  if (sender === undefined) found.push(unmet('sender-not-competent'))
  if (recipient === undefined) found.push(unmet('recipient-not-competent'))
  if (blank(ask.regime)) return
  const toRegime = permit?.clause.toRegime ?? ask.regime
  if (sender !== undefined && sender.of.regime !== ask.regime) found.push(unmet('regime-crossing', null, { regime: sender.of.regime }, 'from'))
  if (recipient !== undefined && recipient.of.regime !== toRegime) found.push(unmet('regime-crossing', null, { regime: recipient.of.regime }, 'to'))
  if (blank(ask.purpose)) return
  if (sender !== undefined && !sender.purposes.has(ask.purpose as string)) found.push(unmet('purpose-not-of-authority', null, { node: sender.of.node }))
  else if (recipient !== undefined && !recipient.purposes.has(ask.purpose as string))
    found.push(unmet('purpose-not-of-authority', null, { node: recipient.of.node }))
}

const channels: { readonly [act in (typeof seeking)[number]]: string | null } = {
  information: null,
  evidence: 'judicial',
  search: 'judicial',
  seizure: 'judicial',
  hearing: 'judicial',
  'service-of-documents': 'judicial',
  'bank-records': 'judicial',
  'criminal-records-for-court': 'judicial',
  'controlled-delivery': 'judicial',
  arrest: 'interpol-extradition',
  surrender: 'interpol-extradition',
  'transfer-of-sentenced-person': 'judicial',
  'suspicious-transactions': 'fiu',
  'customs-data': 'customs',
}
/** The channel that an act belongs to, or null when it belongs here (R4). */
export function channelOf(act: string): string | null {
  return Object.hasOwn(channels, act) ? channels[act as keyof typeof channels] : 'judicial'
}

/** R4: what belongs to another channel is refused with the name of that channel. */
function channel(ask: Ask, found: Unmet[]): void {
  if (ask.seeks === undefined) return
  const elsewhere = [
    ...new Set(
      ask.seeks.map(channelOf).filter(name => name !== null && !(name === 'customs' && ask.regime === 'CU') && !(name === 'judicial' && ask.regime === 'JU')),
    ),
  ]
  if (elsewhere.length > 0) found.push(unmet('wrong-channel', null, { channels: elsewhere, ground: 'CHAN' }))
}

/** R3, R5: a case and reasons for what asks, a note of necessity for what tells; the purpose is kept. */
function reasons({ ask, atSender }: Case, found: Unmet[]): void {
  if (!keepsPurpose(ask)) found.push(unmet('purpose-changed'))
  const type = ask.messageType ?? ''
  if (askingTypes.has(type) && (atSender || !staysHome(ask))) {
    if (blank(ask.caseReference)) found.push(unmet('case-reference-missing'))
    if (blank(ask.reasons)) found.push(unmet('reasons-missing'))
    else if (readTexts(ask).thin) found.push(unmet('reasons-too-thin'))
  } else if (tellingTypes.has(type) && blank(ask.necessityNote)) {
    if (blank(ask.reasons)) found.push(unmet('reasons-missing'))
    else if (readTexts(ask).thin) found.push(unmet('reasons-too-thin'))
  }
  if (ask.urgency === 'ID45' && ask.regime !== 'AM' && !blank(ask.regime)) found.push(unmet('urgency-not-of-regime', null, { regime: 'AM' }))
}

/** R6: named persons or objects in a case; never a crowd, never a nature. */
function crowds(ask: Ask, permit: PreparedPermit | null, found: Unmet[]): void {
  if (selectsByNatureAlone(ask) && askingTypes.has(ask.messageType ?? '')) found.push(unmet('discriminatory-selector', null, { ground: 'DISC' }))
  else if (permit?.clause.bulk !== true && (askingTypes.has(ask.messageType ?? '') || ask.selectors !== undefined) && !isIndividual(ask))
    found.push(unmet('bulk-request', null, { ground: 'DISP' }, crowdIn(ask) ?? undefined))
}

/** R7, R8: political, military, religious, racial matters; advocates and the press; judicial files. */
function context({ ask, atSender }: Case, found: Unmet[]): void {
  if (ask.contextFlags?.some(flag => refusedContexts.includes(flag)) === true) found.push(unmet('political-character', null, { ground: 'POLI' }))
  if (!atSender) return
  if (ask.contextFlags?.some(flag => reviewedContexts.includes(flag)) === true && blank(ask.legalReview)) found.push(unmet('legal-review-missing'))
  if (ask.judicialFile === true && blank(ask.judicialAuthorisation)) found.push(unmet('judicial-authorisation-missing', null, { ground: 'JUDI' }))
}

/** R10: handling codes on everything that concerns a person; H3 says its conditions; a reply loosens nothing. */
function handling(one: Prepared, { ask, policy }: Case, found: Unmet[]): void {
  if (ask.dataCategories.length > 0 && ask.handling.length === 0) found.push(unmet('handling-missing', null, { usual: one.agreement.defaultHandling }))
  if (ask.handling.includes('H3') && ask.restrictions?.some(isSaid) !== true) found.push(unmet('restrictions-missing'))
  if (!keepsHandling(ask)) found.push(unmet('handling-loosened'))
  const wanted = policy?.requiredHandling
  if (wanted !== undefined && policy?.node === ask.from && ask.dataCategories.length > 0 && !wanted.every(code => ask.handling.includes(code)))
    found.push({ ...unmet('handling-missing', null, { policy: policy.node, wanted }), rule: 'R27' })
}

/** R13 to R15: nothing above the ceiling, and only the originator lowers a level. */
function classification(one: Prepared, { ask, policy }: Case, found: Unmet[]): void {
  const rank = classificationRank(ask.classification ?? '')
  if (rank === undefined) return
  if (rank > one.ceiling) found.push(unmet('classification-above-ceiling', null, { ceiling: one.agreement.classificationCeiling ?? 'DR', ground: 'CLAS' }))
  else if (policy?.classificationCeiling !== undefined && rank > (classificationRank(policy.classificationCeiling) ?? 0))
    found.push({ ...unmet('classification-above-ceiling', null, { ceiling: policy.classificationCeiling, policy: policy.node, ground: 'CLAS' }), rule: 'R27' })
  const before = classificationRank(ask.thread?.classification ?? '')
  if (before !== undefined && rank < before) found.push(unmet('classification-lowered'))
}

const lawEnforcement = new Set(['LED-36', 'LED-37-1-a', 'LED-37-1-b', 'LED-38-1-a', 'LED-38-1-b', 'LED-38-1-c', 'LED-38-1-d', 'LED-38-1-e'])
const general = new Set(['GDPR-46-2-a', 'GDPR-46-3-b', 'GDPR-49-1-d'])
const security = new Set(['BE-T3-ADEQ'])
const basesOf: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['LE', lawEnforcement],
  ['JU', lawEnforcement],
  ['CU', new Set([...lawEnforcement, ...general])],
  ['AM', general],
  ['IN', security],
  ['TA', security],
])
/** What must be promised before data of a person leave the Union (R23): by the receiver, for this matter. */
const policing = ['NDP', 'NTT', 'SPE']
const assurancesOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['LE', policing],
  ['JU', policing],
  ['CU', policing],
  ['IN', policing],
  ['TA', policing],
  ['AM', ['NTT', 'SPE']],
])

/**
 * R19, R23: data of a person that leave the Union for a third state rest on a recorded basis of the right law, and on
 * assurances. What enters the Union, or stays in one state, is no such transfer: a basis may be absent, never wrong.
 */
function transfer(one: Prepared, { ask, atSender }: Case, found: Unmet[]): void {
  const from = one.parties.get(ask.from?.slice(0, 2) ?? '')
  const to = one.parties.get(ask.to?.slice(0, 2) ?? '')
  const leavesUnion = from?.union === true && to !== undefined && !to.union
  const basis = ask.transferBasis
  const regime = ask.regime ?? ''
  if (blank(basis)) {
    if (leavesUnion && atSender && ask.dataCategories.length > 0) found.push(unmet('transfer-basis-missing', null, { available: [...one.transferBases] }))
  } else if (!one.transferBases.has(basis as string) || !(basesOf.get(regime)?.has(basis as string) ?? false))
    found.push(unmet('transfer-basis-not-available', null, { available: [...one.transferBases].filter(each => basesOf.get(regime)?.has(each) ?? false) }))
  else if (atSender && (basis === 'LED-38-1-d' || basis === 'LED-38-1-e') && leavesUnion && blank(ask.rightsTest)) found.push(unmet('rights-test-missing'))
  if (!leavesUnion || ask.dataCategories.length === 0) return
  const lacking = (assurancesOf.get(regime) ?? policing).filter(code => !ask.assurances.includes(code))
  if (lacking.length > 0) found.push(unmet('assurance-missing', null, { lacking }))
}

/** R24, R26, R28, R29, R35: what needs strict necessity, and what never leaves. */
function protectedData(asked: Case, found: Unmet[]): void {
  const { ask, now, atSender, policy } = asked
  if (atSender) {
    const unjustified = unjustifiedCategories(ask)
    if (unjustified.length > 0) found.push(unmet('necessity-not-shown', null, { categories: unjustified }))
  }
  if (holdsCategory(ask, 'ASYL')) found.push(unmet('asylum-data'))
  const { asylumIn } = readTexts(ask)
  if (asylumIn !== null) found.push(unmet('asylum-mentioned', null, {}, asylumIn))
  if (holdsCategory(ask, 'EURO') && !mayIdentifyByUnionSystem(asked)) found.push(unmet('union-system-data'))
  if (holdsCategory(ask, 'VICD')) {
    const consented = ask.items?.filter(item => item.category === 'VICD')
    if (consented === undefined || consented.length === 0 || consented.some(item => !hasConsent(item, now))) found.push(unmet('victim-consent-missing'))
  }
  if (atSender)
    for (const guard in ask.guards)
      if (!guardIsGreen(ask, guard, now)) {
        found.push(unmet('guard-not-green'))
        break
      }
  if (policy?.refusedDataCategories?.some(category => holdsCategory(ask, category)) === true)
    found.push(unmet('category-refused-at-home', null, { policy: policy.node }))
}

const holdsCategory = (ask: Ask, category: string) => ask.dataCategories.includes(category) || (ask.items?.some(item => item.category === category) ?? false)

/** R31: only to identify and document for return, the person informed, the state of origin consenting. */
function mayIdentifyByUnionSystem({ ask, now, atSender }: Case): boolean {
  const tagged = ask.items?.filter(item => item.category === 'EURO') ?? []
  return (
    ask.regime === 'AM' &&
    ask.purpose === 'RETN' &&
    (!atSender || guardIsGreen(ask, 'INF', now)) &&
    tagged.length > 0 &&
    tagged.every(item => hasConsent(item, now))
  )
}

/** R11 to R13, R21, R25, R33 and the categories the message declares: item by item. */
function items(asked: Case, found: Unmet[]): void {
  const { ask, now, atSender, policy } = asked
  const list = ask.items ?? []
  const told = new Set<string>()
  const once = (one: Unmet) => {
    if (!told.has(one.code)) found.push(one)
    told.add(one.code)
  }
  for (const item of list) {
    if (!ask.dataCategories.includes(item.category)) once(unmet('field-missing', null, { undeclared: true }, 'dataCategories'))
    if (states(ask) && !isEvaluated(item)) once(unmet('evaluation-missing'))
    if (item.match !== undefined && (!item.match.confirmed || blank(item.match.reason))) once(unmet('match-not-confirmed'))
    if (item.provenance === 'STMX') once(unmet('statement-tainted'))
    if (!mayLeave(item, ask, now)) {
      const otherState = item.originCountry !== undefined && item.originCountry !== ask.from?.slice(0, 2)
      once(unmet(otherState ? 'origin-state-consent-missing' : 'origin-consent-missing', null, { ground: 'THIR' }))
    }
    if (!atSender) continue
    if (item.provenance === 'STMD' && blank(ask.legalReview)) once(unmet('taint-review-missing'))
    if (item.verifiedOn === undefined) {
      if (policy?.maxVerifiedAgeDays !== undefined) once(unmet('verification-missing', null, { maxDays: policy.maxVerifiedAgeDays }))
      continue
    }
    const age = (millisecondsOf(now) - Date.parse(`${item.verifiedOn}T00:00:00.000Z`)) / 86_400_000
    // A day of slack: the day of verification is a local day, `now` is UTC.
    if (!(age > -1)) once(unmet('verification-in-the-future'))
    else if (policy?.maxVerifiedAgeDays !== undefined && age > policy.maxVerifiedAgeDays)
      once(unmet('verification-too-old', null, { maxDays: policy.maxVerifiedAgeDays }))
  }
}

/** Messages whose items are statements, each to be evaluated (R11). */
const stating = new Set(['REP', 'SPO', 'WAR', 'FTN', 'SEI', 'THB', 'THR'])
const states = (ask: Ask) => stating.has(ask.messageType ?? '')
/** R46: the sender sets an end; what was received may be held shorter, never longer. */
function holding(one: Prepared, { ask, now }: Case, found: Unmet[]): void {
  const { usualDays, maxDays } = one.agreement.hold
  const days = daysHeld(ask, now, usualDays)
  if (!(days > 0)) found.push(unmet('hold-in-the-past'))
  else if (days > maxDays) found.push(unmet('hold-too-long', null, { maxDays }))
  const cap = ask.thread?.holdUntil
  if (cap !== undefined && days > daysHeld({ ...ask, holdUntil: cap }, now, usualDays)) found.push(unmet('hold-lengthened', null, { until: cap }))
}

/** R54: a language the agreement names. */
function language(one: Prepared, ask: Ask, found: Unmet[]): void {
  if (ask.language !== undefined && ask.language !== '' && !one.languages.has(ask.language))
    found.push(unmet('language-not-agreed', null, { languages: [...one.languages] }))
}
