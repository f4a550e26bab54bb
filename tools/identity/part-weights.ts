import { Chance } from '../../packages/bench/src/identity/chance.ts'
import { type Style, slipped, writeName } from '../../packages/bench/src/identity/writing.ts'
import { Lexicon, type NameIdentity } from '../../packages/identity/src/lexicon.ts'
import { shapesOf } from '../../packages/identity/src/lexicon-keys.ts'
import { describe, features, relations } from '../../packages/identity/src/likeness.ts'
import { type ReadyPart, readyPart } from '../../packages/identity/src/part.ts'
import { type NamePart, partsOf, plainSense } from '../../packages/identity/src/parts.ts'
import { Recent } from '../../packages/identity/src/recent.ts'
import { native, soundScore } from '../../packages/identity/src/sounds.ts'
import { symbolsOf } from '../../packages/identity/src/symbols.ts'
import { shareOf, type TokenPair } from './data.ts'
import { type Example, logistic } from './logistic.ts'

const styles: readonly Style[] = ['arabic', 'arabic', 'moroccan', 'moroccan', 'dutch', 'english', 'scholarly']

/** Shares of the negatives: strangers' names, and names chosen because they sound alike. */
const lookAlikeShare = 0.35

/** The share of written names with a slip of the hand: each side of a pair has its own. */
const slipShare = 0.05

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
  for (const hiddenShare of [0.15, 0.4]) {
    const shown = new Lexicon(identities.filter(identity => shareOf(identity.arabic, seed) >= hiddenShare))
    const alike = lookAlikes(single)
    const sense = { knows: shown.knows.bind(shown), taken: new Recent<string, readonly NamePart[]>(10_000) }
    const read = (text: string) => {
      const part = partsOf(text, sense).parts[0]
      return part === undefined || part.kind !== 'name' ? undefined : readyPart(part, shown)
    }
    const written = (identity: NameIdentity) => {
      const text = writeName(identity, chance.oneOf(styles), chance)
      return read(chance.happens(slipShare) ? slipped(text, chance) : text)
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
    weights: examples.map(group =>
      (group.length < 50 ? Array.from(features, () => 0) : logistic(group, features.length, 2)).map(w => Math.round(w * 100) / 100),
    ),
    counts: examples.map(group => group.length),
  }
}

function oneWord(identity: NameIdentity): boolean {
  return partsOf(identity.arabic.split('|')[0]!, plainSense).parts.length === 1
}

/** For each identity the names a careless matcher takes for it: those whose Arabic is one letter away, and those that sound most like it. */
function lookAlikes(identities: readonly NameIdentity[]): number[][] {
  const texts = identities.map(identity => identity.arabic.split('|').map(text => partsOf(text, plainSense).parts[0]!.text))
  const byShape = new Map<string, Set<number>>()
  texts.forEach((spellings, i) => {
    for (const spelling of spellings)
      for (const shape of shapesOf(spelling)) {
        const at = byShape.get(shape) ?? new Set()
        byShape.set(shape, at.add(i))
      }
  })
  const codes = texts.map(([text]) => symbolsOf(text!, 'arabic'))
  return codes.map((a, i) => {
    const near = new Set<number>()
    for (const spelling of texts[i]!) if (spelling.length >= 3) for (const shape of shapesOf(spelling)) for (const j of byShape.get(shape)!) near.add(j)
    const scored = codes.map((b, j) => [j, soundScore(a, 0, a.length, b, 0, b.length, native) / Math.max(a.length, b.length)] as const)
    for (const [j, score] of scored.sort((x, y) => y[1] - x[1]).slice(0, 6)) if (score > 10) near.add(j)
    return [...near].filter(
      j => j !== i && !texts[j]!.some(text => texts[i]!.includes(text)) && !identities[j]!.latin.some(text => identities[i]!.latin.includes(text)),
    )
  })
}
