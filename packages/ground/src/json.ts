import { fromUtf8 } from './bytes.ts'
import type { Json } from './canonical.ts'
import { Fault } from './refusal.ts'

/** What a strict reading gives: the value, and where each part of it stands in the text. */
export type JsonReading = {
  readonly value: Json
  /** Line and column, both from 1, of the value at a JSON pointer (RFC 6901); of the nearest parent if it is absent. */
  readonly at: (pointer: string) => TextPlace
}
export type TextPlace = { readonly line: number; readonly column: number }
export type JsonLimits = { readonly maxBytes: number; readonly maxDepth: number; readonly maxItems: number }

/** Enough for any message body or agreement; a reader of something smaller passes its own. */
export const usualJsonLimits: JsonLimits = { maxBytes: 1_048_576, maxDepth: 32, maxItems: 100_000 }

const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

/**
 * Reads JSON strictly: valid UTF-8, one value, no duplicate or prototype names, no lone surrogates, no number that
 * loses precision or is not finite, bounded in bytes, depth and count of values. Objects have no prototype.
 *
 * Throws `Fault` with code `bytes-not-utf8`, `json-too-large`, `json-too-deep`, `json-duplicate-name`,
 * `json-forbidden-name`, `json-number`, `json-text` or `json-syntax`; its facts give `line` and `column`.
 * Source: RFC 8259, RFC 7493 (I-JSON).
 */
export function readJson(input: Uint8Array | string, limits: JsonLimits = usualJsonLimits): JsonReading {
  if (input.length > limits.maxBytes) throw new Fault('json-too-large', `more than ${limits.maxBytes} bytes`, { facts: { maxBytes: limits.maxBytes } })
  const text = typeof input === 'string' ? input : fromUtf8(input)
  const value = new Reader(text, limits).document(null)
  let places: Place | undefined
  return {
    value,
    at: pointer => {
      if (places === undefined) {
        places = { at: 0, inside: new Map() }
        new Reader(text, limits).document(places)
      }
      return placeOf(text, nearest(places, pointer).at)
    },
  }
}

/**
 * Where a value begins, and where the values in it do, by name or index. Asked for after a reading only, and never by whole
 * pointers: a long name above many values would be written out once for each of them.
 */
type Place = { at: number; readonly inside: Map<string, Place> }

function nearest(root: Place, pointer: string): Place {
  let place = root
  for (const step of pointer.split('/').slice(1)) {
    const next = place.inside.get(step.replaceAll('~1', '/').replaceAll('~0', '~'))
    if (next === undefined) return place
    place = next
  }
  return place
}

/** The step of a JSON pointer for a member name (RFC 6901 section 3). */
export function pointerStep(name: string | number): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function placeOf(text: string, offset: number): TextPlace {
  let line = 1
  let start = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
    start = at + 1
  }
  return { line, column: offset - start + 1 }
}

function placeIn(place: Place | null, step: string): Place | null {
  if (place === null) return null
  const inner = { at: 0, inside: new Map<string, Place>() }
  place.inside.set(step, inner)
  return inner
}

class Reader {
  #at = 0
  #items = 0
  readonly #text: string
  readonly #limits: JsonLimits

  constructor(text: string, limits: JsonLimits) {
    this.#text = text
    this.#limits = limits
  }

  /** The one value of the text; where each part of it stands is noted in `place`, if there is one. */
  document(place: Place | null): Json {
    this.#space()
    const value = this.#value(0, place)
    this.#space()
    if (this.#at < this.#text.length) this.#fail('json-syntax', 'something stands after the value')
    return value
  }

  #value(depth: number, place: Place | null): Json {
    if (depth > this.#limits.maxDepth) this.#fail('json-too-deep', `nested more than ${this.#limits.maxDepth} deep`)
    if (++this.#items > this.#limits.maxItems) this.#fail('json-too-large', `more than ${this.#limits.maxItems} values`)
    if (place !== null) place.at = this.#at
    const c = this.#text[this.#at]
    if (c === '{') return this.#object(depth, place)
    if (c === '[') return this.#array(depth, place)
    if (c === '"') return this.#string()
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const)
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
    return this.#number()
  }

  #object(depth: number, place: Place | null): Json {
    const members: { [name: string]: Json } = Object.create(null)
    this.#at++
    this.#space()
    if (this.#take('}')) return members
    for (;;) {
      this.#space()
      const nameAt = this.#at
      if (this.#text[this.#at] !== '"') this.#fail('json-syntax', 'a member name in double quotes belongs here')
      const name = this.#string()
      if (forbiddenNames.has(name)) this.#fail('json-forbidden-name', `the name ${name} is not allowed`, nameAt)
      if (Object.hasOwn(members, name)) this.#fail('json-duplicate-name', 'the same name stands twice in one object', nameAt)
      this.#space()
      if (!this.#take(':')) this.#fail('json-syntax', 'a colon belongs here')
      this.#space()
      members[name] = this.#value(depth + 1, placeIn(place, name))
      this.#space()
      if (this.#take('}')) return members
      if (!this.#take(',')) this.#fail('json-syntax', 'a comma or } belongs here')
    }
  }

  #array(depth: number, place: Place | null): Json {
    const items: Json[] = []
    this.#at++
    this.#space()
    if (this.#take(']')) return items
    for (;;) {
      this.#space()
      items.push(this.#value(depth + 1, placeIn(place, String(items.length))))
      this.#space()
      if (this.#take(']')) return items
      if (!this.#take(',')) this.#fail('json-syntax', 'a comma or ] belongs here')
    }
  }

  #string(): string {
    const from = this.#at
    let end = from + 1
    for (; ; end++) {
      const code = this.#text.charCodeAt(end)
      if (Number.isNaN(code)) this.#fail('json-syntax', 'the text is not closed', from)
      if (code === 0x22) break
      if (code < 0x20) this.#fail('json-syntax', 'a control character stands in a text', end)
      if (code === 0x5c) end++
    }
    this.#at = end + 1
    let value: string
    try {
      value = JSON.parse(this.#text.slice(from, end + 1)) as string
    } catch {
      return this.#fail('json-syntax', 'a text holds an unknown escape', from)
    }
    if (!value.isWellFormed()) this.#fail('json-text', 'a text holds a lone surrogate', from)
    return value
  }

  #number(): number {
    const pattern = /-?(?:0|[1-9][0-9]{0,30})(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?/y
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)
    if (found === null) return this.#fail('json-syntax', 'a value belongs here')
    const value = Number(found[0])
    const isWhole = !/[.eE]/.test(found[0])
    if (!Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value))) this.#fail('json-number', 'a number is out of range')
    this.#at = pattern.lastIndex
    return value
  }

  #space(): void {
    while (this.#at < this.#text.length && ' \t\n\r'.includes(this.#text[this.#at] as string)) this.#at++
  }

  #take(c: string): boolean {
    if (this.#text[this.#at] !== c) return false
    this.#at++
    return true
  }

  #fail(code: string, message: string, at: number = this.#at): never {
    const { line, column } = placeOf(this.#text, at)
    throw new Fault(code, `line ${line}, column ${column}: ${message}`, { facts: { line, column } })
  }
}
