import {
  carriedMissing,
  openItems,
  type PlanMatter,
  type PlanRecord,
  type PlanRefusal,
  type PlanText,
  planRecord,
  standingText,
  unfitStep,
} from '@entraide/exchange'
import { dateIn, type NodeId, type Refusal, refuse } from '@entraide/ground'
import type { Node } from '../../capabilities.ts'
import { type DossierRow, dossierToMove } from '../../store/dossiers.ts'
import { sharedReferences } from '../../store/follow-up.ts'
import {
  betweenOf,
  countsDelivered,
  countsOf,
  dropStep,
  followerOf,
  keepCounts,
  keepStep,
  plansNamed,
  recordOf,
  scheduleEvaluation,
  unscheduleEvaluation,
} from '../../store/plans.ts'
import type { Tx } from '../../store/store.ts'
import type { MatterSteps } from './matter-steps.ts'
import { keepOwnDay } from './own-day.ts'

type PlanStop = PlanRefusal | 'plan-name-taken' | 'plan-carried-missing' | 'plan-evidence-unknown' | 'plan-counts-stale' | 'plan-counts-missing' | 'day-to-come'

/** What the steps of a plan do beside its thread: they change what both sides hold of it, and nothing that both do not hold. */
export const planSteps: MatterSteps = {
  mayLeave: async (node, tx, dossier, draft) => {
    const matter = draft.matter as PlanMatter
    // Asked again before each try, it is part of the record already; what has come in meanwhile is the receiver's to judge.
    if (await hasBeenReleased(tx, draft.id)) return null
    const record = (await recordOf(tx, dossier.id)) ?? planRecord(betweenOf(node, dossier), [])
    return (
      unfitStep(record, matter, node.config.id, draft.legal.regime) ??
      (await unfitHere(tx, draft.legal.to, dossier.id, matter)) ??
      (await unfitAtHome(node, tx, dossier, record, matter, draft.note))
    )
  },
  left: async (node, tx, dossier, { messageId, body }) => {
    const matter = body.matter as PlanMatter
    await keepStep(node, tx, dossier, { by: node.config.id, message: messageId, at: body.releasedAt, matter })
    if (matter.step === 'counts')
      await tx.db
        .updateTable('plan_count')
        .set({ message_id: messageId })
        .where('dossier_id', '=', dossier.id)
        .where('by_node', '=', node.config.id)
        .where('from_on', '=', matter.from)
        .where('until_on', '=', matter.until)
        .execute()
    await began(node, tx, dossier, matter)
    await keepActionDay(node, tx, dossier)
  },
  cameBack: async (node, tx, dossier, messageId) => {
    const now = (await dossierToMove(tx, dossier.id)) as DossierRow
    await dropStep(node, tx, now, messageId)
    if (((await recordOf(tx, dossier.id))?.signatures.length ?? 0) < 2) await unscheduleEvaluation(tx, dossier.id)
    await keepActionDay(node, tx, now)
  },
  mayEnter: async (node, tx, dossier, body, sender) => {
    const matter = body.matter as PlanMatter
    const record = (dossier === null ? null : await recordOf(tx, dossier.id)) ?? planRecord([sender, node.config.id], [])
    return unfitStep(record, matter, sender, body.ask.regime) ?? (await unfitHere(tx, sender, dossier?.id ?? null, matter))
  },
  entered: async (node, tx, dossier, { messageId, body }, sender) => {
    const matter = body.matter as PlanMatter
    await keepStep(node, tx, dossier, { by: sender, message: messageId, at: body.releasedAt, matter })
    if (matter.step === 'counts')
      await keepCounts(tx, dossier.id, { by: sender, from: matter.from, until: matter.until, at: matter.at, message: messageId, rows: matter.rows })
    await began(node, tx, dossier, matter)
    await keepActionDay(node, tx, dossier)
  },
}

/** The first day of an action of this node's that has not ended, once the plan runs. */
async function keepActionDay(node: Node, tx: Tx, dossier: DossierRow): Promise<void> {
  const record = await recordOf(tx, dossier.id)
  const open = new Set(record === null || record.signatures.length < 2 ? [] : openItems(record))
  const owed = (record?.items ?? []).map(({ action: { id, owner, dueOn } }) => ({ owner, dueOn, isOpen: open.has(id) }))
  await keepOwnDay(node, tx, dossier, owed)
}

/** Signed by both, a plan runs, and the day of its evaluation is known. */
async function began(node: Node, tx: Tx, dossier: DossierRow, { step }: PlanMatter): Promise<void> {
  if (step === 'countersign') await scheduleEvaluation(node, tx, dossier, (await recordOf(tx, dossier.id)) as PlanRecord)
}

/** By what both nodes hold beside the plan: the names of their plans, and the references of their exchanges. Both ends ask it. */
async function unfitHere(tx: Tx, partner: NodeId, dossier: string | null, matter: PlanMatter): Promise<Refusal<PlanStop> | null> {
  if (matter.step === 'propose') {
    const taken = (await plansNamed(tx, partner, matter.text.plan)).some(each => each.dossier_id !== dossier)
    if (taken) return refuse('plan-name-taken', { plan: matter.text.plan })
  }
  if (matter.step === 'item' && matter.evidence.length > 0) {
    const shared = await sharedReferences(tx, partner, matter.evidence)
    const unknown = matter.evidence.find(each => !shared.has(each))
    if (unknown !== undefined) return refuse('plan-evidence-unknown', { reference: unknown })
  }
  return null
}

/** By what this node asks of its own people: reasons, figures that were counted, and nothing of an earlier plan forgotten (R58). */
async function unfitAtHome(node: Node, tx: Tx, dossier: DossierRow, record: PlanRecord, matter: PlanMatter, note: string): Promise<Refusal<PlanStop> | null> {
  if (['withdraw', 'decline', 'reopen'].includes(matter.step) && note.trim() === '') return refuse('plan-reason-missing', {})
  if (matter.step === 'propose' || matter.step === 'change') return await unfitCarrying(tx, dossier.partner as NodeId, matter.text)
  if (matter.step === 'counts') {
    const counted = await countsOf(tx, dossier.id, node.config.id, matter.from, matter.until)
    const same = counted !== null && counted.at === matter.at && matter.rows.length === counted.counts.size
    return same && matter.rows.every(({ key, count }) => counted.counts.get(key) === count) ? null : refuse('plan-counts-stale', { from: matter.from })
  }
  const text = standingText(record)?.text
  if (matter.step === 'review') {
    if (matter.on > dateIn(tx.at, node.config.zone)) return refuse('day-to-come', { at: 'matter/on', on: matter.on })
    if (text !== undefined && matter.on < text.from) return refuse('plan-period', { from: text.from, until: text.until })
  }
  if ((matter.step === 'close' || matter.step === 'confirm') && text !== undefined) {
    if (!(await countsDelivered(tx, dossier.id, node.config.id, text.from, text.until)))
      return refuse('plan-counts-missing', { from: text.from, until: text.until })
    return await unfitClosing(tx, dossier.partner as NodeId, record, text)
  }
  return null
}

/** A plan takes on every item that the one it follows carries over. */
async function unfitCarrying(tx: Tx, partner: NodeId, text: PlanText): Promise<Refusal<PlanStop> | null> {
  if (text.follows === null) return null
  for (const { dossier_id } of await plansNamed(tx, partner, text.follows)) {
    const earlier = await recordOf(tx, dossier_id)
    const missing = earlier === null ? [] : carriedMissing(earlier, text)
    if (missing.length > 0) return refuse('plan-carried-missing', { items: missing })
  }
  return null
}

/** What is carried over stands in the next plan, once there is one; without one, its proposal will be held to it. */
async function unfitClosing(tx: Tx, partner: NodeId, record: PlanRecord, text: PlanText): Promise<Refusal<PlanStop> | null> {
  const next = await followerOf(tx, partner, text.plan)
  const following = next === undefined ? null : await recordOf(tx, next.dossier_id)
  const after = following === null ? null : standingText(following)
  const missing = after === null ? [] : carriedMissing(record, after.text)
  return missing.length === 0 ? null : refuse('plan-carried-missing', { items: missing, plan: next?.name ?? null })
}

async function hasBeenReleased(tx: Tx, draft: string): Promise<boolean> {
  const row = await tx.db.selectFrom('draft').select('state').where('id', '=', draft).executeTakeFirst()
  return row?.state === 'released'
}
