import { z } from 'zod'
import { exportFollowUp, readFollowUp } from '../../steps/follow-up.ts'
import { readLineage } from '../../steps/lineage.ts'
import { countPlan, draftPlanStep, nextPlan, proposePlan } from '../../steps/plan-drafts.ts'
import { balanceOf, listPlans, readPlan } from '../../steps/plans.ts'
import {
  BalanceSheet,
  CountAsk,
  Draft,
  FollowUp,
  FollowUpExport,
  FollowUpQuery,
  Id,
  Lineage,
  NewPlan,
  NextPlan,
  NextPlanQuery,
  Plan,
  PlanCounted,
  PlanRow,
  PlanStepDraft,
  pageOf,
} from '../api.ts'
import { type Route, route } from '../route.ts'
import { onePage } from './one-page.ts'

const OnePlan = z.strictObject({ id: Id })
/** A plan of hundreds of actions in four languages still fits one envelope of 1 MiB. */
const planBytes = 1_048_576

/** Action plans and what is counted of exchanges: proposed, signed, kept up, evaluated, closed, and what came of it. */
export const planRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/plans',
    may: 'plans-read',
    what: 'Action plans with partners.',
    answer: pageOf(PlanRow),
    run: async (node, { actor }) => onePage(await listPlans(node, actor)),
  }),
  route({
    method: 'POST',
    path: '/v1/plans',
    may: 'draft-start',
    what: 'Begins a plan: a draft of its proposal.',
    body: NewPlan,
    maxBytes: planBytes,
    answer: Draft,
    status: 201,
    run: (node, { actor, body }) => proposePlan(node, actor, body),
  }),
  route({
    method: 'GET',
    path: '/v1/plans/:id',
    may: 'plan-read',
    what: 'A plan as both sides hold it, its figures counted now beside those of the partner.',
    hidden: true,
    params: OnePlan,
    answer: Plan,
    run: (node, { actor, params }) => readPlan(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/plans/:id/steps',
    may: 'draft-continue',
    what: "Begins a next step: a draft in the plan's thread, handed to the releasing officer at once unless told otherwise.",
    hidden: true,
    params: OnePlan,
    body: PlanStepDraft,
    maxBytes: planBytes,
    answer: Draft,
    status: 201,
    run: (node, { actor, params, body }) => draftPlanStep(node, actor, params.id, body),
  }),
  route({
    method: 'POST',
    path: '/v1/plans/:id/counts',
    may: 'plan-count',
    what: 'Counts a period of a plan from the exchanges of this node; given as the step that would tell it.',
    hidden: true,
    params: OnePlan,
    body: CountAsk,
    answer: PlanCounted,
    run: (node, { actor, params, body }) => countPlan(node, actor, params.id, body.from, body.until),
  }),
  route({
    method: 'GET',
    path: '/v1/plans/:id/next',
    may: 'plan-read',
    what: 'A first text of the plan that follows, with all that this one carries over.',
    hidden: true,
    params: OnePlan,
    query: NextPlanQuery,
    answer: NextPlan,
    run: (node, { actor, params, query }) => nextPlan(node, actor, params.id, query),
  }),
  route({
    method: 'GET',
    path: '/v1/plans/:id/balance',
    may: 'plan-read',
    what: 'What the joint committee reads of a plan, counted now.',
    hidden: true,
    params: OnePlan,
    answer: BalanceSheet,
    run: (node, { actor, params }) => balanceOf(node, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/v1/lineage',
    may: 'agreements-read',
    what: 'The instruments of a relation and its plans in their line, with how far each is known.',
    answer: Lineage,
    run: (node, { actor }) => readLineage(node, actor),
  }),
  route({
    method: 'GET',
    path: '/v1/follow-up',
    may: 'follow-up-read',
    what: 'What became of what was asked in a period, by both sides, with both sides’ counts.',
    query: FollowUpQuery,
    answer: FollowUp,
    run: (node, { actor, query }) => readFollowUp(node, actor, query),
  }),
  route({
    method: 'POST',
    path: '/v1/follow-up/exports',
    may: 'follow-up-export',
    what: 'The same as a file, CSV or JSON; logged. For the public, small counts are withheld.',
    body: FollowUpExport,
    answer: 'download',
    run: (node, { actor, body }) => exportFollowUp(node, actor, body),
  }),
]
