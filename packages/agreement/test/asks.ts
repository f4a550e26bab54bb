import { codesOf, type SchemeId } from '@entraide/vocabulary'
import fc from 'fast-check'
import { type Agreement, type Ask, askFrom, type PermitClause } from '../src/index.ts'
import { good } from './files.ts'

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

const codeOr = (scheme: SchemeId, usual: readonly string[]) =>
  fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom(...usual) },
    { weight: 2, arbitrary: fc.constantFrom(...codesOf(scheme)) },
    { weight: 1, arbitrary: fc.constantFrom('', 'nonsense', 'toString') },
  )

/** Asks near an agreement: half of what they say fits one of its permit clauses, so that both answers occur often. */
export function asksNear(agreement: Agreement): fc.Arbitrary<Ask> {
  const permits = agreement.clauses.filter((clause): clause is PermitClause => clause.effect === 'permit')
  const nodes = agreement.competentAuthorities.map(authority => authority.node as string)
  const pairsFor = (clause: PermitClause) => {
    const fits = (regime: string, node: string) => agreement.competentAuthorities.some(each => each.node === node && each.regime === regime)
    const pairs = nodes.flatMap(from => nodes.map(to => [from, to] as const))
    const good = pairs.filter(([from, to]) => from !== to && clause.regimes.some(regime => fits(regime, from) && fits(clause.toRegime ?? regime, to)))
    return good.filter(([from, to]) => clause.direction === undefined || clause.direction === `${from.slice(0, 2)}->${to.slice(0, 2)}`)
  }
  return fc.constantFrom(...permits).chain(clause =>
    fc
      .record({
        pair: fc.oneof(
          { weight: 20, arbitrary: fc.constantFrom(...pairsFor(clause)) },
          { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes)) },
          { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...nodes, ''), fc.constantFrom('MA-DGST-DESK', '')) },
        ),
        regime: codeOr('legalRegime', clause.regimes),
        messageType: codeOr('messageType', clause.messageTypes),
        clause: fc.oneof(
          { weight: 20, arbitrary: fc.constant(clause.id) },
          { weight: 1, arbitrary: fc.constantFrom('', 'C99', ...agreement.clauses.map(each => each.id)) },
        ),
        purpose: codeOr('purpose', clause.purposes),
        crimeArea: fc.oneof({ weight: 24, arbitrary: codeOr('crimeArea', clause.crimeAreas ?? ['DRUG']) }, { weight: 1, arbitrary: fc.constant(null) }),
        dataCategories: fc.uniqueArray(
          codeOr('dataCategory', clause.dataCategories).map(category => category || 'nonsense'),
          { maxLength: 3 },
        ),
        subjectCategory: fc.oneof(
          { weight: 24, arbitrary: codeOr('subjectCategory', clause.subjectCategories ?? ['SUS']) },
          { weight: 1, arbitrary: fc.constant(null) },
        ),
        handling: fc.oneof(
          { weight: 8, arbitrary: fc.constant(['H1', 'H2']) },
          { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom('H0', 'H1', 'H2', 'H3'), { maxLength: 3 }) },
        ),
        transferBasis: codeOr('transferBasis', agreement.transferBases.length > 0 ? agreement.transferBases : ['']),
        assurances: fc.oneof(
          { weight: 16, arbitrary: fc.constant(['NDP', 'NTT', 'SPE', 'DEL', 'NON']) },
          { weight: 1, arbitrary: fc.uniqueArray(fc.constantFrom('NDP', 'NTT', 'SPE', 'XXX')) },
        ),
        classification: fc.oneof({ weight: 24, arbitrary: fc.constantFrom('U', 'DR') }, { weight: 1, arbitrary: fc.constantFrom('R', 'TS', '') }),
        caseReference: fc.oneof({ weight: 24, arbitrary: fc.constant('BR30.LA.1234/2026') }, { weight: 1, arbitrary: fc.constantFrom('', null) }),
        reasons: fc.oneof(
          { weight: 24, arbitrary: fc.constant(plain.reasons) },
          { weight: 1, arbitrary: fc.constantFrom('', 'urgent', null, 'List of all nationals of the quarter', 'The person asked for asylum last year') },
        ),
        urgency: fc.oneof({ weight: 24, arbitrary: fc.constantFrom('N7D', 'U3D') }, { weight: 1, arbitrary: fc.constantFrom('IMM', 'ID45', '') }),
        guards: fc.oneof(
          { weight: 8, arbitrary: fc.constant(greenGuards) },
          { weight: 1, arbitrary: fc.constantFrom({}, { ASY: { state: 'red', at: '2026-11-22T09:00:00.000Z' } }) },
        ),
        language: fc.option(fc.constantFrom('en', 'en', 'fr', 'de'), { nil: undefined, freq: 2 }),
        seeks: fc.option(fc.constantFrom(['information'], ['information'], ['information'], ['information', 'arrest']), { nil: undefined, freq: 2 }),
        holdDays: fc.option(fc.constantFrom(30, 30, 80, 5000), { nil: undefined, freq: 2 }),
      })
      .map(({ pair: [from, to], ...ask }) => good(askFrom(JSON.parse(JSON.stringify({ from, to, ...ask }))), 'ask')),
  )
}

const greenGuards = Object.fromEntries(codesOf('identificationGuard').map(guard => [guard, { state: 'green', at: '2026-11-22T09:00:00.000Z' }]))
