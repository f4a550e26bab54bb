import type { Context } from '@entraide/envelope'
import { type Instant, isInstant, type Refusal } from '@entraide/ground'
import { z } from 'zod'
import { writtenLine } from './item.ts'
import { readOctets } from './signed-document.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const moment = z.custom<Instant>(isInstant)

/**
 * The closed list of messages that need no clause and carry no personal data (design section 4). Each travels sealed like
 * any other, under a context label of its own, so that none can be taken for another (Matrix 2022: protocol confusion).
 * Receipts and checkpoints go beside envelopes, not in them. Source: spec/control.md · vectors/control/
 */
export const controlSchemas = {
  card: z.strictObject({ control: z.literal('card'), card: z.string().max(40_000) }),
  'key-list': z.strictObject({
    control: z.literal('key-list'),
    /** Recipient keys to seal to, newest first, each with the moments between which it serves. */
    keys: z
      .array(z.strictObject({ key: z.string().length(1622), from: moment, until: moment }))
      .min(1)
      .max(8),
  }),
  'agreement-text': z.strictObject({ control: z.literal('agreement-text'), hash, text: z.string().max(900_000) }),
  'agreement-signature': z.strictObject({ control: z.literal('agreement-signature'), hash, signature: z.string().max(12_000), at: moment }),
  suspension: z.strictObject({ control: z.literal('suspension'), hash, suspended: z.boolean(), reason: writtenLine(300), at: moment }),
  freeze: z.strictObject({ control: z.literal('freeze'), frozen: z.boolean(), at: moment }),
} as const

export type ControlKind = keyof typeof controlSchemas
export type ControlMessage = { [K in ControlKind]: z.infer<(typeof controlSchemas)[K]> }[ControlKind]

/** The context label a control message is signed and sealed under. */
export function contextOfControl(kind: ControlKind): Context {
  return `entraide/1 ${kind}`
}

/** The control message a context label stands for; null when it is another kind of envelope. */
export function controlOfContext(context: Context): ControlKind | null {
  const kind = context.slice('entraide/1 '.length)
  return Object.hasOwn(controlSchemas, kind) ? (kind as ControlKind) : null
}

/** Reads the body of an opened control envelope, by its context alone. */
export function readControl(kind: ControlKind, octets: Uint8Array): ControlMessage | Refusal<'document-shape'> {
  return readOctets(octets, controlSchemas[kind] as z.ZodType<ControlMessage>)
}
