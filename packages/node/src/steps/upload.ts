import { createHash } from 'node:crypto'
import {
  type AttachmentSlip,
  type AttachmentType,
  chunkBytes,
  chunkCount,
  isAttachmentSize,
  isSafeImage,
  maxAttachmentBytes,
  openChunk,
  paddedBytes,
  sealChunk,
  sealedBytesOf,
  sniff,
  sniffedBytes,
} from '@entraide/envelope'
import { base64url, concat, fromBase64url, isRefusal, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { DraftAttachment, Upload } from '../http/api.ts'
import { draftToMove } from '../store/drafts.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import type { Actor } from './access.ts'
import { beginFile, dropAttachment, editable, takeReady } from './attach.ts'

type Person = Extract<Actor, { kind: 'person' }>
type Row = Selectable<Tables['attachment']>

/** A file as its officer announces it: its name there, its length and the SHA-256 of its content, by which it is found again. */
export type Announced = { readonly digest: string; readonly name: string; readonly bytes: number }
type Begun = { readonly id: string; readonly dossier: Uuid; readonly key: Uint8Array; readonly bytes: number; readonly held: number }

/** How much of a file a draft has: nothing, a beginning, or all of it as an attachment. */
export async function readUpload(node: Node, actor: Person, draftId: Uuid, digest: string): Promise<Upload | Refusal> {
  return await node.store.read(async tx => {
    const draft = await editable(tx, actor, draftId)
    if (isRefusal(draft)) return draft
    const row = await found(tx, draft, digest)
    return row === undefined ? nothingOf(digest) : await uploadView(tx, row, digest)
  })
}

/** Files whose sending broke off and can go on; dropped a day after they were begun. */
export async function listUploads(node: Node, actor: Person, draftId: Uuid): Promise<readonly Upload[] | Refusal> {
  return await node.store.read(async tx => {
    const draft = await editable(tx, actor, draftId)
    if (isRefusal(draft)) return draft
    const uploads = await Promise.all(
      (await filesOf(tx, draftId)).map(async row => {
        const digest = row.state === 'writing' ? await digestOf(tx, row) : null
        return digest === null ? [] : [await uploadView(tx, row, digest)]
      }),
    )
    return uploads.flat()
  })
}

/**
 * Takes a file on from where its draft stands, sealed chunk by chunk as it comes. A line that breaks loses at most the chunk it broke in: whoever
 * asks again what is held sends the rest. A kept chunk is never sealed again. With its last byte the file is an attachment, if all together
 * has the digest it was announced by; else all of it is dropped.
 *
 * @param offset - where these pieces begin: at what is held, else `upload-offset` with `bytesHeld`
 * @param length - how many bytes come now, where that is told; more than was announced is `attachment-size-differs`
 */
export async function takeUpload(
  node: Node,
  actor: Person,
  draftId: Uuid,
  file: Announced,
  offset: number,
  length: number | null,
  pieces: AsyncIterable<Uint8Array>,
): Promise<Upload | Refusal> {
  const { bytes, digest } = file
  if (!isAttachmentSize(bytes)) return refuse('attachment-too-large', { maxBytes: maxAttachmentBytes })
  if (length !== null && offset + length > bytes) return refuse('attachment-size-differs', { declaredBytes: bytes })
  const begun = await goOn(node, actor, draftId, file, offset)
  if (isRefusal(begun) || 'bytesHeld' in begun) return begun
  let index = begun.held
  let filled = 0
  let received = offset
  const filling = new Uint8Array(chunkBytes)
  for await (const piece of pieces) {
    received += piece.length
    if (received > bytes) {
      await node.store.write(tx => dropAttachment(tx, begun.id))
      return refuse('attachment-size-differs', { declaredBytes: bytes })
    }
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + chunkBytes - filled)
      filling.set(part, filled)
      filled += part.length
      at += part.length
      if (filled < chunkBytes) continue
      if (!(await keep(node, begun, index, filling))) return await overtaken(node, begun)
      index++
      filled = 0
    }
  }
  if (received < bytes) return { ...nothingOf(digest), name: file.name, bytes, bytesHeld: index * chunkBytes }
  for (const last = chunkCount(sealedBytesOf(bytes)); index < last; index++, filled = 0) {
    const plain = new Uint8Array(Math.min(chunkBytes, paddedBytes(bytes) - index * chunkBytes))
    plain.set(filling.subarray(0, filled))
    if (!(await keep(node, begun, index, plain))) return await overtaken(node, begun)
  }
  return await complete(node, actor, draftId, begun, file)
}

/** Gives up a file that is not whole yet. */
export async function dropUpload(node: Node, actor: Person, draftId: Uuid, digest: string): Promise<null | Refusal> {
  return await node.store.write(async tx => {
    const draft = await editable(tx, actor, draftId)
    if (isRefusal(draft)) return draft
    const row = await found(tx, draft, digest)
    if (row === undefined || row.state !== 'writing') return refuse('not-found', {})
    await dropAttachment(tx, row.id)
    return null
  })
}

/** Finds where a file stands, or begins it. What is whole already is answered as such: its last answer was lost on the line. */
async function goOn(node: Node, actor: Person, draftId: Uuid, { digest, name, bytes }: Announced, offset: number): Promise<Begun | Upload | Refusal> {
  return await node.store.write(async tx => {
    // Two who begin the same file take turns.
    await draftToMove(tx, draftId)
    const draft = await editable(tx, actor, draftId)
    if (isRefusal(draft)) return draft
    const dossier = draft.dossier_id as Uuid
    const row = await found(tx, draft, digest)
    if (row !== undefined) {
      const view = await uploadView(tx, row, digest)
      if (view.attachment !== null) return view
      if (row.bytes !== bytes) return refuse('attachment-size-differs', { declaredBytes: row.bytes })
      if (offset !== view.bytesHeld) return refuse('upload-offset', { bytesHeld: view.bytesHeld })
      const key = await tx.unseal(dossier, `attachment/${row.id}/key`, row.key_sealed)
      return key === null ? refuse('erased', { draft: draftId }) : { id: row.id, dossier, key: fromBase64url(key), bytes, held: row.chunks }
    }
    if (offset !== 0) return refuse('upload-offset', { bytesHeld: 0 })
    const key = node.random(32)
    const id = await beginFile(tx, draft, { bytes, sealedBytes: sealedBytesOf(bytes), name, key: base64url(key), contentDigest: digest })
    if (isRefusal(id)) return id
    return { id, dossier, key, bytes, held: 0 }
  })
}

/** Seals a chunk and keeps it in its place; false where another line has filled that place, or the file was dropped meanwhile. */
async function keep(node: Node, { id, key, bytes }: Begun, index: number, plain: Uint8Array): Promise<boolean> {
  const sealed = sealChunk(key, bytes, index, plain)
  return await node.store.write(async tx => {
    const { numUpdatedRows } = await tx.db
      .updateTable('attachment')
      .set({ chunks: index + 1 })
      .where('id', '=', id)
      .where('state', '=', 'writing')
      .where('chunks', '=', index)
      .executeTakeFirstOrThrow()
    if (Number(numUpdatedRows) === 0) return false
    await tx.db.insertInto('attachment_chunk').values({ attachment_id: id, position: index, sealed }).execute()
    return true
  })
}

/** All chunks are kept. What they hold is read back and compared with what was announced, and becomes an attachment. */
async function complete(node: Node, actor: Person, draftId: Uuid, begun: Begun, file: Announced): Promise<Upload | Refusal> {
  const { id, dossier, key, bytes } = begun
  const sealedBytes = sealedBytesOf(bytes)
  const slip: AttachmentSlip = { key, bytes, sealedBytes, digest: '' }
  const [whole, content] = [createHash('sha256'), createHash('sha256')]
  let start = new Uint8Array(0)
  for (let index = 0; index < chunkCount(sealedBytes); index++) {
    const sealed = await node.store.read(tx =>
      tx.db.selectFrom('attachment_chunk').select('sealed').where('attachment_id', '=', id).where('position', '=', index).executeTakeFirst(),
    )
    if (sealed === undefined) return await overtaken(node, begun)
    const octets = new Uint8Array(sealed.sealed)
    const plain = openChunk(slip, index, octets)
    if (typeof plain === 'string') return refuse('attachment-unopenable', {})
    whole.update(octets)
    content.update(plain)
    if (start.length < sniffedBytes) start = new Uint8Array(concat(start, plain.subarray(0, sniffedBytes - start.length)))
  }
  if (content.digest('hex') !== file.digest) {
    await node.store.write(tx => dropAttachment(tx, id))
    return refuse('attachment-digest-differs', {})
  }
  const taken = await takeReady(node, actor, draftId, {
    id,
    dossier,
    name: file.name,
    bytes,
    type: sniff(start),
    slip: { key: base64url(key), sealedBytes, digest: whole.digest('hex') },
    contentDigest: file.digest,
  })
  if (isRefusal(taken)) return taken
  return { digest: file.digest, name: taken.name, bytes, bytesHeld: bytes, attachment: taken }
}

/** Somebody else sends the same file, or it was dropped: the answer says where it stands now. */
async function overtaken(node: Node, { id, bytes }: Begun): Promise<Refusal> {
  const row = await node.store.read(tx => tx.db.selectFrom('attachment').select('chunks').where('id', '=', id).executeTakeFirst())
  return refuse('upload-offset', { bytesHeld: Math.min((row?.chunks ?? 0) * chunkBytes, bytes) })
}

const filesOf = (tx: Tx, draftId: string): Promise<readonly Row[]> =>
  tx.db.selectFrom('attachment').selectAll().where('draft_id', '=', draftId).orderBy('made_at').orderBy('id').execute()

async function digestOf(tx: Tx, row: Row): Promise<string | null> {
  return row.content_sealed === null ? null : await tx.unseal(row.dossier_id as Uuid, `attachment/${row.id}/content`, row.content_sealed)
}

async function found(tx: Tx, draft: { readonly id: string }, digest: string): Promise<Row | undefined> {
  for (const row of await filesOf(tx, draft.id)) if ((await digestOf(tx, row)) === digest) return row
  return undefined
}

async function uploadView(tx: Tx, row: Row, digest: string): Promise<Upload> {
  const { id, bytes, state, chunks, media_type: mediaType } = row
  const name = (await tx.unseal(row.dossier_id as Uuid, `attachment/${id}/name`, row.name_sealed)) ?? ''
  if (state === 'writing') return { digest, name, bytes, bytesHeld: Math.min(chunks * chunkBytes, bytes), attachment: null }
  const attachment: DraftAttachment = { id, name, mediaType, bytes, contentDigest: digest, renderable: isSafeImage(mediaType as AttachmentType) }
  return { digest, name, bytes, bytesHeld: bytes, attachment }
}

const nothingOf = (digest: string): Upload => ({ digest, name: null, bytes: null, bytesHeld: 0, attachment: null })
