import { z } from 'zod'
import { codeOf, nodeIdText, writtenText } from '../item.ts'
import { countKeyShape } from './plan-counts.ts'
import { daySchema, digestSchema, inLanguagesSchema, itemIdSchema, momentSchema, officeSchema } from './shapes.ts'

/** The kinds of message that ask or tell something by themselves: what a plan counts (spec/follow-up.md). */
export const countedTypes = ['REQ', 'IDR', 'SPO', 'WAR'] as const

/** What an indicator counts, of the exchanges of both sides in its period: of these kinds, on these crime areas, asked by this side or by either. R56. */
export const CountedSchema = z.strictObject({
  what: z.enum(['asked', 'answered', 'in-time', 'late', 'refused', 'silent', 'withdrawn', 'vanished', 'returned']),
  messageTypes: z.array(z.enum(countedTypes)).min(1).max(countedTypes.length),
  /** None: whatever the crime area. */
  crimeAreas: z.array(codeOf('crimeArea')).max(30),
  askedBy: nodeIdText.nullable(),
})
export type Counted = z.infer<typeof CountedSchema>

const treated = z.enum(['counted', 'left-out'])
/**
 * An indicator: what is divided by what, over which period, and how withdrawn, incomplete and vanished cases, and those not yet
 * due, are treated (R56). What is left out is left out above and below the line, and shown apart.
 */
export const IndicatorSchema = z.strictObject({
  id: itemIdSchema,
  title: inLanguagesSchema(300),
  numerator: CountedSchema,
  /** Null: a plain count. */
  denominator: CountedSchema.nullable(),
  from: daySchema,
  until: daySchema,
  treatment: z.strictObject({ withdrawn: treated, returned: treated, vanished: treated, open: treated }),
  /** What is aimed at: a share in hundredths where there is a denominator, else a count. */
  target: z.int().min(0).max(1_000_000).nullable(),
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

/** How an item stands, as its owner says it; DRA and AGR are what the text itself makes of it. */
export const itemStatuses = ['RUN', 'BLK', 'DON', 'DRP', 'CAR'] as const
export type ItemStatus = (typeof itemStatuses)[number]

/** One line of counts: what one side counted of one indicator, or of one line of the follow-up. Only counts leave a node (R56). */
export const CountRowSchema = z.strictObject({
  key: z.string().refine(countKeyShape, { message: 'not the name of a count' }),
  count: z.int().min(0).max(1_000_000_000),
})
export type CountRow = z.infer<typeof CountRowSchema>

/** A thread as both sides call it: `BE-POL-SPOC/2026/7K3QF`. */
const referenceText = z.string().regex(/^[A-Z]{2}(?:-[A-Z0-9]{2,12}){1,5}\/\d{4}\/[0-9A-HJKMNP-TV-Z]{5}$/)

const matter = z.literal('plan')
/** PLN: a step of a plan's life. Reasons of a whole step (to decline, to reopen) stand in the note. */
export const PlanSchema = z.discriminatedUnion('step', [
  z.strictObject({ matter, step: z.enum(['propose', 'change']), text: PlanTextSchema }),
  z.strictObject({ matter, step: z.enum(['agree', 'sign', 'countersign']), digest: digestSchema }),
  z.strictObject({ matter, step: z.enum(['withdraw', 'decline', 'reopen']) }),
  z.strictObject({
    matter,
    step: z.literal('item'),
    item: itemIdSchema,
    status: z.enum(itemStatuses),
    reason: writtenText(1_000),
    evidence: z.array(referenceText).max(20),
  }),
  /** An action taken on while the plan runs, by its owner: as a rule a decision of a visit (R55). */
  z.strictObject({
    matter,
    step: z.literal('add'),
    objective: itemIdSchema,
    action: ActionSchema,
    decision: z.strictObject({ visit: itemIdSchema, item: itemIdSchema }).nullable(),
  }),
  z.strictObject({ matter, step: z.literal('counts'), from: daySchema, until: daySchema, at: momentSchema, rows: z.array(CountRowSchema).max(4_000) }),
  z.strictObject({ matter, step: z.literal('review'), on: daySchema, visit: itemIdSchema.nullable(), conclusions: inLanguagesSchema(4_000) }),
  z.strictObject({ matter, step: z.enum(['close', 'confirm']), digest: digestSchema }),
])
export type PlanMatter = z.infer<typeof PlanSchema>
