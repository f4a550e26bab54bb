import { readAgreement } from '@entraide/agreement'
import { readRecipientKey } from '@entraide/envelope'
import { agreementHash, type ControlMessage, contextOfControl, readAgreementSignature, readCard, sealControl } from '@entraide/exchange'
import { type Instant, isRefusal, type NodeId, type Refusal, refuse } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import { addCrossing } from '../store/exchange-leaf.ts'
import { cardOf, partnerRow, putCard, recipientKeyFor } from '../store/partners.ts'
import type { Tx } from '../store/store.ts'

/** Puts a control message in the outbox for a partner: signed and sealed like any other, with its leaf, in the caller's transaction. */
export async function sendControl(node: Node, tx: Tx, partner: NodeId, control: ControlMessage): Promise<void> {
  const row = await partnerRow(tx, partner)
  if (row === undefined) return
  const recipientKey = await recipientKeyFor(tx, row, tx.at)
  const sealed = await sealControl(control, node.config.id, partner, { messageId: tx.newId(), at: tx.at, recipientKey, signingKeys: node.keys.signing() })
  const kind = contextOfControl(control.control).slice('entraide/1 '.length)
  await tx.db
    .insertInto('message')
    .values({
      id: sealed.messageId,
      dossier_id: null,
      direction: 'out',
      partner,
      kind,
      message_type: null,
      agreement_hash: 'hash' in control ? control.hash : null,
      clause: null,
      in_reply_to: null,
      body_digest: sealed.digest,
      body_sealed: null,
      at: tx.at,
      created_at: sealed.createdAt,
      expires_at: sealed.expiresAt,
      verdict: null,
      code: null,
      inner_code: null,
      receipt: null,
      receipt_at: null,
      hold_until: null,
    })
    .execute()
  await tx.db
    .insertInto('outbox')
    .values({
      message_id: sealed.messageId,
      partner,
      draft_id: null,
      state: 'waiting',
      not_before: tx.at,
      next_try_at: tx.at,
      tries: 0,
      reason: null,
      envelope: sealed.envelope,
      recipient_key: sealed.recipientKeyId,
      released_at: tx.at,
      delivered_at: null,
      claimed_until: null,
      before: '{}',
    })
    .execute()
  await addCrossing(node, tx, {
    event: 'envelope-out',
    outcome: 'released',
    partner,
    message: sealed.messageId,
    kind,
    dossier: null,
    body: null,
    digest: sealed.digest,
    instants: { releasedAt: tx.at },
  })
  tx.afterCommit(() => node.store.wake('outbox'))
}

/** Applies a control message of a partner. What does not check out is refused and changes nothing. */
export async function applyControl(node: Node, tx: Tx, sender: NodeId, control: ControlMessage): Promise<Refusal | null> {
  switch (control.control) {
    case 'card':
      return await takeCard(tx, sender, control.card)
    case 'key-list':
      return await takeKeys(tx, sender, control.keys)
    case 'agreement-text':
      return await takeText(tx, control.hash, control.text)
    case 'agreement-signature':
      return await takeSignature(node, tx, sender, control.hash, control.signature, control.at)
    case 'suspension': {
      if ((await tx.db.selectFrom('agreement').select('hash').where('hash', '=', control.hash).executeTakeFirst()) === undefined)
        return refuse('agreement-unknown', { agreement: control.hash })
      const kind = control.suspended ? ('suspended' as const) : ('resumed' as const)
      await tx.db
        .insertInto('agreement_event')
        .values({ id: tx.newId(), hash: control.hash, partner: sender, node: sender, kind, at: earlier(control.at, tx.at), by_account: null })
        .execute()
      return null
    }
    case 'freeze':
      // Overtaken by a later one, a freeze or its end says nothing any more.
      await tx.db
        .updateTable('partner')
        .set({ frozen_there_at: control.frozen ? tx.at : null, frozen_there_said_at: control.at })
        .where('node', '=', sender)
        .where(where => where.or([where('frozen_there_said_at', 'is', null), where('frozen_there_said_at', '<=', control.at)]))
        .execute()
      return null
  }
}

/** When a partner says it did something: at its own instant, so that two in the wrong order still count in theirs; never after now. */
function earlier(said: Instant, now: Instant): Instant {
  return said < now ? said : now
}

/** A new card of a partner already known: signed by the old keys. The words are read again before it is believed. */
async function takeCard(tx: Tx, sender: NodeId, text: string): Promise<Refusal | null> {
  const row = await partnerRow(tx, sender)
  if (row === undefined) return refuse('partner-unknown', {})
  const card = readCard(text, tx.at, cardOf(row))
  if (isRefusal(card)) return card
  await putCard(tx, text, card)
  return null
}

async function takeKeys(tx: Tx, sender: NodeId, keys: readonly { key: string; from: Instant; until: Instant }[]): Promise<Refusal | null> {
  const read = keys.map(each => ({ ...each, key: readRecipientKey(each.key), text: each.key }))
  if (read.some(each => isRefusal(each.key) || each.until <= each.from)) return refuse('key-shape', {})
  for (const each of read) {
    if (isRefusal(each.key)) continue
    const row = { node: sender, key_id: each.key.keyId, kind: 'recipient', public: each.text, from_at: each.from, until_at: each.until }
    await tx.db
      .insertInto('partner_key')
      .values(row)
      .onConflict(conflict => conflict.columns(['node', 'key_id', 'kind']).doUpdateSet({ until_at: each.until }))
      .execute()
  }
  return null
}

async function takeText(tx: Tx, hash: string, text: string): Promise<Refusal | null> {
  const agreement = readAgreement(text)
  if (isRefusal(agreement)) return agreement
  if (agreementHash(text) !== hash) return refuse('agreement-differs', { agreement: hash })
  await keepText(tx, hash, agreement.id, agreement.version, text)
  return null
}

/** Keeps the text of an agreement, once. */
export async function keepText(tx: Tx, hash: string, id: string, version: number, text: string): Promise<void> {
  await tx.db
    .insertInto('agreement')
    .values({ hash, agreement_id: id, version, text, received_at: tx.at })
    .onConflict(conflict => conflict.column('hash').doNothing())
    .execute()
}

async function takeSignature(node: Node, tx: Tx, sender: NodeId, hash: string, signature: string, at: Instant): Promise<Refusal | null> {
  const row = await partnerRow(tx, sender)
  const held = await tx.db.selectFrom('agreement').select('hash').where('hash', '=', hash).executeTakeFirst()
  if (row === undefined || held === undefined) return refuse('agreement-unknown', { agreement: hash })
  const keys = cardOf(row).agreementKeys
  const read = readAgreementSignature(signature, { node: sender, partner: node.config.id, hash }, keys)
  if (isRefusal(read)) return read
  await keepSignature(tx, { hash, node: sender, partner: node.config.id, keyId: keys.keyId, signature, at })
  return null
}

/** Keeps a signature, once for each signer, partner and hash. */
export async function keepSignature(tx: Tx, of: { hash: string; node: NodeId; partner: NodeId; keyId: string; signature: string; at: Instant }): Promise<void> {
  await tx.db
    .insertInto('agreement_signature')
    .values({ hash: of.hash, node: of.node, partner: of.partner, key_id: of.keyId, signature: of.signature, signed_at: of.at })
    .onConflict(conflict => conflict.columns(['hash', 'node', 'partner']).doNothing())
    .execute()
}
