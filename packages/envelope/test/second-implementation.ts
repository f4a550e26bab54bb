/**
 * A second writer and reader of envelopes, made from spec/envelope.md and the @noble packages alone: no code of ours but the
 * helpers that turn text into bytes. It makes the same octets from the same seeds every time, and it can write wrong things,
 * which the product cannot: that is where the bad vectors come from.
 */
import { fromHex, hex, utf8 } from '@entraide/ground'
import { gcm } from '@noble/ciphers/aes.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { ml_kem768_x25519 } from '@noble/post-quantum/hybrid.js'
import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js'

const integer = (value: number | bigint, size: number) =>
  fromHex(
    BigInt(value)
      .toString(16)
      .padStart(2 * size, '0'),
  )
const sized = (bytes: Uint8Array, size: number) => concatBytes(bytes, new Uint8Array(size - bytes.length))

export type Party = { readonly seed: Uint8Array; readonly ed25519: Uint8Array; readonly mldsa65: Uint8Array }
export const partyOf = (seed: Uint8Array): Party => ({
  seed,
  ed25519: ed25519.getPublicKey(seed.subarray(0, 32)),
  mldsa65: ml_dsa65.keygen(seed.subarray(32)).publicKey,
})
export type Box = { readonly seed: Uint8Array; readonly raw: Uint8Array; readonly keyId: string }
export const boxOf = (seed: Uint8Array): Box => {
  const raw = ml_kem768_x25519.keygen(seed).publicKey
  return { seed, raw, keyId: hex(sha256(concatBytes(utf8('entraide/1 recipient-key'), Uint8Array.of(0), raw))).slice(0, 32) }
}

export type HeaderFields = {
  magic: string
  version: number
  suite: number
  sizeClass: number
  messageId: string
  recipientKeyId: string
  createdMs: number | bigint
  expiresMs: number | bigint
  sender: Uint8Array
  recipient: Uint8Array
}
export const headerOf = (h: HeaderFields) =>
  concatBytes(
    utf8(h.magic),
    integer(h.version, 2),
    integer(h.suite, 2),
    integer(h.sizeClass, 4),
    fromHex(h.messageId.replaceAll('-', '')),
    fromHex(h.recipientKeyId),
    integer(h.createdMs, 8),
    integer(h.expiresMs, 8),
    sized(h.sender, 64),
    sized(h.recipient, 64),
  )

/** Everything that goes into an envelope; a bad one differs in one thing. */
export type Recipe = HeaderFields & {
  kind: number
  label: string
  /** Octets between label and digests: 1 in an envelope. */
  separator: number
  body: Uint8Array
  claimedBodyLength: number
  padding: number
  room: number
  /** What is signed, where it is not what is sent. */
  signedHeader: Uint8Array | undefined
  signedKeyId: string
  signedBody: Uint8Array | undefined
  ed25519By: Party
  mldsa65By: Party
  blankEd25519: boolean
  blankMldsa65: boolean
  sealTo: Box
  sealUse: string
  sealAad: Uint8Array | undefined
}

export const write = (r: Recipe, random: Uint8Array): Uint8Array => {
  const header = headerOf(r)
  const signed = concatBytes(
    utf8(r.label),
    Uint8Array.of(r.separator),
    sha256(r.signedHeader ?? header),
    fromHex(r.signedKeyId),
    sha256(r.signedBody ?? r.body),
  )
  const classical = r.blankEd25519 ? new Uint8Array(64) : ed25519.sign(signed, r.ed25519By.seed.subarray(0, 32))
  const secretKey = ml_dsa65.keygen(r.mldsa65By.seed.subarray(32)).secretKey
  const postQuantum = r.blankMldsa65 ? new Uint8Array(3_309) : ml_dsa65.sign(signed, secretKey, { extraEntropy: false })
  const room = new Uint8Array(r.room).fill(r.padding)
  room.set(concatBytes(Uint8Array.of(r.kind), integer(r.claimedBodyLength, 4), r.body))
  return concatBytes(header, sealTo(r.sealTo.raw, r.sealUse, r.sealAad ?? header, concatBytes(room, classical, postQuantum), random))
}

/** HPKE base mode by RFC 9180 section 5, suite (0x647a, 1, 2). */
export const sealTo = (raw: Uint8Array, use: string, aad: Uint8Array, plaintext: Uint8Array, random: Uint8Array) => {
  const { cipherText, sharedSecret } = ml_kem768_x25519.encapsulate(raw, random)
  const { key, nonce } = schedule(sharedSecret, use)
  return concatBytes(cipherText, gcm(key, nonce, aad).encrypt(plaintext))
}
export const openBox = (box: Box, use: string, aad: Uint8Array, sealed: Uint8Array) => {
  const { key, nonce } = schedule(ml_kem768_x25519.decapsulate(sealed.slice(0, 1_120), box.seed), use)
  return gcm(key, nonce, aad).decrypt(sealed.slice(1_120))
}

const suiteId = concatBytes(utf8('HPKE'), fromHex('647a00010002'))
const labeledExtract = (salt: Uint8Array, label: string, ikm: Uint8Array) => extract(sha256, concatBytes(utf8('HPKE-v1'), suiteId, utf8(label), ikm), salt)
const labeledExpand = (prk: Uint8Array, label: string, info: Uint8Array, length: number) =>
  expand(sha256, prk, concatBytes(integer(length, 2), utf8('HPKE-v1'), suiteId, utf8(label), info), length)
const schedule = (secret: Uint8Array, use: string) => {
  const none = new Uint8Array(0)
  const context = concatBytes(Uint8Array.of(0), labeledExtract(none, 'psk_id_hash', none), labeledExtract(none, 'info_hash', utf8(use)))
  const prk = labeledExtract(secret, 'secret', none)
  return { key: labeledExpand(prk, 'key', context, 32), nonce: labeledExpand(prk, 'base_nonce', context, 12) }
}

/** Opens an envelope with the shortest reading of the spec page; undefined for any reason not to. */
export const read = (bytes: Uint8Array, box: Box, sender: Party, label: string) => {
  const header = bytes.slice(0, 192)
  const inside = openBox(box, 'entraide/1 envelope', header, bytes.slice(192))
  const room = Number.parseInt(hex(header.slice(12, 16)), 16)
  const body = inside.slice(5, 5 + Number.parseInt(hex(inside.slice(1, 5)), 16))
  const signed = concatBytes(utf8(label), Uint8Array.of(1), sha256(header), fromHex(box.keyId), sha256(body))
  const classical = ed25519.verify(inside.slice(room, room + 64), signed, sender.ed25519)
  const postQuantum = ml_dsa65.verify(inside.slice(room + 64), signed, sender.mldsa65)
  return classical && postQuantum ? { kind: inside[0], body } : undefined
}
