import { readFileSync } from 'node:fs'
import { canonicalText, fromHex, hex, isRefusal, type Json, readJson, utf8 } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { commitLegal, commitSubject } from '../src/commitment.ts'
import { type LegalFacts, readLegalFacts, readSubjectFacts, type SubjectFacts } from '../src/facts.ts'
import { leafBytes, leafHash, makeLeaf, openLegal, openSubject, readLeaf } from '../src/leaf.ts'

type GoodLeaf = {
  why: string
  legal: LegalFacts
  legalSalt: string
  legalCanonical: string
  legalCommitment: string
  subject: SubjectFacts
  subjectSalt: string
  subjectCanonical: string
  subjectCommitment: string
  leaf: string
  leafHash: string
}
type BadLeaf = { why: string; leaf: string; of: number; part: 'legal' | 'subject'; change?: object; salt?: string; refused: string }
const vectors = readJson(readFileSync(new URL('../../../vectors/ledger/leaves.json', import.meta.url))).value as unknown as { good: GoodLeaf[]; bad: BadLeaf[] }

const legalOf = (v: GoodLeaf) => ({ facts: v.legal, salt: fromHex(v.legalSalt) })
const subjectOf = (v: GoodLeaf) => ({ facts: v.subject, salt: fromHex(v.subjectSalt) })

describe('published leaves', () => {
  for (const v of vectors.good)
    test(v.why, () => {
      expect(canonicalText(v.legal as unknown as Json)).toBe(v.legalCanonical)
      expect(canonicalText(v.subject as unknown as Json)).toBe(v.subjectCanonical)
      expect(hex(commitLegal(legalOf(v)) as Uint8Array)).toBe(v.legalCommitment)
      expect(hex(commitSubject(subjectOf(v)) as Uint8Array)).toBe(v.subjectCommitment)
      const leaf = makeLeaf(legalOf(v), subjectOf(v)) as Uint8Array
      expect(hex(leaf)).toBe(v.leaf)
      expect(hex(leafHash(leaf))).toBe(v.leafHash)
      expect(openLegal(leaf, legalOf(v))).toEqual(v.legal)
      expect(openSubject(leaf, subjectOf(v))).toEqual(v.subject)
    })
})

describe('openings that are refused', () => {
  for (const v of vectors.bad)
    test(v.why, () => {
      const good = vectors.good[v.of] as GoodLeaf
      const opened =
        v.part === 'legal'
          ? openLegal(fromHex(v.leaf), { facts: { ...good.legal, ...v.change }, salt: fromHex(v.salt ?? good.legalSalt) })
          : openSubject(fromHex(v.leaf), { facts: { ...good.subject, ...v.change }, salt: fromHex(v.salt ?? good.subjectSalt) })
      expect(opened).toMatchObject({ refused: v.refused })
    })
})

const salts = fc.uint8Array({ minLength: 32, maxLength: 32 })
const example = vectors.good[0] as GoodLeaf
const subjects: fc.Arbitrary<SubjectFacts> = fc.record({
  subject: fc.option(fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' })),
  caseReference: fc.option(fc.string({ minLength: 1, maxLength: 40 })),
  contentDigest: fc.option(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(hex)),
})

test('every leaf has the same length, whatever it stands for', () => {
  fc.assert(
    fc.property(subjects, salts, salts, (subject, a, b) => {
      const leaf = makeLeaf({ facts: example.legal, salt: a }, { facts: subject, salt: b }) as Uint8Array
      expect(leaf.length).toBe(leafBytes)
      expect(openSubject(leaf, { facts: subject, salt: b })).toEqual(subject)
    }),
  )
})

test('the same facts under another salt are another commitment', () => {
  fc.assert(
    fc.property(subjects, salts, salts, (facts, a, b) => {
      fc.pre(hex(a) !== hex(b))
      expect(hex(commitSubject({ facts, salt: a }) as Uint8Array)).not.toBe(hex(commitSubject({ facts, salt: b }) as Uint8Array))
    }),
  )
})

test('the order in which members were written changes nothing', () => {
  const turned = Object.fromEntries(Object.entries(example.legal).reverse()) as LegalFacts
  expect(commitLegal({ ...legalOf(example), facts: turned })).toEqual(commitLegal(legalOf(example)))
})

test('any changed byte of a leaf is noticed by one of its openings', () => {
  const leaf = fromHex(example.leaf)
  fc.assert(
    fc.property(fc.nat(leafBytes - 1), fc.integer({ min: 1, max: 255 }), (at, turn) => {
      const changed = leaf.slice()
      changed[at] = (changed[at] as number) ^ turn
      expect(isRefusal(openLegal(changed, legalOf(example))) || isRefusal(openSubject(changed, subjectOf(example)))).toBe(true)
    }),
  )
})

test('facts of any other shape are refused, never thrown', () => {
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      expect(readLegalFacts(value as Json)).toMatchObject({ refused: 'facts-shape' })
      expect(readSubjectFacts(value as Json)).toMatchObject({ refused: 'facts-shape' })
    }),
  )
})

test('a missing member is refused: null is written, not left out', () => {
  for (const member of Object.keys(example.legal)) {
    const { [member as keyof LegalFacts]: _, ...rest } = example.legal
    expect(readLegalFacts(rest as unknown as Json)).toEqual({ refused: 'facts-shape', facts: { member } })
  }
})

test('bytes that are no leaf are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 80 }), bytes => {
      fc.pre(bytes.length !== leafBytes || bytes[0] !== 1)
      expect(readLeaf(bytes)).toMatchObject({ refused: 'leaf-shape' })
    }),
  )
})

test('a leaf shows nothing of what it holds', () => {
  expect(example.leaf).not.toContain(hex(utf8('Amrani')))
})
