/** Counts above none and below this are not given to the public: who knows of one case would read its fate in the count. A local rule, as is usual in official statistics. */
export const smallestShown = 5

/** A count for the public: itself, or that it is withheld. */
export type Shown = number | 'withheld'

/**
 * Withholds the small counts of a list whose total is published beside it. Where what is withheld could be told from the total (it is
 * one count, or each can only be 1), more is withheld, the smallest first: a difference must not give back what a cell keeps.
 *
 * @param counts - parts that sum up to the total
 */
export function withholdFew(counts: readonly number[]): readonly Shown[] {
  const withheld = new Set(counts.flatMap((count, at) => (count > 0 && count < smallestShown ? [at] : [])))
  const rest = () => [...withheld].reduce((sum, at) => sum + (counts[at] as number), 0)
  const canBeTold = () => withheld.size === 1 || (withheld.size > 0 && rest() === withheld.size)
  const others = counts
    .flatMap((count, at) => (withheld.has(at) ? [] : [[count, at] as const]))
    // Something before nothing: a withheld nothing protects little.
    .sort(([a], [b]) => (a === 0 ? 1 : b === 0 ? -1 : a - b))
  for (const [, at] of others) {
    if (!canBeTold()) break
    withheld.add(at)
  }
  return counts.map((count, at) => (withheld.has(at) ? 'withheld' : count))
}
