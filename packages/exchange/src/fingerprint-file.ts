import { type Refusal, refuse } from '@entraide/ground'

/** One record, as far as its frame tells: never what it shows. */
export type FingerprintRecord = {
  readonly type: 1 | 4 | 14
  /** The number the record has in the file (IDC); `null` for the head. */
  readonly designation: number | null
  /** Finger or palm positions, as the standard numbers them: 1 to 10 are single fingers from the right thumb on. */
  readonly positions: readonly number[]
  readonly bytes: number
}
/** A file that was read from its first byte to its last. */
export type FingerprintFile = { readonly version: string; readonly records: readonly FingerprintRecord[] }

/** What is wrong with a file. `record-type`: of a type that is not taken, for its content could not be vouched for. */
export const fingerprintProblems = [
  'too-large',
  'cut-short',
  'length',
  'separator',
  'field-order',
  'field-missing',
  'character',
  'version',
  'contents-differ',
  'record-type',
  'designation',
  'position',
  'no-image',
  'no-prints',
] as const
export type FingerprintProblem = (typeof fingerprintProblems)[number]

/** The largest file that is read: ten rolled fingers and four slaps at 1,000 pixels an inch stay far below. */
export const mostFingerprintBytes = 16 * 1024 * 1024
/** Ten fingers rolled, ten again, slaps and palms. */
const mostRecords = 60
/** Positions of the standard: 0 unknown, 1 to 10 fingers, 11 to 15 thumbs and slaps, 20 to 38 palms, 40 to 54 several fingers together. */
const isPosition = (number: number) => (number >= 0 && number <= 15) || (number >= 20 && number <= 38) || (number >= 40 && number <= 54)

const [fs, gs, rs, us] = [0x1c, 0x1d, 0x1e, 0x1f] as const

/**
 * Reads an ANSI/NIST-ITL file in its traditional encoding, as strictly as its frame allows: one Type-1 record, then Type-4 and Type-14
 * records and no others, each of the length it says, all of them and nothing else in the file, in the order its table of contents gives.
 * Images are stepped over. `fingerprint-file-shape` says what is wrong first, and at which byte.
 *
 * Source: spec/fingerprints.md · vectors/identification/fingerprints.json · ANSI/NIST-ITL 1-2011, sections 7 and 8
 */
export function readFingerprints(bytes: Uint8Array): FingerprintFile | Refusal<'fingerprint-file-shape'> {
  try {
    return readFile(bytes)
  } catch (found) {
    if (found instanceof Found) return refuse('fingerprint-file-shape', { problem: found.problem, at: found.at })
    throw found
  }
}

/** What was found wrong, on its way up to the one place that answers. */
class Found extends Error {
  readonly problem: FingerprintProblem
  readonly at: number
  constructor(problem: FingerprintProblem, at: number) {
    super(problem)
    this.problem = problem
    this.at = at
  }
}
function must(holds: boolean, problem: FingerprintProblem, at: number): asserts holds {
  if (!holds) throw new Found(problem, at)
}

function readFile(bytes: Uint8Array): FingerprintFile {
  must(bytes.length <= mostFingerprintBytes, 'too-large', mostFingerprintBytes)
  const head = readTagged(bytes, 0, 1)
  for (const needed of [2, 3, 4, 5, 7, 8, 9]) must(head.fields.has(needed), 'field-missing', 0)
  const version = textOf(head, 2)
  must(/^0[2-5]\d\d$/.test(version), 'version', 0)
  const contents = contentsOf(head)
  const records: FingerprintRecord[] = [{ type: 1, designation: null, positions: [], bytes: head.end }]
  let at = head.end
  for (const { type, designation } of contents) {
    must(type === 4 || type === 14, 'record-type', at)
    const record = type === 4 ? readBinary(bytes, at) : readPrint(bytes, at)
    must(record.designation === designation, 'designation', at)
    records.push(record)
    at += record.bytes
  }
  must(at === bytes.length, 'contents-differ', at)
  must(records.length > 1, 'no-prints', at)
  return { version, records }
}

/** The table of contents (1.003): how many records follow, then the type and number of each. */
function contentsOf(head: Tagged): readonly { readonly type: number; readonly designation: number }[] {
  const lines = textOf(head, 3)
    .split(String.fromCharCode(rs))
    .map(line => line.split(String.fromCharCode(us)))
  must(
    lines.every(line => line.length === 2 && line.every(item => /^\d{1,3}$/.test(item))),
    'contents-differ',
    0,
  )
  const [first, ...rest] = lines.map(([a, b]) => ({ type: Number(a), designation: Number(b) }))
  must(first?.type === 1 && first.designation === rest.length && rest.length <= mostRecords, 'contents-differ', 0)
  return rest
}

/** A Type-4 record: 18 bytes of head, then the image, and no separators at all. */
function readBinary(bytes: Uint8Array, at: number): FingerprintRecord {
  const head = 18
  must(at + head <= bytes.length, 'cut-short', bytes.length)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = view.getUint32(at)
  must(length > head, 'no-image', at)
  must(at + length <= bytes.length, 'cut-short', bytes.length)
  const positions = [...bytes.subarray(at + 6, at + 12)].filter(position => position !== 255)
  must(positions.length > 0 && positions.every(isPosition), 'position', at + 6)
  return { type: 4, designation: bytes[at + 4] as number, positions, bytes: length }
}

/** A Type-14 record: fields by number, the image last (14.999) and of whatever length is left. */
function readPrint(bytes: Uint8Array, at: number): FingerprintRecord {
  const record = readTagged(bytes, at, 14)
  for (const needed of [2, 3, 4, 13]) must(record.fields.has(needed), 'field-missing', at)
  const isAmputated = record.fields.has(18)
  must(record.fields.has(999) || isAmputated, 'no-image', at)
  const designation = textOf(record, 2)
  must(/^\d{1,3}$/.test(designation), 'designation', at)
  const positions = textOf(record, 13).split(String.fromCharCode(rs))
  must(
    positions.every(position => /^\d{1,2}$/.test(position) && isPosition(Number(position))),
    'position',
    at,
  )
  return { type: 14, designation: Number(designation), positions: positions.map(Number), bytes: record.end - at }
}

type Tagged = {
  /** Fields by number, as they stand. */
  readonly fields: ReadonlyMap<number, Uint8Array>
  readonly end: number
}

/**
 * A record of fields: `14.001:length GS 14.002: … FS`. The first field is the record's whole length, so that its end is known before
 * anything in it is looked at; an image may hold any byte, and is the last field.
 */
function readTagged(bytes: Uint8Array, start: number, type: number): Tagged {
  must(start < bytes.length, 'cut-short', start)
  const fields = new Map<number, Uint8Array>()
  let at = start
  let end = bytes.length
  for (let last = 0; at < end; ) {
    const { number, from } = tagAt(bytes, at, type)
    must(number > last, 'field-order', at)
    must(last > 0 || number === 1, 'length', at)
    last = number
    const isImage = number === 999
    const to = isImage ? end - 1 : separatorAfter(bytes, from, end)
    if (number === 1) {
      const length = latin(bytes.subarray(from, to))
      must(/^[1-9]\d{0,8}$/.test(length), 'length', from)
      end = start + Number(length)
      must(end <= bytes.length, 'cut-short', bytes.length)
      must(to < end, 'length', from)
      must(bytes[end - 1] === fs, 'separator', end - 1)
    }
    must(!isImage || type === 14, 'record-type', at)
    must(to > from, isImage ? 'no-image' : 'field-missing', from)
    fields.set(number, bytes.subarray(from, to))
    must(bytes[to] === (to === end - 1 ? fs : gs), 'separator', to)
    at = to + 1
  }
  return { fields, end }
}

/** The tag of a field: its record's type, its number of 2 to 9 digits, a colon. */
function tagAt(bytes: Uint8Array, at: number, type: number): { readonly number: number; readonly from: number } {
  const text = latin(bytes.subarray(at, at + 14))
  const tag = /^(\d{1,2})\.(\d{2,9}):/.exec(text)
  must(tag !== null, text.length < 14 && !text.includes(':') ? 'cut-short' : 'separator', at)
  must(Number(tag[1]) === type, 'record-type', at)
  return { number: Number(tag[2]), from: at + tag[0].length }
}

/** Where a field of text ends. It is printable ASCII, with separators of its parts. */
function separatorAfter(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number
    if (byte === gs || byte === fs) return at
    must((byte >= 0x20 && byte <= 0x7e) || byte === rs || byte === us, 'character', at)
  }
  throw new Found('cut-short', end)
}

const textOf = (record: Tagged, number: number) => latin(record.fields.get(number) as Uint8Array)
const latin = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(0, 4_096))
