import { hour, type Instant, isInstant, millisecondsOf } from '@entraide/ground'
import type { Agreement, RulingParameters } from './agreement.ts'
import { type Ask, type AskItem, crowdSelectors, tellingSelectors } from './ask.ts'
import { askingTypes } from './fields.ts'
import { readTexts } from './lint.ts'
import type { Policy } from './policy.ts'
import { isSaid as said } from './said.ts'
import { categoryIsSpecial, classificationRank } from './terms.ts'
import type { UnmetCode } from './unmet.ts'

/** All a predicate may look at. */
export type Case = {
  readonly ask: Ask
  readonly agreement: Agreement
  readonly policy: Policy | null
  readonly now: Instant
  /** Judged at the sender, where guards, files and consents can be seen; false at the receiver. */
  readonly atSender: boolean
}

/** True, false, or null: it cannot be told. What cannot be told refuses, required or forbidden alike. */
export type Holds = boolean | null

export type Predicate = {
  readonly code: UnmetCode
  readonly field?: string
  /** The same where it depends on the ask; null for the usual one of the code. */
  readonly fieldIn?: (ask: Ask) => string | null
  /** A more telling code for a field left empty. */
  readonly codeIfEmpty?: { readonly field: 'reasons'; readonly code: UnmetCode }
  /** The clause field it reads; a clause that names the predicate without it is refused (`predicate-needs`). */
  readonly needs?: keyof RulingParameters
  /** Rests on what stays at home: the receiver cannot see it and does not judge it. */
  readonly atSenderOnly?: true
  readonly holds: (one: Case, parameters: { readonly [name in keyof RulingParameters]: RulingParameters[name] | undefined }) => Holds
}

/** How long a finding of a guard stays fresh (R29). */
export const guardFreshHours = 48

const anyItem = (ask: Ask, holds: (item: AskItem) => boolean) => ask.items?.some(holds) ?? false
const everyItem = (ask: Ask, holds: (item: AskItem) => boolean) => ask.items === undefined || ask.items.every(holds)

/** Whether a guard was found green, in the last 48 hours and not in the future. */
export function guardIsGreen(ask: Ask, guard: string, now: Instant): boolean {
  const finding = Object.hasOwn(ask.guards, guard) ? ask.guards[guard] : undefined
  if (finding?.state !== 'green' || !isInstant(finding.at)) return false
  const age = millisecondsOf(now) - millisecondsOf(finding.at)
  return age >= 0 && age <= guardFreshHours * hour
}

/** Whether reasons are given, and long enough to be some (R5). */
export function isReasoned(ask: Ask): boolean {
  return said(ask.reasons) && !readTexts(ask).thin
}

/** Whether the ask concerns named persons or objects in one case, and not a crowd (R6). */
export function isIndividual(ask: Ask): boolean {
  if (ask.subjects === 0 || asksForMany(ask)) return false
  if (ask.selectors !== undefined && !ask.selectors.some(selector => tellingSelectors.includes(selector))) return false
  return readTexts(ask).crowdIn === null
}

/** A message that asks names so many persons at most; above, it is a list (R6). From so many on, two persons sign what leaves as an export, too. */
export const mostNamed = 20

function asksForMany(ask: Ask): boolean {
  return askingTypes.has(ask.messageType ?? '') && (ask.subjects ?? 1) > mostNamed
}

/** The field that asks for a crowd; null where none does. */
export function crowdIn(ask: Ask): string | null {
  return readTexts(ask).crowdIn ?? (asksForMany(ask) ? 'subjects' : null)
}

/** Whether persons are picked out by nationality, origin, religion or opinion alone (R6, ECHR art. 14). */
export function selectsByNatureAlone(ask: Ask): boolean {
  if (ask.selectors !== undefined) return ask.selectors.length > 0 && ask.selectors.every(selector => crowdSelectors.includes(selector))
  return ask.dataCategories.length > 0 && ask.dataCategories.every(category => natureCategories.has(category))
}
const natureCategories = new Set(['NATI', 'ETHN', 'RELI', 'POLI', 'UNIO', 'SEXL'])

/** Special categories in the ask for which no item gives a reason of its own (R24, field by field). */
export function unjustifiedCategories(ask: Ask): readonly string[] {
  return ask.dataCategories.filter(
    category =>
      categoryIsSpecial(category) &&
      !(
        anyItem(ask, item => item.category === category && said(item.justification)) &&
        everyItem(ask, item => item.category !== category || said(item.justification))
      ),
  )
}

/** Whether an item came from a third: neither the sender with its own state, nor the addressee that gets its own back (R13, R21, R22). */
export function isForeign(item: AskItem, ask: Ask): boolean {
  if (isGivenBack(item, ask)) return false
  return item.provenance === 'PART' || (item.originator !== undefined && item.originator !== ask.from) || isOfOtherState(item, ask)
}

/** What the addressee itself had given goes to no third. What a third state had given first is not the addressee's to have back. */
function isGivenBack({ originator, originCountry }: AskItem, { from, to }: Ask): boolean {
  if (originator === undefined || originator !== to) return false
  return originCountry === undefined || originCountry === to.slice(0, 2) || originCountry === from?.slice(0, 2)
}

function isOfOtherState({ originCountry }: AskItem, { from }: Ask): boolean {
  return originCountry !== undefined && originCountry !== from?.slice(0, 2)
}

/** Whether a consent was given: one of a day to come is none yet. A day of slack: its day is a local one, `now` is UTC. */
export function hasConsent({ consent }: AskItem, now: Instant): boolean {
  return consent !== undefined && Date.parse(`${consent.on}T00:00:00.000Z`) - millisecondsOf(now) < 24 * hour
}

/** Whether an item may leave as far as its origin goes: no third gave it, or its origin consented, or there is no time to ask it. */
export function mayLeave(item: AskItem, ask: Ask, now: Instant): boolean {
  return !isForeign(item, ask) || hasConsent(item, now) || isEmergency(item, ask)
}

/**
 * Whether there is no time to ask (R21, LED 35(2)): an immediate and serious threat is on record, and the basis and the urgency say the
 * same. Between states of the Union only; another service of one's own state, or a third state, is asked whatever happens.
 */
function isEmergency(item: AskItem, ask: Ask): boolean {
  return (
    item.emergency === true &&
    ask.urgency === 'IMM' &&
    ask.transferBasis === 'LED-38-1-c' &&
    isOfOtherState(item, ask) &&
    isOfUnion(item.originCountry) &&
    isOfUnion(ask.from?.slice(0, 2))
  )
}

/** Member states of the European Union (Treaty on European Union, art. 52), by ISO 3166-1. */
const unionStates = new Set('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '))
const isOfUnion = (state: string | undefined) => state !== undefined && unionStates.has(state)

/**
 * Whether the terms of the message answered are kept: every handling code of it is still there (R10, attack row 10).
 * A message that carries no personal data has nothing to loosen.
 */
export function keepsHandling(ask: Ask): boolean {
  return ask.thread === undefined || ask.dataCategories.length === 0 || ask.thread.handling.every(code => ask.handling.includes(code))
}

/** Whether the purpose is that of the message answered (R3). A consent request (CON) asks for another one, and may. */
export function keepsPurpose(ask: Ask): boolean {
  return ask.thread === undefined || ask.messageType === 'CON' || ask.thread.purpose === ask.purpose
}

/**
 * What a condition may require, by name. The list is closed: a name outside it makes the file unreadable.
 * Source: spec/agreement.md#predicates
 */
export const requirements: { readonly [name: string]: Predicate } = {
  'ongoing-case-reference': { code: 'case-reference-missing', holds: ({ ask, atSender }) => said(ask.caseReference) || (!atSender && staysHome(ask)) },
  'detailed-reasons': {
    code: 'reasons-too-thin',
    codeIfEmpty: { field: 'reasons', code: 'reasons-missing' },
    holds: ({ ask, atSender }) => isReasoned(ask) || (!atSender && staysHome(ask)),
  },
  'facts-stated': {
    code: 'statement-part-missing',
    holds: ({ ask }) => (ask.statement === undefined ? isReasoned(ask) : said(ask.statement.facts)),
  },
  'need-stated': {
    code: 'statement-part-missing',
    holds: ({ ask }) => (ask.statement === undefined ? isReasoned(ask) : said(ask.statement.need)),
  },
  'urgency-reasoned': {
    code: 'statement-part-missing',
    holds: ({ ask }) => (ask.urgency !== 'IMM' && ask.urgency !== 'U8H') || (ask.statement === undefined ? isReasoned(ask) : said(ask.statement.urgency)),
  },
  'individual-case': { code: 'bulk-request', fieldIn: crowdIn, holds: ({ ask }) => isIndividual(ask) },
  'named-case-or-imminent-danger': {
    code: 'bulk-request',
    fieldIn: crowdIn,
    holds: ({ ask }) => ask.urgency === 'IMM' || ((said(ask.caseReference) || ask.subjects === 1) && isIndividual(ask)),
  },
  'designated-contact-point': {
    code: 'recipient-not-competent',
    holds: ({ ask, agreement }) =>
      [ask.from, ask.to].every(node => node === null || node === '' || agreement.competentAuthorities.some(authority => authority.node === node)),
  },
  'information-only': { code: 'wrong-channel', holds: ({ ask }) => ask.seeks === undefined || ask.seeks.every(act => act === 'information') },
  'purpose-kept': { code: 'purpose-changed', holds: ({ ask }) => keepsPurpose(ask) },
  'handling-kept': { code: 'handling-loosened', holds: ({ ask }) => keepsHandling(ask) },
  'handling-given': {
    code: 'handling-missing',
    needs: 'handling',
    holds: ({ ask }, { handling }) => handling?.every(code => ask.handling.includes(code)) ?? null,
  },
  'onward-consent': { code: 'origin-consent-missing', holds: ({ ask, now }) => everyItem(ask, item => mayLeave(item, ask, now)) },
  'strict-necessity': { code: 'necessity-not-shown', atSenderOnly: true, holds: ({ ask }) => unjustifiedCategories(ask).length === 0 },
  'judicial-authorisation': {
    code: 'judicial-authorisation-missing',
    atSenderOnly: true,
    holds: ({ ask }) => ask.judicialFile !== true || said(ask.judicialAuthorisation),
  },
  'legal-review': { code: 'legal-review-missing', atSenderOnly: true, holds: ({ ask }) => said(ask.legalReview) },
  'guards-green': {
    code: 'guard-not-green',
    needs: 'guards',
    atSenderOnly: true,
    holds: ({ ask, now }, { guards }) => guards?.every(guard => guardIsGreen(ask, guard, now)) ?? null,
  },
  'assurances-given': {
    code: 'assurance-missing',
    needs: 'assurances',
    holds: ({ ask }, { assurances }) => assurances?.every(code => ask.assurances.includes(code)) ?? null,
  },
  'hold-limited': {
    code: 'hold-too-long',
    needs: 'maxHoldDays',
    holds: ({ ask, now, agreement }, { maxHoldDays }) => (maxHoldDays === undefined ? null : daysHeld(ask, now, agreement.hold.usualDays) <= maxHoldDays),
  },
  'language-agreed': {
    code: 'language-not-agreed',
    needs: 'languages',
    holds: ({ ask }, { languages }) => (languages === undefined ? null : ask.language === undefined || languages.includes(ask.language)),
  },
  'complete-identifier': {
    code: 'identifier-incomplete',
    holds: ({ ask }, _) => (vehicles(ask).length > 0 ? vehicles(ask).every(item => item.complete === true) : null),
  },
  'victim-consent': {
    code: 'victim-consent-missing',
    holds: ({ ask, now }) =>
      everyItem(ask, item => item.category !== 'VICD' || hasConsent(item, now)) &&
      (!ask.dataCategories.includes('VICD') || anyItem(ask, item => item.category === 'VICD')),
  },
  evaluated: { code: 'evaluation-missing', holds: ({ ask }) => everyItem(ask, isEvaluated) },
  'event-named': { code: 'event-missing', holds: ({ ask }) => said(ask.event) },
  unclassified: {
    code: 'classification-above-ceiling',
    field: 'classification',
    holds: ({ ask }) => (ask.classification === null ? null : (classificationRank(ask.classification) ?? 99) <= 1),
  },
}

/** What a prohibition may refuse, by name. */
export const prohibitions: { readonly [name: string]: Predicate } = {
  always: { code: 'prohibited', holds: () => true },
  'asylum-data': { code: 'asylum-data', holds: ({ ask }) => ask.dataCategories.includes('ASYL') || anyItem(ask, item => item.category === 'ASYL') },
  'union-system-data': {
    code: 'union-system-data',
    holds: ({ ask }) => ask.dataCategories.includes('EURO') || anyItem(ask, item => item.category === 'EURO'),
  },
  bulk: { code: 'bulk-request', fieldIn: crowdIn, holds: ({ ask }) => !isIndividual(ask) },
  'many-subjects': { code: 'bulk-request', field: 'subjects', holds: ({ ask }) => (ask.subjects ?? 1) > 1 },
  'purpose-changed': { code: 'purpose-changed', holds: ({ ask }) => !keepsPurpose(ask) },
  'handling-loosened': { code: 'handling-loosened', holds: ({ ask }) => !keepsHandling(ask) },
  'onward-without-consent': {
    code: 'origin-consent-missing',
    holds: ({ ask, now }) => !everyItem(ask, item => mayLeave(item, ask, now)),
  },
  'guard-not-green': {
    code: 'guard-not-green',
    needs: 'guards',
    atSenderOnly: true,
    holds: ({ ask, now }, { guards }) => (guards === undefined ? null : !guards.every(guard => guardIsGreen(ask, guard, now))),
  },
  'assurance-missing': {
    code: 'assurance-missing',
    needs: 'assurances',
    holds: ({ ask }, { assurances }) => (assurances === undefined ? null : !assurances.every(code => ask.assurances.includes(code))),
  },
  'handling-absent': {
    code: 'handling-missing',
    needs: 'handling',
    holds: ({ ask }, { handling }) => (handling === undefined ? null : !handling.every(code => ask.handling.includes(code))),
  },
  'statement-tainted': { code: 'statement-tainted', holds: ({ ask }) => anyItem(ask, item => item.provenance === 'STMX') },
  'judicial-file': {
    code: 'judicial-authorisation-missing',
    atSenderOnly: true,
    holds: ({ ask }) => ask.judicialFile === true && !said(ask.judicialAuthorisation),
  },
}

/** Case reference and reasons of a hit/no-hit question and of a deconfliction stay at the asker's (R39). */
export function staysHome(ask: Ask): boolean {
  return ask.messageType === 'HNH' || ask.messageType === 'DEC'
}

/** Whether an item says how good it is: source, information, fact or assessment (R11). */
export function isEvaluated(item: AskItem): boolean {
  return said(item.sourceEval) && said(item.infoEval) && said(item.nature)
}

/** How many days the data would be held: as the ask says, else the agreement's usual time (R46). */
export function daysHeld(ask: Ask, now: Instant, usualDays: number): number {
  if (ask.holdUntil !== undefined) return Math.ceil((Date.parse(`${ask.holdUntil}T00:00:00.000Z`) - millisecondsOf(now)) / (24 * hour))
  return ask.holdDays ?? usualDays
}

const vehicles = (ask: Ask) => (ask.items ?? []).filter(item => item.category === 'VEHI')
