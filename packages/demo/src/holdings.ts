import type { HoldingsReport } from '@entraide/node/api'
import type { Desk } from './stage.ts'
import { chanceOf } from './year/chance.ts'
import { somebody } from './year/persons.ts'

/** A record as a register of either state would hold it. Every person is invented. */
type HeldRecord = {
  readonly id: string
  readonly names: readonly string[]
  readonly birthDate?: string
  readonly birthPlace?: string
  readonly sex?: 'M' | 'F'
  readonly documents?: readonly { readonly kind: string; readonly country: string; readonly number: string }[]
  readonly protected?: true
}

/** Enough that a common name has namesakes, and quick to load. */
const generated = 1_500

/**
 * What a node holds of the persons this demonstration asks about: the same person in the other script, a near namesake born the other way
 * round, two who cannot be told apart, a relative, and one who is protected.
 */
const told: { readonly [state: string]: readonly HeldRecord[] } = {
  BE: [
    {
      id: 'BE-R-0001',
      names: ['Rachid Namoudaji', 'Rachid Nemoudaji'],
      birthDate: '1979-06-11',
      birthPlace: 'Tanger',
      sex: 'M',
      documents: [{ kind: 'PP', country: 'MA', number: 'ZZ0041179' }],
    },
    { id: 'BE-R-0002', names: ['Rachid Namoudaji'], birthDate: '1979-11-06', birthPlace: 'Verviers', sex: 'M' },
    { id: 'BE-R-0003', names: ['Rachida Namoudaji'], birthDate: '1981-02-01', birthPlace: 'Tanger', sex: 'F' },
    { id: 'BE-R-0004', names: ['Yassine Supposé'], birthDate: '1991-03-14', birthPlace: 'Gent', sex: 'M' },
    { id: 'BE-R-0005', names: ['Yassin Suppose', 'ياسين مفترض'], birthDate: '1991-08-02', birthPlace: 'Gent', sex: 'M' },
    { id: 'BE-R-0006', names: ['Bilal Modele'], birthDate: '1994-07-22', birthPlace: 'Liège', sex: 'M' },
    { id: 'BE-R-0007', names: ['Youssef El Mitali'], birthDate: '1996-01-01', birthPlace: 'Charleroi', sex: 'M' },
    { id: 'BE-R-0008', names: ['Youssef Lmitali'], birthDate: '1996-05-30', birthPlace: 'Charleroi', sex: 'M', protected: true },
    { id: 'BE-R-0009', names: ['Omar Khayali'], birthDate: '1988', birthPlace: 'Antwerpen', sex: 'M' },
  ],
  MA: [
    {
      id: 'MA-R-0001',
      names: ['عبد الكريم المثال', 'Abdelkarim El Mital'],
      birthDate: '1985-03-20',
      birthPlace: 'Nador',
      sex: 'M',
      documents: [{ kind: 'CIN', country: 'MA', number: 'ZZ300112' }],
    },
    { id: 'MA-R-0002', names: ['كريم المثال'], birthDate: '1985-03-02', birthPlace: 'Nador', sex: 'M' },
    { id: 'MA-R-0003', names: ['فاطمة الزهراء مخترعة'], birthDate: '1990-09-09', birthPlace: 'Oujda', sex: 'F' },
    { id: 'MA-R-0004', names: ['حميد مثالي'], birthDate: '1976-02-17', birthPlace: 'Tanger', sex: 'M' },
    { id: 'MA-R-0005', names: ['سعيد تجريبي', 'Saïd Tajribi'], birthDate: '1979', birthPlace: 'Berkane', sex: 'M' },
    { id: 'MA-R-0006', names: ['مهدي وهمي', 'Mehdi Fictif'], birthDate: '1972-05-11', birthPlace: 'Casablanca', sex: 'M' },
  ],
}

/** Loads a node's own holdings with invented persons, as its operator would: one file. The same ones each time. */
export async function loadHoldings(side: Desk): Promise<HoldingsReport> {
  const state = side.id.slice(0, 2)
  const chance = chanceOf(state === 'BE' ? 0xbe : 0x3a)
  const others = Array.from({ length: generated }, (_, at): HeldRecord => {
    const { latin, arabic, spelledElsewhere, born, birthPlace, sex } = somebody(chance)
    const names = state === 'MA' ? [arabic, latin] : chance.weighed([[[latin], 70] as const, [[spelledElsewhere], 20] as const, [[latin, arabic], 10] as const])
    return { id: `${state}-R-${String(1_000 + at)}`, names, birthDate: born, birthPlace, sex }
  })
  const lines = [...(told[state] ?? []), ...others].map(record => JSON.stringify(record)).join('\n')
  return await side.officers.OPR.give<HoldingsReport>('/v1/holdings', new Uint8Array(new TextEncoder().encode(lines)))
}
