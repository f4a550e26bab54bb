import { nameWeights } from './data/name-weights.ts'
import { initialsFit } from './initials.ts'
import { bits, contradiction, likeness, relationFound } from './likeness.ts'
import type { ReadyPart } from './part.ts'
import type { ReadyName } from './prepare.ts'

/** Why a part counts for or against. */
export type PartSays =
  | 'same-spelling'
  | 'same-name'
  | 'sounds-alike'
  | 'typing-slip'
  | 'initial-fits'
  | 'initial-differs'
  | 'joined-parts'
  | 'resembles-in-part'
  | 'near-but-different'
  | 'different'
  | 'omitted'
  | 'added'
  | 'relatives-share-names'

/** One part of the evidence of two names: places of the parts among the written ones, -1 for none. */
export type PartEvidence = { readonly says: PartSays; readonly decibans: number; readonly ours: number; readonly theirs: number }

const most = 8
const value = new Float64Array((most + 1) * (most + 1))
const alike = new Float64Array((most + 1) * (most + 1))
const kind = new Uint8Array((most + 1) * (most + 1))
const spelled = new Uint8Array((most + 1) * (most + 1))
const choice = new Int8Array(most)
const bestChoice = new Int8Array(most)

/** The ratio of so many decibans. */
const fromDecibans = (decibans: number) => Math.exp(decibans * (Math.LN10 / 10))

/** Decibans for two parts that agree with likeness `like`: the smaller of what sound and what rarity allow, met smoothly. */
export function agreement(like: number, frequency: number): number {
  return -10 * Math.log10(frequency + fromDecibans(-like))
}

/** Value of a pair of parts in decibans, rarity included. */
export function pairValue(like: number, p: ReadyPart, q: ReadyPart, mostCommon = 1): number {
  if (like <= 0) return like
  const frequency = p.frequency > q.frequency ? p.frequency : q.frequency
  return agreement(like, frequency < mostCommon ? frequency : mostCommon)
}

function initialValue(p: ReadyPart, q: ReadyPart): number {
  const both = p.kind === 'initial' && q.kind === 'initial'
  return initialsFit(p, q) ? (both ? 7 : nameWeights.initialFits) : nameWeights.initialDiffers
}

/**
 * The best one-to-one pairing of the parts of two names, any order. What is left on one side only is omitted; what is
 * left on both contradicts. Returns decibans; with `into`, the evidence part by part, which sums to them.
 * `kin` is the share of relatives among the others it could be. Symmetric, and independent of order.
 * Source: spec/identity.md#alignment.
 */
export function alignNames(a: ReadyName, b: ReadyName, kin: number, into?: PartEvidence[]): number {
  const plain = aligned(a.parts, b.parts, kin, into)
  if (a.parts.length === b.parts.length || plain >= bestPossible(a, b)) return plain
  const longer = a.parts.length > b.parts.length ? a : b
  const shorter = longer === a ? b : a
  let best = plain
  let at = -1
  for (let i = 0; i + 1 < longer.parts.length; i++) {
    if (!mayJoin(longer, i, shorter)) continue
    const joined = aligned(joinedAt(longer, i), shorter.parts, kin, undefined) - joiningCost
    if (joined > best) {
      best = joined
      at = i
    }
  }
  if (into !== undefined && at >= 0) {
    const evidence: PartEvidence[] = []
    aligned(longer === a ? joinedAt(a, at) : a.parts, longer === b ? joinedAt(b, at) : b.parts, kin, evidence)
    into.length = 0
    for (const e of evidence) into.push(unjoined(e, longer === a, at))
  }
  return best
}

/** Decibans that reading two parts as one costs. */
const joiningCost = 0.5

/** Whether two neighbours read as one could be a part of the other name: near in length, the same consonant classes but for two. */
function mayJoin(longer: ReadyName, at: number, shorter: ReadyName): boolean {
  const first = longer.parts[at] as ReadyPart
  const second = longer.parts[at + 1] as ReadyPart
  for (const part of shorter.parts) {
    const difference = first.length + second.length - part.length
    if (part.kind === 'name' && difference <= 3 && difference >= -3 && bits((first.mask | second.mask) ^ part.mask) <= 2) return longer.joined(at) !== undefined
  }
  return false
}

/** Evidence of a name with two parts joined, its places those of the name as written. */
function unjoined(e: PartEvidence, isOurs: boolean, at: number): PartEvidence {
  const isJoin = (isOurs ? e.ours : e.theirs) === at
  return {
    says: isJoin && e.decibans > 0 ? 'joined-parts' : e.says,
    decibans: isJoin ? e.decibans - joiningCost : e.decibans,
    ours: isOurs && e.ours > at ? e.ours + 1 : e.ours,
    theirs: !isOurs && e.theirs > at ? e.theirs + 1 : e.theirs,
  }
}

/** A bound that spares the joined readings when every part of the shorter name already agrees well. */
function bestPossible(a: ReadyName, b: ReadyName): number {
  const shorter = a.parts.length < b.parts.length ? a.parts : b.parts
  let sum = 0
  for (const part of shorter) sum += Math.min(20, -10 * Math.log10(part.frequency))
  return sum
}

function joinedAt(name: ReadyName, at: number): readonly ReadyPart[] {
  return [...name.parts.slice(0, at), name.joined(at) as ReadyPart, ...name.parts.slice(at + 2)]
}

function aligned(a: readonly ReadyPart[], b: readonly ReadyPart[], kin: number, into: PartEvidence[] | undefined): number {
  if (a.length > b.length) {
    if (into === undefined) return aligned(b, a, kin, undefined)
    const mirrored: PartEvidence[] = []
    const total = aligned(b, a, kin, mirrored)
    for (const e of mirrored)
      into.push({ says: e.says === 'omitted' ? 'added' : e.says === 'added' ? 'omitted' : e.says, decibans: e.decibans, ours: e.theirs, theirs: e.ours })
    return total
  }
  // Someone who puts a pair forward has already seen that a Mohamed is a Mohamed: a common name then tells no less than this.
  const isPutForward = kin >= nameWeights.kinInPair
  const mostCommon = isPutForward ? nameWeights.mostCommonInPair : 1
  const rows = a.length
  const columns = b.length
  for (let i = 0; i < rows; i++) {
    const p = a[i] as ReadyPart
    for (let j = 0; j < columns; j++) {
      const q = b[j] as ReadyPart
      const at = i * most + j
      if (p.kind === 'initial' || q.kind === 'initial') {
        value[at] = alike[at] = initialValue(p, q)
        kind[at] = 8
      } else {
        const like = likeness(p, q)
        alike[at] = like
        value[at] = pairValue(like, p, q, mostCommon)
        kind[at] = relationFound()
      }
      if (into !== undefined) spelled[at] = sameLetters(p, q) ? 1 : 0
    }
  }
  const sum = assign(rows, columns)
  let strangers = 0
  let relatives = 0
  for (let i = 0; i < rows; i++) {
    const at = i * most + (bestChoice[i] as number)
    strangers += value[at] as number
    relatives += fromDecibans(-(alike[at] as number))
  }
  let omitted = 0
  let names = 0
  for (let j = 0; j < columns; j++) {
    if (usedColumn(rows, j)) continue
    omitted += names === 0 ? nameWeights.firstOmitted : nameWeights.nextOmitted
    names++
  }
  // Another person is a stranger, who agrees in each part by chance, a relative, who shares all parts but one, or a namesake.
  // Where one part alone is compared and another left out, a relative may share just that one.
  if (rows === 1 && names > 0) relatives += nameWeights.sharesTheOnlyPart
  const namesakes = isPutForward ? nameWeights.namesakesInPair : 0
  const named = rows === 0 ? 0 : -10 * Math.log10((1 - kin - namesakes) * fromDecibans(-strangers) + (kin * relatives) / rows + namesakes)
  if (into !== undefined) explain(a, b, rows, columns, into, named - strangers)
  return (sum === never ? 0 : named) + omitted
}

const never = Number.NEGATIVE_INFINITY

/** Fills `bestChoice` with the column of each row that makes the sum largest; exact for up to 5 rows, then row by row. */
function assign(rows: number, columns: number): number {
  if (rows === 0) return 0
  if (rows === 1) {
    let best = never
    for (let j = 0; j < columns; j++)
      if ((value[j] as number) > best) {
        best = value[j] as number
        bestChoice[0] = j
      }
    return best
  }
  if (rows === 2 && columns === 2) {
    const straight = (value[0] as number) + (value[most + 1] as number)
    const crossed = (value[1] as number) + (value[most] as number)
    bestChoice[0] = straight >= crossed ? 0 : 1
    bestChoice[1] = straight >= crossed ? 1 : 0
    return straight >= crossed ? straight : crossed
  }
  if (rows > 5) return assignGreedily(rows, columns)
  bestSum = never
  search(0, rows, columns, 0, 0)
  return bestSum
}

let bestSum = never
function search(row: number, rows: number, columns: number, used: number, sum: number): void {
  if (row === rows) {
    if (sum > bestSum) {
      bestSum = sum
      for (let i = 0; i < rows; i++) bestChoice[i] = choice[i] as number
    }
    return
  }
  for (let j = 0; j < columns; j++) {
    if ((used & (1 << j)) !== 0) continue
    choice[row] = j
    search(row + 1, rows, columns, used | (1 << j), sum + (value[row * most + j] as number))
  }
}

function assignGreedily(rows: number, columns: number): number {
  let usedRows = 0
  let used = 0
  let sum = 0
  for (let step = 0; step < rows; step++) {
    let best = never
    let at = 0
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++)
        if ((usedRows & (1 << i)) === 0 && (used & (1 << j)) === 0 && (value[i * most + j] as number) > best) {
          best = value[i * most + j] as number
          at = i * most + j
        }
    bestChoice[Math.floor(at / most)] = at % most
    usedRows |= 1 << Math.floor(at / most)
    used |= 1 << (at % most)
    sum += best
  }
  return sum
}

function usedColumn(rows: number, column: number): boolean {
  for (let i = 0; i < rows; i++) if (bestChoice[i] === column) return true
  return false
}

function explain(a: readonly ReadyPart[], b: readonly ReadyPart[], rows: number, columns: number, into: PartEvidence[], relatives: number): void {
  for (let i = 0; i < rows; i++) {
    const j = bestChoice[i] as number
    const decibans = value[i * most + j] as number
    into.push({
      says: saysOf(kind[i * most + j] as number, spelled[i * most + j] === 1, decibans, (a[i] as ReadyPart).isArabic === (b[j] as ReadyPart).isArabic),
      decibans,
      ours: i,
      theirs: j,
    })
  }
  let names = 0
  for (let j = 0; j < columns; j++)
    if (!usedColumn(rows, j)) into.push({ says: 'added', decibans: names++ === 0 ? nameWeights.firstOmitted : nameWeights.nextOmitted, ours: -1, theirs: j })
  if (relatives !== 0) into.push({ says: 'relatives-share-names', decibans: relatives, ours: -1, theirs: -1 })
}

function saysOf(relation: number, sameSpelling: boolean, decibans: number, sameScript: boolean): PartSays {
  if (relation === 8) return decibans > 0 ? 'initial-fits' : 'initial-differs'
  if (sameSpelling) return 'same-spelling'
  if (decibans > 3) return relation === 1 ? 'same-name' : relation === 2 ? 'typing-slip' : 'sounds-alike'
  if (relation === 3) return decibans > contradiction + 8 ? 'near-but-different' : 'different'
  if (decibans > -15) return sameScript ? 'near-but-different' : 'resembles-in-part'
  return 'different'
}

function sameLetters(p: ReadyPart, q: ReadyPart): boolean {
  if (p.isArabic !== q.isArabic || p.lettersLength !== q.lettersLength) return false
  for (let i = 0; i < p.lettersLength; i++) if (p.letters[p.lettersFrom + i] !== q.letters[q.lettersFrom + i]) return false
  return true
}
