import { Trans } from '@lingui/react/macro'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useKeys } from '../frame/keys.tsx'

export type Column<Row> = { readonly id: string; readonly head: ReactNode; readonly cell: (row: Row) => ReactNode }
/** A key that does something with the row one stands on. */
export type RowKey<Row> = { readonly keys: string; readonly says: ReactNode; readonly run: (row: Row) => void }
export type Group<Row> = { readonly id: string; readonly head?: ReactNode; readonly rows: readonly Row[] }

/**
 * A dense list of rows, each led by a link (`data-row-link`). j and k (or the arrows) walk from link to link, Enter
 * follows it, and so does o; the row one stands on is told to `onStand`, for a side panel. Below 900 px each row becomes a block.
 */
export function Rows<Row>({
  label,
  fixed = false,
  groups,
  columns,
  keyOf,
  standing = null,
  onStand,
  rowKeys = [],
}: {
  label: string
  /** Widths are given by the style sheet, and what does not fit is cut with an ellipsis: two lines a row, whatever the words. */
  fixed?: boolean
  groups: readonly Group<Row>[]
  columns: readonly Column<Row>[]
  keyOf: (row: Row) => string
  standing?: string | null
  onStand?: (row: Row) => void
  rowKeys?: readonly RowKey<Row>[]
}) {
  const table = useRef<HTMLTableElement>(null)
  const linksOf = () => [...(table.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
  const placeIn = (links: readonly HTMLElement[]) => {
    const focused = links.findIndex(link => link.closest('tr')?.contains(document.activeElement))
    return focused === -1 ? links.findIndex(link => link.closest('tr')?.getAttribute('aria-current') === 'true') : focused
  }
  const walk = (by: 1 | -1) => {
    const links = linksOf()
    const at = placeIn(links)
    const next = links[at === -1 ? (by === 1 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))]
    next?.focus()
    next?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  }
  useKeys([
    { keys: 'j', says: <Trans>Next row</Trans>, run: () => walk(1) },
    { keys: 'k', says: <Trans>Previous row</Trans>, run: () => walk(-1) },
    {
      keys: 'o',
      says: <Trans>Open the row</Trans>,
      run: () => {
        const links = linksOf()
        links[Math.max(0, placeIn(links))]?.click()
      },
    },
    ...rowKeys.map(key => ({
      keys: key.keys,
      says: key.says,
      run: () => {
        const links = linksOf()
        const row = groups.flatMap(group => group.rows)[placeIn(links)]
        if (row !== undefined) key.run(row)
      },
    })),
  ])
  const onArrow = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.rowLink === undefined) return
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    walk(event.key === 'ArrowDown' ? 1 : -1)
  }
  return (
    <table className={fixed ? 'rows fixed' : 'rows'} aria-label={label} ref={table} onKeyDown={onArrow}>
      <thead>
        <tr>
          {columns.map(column => (
            <th key={column.id} scope="col" className={`col-${column.id}`}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(group => (
        <tbody key={group.id} id={`group-${group.id}`}>
          {group.head === undefined ? null : (
            <tr className="group-head">
              <th scope="rowgroup" colSpan={columns.length}>
                {group.head}
              </th>
            </tr>
          )}
          {group.rows.map(row => {
            const key = keyOf(row)
            return (
              <tr key={key} aria-current={standing === key ? 'true' : undefined} onClick={() => onStand?.(row)} onFocus={() => onStand?.(row)}>
                {columns.map(column => (
                  <td key={column.id} className={`col-${column.id}`}>
                    {column.cell(row)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      ))}
    </table>
  )
}
