import { verifyingKeysJson } from '@entraide/envelope'
import { type Card, type CardFields, readCard, signCard } from '@entraide/exchange'
import { base64url, day, isRefusal, later, type NodeId, type Refusal } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import { newRecipientKey } from '../store/recipient-keys.ts'
import type { Tx } from '../store/store.ts'
import type { Actor } from './access.ts'
import { act } from './act.ts'
import { sendControl } from './control.ts'

/*
 * This node's cards. The newest stands in node_fact under `card`; the one whose words count with a partner under `card-for/NODE`: a card
 * handed to a third node since must not change the words of the other two.
 */
const newest = 'card'
const handedTo = (partner: string) => `card-for/${partner}`

/** A card serves for two years; a new one is read aloud again. */
const cardDays = 730

/** This node's newest card, made at its first asking. */
export async function ownCard(node: Node): Promise<string> {
  return await node.store.write(async tx => (await factOf(tx, newest)) ?? (await issue(node, tx, null)))
}

/**
 * The card to hand to a node that has none of ours yet. Its recipient key is what the other side seals its first message to: where that
 * serves no longer, and will soon open nothing, a newer card takes its place. Nothing else in it is another, and who has an older one keeps it.
 */
export async function cardToHand(node: Node): Promise<string> {
  return await node.store.write(async tx => {
    const kept = await factOf(tx, newest)
    if (kept === null) return await issue(node, tx, null)
    const { recipientKey, sequence } = readOwn(kept)
    const row = await tx.db.selectFrom('recipient_key').select('until_at').where('key_id', '=', recipientKey.keyId).executeTakeFirst()
    return row !== undefined && row.until_at > tx.at ? kept : await issue(node, tx, sequence)
  })
}

/**
 * Makes a new card of what the configuration says now (another address, another TLS key, two more years), signed by the keys of the one
 * before, and tells every partner. Each believes nothing of ours until its security officer has read the new words with ours.
 */
export async function renewCard(node: Node, actor: Actor): Promise<{ readonly card: string; readonly sequence: number } | Refusal> {
  return await act(node, actor, 'renew-card', {}, async tx => {
    const kept = await factOf(tx, newest)
    const text = await issue(node, tx, kept === null ? null : readOwn(kept).sequence)
    const partners = await tx.db.selectFrom('partner').select('node').where('pairing', '=', 'confirmed').execute()
    for (const { node: partner } of partners) {
      await putFact(tx, handedTo(partner), text)
      await sendControl(node, tx, partner as NodeId, { control: 'card', card: text })
    }
    tx.afterCommit(() => node.store.wake('outbox'))
    return { card: text, sequence: readOwn(text).sequence }
  })
}

/** Our card as a partner has it: the one that was the newest when its own was first taken in, or that it was told of since. */
export async function ownCardFor(tx: Tx, partner: string): Promise<Card> {
  const text = (await factOf(tx, handedTo(partner))) ?? (await factOf(tx, newest))
  if (text === null) throw new Error('no card of this node was made')
  return readOwn(text)
}

/** From here on the words with a partner are those of our newest card: its own was taken in now, and never confirmed before. */
export async function countOwnCard(tx: Tx, partner: string): Promise<void> {
  const text = await factOf(tx, newest)
  if (text !== null) await putFact(tx, handedTo(partner), text)
}

/** Our own card, read from its text. */
export function readOwn(text: string): Card {
  const card = readCard(text, 'stored', null)
  if (isRefusal(card)) throw new Error(`own card: ${card.refused}`)
  return card
}

async function issue(node: Node, tx: Tx, sequenceBefore: number | null): Promise<string> {
  const serving = await tx.db
    .selectFrom('recipient_key')
    .select('public')
    .where('erased_at', 'is', null)
    .where('until_at', '>', tx.at)
    .orderBy('from_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const recipient = serving?.public ?? (await newRecipientKey(tx)).public
  const fields = cardFields(node, tx, (sequenceBefore ?? 0) + 1, recipient)
  const keys = node.keys.signing()
  const text = signCard(fields, keys, sequenceBefore === null ? undefined : keys)
  await putFact(tx, newest, text)
  return text
}

function cardFields({ config, keys }: Node, tx: Tx, sequence: number, recipient: string): CardFields {
  return {
    card: 'entraide.card/1',
    sequence,
    node: config.id,
    state: config.state,
    regime: config.regime,
    name: config.name,
    zone: config.zone,
    address: config.address,
    signing: verifyingKeysJson(keys.signing().verifying),
    agreement: verifyingKeysJson(keys.agreement().verifying),
    recipient,
    log: base64url(keys.log().publicKey),
    transport: { ed25519: base64url(keys.transport().publicKey), tlsPin: config.tls?.pin ?? null },
    from: tx.at,
    until: later(tx.at, cardDays * day),
  }
}

async function factOf(tx: Tx, name: string): Promise<string | null> {
  return (await tx.db.selectFrom('node_fact').select('value').where('name', '=', name).executeTakeFirst())?.value ?? null
}

async function putFact(tx: Tx, name: string, value: string): Promise<void> {
  await tx.db
    .insertInto('node_fact')
    .values({ name, value })
    .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
