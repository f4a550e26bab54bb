import { acceptRequest, endClock } from '@entraide/custody'
import { isDone, machineOf, move, type ThreadEvent, type ThreadState, type TravellingType } from '@entraide/exchange'
import { day, isRefusal, later, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Dossier } from '../http/api.ts'
import { accountsOf } from '../store/account-views.ts'
import { beforeOf, changeDossier, clockColumns, clockOf, dossierRow, dossierToMove, isIdentificationClock, stateColumns } from '../store/dossiers.ts'
import { waitingOf } from '../store/outbox.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import type { ActName } from './act-names.ts'
import { readDossier } from './dossier.ts'
import { thingOf } from './draft.ts'
import { matterSteps } from './matters/matter-steps.ts'
import { noteReversible, undoAct } from './undo.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Takes a request as complete: from then on it cannot be returned. */
export async function acceptThread(node: Node, actor: Person, id: Uuid): Promise<Dossier | Refusal> {
  return await run(node, actor, 'accept', id, undefined, { act: 'accept' })
}

/** Gives a dossier to somebody, or takes it back. */
export async function assignThread(node: Node, actor: Person, id: Uuid, to: Uuid | null): Promise<Dossier | Refusal> {
  const assigned = await act(node, actor, 'assign', { dossier: id, subject: to }, async tx => {
    const row = await dossierRow(tx, id)
    if (row === undefined || !may(actor, 'dossier-run', thingOf(row))) return refuse('not-found', {})
    if (to !== null) {
      const account = (await accountsOf(tx, [to])).get(to)
      if (account === undefined || account.state !== 'active' || account.roles.includes('ADM')) return refuse('assignee-unfit', { account: to })
    }
    await changeDossier(tx, id, { assigned_to: to })
    await noteReversible(tx, actor, 'assign', row, { assigned_to: to })
    return null
  })
  return isRefusal(assigned) ? assigned : await readDossier(node, actor, id)
}

/** Judges spontaneous information: taken, not relevant (erased once the feedback has gone, 10 days at the latest), or quarantined (R33). */
export async function assessThread(
  node: Node,
  actor: Person,
  id: Uuid,
  assessment: 'accepted' | 'not-relevant' | 'quarantined',
  reason: string,
): Promise<Dossier | Refusal> {
  return await run(node, actor, `assess-${assessment}`, id, reason, { act: `assess-${assessment}` })
}

/** Closes a dossier that waits for nothing more. */
export async function closeThread(node: Node, actor: Person, id: Uuid): Promise<Dossier | Refusal> {
  return await run(node, actor, 'close', id, undefined, { act: 'close' })
}

/** Notes that a magistrate's consent is awaited (R8). The clock runs on: it is stopped by a return for completion only. */
export async function awaitAuthorisation(node: Node, actor: Person, id: Uuid): Promise<Dossier | Refusal> {
  return await run(node, actor, 'await-authorisation', id, undefined, { act: 'await-authorisation' })
}

/** The magistrate has answered: work goes on. */
export async function resumeThread(node: Node, actor: Person, id: Uuid): Promise<Dossier | Refusal> {
  return await run(node, actor, 'resume', id, undefined, { act: 'resume' })
}

/** Takes back this person's last act on a dossier, while nothing has happened to it since. */
export async function undoThread(node: Node, actor: Person, id: Uuid, done: Uuid): Promise<Dossier | Refusal> {
  const undone = await undoAct(node, actor, id, done)
  return isRefusal(undone) ? undone : await readDossier(node, actor, id)
}

/** A clock ran out: the thread says so. A job calls it; the act is the node's own. */
export async function clockOut(node: Node, id: Uuid): Promise<void> {
  await act(node, { kind: 'system' }, 'clock-out', { dossier: id }, async tx => {
    const row = await dossierToMove(tx, id)
    if (row === undefined) return refuse('not-found', {})
    const state = move(machineOf(row.opening_type as TravellingType), row.side, row.state as ThreadState, { act: 'clock-out' })
    if (isRefusal(state)) return state
    await changeDossier(tx, id, { state })
    return null
  })
}

async function run(
  node: Node,
  actor: Person,
  name: ActName,
  id: Uuid,
  reason: string | undefined,
  event: Extract<ThreadEvent, { act: string }>,
): Promise<Dossier | Refusal> {
  const moved = await act(node, actor, name, { dossier: id, ...(reason === undefined ? {} : { reason }) }, async tx => {
    const row = await dossierToMove(tx, id)
    if (row === undefined || !may(actor, 'dossier-run', thingOf(row))) return refuse('not-found', {})
    const state = move(machineOf(row.opening_type as TravellingType), row.side, row.state as ThreadState, event, beforeOf(row))
    if (isRefusal(state)) return state
    // If what is under way is refused, its author must be able to go on: a closed thread could not.
    if (event.act === 'close' && (await waitingOf(tx, id)).length > 0) return refuse('message-under-way', {})
    const clock = clockOf(row)
    const owed = event.act === 'close' ? await matterSteps(row.opening_type, null).mayClose?.(tx, row) : null
    if (owed != null) return owed
    const next =
      clock === null || isIdentificationClock(clock)
        ? clock
        : event.act === 'accept'
          ? acceptRequest(clock, tx.at)
          : isDone(state) && clock.endedAt === null
            ? endClock(clock, tx.at)
            : clock
    if (isRefusal(next)) return next
    const change = { ...stateColumns(row, state), ...clockColumns(next, tx.at, row) }
    await changeDossier(tx, id, change)
    await noteReversible(tx, actor, name, row, change)
    if (state === 'not-relevant')
      await tx.db
        .insertInto('due')
        .values({ id: tx.newId(), kind: 'erase-dossier', subject: id, at: later(tx.at, 10 * day), claimed_until: null })
        .execute()
    return null
  })
  return isRefusal(moved) ? moved : await readDossier(node, actor, id)
}
