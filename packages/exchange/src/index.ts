export { type AdmissionGround, type AdmissionRefusal, type Admitted, admit, outside, readMessage, type ThreadView } from './admit.ts'
export { type AgreementSignature, agreementHash, agreementHashOf, digestHex, readAgreementSignature, signAgreement } from './agreement-text.ts'
export { type Asking, askOfBody, askOfDraft } from './ask.ts'
export {
  BodySchema,
  bearsH3,
  lacksConditions,
  type MessageBody,
  messageTypes,
  misfit,
  misfitOfNotice,
  type Officer,
  OfficerSchema,
  opensThread,
  readBody,
  type TravellingType,
} from './body.ts'
export { type Card, type CardFields, claimedNode, readCard, signCard } from './card.ts'
export { type ControlKind, type ControlMessage, contextOfControl, controlOfContext, readControl } from './control.ts'
export { actionOfDecision } from './decision-action.ts'
export {
  type Beside,
  besideBytes,
  type CarriedChunk,
  type CarryFile,
  carryBytes,
  chunkBytes,
  type Delivery,
  deliveryBytes,
  readBeside,
  readCarry,
  readChunk,
  readDelivery,
} from './delivery.ts'
export type { Answered, Draft, Hand, LegalPart } from './draft.ts'
export { type Escalation, readEscalation, signEscalation, supervisorsOf } from './escalation.ts'
export {
  type FingerprintFile,
  type FingerprintProblem,
  type FingerprintRecord,
  fingerprintProblems,
  mostFingerprintBytes,
  readFingerprints,
} from './fingerprint-file.ts'
export {
  type AttachmentRef,
  AttachmentRefSchema,
  codeOf,
  type Item,
  ItemSchema,
  nodeIdText,
  type Person,
  PersonSchema,
  writtenLine,
  writtenText,
} from './item.ts'
export type { Arrow as MachineArrow, MachineData } from './machines/arrow.ts'
export { type IdentificationMatter, IdentificationSchema, misfitOfIdentification } from './matters/identification.ts'
export { fitsKind, type Matter, MatterSchema, matterOfKind, stepOf } from './matters/matter.ts'
export { type AcknowledgementMatter, AcknowledgementSchema, happensBy, type NoticeMatter, NoticeSchema, needsReasons } from './matters/notice.ts'
export {
  type Action,
  ActionSchema,
  type Counted,
  CountedSchema,
  type CountRow,
  CountRowSchema,
  countedTypes,
  type Indicator,
  IndicatorSchema,
  type ItemStatus,
  itemStatuses,
  type PlanMatter,
  PlanSchema,
  type PlanText,
  PlanTextSchema,
} from './matters/plan.ts'
export { actionsOf, closingDigest, evaluationFrom, type Placed, planDigest } from './matters/plan-text.ts'
export { inLanguagesSchema, itemIdSchema } from './matters/shapes.ts'
export {
  type Agenda,
  AgendaSchema,
  type Decision,
  DecisionSchema,
  type Delegation,
  DelegationSchema,
  decisionStatuses,
  type Minutes,
  MinutesSchema,
  settledStatuses,
  type VisitMatter,
  VisitSchema,
} from './matters/visit.ts'
export { wordsOf } from './pairing.ts'
export { type HeldAgreement, type PermitRefusal, type Permitted, permit, permitRefusals, permittingClause } from './permit.ts'
export {
  carriedItems,
  carriedMissing,
  endOf,
  nextText,
  openItems,
  type PlanItem,
  type PlanRecord,
  type PlanRefusal,
  type PlanReview,
  type PlanStep,
  type PlanVersion,
  planRecord,
  planRefusals,
  standingText,
  statusOf,
  unfitStep,
  withStep,
} from './plan-record.ts'
export { travellingGround } from './protected-grounds.ts'
export { type PublicCode, publicCodes, type Receipt, readReceipt, signReceipt } from './receipt.ts'
export { type Released, release } from './release.ts'
export {
  type Concerned,
  concernedBy,
  concernedInCorrection,
  corrected,
  correctionProof,
  type Erased,
  erasureProof,
  isIn,
  placesOf,
  restrictionProof,
  withoutContent,
} from './remnant.ts'
export { saidOf } from './said.ts'
export { bodyOf, envelopeLifeDays, resealOctets, type Sealed, type Sealing, sealControl, sealMessage } from './seal-message.ts'
export { type FramedDocument, isSignedBy, readFrame, readOctets, signDocument } from './signed-document.ts'
export {
  type Arrow,
  afterRefusal,
  beneath,
  isDone,
  type Machine,
  machineOf,
  machines,
  move,
  nameOf,
  possible,
  type Side,
  type Stand,
  type ThreadEvent,
  type ThreadState,
  threadStates,
  undone,
  workflows,
} from './thread-state.ts'
export {
  admitsVisit,
  fitsVisit,
  type Line,
  type Paper,
  type Proposal,
  type StandingDecision,
  textsOf,
  type Version,
  type VisitFacts,
  type VisitRecord,
  type VisitRefusal,
  type VisitStep,
  visitRecord,
  visitRefusals,
  visitTextDigest,
} from './visit-record.ts'
export { spokenWords } from './words.ts'
