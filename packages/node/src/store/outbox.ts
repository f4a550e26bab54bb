import type { ThreadState } from '@entraide/exchange'
import { type Selectable, sql } from 'kysely'
import type { ThreadClock } from './dossiers.ts'
import { prepared } from './prepared.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

export type Waiting = Selectable<Tables['outbox']>

/** States of the outbox in which a message is still to be delivered. */
export const undelivered = ['waiting', 'held-by-partner'] as const

/** The same in words, so that PostgreSQL sees once and for all that these are few among many. */
export const stillDue = sql<boolean>`outbox.state in (${sql.join(undelivered.map(state => sql.lit(state)))})`

/** Whether the message of a draft was released and is still to be delivered: it fitted when it was, and the partner judges what has come between. */
export async function isUnderWay(tx: Tx, draft: string): Promise<boolean> {
  const row = await tx.db.selectFrom('outbox').select('message_id').where('draft_id', '=', draft).where('state', 'in', undelivered).executeTakeFirst()
  return row !== undefined
}

/** Where the thread of a message stood before it was released, and where that put it: what is undone if it is not taken in. */
export type Before = {
  readonly state: ThreadState
  readonly made: ThreadState
  readonly clock: ThreadClock | null
  readonly suspendedFrom?: ThreadState | null
}

export function writeBefore(before: Before): string {
  return JSON.stringify(before)
}

export function readBefore(row: Pick<Waiting, 'before'>): Before {
  return JSON.parse(row.before) as Before
}

/** An entry without the envelope, and what its message is. */
export type Behind = Omit<Waiting, 'envelope'> & { readonly message_type: string | null }

const entryColumns = [
  'outbox.message_id',
  'outbox.partner',
  'outbox.draft_id',
  'outbox.state',
  'outbox.not_before',
  'outbox.next_try_at',
  'outbox.tries',
  'outbox.reason',
  'outbox.recipient_key',
  'outbox.released_at',
  'outbox.delivered_at',
  'outbox.claimed_until',
  'outbox.before',
] as const

const waiting = prepared<{ dossier: string }, Behind>((db, p, engine) => {
  const query = db
    .selectFrom('outbox')
    .innerJoin('message', 'message.id', 'outbox.message_id')
    .select(entryColumns)
    .select('message.message_type')
    .where('message.dossier_id', '=', p('dossier'))
    // By way of the dossier's messages, which are few: an index on the state would lead through all that waits for anybody.
    .where(sql<boolean>`coalesce(outbox.state, '') in (${sql.join(undelivered.map(state => sql.lit(state)))})`)
    .orderBy('outbox.message_id')
  return engine === 'postgres' ? query.forUpdate('outbox') : query
})

/** What of a dossier is still to be delivered, in the order it leaves; on PostgreSQL kept from other transactions. */
export async function waitingOf(tx: Tx, dossier: string): Promise<readonly Behind[]> {
  return await waiting(tx, { dossier })
}
