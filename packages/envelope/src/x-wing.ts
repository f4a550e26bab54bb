import { createHash, decapsulate, diffieHellman, encapsulate, generateKeyPairSync } from 'node:crypto'
import { concat, Fault, fromHex } from '@entraide/ground'
import { publicKeyOf, rawPublicOf } from './raw-key.ts'
import { type RecipientKey, type RecipientSecret, recipientHandlesOf } from './recipient-keys.ts'

/** Bytes of an encapsulated X-Wing secret: 1,088 of ML-KEM-768, then 32 of X25519. */
export const encapsulatedBytes = 1_120
const mlkemCiphertextBytes = 1_088

/** `\.//^\`, the X-Wing label (draft-connolly-cfrg-xwing-kem section 5.3). */
const label = fromHex('5c2e2f2f5e5c')

/**
 * Makes a fresh secret for a recipient: both ML-KEM-768 and X25519 must be broken to learn it.
 *
 * @returns 32 bytes of secret, and the 1,120 bytes that carry it
 * Source: draft-connolly-cfrg-xwing-kem section 5.4 · /xwing/mlkem768-x25519.json of the published vectors
 */
export function encapsulateTo(recipient: RecipientKey): { readonly secret: Uint8Array; readonly encapsulated: Uint8Array } {
  const keys = recipientHandlesOf(recipient)
  const { sharedKey, ciphertext } = encapsulate(keys.mlkem768 as unknown as Parameters<typeof encapsulate>[0])
  const once = generateKeyPairSync('x25519')
  const x25519Ciphertext = rawPublicOf('x25519', once.publicKey)
  const x25519Secret = diffieHellman({ privateKey: once.privateKey, publicKey: keys.x25519 })
  return {
    secret: combine(sharedKey, x25519Secret, x25519Ciphertext, recipient.raw.subarray(-32)),
    encapsulated: concat(ciphertext, x25519Ciphertext),
  }
}

/**
 * The secret that 1,120 encapsulated bytes carry. Altered bytes give another secret, not an error, except that another
 * length or an X25519 point of low order is a fault (`encapsulated-shape`).
 */
export function decapsulateWith(secret: RecipientSecret, encapsulated: Uint8Array): Uint8Array {
  if (encapsulated.length !== encapsulatedBytes) throw new Fault('encapsulated-shape', `an encapsulated secret has ${encapsulatedBytes} bytes`)
  const x25519Ciphertext = encapsulated.subarray(mlkemCiphertextBytes)
  try {
    const mlkemSecret = decapsulate(secret.mlkem768 as unknown as Parameters<typeof decapsulate>[0], encapsulated.subarray(0, mlkemCiphertextBytes))
    const x25519Secret = diffieHellman({ privateKey: secret.x25519, publicKey: publicKeyOf('x25519', x25519Ciphertext) })
    return combine(mlkemSecret, x25519Secret, x25519Ciphertext, secret.publicKey.raw.subarray(-32))
  } catch (cause) {
    throw new Fault('encapsulated-shape', 'the encapsulated secret is not usable', { cause })
  }
}

function combine(mlkemSecret: Uint8Array, x25519Secret: Uint8Array, x25519Ciphertext: Uint8Array, x25519Public: Uint8Array): Uint8Array {
  const hash = createHash('sha3-256').update(mlkemSecret).update(x25519Secret).update(x25519Ciphertext).update(x25519Public).update(label)
  return new Uint8Array(hash.digest())
}
