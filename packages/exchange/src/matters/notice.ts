import { z } from 'zod'
import { codeOf } from '../item.ts'
import { digestSchema, uuidSchema } from './shapes.ts'

/**
 * COR, DEL, RST: which items of the message that is answered are concerned, by their place; without it, all of it. The
 * corrected statements of a COR are its own items, in the same order. Source: spec/workflows/notice.md
 */
export const NoticeSchema = z.strictObject({ matter: z.literal('notice'), items: z.array(z.int().min(0).max(199)).min(1).max(200) })
export type NoticeMatter = z.infer<typeof NoticeSchema>

/** ACK: what becomes of a notice. `notice` is the id of the COR, DEL or RST. Reasons stand in the note. */
export const AcknowledgementSchema = z.discriminatedUnion('step', [
  z.strictObject({ matter: z.literal('acknowledgement'), step: z.literal('acknowledge'), notice: uuidSchema, ack: codeOf('noticeAck') }),
  z.strictObject({ matter: z.literal('acknowledgement'), step: z.literal('prove'), notice: uuidSchema, proof: digestSchema }),
  z.strictObject({ matter: z.literal('acknowledgement'), step: z.literal('review'), notice: uuidSchema }),
  z.strictObject({ matter: z.literal('acknowledgement'), step: z.literal('settle'), notice: uuidSchema, outcome: z.enum(['apply', 'keep']) }),
])
export type AcknowledgementMatter = z.infer<typeof AcknowledgementSchema>
