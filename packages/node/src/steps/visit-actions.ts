import { actionOfDecision, type PlanMatter, unfitStep, visitRecord } from '@entraide/exchange'
import { isRefusal, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { DecisionAction, Draft } from '../http/api.ts'
import { isOpenedToday } from '../store/openings.ts'
import { recordOf } from '../store/plans.ts'
import type { Tx } from '../store/store.ts'
import { visitStepsOf } from '../store/visits.ts'
import { type Actor, may } from './access.ts'
import { thingOf } from './draft.ts'
import { draftPlanStep, planDossier } from './plan-drafts.ts'
import { visitRow } from './visits.ts'

type Person = Extract<Actor, { kind: 'person' }>

/**
 * Takes a decision of a visit into a plan that runs (R55): a draft of its action there, which names the visit and the decision. A plan
 * is read by people who know of no discreet visit: its action names neither, and is said in words given for it (R57).
 */
export async function takeIntoPlan(node: Node, actor: Person, visit: Uuid, decision: string, said: DecisionAction): Promise<Draft | Refusal> {
  const matter = await node.store.read(tx => additionOf(node, tx, actor, visit, decision, said))
  if (isRefusal(matter)) return matter
  const { note, terms, submit } = said
  return await draftPlanStep(node, actor, said.plan as Uuid, { matter, note, terms, submit })
}

async function additionOf(node: Node, tx: Tx, actor: Person, id: Uuid, decision: string, said: DecisionAction): Promise<PlanMatter | Refusal> {
  const visit = await visitRow(tx, actor, id)
  if (visit === null || !may(actor, 'draft-continue', thingOf(visit))) return refuse('not-found', {})
  // Words of the visit are copied out of it, so the reader has given today's reason.
  if (!(await isOpenedToday(tx, actor, id))) return refuse('dossier-not-opened', {})
  const { proposal, decisions } = visitRecord(visit.side, await visitStepsOf(tx, node.config.id, visit))
  const found = decisions.find(each => each.id === decision)
  if (found === undefined || proposal === null) return refuse('decision-unknown', { decision })
  if (found.status === 'DRA') return refuse('decision-unsigned', { decision })
  if (found.owner !== node.config.id) return refuse('decision-owner', { decision, owner: found.owner })
  const discreet = visit.need_to_know !== null
  if (discreet && said.title === null) return refuse('action-words-missing', { decision })
  const plan = await planDossier(tx, actor, said.plan as Uuid)
  const record = plan === null || plan.partner !== visit.partner ? null : await recordOf(tx, plan.id)
  if (record === null) return refuse('not-found', {})
  const { objective, title, dueOn } = said
  const action = actionOfDecision(record, found, { objective, title, dueOn })
  const matter = { matter: 'plan', step: 'add', objective, action, decision: discreet ? null : { visit: proposal.visit, item: decision } } as const
  return unfitStep(record, matter, node.config.id, node.config.regime) ?? matter
}
