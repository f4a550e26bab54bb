import { utf8 } from './bytes.ts'
import { Fault } from './refusal.ts'

/** A value of I-JSON (RFC 7493): what agreements, cards and stored records are made of. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/**
 * The one canonical text of a JSON value (RFC 8785): members sorted by UTF-16 code units, no white space.
 * For hashing agreements, cards and stored records; never for message bodies, whose exact octets are signed.
 * NaN, infinities, -0 aside (written 0), undefined, lone surrogates and anything that is not JSON is a fault (`not-json`).
 */
export function canonicalText(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Fault('not-json', 'a number is not finite')
    return JSON.stringify(value)
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new Fault('not-json', 'a text holds a lone surrogate')
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value === 'object' && [Object.prototype, null].includes(Object.getPrototypeOf(value))) {
    const members = value as { readonly [name: string]: Json }
    const names = Object.keys(members).sort(byCodeUnit)
    return `{${names.map(name => `${canonicalText(name)}:${canonicalText(members[name] as Json)}`).join(',')}}`
  }
  throw new Fault('not-json', `a ${typeof value} is not JSON`)
}

/** `canonicalText` as UTF-8 bytes: what is hashed and signed. */
export function canonicalBytes(value: Json): Uint8Array {
  return utf8(canonicalText(value))
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
