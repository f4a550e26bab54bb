import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64url, bigEndian, concat, fromBase64url, fromBigEndian, fromHex, fromUtf8, hex, sameBytes, utf8 } from '../src/bytes.ts'

const octets = fc.uint8Array({ maxLength: 300 })
const thrown = (code: string) => expect.objectContaining({ code })

describe('bytes come back from their text', () => {
  test('hexadecimal', () => fc.assert(fc.property(octets, bytes => void expect(fromHex(hex(bytes))).toEqual(bytes))))
  test('base64url, as the runtime writes it', () =>
    fc.assert(
      fc.property(octets, bytes => {
        expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
        expect(fromBase64url(base64url(bytes))).toEqual(bytes)
      }),
    ))
  test('more of them than an argument list holds', () => expect(fromBase64url(base64url(new Uint8Array(1_000_000).fill(7)))).toHaveLength(1_000_000))
  test('UTF-8', () => fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => void expect(fromUtf8(utf8(text))).toBe(text))))
  test('numbers of 1, 2, 4 and 8 bytes', () =>
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.constantFrom(1, 2, 4, 8), (value, size) => {
        const fits = size === 8 || value < 256 ** size
        if (fits) expect(fromBigEndian(bigEndian(value, size as 1))).toBe(value)
        else expect(() => bigEndian(value, size as 1)).toThrow(thrown('integer-range'))
      }),
    ))
})

describe('one value has one spelling', () => {
  test.each(['AA==', 'A', 'AB', '+/8', 'A A', 'AAA\n', 'é'])('%j is no base64url', text => expect(() => fromBase64url(text)).toThrow(thrown('base64url-shape')))
  test('any text is base64url of its bytes or is refused', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.base64String({ maxLength: 20 })), text => {
        try {
          expect(base64url(fromBase64url(text))).toBe(text)
        } catch (fault) {
          expect(fault).toEqual(thrown('base64url-shape'))
        }
      }),
    ))
  test.each(['0', '0g', ' 00', '0x00'])('%j is no hexadecimal', text => expect(() => fromHex(text)).toThrow(thrown('hex-shape')))
})

test('half a character has no bytes, and bytes that are no UTF-8 have no text', () => {
  expect(() => utf8('a\ud800')).toThrow(thrown('text-not-unicode'))
  for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]])
    expect(() => fromUtf8(Uint8Array.from(bytes))).toThrow(thrown('bytes-not-utf8'))
  expect(fromUtf8(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61]))).toBe('\ufeffa')
})

test('numbers that a byte string cannot hold are faults', () => {
  for (const value of [-1, 1.5, Number.NaN, 2 ** 53]) expect(() => bigEndian(value, 8)).toThrow(thrown('integer-range'))
  expect(() => fromBigEndian(new Uint8Array(8).fill(0xff))).toThrow(thrown('integer-range'))
})

test('byte strings are the same when every byte is, and put together in their order', () =>
  fc.assert(
    fc.property(octets, octets, (a, b) => {
      expect(sameBytes(a, b)).toBe(hex(a) === hex(b))
      expect(hex(concat(a, b))).toBe(hex(a) + hex(b))
    }),
  ))
