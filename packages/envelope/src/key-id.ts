import { createHash } from 'node:crypto'
import { utf8 } from '@entraide/ground'

/** Names a key: 32 hexadecimal digits, the first 16 bytes of SHA-256 over a label and the public bytes. */
export type KeyId = string & { readonly __keyId: never }

const keyIdShape = /^[0-9a-f]{32}$/

/** Whether a text has the shape of a key id. */
export function isKeyId(text: unknown): text is KeyId {
  return typeof text === 'string' && keyIdShape.test(text)
}

/**
 * The id of public key bytes. The label keeps a signing key and a recipient key apart even if their bytes agreed.
 * 16 bytes: finding a second key with the id of a given one takes 2^128 trials, and the id is never the only check.
 * Source: spec/envelope.md#key-ids
 */
export function keyIdOf(label: 'entraide/1 signing-keys' | 'entraide/1 recipient-key', publicBytes: Uint8Array): KeyId {
  return createHash('sha256').update(utf8(label)).update(Uint8Array.of(0)).update(publicBytes).digest('hex').slice(0, 32) as KeyId
}
