import type * as api from '@entraide/node/api'
import { type Act, at, type Out, type Page, type Resource, work } from '../api/answers.ts'

const changes = [...work, '/v1/visits']

export const visitReads = {
  all: (): Resource<Page<api.VisitRow>> => ({ path: '/v1/visits' }),
  one: (id: string): Resource<api.Visit> => ({ path: at`/v1/visits/${id}` }),
  needToKnow: (id: string): Resource<api.NeedToKnow> => ({ path: at`/v1/visits/${id}/need-to-know` }),
}

/** What is done in a visit. Every step is a draft first; a second person lets it go. */
export const visitActs = {
  start: (body: { readonly to: string; readonly matter: VisitMatter }): Act<api.Draft> => ({ method: 'POST', path: '/v1/visits', body, changes }),
  step: (id: string, matter: VisitMatter): Act<api.Draft> => ({ method: 'POST', path: at`/v1/visits/${id}/steps`, body: { matter }, changes }),
  intoPlan: (id: string, decision: string, said: IntoPlan): Act<api.Draft> => ({
    method: 'POST',
    path: at`/v1/visits/${id}/decisions/${decision}/action`,
    body: said,
    changes: [...changes, '/v1/plans'],
  }),
  checkPaper: (id: string, message: string): Act<api.PaperCheck> => ({
    method: 'POST',
    path: at`/v1/visits/${id}/papers/${message}/check`,
    body: {},
    changes: [],
  }),
  tell: (id: string, account: string): Act<api.NeedToKnow> => ({ method: 'POST', path: at`/v1/visits/${id}/need-to-know`, body: { account }, changes }),
  takeOff: (id: string, account: string): Act<api.NeedToKnow> => ({ method: 'DELETE', path: at`/v1/visits/${id}/need-to-know/${account}`, changes }),
}

/** What is being typed: days and node names are plain texts until the node has read them. */
type AsTyped<T> = T extends { readonly __calendarDate: never } | { readonly __nodeId: never }
  ? string
  : T extends object
    ? { [K in keyof T]: AsTyped<T[K]> }
    : T

/** A decision on its way into a plan. */
export type IntoPlan = { readonly plan: string } & Pick<AsTyped<api.DecisionAction>, 'objective' | 'title' | 'dueOn' | 'terms'>
export type VisitMatter = AsTyped<Out<typeof api.NewVisitStep>['matter']>
export type VisitStep<S extends VisitMatter['step']> = Extract<VisitMatter, { step: S }>
export type VisitRecord = NonNullable<api.Visit['record']>
export type Agenda = VisitStep<'agenda'>['agenda']
export type Minutes = VisitStep<'minutes'>['minutes']
export type Decision = Minutes['decisions'][number]
