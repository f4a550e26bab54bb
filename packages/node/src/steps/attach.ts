import { createHash, type Hash } from 'node:crypto'
import {
  type AttachmentSlip,
  type AttachmentType,
  attachmentSlipJson,
  chunkCount,
  isAttachmentSize,
  isSafeImage,
  maxAttachmentBytes,
  mediaTypeOf,
  openChunk,
  safeName,
  sealAttachment,
  sniff,
  sniffedBytes,
} from '@entraide/envelope'
import { concat, day, Fault, fromBase64url, isRefusal, later, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { DraftAttachment } from '../http/api.ts'
import { dossierRow } from '../store/dossiers.ts'
import { draftRow } from '../store/drafts.ts'
import { isOpenedToday } from '../store/openings.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { draftThing, thingOf } from './draft.ts'
import { typeName } from './push.ts'
import { isAttachmentClosed } from './thread-messages.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** A message names at most so many. */
const mostAttachments = 20
/** What was begun and never ended, because the process ended first, is dropped after a day. */
const unendedMs = day

/**
 * Takes an attachment to a draft, sealed chunk by chunk as it comes, never whole in memory. Name and type are made safe:
 * the type is what the bytes are, whatever the name says.
 *
 * @param bytes - how many will come; more or fewer is refused (`attachment-size-differs`), more than 100 MiB at once (`attachment-too-large`)
 */
export async function addAttachment(
  node: Node,
  actor: Person,
  draftId: Uuid,
  name: string,
  bytes: number,
  pieces: AsyncIterable<Uint8Array>,
): Promise<DraftAttachment | Refusal> {
  if (!isAttachmentSize(bytes)) return refuse('attachment-too-large', { maxBytes: maxAttachmentBytes })
  const begun = await begin(node, actor, draftId, bytes)
  if (isRefusal(begun)) return begun
  const { id, dossier } = begun
  const key = node.random(32)
  const start = { bytes: new Uint8Array(0), hash: createHash('sha256') }
  const put = (sealed: Uint8Array, index: number) =>
    node.store.write(tx =>
      tx.db
        .insertInto('attachment_chunk')
        .values({ attachment_id: id, position: index, sealed })
        .execute()
        .then(() => {}),
    )
  try {
    const slip = attachmentSlipJson(await sealAttachment(key, bytes, watched(pieces, start), put))
    const type = sniff(start.bytes)
    const contentDigest = start.hash.digest('hex')
    return await takeReady(node, actor, draftId, { id, dossier, name, bytes, type, slip, contentDigest })
  } catch (fault) {
    await node.store.write(tx => dropAttachment(tx, id))
    if (fault instanceof Fault && fault.code === 'attachment-size-differs') return refuse('attachment-size-differs', { declaredBytes: bytes })
    throw fault
  }
}

/** A file whose chunks are all kept: what is known of it now. */
type Kept = {
  readonly id: string
  readonly dossier: Uuid
  readonly name: string
  readonly bytes: number
  readonly type: AttachmentType
  readonly slip: { readonly key: string; readonly sealedBytes: number; readonly digest: string }
  readonly contentDigest: string
}

/** Makes a file that is whole an attachment of its draft: an act. Where the draft may not change any more the file is dropped. */
export async function takeReady(
  node: Node,
  actor: Person,
  draftId: Uuid,
  { id, dossier, name, bytes, type, slip, contentDigest }: Kept,
): Promise<DraftAttachment | Refusal> {
  const taken = await act<DraftAttachment>(node, actor, 'attach', { dossier, subject: draftId }, async tx => {
    // Asked again: whoever releases answers for what she read, and a file that was still arriving then was not in it.
    const row = await editable(tx, actor, draftId)
    if (isRefusal(row)) return row
    const { n } = await tx.db
      .selectFrom('attachment')
      .select(tx.db.fn.countAll<number>().as('n'))
      .where('draft_id', '=', draftId)
      .where('id', '<=', id)
      .executeTakeFirstOrThrow()
    const safe = safeName(name, type, Number(n)).name
    const { numUpdatedRows } = await tx.db
      .updateTable('attachment')
      .set({
        name_sealed: await tx.seal(dossier, `attachment/${id}/name`, safe),
        key_sealed: await tx.seal(dossier, `attachment/${id}/key`, slip.key),
        content_sealed: await tx.seal(dossier, `attachment/${id}/content`, contentDigest),
        media_type: typeName(type),
        digest: slip.digest,
        sealed_bytes: slip.sealedBytes,
        chunks: chunkCount(slip.sealedBytes),
        state: 'ready',
      })
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    // Dropped while it was read through: given up, or over its day.
    if (Number(numUpdatedRows) === 0) return refuse('upload-offset', { bytesHeld: 0 })
    return { id, name: safe, mediaType: typeName(type), bytes, contentDigest, renderable: isSafeImage(type) }
  })
  if (isRefusal(taken)) await node.store.write(tx => dropAttachment(tx, id))
  return taken
}

/** Takes an attachment off a draft. */
export async function removeAttachment(node: Node, actor: Person, draftId: Uuid, attachmentId: string): Promise<null | Refusal> {
  return await act(node, actor, 'detach', { subject: draftId }, async tx => {
    const row = await editable(tx, actor, draftId)
    if (isRefusal(row)) return row
    const found = await tx.db.selectFrom('attachment').select('id').where('id', '=', attachmentId).where('draft_id', '=', draftId).executeTakeFirst()
    if (found === undefined) return refuse('not-found', {})
    await dropAttachment(tx, attachmentId)
    return null
  })
}

/** An attachment as it is read: its safe name, what it may be shown as, and its plain bytes chunk by chunk. */
export type ReadAttachment = { readonly name: string; readonly mediaType: string; readonly bytes: number; readonly pieces: AsyncGenerator<Uint8Array> }

/** Reads an attachment of a message in a dossier that was opened today. Reading it is an act. */
export async function readAttachment(node: Node, actor: Person, messageId: Uuid, attachmentId: string): Promise<ReadAttachment | Refusal> {
  return await act(node, actor, 'read-attachment', { message: messageId, subject: attachmentId }, async tx => {
    const row = await tx.db.selectFrom('attachment').selectAll().where('id', '=', attachmentId).where('message_id', '=', messageId).executeTakeFirst()
    const dossier = row === undefined ? undefined : await dossierRow(tx, row.dossier_id)
    if (row === undefined || dossier === undefined || !may(actor, 'dossier-read', thingOf(dossier))) return refuse('not-found', {})
    if (!(await isOpenedToday(tx, actor, dossier.id))) return refuse('dossier-not-opened', {})
    if (await isAttachmentClosed(tx, messageId, row.digest)) return refuse('restricted', { message: messageId })
    const name = await tx.unseal(dossier.id as Uuid, `attachment/${row.id}/name`, row.name_sealed)
    const key = await tx.unseal(dossier.id as Uuid, `attachment/${row.id}/key`, row.key_sealed)
    if (name === null || key === null) return refuse('erased', {})
    const slip = { key: fromBase64url(key), bytes: row.bytes, sealedBytes: row.sealed_bytes, digest: row.digest }
    // Its sender signed the digest of these octets. That they do not open under the key it gave is said before a byte is sent on.
    if (typeof (await plainChunk(tx, row.id, slip, 0)) === 'string') return refuse('attachment-unopenable', {})
    return { name, mediaType: mediaTypeOf(row.media_type as AttachmentType), bytes: row.bytes, pieces: plainPieces(node, row.id, slip, row.chunks) }
  })
}

async function begin(node: Node, actor: Person, draftId: Uuid, bytes: number): Promise<{ id: Uuid; dossier: Uuid } | Refusal> {
  return await node.store.write(async tx => {
    const row = await editable(tx, actor, draftId)
    if (isRefusal(row)) return row
    const id = await beginFile(tx, row, { bytes, sealedBytes: 0, name: '', key: '', contentDigest: null })
    return isRefusal(id) ? id : { id, dossier: row.dossier_id as Uuid }
  })
}

/** Begins a file of a draft, nothing of which is here yet. What is not known of it yet is empty, and written when it is whole. */
export async function beginFile(
  tx: Tx,
  draft: { readonly id: string; readonly dossier_id: string },
  file: { readonly bytes: number; readonly sealedBytes: number; readonly name: string; readonly key: string; readonly contentDigest: string | null },
): Promise<Uuid | Refusal> {
  const there = await tx.db.selectFrom('attachment').select('id').where('draft_id', '=', draft.id).execute()
  if (there.length >= mostAttachments) return refuse('too-many-attachments', { most: mostAttachments })
  const id = tx.newId()
  const seal = (what: string, text: string) => tx.seal(draft.dossier_id as Uuid, `attachment/${id}/${what}`, text)
  await tx.db
    .insertInto('attachment')
    .values({
      id,
      dossier_id: draft.dossier_id,
      draft_id: draft.id,
      message_id: null,
      name_sealed: await seal('name', file.name),
      content_sealed: file.contentDigest === null ? null : await seal('content', file.contentDigest),
      media_type: 'other',
      bytes: file.bytes,
      sealed_bytes: file.sealedBytes,
      digest: '',
      key_sealed: await seal('key', file.key),
      chunks: 0,
      state: 'writing',
      made_at: tx.at,
    })
    .execute()
  return id
}

/** The draft, if its files may change: one's own, before it waits for the second person. */
export async function editable(tx: Tx, actor: Person, draftId: Uuid) {
  const row = await draftRow(tx, draftId)
  if (row === undefined || !may(actor, 'draft-write', await draftThing(tx, row))) return refuse('not-found', {})
  return row.state === 'editing' || row.state === 'returned' ? row : refuse('draft-not-editable', { state: row.state })
}

/** Drops files whose writing was begun a day ago and never ended. */
export async function dropUnended(tx: Tx): Promise<void> {
  const old = await tx.db.selectFrom('attachment').select('id').where('state', '=', 'writing').where('made_at', '<', later(tx.at, -unendedMs)).execute()
  for (const { id } of old) await dropAttachment(tx, id)
}

/** Drops a file with its chunks. */
export async function dropAttachment(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('attachment_chunk').where('attachment_id', '=', id).execute()
  await tx.db.deleteFrom('attachment').where('id', '=', id).execute()
}

/** Passes the pieces on and keeps the first few thousand bytes, by which the type is told, and the hash of all. */
async function* watched(pieces: AsyncIterable<Uint8Array>, start: { bytes: Uint8Array; readonly hash: Hash }): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    start.hash.update(piece)
    if (start.bytes.length < sniffedBytes) start.bytes = concat(start.bytes, piece.subarray(0, sniffedBytes - start.bytes.length))
    yield piece
  }
}

async function* plainPieces(node: Node, id: string, slip: AttachmentSlip, chunks: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < chunks; index++) {
    const plain = await node.store.read(tx => plainChunk(tx, id, slip, index))
    if (typeof plain === 'string') throw new Fault('attachment-unopenable', 'a chunk of an attachment does not open', { facts: { index, inside: plain } })
    yield plain
  }
}

async function plainChunk(tx: Tx, id: string, slip: AttachmentSlip, index: number) {
  const row = await tx.db
    .selectFrom('attachment_chunk')
    .select('sealed')
    .where('attachment_id', '=', id)
    .where('position', '=', index)
    .executeTakeFirstOrThrow()
  return openChunk(slip, index, new Uint8Array(row.sealed))
}
