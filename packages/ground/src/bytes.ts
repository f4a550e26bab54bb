import { Fault } from './refusal.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** UTF-8 bytes of a text. Refuses lone surrogates (`text-not-unicode`), which UTF-8 cannot carry. */
export function utf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new Fault('text-not-unicode', 'the text holds half a character (a lone surrogate)')
  return encoder.encode(text)
}

/** The text of UTF-8 bytes. Invalid bytes are a fault (`bytes-not-utf8`), never replaced. A byte order mark stays. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new Fault('bytes-not-utf8', 'the bytes are not valid UTF-8', { cause })
  }
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  const codes = new Uint8Array(2 * bytes.length)
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    codes[2 * at] = digits[byte >> 4] as number
    codes[2 * at + 1] = digits[byte & 15] as number
  }
  return decoder.decode(codes)
}
const digits = encoder.encode('0123456789abcdef')

/** Bytes of an even number of hexadecimal digits, either case. Anything else is a fault (`hex-shape`). */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) throw new Fault('hex-shape', 'not hexadecimal')
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = (nibbleOf(text.charCodeAt(2 * i)) << 4) | nibbleOf(text.charCodeAt(2 * i + 1))
  return bytes
}

/** The value of a hexadecimal digit by its code: `0` to `9` end in it, `A` to `F` in either case begin at 1. */
function nibbleOf(code: number): number {
  return code < 0x40 ? code & 15 : (code & 15) + 9
}

/**
 * Base64url without padding (RFC 4648 section 5). Written out: measured, by way of `btoa` the signature of a receipt made a third of the
 * garbage of an exchange.
 */
export function base64url(bytes: Uint8Array): string {
  const codes = new Uint8Array(Math.ceil((bytes.length * 4) / 3))
  for (let at = 0, to = 0; at < bytes.length; at += 3) {
    // Behind the last byte stand zeros, and letters that find no room in `codes` are dropped.
    const three = ((bytes[at] as number) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    codes[to++] = letters[three >> 18] as number
    codes[to++] = letters[(three >> 12) & 63] as number
    codes[to++] = letters[(three >> 6) & 63] as number
    codes[to++] = letters[three & 63] as number
  }
  return decoder.decode(codes)
}
const letters = encoder.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')

/**
 * Bytes of base64url without padding. Only the one spelling of each byte string is taken: other alphabets,
 * padding, spaces and stray low bits are a fault (`base64url-shape`), so a value has one form on the wire.
 */
export function fromBase64url(text: string): Uint8Array {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new Fault('base64url-shape', 'not base64url')
  const bytes = new Uint8Array((text.length * 3) >> 2)
  let bits = 0
  let held = 0
  for (let at = 0, to = 0; at < text.length; at++) {
    bits = ((bits << 6) | (sextets[text.charCodeAt(at)] as number)) & 0xffff
    held += 6
    if (held < 8) continue
    held -= 8
    bytes[to++] = bits >> held
  }
  if ((bits & ((1 << held) - 1)) !== 0) throw new Fault('base64url-shape', 'not the shortest base64url of its bytes')
  return bytes
}
const sextets = new Uint8Array(128)
for (const [value, letter] of letters.entries()) sextets[letter] = value

/** The parts one after the other. */
export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((n, part) => n + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Whether two byte strings are the same, in time that depends on their length only. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let differs = 0
  for (let i = 0; i < a.length; i++) differs |= (a[i] as number) ^ (b[i] as number)
  return differs === 0
}

/** An unsigned integer as `size` big-endian bytes. `value` is a safe integer below 256^size, else `integer-range`. */
export function bigEndian(value: number, size: 1 | 2 | 4 | 8): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0 || (size < 8 && value >= 256 ** size)) throw new Fault('integer-range', `${value} does not fit ${size} bytes`)
  const bytes = new Uint8Array(size)
  for (let i = size - 1, rest = value; i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256
  return bytes
}

/** The unsigned integer of 1 to 8 big-endian bytes; above 2^53 - 1 it is a fault (`integer-range`). */
export function fromBigEndian(bytes: Uint8Array): number {
  let value = 0
  for (const byte of bytes) value = value * 256 + byte
  if (!Number.isSafeInteger(value)) throw new Fault('integer-range', 'the integer is too large')
  return value
}
