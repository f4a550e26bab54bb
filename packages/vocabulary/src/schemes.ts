import type { Language } from './language.ts'
import type { Term } from './scheme.ts'
import { clock, planItemStatus, role, visitState } from './schemes/cooperation.ts'
import { crimeArea, drugType, traffickingRole, unit } from './schemes/crime.ts'
import { dataCategory, entityType, relationType, subjectCategory } from './schemes/data.ts'
import { hitOutcome, messageType, noticeAck, purpose, refusalGround, urgency } from './schemes/exchange.ts'
import { classification, handlingCode, infoEval, provenance, sourceEval } from './schemes/handling.ts'
import { identificationGuard, identificationOutcome, travelDocument } from './schemes/identification.ts'
import { assurance, legalRegime, rightsOutcome, rightsRequest, supervisor, transferBasis } from './schemes/law.ts'
import { country, language, port, script } from './schemes/place.ts'
import { terCategory, threatLevel } from './schemes/threat.ts'

/**
 * Every scheme by its id. Codes never change meaning once released; new ones are added at the end of their list.
 * Labels are working translations: Arabic follows Moroccan administrative usage where known and awaits a native
 * legal translator's review.
 */
export const schemes = {
  legalRegime,
  transferBasis,
  messageType,
  purpose,
  crimeArea,
  drugType,
  unit,
  handlingCode,
  sourceEval,
  infoEval,
  classification,
  threatLevel,
  terCategory,
  subjectCategory,
  dataCategory,
  urgency,
  refusalGround,
  hitOutcome,
  identificationOutcome,
  identificationGuard,
  travelDocument,
  relationType,
  traffickingRole,
  assurance,
  provenance,
  rightsRequest,
  rightsOutcome,
  noticeAck,
  supervisor,
  entityType,
  planItemStatus,
  visitState,
  script,
  language,
  country,
  port,
  role,
  clock,
} as const

/** The id of a scheme: `purpose`, `crimeArea`… */
export type SchemeId = keyof typeof schemes
/** The terms of a scheme, with all their fields. */
export type TermOf<S extends SchemeId> = (typeof schemes)[S]['terms'][number]
/** The codes of a scheme as a union of literals. */
export type CodeOf<S extends SchemeId> = TermOf<S>['code']

const termsByCode = new Map(Object.values(schemes).map(scheme => [scheme.id as string, new Map(scheme.terms.map(term => [term.code as string, term as Term]))]))

/** Whether a value is a code of the scheme, exactly as written (case counts). Total: any value may be asked about. */
export function isCode<S extends SchemeId>(scheme: S, code: unknown): code is CodeOf<S> {
  return typeof code === 'string' && termsByCode.get(scheme)?.has(code) === true
}

/** The codes of a scheme, in their own order. */
export function codesOf<S extends SchemeId>(scheme: S): readonly CodeOf<S>[] {
  return schemes[scheme].terms.map(term => term.code)
}

/** The term of a code with all its fields: `term('classification', 'S').rank` is 4. */
export function term<S extends SchemeId, C extends CodeOf<S>>(scheme: S, code: C): Extract<TermOf<S>, { readonly code: C }> {
  return termsByCode.get(scheme)?.get(code) as Extract<TermOf<S>, { readonly code: C }>
}

/** What a code is called. A code this version does not know is its own label: a newer partner's word is shown, never hidden. */
export function label<S extends SchemeId>(scheme: S, code: CodeOf<S> | (string & {}), inLanguage: Language): string {
  return termsByCode.get(scheme)?.get(code)?.label[inLanguage] ?? code
}

/** What a scheme is called: "Purpose", "Finalité", "Doel", "الغرض". */
export function schemeLabel(scheme: SchemeId, inLanguage: Language): string {
  return schemes[scheme].label[inLanguage]
}
