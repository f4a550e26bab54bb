import type { Evidence, LocalText, Source } from './agreement.ts'
import { code, date, fullText, list, localText, object, oneOf, orNull, type Report, type Shape, state, text, whole, yesNo } from './shape.ts'

/** One axis of a plan: a theme the services agreed to work on, never a basis to exchange anything (R1). */
export type PlanAxis = {
  readonly id: string
  readonly label: LocalText
  readonly status: Evidence
  readonly illustrative: boolean
  readonly sourceIds: readonly string[]
  readonly crimeAreas?: readonly string[]
  readonly dataCategories?: readonly string[]
  readonly purposes?: readonly string[]
  readonly warning?: LocalText
}
/** What is to be reached under an axis, and the indicator that says whether it was: numerator over denominator, in a period (R56). */
export type PlanObjective = {
  readonly id: string
  readonly axis: string
  readonly text: LocalText
  readonly indicator: {
    readonly id: string
    readonly numerator: LocalText
    readonly denominator: LocalText
    readonly period: string
    readonly treatment: LocalText
    readonly source: LocalText
  }
  readonly illustrative: boolean
}
export type Plan = {
  readonly id: string
  readonly title?: LocalText
  readonly period: { readonly from: string; readonly until: string | null; readonly illustrative: boolean } | null
  readonly signed?: string
  readonly signedAt?: string
  readonly signatories: LocalText | null
  readonly regime: string
  readonly status: Evidence
  readonly illustrative: boolean
  readonly sourceIds: readonly string[]
  /** Agreements whose clauses the exchanges under this plan cite. */
  readonly legalBasis?: readonly string[]
  readonly legalBasisIllustrative?: boolean
  readonly axes: readonly PlanAxis[]
  readonly objectives?: readonly PlanObjective[]
  readonly renewal?: { readonly prepareBefore: string; readonly illustrative: boolean; readonly rule: LocalText }
  readonly next?: string
}
/** The plans of a relation in their line. Source: spec/plan-chain.schema.json */
export type PlanChain = {
  readonly $schema?: string
  readonly schema: 'entraide.plan-chain/1'
  readonly id: string
  readonly version: number
  readonly title: LocalText
  readonly note: LocalText
  readonly parties: readonly string[]
  readonly textPublic: boolean
  readonly sources: readonly Source[]
  readonly plans: readonly Plan[]
  readonly meetings?: readonly { readonly on: string; readonly what: string; readonly sourceUrl: string }[]
  readonly unknown?: readonly string[]
}

const id = text({ max: 60, pattern: /^[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*$/, means: 'capitals, digits and hyphens, like PLAN-2022' })
const shortId = text({ max: 12, pattern: /^[A-Z]{1,3}[0-9]{1,2}(?:\.[0-9]{1,2})?$/, means: 'an id like AX1 or O1.1' })
const partial = text({ max: 10, pattern: /^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$/, means: 'a year, a month or a day' })
const evidence = oneOf('sourced', 'reported', 'family', 'placeholder')
const sourceIds = list(text({ max: 12, pattern: /^s[0-9]{1,4}$/, means: 'a source id like s1' }), 0, 40)

const axis = object(
  { id: shortId, label: fullText, status: evidence, illustrative: yesNo, sourceIds },
  { crimeAreas: list(code('crimeArea')), dataCategories: list(code('dataCategory')), purposes: list(code('purpose')), warning: localText },
)
const objective = object({
  id: shortId,
  axis: shortId,
  text: localText,
  indicator: object({
    id: shortId,
    numerator: localText,
    denominator: localText,
    period: text({ max: 12, pattern: /^P[0-9]+[YMWD]$/, means: 'an ISO 8601 duration like P3M' }),
    treatment: localText,
    source: localText,
  }),
  illustrative: yesNo,
})
const plan = object(
  {
    id,
    period: orNull(object({ from: partial, until: orNull(partial), illustrative: yesNo })),
    signatories: orNull(localText),
    regime: code('legalRegime'),
    status: evidence,
    illustrative: yesNo,
    sourceIds,
    axes: list(axis, 0, 60),
  },
  {
    title: localText,
    signed: date,
    signedAt: text({ max: 120 }),
    legalBasis: list(id, 1, 20),
    legalBasisIllustrative: yesNo,
    objectives: list(objective, 1, 200),
    renewal: object({ prepareBefore: text({ max: 12 }), illustrative: yesNo, rule: localText }),
    next: id,
  },
)

/** The shape of a plan chain. */
export const planChainShape: Shape = object(
  {
    schema: oneOf('entraide.plan-chain/1'),
    id,
    version: whole(1, 100_000),
    title: localText,
    note: localText,
    parties: list(state, 2, 16),
    textPublic: yesNo,
    sources: list(object({ id: text({ max: 12 }), url: text({ max: 1_000 }), what: text(), read: text({ max: 400 }) }), 0, 100),
    plans: list(plan, 1, 60),
  },
  {
    $schema: text({ max: 400 }),
    meetings: list(object({ on: date, what: text(), sourceUrl: text({ max: 1_000 }) }), 1, 100),
    unknown: list(text(), 1, 60),
  },
)

/** What the parts of a chain say to each other: plans follow known plans, objectives stand under known axes, sources exist. */
export function sayPlanChain(chain: PlanChain, report: Report): void {
  const plans = new Set(chain.plans.map(each => each.id))
  const sources = new Set(chain.sources.map(each => each.id))
  const cite = (ids: readonly string[], pointer: string) =>
    ids.forEach((each, at) => {
      if (!sources.has(each)) report({ code: 'source-unknown', pointer: `${pointer}/sourceIds/${at}`, says: `no source has the id ${each}` })
    })
  chain.plans.forEach((each, at) => {
    const pointer = `/plans/${at}`
    const axes = new Set(each.axes.map(one => one.id))
    cite(each.sourceIds, pointer)
    for (const [index, one] of each.axes.entries()) cite(one.sourceIds, `${pointer}/axes/${index}`)
    if (each.next !== undefined && !plans.has(each.next))
      report({ code: 'clause-unknown', pointer: `${pointer}/next`, says: `no plan has the id ${each.next}` })
    each.objectives?.forEach((one, index) => {
      if (!axes.has(one.axis)) report({ code: 'clause-unknown', pointer: `${pointer}/objectives/${index}/axis`, says: `no axis has the id ${one.axis}` })
    })
  })
}
