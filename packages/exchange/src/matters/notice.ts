import type { ObligationEvent } from '@entraide/custody'
import type { Instant, NodeId } from '@entraide/ground'
import { z } from 'zod'
import { codeOf } from '../item.ts'
import { digestSchema, uuidSchema } from './shapes.ts'

/** Each once, and in order: one notice has one spelling, and one proof. */
const ascending = (each: readonly (number | string)[]) => each.every((value, at) => at === 0 || value > (each[at - 1] as typeof value))

/**
 * COR, DEL, RST: what of the message that is answered is concerned: items by their place, attachments by the digest they are
 * named by; without it, all of the message. The corrected statements of a COR are its own items, in the same order; DEL and RST
 * repeat nothing. Source: spec/workflows/notice.md
 */
export const NoticeSchema = z
  .strictObject({
    matter: z.literal('notice'),
    items: z.array(z.int().min(0).max(199)).max(200).refine(ascending, { message: 'not in order, or twice' }),
    attachments: z.array(digestSchema).min(1).max(20).refine(ascending, { message: 'not in order, or twice' }).optional(),
  })
  .refine(notice => notice.items.length > 0 || notice.attachments !== undefined, { message: 'concerns nothing' })
export type NoticeMatter = z.infer<typeof NoticeSchema>

/** ACK: what becomes of a notice. `notice` is the id of the COR, DEL or RST. Reasons stand in the note. */
export const AcknowledgementSchema = z.discriminatedUnion('step', [
  z.strictObject({ matter: z.literal('acknowledgement'), step: z.literal('acknowledge'), notice: uuidSchema, ack: codeOf('noticeAck') }),
  z.strictObject({ matter: z.literal('acknowledgement'), step: z.literal('prove'), notice: uuidSchema, proof: digestSchema }),
  z.strictObject({ matter: z.literal('acknowledgement'), step: z.literal('review'), notice: uuidSchema }),
  z.strictObject({ matter: z.literal('acknowledgement'), step: z.literal('settle'), notice: uuidSchema, outcome: z.enum(['apply', 'keep']) }),
])
export type AcknowledgementMatter = z.infer<typeof AcknowledgementSchema>

/** Whether an acknowledgement must give reasons in its note: a dispute, a restriction instead of an erasure, a review and its end. */
export function needsReasons(matter: AcknowledgementMatter): boolean {
  return matter.step === 'review' || matter.step === 'settle' || (matter.step === 'acknowledge' && ['DIS', 'RST'].includes(matter.ack))
}

/**
 * What an acknowledgement does to its obligation, at the instant it was released. `OVD` is what a clock says and no node sends:
 * null. Source: machine (k)
 */
export function happensBy(matter: AcknowledgementMatter, by: NodeId, at: Instant): ObligationEvent | null {
  switch (matter.step) {
    case 'acknowledge':
      return matter.ack === 'OVD' ? null : { does: 'acknowledge', by, at, ack: matter.ack, reasoned: needsReasons(matter) }
    case 'prove':
      return { does: 'prove', by, at, proof: matter.proof }
    case 'review':
      return { does: 'open-review', by, at }
    case 'settle':
      return { does: 'settle', by, at, outcome: matter.outcome }
  }
}
