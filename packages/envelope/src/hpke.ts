import { createCipheriv, createDecipheriv, createHmac, createSecretKey } from 'node:crypto'
import { concat, Fault, utf8 } from '@entraide/ground'
import { type AEAD, CipherSuite, type KDF, type KEM, type Key } from 'hpke'
import type { RecipientKey, RecipientSecret } from './recipient-keys.ts'
import { decapsulateWith, encapsulatedBytes, encapsulateTo } from './x-wing.ts'

/**
 * HPKE in base mode (RFC 9180), suite (0x647a X-Wing, 1 HKDF-SHA256, 2 AES-256-GCM).
 *
 * The key schedule is that of the `hpke` package, read by others than us; KEM, KDF and AEAD beneath it are node:crypto.
 * Measured on Node 24, 4 KB, seal and open (test/measure.ts): no slower than a synchronous schedule of our own, and about
 * three times as fast as the package on its own WebCrypto parts.
 */

/** What something is sealed for. It enters the key schedule (`info`), so what is sealed for one use opens for no other. */
export type SealUse = 'entraide/1 envelope' | 'entraide/1 delivery-proof' | 'entraide/1 oversight'

/** Bytes by which sealed octets are longer than the plain ones: encapsulated secret and authentication tag. */
export const sealOverheadBytes = encapsulatedBytes + 16

/**
 * Seals octets for one recipient.
 *
 * @param aad - octets that travel in clear and are bound to the seal; may be empty
 * @returns 1,120 bytes of encapsulated secret, then the ciphertext, 16 bytes longer than `plaintext`
 */
export async function sealOctets(recipient: RecipientKey, use: SealUse, aad: Uint8Array, plaintext: Uint8Array): Promise<Uint8Array> {
  const sealed = await suite.Seal(publicHandle(recipient), plaintext, { info: utf8(use), aad })
  return concat(sealed.encapsulatedSecret, sealed.ciphertext)
}

/** Opens what `sealOctets` sealed. Wrong key, use, `aad` or octets are one fault (`seal-broken`). */
export async function openOctets(secret: RecipientSecret, use: SealUse, aad: Uint8Array, sealed: Uint8Array): Promise<Uint8Array> {
  if (sealed.length < sealOverheadBytes) throw new Fault('seal-broken', 'too short to be sealed octets')
  try {
    const encapsulated = sealed.subarray(0, encapsulatedBytes)
    return await suite.Open(privateHandle(secret), encapsulated, sealed.subarray(encapsulatedBytes), { info: utf8(use), aad })
  } catch (cause) {
    throw new Fault('seal-broken', 'the sealed octets do not open', { cause })
  }
}

/** The package passes keys through to the KEM below, so ours may carry what it likes. */
type Handle = Key & { readonly xWing: RecipientKey | RecipientSecret }
const publicHandle = (xWing: RecipientKey): Handle => ({ xWing, type: 'public', algorithm: { name: 'X-Wing' }, extractable: false })
const privateHandle = (xWing: RecipientSecret): Handle => ({ xWing, type: 'private', algorithm: { name: 'X-Wing' }, extractable: false })

/** Keys come from seeds kept by the node (`recipientSecretOf`); the suite neither makes nor writes any. */
const keysComeFromSeeds = async (): Promise<never> => {
  throw new Fault('key-from-seed-only', 'recipient keys are made from seeds, not by the suite')
}

/** X-Wing for the package: draft-connolly-cfrg-xwing-kem over node:crypto. */
export const xWingKem = (): KEM<Handle> => ({
  id: 0x647a,
  type: 'KEM',
  name: 'X-Wing',
  Nsecret: 32,
  Nenc: encapsulatedBytes,
  Npk: 1_216,
  Nsk: 32,
  DeriveKeyPair: keysComeFromSeeds,
  GenerateKeyPair: keysComeFromSeeds,
  SerializePublicKey: keysComeFromSeeds,
  SerializePrivateKey: keysComeFromSeeds,
  DeserializePublicKey: keysComeFromSeeds,
  DeserializePrivateKey: keysComeFromSeeds,
  Encap: async key => {
    const { secret, encapsulated } = encapsulateTo(key.xWing as RecipientKey)
    return { shared_secret: secret, enc: encapsulated }
  },
  Decap: async (encapsulated, key) => decapsulateWith(key.xWing as RecipientSecret, encapsulated),
})

/** HKDF-SHA256 (RFC 5869) for the package. */
export const hkdfSha256 = (): KDF => ({
  id: 1,
  type: 'KDF',
  name: 'HKDF-SHA256',
  Nh: 32,
  stages: 2,
  Extract: async (salt, ikm) => hmac(salt.length === 0 ? noSalt : salt, ikm),
  Expand: async (prk, info, length) => {
    if (length > 255 * 32) throw new Fault('kdf-length', 'HKDF-SHA256 gives at most 8,160 bytes')
    const okm = new Uint8Array(32 * Math.ceil(length / 32))
    let block = nothing
    for (let i = 0; 32 * i < length; i++) {
      block = hmac(prk, concat(block, info, Uint8Array.of(i + 1)))
      okm.set(block, 32 * i)
    }
    return okm.subarray(0, length)
  },
  Derive: async () => {
    throw new Fault('kdf-two-stage', 'HKDF extracts and expands; it has no single stage')
  },
})

/** AES-256-GCM with a 12-byte nonce and a 16-byte tag (NIST SP 800-38D) for the package. */
export const aes256Gcm = (): AEAD => ({
  id: 2,
  type: 'AEAD',
  name: 'AES-256-GCM',
  Nk: 32,
  Nn: 12,
  Nt: 16,
  Seal: async (key, nonce, aad, plaintext) => gcmSeal(key, nonce, aad, plaintext),
  Open: async (key, nonce, aad, ciphertext) => gcmOpen(key, nonce, aad, ciphertext),
})

/** AES-256-GCM: ciphertext, then the 16-byte tag. A key and nonce pair is used once. */
export function gcmSeal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(key), nonce, { authTagLength: 16 }).setAAD(aad)
  return concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag())
}

/** Opens AES-256-GCM; anything altered throws. */
export function gcmOpen(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(key), nonce, { authTagLength: 16 }).setAAD(aad)
  decipher.setAuthTag(ciphertext.subarray(-16))
  const plaintext = decipher.update(ciphertext.subarray(0, -16))
  // One AES-GCM update gives all bytes; `final` only checks the tag, and nothing is used before it has.
  decipher.final()
  return new Uint8Array(plaintext.buffer, plaintext.byteOffset, plaintext.length)
}

/** Node 24 takes a secret as a key object four times faster than as bytes: 5 against 23 µs for one HMAC. */
function hmac(key: Uint8Array, data: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', createSecretKey(key)).update(data).digest())
}

const nothing = new Uint8Array(0)
const noSalt = new Uint8Array(32)
const suite = new CipherSuite<Handle>(xWingKem, hkdfSha256, aes256Gcm)
