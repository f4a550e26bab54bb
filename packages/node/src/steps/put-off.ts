import { later, minute, type NodeId, second } from '@entraide/ground'
import type { Node, PartnerAnswer } from '../capabilities.ts'
import { undelivered, type Waiting } from '../store/outbox.ts'
import { contacted } from './contact.ts'
import { noteSkew } from './partner-clock.ts'

const longestPauseMs = 5 * minute

/** After so many tries the outbox says `stuck` and why; it goes on trying. */
export const stuckAfterTries = 5

/**
 * What waits for something at home is no try: nothing left, the line was not asked, and its author may still take it back. What keeps
 * one message from a partner keeps all of them: each says so, also those behind another, which are never taken up by themselves.
 * What waits for its slot goes on waiting for that.
 */
export async function putOffAllTo(node: Node, row: Waiting, reason: string): Promise<void> {
  await node.store.write(async tx => {
    const putOff = { reason, next_try_at: later(tx.at, pauseMs(0)) }
    const waiting = tx.db.updateTable('outbox').where('state', 'in', undelivered)
    await waiting
      .set({ ...putOff, claimed_until: null })
      .where('message_id', '=', row.message_id)
      .execute()
    await waiting
      .set(putOff)
      .where('partner', '=', row.partner)
      .where('not_before', '<=', tx.at)
      // Another attempt's own; it comes here by itself if it must.
      .where(where => where.or([where('claimed_until', 'is', null), where('claimed_until', '<', tx.at)]))
      .where(where => where.or([where('reason', 'is', null), where('reason', '!=', reason), where('next_try_at', '<=', tx.at)]))
      .execute()
  })
}

/** Nothing was taken in: tried again after a pause that grows, with the reason and what the line showed. Gives false: the message has not left. */
export async function tryLater(
  node: Node,
  row: Waiting,
  reason: string,
  answer: (PartnerAnswer & { reached: true }) | null,
  skewMs: number | null = null,
): Promise<false> {
  await node.store.write(async tx => {
    await tx.db
      .updateTable('outbox')
      .set({ tries: row.tries + 1, reason, next_try_at: later(tx.at, pauseMs(row.tries)), claimed_until: null })
      .where('message_id', '=', row.message_id)
      .where('state', 'in', ['waiting', 'held-by-partner'])
      .execute()
    await contacted(tx, row.partner as NodeId, answer === null ? 'down' : 'up')
    if (skewMs !== null) await noteSkew(tx, row.partner as NodeId, skewMs)
  })
  return false
}

/** The partner says that chunks are missing which were pushed: it has dropped them, and they are pushed anew. */
export async function pushAgain(node: Node, message: string): Promise<void> {
  await node.store.write(tx =>
    tx.db.updateTable('attachment').set({ state: 'ready' }).where('message_id', '=', message).where('state', '=', 'pushed').execute(),
  )
}

/** 1 s, 2 s, 4 s … 5 minutes. */
export function pauseMs(tries: number): number {
  return Math.min(second * 2 ** Math.min(tries, 16), longestPauseMs)
}
