import { CountedSchema, codeOf, inLanguagesSchema, itemIdSchema, nodeIdText, PlanSchema, PlanTextSchema, writtenText } from '@entraide/exchange'
import { isCalendarDate } from '@entraide/ground'
import { z } from 'zod'
import { Id, LanguageCode, When } from './people.ts'
import { DraftState, ThreadState } from './work.ts'

/** A day without a zone: `2026-11-23`. */
export const Day = z.string().refine(isCalendarDate, { message: 'not a date like 2026-11-23' }).meta({ id: 'Day', format: 'date' })
const InLanguages = inLanguagesSchema(4_000)
const Words = z.record(LanguageCode, z.string())

/** How one action stands. `status` is a code of `planItemStatus`. */
export const PlanItemView = z.strictObject({
  id: z.string(),
  axis: z.string(),
  objective: z.string(),
  title: InLanguages,
  owner: nodeIdText,
  office: z.string(),
  dueOn: z.string(),
  status: codeOf('planItemStatus'),
  reason: z.string(),
  /** References of exchanges and visits, ours or theirs. */
  evidence: z.array(z.string()),
  changedAt: When.nullable(),
  carries: z.strictObject({ plan: z.string(), item: z.string() }).nullable(),
  added: z.boolean(),
  decision: z.strictObject({ visit: z.string(), item: z.string() }).nullable(),
  /** Past its day and not ended. */
  late: z.boolean(),
  indicators: z.array(z.string()),
})
export type PlanItemView = z.infer<typeof PlanItemView>

/** Why two counts differ; null while the other side has told none. Source: spec/follow-up.md#comparing */
export const Difference = z.enum(['none', 'since', 'under-way', 'unexplained'])
/** One count of both sides. */
export const CountPair = z.strictObject({ ours: z.int(), theirs: z.int().nullable(), differs: Difference.nullable() })
export type CountPair = z.infer<typeof CountPair>

/** An indicator with both sides' numbers, and what was left out of them by its own words. */
export const IndicatorView = z.strictObject({
  id: z.string(),
  item: z.string(),
  title: InLanguages,
  from: z.string(),
  until: z.string(),
  counts: z.strictObject({ numerator: CountedSchema, denominator: CountedSchema.nullable() }),
  treatment: z.strictObject({
    withdrawn: z.enum(['counted', 'left-out']),
    returned: z.enum(['counted', 'left-out']),
    vanished: z.enum(['counted', 'left-out']),
    open: z.enum(['counted', 'left-out']),
  }),
  target: z.int().nullable(),
  numerator: CountPair,
  denominator: CountPair.nullable(),
  leftOut: z.strictObject({ withdrawn: z.int(), returned: z.int(), vanished: z.int(), open: z.int() }),
})
export type IndicatorView = z.infer<typeof IndicatorView>

/** A plan's line in a list. */
export const PlanRow = z.strictObject({
  dossier: Id,
  partner: nodeIdText,
  side: z.enum(['asker', 'holder']),
  ourReference: z.string(),
  name: z.string(),
  chain: z.string(),
  follows: z.string().nullable(),
  title: InLanguages,
  from: z.string(),
  until: z.string(),
  evaluationFrom: z.string(),
  state: ThreadState,
  /** Actions by status, and how many are past their day. */
  items: z.strictObject({ total: z.int(), byStatus: z.record(z.string(), z.int()), late: z.int() }),
  updatedAt: When,
})
export type PlanRow = z.infer<typeof PlanRow>

/** When each side last told its counts, and of which days. `delivered`: the other side has them. */
export const Told = z.strictObject({ by: nodeIdText, from: z.string(), until: z.string(), at: When, delivered: z.boolean() })
export type Told = z.infer<typeof Told>

/** A plan as one side holds it, with what may be done next. It holds no personal data: reading it is not opening a dossier. */
export const Plan = z.strictObject({
  row: PlanRow,
  text: PlanTextSchema,
  digest: z.string(),
  versions: z.array(z.strictObject({ digest: z.string(), by: nodeIdText, at: When })),
  signatures: z.array(z.strictObject({ by: nodeIdText, at: When })),
  items: z.array(PlanItemView),
  indicators: z.array(IndicatorView),
  reviews: z.array(z.strictObject({ by: nodeIdText, on: z.string(), visit: z.string().nullable(), conclusions: InLanguages })),
  told: z.array(Told),
  /** The terms of this side's last message, which its next one repeats; null: it has written none yet, and a person chooses them. */
  terms: z.lazy(() => PlanTerms).nullable(),
  /** Drafts of this plan that have not left, as far as this person may see them. */
  drafts: z.array(z.strictObject({ id: Id, step: z.string().nullable(), state: DraftState, mine: z.boolean() })),
  closing: z.strictObject({
    /** Actions that have not ended: no plan closes while there is one (R58). */
    open: z.array(z.string()),
    /** Whether our counts of the whole period are with the partner, and theirs here. */
    ourCounts: z.boolean(),
    theirCounts: z.boolean(),
    /** The digest that closes it, as we hold it. */
    digest: z.string(),
    /** The plan that follows, once there is one here. */
    next: z.strictObject({ dossier: Id, name: z.string(), missing: z.array(z.string()) }).nullable(),
  }),
  /** Exchanges that changed lately and are not counted yet. */
  uncounted: z.int(),
  /** Steps this person may draft now. */
  acts: z.array(z.string()),
})
export type Plan = z.infer<typeof Plan>

/** What each side says of its own messages under its own law: on which basis they leave the Union, and under which assurances (R19, R23). */
export const PlanTerms = z.strictObject({ transferBasis: codeOf('transferBasis').nullable(), assurances: z.array(codeOf('assurance')).max(6) })
export type PlanTerms = z.infer<typeof PlanTerms>
/** A new plan: proposed to a partner, released by a second person like any message. */
export const NewPlan = z.strictObject({
  partner: nodeIdText,
  text: PlanTextSchema,
  terms: PlanTerms.nullable().default(null),
  submit: z.boolean().default(false),
})
export type NewPlan = z.output<typeof NewPlan>
/** A step of a plan as a draft. `submit`: handed to the releasing officer at once. */
export const PlanStepDraft = z.strictObject({
  matter: PlanSchema,
  note: writtenText(4_000).default(''),
  terms: PlanTerms.nullable().default(null),
  submit: z.boolean().default(true),
})
export type PlanStepDraft = z.output<typeof PlanStepDraft>
export const CountAsk = z.strictObject({ from: Day, until: Day })
/** What the node counted of a period, as the step that would tell it. */
export const PlanCounted = z.strictObject({ matter: PlanSchema, uncounted: z.int() })
export type PlanCounted = z.infer<typeof PlanCounted>
export const NextPlanQuery = z.strictObject({ name: itemIdSchema, from: Day, until: Day })
export type NextPlanQuery = z.infer<typeof NextPlanQuery>
export const NextPlan = z.strictObject({ text: PlanTextSchema })
export type NextPlan = z.infer<typeof NextPlan>

/** One line of the follow-up: what one node asked another under one agreement, by kind, with both sides' counts. */
export const FollowUpLine = z.strictObject({
  /** Id and version, `BE-MA-2014-PCC.1`; null for all agreements together. */
  agreement: z.string().nullable(),
  asker: nodeIdText,
  holder: nodeIdText,
  /** Null for all kinds together. */
  type: z.string().nullable(),
  /** By name: `asked`, an outcome, `in-time`, `late`, `ground.GENR`, `urgency.U8H`. */
  counts: z.record(z.string(), CountPair),
  /** Answered late because a magistrate was waited for: known at home only; null where the other side answered. */
  lateForJudge: z.int().nullable(),
})
export type FollowUpLine = z.infer<typeof FollowUpLine>
/** What became of what was asked in a period, between this node and a partner. */
export const FollowUp = z.strictObject({
  node: nodeIdText,
  partner: nodeIdText,
  from: z.string(),
  until: z.string(),
  agreement: z.string().nullable(),
  at: When,
  uncounted: z.int(),
  /** When the partner told its counts of exactly this period; null when it has not. */
  theirsAt: When.nullable(),
  /** Periods that the partner has told. */
  told: z.array(Told),
  lines: z.array(FollowUpLine),
  totals: z.array(FollowUpLine),
})
export type FollowUp = z.infer<typeof FollowUp>
export const FollowUpQuery = z.strictObject({ partner: nodeIdText, from: Day, until: Day, agreement: z.string().max(80).optional() })
export type FollowUpQuery = z.output<typeof FollowUpQuery>
/** `public`: counts of 1 to 4 are withheld (spec/follow-up.md). `parties`: for the joint committee, who know each case. */
export const FollowUpExport = FollowUpQuery.extend({
  format: z.enum(['csv', 'json']),
  audience: z.enum(['parties', 'public']),
  language: LanguageCode.default('en'),
})
export type FollowUpExport = z.output<typeof FollowUpExport>

/** What the joint committee reads at the end of a plan, as a value: screens draw it, the paper room prints it. */
export const BalanceSheet = z.strictObject({
  node: nodeIdText,
  partner: nodeIdText,
  plan: z.strictObject({
    dossier: Id,
    name: z.string(),
    chain: z.string(),
    follows: z.string().nullable(),
    title: InLanguages,
    from: z.string(),
    until: z.string(),
    state: ThreadState,
    reference: z.string(),
    signedAt: When.nullable(),
  }),
  at: When,
  theirsAt: When.nullable(),
  uncounted: z.int(),
  /** Both directions, all agreements and kinds together: ours first. */
  exchanges: z.array(FollowUpLine),
  /** By agreement and kind. */
  lines: z.array(FollowUpLine),
  /** For each direction: of 100 asked and settled, how many were answered, and how many of those in time; null where none was. Whole hundredths. */
  reciprocity: z.array(
    z.strictObject({ asker: nodeIdText, asked: z.int(), answered: z.int().nullable(), inTime: z.int().nullable(), silent: z.int().nullable() }),
  ),
  items: z.array(PlanItemView),
  itemsByStatus: z.record(z.string(), z.int()),
  axes: z.array(z.strictObject({ id: z.string(), title: InLanguages, objectives: z.array(z.strictObject({ id: z.string(), title: InLanguages })) })),
  indicators: z.array(IndicatorView),
  reviews: z.array(z.strictObject({ by: nodeIdText, on: z.string(), visit: z.string().nullable(), conclusions: InLanguages })),
})
export type BalanceSheet = z.infer<typeof BalanceSheet>

/** One instrument or plan of a line, as published: what is known of it, and how well. */
export const LineageEntry = z.strictObject({
  id: z.string(),
  kind: z.enum(['convention', 'memorandum', 'plan']),
  title: Words,
  from: z.string().nullable(),
  until: z.string().nullable(),
  signed: z.string().nullable(),
  signedAt: z.string().nullable(),
  signatories: Words.nullable(),
  regime: z.string().nullable(),
  status: z.enum(['sourced', 'reported', 'family', 'placeholder']),
  illustrative: z.boolean(),
  next: z.string().nullable(),
  axes: z.array(z.strictObject({ id: z.string(), label: Words, status: z.enum(['sourced', 'reported', 'family', 'placeholder']), warning: Words.nullable() })),
  sources: z.array(z.strictObject({ id: z.string(), url: z.string(), what: z.string() })),
  /** The hash of the agreement text held here, for an instrument; the dossier of the plan kept here, for a plan. */
  agreement: z.string().nullable(),
  dossier: Id.nullable(),
})
export type LineageEntry = z.infer<typeof LineageEntry>
/** The line of a relation: the instruments it rests on, and each chain of plans. */
export const Lineage = z.strictObject({
  instruments: z.array(LineageEntry),
  chains: z.array(
    z.strictObject({
      id: z.string(),
      title: Words,
      note: Words,
      textPublic: z.boolean(),
      lines: z.array(z.array(LineageEntry)),
      meetings: z.array(z.strictObject({ on: z.string(), what: z.string(), url: z.string() })),
      unknown: z.array(z.string()),
    }),
  ),
})
export type Lineage = z.infer<typeof Lineage>
