import { isRefusal, type Refusal } from '@entraide/ground'
import { z } from 'zod'
import { demoAccounts, demoSignIn, enrolBegin, enrolFinish, readSession, setPreferences, signIn, signOut, stepUp } from '../../steps/people.ts'
import type { NewSession } from '../../steps/sessions.ts'
import { DemoAccount, DemoSignIn, EnrolBegin, EnrolBegun, EnrolFinish, Preferences, Session, SignIn, StepUp } from '../api.ts'
import { type Route, route } from '../route.ts'

/** Hands a new session to the browser and says what it is. */
const kept = (made: NewSession | Refusal, { keepSession }: { readonly keepSession: (token: string, expiresAt: string) => void }) => {
  if (isRefusal(made)) return made
  keepSession(made.token, made.expiresAt)
  return made.session
}

/** Coming in and going out: sign-in, enrolment, preferences, the demo's one-click accounts. */
export const sessionRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/session',
    may: 'anyone',
    what: 'Signs in with service number, password and code.',
    body: SignIn,
    answer: Session,
    run: async (node, call) => kept(await signIn(node, call.body, call.device), call),
  }),
  route({
    method: 'GET',
    path: '/v1/session',
    may: 'own-session',
    what: 'Who is signed in, on which node.',
    answer: Session,
    run: (node, { actor, session }) => readSession(node, actor, session?.csrf ?? '', session?.expiresAt ?? ''),
  }),
  route({
    method: 'DELETE',
    path: '/v1/session',
    may: 'own-session',
    what: 'Signs out.',
    answer: 'nothing',
    run: (node, { actor, session, dropSession }) => {
      dropSession()
      return signOut(node, actor, session?.idHash ?? '')
    },
  }),
  route({
    method: 'POST',
    path: '/v1/session/step-up',
    may: 'own-session',
    what: 'Shows the code again, for what cannot be taken back.',
    body: StepUp,
    answer: Session,
    run: async (node, call) =>
      kept(await stepUp(node, call.actor, { idHash: call.session?.idHash ?? '', expiresAt: call.session?.expiresAt ?? '' }, call.body.code, call.device), call),
  }),
  route({
    method: 'PUT',
    path: '/v1/session/preferences',
    may: 'own-session',
    what: 'Keeps the language.',
    body: Preferences,
    answer: 'nothing',
    run: (node, { actor, body }) => setPreferences(node, actor, body),
  }),
  route({
    method: 'POST',
    path: '/v1/enrolments/begin',
    may: 'anyone',
    what: 'Opens an enrolment: gives the secret for the authenticator.',
    body: EnrolBegin,
    answer: EnrolBegun,
    run: (node, { body, device }) => enrolBegin(node, body.enrolmentCode, device),
  }),
  route({
    method: 'POST',
    path: '/v1/enrolments/finish',
    may: 'anyone',
    what: 'Finishes an enrolment with a password and a first code, and signs in.',
    body: EnrolFinish,
    answer: Session,
    run: async (node, call) => kept(await enrolFinish(node, call.body, call.device), call),
  }),
  route({
    method: 'GET',
    path: '/v1/demo/accounts',
    may: 'anyone',
    what: 'The one-click accounts of a demo; nothing anywhere else.',
    answer: z.array(DemoAccount),
    run: node => demoAccounts(node),
  }),
  route({
    method: 'POST',
    path: '/v1/demo/session',
    may: 'anyone',
    what: 'Signs in as an account of a demo; nothing anywhere else.',
    body: DemoSignIn,
    answer: Session,
    run: async (node, call) => kept(await demoSignIn(node, call.body.accountId, call.device), call),
  }),
]
