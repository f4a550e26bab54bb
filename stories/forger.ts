import { join } from 'node:path'
import { sealOctets } from '@entraide/envelope'
import {
  besideBytes,
  deliveryBytes,
  digestHex,
  envelopeLifeDays,
  type MessageBody,
  type Receipt,
  readCard,
  readFrame,
  readOctets,
  resealOctets,
} from '@entraide/exchange'
import { day, fromHex, hex, type Instant, isRefusal, later, type Reference, type Uuid, utf8, uuid7 } from '@entraide/ground'
import { keysFrom, ownCard, receiveDelivery } from '@entraide/node'
import { z } from 'zod'
import { type Fields, passphrase, type Side } from './two-nodes.ts'

/** The body that fields would become, written by hand: nobody was asked whether it may leave. */
export function bodyByHand(from: Side, fields: Fields, thread: Uuid | null): MessageBody {
  const {
    to,
    agreement,
    holdUntil,
    messageType,
    inReplyTo,
    language,
    title,
    items,
    ground,
    extent,
    use,
    note,
    judicialFile: _,
    judicialAuthorisation: __,
    ...legal
  } = fields
  return {
    body: 'entraide.message/1',
    thread,
    inReplyTo,
    ourReference: `${from.id}/2026/F0RG3` as Reference,
    yourReference: null,
    messageType,
    agreement,
    ask: { from: from.id, to, regime: 'LE', messageType, ...legal },
    drafter: { office: 'SPOC', serviceNumber: 'NOBODY-1' },
    releaser: { office: 'SPOC', serviceNumber: 'NOBODY-2' },
    releasedAt: from.node.clock.now(),
    language,
    title,
    items,
    attachments: [],
    holdUntil,
    ground,
    extent,
    use,
    note,
  } as unknown as MessageBody
}

/** Signs, seals and delivers a body with the sender's own keys, past everything the sender's node would have asked. */
export async function forge(from: Side, to: Side, body: MessageBody): Promise<Receipt> {
  const keys = keysFrom(join(from.dataDir, 'keys.json'))
  if ((await keys.open(passphrase)) !== null) throw new Error('the key file does not open')
  const card = readCard(await ownCard(to.node), 'stored', null)
  if (isRefusal(card)) throw new Error(card.refused)
  const at: Instant = from.node.clock.now()
  const messageId = uuid7(at, from.node.random(10))
  const sealing = { messageId, at, recipientKey: card.recipientKey, signingKeys: keys.signing() }
  const { envelope } = await resealOctets('entraide/1 message', from.id, to.id, utf8(JSON.stringify(body)), later(at, envelopeLifeDays * day), sealing)
  const beside = besideBytes({ beside: 'entraide.beside/1', at, checkpoint: null, acts: hex(from.node.random(32)) })
  const sealedBeside = await sealOctets(card.recipientKey, 'entraide/1 delivery-proof', fromHex(digestHex(envelope)), beside)
  const { body: answer } = await receiveDelivery(to.node, from.id, deliveryBytes({ envelope, beside: sealedBeside }))
  const frame = readFrame(answer)
  const receipt = isRefusal(frame) ? frame : readOctets(frame.octets, z.looseObject({ verdict: z.string(), code: z.string().nullable() }))
  if (isRefusal(receipt)) throw new Error(`no receipt: ${answer.slice(0, 200)}`)
  return receipt as unknown as Receipt
}
