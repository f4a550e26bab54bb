import { isRefusal } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blockingKeys, maxKeys } from '../src/blocking.ts'
import { compare, decibansOf } from '../src/compare.ts'
import { shippedLexicon } from '../src/lexicon.ts'
import { readPerson } from '../src/person.ts'
import { prepare } from '../src/prepare.ts'
import { romanise } from '../src/romanise.ts'

const identities = shippedLexicon().identities.filter(identity => !identity.arabic.includes(' '))
const given = fc.constantFrom(...identities.filter(identity => identity.kind !== 'family'))
const family = fc.constantFrom(...identities.filter(identity => identity.kind === 'family'))
const spelling = (of: typeof given) => of.chain(identity => fc.constantFrom(...identity.latin, ...identity.arabic.split('|')))
const wholeName = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(spelling(given), spelling(family)).map(parts => parts.join(' ')) },
  { weight: 2, arbitrary: fc.tuple(spelling(given), spelling(given), spelling(family)).map(parts => parts.join(' ')) },
  { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }) },
)
const date = fc.option(
  fc
    .tuple(fc.integer({ min: 1930, max: 2010 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([y, m, d]) => `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`),
  { nil: undefined },
)
const person = fc.tuple(wholeName, date).map(([name, birthDate]) => ({ names: [name], ...(birthDate === undefined ? {} : { birthDate }) }))
const close = (x: number, y: number) => Math.abs(x - y) < 1e-6

describe('the laws of a comparison', () => {
  test('whose file comes first changes nothing', () =>
    fc.assert(
      fc.property(person, person, (a, b) => {
        const [ab, ba] = [compare(prepare(a), prepare(b)), compare(prepare(b), prepare(a))]
        expect(close(ab.decibans, ba.decibans)).toBe(true)
        expect(ab.same).toBe(ba.same)
      }),
      { numRuns: 2_000 },
    ))

  test('the evidence sums to the score, and an index would rank by the same score', () =>
    fc.assert(
      fc.property(person, person, (a, b) => {
        const [p, q] = [prepare(a), prepare(b)]
        const found = compare(p, q)
        expect(
          close(
            found.decibans,
            found.evidence.reduce((sum, e) => sum + e.decibans, 0),
          ),
        ).toBe(true)
        expect(close(found.decibans, decibansOf(p, q))).toBe(true)
      }),
      { numRuns: 300 },
    ))

  test('no name fits a name better than the name itself', () =>
    fc.assert(
      fc.property(wholeName, wholeName, (a, b) => {
        const p = prepare({ names: [a] })
        expect(compare(p, p).decibans).toBeGreaterThanOrEqual(compare(p, prepare({ names: [b] })).decibans - 1e-6)
      }),
      { numRuns: 600 },
    ))

  test('a part that contradicts never raises the score', () =>
    fc.assert(
      fc.property(spelling(given), spelling(family), spelling(family), (first, last, extra) => {
        const p = prepare({ names: [`${first} ${last}`] })
        const added = prepare({ names: [`${first} ${last} ${extra}`] })
        expect(compare(p, added).decibans).toBeLessThanOrEqual(compare(p, p).decibans + 1e-6)
      }),
      { numRuns: 2_000 },
    ))

  test('the order of the parts and the case change nothing', () =>
    fc.assert(
      fc.property(spelling(given), spelling(given), wholeName, (x, y, b) => {
        const q = prepare({ names: [b] })
        const one = compare(prepare({ names: [`${x}, ${y}`] }), q).decibans
        expect(close(one, compare(prepare({ names: [`${x}, ${y}`.toUpperCase()] }), q).decibans)).toBe(true)
      }),
      { numRuns: 300 },
    ))

  test('a probability is never 0 or 1, and rises with the score', () =>
    fc.assert(
      fc.property(person, person, fc.integer({ min: 1, max: 100_000_000 }), (a, b, population) => {
        const { probability } = compare(prepare(a), prepare(b), { population })
        expect(probability).toBeGreaterThan(0)
        expect(probability).toBeLessThan(1)
      }),
      { numRuns: 200 },
    ))

  test('every spelling of the own romaniser is found, of every name', () => {
    const scoreOf = (arabic: string, latin: string) => compare(prepare({ names: [arabic] }), prepare({ names: [latin] })).decibans
    const missed = identities.flatMap(({ arabic, kind }) => {
      const name = arabic.split('|')[0] as string
      const scoreBeside = (spelling: string) =>
        kind === 'family' ? scoreOf(`محمد ${name}`, `Mohamed ${spelling}`) : scoreOf(`${name} العلوي`, `${spelling} Alaoui`)
      return romanise(name).filter(spelling => scoreBeside(spelling) <= 3)
    })
    expect(missed).toEqual([])
  })

  test('blocking keys are few', () =>
    fc.assert(
      fc.property(person, p => {
        expect(blockingKeys(prepare(p)).length).toBeLessThanOrEqual(maxKeys)
      }),
      { numRuns: 200 },
    ))
})

describe('bad input', () => {
  test('any value is read or refused, and what is read can be compared', () =>
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ names: fc.array(fc.string({ unit: 'binary', maxLength: 250 }), { maxLength: 3 }) })), value => {
        const read = readPerson(value)
        if (isRefusal(read)) return
        const found = compare(prepare(read), prepare(read))
        expect(Number.isFinite(found.decibans)).toBe(true)
      }),
      { numRuns: 500 },
    ))

  test('a name of 10,000 letters is refused', () => expect(readPerson({ names: ['a'.repeat(10_000)] })).toMatchObject({ refused: 'name-too-long' }))
  test('a name of emoji alone is refused', () => expect(readPerson({ names: ['🙂🙂'] })).toMatchObject({ refused: 'name-without-letters' }))
  test('an empty name is refused', () => expect(readPerson({ names: ['  '] })).toMatchObject({ refused: 'name-empty' }))
  test('a person without a name is refused', () => expect(readPerson({ names: [] })).toMatchObject({ refused: 'names-missing' }))
  test('a day that does not exist is refused', () =>
    expect(readPerson({ names: ['Ali'], birthDate: '1988-02-30' })).toMatchObject({ refused: 'birth-date-shape' }))
  test('a field nobody knows is refused', () => expect(readPerson({ names: ['Ali'], age: 30 })).toMatchObject({ refused: 'person-unknown-field' }))
  test('a third sex code is refused', () => expect(readPerson({ names: ['Ali'], sex: 'X' })).toMatchObject({ refused: 'sex-unknown' }))
  test('two hundred letters that repeat are compared in bounded time', () => {
    const long = prepare({ names: ['ab'.repeat(100)] })
    expect(Number.isFinite(compare(long, prepare({ names: ['ba'.repeat(100)] })).decibans)).toBe(true)
  })
  test('look-alike letters are replaced and flagged', () => {
    const read = prepare({ names: ['Moh\u0430med'] })
    expect(read.flags).toContain('look-alike-letters-replaced')
    expect(compare(read, prepare({ names: ['Mohamed'] })).evidence[0]?.says).toBe('same-spelling')
  })
  test('direction marks and invisible characters are taken out and flagged', () =>
    expect(prepare({ names: ['\u202eMo\u200bhamed'] }).flags).toEqual(['direction-marks-removed', 'invisible-characters-removed']))
})
