import { belgianShares } from './data/belgian-names.ts'
import type { Lexicon, NameIdentity } from './lexicon.ts'

/** The chance given to a name no list holds: below the rarest listed ones. Source: spec/identity.md#rarity. */
export const unlistedFrequency = 0.00002

const shares = new WeakMap<Lexicon, Float64Array>()

/** The share of persons who bear each identity of a lexicon, its kind's weights summing to the share of Moroccan names in the reference population. */
function sharesOf(lexicon: Lexicon): Float64Array {
  let known = shares.get(lexicon)
  if (known === undefined) {
    const totals = new Map<string, number>()
    const group = (identity: NameIdentity) => (identity.kind === 'family' ? 'family' : 'given')
    for (const identity of lexicon.identities) totals.set(group(identity), (totals.get(group(identity)) ?? 0) + identity.weight)
    known = Float64Array.from(lexicon.identities, identity => (0.7 * identity.weight) / (totals.get(group(identity)) as number))
    shares.set(lexicon, known)
  }
  return known
}

let belgian: Map<string, number> | undefined
function belgianShareOf(text: string): number {
  belgian ??= new Map(
    belgianShares
      .trim()
      .split('\n')
      .map(row => row.split(' '))
      .map(([name, share]) => [name as string, Number(share) / 1e6]),
  )
  return belgian.get(text) ?? 0
}

/** The chance that a person of the reference population bears a name: the commonest of its identities, or its place in the Belgian lists. */
export function frequencyOf(text: string, ids: readonly number[], lexicon: Lexicon): number {
  const share = sharesOf(lexicon)
  let best = Math.max(unlistedFrequency, belgianShareOf(text))
  for (const id of ids) best = Math.max(best, share[id] as number)
  return best
}
