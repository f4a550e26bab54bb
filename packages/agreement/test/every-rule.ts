import { codesOf } from '@entraide/vocabulary'
import { type Agreement, prohibitions, readAgreement, requirements } from '../src/index.ts'
import { convention, good } from './files.ts'

/** The message types each predicate is asked of: few enough that a message can satisfy all that is asked of its type. */
const askedOf: { readonly [predicate: string]: readonly string[] } = {
  'ongoing-case-reference': ['REP'],
  'detailed-reasons': ['REP'],
  'facts-stated': ['FTN', 'REQ'],
  'need-stated': ['FTN', 'WAR'],
  'urgency-reasoned': ['FTN', 'WAR', 'REQ'],
  'individual-case': ['REP', 'CON'],
  'named-case-or-imminent-danger': ['SPO'],
  'designated-contact-point': ['THB'],
  'information-only': ['REP'],
  'purpose-kept': ['REP', 'CON'],
  'handling-kept': ['THB', 'REP'],
  'handling-given': ['SPO'],
  'onward-consent': ['THB', 'SPO'],
  'strict-necessity': ['THB'],
  'judicial-authorisation': ['SPO'],
  'legal-review': ['FTN'],
  'guards-green': ['IDR'],
  'assurances-given': ['FTN'],
  'hold-limited': ['THB'],
  'language-agreed': ['THB'],
  'complete-identifier': ['SEI'],
  'victim-consent': ['THB'],
  evaluated: ['REQ', 'IDA'],
  'event-named': ['THR'],
  unclassified: ['WAR'],
  'asylum-data': ['WAR'],
  'union-system-data': ['WAR'],
  bulk: ['FTN'],
  'many-subjects': ['IDR'],
  'purpose-changed': ['FTN'],
  'handling-loosened': ['FTN'],
  'onward-without-consent': ['REP'],
  'guard-not-green': ['IDA'],
  'assurance-missing': ['REP'],
  'handling-absent': ['WAR'],
  'statement-tainted': ['THB'],
  'judicial-file': ['REQ'],
}
const parameters: { readonly [field: string]: unknown } = {
  guards: ['ASY', 'MIN'],
  handling: ['H2'],
  assurances: ['NON'],
  maxHoldDays: 300,
  languages: ['fr', 'en'],
}

function document(): object {
  const { clauses: _, history: __, seeAlso: ___, ...rest } = JSON.parse(JSON.stringify(convention))
  const base = { articleNumber: null, topic: 'test', status: 'placeholder', illustrative: true, sourceIds: [], summary: { en: 'A rule of a test.' } }
  const purposes = codesOf('purpose')
  const authority = (node: string, regime: string, of: readonly string[] = purposes) => ({
    ...rest.competentAuthorities[0],
    state: node.slice(0, 2),
    node,
    regime,
    purposes: of,
  })
  const permit = (id: string, fields: object) => ({
    ...base,
    id,
    effect: 'permit',
    regimes: ['LE'],
    messageTypes: codesOf('messageType'),
    purposes: ['PREV', 'INVE', 'EVNT', 'OBJT'],
    dataCategories: codesOf('dataCategory'),
    ...fields,
  })
  const ruling = (effect: 'condition' | 'prohibit', table: typeof requirements) =>
    Object.entries(table)
      .filter(([name]) => name !== 'always')
      .map(([name, { needs }], at) => ({
        ...base,
        id: `${effect === 'condition' ? 'Q' : 'N'}${at + 10}`,
        effect,
        appliesTo: { messageTypes: askedOf[name] },
        [effect === 'condition' ? 'requires' : 'when']: [name],
        ...(needs === undefined ? {} : { [needs]: parameters[needs] }),
      }))
  return {
    ...rest,
    id: 'TEST-EVERY-RULE',
    transferBases: ['LED-37-1-a', 'LED-38-1-c', 'LED-38-1-d', 'LED-38-1-e', 'GDPR-49-1-d', 'GDPR-46-3-b'],
    competentAuthorities: [
      authority('BE-POL-SPOC', 'LE'),
      authority('BE-PJF-DESK', 'LE'),
      authority('MA-DGSN-SPOC', 'LE'),
      authority('BE-OE-IDENT', 'AM'),
      authority('MA-INT-IDENT', 'AM'),
      authority('MA-CONSULATE', 'AM', ['RETN']),
    ],
    clauses: [
      permit('W01', { crimeAreas: ['DRUG', 'TERR'], subjectCategories: ['SUS', 'VIC'], authorities: ['BE-POL-SPOC', 'MA-DGSN-SPOC'] }),
      permit('W02', {}),
      permit('W03', { direction: 'BE->MA' }),
      permit('W04', { regimes: ['AM'], purposes: ['RETN', 'VICT'] }),
      permit('W05', { regimes: ['AM'], toRegime: 'LE', purposes: ['VICT'], messageTypes: ['SPO', 'THB', 'REP'] }),
      permit('W06', { messageTypes: ['REQ', 'REP', 'THR'], bulk: true }),
      { ...base, id: 'W09', effect: 'prohibit', appliesTo: { purposes: ['OBJT'] }, when: ['always'] },
      // Narrowed by what an ask may leave open: whoever leaves it open is not let by.
      { ...base, id: 'W10', effect: 'prohibit', appliesTo: { messageTypes: ['SPO'], crimeAreas: ['ENVI'] }, when: ['always'] },
      { ...base, id: 'W11', effect: 'condition', appliesTo: { messageTypes: ['SPO'], subjectCategories: ['WIT'] }, requires: ['legal-review'] },
      ...ruling('condition', requirements),
      ...ruling('prohibit', prohibitions),
    ],
  }
}

/**
 * An invented agreement under which every rule can be the only one in the way: it permits every category of data, names
 * every predicate there is, and knows an authority of every kind. No shipped agreement comes near it, and none should.
 */
export const everyRule: Agreement = good(readAgreement(JSON.stringify(document())), 'every-rule')
