import { fromHex, isRefusal } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprintProblems, mostFingerprintBytes, readFingerprints } from '../src/fingerprint-file.ts'
import { storedVectors } from './cases.ts'
import type { fingerprintVectors } from './fingerprint-cases.ts'
import { tenFingers } from './fingerprint-sample.ts'

const { good, bad } = storedVectors('identification/fingerprints.json') as ReturnType<typeof fingerprintVectors>

describe('files of prints', () => {
  for (const one of good)
    test(`${one.why} is read, record by record`, () => {
      const file = readFingerprints(fromHex(one.file))
      if (isRefusal(file)) throw new Error(JSON.stringify(file))
      expect(file.version).toBe('0502')
      expect(file.records.map(({ type, designation, positions }) => ({ type, designation, positions }))).toEqual(one.records)
      expect(file.records.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(one.file.length / 2)
    })
  for (const one of bad)
    test(`${one.why} is refused`, () =>
      expect(readFingerprints(fromHex(one.file))).toMatchObject({ refused: 'fingerprint-file-shape', facts: { problem: one.problem } }))
  test('every problem but the size has its case', () =>
    expect([...new Set(bad.map(each => each.problem))].sort()).toEqual(fingerprintProblems.filter(each => each !== 'too-large').sort()))
  test('a file too large to hold is refused unread', () =>
    expect(readFingerprints(new Uint8Array(mostFingerprintBytes + 1))).toMatchObject({ facts: { problem: 'too-large' } }))
})

// Laws

const file = tenFingers()
test('any bytes at all have an answer, and no fault', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), bytes => {
      const read = readFingerprints(bytes)
      expect(isRefusal(read)).toBe(true)
    }),
  )
})

test('a good file with one byte more, less or other is still answered; cut anywhere, it is refused', () => {
  fc.assert(
    fc.property(fc.nat(file.length - 1), fc.nat(255), (at, byte) => {
      expect(isRefusal(readFingerprints(file.subarray(0, at)))).toBe(true)
      const read = readFingerprints(file.with(at, byte))
      // Other pixels are nobody's business here; whatever was read covers the whole file all the same.
      if (!isRefusal(read)) expect(read.records.reduce((sum, record) => sum + record.bytes, 0)).toBe(file.length)
    }),
    { numRuns: 500 },
  )
})
