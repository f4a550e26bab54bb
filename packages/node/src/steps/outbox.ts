import { isRefusal, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { OutboxRow } from '../http/api.ts'
import { dossierRow } from '../store/dossiers.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { stuckAfterTries, takeBack } from './deliver.ts'
import { thingOf } from './draft.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** What waits to leave, what left lately, and why anything is stuck. Newest first. */
export async function listOutbox(
  node: Node,
  actor: Person,
  query: { readonly state?: string | undefined; readonly limit: number },
): Promise<readonly OutboxRow[]> {
  return await node.store.read(async tx => {
    const rows = await tx.db
      .selectFrom('outbox')
      .innerJoin('message', 'message.id', 'outbox.message_id')
      .leftJoin('dossier', 'dossier.id', 'message.dossier_id')
      .select([
        'outbox.message_id',
        'outbox.partner',
        'outbox.state',
        'outbox.not_before',
        'outbox.tries',
        'outbox.next_try_at',
        'outbox.reason',
        'outbox.released_at',
        'outbox.delivered_at',
        'outbox.claimed_until',
      ])
      .select([
        'message.kind',
        'message.message_type',
        'message.dossier_id',
        'dossier.our_reference',
        'dossier.office',
        'dossier.assigned_to',
        'dossier.need_to_know',
      ])
      .select(expression => expression.fn<number>('length', ['outbox.envelope']).as('bytes'))
      .orderBy('outbox.released_at', 'desc')
      .limit(query.limit)
      .execute()
    return rows
      .filter(row =>
        may(actor, 'outbox-read', {
          dossier: row.office === null ? null : thingOf({ office: row.office, assigned_to: row.assigned_to, need_to_know: row.need_to_know }),
        }),
      )
      .map(row => ({
        message: row.message_id as Uuid,
        dossier: row.dossier_id as Uuid | null,
        ourReference: row.our_reference,
        partner: row.partner as NodeId,
        kind: row.message_type ?? row.kind,
        state: wordFor(row, tx.at),
        tries: row.tries,
        nextTryAt: ['waiting', 'held-by-partner'].includes(row.state) ? row.next_try_at : null,
        reason: row.reason,
        releasedAt: row.released_at,
        deliveredAt: row.delivered_at,
        bytes: Number(row.bytes),
      }))
      .filter(row => query.state === undefined || row.state === query.state)
  })
}

/** Tries a waiting delivery now instead of at its next turn. A fixed slot is not skipped. */
export async function retryNow(node: Node, actor: Person, message: Uuid): Promise<null | Refusal> {
  return await act(node, actor, 'retry-delivery', { message }, async tx => {
    const row = await outboxRow(tx, actor, message)
    if (isRefusal(row)) return row
    if (row.state !== 'waiting' && row.state !== 'held-by-partner') return refuse('not-waiting', { state: row.state })
    if (row.not_before > tx.at) return refuse('waits-for-slot', { at: row.not_before })
    await tx.db.updateTable('outbox').set({ next_try_at: tx.at, claimed_until: null }).where('message_id', '=', message).execute()
    tx.afterCommit(() => node.store.wake('outbox'))
    return null
  })
}

/** Takes a message back before it left: its author has the draft again. What was delivered cannot be taken back, only withdrawn. */
export async function stopMessage(node: Node, actor: Person, message: Uuid): Promise<null | Refusal> {
  return await act(node, actor, 'stop-delivery', { message }, async tx => {
    const row = await outboxRow(tx, actor, message)
    if (isRefusal(row)) return row
    if (row.state !== 'waiting') return refuse('not-waiting', { state: row.state })
    // Tried at least once: the partner may have it although we have no receipt.
    if (row.tries > 0 || (row.claimed_until !== null && row.claimed_until > tx.at)) return refuse('may-have-left', { tries: row.tries })
    if (row.draft_id === null) return refuse('control-not-stoppable', {})
    await takeBack(node, tx, row)
    return null
  })
}

async function outboxRow(tx: Tx, actor: Person, message: Uuid) {
  const row = await tx.db.selectFrom('outbox').selectAll().where('message_id', '=', message).executeTakeFirst()
  const of = await tx.db.selectFrom('message').select('dossier_id').where('id', '=', message).executeTakeFirst()
  const dossier = of?.dossier_id == null ? undefined : await dossierRow(tx, of.dossier_id)
  if (row === undefined || !may(actor, 'outbox-run', { dossier: dossier === undefined ? null : thingOf(dossier) })) return refuse('not-found', {})
  return row
}

function wordFor(row: { state: string; not_before: string; tries: number; claimed_until: string | null }, now: string): OutboxRow['state'] {
  if (row.state !== 'waiting') return row.state as OutboxRow['state']
  if (row.not_before > now) return 'waiting-slot'
  if (row.claimed_until !== null && row.claimed_until > now) return 'trying'
  return row.tries >= stuckAfterTries ? 'stuck' : 'waiting'
}
