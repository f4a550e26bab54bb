import { type RecipientKey, readRecipientKey, type VerifyingKeys } from '@entraide/envelope'
import { type Card, digestHex, readCard } from '@entraide/exchange'
import { Fault, type Instant, isRefusal, type NodeId } from '@entraide/ground'
import { type Selectable, sql } from 'kysely'
import { prepared } from './prepared.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

export type PartnerRow = Selectable<Tables['partner']>

const lineOf = prepared<{ node: string }, Omit<PartnerRow, 'card'>>((db, p) =>
  db
    .selectFrom('partner')
    .select([
      'node',
      'card_digest',
      'pairing',
      'confirmed_by',
      'frozen_at',
      'frozen_there_at',
      'frozen_by',
      'line',
      'line_since',
      'last_contact_at',
      'clock_skew_ms',
      'seen_size',
      'seen_head',
      'seen_at',
      'our_size_there',
      'our_head_there',
      'our_seen_there_at',
      'frozen_there_said_at',
      'stopped_at',
    ])
    .where('node', '=', p('node')),
)

/** A partner's line; undefined for a node that was never paired. Its card, 10 KB that hardly ever change, is read from the store once. */
export async function partnerRow(tx: Tx, node: string): Promise<PartnerRow | undefined> {
  const [line] = await lineOf(tx, { node })
  if (line === undefined) return undefined
  const known = texts.get(line.card_digest)
  if (known !== undefined) return { ...line, card: known }
  const row = await tx.db.selectFrom('partner').selectAll().where('node', '=', node).executeTakeFirst()
  if (row !== undefined) texts.set(row.card_digest, row.card)
  return row
}

/** Texts of cards, by the digest of what they say. */
const texts = new Map<string, string>()
/** Cards already read, by their text: reading one verifies signatures. */
const cards = new Map<string, Card>()

/** The card of a stored partner. It was checked on arrival; its expiry is judged by who uses it. */
export function cardOf(row: Pick<PartnerRow, 'node' | 'card'>): Card {
  const cached = cards.get(row.card)
  if (cached !== undefined) return cached
  const fields = readCard(row.card, 'stored', null)
  if (isRefusal(fields))
    throw new Fault('stored-card-unreadable', 'a stored card does not read in this version', { facts: { node: row.node, code: fields.refused } })
  cards.set(row.card, fields)
  return fields
}

/** The keys under which a partner's messages are believed: its card's, once the words were confirmed. */
export async function senderKeys(tx: Tx, node: NodeId): Promise<readonly VerifyingKeys[]> {
  const row = await partnerRow(tx, node)
  return row === undefined || row.pairing !== 'confirmed' ? [] : [cardOf(row).signingKeys]
}

/** A recipient key of a partner's list by its id. */
export async function keyNamed(tx: Tx, node: string, keyId: string): Promise<ListedKey | undefined> {
  return (await named(tx, { node, keyId }))[0]
}
const named = prepared<{ node: string; keyId: string }, ListedKey>((db, p) =>
  db
    .selectFrom('partner_key')
    .select(['public', 'until_at'])
    .where('node', '=', p('node'))
    .where('kind', '=', sql.lit('recipient'))
    .where('key_id', '=', p('keyId')),
)

/** A recipient key of a partner by its id, of its key list (`keyNamed`) or its card; null for one that is not known here. */
export function recipientKeyNamed(
  row: PartnerRow,
  keyId: string,
  listed: ListedKey | undefined,
): { readonly key: RecipientKey; readonly until: Instant | null } | null {
  if (listed !== undefined) return { key: listedKey(row, listed.public), until: listed.until_at as Instant | null }
  const first = cardOf(row).recipientKey
  return first.keyId === keyId ? { key: first, until: null } : null
}

/**
 * The key to seal to now: the newest of the partner's key list that serves at this moment. Where none does any more, because its
 * next list has not come, the newest of all: its owner opens with it for weeks yet, and with its card's first one perhaps no longer.
 */
export async function recipientKeyFor(tx: Tx, row: PartnerRow, now: Instant): Promise<RecipientKey> {
  return recipientKeyOf(row, await listedKeys(tx, row.node, now), now)
}

/** The recipient keys of a partner's list that began to serve, newest first. */
export async function listedKeys(tx: Tx, node: string, now: Instant): Promise<readonly ListedKey[]> {
  return await begun(tx, { node, now })
}
const begun = prepared<{ node: string; now: string }, ListedKey>((db, p) =>
  db
    .selectFrom('partner_key')
    .select(['public', 'until_at'])
    .where('node', '=', p('node'))
    .where('kind', '=', sql.lit('recipient'))
    .where('from_at', '<=', p('now'))
    .orderBy('from_at', 'desc')
    .limit(sql.lit(8)),
)
export type ListedKey = { readonly public: string; readonly until_at: string | null }

/** The key to seal to now, of a list that was read. */
export function recipientKeyOf(row: PartnerRow, listed: readonly ListedKey[], now: Instant): RecipientKey {
  const key = listed.find(each => each.until_at === null || each.until_at > now) ?? listed[0]
  return key === undefined ? cardOf(row).recipientKey : listedKey(row, key.public)
}

const recipients = new Map<string, RecipientKey>()
function listedKey(row: PartnerRow, text: string): RecipientKey {
  const key = recipients.get(text) ?? readRecipientKey(text)
  if (isRefusal(key)) throw new Fault('stored-key-unreadable', 'a stored recipient key does not read', { facts: { node: row.node } })
  recipients.set(text, key)
  return key
}

/** Puts a card in the place of the one before: it is believed only once its words were read, and of the keys listed before it none is newer than its own. */
export async function putCard(tx: Tx, text: string, card: Card): Promise<void> {
  await tx.db
    .updateTable('partner')
    .set({ card: text, card_digest: digestHex(card.octets), pairing: 'card-received', confirmed_by: null })
    .where('node', '=', card.node)
    .execute()
  await tx.db.deleteFrom('partner_key').where('node', '=', card.node).where('kind', '=', 'recipient').where('from_at', '<', card.from).execute()
}
