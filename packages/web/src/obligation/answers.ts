import type * as api from '@entraide/node/api'
import { type Act, at, type Out, type Page, query, type Resource, work } from '../api/answers.ts'

export type ObligationFilter = {
  readonly box?: string | undefined
  readonly open?: string | undefined
  readonly partner?: string | undefined
  readonly kind?: string | undefined
  readonly after?: string | undefined
}

const changes = [...work, '/v1/obligations', '/v1/origins', '/v1/holds']

export const obligationReads = {
  list: (filter: ObligationFilter): Resource<Page<api.Obligation>> => ({ path: query('/v1/obligations', filter) }),
  /** States that are to be told of an emergency. */
  origins: (): Resource<Page<api.OriginNotice>> => ({ path: query('/v1/origins', { open: 'true', limit: '200' }) }),
  one: (notice: string): Resource<api.Obligation> => ({ path: at`/v1/obligations/${notice}` }),
}

export type Acknowledging = Out<typeof api.NewAcknowledgement>
export type Noticing = Out<typeof api.NewNotice>

/** What is done about what is owed. Whatever is to leave begins as a draft: a second person releases it. */
export const obligationActs = {
  order: (message: string, body: Noticing): Act<api.Draft> => ({ method: 'POST', path: at`/v1/messages/${message}/notices`, body, changes }),
  begin: (notice: string, body: Acknowledging): Act<api.Draft> => ({ method: 'POST', path: at`/v1/obligations/${notice}/drafts`, body, changes }),
  tellOnward: (notice: string): Act<readonly api.Draft[]> => ({ method: 'POST', path: at`/v1/obligations/${notice}/onward`, body: {}, changes }),
  read: (notice: string, reason: string): Act<api.ClosedContent> => ({
    method: 'POST',
    path: at`/v1/obligations/${notice}/reading`,
    body: { reason },
    changes: [],
  }),
  /** Says that a state of origin was told, and how. */
  told: (origin: string, note: string): Act<api.OriginNotice> => ({ method: 'POST', path: at`/v1/origins/${origin}/told`, body: { note }, changes }),
  endEvidence: (notice: string, reason: string): Act<api.Obligation> => ({
    method: 'POST',
    path: at`/v1/obligations/${notice}/evidence-end`,
    body: { reason },
    changes,
  }),
}

export const holdReads = {
  list: (filter: { readonly box?: string | undefined; readonly after?: string | undefined }): Resource<Page<api.HoldRow>> => ({
    path: query('/v1/holds', filter),
  }),
  one: (dossier: string): Resource<api.HoldRow> => ({ path: at`/v1/threads/${dossier}/hold` }),
}

export const holdActs = {
  decide: (dossier: string, body: api.HoldDecision): Act<api.HoldRow> => ({ method: 'POST', path: at`/v1/threads/${dossier}/hold`, body, changes }),
  settle: (review: string, decision: 'confirm' | 'withdraw'): Act<void> => ({
    method: 'POST',
    path: at`/v1/holds/${review}/confirmation`,
    body: { decision },
    changes,
  }),
}
