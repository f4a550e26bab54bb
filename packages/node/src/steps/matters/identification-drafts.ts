import { clausesThatCould } from '@entraide/agreement'
import { askOfDraft, type MessageBody, type TravellingType } from '@entraide/exchange'
import { isRefusal, type NodeId, type Uuid } from '@entraide/ground'
import type { Node } from '../../capabilities.ts'
import type { DraftFields } from '../../http/api.ts'
import { heldAgreement } from '../../store/agreements.ts'
import type { DossierRow } from '../../store/dossiers.ts'
import { answeredBy, besidesIn, type DraftRow, legalOf, sealFields } from '../../store/drafts.ts'
import type { Tx } from '../../store/store.ts'
import type { Said } from './identification-thread.ts'
import { fixedStepOf, fixedWords, titleOfStep } from './identification-words.ts'

/** What a message of an identification says beside what its thread has settled. */
export type Saying = {
  readonly messageType: TravellingType
  readonly inReplyTo: Uuid
  readonly matter?: MessageBody['matter']
  readonly dataCategories?: DraftFields['dataCategories']
  readonly items?: DraftFields['items']
  readonly ground?: DraftFields['ground']
  readonly note?: string
  readonly title?: string
}

/** The fields of a message that goes on in the thread of a file: its law, purpose, codes and language are those of the file. */
export async function fieldsInThread(node: Node, tx: Tx, dossier: DossierRow, file: Said, saying: Saying): Promise<DraftFields> {
  const { ask, language, holdUntil } = file.body
  const step = saying.matter?.matter === 'identification' ? saying.matter.step : null
  const fixed = fixedStepOf(saying.messageType, step)
  const words =
    fixed === null
      ? { title: saying.title ?? titleOfStep(saying.messageType, step, language), reasons: '', note: saying.note ?? '' }
      : fixedWords(fixed, language)
  const fields: DraftFields = {
    to: dossier.partner as NodeId,
    messageType: saying.messageType,
    inReplyTo: saying.inReplyTo,
    agreement: file.body.agreement,
    clause: '',
    purpose: ask.purpose,
    crimeArea: null,
    dataCategories: [...(saying.dataCategories ?? ['NAME'])],
    subjectCategory: ask.subjectCategory,
    handling: [...ask.handling],
    ...besidesIn(ask),
    // What enters the state of the asker is no transfer of its law.
    transferBasis: dossier.side === 'asker' ? ask.transferBasis : null,
    assurances: [...ask.assurances],
    classification: ask.classification,
    caseReference: ask.caseReference,
    urgency: ask.urgency,
    judicialFile: false,
    judicialAuthorisation: '',
    language: language as DraftFields['language'],
    items: saying.items ?? [],
    holdUntil,
    ground: saying.ground ?? null,
    extent: null,
    use: null,
    matter: saying.matter ?? null,
    ...words,
  }
  return { ...fields, clause: await clauseFor(node, tx, dossier, fields) }
}

/** The clause of the thread's agreement under which these fields could go; an empty text where none could, and the form says why. */
export async function clauseFor(node: Node, tx: Tx, dossier: DossierRow, fields: DraftFields): Promise<string> {
  if (fields.agreement === null || fields.to === null) return ''
  const held = await heldAgreement(tx, fields.agreement, node.config.id, fields.to, tx.at)
  if (held === null) return ''
  const answers = fields.inReplyTo === null ? null : await answeredBy(tx, dossier, fields.inReplyTo)
  const ask = askOfDraft({ ...fields, attachments: [], legal: legalOf(node, fields), answers: isRefusal(answers) ? null : answers, guards: {} })
  return clausesThatCould(ask, held.agreement)[0]?.clause ?? ''
}

/** Puts a draft into a dossier for an officer to go on with. It is sent by nobody but two persons, as ever. */
export async function putDraft(tx: Tx, dossier: DossierRow, author: Uuid, fields: DraftFields): Promise<DraftRow> {
  const id = tx.newId()
  const row: DraftRow = {
    id,
    dossier_id: dossier.id,
    version: 1,
    state: 'editing',
    author,
    message_type: fields.messageType,
    partner: fields.to,
    in_reply_to: fields.inReplyTo,
    fields_sealed: await sealFields(tx, dossier.id, id, fields),
    returned_sealed: null,
    returned_code: null,
    submitted_at: null,
    created_at: tx.at,
    updated_at: tx.at,
    hands: null,
  }
  await tx.db.insertInto('draft').values(row).execute()
  return row
}

/** The draft of a kind that still waits in a dossier, if there is one: nothing is prepared twice. */
export async function openDraftOf(tx: Tx, dossier: string, messageType: string): Promise<DraftRow | undefined> {
  return await tx.db
    .selectFrom('draft')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .where('message_type', '=', messageType)
    .where('state', 'in', ['editing', 'returned', 'waiting-release'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Who wrote a message that left this node; null where its draft is gone. */
export async function authorOf(tx: Tx, message: string): Promise<Uuid | null> {
  const row = await tx.db
    .selectFrom('outbox')
    .innerJoin('draft', 'draft.id', 'outbox.draft_id')
    .select('draft.author')
    .where('outbox.message_id', '=', message)
    .executeTakeFirst()
  return (row?.author as Uuid | undefined) ?? null
}
