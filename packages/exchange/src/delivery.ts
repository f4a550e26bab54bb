import { maxEnvelopeBytes, sealedChunkBytes } from '@entraide/envelope'
import {
  bigEndian,
  concat,
  fromBigEndian,
  fromHex,
  hex,
  type Instant,
  isInstant,
  isRefusal,
  type NodeId,
  type Refusal,
  refuse,
  sameBytes,
  utf8,
} from '@entraide/ground'
import { z } from 'zod'
import { nodeIdText } from './item.ts'
import { readOctets } from './signed-document.ts'

const magic = utf8('entraide-delivery/1\n')
const carryMagic = utf8('entraide-carry/1\n')
/** What stands beside is one checkpoint and a hash, sealed. */
const maxBesideBytes = 16_384
/** Both signatures, a receipt and its checkpoint, in base64url. */
const maxReceiptBytes = 65_536
const maxHeadBytes = 1_024
const chunkHeadBytes = 40

/** What goes beside an envelope, added at each delivery and not signed with it. Sealed for the partner on the wire. */
const BesideSchema = z.strictObject({
  beside: z.literal('entraide.beside/1'),
  at: z.custom<Instant>(isInstant),
  /** The sender's newest checkpoint of its exchange log with this partner, as a signed note. */
  checkpoint: z.string().max(4_000).nullable(),
  /** Salted hash of the sender's acts-log checkpoint, 32 bytes in hexadecimal: a rewritten or restored log shows. */
  acts: z.string().regex(/^[0-9a-f]{64}$/),
})
export type Beside = z.infer<typeof BesideSchema>

/** An envelope on its way, with what travels beside it. Source: spec/delivery.md · vectors/delivery/ */
export type Delivery = { readonly envelope: Uint8Array; readonly beside: Uint8Array }

/** `magic ‖ u32 length ‖ envelope ‖ u32 length ‖ beside`. */
export function deliveryBytes({ envelope, beside }: Delivery): Uint8Array {
  return concat(magic, bigEndian(envelope.length, 4), envelope, bigEndian(beside.length, 4), beside)
}

/** Reads a delivery: exactly two parts, nothing behind them. */
export function readDelivery(bytes: Uint8Array): Delivery | Refusal<'delivery-shape'> {
  const parts = startsWith(bytes, magic) ? readParts(bytes, magic.length, [maxEnvelopeBytes, maxBesideBytes]) : null
  return parts === null ? refuse('delivery-shape', {}) : { envelope: parts[0] as Uint8Array, beside: parts[1] as Uint8Array }
}

/** Bytes of what goes beside, before sealing. */
export function besideBytes(beside: Beside): Uint8Array {
  return utf8(JSON.stringify(beside))
}

/** Reads what was beside, once opened. */
export function readBeside(octets: Uint8Array): Beside | Refusal<'document-shape'> {
  return readOctets(octets, BesideSchema)
}

/** A file that carries deliveries and receipts between nodes with no line (`entraide carry out|in`). */
export type CarryFile = {
  readonly from: NodeId
  readonly to: NodeId
  readonly deliveries: readonly Uint8Array[]
  readonly receipts: readonly Uint8Array[]
  readonly chunks: readonly Uint8Array[]
}

const CarryHead = z.strictObject({
  from: nodeIdText,
  to: nodeIdText,
  deliveries: z.int().min(0).max(10_000),
  receipts: z.int().min(0).max(10_000),
  chunks: z.int().min(0).max(100_000),
})

/** `magic ‖ u32 length ‖ head (JSON) ‖ parts, each with its u32 length`. */
export function carryBytes(file: CarryFile): Uint8Array {
  const head = utf8(
    JSON.stringify({ from: file.from, to: file.to, deliveries: file.deliveries.length, receipts: file.receipts.length, chunks: file.chunks.length }),
  )
  const parts = [head, ...file.deliveries, ...file.receipts, ...file.chunks]
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, carryMagic.length))
  bytes.set(carryMagic)
  // One by one: a file has more parts than a call may have arguments.
  let at = carryMagic.length
  for (const part of parts) {
    bytes.set(bigEndian(part.length, 4), at)
    bytes.set(part, at + 4)
    at += 4 + part.length
  }
  return bytes
}

/** Reads a carried file: what its head counts and nothing behind. Nothing in it is believed yet. */
export function readCarry(bytes: Uint8Array): CarryFile | Refusal<'carry-shape'> {
  const first = startsWith(bytes, carryMagic) ? readPart(bytes, carryMagic.length, maxHeadBytes) : null
  if (first === null) return refuse('carry-shape', {})
  const head = readOctets(first, CarryHead)
  if (isRefusal(head)) return refuse('carry-shape', head.facts)
  const { from, to, deliveries, receipts, chunks } = head as z.infer<typeof CarryHead>
  const limits = [
    ...Array<number>(deliveries).fill(magic.length + 8 + maxEnvelopeBytes + maxBesideBytes),
    ...Array<number>(receipts).fill(maxReceiptBytes),
    ...Array<number>(chunks).fill(chunkHeadBytes + sealedChunkBytes),
  ]
  const parts = readParts(bytes, carryMagic.length + 4 + first.length, limits)
  if (parts === null) return refuse('carry-shape', { parts: limits.length })
  return {
    from,
    to,
    deliveries: parts.slice(0, deliveries),
    receipts: parts.slice(deliveries, deliveries + receipts),
    chunks: parts.slice(deliveries + receipts),
  }
}

/** One sealed chunk of an attachment as a file carries it: `digest (32) ‖ sealed bytes of the whole (u32) ‖ position (u32) ‖ chunk`. */
export type CarriedChunk = { readonly digest: string; readonly sealedBytes: number; readonly position: number; readonly sealed: Uint8Array }

/** Bytes of a carried chunk. */
export function chunkBytes({ digest, sealedBytes, position, sealed }: CarriedChunk): Uint8Array {
  return concat(fromHex(digest), bigEndian(sealedBytes, 4), bigEndian(position, 4), sealed)
}

/** Reads a carried chunk. Whether it is one is judged like a pushed one. */
export function readChunk(part: Uint8Array): CarriedChunk | Refusal<'carry-shape'> {
  if (part.length <= chunkHeadBytes) return refuse('carry-shape', {})
  return {
    digest: hex(part.subarray(0, 32)),
    sealedBytes: fromBigEndian(part.subarray(32, 36)),
    position: fromBigEndian(part.subarray(36, 40)),
    sealed: part.slice(chunkHeadBytes),
  }
}

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return sameBytes(bytes.subarray(0, start.length), start)
}

/** As many parts as there are limits, up to the last byte. */
function readParts(bytes: Uint8Array, from: number, limits: readonly number[]): Uint8Array[] | null {
  const parts: Uint8Array[] = []
  let at = from
  for (const limit of limits) {
    const part = readPart(bytes, at, limit)
    if (part === null) return null
    parts.push(part)
    at += 4 + part.length
  }
  return at === bytes.length ? parts : null
}

function readPart(bytes: Uint8Array, at: number, limit: number): Uint8Array | null {
  if (at + 4 > bytes.length) return null
  const length = fromBigEndian(bytes.subarray(at, at + 4))
  return length > limit || at + 4 + length > bytes.length ? null : bytes.subarray(at + 4, at + 4 + length)
}
