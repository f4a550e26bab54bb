import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { concat, Fault, fromHex } from '@entraide/ground'

/** The four key kinds of suite 1. */
export type RawKind = 'ed25519' | 'x25519' | 'ml-dsa-65' | 'ml-kem-768'

type Form = { readonly publicBytes: number; readonly seedBytes: number; readonly spki: Uint8Array; readonly pkcs8: Uint8Array }

/**
 * What stands before the raw bytes in DER (RFC 8410, RFC 9881, RFC 9935; the private form that holds the seed alone).
 * We write these prefixes ourselves, because what OpenSSL exports differs between Node 24 and 26, while both read this.
 */
const forms: Readonly<Record<RawKind, Form>> = {
  ed25519: { publicBytes: 32, seedBytes: 32, spki: fromHex('302a300506032b6570032100'), pkcs8: fromHex('302e020100300506032b657004220420') },
  x25519: { publicBytes: 32, seedBytes: 32, spki: fromHex('302a300506032b656e032100'), pkcs8: fromHex('302e020100300506032b656e04220420') },
  'ml-dsa-65': {
    publicBytes: 1952,
    seedBytes: 32,
    spki: fromHex('308207b2300b0609608648016503040312038207a100'),
    pkcs8: fromHex('3034020100300b060960864801650304031204228020'),
  },
  'ml-kem-768': {
    publicBytes: 1184,
    seedBytes: 64,
    spki: fromHex('308204b2300b0609608648016503040402038204a100'),
    pkcs8: fromHex('3054020100300b060960864801650304040204428040'),
  },
}

/** How many bytes a raw public key of the kind has. */
export const publicBytesOf = (kind: RawKind): number => forms[kind].publicBytes

/** A public key of its raw bytes. A wrong length, or bytes that are no key of the kind, is a fault (`key-shape`). */
export function publicKeyOf(kind: RawKind, raw: Uint8Array): KeyObject {
  const form = forms[kind]
  if (raw.length !== form.publicBytes) throw new Fault('key-shape', `a public ${kind} key has ${form.publicBytes} bytes`)
  // As PEM: Node 24 throws and catches an error within itself for whatever is not a text, three times the work of reading the key.
  const text = Buffer.from(concat(form.spki, raw)).toString('base64').replace(/.{64}/g, '$&\n')
  return imported(kind, () => createPublicKey(`-----BEGIN PUBLIC KEY-----\n${text}\n-----END PUBLIC KEY-----\n`))
}

/** A private key of its seed. A wrong length is a fault (`key-shape`). */
export function privateKeyOf(kind: RawKind, seed: Uint8Array): KeyObject {
  const form = forms[kind]
  if (seed.length !== form.seedBytes) throw new Fault('key-shape', `the seed of a ${kind} key has ${form.seedBytes} bytes`)
  return imported(kind, () => createPrivateKey({ key: Buffer.from(concat(form.pkcs8, seed)), format: 'der', type: 'pkcs8' }))
}

/** The raw bytes of a public key, or of the public half of a private key. */
export function rawPublicOf(kind: RawKind, key: KeyObject): Uint8Array {
  const publicKey = key.type === 'private' ? createPublicKey(key as unknown as Parameters<typeof createPublicKey>[0]) : key
  // Every envelope makes an X25519 key and writes it out; as JWK that costs 3 µs, as DER 50 (Node 24).
  if (kind === 'x25519') return new Uint8Array(Buffer.from(publicKey.export({ format: 'jwk' }).x as string, 'base64url'))
  return new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-forms[kind].publicBytes))
}

function imported(kind: RawKind, read: () => KeyObject): KeyObject {
  try {
    return read()
  } catch (cause) {
    throw new Fault('key-shape', `the bytes are no ${kind} key`, { cause })
  }
}
