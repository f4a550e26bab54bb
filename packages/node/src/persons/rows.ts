import { Fault, fromUtf8, isRefusal, type Json, type Refusal, readJson, refuse } from '@entraide/ground'
import { readPerson } from '@entraide/identity'
import type { HeldRecord } from './record.ts'

/** One line of a file of records: its number from 1, its bytes without its end (null where longer than a line may be), and where in the file the next one starts. */
export type RecordLine = { readonly number: number; readonly bytes: Uint8Array | null; readonly end: number }
/** A row that cannot be taken in, and why. Facts hold places and lengths, never a name. */
export type BadRow = { readonly line: number; readonly code: string; readonly facts: Refusal['facts'] }
/** What a row asks for: that a record stands under its id from now on, or that none does. */
export type Row = { readonly removed: false; readonly record: HeldRecord } | { readonly removed: true; readonly id: string }

const longestLine = 1_048_576
const longestId = 200

/**
 * The lines of a stream of bytes, as they come, without a byte order mark before the first; empty ones are passed over but counted. `heard` is told every byte in order, line ends
 * included, before the line that they belong to is given.
 */
export async function* recordLines(
  source: AsyncIterable<Uint8Array>,
  startNumber: number,
  startByte: number,
  heard: (bytes: Uint8Array) => void,
): AsyncGenerator<RecordLine> {
  let kept: Uint8Array[] = []
  let length = 0
  let number = startNumber
  let end = startByte
  const line = (): RecordLine | null => {
    const whole = length > longestLine ? null : kept.length === 1 ? (kept[0] as Uint8Array) : Buffer.concat(kept)
    const hasMark = number === 1 && whole?.[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf
    const bytes = whole === null ? null : whole.subarray(hasMark ? 3 : 0, whole.at(-1) === 13 ? -1 : undefined)
    const blank = bytes !== null && bytes.length === 0
    kept = []
    length = 0
    number++
    return blank ? null : { number: number - 1, bytes, end }
  }
  const keep = (bytes: Uint8Array) => {
    length += bytes.length
    if (length > longestLine) kept = []
    else if (bytes.length > 0) kept.push(bytes)
  }
  for await (const chunk of source) {
    let from = 0
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      keep(chunk.subarray(from, at))
      heard(chunk.subarray(from, at + 1))
      end += at + 1 - from
      from = at + 1
      const one = line()
      if (one !== null) yield one
    }
    keep(chunk.subarray(from))
    heard(chunk.subarray(from))
    end += chunk.length - from
  }
  if (length > 0) {
    const one = line()
    if (one !== null) yield one
  }
}

/**
 * Reads one row: `{"id", …PERSON, "protected"?}` puts a record in the place of whatever stands under that id; `{"id", "removed": true}` takes it
 * out. Strict like every reading of ours; refuses with `line-too-long`, `record-shape`, `record-id`, a code of `readJson` or one of `readPerson`.
 */
export function readRow(bytes: Uint8Array | null): Row | Refusal {
  if (bytes === null) return refuse('line-too-long', { most: longestLine })
  const value = jsonOf(bytes)
  if (isRefusal(value)) return value
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('record-shape')
  const { id, protected: isProtected = false, removed, ...rest } = value as { readonly [name: string]: Json }
  if (typeof id !== 'string' || id.trim() === '' || id.length > longestId || !id.isWellFormed()) return refuse('record-id', { most: longestId })
  if (removed !== undefined) return removed === true && Object.keys(rest).length === 0 ? { removed: true, id } : refuse('record-shape', { field: 'removed' })
  if (typeof isProtected !== 'boolean') return refuse('record-shape', { field: 'protected' })
  const person = readPerson(rest)
  return isRefusal(person) ? person : { removed: false, record: { id, protected: isProtected, person } }
}

/**
 * The strict reader is ten times as slow as the built-in one. Where the built-in one, writing what it read, gives the same
 * text again, nothing can have been said twice, lost or rounded, and both agree.
 */
function jsonOf(bytes: Uint8Array): Json | Refusal {
  try {
    const text = fromUtf8(bytes)
    try {
      const value = JSON.parse(text) as Json
      if (text === JSON.stringify(value) && !text.includes('"__proto__"')) return value
    } catch {
      // The strict reader says what is wrong, and where.
    }
    return readJson(text).value
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return refuse(fault.code, { column: fault.facts.column ?? 1 })
  }
}
