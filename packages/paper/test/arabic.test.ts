import { instant } from '@entraide/ground'
import { describe, expect, it } from 'vitest'
import { dossierPaper } from '../src/dossier.ts'
import { minutesPaper } from '../src/minutes.ts'
import type { Block, Paper } from '../src/paper.ts'
import { readPdf, said, seenLines } from '../src/read-back.ts'
import { renderPaper } from '../src/render.ts'
import { capitals, dossier, frame, minutes } from './sample.ts'

const saying = (...blocks: Block[]): Paper => ({
  language: 'ar',
  title: 'محضر',
  subtitle: '',
  node: 'MA-DGSN-SPOC',
  reference: 'MA-DGSN-SPOC/2026/1AAAA',
  classification: 'U',
  handling: [],
  proofs: [],
  reader: frame.reader,
  at: instant('2026-11-24T10:05:00.000Z'),
  capitals,
  blocks,
})
const text = (value: string): Block => ({ kind: 'text', text: value })
const linesOf = async (...values: string[]) => seenLines(readPdf(await renderPaper(saying(...values.map(text)))).runs, 1)

describe('Arabic on paper', () => {
  it('joins letters: a letter has as many forms as its places in a word', async () => {
    const { runs } = readPdf(await renderPaper(minutesPaper(minutes(), 'ar')))
    const forms = new Map<string, Set<number>>()
    for (const run of runs)
      for (const [at, letter] of [...run.text].entries())
        if (run.glyphs.length === run.text.length) forms.set(letter, (forms.get(letter) ?? new Set()).add(run.glyphs[at] as number))
    // Beginning, middle, end and alone; two weights double them. One glyph only would mean that nothing was joined.
    for (const letter of 'منلي') expect(forms.get(letter)?.size, letter).toBeGreaterThanOrEqual(3)
  })

  it('runs from right to left, numbers and Latin words from left to right within it', async () => {
    const lines = await linesOf('وجه مكتب BE-POL-SPOC تسعة طلبات يوم 24 نونبر 2026 إلى الرباط')
    expect(lines.map(said)).toContain('وجه مكتب BE-POL-SPOC تسعة طلبات يوم 24 نونبر 2026 إلى الرباط')
  })

  it('keeps the letters of a date in their places beneath an Arabic name', async () => {
    const lines = readPdf(await renderPaper(dossierPaper(dossier(1), 'ar'))).runs
    const seen = [1, 2, 3].flatMap(page => seenLines(lines, page))
    expect(seen.some(line => line.includes('1985-03-02'))).toBe(true)
    expect(seen.some(line => line.includes('02-03-1985') || line.includes('03-02-1985'))).toBe(false)
  })

  it('sets what is written in another script in its own direction', async () => {
    const [arabic, french] = ['اتفق الطرفان.', 'Les deux parties sont convenues.']
    const { runs } = readPdf(await renderPaper(saying(text(arabic), text(french))))
    const begins = (found: string) => Math.min(...runs.filter(run => said(run.text).includes(found)).map(run => run.x))
    expect(begins('Les deux')).toBeLessThan(60)
    expect(begins('اتفق')).toBeGreaterThan(300)
  })

  it('has a glyph for every letter that its words use', async () => {
    for (const paper of [dossierPaper(dossier(60), 'ar'), minutesPaper(minutes(), 'ar'), dossierPaper(dossier(60), 'fr')]) {
      const { runs } = readPdf(await renderPaper(paper))
      expect(runs.filter(run => run.glyphs.includes(0) || run.text.includes('\ufffd')).map(run => run.text)).toEqual([])
    }
  })
})
