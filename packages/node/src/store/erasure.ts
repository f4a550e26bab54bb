import { createHash } from 'node:crypto'
import type { ErasureCause } from '@entraide/custody'
import { type Concerned, type MessageBody, withoutContent } from '@entraide/exchange'
import { concat, fromUtf8, hex, type Instant, type Uuid, utf8 } from '@entraide/ground'
import type { Kysely, Selectable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'
import { keepTombstone } from './tombstone-file.ts'

type MessageRow = Selectable<Tables['message']>

/** Content of a message that is there: its octets as they were signed, or what was left after an earlier erasure. */
type Content = { readonly octets: Uint8Array; readonly part: string; readonly version: number }

/** What an erasure left: when, and a commitment over what went, under a salt that went with it. */
export type Gone = { readonly at: Instant; readonly commitment: string }

/**
 * Erases a message, or some of its statements and attachments, for good: their keys (docs/decisions/0009), their rows, the draft it
 * was made of, the candidates found for its persons, and what its log lines commit to beyond the legal facts. What was not
 * concerned is written anew. A tombstone stays, in the store and beside it.
 *
 * @param again - the tombstone of an erasure that is done once more after a restore
 * @returns null where nothing is left to erase
 */
export async function eraseContent(
  node: Pick<Node, 'config'>,
  tx: Tx,
  row: MessageRow,
  concerned: Concerned,
  cause: ErasureCause,
  again?: Gone,
): Promise<Gone | null> {
  if (row.dossier_id === null) return null
  const dossier = row.dossier_id as Uuid
  const content = await contentOf(tx, row)
  if (content === null) return null
  const body = JSON.parse(fromUtf8(content.octets)) as MessageBody
  const gone: Gone = again ?? {
    at: tx.at,
    commitment: hex(
      createHash('sha256')
        .update(concat(tx.random(32), content.octets))
        .digest(),
    ),
  }
  if (again === undefined) await leaveTombstone(node, tx, row, concerned, cause, gone)
  const parts = [
    content.part,
    `message/${row.id}`,
    ...(await dropAttachments(tx, row.id, concerned)),
    ...(await dropDraft(tx, row.id)),
    ...(await dropMatches(tx, dossier, row.id, concerned)),
  ]
  const version = content.version + 1
  const is_bare = concerned === null ? 1 : 0
  const what = `remnant/${row.id}.${version}/body`
  const sealed = await tx.sealBytes(dossier, what, utf8(JSON.stringify(withoutContent(body, concerned))))
  await tx.db
    .insertInto('remnant')
    .values({ message_id: row.id, dossier_id: dossier, version, is_bare, sealed })
    .onConflict(conflict => conflict.column('message_id').doUpdateSet({ version, is_bare, sealed }))
    .execute()
  // Whether a message still holds anything is asked of its own row.
  await tx.db
    .updateTable('message')
    .set({ body_sealed: is_bare === 1 ? null : sealed })
    .where('id', '=', row.id)
    .execute()
  await tx.db
    .updateTable('leaf')
    .set({ subject_sealed: null, salt_b_sealed: null })
    .where('message_id', '=', row.id)
    .where('dossier_id', '=', dossier)
    .execute()
  await tx.db
    .updateTable('outbox')
    .set({ envelope: new Uint8Array(0) })
    .where('message_id', '=', row.id)
    .where('state', '=', 'delivered')
    .execute()
  await tx.eraseParts(dossier, [...new Set(parts)])
  return gone
}

/** The body of a message of which something was erased, without it; null where nothing of it is left to read. */
export async function remnantOf(tx: Tx, message: string): Promise<MessageBody | null> {
  const row = await tx.db.selectFrom('remnant').selectAll().where('message_id', '=', message).executeTakeFirst()
  if (row === undefined) return null
  const octets = await tx.unsealBytes(row.dossier_id as Uuid, `remnant/${message}.${row.version}/body`, row.sealed)
  return octets === null ? null : (JSON.parse(fromUtf8(octets)) as MessageBody)
}

/** Erases again what a restored copy still held: once the node is open, and before anything is read. How many. */
export async function eraseAgain(node: Pick<Node, 'config' | 'store'>): Promise<number> {
  const pending = await node.store.read(tx => tx.db.selectFrom('message_tombstone').selectAll().where('is_pending', '=', 1).orderBy('at').execute())
  for (const { id, message_id, concerned, cause, at, commitment } of pending)
    await node.store.write(async tx => {
      const row = await tx.db.selectFrom('message').selectAll().where('id', '=', message_id).executeTakeFirst()
      if (row !== undefined)
        await eraseContent(node, tx, row, JSON.parse(concerned ?? 'null') as Concerned, cause as ErasureCause, { at: at as Instant, commitment })
      await tx.db.updateTable('message_tombstone').set({ is_pending: 0 }).where('id', '=', id).execute()
    })
  return pending.length
}

/** Takes away the rows of content that nothing opens any more: of a dossier whose key is gone. */
export async function dropErased(db: Kysely<Tables>, dossier: string): Promise<void> {
  const attachments = db.selectFrom('attachment').select('id').where('dossier_id', '=', dossier)
  await db.deleteFrom('attachment_chunk').where('attachment_id', 'in', attachments).execute()
  await db.deleteFrom('attachment').where('dossier_id', '=', dossier).execute()
  await db.updateTable('message').set({ body_sealed: null }).where('dossier_id', '=', dossier).execute()
}

async function contentOf(tx: Tx, row: MessageRow): Promise<Content | null> {
  const dossier = row.dossier_id as Uuid
  const octets = row.body_sealed === null ? null : await tx.unsealBytes(dossier, `message/${row.id}/body`, row.body_sealed)
  if (octets !== null) return { octets, part: `message/${row.id}`, version: 0 }
  const left = await tx.db.selectFrom('remnant').selectAll().where('message_id', '=', row.id).executeTakeFirst()
  if (left === undefined || left.is_bare === 1) return null
  const part = `remnant/${row.id}.${left.version}`
  const remnant = await tx.unsealBytes(dossier, `${part}/body`, left.sealed)
  return remnant === null ? null : { octets: remnant, part, version: left.version }
}

async function leaveTombstone(
  node: Pick<Node, 'config'>,
  tx: Tx,
  row: MessageRow,
  concerned: Concerned,
  cause: ErasureCause,
  { at, commitment }: Gone,
): Promise<void> {
  const dossier = row.dossier_id as string
  // On the disk before the erasure is committed: a line too many erases what was due anyway.
  await keepTombstone(node.config.dataDir, { dossier, at, commitment, message: row.id, concerned, cause })
  await tx.db
    .insertInto('message_tombstone')
    .values({
      id: tx.newId(),
      message_id: row.id,
      dossier_id: dossier,
      at,
      cause,
      concerned: concerned === null ? null : JSON.stringify(concerned),
      commitment,
      is_pending: 0,
    })
    .execute()
}

async function dropAttachments(tx: Tx, message: string, concerned: Concerned): Promise<readonly string[]> {
  const all = await tx.db.selectFrom('attachment').select(['id', 'digest']).where('message_id', '=', message).execute()
  const gone = all.filter(each => concerned === null || concerned.attachments.includes(each.digest)).map(each => each.id)
  if (gone.length === 0) return []
  await tx.db.deleteFrom('attachment_chunk').where('attachment_id', 'in', gone).execute()
  await tx.db.deleteFrom('attachment').where('id', 'in', gone).execute()
  return gone.map(id => `attachment/${id}`)
}

/** The draft holds all that the message did; once it has left nobody goes back to it. */
async function dropDraft(tx: Tx, message: string): Promise<readonly string[]> {
  const sent = await tx.db.selectFrom('outbox').select('draft_id').where('message_id', '=', message).executeTakeFirst()
  if (sent?.draft_id == null) return []
  await tx.db
    .updateTable('draft')
    .set({ fields_sealed: new Uint8Array(0), returned_sealed: null })
    .where('id', '=', sent.draft_id)
    .execute()
  return [`draft/${sent.draft_id}`]
}

async function dropMatches(tx: Tx, dossier: Uuid, message: string, concerned: Concerned): Promise<readonly string[]> {
  const gone: string[] = []
  for (const row of await tx.db.selectFrom('match').select(['id', 'sealed']).where('dossier_id', '=', dossier).execute()) {
    const text = await tx.unseal(dossier, `match/${row.id}`, row.sealed)
    const found = text === null ? null : (JSON.parse(text) as { readonly message: string | null; readonly item: number | null })
    if (found?.message !== message) continue
    if (concerned === null || (found.item !== null && concerned.items.includes(found.item))) gone.push(row.id)
  }
  if (gone.length > 0) await tx.db.deleteFrom('match').where('id', 'in', gone).execute()
  return gone.map(id => `match/${id}`)
}
