/** What a run of exchanges came to: how many, how fast, and how long each took from release to receipt. */
export type Run = {
  readonly officers: number
  readonly exchanges: number
  readonly perSecond: number
  readonly p50Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
}

/** The value below which a share of the values lies: nearest rank, of values in any order; 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0
}

/** Counts, rate and quantiles of the times of a run, in milliseconds. */
export function runOf(officers: number, times: readonly number[], seconds: number): Run {
  const at = (share: number) => rounded(quantile(times, share), 1)
  return { officers, exchanges: times.length, perSecond: rounded(times.length / seconds, 1), p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99) }
}

/** A number with so many digits behind the point. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

/**
 * What crypto and commits together allow: an exchange needs both, one after the other, on the same cores.
 * `1 / (1 / crypto + 1 / commits)`, in exchanges per second.
 */
export function allowedBy(cryptoPerSecond: number, commitsPerSecond: number): number {
  return 1 / (1 / cryptoPerSecond + 1 / commitsPerSecond)
}
