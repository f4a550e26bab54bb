import { createHash, sign, verify } from 'node:crypto'
import { base64url, concat, Fault, fromBase64url, fromHex, type Json, type Refusal, refuse, utf8 } from '@entraide/ground'
import { type Context, isContext } from './context.ts'
import type { KeyId } from './key-id.ts'
import { handlesOf, type SigningKeys, type VerifyingKeys } from './signing-keys.ts'

/** Both signatures over the same octets: 64 bytes of Ed25519 (RFC 8032) and 3,309 of ML-DSA-65 (FIPS 204, empty context string). */
export type Signatures = { readonly ed25519: Uint8Array; readonly mldsa65: Uint8Array }
export type SignaturesJson = { readonly ed25519: string; readonly mldsa65: string }

export const ed25519Bytes = 64
export const mldsa65Bytes = 3_309

/** Stands between label and octets. Labels hold neither, so what is signed apart is never what is signed in an envelope. */
const apart = Uint8Array.of(0)
const enveloped = Uint8Array.of(1)

/** Signs octets as they are, for one purpose: over label ‖ 0x00 ‖ octets. Source: spec/envelope.md#signatures */
export function signBytes(keys: SigningKeys, context: Context, bytes: Uint8Array): Signatures {
  return signOctets(keys, octetsApart(context, bytes))
}

/** Whether both signatures hold over the octets for that purpose. Both are always computed, so time does not tell which failed. */
export function verifyBytes(keys: VerifyingKeys, context: Context, bytes: Uint8Array, signatures: Signatures): boolean {
  return verifyOctets(keys, octetsApart(context, bytes), signatures)
}

/** What the signatures of an envelope cover beside the context: who, to whom, when, under which key, and which body. */
export type Enveloped = {
  /** The 192 header octets as sent. */
  readonly headerOctets: Uint8Array
  readonly recipientKeyId: KeyId
  /** SHA-256 of the body octets, lower-case hexadecimal. */
  readonly bodyDigest: string
}

/** Signs an envelope: over label ‖ 0x01 ‖ SHA-256(header) ‖ recipient key id ‖ SHA-256(body). */
export function signEnveloped(keys: SigningKeys, context: Context, what: Enveloped): Signatures {
  return signOctets(keys, octetsEnveloped(context, what))
}

/**
 * Whether both signatures of an envelope hold. Needs no secret: with the header octets, the body digest and the published
 * keys, an inspector checks years later who sent what to whom.
 */
export function verifyEnveloped(keys: VerifyingKeys, context: Context, what: Enveloped, signatures: Signatures): boolean {
  return verifyOctets(keys, octetsEnveloped(context, what), signatures)
}

/** The JSON form of signatures: base64url without padding. */
export function signaturesJson(signatures: Signatures): SignaturesJson {
  return { ed25519: base64url(signatures.ed25519), mldsa65: base64url(signatures.mldsa65) }
}

/** Reads the JSON form: exactly two members of the right lengths, or the refusal `signatures-shape`. */
export function readSignatures(json: Json): Signatures | Refusal<'signatures-shape'> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refuse('signatures-shape')
  const { ed25519, mldsa65, ...others } = json as { readonly [name: string]: Json }
  if (typeof ed25519 !== 'string' || typeof mldsa65 !== 'string' || Object.keys(others).length > 0) return refuse('signatures-shape')
  if (ed25519.length > 2 * ed25519Bytes || mldsa65.length > 2 * mldsa65Bytes) return refuse('signatures-shape')
  try {
    const read = { ed25519: fromBase64url(ed25519), mldsa65: fromBase64url(mldsa65) }
    return read.ed25519.length === ed25519Bytes && read.mldsa65.length === mldsa65Bytes ? read : refuse('signatures-shape')
  } catch {
    return refuse('signatures-shape')
  }
}

/** SHA-256 of body octets, lower-case hexadecimal: what a receipt and a log name a body by. */
export function bodyDigest(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex')
}

function octetsApart(context: Context, bytes: Uint8Array): Uint8Array {
  return concat(labelOf(context), apart, bytes)
}

function octetsEnveloped(context: Context, { headerOctets, recipientKeyId, bodyDigest: digest }: Enveloped): Uint8Array {
  return concat(labelOf(context), enveloped, createHash('sha256').update(headerOctets).digest(), fromHex(recipientKeyId), fromHex(digest))
}

function labelOf(context: Context): Uint8Array {
  // A caller without types must not be able to sign under a label of its own.
  if (!isContext(context)) throw new Fault('context-unknown', 'no such signature context')
  return utf8(context)
}

function signOctets(keys: SigningKeys, octets: Uint8Array): Signatures {
  return { ed25519: new Uint8Array(sign(null, octets, keys.ed25519)), mldsa65: new Uint8Array(sign(null, octets, keys.mldsa65)) }
}

function verifyOctets(keys: VerifyingKeys, octets: Uint8Array, signatures: Signatures): boolean {
  const handles = handlesOf(keys)
  const classical = holds(() => verify(null, octets, handles.ed25519, signatures.ed25519))
  const postQuantum = holds(() => verify(null, octets, handles.mldsa65, signatures.mldsa65))
  return classical && postQuantum
}

/** OpenSSL throws on some malformed signatures; for us that is the same "no". */
function holds(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    return false
  }
}
