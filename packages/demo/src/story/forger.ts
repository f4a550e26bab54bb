import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { type RecipientKey, sealOctets } from '@entraide/envelope'
import {
  besideBytes,
  deliveryBytes,
  digestHex,
  envelopeLifeDays,
  type MessageBody,
  type Receipt,
  readCard,
  readReceipt,
  resealOctets,
} from '@entraide/exchange'
import { day, fromHex, hex, instantOf, isRefusal, later, type Uuid, utf8, uuid7 } from '@entraide/ground'
import { keysFrom, partnerLine } from '@entraide/node'
import type { Side } from '../stage.ts'

/**
 * A sender that has the real keys of a node and none of its scruples: what an intruder on the Belgian machine, or a partner
 * that runs other software, could put on the line. It signs and seals as the node would, and asks nobody whether it may.
 */
export type Forger = {
  /** Signs and seals a body; a new message unless an id is given. */
  readonly seal: (body: MessageBody, id?: Uuid) => Promise<{ readonly id: Uuid; readonly envelope: Uint8Array }>
  /** Delivers bytes over HTTP with the node's transport signature. */
  readonly deliver: (delivery: Uint8Array) => Promise<{ readonly status: number; readonly body: Uint8Array }>
  /** An envelope with what goes beside it. */
  readonly delivery: (envelope: Uint8Array) => Promise<Uint8Array>
  /** The receipt of an answer, its signature checked with the partner's card; an error when it does not hold. */
  readonly receipt: (answer: Uint8Array, id: Uuid, digests: readonly string[]) => Receipt
}

/** Opens the key file of one side with its passphrase, and seals to the other side's card. */
export async function forger(from: Side, to: Side, passphrase: string): Promise<Forger> {
  const keys = keysFrom(join(from.process.dataDir, 'keys.json'))
  if ((await keys.open(passphrase)) !== null) throw new Error('the key file does not open')
  const card = readCard((await to.officers.SEC.get<{ card: string }>('/v1/card')).card, 'stored', null)
  if (isRefusal(card)) throw new Error(`the card does not read: ${card.refused}`)
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const clock = { now: () => instantOf(Date.now()) }
  const line = partnerLine(from.id, keys, clock, random, true)
  const recipientKey: RecipientKey = card.recipientKey
  return {
    seal: async (body, id = uuid7(clock.now(), random(10))) => {
      const at = clock.now()
      const octets = utf8(JSON.stringify(body))
      const sealing = { messageId: id, at, recipientKey, signingKeys: keys.signing() }
      const { envelope } = await resealOctets('entraide/1 message', from.id, to.id, octets, later(at, envelopeLifeDays * day), sealing)
      return { id, envelope }
    },
    delivery: async envelope => {
      const beside = besideBytes({ beside: 'entraide.beside/1', at: clock.now(), checkpoint: null, acts: hex(random(32)) })
      return deliveryBytes({ envelope, beside: await sealOctets(recipientKey, 'entraide/1 delivery-proof', fromHex(digestHex(envelope)), beside) })
    },
    deliver: async delivery => {
      const answer = await line.send({
        to: to.id,
        address: to.process.address(),
        tlsPin: null,
        method: 'POST',
        path: '/partner/v1/deliveries',
        body: delivery,
        timeoutMs: 10_000,
      })
      if (!answer.reached) throw new Error(`the delivery did not arrive: ${answer.code}`)
      return { status: answer.status, body: answer.body }
    },
    receipt: (answer, id, digests) => {
      const receipt = readReceipt(answer, { message: id, digests, by: to.id, to: from.id }, card.signingKeys)
      if (isRefusal(receipt)) throw new Error(`the receipt does not hold: ${receipt.refused}`)
      return receipt
    },
  }
}
