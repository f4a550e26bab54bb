import type * as api from '@entraide/node/api'
import { type Act, at, type Out, type Resource, work } from '../api/answers.ts'

const changes = [...work, '/v1/identifications']

export const identificationReads = {
  one: (id: string): Resource<api.Identification> => ({ path: at`/v1/identifications/${id}` }),
}

/** What is done in an identification; whatever it is, lists and clocks may change with it. */
export const identificationActs = {
  start: (body: Out<typeof api.NewIdentification>): Act<api.Identification> => ({ method: 'POST', path: '/v1/identifications', body, changes }),
  findGuard: (id: string, body: api.GuardFinding): Act<api.Identification> => ({ method: 'POST', path: at`/v1/identifications/${id}/guards`, body, changes }),
  sign: (id: string): Act<api.Identification> => ({ method: 'POST', path: at`/v1/identifications/${id}/signature`, body: {}, changes }),
  step: (id: string, body: api.IdentificationStep): Act<api.Draft> => ({ method: 'POST', path: at`/v1/identifications/${id}/steps`, body, changes }),
  decide: (id: string, body: api.IdentificationOutcome): Act<api.Draft> => ({ method: 'POST', path: at`/v1/identifications/${id}/outcome`, body, changes }),
  close: (id: string): Act<api.Identification> => ({ method: 'POST', path: at`/v1/identifications/${id}/closing`, body: {}, changes }),
  judge: (id: string, person: string, reason: string): Act<api.Identification> => ({
    method: 'POST',
    path: at`/v1/identifications/${id}/protections/${person}/judgement`,
    body: { reason },
    changes,
  }),
  submit: (draft: string): Act<api.Draft> => ({ method: 'POST', path: at`/v1/drafts/${draft}/submit`, body: {}, changes }),
  recall: (draft: string): Act<api.Draft> => ({ method: 'POST', path: at`/v1/drafts/${draft}/recall`, body: {}, changes }),
}
