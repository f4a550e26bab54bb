import {
  bigEndian,
  concat,
  day,
  Fault,
  fromBigEndian,
  fromHex,
  hex,
  type Instant,
  instantOf,
  isNodeId,
  isRefusal,
  isUuid,
  millisecondsOf,
  type NodeId,
  type Uuid,
  utf8,
} from '@entraide/ground'
import type { KeyId } from './key-id.ts'
import { envelopeBytes, headerBytes, isSizeClass, type SizeClass } from './size-class.ts'
import { type OpeningCause, type Unopenable, unopenable } from './unopenable.ts'

/** Format of the octets. A reader knows this one only: an older or newer one is refused, never guessed. */
export const version = 1
/** HPKE (0x647a, 1, 2), Ed25519 with ML-DSA-65, SHA-256. Another combination gets another number. */
export const suite = 1

/** What the transport sees of an envelope, and nothing else. */
export type Header = {
  readonly version: typeof version
  readonly suite: typeof suite
  readonly sizeClass: SizeClass
  readonly messageId: Uuid
  readonly recipientKeyId: KeyId
  readonly createdAt: Instant
  /** After `createdAt`, at most 28 days. */
  readonly expiresAt: Instant
  readonly sender: NodeId
  readonly recipient: NodeId
}

/**
 * Recipient keys are used for 7 days and kept for 35 at most; an envelope may name a key on its last day,
 * so it lives for what remains.
 */
export const maxLifeDays = 28

/** `entraide` in ASCII. */
const magic = utf8('entraide')
const nodeIdBytes = 64

/** The 192 octets of a header. Fields that no reader would take are a fault (`header-shape`, with the cause). */
export function headerOctets(header: Header): Uint8Array {
  const octets = concat(
    magic,
    bigEndian(header.version, 2),
    bigEndian(header.suite, 2),
    bigEndian(header.sizeClass, 4),
    fromHex(header.messageId.replaceAll('-', '')),
    fromHex(header.recipientKeyId),
    bigEndian(millisecondsOf(header.createdAt), 8),
    bigEndian(millisecondsOf(header.expiresAt), 8),
    padded(header.sender),
    padded(header.recipient),
  )
  // Written and read by the same rules: a node cannot send what its partner must refuse.
  const read = parse(octets)
  if (typeof read === 'string') throw new Fault('header-shape', 'no reader would take this header', { facts: { cause: read } })
  return octets
}

/**
 * Reads the header of a whole envelope. There is one spelling of each header: fixed places, zeros where nothing stands,
 * and a length that agrees with the size class. Nothing is authenticated yet.
 * Source: spec/envelope.md#header
 */
export function readHeader(bytes: Uint8Array): Header | Unopenable {
  if (bytes.length < headerBytes) return unopenable('not-an-envelope')
  const read = parse(bytes.subarray(0, headerBytes))
  if (typeof read === 'string') return unopenable(read)
  return bytes.length === envelopeBytes(read.sizeClass) ? read : unopenable('length-differs')
}

/** Whether a header was read. */
export function isHeader(read: Header | Unopenable): read is Header {
  return !isRefusal(read)
}

function parse(octets: Uint8Array): Header | OpeningCause {
  const at = (from: number, length: number) => octets.subarray(from, from + length)
  if (hex(at(0, 8)) !== hex(magic)) return 'not-an-envelope'
  if (fromBigEndian(at(8, 2)) !== version) return 'version-unknown'
  if (fromBigEndian(at(10, 2)) !== suite) return 'suite-unknown'
  const sizeClass = fromBigEndian(at(12, 4))
  if (!isSizeClass(sizeClass)) return 'size-class-unknown'
  const messageId = dashed(hex(at(16, 16)))
  if (!isUuid(messageId)) return 'message-id-shape'
  const recipientKeyId = hex(at(32, 16)) as KeyId
  const createdAt = instantAt(at(48, 8))
  const expiresAt = instantAt(at(56, 8))
  if (createdAt === undefined || expiresAt === undefined) return 'instant-shape'
  if (expiresAt <= createdAt) return 'expires-before-created'
  if (millisecondsOf(expiresAt) - millisecondsOf(createdAt) > maxLifeDays * day) return 'lifetime-too-long'
  const sender = nodeAt(at(64, nodeIdBytes))
  const recipient = nodeAt(at(128, nodeIdBytes))
  if (sender === undefined || recipient === undefined) return 'node-id-shape'
  return { version, suite, sizeClass, messageId, recipientKeyId, createdAt, expiresAt, sender, recipient }
}

function padded(node: NodeId): Uint8Array {
  if (!isNodeId(node)) throw new Fault('header-shape', 'no reader would take this header', { facts: { cause: 'node-id-shape' } })
  const octets = new Uint8Array(nodeIdBytes)
  octets.set(utf8(node))
  return octets
}

function nodeAt(octets: Uint8Array): NodeId | undefined {
  const end = octets.indexOf(0)
  const length = end === -1 ? nodeIdBytes : end
  if (octets.subarray(length).some(octet => octet !== 0)) return undefined
  const text = String.fromCharCode(...octets.subarray(0, length))
  return isNodeId(text) ? text : undefined
}

/** Milliseconds of the years 1970 to 2199; `instantOf` refuses the rest, and 8 octets hold far more. */
function instantAt(octets: Uint8Array): Instant | undefined {
  try {
    return instantOf(fromBigEndian(octets))
  } catch {
    return undefined
  }
}

function dashed(digits: string): string {
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`
}
