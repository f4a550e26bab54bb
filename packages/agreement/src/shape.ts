import { isCalendarDate, isInstant, isNodeId, isTimeZone, type Json, pointerStep } from '@entraide/ground'
import { codesOf, isCode, type SchemeId, schemeLabel } from '@entraide/vocabulary'

/** One thing wrong with a file: a code, where it stands (JSON pointer, RFC 6901), and a sentence a lawyer can follow. */
export type Complaint = { readonly code: ProblemCode; readonly pointer: string; readonly says: string }
export type ProblemCode = (typeof problemCodes)[number]

/** Every code a reader of this room can report; spec/agreement.md#problems says what each means. */
export const problemCodes = [
  'schema-unknown',
  'type-wrong',
  'field-unknown',
  'field-absent',
  'value-unknown',
  'code-unknown',
  'text-shape',
  'number-range',
  'list-length',
  'list-repeats',
  'predicate-unknown',
  'predicate-needs',
  'field-unused',
  'id-repeats',
  'source-unknown',
  'clause-unknown',
  'authority-unknown',
  'state-not-party',
  'dates-reversed',
  'illustrative-unmarked',
] as const

/**
 * What a value must look like, said once: `read` reports everything that differs, `schema` is the same as JSON Schema
 * 2020-12. Both come from one description, so an editor and the reader cannot disagree.
 */
export type Shape = {
  readonly schema: Json
  readonly read: (value: Json, pointer: string, report: Report) => void
}
export type Report = (fault: Complaint) => void

const isObject = (value: Json): value is { readonly [name: string]: Json } => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text of `min` to `max` UTF-16 units that matches `pattern`. */
export function text(options: { min?: number; max?: number; pattern?: RegExp; means?: string } = {}): Shape {
  const { min = 1, max = 4_000, pattern, means } = options
  return {
    schema: {
      type: 'string',
      minLength: min,
      maxLength: max,
      ...(pattern === undefined ? {} : { pattern: pattern.source }),
      ...(means === undefined ? {} : { description: means }),
    },
    read: (value, pointer, report) => {
      if (typeof value !== 'string') return report({ code: 'type-wrong', pointer, says: 'a text belongs here' })
      if (value.length < min || value.length > max || pattern?.test(value) === false)
        report({ code: 'text-shape', pointer, says: means ?? `a text of ${min} to ${max} characters belongs here` })
    },
  }
}

/** A text that a function accepts. `pattern` is what an editor is told; the function decides. */
function textThat(accepts: (value: string) => boolean, pattern: string, means: string): Shape {
  return {
    schema: { type: 'string', pattern, description: means },
    read: (value, pointer, report) => {
      if (typeof value !== 'string') report({ code: 'type-wrong', pointer, says: 'a text belongs here' })
      else if (!accepts(value)) report({ code: 'text-shape', pointer, says: means })
    },
  }
}

export const date = textThat(isCalendarDate, '^\\d{4}-\\d{2}-\\d{2}$', 'a day that exists, like 2022-06-01')
export const moment = textThat(isInstant, '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$', 'an instant like 2026-11-23T14:00:00.000Z')
export const node = textThat(isNodeId, '^[A-Z]{2}(-[A-Z0-9]{2,12}){1,5}$', 'a node id like BE-POL-SPOC')
export const zone = textThat(isTimeZone, '^[A-Za-z_]+(/[A-Za-z_+-]+)*$', 'an IANA time zone like Europe/Brussels')
export const state = text({ min: 2, max: 2, pattern: /^[A-Z]{2}$/, means: 'two capital letters of a state (ISO 3166-1)' })

export const yesNo: Shape = {
  schema: { type: 'boolean' },
  read: (value, pointer, report) => {
    if (typeof value !== 'boolean') report({ code: 'type-wrong', pointer, says: 'true or false belongs here' })
  },
}

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number): Shape {
  return {
    schema: { type: 'integer', minimum: min, maximum: max },
    read: (value, pointer, report) => {
      if (typeof value !== 'number' || !Number.isInteger(value)) report({ code: 'type-wrong', pointer, says: 'a whole number belongs here' })
      else if (value < min || value > max) report({ code: 'number-range', pointer, says: `a number from ${min} to ${max} belongs here` })
    },
  }
}

/** One of a few words. */
export function oneOf(...words: readonly string[]): Shape {
  return {
    schema: { enum: words },
    read: (value, pointer, report) => {
      if (typeof value !== 'string' || !words.includes(value)) report({ code: 'value-unknown', pointer, says: `one of ${words.join(', ')} belongs here` })
    },
  }
}

/** A code of a vocabulary scheme. */
export function code(scheme: SchemeId): Shape {
  return {
    schema: { $ref: `#/$defs/${scheme}` },
    read: (value, pointer, report) => {
      if (typeof value !== 'string') report({ code: 'type-wrong', pointer, says: 'a code belongs here' })
      else if (!isCode(scheme, value)) report({ code: 'code-unknown', pointer, says: `not a code of the scheme "${scheme}"` })
    },
  }
}

/** A list whose items all have one shape; no item twice unless `repeats`. */
export function list(item: Shape, min = 1, max = 500, repeats = false): Shape {
  return {
    schema: { type: 'array', items: item.schema, minItems: min, maxItems: max, ...(repeats ? {} : { uniqueItems: true }) },
    read: (value, pointer, report) => {
      if (!Array.isArray(value)) return report({ code: 'type-wrong', pointer, says: 'a list [ … ] belongs here' })
      if (value.length < min || value.length > max)
        report({ code: 'list-length', pointer, says: value.length < min ? `a list of at least ${min} belongs here` : `at most ${max} items` })
      const seen = new Set<string>()
      value.forEach((each: Json, index) => {
        item.read(each, pointer + pointerStep(index), report)
        if (repeats) return
        const same = typeof each === 'string' ? each : JSON.stringify(each)
        if (seen.has(same)) report({ code: 'list-repeats', pointer: pointer + pointerStep(index), says: 'this stands twice in the list' })
        seen.add(same)
      })
    },
  }
}

export function orNull(shape: Shape): Shape {
  return {
    schema: { anyOf: [shape.schema, { type: 'null' }] },
    read: (value, pointer, report) => {
      if (value !== null) shape.read(value, pointer, report)
    },
  }
}

type Fields = { readonly [name: string]: Shape }

/** An object with exactly these fields: an unknown one is refused, never dropped. */
export function object(required: Fields, optional: Fields = {}): Shape {
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries([...Object.entries(required), ...Object.entries(optional)].map(([name, shape]) => [name, shape.schema])),
      required: Object.keys(required),
      additionalProperties: false,
    },
    read: (value, pointer, report) => {
      if (!isObject(value)) return report({ code: 'type-wrong', pointer, says: 'an object { … } belongs here' })
      for (const name of Object.keys(required))
        if (!Object.hasOwn(value, name)) report({ code: 'field-absent', pointer, says: `the field "${name}" is missing` })
      for (const [name, each] of Object.entries(value)) {
        const shape = Object.hasOwn(required, name) ? required[name] : Object.hasOwn(optional, name) ? optional[name] : undefined
        if (shape === undefined) report({ code: 'field-unknown', pointer: pointer + pointerStep(name), says: `the field "${name}" is not known here` })
        else shape.read(each, pointer + pointerStep(name), report)
      }
    },
  }
}

/** An object whose names all have one shape and whose values another. */
export function record(names: Shape, values: Shape, max = 100): Shape {
  return {
    schema: { type: 'object', propertyNames: names.schema, additionalProperties: values.schema, maxProperties: max },
    read: (value, pointer, report) => {
      if (!isObject(value)) return report({ code: 'type-wrong', pointer, says: 'an object { … } belongs here' })
      const entries = Object.entries(value)
      if (entries.length > max) report({ code: 'list-length', pointer, says: `at most ${max} fields` })
      for (const [name, each] of entries) {
        names.read(name, pointer + pointerStep(name), report)
        values.read(each, pointer + pointerStep(name), report)
      }
    },
  }
}

/** An object whose other fields depend on the word in one of them. */
export function variant(field: string, kinds: { readonly [word: string]: Shape }): Shape {
  const words = Object.keys(kinds)
  return {
    schema: { oneOf: words.map(word => sayingOnly(kinds[word] as Shape, field, word)) },
    read: (value, pointer, report) => {
      if (!isObject(value)) return report({ code: 'type-wrong', pointer, says: 'an object { … } belongs here' })
      const word = value[field]
      if (word === undefined) return report({ code: 'field-absent', pointer, says: `the field "${field}" is missing` })
      const shape = typeof word === 'string' && Object.hasOwn(kinds, word) ? kinds[word] : undefined
      if (shape === undefined) report({ code: 'value-unknown', pointer: pointer + pointerStep(field), says: `one of ${words.join(', ')} belongs here` })
      else shape.read(value, pointer, report)
    },
  }
}

/** The schema of one kind, in which the telling field says that kind's word and no other. */
function sayingOnly(shape: Shape, field: string, word: string): Json {
  const schema = shape.schema as { readonly properties: { readonly [name: string]: Json } }
  return { ...schema, properties: { ...schema.properties, [field]: { const: word } } }
}

/** A text in English, and where given in French, Dutch and Arabic. An absent language is shown in English. */
export const localText = object({ en: text() }, { fr: text(), nl: text(), ar: text() })
/** A text in all four languages. */
export const fullText = object({ en: text(), fr: text(), nl: text(), ar: text() })

/** The shape as a JSON Schema document, with the codes it refers to under `$defs`. */
export function schemaDocument(shape: Shape, name: string, title: string): Json {
  const wanted = [...new Set([...JSON.stringify(shape.schema).matchAll(/#\/\$defs\/(\w+)/g)].map(found => found[1] as SchemeId))].sort()
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `https://entraide.example/spec/${name}.schema.json`,
    title,
    ...(shape.schema as { readonly [name: string]: Json }),
    $defs: Object.fromEntries(wanted.map(scheme => [scheme, { title: schemeLabel(scheme, 'en'), enum: codesOf(scheme) as readonly string[] }])),
  }
}
