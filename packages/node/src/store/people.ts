import { type Instant, later, type Uuid } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import type { Grant } from '../http/api.ts'
import { accountsOf } from './account-views.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

export type AccountRow = Tables['account']
export type GrantRow = Tables['role_grant']
export type SessionRow = Tables['session']

/** The account of a service number, whatever its state. */
export async function accountByNumber(tx: Tx, serviceNumber: string): Promise<AccountRow | undefined> {
  return await tx.db.selectFrom('account').selectAll().where('service_number', '=', serviceNumber).executeTakeFirst()
}

/** The account of an id, whatever its state. */
export async function accountById(tx: Tx, id: string): Promise<AccountRow | undefined> {
  return await tx.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The account that an enrolment code opens: one that is still enrolling, and in time. */
export async function accountEnrolling(tx: Tx, codeHash: string): Promise<AccountRow | undefined> {
  return await tx.db
    .selectFrom('account')
    .selectAll()
    .where('enrolment_hash', '=', codeHash)
    .where('state', '=', 'enrolling')
    .where('enrolment_until', '>', tx.at)
    .executeTakeFirst()
}

/** Adds an account that waits for its holder to enrol, or opens a closed one of the same service number again, with nothing of before but its id. */
export async function addAccount(
  tx: Tx,
  row: {
    serviceNumber: string
    office: string
    language: string
    state: 'enrolling' | 'active'
    enrolmentHash: string | null
    enrolmentUntil: string | null
    createdBy: string | null
  },
): Promise<Uuid> {
  const closed = await accountByNumber(tx, row.serviceNumber)
  const fresh = {
    office: row.office,
    state: row.state,
    language: row.language,
    password_hash: null,
    totp_sealed: null,
    totp_last_step: null,
    enrolment_hash: row.enrolmentHash,
    enrolment_until: row.enrolmentUntil,
    failures: 0,
    locked_until: null,
    created_at: tx.at,
    created_by: row.createdBy,
  }
  if (closed !== undefined) {
    await tx.db.updateTable('account').set(fresh).where('id', '=', closed.id).execute()
    return closed.id as Uuid
  }
  const id = tx.newId()
  await tx.db
    .insertInto('account')
    .values({ id, service_number: row.serviceNumber, ...fresh })
    .execute()
  return id
}

/** Changes columns of one account. */
export async function changeAccount(tx: Tx, id: string, change: Partial<AccountRow>): Promise<void> {
  await tx.db.updateTable('account').set(change).where('id', '=', id).execute()
}

/** The roles an account holds now. */
export async function rolesOf(tx: Tx, account: string): Promise<readonly Role[]> {
  const rows = await tx.db.selectFrom('account_role').select('role').where('account_id', '=', account).orderBy('role').execute()
  return rows.map(row => row.role as Role)
}

/** Gives an account a role; holding it already changes nothing. */
export async function addRole(tx: Tx, account: string, role: Role, by: string | null): Promise<void> {
  await tx.db
    .insertInto('account_role')
    .values({ account_id: account, role, granted_at: tx.at, granted_by: by })
    .onConflict(conflict => conflict.columns(['account_id', 'role']).doNothing())
    .execute()
}

/** Takes one role from an account, or all of them. */
export async function dropRoles(tx: Tx, account: string, role?: Role): Promise<void> {
  const rows = tx.db.deleteFrom('account_role').where('account_id', '=', account)
  await (role === undefined ? rows : rows.where('role', '=', role)).execute()
}

/** How many active accounts hold a role. */
export async function holdersOf(tx: Tx, role: Role): Promise<number> {
  const rows = await tx.db
    .selectFrom('account_role')
    .innerJoin('account', 'account.id', 'account_role.account_id')
    .select('account.id')
    .where('account_role.role', '=', role)
    .where('account.state', '=', 'active')
    .execute()
  return rows.length
}

/** Every account, by service number. */
export async function allAccountIds(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.db.selectFrom('account').select('id').orderBy('service_number').execute()
  return rows.map(row => row.id)
}

/** Adds a grant that waits for a second person. */
export async function addGrant(tx: Tx, account: string, role: Role, askedBy: string, state: GrantRow['state']): Promise<string> {
  const id = tx.newId()
  await tx.db
    .insertInto('role_grant')
    .values({ id, account_id: account, role, asked_by: askedBy, asked_at: tx.at, state, decided_by: null, decided_at: null })
    .execute()
  return id
}

/** A grant of its id. */
export async function grantById(tx: Tx, id: string): Promise<GrantRow | undefined> {
  return await tx.db.selectFrom('role_grant').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Grants of an account that wait for a decision. */
export async function waitingGrants(tx: Tx, account: string): Promise<readonly GrantRow[]> {
  return await tx.db.selectFrom('role_grant').selectAll().where('account_id', '=', account).where('state', '=', 'waiting').orderBy('asked_at').execute()
}

/** Decides a grant that still waits; false if it was decided meanwhile. */
export async function decideGrantRow(tx: Tx, id: string, state: 'granted' | 'refused', by: string | null): Promise<boolean> {
  const done = await tx.db
    .updateTable('role_grant')
    .set({ state, decided_by: by, decided_at: tx.at })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 1
}

/** Grants, newest first: all that wait, and those decided lately. */
export async function recentGrants(tx: Tx, most: number): Promise<readonly GrantRow[]> {
  const waiting = await tx.db.selectFrom('role_grant').selectAll().where('state', '=', 'waiting').orderBy('asked_at', 'desc').orderBy('id', 'desc').execute()
  const decided = await tx.db
    .selectFrom('role_grant')
    .selectAll()
    .where('state', '!=', 'waiting')
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return [...waiting, ...decided]
}

/** Grants as a screen shows them. */
export async function grantViews(tx: Tx, rows: readonly GrantRow[]): Promise<Grant[]> {
  const accounts = await accountsOf(
    tx,
    rows.flatMap(row => [row.account_id, row.asked_by, row.decided_by]),
  )
  return rows.map(row => ({
    id: row.id as Uuid,
    account: accounts.get(row.account_id) as Grant['account'],
    role: row.role as Role,
    askedBy: accounts.get(row.asked_by) as Grant['account'],
    askedAt: row.asked_at,
    state: row.state,
    decidedBy: row.decided_by === null ? null : (accounts.get(row.decided_by) ?? null),
  }))
}

/** Adds a session. Only the hash of its secret is kept. */
export async function addSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.db.deleteFrom('session').where('expires_at', '<', tx.at).execute()
  await tx.db.insertInto('session').values(row).execute()
}

/** A session of the hash of its secret. */
export async function sessionByHash(tx: Tx, idHash: string): Promise<SessionRow | undefined> {
  return await tx.db.selectFrom('session').selectAll().where('id_hash', '=', idHash).executeTakeFirst()
}

/** Notes that a session was used. */
export async function touchSession(tx: Tx, idHash: string): Promise<void> {
  await tx.db.updateTable('session').set({ seen_at: tx.at }).where('id_hash', '=', idHash).execute()
}

/** Ends one session. */
export async function dropSession(tx: Tx, idHash: string): Promise<void> {
  await tx.db.deleteFrom('session').where('id_hash', '=', idHash).execute()
}

/** Ends every session of an account. */
export async function dropSessionsOf(tx: Tx, account: string): Promise<void> {
  await tx.db.deleteFrom('session').where('account_id', '=', account).execute()
}

/**
 * Counts a try to sign in before it is judged, so that a thousand tries at once are not a thousand free ones.
 *
 * @returns the instant until which the account takes no tries, if it is locked now
 */
export async function countTry(tx: Tx, account: AccountRow, lockMs: (failures: number) => number): Promise<Instant | null> {
  if (account.locked_until !== null && account.locked_until > tx.at) return account.locked_until as Instant
  const failures = account.failures + 1
  const wait = lockMs(failures)
  await changeAccount(tx, account.id, { failures, locked_until: wait === 0 ? null : later(tx.at, wait) })
  return null
}

/** Marks a time step of the second factor as used; false if it, or a later one, was used before. */
export async function useStep(tx: Tx, account: string, step: number): Promise<boolean> {
  const done = await tx.db
    .updateTable('account')
    .set({ totp_last_step: step })
    .where('id', '=', account)
    .where(is => is.or([is('totp_last_step', 'is', null), is('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return Number(done.numUpdatedRows) === 1
}
