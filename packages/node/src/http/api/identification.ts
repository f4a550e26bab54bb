import { codeOf, OfficerSchema, writtenLine, writtenText } from '@entraide/exchange'
import { isCalendarDate } from '@entraide/ground'
import { z } from 'zod'
import { Account, Hash, Id, LanguageCode, UnmetBody, When } from './people.ts'
import { HeldPerson, PersonComparison } from './persons.ts'
import { reasonText } from './reasons.ts'
import { DraftAttachment, DraftState, MessageType, ThreadRow } from './work.ts'

/*
 * Identification of a person in irregular stay (machine (d)). Guards, protections and reasons stay in the node: nothing of them is in any
 * message, and nothing of them is shown to whoever has not opened the dossier today.
 */

/** A day, or an empty text while it is not known. */
const DayOrNothing = z
  .string()
  .refine(text => text === '' || isCalendarDate(text), { message: 'not a date like 2026-11-23' })
  .meta({ id: 'DayOrNothing' })
const Day = z
  .string()
  .refine(text => isCalendarDate(text), { message: 'not a date like 2026-11-23' })
  .meta({ id: 'Day' })
const NameList = z.array(writtenLine(200)).max(12)

/**
 * The file as it is filled in; half-filled is fine. The node makes the message of it: items, categories and matter follow from what is
 * there. Place of birth as printed; no country is derived (R37).
 */
export const IdentificationFile = z
  .strictObject({
    language: LanguageCode,
    caseReference: writtenLine(80),
    reasons: writtenText(8_000),
    names: NameList,
    birthDate: z.string().regex(/^(\d{4}(-\d{2}(-\d{2})?)?)?$/),
    sex: z.enum(['M', 'F']).nullable(),
    birthPlace: writtenLine(200),
    nationalities: z.array(z.string().regex(/^[A-Z]{2,3}$/)).max(8),
    documents: z.array(z.strictObject({ kind: writtenLine(20).min(1), country: z.string().regex(/^[A-Z]{2,3}$/), number: writtenLine(40).min(1) })).max(12),
    father: NameList.max(6),
    mother: NameList.max(6),
    decisionReference: writtenLine(80),
    decisionOn: DayOrNothing,
    sheetLanguage: codeOf('language').nullable(),
    sheetGivenOn: DayOrNothing,
    /** Why the prints are strictly necessary (R24). */
    whyPrints: writtenText(2_000),
    source: codeOf('sourceEval'),
    information: codeOf('infoEval'),
    provenance: codeOf('provenance'),
    transferBasis: codeOf('transferBasis').nullable(),
    holdUntil: DayOrNothing,
  })
  .meta({ id: 'IdentificationFile' })
export type IdentificationFile = z.infer<typeof IdentificationFile>

/** `agreement`: under which one, where several would carry it; else the first in force. */
export const NewIdentification = z.strictObject({ to: z.string().max(64), language: LanguageCode, caseReference: writtenLine(80), agreement: Hash.optional() })
export const IdentificationChange = z.strictObject({ version: z.int(), file: IdentificationFile })
export type IdentificationChange = z.infer<typeof IdentificationChange>

/** Parts of a file that a message cannot do without, and those that a verification can hardly do without. */
export const FilePart = z.enum([
  'names',
  'latin-name',
  'arabic-name',
  'birth-date',
  'birth-place',
  'parents',
  'decision',
  'information-sheet',
  'prints',
  'why-prints',
  'photo',
  'case-reference',
  'reasons',
  'hold-until',
])
export type FilePart = z.infer<typeof FilePart>

/** What a home check found about one of the ten guards. The note says on what it rests, and stays here. */
export const GuardFinding = z.strictObject({
  guard: codeOf('identificationGuard'),
  state: z.enum(['green', 'red']),
  note: writtenText(2_000),
  /** Puts the person under this node's protection at once: of a red finding on asylum, minority or trafficking. */
  protect: z.boolean().default(false),
})
export type GuardFinding = z.input<typeof GuardFinding>
export const GuardView = z.strictObject({
  guard: codeOf('identificationGuard'),
  standing: z.enum(['green', 'red', 'open', 'stale', 'none']),
  foundAt: When.nullable(),
  freshUntil: When.nullable(),
  by: Account.nullable(),
  second: Account.nullable(),
  note: z.string().nullable(),
  /** Whether the reader may give the second signature. */
  maySign: z.boolean(),
})
export type GuardView = z.infer<typeof GuardView>

/** A person under this node's protection who may be the one of the file, compared and explained; a legal adviser says whether (R28). */
export const ProtectionView = z.strictObject({
  id: Id,
  ground: z.enum(['ASYL', 'MINR', 'VICT']),
  person: HeldPerson,
  reason: z.string(),
  by: Account,
  at: When,
  comparison: PersonComparison.nullable(),
  judgement: z.strictObject({ by: Account, at: When, reason: z.string() }).nullable(),
})
export type ProtectionView = z.infer<typeof ProtectionView>
export const NewProtection = z.strictObject({
  person: HeldPerson,
  ground: z.enum(['ASYL', 'MINR', 'VICT']),
  reason: reasonText(2_000),
  dossier: Id.nullable(),
})
export type NewProtection = z.infer<typeof NewProtection>
export const ProtectionSearch = z.strictObject({ person: HeldPerson, reason: reasonText(300) })
export const Because = z.strictObject({ reason: reasonText(2_000) })
export const ProtectionList = z.strictObject({ rows: z.array(ProtectionView) })

/** The frame of the file of prints, as far as it tells: never an image. */
export const PrintsView = z.strictObject({
  state: z.enum(['none', 'read', 'broken']),
  problem: z.string().nullable(),
  version: z.string().nullable(),
  records: z.array(z.strictObject({ type: z.int(), positions: z.array(z.int()), bytes: z.int() })),
})
export type PrintsView = z.infer<typeof PrintsView>

/** The next message of an identification. Reasons of a pause, a resumption and a withdrawal stay home; the others write what they say. */
export const IdentificationStep = z.discriminatedUnion('step', [
  z.strictObject({ step: z.enum(['pause', 'resume']), reason: reasonText(2_000) }),
  z.strictObject({ step: z.literal('withdraw'), cause: z.enum(['vanished', 'protected', 'regularised', 'other']), reason: reasonText(2_000) }),
  z.strictObject({
    step: z.literal('interviewed'),
    heldOn: Day,
    interpreter: codeOf('language'),
    silenceOnAsylumTold: z.literal(true),
    lawyerTold: z.literal(true),
  }),
  z.strictObject({ step: z.literal('request-document'), travelOn: Day.nullable(), note: writtenText(1_000) }),
  z.strictObject({ step: z.literal('used'), usedOn: Day }),
  z.strictObject({ step: z.enum(['complete', 'clarify', 'return', 'misidentified']), note: reasonText(8_000) }),
  z.strictObject({ step: z.enum(['verifying', 'refuse-document']) }),
  z.strictObject({ step: z.literal('interview'), interviewOn: Day.nullable(), interpreter: codeOf('language') }),
  z
    .strictObject({
      step: z.literal('issue-document'),
      documentType: codeOf('travelDocument'),
      validFrom: Day,
      validUntil: Day,
      journeys: z.int().min(1).max(9),
    })
    .refine(({ validFrom, validUntil }) => validFrom <= validUntil, { message: 'ends before it begins', path: ['validUntil'] }),
  z.strictObject({ step: z.literal('refuse'), ground: codeOf('refusalGround'), note: writtenText(8_000) }),
])
export type IdentificationStep = z.infer<typeof IdentificationStep>
export type StepName = IdentificationStep['step']

/** What an officer of the holder has found out, with her reason, which stays home (R25). `match`: the candidate it rests on, confirmed before. */
export const IdentificationOutcome = z.strictObject({
  outcome: z.enum(['CNF', 'CNI', 'NOT', 'NOM', 'INC']),
  reason: reasonText(2_000),
  match: Id.nullable(),
  /** Of `CNI`: the identity that is confirmed; that of the match if absent. */
  person: HeldPerson.optional(),
})
export type IdentificationOutcome = z.infer<typeof IdentificationOutcome>

/** One message of the course: what it is, who answers for it, and the days it speaks of. */
export const CourseEntry = z.strictObject({
  message: Id,
  at: When,
  direction: z.enum(['in', 'out']),
  messageType: MessageType,
  step: z.string(),
  drafter: OfficerSchema,
  releaser: OfficerSchema,
  /** Whether the other side has it. */
  taken: z.boolean(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
export type CourseEntry = z.infer<typeof CourseEntry>

/** An identification as one officer sees it. Until she has given today's reason: its line, and nothing else. */
export const Identification = z.strictObject({
  row: ThreadRow,
  opened: z.boolean(),
  lastReason: z.string().nullable(),
  file: IdentificationFile.nullable(),
  draft: z
    .strictObject({
      id: Id,
      version: z.int(),
      state: DraftState,
      mine: z.boolean(),
      attachments: z.array(DraftAttachment),
      returned: z.strictObject({ code: z.string(), reason: z.string(), at: When }).nullable(),
    })
    .nullable(),
  missing: z.array(FilePart),
  /** Why the file may not leave now, beside its guards; empty when it may. */
  unmet: z.array(UnmetBody),
  guards: z.array(GuardView),
  protections: z.array(ProtectionView),
  prints: PrintsView,
  course: z.array(CourseEntry),
  document: z.strictObject({ type: z.string(), validFrom: z.string(), validUntil: z.string(), journeys: z.int() }).nullable(),
  decisions: z.array(z.strictObject({ outcome: z.string(), reason: z.string(), match: Id.nullable(), by: Account, at: When })),
  deletion: z.enum(['none', 'due', 'ordered', 'acknowledged']),
  /** What this person may do next here. */
  steps: z.array(
    z.enum([
      'find-guard',
      'decide',
      'close',
      'pause',
      'resume',
      'withdraw',
      'interviewed',
      'request-document',
      'used',
      'complete',
      'clarify',
      'return',
      'misidentified',
      'verifying',
      'refuse-document',
      'interview',
      'issue-document',
      'refuse',
    ]),
  ),
})
export type Identification = z.infer<typeof Identification>
