import { instant, nodeId, type Uuid, uuid7 } from '@entraide/ground'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { descendants, onwardRecipients } from '../src/onward.ts'
import { type Tombstone, toEraseAgain, tombstone } from '../src/tombstone.ts'

const at = instant('2026-11-23T10:00:00.000Z')
const ids: Uuid[] = Array.from({ length: 8 }, (_, i) => uuid7(at, new Uint8Array(10).fill(i)))
const [a, b, c, d] = ids as [Uuid, Uuid, Uuid, Uuid]
const nodes = ['BE-POL-SPOC', 'MA-DGSN-SPOC', 'MA-INT-IDENT', 'BE-OE-IDENT'].map(nodeId)
const [police, central, interior, office] = nodes as [(typeof nodes)[0], (typeof nodes)[0], (typeof nodes)[0], (typeof nodes)[0]]

test('an order reaches who got the item, who got what was made of it, and nobody else', () => {
  const derivations = [
    { itemId: b, from: a },
    { itemId: c, from: b },
    { itemId: c, from: d },
  ]
  const disclosures = [
    { itemId: a, to: interior, at },
    { itemId: c, to: office, at },
    { itemId: d, to: central, at },
    { itemId: b, to: police, at },
  ]
  expect(Object.fromEntries(onwardRecipients(a, derivations, disclosures, police))).toEqual({ [interior]: [a], [office]: [c] })
})

const derivations = fc.array(fc.record({ itemId: fc.constantFrom(...ids), from: fc.constantFrom(...ids) }), { maxLength: 12 })
const disclosures = fc.array(fc.record({ itemId: fc.constantFrom(...ids), to: fc.constantFrom(...nodes), at: fc.constant(at) }), { maxLength: 12 })

test('circles end, and each item counts once', () => {
  fc.assert(
    fc.property(derivations, all => {
      const found = descendants(a, all)
      expect(new Set(found).size).toBe(found.length)
      for (const { itemId, from } of all) expect(!found.includes(from) || found.includes(itemId)).toBe(true)
    }),
  )
})

test('a further disclosure never takes a recipient away', () => {
  fc.assert(
    fc.property(derivations, disclosures, disclosures, (made, before, more) => {
      const few = onwardRecipients(a, made, before, police)
      const many = onwardRecipients(a, made, [...before, ...more], police)
      for (const node of few.keys()) expect(many.has(node)).toBe(true)
      expect(many.has(police)).toBe(false)
    }),
  )
})

test('after a restore every tombstone is applied again, once', () => {
  fc.assert(
    fc.property(fc.subarray(ids), fc.subarray(ids), (present, erased) => {
      const stones = erased.map(id => tombstone(id, at, 'ordered', 'cd'.repeat(32)) as Tombstone)
      const again = toEraseAgain(present, [...stones, ...stones])
      const left = present.filter(id => !again.includes(id))
      expect(left.some(id => erased.includes(id))).toBe(false)
      expect(toEraseAgain(left, stones)).toEqual([])
      expect(again.every(id => present.includes(id))).toBe(true)
    }),
  )
})

test('a tombstone holds a commitment and nothing readable', () => {
  expect(tombstone(a, at, 'hold-ended', 'El Amrani')).toMatchObject({ refused: 'proof-shape' })
})
