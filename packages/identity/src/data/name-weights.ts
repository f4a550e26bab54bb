/**
 * Decibans and shares of the alignment of names. Chosen on the generated pairs of tools/identity (names of the taught side of the
 * split only), by the recall at 1 % false hits. `kinInPair`: share of relatives and near-namesakes among the different pairs
 * that someone puts forward. `kinPersons`: how many relatives of a person stand in a population. `sharesTheOnlyPart`: of the relatives one
 * could be taken for when a single part is known, the share that has this part in common. `mostCommonInPair`: in a pair put
 * forward no name counts as commoner than this. `namesakesInPair`: the share of full namesakes among the different pairs put forward; people
 * put pairs forward because the names agree.
 */
export const nameWeights = {
  firstOmitted: -3,
  nextOmitted: -3,
  initialFits: 7,
  initialDiffers: -16,
  kinInPair: 0.2,
  kinPersons: 20,
  sharesTheOnlyPart: 0.2,
  mostCommonInPair: 0.02,
  namesakesInPair: 0.001,
}
