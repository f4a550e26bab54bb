import { type CalendarDate, Fault, type Instant, type Json, type Refusal, readJson, refuse } from '@entraide/ground'
import type { SchemeId } from '@entraide/vocabulary'
import { type Complaint, date, list, moment, object, oneOf, orNull, record, type Shape, text, whole, yesNo } from './shape.ts'

/** What a home check found about one guard (R29 to R36), and when. A guard counts as green for 48 hours. */
export type GuardFinding = { readonly state: 'green' | 'red' | 'open'; readonly at: Instant }

/** A consent of whoever data came from, by office and reference, never a person. */
export type Consent = { readonly by: string; readonly reference: string; readonly on: CalendarDate }

/** What is said of one item that would leave: what it is, how good, where from. Never the item itself. */
export type AskItem = {
  readonly category: string
  readonly sourceEval?: string
  readonly infoEval?: string
  readonly nature?: 'fact' | 'assessment'
  readonly provenance?: string
  readonly verifiedOn?: CalendarDate
  /** Why this field is strictly necessary (R24). */
  readonly justification?: string
  /** The state the item first came from; absent = the sender's own (R21). */
  readonly originCountry?: string
  /** The service the item was received from; absent = the sender itself (R13). */
  readonly originator?: string
  readonly consent?: Consent
  /** Immediate and serious threat: sent without the consent of the Union state it came from, which is told at once (LED 35(2)). */
  readonly emergency?: boolean
  /** The identifier is whole (a full plate or chassis number), not a part of one. */
  readonly complete?: boolean
  /** The item rests on a likeness; a person confirmed it, with a reason (R25). */
  readonly match?: { readonly confirmed: boolean; readonly reason: string }
}

/** The parts of detailed reasons (R5, 2014 convention), when they are written one by one. */
export type Statement = {
  readonly facts: string
  readonly link?: string
  readonly need?: string
  readonly urgency?: string
  readonly limits?: string
}

/** What the message this one answers had settled; it may be tightened, never loosened (R3, R10, R13, R46). */
export type AskThread = {
  readonly messageType: string
  readonly purpose: string
  readonly handling: readonly string[]
  readonly classification?: string
  readonly holdUntil?: CalendarDate
}

/**
 * A question to the agreement: may this message leave, or be accepted? A form half filled is an ask too: `''` or `null`
 * in a field means "not said yet", and the answer tells what is missing. `null` in `crimeArea` or `subjectCategory` of a
 * finished ask means that the matter has none. Source: spec/agreement.md#ask · spec/ask.schema.json
 */
export type Ask = {
  readonly from: string | null
  readonly to: string | null
  readonly regime: string | null
  readonly messageType: string | null
  readonly clause: string | null
  readonly purpose: string | null
  readonly crimeArea: string | null
  readonly dataCategories: readonly string[]
  readonly subjectCategory: string | null
  readonly handling: readonly string[]
  readonly transferBasis: string | null
  readonly assurances: readonly string[]
  readonly classification: string | null
  readonly caseReference: string | null
  readonly reasons: string | null
  readonly urgency: string | null
  readonly guards: { readonly [guard: string]: GuardFinding }

  readonly items?: readonly AskItem[]
  readonly statement?: Statement
  readonly thread?: AskThread
  /** How many persons or objects the message names. Absent = one. */
  readonly subjects?: number
  /** By what the persons or objects are picked out (R6). Absent = by the data categories. */
  readonly selectors?: readonly string[]
  /** What is asked for; anything but `information` belongs to another channel (R4). Absent = information. */
  readonly seeks?: readonly string[]
  /** What the matter touches (R7). Absent = nothing of the list. */
  readonly contextFlags?: readonly string[]
  /** Reference of the legal adviser's review (R7, R33). */
  readonly legalReview?: string
  readonly judicialFile?: boolean
  readonly judicialAuthorisation?: string
  readonly necessityNote?: string
  /** Rights weighed against the interest, for LED 38(1)(d) and (e) (R19). */
  readonly rightsTest?: string
  /** Conditions that go with H3. */
  readonly restrictions?: readonly string[]
  readonly holdUntil?: CalendarDate
  readonly holdDays?: number
  readonly language?: string
  /** The one event that data about an event serve. */
  readonly event?: string
  /** Whatever else of a message a person wrote and the partner reads, by where it stands (`note`, `items/0/text`); read for words only (R28). */
  readonly texts?: { readonly [where: string]: string }
}

/** What a request may seek; each but the first has a channel of its own (R4). */
export const seeking = [
  'information',
  'evidence',
  'search',
  'seizure',
  'hearing',
  'service-of-documents',
  'bank-records',
  'criminal-records-for-court',
  'controlled-delivery',
  'arrest',
  'surrender',
  'transfer-of-sentenced-person',
  'suspicious-transactions',
  'customs-data',
] as const

/** By what persons or objects are picked out. Those in `tellingSelectors` point at one; the others at a crowd (R6). */
export const tellingSelectors = [
  'name',
  'document',
  'national-number',
  'telephone',
  'account',
  'vehicle',
  'address',
  'fingerprint',
  'face',
  'object',
  'hit-token',
]
export const crowdSelectors = ['nationality', 'origin', 'religion', 'opinion', 'ethnicity', 'membership', 'place', 'period', 'age', 'sex', 'language']

/** Matters that are refused, and matters that a legal adviser reads first (R7). */
export const refusedContexts = ['political', 'military', 'religious', 'racial']
export const reviewedContexts = ['journalist', 'activist', 'diaspora-association', 'lawyer']

const term = orNull(text({ min: 0, max: 40, means: 'a code of at most 40 characters, or "" while it is not chosen' }))
/** An editor offers the codes of the scheme; the reader takes any short text, since `check` answers for unknown ones. */
const termOf = (scheme: SchemeId): Shape => ({ ...term, schema: { anyOf: [{ $ref: `#/$defs/${scheme}` }, term.schema] } })
const aTerm = text({ max: 40 })
const termsOf = (scheme: SchemeId): Shape => list({ ...aTerm, schema: { anyOf: [{ $ref: `#/$defs/${scheme}` }, aTerm.schema] } }, 0, 60)
const prose = text({ max: 8_000 })
const consent = object({ by: text({ max: 200 }), reference: text({ max: 200 }), on: date })

const item = object(
  { category: text({ max: 40 }) },
  {
    sourceEval: text({ max: 40 }),
    infoEval: text({ max: 40 }),
    nature: oneOf('fact', 'assessment'),
    provenance: text({ max: 40 }),
    verifiedOn: date,
    justification: prose,
    originCountry: text({ min: 2, max: 3 }),
    originator: text({ max: 200 }),
    consent,
    emergency: yesNo,
    complete: yesNo,
    match: object({ confirmed: yesNo, reason: text({ min: 0, max: 2_000 }) }),
  },
)

/** The fields every ask has, in the order of the format. */
const required = {
  from: term,
  to: term,
  regime: termOf('legalRegime'),
  messageType: termOf('messageType'),
  clause: term,
  purpose: termOf('purpose'),
  crimeArea: termOf('crimeArea'),
  dataCategories: termsOf('dataCategory'),
  subjectCategory: termOf('subjectCategory'),
  handling: termsOf('handlingCode'),
  transferBasis: termOf('transferBasis'),
  assurances: termsOf('assurance'),
  classification: termOf('classification'),
  caseReference: orNull(text({ min: 0, max: 200 })),
  reasons: orNull(text({ min: 0, max: 20_000 })),
  urgency: termOf('urgency'),
  guards: record(text({ max: 40 }), object({ state: oneOf('green', 'red', 'open'), at: moment })),
}

export const askShape: Shape = object(required, {
  items: list(item, 0, 500, true),
  statement: object({ facts: prose }, { link: prose, need: prose, urgency: prose, limits: prose }),
  thread: object(
    { messageType: text({ max: 40 }), purpose: text({ max: 40 }), handling: termsOf('handlingCode') },
    { classification: text({ max: 40 }), holdUntil: date },
  ),
  subjects: whole(0, 1_000_000),
  selectors: list(oneOf(...tellingSelectors, ...crowdSelectors), 0),
  seeks: list(oneOf(...seeking), 0),
  contextFlags: list(oneOf(...refusedContexts, ...reviewedContexts), 0),
  legalReview: text({ max: 200 }),
  judicialFile: yesNo,
  judicialAuthorisation: text({ max: 200 }),
  necessityNote: prose,
  rightsTest: prose,
  restrictions: list(prose, 0, 20),
  holdUntil: date,
  holdDays: whole(1, 36_500),
  language: text({ max: 40 }),
  event: text({ max: 200 }),
  texts: record(text({ max: 80 }), text({ min: 0, max: 8_000 }), 2_000),
})

/** So many things wrong with an ask are told at once. */
const mostProblems = 50

/**
 * Reads an ask. An unknown field, a wrong type or bad JSON is `ask-malformed` with `line`, `column` and a sentence, of the first and, in
 * `problems`, of each; an unknown code is not malformed: `check` refuses it (`term-unknown`).
 */
export function readAsk(input: string | Uint8Array): Ask | Refusal<'ask-malformed'> {
  try {
    const reading = readJson(input)
    const complaints = complaintsAbout(reading.value)
    if (complaints.length === 0) return reading.value as unknown as Ask
    const problems = complaints
      .slice(0, mostProblems)
      .map(({ code, pointer, says }) => ({ problem: code, pointer: pointer.slice(0, 300), says: says.slice(0, 300), ...reading.at(pointer) }))
      .sort((a, b) => a.line - b.line || a.column - b.column)
    return refuse('ask-malformed', { ...problems[0], count: complaints.length, problems })
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return refuse('ask-malformed', { line: 1, column: 1, ...fault.facts, problem: fault.code, says: fault.message })
  }
}

/** An ask of a JSON value already read; `ask-malformed` names the pointer of the first thing wrong. */
export function askFrom(value: Json): Ask | Refusal<'ask-malformed'> {
  const complaints = complaintsAbout(value)
  const first = complaints[0]
  if (first !== undefined) return refuse('ask-malformed', { problem: first.code, pointer: first.pointer, says: first.says, count: complaints.length })
  return value as unknown as Ask
}

function complaintsAbout(value: Json): readonly Complaint[] {
  const complaints: Complaint[] = []
  askShape.read(value, '', complaint => complaints.push(complaint))
  if (complaints.length === 0 && isHeldTwice(value as unknown as Ask))
    complaints.push({ code: 'field-unused', pointer: '/holdDays', says: 'holdUntil says already how long it may be held' })
  return complaints
}

/** A day and a number of days: one of them would be read and the other would only look like a limit. */
function isHeldTwice({ holdUntil, holdDays }: Ask): boolean {
  return holdUntil !== undefined && holdDays !== undefined
}
