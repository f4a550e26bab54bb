/**
 * What an adversary makes of traces: two small classifiers, trained on half of them and judged on the other half. No chance but what
 * is handed in, so that a run is the same as the last.
 */
export type Sample = { readonly features: readonly number[]; readonly isProtected: boolean }

/** Numbers between 0 and 1, the same for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How well the better of two classifiers tells the two kinds apart on traces it was not trained on: 0.5 is guessing, 1 is knowing. */
export function bestGuess(samples: readonly Sample[]): { readonly auc: number; readonly by: 'lines' | 'steps' } {
  const [train, held] = halves(standardised(samples))
  const lines = areaUnderCurve(held, logistic(train))
  const steps = areaUnderCurve(held, boosted(train))
  return lines > steps ? { auc: lines, by: 'lines' } : { auc: steps, by: 'steps' }
}

/** Every second trace trains, the others judge. */
function halves(samples: readonly Sample[]): readonly [readonly Sample[], readonly Sample[]] {
  // Traces come in pairs: whole pairs go to one half, so that none is judged by its own twin.
  return [samples.filter((_, at) => (at >> 1) % 2 === 0), samples.filter((_, at) => (at >> 1) % 2 === 1)]
}

/** Mean 0 and deviation 1, feature by feature; what never varies is 0. */
function standardised(samples: readonly Sample[]): readonly Sample[] {
  const width = samples[0]?.features.length ?? 0
  const means = Array.from({ length: width }, (_, at) => average(samples.map(sample => sample.features[at] as number)))
  const deviations = means.map((mean, at) => Math.sqrt(average(samples.map(sample => ((sample.features[at] as number) - mean) ** 2))))
  return samples.map(({ features, isProtected }) => ({
    isProtected,
    features: features.map((value, at) => ((deviations[at] as number) > 1e-9 ? (value - (means[at] as number)) / (deviations[at] as number) : 0)),
  }))
}

/** Logistic regression by gradient descent. */
function logistic(train: readonly Sample[]): (features: readonly number[]) => number {
  const width = train[0]?.features.length ?? 0
  const weights = new Float64Array(width)
  let bias = 0
  const score = (features: readonly number[]) => features.reduce((sum, value, at) => sum + value * (weights[at] as number), bias)
  for (let round = 0; round < 60; round++) {
    const slope = new Float64Array(width)
    let biasSlope = 0
    for (const { features, isProtected } of train) {
      const error = 1 / (1 + Math.exp(-score(features))) - Number(isProtected)
      biasSlope += error
      for (let at = 0; at < width; at++) slope[at] = (slope[at] as number) + error * (features[at] as number)
    }
    bias -= biasSlope / train.length
    for (let at = 0; at < width; at++) weights[at] = (weights[at] as number) - (slope[at] as number) / train.length
  }
  return score
}

/** Gradient boosting of stumps, each a feature and a place to split it: finds what no straight line does. */
function boosted(train: readonly Sample[]): (features: readonly number[]) => number {
  const width = train[0]?.features.length ?? 0
  const cuts = Array.from({ length: width }, (_, at) => placesToCut(train.map(sample => sample.features[at] as number)))
  // Into which of the places each value falls, once.
  const bins = train.map(({ features }) => features.map((value, at) => (cuts[at] as readonly number[]).filter(cut => value > cut).length))
  const scores = new Float64Array(train.length)
  const stumps: { readonly at: number; readonly cut: number; readonly below: number; readonly above: number }[] = []
  for (let round = 0; round < 40; round++) {
    const errors = train.map(({ isProtected }, row) => Number(isProtected) - 1 / (1 + Math.exp(-(scores[row] as number))))
    let best = { gain: 0, at: -1, bin: 0, below: 0, above: 0 }
    for (let at = 0; at < width; at++) {
      const places = (cuts[at] as readonly number[]).length
      if (places === 0) continue
      const sums = new Float64Array(places + 1)
      const counts = new Float64Array(places + 1)
      for (let row = 0; row < bins.length; row++) {
        const bin = (bins[row] as readonly number[])[at] as number
        sums[bin] = (sums[bin] as number) + (errors[row] as number)
        counts[bin] = (counts[bin] as number) + 1
      }
      let [sum, count] = [0, 0]
      const [allSum, allCount] = [sums.reduce((a, b) => a + b, 0), train.length]
      for (let bin = 0; bin < places; bin++) {
        sum += sums[bin] as number
        count += counts[bin] as number
        if (count === 0 || count === allCount) continue
        const gain = sum ** 2 / count + (allSum - sum) ** 2 / (allCount - count)
        if (gain > best.gain) best = { gain, at, bin, below: sum / count, above: (allSum - sum) / (allCount - count) }
      }
    }
    if (best.at === -1) break
    const rate = 0.8
    const stump = { at: best.at, cut: (cuts[best.at] as readonly number[])[best.bin] as number, below: rate * best.below, above: rate * best.above }
    stumps.push(stump)
    for (let row = 0; row < train.length; row++) {
      const value = (train[row] as Sample).features[stump.at] as number
      scores[row] = (scores[row] as number) + (value > stump.cut ? stump.above : stump.below)
    }
  }
  return features => stumps.reduce((sum, { at, cut, below, above }) => sum + ((features[at] as number) > cut ? above : below), 0)
}

/** At most 24 places between the values that occur. */
function placesToCut(values: readonly number[]): readonly number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const between = sorted.slice(1).map((value, at) => (value + (sorted[at] as number)) / 2)
  if (between.length <= 24) return between
  return Array.from({ length: 24 }, (_, at) => between[Math.floor(((at + 0.5) * between.length) / 24)] as number)
}

/** The chance that a protected trace has a higher score than an ordinary one; ties count half. */
export function areaUnderCurve(held: readonly Sample[], score: (features: readonly number[]) => number): number {
  const scored = held.map(({ features, isProtected }) => ({ score: score(features), isProtected })).sort((a, b) => a.score - b.score)
  let [area, below] = [0, 0]
  for (let from = 0; from < scored.length; ) {
    let to = from
    let [up, down] = [0, 0]
    for (; to < scored.length && scored[to]?.score === scored[from]?.score; to++) scored[to]?.isProtected ? up++ : down++
    area += up * (below + down / 2)
    below += down
    from = to
  }
  const ups = scored.filter(each => each.isProtected).length
  return area / (ups * (scored.length - ups))
}

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
