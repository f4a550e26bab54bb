import { gapScores, pairScores, swapScore } from './data/sound-weights.ts'
import { firstArabic, maxSymbols, symbols } from './symbols.ts'

const count = symbols.length
const stride = 256
const pairs = new Int16Array(stride * stride)
const gaps = new Int16Array(stride * 2)

/** Fills the tables from the rows of the weights file; throws nothing, a wrong size shows in the vectors. */
function load(pairRows: string, gapRows: string): void {
  const rows = pairRows.trim().split('\n')
  for (let a = 0; a < count; a++) {
    const row = (rows[a] ?? '').split(' ')
    for (let b = 0; b < count; b++) pairs[a * stride + b] = Number(row[b])
  }
  const gapRow = gapRows.trim().split('\n')
  for (let against = 0; against < 2; against++)
    (gapRow[against] ?? '').split(' ').forEach((score, symbol) => {
      gaps[against * stride + symbol] = Number(score)
    })
}
load(pairScores, gapScores)

/** The best that each symbol can score against a script, in its own place: what a perfect partner would give. */
const ceilings = new Int16Array(stride * 2)
for (let symbol = 0; symbol < count; symbol++)
  for (let against = 0; against < 2; against++) {
    let best = gaps[against * stride + symbol] as number
    for (let other = against === 0 ? 0 : firstArabic; other < (against === 0 ? firstArabic : count); other++)
      best = Math.max(best, pairs[symbol * stride + other] as number)
    ceilings[against * stride + symbol] = best
  }

/** The score of a symbol string with a perfect partner in Latin (0) or Arabic (1) script, in tenths of a deciban. */
export function soundCeiling(codes: Uint8Array, from: number, length: number, against: 0 | 1): number {
  let sum = 0
  for (let i = 0; i < length; i++) sum += ceilings[against * stride + (codes[from + i] as number)] as number
  return sum
}

const width = maxSymbols + 1
const rowsAt = [new Int32Array(width), new Int32Array(width), new Int32Array(width)]
const never = -1_000_000

/**
 * How much likelier two symbol strings are as two spellings of one name than as two unrelated words, in tenths of a
 * deciban: the best alignment under the estimated weights (matches, gaps, neighbours swapped). Symmetric.
 *
 * @param a, b - from `symbolsOf`; may be views into a pool
 * Source: spec/identity.md#sounds · packages/identity/src/data/sound-weights.ts
 */
export function soundScore(a: Uint8Array, aFrom: number, aLength: number, b: Uint8Array, bFrom: number, bLength: number): number {
  if (aLength === 0 || bLength === 0) return never
  const aGaps = (b[bFrom] as number) >= firstArabic ? stride : 0
  const bGaps = (a[aFrom] as number) >= firstArabic ? stride : 0
  let before = rowsAt[0] as Int32Array
  let above = rowsAt[1] as Int32Array
  let here = rowsAt[2] as Int32Array
  above[0] = 0
  for (let j = 1; j <= bLength; j++) above[j] = (above[j - 1] as number) + (gaps[bGaps + (b[bFrom + j - 1] as number)] as number)
  let aLast = 0
  for (let i = 1; i <= aLength; i++) {
    const x = a[aFrom + i - 1] as number
    const row = x * stride
    const rowLast = aLast * stride
    const gap = gaps[aGaps + x] as number
    let left = (above[0] as number) + gap
    here[0] = left
    let bLast = 0
    for (let j = 1; j <= bLength; j++) {
      const y = b[bFrom + j - 1] as number
      let best = (above[j - 1] as number) + (pairs[row + y] as number)
      const up = (above[j] as number) + gap
      if (up > best) best = up
      const side = left + (gaps[bGaps + y] as number)
      if (side > best) best = side
      if (i > 1 && j > 1) {
        const swapped = (before[j - 2] as number) + (pairs[row + bLast] as number) + (pairs[rowLast + y] as number) + swapScore
        if (swapped > best) best = swapped
      }
      here[j] = best
      left = best
      bLast = y
    }
    aLast = x
    const free = before
    before = above
    above = here
    here = free
  }
  return above[bLength] as number
}
