import { partWeights } from './data/part-weights.ts'
import type { ReadyPart } from './part.ts'
import { soundScore } from './sounds.ts'

/** What the lexicon says of two parts. */
export const relations = ['unlisted', 'same-name', 'same-name-with-slip', 'different-names', 'one-listed'] as const
/** An index into `relations`. */
export type Relation = 0 | 1 | 2 | 3 | 4

/** Decibans at which a part contradicts another: the least any pair of parts counts. Source: spec/identity.md#parts. */
export const contradiction = -33

/** Features of a pair of parts, reused between calls: constant, sound score, score per sound, letter edits per letter, shortness, what is lacking to a perfect partner. */
export const features = new Float64Array(6)
let lastRelation: Relation = 0

/** The relation found by the last call of `describe`. */
export const relationFound = (): Relation => lastRelation

/** Fills `features` for two name parts and returns the group of weights to use: relation × (same script or not). */
export function describe(p: ReadyPart, q: ReadyPart): number {
  let score = soundScore(p.codes, p.from, p.length, q.codes, q.from, q.length)
  let length = p.length > q.length ? p.length : q.length
  let pOther = false
  let qOther = false
  if (q.otherLength > 0) {
    const other = soundScore(p.codes, p.from, p.length, q.codes, q.otherFrom, q.otherLength) - otherReadingCost
    if (other > score) {
      score = other
      qOther = true
      length = p.length > q.otherLength ? p.length : q.otherLength
    }
  }
  if (p.otherLength > 0) {
    const other = soundScore(p.codes, p.otherFrom, p.otherLength, q.codes, q.from, q.length) - otherReadingCost
    if (other > score) {
      score = other
      pOther = true
      qOther = false
      length = p.otherLength > q.length ? p.otherLength : q.length
    }
    if (q.otherLength > 0) {
      const both = soundScore(p.codes, p.otherFrom, p.otherLength, q.codes, q.otherFrom, q.otherLength) - otherReadingCost
      if (both > score) {
        score = both
        pOther = true
        qOther = true
        length = p.otherLength > q.otherLength ? p.otherLength : q.otherLength
      }
    }
  }
  const pCeiling = q.isArabic ? (pOther ? p.otherCeilingArabic : p.ceilingArabic) : pOther ? p.otherCeilingLatin : p.ceilingLatin
  const qCeiling = p.isArabic ? (qOther ? q.otherCeilingArabic : q.ceilingArabic) : qOther ? q.otherCeilingLatin : q.ceilingLatin
  const sameScript = p.isArabic === q.isArabic
  lastRelation = relationOf(p, q)
  features[0] = 1
  features[1] = clipped(score / 100, -4, 6)
  features[2] = clipped(score / (10 * length), -6, 8)
  features[3] = sameScript ? letterEdits(p, q) / Math.max(p.lettersLength, q.lettersLength) : 0
  features[4] = 1 / length
  features[5] = clipped(((pCeiling + qCeiling) / 2 - score) / 100, -1, 6)
  return lastRelation * 2 + (sameScript ? 1 : 0)
}

/** The least that two spellings of one identity count: about the worst found right in the estimation pairs. */
const listedTogether = 14

/** Tenths of a deciban that the second reading of a part costs. */
const otherReadingCost = 15

/**
 * How much likelier two parts are as writings of one name than of two, in decibans, rarity left out.
 * Between `contradiction` and about 45. Symmetric.
 */
export function likeness(p: ReadyPart, q: ReadyPart): number {
  if (isStrange(p.mask, q.mask)) {
    lastRelation = relationOf(p, q)
    if (lastRelation !== 1 && lastRelation !== 2) return contradiction
  }
  const group = describe(p, q)
  const weights = partWeights[group] as readonly number[]
  let sum = 0
  for (let i = 0; i < features.length; i++) sum += (weights[i] as number) * (features[i] as number)
  // Two spellings of one listed name, however little they sound alike (Lahcen, الحسن): the lexicon knows better than the ear.
  if (lastRelation === 1 && sum < listedTogether) sum = listedTogether
  return sum < contradiction ? contradiction : sum > 45 ? 45 : sum
}

/** Whether two words of consonants have no class in common, or one of many: not worth an alignment. */
function isStrange(x: number, y: number): boolean {
  const common = x & y
  if (common === 0) return (x & (x - 1)) !== 0 && (y & (y - 1)) !== 0
  return (common & (common - 1)) === 0 && bits(x) >= 4 && bits(y) >= 4
}

/** How many bits are set. */
export function bits(x: number): number {
  let count = 0
  for (let rest = x; rest !== 0; rest &= rest - 1) count++
  return count
}

function relationOf(p: ReadyPart, q: ReadyPart): Relation {
  if (p.idsLength === 0 || q.idsLength === 0) return p.idsLength + q.idsLength > 0 && !p.isSlip && !q.isSlip ? 4 : 0
  let i = p.idsFrom
  let j = q.idsFrom
  const iEnd = i + p.idsLength
  const jEnd = j + q.idsLength
  while (i < iEnd && j < jEnd) {
    const x = p.ids[i] as number
    const y = q.ids[j] as number
    if (x === y) return p.isSlip && q.isSlip ? 0 : p.isSlip || q.isSlip ? 2 : 1
    if (x < y) i++
    else j++
  }
  return p.isSlip && q.isSlip ? 0 : p.isSlip || q.isSlip ? 4 : 3
}

const clipped = (value: number, least: number, most: number) => (value < least ? least : value > most ? most : value)

const places = new Int32Array(64)
/** Edits (missing, added, replaced, neighbours swapped) between the letters of two parts: Hyyrö's bit-parallel OSA distance, at most 31 letters. */
export function letterEdits(p: ReadyPart, q: ReadyPart): number {
  const m = p.lettersLength
  const n = q.lettersLength
  if (m === 0 || n === 0) return Math.max(m, n)
  for (let i = 0; i < m; i++) places[p.letters[p.lettersFrom + i] as number]! |= 1 << i
  let vp = -1
  let vn = 0
  let d0 = 0
  let previous = 0
  let distance = m
  const last = 1 << (m - 1)
  for (let j = 0; j < n; j++) {
    const pm = places[q.letters[q.lettersFrom + j] as number] as number
    const transposed = ((~d0 & pm) << 1) & previous
    d0 = (((pm & vp) + vp) ^ vp) | pm | vn | transposed
    let hp = vn | ~(d0 | vp)
    let hn = d0 & vp
    if ((hp & last) !== 0) distance++
    if ((hn & last) !== 0) distance--
    hp = (hp << 1) | 1
    hn <<= 1
    vp = hn | ~(d0 | hp)
    vn = hp & d0
    previous = pm
  }
  for (let i = 0; i < m; i++) places[p.letters[p.lettersFrom + i] as number] = 0
  return distance
}
