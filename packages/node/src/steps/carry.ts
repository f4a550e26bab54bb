import { carryBytes, chunkBytes, readCarry, readChunk, readFrame, readOctets, readReceipt } from '@entraide/exchange'
import { isRefusal, type NodeId, type Refusal, refuse, type Uuid, utf8 } from '@entraide/ground'
import { z } from 'zod'
import type { Node } from '../capabilities.ts'
import type { CarryReport } from '../http/api.ts'
import { undelivered } from '../store/outbox.ts'
import { cardOf, partnerRow } from '../store/partners.ts'
import type { Actor } from './access.ts'
import { act } from './act.ts'
import { deliveryOf, mayLeave } from './may-leave.ts'
import { attachmentsOfMessage, dropPushed, takeChunk } from './push.ts'
import { receiveDelivery } from './receive.ts'
import { takeReceipt } from './take-receipt.ts'
import { noteBeside } from './witness.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** A carried file holds at most so much: what fits a stick, a patient person and the memory of both sides; the largest attachment does. */
const mostDeliveries = 1_000
const mostBytes = 134_217_728
/** Less than the attachments a node keeps for one partner before their envelopes come (`takeChunk`). */
const mostAttachments = 48

/**
 * Writes what waits for a partner, with its attachments, and the receipts it has not had, into one file for nodes with no
 * line. Permission is asked again for each, as before any delivery. Each stays in the outbox until its receipt comes back:
 * the file may be lost, and carried again.
 */
export async function carryOut(node: Node, actor: Person, partner: NodeId): Promise<Uint8Array | Refusal> {
  const begun = await act(node, actor, 'carry-out', { subject: partner }, async tx => {
    if ((await partnerRow(tx, partner))?.pairing !== 'confirmed') return refuse('partner-not-paired', { partner })
    const waiting = await tx.db
      .selectFrom('outbox')
      .selectAll()
      .where('partner', '=', partner)
      .where('state', 'in', undelivered)
      .where('not_before', '<=', tx.at)
      .orderBy('released_at')
      .orderBy('message_id')
      .limit(mostDeliveries)
      .execute()
    const receipts = await tx.db
      .selectFrom('message')
      .select('receipt')
      .where('partner', '=', partner)
      .where('direction', '=', 'in')
      .where('receipt', 'is not', null)
      .orderBy('at', 'desc')
      .limit(mostDeliveries)
      .execute()
    return { waiting, receipts: receipts.map(each => utf8(each.receipt as string)) }
  })
  if (isRefusal(begun)) return begun
  const deliveries: Uint8Array[] = []
  const chunks: Uint8Array[] = []
  let bytes = 0
  let attachments = 0
  let tooLarge: string | null = null
  for (const row of begun.waiting) {
    const ready = await mayLeave(node, row)
    if (ready === null) continue
    const files = ready.hasAttachments ? await attachmentsOfMessage(node, row.message_id) : []
    const size = row.envelope.length + files.reduce((sum, file) => sum + file.sealedBytes, 0)
    if (size > mostBytes) {
      await tellTooLarge(node, row.message_id)
      tooLarge ??= row.message_id
      continue
    }
    // What is left over goes with the next file.
    if (bytes + size > mostBytes || attachments + files.length > mostAttachments) break
    deliveries.push((await deliveryOf(node, row, ready)).bytes)
    for (const file of files)
      for await (const sealed of file.chunks()) chunks.push(chunkBytes({ digest: file.digest, sealedBytes: file.sealedBytes, ...sealed }))
    bytes += size
    attachments += files.length
  }
  if (tooLarge !== null && deliveries.length === 0) return refuse('carry-too-large', { message: tooLarge, maxBytes: mostBytes })
  return carryBytes({ from: node.config.id, to: partner, deliveries, receipts: begun.receipts, chunks })
}

/** Beside the others it would be left out without a word: the outbox says why it stays. */
async function tellTooLarge(node: Node, message: string): Promise<void> {
  await node.store.write(tx =>
    tx.db.updateTable('outbox').set({ reason: 'carry-too-large' }).where('message_id', '=', message).where('state', 'in', undelivered).execute(),
  )
}

/** Takes a carried file in: attachments first, then each delivery as if it had come by the line, each receipt as if it were an answer. */
export async function carryIn(node: Node, actor: Person, bytes: Uint8Array): Promise<CarryReport | Refusal> {
  const file = readCarry(bytes)
  const begun = await act(node, actor, 'carry-in', {}, async tx => {
    if (isRefusal(file)) return file
    if (file.to !== node.config.id) return refuse('carry-for-another', { to: file.to })
    return (await partnerRow(tx, file.from))?.pairing === 'confirmed' ? null : refuse('partner-not-paired', { partner: file.from })
  })
  if (isRefusal(begun)) return begun
  if (isRefusal(file)) return file
  const pushed = new Set<string>()
  for (const part of file.chunks) {
    const chunk = readChunk(part)
    if (isRefusal(chunk)) return chunk
    pushed.add(chunk.digest)
    const held = await takeChunk(node, file.from, chunk.digest, chunk.sealedBytes, chunk.position, chunk.sealed)
    if (isRefusal(held)) return held
  }
  const taken: CarryReport['taken'] = []
  for (const part of file.deliveries) {
    const reception = await receiveDelivery(node, null, part)
    const named = reception.status === 200 || reception.status === 202 ? messageOf(reception.body) : null
    if (named !== null) taken.push({ message: named.message, verdict: named.verdict, code: reception.code })
  }
  // What no envelope of this file claimed, because it was taken in before or is held, comes again with the next one.
  await node.store.write(tx => dropPushed(tx, file.from, pushed))
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
    return message === undefined || row === undefined ? null : { message, card: cardOf(row), note: await noteBeside(node, tx, from, named.message) }
  })
  if (known === null) return
  const receipt = readReceipt(text, { message: named.message, digests: [known.message.body_digest], by: from, to: node.config.id }, known.card.signingKeys)
  if (!isRefusal(receipt)) await takeReceipt(node, known.message, receipt, new TextDecoder().decode(text), 'file', known.note)
}
