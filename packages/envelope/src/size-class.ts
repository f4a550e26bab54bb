import { Fault } from '@entraide/ground'
import { sealOverheadBytes } from './hpke.ts'
import { ed25519Bytes, mldsa65Bytes } from './sign.ts'

/**
 * Bytes of room for a body: its kind, its length, itself and padding. Five sizes only, so that a watcher of the line learns
 * little (design: 4, 16, 64, 256, 1,024 KiB). Header, seal and signatures come on top, always the same 4,701 bytes:
 * they alone would fill a class of 4 KiB that had to hold them.
 */
export const sizeClasses = [4_096, 16_384, 65_536, 262_144, 1_048_576] as const
export type SizeClass = (typeof sizeClasses)[number]

/** Bytes of the header in clear. */
export const headerBytes = 192
/** Bytes before the body inside its room: one of kind, four of length. */
export const frameBytes = 5
/** Bytes of an envelope beyond its size class: header, encapsulated secret, tag and both signatures. */
export const overheadBytes = headerBytes + sealOverheadBytes + ed25519Bytes + mldsa65Bytes
/** The longest body that an envelope carries; what is longer travels as an attachment. */
export const maxBodyBytes = 1_048_576 - frameBytes
/** The longest envelope: what a node reads from the line at most. */
export const maxEnvelopeBytes = 1_048_576 + overheadBytes

/** Whether a number is one of the five classes. */
export function isSizeClass(bytes: number): bytes is SizeClass {
  return (sizeClasses as readonly number[]).includes(bytes)
}

/** The smallest class with room for a body. A body above `maxBodyBytes` is a fault (`body-too-large`): callers check first. */
export function sizeClassFor(bodyLength: number): SizeClass {
  const found = sizeClasses.find(size => bodyLength + frameBytes <= size)
  if (found === undefined) throw new Fault('body-too-large', `a body has at most ${maxBodyBytes} bytes`, { facts: { maxBytes: maxBodyBytes } })
  return found
}

/** The whole length of an envelope of a class. */
export function envelopeBytes(size: SizeClass): number {
  return size + overheadBytes
}
