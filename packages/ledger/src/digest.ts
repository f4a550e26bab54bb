import { hash } from 'node:crypto'
import { concat, utf8 } from '@entraide/ground'

/** SHA-256 of the parts, one after the other: 32 bytes. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(hash('sha256', parts.length === 1 ? (parts[0] as Uint8Array) : concat(...parts), 'buffer'))
}

/**
 * The bytes that open every hash of one kind: ASCII, closed by a zero byte, so that no label begins another
 * and a hash made for one use never stands for another.
 */
export function domain(label: string): Uint8Array {
  return utf8(`${label}\0`)
}
