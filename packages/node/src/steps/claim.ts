import { type Instant, later, minute } from '@entraide/ground'
import { type ExpressionBuilder, sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import { stillDue, undelivered, type Waiting } from '../store/outbox.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'

/*
 * What is due is claimed before it is tried, for one process alone: so a message is tried once at a time, whatever processes a node has.
 */

const claimMs = 2 * minute
/** Deliveries to one partner at once: half of what a partner's door takes in (http/partner-door.ts). */
export const perPartner = 16

/** Until when an entry is claimed by whoever claims it now. */
export function claimedNow(at: Instant): Instant {
  return later(at, claimMs)
}

/** A delivery that met an outage of ours is due again as soon as the store writes, not when its claim runs out. */
export async function letGo(node: Node, row: Waiting, fault: unknown): Promise<never> {
  await node.store.write(tx => tx.db.updateTable('outbox').set({ claimed_until: null }).where('message_id', '=', row.message_id).execute()).catch(() => {})
  throw fault
}

/** A process that begins alone on its store holds no claims: those it finds are of one that was killed. */
export async function forgetOldClaims(node: Node): Promise<void> {
  if (node.store.engine === 'sqlite')
    await node.store.write(tx => tx.db.updateTable('outbox').set({ claimed_until: null }).where('claimed_until', 'is not', null).execute())
}

/**
 * Takes what is due for partners whose lanes have room, for this process alone while `claimMs` lasts, and says whether more may be due.
 *
 * @param under - how many deliveries are under way, by partner; none for those it does not name
 */
export async function claimDue(node: Node, under: ReadonlyMap<string, number>): Promise<{ readonly due: readonly Waiting[]; readonly isMore: boolean }> {
  const busy = [...under.keys()]
  const rooms = [{ of: null, room: perPartner }, ...[...under].map(([of, size]) => ({ of, room: perPartner - size }))].filter(({ room }) => room > 0)
  // Begun together and not waited for: on PostgreSQL the whole of it is one journey.
  const { claimed } = await node.store.write(async tx => {
    const claimed = Promise.all(rooms.map(({ of, room }) => claimOf(tx, room, of ?? busy)))
    claimed.catch(() => {})
    return { claimed }
  })
  const lists = await claimed
  const due = lists.flat().sort((a, b) => (a.released_at < b.released_at || (a.released_at === b.released_at && a.message_id < b.message_id) ? -1 : 1))
  return { due, isMore: lists.some((list, at) => list.length === rooms[at]?.room) }
}

/** @param whose - one partner, or all but these */
async function claimOf(tx: Tx, room: number, whose: string | readonly string[]): Promise<readonly Waiting[]> {
  const free = tx.db
    .selectFrom('outbox')
    .innerJoin('message', 'message.id', 'outbox.message_id')
    .select('outbox.message_id as claimed')
    .where(stillDue)
    .where('outbox.next_try_at', '<=', tx.at)
    .where(where => where.or([where('outbox.claimed_until', 'is', null), where('outbox.claimed_until', '<', tx.at)]))
    .where(where => where.not(where.exists(earlierOf(where).whereRef('before.dossier_id', '=', 'message.dossier_id'))))
    .where(where => where.or([where('message.kind', '=', 'message'), where.not(where.exists(earlierControl(where)))]))
    .$if(typeof whose === 'string', query => query.where('outbox.partner', '=', whose as string))
    .$if(typeof whose !== 'string' && whose.length > 0, query => query.where('outbox.partner', 'not in', whose as readonly string[]))
    .orderBy('outbox.released_at')
    .limit(room)
  return await tx.db
    .with(
      cte => cte('due').materialized(),
      () => (tx.engine === 'postgres' ? free.forUpdate('outbox').skipLocked() : free),
    )
    .updateTable('outbox')
    .from('due')
    .set({ claimed_until: claimedNow(tx.at) })
    .whereRef('outbox.message_id', '=', 'due.claimed')
    .returningAll()
    .execute()
}

type Candidates = ExpressionBuilder<Tables & { outbox: Tables['outbox']; message: Tables['message'] }, 'outbox' | 'message'>

/** What waits for the same partner and was made before. */
function earlierOf({ selectFrom }: Candidates) {
  return selectFrom('message as before')
    .innerJoin('outbox as ahead', 'ahead.message_id', 'before.id')
    .select('before.id')
    .whereRef('ahead.partner', '=', 'outbox.partner')
    .where('ahead.state', 'in', undelivered)
    .whereRef('before.id', '<', 'message.id')
}

/** Control messages about one thing: a text before its signature, a suspension before its end, a freeze before its thaw. */
function earlierControl(where: Candidates) {
  return earlierOf(where)
    .where('before.kind', '!=', 'message')
    .where(both => both(both.fn.coalesce('before.agreement_hash', sql.lit('')), '=', both.fn.coalesce('message.agreement_hash', sql.lit(''))))
}
