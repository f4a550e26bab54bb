import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partKey, partOf, withoutPart } from '../src/store/part-keys.ts'

const roots = fc.uint8Array({ minLength: 32, maxLength: 32 })
const parts = fc.uniqueArray(
  fc.string({ minLength: 1, maxLength: 12 }).map(text => `message/${text}`),
  { minLength: 1, maxLength: 30 },
)

test('each part has a key of its own, and the same one each time', () =>
  fc.assert(
    fc.property(roots, parts, (root, names) => {
      const keys = names.map(name => Buffer.from(partKey(root, name) as Uint8Array).toString('hex'))
      expect(new Set(keys).size).toBe(names.length)
      expect(names.map(name => Buffer.from(partKey(root, name) as Uint8Array).toString('hex'))).toEqual(keys)
    }),
    { numRuns: 40 },
  ))

test('what was erased has no key, whatever the order; everything else has the one it had', () =>
  fc.assert(
    fc.property(roots, parts, fc.nat(), (root, names, seed) => {
      const gone = new Set(names.filter((_, at) => (seed >> (at % 16)) % 2 === 1))
      const tree = [...gone].reduce(withoutPart, root)
      const other = [...gone].reverse().reduce(withoutPart, root)
      for (const name of names) {
        const key = partKey(tree, name)
        expect(key).toEqual(gone.has(name) ? null : partKey(root, name))
        expect(partKey(other, name)).toEqual(key)
      }
    }),
    { numRuns: 25 },
  ))

test('erased twice is erased once, and the root stands nowhere in what is left', () => {
  const root = new Uint8Array(32).fill(9)
  const once = withoutPart(root, 'message/a')
  expect(withoutPart(once, 'message/a')).toBe(once)
  expect(once.length).toBe(14 * 15 * 40)
  expect(Buffer.from(once).includes(Buffer.from(root))).toBe(false)
  expect(Buffer.from(once).includes(Buffer.from(partKey(root, 'message/a') as Uint8Array))).toBe(false)
})

test('a part is named by the first two words of what is sealed', () => {
  expect(['message/1/body', 'message/1/leaf/2/subject', 'draft/3/fields', 'match/4', 'body'].map(partOf)).toEqual([
    'message/1',
    'message/1',
    'draft/3',
    'match/4',
    'body',
  ])
})
