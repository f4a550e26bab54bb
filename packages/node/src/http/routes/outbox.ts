import { z } from 'zod'
import { listOutbox, retryNow, stopMessage } from '../../steps/outbox.ts'
import { Id, OutboxQuery, OutboxRow, pageOf } from '../api.ts'
import { type Route, route } from '../route.ts'
import { Nothing } from './nothing.ts'

const OneMessage = z.strictObject({ id: Id })

/** What is on its way out, and why it is not there yet. */
export const outboxRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/outbox',
    may: 'outbox-read',
    what: 'Messages on their way out, with their state and what holds them.',
    query: OutboxQuery,
    answer: pageOf(OutboxRow),
    run: (node, { actor, query }) => listOutbox(node, actor, query),
  }),
  route({
    method: 'POST',
    path: '/v1/outbox/:id/retry',
    may: 'outbox-run',
    what: 'Tries again now.',
    hidden: true,
    params: OneMessage,
    body: Nothing,
    answer: 'nothing',
    run: (node, { actor, params }) => retryNow(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/outbox/:id/stop',
    may: 'outbox-run',
    what: 'Stops a message that has not left; its draft goes back to its author.',
    hidden: true,
    params: OneMessage,
    body: Nothing,
    answer: 'nothing',
    run: (node, { actor, params }) => stopMessage(node, actor, params.id),
  }),
]
