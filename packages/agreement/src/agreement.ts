import type { CalendarDate, NodeId, TimeZone } from '@entraide/ground'
import { code, date, fullText, list, localText, node, object, oneOf, orNull, record, type Shape, state, text, variant, whole, yesNo, zone } from './shape.ts'

/** A text in English, and where given in the other three languages; an absent one is shown in English. */
export type LocalText = { readonly en: string; readonly fr?: string; readonly nl?: string; readonly ar?: string }

/** How well a value is evidenced; shown wherever the clause is shown. */
export type Evidence = 'sourced' | 'reported' | 'family' | 'placeholder'

/** A state bound by the instrument. `union`: a member of the European Union, so that R19 to R23 govern what leaves it. */
export type Party = { readonly state: string; readonly capital: string; readonly timeZone: TimeZone; readonly union: boolean }

/** An authority that may send and receive, for one regime and the purposes listed (R18). */
export type CompetentAuthority = {
  readonly state: string
  readonly node: NodeId
  readonly name: LocalText
  readonly regime: string
  readonly purposes: readonly string[]
  readonly status: Evidence
  readonly illustrative: boolean
  readonly sourceIds?: readonly string[]
}

/** To which asks a condition or prohibition applies. An absent dimension = all; of data categories one in common is enough. */
export type AppliesTo = {
  readonly regimes?: readonly string[]
  readonly messageTypes?: readonly string[]
  readonly purposes?: readonly string[]
  readonly dataCategories?: readonly string[]
  readonly crimeAreas?: readonly string[]
  readonly subjectCategories?: readonly string[]
  readonly direction?: string
}

/** A time limit. `unit` says which days count; `start` in words what sets it running. */
export type ClauseClock = {
  readonly length: number
  readonly unit: 'calendar-days' | 'working-days' | 'hours' | 'months' | 'years'
  readonly start: string
  /** The named clock of the vocabulary, when it is one. */
  readonly named?: string
  readonly illustrative?: boolean
}

/** What every clause says of itself, whatever its effect. */
export type ClauseCommon = {
  readonly id: string
  readonly articleNumber: string | null
  readonly topic: string
  readonly status: Evidence
  readonly illustrative: boolean
  /** Fields of this clause whose value is invented although the clause is not. */
  readonly illustrativeFields?: readonly string[]
  readonly sourceIds: readonly string[]
  readonly summary: LocalText
  readonly note?: LocalText
  readonly familyRefs?: readonly string[]
  readonly instrumentId?: string
  readonly clock?: ClauseClock
  /** What silence means once the clock has run out. Absent = `none`. */
  readonly silenceEffect?: 'none' | 'deemed-agreement' | 'requesting-side-document' | 'explanation-due'
  /** How long what the clause yields stays valid (ISO 8601 duration). */
  readonly validity?: string
  readonly outcomes?: readonly string[]
  readonly hitOutcomes?: readonly string[]
  readonly grounds?: readonly string[]
  /** The refusal ground that says "no" to the partner when this clause stands in the way. */
  readonly denyCode?: string
  readonly roles?: readonly string[]
  readonly messageTypes?: readonly string[]
}

/** A clause a message may cite. All four lists are closed and non-empty; the other dimensions narrow when present. */
export type PermitClause = ClauseCommon & {
  readonly effect: 'permit'
  readonly regimes: readonly string[]
  readonly messageTypes: readonly string[]
  readonly purposes: readonly string[]
  readonly dataCategories: readonly string[]
  readonly crimeAreas?: readonly string[]
  readonly subjectCategories?: readonly string[]
  /** Only these nodes may use the clause, at both ends. */
  readonly authorities?: readonly string[]
  /** `BE->MA`: only from the one state to the other. */
  readonly direction?: string
  /** A flow of lists; absent or false = one case at a time (R6). */
  readonly bulk?: boolean
  /** The recipient's regime, when the clause crosses from one regime to another (R2). Absent = the same regime. */
  readonly toRegime?: string
}

/** Values that predicates of the same clause read. */
export type RulingParameters = {
  readonly guards?: readonly string[]
  readonly assurances?: readonly string[]
  readonly handling?: readonly string[]
  readonly languages?: readonly string[]
  readonly maxHoldDays?: number
}

/** Every message it applies to must satisfy all of `requires`. */
export type ConditionClause = ClauseCommon &
  RulingParameters & { readonly effect: 'condition'; readonly appliesTo?: AppliesTo; readonly requires: readonly string[] }
/** A message it applies to is refused as soon as one of `when` holds or cannot be told. */
export type ProhibitClause = ClauseCommon & RulingParameters & { readonly effect: 'prohibit'; readonly appliesTo?: AppliesTo; readonly when: readonly string[] }
/** Scope, duty and info bind people and other parts of the system; they never permit and cannot be cited. */
export type SpokenClause = ClauseCommon & {
  readonly effect: 'scope' | 'duty' | 'info'
  readonly regimes?: readonly string[]
  readonly purposes?: readonly string[]
  readonly crimeAreas?: readonly string[]
  readonly dataCategories?: readonly string[]
  readonly subjectCategories?: readonly string[]
  readonly handling?: readonly string[]
  readonly assurances?: readonly string[]
  readonly guards?: readonly string[]
  readonly urgency?: readonly string[]
  readonly direction?: string
}
export type Clause = PermitClause | ConditionClause | ProhibitClause | SpokenClause

/** An instrument at clause level. Source: spec/agreement.md · spec/agreement.schema.json */
export type Agreement = {
  readonly $schema?: string
  readonly schema: 'entraide.agreement/1'
  readonly id: string
  readonly version: number
  readonly kind: 'treaty' | 'memorandum' | 'arrangement' | 'domestic' | 'demonstration'
  readonly title: { readonly en: string; readonly fr: string; readonly nl: string; readonly ar: string }
  readonly warning?: LocalText
  readonly parties: readonly Party[]
  readonly competentAuthorities: readonly CompetentAuthority[]
  /** First and last day; the first starts at the later of the capitals' midnights, the last ends at the earlier. */
  readonly inForce: {
    readonly from: CalendarDate
    readonly until: CalendarDate | null
    readonly status: Evidence
    readonly illustrative: boolean
    readonly sourceIds?: readonly string[]
  }
  /** The data-protection impact assessment (R52); without one nothing is permitted. */
  readonly dpia: { readonly reference: string; readonly on: CalendarDate; readonly illustrative: boolean } | null
  /** The highest level that may cross (R15). Absent = DR. */
  readonly classificationCeiling?: string
  readonly languages: readonly string[]
  /** The transfer bases the parties' controllers hold possible (R19). */
  readonly transferBases: readonly string[]
  readonly transferBasisNote?: LocalText
  /** The longest time data may be held, in days, and the time when the sender says nothing (R46, R53). */
  readonly hold: { readonly usualDays: number; readonly maxDays: number; readonly illustrative: boolean }
  readonly defaultHandling: readonly string[]
  readonly textPublic: boolean
  readonly textReadInFull: boolean
  readonly signed?: string
  readonly signedAt?: string
  readonly identifiers?: { readonly [name: string]: string }
  readonly history?: readonly { readonly on: string; readonly what: string }[]
  readonly instruments?: readonly Instrument[]
  readonly sources: readonly Source[]
  readonly clauses: readonly Clause[]
  /** The order in which the clauses are read. Absent = as they stand. */
  readonly order?: readonly { readonly topic: LocalText; readonly clauseIds: readonly string[] }[]
  readonly unknown?: readonly string[]
  readonly notes?: readonly string[]
  readonly seeAlso?: readonly string[]
}

/** A text an agreement's clauses were read in, when it is put together from several. */
export type Instrument = {
  readonly id: string
  readonly title: string
  readonly signed?: string
  readonly signedAt?: string
  readonly read: string
  readonly sourceIds: readonly string[]
  readonly note?: string
}
export type Source = {
  readonly id: string
  readonly url: string
  readonly what: string
  readonly read: string
  readonly officialUrl?: string
  readonly commit?: string
}

const id = text({ max: 60, pattern: /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/, means: 'capitals, digits and hyphens, like BE-MA-2014-PCC' })
const clauseId = text({ max: 12, pattern: /^[A-Z]{1,4}[0-9]{1,3}[a-z]?$/, means: 'a clause id like C04' })
const sourceId = text({ max: 12, pattern: /^s[0-9]{1,4}$/, means: 'a source id like s1' })
const direction = text({ max: 6, pattern: /^[A-Z]{2}->[A-Z]{2}$/, means: 'a direction like BE->MA' })
const duration = text({ max: 12, pattern: /^P(?:[0-9]+[YMWD]|T[0-9]+H)$/, means: 'an ISO 8601 duration like P3M or PT24H' })
const words = text({ max: 40, pattern: /^[a-z0-9]+(?:-[a-z0-9]+)*$/, means: 'small letters and hyphens' })
const evidence = oneOf('sourced', 'reported', 'family', 'placeholder')
const partialDate = text({ max: 10, pattern: /^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$/, means: 'a year, a month or a day, like 2014-02-18' })
const codes = (scheme: Parameters<typeof code>[0], min = 1) => list(code(scheme), min, 60)
const sourceIds = list(sourceId, 0, 40)

const clock = object(
  { length: whole(1, 1_000), unit: oneOf('calendar-days', 'working-days', 'hours', 'months', 'years'), start: text({ max: 200 }) },
  { named: code('clock'), illustrative: yesNo },
)

const common = {
  id: clauseId,
  effect: oneOf('permit', 'condition', 'prohibit', 'scope', 'duty', 'info'),
  articleNumber: orNull(text({ max: 80 })),
  topic: words,
  status: evidence,
  illustrative: yesNo,
  sourceIds,
  summary: localText,
}
const commonOptional = {
  illustrativeFields: list(text({ max: 40 }), 1, 20),
  note: localText,
  familyRefs: list(text({ max: 80 }), 1, 40),
  instrumentId: id,
  clock,
  silenceEffect: oneOf('none', 'deemed-agreement', 'requesting-side-document', 'explanation-due'),
  validity: duration,
  outcomes: codes('identificationOutcome'),
  hitOutcomes: codes('hitOutcome'),
  grounds: codes('refusalGround'),
  denyCode: code('refusalGround'),
  roles: codes('role'),
}
/** The fields that predicates read, as they stand in a clause or a policy rule. */
export const parameters = {
  guards: codes('identificationGuard'),
  assurances: codes('assurance'),
  handling: codes('handlingCode'),
  languages: codes('language'),
  maxHoldDays: whole(1, 36_500),
}
export const appliesToShape = object(
  {},
  {
    regimes: codes('legalRegime'),
    messageTypes: codes('messageType'),
    purposes: codes('purpose'),
    dataCategories: codes('dataCategory'),
    crimeAreas: codes('crimeArea'),
    subjectCategories: codes('subjectCategory'),
    direction,
  },
)
const spoken = object(common, {
  ...commonOptional,
  messageTypes: codes('messageType'),
  regimes: codes('legalRegime'),
  purposes: codes('purpose'),
  crimeAreas: codes('crimeArea'),
  dataCategories: codes('dataCategory'),
  subjectCategories: codes('subjectCategory'),
  handling: codes('handlingCode'),
  assurances: codes('assurance'),
  guards: codes('identificationGuard'),
  urgency: codes('urgency'),
  direction,
})

/** The closed lists of what a condition may require and what a prohibition may refuse. */
export type PredicateNames = { readonly requires: readonly string[]; readonly when: readonly string[] }

/** The name of a predicate of the closed list. */
export function predicateShape(predicates: readonly string[]): Shape {
  return {
    schema: { enum: predicates },
    read: (value, pointer, report) => {
      if (typeof value !== 'string' || !predicates.includes(value))
        report({ code: 'predicate-unknown', pointer, says: `not a predicate of the closed list: ${predicates.join(', ')}` })
    },
  }
}

/** The shape of a whole agreement. */
export function agreementShape(predicates: PredicateNames): Shape {
  const ruling = (field: 'requires' | 'when') =>
    object({ ...common, [field]: list(predicateShape(predicates[field]), 1, 20) }, { ...commonOptional, ...parameters, appliesTo: appliesToShape })
  const permit = object(
    { ...common, regimes: codes('legalRegime'), messageTypes: codes('messageType'), purposes: codes('purpose'), dataCategories: codes('dataCategory') },
    {
      ...commonOptional,
      crimeAreas: codes('crimeArea'),
      subjectCategories: codes('subjectCategory'),
      authorities: list(node, 1, 60),
      direction,
      bulk: yesNo,
      toRegime: code('legalRegime'),
    },
  )
  const clause = variant('effect', { permit, condition: ruling('requires'), prohibit: ruling('when'), scope: spoken, duty: spoken, info: spoken })
  const authority = object(
    { state, node, name: localText, regime: code('legalRegime'), purposes: codes('purpose'), status: evidence, illustrative: yesNo },
    { sourceIds },
  )
  return object(
    {
      schema: oneOf('entraide.agreement/1'),
      id,
      version: whole(1, 100_000),
      kind: oneOf('treaty', 'memorandum', 'arrangement', 'domestic', 'demonstration'),
      title: fullText,
      parties: list(object({ state, capital: text({ max: 80 }), timeZone: zone, union: yesNo }), 1, 16),
      competentAuthorities: list(authority, 1, 100),
      inForce: object({ from: date, until: orNull(date), status: evidence, illustrative: yesNo }, { sourceIds }),
      dpia: orNull(object({ reference: text({ max: 120 }), on: date, illustrative: yesNo })),
      languages: codes('language'),
      transferBases: codes('transferBasis', 0),
      hold: object({ usualDays: whole(1, 36_500), maxDays: whole(1, 36_500), illustrative: yesNo }),
      defaultHandling: codes('handlingCode'),
      textPublic: yesNo,
      textReadInFull: yesNo,
      sources: list(
        object(
          { id: sourceId, url: text({ max: 1_000 }), what: text(), read: text({ max: 400 }) },
          { officialUrl: text({ max: 1_000 }), commit: text({ max: 64 }), bwbv: text({ max: 20 }) },
        ),
        0,
        200,
      ),
      clauses: list(clause, 1, 300),
    },
    {
      $schema: text({ max: 400 }),
      warning: localText,
      classificationCeiling: code('classification'),
      transferBasisNote: localText,
      signed: partialDate,
      signedAt: text({ max: 120 }),
      identifiers: record(text({ max: 40 }), text({ max: 200 }), 20),
      history: list(object({ on: partialDate, what: text() }), 1, 50),
      instruments: list(
        object({ id, title: text(), read: text({ max: 400 }), sourceIds }, { signed: partialDate, signedAt: text({ max: 120 }), note: text() }),
        1,
        60,
      ),
      order: list(object({ topic: localText, clauseIds: list(clauseId, 1, 100) }), 1, 60),
      unknown: list(text(), 1, 60),
      notes: list(text(), 1, 60),
      seeAlso: list(text({ max: 80 }), 1, 40),
    },
  )
}
