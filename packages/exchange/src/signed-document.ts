import { type Context, type Signatures, type SigningKeys, signBytes, type VerifyingKeys, verifyBytes } from '@entraide/envelope'
import { base64url, Fault, fromBase64url, type Refusal, readJson, refuse } from '@entraide/ground'
import { z } from 'zod'

/**
 * A document that is signed and not sealed: a card, a receipt, an agreement signature. The exact octets travel beside
 * both signatures, so nobody ever writes them again to check them.
 * Source: spec/signed-document.md · vectors/signed-document/
 */
const Frame = z.strictObject({ octets: z.string().max(2_000_000), ed25519: z.string().length(86), mldsa65: z.string().length(4412) })

/** Signs the octets under a context and frames them as text. */
export function signDocument(context: Context, octets: Uint8Array, keys: SigningKeys): string {
  const signatures = signBytes(keys, context, octets)
  return JSON.stringify({ octets: base64url(octets), ed25519: base64url(signatures.ed25519), mldsa65: base64url(signatures.mldsa65) })
}

/** A framed document, its signatures not yet checked. */
export type FramedDocument = { readonly octets: Uint8Array; readonly signatures: Signatures }

/** Takes the frame apart. Anything else than one well-formed frame is `document-shape`. */
export function readFrame(text: string | Uint8Array): FramedDocument | Refusal<'document-shape'> {
  try {
    const parsed = Frame.safeParse(readJson(text, { maxBytes: 2_100_000, maxDepth: 2, maxItems: 8 }).value)
    if (!parsed.success) return refuse('document-shape', {})
    return {
      octets: fromBase64url(parsed.data.octets),
      signatures: { ed25519: fromBase64url(parsed.data.ed25519), mldsa65: fromBase64url(parsed.data.mldsa65) },
    }
  } catch (fault) {
    if (fault instanceof Fault) return refuse('document-shape', { cause: fault.code })
    throw fault
  }
}

/** Whether both signatures of a framed document verify under the context. */
export function isSignedBy(document: FramedDocument, context: Context, keys: VerifyingKeys): boolean {
  return verifyBytes(keys, context, document.octets, document.signatures)
}

/** Reads strict JSON of a shape out of signed octets, or out of a text. A refusal names the first place that is wrong. */
export function readOctets<T extends z.ZodType>(octets: Uint8Array | string, shape: T): z.infer<T> | Refusal<'document-shape'> {
  try {
    const parsed = shape.safeParse(readJson(octets, { maxBytes: 1_600_000, maxDepth: 32, maxItems: 100_000 }).value)
    return parsed.success ? parsed.data : refuse('document-shape', { at: parsed.error.issues[0]?.path.map(String).join('/') ?? '' })
  } catch (fault) {
    if (fault instanceof Fault) return refuse('document-shape', { cause: fault.code })
    throw fault
  }
}
