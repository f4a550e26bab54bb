import { isRefusal, type Json, pointerStep } from '@entraide/ground'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askFrom, problemsOf, readAgreement, readAsk, readPlanChain, readPolicy, readRouting } from '../src/index.ts'
import { plain } from './asks.ts'
import { textOf } from './files.ts'

const readers = { readAgreement, readAsk, readPolicy, readPlanChain, readRouting }
const files = ['agreements/demo-ident-1.json', 'policies/BE-POL-SPOC.json', 'agreements/chains/be-ma-plans.json', 'agreements/routing/be-ma-channels.json'].map(
  textOf,
)

test('no bytes make a reader throw: everything is read or refused with a place', () =>
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(String), fc.string({ unit: 'binary' })), input => {
      for (const read of Object.values(readers)) expect(isRefusal(read(input))).toBe(true)
      for (const problem of problemsOf(input)) expect(problem).toMatchObject({ line: expect.any(Number), column: expect.any(Number) })
    }),
    { numRuns: 500 },
  ))

test('a file torn, cut or doubled anywhere is read as it stands or refused with line and column', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.nat(),
      fc.nat({ max: 40 }),
      fc.constantFrom('', '"', '{', '[', ',', 'null', '\ud800', '\u0000'),
      (text, at, cut, put) => {
        const from = at % text.length
        const problems = problemsOf(text.slice(0, from) + put + text.slice(from + cut))
        for (const { line, column } of problems) expect(line > 0 && column > 0).toBe(true)
      },
    ),
    { numRuns: 150 },
  ))

/** Every place in a value, as a pointer, with a way to put something else there. */
function places(value: Json, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer]
  return [pointer, ...Object.entries(value).flatMap(([name, each]) => places(each as Json, pointer + pointerStep(name)))]
}

function put(value: Json, pointer: string, other: Json): Json {
  if (pointer === '') return other
  const copy = structuredClone(value) as { [name: string]: Json }
  const steps = pointer.slice(1).split('/')
  const last = steps.pop() as string
  let at: { [name: string]: Json } = copy
  for (const step of steps) at = at[step] as { [name: string]: Json }
  at[last] = other
  return copy
}

test('a wrong value in any place of an agreement is reported, and nowhere throws', () => {
  const agreement = JSON.parse((JSON.parse(textOf('vectors/agreement/read.json')) as { good: string }).good) as Json
  for (const pointer of places(agreement))
    for (const wrong of [{ surprise: 1 }, [[]], -1.5, '\u0001']) {
      const problems = problemsOf(JSON.stringify(put(agreement, pointer, wrong)))
      const free = /\/(en|fr|nl|ar|reference|what|read|url|capital|articleNumber)$/.test(pointer) && typeof wrong === 'string'
      if (!free) expect([pointer, wrong, problems.length > 0]).toEqual([pointer, wrong, true])
    }
})

test('every key of an ask is required, and no other is taken', () => {
  for (const key of Object.keys(plain)) {
    const { [key as keyof typeof plain]: _, ...less } = plain
    expect(askFrom(less as unknown as Json)).toMatchObject({ refused: 'ask-malformed', facts: { problem: 'field-absent' } })
  }
  // A day and a number of days: one would be read and the other only look like a limit.
  const held = { ...plain, holdUntil: '2027-05-01', holdDays: 10 }
  expect(askFrom(held as unknown as Json)).toMatchObject({ refused: 'ask-malformed', facts: { problem: 'field-unused', pointer: '/holdDays' } })
  expect(readAsk(JSON.stringify(held, null, 1))).toMatchObject({ refused: 'ask-malformed', facts: { problem: 'field-unused', line: expect.any(Number) } })
  for (const field of ['holdUntil', 'holdDays'] as const) {
    const { [field]: _, ...one } = held
    expect(askFrom(one as unknown as Json)).not.toHaveProperty('refused')
  }
  expect(readAsk(JSON.stringify({ ...plain, terCategory: 'FTF' }, null, 1))).toMatchObject({
    refused: 'ask-malformed',
    facts: { problem: 'field-unknown', pointer: '/terCategory', line: 29 },
  })
})

test('very large and very deep files are refused, not endured', () => {
  expect(readAgreement(`"${'x'.repeat(1_100_000)}"`)).toMatchObject({ refused: 'agreement-malformed', facts: { code: 'json-too-large' } })
  expect(readAgreement('['.repeat(5_000))).toMatchObject({ facts: { code: 'json-too-deep' } })
})
