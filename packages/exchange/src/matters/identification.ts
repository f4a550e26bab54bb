import { z } from 'zod'
import { type AttachmentRef, codeOf, type Item, writtenLine, writtenText } from '../item.ts'
import { daySchema, digestSchema } from './shapes.ts'

const matter = z.literal('identification')

/**
 * What an identification message says beside its items and attachments. `step` names the arrow of machine (d).
 * Source: spec/workflows/identification.md
 */
export const IdentificationSchema = z.discriminatedUnion('step', [
  /** IDR: the file. Names, birth, place as printed and parents are items; photo, fingerprints and information sheet attachments, told apart by their digests. */
  z.strictObject({
    matter,
    step: z.literal('file'),
    decisionReference: writtenLine(80).min(1),
    decisionOn: daySchema,
    informationSheet: z.strictObject({ language: codeOf('language'), givenOn: daySchema }),
    photo: digestSchema.nullable(),
    fingerprints: digestSchema.nullable(),
    parents: z.array(z.strictObject({ relation: z.enum(['father', 'mother']), names: z.array(writtenLine(200).min(1)).min(1).max(6) })).max(2),
  }),
  /** IDS of the holder: taken as complete; IDENT-45 runs from here. */
  z.strictObject({ matter, step: z.literal('verifying') }),
  /** IDA: an outcome of the verification. */
  z.strictObject({ matter, step: z.enum(['CNF', 'CNI', 'NOT', 'NOM', 'INC']) }),
  z.strictObject({ matter, step: z.literal('INT'), interviewOn: daySchema.nullable(), interpreter: codeOf('language') }),
  z
    .strictObject({
      matter,
      step: z.literal('LPI'),
      documentType: codeOf('travelDocument'),
      validFrom: daySchema,
      validUntil: daySchema,
      journeys: z.int().min(1).max(9),
    })
    .refine(({ validFrom, validUntil }) => validFrom <= validUntil, { message: 'ends before it begins', path: ['validUntil'] }),
  z.strictObject({ matter, step: z.enum(['LPR', 'MIS']) }),
  /** IDS of the asker. A pause says nothing of its reason (R28). */
  z.strictObject({ matter, step: z.enum(['pause', 'resume']) }),
  z.strictObject({ matter, step: z.literal('used'), usedOn: daySchema }),
  z.strictObject({
    matter,
    step: z.literal('interviewed'),
    heldOn: daySchema,
    interpreter: codeOf('language'),
    silenceOnAsylumTold: z.literal(true),
    lawyerTold: z.literal(true),
    record: digestSchema.nullable(),
  }),
  z.strictObject({ matter, step: z.literal('request-document'), travelOn: daySchema.nullable(), note: writtenText(1_000) }),
])
export type IdentificationMatter = z.infer<typeof IdentificationSchema>

/** What an identification message must fit in, beside its own shape. */
type Around = { readonly items: readonly Item[]; readonly attachments: readonly AttachmentRef[] }

/**
 * The first member of an identification that contradicts its message; null when all fits. A file is about one person, and what it
 * names by a digest is attached.
 */
export function misfitOfIdentification(matter: IdentificationMatter, { items, attachments }: Around): string | null {
  const isAttached = (digest: string | null) => digest === null || attachments.some(each => each.digest === digest)
  if (matter.step === 'file') {
    if (items.filter(item => item.person !== undefined).length !== 1) return 'items'
    if (!isAttached(matter.photo)) return 'matter/photo'
    if (!isAttached(matter.fingerprints)) return 'matter/fingerprints'
    if (matter.photo !== null && matter.photo === matter.fingerprints) return 'matter/fingerprints'
  }
  return matter.step === 'interviewed' && !isAttached(matter.record) ? 'matter/record' : null
}
