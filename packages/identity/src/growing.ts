/** A typed array that grows by doubling up to a step: an index's long columns. */
export class Growing<T extends Int32Array | Uint32Array | Uint8Array | Int16Array | Float32Array> {
  data: T
  length = 0
  readonly #make: (size: number) => T

  constructor(make: (size: number) => T, size = 1024) {
    this.#make = make
    this.data = make(size)
  }

  push(value: number): number {
    if (this.length === this.data.length) this.reserve(this.length + 1)
    this.data[this.length] = value
    return this.length++
  }

  /** Makes room for at least `size` entries; what is new is zero. */
  reserve(size: number): void {
    if (size <= this.data.length) return
    const larger = this.#make(Math.max(size, this.data.length + Math.min(Math.max(this.data.length, 1024), 1 << 21)))
    larger.set(this.data as never)
    this.data = larger
  }
}

/** Additions that hang in chains: at least so many before they are merged, and at most, for each costs twice what a settled one does. */
const late = { least: 65_536, most: 524_288 }

/**
 * Lists of record slots under dense keys: settled lists stand one after another, later additions hang in chains and are
 * merged in when they are a quarter of all, or many.
 */
export class Postings {
  #starts = new Uint32Array(1)
  #items = new Int32Array(0)
  readonly #heads = new Growing(size => new Int32Array(size))
  readonly #nexts = new Growing(size => new Int32Array(size))
  readonly #late = new Growing(size => new Int32Array(size))
  readonly #counts = new Growing(size => new Uint32Array(size))

  add(key: number, slot: number): void {
    if (key >= this.#heads.length) {
      this.#heads.reserve(key + 1)
      this.#counts.reserve(key + 1)
      this.#heads.length = key + 1
      this.#counts.length = key + 1
    }
    this.#late.push(slot)
    this.#nexts.push(this.#heads.data[key] as number)
    this.#heads.data[key] = this.#late.length
    this.#counts.data[key] = (this.#counts.data[key] as number) + 1
    if (this.#late.length > Math.min(late.most, Math.max(late.least, this.#items.length / 4))) this.settle()
  }

  /** How many slots stand under a key, removed records included. */
  count(key: number): number {
    return key < this.#counts.length ? (this.#counts.data[key] as number) : 0
  }

  /** Calls `visit` for each slot under a key until it answers false. */
  each(key: number, visit: (slot: number) => boolean): boolean {
    if (key + 1 < this.#starts.length) {
      const end = this.#starts[key + 1] as number
      for (let i = this.#starts[key] as number; i < end; i++) if (!visit(this.#items[i] as number)) return false
    }
    if (key < this.#heads.length)
      for (let at = this.#heads.data[key] as number; at !== 0; at = this.#nexts.data[at - 1] as number)
        if (!visit(this.#late.data[at - 1] as number)) return false
    return true
  }

  /** Merges the chains into the settled lists. */
  settle(): void {
    const keys = this.#heads.length
    const starts = new Uint32Array(keys + 1)
    for (let key = 0; key < keys; key++) starts[key + 1] = (starts[key] as number) + (this.#counts.data[key] as number)
    const items = new Int32Array(starts[keys] as number)
    for (let key = 0; key < keys; key++) {
      let at = starts[key] as number
      if (key + 1 < this.#starts.length)
        for (let i = this.#starts[key] as number; i < (this.#starts[key + 1] as number); i++) items[at++] = this.#items[i] as number
      let last = (starts[key + 1] as number) - 1
      for (let chain = this.#heads.data[key] as number; chain !== 0; chain = this.#nexts.data[chain - 1] as number)
        items[last--] = this.#late.data[chain - 1] as number
      this.#heads.data[key] = 0
    }
    this.#starts = starts
    this.#items = items
    this.#late.length = 0
    this.#nexts.length = 0
  }
}
