import { isRefusal, type Refusal, refuse } from '@entraide/ground'
import { readBirthDate } from './birth-date.ts'
import { hasReadableLetter, maxNameLength } from './written.ts'

/** A document number as printed. `kind` and `country` are the holder's words: `passport`, `MA`. */
export type PersonDocument = { readonly kind: string; readonly country: string; readonly number: string }

/** What is known of one person. Each name is one whole name, in either script. Source: spec/identity.md#person. */
export type Person = {
  readonly names: readonly string[]
  readonly birthDate?: string
  readonly sex?: 'M' | 'F'
  readonly birthPlace?: string
  readonly documents?: readonly PersonDocument[]
}

export type PersonRefusal =
  | 'person-shape'
  | 'person-unknown-field'
  | 'names-missing'
  | 'names-too-many'
  | 'name-empty'
  | 'name-too-long'
  | 'name-without-letters'
  | 'birth-date-shape'
  | 'sex-unknown'
  | 'birth-place-too-long'
  | 'documents-too-many'
  | 'document-shape'

const limits = { names: 16, documents: 16, birthPlace: 200, kind: 40, country: 40, number: 60 }
const fields = new Set(['id', 'protected', 'names', 'birthDate', 'sex', 'birthPlace', 'documents'])

/**
 * Reads a person strictly: known fields only, bounded lengths, a date that exists. `id` and `protected` may stand beside
 * and are not read. Refuses with a code of `PersonRefusal`; facts give places and lengths, never a name.
 */
export function readPerson(json: unknown): Person | Refusal<PersonRefusal> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refuse('person-shape')
  const given = json as Record<string, unknown>
  for (const field of Object.keys(given)) if (!fields.has(field)) return refuse('person-unknown-field', { field: field.slice(0, 40) })
  const names = readNames(given.names)
  if (isRefusal(names)) return names as Refusal<PersonRefusal>
  const { birthDate, sex, birthPlace, documents } = given
  if (birthDate !== undefined && (typeof birthDate !== 'string' || birthDate.length > 20 || readBirthDate(birthDate) === undefined))
    return refuse('birth-date-shape')
  if (sex !== undefined && sex !== 'M' && sex !== 'F') return refuse('sex-unknown')
  if (birthPlace !== undefined && typeof birthPlace !== 'string') return refuse('person-shape', { field: 'birthPlace' })
  if (birthPlace !== undefined && birthPlace.length > limits.birthPlace)
    return refuse('birth-place-too-long', { length: birthPlace.length, most: limits.birthPlace })
  const papers = documents === undefined ? undefined : readDocuments(documents)
  if (papers !== undefined && isRefusal(papers)) return papers as Refusal<PersonRefusal>
  return {
    names: names as readonly string[],
    ...(birthDate === undefined ? {} : { birthDate: birthDate as string }),
    ...(sex === undefined ? {} : { sex: sex as 'M' | 'F' }),
    ...(birthPlace === undefined || birthPlace === '' ? {} : { birthPlace: birthPlace as string }),
    ...(papers === undefined ? {} : { documents: papers as readonly PersonDocument[] }),
  }
}

function readNames(names: unknown): readonly string[] | Refusal<PersonRefusal> {
  if (!Array.isArray(names) || names.length === 0) return refuse('names-missing')
  if (names.length > limits.names) return refuse('names-too-many', { count: names.length, most: limits.names })
  for (let at = 0; at < names.length; at++) {
    const name: unknown = names[at]
    if (typeof name !== 'string') return refuse('person-shape', { field: 'names', at })
    if (name.length > maxNameLength) return refuse('name-too-long', { at, length: name.length, most: maxNameLength })
    if (name.trim() === '') return refuse('name-empty', { at })
    if (!name.isWellFormed() || !hasReadableLetter(name.normalize('NFKC'))) return refuse('name-without-letters', { at })
  }
  return names as string[]
}

function readDocuments(documents: unknown): readonly PersonDocument[] | Refusal<PersonRefusal> {
  if (!Array.isArray(documents)) return refuse('document-shape')
  if (documents.length > limits.documents) return refuse('documents-too-many', { count: documents.length, most: limits.documents })
  const read: PersonDocument[] = []
  for (let at = 0; at < documents.length; at++) {
    const document: unknown = documents[at]
    if (typeof document !== 'object' || document === null) return refuse('document-shape', { at })
    const { kind, country, number, ...rest } = document as Record<string, unknown>
    if (Object.keys(rest).length > 0) return refuse('document-shape', { at })
    const isText = (value: unknown, most: number): value is string => typeof value === 'string' && value.length <= most
    if (!isText(number, limits.number) || number.trim() === '') return refuse('document-shape', { at })
    if (kind !== undefined && !isText(kind, limits.kind)) return refuse('document-shape', { at })
    if (country !== undefined && !isText(country, limits.country)) return refuse('document-shape', { at })
    read.push({ kind: kind ?? '', country: country ?? '', number })
  }
  return read
}
