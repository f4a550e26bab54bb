import { isCalendarDate, isNodeId, type NodeId } from '@entraide/ground'
import { type CodeOf, isCode, type SchemeId } from '@entraide/vocabulary'
import { z } from 'zod'

/** A code of one scheme of the vocabulary. An unknown code does not parse (design section 4: an unknown term refuses). */
export function codeOf<S extends SchemeId>(scheme: S) {
  return z
    .custom<CodeOf<S>>(code => typeof code === 'string' && isCode(scheme, code), { message: `not a code of ${scheme}` })
    .meta({ id: `code-${scheme}`, type: 'string' })
}

/** Control characters (line ends and tabs apart), turns of the reading direction, line and paragraph separators, tags that show as nothing. */
const unwritten = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/u

/** Text a person wrote: no half characters, and nothing that is not written but acts on what is read beside it (`unwritten`). */
export function writtenText(maxCharacters: number) {
  return z
    .string()
    .max(maxCharacters)
    .refine(text => text.isWellFormed() && !unwritten.test(text), { message: 'control or direction characters' })
}

/** One line a person wrote: like `writtenText`, without line ends. */
export function writtenLine(maxCharacters: number) {
  return writtenText(maxCharacters).refine(text => !/[\n\r\t]/.test(text), { message: 'more than one line' })
}

/**
 * A name or a number as printed: one line that is not blank and holds no invisible character (joiners, marks, soft hyphens),
 * by which two names that read alike would not match (attack list row 17). What the person's papers show has none.
 */
function writtenName(maxCharacters: number) {
  return writtenLine(maxCharacters).refine(text => text.trim() !== '' && !/\p{Default_Ignorable_Code_Point}/u.test(text), {
    message: 'blank, or with invisible characters',
  })
}

const isSaid = (text: string) => text.trim() !== ''
const blank = { message: 'blank' }
/** A line, or a text, that is not blank. */
export const saidLine = (maxCharacters: number) => writtenLine(maxCharacters).refine(isSaid, blank)
export const saidText = (maxCharacters: number) => writtenText(maxCharacters).refine(isSaid, blank)
const calendarDay = z.string().refine(isCalendarDate, { message: 'not a date like 2026-11-23' })
/** A node id, as in every address. */
export const nodeIdText = z.custom<NodeId>(isNodeId, { message: 'not a node id like BE-POL-SPOC' }).meta({ id: 'node-id', type: 'string' })

/** A date known to the year, the month or the day. */
const partialDate = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
  .refine(text => isCalendarDate(`${text}-01-01`.slice(0, 10)), { message: 'not a date like 1987, 1987-03 or 1987-03-04' })

/** A person as named by the sender. Names as written, in any script; place of birth as printed, no country derived (R37). */
export const PersonSchema = z.strictObject({
  names: z.array(writtenName(200)).min(1).max(12),
  birthDate: partialDate.optional(),
  sex: z.enum(['M', 'F']).optional(),
  birthPlace: writtenName(200).optional(),
  nationalities: z
    .array(z.string().regex(/^[A-Z]{2,3}$/))
    .max(8)
    .optional(),
  documents: z
    .array(z.strictObject({ kind: writtenName(20), country: z.string().regex(/^[A-Z]{2,3}$/), number: writtenName(40) }))
    .max(12)
    .optional(),
})
export type Person = z.infer<typeof PersonSchema>

/**
 * One statement, with all that a receiver must know to use it: what kind of data, who says so and how sure (R11, 4x4),
 * fact or assessment, how it was come by (R33), checked when (R12), under which codes (R10), kept until when (R46).
 */
export const ItemSchema = z.strictObject({
  category: codeOf('dataCategory'),
  person: PersonSchema.optional(),
  text: writtenText(8_000).optional(),
  nature: z.enum(['fact', 'assessment']),
  source: codeOf('sourceEval'),
  information: codeOf('infoEval'),
  provenance: codeOf('provenance'),
  handling: z.array(codeOf('handlingCode')).min(1).max(4).optional(),
  verifiedOn: calendarDay.optional(),
  holdUntil: calendarDay.optional(),
  justification: writtenText(2_000).optional(),
  originCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** The service it was received from, by node id where it has one (R13). Absent: the sender's own. */
  originator: saidLine(200).optional(),
  originConsent: z.strictObject({ by: writtenLine(200).min(1), reference: writtenLine(200).min(1), on: calendarDay }).optional(),
  /** Sent without that consent, for an immediate and serious threat: which, and which authority of that state is told at once (R21). */
  originEmergency: z.strictObject({ threat: saidText(2_000), authority: saidLine(200) }).optional(),
})
export type Item = z.infer<typeof ItemSchema>

/** An attachment as the signed body names it: its key travels nowhere else. The digest of the sealed whole is the name it is pushed under. Source: spec/attachment.md */
export const AttachmentRefSchema = z.strictObject({
  name: writtenLine(120).min(1),
  mediaType: writtenLine(100).min(1),
  bytes: z.int().min(0).max(104_857_600),
  sealedBytes: z.int().min(0),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  key: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
})
export type AttachmentRef = z.infer<typeof AttachmentRefSchema>
