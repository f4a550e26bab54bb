import { createCipheriv, createDecipheriv, createHash, createSecretKey } from 'node:crypto'
import { bigEndian, concat, Fault, sameBytes, utf8 } from '@entraide/ground'

/*
 * The bytes at rest. AES-256-GCM under a random 12-byte nonce; one key seals far fewer than 2^32 times.
 *
 *   wrapped := nonce (12) ‖ ciphertext ‖ tag (16)                            bound to what the key is for
 *   sealed  := 02 ‖ key check (8) ‖ nonce (12) ‖ ciphertext ‖ tag (16)       bound to the dossier and to what the content is
 *            | nothing                                                       taken away when it was erased
 *
 * A wrapped key has 32 bytes; that of a dossier of which something was erased is a tree and has more (part-keys.ts). Version 1
 * sealed everything of a dossier under one key; no store that was released holds any.
 */

/** Something sealed, with what it must be bound to. */
export type SealedItem = { readonly dossierId: string; readonly sealed: Uint8Array; readonly boundTo: string }

export const keyBytes = 32
export const nonceBytes = 12
const version = 2
const tagBytes = 16
const checkBytes = 8
const headBytes = 1 + checkBytes + nonceBytes

/** Seals content under the key of its part, 37 bytes longer than it was. */
export function sealContent(key: Uint8Array, nonce: Uint8Array, bytes: Uint8Array, dossierId: string, boundTo: string): Uint8Array {
  return concat(Uint8Array.of(version), checkOf(key), nonce, encrypt(key, nonce, bytes, binding('content', dossierId, boundTo)))
}

/**
 * Opens content. `null` without a key, or where it was sealed under another key: dossier or part was erased, and the dossier may have
 * been written to again since. Content that was changed or moved is a fault (`vault-tampered`).
 */
export function openContent(key: Uint8Array | undefined, { dossierId, sealed, boundTo }: SealedItem): Uint8Array | null {
  if (sealed.length === 0) return null
  const tampered = () => new Fault('vault-tampered', 'sealed content was changed or moved', { facts: { dossier: dossierId, boundTo } })
  if (sealed.length < headBytes + tagBytes || sealed[0] !== version) throw tampered()
  if (key === undefined || !sameBytes(checkOf(key), sealed.subarray(1, 1 + checkBytes))) return null
  const opened = decrypt(key, sealed.subarray(1 + checkBytes, headBytes), sealed.subarray(headBytes), binding('content', dossierId, boundTo))
  if (opened === null) throw tampered()
  return opened
}

/** Wraps a key with another, for one use. */
export function wrapKey(outer: Uint8Array, nonce: Uint8Array, key: Uint8Array, use: Uint8Array): Uint8Array {
  return concat(nonce, encrypt(outer, nonce, key, use))
}

/** Unwraps a key; `null` under another outer key or for another use. */
export function unwrapKey(outer: Uint8Array, wrapped: Uint8Array, use: Uint8Array): Uint8Array | null {
  if (wrapped.length < nonceBytes + keyBytes + tagBytes) return null
  return decrypt(outer, wrapped.subarray(0, nonceBytes), wrapped.subarray(nonceBytes), use)
}

/** The use of a key-encryption key, by its id. */
export function asKek(id: string): Uint8Array {
  return binding('kek', id)
}

/** The use of a dossier key, by the key that wraps it and its dossier. */
export function asDossierKey(kekId: string, dossierId: string): Uint8Array {
  return binding('dossier-key', kekId, dossierId)
}

/** What an encryption is bound to: its use, then each part behind its length, so that no two bindings are the same bytes. */
function binding(use: string, ...parts: readonly string[]): Uint8Array {
  const texts = parts.map(utf8)
  return concat(utf8(`entraide.vault.1.${use}\0`), ...texts.flatMap(text => [bigEndian(text.length, 4), text]))
}

/** Tells two keys apart without telling anything of either: the first 8 bytes of a hash. */
function checkOf(key: Uint8Array): Uint8Array {
  return createHash('sha256').update('entraide.vault.1.check\0').update(key).digest().subarray(0, checkBytes)
}

function encrypt(key: Uint8Array, nonce: Uint8Array, bytes: Uint8Array, boundTo: Uint8Array): Uint8Array {
  // As a key object: Node 24 takes a key as bytes half as fast.
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce)
  cipher.setAAD(boundTo)
  return concat(cipher.update(bytes), cipher.final(), cipher.getAuthTag())
}

function decrypt(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, boundTo: Uint8Array): Uint8Array | null {
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce, { authTagLength: tagBytes })
  decipher.setAAD(boundTo)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  try {
    return concat(decipher.update(sealed.subarray(0, sealed.length - tagBytes)), decipher.final())
  } catch {
    return null
  }
}
