import { type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Account, NeedToKnow } from '../http/api.ts'
import { accountsOf } from '../store/account-views.ts'
import { type DossierRow, dossierRow, dossierToMove } from '../store/dossiers.ts'
import { activeAmong, needToKnowOf, writeNeedToKnow } from '../store/need-to-know.ts'
import type { Tx } from '../store/store.ts'
import { type Act, type Actor, may, mayTry } from './access.ts'
import { act } from './act.ts'
import { thingOf } from './draft.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Who needs to know of a discreet visit, and who could be told. Reading the list is an act (R57). */
export async function readNeedToKnow(node: Node, actor: Person, dossier: Uuid): Promise<NeedToKnow | Refusal> {
  return await act(node, actor, 'read-need-to-know', { dossier }, async tx => {
    const row = await discreet(actor, 'need-to-know-read', await dossierRow(tx, dossier))
    return row === null ? refuse('not-found', {}) : await listOf(tx, row)
  })
}

/** Tells one more: an active account whose roles let it work on the visit at all. */
export async function addToNeedToKnow(node: Node, actor: Person, dossier: Uuid, account: Uuid): Promise<NeedToKnow | Refusal> {
  return await act(node, actor, 'add-need-to-know', { dossier, subject: account }, async tx => {
    const row = await discreet(actor, 'need-to-know-write', await dossierToMove(tx, dossier))
    if (row === null) return refuse('not-found', {})
    const told = (await accountsOf(tx, [account])).get(account)
    if (told === undefined || !isFit(told)) return refuse('member-unfit', { account })
    return await changed(tx, row, [...membersOf(row), account])
  })
}

/** Takes one off. Somebody who is active stays: a visit that nobody knows of could never end. */
export async function removeFromNeedToKnow(node: Node, actor: Person, dossier: Uuid, account: Uuid): Promise<NeedToKnow | Refusal> {
  return await act(node, actor, 'remove-need-to-know', { dossier, subject: account }, async tx => {
    const row = await discreet(actor, 'need-to-know-write', await dossierToMove(tx, dossier))
    if (row === null || !membersOf(row).includes(account)) return refuse('not-found', {})
    const left = membersOf(row).filter(each => each !== account)
    if ((await activeAmong(tx, left)).length === 0) return refuse('last-who-knows', {})
    return await changed(tx, row, left)
  })
}

async function discreet(actor: Person, by: Extract<Act, `need-to-know-${string}`>, row: DossierRow | undefined): Promise<DossierRow | null> {
  return row !== undefined && may(actor, by, thingOf(row)) ? row : null
}

const membersOf = (row: DossierRow) => needToKnowOf(row) ?? []

async function changed(tx: Tx, row: DossierRow, members: readonly string[]): Promise<NeedToKnow> {
  await writeNeedToKnow(tx, row.id, members)
  return await listOf(tx, { ...row, need_to_know: JSON.stringify(members) })
}

/** Who is on the list, and every other account that could be. */
async function listOf(tx: Tx, row: DossierRow): Promise<NeedToKnow> {
  const members = membersOf(row)
  const active = await tx.db.selectFrom('account').select('id').where('state', '=', 'active').orderBy('office').orderBy('service_number').execute()
  const accounts = await accountsOf(tx, [...members, ...active.map(each => each.id)])
  return {
    members: members.map(each => accounts.get(each)).filter(each => each !== undefined),
    candidates: active.flatMap(({ id }) => {
      const account = accounts.get(id)
      return account === undefined || members.includes(account.id) || !isFit(account) ? [] : [account]
    }),
  }
}

/** Whether an account's roles let it read a dossier at all. */
function isFit({ id, office, serviceNumber, roles, language, state }: Account): boolean {
  return state === 'active' && mayTry({ kind: 'person', account: id, office, serviceNumber, roles, language }, 'dossier-read')
}
