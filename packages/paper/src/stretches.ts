import type { Language } from '@entraide/vocabulary'
import { Document, Page, renderToBuffer, View } from '@react-pdf/renderer'
import { cloneElement, createElement as h, type ReactElement } from 'react'
import { blockView, blockViews, tableView } from './blocks.ts'
import { freshFonts } from './fonts.ts'
import type { Block } from './paper.ts'

/*
 * Where a long paper breaks into pages. The library sets anew, for each page, all that still follows it: a paper twice as long took
 * four times as long. So it is asked first where it would break: with an empty box of the same height for each row of a table, which
 * costs it little, after all rows were measured once. Then each stretch between two breaks is a page of its own, with nothing after it.
 */

/** What is around the blocks and takes room: the style of a page, and what stands above the first block. */
export type Around = { readonly page: readonly object[]; readonly title: readonly ReactElement[]; readonly language: Language }

type Table = Extract<Block, { kind: 'table' }>
/** The place of a row: its block, and which of its rows. */
type Place = { readonly block: number; readonly row: number }
/** What the library makes of a document: boxes in boxes, in points. */
type Box = { readonly props?: { readonly id?: string }; readonly box?: { readonly height: number }; readonly children?: readonly Box[] }

/** Fewer rows than this are a few pages: they are set in one go. */
const fewRows = 60
const isTable = (block: Block | undefined): block is Table => block?.kind === 'table' && block.rows.length > 0
const rowId = (block: number, row: number) => `${block}.${row}`

/** The blocks of a paper, cut where its pages break: each stretch begins a page. A stretch that no clean break ends holds several pages. */
export async function stretchesOf(blocks: readonly Block[], around: Around): Promise<readonly (readonly Block[])[]> {
  const rows = blocks.reduce((sum, block) => sum + (isTable(block) ? block.rows.length : 0), 0)
  if (rows < fewRows) return [blocks]
  const breaks = breaksIn(await paged(blocks, around, await heightsOf(blocks, around)))
  return [{ block: 0, row: 0 }, ...breaks].map((from, at) => between(blocks, from, breaks[at] ?? { block: blocks.length, row: 0 }))
}

/** The height of each row of each table: all set on one page without an end. */
async function heightsOf(blocks: readonly Block[], { page, language }: Around): Promise<ReadonlyMap<string, number>> {
  const tables = blocks.flatMap((block, key) =>
    isTable(block) ? [tableView(block, language, key, (row, index) => cloneElement(row, { id: rowId(key, index) } as object))] : [],
  )
  const [endless] = await laidOut(h(Page, { size: [a4Width, 1_000_000], style: page as never, wrap: false }, ...tables))
  return new Map(named(endless as Box).map(({ props, box }) => [props?.id as string, box?.height ?? 0]))
}
const a4Width = 595.28

/** The pages as they would break, an empty box in the place of each row. */
async function paged(blocks: readonly Block[], { page, title, language }: Around, heights: ReadonlyMap<string, number>): Promise<readonly Box[]> {
  const views = blockViews(blocks, language, (block, _, key) =>
    isTable(block)
      ? tableView(block, language, key, (_row, index) => {
          const id = rowId(key, index)
          return h(View, { key: index, id, wrap: false, style: { height: heights.get(id) ?? 0 } })
        })
      : cloneElement(blockView(block, language, key), { id: `${key}` } as object),
  )
  return await laidOut(h(Page, { size: 'A4', style: page as never, wrap: true }, ...title, ...views))
}

/** Where a page begins with what did not begin before it. Where a text runs on, the library breaks it, as it would have. */
function breaksIn(pages: readonly Box[]): readonly Place[] {
  const ids = pages.map(page => named(page).map(({ props }) => props?.id as string))
  return ids.slice(1).flatMap(([first], at) => {
    if (first === undefined || ids[at]?.includes(first) === true) return []
    const [block, row = '0'] = first.split('.')
    return [{ block: Number(block), row: Number(row) }]
  })
}

/** The blocks from a place to another; of a table that runs over, the rows that stand between. */
function between(blocks: readonly Block[], from: Place, to: Place): readonly Block[] {
  return blocks.slice(from.block, to.row > 0 ? to.block + 1 : to.block).map((block, at) => {
    if (block.kind !== 'table') return block
    const key = from.block + at
    const goesOn = key === to.block && to.row > 0
    return { ...block, rows: block.rows.slice(key === from.block ? from.row : 0, goesOn ? to.row : undefined), ...(goesOn ? { goesOn } : {}) }
  })
}

/** All boxes with a name, in their order. */
function named(box: Box): readonly Box[] {
  return [...(box.props?.id === undefined ? [] : [box]), ...(box.children ?? []).flatMap(named)]
}

/** The pages of a document as the library sets them. It can only be asked together with the writing of the file, after which its fonts are spent. */
async function laidOut(page: ReactElement): Promise<readonly Box[]> {
  let layout: Box = {}
  const onRender = (made: { readonly _INTERNAL__LAYOUT__DATA_?: Box }) => {
    layout = made._INTERNAL__LAYOUT__DATA_ ?? {}
  }
  await renderToBuffer(h(Document, { onRender } as never, page) as never)
  await freshFonts()
  return layout.children ?? []
}
