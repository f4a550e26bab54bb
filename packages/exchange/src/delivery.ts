import { maxEnvelopeBytes } from '@entraide/envelope'
import {
  bigEndian,
  concat,
  fromBigEndian,
  fromUtf8,
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
  const parts = readParts(bytes, magic, [maxEnvelopeBytes, 16_384])
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
  return concat(carryMagic, ...parts.flatMap(part => [bigEndian(part.length, 4), part]))
}

/** Reads a carried file: the counts of its head and nothing behind. Nothing in it is believed yet. */
export function readCarry(bytes: Uint8Array): CarryFile | Refusal<'carry-shape'> {
  const parts = readParts(bytes, carryMagic, null)
  const first = parts?.[0]
  if (parts === null || first === undefined) return refuse('carry-shape', {})
  const head = readOctets(first, CarryHead)
  if (isRefusal(head)) return refuse('carry-shape', head.facts)
  const { from, to, deliveries, receipts, chunks } = head as z.infer<typeof CarryHead>
  if (parts.length !== 1 + deliveries + receipts + chunks) return refuse('carry-shape', { parts: parts.length })
  return {
    from,
    to,
    deliveries: parts.slice(1, 1 + deliveries),
    receipts: parts.slice(1 + deliveries, 1 + deliveries + receipts),
    chunks: parts.slice(1 + deliveries + receipts),
  }
}

function readParts(bytes: Uint8Array, start: Uint8Array, limits: readonly number[] | null): Uint8Array[] | null {
  if (!sameBytes(bytes.subarray(0, start.length), start)) return null
  const parts: Uint8Array[] = []
  let at = start.length
  while (at < bytes.length) {
    if (at + 4 > bytes.length || (limits !== null && parts.length >= limits.length)) return null
    const length = fromBigEndian(bytes.subarray(at, at + 4))
    at += 4
    if (at + length > bytes.length || length > (limits?.[parts.length] ?? maxEnvelopeBytes + 65_536)) return null
    parts.push(bytes.subarray(at, at + length))
    at += length
  }
  return limits === null || parts.length === limits.length ? parts : null
}

/** The text of a carried receipt part. */
export function carriedText(part: Uint8Array): string {
  return fromUtf8(part)
}
