import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bitsFor, bucketOf, Postings, pack, rowsUnder, takenOut, unpack } from '../src/persons/bucket.ts'
import { keyedHash } from '../src/persons/keyed-hash.ts'
import { isWalk } from '../src/persons/look-ups.ts'
import { TagSet } from '../src/persons/tag-set.ts'

test('a tag is the first 8 bytes of HMAC-SHA256, for any key and any text', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.oneof(fc.string({ maxLength: 120 }), fc.string({ unit: 'grapheme', maxLength: 80 })),
      (key, text) => {
        const digest = createHmac('sha256', key).update(text, 'utf8').digest()
        expect(keyedHash(key)(text)).toEqual({ high: digest.readUInt32BE(0), low: digest.readUInt32BE(4) })
      },
    ),
    { numRuns: 500 },
  )
})

test('lengths around the end of a block have the same tags too', () => {
  const key = new Uint8Array(32).fill(9)
  for (let length = 0; length <= 130; length++) {
    const text = 'a'.repeat(length)
    expect(keyedHash(key)(text).high).toBe(createHmac('sha256', key).update(text).digest().readUInt32BE(0))
  }
})

const uint = fc.integer({ min: 0, max: 0xffff_ffff })
const posting = fc.record({
  high: fc.oneof(uint, fc.integer({ min: 0, max: 3 })),
  low: fc.integer({ min: 0, max: 3 }),
  row: fc.integer({ min: 1, max: 200_000 }),
})

test('what is packed is found again under its tag, once, in order, whatever the bits', () => {
  fc.assert(
    fc.property(fc.array(posting, { maxLength: 60 }), fc.integer({ min: 6, max: 24 }), (all, bits) => {
      const byBucket = new Map<number, Postings>()
      for (const { high, low, row } of all) {
        const number = bucketOf(high, bits)
        const postings = byBucket.get(number) ?? new Postings()
        byBucket.set(number, postings)
        postings.push(high, low, row)
      }
      for (const [number, postings] of byBucket) {
        postings.sort()
        const { packed, count } = pack(postings, 0, postings.length, bits)
        const again = new Postings()
        unpack(number, packed as Uint8Array, again)
        expect(again.length).toBe(count)
        for (const { high, low } of all.filter(each => bucketOf(each.high, bits) === number)) {
          const rows = [...new Set(all.filter(each => each.high === high && each.low === low).map(each => each.row))].sort((x, y) => x - y)
          expect([...rowsUnder(number, packed as Uint8Array, high, low, 1_000)]).toEqual(rows)
        }
      }
    }),
  )
})

test('what is taken out is gone, and an empty bucket with it', () => {
  const postings = new Postings()
  postings.push(7, 7, 3)
  postings.push(7, 7, 4)
  postings.push(7, 7, 3 + takenOut)
  postings.sort()
  const left = pack(postings, 0, postings.length, 6).packed as Uint8Array
  expect([...rowsUnder(bucketOf(7, 6), left, 7, 7, 10)]).toEqual([4])
  postings.push(7, 7, 4 + takenOut)
  postings.sort()
  expect(pack(postings, 0, postings.length, 6)).toEqual({ packed: null, count: 0 })
})

test('many are sorted as a few are', () => {
  const many = new Postings()
  const expected: [number, number, number][] = []
  for (let i = 0; i < 5_000; i++) {
    const [high, low] = [Math.imul(i, 2654435761) >>> 0, (i * 7919) % 5]
    many.push(high % 50, low, i)
    expected.push([high % 50, low, i])
  }
  many.sort()
  expected.sort((x, y) => x[0] - y[0] || x[1] - y[1] || x[2] - y[2])
  expect(Array.from({ length: many.length }, (_, i) => [many.high[i], many.low[i], many.rows[i]])).toEqual(expected)
})

test('buckets grow in number with what is held', () => {
  expect(bitsFor(0)).toBe(6)
  expect(bitsFor(6_500_000)).toBe(15)
  expect(bitsFor(1e12)).toBe(24)
})

test('a set of tags knows each once, however many', () => {
  const set = new TagSet()
  for (let i = 0; i < 20_000; i++) expect(set.add({ high: i % 7, low: i })).toBe(true)
  for (let i = 0; i < 20_000; i++) expect(set.add({ high: i % 7, low: i })).toBe(false)
})

const alphabet = 'abcdefghijklmnopqrstuvwxyz'
const asked = (names: readonly string[]) => names.map(name => ({ name, birthDate: '' }))
test('names in alphabetical order, letter by letter or date by date are a walk', () => {
  expect(isWalk(asked([...alphabet].map(letter => `${letter}ziz benali`)))).toBe(true)
  expect(isWalk(asked([...alphabet].reverse().map(letter => `${letter}ziz benali`)))).toBe(true)
  expect(isWalk(asked([...alphabet].slice(0, 7)))).toBe(true)
  expect(isWalk(Array.from({ length: 20 }, (_, day) => ({ name: 'mohamed alaoui', birthDate: `1980-01-${day + 10}` })))).toBe(true)
})

test('the names of a case, in the order they came up, are not', () => {
  const names = [
    'omar',
    'fatima',
    'youssef',
    'hind',
    'karim',
    'brahim',
    'zineb',
    'ali',
    'said',
    'mina',
    'hassan',
    'nadia',
    'rachid',
    'driss',
    'wafa',
    'adil',
    'samir',
    'leila',
    'jamal',
    'ghita',
  ]
  expect(isWalk(asked(names.map(name => `${name} benali`)))).toBe(false)
  expect(isWalk(asked(['li', 'wu', 'omar benali', 'ng']))).toBe(false)
})
