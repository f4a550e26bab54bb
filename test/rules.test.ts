import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n)
/** Rules of the domain that concern a request, its answer and spontaneous information. */
const owed = [...upTo(1, 16), ...upTo(18, 27), 46, 52, 54]

/** Rules named where a test's name begins: `R9: …`, `R5, R24: …`. */
function namedByTests(): readonly number[] {
  const files = ['packages', 'stories', 'test'].flatMap(folder =>
    readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.test.ts') && !file.includes('node_modules'))
      .map(file => readFileSync(`${root}${folder}/${file}`, 'utf8')),
  )
  const names = files.flatMap(text => [...text.matchAll(/\b(?:test|describe)\(['`](R\d+(?:, R\d+)*): /g)].map(found => found[1] as string))
  return names.flatMap(name => name.split(', ').map(rule => Number(rule.slice(1))))
}

/** Rules named by the vectors: each is a test of its own, named by the rules that refuse it (`packages/agreement/test/vectors.test.ts`). */
function namedByVectors(): readonly number[] {
  const { cases } = JSON.parse(readFileSync(`${root}vectors/agreement/check.json`, 'utf8')) as { cases: { expect: { unmet?: { rule: string | null }[] } }[] }
  return cases.flatMap(each => each.expect.unmet?.flatMap(({ rule }) => (rule === null ? [] : Number(rule.slice(1)))) ?? [])
}

test('every rule that a request, an answer or spontaneous information must keep has a test that names it', () => {
  const named = new Set([...namedByTests(), ...namedByVectors()])
  expect(owed.filter(rule => !named.has(rule))).toEqual([])
})
