import { z } from 'zod'
import { addToNeedToKnow, readNeedToKnow, removeFromNeedToKnow } from '../../steps/need-to-know.ts'
import { takeIntoPlan } from '../../steps/visit-actions.ts'
import { draftVisitStep, startVisit } from '../../steps/visit-drafts.ts'
import { checkPaper, listVisits, readVisit } from '../../steps/visits.ts'
import { DecisionAction, Draft, Id, Member, NeedToKnow, NewVisit, NewVisitStep, PaperCheck, pageOf, Visit, VisitRow } from '../api.ts'
import { type Route, route } from '../route.ts'
import { Nothing } from './nothing.ts'
import { onePage } from './one-page.ts'

const OneVisit = z.strictObject({ id: Id })
/** Minutes of sixty paragraphs in two languages still fit one envelope of 1 MiB. */
const stepBytes = 1_048_576

/** Working visits: proposed, prepared, held, written down, followed up; and who needs to know of a discreet one. */
export const visitRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/visits',
    may: 'visits-read',
    what: 'Working visits that the person may know of.',
    answer: pageOf(VisitRow),
    run: async (node, { actor }) => onePage(await listVisits(node, actor)),
  }),
  route({
    method: 'POST',
    path: '/v1/visits',
    may: 'draft-start',
    what: 'Begins a visit: a draft of its proposal.',
    body: NewVisit,
    maxBytes: stepBytes,
    answer: Draft,
    status: 201,
    run: (node, { actor, body }) => startVisit(node, actor, body),
  }),
  route({
    method: 'GET',
    path: '/v1/visits/:id',
    may: 'dossier-read',
    what: 'A visit as it stands; its content only once it was opened today with a reason.',
    hidden: true,
    params: OneVisit,
    answer: Visit,
    run: (node, { actor, params }) => readVisit(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/visits/:id/steps',
    may: 'draft-continue',
    what: "Begins a next step: a draft in the visit's thread, under the thread's terms.",
    hidden: true,
    params: OneVisit,
    body: NewVisitStep,
    maxBytes: stepBytes,
    answer: Draft,
    status: 201,
    run: (node, { actor, params, body }) => draftVisitStep(node, actor, params.id, body),
  }),
  route({
    method: 'POST',
    path: '/v1/visits/:id/decisions/:decision/action',
    may: 'draft-continue',
    what: 'Takes a decision of ours into a plan that runs: a draft of its action there. Of a discreet visit nothing is named.',
    hidden: true,
    params: z.strictObject({ id: Id, decision: z.string().max(40) }),
    body: DecisionAction,
    answer: Draft,
    status: 201,
    run: (node, { actor, params, body }) => takeIntoPlan(node, actor, params.id, params.decision, body),
  }),
  route({
    method: 'POST',
    path: '/v1/visits/:id/papers/:message/check',
    may: 'dossier-read',
    what: 'Holds a paper that was handed over against the digest that its message names; logged.',
    hidden: true,
    params: z.strictObject({ id: Id, message: Id }),
    body: Nothing,
    answer: PaperCheck,
    run: (node, { actor, params }) => checkPaper(node, actor, params.id, params.message),
  }),
  route({
    method: 'GET',
    path: '/v1/visits/:id/need-to-know',
    may: 'need-to-know-read',
    what: 'Who needs to know of a discreet visit; reading it is logged.',
    hidden: true,
    params: OneVisit,
    answer: NeedToKnow,
    run: (node, { actor, params }) => readNeedToKnow(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/visits/:id/need-to-know',
    may: 'need-to-know-write',
    what: 'Lets one more person know of a discreet visit; logged.',
    hidden: true,
    params: OneVisit,
    body: Member,
    answer: NeedToKnow,
    run: (node, { actor, params, body }) => addToNeedToKnow(node, actor, params.id, body.account),
  }),
  route({
    method: 'DELETE',
    path: '/v1/visits/:id/need-to-know/:account',
    may: 'need-to-know-write',
    what: 'Takes a person off that list; logged.',
    hidden: true,
    params: z.strictObject({ id: Id, account: Id }),
    answer: NeedToKnow,
    run: (node, { actor, params }) => removeFromNeedToKnow(node, actor, params.id, params.account),
  }),
]
