import { open, openOctets, readHeader } from '@entraide/envelope'
import { digestHex, readBeside, readDelivery, readMessage } from '@entraide/exchange'
import { Fault, fromHex, isRefusal, type NodeId, type Refusal } from '@entraide/ground'
import { exchangeOrigin, type Origin } from '@entraide/ledger'
import type { Node } from '../capabilities.ts'
import { coveredBy, inRound, standOf } from '../jobs/sequencer.ts'
import { cardOf, senderKeys } from '../store/partners.ts'
import { insertion } from '../store/prepared.ts'
import { recipientSecret } from '../store/recipient-keys.ts'
import type { Tx } from '../store/store.ts'
import { give, givenBefore, receiptCrossing, receiptText } from './give-receipt.ts'
import { kindOf, type Outcome } from './kept-envelope.ts'
import { lineAtTheDoor } from './partner-keys.ts'
import { heldBack } from './restored.ts'
import { takeIn } from './take-in.ts'

/** What goes back to a partner: a receipt, or a plain status without one (nothing had an effect). */
export type Reception = { readonly status: 200 | 202 | 400 | 403 | 409; readonly body: string; readonly code: string | null }

/**
 * A partner delivers one envelope. Sent twice, it is admitted once and has the same receipt. Effect and log leaf are one
 * transaction; the receipt is signed when a checkpoint covers the leaf, so that it exists only if its effect does.
 *
 * @param partner - the node whose transport signature the request carried; null for a carried file, where the envelope's own signatures decide
 */
export async function receiveDelivery(node: Node, partner: NodeId | null, bytes: Uint8Array): Promise<Reception> {
  const delivery = readDelivery(bytes)
  if (isRefusal(delivery)) return plain(400, delivery.refused)
  const header = readHeader(delivery.envelope)
  if (isRefusal(header)) return plain(400, 'envelope-unopenable')
  if (partner !== null && header.sender !== partner) return plain(403, 'signature')
  const sender = header.sender
  const back = await heldBack(node, sender)
  if (back !== null) return plain(409, back.refused)
  const believed = partner === null ? undefined : lineAtTheDoor(node, sender)
  const opened = await open(delivery.envelope, {
    node: node.config.id,
    secretOf: keyId => recipientSecret(node, keyId),
    senderKeysOf: () => (believed === undefined ? node.store.read(tx => senderKeys(tx, sender)) : [cardOf(believed).signingKeys]),
  })
  const beside = await besideOf(node, header.recipientKeyId, delivery)
  if (partner === null && isRefusal(opened)) return plain(400, 'envelope-unopenable')
  // Opened and still nothing readable beside it: what cannot be witnessed is not taken.
  if (!isRefusal(opened) && beside === null) return plain(400, 'delivery-shape')
  const from = { sender, byLine: partner !== null, card: believed?.card_digest ?? null }
  const log = exchangeOrigin(node.config.id, sender)
  const body = isRefusal(opened) || kindOf(opened) !== 'message' ? null : readMessage(opened)
  const take = (tx: Tx) => takeIn(node, tx, from, header.messageId, delivery.envelope, opened, body, beside)
  // Moving attachments takes its time, in which nothing else would have a place in the log: only the receipt is then of a round.
  const taken = body !== null && !isRefusal(body) && body.attachments.length > 0 ? await takenAndCovered(node, log, take) : null
  const outcome = await inRound(node, async (tx, covered): Promise<Outcome | Refusal> => {
    const outcome = taken ?? (await take(tx))
    if ('refused' in outcome || outcome.verdict === 'held' || outcome.given !== undefined) return outcome
    const before = taken === null ? null : await givenBefore(tx, outcome)
    if (before !== null) return { ...outcome, given: before }
    await receiptCrossing(node, tx, sender, outcome)
    return { ...outcome, given: give(node, tx, sender, outcome, await covered(log, outcome.leaf)) }
  })
  if ('refused' in outcome) return plain(409, outcome.refused)
  const { code, given } = outcome
  if (given !== undefined) return { status: 200, body: given, code }
  return { status: 202, body: receiptText(node, sender, outcome, null, (await standOf(node, log)).acts), code }
}

/** Takes in what takes long, in a transaction of its own; then waits until its line is covered. */
async function takenAndCovered(node: Node, log: Origin, take: (tx: Tx) => Promise<Outcome | Refusal>): Promise<Outcome | Refusal> {
  const outcome = await node.store.write(async tx => {
    const outcome = await take(tx)
    if ('refused' in outcome || outcome.unwritten === undefined) return outcome
    const { unwritten, ...written } = outcome
    tx.put(insertion(tx, 'message', [unwritten]))
    return written
  })
  if ('refused' in outcome || outcome.leaf === null) return outcome
  await coveredBy(node, log, outcome.leaf)
  return { ...outcome, leaf: null }
}

/** What travelled beside the envelope, if it opens under the same key and belongs to this envelope. */
export async function besideOf(node: Node, keyId: string, { envelope, beside }: { envelope: Uint8Array; beside: Uint8Array }) {
  const secret = await recipientSecret(node, keyId)
  if (secret === undefined) return null
  try {
    const read = readBeside(await openOctets(secret, 'entraide/1 delivery-proof', fromHex(digestHex(envelope)), beside))
    return isRefusal(read) ? null : (read as Exclude<typeof read, Refusal>)
  } catch (fault) {
    if (fault instanceof Fault) return null
    throw fault
  }
}

function plain(status: 400 | 403 | 409, code: string): Reception {
  return { status, body: JSON.stringify({ refused: code, facts: {} }), code }
}
