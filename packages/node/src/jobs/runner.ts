import { day, hour, type Instant, isRefusal, later, minute, second, type Uuid } from '@entraide/ground'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { Node } from '../capabilities.ts'
import { writeAct } from '../steps/act.ts'
import { dropUnended } from '../steps/attach.ts'
import { forgetOldClaims } from '../steps/claim.ts'
import { crossCheckDue } from '../steps/cross-check.ts'
import { deliveriesOver, keepDelivering } from '../steps/deliver.ts'
import { countSome } from '../steps/figures.ts'
import { endHolds } from '../steps/holds.ts'
import { identificationsDue } from '../steps/matters/identification-timers.ts'
import { escalateOverdue } from '../steps/obligations.ts'
import { rotateKeys } from '../steps/partners.ts'
import { beginEvaluations } from '../steps/plan-clock.ts'
import { dropUnclaimed } from '../steps/push.ts'
import { compareAfterRestore } from '../steps/restored.ts'
import { clockOut } from '../steps/thread.ts'
import { stopForked } from '../steps/witness.ts'
import { dropErased } from '../store/erasure.ts'
import { eraseOldRecipientKeys, sealToDays } from '../store/recipient-keys.ts'
import { keepTombstone } from '../store/tombstone-file.ts'
import { keepTransfers } from '../store/transfer-record.ts'
import { sequence, sequenceOwn } from './sequencer.ts'

/** What the node does by itself. `settle` waits until nothing is under way: for a graceful stop. */
export type Jobs = { readonly stop: () => Promise<void> }

/** How often each job looks by itself, even if nothing wakes it. */
const every = { leaves: 250, outbox: second, crossCheck: 2 * second, clocks: 15 * second, count: 5 * second, tidy: 10 * minute } as const
const gatherMs = 30
/** The store's key-encryption key is replaced at least weekly (design section 9). */
const storeKeyDays = 7

/**
 * Starts the node's own work: placing log leaves, delivering, watching clocks, changing keys. Each job runs one turn at a
 * time; a fault in a turn is written down and the next turn comes all the same.
 */
export function startJobs(node: Node, log: Logger): Jobs {
  let stopping = false
  const running = new Set<Promise<void>>()
  const timers: NodeJS.Timeout[] = []
  const failed = (name: string, fault: unknown) =>
    log.error({ job: name, code: (fault as { code?: string }).code ?? 'unknown', err: fault instanceof Error ? fault.stack : undefined }, 'a job failed')
  const job = (name: string, pauseMs: number, turn: () => Promise<boolean>) => {
    let busy = false
    let again = false
    const run = async () => {
      if (stopping || !node.keys.isOpen()) return
      if (busy) {
        again = true
        return
      }
      busy = true
      try {
        do again = false
        while (((await turn()) || again) && !stopping)
      } catch (fault) {
        failed(name, fault)
      } finally {
        busy = false
      }
    }
    const start = () => {
      const one = run()
      running.add(one)
      void one.finally(() => running.delete(one))
    }
    timers.push(setInterval(start, pauseMs))
    return start
  }
  job('leaves', every.leaves, async () => {
    await sequence(node)
    return false
  })
  let begun = false
  const wakeOutbox = job('outbox', every.outbox, async () => {
    if (!begun) await forgetOldClaims(node)
    begun = true
    await keepDelivering(node, fault => failed('outbox', fault))
    return false
  })
  job('cross-check', every.crossCheck, () => crossCheckDue(node))
  // At once: what was due when the node stopped is not left until the first quarter of a minute is over.
  job('clocks', every.clocks, () => watchClocks(node))()
  const compare = job('restored', every.clocks, async () => {
    await compareAfterRestore(node)
    return false
  })
  compare()
  job('count', every.count, () => countSome(node))
  job('tidy', every.tidy, async () => {
    await lookAfter(node)
    return false
  })
  // Whoever needs a leaf covered asks for it; the others may gather, well within the 100 ms that design section 8 allows.
  let gathering = false
  node.store.onWake('leaves', () => {
    if (gathering || stopping) return
    gathering = true
    setTimeout(() => {
      gathering = false
      void sequenceOwn(node).catch(fault => failed('leaves', fault))
    }, gatherMs).unref()
  })
  node.store.onWake('outbox', wakeOutbox)
  return {
    stop: async () => {
      stopping = true
      for (const timer of timers) clearInterval(timer)
      await Promise.allSettled(running)
      await deliveriesOver(node)
    },
  }
}

/** States in which a clock may run out. */
const runningStates = ['received', 'in-work', 'partial', 'await-authorisation', 'verifying', 'interview-required', 'interviewed'] as const

/** Marks requests and identifications whose clock ran out, escalates notices nobody answered, ends holding periods, and does what fell due. */
export async function watchClocks(node: Node): Promise<boolean> {
  await stopForked(node)
  // First what silence accepts: a file nobody looked at is then late, and not before.
  const more = await identificationsDue(node)
  const late = await node.store.read(tx =>
    tx.db.selectFrom('dossier').select('id').where('due_at', '<', tx.at).where('state', 'in', runningStates).limit(200).execute(),
  )
  for (const { id } of late) await clockOut(node, id as Uuid)
  const [escalated, ended] = [await escalateOverdue(node), await endHolds(node)]
  const due = await node.store.read(tx => tx.db.selectFrom('due').selectAll().where('at', '<=', tx.at).where('kind', '=', 'erase-dossier').limit(50).execute())
  for (const each of due) await eraseDossier(node, each.id, each.subject as Uuid)
  await beginEvaluations(node)
  return more || late.length === 200 || escalated === 100 || ended === 100
}

/** Drops a dossier's key: nothing of it opens again. A tombstone, the log line and the record of transfers stay. */
async function eraseDossier(node: Node, dueId: string, dossier: Uuid): Promise<void> {
  await node.store.write(async tx => {
    await tx.db.deleteFrom('due').where('id', '=', dueId).execute()
    const row = await tx.db
      .selectFrom('message')
      .select('body_digest')
      .where('dossier_id', '=', dossier)
      .orderBy('at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    const tombstone = { dossier, at: tx.at, commitment: row?.body_digest ?? '' }
    await keepTombstone(node.config.dataDir, tombstone)
    await keepTransfers(tx, dossier)
    await tx.erase(dossier)
    await dropErased(tx.db, dossier)
    await tx.db
      .insertInto('tombstone')
      .values({ dossier_id: dossier, at: tx.at, commitment: tombstone.commitment })
      .onConflict(conflict => conflict.column('dossier_id').doNothing())
      .execute()
    // Not under the dossier: its key is gone, and a line sealed under it would give it a new one.
    await writeAct(node, tx, { kind: 'system' }, 'erase-dossier', { subject: dossier }, null)
  })
}

/** What the node does for itself now and then: drops what nobody claimed, erases keys that are over, changes keys weekly. */
export async function lookAfter(node: Node): Promise<void> {
  const now = node.clock.now()
  await node.store.write(async tx => {
    await dropUnclaimed(tx)
    await dropUnended(tx)
    await eraseOldRecipientKeys(node, tx)
    // SQLite has no process of its own that counts rows: without it a list of thousands is looked for in the wrong index.
    if (tx.engine === 'sqlite') await sql`pragma optimize`.execute(tx.db)
  })
  await rotateWhenOld(node, now)
}

/** Weekly: a new recipient key for partners, and a new key-encryption key for the store. */
async function rotateWhenOld(node: Node, now: Instant): Promise<void> {
  const newest = await node.store.read(tx => tx.db.selectFrom('recipient_key').select('from_at').orderBy('from_at', 'desc').limit(1).executeTakeFirst())
  // One day of overlap, so that a partner that was away still seals to a key that serves.
  if (newest !== undefined && newest.from_at < later(now, -(sealToDays - 1) * day)) {
    const made = await node.store.alone('rotate-recipient-key', () => rotateKeys(node, { kind: 'system' }))
    if (made !== null && isRefusal(made)) return
  }
  const kek = await node.store.read(tx => tx.db.selectFrom('kek').select('made_at').orderBy('id', 'desc').limit(1).executeTakeFirst())
  if (kek !== undefined && kek.made_at < later(now, -storeKeyDays * day + hour))
    await node.store.alone('rotate-store-key', () => node.store.rotateStoreKey(now))
}
