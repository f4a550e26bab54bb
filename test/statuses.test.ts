import { permitRefusals, publicCodes } from '@entraide/exchange'
import { expect, test } from 'vitest'
import { hasStatus, statusOf } from '../packages/node/src/http/statuses.ts'
import { bareIn, reachedFrom, refusingIn } from './refusal-codes.ts'
import { textOf } from './source.ts'

/** Everything that takes part in a node that serves: its capabilities are made in `boot`, its routes stand in `routes`. */
const served = reachedFrom(...['boot', 'http/server', 'http/routes'].map(file => `packages/node/src/${file}.ts`))

/** The codes written as a quoted word before or after something, in one file. */
const wordsIn = (file: string, pattern: RegExp) => [...textOf(file).matchAll(pattern)].map(found => found[1] as string)
const faultsOfReading = ['json', 'bytes'].flatMap(file => wordsIn(`packages/ground/src/${file}.ts`, /\b(?:Fault|fail)\('((?:json|bytes)-[a-z0-9-]+)'/g))

/**
 * Calls whose code is only known when they run, each with the codes it can be. A new one fails the test until it stands here: what
 * it gives out would reach people unnoticed.
 */
const knownWhenRun: { readonly [call: string]: readonly string[] } = {
  'agreement/src/read.ts code': wordsIn('packages/agreement/src/read.ts', /'([a-z-]+-malformed)'\) as/g),
  'exchange/src/admit.ts code': publicCodes,
  'exchange/src/admit.ts publicStop[clause.refused]': publicCodes,
  'exchange/src/permit.ts stop[1]': permitRefusals,
  'node/src/http/answer.ts error.refused': faultsOfReading,
  'node/src/http/answer.ts known': wordsIn('packages/node/src/http/answer.ts', /^ {2}[A-Z_]+: '([a-z-]+)',$/gm),
  'node/src/http/body.ts fault.code': faultsOfReading,
  'node/src/persons/rows.ts fault.code': faultsOfReading,
  // A person who was not read: the codes stand where she is read.
  'node/src/steps/persons.ts a.refused': [],
  'node/src/steps/persons.ts b.refused': [],
  // Kept beside our own message, never an answer of this node's.
  'node/src/steps/take-receipt.ts receipt.code': publicCodes,
}

const calls = served.flatMap(file => refusingIn(textOf(file)).map(call => ({ file: file.replace('packages/', ''), ...call })))
const bare = served.filter(file => !file.includes('/paper/')).flatMap(file => bareIn(textOf(file)))
const codes = [...new Set([...calls.flatMap(call => call.codes), ...bare, ...Object.values(knownWhenRun).flat()])].sort()

test('each call whose refusal is only known when it runs is known to this test, with what it can be', () => {
  expect([...new Set(calls.flatMap(({ file, open }) => open.map(piece => `${file} ${piece}`)))].sort()).toEqual(Object.keys(knownWhenRun).sort())
  expect(faultsOfReading).toEqual(expect.arrayContaining(['bytes-not-utf8', 'json-syntax', 'json-too-large']))
})

test('every refusal that a node can give out has a line of its own in the table of statuses', () => {
  expect(codes.length).toBeGreaterThan(200)
  expect(codes.filter(code => !hasStatus(code))).toEqual([])
  // The table is read, not only asked: a word that means something to every object has no line.
  expect(hasStatus('toString')).toBe(false)
})

test('a refusal is never told as a success, nor as a fault but for what is the node’s own', () => {
  expect(codes.filter(code => statusOf(code) < 400 || statusOf(code) > 599)).toEqual([])
  expect(codes.filter(code => statusOf(code) >= 500).sort()).toEqual(['disk-full', 'fault', 'locked', 'paper-not-set', 'register-unfinished'])
})
