import { isRefusal, startOfDay } from '@entraide/ground'
import { isCode } from '@entraide/vocabulary'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Agreement, type Ask, askFrom, type Clause, check, type Policy, prohibitions, requirements } from '../src/index.ts'
import { asksNear, plain } from './asks.ts'
import { agreements, good, now, policies } from './files.ts'

/**
 * The rule in its shortest readable form, for every agreement the product ships with: no tables made beforehand, no list
 * of reasons, one sentence a line. The engine must agree with it on every ask.
 */
function shortest(ask: Ask, agreement: Agreement): boolean {
  const clause = agreement.clauses.find(each => each.id === ask.clause)
  if (clause?.effect !== 'permit') return false
  const party = (node: string | null) => agreement.parties.find(each => each.state === node?.slice(0, 2))
  const authority = (node: string | null) => agreement.competentAuthorities.find(each => each.node === node)
  const [sender, recipient] = [authority(ask.from), authority(ask.to)]
  const leaves = party(ask.from)?.union === true && party(ask.to)?.union === false && ask.dataCategories.length > 0
  const asks = ['REQ', 'HNH', 'IDR', 'DEC'].includes(ask.messageType ?? '')
  const tells = ['SPO', 'WAR', 'FTN', 'SEI', 'THB', 'THR'].includes(ask.messageType ?? '')
  const bare = ['CLR', 'RTC', 'RFS', 'WDW', 'FBK', 'IDA', 'IDS', 'SEI', 'THR', 'DEL', 'RST', 'ACK', 'RET', 'CON', 'VIS', 'PLN'].includes(ask.messageType ?? '')
  const reasoned = ask.reasons === plain.reasons || (ask.reasons?.includes(' ') ?? false)
  const holds = (name: string, rule: Clause) =>
    (requirements[name] ?? prohibitions[name])?.holds({ ask, agreement, policy: null, now, atSender: true }, rule as object)
  return [
    now >= startOfDay(agreement.inForce.from, 'Europe/Brussels') && agreement.dpia !== null,
    clause.regimes.includes(ask.regime ?? ''),
    clause.messageTypes.includes(ask.messageType ?? ''),
    clause.purposes.includes(ask.purpose ?? ''),
    ask.dataCategories.every(category => clause.dataCategories.includes(category)),
    clause.crimeAreas?.includes(ask.crimeArea ?? '') ?? true,
    clause.subjectCategories?.includes(ask.subjectCategory ?? '') ?? true,
    clause.authorities === undefined || [ask.from, ask.to].every(node => clause.authorities?.includes(node ?? '')),
    clause.direction === undefined || clause.direction === `${ask.from?.slice(0, 2)}->${ask.to?.slice(0, 2)}`,
    sender !== undefined && recipient !== undefined && ask.from !== ask.to,
    sender?.regime === ask.regime && recipient?.regime === (clause.toRegime ?? ask.regime),
    sender?.purposes.includes(ask.purpose ?? '') && recipient?.purposes.includes(ask.purpose ?? ''),
    !ask.crimeArea || isCode('crimeArea', ask.crimeArea),
    !ask.subjectCategory || isCode('subjectCategory', ask.subjectCategory),
    ask.assurances.every(code => isCode('assurance', code)),
    ['U', 'DR'].includes(ask.classification ?? ''),
    bare || ask.dataCategories.length > 0,
    ask.dataCategories.length === 0 || ask.handling.length > 0,
    !ask.handling.includes('H3'),
    !asks || (Boolean(ask.caseReference) && reasoned && Boolean(ask.urgency) && !ask.reasons?.startsWith('List')),
    !asks || ask.dataCategories.length === 0 || !ask.dataCategories.every(category => ['NATI', 'ETHN', 'RELI', 'POLI', 'UNIO', 'SEXL'].includes(category)),
    !tells || reasoned,
    !ask.reasons?.includes('asylum'),
    ask.urgency !== 'ID45' || ask.regime === 'AM',
    !ask.transferBasis || (agreement.transferBases.includes(ask.transferBasis) && ask.transferBasis.startsWith(ask.regime === 'AM' ? 'GDPR' : 'LED')),
    !leaves || Boolean(ask.transferBasis),
    ask.transferBasis !== 'LED-38-1-d' || party(ask.from)?.union !== true || party(ask.to)?.union === true,
    !leaves || (ask.regime === 'AM' ? ['NTT', 'SPE'] : ['NDP', 'NTT', 'SPE']).every(code => ask.assurances.includes(code)),
    !ask.dataCategories.some(category => ['FING', 'FACE', 'DNAP', 'HEAL', 'ETHN', 'POLI', 'RELI', 'UNIO', 'SEXL', 'ASYL', 'EURO', 'VICD'].includes(category)),
    Object.values(ask.guards).every(guard => guard.state === 'green'),
    (ask.holdDays ?? 0) <= agreement.hold.maxDays,
    ask.language === undefined || agreement.languages.includes(ask.language),
    ask.seeks === undefined || !ask.seeks.includes('arrest'),
    agreement.clauses.every(rule => {
      if (rule.effect !== 'condition' && rule.effect !== 'prohibit') return true
      const to = rule.appliesTo ?? {}
      const reached =
        (to.regimes?.includes(ask.regime ?? '') ?? true) &&
        (to.messageTypes?.includes(ask.messageType ?? '') ?? true) &&
        (to.purposes?.includes(ask.purpose ?? '') ?? true) &&
        (to.dataCategories?.some(category => ask.dataCategories.includes(category)) ?? true)
      return (
        !reached ||
        (rule.effect === 'condition' ? rule.requires.every(name => holds(name, rule) === true) : rule.when.every(name => holds(name, rule) === false))
      )
    }),
  ].every(Boolean)
}

for (const [name, agreement] of agreements)
  test(`the engine agrees with the shortest readable version of the rule on 2,000 random asks under ${name}`, () => {
    let permitted = 0
    fc.assert(
      fc.property(asksNear(agreement), ask => {
        const ours = check(ask, agreement, null, now).decision === 'permit'
        if (ours) permitted++
        return ours === shortest(ask, agreement)
      }),
      { numRuns: 2_000 },
    )
    // Both answers must occur, or the comparison says nothing.
    expect(permitted).toBeGreaterThan(100)
  })

test('a node’s own law never turns a refusal into a permit', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...agreements.values()).chain(agreement => fc.tuple(fc.constant(agreement), asksNear(agreement))),
      fc.constantFrom(...policies.values()),
      ([agreement, ask], policy) => {
        const alone = check(ask, agreement, null, now)
        const withLaw = check(ask, agreement, policy.node === ask.to ? { ...policy, node: ask.from ?? '' } : policy, now)
        if (alone.decision === 'refuse') expect(withLaw.decision).toBe('refuse')
      },
    ),
    { numRuns: 2_000 },
  ))

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom('', ' ', 'toString', '__proto__', 'constructor', 'BE-POL-SPOC', 'C04'))
const anyAsk = fc.record(
  {
    ...Object.fromEntries(
      [
        'from',
        'to',
        'regime',
        'messageType',
        'clause',
        'purpose',
        'crimeArea',
        'subjectCategory',
        'transferBasis',
        'classification',
        'caseReference',
        'reasons',
        'urgency',
      ].map(field => [field, fc.option(anyText, { nil: null })]),
    ),
    dataCategories: fc.array(anyText, { maxLength: 5 }),
    handling: fc.array(anyText, { maxLength: 5 }),
    assurances: fc.array(anyText, { maxLength: 5 }),
    guards: fc.dictionary(anyText, fc.record({ state: anyText, at: anyText }), { maxKeys: 3 }),
    items: fc.array(fc.record({ category: anyText, provenance: anyText, verifiedOn: anyText, originCountry: anyText, emergency: fc.boolean() }), {
      maxLength: 3,
    }),
    thread: fc.record({ messageType: anyText, purpose: anyText, handling: fc.array(anyText, { maxLength: 2 }), holdUntil: anyText }),
    statement: fc.record({ facts: anyText }),
    holdUntil: anyText,
    holdDays: fc.double(),
    subjects: fc.double(),
    selectors: fc.array(anyText, { maxLength: 2 }),
    seeks: fc.array(anyText, { maxLength: 2 }),
    contextFlags: fc.array(anyText, { maxLength: 2 }),
  },
  {
    requiredKeys: [
      'from',
      'to',
      'regime',
      'messageType',
      'clause',
      'purpose',
      'crimeArea',
      'subjectCategory',
      'transferBasis',
      'classification',
      'caseReference',
      'reasons',
      'urgency',
      'dataCategories',
      'handling',
      'assurances',
      'guards',
    ] as never[],
  },
)

test('any value that has the shape of an ask gets an answer, and nonsense is never permitted', () =>
  fc.assert(
    fc.property(anyAsk, fc.constantFrom(...agreements.values()), (ask, agreement) => {
      expect(check(ask as unknown as Ask, agreement, null, now).decision).toBe('refuse')
    }),
    { numRuns: 2_000 },
  ))

test('the same ask gets the same answer, however often and in whatever order it is judged', () => {
  const agreement = agreements.get('be-ma-2014-police-convention') as Agreement
  fc.assert(
    fc.property(fc.array(asksNear(agreement), { minLength: 2, maxLength: 6 }), asks => {
      const once = asks.map(ask => check(ask, agreement, null, now))
      expect([...asks].reverse().map(ask => check(structuredClone(ask), agreement, null, now))).toEqual(once.reverse())
    }),
    { numRuns: 200 },
  )
})

test('an ask changed in place is read again', () => {
  const ask = { ...plain }
  const agreement = agreements.get('be-ma-2014-police-convention') as Agreement
  expect(check(ask, agreement, null, now).decision).toBe('permit')
  ask.reasons = 'Please send the list of all nationals who came.'
  expect(check(ask, agreement, null, now).decision).toBe('refuse')
})

test('the ask of the shipped policies’ own node is judged by the stricter of both', () => {
  const policy = policies.get('MA-DGSN-SPOC') as Policy
  const agreement = agreements.get('be-ma-2014-police-convention') as Agreement
  const ask = good(
    askFrom(JSON.parse(JSON.stringify({ ...plain, from: 'MA-DGSN-SPOC', to: 'BE-POL-SPOC', handling: ['H1'], transferBasis: null, assurances: [] }))),
    'ask',
  )
  expect(isRefusal(ask)).toBe(false)
  expect(check(ask, agreement, null, now).decision).toBe('permit')
  expect(check(ask, agreement, policy, now)).toMatchObject({ decision: 'refuse', unmet: [{ code: 'handling-missing', rule: 'R27', clause: 'P01' }] })
})
