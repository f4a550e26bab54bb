import { describe, expect, test } from 'vitest'
import vectors from '../../../vectors/identity/birth-dates.json' with { type: 'json' }
import { compareBirthDates, readBirthDate } from '../src/birth-date.ts'
import { compare } from '../src/compare.ts'
import { explainEvidence, explainNamesakes } from '../src/explain.ts'
import { gregorianOfHijri } from '../src/hijri.ts'
import { prepare } from '../src/prepare.ts'

const says = (a: string, b: string) => {
  const [x, y] = [readBirthDate(a), readBirthDate(b)]
  return x === undefined || y === undefined ? 'refused' : compareBirthDates(x, y)
}

describe('birth dates', () => {
  for (const { a, b, says: expected, why } of vectors.pairs)
    test(why, () => {
      expect(says(a, b)).toBe(expected)
      expect(says(b, a)).toBe(expected)
    })

  test('the tabular calendar begins the year 1445 on 19 July 2023', () => expect(gregorianOfHijri(1445, 1, 1)).toEqual({ year: 2023, month: 7, day: 19 }))
})

describe('what a comparison says', () => {
  test('namesakes in a population cannot be told apart, and the birth date would settle it', () => {
    const found = compare(prepare({ names: ['Mohamed Alaoui'] }), prepare({ names: ['محمد العلوي'] }), { population: 1_000_000 })
    expect(found.same).toBeNull()
    expect(found.namesakes).toBeGreaterThan(10)
    expect(found.wouldSettle).toBe('birth-date')
    for (const language of ['en', 'fr', 'nl', 'ar'] as const) expect(explainNamesakes(found, language)?.length).toBeGreaterThan(10)
  })

  test('one namesake is said in the singular, in Arabic two in the dual', () => {
    const open = { same: null, probability: 0.5, decibans: 0, evidence: [] } as const
    expect(explainNamesakes({ ...open, namesakes: 1.2 }, 'fr')).toContain('environ une autre personne')
    expect(explainNamesakes({ ...open, namesakes: 1 }, 'en')).toContain('one other person')
    expect(explainNamesakes({ ...open, namesakes: 2 }, 'ar')).toContain('شخصين آخرين')
    expect(explainNamesakes({ ...open, namesakes: 11 }, 'ar')).toContain('11 شخصا آخر')
    expect(explainNamesakes({ ...open, namesakes: 24_000 }, 'nl')).toContain('24.000 anderen')
  })

  test('the commonest names stay open even with a birth date, in a population of ten million', () =>
    expect(
      compare(prepare({ names: ['Mohamed Alaoui'], birthDate: '1966-11-21' }), prepare({ names: ['محمد العلوي'], birthDate: '1966-11-21' }), {
        population: 10_000_000,
      }).wouldSettle,
    ).toBe('document-number'))

  test('a full birth date settles it', () =>
    expect(
      compare(prepare({ names: ['Zouhair Benjelloun'], birthDate: '1966-11-21' }), prepare({ names: ['زهير بنجلون'], birthDate: '1966-11-21' }), {
        population: 1_000_000,
      }).same,
    ).toBe(true))

  test('the same name with another birth date is not the same person', () =>
    expect(compare(prepare({ names: ['Karim Tazi'], birthDate: '1966-11-21' }), prepare({ names: ['كريم التازي'], birthDate: '1981-03-04' })).same).toBe(false))

  test('a part left out, a part added and a part that contradicts are three things', () => {
    const code = (a: string, b: string) => compare(prepare({ names: [a] }), prepare({ names: [b] })).evidence.map(e => e.says)
    expect(code('Karim Amine Tazi', 'Karim Tazi')).toContain('omitted')
    expect(code('Karim Tazi', 'Karim Amine Tazi')).toContain('added')
    expect(code('Karim Amine Tazi', 'Karim Zouhair Tazi')).toContain('different')
  })

  test('a town of several words is one place in every spelling, and the word it shares with another is not enough', () => {
    const says = (a: string, b: string) =>
      compare(prepare({ names: ['Ali Bennani'], birthPlace: a }), prepare({ names: ['Ali Bennani'], birthPlace: b })).evidence.at(-1)?.says
    for (const [a, b] of [
      ['Casablanca', 'الدار البيضاء'],
      ['Dar El Beida', 'Casablanca'],
      ['Casablanca, Maroc', 'البيضاء'],
      ['Molenbeek-Saint-Jean', 'Sint-Jans-Molenbeek'],
      ['Saint-Nicolas', 'Sint-Niklaas'],
      ['Béni Ensar (Nador)', 'بني أنصار'],
    ] as const)
      expect([a, b, says(a, b), says(b, a)]).toEqual([a, b, 'same-place', 'same-place'])
    for (const [a, b] of [
      ['Sidi Kacem', 'Sidi Slimane'],
      ['Beni Mellal', 'بني أنصار'],
      ['Saint-Gilles', 'Saint-Nicolas'],
      ['Casablanca', 'Rabat'],
    ] as const)
      expect([a, b, says(a, b)]).not.toContain('same-place')
  })

  test('evidence speaks of the words as they stand on the paper, particles and article included', () => {
    const { evidence } = compare(prepare({ names: ['Abd el-Krim AIT OUAHMANE'] }), prepare({ names: ['عبد الكريم العلوي'] }))
    expect(evidence.map(({ ours, theirs }) => [ours, theirs]).slice(0, 2)).toEqual([
      ['Abd El Krim', 'عبد الكريم'],
      ['Ait Ouahmane', 'العلوي'],
    ])
    const joined = compare(prepare({ names: ['Salah Eddine El Haj'] }), prepare({ names: ['Hajj Salaheddine El Bakkali'] })).evidence
    expect(joined.map(({ ours, theirs }) => [ours, theirs]).slice(0, 2)).toEqual([
      ['Salah Eddine', 'Salaheddine'],
      ['El Haj', 'El Bakkali'],
    ])
  })

  test('Tanger and طنجة are one place, and no country is said', () => {
    const found = compare(prepare({ names: ['Karim Tazi'], birthPlace: 'Tanger' }), prepare({ names: ['Karim Tazi'], birthPlace: 'طنجة' }))
    expect(found.evidence.at(-1)).toMatchObject({ field: 'birthPlace', says: 'same-place' })
  })

  test('one document number outweighs a different spelling', () => {
    const documents = [{ kind: 'passport', country: 'MA', number: 'AB 123456' }]
    const found = compare(
      prepare({ names: ['Karim Tazi'], documents }),
      prepare({ names: ['Krim Ettazi'], documents: [{ kind: 'passport', country: 'MA', number: 'ab123456' }] }),
      { population: 38_000_000 },
    )
    expect(found.evidence.at(-1)?.says).toBe('same-document')
    expect(found.same).toBe(true)
  })

  test('every piece of evidence has a sentence in four languages', () => {
    const a = prepare({ names: ['Karim Amine Tazi'], birthDate: '1966-11-21', sex: 'M', birthPlace: 'Fès' })
    const b = prepare({ names: ['كريم التازي'], birthDate: '1966-01-01', sex: 'F', birthPlace: 'وجدة' })
    const { evidence } = compare(a, b)
    for (const language of ['en', 'fr', 'nl', 'ar'] as const) {
      const sentences = explainEvidence(evidence, language)
      expect(sentences).toHaveLength(evidence.length)
      for (const sentence of sentences) expect(sentence).toMatch(/\s/)
    }
  })
})
