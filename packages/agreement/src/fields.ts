import type { SchemeId } from '@entraide/vocabulary'
import type { Ask } from './ask.ts'
import { setOf } from './terms.ts'
import { type Unmet, unmet } from './unmet.ts'

/** Messages that ask: they need a case, reasons and an urgency (R5). */
export const askingTypes: ReadonlySet<string> = new Set(['REQ', 'HNH', 'IDR', 'DEC'])
/** Messages that tell unasked: they need a note of why the other side should know (state machine b). */
export const tellingTypes: ReadonlySet<string> = new Set(['SPO', 'WAR', 'FTN', 'SEI', 'THB', 'THR'])
/** Messages that can be sent with no personal data at all; every other names its data categories. */
export const bareTypes: ReadonlySet<string> = new Set(['CLR', 'RTC', 'RFS', 'WDW', 'FBK', 'IDA', 'SEI', 'THR', 'DEL', 'RST', 'RET', 'CON', 'VIS', 'PLN'])

const schemes = {
  regime: setOf('legalRegime'),
  messageType: setOf('messageType'),
  purpose: setOf('purpose'),
  crimeArea: setOf('crimeArea'),
  subjectCategory: setOf('subjectCategory'),
  transferBasis: setOf('transferBasis'),
  classification: setOf('classification'),
  urgency: setOf('urgency'),
  language: setOf('language'),
} as const satisfies { readonly [field in keyof Ask]?: ReadonlySet<string> }
const listSchemes = { dataCategories: setOf('dataCategory'), handling: setOf('handlingCode'), assurances: setOf('assurance') } as const
const guards = setOf('identificationGuard')
const itemSchemes = { category: setOf('dataCategory'), sourceEval: setOf('sourceEval'), infoEval: setOf('infoEval'), provenance: setOf('provenance') } as const
const schemeNames: { readonly [field: string]: SchemeId } = {
  regime: 'legalRegime',
  dataCategories: 'dataCategory',
  handling: 'handlingCode',
  assurances: 'assurance',
}

const blank = (value: string | null | undefined) => value === null || value === undefined || value === ''

/** What every ask must say before anything can be judged. */
export function missingTerms(ask: Ask, found: Unmet[]): void {
  for (const field of ['from', 'to', 'regime', 'messageType', 'purpose', 'classification'] as const)
    if (blank(ask[field])) found.push(unmet('field-missing', null, noFacts, field))
  if (blank(ask.clause)) found.push(unmet('clause-missing'))
  if (ask.messageType === null) return
  if (ask.dataCategories.length === 0 && ask.messageType !== '' && !bareTypes.has(ask.messageType))
    found.push(unmet('field-missing', null, noFacts, 'dataCategories'))
  if (blank(ask.urgency) && askingTypes.has(ask.messageType)) found.push(unmet('field-missing', null, noFacts, 'urgency'))
}

/** A term that the vocabulary does not know refuses, wherever it stands. The term itself is not repeated: anyone may have typed it. */
export function unknownTerms(ask: Ask, found: Unmet[]): void {
  for (const field in schemes) {
    const value = ask[field as keyof typeof schemes]
    if (value !== null && value !== undefined && value !== '' && !schemes[field as keyof typeof schemes].has(value)) found.push(unknown(field))
  }
  for (const field in listSchemes) {
    const known = listSchemes[field as keyof typeof listSchemes]
    for (const value of ask[field as keyof typeof listSchemes])
      if (!known.has(value)) {
        found.push(unknown(field))
        break
      }
  }
  for (const guard in ask.guards) if (!guards.has(guard)) found.push(unknown('guards'))
  if (ask.items !== undefined) for (const item of ask.items) unknownInItem(item, found)
  if (ask.thread !== undefined && !(schemes.purpose.has(ask.thread.purpose) && ask.thread.handling.every(code => listSchemes.handling.has(code))))
    found.push(unknown('thread'))
}

function unknownInItem(item: NonNullable<Ask['items']>[number], found: Unmet[]): void {
  for (const field in itemSchemes) {
    const value = item[field as keyof typeof itemSchemes]
    if (value !== undefined && !itemSchemes[field as keyof typeof itemSchemes].has(value)) found.push(unknown('items', field))
  }
}

function unknown(field: string, part?: string): Unmet {
  return unmet('term-unknown', null, part === undefined ? { scheme: schemeNames[field] ?? field } : { scheme: part }, field)
}

const noFacts = {}
