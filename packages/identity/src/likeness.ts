import { partWeights } from './data/part-weights.ts'
import type { ReadyPart } from './part.ts'
import { against, foreign, native, type SoundModel, soundScore, traceSound } from './sounds.ts'

/** What the lexicon says of two parts. */
export const relations = ['unlisted', 'same-name', 'same-name-with-slip', 'different-names', 'one-listed'] as const
/** An index into `relations`. */
export type Relation = 0 | 1 | 2 | 3 | 4

/** Decibans at which a part contradicts another: the least any pair of parts counts. Source: spec/identity.md#parts. */
export const contradiction = -33

/**
 * Features of a pair of parts, reused between calls: constant, sound score, score per sound, letter edits per letter, shortness,
 * what speaks against, the worst of it, misfits; whether all is smooth, whether anything misfits.
 */
export const features = new Float64Array(11)
let lastRelation: Relation = 0

/** The relation found by the last call of `describe`. */
export const relationFound = (): Relation => lastRelation

/** The best reading of two parts so far: its sound score, the longer of the two lengths, what speaks against. */
const best = { score: 0, length: 0, sum: 0, worst: 0, misfits: 0 }
const nothingRead = -1_000_000

function read(p: ReadyPart, pOther: boolean, q: ReadyPart, qOther: boolean, model: SoundModel, cost: number): void {
  const pFrom = pOther ? p.otherFrom : p.from
  const pLength = pOther ? p.otherLength : p.length
  const qFrom = qOther ? q.otherFrom : q.from
  const qLength = qOther ? q.otherLength : q.length
  const score = soundScore(p.codes, pFrom, pLength, q.codes, qFrom, qLength, model) - (pOther || qOther ? cost + otherReadingCost : cost)
  if (score <= best.score) return
  traceSound(p.codes, pFrom, pLength, q.codes, qFrom, qLength, model)
  best.score = score
  best.length = pLength > qLength ? pLength : qLength
  best.sum = against.sum
  best.worst = against.worst
  best.misfits = against.misfits
}

function readAll(p: ReadyPart, q: ReadyPart, model: SoundModel, cost: number): void {
  read(p, false, q, false, model, cost)
  if (q.otherLength > 0) read(p, false, q, true, model, cost)
  if (p.otherLength === 0) return
  read(p, true, q, false, model, cost)
  if (q.otherLength > 0) read(p, true, q, true, model, cost)
}

/** Fills `features` for two name parts and returns the group of weights to use: relation × (same script or not). Symmetric. */
export function describe(p: ReadyPart, q: ReadyPart): number {
  // Of alignments and readings that fit equally well the first one found is told of: whoever comes first must not decide which.
  return comesFirst(q, p) ? describeInOrder(q, p) : describeInOrder(p, q)
}

/** An order of parts by how they sound: Arabic script first, then the shorter, then by their symbols. */
function comesFirst(p: ReadyPart, q: ReadyPart): boolean {
  if (p.isArabic !== q.isArabic) return p.isArabic
  const order = orderOf(p.codes, p.from, p.length, q.codes, q.from, q.length)
  return (order === 0 ? orderOf(p.codes, p.otherFrom, p.otherLength, q.codes, q.otherFrom, q.otherLength) : order) < 0
}

function orderOf(a: Uint8Array, aFrom: number, aLength: number, b: Uint8Array, bFrom: number, bLength: number): number {
  if (aLength !== bLength) return aLength - bLength
  for (let i = 0; i < aLength; i++) {
    const difference = (a[aFrom + i] as number) - (b[bFrom + i] as number)
    if (difference !== 0) return difference
  }
  return 0
}

function describeInOrder(p: ReadyPart, q: ReadyPart): number {
  lastRelation = relationOf(p, q)
  const sameScript = p.isArabic === q.isArabic
  const group = lastRelation * 2 + (sameScript ? 1 : 0)
  features[0] = 1
  if (lastRelation === sameName) {
    // Two spellings of one listed name, however little they sound alike (Lahcen, الحسن): the lexicon knows better than the ear.
    features.fill(0, 1)
    return group
  }
  best.score = nothingRead
  best.length = 1
  readAll(p, q, native, 0)
  // A name with letters that no European name is written with is not tried as one; neither is what already fits.
  if (!sameScript && !(p.isArabic ? p.isNative : q.isNative) && best.worst < foreignTried) readAll(p, q, foreign, foreignCost)
  const { score, length } = best
  features[1] = clipped(score / 100, -4, 6)
  features[2] = clipped(score / (10 * length), -6, 8)
  features[3] = sameScript ? letterEdits(p, q) / Math.max(p.lettersLength, q.lettersLength) : 0
  features[4] = 1 / length
  features[5] = clipped(best.sum / 100, -6, 0)
  features[6] = clipped(best.worst / 100, -3, 0)
  features[7] = best.misfits > 4 ? 4 : best.misfits
  features[8] = best.worst > smooth ? 1 : 0
  features[9] = best.misfits > 0 ? 1 : 0
  features[10] = p.oddness > q.oddness ? p.oddness : q.oddness
  return group
}

const sameName = 1
const sameNameWithSlip = 2

/** No operation of the alignment counts less than this: the two are spelled as one hears them. Tenths of a deciban. */
const smooth = -50

/** The European model is tried when an operation of the native one counts less than this, at this cost; tenths of a deciban. */
const foreignTried = -60
const foreignCost = 15

/** Tenths of a deciban that the second reading of a part costs. */
const otherReadingCost = 15

/**
 * How much likelier two parts are as writings of one name than of two, in decibans, rarity left out.
 * Between `contradiction` and about 45. Symmetric.
 */
export function likeness(p: ReadyPart, q: ReadyPart): number {
  if (isStrange(p.mask, q.mask)) {
    lastRelation = relationOf(p, q)
    if (lastRelation !== sameName && lastRelation !== sameNameWithSlip) return contradiction
  }
  const group = describe(p, q)
  const weights = partWeights[group] as readonly number[]
  let sum = weights[0] as number
  if (lastRelation === sameName) return overlap < 1 ? sum + 20 * Math.log10(overlap) : sum
  for (let i = 1; i < features.length; i++) sum += (weights[i] as number) * (features[i] as number)
  return sum < contradiction ? contradiction : sum > 45 ? 45 : sum
}

/** Whether two words of consonants have no class in common, or at most half of those of the shorter one: not worth an alignment. */
function isStrange(x: number, y: number): boolean {
  const common = x & y
  if (common === 0) return (x & (x - 1)) !== 0 && (y & (y - 1)) !== 0
  const shared = bits(common)
  const least = Math.min(bits(x), bits(y))
  return least >= 3 && 2 * shared <= least
}

/** How many bits are set. */
export function bits(x: number): number {
  let count = 0
  for (let rest = x; rest !== 0; rest &= rest - 1) count++
  return count
}

/** How far the identities that two spellings may stand for agree, 1 at best: Rachid is seldom راشد. Set by `relationOf` for `same-name`. */
let overlap = 1

function relationOf(p: ReadyPart, q: ReadyPart): Relation {
  if (p.idsLength === 0 || q.idsLength === 0) {
    const listed = p.idsLength > 0 ? p : q
    return listed.idsLength === 0 || listed.isSlip || listed.isEuropean ? 0 : 4
  }
  let i = p.idsFrom
  let j = q.idsFrom
  const iEnd = i + p.idsLength
  const jEnd = j + q.idsLength
  overlap = 0
  while (i < iEnd && j < jEnd) {
    const x = p.ids[i] as number
    const y = q.ids[j] as number
    if (x < y) i++
    else if (x > y) j++
    else overlap += (p.idRoots[i++] as number) * (q.idRoots[j++] as number)
  }
  const slips = (p.isSlip ? 1 : 0) + (q.isSlip ? 1 : 0)
  if (overlap > 0 && slips === 0) return 1
  // The list of European names is short, and Arabic writes them by ear: beyond equal and unequal spellings it tells nothing.
  if (p.isEuropean || q.isEuropean) return slips === 0 && p.isArabic === q.isArabic ? 3 : 0
  if (slips === 2) return 0
  return overlap > 0 ? 2 : slips === 0 ? 3 : 4
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
