import { Trans } from '@lingui/react/macro'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useKeys } from '../frame/keys.tsx'

export type Column<Row> = { readonly id: string; readonly head: ReactNode; readonly cell: (row: Row) => ReactNode }
export type Group<Row> = { readonly id: string; readonly head?: ReactNode; readonly rows: readonly Row[] }

/**
 * A dense list of rows, each led by a link (`data-row-link`). j and k (or the arrows) walk from link to link, Enter
 * follows it; the row one stands on is told to `onStand`, for a side panel. Below 900 px each row becomes a block.
 */
export function Rows<Row>({
  label,
  fixed = false,
  groups,
  columns,
  keyOf,
  standing = null,
  onStand,
}: {
  label: string
  /** Widths are given by the style sheet, and what does not fit is cut with an ellipsis: two lines a row, whatever the words. */
  fixed?: boolean
  groups: readonly Group<Row>[]
  columns: readonly Column<Row>[]
  keyOf: (row: Row) => string
  standing?: string | null
  onStand?: (row: Row) => void
}) {
  const table = useRef<HTMLTableElement>(null)
  const walk = (by: 1 | -1) => {
    const links = [...(table.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
    const at = links.findIndex(link => link === document.activeElement || link.closest('tr')?.getAttribute('aria-current') === 'true')
    const next = links[at === -1 ? (by === 1 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, at + by))]
    next?.focus()
    next?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  }
  useKeys([
    { keys: 'j', says: <Trans>Next row</Trans>, run: () => walk(1) },
    { keys: 'k', says: <Trans>Previous row</Trans>, run: () => walk(-1) },
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
