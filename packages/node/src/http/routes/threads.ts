import { z } from 'zod'
import { openDossier, readDossier } from '../../steps/dossier.ts'
import { dueBoard } from '../../steps/due-board.ts'
import { acceptThread, assessThread, assignThread, awaitAuthorisation, closeThread, resumeThread } from '../../steps/thread.ts'
import { listThreads } from '../../steps/thread-lists.ts'
import { Assessment, Assignment, Dossier, DueBoard, Id, Opening, pageOf, ThreadQuery, ThreadRow } from '../api.ts'
import { type Route, route } from '../route.ts'
import { Nothing } from './nothing.ts'

const OneDossier = z.strictObject({ id: Id })

/** The due board, the lists, and a dossier's life. */
export const threadRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/due',
    may: 'lists-read',
    what: 'What is due, by urgency.',
    answer: DueBoard,
    run: (node, { actor }) => dueBoard(node, actor),
  }),
  route({
    method: 'GET',
    path: '/v1/threads',
    may: 'lists-read',
    what: 'Dossiers that the person may see, filtered.',
    query: ThreadQuery,
    answer: pageOf(ThreadRow),
    run: (node, { actor, query }) => listThreads(node, actor, query),
  }),
  route({
    method: 'GET',
    path: '/v1/threads/:id',
    may: 'dossier-read',
    what: 'A dossier; its content only once it was opened today with a reason.',
    hidden: true,
    params: OneDossier,
    answer: Dossier,
    run: (node, { actor, params }) => readDossier(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/threads/:id/openings',
    may: 'dossier-open',
    what: 'Opens a dossier with a reason; logged.',
    hidden: true,
    params: OneDossier,
    body: Opening,
    answer: Dossier,
    run: (node, { actor, params, body }) => openDossier(node, actor, params.id, body.reason),
  }),
  route({
    method: 'POST',
    path: '/v1/threads/:id/acceptance',
    may: 'dossier-run',
    what: 'Accepts a request: its clock counts from here.',
    hidden: true,
    params: OneDossier,
    body: Nothing,
    answer: Dossier,
    run: (node, { actor, params }) => acceptThread(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/threads/:id/assignment',
    may: 'dossier-run',
    what: 'Gives a dossier to an officer, or takes it back.',
    hidden: true,
    params: OneDossier,
    body: Assignment,
    answer: Dossier,
    run: (node, { actor, params, body }) => assignThread(node, actor, params.id, body.to),
  }),
  route({
    method: 'POST',
    path: '/v1/threads/:id/assessment',
    may: 'dossier-run',
    what: 'Assesses spontaneous information.',
    hidden: true,
    params: OneDossier,
    body: Assessment,
    answer: Dossier,
    run: (node, { actor, params, body }) => assessThread(node, actor, params.id, body.assessment, body.reason),
  }),
  route({
    method: 'POST',
    path: '/v1/threads/:id/closing',
    may: 'dossier-run',
    what: 'Closes a dossier.',
    hidden: true,
    params: OneDossier,
    body: Nothing,
    answer: Dossier,
    run: (node, { actor, params }) => closeThread(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/threads/:id/authorisation',
    may: 'dossier-run',
    what: 'Says that the answer waits for a judicial authorisation.',
    hidden: true,
    params: OneDossier,
    body: Nothing,
    answer: Dossier,
    run: (node, { actor, params }) => awaitAuthorisation(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/threads/:id/resumption',
    may: 'dossier-run',
    what: 'Resumes work after an authorisation.',
    hidden: true,
    params: OneDossier,
    body: Nothing,
    answer: Dossier,
    run: (node, { actor, params }) => resumeThread(node, actor, params.id),
  }),
]
