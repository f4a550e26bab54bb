/** Chance that comes out the same for the same seed: the year is invented once. */
export type Chance = {
  /** From 0 up to 1. */
  readonly next: () => number
  /** A whole number from `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number
  readonly one: <T>(of: readonly T[]) => T
  /** One of several, by their weights. */
  readonly weighed: <T>(of: readonly (readonly [T, number])[]) => T
}

/** Mulberry32: 32 bits of state, plenty for a story and no secret of anybody. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    one: of => of[between(0, of.length - 1)] as (typeof of)[number],
    weighed: of => {
      let left = next() * of.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [each, weight] of of) {
        left -= weight
        if (left < 0) return each
      }
      return (of.at(-1) as (typeof of)[number])[0]
    },
  }
}
