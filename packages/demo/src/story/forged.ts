import assert from 'node:assert/strict'
import { bodyDigest, readHeader } from '@entraide/envelope'
import { digestHex, type MessageBody, readCarry, readDelivery } from '@entraide/exchange'
import { calendarDate, instantOf, isRefusal, type Reference, utf8 } from '@entraide/ground'
import type { Proof } from '@entraide/node/api'
import type { Fields } from '../fields.ts'
import { delivered, outboxRow, send, threads } from '../mail.ts'
import type { Side } from '../stage.ts'
import { until } from '../until.ts'
import { forger } from './forger.ts'
import { logsOf, permittedRequest, type Scene } from './scene.ts'

/** What reaches the receiver although the sender should never have let it go. */
export const forged: readonly Scene[] = [
  {
    step: 'a message forged past the sender’s check is refused by the receiver, and nothing is stored',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const hand = await forger(be, ma, stage.passphrase)
      const before = { logs: await logsOf(ma), threads: (await threads(ma.officers.OPR)).length }
      // Biometric data under a clause that does not give them: rightly signed, rightly sealed, not permitted.
      const body = bodyFor(be, permittedRequest(stage, memory, { dataCategories: ['NAME', 'DNAP'] }))
      const { id, envelope } = await hand.seal(body)
      const answer = await hand.deliver(await hand.delivery(envelope))
      assert.equal(answer.status, 200)
      const receipt = hand.receipt(answer.body, id, [bodyDigest(utf8(JSON.stringify(body)))])
      assert.deepEqual([receipt.verdict, receipt.code], ['refused', 'not-permitted'])
      const after = await logsOf(ma)
      assert.equal(after.counts.admitted, before.logs.counts.admitted)
      assert.equal(after.counts.refused, before.logs.counts.refused + 1)
      assert.equal((await threads(ma.officers.OPR)).length, before.threads, 'no dossier is opened for it')
    },
  },
  {
    step: 'the same message delivered twice is admitted once, with the same receipt; another body under its id is a conflict',
    play: async (stage, memory) => {
      const { be, ma } = stage
      const hand = await forger(be, ma, stage.passphrase)
      const before = (await logsOf(ma)).counts.admitted
      // While the partner is away, the bytes are taken from a carried file: exactly those that the node delivers later.
      await ma.process.stop()
      const sent = await send(be.officers.INV, be.officers.REL, permittedRequest(stage, memory))
      const file = readCarry(await be.officers.OPR.fetch(`/v1/carry/out/${ma.id}`))
      if (isRefusal(file)) throw new Error(`the carried file does not read: ${file.refused}`)
      const bytes = file.deliveries.find(part => idIn(part) === sent.message)
      assert.ok(bytes !== undefined, 'the waiting message is in the file')
      await until('the line is noticed to be down', async () => (await outboxRow(be, sent.message))?.reason === 'unreachable')
      await ma.process.start()
      await delivered(be, sent.message)
      const proof = await be.officers.OPR.get<Proof>(`/v1/messages/${sent.message}/proof`)

      const [first, second] = [await hand.deliver(bytes), await hand.deliver(bytes)]
      assert.deepEqual([first.status, second.status], [200, 200])
      assert.deepEqual(first.body, second.body, 'byte for byte the same receipt')
      const receipt = hand.receipt(first.body, sent.message, [proof.bodyDigest])
      assert.equal(receipt.verdict, 'admitted')
      assert.equal(receipt.at, proof.receiptAt, 'the receipt that the node itself was given')
      assert.equal((await logsOf(ma)).counts.admitted, before + 1)

      const other = bodyFor(be, permittedRequest(stage, memory, { title: 'Autre demande sous le même numéro' }))
      const { envelope } = await hand.seal(other, sent.message)
      const answer = await hand.deliver(await hand.delivery(envelope))
      const conflict = hand.receipt(answer.body, sent.message, [bodyDigest(utf8(JSON.stringify(other))), digestHex(envelope)])
      assert.deepEqual([conflict.verdict, conflict.code], ['refused', 'conflict'])
      assert.deepEqual((await hand.deliver(bytes)).body, first.body, 'the first message and its receipt stand')
      assert.equal((await logsOf(ma)).counts.admitted, before + 1)
      assert.equal((await threads(ma.officers.OPR)).filter(row => row.thread === sent.message).length, 1)
    },
  },
]

/** The body that a node would seal for filled fields, written by hand. */
export function bodyFor(from: Side, fields: Fields): MessageBody {
  const {
    to,
    clause,
    purpose,
    crimeArea,
    dataCategories,
    subjectCategory,
    handling,
    transferBasis,
    assurances,
    classification,
    caseReference,
    reasons,
    urgency,
  } = fields
  if (to === null || purpose === null || fields.agreement === null || fields.holdUntil === null) throw new Error('a form half filled')
  return {
    body: 'entraide.message/1',
    thread: null,
    inReplyTo: null,
    ourReference: `${from.id}/2026/F0RG3` as Reference,
    yourReference: null,
    messageType: fields.messageType,
    agreement: fields.agreement,
    ask: {
      from: from.id,
      to,
      regime: 'LE',
      messageType: fields.messageType,
      clause,
      purpose,
      crimeArea,
      dataCategories,
      subjectCategory,
      handling,
      transferBasis,
      assurances,
      classification,
      caseReference,
      reasons,
      urgency,
    },
    drafter: { office: 'Drugs investigation', serviceNumber: 'BE-INV' },
    releaser: { office: 'SPOC', serviceNumber: 'BE-REL' },
    releasedAt: instantOf(Date.now()),
    language: fields.language,
    title: fields.title,
    items: fields.items,
    attachments: [],
    holdUntil: calendarDate(fields.holdUntil),
    ground: null,
    extent: null,
    use: null,
    note: '',
  }
}

function idIn(bytes: Uint8Array): string | null {
  const delivery = readDelivery(bytes)
  const header = isRefusal(delivery) ? delivery : readHeader(delivery.envelope)
  return isRefusal(header) ? null : header.messageId
}
