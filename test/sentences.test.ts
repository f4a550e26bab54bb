import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mendCodes, unmetCodes } from '@entraide/agreement'
import { permitRefusals, publicCodes } from '@entraide/exchange'
import { codesWithoutSentence } from '@entraide/vocabulary'
import { expect, test } from 'vitest'
import { refusingIn } from './refusal-codes.ts'

const packages = fileURLToPath(new URL('../packages/', import.meta.url))

/** Every code that a source file refuses with, where it is written. */
function refusedCodes(): readonly string[] {
  const files = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter(file => /^[a-z]+\/src\/.*\.tsx?$/.test(file.replaceAll('\\', '/')))
  return files.flatMap(file => refusingIn(readFileSync(join(packages, file), 'utf8')).flatMap(({ codes }) => codes))
}

test('every code the program refuses with has its sentence in four languages', () => {
  const codes = refusedCodes()
  expect(codes.length).toBeGreaterThan(100)
  expect(codesWithoutSentence(codes)).toEqual([])
})

/** Codes that stand beside a message on its way out, or a draft that came back: reasons, and what the line tells. */
function reasonCodes(): readonly string[] {
  const files = [
    'steps/deliver',
    'steps/may-leave',
    'steps/put-off',
    'steps/put-back',
    'steps/take-receipt',
    'steps/dispatch',
    'steps/outbox',
    'steps/carry',
    'steps/push',
    'http/partner-line',
  ].map(file => `node/src/${file}.ts`)
  return files.flatMap(file => {
    const source = readFileSync(join(packages, file), 'utf8')
    const literal = [
      ...source.matchAll(
        /\b(?:reason|returned_code): '([a-z0-9-]+)'|reached: false, code: '([a-z0-9-]+)'|\bfail\('([a-z0-9-]+)'\)|tryLater\(node, row, '([a-z0-9-]+)'/g,
      ),
    ]
    const numbered = [...source.matchAll(/`((?:[a-z]+-)*answered)-\$\{/g)].map(found => `${found[1]}-418`)
    return [...literal.flatMap(found => found.slice(1).filter(each => each !== undefined)), ...numbered]
  })
}

test('whatever the outbox says of a message that has not left has its sentence', () => {
  const codes = reasonCodes()
  expect(codes).toEqual(expect.arrayContaining(['earlier-refused', 'line-broken', 'clock-skew', 'sent-back', 'answered-418', 'attachment-answered-418']))
  expect(codesWithoutSentence(codes)).toEqual([])
})

test('every unmet condition, every mend and every code a partner may read has its sentence', () => {
  expect(codesWithoutSentence([...unmetCodes, ...mendCodes, ...permitRefusals, ...publicCodes])).toEqual([])
})
