import { createHash } from 'node:crypto'
import { bigEndian, concat, Fault, type Refusal, utf8 } from '@entraide/ground'
import { chunkBytes, chunkCount, chunkRange, isAttachmentSize, maxAttachmentBytes, paddedBytes, sealedBytesOf, sealedChunkBytes } from './attachment-size.ts'
import type { AttachmentSlip } from './attachment-slip.ts'
import { gcmOpen, gcmSeal } from './hpke.ts'

/** Bytes in pieces of any length, as files and connections give them. */
export type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>
/** Takes one finished piece. What it returns is awaited before the next is made, so a slow disk slows the reading. */
export type Put = (piece: Uint8Array, index: number) => void | Promise<void>

/** Why an attachment was not opened. For our own log only. */
export type AttachmentCause = 'chunk-broken' | 'padding-not-zero' | 'shorter-than-declared' | 'longer-than-declared' | 'digest-differs'
export type AttachmentUnopenable = Refusal<'attachment-unopenable'> & { readonly inside: AttachmentCause }

/**
 * Seals an attachment piece by piece, never whole in memory.
 *
 * The sealed chunks are to be kept until the partner has them: sealing again under the same key is only safe for the very
 * same bytes, so a broken transfer goes on from the kept chunks, and a changed file gets a new key.
 *
 * @param key - 32 fresh random bytes
 * @param bytes - length of the content. Above `maxAttachmentBytes` is a fault (`attachment-too-large`); content of another
 * length is a fault (`attachment-size-differs`), after which what was put is to be thrown away
 * Source: spec/attachment.md · vectors/attachment/
 */
export async function sealAttachment(key: Uint8Array, bytes: number, content: Pieces, put: Put): Promise<AttachmentSlip> {
  if (key.length !== 32) throw new Fault('key-shape', 'an attachment key has 32 bytes')
  if (!isAttachmentSize(bytes))
    throw new Fault('attachment-too-large', `an attachment has at most ${maxAttachmentBytes} bytes`, { facts: { maxBytes: maxAttachmentBytes } })
  const sealedBytes = sealedBytesOf(bytes)
  const whole = createHash('sha256')
  let index = 0
  for await (const plain of inChunks(padded(content, bytes), chunkBytes)) {
    const sealed = sealChunk(key, bytes, index, plain)
    whole.update(sealed)
    await put(sealed, index++)
  }
  return { key, bytes, sealedBytes, digest: whole.digest('hex') }
}

/**
 * Seals one chunk of an attachment whose content comes with breaks. What was kept of a chunk is never sealed again: its place takes one
 * content, and no other, under a key.
 *
 * @param bytes - length of the content of the whole attachment
 * @param plain - the padded content of this chunk: `chunkBytes`, the last one shorter
 */
export function sealChunk(key: Uint8Array, bytes: number, index: number, plain: Uint8Array): Uint8Array {
  return gcmSeal(key, nonceOf(index, index === chunkCount(sealedBytesOf(bytes)) - 1), aadOf(bytes), plain)
}

/**
 * Opens a sealed attachment piece by piece.
 *
 * Each piece given to `put` is authentic and stands in its place; that the whole is complete is known at the end only, so
 * what was put counts for nothing until this returns undefined. Faults of `sealed` and `put` pass through.
 *
 * @returns undefined when all was as the slip says, else `attachment-unopenable`, one code for every cause
 */
export async function openAttachment(slip: AttachmentSlip, sealed: Pieces, put: Put): Promise<AttachmentUnopenable | undefined> {
  const whole = createHash('sha256')
  const total = chunkCount(slip.sealedBytes)
  let index = 0
  for await (const chunk of inChunks(atMost(sealed, slip.sealedBytes + 1), sealedChunkBytes)) {
    const { from, to } = chunkRange(slip.sealedBytes, index)
    if (index >= total || chunk.length > to - from) return unopenable('longer-than-declared')
    if (chunk.length < to - from) return unopenable('shorter-than-declared')
    const plain = openChunk(slip, index, chunk)
    if (typeof plain === 'string') return unopenable(plain)
    whole.update(chunk)
    if (plain.length > 0) await put(plain, index)
    index++
  }
  if (index < total) return unopenable('shorter-than-declared')
  return whole.digest('hex') === slip.digest ? undefined : unopenable('digest-differs')
}

/** The content of one sealed chunk, without padding, or why not. For reading on from the middle of an attachment once checked whole. */
export function openChunk(slip: AttachmentSlip, index: number, sealed: Uint8Array): Uint8Array | 'chunk-broken' | 'padding-not-zero' {
  let plain: Uint8Array
  try {
    plain = gcmOpen(slip.key, nonceOf(index, index === chunkCount(slip.sealedBytes) - 1), aadOf(slip.bytes), sealed)
  } catch {
    return 'chunk-broken'
  }
  const ours = Math.min(Math.max(slip.bytes - index * chunkBytes, 0), plain.length)
  return plain.subarray(ours).some(byte => byte !== 0) ? 'padding-not-zero' : plain.subarray(0, ours)
}

/**
 * Eleven octets of counter, one that is 1 on the last chunk: no chunk can stand elsewhere, and none can be the end but the last.
 * Source: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) as C2SP age.md#payload writes it.
 */
function nonceOf(index: number, isLast: boolean): Uint8Array {
  return concat(new Uint8Array(3), bigEndian(index, 8), Uint8Array.of(isLast ? 1 : 0))
}

function aadOf(bytes: number): Uint8Array {
  return concat(utf8('entraide/1 attachment'), Uint8Array.of(0), bigEndian(bytes, 8))
}

async function* padded(content: Pieces, bytes: number): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const piece of content) {
    read += piece.length
    if (read > bytes) break
    yield piece
  }
  if (read !== bytes) throw new Fault('attachment-size-differs', 'the content is not as long as declared', { facts: { declaredBytes: bytes } })
  for (let missing = paddedBytes(bytes) - bytes; missing > 0; missing -= chunkBytes) yield new Uint8Array(Math.min(missing, chunkBytes))
}

/** The pieces up to a number of bytes: an endless sender is read no further. */
async function* atMost(pieces: Pieces, bytes: number): AsyncGenerator<Uint8Array> {
  let left = bytes
  for await (const piece of pieces) {
    yield piece.subarray(0, left)
    left -= piece.length
    if (left <= 0) return
  }
}

/** The same bytes in pieces of one size, the last one shorter. Each piece is its own memory. */
async function* inChunks(pieces: Pieces, size: number): AsyncGenerator<Uint8Array> {
  let filling = new Uint8Array(size)
  let filled = 0
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + size - filled)
      filling.set(part, filled)
      filled += part.length
      at += part.length
      if (filled === size) {
        yield filling
        filling = new Uint8Array(size)
        filled = 0
      }
    }
  }
  if (filled > 0) yield filling.subarray(0, filled)
}

function unopenable(inside: AttachmentCause): AttachmentUnopenable {
  return { refused: 'attachment-unopenable', facts: {}, inside }
}
