import { residualMessageTypes } from '@entraide/agreement'
import { forgetIdentification } from '@entraide/custody'
import { type ThreadState, undone } from '@entraide/exchange'
import { type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import { beforeOf, changeDossier, clockColumns, clockOf, type DossierRow, dossierToMove, isIdentificationClock } from '../store/dossiers.ts'
import { draftRow, type Returned, sealReturned } from '../store/drafts.ts'
import { type Before, readBefore, type Waiting, waitingOf } from '../store/outbox.ts'
import type { Tx } from '../store/store.ts'
import { writeAct } from './act.ts'
import { matterSteps } from './matters/matter-steps.ts'

const system = { kind: 'system' } as const
const residual: readonly string[] = residualMessageTypes

/** What may not leave comes back to its author as a draft with the reason; the thread stands where it stood before. */
export async function stop(node: Node, row: Waiting, why: Refusal): Promise<void> {
  await node.store.write(async tx => {
    const state = why.refused === 'envelope-expired' ? 'expired' : 'stopped'
    const changed = await tx.db
      .updateTable('outbox')
      .set({ state, reason: why.refused, claimed_until: null })
      .where('message_id', '=', row.message_id)
      .where('state', 'in', ['waiting', 'held-by-partner'])
      .executeTakeFirst()
    if (Number(changed.numUpdatedRows) === 0) return
    await putBack(node, tx, row, why.refused, why)
    const dossier = row.draft_id === null ? null : ((await draftRow(tx, row.draft_id))?.dossier_id ?? null)
    await writeAct(node, tx, system, 'deliver', { dossier: dossier as Uuid | null, message: row.message_id as Uuid }, why.refused)
  })
}

/** Takes a message out of the outbox by hand before it left: the author gets the draft back. */
export async function takeBack(node: Node, tx: Tx, row: Waiting): Promise<void> {
  await tx.db.updateTable('outbox').set({ state: 'stopped', reason: 'taken-back', claimed_until: null }).where('message_id', '=', row.message_id).execute()
  await putBack(node, tx, row, 'taken-back', refuse('taken-back', {}))
}

/**
 * Undoes a message that was not taken in, and with it what was written behind it in its thread: each author has the draft
 * again, and the thread stands where it stood, unless the partner has moved it since (`afterRefusal`).
 */
export async function putBack(node: Node, tx: Tx, row: Waiting, code: string, why: Refusal): Promise<void> {
  const draft = row.draft_id === null ? undefined : await draftRow(tx, row.draft_id)
  if (draft === undefined) return
  const dossier = (await dossierToMove(tx, draft.dossier_id)) as DossierRow
  const begins = dossier.thread_id === row.message_id
  // Residual duties stay on their way in a thread that goes on.
  const behind = (await waitingOf(tx, dossier.id)).filter(each => each.message_id > row.message_id && (begins || !residual.includes(each.message_type ?? '')))
  await returnDraft(tx, draft.id, code, (why.facts.unmet ?? []) as unknown as Returned['unmet'])
  for (const each of behind) {
    await tx.db
      .updateTable('outbox')
      .set({ state: 'stopped', reason: 'earlier-refused', claimed_until: null })
      .where('message_id', '=', each.message_id)
      .execute()
    if (each.draft_id !== null) await returnDraft(tx, each.draft_id, 'earlier-refused', [])
  }
  const undone = [row, ...behind]
    .map(each => ({ ...readBefore(each), message: each.message_id as Uuid }))
    .reduceRight(undo, { state: dossier.state as ThreadState, clock: clockOf(dossier), suspendedFrom: beforeOf(dossier) })
  await changeDossier(tx, dossier.id, {
    state: undone.state,
    suspended_from: undone.state === 'suspended' ? (undone.suspendedFrom ?? null) : null,
    ...clockColumns(undone.clock, tx.at, dossier),
    ...(begins ? { thread_id: null } : {}),
  })
  for (const each of [row, ...behind].reverse()) {
    const type = each.message_id === row.message_id ? draft.message_type : ((each as { message_type?: string | null }).message_type ?? '')
    await matterSteps(type, dossier.opening_type).cameBack?.(node, tx, dossier, each.message_id as Uuid)
  }
}

type Stood = Pick<Before, 'state' | 'clock' | 'suspendedFrom'>

function undo(now: Stood, before: Before & { readonly message: Uuid }): Stood {
  const stand = undone(
    { state: now.state, before: now.suspendedFrom ?? null },
    { made: before.made, state: before.state, before: before.suspendedFrom ?? null },
  )
  const at = { state: stand.state, suspendedFrom: stand.before }
  // An identification counts from what happened: what this message moved is taken back, and nothing else.
  if (isIdentificationClock(now.clock)) return { ...at, clock: forgetIdentification(now.clock, before.message) }
  return { ...at, clock: stand.state === now.state ? now.clock : before.clock }
}

async function returnDraft(tx: Tx, id: string, code: string, unmet: Returned['unmet']): Promise<void> {
  const draft = await draftRow(tx, id)
  if (draft === undefined) return
  await tx.db
    .updateTable('draft')
    .set({
      state: 'returned',
      returned_code: code,
      returned_sealed: await sealReturned(tx, draft, { code, reason: '', at: tx.at, unmet }),
      version: draft.version + 1,
      updated_at: tx.at,
    })
    .where('id', '=', id)
    .execute()
}
