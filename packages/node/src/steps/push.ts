import { createHash } from 'node:crypto'
import { type AttachmentType, chunkCount, isSealedSize, judgeChunk, safeName } from '@entraide/envelope'
import { type AttachmentRef, type Card, readOctets } from '@entraide/exchange'
import { day, isRefusal, later, type NodeId, type Refusal, refuse, second, type Uuid } from '@entraide/ground'
import { z } from 'zod'
import type { Node } from '../capabilities.ts'
import type { Tx } from '../store/store.ts'

/** Chunks that no envelope claims are dropped after a day (design section 5). */
const unclaimedMs = day
/** How much of an attachment a node has of what its partner pushes. */
export const Held = z.strictObject({ chunksHeld: z.int().min(0) })

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
    const there = asked.status === 200 ? readOctets(asked.body, Held) : refuse('document-shape', {})
    let held = isRefusal(there) ? 0 : there.chunksHeld
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

/**
 * Takes one pushed chunk. In order, bounded, and dropped after a day if no envelope claims it. The last one is taken only if all
 * together have the digest they were announced by; else all are dropped, and the sender begins again.
 */
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
  const isLast = index === chunkCount(sealedBytes) - 1
  if (isLast && (await isNext(node, id, sealedBytes, index, bytes)) && (await digestWith(node, id, index, bytes)) !== digest) {
    await node.store.write(tx => dropIncoming(tx, id))
    return refuse('attachment-chunk', { awaited: 0 })
  }
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

/** Whether a chunk is the one waited for. Asked before the transaction that takes it, which asks again. */
async function isNext(node: Node, id: string, sealedBytes: number, index: number, bytes: Uint8Array): Promise<boolean> {
  const found = await node.store.read(tx => tx.db.selectFrom('incoming_attachment').selectAll().where('id', '=', id).executeTakeFirst())
  if (found !== undefined && found.sealed_bytes !== sealedBytes) return false
  return judgeChunk({ sealedBytes, chunksHeld: found?.got ?? 0 }, index, bytes.length) === 'append'
}

/** The digest of what is held and the last chunk; read chunk by chunk. What is held does not change, it is only added to or dropped. */
async function digestWith(node: Node, id: string, before: number, last: Uint8Array): Promise<string> {
  const whole = createHash('sha256')
  for (let position = 0; position < before; position++) {
    const row = await node.store.read(tx =>
      tx.db.selectFrom('incoming_chunk').select('sealed').where('attachment_id', '=', id).where('position', '=', position).executeTakeFirst(),
    )
    // Dropped meanwhile: the transaction that follows finds nothing here and refuses the chunk.
    if (row !== undefined) whole.update(new Uint8Array(row.sealed))
  }
  return whole.update(last).digest('hex')
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

const typeNames: readonly string[] = ['png', 'jpeg', 'pdf', 'text', 'nist', 'zip', 'other']
/** A type as the store and the body name it; whatever is no type is `other`. */
export function typeName(type: string): string {
  return typeNames.includes(type) ? type : 'other'
}

function incomingId(partner: NodeId, digest: string): string {
  return `${partner}:${digest}`
}
