import { open, recipientSecretOf, seal, signingKeysOf } from '@entraide/envelope'
import { digestHex, readReceipt, signReceipt } from '@entraide/exchange'
import { type Instant, isRefusal, later, minute, nodeId, utf8, uuid7 } from '@entraide/ground'
import { requestFields } from './request.ts'

/*
 * The cryptography of one exchange and nothing else, each signature twofold (Ed25519 and ML-DSA-65). The sender signs and seals the
 * envelope and verifies the receipt; the receiver opens, verifies, and signs the receipt. Keys and names are the same in every process
 * of the bench, so that two of them can speak; they are nobody's.
 */

const sender = nodeId('BE-POL-SPOC')
const receiver = nodeId('MA-DGSN-SPOC')
const ours = signingKeysOf(new Uint8Array(64).fill(1))
const theirs = recipientSecretOf(new Uint8Array(32).fill(2))
const at = '2026-01-01T00:00:00.000Z' as Instant
const messageId = uuid7(at, new Uint8Array(10))
// The octets of a body as long as the measured request's.
const body = utf8(JSON.stringify(requestFields('0'.repeat(64), receiver, at.slice(0, 10))).padEnd(2_400))
const digest = digestHex(body)
const letter = { messageId, sender, recipient: receiver, createdAt: at, expiresAt: later(at, minute), context: 'entraide/1 message', body } as const

/** The sender's first part: a signed and sealed envelope. */
export function sealed(): Promise<Uint8Array> {
  return seal(letter, theirs.publicKey, ours)
}

/** The receiver's part: opens and verifies an envelope, gives a signed receipt. */
export async function answered(envelope: Uint8Array): Promise<string> {
  const opened = await open(envelope, { node: receiver, secretOf: () => theirs, senderKeysOf: () => [ours.verifying] })
  if (isRefusal(opened)) throw new Error('the envelope does not open')
  return signReceipt(
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
}

/** The sender's last part: the receipt holds, or this throws. */
export function taken(receipt: string | Uint8Array): void {
  if (isRefusal(readReceipt(receipt, { message: messageId, digests: [digest], by: receiver, to: sender }, ours.verifying)))
    throw new Error('the receipt does not hold')
}
