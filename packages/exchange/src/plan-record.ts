import { readCountKey } from '@entraide/custody'
import { type Instant, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Action, ItemStatus, PlanMatter, PlanText } from './matters/plan.ts'
import { actionsOf, closingDigest, planDigest, unfitAction, unfitText } from './matters/plan-text.ts'

/** A step of a plan as one node has it: released here, or taken in. */
export type PlanStep = { readonly by: NodeId; readonly message: Uuid; readonly at: Instant; readonly matter: PlanMatter }

/** An action and how it stands. `status` null: nothing has been said of it yet. */
export type PlanItem = {
  readonly axis: string
  readonly objective: string
  readonly action: Action
  /** Taken on while the plan ran; as a rule a decision of a visit. */
  readonly added: boolean
  readonly decision: { readonly visit: string; readonly item: string } | null
  readonly status: ItemStatus | null
  readonly reason: string
  readonly evidence: readonly string[]
  readonly changedAt: Instant | null
}
/** One text of a plan: who put it on the table. The last one stands. */
export type PlanVersion = { readonly digest: string; readonly text: PlanText; readonly by: NodeId; readonly message: Uuid; readonly at: Instant }
export type PlanReview = Omit<Extract<PlanMatter, { step: 'review' }>, 'matter' | 'step'> & { readonly by: NodeId; readonly message: Uuid }

/** A plan as it stands on one side: what all its steps together come to. */
export type PlanRecord = {
  /** Who proposed it, and to whom. */
  readonly between: readonly [asker: NodeId, holder: NodeId]
  readonly versions: readonly PlanVersion[]
  readonly signatures: readonly { readonly by: NodeId; readonly at: Instant; readonly message: Uuid }[]
  readonly items: readonly PlanItem[]
  readonly reviews: readonly PlanReview[]
}

/** Every "no" to a step of a plan, beside those of its machine. */
export const planRefusals = [
  'plan-text',
  'plan-digest',
  'plan-item-unknown',
  'plan-item-foreign',
  'plan-evidence-missing',
  'plan-reason-missing',
  'plan-items-open',
  'plan-period',
  'plan-counts',
] as const
export type PlanRefusal = (typeof planRefusals)[number]

/** The text that stands, and its digest; null before there is one. */
export function standingText(record: PlanRecord): PlanVersion | null {
  return record.versions.at(-1) ?? null
}

/** What the steps of a plan come to, in the order in which this side has them. What a step changes has one writer, so that the order in which steps of two sides crossed changes nothing. */
export function planRecord(between: readonly [NodeId, NodeId], steps: readonly PlanStep[]): PlanRecord {
  return steps.reduce<PlanRecord>(withStep, { between, versions: [], signatures: [], items: [], reviews: [] })
}

/** A plan after one more step. */
export function withStep(record: PlanRecord, { by, message, at, matter }: PlanStep): PlanRecord {
  switch (matter.step) {
    case 'propose':
    case 'change':
      return {
        ...record,
        versions: [...record.versions, { digest: planDigest(matter.text), text: matter.text, by, message, at }],
        items: actionsOf(matter.text).map(placed => ({ ...placed, ...unsaid, added: false, decision: null })),
      }
    case 'sign':
    case 'countersign':
      return { ...record, signatures: [...record.signatures, { by, at, message }] }
    case 'item': {
      const { item, status, reason, evidence } = matter
      return { ...record, items: record.items.map(each => (each.action.id === item ? { ...each, status, reason, evidence, changedAt: at } : each)) }
    }
    case 'add': {
      const axis = axisOf(record, matter.objective) ?? ''
      const { objective, action, decision } = matter
      // By their names, so that two that crossed stand in one order on both sides.
      const added = [...record.items.filter(each => each.added), { axis, objective, action, ...unsaid, added: true, decision }]
      added.sort((a, b) => (a.action.id < b.action.id ? -1 : 1))
      return { ...record, items: [...record.items.filter(each => !each.added), ...added] }
    }
    case 'review': {
      const { on, visit, conclusions } = matter
      return { ...record, reviews: [...record.reviews, { on, visit, conclusions, by, message }] }
    }
    default:
      return record
  }
}
const unsaid = { status: null, reason: '', evidence: [], changedAt: null } as const

/**
 * Whether a step fits what both sides hold of a plan: asked by its sender before it leaves, and by its receiver, of the message
 * and the record alone. Null: it does. Whether the machine allows the step in this state is asked apart.
 *
 * @param by - who says it
 */
export function unfitStep(record: PlanRecord, matter: PlanMatter, by: NodeId, regime: string): Refusal<PlanRefusal> | null {
  const standing = standingText(record)
  switch (matter.step) {
    case 'propose':
    case 'change': {
      const unfit = unfitText(matter.text, record.between, regime)
      if (unfit !== null || standing === null) return unfit
      if (matter.text.plan !== standing.text.plan) return refuse('plan-text', { what: 'renamed', at: 'plan' })
      return planDigest(matter.text) === standing.digest ? refuse('plan-text', { what: 'unchanged', at: 'text' }) : null
    }
    case 'agree':
    case 'sign':
    case 'countersign':
      return matter.digest === standing?.digest ? null : refuse('plan-digest', { ours: standing?.digest ?? null, theirs: matter.digest })
    case 'item':
      return unfitItem(record, matter, by)
    case 'add':
      return standing === null ? refuse('plan-item-unknown', { item: matter.objective }) : unfitAddition(record, standing.text, matter, by)
    case 'counts':
      return standing === null ? refuse('plan-period', {}) : unfitCounts(record, standing.text, matter)
    case 'close':
    case 'confirm': {
      const open = openItems(record)
      if (open.length > 0) return refuse('plan-items-open', { items: open })
      const ours = endOf(record)
      return matter.digest === ours ? null : refuse('plan-digest', { ours, theirs: matter.digest })
    }
    default:
      return null
  }
}

/** How an item stands while its plan has come so far: what its owner said, else what the text makes of it. */
export function statusOf(item: Pick<PlanItem, 'status' | 'added'>, planState: string): string {
  if (item.status !== null) return item.status
  return item.added || ['running', 'evaluation', 'closing-by-asker', 'closing-by-holder', 'closed'].includes(planState) ? 'AGR' : 'DRA'
}

/** Items that have not ended: neither done with evidence, nor dropped for a reason, nor carried into the next plan (R58). */
export function openItems({ items }: PlanRecord): readonly string[] {
  return items.filter(({ status }) => status !== 'DON' && status !== 'DRP' && status !== 'CAR').map(({ action }) => action.id)
}

/** The digest that closes a plan as this side holds it. */
export function endOf(record: PlanRecord): string {
  const items = record.items.map(({ action, status }) => ({ item: action.id, status: status ?? '' }))
  return closingDigest(standingText(record)?.digest ?? '', items)
}

function unfitItem(record: PlanRecord, matter: Extract<PlanMatter, { step: 'item' }>, by: NodeId): Refusal<PlanRefusal> | null {
  const item = record.items.find(each => each.action.id === matter.item)
  if (item === undefined) return refuse('plan-item-unknown', { item: matter.item })
  if (item.action.owner !== by) return refuse('plan-item-foreign', { item: matter.item, owner: item.action.owner })
  if (matter.status === 'DON' && matter.evidence.length === 0) return refuse('plan-evidence-missing', { item: matter.item })
  if (['BLK', 'DRP', 'CAR'].includes(matter.status) && matter.reason.trim() === '') return refuse('plan-reason-missing', { item: matter.item })
  return null
}

function unfitAddition(record: PlanRecord, plan: PlanText, matter: Extract<PlanMatter, { step: 'add' }>, by: NodeId): Refusal<PlanRefusal> | null {
  const { action, objective } = matter
  if (axisOf(record, objective) === null) return refuse('plan-item-unknown', { item: objective })
  if (action.owner !== by) return refuse('plan-item-foreign', { item: action.id, owner: action.owner })
  const names = takenNames(record)
  const twice = [action.id, ...action.indicators.map(each => each.id)].find((name, at, all) => names.includes(name) || all.indexOf(name) !== at)
  if (twice !== undefined) return refuse('plan-text', { what: 'named-twice', at: twice })
  return unfitAction(action, plan, record.between)
}

function unfitCounts(record: PlanRecord, plan: PlanText, { from, until, rows }: Extract<PlanMatter, { step: 'counts' }>): Refusal<PlanRefusal> | null {
  if (from > until || from < plan.from || until > plan.until) return refuse('plan-period', { from, until })
  if (new Set(rows.map(row => row.key)).size !== rows.length) return refuse('plan-counts', { what: 'named-twice' })
  const known = indicatorsOf(record)
  for (const { key } of rows) {
    const name = readCountKey(key)
    const fits = name?.of === 'indicator' ? known.includes(name.id) : name?.of === 'line' && record.between.includes(name.asker)
    if (!fits) return refuse('plan-counts', { what: 'unknown', key })
  }
  return null
}

function axisOf(record: PlanRecord, objective: string): string | null {
  return standingText(record)?.text.axes.find(axis => axis.objectives.some(each => each.id === objective))?.id ?? null
}
/** Every name that an axis, an objective, an action or an indicator of a plan has: what is added takes another. */
export function takenNames(record: PlanRecord): readonly string[] {
  return [...namesOf(record), ...indicatorsOf(record)]
}
function namesOf(record: PlanRecord): readonly string[] {
  const text = standingText(record)?.text
  const above = text === undefined ? [] : text.axes.flatMap(axis => [axis.id, ...axis.objectives.map(each => each.id)])
  return [...above, ...record.items.map(each => each.action.id)]
}
function indicatorsOf({ items }: PlanRecord): readonly string[] {
  return items.flatMap(({ action }) => action.indicators.map(each => each.id))
}

/** What the next plan has to carry on: the items of this one that end as `CAR`. */
export function carriedItems({ items }: PlanRecord): readonly PlanItem[] {
  return items.filter(({ status }) => status === 'CAR')
}

/** Of what an earlier plan carries over, the items that a text does not take on. */
export function carriedMissing(earlier: PlanRecord, next: PlanText): readonly string[] {
  const name = standingText(earlier)?.text.plan
  const taken = new Set(actionsOf(next).flatMap(({ action: { carries } }) => (carries !== null && carries.plan === name ? [carries.item] : [])))
  return carriedItems(earlier).flatMap(({ action }) => (taken.has(action.id) ? [] : [action.id]))
}

/**
 * A first text of the plan that follows: each carried item again, under its axis and objective, linked to what it carries on, due at the end of the
 * new period, its indicators counted anew over it. To be worked over by people before anybody proposes it.
 */
export function nextText(
  record: PlanRecord,
  next: { readonly plan: string; readonly from: PlanText['from']; readonly until: PlanText['until'] },
): PlanText | null {
  const text = standingText(record)?.text
  if (text === undefined) return null
  const carried = carriedItems(record)
  const actionsIn = (objective: string) =>
    carried
      .filter(item => item.objective === objective)
      .map(({ action }) => ({
        ...action,
        dueOn: next.until,
        carries: { plan: text.plan, item: action.id },
        indicators: action.indicators.map(indicator => ({ ...indicator, from: next.from, until: next.until })),
      }))
  const axes = text.axes.map(axis => ({ ...axis, objectives: axis.objectives.map(objective => ({ ...objective, actions: actionsIn(objective.id) })) }))
  return { ...text, ...next, follows: text.plan, axes }
}
