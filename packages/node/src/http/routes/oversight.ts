import { z } from 'zod'
import { listActs, listLogs } from '../../steps/logs.ts'
import { ActRow, Id, LogList, PageQuery, pageOf } from '../api.ts'
import { type Route, route } from '../route.ts'

const ActsQuery = PageQuery.extend({
  act: z.string().max(60).optional(),
  actor: z.string().max(64).optional(),
  dossier: Id.optional(),
  outcome: z.enum(['done', 'refused']).optional(),
})

/** For the inspector and the data-protection officer: what was done, by whom, with which outcome; never content. */
export const oversightRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/logs',
    may: 'logs-read',
    what: "The node's logs: size and head.",
    answer: LogList,
    run: (node, { actor }) => listLogs(node, actor),
  }),
  route({
    method: 'GET',
    path: '/v1/acts',
    may: 'acts-read',
    what: 'Acts, newest first, filtered.',
    query: ActsQuery,
    answer: pageOf(ActRow),
    run: (node, { actor, query }) => listActs(node, actor, query),
  }),
]
