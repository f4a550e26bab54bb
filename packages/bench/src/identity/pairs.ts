import type { NameIdentity } from '@entraide/identity'
import type { Chance } from './chance.ts'
import { type Accident, type Invented, type Inventor, nameOnPaper } from './population.ts'
import type { Style } from './writing.ts'

/** One labelled pair of whole names, and the slice it belongs to. */
export type NamePair = {
  readonly a: string
  readonly b: string
  readonly same: boolean
  readonly scripts: 'arabic-latin' | 'latin-latin' | 'arabic-arabic'
  readonly slice: string
}

const latinStyles: readonly Style[] = ['moroccan', 'moroccan', 'dutch', 'english', 'scholarly']
const slices: readonly (readonly [string, Accident])[] = [
  ['plain', 'none'],
  ['plain', 'none'],
  ['slip', 'slip'],
  ['swapped', 'swapped'],
  ['missing', 'missing'],
  ['added', 'added'],
  ['joined', 'joined'],
  ['initial', 'initial'],
]
const negatives = ['stranger', 'stranger', 'same-family', 'same-given', 'look-alike-given', 'look-alike-family'] as const

/** Finds names that sound like a given one and are another name. */
export type Twins = (identity: NameIdentity) => readonly NameIdentity[]

/** Labelled pairs of invented persons: half the same person written twice, half different persons, most of them hard. */
export function labelledPairs(count: number, inventor: Inventor, twins: Twins, chance: Chance, crossShare = 0.72): NamePair[] {
  const pairs: NamePair[] = []
  while (pairs.length < count) {
    const person = inventor.invent()
    if (person.isBelgian && chance.happens(0.5)) continue
    const cross = chance.happens(crossShare)
    const [left, right]: [Style, Style] = cross
      ? chance.happens(0.5)
        ? ['arabic', chance.oneOf(latinStyles)]
        : [chance.oneOf(latinStyles), 'arabic']
      : [chance.oneOf(latinStyles), chance.oneOf(latinStyles)]
    const scripts = cross ? 'arabic-latin' : 'latin-latin'
    const drawn = chance.oneOf(slices)
    // Of two parts none can go missing: one name alone is nobody's.
    const [slice, accident] = drawn[1] === 'missing' && person.given.length + person.family.length < 3 ? (slices[0] as (typeof slices)[number]) : drawn
    const a = nameOnPaper(person, { style: left, accident: 'none' }, inventor, chance)
    if (chance.happens(0.5)) {
      const b = nameOnPaper(person, { style: right, accident }, inventor, chance)
      if (b !== '' && a !== '') pairs.push({ a, b, same: true, scripts, slice })
      continue
    }
    const kind = chance.oneOf(negatives)
    const other = different(person, kind, inventor, twins, chance)
    if (other === undefined) continue
    const b = nameOnPaper(
      other,
      { style: right, accident: accident === 'slip' || accident === 'swapped' || accident === 'joined' ? accident : 'none' },
      inventor,
      chance,
    )
    if (b !== '' && a !== '') pairs.push({ a, b, same: false, scripts, slice: kind })
  }
  return pairs
}

function different(person: Invented, kind: (typeof negatives)[number], inventor: Inventor, twins: Twins, chance: Chance): Invented | undefined {
  if (kind === 'same-family') return inventor.sibling(person)
  const other = inventor.invent()
  if (kind === 'look-alike-given' || kind === 'look-alike-family') {
    const field = kind === 'look-alike-given' ? 'given' : 'family'
    const list = twins(person[field][0] as NameIdentity)
    if (list.length === 0) return undefined
    return { ...person, [field]: [chance.oneOf(list), ...person[field].slice(1)] }
  }
  const shares = other.given[0]?.arabic === person.given[0]?.arabic
  if (kind === 'same-given') return other.family[0]?.arabic === person.family[0]?.arabic ? undefined : { ...other, given: person.given }
  return shares || other.family[0]?.arabic === person.family[0]?.arabic ? undefined : other
}

/** Figures of one set of scored pairs. */
export type PairFigures = { readonly pairs: number; readonly recallAtOnePercent: number; readonly bestF1: number }

/** Recall where at most 1 % of the different pairs score as high, and the best F1 over all thresholds. */
export function figuresOf(scored: readonly { readonly score: number; readonly same: boolean }[]): PairFigures {
  const sorted = [...scored].sort((x, y) => y.score - x.score)
  const positives = sorted.filter(s => s.same).length
  const negativesCount = sorted.length - positives
  let hits = 0
  let falseHits = 0
  let recallAtOnePercent = 0
  let bestF1 = 0
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i]?.same) hits++
    else falseHits++
    if (i + 1 < sorted.length && sorted[i + 1]?.score === sorted[i]?.score) continue
    if (falseHits <= 0.01 * negativesCount) recallAtOnePercent = hits / Math.max(1, positives)
    bestF1 = Math.max(bestF1, (2 * hits) / (positives + hits + falseHits))
  }
  return { pairs: scored.length, recallAtOnePercent, bestF1 }
}

/** The threshold above which at most a share of different pairs lie. */
export function thresholdAt(scored: readonly { readonly score: number; readonly same: boolean }[], share: number): number {
  const wrong = scored
    .filter(s => !s.same)
    .map(s => s.score)
    .sort((x, y) => y - x)
  return wrong[Math.floor(share * wrong.length)] ?? Number.NEGATIVE_INFINITY
}
