import { type Ask, check, clausesThatCould } from '@entraide/agreement'
import { type AcknowledgementMatter, type Answered, askOfDraft, type Concerned, type MessageBody, placesOf } from '@entraide/exchange'
import { dateIn, isRefusal, laterDate, type NodeId, type Refusal, refuse, stateOf, type Uuid } from '@entraide/ground'
import { label } from '@entraide/vocabulary'
import type { Node } from '../capabilities.ts'
import type { DraftFields } from '../http/api.ts'
import { heldAgreement } from '../store/agreements.ts'
import type { DossierRow } from '../store/dossiers.ts'
import { answeredBy, besidesIn, bodyOfMessage, legalOf } from '../store/drafts.ts'
import type { Tx } from '../store/store.ts'

/** What is written about data that went on: no longer than a year, unless what it is about is held longer. */
const noticeHoldDays = 365

/** The form of a notice about a message, filled as far as the node knows; the person adds why, and for a COR what is right. */
export async function noticeFields(
  node: Node,
  tx: Tx,
  dossier: DossierRow,
  message: { readonly id: Uuid; readonly body: MessageBody },
  kind: 'COR' | 'DEL' | 'RST',
  concerned: Concerned,
): Promise<DraftFields> {
  const { body } = message
  const matter =
    concerned === null
      ? null
      : { matter: 'notice' as const, items: [...concerned.items], ...(concerned.attachments.length === 0 ? {} : { attachments: [...concerned.attachments] }) }
  const places = placesOf({ items: body.items, ...(matter === null ? {} : { matter }) })
  const items = kind === 'COR' ? places.flatMap(at => body.items[at] ?? []) : []
  return await withClause(node, tx, dossier, { ...framed(node, tx, body, kind), inReplyTo: message.id, items, matter })
}

/** The form of an acknowledgement of a notice. */
export async function acknowledgementFields(
  node: Node,
  tx: Tx,
  dossier: DossierRow,
  notice: { readonly id: Uuid; readonly body: MessageBody },
  matter: AcknowledgementMatter,
  note: string,
): Promise<DraftFields> {
  const fields = { ...framed(node, tx, notice.body, 'ACK'), inReplyTo: notice.id, items: [], note, matter }
  return await withClause(node, tx, dossier, fields)
}

/** The frame that a message about another takes over from it: agreement, purpose, codes. Its end is a year from now, or later if the other's is. */
function framed(node: Node, tx: Tx, { ask, agreement, language, holdUntil }: MessageBody, messageType: 'COR' | 'DEL' | 'RST' | 'ACK'): DraftFields {
  const year = laterDate(dateIn(tx.at, node.config.zone), noticeHoldDays)
  const spoken = ['en', 'fr', 'nl', 'ar'].includes(language) ? (language as DraftFields['language']) : 'fr'
  return {
    to: (ask.from === node.config.id ? ask.to : ask.from) as NodeId,
    messageType,
    inReplyTo: null,
    agreement,
    clause: ask.clause,
    purpose: ask.purpose,
    crimeArea: ask.crimeArea,
    dataCategories: ask.dataCategories,
    subjectCategory: ask.subjectCategory,
    handling: ask.handling,
    ...besidesIn(ask),
    transferBasis: ask.from === node.config.id ? ask.transferBasis : null,
    assurances: ask.assurances,
    classification: ask.classification,
    caseReference: ask.caseReference,
    reasons: '',
    urgency: ask.urgency,
    judicialFile: false,
    judicialAuthorisation: '',
    language: spoken,
    title: label('messageType', messageType, spoken),
    items: [],
    holdUntil: holdUntil > year ? holdUntil : year,
    ground: null,
    extent: null,
    use: null,
    note: '',
    matter: null,
  }
}

/** The clause that permits it, and the basis for a transfer that this side needs: as in what it sent before in this thread. */
async function withClause(node: Node, tx: Tx, dossier: DossierRow, fields: DraftFields): Promise<DraftFields> {
  const held = await heldAgreement(tx, fields.agreement as string, node.config.id, fields.to as NodeId, tx.at)
  if (held === null) return fields
  const own = await ownBefore(tx, dossier.id)
  const unions = new Map(held.agreement.parties.map(party => [party.state, party.union]))
  const leavesUnion = unions.get(stateOf(node.config.id)) === true && unions.get(stateOf(fields.to as NodeId)) !== true
  const usual = held.agreement.transferBases.find(basis => basis === 'LED-37-1-b') ?? held.agreement.transferBases[0] ?? null
  const transferBasis = leavesUnion ? (fields.transferBasis ?? own?.ask.transferBasis ?? (usual as DraftFields['transferBasis'])) : null
  const answered = await answeredBy(tx, dossier, fields.inReplyTo)
  const answers = isRefusal(answered) ? null : answered
  const judged = (form: DraftFields) => check(askOfForm(node, form, answers), held.agreement, node.policy, tx.at, held.standing)
  const based = { ...fields, transferBasis, assurances: leavesUnion ? (own?.ask.assurances ?? fields.assurances) : fields.assurances }
  const assured = { ...based, assurances: [...new Set([...based.assurances, ...lacking(judged(based))])] }
  const could = clausesThatCould({ ...askOfForm(node, assured, answers), clause: null }, held.agreement).map(each => each.clause)
  // The clause of what it is about, if it covers this too; otherwise the first that does.
  const clause = [fields.clause, ...could].find(each => judged({ ...assured, clause: each }).decision === 'permit') ?? could[0] ?? fields.clause
  return { ...assured, clause }
}

function askOfForm(node: Node, form: DraftFields, answers: Answered | null): Ask {
  const { title, items, judicialFile, judicialAuthorisation, review, note, holdUntil, language } = form
  return askOfDraft({
    legal: legalOf(node, form),
    answers,
    title,
    items,
    attachments: [],
    judicialFile,
    judicialAuthorisation,
    review,
    note,
    holdUntil,
    language,
    guards: {},
  })
}

/** What must be assured where data leave the union: the author sees it in the form, and answers for it. */
function lacking(decision: ReturnType<typeof check>): DraftFields['assurances'] {
  const missing = decision.decision === 'refuse' ? decision.unmet.find(each => each.code === 'assurance-missing') : undefined
  return (missing?.facts.lacking ?? []) as DraftFields['assurances']
}

async function ownBefore(tx: Tx, dossier: string): Promise<MessageBody | null> {
  const row = await tx.db
    .selectFrom('message')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .where('direction', '=', 'out')
    .where('kind', '=', 'message')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : await bodyOfMessage(tx, row)
}

/** A message of a dossier with its body, or what an erasure left of it. */
export async function messageWithBody(
  tx: Tx,
  dossier: string,
  id: string,
): Promise<{ readonly id: Uuid; readonly direction: 'in' | 'out'; readonly body: MessageBody } | Refusal<'erased' | 'not-found'>> {
  const row = await tx.db
    .selectFrom('message')
    .selectAll()
    .where('id', '=', id)
    .where('dossier_id', '=', dossier)
    .where('kind', '=', 'message')
    .executeTakeFirst()
  if (row === undefined) return refuse('not-found', {})
  const body = await bodyOfMessage(tx, row)
  return body === null ? refuse('erased', { message: id }) : { id: id as Uuid, direction: row.direction, body }
}
