import type { Account, HeldPerson, Holdings, MatchCandidate, MatchEvidence, Matches, PersonComparison } from '@entraide/node/api'

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const id = (n: number) => `0194${n.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as MatchCandidate['match']
const inAll = (en: string, fr: string, nl: string, ar: string): MatchEvidence['sentence'] => ({ en, fr, nl, ar })

const part = (field: MatchEvidence['field'], says: string, decibans: number, sentence: MatchEvidence['sentence']): MatchEvidence => ({
  field,
  says,
  decibans,
  ours: null,
  theirs: null,
  sentence,
})
const sameName = part(
  'name',
  'same-name',
  14,
  inAll('two spellings of one name', 'deux graphies d’un même nom', 'twee schrijfwijzen van één naam', 'كتابتان لاسم واحد'),
)
const sameDay = part(
  'birthDate',
  'same-day',
  33,
  inAll('the birth dates are the same', 'les dates de naissance sont les mêmes', 'de geboortedata zijn gelijk', 'تاريخا الميلاد متطابقان'),
)
const otherSex = part('sex', 'different-sex', -21, inAll('the sex differs', 'le sexe diffère', 'het geslacht verschilt', 'الجنس مختلف'))
const sameYear = part('birthDate', 'same-year', 2, inAll('the year is the same', 'l’année est la même', 'het jaar is gelijk', 'السنة متطابقة'))

const comparison = (same: boolean | null, evidence: readonly MatchEvidence[]): PersonComparison => ({
  probability: 0.5,
  decibans: 0,
  same,
  evidence: [...evidence],
  warning:
    same === null
      ? {
          namesakes: 412,
          wouldSettle: 'birth-date',
          sentence: inAll(
            'cannot be told apart: about 412 others would agree as well; the birth date would settle it',
            'impossible à distinguer : environ 412 autres personnes concorderaient aussi ; la date de naissance permettrait de trancher',
            'niet te onderscheiden: ongeveer 412 anderen zouden evengoed passen; de geboortedatum zou het uitwijzen',
            'لا يمكن التمييز: نحو 412 شخصا آخر تنطبق عليهم البيانات نفسها؛ تاريخ الميلاد يحسم الأمر',
          ),
        }
      : null,
})

const asked: HeldPerson = { names: ['Youssef El Amrani', 'يوسف العمراني'], birthDate: '1987-03' }
const candidates = (by: Account): readonly MatchCandidate[] => [
  {
    match: id(1),
    reference: 'R-2041',
    protected: false,
    person: {
      names: ['يوسف العمراني'],
      birthDate: '1987-03-04',
      birthPlace: 'Nador',
      sex: 'M',
      documents: [{ kind: 'PP', country: 'MA', number: 'ZZ1234567' }],
    },
    comparison: comparison(true, [sameName, sameDay]),
    decision: { decision: 'confirmed', reason: 'Same passport, seen on paper', by, at: at(-40) },
  },
  {
    match: id(2),
    reference: 'R-0077',
    protected: true,
    person: { names: ['Youssef Amrani'], birthDate: '1987' },
    comparison: comparison(null, [sameName, sameYear]),
    decision: null,
  },
  {
    match: id(3),
    reference: 'R-9310',
    protected: false,
    person: { names: ['Yousra El Amrani'], sex: 'F' },
    comparison: comparison(false, [sameName, otherSex]),
    decision: { decision: 'dismissed', reason: 'A woman', by, at: at(-30) },
  },
]

const holdings: Holdings = {
  ready: true,
  persons: 1_204_331,
  keysVersion: 1,
  outdated: true,
  builtAt: at(-50_000),
  takingIn: { stage: 'placing', read: 90_000, placed: 20, places: 64 },
}
/** Holdings of a node into which nothing was ever taken. */
export const emptyHoldings: Holdings = { ready: false, persons: 0, keysVersion: null, outdated: false, builtAt: null, takingIn: null }

/** What a stand-in node answers about persons; undefined when it is asked about something else. */
export function personsAnswer(method: string, path: string, by: Account): unknown {
  if (path === '/v1/holdings') return holdings
  if (path === '/v1/persons/compare') return comparison(null, [sameName, otherSex])
  if (path === '/v1/persons/search')
    return { population: holdings.persons, candidates: candidates(by), flags: ['look-alike-letters-replaced', 'mixed-scripts'], left: 7 }
  if (path.endsWith('/matches') && method === 'GET')
    return {
      check: 'done',
      checkedAt: at(-290),
      rows: candidates(by).map((one, nth) => ({
        ...one,
        source: nth === 1 ? 'search' : 'check',
        foundAt: at(-290),
        message: nth === 1 ? null : id(401),
        item: nth === 1 ? null : 0,
        asked,
      })),
    } satisfies Matches
  return undefined
}
