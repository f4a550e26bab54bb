/**
 * Decibans of what stands beside names and dates. Set by hand from stated shares, not estimated: sex is wrong on 1 record in
 * 50; a place of birth is written as another place (town, province) on 1 record in 3 and shared by 1 person in 15; a document
 * number of one kind and country is another person's by mistake once in ten million.
 */
export const otherWeights = {
  'same-sex': 3,
  'different-sex': -17,
  'same-place': 10,
  'place-resembles': 0,
  'different-place': -4,
  'same-document': 70,
  'same-number': 45,
  'different-document': -2,
  'different-identity-number': -16,
} as const

/**
 * The shipped thresholds. `sameProbability`: chosen on the generated pairs of docs/error-rates.md so that about 2 % of look-alike
 * names and well under 1 % of all different pairs pass; in a population the probability speaks for itself. `different`: below this many decibans the answer is no. A piece of
 * evidence below `contradicts` keeps the answer open unless all else outweighs it by `sameDespiteContradiction`.
 */
export const thresholds = { sameProbability: 0.945, sameProbabilityInPopulation: 0.9, different: 3, contradicts: -14, sameDespiteContradiction: 45 } as const
