import type { SchemeId } from '@entraide/vocabulary'
import type { Ask } from './ask.ts'
import { isSaid } from './said.ts'
import { setOf } from './terms.ts'
import { type Unmet, unmet } from './unmet.ts'

/** Messages that ask: they need a case, reasons and an urgency (R5). */
export const askingTypes: ReadonlySet<string> = new Set(['REQ', 'HNH', 'IDR', 'DEC'])
/** Messages that tell unasked: they need a note of why the other side should know (state machine b). */
export const tellingTypes: ReadonlySet<string> = new Set(['SPO', 'WAR', 'FTN', 'SEI', 'THB', 'THR'])
/** Messages that can be sent with no personal data at all; every other names its data categories. */
export const bareTypes: ReadonlySet<string> = new Set([
  'CLR',
  'RTC',
  'RFS',
  'WDW',
  'FBK',
  'IDA',
  'IDS',
  'SEI',
  'THR',
  'DEL',
  'RST',
  'ACK',
  'RET',
  'CON',
  'VIS',
  'PLN',
])

const known = {
  regime: setOf('legalRegime'),
  messageType: setOf('messageType'),
  purpose: setOf('purpose'),
  crimeArea: setOf('crimeArea'),
  subjectCategory: setOf('subjectCategory'),
  transferBasis: setOf('transferBasis'),
  classification: setOf('classification'),
  urgency: setOf('urgency'),
  language: setOf('language'),
  dataCategory: setOf('dataCategory'),
  handling: setOf('handlingCode'),
  assurance: setOf('assurance'),
  guard: setOf('identificationGuard'),
  sourceEval: setOf('sourceEval'),
  infoEval: setOf('infoEval'),
  provenance: setOf('provenance'),
} as const

const blank = (value: string | null | undefined) => !isSaid(value)

/** What every ask must say before anything can be judged. */
export function missingTerms(ask: Ask, found: Unmet[]): void {
  if (blank(ask.from)) found.push(unmet('field-missing', null, noFacts, 'from'))
  if (blank(ask.to)) found.push(unmet('field-missing', null, noFacts, 'to'))
  if (blank(ask.regime)) found.push(unmet('field-missing', null, noFacts, 'regime'))
  if (blank(ask.messageType)) found.push(unmet('field-missing', null, noFacts, 'messageType'))
  if (blank(ask.purpose)) found.push(unmet('field-missing', null, noFacts, 'purpose'))
  if (blank(ask.classification)) found.push(unmet('field-missing', null, noFacts, 'classification'))
  if (blank(ask.clause)) found.push(unmet('clause-missing'))
  if (ask.messageType === null) return
  if (ask.dataCategories.length === 0 && ask.messageType !== '' && !bareTypes.has(ask.messageType))
    found.push(unmet('field-missing', null, noFacts, 'dataCategories'))
  if (blank(ask.urgency) && askingTypes.has(ask.messageType)) found.push(unmet('field-missing', null, noFacts, 'urgency'))
}

/** A term that the vocabulary does not know refuses, wherever it stands. The term itself is not repeated: anyone may have typed it. */
export function unknownTerms(ask: Ask, found: Unmet[]): void {
  one('regime', ask.regime, 'legalRegime', known.regime, found)
  one('messageType', ask.messageType, 'messageType', known.messageType, found)
  one('purpose', ask.purpose, 'purpose', known.purpose, found)
  one('crimeArea', ask.crimeArea, 'crimeArea', known.crimeArea, found)
  one('subjectCategory', ask.subjectCategory, 'subjectCategory', known.subjectCategory, found)
  one('transferBasis', ask.transferBasis, 'transferBasis', known.transferBasis, found)
  one('classification', ask.classification, 'classification', known.classification, found)
  one('urgency', ask.urgency, 'urgency', known.urgency, found)
  one('language', ask.language, 'language', known.language, found)
  each('dataCategories', ask.dataCategories, 'dataCategory', known.dataCategory, found)
  each('handling', ask.handling, 'handlingCode', known.handling, found)
  each('assurances', ask.assurances, 'assurance', known.assurance, found)
  for (const guard in ask.guards) if (!known.guard.has(guard)) found.push(unknown('guards', 'identificationGuard'))
  if (ask.items !== undefined) for (const item of ask.items) unknownInItem(item, found)
  if (ask.thread === undefined) return
  one('thread', ask.thread.purpose, 'purpose', known.purpose, found)
  one('thread', ask.thread.classification, 'classification', known.classification, found)
  each('thread', ask.thread.handling, 'handlingCode', known.handling, found)
}

function one(field: keyof Ask, value: string | null | undefined, scheme: SchemeId, codes: ReadonlySet<string>, found: Unmet[]): void {
  if (value !== null && value !== undefined && value !== '' && !codes.has(value)) found.push(unknown(field, scheme))
}

function each(field: keyof Ask, values: readonly string[], scheme: SchemeId, codes: ReadonlySet<string>, found: Unmet[]): void {
  for (const value of values)
    if (!codes.has(value)) {
      found.push(unknown(field, scheme))
      return
    }
}

function unknownInItem(item: NonNullable<Ask['items']>[number], found: Unmet[]): void {
  one('items', item.category === '' ? 'none' : item.category, 'dataCategory', known.dataCategory, found)
  one('items', item.sourceEval, 'sourceEval', known.sourceEval, found)
  one('items', item.infoEval, 'infoEval', known.infoEval, found)
  one('items', item.provenance, 'provenance', known.provenance, found)
}

function unknown(field: string, scheme: SchemeId): Unmet {
  return unmet('term-unknown', null, { scheme }, field)
}

const noFacts = {}
