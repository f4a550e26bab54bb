export { type Comparison, type ComparisonOptions, compare, decibansOf, type Evidence, type EvidenceField, type EvidenceSays, type Settling } from './compare.ts'
export { identitiesOf, Lexicon, type NameIdentity, shippedLexicon } from './lexicon.ts'
export { type Person, type PersonDocument, type PersonRefusal, readPerson } from './person.ts'
export { type Prepared, prepare, prepareWith } from './prepare.ts'
