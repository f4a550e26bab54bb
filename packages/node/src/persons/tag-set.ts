import type { Tag } from './keyed-hash.ts'

/** A set of tags in two long arrays, 16 bytes a place: the ids of a file of millions. Two ids with one tag of 64 bits would pass for one: at 10 million, once in 400,000 files. */
export class TagSet {
  #high = new Uint32Array(4096)
  #low = new Uint32Array(4096)
  #taken = new Uint8Array(4096)
  #size = 0

  /** Adds a tag; false if it was there. */
  add(tag: Tag): boolean {
    if (this.#size * 2 >= this.#taken.length) this.#widen()
    return this.#place(tag.high, tag.low)
  }

  #place(high: number, low: number): boolean {
    const mask = this.#taken.length - 1
    let at = low & mask
    while (this.#taken[at] === 1) {
      if (this.#high[at] === high && this.#low[at] === low) return false
      at = (at + 1) & mask
    }
    this.#high[at] = high
    this.#low[at] = low
    this.#taken[at] = 1
    this.#size++
    return true
  }

  #widen(): void {
    const [high, low, taken] = [this.#high, this.#low, this.#taken]
    this.#high = new Uint32Array(taken.length * 2)
    this.#low = new Uint32Array(taken.length * 2)
    this.#taken = new Uint8Array(taken.length * 2)
    this.#size = 0
    for (let at = 0; at < taken.length; at++) if (taken[at] === 1) this.#place(high[at] as number, low[at] as number)
  }
}
