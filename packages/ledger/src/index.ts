export {
  type Checkpoint,
  checkpointBody,
  cosign,
  hideCheckpoint,
  isHiddenCheckpoint,
  type NoteSignature,
  readCheckpoint,
  type SignedCheckpoint,
  signCheckpoint,
  verifyCheckpoint,
} from './checkpoint.ts'
export { commitLegal, commitmentBytes, commitSubject, type Opening, saltBytes } from './commitment.ts'
export { type LegalFacts, readLegalFacts, readSubjectFacts, type SubjectFacts } from './facts.ts'
export { interimLog } from './interim-log.ts'
export { type Leaf, leafBytes, leafHash, leafVersion, makeLeaf, openLegal, openSubject, readLeaf } from './leaf.ts'
export { type ExtensionRefusal, type Log, type Relation, relation } from './log.ts'
export { actsOrigin, exchangeOrigin, isOrigin, type Origin, signerName } from './origin.ts'
export { type LedgerRefusal, ledgerRefusals } from './refusals.ts'
