import { Plural } from '@lingui/react/macro'
import { Fragment, type ReactNode } from 'react'

/** At least so many stand open, fitting or not: the likeliest is never folded away. */
const fewest = 1

/** Candidates in their order: those that fit stand open, the others are folded behind a line that counts them. Ranks run through. */
export function Ranked<Row>({
  rows,
  keyOf,
  fits,
  children,
}: {
  rows: readonly Row[]
  keyOf: (row: Row) => string
  fits: (row: Row) => boolean
  children: (row: Row, rank: number) => ReactNode
}) {
  const ranked = rows.map((row, at) => ({ row, rank: at + 1 }))
  const open = ranked.filter(({ row, rank }) => rank <= fewest || fits(row))
  const folded = ranked.filter(one => !open.includes(one))
  const cards = (some: typeof ranked) => some.map(({ row, rank }) => <Fragment key={keyOf(row)}>{children(row, rank)}</Fragment>)
  return (
    <>
      {cards(open)}
      {folded.length === 0 ? null : (
        <details>
          <summary>
            <Plural value={folded.length} one="# other that fits less" other="# others that fit less" />
          </summary>
          <div className="stack details-body">{cards(folded)}</div>
        </details>
      )}
    </>
  )
}
