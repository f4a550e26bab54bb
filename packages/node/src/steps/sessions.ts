import { createHash } from 'node:crypto'
import { base64url, hour, type Instant, later, minute, type Refusal, refuse, second, type Uuid } from '@entraide/ground'
import type { Language, Role } from '@entraide/vocabulary'
import type { Node } from '../capabilities.ts'
import type { Session } from '../http/api.ts'
import { accountOf } from '../store/account-views.ts'
import { type AccountRow, accountById, addSession, changeAccount, dropSession, rolesOf, sessionByHash, touchSession } from '../store/people.ts'
import type { Tx } from '../store/store.ts'
import { type Substituted, standsInFor } from '../store/substitutions.ts'
import type { Actor } from './access.ts'
import { act } from './act.ts'

/** A working day's turn, then sign in again. */
const longestMs = 12 * hour
/** Left alone that long, a session ends (ASVS 5.0 7.3.1). */
const idleMs = 30 * minute
/** The store is told that a session is used at most that often. */
const touchMs = 60 * second
/** For what cannot be taken back, the code of the second factor must be that fresh. */
const stepUpMs = 2 * hour

export type Person = Extract<Actor, { kind: 'person' }>
/** A session just made: its secret for the cookie, and what the person may know of it. */
export type NewSession = { readonly token: string; readonly expiresAt: Instant; readonly session: Session }
/** A session found again. */
export type FoundSession = { readonly actor: Person; readonly idHash: string; readonly csrf: string; readonly madeAt: Instant; readonly expiresAt: Instant }

/**
 * Makes a session inside the transaction of the act that allows it. Its secret is new each time, so that one planted before
 * sign-in is worth nothing; only its hash is stored, so that a read of the store opens no session.
 *
 * @param fingerprint - of the browser; a session shown by another one is ended
 * @param until - its end, when it goes on from an earlier one; else 12 hours from now
 */
export async function startSession(node: Node, tx: Tx, account: AccountRow, fingerprint: string, until?: Instant): Promise<NewSession> {
  const token = base64url(node.random(32))
  const csrf = base64url(node.random(32))
  const expiresAt = until ?? later(tx.at, longestMs)
  await addSession(tx, { id_hash: hashOf(token), account_id: account.id, csrf, made_at: tx.at, expires_at: expiresAt, seen_at: tx.at, fingerprint })
  return { token, expiresAt, session: await viewOf(node, tx, account.id, csrf, expiresAt) }
}

/** The session of a secret, if it is still good and shown by the browser it was made for. Roles are read anew each time. */
export async function sessionOf(node: Node, token: string, fingerprint: string): Promise<FoundSession | Refusal<'not-signed-in' | 'session-ended'>> {
  const idHash = hashOf(token)
  const found = await node.store.read(async tx => {
    const session = await sessionByHash(tx, idHash)
    if (session === undefined) return null
    const account = await accountById(tx, session.account_id)
    const [roles, instead] = await Promise.all([rolesOf(tx, session.account_id), standsInFor(tx, session.account_id)])
    return { session, account, roles, instead }
  })
  if (found === null) return refuse('not-signed-in')
  const { session, account, roles, instead } = found
  const now = node.clock.now()
  const isOver = session.expires_at <= now || later(session.seen_at as Instant, idleMs) <= now
  if (isOver || session.fingerprint !== fingerprint || account?.state !== 'active') {
    await node.store.write(tx => dropSession(tx, idHash))
    return refuse('session-ended')
  }
  if (later(session.seen_at as Instant, touchMs) <= now) await node.store.write(tx => touchSession(tx, idHash))
  return { actor: personOf(account, roles, instead), idHash, csrf: session.csrf, madeAt: session.made_at as Instant, expiresAt: session.expires_at as Instant }
}

/** What the signed-in person may know of her session and of the node. */
export async function readSession(node: Node, actor: Person, csrf: string, expiresAt: string): Promise<Session> {
  return await node.store.read(tx => viewOf(node, tx, actor.account, csrf, expiresAt))
}

/** Ends the session. */
export async function signOut(node: Node, actor: Person, idHash: string): Promise<null | Refusal> {
  return await act(node, actor, 'sign-out', { subject: actor.account }, async tx => {
    await dropSession(tx, idHash)
    return null
  })
}

/** Keeps the person's language. */
export async function setPreferences(node: Node, actor: Person, { language }: { readonly language: Language }): Promise<null> {
  await node.store.write(tx => changeAccount(tx, actor.account, { language }))
  return null
}

/** Whether the second factor was shown lately enough for what cannot be taken back. Demo accounts have none to show. */
export function isFreshEnough(node: Node, madeAt: string): boolean {
  return node.config.demo || later(madeAt as Instant, stepUpMs) > node.clock.now()
}

/** The person of an account, with the roles it holds now and the reach of whoever it stands in for. */
export function personOf(account: AccountRow, roles: readonly Role[], instead: readonly Substituted[] = []): Person {
  return {
    kind: 'person',
    account: account.id as Uuid,
    office: account.office,
    serviceNumber: account.service_number,
    // Beside her own: those that pass to who stands in (store/substitutions.ts).
    roles: [...new Set([...roles, ...instead.flatMap(each => each.roles)])],
    language: account.language as Language,
    standsInFor: instead.map(each => ({ account: each.account, office: each.office, serviceNumber: each.serviceNumber })),
  }
}

/** The hash under which a session's secret, or an enrolment code, is kept. Both are random, so one round is enough. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

async function viewOf(node: Node, tx: Tx, account: string, csrf: string, expiresAt: string): Promise<Session> {
  const { id, state, regime, name, zone, demo } = node.config
  const instead = await standsInFor(tx, account)
  return {
    account: await accountOf(tx, account),
    standsInFor: instead.map(({ account: id, office, serviceNumber, roles, until }) => ({ id, office, serviceNumber, roles: [...roles], until })),
    node: { id, state, regime, name, zone, demo },
    csrf,
    expiresAt,
  }
}
