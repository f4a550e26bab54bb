import { Growing } from './growing.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Record ids as bytes in one long array, found by an open hash table: about 20 bytes an id beside the id itself. */
export class IdTable {
  #bytes = new Uint8Array(1 << 16)
  #used = 0
  readonly #starts = new Growing(size => new Uint32Array(size))
  readonly #lives = new Growing(size => new Uint8Array(size))
  /** Slot + 1 in each place; -1 where one was taken out. */
  #table = new Int32Array(1 << 12)
  #filled = 0

  /** How many slots were ever given. */
  get slots(): number {
    return this.#lives.length
  }

  isLive(slot: number): boolean {
    return this.#lives.data[slot] === 1
  }

  /** Gives the next slot to an id that is not in the table. */
  add(id: string): number {
    const length = this.#write(id)
    const hash = hashOf(this.#bytes, this.#used, this.#used + length)
    this.#starts.push(this.#used)
    this.#used += length
    const slot = this.#lives.push(1)
    if ((this.#filled + 1) * 2 > this.#table.length) this.#widen()
    this.#place(slot, hash)
    return slot
  }

  /** The slot of an id, or -1. */
  find(id: string): number {
    const at = this.#placeOf(id)
    return at < 0 ? -1 : (this.#table[at] as number) - 1
  }

  /** Takes an id out; its slot stays empty. Returns the slot, or -1. */
  remove(id: string): number {
    const at = this.#placeOf(id)
    if (at < 0) return -1
    const slot = (this.#table[at] as number) - 1
    this.#table[at] = -1
    this.#lives.data[slot] = 0
    return slot
  }

  /** Writes an id behind the used bytes and gives its length; it stays only if `add` counts it. */
  #write(id: string): number {
    const most = id.length * 3
    if (this.#used + most > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length + Math.min(Math.max(this.#bytes.length, most), Math.max(most, 1 << 23)))
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    return encoder.encodeInto(id, this.#bytes.subarray(this.#used)).written
  }

  #placeOf(id: string): number {
    const length = this.#write(id)
    const mask = this.#table.length - 1
    for (let at = hashOf(this.#bytes, this.#used, this.#used + length) & mask; ; at = (at + 1) & mask) {
      const entry = this.#table[at] as number
      if (entry === 0) return -1
      if (entry > 0 && this.#isAt(entry - 1, length)) return at
    }
  }

  textOf(slot: number): string {
    return decoder.decode(this.#bytes.subarray(this.#starts.data[slot] as number, this.#endOf(slot)))
  }

  #endOf(slot: number): number {
    return slot + 1 < this.#starts.length ? (this.#starts.data[slot + 1] as number) : this.#used
  }

  /** Whether a slot's id is the one written behind the used bytes. */
  #isAt(slot: number, length: number): boolean {
    const from = this.#starts.data[slot] as number
    if (this.#endOf(slot) - from !== length) return false
    for (let i = 0; i < length; i++) if (this.#bytes[from + i] !== this.#bytes[this.#used + i]) return false
    return true
  }

  #place(slot: number, hash: number): void {
    const mask = this.#table.length - 1
    let at = hash & mask
    while ((this.#table[at] as number) > 0) at = (at + 1) & mask
    if (this.#table[at] === 0) this.#filled++
    this.#table[at] = slot + 1
  }

  #widen(): void {
    this.#table = new Int32Array(this.#table.length * 2)
    this.#filled = 0
    for (let slot = 0; slot < this.#lives.length - 1; slot++)
      if (this.isLive(slot)) this.#place(slot, hashOf(this.#bytes, this.#starts.data[slot] as number, this.#endOf(slot)))
  }
}

/** FNV-1a with a last stir. */
function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
  hash ^= hash >>> 15
  return Math.imul(hash, 0x2c1b3c6d) >>> 0
}
