import { ItemSchema, nodeIdText, writtenText } from '@entraide/exchange'
import { z } from 'zod'
import { Account, Hash, Id, When } from './people.ts'
import { reasonText } from './reasons.ts'

/** Correction, erasure, restriction. */
export const NoticeKind = z.enum(['COR', 'DEL', 'RST'])
export type NoticeKind = z.infer<typeof NoticeKind>
/** Where a notice stands, on this side. Source: spec/workflows/notice.md */
export const ObligationState = z.enum(['ordered', 'received', 'disputed', 'in-review', 'kept-disputed', 'done', 'proven', 'overdue', 'escalated'])
export type ObligationState = z.infer<typeof ObligationState>
/** How a holder acknowledges. What a clock says (`OVD`) nobody writes. */
export const AckCode = z.enum(['APP', 'APO', 'RST', 'DIS', 'NFD'])
export type AckCode = z.infer<typeof AckCode>
const Effect = z.enum(['corrected', 'erased', 'restricted'])

/** What of a message is concerned: statements by their place from 0, attachments by their digest; null is all of it. */
export const Concerned = z.strictObject({ items: z.array(z.int()), attachments: z.array(Hash) }).nullable()

/** What may be done next about a notice, by this person. */
export const ObligationAct = z.enum(['acknowledge', 'prove', 'review', 'settle', 'tell-onward', 'read-restricted', 'end-evidence'])
export type ObligationAct = z.infer<typeof ObligationAct>

/** A correction, an erasure or a restriction that one node owes another. No content: ids, codes, nodes and instants. */
export const Obligation = z.strictObject({
  notice: Id,
  dossier: Id,
  ourReference: z.string(),
  partner: nodeIdText,
  /** `owner`: owed to us; `holder`: owed by us. */
  side: z.enum(['owner', 'holder']),
  kind: NoticeKind,
  message: Id,
  messageType: z.string().nullable(),
  concerned: Concerned,
  state: ObligationState,
  orderedAt: When,
  dueAt: When,
  changedAt: When,
  overdue: z.boolean(),
  settled: z.boolean(),
  ack: AckCode.nullable(),
  proof: Hash.nullable(),
  effect: Effect.nullable(),
  effectAt: When.nullable(),
  evidenceEndedAt: When.nullable(),
  /** To whom the data went on, and how far those are. Only ever known at home. */
  onward: z.array(
    z.strictObject({
      node: nodeIdText,
      message: Id,
      dossier: Id,
      ourReference: z.string(),
      toldAt: When.nullable(),
      doneAt: When.nullable(),
      notice: Id.nullable(),
    }),
  ),
  /** Whether a statement to the supervisors was made, which can be exported. */
  escalated: z.boolean(),
  acts: z.array(ObligationAct),
})
export type Obligation = z.infer<typeof Obligation>

export const ObligationQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  box: z.enum(['by-us', 'to-us', 'all']).default('all'),
  open: z.enum(['true', 'false']).optional(),
  partner: nodeIdText.optional(),
  kind: NoticeKind.optional(),
})

/** The form of a notice is begun: the draft that comes back is finished like any other. Null for all of the message. */
export const NewNotice = z.strictObject({
  kind: NoticeKind,
  items: z.array(z.int().min(0).max(199)).max(200).nullable(),
  attachments: z.array(z.string().max(60)).max(20).nullable(),
  reasons: reasonText(8_000),
})
/** The next message about a notice is begun. */
export const NewAcknowledgement = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('acknowledge'), ack: AckCode, note: writtenText(8_000) }),
  z.strictObject({ step: z.literal('prove') }),
  z.strictObject({ step: z.literal('review'), note: reasonText(8_000) }),
  z.strictObject({ step: z.literal('settle'), outcome: z.enum(['apply', 'keep']), note: reasonText(8_000) }),
])
/** Why a magistrate or an inspector looks at what is closed, or a magistrate lets it go. */
export const ClosedReading = z.strictObject({ reason: reasonText(2_000) })

/** What is closed or struck, as the magistrate or the inspector reads it: the statements as they were, and what corrected them. */
export const ClosedContent = z.strictObject({
  notice: Id,
  message: Id,
  title: z.string(),
  reasons: z.string(),
  note: z.string(),
  items: z.array(z.strictObject({ place: z.int(), item: ItemSchema, corrected: ItemSchema.nullable() })),
})
export type ClosedContent = z.infer<typeof ClosedContent>

/** A state of the Union that is told at once what of its data left without its consent, in an emergency (R21): owed until an officer says it was done. */
export const OriginNotice = z.strictObject({
  id: Id,
  dossier: Id,
  ourReference: z.string(),
  message: Id,
  /** Two letters, ISO 3166-1. */
  state: z.string(),
  /** Which authority of it; null where the dossier is not opened today. */
  authority: z.string().nullable(),
  /** The statements of the message, by their place from 0. */
  items: z.array(z.int()),
  since: When,
  told: z.strictObject({ at: When, by: Account, note: z.string().nullable() }).nullable(),
})
export type OriginNotice = z.infer<typeof OriginNotice>
export const OriginQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  open: z.enum(['true', 'false']).optional(),
})
/** How it was told: by whom reached, under which reference. */
export const OriginTold = z.strictObject({ note: reasonText(2_000) })

/** What lies on a message: a notice about it, and what it did. Shown wherever the message is. */
export const Mark = z.strictObject({
  notice: Id,
  kind: NoticeKind,
  side: z.enum(['owner', 'holder']),
  state: ObligationState,
  effect: Effect.nullable(),
  at: When,
  concerned: Concerned,
})
export type Mark = z.infer<typeof Mark>

/** Until when a message is held, by whose word, and when that is asked again. `evidence`: past its end, kept closed. */
export const MessageHold = z.strictObject({
  senderUntil: z.string(),
  holdUntil: z.string(),
  reviewOn: z.string(),
  state: z.enum(['held', 'review-due', 'ended', 'restricted']),
})
export type MessageHold = z.infer<typeof MessageHold>
/** That content went, and why: ordered, its holding period over, reviewed, withdrawn. */
export const MessageErased = z.strictObject({ at: When, cause: z.enum(['ordered', 'hold-ended', 'reviewed', 'withdrawn']), whole: z.boolean() })
export type MessageErased = z.infer<typeof MessageErased>

/** A dossier whose holding periods ask for a word: no content. */
export const HoldRow = z.strictObject({
  dossier: Id,
  ourReference: z.string(),
  partner: nodeIdText.nullable(),
  side: z.enum(['asker', 'holder']),
  openingType: z.string(),
  state: z.string(),
  messages: z.int(),
  receivedOn: z.string(),
  senderUntil: z.string(),
  holdUntil: z.string(),
  reviewOn: z.string(),
  due: z.enum(['review', 'ending', 'second', 'later']),
  waiting: z.strictObject({ review: Id, by: Account, at: When, reason: z.string().nullable() }).nullable(),
})
export type HoldRow = z.infer<typeof HoldRow>
export const HoldQuery = z.strictObject({
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  box: z.enum(['review', 'ending', 'second', 'all']).default('review'),
})
/** A word on the holding period of a dossier's messages. `until` no later than the sender's; an erasure waits for a second person. */
export const HoldDecision = z.discriminatedUnion('decides', [
  z.strictObject({ decides: z.literal('keep'), until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), reason: reasonText(2_000) }),
  z.strictObject({ decides: z.literal('shorten'), until: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), reason: reasonText(2_000) }),
  z.strictObject({ decides: z.literal('erase'), reason: reasonText(2_000) }),
])
export type HoldDecision = z.infer<typeof HoldDecision>
export const HoldConfirmation = z.strictObject({ decision: z.enum(['confirm', 'withdraw']) })
