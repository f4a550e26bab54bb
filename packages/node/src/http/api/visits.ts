import {
  AgendaSchema,
  codeOf,
  DecisionSchema,
  DelegationSchema,
  decisionStatuses,
  inLanguagesSchema,
  itemIdSchema,
  MinutesSchema,
  nodeIdText,
  VisitSchema,
  writtenLine,
  writtenText,
} from '@entraide/exchange'
import { z } from 'zod'
import { Account, Hash, Id, LanguageCode, When } from './people.ts'
import { Day as CalendarDay, PlanTerms } from './plans.ts'
import { DraftRow, ThreadRow, ThreadState } from './work.ts'

const Day = z.string()
const Text = inLanguagesSchema(300)

/** A visit in the list. What it is about is shown of a discreet one only where it was opened today. */
export const VisitRow = z.strictObject({
  dossier: Id,
  ourReference: z.string(),
  yourReference: z.string().nullable(),
  partner: nodeIdText.nullable(),
  side: z.enum(['asker', 'holder']),
  state: ThreadState,
  discreet: z.boolean(),
  about: z.strictObject({ visit: z.string(), title: Text, host: nodeIdText, place: z.string(), from: Day, until: Day }).nullable(),
  /** Decisions that are neither done, dropped nor carried, and the first day on which one is due. */
  openDecisions: z.int(),
  nextDueOn: Day.nullable(),
  unread: z.boolean(),
  updatedAt: When,
})
export type VisitRow = z.infer<typeof VisitRow>

/** A version of the agenda or the minutes: who wrote it, which sides have agreed to it or signed it, and by which messages. */
const versionOf = <T extends z.ZodType>(text: T) =>
  z.strictObject({
    digest: Hash,
    by: nodeIdText,
    message: Id,
    /** The partner has it; of one's own: its receipt is here. */
    settled: z.boolean(),
    hands: z.array(z.strictObject({ node: nodeIdText, message: Id })),
    text,
  })

/** What a visit has come to. */
export const VisitRecordView = z.strictObject({
  visit: z.string(),
  title: Text,
  host: nodeIdText,
  languages: z.array(LanguageCode).length(2),
  /** By the agenda as it stands, else by the proposal. */
  place: z.string(),
  from: Day,
  until: Day,
  agenda: z.array(versionOf(AgendaSchema)),
  delegations: z.array(z.strictObject({ ...DelegationSchema.shape, message: Id })),
  papers: z.array(
    z.strictObject({
      message: Id,
      by: nodeIdText,
      title: z.string(),
      handedOn: Day,
      digest: Hash,
      agenda: z.string().nullable(),
      attachment: z.strictObject({ id: z.string(), name: z.string(), mediaType: z.string(), bytes: z.int(), renderable: z.boolean() }).nullable(),
    }),
  ),
  held: z.strictObject({ from: Day, until: Day }).nullable(),
  minutes: z.array(versionOf(MinutesSchema)),
  decisions: z.array(
    z.strictObject({
      ...DecisionSchema.shape,
      status: z.enum(['DRA', 'AGR', ...decisionStatuses]),
      reason: z.string(),
      carried: z.strictObject({ plan: z.string(), item: z.string() }).nullable(),
    }),
  ),
})
export type VisitRecordView = z.infer<typeof VisitRecordView>

export const VisitStepName = z.enum(['accept', 'agenda', 'agree-agenda', 'delegation', 'paper', 'held', 'minutes', 'cosign', 'follow', 'close', 'cancel'])
export type VisitStepName = z.infer<typeof VisitStepName>

/** A visit: its content only once the reader has given today's reason, as with every dossier. */
export const Visit = z.strictObject({
  row: ThreadRow,
  discreet: z.boolean(),
  opened: z.boolean(),
  lastReason: z.string().nullable(),
  record: VisitRecordView.nullable(),
  /** Steps that this person may write next. */
  may: z.array(VisitStepName),
  drafts: z.array(DraftRow),
  at: When,
})
export type Visit = z.infer<typeof Visit>

/** The terms of the first message of a visit; what is left out is filled in from the first clause that would permit it. */
const Terms = z.strictObject({
  agreement: Hash.optional(),
  clause: writtenLine(20).optional(),
  transferBasis: codeOf('transferBasis').nullable().optional(),
  assurances: z.array(codeOf('assurance')).max(6).optional(),
  handling: z.array(codeOf('handlingCode')).min(1).max(4).optional(),
  caseReference: writtenLine(80).optional(),
  holdUntil: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
  language: LanguageCode.optional(),
  note: writtenText(8_000).optional(),
})
/** A visit that is to be proposed. `needToKnow`: who may know of a discreet one beside its author. */
export const NewVisit = z.strictObject({ to: nodeIdText, matter: VisitSchema, needToKnow: z.array(Id).max(50).default([]), terms: Terms.default({}) })
export type NewVisit = z.infer<typeof NewVisit>
/** A next step, as a draft in the visit's thread under the thread's own terms. */
export const NewVisitStep = z.strictObject({ matter: VisitSchema, terms: Terms.default({}) })
export type NewVisitStep = z.infer<typeof NewVisitStep>

/**
 * A decision that is taken into a plan: the draft of its action there. `title` and `dueOn` are those of the decision where they are null;
 * of a discreet visit the title is always given, for a plan is read by people who know of no visit.
 */
export const DecisionAction = z.strictObject({
  plan: Id,
  objective: itemIdSchema,
  title: Text.nullable().default(null),
  dueOn: CalendarDay.nullable().default(null),
  note: writtenText(4_000).default(''),
  terms: PlanTerms.nullable().default(null),
  submit: z.boolean().default(false),
})
export type DecisionAction = z.output<typeof DecisionAction>

/** Who needs to know of a discreet visit, and who could be told. */
export const NeedToKnow = z.strictObject({ members: z.array(Account), candidates: z.array(Account) })
export type NeedToKnow = z.infer<typeof NeedToKnow>
export const Member = z.strictObject({ account: Id })

/** Whether a paper that is here is the one that its message names. */
export const PaperCheck = z.strictObject({ said: Hash, found: Hash, same: z.boolean() })
export type PaperCheck = z.infer<typeof PaperCheck>
