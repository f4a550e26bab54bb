import { createHash, type KeyObject } from 'node:crypto'
import { base64url, concat, Fault, fromBase64url, type Json, type Refusal, refuse } from '@entraide/ground'
import { type KeyId, keyIdOf } from './key-id.ts'
import { privateKeyOf, publicBytesOf, publicKeyOf, rawPublicOf } from './raw-key.ts'

/** A recipient's public X-Wing key: 1,216 raw bytes, ML-KEM-768 (1,184) then X25519 (32). */
export type RecipientKey = { readonly keyId: KeyId; readonly raw: Uint8Array }

/** A recipient key with its secret. The private parts are opaque handles: they print and serialise as nothing. */
export type RecipientSecret = { readonly keyId: KeyId; readonly publicKey: RecipientKey; readonly mlkem768: KeyObject; readonly x25519: KeyObject }

/** Bytes of the seed of a recipient key (the X-Wing decapsulation key). The seed is what a node stores, and erases. */
export const recipientSeedBytes = 32

const mlkemBytes = publicBytesOf('ml-kem-768')
const rawBytes = mlkemBytes + publicBytesOf('x25519')

/**
 * The recipient key of a 32-byte seed, expanded as X-Wing does: SHAKE256 to 64 bytes for ML-KEM-768 and 32 for X25519.
 * Another length is a fault (`key-shape`). Source: draft-connolly-cfrg-xwing-kem section 5.2.
 */
export function recipientSecretOf(seed: Uint8Array): RecipientSecret {
  if (seed.length !== recipientSeedBytes) throw new Fault('key-shape', `a recipient seed has ${recipientSeedBytes} bytes`)
  const expanded = createHash('shake256', { outputLength: 96 }).update(seed).digest()
  const mlkem768 = privateKeyOf('ml-kem-768', expanded.subarray(0, 64))
  const x25519 = privateKeyOf('x25519', expanded.subarray(64))
  expanded.fill(0)
  const publicKey = recipientKeyOf(concat(rawPublicOf('ml-kem-768', mlkem768), rawPublicOf('x25519', x25519)))
  return { keyId: publicKey.keyId, publicKey, mlkem768, x25519 }
}

/** A recipient key of its 1,216 raw bytes; another length is a fault (`key-shape`). */
export function recipientKeyOf(raw: Uint8Array): RecipientKey {
  if (raw.length !== rawBytes) throw new Fault('key-shape', `a recipient key has ${rawBytes} bytes`)
  return { keyId: keyIdOf('entraide/1 recipient-key', raw), raw }
}

/** The JSON form of a recipient key, for a card or a key list: base64url without padding. */
export function recipientKeyJson(key: RecipientKey): string {
  return base64url(key.raw)
}

/** Reads the JSON form. What is no key, or holds coefficients FIPS 203 forbids (section 7.2), is the refusal `key-shape`. */
export function readRecipientKey(json: Json): RecipientKey | Refusal<'key-shape'> {
  if (typeof json !== 'string') return refuse('key-shape')
  try {
    const key = recipientKeyOf(fromBase64url(json))
    recipientHandlesOf(key)
    return key
  } catch {
    return refuse('key-shape')
  }
}

/** The runtime's handles of a recipient key, made once per object. Bytes that are no key are a fault (`key-shape`). */
export function recipientHandlesOf(key: RecipientKey): { readonly mlkem768: KeyObject; readonly x25519: KeyObject } {
  let made = handles.get(key)
  if (made === undefined) {
    made = { mlkem768: publicKeyOf('ml-kem-768', key.raw.subarray(0, mlkemBytes)), x25519: publicKeyOf('x25519', key.raw.subarray(mlkemBytes)) }
    handles.set(key, made)
  }
  return made
}

const handles = new WeakMap<RecipientKey, { readonly mlkem768: KeyObject; readonly x25519: KeyObject }>()
