import { Fault } from '@entraide/ground'

/*
 * Postings, packed. A tag (64 bits) falls into the bucket of its first `bits` bits; the bucket's number has a one in front of them,
 * so that numbers of different `bits` never meet. A bucket holds its tags in rising order:
 *
 *   entry := rest of the tag (8 − ⌊bits / 8⌋ bytes, big-endian) ‖ bytes of the run (varint) ‖ run
 *   run   := rows in rising order, each as its distance from the one before (varint, 7 bits a byte, low first)
 *
 * A row for each posting would cost 44 bytes on PostgreSQL before its index; packed it is 2 to 10.
 */

/** The bits of the first 6 are a part: buckets of one part are built together. */
export const partBits = 6
export const parts = 1 << partBits
export const fewestBits = partBits
const mostBits = 24
/** Postings that a bucket should hold: about a kilobyte. */
const postingsPerBucket = 200
/** Marks, in a list of postings, one that is taken out. Rows stay below it. */
export const takenOut = 0x8000_0000
export const mostRows = 0x7fff_ffff

/** How many bits buckets of that many postings go by. */
export function bitsFor(postings: number): number {
  return Math.min(mostBits, Math.max(fewestBits, Math.ceil(Math.log2(Math.max(1, postings) / postingsPerBucket))))
}

/** The number of the bucket of a tag. */
export function bucketOf(high: number, bits: number): number {
  return 2 ** bits + (high >>> (32 - bits))
}

/** Postings as columns: tag halves and rows, a taken-out one with `takenOut` set. */
export class Postings {
  high: Uint32Array
  low: Uint32Array
  rows: Uint32Array
  length = 0

  constructor(room = 64) {
    this.high = new Uint32Array(room)
    this.low = new Uint32Array(room)
    this.rows = new Uint32Array(room)
  }

  push(high: number, low: number, row: number): void {
    if (this.length === this.high.length) this.#grow(this.length * 2)
    this.high[this.length] = high
    this.low[this.length] = low
    this.rows[this.length++] = row
  }

  /** Adds another's, from `from` to below `to`, behind one's own. */
  append(other: Postings, from = 0, to = other.length): void {
    const n = to - from
    if (this.length + n > this.high.length) this.#grow(Math.max(this.length + n, this.length * 2))
    this.high.set(other.high.subarray(from, to), this.length)
    this.low.set(other.low.subarray(from, to), this.length)
    this.rows.set(other.rows.subarray(from, to), this.length)
    this.length += n
  }

  /** As bytes, in the order of this machine: for a spool that the same store reads again. */
  toBytes(): Uint8Array {
    const n = this.length
    const columns = new Uint32Array(3 * n)
    columns.set(this.high.subarray(0, n))
    columns.set(this.low.subarray(0, n), n)
    columns.set(this.rows.subarray(0, n), 2 * n)
    return new Uint8Array(columns.buffer)
  }

  addBytes(bytes: Uint8Array): void {
    const columns = new Uint32Array(bytes.slice().buffer)
    const n = columns.length / 3
    if (this.length + n > this.high.length) this.#grow(Math.max(this.length + n, this.length * 2))
    this.high.set(columns.subarray(0, n), this.length)
    this.low.set(columns.subarray(n, 2 * n), this.length)
    this.rows.set(columns.subarray(2 * n), this.length)
    this.length += n
  }

  /** Sorts by tag, keeping the order of what has the same: a few by comparing, many by eight passes of eight bits, the first of them least. */
  sort(): void {
    const n = this.length
    if (n < 1_000) {
      const { high, low } = this
      const order = Uint32Array.from({ length: n }, (_, i) => i).sort(
        (i, j) => (high[i] as number) - (high[j] as number) || (low[i] as number) - (low[j] as number) || i - j,
      )
      this.#arrange(order)
      return
    }
    let from = Uint32Array.from({ length: n }, (_, i) => i)
    let to = new Uint32Array(n)
    for (const column of [this.low, this.high])
      for (let shift = 0; shift < 32; shift += 8) {
        const starts = new Uint32Array(257)
        for (let i = 0; i < n; i++) {
          const digit = ((column[i] as number) >>> shift) & 0xff
          starts[digit + 1] = (starts[digit + 1] as number) + 1
        }
        for (let digit = 0; digit < 256; digit++) starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number)
        for (let i = 0; i < n; i++) {
          const digit = ((column[from[i] as number] as number) >>> shift) & 0xff
          const at = starts[digit] as number
          to[at] = from[i] as number
          starts[digit] = at + 1
        }
        ;[from, to] = [to, from]
      }
    this.#arrange(from)
  }

  #arrange(order: Uint32Array): void {
    const arranged = (column: Uint32Array) => order.map(i => column[i] as number)
    this.high = arranged(this.high)
    this.low = arranged(this.low)
    this.rows = arranged(this.rows)
  }

  #grow(size: number): void {
    const larger = (column: Uint32Array) => {
      const grown = new Uint32Array(Math.max(64, size))
      grown.set(column.subarray(0, this.length))
      return grown
    }
    this.high = larger(this.high)
    this.low = larger(this.low)
    this.rows = larger(this.rows)
  }
}

/** Unpacks a bucket behind what `into` holds. */
export function unpack(number: number, packed: Uint8Array, into: Postings): void {
  const bits = 31 - Math.clz32(number)
  const prefix = number - 2 ** bits
  const skipped = bits >> 3
  const top = Math.floor(prefix / 2 ** (bits - 8 * skipped)) * 2 ** (32 - 8 * skipped)
  const reader = new Reader(packed)
  while (reader.at < packed.length) {
    const high = (top + reader.number(4 - skipped)) >>> 0
    const low = reader.number(4)
    const end = reader.varint() + reader.at
    let row = 0
    while (reader.at < end) {
      row += reader.varint()
      into.push(high, low, row)
    }
  }
}

/**
 * Packs the postings from `from` to `to` of sorted `postings`, all of one bucket: each tag's rows once, in rising order, without those taken out.
 * @returns the bucket, or null if nothing is left in it; and how many postings it holds
 */
export function pack(postings: Postings, from: number, to: number, bits: number): { readonly packed: Uint8Array | null; readonly count: number } {
  const writer = new Writer()
  const skipped = bits >> 3
  const { high, low, rows } = postings
  let count = 0
  for (let at = from; at < to; ) {
    let end = at + 1
    while (end < to && high[end] === high[at] && low[end] === low[at]) end++
    const kept = rowsKept(rows, at, end)
    if (kept.length > 0) {
      writer.number(skipped === 0 ? (high[at] as number) : (high[at] as number) % 2 ** (32 - 8 * skipped), 4 - skipped)
      writer.number(low[at] as number, 4)
      writer.run(kept)
      count += kept.length
    }
    at = end
  }
  return { packed: writer.length === 0 ? null : writer.bytes(), count }
}

function rowsKept(rows: Uint32Array, from: number, to: number): Uint32Array {
  const some = rows.slice(from, to)
  if (some.length === 1) return (some[0] as number) >= takenOut ? new Uint32Array(0) : some
  const gone = new Set<number>()
  for (const row of some) if (row >= takenOut) gone.add(row - takenOut)
  some.sort()
  return some.filter((row, i) => row < takenOut && (i === 0 || row !== some[i - 1]) && !gone.has(row))
}

/** The rows under a tag in its bucket, in rising order; none if it is not there. At most `most` of them. */
export function rowsUnder(number: number, packed: Uint8Array, high: number, low: number, most: number): Uint32Array {
  const skipped = (31 - Math.clz32(number)) >> 3
  const wanted = skipped === 0 ? high : high % 2 ** (32 - 8 * skipped)
  const reader = new Reader(packed)
  while (reader.at < packed.length) {
    const first = reader.number(4 - skipped)
    const second = reader.number(4)
    const end = reader.varint() + reader.at
    if (first > wanted || (first === wanted && second > low)) break
    if (first !== wanted || second !== low) {
      reader.at = end
      continue
    }
    const rows = new Uint32Array(Math.min(most, end - reader.at))
    let count = 0
    let row = 0
    while (reader.at < end && count < most) {
      row += reader.varint()
      rows[count++] = row
    }
    return rows.subarray(0, count)
  }
  return new Uint32Array(0)
}

class Reader {
  at = 0
  readonly #bytes: Uint8Array

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  number(size: number): number {
    let value = 0
    for (let i = 0; i < size; i++) value = value * 256 + this.#byte()
    return value
  }

  varint(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = this.#byte()
      value += (byte & 0x7f) * factor
      if (byte < 0x80) return value
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.at++]
    if (byte === undefined) throw new Fault('register-tampered', 'a bucket ends in the middle of an entry')
    return byte
  }
}

class Writer {
  #bytes = new Uint8Array(2048)
  length = 0

  number(value: number, size: number): void {
    this.#room(size)
    let rest = value
    for (let i = size - 1; i >= 0; i--) {
      this.#bytes[this.length + i] = rest % 256
      rest = Math.floor(rest / 256)
    }
    this.length += size
  }

  run(rows: Uint32Array): void {
    let size = 0
    let before = 0
    for (const row of rows) {
      size += sizeOf(row - before)
      before = row
    }
    this.#varint(size)
    before = 0
    for (const row of rows) {
      this.#varint(row - before)
      before = row
    }
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.length)
  }

  #varint(value: number): void {
    this.#room(5)
    let rest = value
    while (rest > 0x7f) {
      this.#bytes[this.length++] = (rest & 0x7f) | 0x80
      rest >>>= 7
    }
    this.#bytes[this.length++] = rest
  }

  #room(size: number): void {
    if (this.length + size <= this.#bytes.length) return
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
  }
}

function sizeOf(value: number): number {
  let size = 1
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) size++
  return size
}
