import { nodeIdText } from '@entraide/exchange'
import { isCalendarDate } from '@entraide/ground'
import { z } from 'zod'
import { listActs, listLogs } from '../../steps/logs.ts'
import { listTransfers, transferStatement } from '../../steps/transfers.ts'
import { ActRow, Id, LogList, PageQuery, pageOf, TransferRow, TransferStatement } from '../api.ts'
import { type Route, route } from '../route.ts'

const ActsQuery = PageQuery.extend({
  act: z.string().max(60).optional(),
  actor: z.string().max(64).optional(),
  dossier: Id.optional(),
  outcome: z.enum(['done', 'refused']).optional(),
})

const day = z.string().refine(isCalendarDate, { message: 'not a date like 2026-11-23' })
const Stretch = { from: day.optional(), to: day.optional(), partner: nodeIdText.optional() }
const TransfersQuery = PageQuery.extend(Stretch)
const StatementQuery = z.strictObject(Stretch)

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
  route({
    method: 'GET',
    path: '/v1/transfers',
    may: 'transfers-read',
    what: 'The record of transfers out of the Union: when, to whom, on which basis, with which kinds of data.',
    query: TransfersQuery,
    answer: pageOf(TransferRow),
    run: (node, { actor, query }) => listTransfers(node, actor, query),
  }),
  route({
    method: 'GET',
    path: '/v1/transfers/statement',
    may: 'transfers-read',
    what: 'The statement of transfers for the supervisor: how many on which basis, to whom, with which kinds of data.',
    query: StatementQuery,
    answer: TransferStatement,
    run: (node, { actor, query }) => transferStatement(node, actor, query),
  }),
]
