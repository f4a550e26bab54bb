import { codesOf } from '@entraide/vocabulary'
import fc from 'fast-check'
import { type Agreement, type AgreementStanding, type Ask, askFrom, type PermitClause, type Policy } from '../src/index.ts'
import { good, now } from './files.ts'
import type { Asked } from './shortest.ts'
import { slips } from './slips.ts'

/** An ask that the exchange clause of the 2014 convention permits. */
export const plain: Ask = {
  from: 'BE-POL-SPOC',
  to: 'MA-DGSN-SPOC',
  regime: 'LE',
  messageType: 'REQ',
  clause: 'C04',
  purpose: 'INVE',
  crimeArea: 'DRUG',
  dataCategories: ['NAME', 'BIRT'],
  subjectCategory: 'SUS',
  handling: ['H1', 'H2'],
  transferBasis: 'LED-37-1-a',
  assurances: ['NDP', 'NTT', 'SPE'],
  classification: 'U',
  caseReference: 'BR30.LA.1234/2026',
  reasons: 'Investigation into a supply line of cannabis resin; the person is named as its organiser.',
  urgency: 'U3D',
  guards: {},
}

const yesterday = '2026-11-22T09:00:00.000Z'
const greenGuards = Object.fromEntries(codesOf('identificationGuard').map(guard => [guard, { state: 'green' as const, at: yesterday }])) as Ask['guards']
const consent = { by: 'Office of the national member', reference: 'C-2026/118', on: '2026-11-02' }
const active: AgreementStanding = { hash: 'a'.repeat(64), signedBy: [], suspendedBy: [], frozenBy: [], state: 'active' }

/** A clause, the two ends and the purpose that fit it. */
type Ground = { readonly clause: PermitClause; readonly from: string; readonly to: string; readonly purpose: string }

/** Every way in which each permit clause can be rightly used, as far as ends and purpose go. */
function groundsOf(agreement: Agreement): readonly (readonly Ground[])[] {
  const forbidden = agreement.clauses.flatMap(rule => (rule.effect === 'prohibit' && rule.when.includes('always') ? (rule.appliesTo?.purposes ?? []) : []))
  const of = (clause: PermitClause) => {
    const fits = (regime: string) => agreement.competentAuthorities.filter(each => each.regime === regime && (clause.authorities?.includes(each.node) ?? true))
    return clause.regimes.flatMap(regime =>
      fits(regime).flatMap(sender =>
        fits(clause.toRegime ?? regime).flatMap(recipient => {
          const [from, to] = [sender.node as string, recipient.node as string]
          if (from === to || (clause.direction !== undefined && clause.direction !== `${from.slice(0, 2)}->${to.slice(0, 2)}`)) return []
          const purposes = clause.purposes.filter(each => sender.purposes.includes(each) && recipient.purposes.includes(each) && !forbidden.includes(each))
          return purposes.map(purpose => ({ clause, from, to, purpose }))
        }),
      ),
    )
  }
  return agreement.clauses.flatMap(clause => (clause.effect === 'permit' ? [of(clause)] : [])).filter(ways => ways.length > 0)
}

/** One thing drawn: which, and in what form. */
const drawn = fc.record({ which: fc.nat(9_999), how: fc.nat(9_999) })
const wrongs = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 12, arbitrary: fc.tuple(drawn) },
  { weight: 4, arbitrary: fc.array(drawn, { minLength: 2, maxLength: 3 }) },
)

/**
 * Cases near an agreement: what an officer may rightly ask, answer or tell under one of its clauses, with everything that may
 * stand in it, and then none, one or a few things wrong with it. So each rule is met alone, beside others, and kept.
 *
 * @param laws - the own laws one of which may judge, as sender or receiver, when its node is an end
 */
export function casesNear(agreement: Agreement, laws: readonly Policy[]): fc.Arbitrary<Asked> {
  return fc.tuple(rightCases(agreement, laws), wrongs).map(([right, slipping]) => {
    const asked = slipping.reduce((so, { which, how }) => slipped(so, which, how), right)
    const ask = good(askFrom(JSON.parse(JSON.stringify(asked.ask))), 'ask')
    // A case that fails is shown by the names of its agreement and law, not with their whole texts.
    return { ...asked, ask, [fc.toStringMethod]: () => JSON.stringify({ ...asked, ask, agreement: asked.agreement.id, policy: asked.policy?.node ?? null }) }
  })
}

/** The case with one thing wrong: the first slip from there on that such a case can have. */
function slipped(asked: Asked, which: number, how: number): Asked {
  for (let at = 0; at < slips.length; at++) {
    const changed = slips[(which + at * 29) % slips.length]?.(asked, how)
    if (changed) return { ...asked, ...changed, ask: { ...asked.ask, ...changed.ask } }
  }
  return asked
}

/** What is drawn for a case, whatever the clause: what is a choice of the clause's is drawn as a number. */
const choices = fc.record({
  ground: fc.nat(9_999),
  messageType: fc.nat(9_999),
  crimeArea: fc.nat(99),
  subjectCategory: fc.nat(99),
  categories: fc.array(fc.nat(99), { minLength: 1, maxLength: 3 }),
  handling: fc.constantFrom<string[]>(['H1', 'H2'], ['H2'], ['H0', 'H2'], ['H2', 'H3']),
  basis: fc.nat(99),
  classification: fc.constantFrom('U', 'DR'),
  urgency: fc.constantFrom('IMM', 'U8H', 'U3D', 'N7D'),
  note: fc.boolean(),
  statement: fc.boolean(),
  items: fc.boolean(),
  twice: fc.boolean(),
  origin: fc.constantFrom('own', 'own', 'state', 'service', 'partner', 'back', 'danger', 'danger'),
  provenance: fc.constantFrom(undefined, 'REGI', 'OBSE', 'BIOM', 'STMF', 'STMD'),
  verifiedOn: fc.constantFrom(undefined, '2026-11-20', '2026-11-24', '2026-02-01'),
  likeness: fc.boolean(),
  thread: fc.boolean(),
  threadHold: fc.boolean(),
  subjects: fc.constantFrom(undefined, 1, 3),
  selectors: fc.constantFrom(undefined, ['name'], ['nationality', 'hit-token'], ['vehicle', 'place']),
  seeks: fc.constantFrom(undefined, ['information']),
  contextFlags: fc.constantFrom(undefined, [], ['journalist'], ['lawyer']),
  judicialFile: fc.constantFrom(undefined, false, true),
  hold: fc.constantFrom('usual', 'days', 'until'),
  language: fc.nat(99),
  texts: fc.constantFrom(undefined, { note: 'We thank you for your help.' }),
  judge: fc.nat(2),
  standing: fc.constantFrom(undefined, active),
})
type Choices = typeof choices extends fc.Arbitrary<infer T> ? T : never

/** What an officer may rightly write under a clause, with the own law that judges it and how the agreement stands. */
export function rightCases(agreement: Agreement, laws: readonly Policy[]): fc.Arbitrary<Asked> {
  const grounds = groundsOf(agreement)
  return choices.map(so => {
    const ground = pick(pick(grounds, so.ground), Math.floor(so.ground / grounds.length))
    return rightCase(agreement, ground, laws, so)
  })
}

/** Messages that may carry no personal data at all. */
const bare = ['CLR', 'RTC', 'RFS', 'WDW', 'FBK', 'IDA', 'IDS', 'SEI', 'THR', 'DEL', 'RST', 'ACK', 'RET', 'CON', 'VIS', 'PLN']
const telling = ['SPO', 'WAR', 'FTN', 'SEI', 'THB', 'THR']
/** Categories that no right message of these tests carries, or only with items that say more of them. */
const never = ['ASYL', 'UNIO', 'SEXL', 'POLI', 'RELI']
const itemized = ['FING', 'FACE', 'DNAP', 'HEAL', 'ETHN', 'VICD', 'EURO', 'VEHI']
const natures = ['NATI', 'ETHN']
const pick = <T>(of: readonly T[], number: number): T => of[number % of.length] as T

function rightCase(agreement: Agreement, { clause, from, to, purpose }: Ground, laws: readonly Policy[], so: Choices): Asked {
  const messageType = pick(clause.messageTypes, so.messageType)
  const regime = agreement.competentAuthorities.find(each => each.node === from)?.regime ?? ''
  const rules = agreement.clauses.flatMap(rule =>
    (rule.effect === 'condition' || rule.effect === 'prohibit') && (rule.appliesTo?.messageTypes?.includes(messageType) ?? true) ? [rule] : [],
  )
  const demanding = (name: string) => rules.filter(rule => (rule.effect === 'condition' ? rule.requires : rule.when).includes(name))
  const demands = (name: string) => demanding(name).length > 0
  const narrows = (dimension: 'crimeAreas' | 'subjectCategories') => rules.some(rule => rule.appliesTo?.[dimension] !== undefined)
  const tells = telling.includes(messageType)

  const mayIdentify = regime === 'AM' && purpose === 'RETN' && !demands('union-system-data')
  const leaving = clause.dataCategories.filter(each => !never.includes(each) && (each !== 'EURO' || mayIdentify))
  const categories = bare.includes(messageType) && so.categories.length === 1 ? [] : so.categories.map(number => pick(leaving, number))
  if (categories.length > 0 && categories.every(each => natures.includes(each))) categories.push(leaving.find(each => !natures.includes(each)) ?? 'NAME')
  if (demanding('complete-identifier').some(rule => rule.appliesTo?.dataCategories === undefined)) categories.push('VEHI')
  const dataCategories = [...new Set(categories)]

  const bases = agreement.transferBases.filter(basis => basis.startsWith(regime === 'AM' ? 'GDPR' : 'LED'))
  const transferBasis = bases.length > 0 ? pick(bases, so.basis) : ''
  const noTime = so.urgency === 'IMM' && transferBasis === 'LED-38-1-c' && from.startsWith('BE')
  const origin = so.origin === 'danger' && !noTime ? 'own' : so.origin
  const judges = [null, ...laws.filter(each => each.node === from || each.node === to)]
  const policy = pick(judges, so.judge)
  const itemOf = (category: string) => ({
    category,
    sourceEval: 'A',
    infoEval: '2',
    nature: 'fact',
    provenance: origin === 'partner' || origin === 'back' ? 'PART' : so.provenance,
    // A law that wants fresh verification wants to be told of one by whoever sends.
    verifiedOn: so.verifiedOn ?? (policy?.node === from && policy.maxVerifiedAgeDays !== undefined ? '2026-11-20' : undefined),
    justification: 'It is the only trace left on the parcel.',
    originCountry: origin === 'state' ? 'US' : origin === 'danger' ? 'FR' : origin === 'back' ? to.slice(0, 2) : undefined,
    originator: origin === 'service' ? 'BE-VSSE' : origin === 'back' ? to : undefined,
    consent: ['state', 'service', 'partner'].includes(origin) || ['VICD', 'EURO'].includes(category) ? consent : undefined,
    emergency: origin === 'danger' ? true : undefined,
    complete: category === 'VEHI' ? true : undefined,
    match: so.likeness ? { confirmed: true, reason: 'Same scar, same height, same day of birth.' } : undefined,
  })
  const withItems = so.items || dataCategories.some(each => itemized.includes(each))
  const held = demands('hold-limited') && so.hold === 'usual' ? 'until' : so.hold
  const thread = {
    messageType: 'REQ',
    purpose: messageType === 'CON' ? 'PREV' : purpose,
    handling: so.handling.filter(code => code !== 'H0'),
    classification: 'U',
    holdUntil: so.threadHold && held !== 'usual' ? '2027-03-01' : undefined,
  }
  const languages = agreement.languages.filter(language => rules.every(rule => rule.languages?.includes(language) ?? true))
  // Case and reasons of a hit/no-hit question and of a deconfliction stay with the asker: the receiver sees none.
  const staysHome = policy?.node === to && ['HNH', 'DEC'].includes(messageType)
  const ask = {
    from,
    to,
    regime,
    messageType,
    clause: clause.id,
    purpose,
    crimeArea: pick(clause.crimeAreas ?? ['DRUG', 'TERR', ...(narrows('crimeAreas') ? [] : [null])], so.crimeArea),
    dataCategories,
    subjectCategory: pick(clause.subjectCategories ?? ['SUS', 'FOR', ...(narrows('subjectCategories') ? [] : [null])], so.subjectCategory),
    handling: so.handling,
    transferBasis,
    assurances: ['NDP', 'NTT', 'SPE', 'DEL', 'NON'],
    classification: so.classification,
    caseReference: staysHome ? null : plain.caseReference,
    reasons: staysHome || (tells && so.note && so.statement && !demands('detailed-reasons')) ? null : plain.reasons,
    urgency: so.urgency,
    guards: ['IDR', 'IDA'].includes(messageType) || dataCategories.includes('EURO') ? greenGuards : {},
    items: withItems ? dataCategories.flatMap(each => (so.twice ? [itemOf(each), itemOf(each)] : [itemOf(each)])) : undefined,
    statement: so.statement ? { facts: 'He was seen loading it.', need: 'He lives at both ends.', urgency: 'The lorry leaves on Friday.' } : undefined,
    thread: so.thread ? thread : undefined,
    subjects: demands('many-subjects') ? 1 : so.subjects,
    selectors: so.selectors,
    seeks: so.seeks,
    contextFlags: so.contextFlags,
    legalReview: so.contextFlags?.length || so.provenance === 'STMD' || demands('legal-review') ? 'LEG-2026/31' : undefined,
    judicialFile: so.judicialFile,
    judicialAuthorisation: so.judicialFile === true ? 'JI-2026/4' : undefined,
    necessityNote: tells && so.note ? 'He lives at both ends of the line.' : undefined,
    rightsTest: /-[de]$/.test(transferBasis) ? 'The danger to the child outweighs.' : undefined,
    restrictions: so.handling.includes('H3') ? ['Not for use in court without asking us.'] : undefined,
    holdDays: held === 'days' ? 80 : undefined,
    holdUntil: held === 'until' ? '2027-01-15' : undefined,
    language: so.language % 2 === 0 ? undefined : pick(languages, so.language),
    event: purpose === 'EVNT' || demands('event-named') ? 'Football match of 12 December' : undefined,
    texts: so.texts,
  }
  return { ask: ask as unknown as Ask, agreement, policy, now, standing: so.standing }
}
