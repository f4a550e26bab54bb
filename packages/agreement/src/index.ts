export type {
  Agreement,
  AppliesTo,
  Clause,
  ClauseClock,
  CompetentAuthority,
  ConditionClause,
  Evidence,
  Instrument,
  LocalText,
  Party,
  PermitClause,
  ProhibitClause,
  Source,
  SpokenClause,
} from './agreement.ts'
export {
  type Ask,
  type AskItem,
  type AskThread,
  askFrom,
  type Consent,
  crowdSelectors,
  type GuardFinding,
  readAsk,
  refusedContexts,
  reviewedContexts,
  type Statement,
  seeking,
  tellingSelectors,
} from './ask.ts'
export { type Candidate, check, clausesThatCould, type Decision, type Grounds } from './check.ts'
export { type AgreementDiff, diff, type FieldChange, type PermittedBox, type RulingChange } from './diff.ts'
export { type Block, clauseLine, type Explanation, explain, localized } from './explain.ts'
export type { Plan, PlanAxis, PlanChain, PlanObjective } from './plan-chain.ts'
export type { Policy, PolicyRule } from './policy.ts'
export { guardFreshHours, prohibitions, requirements } from './predicate.ts'
export { prepare, type Window, windowOf } from './prepare.ts'
export { type DocumentKind, type Problem, problemsOf, readAgreement, readPlanChain, readPolicy, readRouting } from './read.ts'
export { type Otherwise, type PastAsk, replay } from './replay.ts'
export { adviceFor, type Channel, type RoutedInstrument, type Routing } from './routing.ts'
export { channelOf } from './rules.ts'
export { schemaDocuments } from './schemas.ts'
export { type ProblemCode, problemCodes } from './shape.ts'
export {
  type AgreementStanding,
  activatable,
  type ControlMessage,
  controlMessages,
  isControl,
  isResidual,
  nodesOf,
  residualMessageTypes,
  type StandingEvent,
  standing,
  type Unready,
  unreadyValues,
} from './standing.ts'
export { type MendCode, mendCodes, type Unmet, type UnmetCode, unmetCodes, unmetLines } from './unmet.ts'
