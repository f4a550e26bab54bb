import { sealedBytesOf } from '@entraide/envelope'
import {
  Fault,
  fromUtf8,
  type Instant,
  isCalendarDate,
  isInstant,
  isReference,
  isUuid,
  type Reference,
  type Refusal,
  readJson,
  refuse,
  type Uuid,
} from '@entraide/ground'
import { z } from 'zod'
import { AttachmentRefSchema, codeOf, ItemSchema, nodeIdText, saidLine, saidText, writtenLine, writtenText } from './item.ts'
import { misfitOfIdentification } from './matters/identification.ts'
import { fitsKind, type Matter, MatterSchema, stepOf } from './matters/matter.ts'
import { type AcknowledgementMatter, type NoticeMatter, needsReasons } from './matters/notice.ts'
import { travellingGround } from './protected-grounds.ts'

const uuid = z.custom<Uuid>(isUuid, { message: 'not a version 7 UUID' }).meta({ id: 'uuid', type: 'string' })
const reference = z.custom<Reference>(isReference, { message: 'not a reference like BE-POL-SPOC/2026/7K3QF' }).meta({ id: 'reference', type: 'string' })
/** The id of a clause, as a log line can hold it. */
const clauseId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,19}$/)

/** An officer as the partner sees one: an office and a service number, never a name. */
export const OfficerSchema = z.strictObject({ office: writtenLine(60).min(1), serviceNumber: z.string().regex(/^[A-Z0-9-]{2,20}$/) })
export type Officer = z.infer<typeof OfficerSchema>

/** The message codes that travel under a clause in this version. Another code does not parse. */
export const messageTypes = [
  'REQ',
  'REP',
  'RFS',
  'RTC',
  'CLR',
  'SPO',
  'WAR',
  'FBK',
  'WDW',
  'COR',
  'DEL',
  'RST',
  'ACK',
  'IDR',
  'IDA',
  'IDS',
  'PLN',
  'VIS',
] as const
export type TravellingType = (typeof messageTypes)[number]

/**
 * What is signed and sealed: one message of a thread. The exact octets are signed; nobody writes them again.
 * The legal part repeats the ask, so that the receiver runs the same `check` on its own copy of the agreement.
 * Source: spec/messages.md#body · vectors/messages/
 */
export const BodySchema = z.strictObject({
  body: z.literal('entraide.message/1'),
  thread: uuid.nullable(),
  inReplyTo: uuid.nullable(),
  ourReference: reference,
  yourReference: reference.nullable(),
  messageType: z.enum(messageTypes),
  agreement: z.string().regex(/^[0-9a-f]{64}$/),
  ask: z.strictObject({
    from: nodeIdText,
    to: nodeIdText,
    regime: codeOf('legalRegime'),
    messageType: z.enum(messageTypes),
    clause: clauseId,
    purpose: codeOf('purpose'),
    crimeArea: codeOf('crimeArea').nullable(),
    dataCategories: z.array(codeOf('dataCategory')).min(1).max(26),
    subjectCategory: codeOf('subjectCategory').nullable(),
    handling: z.array(codeOf('handlingCode')).min(1).max(4),
    transferBasis: codeOf('transferBasis').nullable(),
    assurances: z.array(codeOf('assurance')).max(6),
    classification: codeOf('classification'),
    caseReference: writtenLine(80),
    reasons: writtenText(8_000),
    urgency: codeOf('urgency'),
    /** The conditions of H3: they bind whoever reads (R10). */
    restrictions: z.array(saidText(500)).min(1).max(10).optional(),
    /** The event that data about an event serve. */
    event: saidLine(200).optional(),
  }),
  drafter: OfficerSchema,
  releaser: OfficerSchema,
  releasedAt: z.custom<Instant>(isInstant),
  language: codeOf('language'),
  title: writtenLine(160),
  items: z.array(ItemSchema).max(200),
  attachments: z.array(AttachmentRefSchema).max(20),
  holdUntil: z.string().refine(text => isCalendarDate(text), { message: 'not a date like 2026-11-23' }),
  /** RFS: the coded ground. RTC: what is missing. Protected grounds travel as GENR (design section 5). */
  ground: codeOf('refusalGround').nullable(),
  /** REP: the whole answer or a part with more to come. */
  extent: z.enum(['whole', 'partial']).nullable(),
  /** FBK: what became of the information. */
  use: z.enum(['used', 'used-in-part', 'not-used', 'false-lead']).nullable(),
  note: writtenText(8_000),
  /** What a kind with a course of its own says beside its items. */
  matter: MatterSchema.optional(),
})
export type MessageBody = z.infer<typeof BodySchema>

/** The kinds that only ever open a thread. */
const onlyOpening: readonly TravellingType[] = ['REQ', 'SPO', 'WAR', 'IDR']

/** Whether a message opens a thread: plans and visits do with their proposal. Every other names the thread and the message it answers. */
export function opensThread(message: { readonly messageType: TravellingType; readonly matter?: Matter | null | undefined }): boolean {
  if (onlyOpening.includes(message.messageType)) return true
  return ['PLN', 'VIS'].includes(message.messageType) && stepOf(message.messageType, message.matter) === 'propose'
}

/**
 * Reads the body of an opened envelope strictly: strict JSON, known members only, known codes only, and the parts
 * each kind needs and no others. A refusal names the first place that is wrong (`body-shape`), never its content.
 */
export function readBody(octets: Uint8Array): MessageBody | Refusal<'body-shape'> {
  let json: unknown
  try {
    json = readJson(fromUtf8(octets)).value
  } catch (fault) {
    if (fault instanceof Fault) return refuse('body-shape', { cause: fault.code })
    throw fault
  }
  const parsed = BodySchema.safeParse(json)
  if (!parsed.success) return refuse('body-shape', { at: parsed.error.issues[0]?.path.map(String).join('/') ?? '' })
  const wrong = misfit(parsed.data)
  return wrong === null ? parsed.data : refuse('body-shape', { at: wrong })
}

/**
 * The first member that does not belong to the kind of message, or is missing for it, or contradicts another; null when all
 * fits. What stands here no schema can say. Source: spec/messages.md#fit
 */
export function misfit(body: MessageBody): string | null {
  const kind = body.messageType
  const opens = opensThread(body)
  if (body.ask.messageType !== kind) return 'ask/messageType'
  if (opens !== (body.thread === null)) return 'thread'
  if (opens !== (body.inReplyTo === null)) return 'inReplyTo'
  if (opens && body.yourReference !== null) return 'yourReference'
  if (!body.ourReference.startsWith(`${body.ask.from}/`)) return 'ourReference'
  if (body.yourReference !== null && !body.yourReference.startsWith(`${body.ask.to}/`)) return 'yourReference'
  if (!fitsKind(kind, body.matter)) return 'matter'
  if ((kind === 'RFS') !== (body.ground !== null)) return 'ground'
  if (body.ground !== null && travellingGround(body.ground) !== body.ground) return 'ground'
  if ((kind === 'REP') !== (body.extent !== null)) return 'extent'
  if ((kind === 'FBK') !== (body.use !== null)) return 'use'
  if (['RTC', 'CLR', 'WDW'].includes(kind) && body.note.trim() === '') return 'note'
  const ofMatter = body.matter?.matter === 'identification' ? misfitOfIdentification(body.matter, body) : misfitOfNotice(body)
  const ofRestrictions = body.ask.restrictions !== undefined && !bearsH3(body.ask.handling, body.items) ? 'ask/restrictions' : null
  return ofMatter ?? ofRestrictions ?? misfitOfItems(body) ?? misfitOfAttachments(body)
}

/** Whether a statement alone is under H3, and nothing says its conditions; those of a whole message `check` asks for. */
export function lacksConditions(
  { handling, restrictions = [] }: { readonly handling: readonly string[]; readonly restrictions?: readonly string[] | undefined },
  item: { readonly handling?: readonly string[] | undefined },
): boolean {
  return item.handling?.includes('H3') === true && !handling.includes('H3') && !restrictions.some(text => text.trim() !== '')
}

/** Whether conditions have a code to go with: that of the message or of one of its statements. */
export function bearsH3(handling: readonly string[], items: readonly { readonly handling?: readonly string[] | undefined }[]): boolean {
  return [handling, ...items.map(item => item.handling ?? [])].some(codes => codes.includes('H3'))
}

/** What of a message or of a draft is asked whether it makes a notice or an acknowledgement. */
type NoticeParts = {
  readonly messageType: TravellingType
  readonly matter?: Matter | undefined
  readonly inReplyTo: Uuid | null
  readonly items: readonly unknown[]
  readonly attachments: readonly unknown[]
  readonly note: string
}

/**
 * A correction carries what it corrects, statement for statement; an erasure or a restriction repeats nothing of what it is
 * about. An acknowledgement answers the notice it names, with reasons where they are due, and carries nothing else.
 */
export function misfitOfNotice({ messageType, matter, inReplyTo, items, attachments, note }: NoticeParts): string | null {
  if (messageType === 'COR') {
    const notice = matter as NoticeMatter | undefined
    if (items.length === 0 || (notice !== undefined && notice.items.length !== items.length)) return 'items'
    return notice?.attachments === undefined ? null : 'matter/attachments'
  }
  if (!['DEL', 'RST', 'ACK'].includes(messageType)) return null
  if (items.length > 0) return 'items'
  if (attachments.length > 0) return 'attachments'
  if (messageType !== 'ACK') return null
  const acknowledgement = matter as AcknowledgementMatter
  if (acknowledgement.notice !== inReplyTo || (acknowledgement.step === 'acknowledge' && acknowledgement.ack === 'OVD')) return 'matter'
  return needsReasons(acknowledgement) && note.trim() === '' ? 'note' : null
}

/**
 * An item may bind its reader more than the message does, never less: all codes of the message, H3 with its conditions, and no later end (R10, R46). It has no
 * originator but another than its sender; an emergency stands where another state was not asked, and not beside its consent (R13, R21).
 */
function misfitOfItems({ ask, items, holdUntil }: MessageBody): string | null {
  for (const [at, item] of items.entries()) {
    if (item.handling !== undefined && !ask.handling.every(code => item.handling?.includes(code))) return `items/${at}/handling`
    if (lacksConditions(ask, item)) return `items/${at}/handling`
    if (item.holdUntil !== undefined && item.holdUntil > holdUntil) return `items/${at}/holdUntil`
    if (item.originator === ask.from) return `items/${at}/originator`
    if (item.originEmergency === undefined) continue
    if (item.originCountry === undefined || item.originCountry === ask.from.slice(0, 2)) return `items/${at}/originCountry`
    if (item.originConsent !== undefined) return `items/${at}/originEmergency`
  }
  return null
}

/** Each attachment once, and of the padded size that its own size gives: a declared size that lies is refused before a byte is opened. */
function misfitOfAttachments({ attachments }: MessageBody): string | null {
  for (const [at, { bytes, sealedBytes, digest }] of attachments.entries()) {
    if (sealedBytesOf(bytes) !== sealedBytes) return `attachments/${at}/sealedBytes`
    if (attachments.findIndex(each => each.digest === digest) !== at) return `attachments/${at}/digest`
  }
  return null
}
