/*
 * Lists are read a page at a time. Where the next one goes on is a text that only this node reads: what the last row is ordered by.
 */

/** Where a page goes on: what the row before it is ordered by, in order; empty for the first. */
export function placeIn(after: string | undefined): readonly string[] {
  return after?.split('~') ?? []
}

/** The rows of one page, of one more than it holds that were asked for; and from where the next one goes on, null for the last. */
export function onPage<Row>(
  rows: readonly Row[],
  limit: number,
  placeOf: (row: Row) => readonly (string | number | null)[],
): { readonly shown: Row[]; readonly next: string | null } {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { shown, next: rows.length > limit && last !== undefined ? placeOf(last).join('~') : null }
}
