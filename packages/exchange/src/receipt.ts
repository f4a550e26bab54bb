import type { SigningKeys, VerifyingKeys } from '@entraide/envelope'
import { type Instant, isInstant, isRefusal, isUuid, type NodeId, type Refusal, refuse, type Uuid, utf8 } from '@entraide/ground'
import { z } from 'zod'
import { nodeIdText } from './item.ts'
import { isSignedBy, readFrame, readOctets, signDocument } from './signed-document.ts'

/** Every code a partner may read in a receipt. It learns less than our log: what failed inside stays inside. */
export const publicCodes = [
  'envelope-unopenable',
  'envelope-expired',
  'clock-skew',
  'conflict',
  'partner-frozen',
  'agreement-differs',
  'agreement-suspended',
  'agreement-not-in-force',
  'not-permitted',
  'body-shape',
  'thread-unknown',
  'not-expected',
  'handling-loosened',
  'log-forked',
] as const
export type PublicCode = (typeof publicCodes)[number]

const ReceiptSchema = z.strictObject({
  receipt: z.literal('entraide.receipt/1'),
  message: z.custom<Uuid>(isUuid),
  /** Digest of the body of an opened message; of the whole envelope where it could not be opened. */
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  from: nodeIdText,
  to: nodeIdText,
  verdict: z.enum(['admitted', 'refused', 'held']),
  code: z.enum(publicCodes).nullable(),
  at: z.custom<Instant>(isInstant),
  /** The checkpoint of the receiver's exchange log with the sender that covers this message's leaf; null for `held`. */
  checkpoint: z.string().max(4_000).nullable(),
  /** Salted hash of the receiver's acts-log checkpoint, 32 bytes in hexadecimal (design section 8). */
  acts: z.string().regex(/^[0-9a-f]{64}$/),
})
/** The answer to one envelope: admitted, or refused with one public code; `held` is interim. It exists only if its effect does. */
export type Receipt = z.infer<typeof ReceiptSchema>

/** Signs a receipt. The returned text is kept and given again for the same message. */
export function signReceipt(receipt: Receipt, keys: SigningKeys): string {
  return signDocument('entraide/1 receipt', utf8(JSON.stringify(receipt)), keys)
}

/**
 * Reads a receipt and checks that it answers this message: signed by the partner it went to, for the same id and digest.
 * Another digest, signer or addressee is `receipt-foreign` (attack list row 5): an alarm, never an effect.
 *
 * @param expected.digests - the body's; behind it, if the envelope is at hand, the digest of the envelope, which only a
 * partner that could not open it may name
 */
export function readReceipt(
  text: string | Uint8Array,
  expected: { readonly message: Uuid; readonly digests: readonly string[]; readonly by: NodeId; readonly to: NodeId },
  keys: VerifyingKeys,
): Receipt | Refusal<'document-shape' | 'receipt-foreign'> {
  const frame = readFrame(text)
  if (isRefusal(frame)) return frame as Refusal<'document-shape'>
  const receipt = readOctets(frame.octets, ReceiptSchema)
  if (isRefusal(receipt)) return receipt as Refusal<'document-shape'>
  const [body, ...envelopes] = expected.digests
  const names = receipt.digest === body || (receipt.code === 'envelope-unopenable' && envelopes.includes(receipt.digest))
  const fits = receipt.message === expected.message && names && receipt.from === expected.by && receipt.to === expected.to
  return isSignedBy(frame, 'entraide/1 receipt', keys) && fits && isWhole(receipt) ? receipt : refuse('receipt-foreign', { message: expected.message })
}

/** Admission has no code, everything else has one; `held` is said of a clock alone. A final receipt names the checkpoint that covers it. */
function isWhole({ verdict, code, checkpoint }: Receipt): boolean {
  if ((verdict === 'admitted') !== (code === null) || (verdict === 'held') !== (code === 'clock-skew')) return false
  return (verdict === 'held') === (checkpoint === null)
}
