import { type AttachmentType, isSafeImage } from '@entraide/envelope'
import { concernedInCorrection, corrected, type MessageBody, withoutContent } from '@entraide/exchange'
import type { Uuid } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { Mark, ThreadMessage } from '../http/api.ts'
import { bodyOfMessage } from '../store/drafts.ts'
import { decidedHolds, erasuresOf, evidenceIn, holdOf, holdView } from '../store/holds.ts'
import { concernedOf, type ObligationRow, obligationsOf } from '../store/obligations.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { proofOfMessage } from './logs.ts'
import { noticeBody } from './matters/notice-effect.ts'

/**
 * The messages of an opened dossier as everybody reads them: corrected statements stand in place of those they correct, what is
 * restricted is closed, what was erased is its frame; the marks on each say so.
 *
 * @param mayOrder - whether this person may begin a notice in this thread
 */
export async function messagesOf(node: Node, tx: Tx, dossier: Uuid, mayOrder: boolean): Promise<ThreadMessage[]> {
  const rows = await tx.db
    .selectFrom('message')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .where('kind', '=', 'message')
    .orderBy('at')
    .orderBy('id')
    .execute()
  const ids = rows.map(row => row.id)
  const about = Map.groupBy(await obligationsOf(tx, dossier), each => each.item_message)
  const [decided, evidence, erasures] = [await decidedHolds(tx, ids), await evidenceIn(tx, ids), await erasuresOf(tx, dossier)]
  const messages: ThreadMessage[] = []
  for (const row of rows) {
    const notices = about.get(row.id) ?? []
    const kept = await bodyOfMessage(tx, row)
    if (kept === null) continue
    const body = closed(await withCorrections(tx, kept, notices), row, about)
    messages.push({
      id: row.id as Uuid,
      direction: row.direction,
      messageType: body.messageType,
      at: row.at,
      drafter: body.drafter,
      releaser: body.releaser,
      language: body.language,
      title: body.title,
      reasons: body.ask.reasons,
      caseReference: body.ask.caseReference,
      note: body.note,
      handling: body.ask.handling,
      restrictions: body.ask.restrictions ?? [],
      event: body.ask.event ?? null,
      classification: body.ask.classification,
      assurances: body.ask.assurances,
      dataCategories: body.ask.dataCategories,
      subjectCategory: body.ask.subjectCategory,
      transferBasis: body.ask.transferBasis,
      holdUntil: body.holdUntil,
      ground: body.ground,
      extent: body.extent,
      use: body.use,
      items: body.items,
      matter: body.matter ?? null,
      attachments: await attachmentsOf(tx, dossier, row.id, notices),
      proof: await proofOfMessage(tx, row),
      marks: notices.map(each => markOf(node, each)),
      hold: holdView(node, holdOf(node, row, decided.get(row.id)), tx.at, evidence.has(row.id)),
      erased: erasures.get(row.id) ?? null,
      orders: mayOrder ? ordersFor(row) : [],
    })
  }
  return messages
}

async function withCorrections(tx: Tx, body: MessageBody, notices: readonly ObligationRow[]): Promise<MessageBody> {
  let shown = body
  for (const each of notices) {
    if (each.effect !== 'corrected') continue
    const cor = await noticeBody(tx, each)
    if (cor !== null) shown = corrected(shown, cor)
  }
  return shown
}

/** A body without what is closed in it: by a notice about it, or about the message that it corrects. */
function closed(body: MessageBody, row: { readonly id: string }, about: ReadonlyMap<string, readonly ObligationRow[]>): MessageBody {
  const own = (about.get(row.id) ?? []).filter(isClosing).map(concernedOf)
  const corrects = body.messageType === 'COR' && body.inReplyTo !== null ? (about.get(body.inReplyTo) ?? []) : []
  const same = corrects.filter(isClosing).map(each => concernedInCorrection(concernedOf(each), body))
  return [...own, ...same].reduce<MessageBody>((so, each) => (each === undefined ? so : withoutContent(so, each)), body)
}

/** Whether a notice closes what it concerns to all but a magistrate and an inspector (R48). */
export function isClosing({ effect, evidence_ended_at }: Pick<ObligationRow, 'effect' | 'evidence_ended_at'>): boolean {
  return effect === 'restricted' && evidence_ended_at === null
}

/** Whether an attachment is closed by a notice about its message. */
export async function isAttachmentClosed(tx: Tx, message: string, digest: string): Promise<boolean> {
  const notices = await tx.db.selectFrom('obligation').selectAll().where('item_message', '=', message).execute()
  return closes(notices, digest)
}

function closes(notices: readonly ObligationRow[], digest: string): boolean {
  return notices.filter(isClosing).some(each => concernedOf(each)?.attachments.includes(digest) ?? true)
}

function markOf(node: Node, row: ObligationRow): Mark {
  return {
    notice: row.id as Uuid,
    kind: row.kind as Mark['kind'],
    side: row.owner === node.config.id ? 'owner' : 'holder',
    state: row.state as Mark['state'],
    effect: row.effect,
    at: row.effect_at ?? row.ordered_at,
    concerned: concernedOf(row) as Mark['concerned'],
  }
}

/** Notices about a message begin with whoever sent it; what is said about notices has none of its own. */
function ordersFor(row: Selectable<Tables['message']>): ThreadMessage['orders'] {
  if (row.direction !== 'out' || row.verdict === 'refused' || ['DEL', 'RST', 'ACK'].includes(row.message_type ?? '')) return []
  return row.message_type === 'COR' ? ['DEL', 'RST'] : ['COR', 'DEL', 'RST']
}

async function attachmentsOf(tx: Tx, dossier: Uuid, message: string, notices: readonly ObligationRow[]): Promise<ThreadMessage['attachments']> {
  const rows = await tx.db.selectFrom('attachment').selectAll().where('message_id', '=', message).execute()
  return await Promise.all(
    rows
      .filter(each => !closes(notices, each.digest))
      .map(async each => ({
        id: each.id,
        name: (await tx.unseal(dossier, `attachment/${each.id}/name`, each.name_sealed)) ?? '',
        mediaType: each.media_type,
        bytes: each.bytes,
        sealedBytes: each.sealed_bytes,
        renderable: isSafeImage(each.media_type as AttachmentType),
        present: true,
      })),
  )
}
