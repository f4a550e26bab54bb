import { directionOf, type Language, label } from '@entraide/vocabulary'
import { StyleSheet, View } from '@react-pdf/renderer'
import { createElement as h, type ReactElement } from 'react'
import { piece, rtl, usualSize, written } from './direction.ts'
import type { Block } from './paper.ts'

const line = '#c9d1d9'
const tones = { good: '#2f6f4f', late: '#a4332a', wait: '#8a6d1b', plain: '#57606a' } as const
const cellSize = 8.5
const style = StyleSheet.create({
  h1: { fontSize: 12.5, fontWeight: 700, marginTop: 14, marginBottom: 4 },
  h2: { fontSize: 10.5, fontWeight: 700, marginTop: 9, marginBottom: 3 },
  text: { marginBottom: 4 },
  strong: { fontWeight: 700 },
  quiet: { color: tones.plain, fontSize: 8.5 },
  row: { flexDirection: 'row' },
  rowRtl: { flexDirection: 'row-reverse' },
  factName: { width: '30%', color: tones.plain, paddingVertical: 1 },
  factValue: { width: '70%', paddingVertical: 1 },
  cell: { paddingVertical: 2.5, paddingHorizontal: 3 },
  headCell: { paddingVertical: 2.5, paddingHorizontal: 3, fontSize: 8, fontWeight: 700 },
  tableHead: { borderBottomWidth: 0.75, borderColor: tones.plain },
  tableRow: { borderBottomWidth: 0.5, borderColor: line },
  half: { width: '50%', paddingHorizontal: 6, paddingVertical: 3 },
  label: { fontSize: 8, fontWeight: 700, color: tones.plain, marginTop: 4 },
  notice: { borderWidth: 0.75, borderColor: tones.late, padding: 5, marginVertical: 4 },
  table: { marginBottom: 6 },
  barRow: { paddingVertical: 2, alignItems: 'center' },
  barLabel: { width: '34%', fontSize: 8.5 },
  barSays: { width: '30%', fontSize: 8.5, paddingHorizontal: 6 },
  bar: { height: 9 },
  track: { width: '35%', height: 9, marginHorizontal: 4, backgroundColor: '#eef1f4' },
})

/** How a block is set: the key is its place among all. */
export type BlockView = (block: Block, language: Language, key: number) => ReactElement

/**
 * Blocks one below the other. A heading stays with what it is the heading of: with all of it where that is short, with its beginning
 * where it runs over pages.
 */
export function blockViews(blocks: readonly Block[], language: Language, setAs: BlockView = blockView): readonly ReactElement[] {
  const views: ReactElement[] = []
  for (let at = 0; at < blocks.length; at++) {
    const last = endOfHead(blocks, at)
    const view = (block: Block, key: number) => setAs(block, language, key)
    if (last === at) views.push(view(blocks[at] as Block, at))
    else views.push(h(View, { key: at, wrap: false }, ...blocks.slice(at, last + 1).map((block, index) => view(block, at + index))))
    at = last
  }
  return views
}

/** The last block that must stand on the page of this one: for a heading, the first matter below it, unless that is long. */
function endOfHead(blocks: readonly Block[], at: number): number {
  if (blocks[at]?.kind !== 'heading') return at
  const next = blocks.findIndex((block, index) => index > at && block.kind !== 'heading' && (block.kind !== 'text' || block.text.length > 200))
  const block = blocks[next]
  return block !== undefined && next - at <= 3 && isShort(block) ? next : at
}

const isShort = (block: Block) => 'rows' in block && block.kind !== 'languages' && block.rows.length <= 10 && !('goesOn' in block)

/** One block as it is printed. */
export function blockView(block: Block, language: Language, key: number): ReactElement {
  switch (block.kind) {
    case 'heading':
      return piece(block.text, [block.level === 1 ? style.h1 : style.h2, rtl(language)], { key, minPresenceAhead: 100 })
    case 'text': {
      const looks = [style.text, ...(block.strong === true ? [style.strong] : []), ...(block.quiet === true ? [style.quiet] : [])]
      return piece(block.text, [...looks, written(block.text, language)], { key, ...(block.strong === true ? { minPresenceAhead: 40 } : {}) })
    }
    case 'facts':
      return h(View, { key, style: style.text }, ...block.rows.map(([name, value], at) => factView(name, value, language, at)))
    case 'table':
      return tableView(block, language, key)
    case 'languages':
      return languagesView(block, language, key)
    case 'bars':
      return h(View, { key, style: style.text }, ...block.rows.map((bar, at) => barView(bar, language, at)))
    case 'notice':
      return h(View, { key, style: style.notice, wrap: false }, piece(block.text, [rtl(language)]))
  }
}

const isRtl = (language: Language) => directionOf(language) === 'rtl'
const row = (language: Language) => (isRtl(language) ? style.rowRtl : style.row)
/** A value beside its name stands at the name's side of the page, whatever it is written in. */
const aligned = (value: string, language: Language) => ({ ...written(value, language), textAlign: rtl(language).textAlign })

/** Letters in a line, and their size. */
type Measure = { readonly room: number; readonly fontSize: number }

/** A value line by line: what a person wrote reads in its own direction, and so does the date below it. */
function lines(value: string, looks: readonly object[], language: Language, { room, fontSize }: Measure, key: string | number): ReactElement {
  const each = value.split('\n').map((line, at) => piece(line, [{ fontSize }, aligned(line, language)], { key: at, room }))
  return h(View, { key, style: looks as never }, ...each)
}

function factView(name: string, value: string, language: Language, key: number): ReactElement {
  return h(
    View,
    { key, style: row(language), wrap: false },
    piece(name, [style.factName, rtl(language)], { key: 'name' }),
    lines(value, [style.factValue], language, { room: 58, fontSize: usualSize }, 'value'),
  )
}

type Bar = Extract<Block, { kind: 'bars' }>['rows'][number]
const shareOf = ({ value, of }: Bar) => (of <= 0 ? 0 : Math.min(100, Math.max(0, Math.round((1000 * value) / of) / 10)))

function barView(bar: Bar, language: Language, key: number): ReactElement {
  const filled = h(View, { style: [style.bar, { width: `${shareOf(bar)}%`, backgroundColor: tones[bar.tone] }] })
  return h(
    View,
    { key, style: [row(language), style.barRow], wrap: false },
    piece(bar.label, [style.barLabel, rtl(language)], { key: 'label', room: 32 }),
    h(View, { key: 'track', style: [style.track, row(language)] }, filled),
    piece(bar.says, [style.barSays, rtl(language)], { key: 'says' }),
  )
}

type Table = Extract<Block, { kind: 'table' }>
/** How a row of a table is set, and where it stands in it. */
export type RowView = (row: ReactElement, index: number) => ReactElement

/**
 * A table; its head stands on each page that it runs over.
 *
 * @param setRow - puts something else in the place of a row
 */
export function tableView({ columns, rows, goesOn = false }: Table, language: Language, key: number, setRow: RowView = row => row): ReactElement {
  const whole = columns.reduce((sum, column) => sum + column.share, 0)
  // 507 points of page, some 5 for a letter; words of ours are shorter than their column.
  const room = (at: number) => Math.max(6, Math.floor((100 * (columns[at]?.share ?? 1)) / whole) - 2)
  const width = (at: number) => ({ width: `${(100 * (columns[at]?.share ?? 1)) / whole}%` })
  const head = columns.map(({ title }, at) => piece(title, [style.headCell, width(at), rtl(language)], { key: at }))
  return h(
    View,
    { key, ...(goesOn ? {} : { style: style.table }) },
    h(View, { key: 'head', style: [row(language), style.tableHead], fixed: true }, ...head),
    ...rows.map((cells, index) => {
      const shown = cells.map((cell, at) => lines(cell, [style.cell, width(at)], language, { room: room(at), fontSize: cellSize }, at))
      return setRow(h(View, { key: index, style: [row(language), style.tableRow], wrap: false }, ...shown), index)
    }),
  )
}

/** Each row is one passage in two languages, each in its own direction: what is left empty is not translated yet. */
function languagesView({ languages, rows }: Extract<Block, { kind: 'languages' }>, language: Language, key: number): ReactElement {
  const both = (texts: readonly string[], looks: readonly object[]) =>
    languages.map((each, at) =>
      piece(texts[at] === '' ? '—' : (texts[at] ?? ''), [style.half, ...(looks as { [name: string]: unknown }[]), rtl(each)], { key: at, room: 40 }),
    )
  const names = languages.map(each => label('language', each, language))
  return h(
    View,
    { key, style: style.table },
    h(View, { key: 'head', style: [row(language), style.tableHead], fixed: true }, ...both(names, [style.headCell])),
    ...rows.map(({ label: name, texts }, index) =>
      h(
        View,
        // Two columns that break at two places cannot be read side by side.
        { key: index, style: style.tableRow, wrap: Math.max(...texts.map(text => text.length)) > 1_200 },
        ...(name === '' ? [] : [piece(name, [style.label, rtl(language)], { key: 'label' })]),
        h(View, { key: 'texts', style: row(language) }, ...both(texts, [])),
      ),
    ),
  )
}
