import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const folder = fileURLToPath(new URL('../packages/node/test/', import.meta.url))
const page = readFileSync(new URL('../docs/threat-model.md', import.meta.url), 'utf8')
/** Rows of the attack list that a request, its answer and what stands around them must survive; the others come with what they attack. */
const owed = [...Array.from({ length: 13 }, (_, n) => n + 1), 17, 18, 19, 20, 21, 22, 23, 28, 32, 33, 35, 36]

/** What a test file says under `describe('NUMBER: …')`, up to the next one at the left edge. */
const blocks = readdirSync(folder)
  .filter(file => file.endsWith('.test.ts'))
  .flatMap(file =>
    readFileSync(`${folder}${file}`, 'utf8')
      .split(/^(?=describe\('|test\('|for \()/m)
      .flatMap(text => {
        const name = /^describe\('((?:\d+)(?:(?:, | and )\d+)*): /.exec(text)
        return name === null ? [] : [{ file: file.replace('.test.ts', ''), rows: (name[1] as string).split(/, | and /).map(Number), text }]
      }),
  )

/** A test is one way; one that goes through a list, at least three. */
const waysIn = (text: string) => {
  const count = (pattern: RegExp) => [...text.matchAll(pattern)].length
  return count(/\btest\(/g) + 3 * count(/\btest\.each\(/g) + 2 * count(/\bfor \(const /g)
}

describe('the attack list', () => {
  const told = new Map(
    [...page.matchAll(/^\| (\d+(?:, \d+)*) \| .* \| ((?:`[a-z-]+`(?:, )?)+) \|$/gm)].flatMap(([, rows, files]) =>
      (rows as string).split(', ').map(row => [Number(row), [...(files as string).matchAll(/`([a-z-]+)`/g)].map(found => found[1] as string)] as const),
    ),
  )
  test('has a line of the threat model for every row that is owed', () => expect(owed.filter(row => !told.has(row))).toEqual([]))
  test('and for every row that is tried', () =>
    expect([...new Set(blocks.flatMap(block => block.rows))].sort((a, b) => a - b)).toEqual([...told.keys()].sort((a, b) => a - b)))
  for (const [row, files] of told) {
    const mine = blocks.filter(block => block.rows.includes(row))
    test(`row ${row} is tried where the page says, in at least three ways`, () => {
      expect([...new Set(mine.map(block => block.file))].sort()).toEqual([...files].sort())
      expect(mine.reduce((sum, block) => sum + waysIn(block.text), 0)).toBeGreaterThanOrEqual(3)
    })
  }
})
