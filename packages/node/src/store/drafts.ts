import { type AttachmentType, isSafeImage } from '@entraide/envelope'
import {
  type Answered,
  type AttachmentRef,
  bearsH3,
  type Draft,
  fitsKind,
  type Hand,
  type LegalPart,
  lacksConditions,
  type MessageBody,
  needsReasons,
  type TravellingType,
} from '@entraide/exchange'
import { type CalendarDate, fromUtf8, isCalendarDate, type Reference, type Refusal, refuse, type Uuid } from '@entraide/ground'
import { type Selectable, sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { Account, DraftFields, DraftRow as DraftLine, Draft as DraftView } from '../http/api.ts'
import { accountOf, accountsOf } from './account-views.ts'
import { type DossierRow, dossierRow } from './dossiers.ts'
import { remnantOf } from './erasure.ts'
import { guardsOf } from './guards.ts'
import { prepared } from './prepared.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

export type DraftRow = Selectable<Tables['draft']>

const byId = prepared<{ id: string }, DraftRow>((db, p) => db.selectFrom('draft').selectAll().where('id', '=', p('id')))
const byIdToMove = prepared<{ id: string }, DraftRow>((db, p, engine) => {
  const query = db.selectFrom('draft').selectAll().where('id', '=', p('id'))
  return engine === 'postgres' ? query.forUpdate() : query
})

/** A draft by its id. */
export async function draftRow(tx: Tx, id: string): Promise<DraftRow | undefined> {
  return (await byId(tx, { id }))[0]
}

/** The same, kept from other transactions until this one ends: for a step that moves it. */
export async function draftToMove(tx: Tx, id: string): Promise<DraftRow | undefined> {
  tx.moves(`draft/${id}`)
  return (await byIdToMove(tx, { id }))[0]
}

/** Seals the fields of a draft under its dossier. */
export async function sealFields(tx: Tx, dossier: string, draft: string, fields: DraftFields): Promise<Uint8Array> {
  return await tx.seal(dossier as Uuid, `draft/${draft}/fields`, JSON.stringify(fields))
}

/** The fields of a draft; null once its dossier is erased. */
export async function openFields(tx: Tx, row: DraftRow): Promise<DraftFields | null> {
  const text = await tx.unseal(row.dossier_id as Uuid, `draft/${row.id}/fields`, row.fields_sealed)
  return text === null ? null : (JSON.parse(text) as DraftFields)
}

/** Why a draft came back, sealed with it. */
export type Returned = NonNullable<DraftView['returned']>
export async function sealReturned(tx: Tx, row: Pick<DraftRow, 'id' | 'dossier_id'>, returned: Returned): Promise<Uint8Array> {
  return await tx.seal(row.dossier_id as Uuid, `draft/${row.id}/returned`, JSON.stringify(returned))
}

/** A draft as its author and the releasing officer see it. */
export async function draftView(tx: Tx, row: DraftRow): Promise<DraftView | Refusal<'erased'>> {
  const fields = await openFields(tx, row)
  if (fields === null) return refuse('erased', { draft: row.id })
  const returned = row.returned_sealed === null ? null : await tx.unseal(row.dossier_id as Uuid, `draft/${row.id}/returned`, row.returned_sealed)
  const attachments = await attachmentsOf(tx, row)
  return {
    id: row.id as Uuid,
    dossier: row.dossier_id as Uuid,
    version: row.version,
    state: row.state,
    author: await accountOf(tx, row.author),
    fields,
    attachments: attachments.map(({ id, ref, contentDigest }) => ({
      id,
      name: ref.name,
      mediaType: ref.mediaType,
      bytes: ref.bytes,
      contentDigest,
      renderable: isSafeImage(ref.mediaType as AttachmentType),
    })),
    sources: await sourcesOf(tx, row.id),
    returned: returned === null ? null : (JSON.parse(returned) as Returned),
    updatedAt: row.updated_at,
  }
}

/** Accounts that wrote in a draft beside its author. */
export function handsOf(row: Pick<DraftRow, 'hands'>): readonly Uuid[] {
  return row.hands === null ? [] : (JSON.parse(row.hands) as Uuid[])
}

/** The hands of a draft once this account has written in it too. */
export function withHand(row: Pick<DraftRow, 'author' | 'hands'>, account: Uuid): string | null {
  const hands = handsOf(row)
  return row.author === account || hands.includes(account) ? row.hands : JSON.stringify([...hands, account])
}

/** The messages a draft is made of. */
export async function sourcesOf(tx: Tx, draft: string): Promise<Uuid[]> {
  const rows = await tx.db.selectFrom('draft_source').select('message_id').where('draft_id', '=', draft).orderBy('message_id').execute()
  return rows.map(row => row.message_id as Uuid)
}

/** Lines of drafts for lists: no content. */
export async function draftLines(tx: Tx, rows: readonly (DraftRow & { readonly our_reference: string })[]): Promise<DraftLine[]> {
  const accounts = await accountsOf(
    tx,
    rows.map(row => row.author),
  )
  return rows.map(row => ({
    id: row.id as Uuid,
    dossier: row.dossier_id as Uuid,
    messageType: row.message_type as TravellingType,
    to: row.partner as DraftLine['to'],
    state: row.state,
    author: accounts.get(row.author) as Account,
    ourReference: row.our_reference,
    updatedAt: row.updated_at,
    returnedCode: row.returned_code,
  }))
}

const whole = prepared<{ draft: string }, Selectable<Tables['attachment']>>((db, p) =>
  db.selectFrom('attachment').selectAll().where('draft_id', '=', p('draft')).where('state', '!=', sql.lit('writing')).orderBy('made_at').orderBy('id'),
)

/** Attachments of a draft, with what the signed body will say of each. */
export async function attachmentsOf(
  tx: Tx,
  draft: Pick<DraftRow, 'id' | 'dossier_id'>,
): Promise<readonly { readonly id: string; readonly ref: AttachmentRef; readonly contentDigest: string | null }[]> {
  const rows = await whole(tx, { draft: draft.id })
  return await Promise.all(
    rows.map(async row => ({
      id: row.id,
      contentDigest: row.content_sealed === null ? null : await tx.unseal(draft.dossier_id as Uuid, `attachment/${row.id}/content`, row.content_sealed),
      ref: {
        name: (await tx.unseal(draft.dossier_id as Uuid, `attachment/${row.id}/name`, row.name_sealed)) ?? '',
        mediaType: row.media_type,
        bytes: row.bytes,
        sealedBytes: row.sealed_bytes,
        digest: row.digest,
        key: (await tx.unseal(draft.dossier_id as Uuid, `attachment/${row.id}/key`, row.key_sealed)) ?? '',
      },
    })),
  )
}

/** What the message that a draft answers had settled (R3, R10); null for a first message. */
export async function answeredBy(tx: Tx, dossier: DossierRow, inReplyTo: string | null): Promise<Answered | null | Refusal<'answers-nothing'>> {
  if (inReplyTo === null) return null
  const row = await tx.db.selectFrom('message').selectAll().where('id', '=', inReplyTo).where('dossier_id', '=', dossier.id).executeTakeFirst()
  const body = row === undefined ? null : await bodyOfMessage(tx, row)
  if (row?.message_type == null || dossier.thread_id === null) return refuse('answers-nothing', { message: inReplyTo })
  const settled = { thread: dossier.thread_id as Uuid, message: inReplyTo as Uuid, messageType: row.message_type as TravellingType }
  // Once the dossier is erased, what is still owed about it is answered by what the thread is known by: its purpose.
  if (body === null) return { ...settled, purpose: dossier.purpose as Answered['purpose'], handling: [], classification: 'U' }
  return { ...settled, purpose: body.ask.purpose, handling: body.ask.handling, classification: body.ask.classification }
}

/** The body of a stored message, or what an erasure left of it; null when it was refused, or erased with its dossier. */
export async function bodyOfMessage(tx: Tx, row: Pick<Selectable<Tables['message']>, 'id' | 'dossier_id' | 'body_sealed'>): Promise<MessageBody | null> {
  if (row.dossier_id === null) return null
  const octets = row.body_sealed === null ? null : await tx.unsealBytes(row.dossier_id as Uuid, `message/${row.id}/body`, row.body_sealed)
  return octets === null ? await remnantOf(tx, row.id) : (JSON.parse(fromUtf8(octets)) as MessageBody)
}

/** Fields that must be filled before a draft is a message at all, whatever any clause says. */
export type Unfilled = {
  readonly code: 'field-missing'
  readonly rule: string | null
  readonly clause: null
  readonly mend: 'fill-field'
  readonly field: string
  readonly facts: Record<string, never>
}

/**
 * A draft as `exchange` takes it, or `draft-incomplete` with each field that is missing.
 * Numbers and references of the dossier are filled in here; ids that are local never enter.
 *
 * @param home - its dossier, if that is asked for already
 * @param hands - its author's hand and others, if those are asked for already
 */
export async function completeDraft(
  node: Node,
  tx: Tx,
  row: DraftRow,
  home?: DossierRow | Promise<DossierRow | undefined>,
  hands?: Promise<readonly Hand[]>,
): Promise<Draft | Refusal> {
  const [dossier, fields, author, attachments] = await Promise.all([
    home ?? dossierRow(tx, row.dossier_id),
    openFields(tx, row),
    hands?.then(all => all[0] as Hand) ?? handOf(tx, row.author),
    attachmentsOf(tx, row),
  ])
  if (fields === null || dossier === undefined) return refuse('erased', { draft: row.id })
  const missing = missingFields(fields)
  if (missing.length > 0) return refuse('draft-incomplete', { unmet: missing.map(unfilled) })
  const answers = await answeredBy(tx, dossier, fields.inReplyTo)
  if (answers !== null && 'refused' in answers) return answers
  return {
    id: row.id as Uuid,
    author,
    agreement: fields.agreement as string,
    legal: legalOf(node, fields) as LegalPart,
    answers,
    ourReference: dossier.our_reference as Reference,
    yourReference: dossier.your_reference as Reference | null,
    language: fields.language,
    title: fields.title,
    items: fields.items,
    attachments: attachments.map(({ ref }) => ref),
    holdUntil: fields.holdUntil as CalendarDate,
    // What belongs to another kind of message stays in the form and does not travel.
    ground: fields.messageType === 'RFS' ? fields.ground : null,
    extent: fields.messageType === 'REP' ? fields.extent : null,
    use: fields.messageType === 'FBK' ? fields.use : null,
    note: fields.note,
    matter: fields.matter ?? null,
    judicialFile: fields.judicialFile,
    judicialAuthorisation: fields.judicialAuthorisation,
    ...(fields.review === undefined ? {} : { review: fields.review }),
    guards: fields.messageType === 'IDR' ? await guardsOf(tx, dossier.id) : {},
  }
}

/** The legal part of a half-filled form; `check` says what is missing. */
export function legalOf(node: Node, fields: DraftFields): { readonly [K in keyof LegalPart]: LegalPart[K] | null } {
  return {
    from: node.config.id,
    to: fields.to,
    regime: node.config.regime,
    messageType: fields.messageType,
    clause: fields.clause,
    purpose: fields.purpose,
    crimeArea: fields.crimeArea,
    dataCategories: fields.dataCategories,
    subjectCategory: fields.subjectCategory,
    handling: fields.handling,
    transferBasis: fields.transferBasis,
    assurances: fields.assurances,
    classification: fields.classification,
    caseReference: fields.caseReference,
    reasons: fields.reasons,
    urgency: fields.urgency,
    ...besidesOf(fields),
  }
}

/** Conditions go with H3 only, and what is blank does not travel. */
function besidesOf({ restrictions = [], event = '', handling, items }: DraftFields): Pick<LegalPart, 'restrictions' | 'event'> {
  const said = bearsH3(handling, items) ? restrictions.filter(text => text.trim() !== '') : []
  return { ...(said.length === 0 ? {} : { restrictions: said }), ...(event.trim() === '' ? {} : { event }) }
}

/** The conditions and the event of a message, for a draft that carries them on. */
export function besidesIn({ restrictions, event }: MessageBody['ask']): Pick<DraftFields, 'restrictions' | 'event'> {
  return { ...(restrictions === undefined ? {} : { restrictions }), ...(event === undefined ? {} : { event }) }
}

/** The hand of an account: the officer that travels and the account that stays home. */
export async function handOf(tx: Tx, account: string): Promise<Hand> {
  return handIn(await accountOf(tx, account))
}

/** Several at once, in their order. */
export async function handsOfAccounts(tx: Tx, accounts: readonly string[]): Promise<readonly Hand[]> {
  const views = await accountsOf(tx, accounts)
  return accounts.map(id => handIn(views.get(id) as Account))
}

function handIn(view: Account): Hand {
  return {
    account: view.id,
    officer: { office: view.office, serviceNumber: view.serviceNumber },
    mayRelease: view.roles.includes('REL') && view.state === 'active',
  }
}

/** Fields without which no kind of message has a body. */
export function missingFields(fields: DraftFields): readonly string[] {
  const missing: string[] = []
  if (fields.to === null) missing.push('to')
  if (fields.agreement === null) missing.push('agreement')
  if (fields.clause.trim() === '') missing.push('clause')
  if (fields.purpose === null) missing.push('purpose')
  if (fields.dataCategories.length === 0) missing.push('dataCategories')
  if (fields.handling.length === 0) missing.push('handling')
  if (fields.items.some(item => lacksConditions(fields, item))) missing.push('restrictions')
  if (fields.title.trim() === '') missing.push('title')
  if (fields.holdUntil === null || !isCalendarDate(fields.holdUntil)) missing.push('holdUntil')
  if (fields.messageType === 'RFS' && fields.ground === null) missing.push('ground')
  if (fields.messageType === 'REP' && fields.extent === null) missing.push('extent')
  if (fields.messageType === 'FBK' && fields.use === null) missing.push('use')
  if (['RTC', 'CLR', 'WDW'].includes(fields.messageType) && fields.note.trim() === '') missing.push('note')
  if (fields.matter?.matter === 'acknowledgement' && needsReasons(fields.matter) && fields.note.trim() === '') missing.push('note')
  // Whoever must correct or erase must be able to see why.
  if (['COR', 'DEL', 'RST'].includes(fields.messageType) && fields.reasons.trim() === '') missing.push('reasons')
  if (!fitsKind(fields.messageType, fields.matter)) missing.push('matter')
  return missing
}

/** A missing field in the shape of an unmet condition, so that a form shows one list. */
export function unfilled(field: string): Unfilled {
  return { code: 'field-missing', rule: null, clause: null, mend: 'fill-field', field, facts: {} }
}
