import type { Lexicon, NameIdentity } from './lexicon.ts'

/** The chance given to a name no list holds: below the rarest listed ones. Source: spec/identity.md#rarity. */
export const unlistedFrequency = 0.00002

const shares = new WeakMap<Lexicon, Float64Array>()

/**
 * The share of persons who bear each identity of a lexicon: a kind's weights sum to the share of Moroccan names in the reference
 * population; the weights of European names are persons per million of it.
 */
function sharesOf(lexicon: Lexicon): Float64Array {
  let known = shares.get(lexicon)
  if (known === undefined) {
    const totals = new Map<string, number>()
    const group = (identity: NameIdentity) => (identity.kind === 'family' ? 'family' : 'given')
    for (const identity of lexicon.identities) totals.set(group(identity), (totals.get(group(identity)) ?? 0) + identity.weight)
    known = Float64Array.from(lexicon.all, (identity, id) =>
      lexicon.isEuropean(id) ? identity.weight / 1e6 : (0.7 * identity.weight) / (totals.get(group(identity)) as number),
    )
    shares.set(lexicon, known)
  }
  return known
}

/** The chance that a person of the reference population bears a name: the commonest of its identities. */
export function frequencyOf(ids: readonly number[], lexicon: Lexicon): number {
  const share = sharesOf(lexicon)
  let best = unlistedFrequency
  for (const id of ids) best = Math.max(best, share[id] as number)
  return best
}
