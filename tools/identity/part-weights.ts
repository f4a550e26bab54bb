import { Chance } from '../../packages/bench/src/identity/chance.ts'
import { type Style, slipped, writeName } from '../../packages/bench/src/identity/writing.ts'
import { Lexicon, type NameIdentity } from '../../packages/identity/src/lexicon.ts'
import { describe, features, relations } from '../../packages/identity/src/likeness.ts'
import { type ReadyPart, readyPart } from '../../packages/identity/src/part.ts'
import { partsOf, plainSense } from '../../packages/identity/src/parts.ts'
import { soundScore } from '../../packages/identity/src/sounds.ts'
import { symbolsOf } from '../../packages/identity/src/symbols.ts'
import { shareOf, type TokenPair } from './data.ts'
import { type Example, logistic } from './logistic.ts'

const styles: readonly Style[] = ['arabic', 'arabic', 'moroccan', 'moroccan', 'dutch', 'english', 'scholarly']

/** Shares of the negatives: strangers' names, and names chosen because they sound alike. */
const lookAlikeShare = 0.3

/**
 * The weights of part pairs, estimated on pairs of written names of which a part of the lexicon is hidden, so that the
 * weights of unlisted names come from names that are really unlisted.
 */
export function partWeightsOf(
  identities: readonly NameIdentity[],
  tokens: readonly TokenPair[],
  seed: number,
  rounds = 60_000,
): { weights: number[][]; counts: number[] } {
  const chance = new Chance(seed)
  const examples: Example[][] = Array.from({ length: relations.length * 2 }, () => [])
  const add = (p: ReadyPart, q: ReadyPart, isMatch: boolean, weight: number) => {
    const group = describe(p, q)
    examples[group]!.push({ features: Array.from(features), isMatch, weight })
  }
  const single = identities.filter(identity => identity.latin.length > 0 && oneWord(identity))
  for (const hiddenShare of [0.35, 0.65]) {
    const shown = new Lexicon(identities.filter(identity => shareOf(identity.arabic, seed) >= hiddenShare))
    const alike = lookAlikes(single)
    const sense = { knows: shown.knows.bind(shown), taken: new Map() }
    const read = (text: string) => {
      const part = partsOf(text, sense).parts[0]
      return part === undefined || part.kind !== 'name' ? undefined : readyPart(part, shown)
    }
    const written = (identity: NameIdentity) => {
      const text = writeName(identity, chance.oneOf(styles), chance)
      return read(chance.happens(0.12) ? slipped(text, chance) : text)
    }
    for (let round = 0; round < rounds / 2; round++) {
      const i = chance.below(single.length)
      const identity = single[i]!
      const p = written(identity)
      const q = written(identity)
      if (p === undefined || q === undefined) continue
      add(p, q, true, 1)
      const others = alike[i]!
      const isAlike = chance.happens(lookAlikeShare) && others.length > 0
      const other = single[isAlike ? chance.oneOf(others) : chance.below(single.length)]!
      if (other === identity) continue
      const r = written(other)
      if (r !== undefined) add(p, r, false, 1)
    }
    // Foreign names in Arabic: mined token pairs, never in the lexicon.
    for (let round = 0; round < rounds / 8; round++) {
      const pair = tokens[chance.below(tokens.length)]!
      const other = tokens[chance.below(tokens.length)]!
      const p = read(pair.latin)
      const q = read(pair.arabic)
      const r = read(other.arabic)
      if (p === undefined || q === undefined || r === undefined) continue
      add(p, q, true, 0.7)
      if (other.latin !== pair.latin && other.arabic !== pair.arabic) add(p, r, false, 0.7)
    }
  }
  return {
    weights: examples.map(group => (group.length < 50 ? [0, 0, 0, 0, 0, 0] : logistic(group, 6, 2)).map(w => Math.round(w * 100) / 100)),
    counts: examples.map(group => group.length),
  }
}

function oneWord(identity: NameIdentity): boolean {
  return partsOf(identity.arabic.split('|')[0]!, plainSense).parts.length === 1
}

/** For each identity the others whose Arabic sounds most like it: the near-twins a careless matcher takes for one name. */
function lookAlikes(identities: readonly NameIdentity[]): number[][] {
  const codes = identities.map(identity => symbolsOf(partsOf(identity.arabic.split('|')[0]!, plainSense).parts[0]!.text, 'arabic'))
  return codes.map((a, i) => {
    const scored = codes.map((b, j) => [j, i === j ? -1e9 : soundScore(a, 0, a.length, b, 0, b.length) / Math.max(a.length, b.length)] as const)
    return scored
      .sort((x, y) => y[1] - x[1])
      .slice(0, 6)
      .filter(([, score]) => score > 10)
      .map(([j]) => j)
  })
}
