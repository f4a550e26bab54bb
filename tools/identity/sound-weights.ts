import { firstArabic, symbols } from '../../packages/identity/src/symbols.ts'
import { estimateTransducer, isArabicSymbol, type SpellingPair } from './sound-model.ts'
import type { Training } from './sound-training.ts'

export type SoundWeights = {
  readonly pairs: number[][]
  readonly gaps: number[][]
  readonly foreignPairs: number[][]
  readonly foreignGaps: number[][]
  readonly swap: number
}

const n = symbols.length
const tenths = (decibans: number) => Math.max(-300, Math.min(300, Math.round(decibans * 10)))

/** The weight tables of all models, in tenths of a deciban. Two rounds: the second leaves out misaligned mined pairs. */
export function soundWeightsOf(training: Training, rounds = 8): SoundWeights {
  const { native, foreign } = sorted(training)
  const cross = estimateTwice(native, rounds, false)
  const european = estimateTwice(foreign, rounds, false)
  const latin = estimateTwice(training.latin, rounds, true)
  const arabic = estimateTwice(training.arabic, rounds, true)
  const pairs = Array.from({ length: n }, (_, x) =>
    Array.from({ length: n }, (_, y) => {
      if (x < firstArabic && y < firstArabic) return tenths(latin.scores[x * n + y]!)
      if (x >= firstArabic && y >= firstArabic) return tenths(arabic.scores[x * n + y]!)
      return tenths(x < firstArabic ? cross.scores[x * n + y]! : cross.scores[y * n + x]!)
    }),
  )
  const gapsOf = (between: typeof cross) => [
    Array.from({ length: n }, (_, s) => tenths(isArabicSymbol(s) ? between.bGapScores[s]! : latin.aGapScores[s]!)),
    Array.from({ length: n }, (_, s) => tenths(isArabicSymbol(s) ? arabic.aGapScores[s]! : between.aGapScores[s]!)),
  ]
  const foreignPairs = pairs
    .slice(0, firstArabic)
    .map((_, x) => Array.from({ length: n - firstArabic }, (_, y) => tenths(european.scores[x * n + firstArabic + y]!)))
  return { pairs, gaps: gapsOf(cross), foreignPairs, foreignGaps: gapsOf(european), swap: tenths(10 * Math.log10(0.006)) }
}

/** Mined names whose letters do not tell where they come from go to the model they fit better, once both are known a little. */
function sorted(training: Training): Pick<Training, 'native' | 'foreign'> {
  const native = estimateTransducer(training.native, 4, false)
  const foreign = estimateTransducer(training.foreign, 4, false)
  const fits = training.foreign.map(pair => alignment(pair, native) > alignment(pair, foreign) + clearly)
  return { native: [...training.native, ...training.foreign.filter((_, i) => fits[i])], foreign: training.foreign.filter((_, i) => !fits[i]) }
}

/** Decibans by which a mined name must fit the native model better to be taken for one of it. */
const clearly = 3

function estimateTwice(pairs: readonly SpellingPair[], rounds: number, symmetric: boolean) {
  const first = estimateTransducer(pairs, Math.max(3, rounds >> 1), symmetric)
  const kept = pairs.filter(pair => alignment(pair, first) > 0)
  return estimateTransducer(kept, rounds, symmetric)
}

/** The best alignment of a pair, decibans. */
function alignment(pair: SpellingPair, t: { scores: Float64Array; aGapScores: Float64Array; bGapScores: Float64Array }): number {
  const w = pair.b.length + 1
  const best = new Float64Array((pair.a.length + 1) * w)
  for (let i = 0; i <= pair.a.length; i++)
    for (let j = 0; j <= pair.b.length; j++) {
      if (i === 0 && j === 0) continue
      let score = Number.NEGATIVE_INFINITY
      if (i > 0) score = Math.max(score, best[(i - 1) * w + j]! + t.aGapScores[pair.a[i - 1]!]!)
      if (j > 0) score = Math.max(score, best[i * w + j - 1]! + t.bGapScores[pair.b[j - 1]!]!)
      if (i > 0 && j > 0) score = Math.max(score, best[(i - 1) * w + j - 1]! + t.scores[pair.a[i - 1]! * n + pair.b[j - 1]!]!)
      best[i * w + j] = score
    }
  return best[pair.a.length * w + pair.b.length]!
}
