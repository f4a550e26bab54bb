import { foreignGaps, foreignScores, gapScores, pairScores, swapScore } from './data/sound-weights.ts'
import { firstArabic, maxSymbols, symbols } from './symbols.ts'

/**
 * How a name came into the other script. `native`: an Arabic or Amazigh name put into Latin letters, its short vowels unwritten
 * in Arabic. `foreign`: a European name written in Arabic by ear. Within one script there is one model, `native`.
 */
export type SoundModel = 0 | 1
export const native: SoundModel = 0
export const foreign: SoundModel = 1

const count = symbols.length
const stride = 256
const size = stride * stride
const pairs = new Int16Array(2 * size)
const gaps = new Int16Array(2 * 2 * stride)

const rowsOf = (text: string) =>
  text
    .trim()
    .split('\n')
    .map(row => row.split(' ').map(Number))
const pairRows = rowsOf(pairScores)
const foreignRows = rowsOf(foreignScores)
for (let a = 0; a < count; a++)
  for (let b = 0; b < count; b++) {
    const score = pairRows[a]?.[b] as number
    pairs[a * stride + b] = score
    const cross = a < firstArabic !== b < firstArabic
    pairs[size + a * stride + b] = cross ? (foreignRows[Math.min(a, b)]?.[Math.max(a, b) - firstArabic] as number) : score
  }
for (const [model, text] of [gapScores, foreignGaps].entries())
  for (const [against, row] of rowsOf(text).entries()) for (const [symbol, score] of row.entries()) gaps[(model * 2 + against) * stride + symbol] = score

const width = maxSymbols + 1
const rowsAt = [new Int32Array(width), new Int32Array(width), new Int32Array(width)]
const never = -1_000_000
/** How each cell of the last alignment was reached. */
const steps = new Uint8Array(width * width)
const [together, firstAlone, secondAlone, swapped] = [0, 1, 2, 3]

/**
 * How much likelier two symbol strings are as two spellings of one name than as two unrelated words, in tenths of a
 * deciban: the best alignment under the estimated weights (matches, gaps, neighbours swapped). Symmetric.
 *
 * @param a, b - from `symbolsOf`; may be views into a pool
 * @param model - how a name came into the other script; `native` within one script
 * Source: spec/identity.md#sounds · packages/identity/src/data/sound-weights.ts
 */
export function soundScore(a: Uint8Array, aFrom: number, aLength: number, b: Uint8Array, bFrom: number, bLength: number, model: SoundModel): number {
  if (aLength === 0 || bLength === 0) return never
  const aGaps = (model * 2 + ((b[bFrom] as number) >= firstArabic ? 1 : 0)) * stride
  const bGaps = (model * 2 + ((a[aFrom] as number) >= firstArabic ? 1 : 0)) * stride
  const table = model * size
  let before = rowsAt[0] as Int32Array
  let above = rowsAt[1] as Int32Array
  let here = rowsAt[2] as Int32Array
  above[0] = 0
  for (let j = 1; j <= bLength; j++) above[j] = (above[j - 1] as number) + (gaps[bGaps + (b[bFrom + j - 1] as number)] as number)
  let aLast = 0
  for (let i = 1; i <= aLength; i++) {
    const x = a[aFrom + i - 1] as number
    const row = table + x * stride
    const rowLast = table + aLast * stride
    const gap = gaps[aGaps + x] as number
    let left = (above[0] as number) + gap
    here[0] = left
    let bLast = 0
    let cell = i * width + 1
    for (let j = 1; j <= bLength; j++, cell++) {
      const y = b[bFrom + j - 1] as number
      let best = (above[j - 1] as number) + (pairs[row + y] as number)
      let step = together
      const up = (above[j] as number) + gap
      if (up > best) {
        best = up
        step = firstAlone
      }
      const side = left + (gaps[bGaps + y] as number)
      if (side > best) {
        best = side
        step = secondAlone
      }
      if (i > 1 && j > 1) {
        const crossed = (before[j - 2] as number) + (pairs[row + bLast] as number) + (pairs[rowLast + y] as number) + swapScore
        if (crossed > best) {
          best = crossed
          step = swapped
        }
      }
      here[j] = best
      steps[cell] = step
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

/** An operation that takes this much or more, in tenths of a deciban, is a misfit: two spellings of one name seldom have one. */
const misfit = -80

/** What speaks against in the last alignment: the sum of all operations below 0, the worst of them (tenths of a deciban), and how many are misfits. */
export const against = { sum: 0, worst: 0, misfits: 0 }

/** Fills `against` for the alignment that the last call of `soundScore` found; its arguments are the same. */
export function traceSound(a: Uint8Array, aFrom: number, aLength: number, b: Uint8Array, bFrom: number, bLength: number, model: SoundModel): void {
  against.sum = against.worst = against.misfits = 0
  if (aLength === 0 || bLength === 0) return
  const aGaps = (model * 2 + ((b[bFrom] as number) >= firstArabic ? 1 : 0)) * stride
  const bGaps = (model * 2 + ((a[aFrom] as number) >= firstArabic ? 1 : 0)) * stride
  const table = model * size
  let i = aLength
  let j = bLength
  while (i > 0 || j > 0) {
    const step = i === 0 ? secondAlone : j === 0 ? firstAlone : (steps[i * width + j] as number)
    const x = a[aFrom + i - 1] as number
    const y = b[bFrom + j - 1] as number
    if (step === together) {
      tally(pairs[table + x * stride + y] as number)
      i--
      j--
    } else if (step === firstAlone) {
      tally(gaps[aGaps + x] as number)
      i--
    } else if (step === secondAlone) {
      tally(gaps[bGaps + y] as number)
      j--
    } else {
      tally(swapScore)
      tally(pairs[table + x * stride + (b[bFrom + j - 2] as number)] as number)
      tally(pairs[table + (a[aFrom + i - 2] as number) * stride + y] as number)
      i -= 2
      j -= 2
    }
  }
}

function tally(score: number): void {
  if (score >= 0) return
  against.sum += score
  if (score < against.worst) against.worst = score
  if (score <= misfit) against.misfits++
}
