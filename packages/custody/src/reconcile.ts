/**
 * Why two counts differ. `since`: as of the moment the other side counted, this side's was the same. `under-way`: no more than what is
 * on its way between them. `unexplained`: neither; both should look for what one of them lacks.
 */
export type Difference = 'none' | 'since' | 'under-way' | 'unexplained'
/** One count of both sides. `theirs` null: they have not told it. */
export type Compared = { readonly key: string; readonly ours: number; readonly theirs: number | null; readonly differs: Difference | null }

/**
 * Puts both sides' counts beside each other. A count that one side does not name is none.
 *
 * @param ours - now
 * @param oursThen - as of the moment the other side counted
 * @param theirs - null where they have told nothing of this period
 * @param underWay - how many messages that could change a count have left here, or come in, without both sides having them
 */
export function reconcile(
  ours: ReadonlyMap<string, number>,
  oursThen: ReadonlyMap<string, number>,
  theirs: ReadonlyMap<string, number> | null,
  underWay: number,
): readonly Compared[] {
  const keys = [...new Set([...ours.keys(), ...(theirs?.keys() ?? [])])].sort()
  return keys.map(key => {
    const here = ours.get(key) ?? 0
    if (theirs === null) return { key, ours: here, theirs: null, differs: null }
    const there = theirs.get(key) ?? 0
    return { key, ours: here, theirs: there, differs: differenceOf(here, oursThen.get(key) ?? 0, there, underWay) }
  })
}

function differenceOf(now: number, then: number, there: number, underWay: number): Difference {
  if (now === there) return 'none'
  if (then === there) return 'since'
  return Math.abs(then - there) <= underWay ? 'under-way' : 'unexplained'
}
