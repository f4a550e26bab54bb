import { z } from 'zod'
import { printBalance, printDossier, printMinutes } from '../../steps/papers.ts'
import { Id, PaperQuery } from '../api.ts'
import { type Route, route } from '../route.ts'

const One = z.strictObject({ id: Id })
const pdf = { answer: 'download', mediaType: 'application/pdf', query: PaperQuery, params: One, hidden: true } as const

/** What is printed: each an act, logged with who had it made; her office and number stand across every page. */
export const paperRoutes: readonly Route[] = [
  route({
    ...pdf,
    method: 'GET',
    path: '/v1/threads/:id/paper',
    may: 'dossier-read',
    what: 'A dossier opened today as PDF: legal basis, messages, record of transfers, acts; logged.',
    run: (node, { actor, params, query }) => printDossier(node, actor, params.id, query.language),
  }),
  route({
    ...pdf,
    method: 'GET',
    path: '/v1/visits/:id/paper',
    may: 'dossier-read',
    what: 'The minutes of a visit opened today as PDF, in its two languages side by side; logged.',
    run: (node, { actor, params, query }) => printMinutes(node, actor, params.id, query.language),
  }),
  route({
    ...pdf,
    method: 'GET',
    path: '/v1/plans/:id/paper',
    may: 'plan-read',
    what: 'The balance sheet of a plan as PDF, counted now; logged.',
    run: (node, { actor, params, query }) => printBalance(node, actor, params.id, query.language),
  }),
]
