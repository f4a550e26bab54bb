import { z } from 'zod'
import { keepFilter, listFilters, removeFilter, restoreFilter } from '../../steps/filters.ts'
import { endSubstitution, listColleagues, listSubstitutions, makeSubstitution } from '../../steps/substitutions.ts'
import { listTemplates, makeTemplate, removeTemplate, restoreTemplate } from '../../steps/templates.ts'
import { undoThread } from '../../steps/thread.ts'
import { Colleague, Dossier, FilterQuery, Id, NewFilter, NewSubstitution, NewTemplate, pageOf, SavedFilter, Substitution, Template } from '../api.ts'
import { type Route, route } from '../route.ts'
import { Nothing } from './nothing.ts'
import { onePage } from './one-page.ts'

const One = z.strictObject({ id: Id })
/** A form of 200 statements still fits one envelope of 1 MiB. */
const formBytes = 1_048_576

/** The desk: who stands in for whom, templates of an office, filters a person keeps, what is taken back. */
export const deskRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/substitutions',
    may: 'own-session',
    what: 'Who stands in for whom: one’s own; all of them for those who look after accounts or over the node.',
    answer: pageOf(Substitution),
    run: async (node, { actor }) => onePage(await listSubstitutions(node, actor)),
  }),
  route({
    method: 'POST',
    path: '/v1/substitutions',
    may: 'substitution-make',
    what: 'Lets a colleague stand in between two moments.',
    body: NewSubstitution,
    answer: Substitution,
    status: 201,
    run: (node, { actor, body }) => makeSubstitution(node, actor, body),
  }),
  route({
    method: 'DELETE',
    path: '/v1/substitutions/:id',
    may: 'substitution-end',
    what: 'Ends a substitution before its time.',
    hidden: true,
    params: One,
    answer: Substitution,
    run: (node, { actor, params }) => endSubstitution(node, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/v1/colleagues',
    may: 'own-session',
    what: 'The people of this node, by office and number.',
    answer: pageOf(Colleague),
    run: async (node, { actor }) => onePage(await listColleagues(node, actor)),
  }),
  route({
    method: 'GET',
    path: '/v1/templates',
    may: 'templates-read',
    what: 'The templates of one’s office.',
    answer: pageOf(Template),
    run: async (node, { actor }) => onePage(await listTemplates(node, actor)),
  }),
  route({
    method: 'POST',
    path: '/v1/templates',
    may: 'templates-read',
    what: 'Keeps a form as a template of the office, without persons and cases.',
    body: NewTemplate,
    maxBytes: formBytes,
    answer: Template,
    status: 201,
    run: (node, { actor, body }) => makeTemplate(node, actor, body),
  }),
  route({
    method: 'DELETE',
    path: '/v1/templates/:id',
    may: 'templates-write',
    what: 'Takes a template away; it can be restored.',
    hidden: true,
    params: One,
    answer: Template,
    run: (node, { actor, params }) => removeTemplate(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/templates/:id/restore',
    may: 'templates-write',
    what: 'Restores a template that was taken away.',
    hidden: true,
    params: One,
    body: Nothing,
    answer: Template,
    run: (node, { actor, params }) => restoreTemplate(node, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/v1/filters',
    may: 'filters-keep',
    what: 'The filters one keeps.',
    query: FilterQuery,
    answer: pageOf(SavedFilter),
    run: async (node, { actor, query }) => onePage(await listFilters(node, actor, query.place)),
  }),
  route({
    method: 'POST',
    path: '/v1/filters',
    may: 'filters-keep',
    what: 'Keeps a filter of a list under a name.',
    body: NewFilter,
    answer: SavedFilter,
    status: 201,
    run: (node, { actor, body }) => keepFilter(node, actor, body),
  }),
  route({
    method: 'DELETE',
    path: '/v1/filters/:id',
    may: 'filters-keep',
    what: 'Takes a filter away; it can be restored.',
    hidden: true,
    params: One,
    answer: SavedFilter,
    run: (node, { actor, params }) => removeFilter(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/filters/:id/restore',
    may: 'filters-keep',
    what: 'Restores a filter that was taken away.',
    hidden: true,
    params: One,
    body: Nothing,
    answer: SavedFilter,
    run: (node, { actor, params }) => restoreFilter(node, actor, params.id),
  }),
  route({
    method: 'POST',
    path: '/v1/threads/:id/undo/:act',
    may: 'dossier-run',
    what: 'Takes back one’s last act on a dossier, as long as nothing has happened to it since.',
    hidden: true,
    params: z.strictObject({ id: Id, act: Id }),
    body: Nothing,
    answer: Dossier,
    run: (node, { actor, params }) => undoThread(node, actor, params.id, params.act),
  }),
]
