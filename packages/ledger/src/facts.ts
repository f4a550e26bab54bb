import { type CalendarDate, type Instant, isCalendarDate, isInstant, isUuid, type Json, type Refusal, refuse, type Uuid } from '@entraide/ground'

/**
 * What the law asks of a log line, without the person: which act, under which clause, by which offices, when, until when.
 * Every member is always written; what does not apply is `null` (or `{}`), so that a line has one spelling.
 * Source: spec/leaf.md#legal-facts · rule R44
 */
export type LegalFacts = {
  /** What happened, in kebab words: `envelope-out`, `envelope-in`, `receipt-out`, `receipt-in`, or the name of an act (`release`, `open-dossier`). */
  readonly event: string
  /** `done`, or the code it ended with. A protected ground is written `GENR`: an inspection bundle leaves the house too (rule R28). */
  readonly outcome: string
  readonly messageId: Uuid | null
  readonly threadId: Uuid | null
  /** A code of the vocabulary's message types, or of a control message. */
  readonly messageType: string | null
  /** SHA-256 of the agreement's canonical text, 64 lower-case hexadecimal digits. */
  readonly agreementHash: string | null
  readonly clause: string | null
  readonly purpose: string | null
  /** Who acted, by office or service number, never by name: `{ draftedBy, releasedBy }`. At most 16. */
  readonly services: { readonly [part: string]: string }
  /** When, each name ending in `At`: `{ draftedAt, releasedAt, sentAt, dueAt }`. At most 16. */
  readonly instants: { readonly [name: string]: Instant }
  /** The last day the item may be held (rule R46). */
  readonly holdUntil: CalendarDate | null
  /** What ends it, in kebab words: `erase`, `review`, `restrict`, or, in the line of that act itself, `erased`. */
  readonly endOfLife: string | null
}

/**
 * What could point to a person: opened under an inspection mandate only, and never again once its salt is gone.
 * Source: spec/leaf.md#subject-facts
 */
export type SubjectFacts = {
  /** Whom or what it concerns, as this node writes it. At most 500 characters. */
  readonly subject: string | null
  /** The case it belongs to at this node. At most 120 characters. */
  readonly caseReference: string | null
  /** SHA-256 of the exact content, 64 lower-case hexadecimal digits. */
  readonly contentDigest: string | null
}

const kebab = /^[a-z][a-z0-9-]{0,63}$/
const code = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,119}$/
const part = /^[a-z][A-Za-z0-9]{0,39}$/
const momentName = /^[a-z][A-Za-z0-9]{0,37}At$/
const digest = /^[0-9a-f]{64}$/

const legalShape: { readonly [member in keyof LegalFacts]: (value: Json) => boolean } = {
  event: value => matches(value, kebab),
  outcome: value => matches(value, code),
  messageId: value => value === null || isUuid(value),
  threadId: value => value === null || isUuid(value),
  messageType: value => value === null || matches(value, code),
  agreementHash: value => value === null || matches(value, digest),
  clause: value => value === null || matches(value, code),
  purpose: value => value === null || matches(value, code),
  services: value => isMap(value, part, entry => matches(entry, code)),
  instants: value => isMap(value, momentName, isInstant),
  holdUntil: value => value === null || isCalendarDate(value),
  endOfLife: value => value === null || matches(value, kebab),
}

const subjectShape: { readonly [member in keyof SubjectFacts]: (value: Json) => boolean } = {
  subject: value => value === null || isText(value, 500),
  caseReference: value => value === null || isText(value, 120),
  contentDigest: value => value === null || matches(value, digest),
}

/** Reads legal facts of a JSON value: exactly these members, each of its shape, else `facts-shape` with the member's name. */
export function readLegalFacts(value: Json): LegalFacts | Refusal<'facts-shape'> {
  return readMembers<LegalFacts>(value, legalShape)
}

/** Reads subject facts of a JSON value: exactly these members, each of its shape, else `facts-shape` with the member's name. */
export function readSubjectFacts(value: Json): SubjectFacts | Refusal<'facts-shape'> {
  return readMembers<SubjectFacts>(value, subjectShape)
}

function readMembers<T extends object>(value: Json, shape: { readonly [member in keyof T]: (value: Json) => boolean }): T | Refusal<'facts-shape'> {
  if (!isObject(value)) return refuse('facts-shape', { member: null })
  for (const member of Object.keys(value)) if (!Object.hasOwn(shape, member)) return refuse('facts-shape', { member: 'unknown' })
  for (const member of Object.keys(shape) as (keyof T & string)[])
    if (!Object.hasOwn(value, member) || !shape[member](value[member] as Json)) return refuse('facts-shape', { member })
  return value as T
}

function isObject(value: Json): value is { readonly [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isMap(value: Json, name: RegExp, entry: (value: Json) => boolean): boolean {
  if (!isObject(value)) return false
  const names = Object.keys(value)
  return names.length <= 16 && names.every(each => name.test(each) && entry(value[each] as Json))
}

function matches(value: Json, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value)
}

function isText(value: Json, maxCharacters: number): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= maxCharacters && value.isWellFormed()
}
