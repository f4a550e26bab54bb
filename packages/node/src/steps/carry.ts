import { sealOctets } from '@entraide/envelope'
import { besideBytes, carryBytes, deliveryBytes, digestHex, readCarry, readFrame, readOctets, readReceipt } from '@entraide/exchange'
import { fromHex, isRefusal, type NodeId, type Refusal, refuse, type Uuid, utf8 } from '@entraide/ground'
import { exchangeOrigin } from '@entraide/ledger'
import { z } from 'zod'
import type { Node } from '../capabilities.ts'
import type { CarryReport } from '../http/api.ts'
import { hiddenActs, latestNote, sequence } from '../jobs/sequencer.ts'
import { cardOf, partnerRow, recipientKeyFor } from '../store/partners.ts'
import type { Actor } from './access.ts'
import { act } from './act.ts'
import { takeReceipt } from './deliver.ts'
import { receiveDelivery } from './receive.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** A carried file holds at most so much: what fits a stick and a patient person. */
const mostDeliveries = 1_000

/**
 * Writes what waits for a partner, and the receipts it has not had, into one file for nodes with no line. Each delivery
 * stays in the outbox until its receipt comes back: the file may be lost, and carried again.
 */
export async function carryOut(node: Node, actor: Person, partner: NodeId): Promise<Uint8Array | Refusal> {
  await sequence(node)
  return await act(node, actor, 'carry-out', { subject: partner }, async tx => {
    const row = await partnerRow(tx, partner)
    if (row === undefined || row.pairing !== 'confirmed') return refuse('partner-not-paired', { partner })
    const waiting = await tx.db
      .selectFrom('outbox')
      .select('envelope')
      .where('partner', '=', partner)
      .where('state', 'in', ['waiting', 'held-by-partner'])
      .where('not_before', '<=', tx.at)
      .orderBy('released_at')
      .limit(mostDeliveries)
      .execute()
    const key = await recipientKeyFor(tx, row, tx.at)
    const beside = besideBytes({
      beside: 'entraide.beside/1',
      at: tx.at,
      checkpoint: await latestNote(tx, exchangeOrigin(node.config.id, partner)),
      acts: await hiddenActs(node, tx),
    })
    const deliveries: Uint8Array[] = []
    for (const { envelope } of waiting) {
      const bytes = new Uint8Array(envelope)
      deliveries.push(deliveryBytes({ envelope: bytes, beside: await sealOctets(key, 'entraide/1 delivery-proof', fromHex(digestHex(bytes)), beside) }))
    }
    const receipts = await tx.db
      .selectFrom('message')
      .select('receipt')
      .where('partner', '=', partner)
      .where('direction', '=', 'in')
      .where('receipt', 'is not', null)
      .orderBy('at', 'desc')
      .limit(mostDeliveries)
      .execute()
    return carryBytes({ from: node.config.id, to: partner, deliveries, receipts: receipts.map(each => utf8(each.receipt as string)), chunks: [] })
  })
}

/** Takes a carried file in: each delivery is judged as if it had come by the line, each receipt as if it were an answer. */
export async function carryIn(node: Node, actor: Person, bytes: Uint8Array): Promise<CarryReport | Refusal> {
  const file = readCarry(bytes)
  const begun = await act(node, actor, 'carry-in', {}, async tx => {
    if (isRefusal(file)) return file
    if (file.to !== node.config.id) return refuse('carry-for-another', { to: file.to })
    return (await partnerRow(tx, file.from))?.pairing === 'confirmed' ? null : refuse('partner-not-paired', { partner: file.from })
  })
  if (isRefusal(begun)) return begun
  if (isRefusal(file)) return file
  const taken: CarryReport['taken'] = []
  for (const part of file.deliveries) {
    const reception = await receiveDelivery(node, null, part)
    const named = reception.status === 200 || reception.status === 202 ? messageOf(reception.body) : null
    if (named !== null) taken.push({ message: named.message, verdict: named.verdict, code: reception.code })
  }
  for (const part of file.receipts) await takeCarried(node, file.from, part)
  return { from: file.from, taken }
}

const Named = z.object({ message: z.string(), verdict: z.string(), digest: z.string() })

function messageOf(text: string | Uint8Array): { message: Uuid; verdict: string } | null {
  const frame = readFrame(text)
  const named = isRefusal(frame) ? frame : readOctets(frame.octets, Named)
  return isRefusal(named) ? null : { message: (named as z.infer<typeof Named>).message as Uuid, verdict: (named as z.infer<typeof Named>).verdict }
}

async function takeCarried(node: Node, from: NodeId, text: Uint8Array): Promise<void> {
  const named = messageOf(text)
  if (named === null) return
  const known = await node.store.read(async tx => {
    const message = await tx.db
      .selectFrom('message')
      .selectAll()
      .where('id', '=', named.message)
      .where('direction', '=', 'out')
      .where('partner', '=', from)
      .executeTakeFirst()
    const row = await partnerRow(tx, from)
    return message === undefined || row === undefined ? null : { message, card: cardOf(row) }
  })
  if (known === null) return
  const receipt = readReceipt(text, { message: named.message, digests: [known.message.body_digest], by: from, to: node.config.id }, known.card.signingKeys)
  if (!isRefusal(receipt)) await takeReceipt(node, named.message, receipt, new TextDecoder().decode(text), 'file')
}
