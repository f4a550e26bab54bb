/**
 * How usual the letters of a word are as those of a name: a model of three letters, counted on known spellings. A slip of the hand
 * leaves letters behind that no name has; another name, one letter away, does not.
 */
export class LetterModel {
  readonly #threes = new Map<string, number>()
  readonly #twos = new Map<string, number>()
  readonly #letters = new Set<string>()

  /** Counts a spelling, plain letters. */
  add(word: string): void {
    const padded = `^^${word}$`
    for (let i = 2; i < padded.length; i++) {
      const two = padded.slice(i - 2, i)
      const three = padded.slice(i - 2, i + 1)
      this.#twos.set(two, (this.#twos.get(two) ?? 0) + 1)
      this.#threes.set(three, (this.#threes.get(three) ?? 0) + 1)
      this.#letters.add(padded[i] as string)
    }
  }

  /** The least usual letter of a word, after the two before it: decimal logarithm of its chance, turned positive; 0 to about 4. */
  oddness(word: string): number {
    const padded = `^^${word}$`
    let least = 1
    for (let i = 2; i < padded.length; i++) {
      const chance =
        ((this.#threes.get(padded.slice(i - 2, i + 1)) ?? 0) + smoothing) / ((this.#twos.get(padded.slice(i - 2, i)) ?? 0) + smoothing * this.#letters.size)
      if (chance < least) least = chance
    }
    return this.#letters.size === 0 ? 0 : -Math.log10(least)
  }
}

/** Added to each count: what was not seen in some thousand names may still be. */
const smoothing = 0.1
