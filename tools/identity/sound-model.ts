import { firstArabic, symbols } from '../../packages/identity/src/symbols.ts'

/** Two spellings of one name as symbol codes, and how much the pair counts. */
export type SpellingPair = { readonly a: Uint8Array; readonly b: Uint8Array; readonly weight: number }

/** Probabilities of the operations of a memoryless transducer (Ristad and Yianilos 1998) for one pair of scripts. */
export type Transducer = { readonly match: Float64Array; readonly aGap: Float64Array; readonly bGap: Float64Array }

const n = symbols.length

/** The share of operations given to slips of the hand, whatever the sounds: chosen to be near published keying error rates of about 1 in 100 letters. */
const slipShare = 0.012

/** Estimates a transducer by expectation maximisation. `symmetric` ties match(x,y) to match(y,x), for one script. */
export function estimateTransducer(
  pairs: readonly SpellingPair[],
  rounds: number,
  symmetric: boolean,
): { transducer: Transducer; scores: Float64Array; aGapScores: Float64Array; bGapScores: Float64Array } {
  const pa = frequencies(pairs.map(p => [p.a, p.weight]))
  const pb = frequencies(pairs.map(p => [p.b, p.weight]))
  if (symmetric) for (let s = 0; s < n; s++) pa[s] = pb[s] = ((pa[s] as number) + (pb[s] as number)) / 2
  let transducer = firstGuess(pa, pb, symmetric)
  for (let round = 0; round < rounds; round++) {
    const next: Transducer = { match: new Float64Array(n * n), aGap: new Float64Array(n), bGap: new Float64Array(n) }
    for (const pair of pairs) expect(pair, transducer, next)
    transducer = normalised(next, pa, pb, symmetric)
  }
  const scores = new Float64Array(n * n)
  const aGapScores = new Float64Array(n)
  const bGapScores = new Float64Array(n)
  const floor = 1e-7
  for (let x = 0; x < n; x++) {
    const px = Math.max(pa[x] as number, floor)
    aGapScores[x] = 10 * Math.log10((transducer.aGap[x] as number) / px)
    bGapScores[x] = 10 * Math.log10((transducer.bGap[x] as number) / Math.max(pb[x] as number, floor))
    for (let y = 0; y < n; y++) scores[x * n + y] = 10 * Math.log10((transducer.match[x * n + y] as number) / (px * Math.max(pb[y] as number, floor)))
  }
  return { transducer, scores, aGapScores, bGapScores }
}

function frequencies(texts: readonly (readonly [Uint8Array, number])[]): Float64Array {
  const p = new Float64Array(n)
  let total = 0
  for (const [text, weight] of texts) {
    for (const s of text) p[s] = (p[s] as number) + weight
    total += weight * text.length
  }
  for (let s = 0; s < n; s++) p[s] = (p[s] as number) / total
  return p
}

function firstGuess(pa: Float64Array, pb: Float64Array, symmetric: boolean): Transducer {
  const match = new Float64Array(n * n)
  for (let x = 0; x < n; x++)
    for (let y = 0; y < n; y++)
      match[x * n + y] =
        (symmetric && x === y ? 0.8 * (pa[x] as number) : 0) +
        (sameSound(x, y) ? 0.3 * Math.sqrt((pa[x] as number) * (pb[y] as number)) : 0) +
        0.2 * (pa[x] as number) * (pb[y] as number)
  return normalised({ match, aGap: pa.map(p => 0.1 * p), bGap: pb.map(p => 0.1 * p) }, pa, pb, symmetric)
}

/** Rough classes that only start the estimation off. */
const classes =
  'b p p$ v w ph ب پ ف ڤ|d t th dh t$ d$ ت ط د ض ث ذ ظ ة|k ck cB qu q k$ ق ك|gB ge gu g$ gh rh غ ج گ|j dj ج|f ph v ف|s s$ es$ z z$ ç ce س ص ز|sh sch ch tch ش تش|kh ch خ|h h$ ^h ح ه ^ه ه$|l ل|m mB م|n n$ gn ن|r r$ er$ ر|a ^a a$ aa aN e eN ا ^ا ا$ ى ة|i i$ iN y y$ ie ee e ي ي$ ى|ou u uN o oN wV ^w w ou$ و ^و و$'
    .split('|')
    .map(group => new Set(group.split(' ')))
function sameSound(x: number, y: number): boolean {
  return classes.some(group => group.has(symbols[x] as string) && group.has(symbols[y] as string))
}

function normalised(counts: Transducer, pa: Float64Array, pb: Float64Array, symmetric: boolean): Transducer {
  const match = Float64Array.from(counts.match)
  const aGap = Float64Array.from(counts.aGap)
  const bGap = Float64Array.from(counts.bGap)
  if (symmetric)
    for (let x = 0; x < n; x++) {
      aGap[x] = bGap[x] = ((aGap[x] as number) + (bGap[x] as number)) / 2
      for (let y = x + 1; y < n; y++) match[x * n + y] = match[y * n + x] = ((match[x * n + y] as number) + (match[y * n + x] as number)) / 2
    }
  let total = 0
  for (const table of [match, aGap, bGap]) for (const c of table) total += c
  for (let x = 0; x < n; x++) {
    aGap[x] = (aGap[x] as number) / total + slipShare * 0.3 * (pa[x] as number) + 1e-9
    bGap[x] = (bGap[x] as number) / total + slipShare * 0.3 * (pb[x] as number) + 1e-9
    for (let y = 0; y < n; y++) match[x * n + y] = (match[x * n + y] as number) / total + slipShare * (pa[x] as number) * (pb[y] as number) + 1e-12
  }
  return { match, aGap, bGap }
}

/** One E step: adds the expected operations of one pair, by the forward-backward sums. */
function expect(pair: SpellingPair, t: Transducer, counts: Transducer): void {
  const { a, b, weight } = pair
  const w = b.length + 1
  const forward = new Float64Array((a.length + 1) * w)
  const backward = new Float64Array((a.length + 1) * w)
  forward[0] = 1
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      let sum = forward[i * w + j] as number
      if (i > 0) sum += (forward[(i - 1) * w + j] as number) * (t.aGap[a[i - 1] as number] as number)
      if (j > 0) sum += (forward[i * w + j - 1] as number) * (t.bGap[b[j - 1] as number] as number)
      if (i > 0 && j > 0) sum += (forward[(i - 1) * w + j - 1] as number) * (t.match[(a[i - 1] as number) * n + (b[j - 1] as number)] as number)
      forward[i * w + j] = sum
    }
  backward[a.length * w + b.length] = 1
  for (let i = a.length; i >= 0; i--)
    for (let j = b.length; j >= 0; j--) {
      let sum = backward[i * w + j] as number
      if (i < a.length) sum += (backward[(i + 1) * w + j] as number) * (t.aGap[a[i] as number] as number)
      if (j < b.length) sum += (backward[i * w + j + 1] as number) * (t.bGap[b[j] as number] as number)
      if (i < a.length && j < b.length) sum += (backward[(i + 1) * w + j + 1] as number) * (t.match[(a[i] as number) * n + (b[j] as number)] as number)
      backward[i * w + j] = sum
    }
  const all = forward[a.length * w + b.length] as number
  if (!(all > 0)) return
  const scale = weight / all
  for (let i = 0; i <= a.length; i++)
    for (let j = 0; j <= b.length; j++) {
      const f = (forward[i * w + j] as number) * scale
      if (i < a.length) counts.aGap[a[i] as number]! += f * (t.aGap[a[i] as number] as number) * (backward[(i + 1) * w + j] as number)
      if (j < b.length) counts.bGap[b[j] as number]! += f * (t.bGap[b[j] as number] as number) * (backward[i * w + j + 1] as number)
      if (i < a.length && j < b.length) {
        const at = (a[i] as number) * n + (b[j] as number)
        counts.match[at]! += f * (t.match[at] as number) * (backward[(i + 1) * w + j + 1] as number)
      }
    }
}

export const isArabicSymbol = (s: number) => s >= firstArabic
