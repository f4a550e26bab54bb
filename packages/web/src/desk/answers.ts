import type * as api from '@entraide/node/api'
import { type Act, at, type Out, type Page, query, type Resource, work } from '../api/answers.ts'

export const deskReads = {
  substitutions: (): Resource<Page<api.Substitution>> => ({ path: '/v1/substitutions' }),
  colleagues: (): Resource<Page<api.Colleague>> => ({ path: '/v1/colleagues' }),
  templates: (): Resource<Page<api.Template>> => ({ path: '/v1/templates' }),
  filters: (place: api.FilterPlace): Resource<Page<api.SavedFilter>> => ({ path: query('/v1/filters', { place }) }),
}

export const deskActs = {
  substitute: (body: Out<typeof api.NewSubstitution>): Act<api.Substitution> => ({
    method: 'POST',
    path: '/v1/substitutions',
    body,
    changes: ['/v1/substitutions', '/v1/session'],
  }),
  endSubstitution: (id: string): Act<api.Substitution> => ({
    method: 'DELETE',
    path: at`/v1/substitutions/${id}`,
    changes: ['/v1/substitutions', '/v1/session', ...work],
  }),
  makeTemplate: (body: Out<typeof api.NewTemplate>): Act<api.Template> => ({ method: 'POST', path: '/v1/templates', body, changes: ['/v1/templates'] }),
  removeTemplate: (id: string): Act<api.Template> => ({ method: 'DELETE', path: at`/v1/templates/${id}`, changes: ['/v1/templates'] }),
  restoreTemplate: (id: string): Act<api.Template> => ({ method: 'POST', path: at`/v1/templates/${id}/restore`, body: {}, changes: ['/v1/templates'] }),
  keepFilter: (body: Out<typeof api.NewFilter>): Act<api.SavedFilter> => ({ method: 'POST', path: '/v1/filters', body, changes: ['/v1/filters'] }),
  removeFilter: (id: string): Act<api.SavedFilter> => ({ method: 'DELETE', path: at`/v1/filters/${id}`, changes: ['/v1/filters'] }),
  restoreFilter: (id: string): Act<api.SavedFilter> => ({ method: 'POST', path: at`/v1/filters/${id}/restore`, body: {}, changes: ['/v1/filters'] }),
  undo: (dossier: string, act: string): Act<api.Dossier> => ({ method: 'POST', path: at`/v1/threads/${dossier}/undo/${act}`, body: {}, changes: work }),
}
