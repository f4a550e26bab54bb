import { nodeIdText } from '@entraide/exchange'
import { z } from 'zod'
import { Id, LanguageCode, When } from './people.ts'
import { reasonText } from './reasons.ts'
import { AgreementSummary } from './work.ts'

/** A partner node: is the line up, since when, what waits and why. */
export const Partner = z.strictObject({
  node: nodeIdText,
  name: z.string(),
  state: z.string(),
  regime: z.string(),
  address: z.string(),
  pairing: z.enum(['card-received', 'confirmed']),
  frozen: z.boolean(),
  /** Why the node itself has stopped traffic; null where a person did, or nobody. */
  frozenFor: z.enum(['log-forked']).nullable(),
  /** Then the proof: two signed notes of the partner that cannot be of one log. */
  contradiction: z.array(z.strictObject({ size: z.int(), head: z.string(), note: z.string(), seenHereAt: When })),
  frozenThere: z.boolean(),
  line: z.enum(['up', 'down', 'unknown']),
  lineSince: When.nullable(),
  lastContactAt: When.nullable(),
  waiting: z.int(),
  waitingReason: z.string().nullable(),
  clockSkewMs: z.int().nullable(),
  /** The last checkpoint of each side that the other has seen. */
  ourLog: z.strictObject({
    size: z.int(),
    head: z.string(),
    /** The newest of ours that the partner was handed and has taken in, as its receipts show; and since when that is known here. */
    seenThere: z.strictObject({ size: z.int(), head: z.string(), seenThereAt: When }).nullable(),
  }),
  theirLog: z.strictObject({ size: z.int(), head: z.string(), seenHereAt: When }).nullable(),
  /** The words both security officers read aloud; shown to SEC until confirmed, and after. */
  spokenWords: z.array(z.string()),
  keys: z.array(
    z.strictObject({ id: z.string(), kind: z.enum(['signing', 'agreement', 'recipient', 'log', 'transport']), from: When, until: When.nullable() }),
  ),
  agreements: z.array(AgreementSummary),
})
export type Partner = z.infer<typeof Partner>
export const CardImport = z.strictObject({ card: z.string().max(32_768) })
/** The twelve words of the pairing, as they were heard (spec/pairing.md#words). */
export const Confirmation = z.strictObject({ words: z.array(z.string().max(40)).length(12) })
export const Reason = z.strictObject({ reason: reasonText(2_000, 1) })
export const LineTest = z.strictObject({
  ok: z.boolean(),
  steps: z.array(
    z.strictObject({
      step: z.enum(['address', 'connect', 'key-pin', 'answer', 'signature', 'clock', 'protocol']),
      ok: z.boolean(),
      code: z.string().nullable(),
      facts: z.record(z.string(), z.unknown()),
    }),
  ),
})
export type LineTest = z.infer<typeof LineTest>

/** A clause as the reader shows it, in every language it has. */
export const ClauseView = z.strictObject({
  id: z.string(),
  articleNumber: z.string().nullable(),
  topic: z.string(),
  effect: z.enum(['permit', 'condition', 'prohibit', 'scope', 'duty', 'info']),
  status: z.enum(['sourced', 'reported', 'family', 'placeholder']),
  illustrative: z.boolean(),
  summary: z.record(LanguageCode, z.string()),
  note: z.string().nullable(),
  sources: z.array(z.strictObject({ id: z.string(), url: z.string(), what: z.string() })),
  dimensions: z.record(z.string(), z.array(z.string())),
  requires: z.array(z.string()),
  when: z.array(z.string()),
})
export type ClauseView = z.infer<typeof ClauseView>
export const AgreementView = z.strictObject({
  summary: AgreementSummary,
  clauses: z.array(ClauseView),
  signatures: z.array(z.strictObject({ node: nodeIdText, at: When, keyId: z.string(), verified: z.boolean() })),
  /** What stands in the way of activating it on this node: codes with clause ids. */
  obstacles: z.array(z.strictObject({ code: z.string(), clause: z.string().nullable() })),
  dpia: z.string().nullable(),
  text: z.string(),
})
export type AgreementView = z.infer<typeof AgreementView>
export const NewAgreement = z.strictObject({ text: z.string().max(1_048_576), partner: nodeIdText })
/** Messages that one version permits and the other does not: every combination of the lists. */
export const PermittedBox = z.strictObject({
  regime: z.string(),
  toRegime: z.string(),
  messageType: z.string(),
  purpose: z.string(),
  dataCategories: z.array(z.string()),
  crimeAreas: z.array(z.string()).nullable(),
  subjectCategories: z.array(z.string()).nullable(),
  authorities: z.array(z.string()).nullable(),
  direction: z.string().nullable(),
  bulk: z.boolean(),
})
export const AgreementDiffView = z.strictObject({
  from: AgreementSummary,
  to: AgreementSummary,
  newlyPermitted: z.array(PermittedBox),
  newlyRefused: z.array(PermittedBox),
  rulings: z.array(z.strictObject({ clause: z.string(), effect: z.string(), change: z.enum(['added', 'removed', 'changed']) })),
  fields: z.array(z.strictObject({ pointer: z.string(), before: z.unknown(), after: z.unknown() })),
})
export type AgreementDiffView = z.infer<typeof AgreementDiffView>
export const ReplayView = z.strictObject({
  decided: z.int(),
  /** How many exchanges before those were left out: a replay judges the newest. */
  older: z.int(),
  differ: z.array(z.strictObject({ message: Id, ourReference: z.string(), was: z.string(), would: z.string(), codes: z.array(z.string()) })),
})
export const ExchangeRow = z.strictObject({
  message: Id,
  dossier: Id.nullable(),
  direction: z.enum(['in', 'out']),
  messageType: z.string(),
  clause: z.string(),
  at: When,
  outcome: z.string(),
})

export const LogView = z.strictObject({ log: z.string(), size: z.int(), head: z.string(), checkpointAt: When.nullable() })
export const LogList = z.strictObject({
  node: nodeIdText,
  logs: z.array(LogView),
  counts: z.strictObject({ sent: z.int(), admitted: z.int(), refused: z.int(), receipts: z.int() }),
})
/** An act as the inspector reads it: who, what, when, outcome, why; never content. */
export const ActRow = z.strictObject({
  id: Id,
  at: When,
  act: z.string(),
  actor: z.string().nullable(),
  outcome: z.enum(['done', 'refused']),
  code: z.string().nullable(),
  dossier: Id.nullable(),
  reason: z.string().nullable(),
  position: z.int().nullable(),
})
export type ActRow = z.infer<typeof ActRow>
/** A message that left the Union with personal data, as the record of transfers holds it (R20): codes and offices, never the data. */
export const TransferRow = z.strictObject({
  message: Id,
  /** When the partner had it. */
  at: When,
  partner: nodeIdText,
  messageType: z.string(),
  agreement: z.string(),
  clause: z.string(),
  purpose: z.string().nullable(),
  basis: z.string().nullable(),
  dataCategories: z.array(z.string()),
  assurances: z.array(z.string()),
  releasedBy: z.string().nullable(),
  holdUntil: z.string().nullable(),
  /** The content is erased; the record stays. What was sent and erased before records were kept has no basis here, and may have needed none. */
  erased: z.boolean(),
})
export type TransferRow = z.infer<typeof TransferRow>
/** For the supervisor: transfers of a stretch of time by basis and recipient, with the kinds of data. */
export const TransferStatement = z.strictObject({
  at: When,
  from: z.string().nullable(),
  to: z.string().nullable(),
  count: z.int(),
  rows: z.array(z.strictObject({ basis: z.string().nullable(), partner: nodeIdText, count: z.int(), dataCategories: z.array(z.string()) })),
})
export type TransferStatement = z.infer<typeof TransferStatement>
export const CarryReport = z.strictObject({
  from: nodeIdText,
  taken: z.array(z.strictObject({ message: Id, verdict: z.string(), code: z.string().nullable() })),
})
export type CarryReport = z.infer<typeof CarryReport>
export type LogList = z.infer<typeof LogList>
export type ReplayView = z.infer<typeof ReplayView>
export type ExchangeRow = z.infer<typeof ExchangeRow>
/** An agreement as text a person reads, in one language. */
export const ExplanationView = z.strictObject({
  language: LanguageCode,
  title: z.string(),
  blocks: z.array(z.record(z.string(), z.unknown())),
})
export type ExplanationView = z.infer<typeof ExplanationView>
