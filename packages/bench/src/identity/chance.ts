/** A stream of numbers that depends on its seed only (mulberry32), for invented people and their papers. */
export class Chance {
  #state: number
  constructor(seed: number) {
    this.#state = seed >>> 0
  }
  /** The next number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  /** Whether something of a given probability happens. */
  happens(probability: number): boolean {
    return this.next() < probability
  }
  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.next() * count)
  }
  /** One of a list. */
  oneOf<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T
  }
}

/** Draws from a list by weight, in constant time after set-up (Walker's alias method). */
export class Weighted<T> {
  readonly #items: readonly T[]
  readonly #probability: Float64Array
  readonly #alias: Int32Array
  constructor(items: readonly T[], weight: (item: T) => number) {
    this.#items = items
    const n = items.length
    const weights = items.map(weight)
    const total = weights.reduce((sum, w) => sum + w, 0)
    const scaled = Float64Array.from(weights, w => (w * n) / total)
    this.#probability = new Float64Array(n).fill(1)
    this.#alias = new Int32Array(n)
    const small: number[] = []
    const large: number[] = []
    for (let i = 0; i < n; i++) ((scaled[i] as number) < 1 ? small : large).push(i)
    while (small.length > 0 && large.length > 0) {
      const s = small.pop() as number
      const l = large.at(-1) as number
      this.#probability[s] = scaled[s] as number
      this.#alias[s] = l
      scaled[l] = (scaled[l] as number) + (scaled[s] as number) - 1
      if ((scaled[l] as number) < 1) small.push(large.pop() as number)
    }
  }
  draw(chance: Chance): T {
    const i = chance.below(this.#items.length)
    return this.#items[chance.happens(this.#probability[i] as number) ? i : (this.#alias[i] as number)] as T
  }
}
