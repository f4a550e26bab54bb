/** The attachment vectors, made by a second writer from spec/attachment.md and @noble alone. */
import { base64url, hex, utf8 } from '@entraide/ground'
import { gcm } from '@noble/ciphers/aes.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'

const chunk = 65_536

/** Padmé as its paper prints it. */
export const padme = (length: number) => {
  const e = Math.floor(Math.log2(length))
  const s = Math.floor(Math.log2(e)) + 1
  const mask = 2 ** (e - s) - 1
  return Number((BigInt(length) + BigInt(mask)) & ~BigInt(mask))
}

/** Seals content with the STREAM of the spec page, optionally claiming another length or with other padding. */
export const sealedChunks = (key: Uint8Array, content: Uint8Array, claimed = content.length, filler = 0) => {
  const plain = new Uint8Array(padme(Math.max(content.length, 4_096))).fill(filler)
  plain.set(content)
  const count = Math.ceil(plain.length / chunk)
  return Array.from({ length: count }, (_, i) => {
    const counter = Uint8Array.from({ length: 11 }, (_, at) => (at < 5 ? 0 : Math.floor(i / 256 ** (10 - at)) % 256))
    const size = Uint8Array.from({ length: 8 }, (_, at) => (at < 1 ? 0 : Math.floor(claimed / 256 ** (7 - at)) % 256))
    const nonce = concatBytes(counter, Uint8Array.of(i === count - 1 ? 1 : 0))
    const aad = concatBytes(utf8('entraide/1 attachment'), Uint8Array.of(0), size)
    return gcm(key, nonce, aad).encrypt(plain.subarray(i * chunk, (i + 1) * chunk))
  })
}

/** Content that needs no room in a file: octet i is (31 i + 7) mod 251. */
export const patternOf = (bytes: number) => Uint8Array.from({ length: bytes }, (_, i) => (i * 31 + 7) % 251)

export const attachmentVectors = (key: Uint8Array) => {
  const slipOf = (content: Uint8Array, chunks: readonly Uint8Array[] = sealedChunks(key, content)) => {
    const whole = concatBytes(...chunks)
    return { key: base64url(key), bytes: content.length, sealedBytes: whole.length, digest: hex(sha256(whole)) }
  }
  const sizes = [0, 10, 4_096, 4_097, 65_535, 65_536, 65_537, 131_072, 200_001, 1_000_000]
  const sealed = {
    note: 'Content: octet i is (31 i + 7) mod 251. Sealing uses no chance, so the digest of the sealed whole holds all.',
    cases: sizes.map(n => slipOf(patternOf(n))),
  }

  const big = patternOf(200_000)
  const small = patternOf(10)
  const chunks = sealedChunks(key, big)
  const one = sealedChunks(key, small)[0] as Uint8Array
  const flip = (bytes: Uint8Array, at: number) => bytes.map((octet, i) => (i === at ? octet ^ 1 : octet))
  const odd = (chunksOf: Uint8Array[], content: Uint8Array) => ({ slip: slipOf(content, chunksOf), sealed: base64url(concatBytes(...chunksOf)) })
  const bad = {
    note: '`chunks` lists which sealed chunks of the pattern of 200,000 octets come, in which order; `sealed` gives the octets themselves.',
    cases: [
      { why: 'two chunks exchanged', slip: slipOf(big, chunks), chunks: [0, 2, 1, 3] },
      { why: 'the last chunk missing', slip: slipOf(big, chunks), chunks: [0, 1, 2] },
      { why: 'the first chunk missing', slip: slipOf(big, chunks), chunks: [1, 2, 3] },
      { why: 'a chunk twice', slip: slipOf(big, chunks), chunks: [0, 1, 1, 2, 3] },
      { why: 'the last chunk twice', slip: slipOf(big, chunks), chunks: [0, 1, 2, 3, 3] },
      { why: 'no chunk', slip: slipOf(big, chunks), chunks: [] },
      { why: 'another key', slip: { ...slipOf(big, chunks), key: base64url(new Uint8Array(32)) }, chunks: [0, 1, 2, 3] },
      { why: 'another digest', slip: { ...slipOf(big, chunks), digest: '00'.repeat(32) }, chunks: [0, 1, 2, 3] },
      { why: 'a declared size one less, of the same padded length', slip: { ...slipOf(big, chunks), bytes: 199_999 }, chunks: [0, 1, 2, 3] },
      { why: 'a bit of the first octet turned', slip: slipOf(small), sealed: base64url(flip(one, 0)) },
      { why: 'a bit of the padding turned', slip: slipOf(small), sealed: base64url(flip(one, 4_000)) },
      { why: 'a bit of the tag turned', slip: slipOf(small), sealed: base64url(flip(one, one.length - 1)) },
      { why: 'an octet missing at the end', slip: slipOf(small), sealed: base64url(one.subarray(0, -1)) },
      { why: 'an octet added at the end', slip: slipOf(small), sealed: base64url(concatBytes(one, Uint8Array.of(0))) },
      { why: 'padding that is not zeros, sealed so by its sender', ...odd(sealedChunks(key, small, 10, 1), small) },
      { why: 'sealed for another size by its sender', ...odd(sealedChunks(key, small, 11), small) },
    ],
  }
  return { sealed, bad }
}
