import { isRefusal, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { OutboxRow } from '../http/api.ts'
import { dossierRow } from '../store/dossiers.ts'
import { undelivered, type Waiting } from '../store/outbox.ts'
import { onPage, placeIn } from '../store/paging.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, dossierReach, may } from './access.ts'
import { act } from './act.ts'
import { known, thingOf } from './draft.ts'
import { takeBack } from './put-back.ts'
import { stuckAfterTries } from './put-off.ts'
import { reached } from './visible.ts'

type Person = Extract<Actor, { kind: 'person' }>

export type OutboxFilter = { readonly after?: string | undefined; readonly limit: number; readonly state?: OutboxRow['state'] | undefined }
export type OutboxPage = { readonly rows: readonly OutboxRow[]; readonly total: number; readonly next: string | null }

/** A page of what waits to leave, what left lately, and why anything is stuck. Newest first. */
export async function listOutbox(node: Node, actor: Person, filter: OutboxFilter): Promise<OutboxPage> {
  return await node.store.read(async tx => {
    const total = await visible(tx, actor, filter.state).select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    const [at, id] = placeIn(filter.after)
    const from = (query: ReturnType<typeof visible>) =>
      at === undefined || id === undefined
        ? query
        : query.where(where =>
            where.or([where('outbox.released_at', '<', at), where.and([where('outbox.released_at', '=', at), where('outbox.message_id', '<', id)])]),
          )
    const rows = await from(visible(tx, actor, filter.state))
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
      .select(['message.kind', 'message.message_type', 'message.dossier_id', 'message.agreement_hash', 'dossier.our_reference'])
      .select(expression => expression.fn<number>('length', ['outbox.envelope']).as('bytes'))
      .orderBy('outbox.released_at', 'desc')
      .orderBy('outbox.message_id', 'desc')
      .limit(filter.limit + 1)
      .execute()
    const { shown, next } = onPage(rows, filter.limit, row => [row.released_at, row.message_id])
    const behind = await behindOthers(tx, shown)
    return {
      total: Number(total.n),
      next,
      rows: shown.map(row => ({
        message: row.message_id as Uuid,
        dossier: row.dossier_id as Uuid | null,
        ourReference: row.our_reference,
        partner: row.partner as NodeId,
        kind: row.message_type ?? row.kind,
        state: wordFor(row, tx.at),
        tries: row.tries,
        nextTryAt: isUndelivered(row) ? row.next_try_at : null,
        reason: row.reason ?? (behind.has(row.message_id) ? 'earlier-waits' : null),
        releasedAt: row.released_at,
        deliveredAt: row.delivered_at,
        bytes: Number(row.bytes),
      })),
    }
  })
}

/** The rows a person may see, by the rule of `outbox-read`, in one of the words for their state. */
function visible(tx: Tx, actor: Person, state: OutboxRow['state'] | undefined) {
  const reach = dossierReach(actor)
  let query = tx.db
    .selectFrom('outbox')
    .innerJoin('message', 'message.id', 'outbox.message_id')
    .leftJoin('dossier', 'dossier.id', 'message.dossier_id')
    .where(known(actor))
  if (!actor.roles.includes('OPR')) query = query.where('dossier.id', 'is not', null)
  if (!reach.all) query = query.where(where => reached(where, reach))
  if (state === undefined) return query
  if (!['waiting-slot', 'trying', 'stuck', 'waiting'].includes(state)) return query.where('outbox.state', '=', state as 'delivered')
  query = query.where('outbox.state', '=', 'waiting')
  if (state === 'waiting-slot') return query.where('outbox.not_before', '>', tx.at)
  query = query.where('outbox.not_before', '<=', tx.at)
  if (state === 'trying') return query.where('outbox.claimed_until', '>', tx.at)
  query = query.where(where => where.or([where('outbox.claimed_until', 'is', null), where('outbox.claimed_until', '<=', tx.at)]))
  return query.where('outbox.tries', state === 'stuck' ? '>=' : '<', stuckAfterTries)
}

type Listed = Pick<Waiting, 'message_id' | 'partner' | 'state' | 'reason'> & {
  readonly kind: string
  readonly dossier_id: string | null
  readonly agreement_hash: string | null
}

/** Those of the rows that say nothing of themselves because an earlier one on their matter has to leave first (claim.ts). */
async function behindOthers(tx: Tx, rows: readonly Listed[]): Promise<ReadonlySet<string>> {
  const silent = rows.filter(row => isUndelivered(row) && row.reason === null)
  if (silent.length === 0) return new Set()
  const waiting = await tx.db
    .selectFrom('outbox')
    .innerJoin('message', 'message.id', 'outbox.message_id')
    .select(['outbox.partner', 'message.dossier_id', 'message.agreement_hash', 'message.kind'])
    .select(tx.db.fn.min('message.id').as('first'))
    .where('outbox.state', 'in', undelivered)
    .where('outbox.partner', 'in', [...new Set(silent.map(row => row.partner))])
    .groupBy(['outbox.partner', 'message.dossier_id', 'message.agreement_hash', 'message.kind'])
    .execute()
  const first = new Map<string, string>()
  for (const row of waiting) {
    const known = first.get(matterOf(row))
    if (known === undefined || row.first < known) first.set(matterOf(row), row.first)
  }
  return new Set(silent.filter(row => (first.get(matterOf(row)) ?? row.message_id) < row.message_id).map(row => row.message_id))
}

/** What leaves in its order: the messages of one dossier, and the control messages about one text or about the partner itself. */
function matterOf({ partner, kind, dossier_id, agreement_hash }: Pick<Listed, 'partner' | 'kind' | 'dossier_id' | 'agreement_hash'>): string {
  return JSON.stringify(kind === 'message' ? [partner, 'dossier', dossier_id] : [partner, 'control', agreement_hash])
}

function isUndelivered({ state }: Pick<Waiting, 'state'>): boolean {
  return (undelivered as readonly string[]).includes(state)
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
