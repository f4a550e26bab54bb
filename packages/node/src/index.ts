export { type BackupDone, type BackupOptions, backup, type Progress, verifyBackup } from './backup.ts'
export type { BackupManifest, LogHead, Tombstone } from './backup-manifest.ts'
export { type RunningNode, readConfig, type StartOptions, silent, startNode, version } from './boot.ts'
export type { Clock, Node, NodeConfig, Partners } from './capabilities.ts'
export { type DoctorOptions, type DoctorReport, doctor, type Finding } from './doctor.ts'
export { partnerLine } from './http/partner-line.ts'
export { type InitDone, type InitOptions, initNode } from './init.ts'
export { lookAfter, watchClocks } from './jobs/runner.ts'
export { sequence } from './jobs/sequencer.ts'
export { type Keys, keysFrom } from './keys.ts'
export type { IntakeOptions, IntakeReport, RecordSource } from './persons/intake.ts'
export { openRegister, type Register, type RegisterHit, type RegisterSearch } from './persons/register.ts'
export { type RestoreDone, type RestoreOptions, restore } from './restore.ts'
export type { Actor } from './steps/access.ts'
export { activateAgreement, importAgreement, listAgreements, resumeAgreement, signAgreement, suspendAgreement } from './steps/agreements.ts'
export { addAttachment, readAttachment } from './steps/attach.ts'
export { carryIn, carryOut } from './steps/carry.ts'
export { deliverDue } from './steps/deliver.ts'
export { preview, releaseDraft, sendBack } from './steps/dispatch.ts'
export { checkFields, createDraft, discardDraft, listDrafts, readDraft, submitDraft } from './steps/draft.ts'
export { countSome } from './steps/figures.ts'
export { exportFollowUp, readFollowUp } from './steps/follow-up.ts'
export {
  changeIdentification,
  closeIdentification,
  decideOutcome,
  findGuard,
  prepareStep,
  signGuard,
  startIdentification,
} from './steps/identification.ts'
export { readIdentification } from './steps/identification-view.ts'
export { readLineage } from './steps/lineage.ts'
export { listActs, listLogs, proofOf } from './steps/logs.ts'
export { addToNeedToKnow, readNeedToKnow, removeFromNeedToKnow } from './steps/need-to-know.ts'
export { listOutbox, retryNow, stopMessage } from './steps/outbox.ts'
export { confirmPartner, freezePartner, importCard, listPartners, ownCard, readPartner, rotateKeys, testLine, thawPartner } from './steps/partners.ts'
export { addDemoAccounts } from './steps/people.ts'
export { decideMatch, importHoldings, readMatches, searchPersons } from './steps/persons.ts'
export { countPlan, draftPlanStep, nextPlan, proposePlan } from './steps/plan-drafts.ts'
export { balanceOf, listPlans, readPlan } from './steps/plans.ts'
export { judgeProtection } from './steps/protections.ts'
export { type Reception, receiveDelivery } from './steps/receive.ts'
export {
  acceptThread,
  assessThread,
  assignThread,
  awaitAuthorisation,
  closeThread,
  dueBoard,
  listThreads,
  openDossier,
  readDossier,
  resumeThread,
} from './steps/thread.ts'
export { draftVisitStep, startVisit } from './steps/visit-drafts.ts'
export { checkPaper, listVisits, readVisit } from './steps/visits.ts'
export { type Database, openDatabase, type StorePlace } from './store/database.ts'
