import { day, type Instant, later, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import type { Node } from '../capabilities.ts'
import type { Account, Grant, NewAccount, NewAccountMade } from '../http/api.ts'
import { accountOf, accountsOf } from '../store/account-views.ts'
import {
  accountById,
  accountByNumber,
  addAccount,
  addGrant,
  addRole,
  allAccountIds,
  changeAccount,
  decideGrantRow,
  dropRoles,
  dropSessionsOf,
  grantById,
  grantViews,
  holdersOf,
  recentGrants,
  rolesOf,
  waitingGrants,
} from '../store/people.ts'
import type { Tx } from '../store/store.ts'
import { may, strongRoles } from './access.ts'
import { act } from './act.ts'
import { hashOf, type Person } from './sessions.ts'

/** How long an enrolment code may be used. */
const enrolmentMs = 3 * day
/** Crockford's alphabet: 5 bits a sign, none that is read as another. */
const spoken = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const firstSecurityOfficerFact = 'first-security-officer'

type NewAccountBody = (typeof NewAccount)['_output']
type MadeAccount = (typeof NewAccountMade)['_output']

/**
 * The first enrolment code of a node: of its administrator, who holds no other role and sees no content. It may be made again
 * until somebody has enrolled. The administrator makes the second account and asks SEC for it; that person becomes the first
 * security officer on enrolling, once only (`firstSecurityOfficer`). From then on every strong role takes two persons.
 *
 * Refuses `already-enrolled` once anybody is active.
 */
export async function firstEnrolment(
  node: Node,
): Promise<{ readonly serviceNumber: string; readonly enrolmentCode: string; readonly until: Instant } | Refusal> {
  return await act(node, { kind: 'system' }, 'first-enrolment', {}, async tx => {
    const somebody = await tx.db.selectFrom('account').select('id').where('state', '!=', 'enrolling').executeTakeFirst()
    if (somebody !== undefined) return refuse('already-enrolled')
    const { enrolmentCode, enrolmentHash, until } = newCode(node, tx)
    const serviceNumber = 'ADM-1'
    const account = await addAccount(tx, {
      serviceNumber,
      office: 'Administration',
      language: 'en',
      state: 'enrolling',
      enrolmentHash,
      enrolmentUntil: until,
      createdBy: null,
    })
    await addRole(tx, account, 'ADM', null)
    return { serviceNumber, enrolmentCode, until }
  })
}

/**
 * Gives a node its first security officer: the one for whom the administrator asked SEC, when she enrols, if there has never been one.
 * Runs inside the transaction of the enrolment. Afterwards the fact stays, and no grant is ever given this way again.
 */
export async function firstSecurityOfficer(tx: Tx, account: string): Promise<void> {
  const asked = (await waitingGrants(tx, account)).find(grant => grant.role === 'SEC')
  if (asked === undefined || asked.asked_by === account) return
  const before = await tx.db.selectFrom('node_fact').select('value').where('name', '=', firstSecurityOfficerFact).executeTakeFirst()
  if (before !== undefined || (await holdersOf(tx, 'SEC')) > 0) return
  await tx.db.insertInto('node_fact').values({ name: firstSecurityOfficerFact, value: account }).execute()
  await decideGrantRow(tx, asked.id, 'granted', null)
  await addRole(tx, account, 'SEC', asked.asked_by)
}

/**
 * Makes an account and the single-use code with which its holder enrols within 72 hours. The four strong roles are only asked for;
 * the others hold at once. A closed account, or one never enrolled, of the same service number is taken up again with nothing of before.
 *
 * Refuses `service-number-taken`, `adm-alone`.
 */
export async function createAccount(node: Node, actor: Person, { office, serviceNumber, roles }: NewAccountBody): Promise<MadeAccount | Refusal> {
  return await act<MadeAccount>(node, actor, 'account-create', { subject: serviceNumber }, async tx => {
    if (!may(actor, 'accounts-write')) return refuse('forbidden')
    const wanted = [...new Set(roles)]
    if (wanted.includes('ADM') && wanted.length > 1) return refuse('adm-alone')
    const before = await accountByNumber(tx, serviceNumber)
    if (before?.state === 'active') return refuse('service-number-taken')
    if (before !== undefined) await leaveNothing(tx, before.id, actor.account)
    const { enrolmentCode, enrolmentHash, until } = newCode(node, tx)
    const account = await addAccount(tx, {
      serviceNumber,
      office,
      language: 'en',
      state: 'enrolling',
      enrolmentHash,
      enrolmentUntil: until,
      createdBy: actor.account,
    })
    for (const role of wanted)
      if (strongRoles.includes(role)) await addGrant(tx, account, role, actor.account, 'waiting')
      else await addRole(tx, account, role, actor.account)
    return { account: await accountOf(tx, account), enrolmentCode, pendingGrants: await grantViews(tx, await waitingGrants(tx, account)) }
  })
}

/** Asks a role for an account. A strong one waits for its second person; another holds at once. Refuses `adm-alone`, `role-held`, `grant-waiting`, `account-closed`, `own-account`. */
export async function askGrant(node: Node, actor: Person, id: Uuid, role: Role): Promise<Grant | Refusal> {
  return await act<Grant>(node, actor, 'grant-ask', { subject: id }, async tx => {
    if (!may(actor, 'accounts-write')) return refuse('forbidden')
    const account = await accountById(tx, id)
    if (account === undefined) return refuse('not-found')
    if (account.state === 'closed') return refuse('account-closed')
    if (id === actor.account) return refuse('own-account')
    const held = await rolesOf(tx, id)
    const waiting = await waitingGrants(tx, id)
    if (held.includes(role)) return refuse('role-held', { role })
    if (waiting.some(grant => grant.role === role)) return refuse('grant-waiting', { role })
    const others = [...held, ...waiting.map(grant => grant.role)]
    if (breaksAdmAlone(role, others)) return refuse('adm-alone')
    const isStrong = strongRoles.includes(role)
    if (!isStrong) await addRole(tx, id, role, actor.account)
    return await viewOfGrant(tx, await addGrant(tx, id, role, actor.account, isStrong ? 'waiting' : 'granted'))
  })
}

/**
 * The second person says yes or no. Never who asked, never for oneself, and only for somebody who has enrolled: the security
 * officer knows then that the account is in the hands of the person she grants it to.
 *
 * Refuses `not-found` (also for a grant that is not hers to decide), `grant-decided`, `account-not-enrolled`, `adm-alone`.
 */
export async function decideGrant(node: Node, actor: Person, id: Uuid, decision: 'grant' | 'refuse'): Promise<Grant | Refusal> {
  return await act<Grant>(node, actor, `grant-${decision}`, { subject: id }, async tx => {
    const grant = await grantById(tx, id)
    if (grant === undefined || !may(actor, 'grants-decide', { account: grant.account_id as Uuid, askedBy: grant.asked_by as Uuid })) return refuse('not-found')
    if (grant.state !== 'waiting') return refuse('grant-decided')
    const account = await accountById(tx, grant.account_id)
    if (decision === 'grant' && account?.state !== 'active') return refuse('account-not-enrolled')
    if (decision === 'grant' && breaksAdmAlone(grant.role as Role, await rolesOf(tx, grant.account_id))) return refuse('adm-alone')
    if (!(await decideGrantRow(tx, id, decision === 'grant' ? 'granted' : 'refused', actor.account))) return refuse('grant-decided')
    if (decision === 'grant') await addRole(tx, grant.account_id, grant.role as Role, actor.account)
    return await viewOfGrant(tx, id)
  })
}

/** Takes a role from an account, at once. Refuses `not-found`, `last-of-role` (the last SEC or ADM of the node). */
export async function revokeRole(node: Node, actor: Person, id: Uuid, role: Role): Promise<Account | Refusal> {
  return await act<Account>(node, actor, 'role-revoke', { subject: id }, async tx => {
    if (!may(actor, 'accounts-write')) return refuse('forbidden')
    const account = await accountById(tx, id)
    if (account === undefined || !(await rolesOf(tx, id)).includes(role)) return refuse('not-found')
    if (await isLast(tx, id, role)) return refuse('last-of-role', { role })
    await dropRoles(tx, id, role)
    return await accountOf(tx, id)
  })
}

/** Closes an account: its sessions end, its roles and waiting grants go. What it did stays under its id. Refuses `not-found`, `own-account`, `last-of-role`. */
export async function closeAccount(node: Node, actor: Person, id: Uuid): Promise<null | Refusal> {
  return await act<null>(node, actor, 'account-close', { subject: id }, async tx => {
    if (!may(actor, 'accounts-write')) return refuse('forbidden')
    const account = await accountById(tx, id)
    if (account === undefined || account.state === 'closed') return refuse('not-found')
    if (id === actor.account) return refuse('own-account')
    for (const role of await rolesOf(tx, id)) if (await isLast(tx, id, role)) return refuse('last-of-role', { role })
    await leaveNothing(tx, id, actor.account)
    await changeAccount(tx, id, { state: 'closed', password_hash: null, totp_sealed: null, enrolment_hash: null, enrolment_until: null })
    return null
  })
}

/** Every account of the node, by office and service number. */
export async function listAccounts(node: Node, actor: Person): Promise<Account[] | Refusal> {
  if (!may(actor, 'accounts-read')) return refuse('forbidden')
  return await node.store.read(async tx => {
    const ids = await allAccountIds(tx)
    const accounts = await accountsOf(tx, ids)
    return ids.map(id => accounts.get(id) as Account)
  })
}

/** Grants that wait, and the last 200 decided. */
export async function listGrants(node: Node, actor: Person): Promise<Grant[] | Refusal> {
  if (!may(actor, 'grants-read')) return refuse('forbidden')
  return await node.store.read(async tx => await grantViews(tx, await recentGrants(tx, 200)))
}

/** Makes ready accounts without password for the one-click sign-ins of a demo. Refuses `not-a-demo` elsewhere. */
export async function addDemoAccounts(
  node: Node,
  people: readonly { readonly serviceNumber: string; readonly office: string; readonly language: string; readonly roles: readonly Role[] }[],
): Promise<Account[] | Refusal> {
  if (!node.config.demo) return refuse('not-a-demo')
  return await act<Account[]>(node, { kind: 'system' }, 'demo-accounts', {}, async tx => {
    const made: Account[] = []
    for (const { roles, ...person } of people) {
      const before = await accountByNumber(tx, person.serviceNumber)
      const id = before?.id ?? (await addAccount(tx, { ...person, state: 'active', enrolmentHash: null, enrolmentUntil: null, createdBy: null }))
      for (const role of roles) await addRole(tx, id, role, null)
      made.push(await accountOf(tx, id))
    }
    return made
  })
}

function breaksAdmAlone(role: Role, others: readonly string[]): boolean {
  return role === 'ADM' ? others.length > 0 : others.includes('ADM')
}

/** The node must keep one who decides grants and one who makes accounts. */
async function isLast(tx: Tx, account: string, role: Role): Promise<boolean> {
  if (role !== 'SEC' && role !== 'ADM') return false
  const row = await accountById(tx, account)
  return row?.state === 'active' && (await holdersOf(tx, role)) <= 1
}

async function leaveNothing(tx: Tx, account: string, by: Uuid): Promise<void> {
  await dropSessionsOf(tx, account)
  await dropRoles(tx, account)
  for (const grant of await waitingGrants(tx, account)) await decideGrantRow(tx, grant.id, 'refused', by)
}

async function viewOfGrant(tx: Tx, id: string): Promise<Grant> {
  const row = await grantById(tx, id)
  const [view] = await grantViews(tx, row === undefined ? [] : [row])
  return view as Grant
}

/** 20 signs in four groups: 100 bits, shown once. */
function newCode(node: Node, tx: Tx): { enrolmentCode: string; enrolmentHash: string; until: Instant } {
  const plain = [...node.random(20)].map(byte => spoken[byte % 32]).join('')
  return { enrolmentCode: plain.match(/.{5}/g)?.join('-') as string, enrolmentHash: hashOf(plain), until: later(tx.at, enrolmentMs) }
}
