import { type Instant, isRefusal, millisecondsOf, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { DemoAccount } from '../http/api.ts'
import { type AccountRow, accountById, accountByNumber, accountEnrolling, changeAccount, countTry, dropSession, rolesOf, useStep } from '../store/people.ts'
import type { Tx } from '../store/store.ts'
import { firstSecurityOfficer } from './accounts.ts'
import { act } from './act.ts'
import { checkPassword, hashPassword, judgePassword } from './password.ts'
import { secondFactorBytes, secondFactorOf, stepOfCode } from './second-factor.ts'
import { hashOf, type NewSession, type Person, startSession } from './sessions.ts'
import { lockMs, throttleOf } from './throttle.ts'

export { addDemoAccounts, askGrant, closeAccount, createAccount, decideGrant, firstEnrolment, listAccounts, listGrants, revokeRole } from './accounts.ts'
export { isFreshEnough, readSession, sessionOf, setPreferences, signOut } from './sessions.ts'

/** Where a person sits: for throttling, and for binding the session to the browser it was made in. */
export type Seat = { readonly address: string; readonly fingerprint: string }
type Tried = { readonly account: AccountRow | null; readonly lockedUntil: Instant | null }
const system = { kind: 'system' } as const

/**
 * Signs a person in with password and code together. Every wrong combination, an unknown service number too, takes the same work
 * and gets the same answer, and waits alike after several.
 *
 * Refuses `sign-in-failed`, or `too-many-tries` with `retryAfterSeconds`.
 */
export async function signIn(
  node: Node,
  given: { readonly serviceNumber: string; readonly password: string; readonly code: string },
  seat: Seat,
): Promise<NewSession | Refusal> {
  const wait = throttleOf(node).address(seat.address, node.clock.now())
  if (wait > 0) return refuse('too-many-tries', { retryAfterSeconds: wait })
  const { account, lockedUntil } = await node.store.write(tx => countTryOn(node, tx, given.serviceNumber))
  if (lockedUntil !== null) return await refused(node, account, refuse('too-many-tries', { retryAfterSeconds: secondsUntil(node, lockedUntil) }))
  const holds = await checkPassword(given.password, account?.password_hash ?? null)
  if (isRefusal(holds)) return holds
  const result = await act<NewSession>(node, system, 'sign-in', { subject: account?.id ?? null }, async tx => {
    if (!holds || account === null || !(await useCode(tx, account, given.code))) return refuse('sign-in-failed')
    await changeAccount(tx, account.id, { failures: 0, locked_until: null })
    return await startSession(node, tx, account, seat.fingerprint)
  })
  if (!isRefusal(result)) throttleOf(node).forgive(seat.address)
  return result
}

/** Shows the second factor again, for what cannot be taken back. The session goes on under a new secret until its old end. */
export async function stepUp(
  node: Node,
  actor: Person,
  session: { readonly idHash: string; readonly expiresAt: string },
  code: string,
  seat: Seat,
): Promise<NewSession | Refusal> {
  const { account, lockedUntil } = await node.store.write(tx => countTryOn(node, tx, actor.serviceNumber))
  if (lockedUntil !== null || account === null)
    return refuse('too-many-tries', { retryAfterSeconds: lockedUntil === null ? 60 : secondsUntil(node, lockedUntil) })
  return await act<NewSession>(node, actor, 'step-up', { subject: account.id }, async tx => {
    if (!(await useCode(tx, account, code))) return refuse('sign-in-failed')
    await changeAccount(tx, account.id, { failures: 0, locked_until: null })
    await dropSession(tx, session.idHash)
    return await startSession(node, tx, account, seat.fingerprint, session.expiresAt as Instant)
  })
}

/** Opens an enrolment with its code: gives the secret for the authenticator. Until the enrolment is finished it may be begun again, with a new secret. */
export async function enrolBegin(node: Node, enrolmentCode: string, seat: Seat) {
  const wait = throttleOf(node).address(seat.address, node.clock.now())
  if (wait > 0) return refuse('too-many-tries', { retryAfterSeconds: wait })
  return await act(node, system, 'enrol-begin', {}, async tx => {
    const account = await accountEnrolling(tx, hashOf(plainCode(enrolmentCode)))
    if (account === undefined) return refuse('enrolment-code')
    const secret = node.random(secondFactorBytes)
    await changeAccount(tx, account.id, { totp_sealed: await tx.sealBytes('node', factorName(account.id), secret), totp_last_step: null })
    return { serviceNumber: account.service_number, office: account.office, ...secondFactorOf(secret, node.config.id, account.service_number) }
  })
}

/**
 * Finishes an enrolment: password and a first code. The enrolment code is spent, and the person is signed in.
 *
 * Refuses `enrolment-code` (unknown, spent, older than 72 h, or not begun), `password-too-easy`, `sign-in-failed` (wrong code).
 */
export async function enrolFinish(
  node: Node,
  given: { readonly enrolmentCode: string; readonly password: string; readonly code: string },
  seat: Seat,
): Promise<NewSession | Refusal> {
  const wait = throttleOf(node).address(seat.address, node.clock.now())
  if (wait > 0) return refuse('too-many-tries', { retryAfterSeconds: wait })
  const codeHash = hashOf(plainCode(given.enrolmentCode))
  const enrolling = await node.store.read(tx => accountEnrolling(tx, codeHash))
  if (enrolling === undefined) return await refused(node, null, refuse('enrolment-code'))
  const tooEasy = judgePassword(given.password, enrolling.service_number)
  if (tooEasy !== null) return tooEasy
  const passwordHash = await hashPassword(given.password, node.random(16))
  if (isRefusal(passwordHash)) return passwordHash
  return await act<NewSession>(node, system, 'enrol', { subject: enrolling.id }, async tx => {
    const account = await accountEnrolling(tx, codeHash)
    if (account === undefined) return refuse('enrolment-code')
    if (!(await useCode(tx, account, given.code))) return refuse('sign-in-failed')
    await changeAccount(tx, account.id, {
      state: 'active',
      password_hash: passwordHash,
      enrolment_hash: null,
      enrolment_until: null,
      failures: 0,
      locked_until: null,
    })
    await firstSecurityOfficer(tx, account.id)
    return await startSession(node, tx, account, seat.fingerprint)
  })
}

/** The one-click accounts of a demo; `not-found` on any other node. */
export async function demoAccounts(node: Node): Promise<(typeof DemoAccount)['_output'][] | Refusal> {
  if (!node.config.demo) return refuse('not-found')
  return await node.store.read(async tx => {
    const accounts = await tx.db.selectFrom('account').selectAll().where('state', '=', 'active').orderBy('service_number').execute()
    const rows = []
    for (const { id, office, service_number } of accounts)
      rows.push({ id: id as Uuid, office, serviceNumber: service_number, roles: [...(await rolesOf(tx, id))] })
    return rows
  })
}

/** Signs in as an account of a demo, with nothing to prove; `not-found` on any other node. */
export async function demoSignIn(node: Node, accountId: Uuid, seat: Seat): Promise<NewSession | Refusal> {
  if (!node.config.demo) return refuse('not-found')
  return await act<NewSession>(node, system, 'demo-sign-in', { subject: accountId }, async tx => {
    const account = await accountById(tx, accountId)
    if (account?.state !== 'active') return refuse('not-found')
    return await startSession(node, tx, account, seat.fingerprint)
  })
}

/** Uses up the code of an account's second factor: right, and of a step not used before. */
async function useCode(tx: Tx, account: AccountRow, code: string): Promise<boolean> {
  const secret = account.totp_sealed && (await tx.unsealBytes('node', factorName(account.id), account.totp_sealed))
  if (secret === null) return false
  const step = stepOfCode(secret, code, tx.at)
  return step !== null && (await useStep(tx, account.id, step))
}

async function countTryOn(node: Node, tx: Tx, serviceNumber: string): Promise<Tried> {
  const account = await accountByNumber(tx, serviceNumber)
  if (account?.state !== 'active') return { account: null, lockedUntil: throttleOf(node).stranger(serviceNumber, tx.at) }
  return { account, lockedUntil: await countTry(tx, account, lockMs) }
}

/** Writes a refused sign-in in the acts log and gives it back. */
async function refused(node: Node, account: AccountRow | null, refusal: Refusal): Promise<Refusal> {
  return (await act<never>(node, system, 'sign-in', { subject: account?.id ?? null }, async () => refusal)) as Refusal
}

function secondsUntil(node: Node, until: Instant): number {
  return Math.max(1, Math.ceil((millisecondsOf(until) - millisecondsOf(node.clock.now())) / 1000))
}

/** An enrolment code as it is hashed: as typed, without the hyphens and spaces of its groups. */
export function plainCode(typed: string): string {
  return typed.toUpperCase().replaceAll(/[\s-]/g, '')
}

function factorName(account: string): string {
  return `account/${account}/second-factor`
}
