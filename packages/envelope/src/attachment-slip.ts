import { base64url, fromBase64url, type Json, type Refusal, refuse } from '@entraide/ground'
import { isAttachmentSize, sealedBytesOf } from './attachment-size.ts'

/** What a signed body says of an attachment, so that who holds the body can fetch, check and open it, and nobody else. */
export type AttachmentSlip = {
  /** 32 random bytes, for this attachment alone. */
  readonly key: Uint8Array
  /** Plain bytes, 0 to `maxAttachmentBytes`. */
  readonly bytes: number
  /** Bytes of the sealed whole, padding and tags included: follows from `bytes`. */
  readonly sealedBytes: number
  /** SHA-256 of the sealed whole, lower-case hexadecimal: the name under which it is pushed. */
  readonly digest: string
}

export type AttachmentSlipJson = { readonly key: string; readonly bytes: number; readonly sealedBytes: number; readonly digest: string }

/** The JSON form of a slip, for a message body. */
export function attachmentSlipJson(slip: AttachmentSlip): AttachmentSlipJson {
  return { key: base64url(slip.key), bytes: slip.bytes, sealedBytes: slip.sealedBytes, digest: slip.digest }
}

/** Reads the JSON form: exactly four members whose sizes agree and are allowed, or the refusal `attachment-slip-shape`. */
export function readAttachmentSlip(json: Json): AttachmentSlip | Refusal<'attachment-slip-shape'> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refuse('attachment-slip-shape')
  const { key, bytes, sealedBytes, digest, ...others } = json as { readonly [name: string]: Json }
  if (Object.keys(others).length > 0) return refuse('attachment-slip-shape')
  if (typeof key !== 'string' || !/^[A-Za-z0-9_-]{43}$/.test(key)) return refuse('attachment-slip-shape')
  if (typeof digest !== 'string' || !/^[0-9a-f]{64}$/.test(digest)) return refuse('attachment-slip-shape')
  if (!isAttachmentSize(bytes) || sealedBytes !== sealedBytesOf(bytes)) return refuse('attachment-slip-shape')
  try {
    return { key: fromBase64url(key), bytes, sealedBytes, digest }
  } catch {
    return refuse('attachment-slip-shape')
  }
}
