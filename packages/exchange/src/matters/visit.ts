import { z } from 'zod'
import { codeOf, nodeIdText, writtenLine } from '../item.ts'
import { daySchema, digestSchema, inLanguagesSchema, itemIdSchema, officeSchema } from './shapes.ts'

/** An item of the agenda: tied to an action of a plan, or to none, and under one regime. */
export const AgendaItemSchema = z.strictObject({
  id: itemIdSchema,
  title: inLanguagesSchema(300),
  regime: codeOf('legalRegime'),
  action: z.strictObject({ plan: itemIdSchema, item: itemIdSchema }).nullable(),
})
/** Who comes, by office and number, never by name. */
export const DelegationSchema = z.strictObject({
  node: nodeIdText,
  offices: z
    .array(z.strictObject({ office: officeSchema, persons: z.int().min(1).max(50) }))
    .min(1)
    .max(20),
})
/** A decision of the minutes: it becomes an action with an owner and a date (R55). */
export const DecisionSchema = z.strictObject({
  id: itemIdSchema,
  text: inLanguagesSchema(1_000),
  owner: nodeIdText,
  office: officeSchema,
  dueOn: daySchema,
  agenda: itemIdSchema.nullable(),
})
/** Minutes in the two languages of the two sides. */
export const MinutesSchema = z.strictObject({
  paragraphs: z
    .array(z.strictObject({ agenda: itemIdSchema.nullable(), text: inLanguagesSchema(8_000) }))
    .min(1)
    .max(60),
  decisions: z.array(DecisionSchema).max(40),
})
export type Minutes = z.infer<typeof MinutesSchema>

const matter = z.literal('visit')
/** VIS: a step of a working visit. Source: spec/workflows/visit.md */
export const VisitSchema = z.discriminatedUnion('step', [
  z.strictObject({
    matter,
    step: z.literal('propose'),
    visit: itemIdSchema,
    title: inLanguagesSchema(300),
    host: nodeIdText,
    place: writtenLine(120).min(1),
    from: daySchema,
    until: daySchema,
    /** Its existence is for those who need to know of it (R57). */
    discreet: z.boolean(),
  }),
  z.strictObject({ matter, step: z.enum(['accept', 'close']) }),
  z.strictObject({ matter, step: z.literal('agenda'), items: z.array(AgendaItemSchema).min(1).max(40) }),
  z.strictObject({ matter, step: z.enum(['agree-agenda', 'cosign']), digest: digestSchema }),
  z.strictObject({ matter, step: z.literal('delegation'), delegation: DelegationSchema }),
  z.strictObject({ matter, step: z.literal('paper'), title: writtenLine(200).min(1), digest: digestSchema, agenda: itemIdSchema.nullable() }),
  z.strictObject({ matter, step: z.literal('held'), from: daySchema, until: daySchema }),
  z.strictObject({ matter, step: z.literal('minutes'), minutes: MinutesSchema }),
  z.strictObject({ matter, step: z.literal('follow'), decision: itemIdSchema, status: codeOf('planItemStatus') }),
  z.strictObject({ matter, step: z.literal('cancel') }),
])
export type VisitMatter = z.infer<typeof VisitSchema>
