import { z } from 'zod'
import { codeOf, nodeIdText, writtenLine, writtenText } from '../item.ts'
import { IndicatorSchema } from './plan.ts'
import { daySchema, digestSchema, inLanguagesSchema, itemIdSchema, officeSchema } from './shapes.ts'

/** First and last day, the first not after the last. */
const days = { from: daySchema, until: daySchema }
const inOrder = ({ from, until }: { readonly from: string; readonly until: string }) => from <= until
const place = writtenLine(120).min(1)
/** Each named once within its text. */
const eachOnce = (items: readonly { readonly id: string }[]) => new Set(items.map(item => item.id)).size === items.length

/** An item of the agenda: tied to an action of a plan, or to none, and under one regime. A plan is named, never cited as a basis (R1). */
export const AgendaItemSchema = z.strictObject({
  id: itemIdSchema,
  title: inLanguagesSchema(300),
  regime: codeOf('legalRegime'),
  action: z.strictObject({ plan: itemIdSchema, item: itemIdSchema }).nullable(),
})
/** When, where and about what. */
export const AgendaSchema = z.strictObject({ ...days, place, items: z.array(AgendaItemSchema).min(1).max(40).refine(eachOnce) }).refine(inOrder)
export type Agenda = z.infer<typeof AgendaSchema>

/** Who comes, by office, number and clearance, never by name (R57). */
export const DelegationSchema = z.strictObject({
  node: nodeIdText,
  offices: z
    .array(z.strictObject({ office: officeSchema, persons: z.int().min(1).max(50), clearance: codeOf('classification') }))
    .min(1)
    .max(20),
})
export type Delegation = z.infer<typeof DelegationSchema>

/**
 * A decision of the minutes. It becomes an action: with an owner, a day, what shows that it is done (and, where that is counted
 * from the traffic, the indicator with all that R56 asks), and the clause under which data would flow, if any would (R55).
 */
export const DecisionSchema = z.strictObject({
  id: itemIdSchema,
  text: inLanguagesSchema(1_000),
  owner: nodeIdText,
  office: officeSchema,
  dueOn: daySchema,
  agenda: itemIdSchema.nullable(),
  indicator: z.strictObject({ shows: inLanguagesSchema(300), counted: IndicatorSchema.nullable() }),
  flow: z.strictObject({ agreement: digestSchema, clause: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,19}$/) }).nullable(),
})
export type Decision = z.infer<typeof DecisionSchema>

/** Minutes in the two languages of the visit, side by side. */
export const MinutesSchema = z.strictObject({
  paragraphs: z
    .array(z.strictObject({ agenda: itemIdSchema.nullable(), text: inLanguagesSchema(8_000) }))
    .min(1)
    .max(60),
  decisions: z.array(DecisionSchema).max(40).refine(eachOnce),
})
export type Minutes = z.infer<typeof MinutesSchema>

/** How a decision stands, as its owner says it; before, it is agreed by both (AGR). Those of `settledStatuses` ask for nothing more here. */
export const decisionStatuses = ['RUN', 'BLK', 'DON', 'DRP', 'CAR'] as const
export const settledStatuses: readonly string[] = ['DON', 'DRP', 'CAR']

const matter = z.literal('visit')
const written = z.enum(['en', 'fr', 'nl', 'ar'])
/** The text that a new one follows: its digest; null for the first one. What has been overtaken is refused. */
const follows = digestSchema.nullable()

/** VIS: a step of a working visit. Source: spec/workflows/visit.md */
export const VisitSchema = z.discriminatedUnion('step', [
  z
    .strictObject({
      matter,
      step: z.literal('propose'),
      visit: itemIdSchema,
      title: inLanguagesSchema(300),
      host: nodeIdText,
      place,
      ...days,
      /** The two languages that agenda and minutes are agreed in. */
      languages: z.tuple([written, written]).refine(([one, other]) => one !== other),
      /** Its existence is for those who need to know of it (R57). */
      discreet: z.boolean(),
    })
    .refine(inOrder),
  z.strictObject({ matter, step: z.enum(['accept', 'close', 'cancel']) }),
  z.strictObject({ matter, step: z.literal('agenda'), follows, agenda: AgendaSchema }),
  z.strictObject({ matter, step: z.enum(['agree-agenda', 'cosign']), digest: digestSchema }),
  z.strictObject({ matter, step: z.literal('delegation'), delegation: DelegationSchema }),
  /** A paper handed over: the one attachment of its message. `digest`: SHA-256 of the paper as it was handed over, so that a copy in the hand can be held against it. */
  z.strictObject({
    matter,
    step: z.literal('paper'),
    title: writtenLine(200).min(1),
    handedOn: daySchema,
    digest: digestSchema,
    agenda: itemIdSchema.nullable(),
  }),
  z.strictObject({ matter, step: z.literal('held'), ...days }).refine(inOrder),
  z.strictObject({ matter, step: z.literal('minutes'), follows, minutes: MinutesSchema }),
  /** How a decision stands, said by its owner; carried: the plan that goes on with it, and as which item. */
  z.strictObject({
    matter,
    step: z.literal('follow'),
    decision: itemIdSchema,
    status: z.enum(decisionStatuses),
    reason: writtenText(1_000),
    carried: z.strictObject({ plan: itemIdSchema, item: itemIdSchema }).nullable(),
  }),
])
export type VisitMatter = z.infer<typeof VisitSchema>
