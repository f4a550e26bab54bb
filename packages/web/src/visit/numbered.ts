/** The next free name in a series such as P1, P2: one that nothing in the list bears yet. */
export function nextName(letter: string, taken: readonly { readonly id: string }[]): string {
  const numbers = taken.map(({ id }) => (id.startsWith(letter) ? Number(id.slice(letter.length)) : Number.NaN)).filter(Number.isInteger)
  return `${letter}${Math.max(0, ...numbers) + 1}`
}

/** A list with one of its members changed. */
export const changedAt = <T>(list: readonly T[], at: number, part: Partial<T>): T[] => list.map((one, nth) => (nth === at ? { ...one, ...part } : one))
/** A list without one of its members. */
export const withoutAt = <T>(list: readonly T[], at: number): T[] => list.filter((_, nth) => nth !== at)
