import {
  type AttachmentType,
  attachmentSlipJson,
  chunkCount,
  isSafeImage,
  isSealedSize,
  judgeChunk,
  mediaTypeOf,
  openChunk,
  safeName,
  sealAttachment,
  sniff,
  sniffedBytes,
} from '@entraide/envelope'
import type { AttachmentRef, Card } from '@entraide/exchange'
import { concat, day, fromBase64url, isRefusal, later, type NodeId, type Refusal, refuse, second, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { DraftAttachment } from '../http/api.ts'
import { dossierRow } from '../store/dossiers.ts'
import { draftRow } from '../store/drafts.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { thingOf } from './draft.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** A message names at most so many. */
const mostAttachments = 20
/** Chunks that no envelope claims are dropped after a day (design section 5). */
const unclaimedMs = day

/**
 * Takes an attachment to a draft, sealed chunk by chunk as it comes, never whole in memory. Name and type are made safe:
 * the type is what the bytes are, whatever the name says.
 *
 * @param bytes - how many will come; more or fewer is a fault of the sender (`attachment-size-differs`)
 */
export async function addAttachment(
  node: Node,
  actor: Person,
  draftId: Uuid,
  name: string,
  bytes: number,
  pieces: AsyncIterable<Uint8Array>,
): Promise<DraftAttachment | Refusal> {
  const begun = await begin(node, actor, draftId, bytes)
  if (isRefusal(begun)) return begun
  const { id, dossier, position } = begun
  const key = node.random(32)
  const start = { bytes: new Uint8Array(0) }
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
    return await act(node, actor, 'attach', { dossier, subject: draftId }, async tx => {
      const safe = safeName(name, type, position).name
      await tx.db
        .updateTable('attachment')
        .set({
          name_sealed: await tx.seal(dossier, `attachment/${id}/name`, safe),
          key_sealed: await tx.seal(dossier, `attachment/${id}/key`, slip.key),
          media_type: typeName(type),
          digest: slip.digest,
          sealed_bytes: slip.sealedBytes,
          chunks: chunkCount(slip.sealedBytes),
          state: 'ready',
        })
        .where('id', '=', id)
        .execute()
      return { id, name: safe, mediaType: typeName(type), bytes, renderable: isSafeImage(type) }
    })
  } catch (fault) {
    await node.store.write(tx => drop(tx, id))
    throw fault
  }
}

/** Takes an attachment off a draft. */
export async function removeAttachment(node: Node, actor: Person, draftId: Uuid, attachmentId: string): Promise<null | Refusal> {
  return await act(node, actor, 'detach', { subject: draftId }, async tx => {
    const row = await draftRow(tx, draftId)
    if (row === undefined || !may(actor, 'draft-write', { author: row.author as Uuid, waiting: row.state === 'waiting-release' }))
      return refuse('not-found', {})
    if (row.state !== 'editing' && row.state !== 'returned') return refuse('draft-not-editable', { state: row.state })
    const found = await tx.db.selectFrom('attachment').select('id').where('id', '=', attachmentId).where('draft_id', '=', draftId).executeTakeFirst()
    if (found === undefined) return refuse('not-found', {})
    await drop(tx, attachmentId)
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
    const opened = await tx.db
      .selectFrom('opening')
      .select('at')
      .where('dossier_id', '=', dossier.id)
      .where('account_id', '=', actor.account)
      .where('on_day', '=', tx.at.slice(0, 10))
      .executeTakeFirst()
    if (opened === undefined) return refuse('dossier-not-opened', {})
    const name = await tx.unseal(dossier.id as Uuid, `attachment/${row.id}/name`, row.name_sealed)
    const key = await tx.unseal(dossier.id as Uuid, `attachment/${row.id}/key`, row.key_sealed)
    if (name === null || key === null) return refuse('erased', {})
    const slip = { key: fromBase64url(key), bytes: row.bytes, sealedBytes: row.sealed_bytes, digest: row.digest }
    return { name, mediaType: mediaTypeOf(row.media_type as AttachmentType), bytes: row.bytes, pieces: plainPieces(node, row.id, slip, row.chunks) }
  })
}

/**
 * Pushes what a message names to its partner, from where the partner stands. Null when all is there, else why not, as a
 * code for the outbox.
 */
export async function pushAttachments(node: Node, card: Card, messageId: Uuid): Promise<string | null> {
  const rows = await node.store.read(tx =>
    tx.db.selectFrom('attachment').selectAll().where('message_id', '=', messageId).where('state', '=', 'ready').execute(),
  )
  const call = { to: card.node, address: card.address, tlsPin: card.transport.tlsPin, timeoutMs: 30 * second }
  for (const row of rows) {
    const path = `/partner/v1/attachments/${row.digest}`
    const asked = await node.partners.send({ ...call, method: 'GET', path, body: new Uint8Array(0) })
    if (!asked.reached) return asked.code
    let held = asked.status === 200 ? ((JSON.parse(new TextDecoder().decode(asked.body)) as { chunksHeld?: number }).chunksHeld ?? 0) : 0
    for (; held < row.chunks; held++) {
      const chunk = await node.store.read(tx =>
        tx.db.selectFrom('attachment_chunk').select('sealed').where('attachment_id', '=', row.id).where('position', '=', held).executeTakeFirstOrThrow(),
      )
      const put = await node.partners.send({
        ...call,
        method: 'PUT',
        path: `${path}/chunks/${held}?sealedBytes=${row.sealed_bytes}`,
        body: new Uint8Array(chunk.sealed),
      })
      if (!put.reached) return put.code
      if (put.status !== 200) return `attachment-answered-${put.status}`
    }
    await node.store.write(tx => tx.db.updateTable('attachment').set({ state: 'pushed' }).where('id', '=', row.id).execute())
  }
  return null
}

/** How much of an attachment a partner has already pushed. Chunks have no meaning and no reader until an envelope names them. */
export async function chunksHeld(node: Node, partner: NodeId, digest: string): Promise<{ readonly chunksHeld: number }> {
  return await node.store.read(async tx => {
    const row = await tx.db.selectFrom('incoming_attachment').select('got').where('id', '=', incomingId(partner, digest)).executeTakeFirst()
    return { chunksHeld: row?.got ?? 0 }
  })
}

/** Takes one pushed chunk. In order, bounded, and dropped after a day if no envelope claims it. */
export async function takeChunk(
  node: Node,
  partner: NodeId,
  digest: string,
  sealedBytes: number,
  index: number,
  bytes: Uint8Array,
): Promise<{ readonly chunksHeld: number } | Refusal> {
  if (!isSealedSize(sealedBytes)) return refuse('attachment-size', { sealedBytes })
  const id = incomingId(partner, digest)
  return await node.store.write(async tx => {
    const found = await tx.db.selectFrom('incoming_attachment').selectAll().where('id', '=', id).executeTakeFirst()
    if (found !== undefined && found.sealed_bytes !== sealedBytes) return refuse('attachment-size', { sealedBytes: found.sealed_bytes })
    const judged = judgeChunk({ sealedBytes, chunksHeld: found?.got ?? 0 }, index, bytes.length)
    if (isRefusal(judged)) return judged
    if (judged === 'held') return { chunksHeld: found?.got ?? 0 }
    if (found === undefined) {
      const open = await tx.db
        .selectFrom('incoming_attachment')
        .select(tx.db.fn.countAll<number>().as('n'))
        .where('partner', '=', partner)
        .where('claimed_by', 'is', null)
        .executeTakeFirstOrThrow()
      if (Number(open.n) >= 64) return refuse('too-many-attachments', { most: 64 })
      await tx.db
        .insertInto('incoming_attachment')
        .values({ id, partner, sealed_bytes: sealedBytes, chunks: chunkCount(sealedBytes), got: 0, first_at: tx.at, claimed_by: null })
        .execute()
    }
    await tx.db.insertInto('incoming_chunk').values({ attachment_id: id, position: index, sealed: bytes }).execute()
    await tx.db
      .updateTable('incoming_attachment')
      .set({ got: index + 1 })
      .where('id', '=', id)
      .execute()
    return { chunksHeld: index + 1 }
  })
}

/**
 * Whether all is here that a message names, of the sizes its signed body gives; what is missing is `attachment-missing` and
 * the sender pushes it again.
 */
export async function missingAttachment(tx: Tx, partner: NodeId, refs: readonly AttachmentRef[]): Promise<Refusal | null> {
  for (const ref of refs) {
    const found = await tx.db.selectFrom('incoming_attachment').selectAll().where('id', '=', incomingId(partner, ref.digest)).executeTakeFirst()
    if (found === undefined || found.got !== found.chunks || found.sealed_bytes !== ref.sealedBytes) return refuse('attachment-missing', { digest: ref.digest })
  }
  return null
}

/** Moves the pushed chunks that a message names into its dossier. Nothing may be missing. */
export async function claimAttachments(tx: Tx, partner: NodeId, dossier: Uuid, messageId: Uuid, refs: readonly AttachmentRef[]): Promise<void> {
  for (const ref of refs) {
    const from = incomingId(partner, ref.digest)
    const id = tx.newId()
    const type = ref.mediaType as AttachmentType
    await tx.db
      .insertInto('attachment')
      .values({
        id,
        dossier_id: dossier,
        draft_id: null,
        message_id: messageId,
        name_sealed: await tx.seal(dossier, `attachment/${id}/name`, safeName(ref.name, type, 1).name),
        media_type: typeName(type),
        bytes: ref.bytes,
        sealed_bytes: ref.sealedBytes,
        digest: ref.digest,
        key_sealed: await tx.seal(dossier, `attachment/${id}/key`, ref.key),
        chunks: chunkCount(ref.sealedBytes),
        state: 'pushed',
        made_at: tx.at,
      })
      .execute()
    await tx.db
      .insertInto('attachment_chunk')
      .columns(['attachment_id', 'position', 'sealed'])
      .expression(select =>
        select
          .selectFrom('incoming_chunk')
          .select(chunk => [chunk.val(id).as('attachment_id'), 'position', 'sealed'])
          .where('attachment_id', '=', from),
      )
      .execute()
    await dropIncoming(tx, from)
  }
}

/** The attachments of a message on its way out, each with its sealed chunks in their order: for a carried file. */
export async function attachmentsOfMessage(node: Node, messageId: string) {
  const rows = await node.store.read(tx => tx.db.selectFrom('attachment').selectAll().where('message_id', '=', messageId).execute())
  return rows.map(({ id, digest, sealed_bytes, chunks }) => ({
    digest,
    sealedBytes: sealed_bytes,
    chunks: async function* () {
      for (let position = 0; position < chunks; position++) {
        const { sealed } = await node.store.read(tx =>
          tx.db.selectFrom('attachment_chunk').select('sealed').where('attachment_id', '=', id).where('position', '=', position).executeTakeFirstOrThrow(),
        )
        yield { position, sealed: new Uint8Array(sealed) }
      }
    },
  }))
}

/** Drops what a carried file brought and no envelope claimed. */
export async function dropPushed(tx: Tx, partner: NodeId, digests: ReadonlySet<string>): Promise<void> {
  for (const digest of digests) await dropIncoming(tx, incomingId(partner, digest))
}

async function dropIncoming(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('incoming_chunk').where('attachment_id', '=', id).execute()
  await tx.db.deleteFrom('incoming_attachment').where('id', '=', id).execute()
}

/** Drops pushed chunks that no envelope claimed within a day. */
export async function dropUnclaimed(tx: Tx): Promise<number> {
  const old = await tx.db.selectFrom('incoming_attachment').select('id').where('first_at', '<', later(tx.at, -unclaimedMs)).execute()
  for (const { id } of old) await dropIncoming(tx, id)
  return old.length
}

async function begin(node: Node, actor: Person, draftId: Uuid, bytes: number): Promise<{ id: Uuid; dossier: Uuid; position: number } | Refusal> {
  return await node.store.write(async tx => {
    const row = await draftRow(tx, draftId)
    if (row === undefined || !may(actor, 'draft-write', { author: row.author as Uuid, waiting: row.state === 'waiting-release' }))
      return refuse('not-found', {})
    if (row.state !== 'editing' && row.state !== 'returned') return refuse('draft-not-editable', { state: row.state })
    const there = await tx.db.selectFrom('attachment').select('id').where('draft_id', '=', draftId).execute()
    if (there.length >= mostAttachments) return refuse('too-many-attachments', { most: mostAttachments })
    const id = tx.newId()
    const none = await tx.seal(row.dossier_id as Uuid, `attachment/${id}/name`, '')
    await tx.db
      .insertInto('attachment')
      .values({
        id,
        dossier_id: row.dossier_id,
        draft_id: draftId,
        message_id: null,
        name_sealed: none,
        media_type: 'other',
        bytes,
        sealed_bytes: 0,
        digest: '',
        key_sealed: none,
        chunks: 0,
        state: 'writing',
        made_at: tx.at,
      })
      .execute()
    return { id, dossier: row.dossier_id as Uuid, position: there.length + 1 }
  })
}

async function drop(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('attachment_chunk').where('attachment_id', '=', id).execute()
  await tx.db.deleteFrom('attachment').where('id', '=', id).execute()
}

/** Passes the pieces on and keeps the first few thousand bytes, by which the type is told. */
async function* watched(pieces: AsyncIterable<Uint8Array>, start: { bytes: Uint8Array }): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    if (start.bytes.length < sniffedBytes) start.bytes = concat(start.bytes, piece.subarray(0, sniffedBytes - start.bytes.length))
    yield piece
  }
}

async function* plainPieces(node: Node, id: string, slip: Parameters<typeof openChunk>[0], chunks: number): AsyncGenerator<Uint8Array> {
  for (let index = 0; index < chunks; index++) {
    const row = await node.store.read(tx =>
      tx.db.selectFrom('attachment_chunk').select('sealed').where('attachment_id', '=', id).where('position', '=', index).executeTakeFirstOrThrow(),
    )
    const plain = openChunk(slip, index, new Uint8Array(row.sealed))
    if (typeof plain === 'string') throw new Error(`an attachment chunk does not open: ${plain}`)
    yield plain
  }
}

const typeNames: readonly string[] = ['png', 'jpeg', 'pdf', 'text', 'nist', 'zip', 'other']
function typeName(type: string): string {
  return typeNames.includes(type) ? type : 'other'
}

function incomingId(partner: NodeId, digest: string): string {
  return `${partner}:${digest}`
}
