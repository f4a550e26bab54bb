import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isNodeId, isReference, isUuid, mintedAt, nodeId, reference, stateOf, uuid7 } from '../src/id.ts'
import { instantOf } from '../src/instant.ts'

const random = fc.uint8Array({ minLength: 10, maxLength: 16 })
const moments = fc.integer({ min: 0, max: Date.parse('2199-12-31T23:59:59.999Z') }).map(instantOf)

describe('a version 7 UUID', () => {
  test('is the example of RFC 9562, appendix A.6', () => {
    const bytes = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
    expect(uuid7(instantOf(0x017f22e279b0), bytes)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
  })
  test('has its shape, and says when it was minted', () =>
    fc.assert(
      fc.property(moments, random, (at, bytes) => {
        const id = uuid7(at, bytes)
        expect(isUuid(id)).toBe(true)
        expect(mintedAt(id)).toBe(at)
      }),
    ))
  test('of an earlier moment stands before one of a later moment', () =>
    fc.assert(fc.property(moments, moments, random, random, (a, b, x, y) => a >= b || uuid7(a, x) < uuid7(b, y))))
  test('needs ten bytes of chance', () => expect(() => uuid7(instantOf(0), new Uint8Array(9))).toThrow(expect.objectContaining({ code: 'random-short' })))
  test.each([
    '017F22E2-79B0-7CC3-98C4-DC0C0C07398F',
    '017f22e2-79b0-4cc3-98c4-dc0c0c07398f',
    '017f22e2-79b0-7cc3-18c4-dc0c0c07398f',
    '{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}',
    '017f22e279b07cc398c4dc0c0c07398f',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
    '',
  ])('is not %j', text => expect(isUuid(text)).toBe(false))
})

describe('a node id', () => {
  test.each(['BE-POL-SPOC', 'MA-DGSN-SPOC', 'BE-VSSE', 'BE-P2-A1-B2-C3-D4'])('is %s', text => expect(nodeId(text)).toBe(text))
  test.each([
    'be-pol-spoc',
    'BE',
    'BE-',
    'BE-P',
    'BEL-POL',
    'BE-POL-SPOC\n',
    'BE--POL',
    'BE-POL/SPOC',
    'BE-ABCDEFGHIJKLM',
    'BE-P2-A1-B2-C3-D4-E5',
    '',
    'ΒΕ-POL-SPOC',
  ])('is not %j', text => {
    expect(isNodeId(text)).toBe(false)
    expect(() => nodeId(text)).toThrow(expect.objectContaining({ code: 'node-id-shape' }))
  })
  test('begins with its state', () => expect(stateOf(nodeId('MA-DGSN-SPOC'))).toBe('MA'))
})

describe('a reference', () => {
  test('is of its node and year, and has no letter that sounds like another', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1970, max: 2199 }), fc.uint8Array({ minLength: 5, maxLength: 8 }), (year, bytes) => {
        const made = reference(nodeId('BE-POL-SPOC'), year, bytes)
        expect(isReference(made)).toBe(true)
        expect(made).toMatch(new RegExp(`^BE-POL-SPOC/${year}/[^ILOU]{5}$`))
      }),
    ))
  test.each(['BE-POL-SPOC/2026/7K3QI', 'BE-POL-SPOC/2026/7K3Q', 'BE-POL-SPOC/26/7K3QF', 'BE-POL-SPOC/2026/7k3qf', '/2026/7K3QF', 'BE-POL-SPOC/2026/7K3QF/'])(
    'is not %j',
    text => expect(isReference(text)).toBe(false),
  )
})

test('any value is an id or is not, and is never thrown at', () =>
  fc.assert(fc.property(fc.anything(), value => [isUuid(value), isNodeId(value), isReference(value)].every(each => typeof each === 'boolean'))))
