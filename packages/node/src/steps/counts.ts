import type { Node } from '../capabilities.ts'
import { undelivered } from '../store/outbox.ts'
import { stuckAfterTries } from './put-off.ts'

/** How a node stands, in numbers: what a monitoring system asks for. No partner, no person, no dossier is in it. */
export type Standing = {
  /** 1 when the security officer has opened it. Locked, a node counts nothing else. */
  readonly open: 0 | 1
  readonly outboxWaiting: number
  readonly outboxStuck: number
  /** Seconds since the oldest message that may leave was released; 0 where none waits. */
  readonly outboxOldestSeconds: number
  readonly overdue: number
  readonly unread: number
  readonly partnersUp: number
  readonly partnersDown: number
  readonly partnersFrozen: number
  /** Log leaves that have no place yet: more than a few for more than a moment, and the node cannot log. */
  readonly leavesWaiting: number
}

/** States in which an answer is still owed. */
const underWay = ['received', 'in-work', 'partial', 'await-authorisation', 'overdue'] as const

const locked: Standing = {
  ...{ open: 0, outboxWaiting: 0, outboxStuck: 0, outboxOldestSeconds: 0, overdue: 0 },
  ...{ unread: 0, partnersUp: 0, partnersDown: 0, partnersFrozen: 0, leavesWaiting: 0 },
}

/** Counts how the node stands now. */
export async function standingOf(node: Node): Promise<Standing> {
  if (!node.keys.isOpen()) return locked
  return await node.store.read(async tx => {
    const n = tx.db.fn.countAll<number>().as('n')
    const waiting = () => tx.db.selectFrom('outbox').where('state', 'in', undelivered).where('not_before', '<=', tx.at)
    const outbox = await waiting()
      .select([n, tx.db.fn.min('released_at').as('oldest')])
      .executeTakeFirstOrThrow()
    const stuck = await waiting().where('tries', '>=', stuckAfterTries).select(n).executeTakeFirstOrThrow()
    // Of a discreet dossier no number tells either (R57).
    const dossiers = () => tx.db.selectFrom('dossier').where('need_to_know', 'is', null)
    const overdue = await dossiers().where('due_at', '<', tx.at).where('state', 'in', underWay).select(n).executeTakeFirstOrThrow()
    const unread = await dossiers().where('unread', '=', 1).select(n).executeTakeFirstOrThrow()
    const leaves = await tx.db.selectFrom('leaf').where('position', 'is', null).select(n).executeTakeFirstOrThrow()
    const partners = await tx.db.selectFrom('partner').select(['line', 'frozen_at']).where('pairing', '=', 'confirmed').execute()
    const oldest = outbox.oldest as string | null
    return {
      open: 1,
      outboxWaiting: Number(outbox.n),
      outboxStuck: Number(stuck.n),
      outboxOldestSeconds: oldest === null ? 0 : Math.max(0, Math.round((Date.parse(tx.at) - Date.parse(oldest)) / 1_000)),
      overdue: Number(overdue.n),
      unread: Number(unread.n),
      partnersUp: partners.filter(({ line }) => line === 'up').length,
      partnersDown: partners.filter(({ line }) => line === 'down').length,
      partnersFrozen: partners.filter(({ frozen_at }) => frozen_at !== null).length,
      leavesWaiting: Number(leaves.n),
    }
  })
}
