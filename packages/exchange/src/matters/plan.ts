import { z } from 'zod'
import { codeOf, nodeIdText, writtenText } from '../item.ts'
import { daySchema, digestSchema, inLanguagesSchema, itemIdSchema, officeSchema } from './shapes.ts'

/** What an indicator counts, from the traffic of both sides: messages of these types, with these outcomes, in the plan's period. R56. */
export const CountedSchema = z.strictObject({
  /** `asked`: first messages of a type; `answered`, `refused`, `late`, `silent`, `withdrawn`, `returned`: what became of them. */
  what: z.enum(['asked', 'answered', 'refused', 'late', 'silent', 'withdrawn', 'returned', 'on-time']),
  messageTypes: z.array(codeOf('messageType')).min(1).max(10),
  crimeAreas: z.array(codeOf('crimeArea')).max(30),
})
export type Counted = z.infer<typeof CountedSchema>

/** An indicator: what is divided by what, over which period, and how withdrawn, incomplete and vanished cases count (R56). */
export const IndicatorSchema = z.strictObject({
  id: itemIdSchema,
  title: inLanguagesSchema(300),
  numerator: CountedSchema,
  denominator: CountedSchema.nullable(),
  from: daySchema,
  until: daySchema,
  countsWithdrawn: z.boolean(),
  countsReturned: z.boolean(),
  target: z.number().min(0).max(1_000_000).nullable(),
})
export type Indicator = z.infer<typeof IndicatorSchema>

/** An action: what is done, by which node's office, until when. Its owner alone says how it stands. */
export const ActionSchema = z.strictObject({
  id: itemIdSchema,
  title: inLanguagesSchema(300),
  owner: nodeIdText,
  office: officeSchema,
  dueOn: daySchema,
  /** The item of an earlier plan that this one carries on. */
  carries: z.strictObject({ plan: itemIdSchema, item: itemIdSchema }).nullable(),
  indicators: z.array(IndicatorSchema).max(10),
})
export type Action = z.infer<typeof ActionSchema>

/** A plan: axis, objective, action, indicator. A plan is never a legal basis (R1). Source: spec/workflows/plan.md */
export const PlanTextSchema = z.strictObject({
  plan: itemIdSchema,
  chain: itemIdSchema,
  follows: itemIdSchema.nullable(),
  title: inLanguagesSchema(300),
  from: daySchema,
  until: daySchema,
  regime: codeOf('legalRegime'),
  axes: z
    .array(
      z.strictObject({
        id: itemIdSchema,
        title: inLanguagesSchema(300),
        objectives: z.array(z.strictObject({ id: itemIdSchema, title: inLanguagesSchema(300), actions: z.array(ActionSchema).max(40) })).max(20),
      }),
    )
    .max(12),
})
export type PlanText = z.infer<typeof PlanTextSchema>

/** One line of counts: what one side counted of one indicator or one row of the follow-up. Only counts leave a node (R56). */
export const CountRowSchema = z.strictObject({ key: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.:/_-]{0,119}$/), count: z.int().min(0).max(1_000_000_000) })

const matter = z.literal('plan')
/** PLN: a step of a plan's life. */
export const PlanSchema = z.discriminatedUnion('step', [
  z.strictObject({ matter, step: z.enum(['propose', 'change']), text: PlanTextSchema }),
  z.strictObject({ matter, step: z.enum(['agree', 'sign', 'countersign']), digest: digestSchema }),
  z.strictObject({
    matter,
    step: z.literal('item'),
    item: itemIdSchema,
    status: codeOf('planItemStatus'),
    reason: writtenText(1_000),
    evidence: z.array(z.string().regex(/^[A-Z]{2}(?:-[A-Z0-9]{2,12}){1,5}\/\d{4}\/[0-9A-HJKMNP-TV-Z]{5}$/)).max(20),
  }),
  z.strictObject({ matter, step: z.literal('counts'), from: daySchema, until: daySchema, rows: z.array(CountRowSchema).max(2_000) }),
  z.strictObject({ matter, step: z.literal('review'), on: daySchema, conclusions: inLanguagesSchema(4_000) }),
  z.strictObject({ matter, step: z.enum(['evaluate', 'withdraw']) }),
  z.strictObject({ matter, step: z.enum(['close', 'confirm']), digest: digestSchema }),
])
export type PlanMatter = z.infer<typeof PlanSchema>
