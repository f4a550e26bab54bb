import { hex } from './bytes.ts'
import { type Instant, instantOf, millisecondsOf } from './instant.ts'
import { Fault } from './refusal.ts'

/** A UUID version 7 (RFC 9562): lower case, 36 characters. Message, dossier and draft ids have this shape. */
export type Uuid = string & { readonly __uuid: never }
/** An authority's node: `BE-POL-SPOC`. Two letters of the state, then 1 to 5 words of 2 to 12 capitals or digits. */
export type NodeId = string & { readonly __nodeId: never }
/** A thread's reference at one side: `BE-POL-SPOC/2026/7K3QF`. Random, no counter: gaps would reveal. */
export type Reference = string & { readonly __reference: never }

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const nodeShape = /^[A-Z]{2}(?:-[A-Z0-9]{2,12}){1,5}$/
/** Crockford's alphabet: no I, L, O, U, so that a reference survives being read over the telephone. */
const spoken = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const referenceShape = /^[A-Z]{2}(?:-[A-Z0-9]{2,12}){1,5}\/\d{4}\/[0-9A-HJKMNP-TV-Z]{5}$/

/** Makes a version 7 UUID of a moment and 10 random bytes. */
export function uuid7(at: Instant, random: Uint8Array): Uuid {
  if (random.length < 10) throw new Fault('random-short', 'a UUID needs 10 random bytes')
  const bytes = new Uint8Array(16)
  for (let i = 5, rest = millisecondsOf(at); i >= 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = 0x70 | ((bytes[6] as number) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] as number) & 0x3f)
  const digits = hex(bytes)
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}` as Uuid
}

/** Whether a text is a version 7 UUID in lower case. */
export function isUuid(text: unknown): text is Uuid {
  return typeof text === 'string' && uuidShape.test(text)
}

/** The moment a version 7 UUID was minted. */
export function mintedAt(id: Uuid): Instant {
  return instantOf(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}

/** A node id of its text, else a fault (`node-id-shape`). */
export function nodeId(text: string): NodeId {
  if (!isNodeId(text)) throw new Fault('node-id-shape', 'not a node id like BE-POL-SPOC')
  return text
}

/** Whether a text is a node id. */
export function isNodeId(text: unknown): text is NodeId {
  return typeof text === 'string' && text.length <= 64 && nodeShape.test(text)
}

/** The state of a node: its first two letters (ISO 3166-1). */
export function stateOf(node: NodeId): string {
  return node.slice(0, 2)
}

/** A new reference of a node, from a year and at least 5 random bytes (5 bits of each are used). */
export function reference(node: NodeId, year: number, random: Uint8Array): Reference {
  if (random.length < 5) throw new Fault('random-short', 'a reference needs 5 random bytes')
  const tail = [...random.subarray(0, 5)].map(byte => spoken[byte % 32]).join('')
  return `${node}/${String(year).padStart(4, '0')}/${tail}` as Reference
}

/** Whether a text is a reference. */
export function isReference(text: unknown): text is Reference {
  return typeof text === 'string' && text.length <= 80 && referenceShape.test(text)
}
