import {
  carriedMissing,
  endOf,
  evaluationFrom,
  type Indicator,
  openItems,
  type PlanItem,
  type PlanRecord,
  possible,
  standingText,
  statusOf,
  type ThreadState,
} from '@entraide/exchange'
import { dateIn, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { BalanceSheet, FollowUpLine, IndicatorView, Plan, PlanItemView, PlanRow, Told } from '../http/api.ts'
import type { DossierRow } from '../store/dossiers.ts'
import { openFields } from '../store/drafts.ts'
import { countsDelivered, countsOf, followerOf, recordOf } from '../store/plans.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { thingOf } from './draft.ts'
import { catchUp, type Figures, figuresOf, linesOf, pairOf, periodOf, totalsOf } from './figures.ts'
import { planDossier, termsOwn } from './plan-drafts.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** How an item ends. */
const ended: readonly string[] = ['DON', 'DRP', 'CAR']

/** The plans that a person sees, those that end first before those that end later. */
export async function listPlans(node: Node, actor: Person): Promise<readonly PlanRow[]> {
  return await node.store.read(async tx => {
    const rows = await tx.db
      .selectFrom('dossier')
      .innerJoin('plan', 'plan.dossier_id', 'dossier.id')
      .selectAll('dossier')
      .orderBy('plan.until_on')
      .orderBy('dossier.id')
      .limit(500)
      .execute()
    const lines: PlanRow[] = []
    for (const row of rows) {
      if (!may(actor, 'plan-read', thingOf(row))) continue
      const record = await recordOf(tx, row.id)
      if (record !== null) lines.push(lineOf(node, tx, row, record))
    }
    return lines
  })
}

/** A plan as it stands, its figures counted now and put beside the partner's. It holds no personal data and asks for no reason. */
export async function readPlan(node: Node, actor: Person, id: Uuid): Promise<Plan | Refusal> {
  await catchUp(node)
  return await node.store.read(async tx => {
    const row = await planDossier(tx, actor, id)
    const record = row === null ? null : await recordOf(tx, id)
    const standing = record === null ? null : standingText(record)
    if (row === null || record === null || standing === null) return refuse('not-found', {})
    const partner = row.partner as NodeId
    const { text } = standing
    const indicators = indicatorsOf(record)
    const theirs = await countsOf(tx, id, partner, text.from, text.until)
    const figures = await figuresOf(node, tx, periodOf(partner, text.from, text.until), theirs, indicators)
    const next = await followerOf(tx, partner, text.plan)
    const following = next === undefined ? null : await recordOf(tx, next.dossier_id)
    const nextText = following === null ? undefined : standingText(following)?.text
    return {
      row: lineOf(node, tx, row, record),
      text,
      digest: standing.digest,
      versions: record.versions.map(({ digest, by, at }) => ({ digest, by, at })),
      signatures: record.signatures.map(({ by, at }) => ({ by, at })),
      items: record.items.map(item => itemView(node, tx, row.state, item)),
      indicators: record.items.flatMap(({ action }) => action.indicators.map(indicator => indicatorView(figures, indicator, action.id))),
      reviews: record.reviews.map(({ by, on, visit, conclusions }) => ({ by, on, visit, conclusions })),
      told: await toldOf(tx, id),
      terms: await termsOwn(tx, id),
      drafts: await draftsOf(tx, actor, row),
      closing: {
        open: [...openItems(record)],
        ourCounts: await countsDelivered(tx, id, node.config.id, text.from, text.until),
        theirCounts: theirs !== null,
        digest: endOf(record),
        next:
          next === undefined
            ? null
            : { dossier: next.dossier_id as Uuid, name: next.name, missing: nextText === undefined ? [] : [...carriedMissing(record, nextText)] },
      },
      uncounted: figures.uncounted,
      acts: may(actor, 'draft-continue', thingOf(row)) ? actsOn(row) : [],
    }
  })
}

/** What the joint committee reads of a plan, counted now. */
export async function balanceOf(node: Node, actor: Person, id: Uuid): Promise<BalanceSheet | Refusal> {
  await catchUp(node)
  return await node.store.read(async tx => {
    const row = await planDossier(tx, actor, id)
    const record = row === null ? null : await recordOf(tx, id)
    const standing = record === null ? null : standingText(record)
    if (row === null || record === null || standing === null) return refuse('not-found', {})
    const partner = row.partner as NodeId
    const { text } = standing
    const theirs = await countsOf(tx, id, partner, text.from, text.until)
    const figures = await figuresOf(node, tx, periodOf(partner, text.from, text.until), theirs, indicatorsOf(record))
    const items = record.items.map(item => itemView(node, tx, row.state, item))
    const exchanges = totalsOf(node, figures, null)
    return {
      node: node.config.id,
      partner,
      plan: {
        dossier: id,
        name: text.plan,
        chain: text.chain,
        follows: text.follows,
        title: text.title,
        from: text.from,
        until: text.until,
        state: row.state as ThreadState,
        reference: row.our_reference,
        signedAt: record.signatures.length < 2 ? null : (record.signatures.at(-1)?.at ?? null),
      },
      at: tx.at,
      theirsAt: theirs?.at ?? null,
      uncounted: figures.uncounted,
      exchanges: [...exchanges],
      lines: [...linesOf(node, figures, null)],
      reciprocity: exchanges.map(reciprocityOf),
      items,
      itemsByStatus: tallied(items),
      axes: text.axes.map(({ id: axis, title, objectives }) => ({
        id: axis,
        title,
        objectives: objectives.map(objective => ({ id: objective.id, title: objective.title })),
      })),
      indicators: record.items.flatMap(({ action }) => action.indicators.map(indicator => indicatorView(figures, indicator, action.id))),
      reviews: record.reviews.map(({ by, on, visit, conclusions }) => ({ by, on, visit, conclusions })),
    }
  })
}

/** Of what was asked in one direction, how much was answered, in time, and met with silence, in hundredths of what was asked. */
function reciprocityOf({ asker, counts }: FollowUpLine): BalanceSheet['reciprocity'][number] {
  const of = (name: string) => counts[name]?.ours ?? 0
  const asked = of('asked')
  const share = (part: number, whole: number) => (whole === 0 ? null : Math.round((100 * part) / whole))
  return {
    asker,
    asked,
    answered: share(of('answered'), asked),
    inTime: share(of('in-time'), of('answered') + of('refused')),
    silent: share(of('silent'), asked),
  }
}

function lineOf(node: Node, tx: Tx, row: DossierRow, record: PlanRecord): PlanRow {
  const text = standingText(record)?.text
  if (text === undefined) throw new TypeError('a plan has a text')
  const items = record.items.map(item => itemView(node, tx, row.state, item))
  return {
    dossier: row.id as Uuid,
    partner: row.partner as NodeId,
    side: row.side,
    ourReference: row.our_reference,
    name: text.plan,
    chain: text.chain,
    follows: text.follows,
    title: text.title,
    from: text.from,
    until: text.until,
    evaluationFrom: evaluationFrom(text),
    state: row.state as ThreadState,
    items: { total: items.length, byStatus: tallied(items), late: items.filter(item => item.late).length },
    updatedAt: row.updated_at,
  }
}

function itemView(node: Node, tx: Tx, state: string, item: PlanItem): PlanItemView {
  const status = statusOf(item, state) as PlanItemView['status']
  return {
    id: item.action.id,
    axis: item.axis,
    objective: item.objective,
    title: item.action.title,
    owner: item.action.owner,
    office: item.action.office,
    dueOn: item.action.dueOn,
    status,
    reason: item.reason,
    evidence: [...item.evidence],
    changedAt: item.changedAt,
    carries: item.action.carries,
    added: item.added,
    decision: item.decision,
    // What was never agreed is owed by nobody.
    late: status !== 'DRA' && !ended.includes(status) && item.action.dueOn < dateIn(tx.at, node.config.zone),
    indicators: item.action.indicators.map(each => each.id),
  }
}

function tallied(items: readonly PlanItemView[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(items, item => item.status)].map(([status, of]) => [status, of.length]))
}

/** An indicator with both sides' halves. */
export function indicatorView(figures: Figures, indicator: Indicator, item: string): IndicatorView {
  const measured = figures.measured.get(indicator.id)
  return {
    id: indicator.id,
    item,
    title: indicator.title,
    from: indicator.from,
    until: indicator.until,
    counts: { numerator: indicator.numerator, denominator: indicator.denominator },
    treatment: indicator.treatment,
    target: indicator.target,
    numerator: pairOf(figures, `indicator/${indicator.id}/numerator`),
    denominator: indicator.denominator === null ? null : pairOf(figures, `indicator/${indicator.id}/denominator`),
    leftOut: measured?.leftOut ?? { withdrawn: 0, returned: 0, vanished: 0, open: 0 },
  }
}

const indicatorsOf = (record: PlanRecord) => record.items.flatMap(({ action }) => action.indicators)

/** What each side has told, newest first. */
async function toldOf(tx: Tx, dossier: string): Promise<Told[]> {
  const rows = await tx.db
    .selectFrom('plan_count')
    .leftJoin('message', 'message.id', 'plan_count.message_id')
    .select(['plan_count.by_node', 'plan_count.from_on', 'plan_count.until_on', 'plan_count.said_at', 'message.verdict'])
    .distinct()
    .where('plan_count.dossier_id', '=', dossier)
    .orderBy('plan_count.said_at', 'desc')
    .execute()
  return rows.map(row => ({ by: row.by_node as NodeId, from: row.from_on, until: row.until_on, at: row.said_at, delivered: row.verdict === 'admitted' }))
}

async function draftsOf(tx: Tx, actor: Person, dossier: DossierRow): Promise<Plan['drafts']> {
  const rows = await tx.db
    .selectFrom('draft')
    .selectAll()
    .where('dossier_id', '=', dossier.id)
    .where('state', 'not in', ['released', 'discarded'])
    .orderBy('created_at')
    .execute()
  const drafts: Plan['drafts'] = []
  const { needToKnow } = thingOf(dossier)
  for (const row of rows) {
    if (!may(actor, 'draft-read', { author: row.author as Uuid, waiting: row.state === 'waiting-release', needToKnow })) continue
    const fields = await openFields(tx, row)
    const step = (fields?.matter as { step?: string } | null | undefined)?.step ?? null
    drafts.push({ id: row.id as Uuid, step, state: row.state, mine: row.author === actor.account })
  }
  return drafts
}

/** Steps that the machine allows this side now. */
function actsOn(row: DossierRow): string[] {
  return possible('plan', row.side, row.state as ThreadState)
    .filter(name => name.startsWith('out:PLN:'))
    .map(name => name.slice('out:PLN:'.length))
}
