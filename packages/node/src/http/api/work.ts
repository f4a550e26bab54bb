import {
  AttachmentRefSchema,
  codeOf,
  ItemSchema,
  MatterSchema,
  messageTypes,
  nodeIdText,
  OfficerSchema,
  type ThreadState as ThreadStateName,
  threadStates,
  writtenLine,
  writtenText,
} from '@entraide/exchange'
import { z } from 'zod'
import { Mark, MessageErased, MessageHold, NoticeKind, Obligation, OriginNotice } from './custody.ts'
import { Account, Hash, Id, LanguageCode, UnmetBody, When } from './people.ts'
import { reasonLine, reasonText } from './reasons.ts'

export const MessageType = z.enum(messageTypes)

/** What a matter or a person may touch, as far as it refuses or wants a legal adviser (R7): the context flags of an ask. */
export const contexts = ['journalist', 'activist', 'diaspora-association', 'lawyer', 'political', 'military', 'religious', 'racial'] as const

/** The fields of a draft as the form holds them. Half-filled is fine: only `submit` asks for all of them. */
export const DraftFields = z.strictObject({
  to: nodeIdText.nullable(),
  messageType: MessageType,
  inReplyTo: Id.nullable(),
  agreement: Hash.nullable(),
  clause: writtenLine(20),
  purpose: codeOf('purpose').nullable(),
  crimeArea: codeOf('crimeArea').nullable(),
  dataCategories: z.array(codeOf('dataCategory')).max(26),
  subjectCategory: codeOf('subjectCategory').nullable(),
  handling: z.array(codeOf('handlingCode')).max(4),
  transferBasis: codeOf('transferBasis').nullable(),
  assurances: z.array(codeOf('assurance')).max(6),
  classification: codeOf('classification'),
  caseReference: writtenLine(80),
  reasons: writtenText(8_000),
  urgency: codeOf('urgency'),
  judicialFile: z.boolean(),
  judicialAuthorisation: writtenLine(120),
  /** What was weighed at home (R7, R19, R33); it stays here. Absent: nothing was. */
  review: z
    .strictObject({
      contexts: z.array(z.enum(contexts)).max(8),
      legalReview: writtenLine(120),
      rightsTest: writtenText(2_000),
    })
    .optional(),
  /** The conditions of H3 (R10): they travel with that code, and bind whoever reads. */
  restrictions: z.array(writtenText(500)).max(10).optional(),
  /** The event that data about an event serve; it travels. */
  event: writtenLine(200).optional(),
  language: LanguageCode,
  title: writtenLine(160),
  items: z.array(ItemSchema).max(200),
  holdUntil: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
  ground: codeOf('refusalGround').nullable(),
  extent: z.enum(['whole', 'partial']).nullable(),
  use: z.enum(['used', 'used-in-part', 'not-used', 'false-lead']).nullable(),
  note: writtenText(8_000),
  /** What a kind with a course of its own (identification, notice, plan, visit) says beside its items. */
  matter: MatterSchema.nullable().optional(),
})
export type DraftFields = z.infer<typeof DraftFields>

/** A draft's life in the node: it becomes a message only when a second person releases it. */
export const DraftState = z.enum(['editing', 'waiting-release', 'returned', 'released', 'discarded'])
export const Draft = z.strictObject({
  id: Id,
  dossier: Id,
  version: z.int(),
  state: DraftState,
  author: Account,
  fields: DraftFields,
  attachments: z.array(z.lazy(() => DraftAttachment)),
  /** What it is made of. */
  sources: z.array(Id),
  /** Why it came back: sent back by the releasing officer, or stopped on its way out (agreement suspended, partner frozen …). */
  returned: z.strictObject({ code: z.string(), reason: z.string(), at: When, unmet: z.array(UnmetBody) }).nullable(),
  updatedAt: When,
})
export type Draft = z.infer<typeof Draft>
export const DraftAttachment = z.strictObject({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  /** SHA-256 of the file as it was handed in. */
  contentDigest: z.string().nullable(),
  renderable: z.boolean(),
})
export type DraftAttachment = z.infer<typeof DraftAttachment>
/**
 * A file on its way to a draft, named by the SHA-256 of its content. `bytesHeld`: from where its sender goes on. `attachment`: what it became
 * once it is whole. `name` and `bytes` are null where nothing of it is here.
 */
export const Upload = z.strictObject({
  digest: Hash,
  name: z.string().nullable(),
  bytes: z.int().nullable(),
  bytesHeld: z.int(),
  attachment: DraftAttachment.nullable(),
})
export type Upload = z.infer<typeof Upload>
/** `version` is the one that was read: a draft changed meanwhile is a conflict, and nothing typed is lost. */
export const DraftChange = z.strictObject({ version: z.int(), fields: DraftFields })
export type DraftChange = z.infer<typeof DraftChange>
/** `sources`: messages that it is made of, in whichever dossier: what is ordered about them follows it to whom it is sent. */
export const NewDraft = z.strictObject({ fields: DraftFields, dossier: Id.nullable(), sources: z.array(Id).max(20).optional() })
export const DraftSources = z.strictObject({ messages: z.array(Id).max(20) })
export const SendBack = z.strictObject({ reason: reasonText(2_000, 1) })
export const Release = z.strictObject({ note: writtenText(2_000), version: z.int() })

/** What the releasing officer answers for: what leaves, as the partner will see it, and why it may. */
export const Preview = z.strictObject({
  draft: Draft,
  partner: nodeIdText,
  body: z.record(z.string(), z.unknown()),
  bytes: z.int(),
  sizeClass: z.int(),
  decision: z.lazy(() => Decision),
  agreement: z.lazy(() => AgreementSummary),
})
export type Preview = z.infer<typeof Preview>

/** The live answer to a half-filled form. */
export const CheckAsk = z.strictObject({ fields: DraftFields })
export const Decision = z.strictObject({
  decision: z.enum(['permit', 'refuse']),
  clause: z.string().nullable(),
  unmet: z.array(UnmetBody),
  /** Permit clauses of agreements in force with this partner that would cover the type and purpose: offered when none is chosen. */
  candidates: z.array(
    z.strictObject({
      agreement: Hash,
      agreementId: z.string(),
      clause: z.string(),
      topic: z.string(),
      status: z.string(),
      summary: z.record(LanguageCode, z.string()),
    }),
  ),
})
export type Decision = z.infer<typeof Decision>

export const AgreementSummary = z.strictObject({
  hash: Hash,
  id: z.string(),
  version: z.int(),
  title: z.record(LanguageCode, z.string()),
  parties: z.array(z.string()),
  regimes: z.array(z.string()),
  partners: z.array(nodeIdText),
  standing: z.enum(['draft', 'signed-here', 'signed-there', 'signed-both', 'active', 'suspended', 'expired', 'not-yet']),
  inForceFrom: z.string().nullable(),
  inForceUntil: z.string().nullable(),
  illustrative: z.boolean(),
})
export type AgreementSummary = z.infer<typeof AgreementSummary>

export const ThreadState = z.enum(threadStates as readonly [ThreadStateName, ...ThreadStateName[]])
export type ThreadState = z.infer<typeof ThreadState>

/** The clock of a thread. All moments in UTC; the screen says them in both capitals' time. */
export const ThreadClock = z.strictObject({
  urgency: codeOf('urgency'),
  /** Which clock it is, where there is more than one of a length: two of 45 days exist. */
  named: z.enum(['IDENT-45']).nullable(),
  startedAt: When.nullable(),
  dueAt: When.nullable(),
  stopped: z.boolean(),
  /** Stopped because the thread is paused, for a reason that stays with whoever paused it. */
  paused: z.boolean(),
  overdue: z.boolean(),
  /** When the request counts as accepted if neither accepted nor returned. */
  acceptBy: When.nullable(),
  acceptedAt: When.nullable(),
  deemed: z.boolean(),
  /** When both sides are reminded, and when a pause comes up for review. */
  remindAt: When.nullable(),
  reviewAt: When.nullable(),
})
export type ThreadClock = z.infer<typeof ThreadClock>

/** A dossier's line in a list: ids, codes and instants only, so that reading a list is not reading a dossier. */
export const ThreadRow = z.strictObject({
  dossier: Id,
  thread: Id.nullable(),
  ourReference: z.string(),
  yourReference: z.string().nullable(),
  partner: nodeIdText.nullable(),
  side: z.enum(['asker', 'holder']),
  openingType: MessageType,
  lastType: MessageType.nullable(),
  state: ThreadState,
  clock: ThreadClock,
  agreementId: z.string().nullable(),
  clause: z.string().nullable(),
  purpose: z.string().nullable(),
  crimeArea: z.string().nullable(),
  assignedTo: Account.nullable(),
  unread: z.boolean(),
  /** Its latest message: which way it went and how far it came; of one that came in, when somebody first opened it here. */
  last: z
    .strictObject({
      direction: z.enum(['in', 'out']),
      messageType: MessageType,
      at: When,
      stage: z.enum(['waits-for-slot', 'on-its-way', 'held', 'delivered', 'refused', 'stopped', 'unread', 'read']),
      stageAt: When.nullable(),
    })
    .nullable(),
  /** What is owed about its messages: open in all, open by us, late, kept although disputed. */
  owed: z.strictObject({ open: z.int(), byUs: z.int(), late: z.int(), disputed: z.int() }),
  updatedAt: When,
})
export type ThreadRow = z.infer<typeof ThreadRow>

/** One page of a list. `next` is handed back to get the page after. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.strictObject({ rows: z.array(row), total: z.int(), next: z.string().nullable() })
}
export const PageQuery = z.strictObject({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })
export const ThreadQuery = PageQuery.extend({
  partner: nodeIdText.optional(),
  state: ThreadState.optional(),
  urgency: codeOf('urgency').optional(),
  mine: z.enum(['true', 'false']).optional(),
  side: z.enum(['asker', 'holder']).optional(),
  reference: z.string().max(80).optional(),
  box: z.enum(['due', 'inbox', 'waiting', 'all']).default('all'),
})

/** The first screen: what burns, by urgency. Each count is a link to its rows. */
export const DueBoard = z.strictObject({
  at: When,
  zones: z.array(z.strictObject({ state: z.string(), capital: z.string(), zone: z.string() })),
  columns: z.array(
    z.strictObject({
      column: z.enum(['to-tell', 'overdue', 'today', 'week', 'waiting-partner', 'to-sign', 'to-release', 'returned', 'held']),
      count: z.int(),
      rows: z.array(ThreadRow),
    }),
  ),
  drafts: z.array(z.lazy(() => DraftRow)),
})
export type DueBoard = z.infer<typeof DueBoard>
export const DraftRow = z.strictObject({
  id: Id,
  dossier: Id,
  messageType: MessageType,
  to: nodeIdText.nullable(),
  state: DraftState,
  author: Account,
  ourReference: z.string(),
  updatedAt: When,
  returnedCode: z.string().nullable(),
})
export type DraftRow = z.infer<typeof DraftRow>

export const OutboxRow = z.strictObject({
  message: Id,
  dossier: Id.nullable(),
  ourReference: z.string().nullable(),
  partner: nodeIdText,
  kind: z.string(),
  state: z.enum(['waiting-slot', 'waiting', 'trying', 'stuck', 'held-by-partner', 'delivered', 'refused', 'stopped', 'expired']),
  tries: z.int(),
  nextTryAt: When.nullable(),
  /** Why it is stuck or stopped: a code with a sentence in the vocabulary. */
  reason: z.string().nullable(),
  releasedAt: When,
  deliveredAt: When.nullable(),
  bytes: z.int(),
})
export type OutboxRow = z.infer<typeof OutboxRow>
export const OutboxQuery = PageQuery.extend({ state: OutboxRow.shape.state.optional() })

/** A receipt and where both logs hold it: what the small seal on the timeline opens to. */
export const Proof = z.strictObject({
  message: Id,
  bodyDigest: Hash,
  verdict: z.enum(['admitted', 'refused', 'held', 'none']),
  code: z.string().nullable(),
  receiptAt: When.nullable(),
  receiptBy: nodeIdText.nullable(),
  receiptVerified: z.boolean(),
  log: z.string().nullable(),
  position: z.int().nullable(),
  checkpointSize: z.int().nullable(),
  checkpointHead: z.string().nullable(),
})
export type Proof = z.infer<typeof Proof>

/** A message of an opened dossier. */
export const ThreadMessage = z.strictObject({
  id: Id,
  direction: z.enum(['in', 'out']),
  messageType: MessageType,
  at: When,
  drafter: OfficerSchema,
  releaser: OfficerSchema,
  language: z.string(),
  title: z.string(),
  reasons: z.string(),
  caseReference: z.string(),
  note: z.string(),
  handling: z.array(z.string()),
  /** The conditions of H3. */
  restrictions: z.array(z.string()),
  event: z.string().nullable(),
  classification: z.string(),
  assurances: z.array(z.string()),
  dataCategories: z.array(z.string()),
  subjectCategory: z.string().nullable(),
  transferBasis: z.string().nullable(),
  holdUntil: z.string(),
  ground: z.string().nullable(),
  extent: z.string().nullable(),
  use: z.string().nullable(),
  items: z.array(ItemSchema),
  matter: MatterSchema.nullable(),
  attachments: z.array(AttachmentRefSchema.omit({ key: true, digest: true }).extend({ id: z.string(), renderable: z.boolean(), present: z.boolean() })),
  proof: Proof,
  /** What lies on it: corrections, erasures, restrictions, disputes. */
  marks: z.array(Mark),
  hold: MessageHold,
  erased: MessageErased.nullable(),
  /** Which notices this person may begin about it: of one's own node's messages only. */
  orders: z.array(NoticeKind),
})
export type ThreadMessage = z.infer<typeof ThreadMessage>

/** An act on the dossier, for its timeline: who (office and number), what, when, outcome. */
export const TimelineEntry = z.strictObject({
  at: When,
  act: z.string(),
  by: OfficerSchema.nullable(),
  side: z.enum(['ours', 'theirs']),
  message: Id.nullable(),
  /** Which kind of message the act is about, and what it says in one code: the step of a matter, the ground, how a notice was acknowledged. */
  messageType: MessageType.nullable(),
  said: z.string().nullable(),
  outcome: z.string(),
  position: z.int().nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

/** A dossier: `opened` false until the reader has given today's reason; then its content is there. */
export const Dossier = z.strictObject({
  row: ThreadRow,
  opened: z.boolean(),
  lastReason: z.string().nullable(),
  messages: z.array(ThreadMessage),
  timeline: z.array(TimelineEntry),
  drafts: z.array(DraftRow),
  /** What is owed about its messages, by either side. */
  obligations: z.array(Obligation),
  /** The states that are to be told, or were, what left without their consent in an emergency. */
  origins: z.array(OriginNotice),
  /** What this person may do next here: names of acts. */
  acts: z.array(
    z.enum([
      'accept',
      'assign',
      'answer',
      'answer-partly',
      'refuse',
      'return',
      'clarify',
      'complete',
      'feedback',
      'withdraw',
      'assess',
      'close',
      'await-authorisation',
      'resume',
    ]),
  ),
  /** The last act of this person that can still be taken back. */
  undo: z.strictObject({ id: Id, act: z.string(), at: When }).nullable(),
  legalBasis: z
    .strictObject({
      agreement: AgreementSummary,
      clause: z.string(),
      clauseStatus: z.string(),
      clauseSummary: z.record(LanguageCode, z.string()),
      articleNumber: z.string().nullable(),
      purpose: z.string(),
      handling: z.array(z.string()),
      restrictions: z.array(z.string()),
      holdUntil: z.string(),
      assurances: z.array(z.string()),
      transferBasis: z.string().nullable(),
    })
    .nullable(),
})
export type Dossier = z.infer<typeof Dossier>
export const Opening = z.strictObject({ reason: reasonLine(300) })
export const Assignment = z.strictObject({ to: Id.nullable() })
export const Assessment = z.strictObject({ assessment: z.enum(['accepted', 'not-relevant', 'quarantined']), reason: reasonText(2_000, 1) })
