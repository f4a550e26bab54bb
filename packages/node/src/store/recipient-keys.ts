import { type RecipientSecret, recipientKeyJson, recipientSecretOf } from '@entraide/envelope'
import { day, type Instant, later, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Tx } from './store.ts'

/** A key serves to be sealed to for a week, and opens for as long as an envelope that names it may live (design section 5: at most 35 days). */
export const sealToDays = 7
export const openForDays = 35

/**
 * What the seed of a key is sealed under: a key of its own, which is dropped with it. Under the node's own key, which is kept for good, an
 * old copy of the row would open again to whoever has the passphrase, and with it every recording of the line.
 */
const vaultName = (keyId: string) => `recipient-key/${keyId}` as Uuid

const secrets = new WeakMap<Node['keys'], Map<string, RecipientSecret>>()

/** The secret of one of this node's recipient keys; undefined when it never had it or has erased it. */
export async function recipientSecret(node: Node, keyId: string): Promise<RecipientSecret | undefined> {
  const known = secrets.get(node.keys) ?? new Map<string, RecipientSecret>()
  secrets.set(node.keys, known)
  const cached = known.get(keyId)
  if (cached !== undefined) return cached
  const seed = await node.store.read(async tx => {
    const row = await tx.db.selectFrom('recipient_key').select('seed_sealed').where('key_id', '=', keyId).executeTakeFirst()
    return row === undefined || row.seed_sealed === null ? null : await tx.unsealBytes(vaultName(keyId), vaultName(keyId), row.seed_sealed)
  })
  if (seed === null) return undefined
  const secret = recipientSecretOf(seed)
  known.set(keyId, secret)
  return secret
}

/** Makes a new recipient key that serves from now. Its seed is sealed; its public part goes on the card or the key list. */
export async function newRecipientKey(tx: Tx): Promise<{ readonly keyId: string; readonly public: string; readonly from: Instant; readonly until: Instant }> {
  const seed = tx.random(32)
  const { keyId, publicKey } = recipientSecretOf(seed)
  const until = later(tx.at, sealToDays * day)
  const row = {
    key_id: keyId,
    seed_sealed: await tx.sealBytes(vaultName(keyId), vaultName(keyId), seed),
    public: recipientKeyJson(publicKey),
    from_at: tx.at,
    until_at: until,
    erased_at: null,
  }
  await tx.db.insertInto('recipient_key').values(row).execute()
  return { keyId, public: row.public, from: tx.at, until }
}

/** Erases the seeds of keys that no living envelope can name any more. Returns their ids. */
export async function eraseOldRecipientKeys(node: Node, tx: Tx): Promise<readonly string[]> {
  const old = await tx.db
    .selectFrom('recipient_key')
    .select('key_id')
    .where('erased_at', 'is', null)
    .where('until_at', '<', later(tx.at, -(openForDays - sealToDays) * day))
    .execute()
  for (const { key_id } of old) {
    await tx.erase(vaultName(key_id))
    await tx.db.updateTable('recipient_key').set({ seed_sealed: null, erased_at: tx.at }).where('key_id', '=', key_id).execute()
    secrets.get(node.keys)?.delete(key_id)
  }
  return old.map(row => row.key_id)
}
