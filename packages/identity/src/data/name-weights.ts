export const nameWeights = { firstOmitted: -3, nextOmitted: -3, initialFits: 7, initialDiffers: -16, kinInPair: 0.2, kinPersons: 20 }
