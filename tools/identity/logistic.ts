/** One example: features (the first a constant 1), whether it is a match, and how much it counts. */
export type Example = { readonly features: readonly number[]; readonly isMatch: boolean; readonly weight: number }

/** Logistic regression by Newton's method with a small ridge; the coefficients in decibans (10·log10 of odds). */
export function logistic(examples: readonly Example[], size: number, ridge = 1): number[] {
  const w = new Float64Array(size)
  for (let round = 0; round < 25; round++) {
    const gradient = new Float64Array(size)
    const hessian = Array.from({ length: size }, () => new Float64Array(size))
    for (const { features, isMatch, weight } of examples) {
      let z = 0
      for (let i = 0; i < size; i++) z += w[i]! * features[i]!
      const p = 1 / (1 + Math.exp(-z))
      const error = weight * ((isMatch ? 1 : 0) - p)
      const curvature = weight * Math.max(1e-9, p * (1 - p))
      for (let i = 0; i < size; i++) {
        gradient[i]! += error * features[i]!
        for (let j = 0; j <= i; j++) hessian[i]![j]! += curvature * features[i]! * features[j]!
      }
    }
    for (let i = 0; i < size; i++) {
      const r = i === 0 ? ridge * 0.01 : ridge
      gradient[i]! -= r * w[i]!
      hessian[i]![i]! += r
      for (let j = i + 1; j < size; j++) hessian[i]![j] = hessian[j]![i]!
    }
    const step = solved(hessian, gradient)
    let largest = 0
    for (let i = 0; i < size; i++) {
      const bounded = Math.max(-3, Math.min(3, step[i]!))
      w[i]! += bounded
      largest = Math.max(largest, Math.abs(bounded))
    }
    if (largest < 1e-6) break
  }
  return Array.from(w, x => (x * 10) / Math.LN10)
}

/** Gaussian elimination with pivoting. */
function solved(matrix: readonly Float64Array[], right: Float64Array): Float64Array {
  const n = right.length
  const m = matrix.map((row, i) => Float64Array.from([...row, right[i]!]))
  for (let c = 0; c < n; c++) {
    let pivot = c
    for (let r = c + 1; r < n; r++) if (Math.abs(m[r]![c]!) > Math.abs(m[pivot]![c]!)) pivot = r
    ;[m[c], m[pivot]] = [m[pivot]!, m[c]!]
    const head = m[c]![c]! || 1e-12
    for (let r = 0; r < n; r++) {
      if (r === c) continue
      const factor = m[r]![c]! / head
      if (factor !== 0) for (let k = c; k <= n; k++) m[r]![k]! -= factor * m[c]![k]!
    }
  }
  return Float64Array.from({ length: n }, (_, i) => m[i]![n]! / (m[i]![i]! || 1e-12))
}
