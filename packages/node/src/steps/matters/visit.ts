import {
  admitsVisit,
  type Draft as CompleteDraft,
  fitsVisit,
  type MessageBody,
  type Minutes,
  settledStatuses,
  type VisitFacts,
  type VisitMatter,
  visitRecord,
} from '@entraide/exchange'
import { dateIn, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../../capabilities.ts'
import { heldAgreement } from '../../store/agreements.ts'
import { changeDossier, type DossierRow } from '../../store/dossiers.ts'
import { activeAmong, activeWith, needToKnowOf, whoKnowsFirst, writeNeedToKnow } from '../../store/need-to-know.ts'
import { isUnderWay } from '../../store/outbox.ts'
import type { Tx } from '../../store/store.ts'
import { addVisitStep, dropVisitStep, visitStepsOf } from '../../store/visits.ts'
import { writeAct } from '../act.ts'
import type { MatterSteps } from './matter-steps.ts'
import { keepOwnDay } from './own-day.ts'

/** What messages of a visit do beside their thread: each is a step, and the visit is what they come to. */
export const visitSteps: MatterSteps = {
  drafted: async (tx, dossier, fields, author) => {
    // From the first word on: before anybody else could have seen it. What was begun as discreet stays so until it is discarded.
    if (fields.matter?.matter === 'visit' && fields.matter.step === 'propose' && fields.matter.discreet && dossier.need_to_know === null)
      await writeNeedToKnow(tx, dossier.id, [author])
  },

  mayLeave: async (node, tx, dossier, draft) => {
    const matter = visitMatterOf(draft)
    // Released already and asked again before its delivery: it fitted then, and the partner judges what has come between.
    if (matter === null || (await isUnderWay(tx, draft.id))) return null
    const record = visitRecord(dossier.side, await visitStepsOf(tx, node.config.id, dossier))
    const unfit = fitsVisit(record, { ...factsOf(node, dossier, draft.legal, draft.attachments.length), by: dossier.side }, matter)
    if (unfit !== null) return unfit
    if (matter.step === 'paper' && matter.handedOn > dateIn(tx.at, node.config.zone))
      return refuse('day-to-come', { at: 'matter/handedOn', on: matter.handedOn })
    if (matter.step === 'held' && matter.until > dateIn(tx.at, node.config.zone)) return refuse('visit-not-over', { until: matter.until })
    if (matter.step === 'paper' && (await contentDigest(tx, dossier, draft.id)) !== matter.digest) return refuse('paper-differs', {})
    if (matter.step === 'minutes') {
      const lacking = await decisionWithoutClause(node, tx, matter.minutes, draft.legal.to)
      if (lacking !== null) return lacking
    }
    return await nobodyToRelease(tx, dossier, draft)
  },

  left: async (node, tx, dossier, { messageId, body }) => {
    const matter = visitMatterOf(body)
    if (matter === null) return
    await addVisitStep(tx, dossier, messageId, node.config.id, matter)
    await keepDecisionDay(node, tx, dossier)
  },

  cameBack: async (node, tx, dossier, messageId) => {
    await dropVisitStep(tx, dossier, messageId)
    // Not where the thread stood before it left: what came in meanwhile has moved it on (spec/workflows/visit.md#texts-that-cross).
    const { state } = visitRecord(dossier.side, await visitStepsOf(tx, node.config.id, dossier))
    await changeDossier(tx, dossier.id, { state })
    await keepDecisionDay(node, tx, dossier)
  },

  mayEnter: async (node, tx, dossier, body, sender) => {
    const matter = visitMatterOf(body)
    if (matter === null) return null
    const steps = dossier === null ? [] : await visitStepsOf(tx, node.config.id, dossier)
    const unfit = admitsVisit(steps, factsOf(node, dossier ?? { side: 'holder', partner: sender }, body.ask, body.attachments.length), matter)
    return unfit ?? (matter.step === 'minutes' ? await decisionWithoutClause(node, tx, matter.minutes, sender) : null)
  },

  entered: async (node, tx, dossier, { messageId, body }, sender) => {
    const matter = visitMatterOf(body)
    if (matter === null) return
    await addVisitStep(tx, dossier, messageId, sender, matter)
    await keepDecisionDay(node, tx, dossier)
    await letSomebodyKnow(node, tx, dossier, matter)
  },
}

function visitMatterOf({ matter }: Pick<CompleteDraft | MessageBody, 'matter'>): VisitMatter | null {
  return matter?.matter === 'visit' ? matter : null
}

/** The first day of a decision of this node's that both have signed and that is not settled. */
async function keepDecisionDay(node: Node, tx: Tx, dossier: DossierRow): Promise<void> {
  const { decisions } = visitRecord(dossier.side, await visitStepsOf(tx, node.config.id, dossier))
  const owed = decisions.map(({ owner, dueOn, status }) => ({ owner, dueOn, isOpen: status !== 'DRA' && !settledStatuses.includes(status) }))
  await keepOwnDay(node, tx, dossier, owed)
}

function factsOf(
  node: Node,
  { side, partner }: Pick<DossierRow, 'side' | 'partner'>,
  { regime, classification }: Pick<VisitFacts, 'regime' | 'classification'>,
  attachments: number,
): Omit<VisitFacts, 'by'> {
  const own = node.config.id
  const other = partner as NodeId
  return { me: side, nodes: side === 'asker' ? { asker: own, holder: other } : { asker: other, holder: own }, regime, classification, attachments }
}

/** The SHA-256 of the paper that is attached to a draft, as it was handed in. */
async function contentDigest(tx: Tx, dossier: DossierRow, draft: Uuid): Promise<string | null> {
  const row = await tx.db
    .selectFrom('attachment')
    .select(['id', 'content_sealed'])
    .where('draft_id', '=', draft)
    .where('state', '!=', 'writing')
    .executeTakeFirst()
  if (row === undefined || row.content_sealed === null) return null
  return await tx.unseal(dossier.id as Uuid, `attachment/${row.id}/content`, row.content_sealed)
}

/** A decision by which data would flow names a clause that permits something, of an agreement that is between the two nodes (R55, R1). */
async function decisionWithoutClause(node: Node, tx: Tx, minutes: Minutes, partner: NodeId): Promise<Refusal | null> {
  for (const { id, flow } of minutes.decisions) {
    if (flow === null) continue
    const held = await heldAgreement(tx, flow.agreement, node.config.id, partner, tx.at)
    const clause = held?.agreement.clauses.find(each => each.id === flow.clause)
    if (clause?.effect !== 'permit') return refuse('decision-without-clause', { decision: id, clause: flow.clause })
  }
  return null
}

/** On the list of a discreet visit stands somebody beside the author who may release, or the draft would wait for ever. */
async function nobodyToRelease(tx: Tx, dossier: DossierRow, draft: CompleteDraft): Promise<Refusal | null> {
  const known = needToKnowOf(dossier)
  if (known === null) return null
  const releasers = await activeWith(tx, 'REL')
  return releasers.some(account => known.includes(account) && account !== draft.author.account) ? null : refuse('nobody-to-release', {})
}

/** A discreet visit is known to somebody from the moment it is here; so it is again once all who knew of it have left. */
async function letSomebodyKnow(node: Node, tx: Tx, dossier: DossierRow, matter: VisitMatter): Promise<void> {
  const known = matter.step === 'propose' && matter.discreet ? [] : needToKnowOf(dossier)
  if (known === null || (await activeAmong(tx, known)).length > 0) return
  await writeNeedToKnow(tx, dossier.id, [...known, ...(await whoKnowsFirst(tx))])
  await writeAct(node, tx, { kind: 'system' }, 'need-to-know-made', { dossier: dossier.id as Uuid }, null)
}
