export const otherWeights = {
  'same-sex': 3,
  'different-sex': -17,
  'same-place': 11,
  'place-resembles': 0,
  'different-place': -3,
  'same-document': 50,
  'same-number': 30,
  'different-document': -2,
  'different-identity-number': -16,
} as const
export const thresholds = { sameProbability: 0.9, different: 3, contradicts: -14, sameDespiteContradiction: 45 } as const
