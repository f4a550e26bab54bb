import { evaluationFrom, type PlanMatter, type PlanRecord, type PlanStep, planRecord, standingText, statusOf, withStep } from '@entraide/exchange'
import { type CalendarDate, type Instant, type NodeId, startOfDay, type Uuid } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { DossierRow } from './dossiers.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

export type PlanLine = Selectable<Tables['plan']>

/** Who proposed the plan of a dossier, and to whom. */
export function betweenOf(node: Node, dossier: Pick<DossierRow, 'side' | 'partner'>): readonly [asker: NodeId, holder: NodeId] {
  const partner = dossier.partner as NodeId
  return dossier.side === 'asker' ? [node.config.id, partner] : [partner, node.config.id]
}

/** A plan as it stands here; null where nothing has been said of it yet, or its words are erased. */
export async function recordOf(tx: Tx, dossier: string): Promise<PlanRecord | null> {
  const row = await tx.db.selectFrom('plan').select('sealed').where('dossier_id', '=', dossier).executeTakeFirst()
  if (row === undefined) return null
  const text = await tx.unseal(dossier as Uuid, 'plan/record', row.sealed)
  return text === null ? null : (JSON.parse(text) as PlanRecord)
}

/** Adds a step to a plan, in the state the dossier has come to by it. Counts are kept apart: they change nothing here. */
export async function keepStep(node: Node, tx: Tx, dossier: DossierRow, step: PlanStep): Promise<void> {
  if (step.matter.step !== 'counts') {
    const last = await tx.db.selectFrom('plan_step').select(tx.db.fn.max('place').as('place')).where('dossier_id', '=', dossier.id).executeTakeFirst()
    await tx.db
      .insertInto('plan_step')
      .values({
        message_id: step.message,
        dossier_id: dossier.id,
        place: Number(last?.place ?? 0) + 1,
        by_node: step.by,
        step: step.matter.step,
        at: step.at,
        sealed: await tx.seal(dossier.id as Uuid, `plan/${step.message}`, JSON.stringify(step.matter)),
      })
      .execute()
  }
  const before = (await recordOf(tx, dossier.id)) ?? planRecord(betweenOf(node, dossier), [])
  await saveRecord(tx, dossier, withStep(before, step))
}

/** Takes a step out again: it never left, or the other side did not take it in. */
export async function dropStep(node: Node, tx: Tx, dossier: DossierRow, message: string): Promise<void> {
  await tx.db.deleteFrom('plan_step').where('message_id', '=', message).execute()
  await tx.db.updateTable('plan_count').set({ message_id: null }).where('dossier_id', '=', dossier.id).where('message_id', '=', message).execute()
  const steps = await stepsOf(tx, dossier.id)
  const record = planRecord(betweenOf(node, dossier), steps)
  if (record.versions.length > 0) return await saveRecord(tx, dossier, record)
  await tx.db.deleteFrom('plan_item').where('dossier_id', '=', dossier.id).execute()
  await tx.db.deleteFrom('plan').where('dossier_id', '=', dossier.id).execute()
}

/** The steps of a plan, in the order in which this side has them. */
export async function stepsOf(tx: Tx, dossier: string): Promise<readonly PlanStep[]> {
  const rows = await tx.db.selectFrom('plan_step').selectAll().where('dossier_id', '=', dossier).orderBy('place').execute()
  const steps: PlanStep[] = []
  for (const row of rows) {
    const text = await tx.unseal(dossier as Uuid, `plan/${row.message_id}`, row.sealed)
    if (text === null) continue
    steps.push({ by: row.by_node as NodeId, message: row.message_id as Uuid, at: row.at as Instant, matter: JSON.parse(text) as PlanMatter })
  }
  return steps
}

/** Plans of this name with a partner that are alive: neither withdrawn nor declined. */
export async function plansNamed(tx: Tx, partner: NodeId, name: string): Promise<readonly { readonly dossier_id: string }[]> {
  return await tx.db
    .selectFrom('plan')
    .innerJoin('dossier', 'dossier.id', 'plan.dossier_id')
    .select('plan.dossier_id')
    .where('plan.partner', '=', partner)
    .where('plan.name', '=', name)
    .where('dossier.state', 'not in', ['withdrawn', 'declined'])
    .execute()
}

/** The plan here that follows one of this name, if any is alive. */
export async function followerOf(tx: Tx, partner: NodeId, name: string): Promise<{ readonly dossier_id: string; readonly name: string } | undefined> {
  return await tx.db
    .selectFrom('plan')
    .innerJoin('dossier', 'dossier.id', 'plan.dossier_id')
    .select(['plan.dossier_id', 'plan.name'])
    .where('plan.partner', '=', partner)
    .where('plan.follows', '=', name)
    .where('dossier.state', 'not in', ['withdrawn', 'declined'])
    .orderBy('plan.dossier_id', 'desc')
    .executeTakeFirst()
}

/** One side's last counts of a period. */
export type SaidCounts = { readonly at: Instant; readonly message: Uuid | null; readonly counts: ReadonlyMap<string, number> }
export async function countsOf(tx: Tx, dossier: string, by: NodeId, from: string, until: string): Promise<SaidCounts | null> {
  const rows = await tx.db
    .selectFrom('plan_count')
    .select(['name', 'counted', 'said_at', 'message_id'])
    .where('dossier_id', '=', dossier)
    .where('by_node', '=', by)
    .where('from_on', '=', from)
    .where('until_on', '=', until)
    .execute()
  const [first] = rows
  if (first === undefined) return null
  return { at: first.said_at as Instant, message: first.message_id as Uuid | null, counts: new Map(rows.map(row => [row.name, Number(row.counted)])) }
}

/** Keeps what a side counted of a period, in the place of what it counted before. */
export async function keepCounts(
  tx: Tx,
  dossier: string,
  said: {
    readonly by: NodeId
    readonly from: string
    readonly until: string
    readonly at: string
    readonly message: string | null
    readonly rows: readonly { key: string; count: number }[]
  },
): Promise<void> {
  await tx.db
    .deleteFrom('plan_count')
    .where('dossier_id', '=', dossier)
    .where('by_node', '=', said.by)
    .where('from_on', '=', said.from)
    .where('until_on', '=', said.until)
    .execute()
  for (let at = 0; at < said.rows.length; at += 500)
    await tx.db
      .insertInto('plan_count')
      .values(
        said.rows.slice(at, at + 500).map(({ key, count }) => ({
          dossier_id: dossier,
          by_node: said.by,
          from_on: said.from,
          until_on: said.until,
          name: key,
          counted: count,
          said_at: said.at,
          message_id: said.message,
        })),
      )
      .execute()
}

/** Whether one's own counts of a period have been taken in by the partner. */
export async function countsDelivered(tx: Tx, dossier: string, self: NodeId, from: string, until: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('plan_count')
    .innerJoin('message', 'message.id', 'plan_count.message_id')
    .select('message.verdict')
    .where('plan_count.dossier_id', '=', dossier)
    .where('plan_count.by_node', '=', self)
    .where('plan_count.from_on', '=', from)
    .where('plan_count.until_on', '=', until)
    .limit(1)
    .executeTakeFirst()
  return row?.verdict === 'admitted'
}

/** Lets the evaluation begin by itself: on its day, at midnight of this node's capital. */
export async function scheduleEvaluation(node: Node, tx: Tx, dossier: DossierRow, record: PlanRecord): Promise<void> {
  const text = standingText(record)?.text
  if (text === undefined) return
  const at = startOfDay(evaluationFrom(text), node.config.zone)
  await tx.db.insertInto('due').values({ id: tx.newId(), kind: 'plan-evaluation', subject: dossier.id, at, claimed_until: null }).execute()
}
export async function unscheduleEvaluation(tx: Tx, dossier: string): Promise<void> {
  await tx.db.deleteFrom('due').where('kind', '=', 'plan-evaluation').where('subject', '=', dossier).execute()
}

async function saveRecord(tx: Tx, dossier: DossierRow, record: PlanRecord): Promise<void> {
  const standing = standingText(record)
  if (standing === null) return
  const { text, digest } = standing
  const row = {
    partner: dossier.partner as string,
    name: text.plan,
    chain: text.chain,
    follows: text.follows,
    from_on: text.from,
    until_on: text.until,
    evaluation_on: evaluationFrom(text) as CalendarDate,
    digest,
    sealed: await tx.seal(dossier.id as Uuid, 'plan/record', JSON.stringify(record)),
  }
  await tx.db
    .insertInto('plan')
    .values({ dossier_id: dossier.id, ...row })
    .onConflict(conflict => conflict.column('dossier_id').doUpdateSet(row))
    .execute()
  await tx.db.deleteFrom('plan_item').where('dossier_id', '=', dossier.id).execute()
  if (record.items.length === 0) return
  await tx.db
    .insertInto('plan_item')
    .values(
      record.items.map(item => ({
        dossier_id: dossier.id,
        item: item.action.id,
        owner: item.action.owner,
        due_on: item.action.dueOn,
        status: statusOf(item, dossier.state),
        carries_plan: item.action.carries?.plan ?? null,
        carries_item: item.action.carries?.item ?? null,
      })),
    )
    .execute()
}
