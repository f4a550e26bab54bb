import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readCatalogue } from '../build/catalogue.ts'
import { firstRoots, reachedFrom } from '../build/words-in-parts.ts'

const folder = fileURLToPath(new URL('../locales/', import.meta.url))
const english = await readCatalogue(`${folder}en.po`)
const others = await Promise.all(['fr', 'nl', 'ar'].map(async language => ({ language, entries: await readCatalogue(`${folder}${language}.po`) })))
const marks = (text: string) => (text.match(/\{\w+\}|<\/?\d+\/?>/g) ?? []).sort()

test('the four catalogues hold the same strings', () => {
  expect(english.length).toBeGreaterThan(500)
  for (const { language, entries } of others)
    expect(
      entries.map(entry => entry.source),
      language,
    ).toEqual(english.map(entry => entry.source))
})

test('no string waits for its translation', () => {
  for (const { language, entries } of others)
    expect(
      entries.filter(entry => entry.translation.trim() === '').map(entry => entry.source),
      language,
    ).toEqual([])
})

test('every translation keeps the placeholders and the links of its source', () => {
  for (const { language, entries } of others)
    for (const { source, translation } of entries.filter(entry => !entry.source.includes(', plural,')))
      expect(marks(translation), `${language}: ${source}`).toEqual(marks(source))
})

test('Arabic counts in its six plural forms', () => {
  const plurals = others.find(({ language }) => language === 'ar')?.entries.filter(entry => entry.source.includes(', plural,')) ?? []
  expect(plurals.length).toBeGreaterThan(5)
  for (const { source, translation } of plurals)
    for (const form of ['zero', 'one', 'two', 'few', 'many', 'other']) expect(translation, source).toMatch(new RegExp(`\\b${form} \\{`))
})

test('Arabic is written with Arabic punctuation', () => {
  const arabic = others.find(({ language }) => language === 'ar')?.entries ?? []
  for (const { translation } of arabic)
    if (/\p{Script=Arabic}/u.test(translation) && !translation.includes('plural')) expect(translation).not.toMatch(/\p{Script=Arabic}\s*[,;?](\s|$)/u)
})

test('whatever the first view can show says its words without the others: only screens come later, each with all words', async () => {
  const files = await reachedFrom(firstRoots)
  expect(files.length).toBeGreaterThan(30)
  const late: string[] = []
  for (const file of files) {
    const text = await readFile(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8')
    if (/\bimport\('\.[^']+\.tsx?'\)/.test(text)) late.push(file)
  }
  // The page's own screens are first ones too; the routes wait for all words.
  expect(late.sort()).toEqual(['src/app.tsx', 'src/route.ts'])
})
