import { directionOf, label } from '@entraide/vocabulary'
import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import { createElement as h, type ReactElement } from 'react'
import { blockViews } from './blocks.ts'
import { piece, rtl, usualSize, written } from './direction.ts'
import { families, freshFonts } from './fonts.ts'
import type { Paper } from './paper.ts'
import { stretchesOf } from './stretches.ts'
import { logName, moment, wordsOf } from './words.ts'

const ink = '#1b1f24'
const quiet = '#57606a'
const style = StyleSheet.create({
  page: { paddingBottom: 74, paddingHorizontal: 44, fontFamily: families, fontSize: usualSize, color: ink },
  head: { position: 'absolute', top: 26, left: 44, right: 44, borderBottomWidth: 0.75, borderColor: ink, paddingBottom: 5 },
  line: { flexDirection: 'row', justifyContent: 'space-between' },
  lineRtl: { flexDirection: 'row-reverse', justifyContent: 'space-between' },
  marking: { fontSize: 9, fontWeight: 700 },
  small: { fontSize: 7.5, color: quiet },
  foot: { position: 'absolute', bottom: 24, left: 44, right: 44, borderTopWidth: 0.75, borderColor: quiet, paddingTop: 5 },
  watermark: { position: 'absolute', top: 0, left: 0, right: 0, bottom: 0 },
  mark: { position: 'absolute', left: 40, right: 40, textAlign: 'center', fontSize: 22, color: ink, opacity: 0.07, transform: 'rotate(-28deg)' },
  title: { fontSize: 16, fontWeight: 700 },
  subtitle: { fontSize: 10, color: quiet, marginTop: 2, marginBottom: 10 },
})

/**
 * A paper as PDF: A4, with the handling codes and the reference on each page, "page x of y", what proves it, and who had it made over it.
 * The same paper gives the same octets: its instant is the one of the paper.
 *
 * Takes the processor for some hundred milliseconds: a node calls it beside its event loop.
 */
export function renderPaper(paper: Paper): Promise<Uint8Array> {
  const mine = before.then(() => render(paper))
  before = mine.catch(() => {})
  return mine
}
/** Fonts are the process's own: one paper at a time. */
let before: Promise<unknown> = Promise.resolve()

async function render(paper: Paper): Promise<Uint8Array> {
  await freshFonts()
  const made = new Date(paper.at)
  const page = [style.page, { paddingTop: 66 + 12.5 * Math.ceil(markingOf(paper).length / 92) }]
  const stretches = await stretchesOf(paper.blocks, { page, title: titleOf(paper), language: paper.language })
  const document = h(
    Document,
    { title: paper.title, author: paper.node, creator: 'Entraide', producer: 'Entraide', language: paper.language, creationDate: made, modificationDate: made },
    ...stretches.map((blocks, at) =>
      h(
        Page,
        { key: at, size: 'A4', style: page, wrap: true },
        head(paper),
        watermark(paper),
        ...(at === 0 ? titleOf(paper) : []),
        ...blockViews(blocks, paper.language),
        foot(paper),
      ),
    ),
  )
  return new Uint8Array(await renderToBuffer(document as never))
}

function titleOf({ title, subtitle, language }: Paper): readonly ReactElement[] {
  return [
    piece(title, [style.title, written(title, language)], { key: 'title' }),
    piece(subtitle, [style.subtitle, written(subtitle, language)], { key: 'subtitle' }),
  ]
}

const line = (paper: Paper) => (directionOf(paper.language) === 'rtl' ? style.lineRtl : style.line)

/** What a page may be used for, said on it. */
function markingOf({ classification, handling, language }: Paper): string {
  return [label('classification', classification, language), ...handling.map(code => `${code} ${label('handlingCode', code, language)}`)].join(' · ')
}

function head(paper: Paper): ReactElement {
  const { language, node, reference } = paper
  return h(
    View,
    { style: style.head, fixed: true, key: 'head' },
    h(
      View,
      { key: 'line', style: line(paper) },
      piece(node, [style.small, rtl(language)], { key: 'node' }),
      piece(reference, [style.small, rtl(language)], { key: 'reference' }),
    ),
    piece(markingOf(paper), [style.marking, rtl(language)], { key: 'marking' }),
  )
}

function foot(paper: Paper): ReactElement {
  const { language, proofs } = paper
  const say = wordsOf(language)
  const proven = proofs.map(({ log, position, digest }) => say.proof(logName(log), position, digest.slice(0, 16)))
  return h(
    View,
    { style: style.foot, fixed: true, key: 'foot' },
    ...proven.map((text, at) => piece(text, [style.small, rtl(language)], { key: at })),
    h(
      View,
      { key: 'line', style: line(paper) },
      piece(say.madeBy(readerOf(paper), moment(paper.at, paper.capitals, language)), [style.small, rtl(language)], { key: 'made' }),
      h(Text, {
        key: 'page',
        style: [style.small, rtl(language)],
        render: ({ pageNumber, totalPages }) => say.page(pageNumber, totalPages ?? pageNumber),
      }),
    ),
  )
}

/** Who took it out, across every page: a copy that turns up tells by whom it was made. */
function watermark(paper: Paper): ReactElement {
  const text = `${readerOf(paper)} · ${paper.at.slice(0, 16).replace('T', ' ')} UTC`
  return h(View, { style: style.watermark, fixed: true, key: 'mark' }, ...[150, 400, 650].map(top => h(Text, { style: [style.mark, { top }], key: top }, text)))
}

const readerOf = ({ reader }: Paper) => `${reader.office} ${reader.serviceNumber}`
