import { Fault, isRefusal, type Uuid } from '@entraide/ground'
import { type LegalFacts, makeLeaf, type Origin, type SubjectFacts } from '@entraide/ledger'
import type { Node } from '../capabilities.ts'
import { insertion } from './prepared.ts'
import type { Store, Tx } from './store.ts'
import type { Tables } from './tables.ts'

/** A line to be: what it commits to, and where. */
export type NewLeaf = {
  readonly log: Origin
  readonly id: Uuid
  readonly dossier: Uuid | null
  readonly message: Uuid | null
  readonly legal: LegalFacts
  readonly subject: SubjectFacts
}

/**
 * Adds a leaf that waits for its place: in the same transaction as what it records, so that one exists if and only if the
 * other does. The sequencer places it and signs (jobs/sequencer.ts). Salt B is sealed with the message it is about, or in its dossier, and
 * dies with it.
 */
export async function addLeaf(node: Pick<Node, 'store'>, tx: Tx, { log, id, dossier, message, legal, subject }: NewLeaf): Promise<void> {
  const saltA = tx.random(32)
  const saltB = tx.random(32)
  const leaf = makeLeaf({ facts: legal, salt: saltA }, { facts: subject, salt: saltB })
  // A line that could not be written stops the act: if the node cannot log, it does not act.
  if (isRefusal(leaf)) throw new Fault('leaf-unwritable', 'a log line does not fit its shape', { facts: leaf.facts })
  const under = dossier ?? 'node'
  const as = dossier !== null && message !== null ? `message/${message}/leaf/${id}` : `leaf/${id}`
  gather(node, tx, {
    id,
    log,
    position: null,
    leaf,
    facts: JSON.stringify(legal),
    salt_a: saltA,
    subject_sealed: await tx.seal(under, `${as}/subject`, JSON.stringify(subject)),
    salt_b_sealed: await tx.sealBytes(under, `${as}/salt-b`, saltB),
    dossier_id: dossier,
    message_id: message,
    made_at: tx.at,
  })
}

/** The leaves of a transaction go in together, as its last statement. */
function gather(node: Pick<Node, 'store'>, tx: Tx, row: Tables['leaf']): void {
  const before = gathered.get(tx.db)
  if (before !== undefined) {
    before.push(row)
    return
  }
  const rows = [row]
  gathered.set(tx.db, rows)
  tx.beforeCommit(async () => tx.put(insertion(tx, 'leaf', rows)))
  tx.afterCommit(() => {
    waitIn(
      node.store,
      rows.map(each => each.log as Origin),
    )
    node.store.wake('leaves')
  })
}
/** By connection: steps that share a transaction share its last statement. */
const gathered = new WeakMap<Tx['db'], Tables['leaf'][]>()

/**
 * The leaves added in a transaction from now until `end`, which gives them and leaves it to its caller, the sequencer, to write them: they
 * have their places before anybody sees them.
 */
export function gatherLeaves(tx: Tx): { readonly end: () => readonly Tables['leaf'][] } {
  const rows: Tables['leaf'][] = []
  gathered.set(tx.db, rows)
  return {
    end: () => {
      gathered.delete(tx.db)
      return rows
    },
  }
}

/** Logs of this process with leaves that were committed since a round began, by store: the sequencer looks only where one may be. */
export const unplaced = new WeakMap<Store, Set<Origin>>()

/** Notes that leaves of these logs wait for their places. */
export function waitIn(store: Store, logs: Iterable<Origin>): void {
  const waiting = unplaced.get(store) ?? new Set()
  unplaced.set(store, waiting)
  for (const log of logs) waiting.add(log)
}
