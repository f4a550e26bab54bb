import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText, type Json } from '../src/canonical.ts'

describe('RFC 8785', () => {
  test('the example of section 3.2.3: members by UTF-16 code units, control characters escaped, the rest as it is', () => {
    const value = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Dalet',
      '1': 'One',
      '\ud83d\ude00': 'Grinning',
      '\u0080': 'Control',
      '\u00f6': 'o',
    }
    expect(canonicalText(value)).toBe('{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"o","€":"Euro Sign","😀":"Grinning","\ufb33":"Dalet"}')
  })
  test.each([
    ['a fraction', 333333333.3333333, '333333333.3333333'],
    ['one with an exponent', 1e30, '1e+30'],
    ['a small one', 0.000001, '0.000001'],
    ['a smaller one', 1e-27, '1e-27'],
    ['minus nothing', -0, '0'],
    ['the largest', 1.7976931348623157e308, '1.7976931348623157e+308'],
  ])('writes %s as section 3.2.2.3 says', (_, number, text) => expect(canonicalText(number)).toBe(text))
})

test('another implementation writes any value with the same bytes', () =>
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), value => {
      expect(canonicalText(value as Json)).toBe(canonicalize(value))
    }),
    { numRuns: 5_000 },
  ))

test('the order in which members were written changes nothing', () =>
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), record => {
      expect(canonicalText(Object.fromEntries(Object.entries(record).reverse()))).toBe(canonicalText({ ...record }))
    }),
  ))

test.each<[string, unknown]>([
  ['no number', Number.NaN],
  ['an endless number', [Number.POSITIVE_INFINITY]],
  ['half a character', { a: '\ud800' }],
  ['nothing at all', { a: undefined }],
  ['a large integer', 1n],
  ['a date', new Date(0)],
  ['a map', new Map()],
  ['a function', () => 1],
])('%s is not JSON', (_, value) => expect(() => canonicalText(value as Json)).toThrow(expect.objectContaining({ code: 'not-json' })))
