import { type Refusal, refuse } from '@entraide/ground'

/** The longest attachment, before padding: 100 MiB (design section 5). */
export const maxAttachmentBytes = 104_857_600
/** Plain bytes of a chunk; the last one may be shorter. Enough that sealing costs little beside copying, small enough to hold many. */
export const chunkBytes = 65_536
/** Bytes of a sealed chunk: the plain ones and a 16-byte tag. */
export const sealedChunkBytes = chunkBytes + 16
/** Nothing is padded to less than this: Padmé alone would show the exact size of a small note. */
const leastPaddedBytes = 4_096

/**
 * The length an attachment is padded to: Padmé, which hides all but the top bits of the length and costs at most 12 %.
 *
 * @param bytes - 0 to `maxAttachmentBytes`
 * Source: Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and Communication with PURBs", PoPETs 2019, algorithm 1
 */
export function paddedBytes(bytes: number): number {
  const length = Math.max(bytes, leastPaddedBytes)
  const exponent = 31 - Math.clz32(length)
  const kept = 32 - Math.clz32(exponent)
  const step = 2 ** (exponent - kept)
  return Math.ceil(length / step) * step
}

/** The length of a sealed attachment of so many plain bytes. */
export function sealedBytesOf(bytes: number): number {
  const padded = paddedBytes(bytes)
  return padded + 16 * Math.ceil(padded / chunkBytes)
}

/** How many chunks a sealed attachment has. */
export function chunkCount(sealedBytes: number): number {
  return Math.ceil(sealedBytes / sealedChunkBytes)
}

/** Where a chunk stands in the sealed whole: `from` inclusive, `to` exclusive. The index counts from 0. */
export function chunkRange(sealedBytes: number, index: number): { readonly from: number; readonly to: number } {
  return { from: index * sealedChunkBytes, to: Math.min((index + 1) * sealedChunkBytes, sealedBytes) }
}

/** Whether a whole number of plain bytes is one an attachment may have. */
export function isAttachmentSize(bytes: unknown): bytes is number {
  return typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes >= 0 && bytes <= maxAttachmentBytes
}

/** What a receiver holds of an attachment that is being pushed. It has no key yet: the envelope that names it comes last. */
export type Transfer = { readonly sealedBytes: number; readonly chunksHeld: number }

/**
 * Judges a chunk as it arrives. Chunks come in order; one held already is answered like the first time, so a sender that
 * lost an answer goes on from where the receiver stands.
 *
 * @returns `append` for the next chunk, `held` for an earlier one, or the refusal `attachment-chunk` with the index awaited
 */
export function judgeChunk(transfer: Transfer, index: number, length: number): 'append' | 'held' | Refusal<'attachment-chunk'> {
  const awaited = refuse('attachment-chunk', { awaited: transfer.chunksHeld })
  if (!Number.isSafeInteger(index) || index < 0 || index >= chunkCount(transfer.sealedBytes)) return awaited
  const { from, to } = chunkRange(transfer.sealedBytes, index)
  if (length !== to - from || index > transfer.chunksHeld) return awaited
  return index === transfer.chunksHeld ? 'append' : 'held'
}

/** Whether a sealed length is that of some attachment we take: what a receiver checks before it gives any room. */
export function isSealedSize(sealedBytes: unknown): sealedBytes is number {
  if (typeof sealedBytes !== 'number' || !Number.isSafeInteger(sealedBytes) || sealedBytes <= 0) return false
  const padded = sealedBytes - 16 * chunkCount(sealedBytes)
  // Padmé leaves a padded length, and the greatest one, as they are.
  return padded > 0 && padded <= maxAttachmentBytes && sealedBytesOf(padded) === sealedBytes
}
