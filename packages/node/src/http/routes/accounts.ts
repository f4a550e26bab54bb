import { z } from 'zod'
import { askGrant, closeAccount, createAccount, decideGrant, listAccounts, listGrants, revokeRole } from '../../steps/people.ts'
import { Account, Grant, GrantAsk, GrantDecision, Id, NewAccount, NewAccountMade, Role } from '../api.ts'
import { type Route, route } from '../route.ts'

const OneAccount = z.strictObject({ id: Id })

/** Accounts and roles: the administrator asks, a security officer decides. */
export const accountRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/accounts',
    may: 'accounts-read',
    what: 'Every account, by office and service number.',
    answer: z.array(Account),
    run: (node, { actor }) => listAccounts(node, actor),
  }),
  route({
    method: 'POST',
    path: '/v1/accounts',
    may: 'accounts-write',
    what: 'Makes an account and its single-use enrolment code.',
    body: NewAccount,
    answer: NewAccountMade,
    status: 201,
    run: (node, { actor, body }) => createAccount(node, actor, body),
  }),
  route({
    method: 'POST',
    path: '/v1/accounts/:id/grants',
    may: 'accounts-write',
    what: 'Asks a role for an account.',
    params: OneAccount,
    body: GrantAsk,
    answer: Grant,
    status: 201,
    run: (node, { actor, params, body }) => askGrant(node, actor, params.id, body.role),
  }),
  route({
    method: 'DELETE',
    path: '/v1/accounts/:id/roles/:role',
    may: 'accounts-write',
    what: 'Takes a role from an account, at once.',
    params: z.strictObject({ id: Id, role: Role }),
    answer: Account,
    run: (node, { actor, params }) => revokeRole(node, actor, params.id, params.role),
  }),
  route({
    method: 'DELETE',
    path: '/v1/accounts/:id',
    may: 'accounts-write',
    what: 'Closes an account; its sessions end.',
    params: OneAccount,
    answer: 'nothing',
    run: (node, { actor, params }) => closeAccount(node, actor, params.id),
  }),
  route({
    method: 'GET',
    path: '/v1/grants',
    may: 'grants-read',
    what: 'Grants that wait, and those decided lately.',
    answer: z.array(Grant),
    run: (node, { actor }) => listGrants(node, actor),
  }),
  route({
    method: 'POST',
    path: '/v1/grants/:id/decision',
    may: 'grants-decide',
    what: 'The second person grants a role or refuses it.',
    hidden: true,
    params: z.strictObject({ id: Id }),
    body: GrantDecision,
    answer: Grant,
    run: (node, { actor, params, body }) => decideGrant(node, actor, params.id, body.decision),
  }),
]
