import { type RecipientKey, sealOctets } from '@entraide/envelope'
import { besideBytes, type Card, type Draft, deliveryBytes, digestHex, permit, resealOctets } from '@entraide/exchange'
import { fromHex, type Instant, isRefusal, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import { exchangeOrigin } from '@entraide/ledger'
import { sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import { sequenceOwn, standOf } from '../jobs/sequencer.ts'
import { dossierRow } from '../store/dossiers.ts'
import { bodyOfMessage, completeDraft, draftRow } from '../store/drafts.ts'
import { addCrossing, hasLeft } from '../store/exchange-leaf.ts'
import type { Waiting } from '../store/outbox.ts'
import { cardOf, keyNamed, type PartnerRow, partnerRow, recipientKeyFor, recipientKeyNamed } from '../store/partners.ts'
import { prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import { heldFor } from './draft.ts'
import { matterSteps } from './matters/matter-steps.ts'
import { stop } from './put-back.ts'
import { putOffAllTo } from './put-off.ts'
import { heldBack } from './restored.ts'
import type { Message } from './take-receipt.ts'

/** A message without its content. */
export type MessageLine = Pick<Message, 'id' | 'dossier_id' | 'partner' | 'kind' | 'body_digest' | 'expires_at'> & { readonly is_control: boolean }

/** A message released a moment ago, as the step that released it knows it: its first try need not read it again. */
export type Fresh = { readonly line: MessageLine; readonly draft: Draft; readonly version: number; readonly key: RecipientKey }

/** What a try needs; or why the message must not leave. `serves`: the key it is sealed to does; else it is sealed again to `recipientKey`. */
export type Ready = {
  readonly message: MessageLine
  readonly partner: PartnerRow
  readonly card: Card
  readonly recipientKey: RecipientKey
  readonly hasAttachments: boolean
  readonly serves: boolean
}

/**
 * Whether a waiting message may leave now, by the line or in a file: permission and guards are asked again. Null when not; then
 * it is put off, or has gone back to its author with the reason.
 */
export async function mayLeave(node: Node, row: Waiting, fresh?: Fresh): Promise<Ready | null> {
  const back = await heldBack(node, row.partner)
  if (back !== null) {
    await putOffAllTo(node, row, back.refused)
    return null
  }
  if (row.not_before > row.released_at) await node.store.write(tx => noteLeaving(node, tx, row))
  const [ready] = await Promise.all([node.store.read(tx => prepareTry(node, tx, row, fresh)), sequenceOwn(node)])
  if (!isRefusal(ready)) return ready
  if (ready.refused === 'partner-not-paired') await putOffAllTo(node, row, ready.refused)
  else await stop(node, row, ready)
  return null
}

/** `note`: the checkpoint of ours beside it. */
export type Delivered = { readonly envelope: Uint8Array; readonly note: string | null; readonly bytes: Uint8Array }

/** The bytes of a delivery: the envelope, sealed again where the partner's key has moved on, and beside it what our log is worth now. */
export async function deliveryOf(node: Node, row: Waiting, ready: Ready): Promise<Delivered> {
  const { envelope, key } = ready.serves ? { envelope: new Uint8Array(row.envelope), key: ready.recipientKey } : await sealAgain(node, row, ready)
  const { note, acts } = await standOf(node, exchangeOrigin(node.config.id, row.partner as NodeId))
  const proof = besideBytes({ beside: 'entraide.beside/1', at: node.clock.now(), checkpoint: note, acts })
  // To the very key the envelope names: the other side opens both with one.
  const beside = await sealOctets(key, 'entraide/1 delivery-proof', fromHex(digestHex(envelope)), proof)
  return { envelope, note, bytes: deliveryBytes({ envelope, beside }) }
}

/**
 * The leaf of a message that waited for its slot, written as it leaves. At its release it would have told, by the size of the
 * shared log, that and when a negative was decided (R28). All others have theirs since their release.
 */
async function noteLeaving(node: Node, tx: Tx, row: Waiting): Promise<void> {
  if (await hasLeft(tx, row.message_id)) return
  const message = (await tx.db.selectFrom('message').selectAll().where('id', '=', row.message_id).executeTakeFirstOrThrow()) as Message
  await addCrossing(node, tx, {
    event: 'envelope-out',
    outcome: 'released',
    partner: message.partner as NodeId,
    message: message.id as Uuid,
    kind: message.kind,
    dossier: message.dossier_id as Uuid | null,
    body: await bodyOfMessage(tx, message),
    digest: message.body_digest,
    instants: { releasedAt: row.released_at as Instant, expiresAt: message.expires_at as Instant },
  })
}

async function prepareTry(node: Node, tx: Tx, row: Waiting, fresh?: Fresh): Promise<Ready | Refusal> {
  const [message, partner, listed, draft] = await Promise.all([
    fresh?.line ?? messageLine(tx, row.message_id),
    partnerRow(tx, row.partner),
    fresh === undefined ? keyNamed(tx, row.partner, row.recipient_key) : undefined,
    fresh === undefined ? permittedStill(node, tx, row) : permittedFresh(node, tx, row, fresh),
  ])
  if (tx.at >= message.expires_at) return refuse('envelope-expired', { expiredAt: message.expires_at })
  // A card that changed is read aloud again first: until then all that is for its node waits, and nothing is sealed to it.
  if (partner?.pairing !== 'confirmed') return refuse('partner-not-paired', { partner: row.partner })
  if (!message.is_control && draft === null) return refuse('draft-gone', { message: row.message_id })
  if (draft !== null && isRefusal(draft)) return draft
  const hasAttachments = draft !== null && draft.attachments.length > 0
  const ready = { message, partner, card: cardOf(partner), hasAttachments }
  if (fresh !== undefined) return { ...ready, recipientKey: fresh.key, serves: true }
  const named = recipientKeyNamed(partner, row.recipient_key, listed)
  // A control message has no octets here any more: it goes as it is, its key opens for as long as it lives.
  const serves = named !== null && (message.is_control || named.until === null || named.until > tx.at)
  return { ...ready, recipientKey: serves ? named.key : await recipientKeyFor(tx, partner, tx.at), serves }
}

const lineOf = prepared<{ id: string }, Omit<MessageLine, 'is_control'>>((db, p) =>
  db.selectFrom('message').select(['id', 'dossier_id', 'partner', 'kind', 'body_digest', 'expires_at']).where('id', '=', p('id')),
)

async function messageLine(tx: Tx, id: string): Promise<MessageLine> {
  const line = (await lineOf(tx, { id }))[0] as Omit<MessageLine, 'is_control'>
  return { ...line, is_control: line.kind !== 'message' }
}

/** Permission asked again, under the agreement of today (style section 3: a proof lives for one step). Null without a draft. */
async function permittedStill(node: Node, tx: Tx, row: Waiting): Promise<Draft | Refusal | null> {
  const kept = row.draft_id === null ? undefined : await draftRow(tx, row.draft_id)
  if (kept === undefined) return null
  const home = dossierRow(tx, kept.dossier_id)
  const [draft, dossier] = await Promise.all([completeDraft(node, tx, kept, home), home])
  if (isRefusal(draft)) return draft
  const unfit = async () =>
    dossier === undefined ? null : await matterSteps(draft.legal.messageType, dossier.opening_type).mayLeave?.(node, tx, dossier, draft)
  const [held, misfit] = await Promise.all([heldFor(node, tx, draft), unfit()])
  const permitted = permit(draft, held, node.policy, tx.at)
  return isRefusal(permitted) ? permitted : (misfit ?? draft)
}

/** The same of a draft that was read when it was released, if it still is what it was and its dossier is not erased. */
async function permittedFresh(node: Node, tx: Tx, row: Waiting, { draft, version }: Fresh): Promise<Draft | Refusal | null> {
  const [same, held] = await Promise.all([released(tx, { draft: draft.id, version }), heldFor(node, tx, draft)])
  if (same.length === 0) return await permittedStill(node, tx, row)
  const permitted = permit(draft, held, node.policy, tx.at)
  return isRefusal(permitted) ? permitted : draft
}

const released = prepared<{ draft: string; version: number }, { id: string }>((db, p) =>
  db
    .selectFrom('draft')
    .innerJoin('dossier_key', 'dossier_key.dossier_id', 'draft.dossier_id')
    .select('draft.id')
    .where('draft.id', '=', p('draft'))
    .where('draft.version', '=', p('version'))
    .where('draft.state', '=', sql.lit('released')),
)

/** Seals the same octets to the partner's newer key: same id, same body, same message. As it was, once its dossier is erased. */
async function sealAgain(node: Node, row: Waiting, { message, recipientKey }: Ready): Promise<{ readonly envelope: Uint8Array; readonly key: RecipientKey }> {
  return await node.store.write(async tx => {
    const octets = await octetsOf(tx, message.id)
    if (octets === null) return { envelope: new Uint8Array(row.envelope), key: recipientKey }
    const sealing = { messageId: message.id as Uuid, at: tx.at, recipientKey, signingKeys: node.keys.signing() }
    const again = await resealOctets('entraide/1 message', node.config.id, row.partner as NodeId, octets, message.expires_at as Instant, sealing)
    await tx.db.updateTable('outbox').set({ envelope: again.envelope, recipient_key: again.recipientKeyId }).where('message_id', '=', row.message_id).execute()
    return { envelope: again.envelope, key: recipientKey }
  })
}

/** The octets of a message as they were signed; null once its dossier is erased, and of a control message. */
async function octetsOf(tx: Tx, id: string): Promise<Uint8Array | null> {
  const { dossier_id, body_sealed } = await tx.db.selectFrom('message').select(['dossier_id', 'body_sealed']).where('id', '=', id).executeTakeFirstOrThrow()
  return body_sealed === null || dossier_id === null ? null : await tx.unsealBytes(dossier_id as Uuid, `message/${id}/body`, body_sealed)
}
