import { randomBytes } from 'node:crypto'
import { cpuUsage } from 'node:process'
import { open, recipientSecretOf, seal, signingKeysOf } from '@entraide/envelope'
import { digestHex, readReceipt, signReceipt } from '@entraide/exchange'
import { instantOf, isRefusal, later, minute, nodeId, utf8, uuid7 } from '@entraide/ground'
import { type Database, openDatabase, type StorePlace } from '@entraide/node'
import { answer } from './helper-process.ts'
import { requestFields } from './request.ts'

/*
 * The two floors, in processes of their own like the two nodes.
 * Cryptography: what both ends must compute for one exchange, each signature twofold (Ed25519 and ML-DSA-65). The sender
 * signs and seals the envelope and verifies the receipt; the receiver opens, verifies, and signs the receipt.
 * Commits: one small row each, durable, on the engine and the connections that a node would have.
 */

const sender = nodeId('BE-POL-SPOC')
const receiver = nodeId('MA-DGSN-SPOC')
const ours = signingKeysOf(new Uint8Array(randomBytes(64)))
const theirs = recipientSecretOf(new Uint8Array(randomBytes(32)))
const at = instantOf(Date.now())
const messageId = uuid7(at, new Uint8Array(randomBytes(10)))
// The octets of a body as long as the measured request's.
const body = utf8(JSON.stringify(requestFields('0'.repeat(64), receiver, at.slice(0, 10))).padEnd(2_400))
const digest = digestHex(body)
const letter = { messageId, sender, recipient: receiver, createdAt: at, expiresAt: later(at, minute), context: 'entraide/1 message', body } as const

const sealed = () => seal(letter, theirs.publicKey, ours)
const receipt = () =>
  signReceipt(
    {
      receipt: 'entraide.receipt/1',
      message: messageId,
      digest,
      from: receiver,
      to: sender,
      verdict: 'admitted',
      code: null,
      at,
      // As long as the signed note a receipt carries.
      checkpoint: 'n'.repeat(260),
      acts: '0'.repeat(64),
    },
    ours,
  )

/** One end's part of the exchanges, for so long; how many it managed. */
async function crypto({ end, seconds }: { readonly end: 'sender' | 'receiver' | 'both'; readonly seconds: number }): Promise<number> {
  const envelope = await sealed()
  const answered = receipt()
  const reader = { node: receiver, secretOf: () => theirs, senderKeysOf: () => [ours.verifying] }
  const from = performance.now()
  let done = 0
  for (; performance.now() - from < seconds * 1000; done++) {
    if (end !== 'receiver') {
      await sealed()
      if (isRefusal(readReceipt(answered, { message: messageId, digests: [digest], by: receiver, to: sender }, ours.verifying)))
        throw new Error('the receipt does not hold')
    }
    if (end !== 'sender') {
      if (isRefusal(await open(envelope, reader))) throw new Error('the envelope does not open')
      receipt()
    }
  }
  return (done * 1000) / (performance.now() - from)
}

let database: Database<{ floor: { id: string; note: string } }>

async function connect(place: StorePlace): Promise<void> {
  database = await openDatabase(place)
  await database.transaction(async tx => database.runScript(tx, 'create table if not exists floor (id text primary key, note text not null)'))
}

/**
 * So many at once, each making `own` durable commits an exchange, one after the other, and `shared` more that those who wait
 * at that moment share. Exchanges per second of this end.
 */
async function commits({
  at: clients,
  own,
  shared,
  seconds,
}: {
  readonly at: number
  readonly own: number
  readonly shared: number
  readonly seconds: number
}): Promise<number> {
  const from = performance.now()
  let done = 0
  let together: Promise<void> | null = null
  let next: Promise<void> | null = null
  const share = (): Promise<void> => {
    if (together === null) {
      together = commit().finally(() => {
        together = null
      })
      return together
    }
    // What runs began without us: the one after it takes all who came meanwhile.
    next ??= together.then(() => {
      next = null
      return share()
    })
    return next
  }
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (; performance.now() - from < seconds * 1000; done++) {
        for (let n = 0; n < own; n++) await commit()
        for (let n = 0; n < shared; n++) await share()
      }
    }),
  )
  return (done * 1000) / (performance.now() - from)
}

async function commit(): Promise<void> {
  await database.db
    .insertInto('floor')
    .values({ id: randomBytes(16).toString('hex'), note: 'x'.repeat(64) })
    .execute()
}

const usage = (_: null) => ({ cpuSeconds: (cpuUsage().user + cpuUsage().system) / 1_000_000 })
const acts = { crypto, connect, commits, usage }
export type FloorActs = typeof acts
answer(acts, async () => database?.close())
