import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mendCodes, unmetCodes } from '@entraide/agreement'
import { permitRefusals, publicCodes } from '@entraide/exchange'
import { codesWithoutSentence } from '@entraide/vocabulary'
import { expect, test } from 'vitest'

const packages = fileURLToPath(new URL('../packages/', import.meta.url))

/** Every code that a source file refuses with: `refuse('code', …)` and `outside('code', …)`. */
function refusedCodes(): readonly string[] {
  const files = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter(file => /^[a-z]+\/src\/.*\.tsx?$/.test(file.replaceAll('\\', '/')))
  return files.flatMap(file =>
    [...readFileSync(join(packages, file), 'utf8').matchAll(/\b(?:refuse|outside)\('([a-z0-9-]+)'/g)].map(found => found[1] as string),
  )
}

test('every code the program refuses with has its sentence in four languages', () => {
  const codes = refusedCodes()
  expect(codes.length).toBeGreaterThan(100)
  expect(codesWithoutSentence(codes)).toEqual([])
})

test('every unmet condition, every mend and every code a partner may read has its sentence', () => {
  expect(codesWithoutSentence([...unmetCodes, ...mendCodes, ...permitRefusals, ...publicCodes])).toEqual([])
})
