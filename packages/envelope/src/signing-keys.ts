import type { KeyObject } from 'node:crypto'
import { base64url, concat, Fault, fromBase64url, type Json, type Refusal, refuse } from '@entraide/ground'
import { type KeyId, keyIdOf } from './key-id.ts'
import { privateKeyOf, publicBytesOf, publicKeyOf, rawPublicOf } from './raw-key.ts'

/** The public half of a signing key pair: raw bytes, 32 of Ed25519 and 1,952 of ML-DSA-65. Both always go together. */
export type VerifyingKeys = { readonly keyId: KeyId; readonly ed25519: Uint8Array; readonly mldsa65: Uint8Array }

/** What `VerifyingKeys` are on a card: base64url without padding. The id is computed by the reader, never believed. */
export type VerifyingKeysJson = { readonly ed25519: string; readonly mldsa65: string }

/** A node's signing keys. The private parts are opaque handles of the runtime: they print and serialise as nothing. */
export type SigningKeys = { readonly keyId: KeyId; readonly verifying: VerifyingKeys; readonly ed25519: KeyObject; readonly mldsa65: KeyObject }

/** Bytes of the seed of signing keys: 32 for Ed25519, then 32 for ML-DSA-65 (FIPS 204 ξ). The seed is what a node stores. */
export const signingSeedBytes = 64

/** The signing keys of a 64-byte seed; another length is a fault (`key-shape`). Costs about a millisecond: keep the result. */
export function signingKeysOf(seed: Uint8Array): SigningKeys {
  if (seed.length !== signingSeedBytes) throw new Fault('key-shape', `a signing seed has ${signingSeedBytes} bytes`)
  const ed25519 = privateKeyOf('ed25519', seed.subarray(0, 32))
  const mldsa65 = privateKeyOf('ml-dsa-65', seed.subarray(32))
  const verifying = verifyingKeysOf(rawPublicOf('ed25519', ed25519), rawPublicOf('ml-dsa-65', mldsa65))
  return { keyId: verifying.keyId, verifying, ed25519, mldsa65 }
}

/** Verifying keys of their raw bytes; wrong lengths are a fault (`key-shape`). */
export function verifyingKeysOf(ed25519: Uint8Array, mldsa65: Uint8Array): VerifyingKeys {
  if (ed25519.length !== publicBytesOf('ed25519') || mldsa65.length !== publicBytesOf('ml-dsa-65'))
    throw new Fault('key-shape', 'verifying keys are 32 bytes of Ed25519 and 1,952 of ML-DSA-65')
  return { keyId: keyIdOf('entraide/1 signing-keys', concat(ed25519, mldsa65)), ed25519, mldsa65 }
}

/** The JSON form of verifying keys, for a card. */
export function verifyingKeysJson(keys: VerifyingKeys): VerifyingKeysJson {
  return { ed25519: base64url(keys.ed25519), mldsa65: base64url(keys.mldsa65) }
}

/** Reads the JSON form: exactly two members, or the refusal `key-shape`. */
export function readVerifyingKeys(json: Json): VerifyingKeys | Refusal<'key-shape'> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return refuse('key-shape')
  const { ed25519, mldsa65, ...others } = json as { readonly [name: string]: Json }
  if (typeof ed25519 !== 'string' || typeof mldsa65 !== 'string' || Object.keys(others).length > 0) return refuse('key-shape')
  try {
    const keys = verifyingKeysOf(fromBase64url(ed25519), fromBase64url(mldsa65))
    handlesOf(keys)
    return keys
  } catch {
    return refuse('key-shape')
  }
}

/**
 * The runtime's handles of verifying keys, made once per object: importing an ML-DSA-65 key costs a third of a verification.
 * Bytes that are no key are a fault (`key-shape`).
 */
export function handlesOf(keys: VerifyingKeys): { readonly ed25519: KeyObject; readonly mldsa65: KeyObject } {
  let made = handles.get(keys)
  if (made === undefined) {
    made = { ed25519: publicKeyOf('ed25519', keys.ed25519), mldsa65: publicKeyOf('ml-dsa-65', keys.mldsa65) }
    handles.set(keys, made)
  }
  return made
}

const handles = new WeakMap<VerifyingKeys, { readonly ed25519: KeyObject; readonly mldsa65: KeyObject }>()
