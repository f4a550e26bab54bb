import { type Refusal, refuse, sameBytes } from '@entraide/ground'
import type { Checkpoint } from './checkpoint.ts'
import type { Origin } from './origin.ts'

/**
 * An append-only log, whatever holds it together. The interim chain needs nothing but its last checkpoint (`State`) and
 * proves growth by the leaves between (`Proof`); a tree keeps its right edge and proves growth by hashes.
 * Stored state and proofs belong to one kind of log; leaves, checkpoints and origins are the same for all.
 */
export type Log<State extends Checkpoint, Proof> = {
  /** A log with no leaf. */
  readonly empty: (origin: Origin) => State
  /** The log after these leaves, in order. Leaves that are not leaves are a fault: they would be in for ever. */
  readonly append: (state: State, leaves: readonly Uint8Array[]) => State
  /** Whether `newer` holds everything `older` holds, unchanged and in its place, and only adds. Nothing, or why not. */
  readonly verifyExtension: (older: Checkpoint, newer: Checkpoint, proof: Proof) => Refusal<ExtensionRefusal> | undefined
}

/** Why a newer checkpoint does not follow from an older one. */
export type ExtensionRefusal = 'origin-differs' | 'log-shrinks' | 'leaves-miscounted' | 'leaf-shape' | 'head-differs'

/**
 * How a checkpoint that arrives stands to the one we know.
 * - `same`: nothing new.
 * - `newer-consistent`: it adds to ours; keep it.
 * - `older-consistent`: ours adds to it; normal for parallel or carried deliveries; keep ours.
 * - `fork`: one size, two heads. Both signed, they are proof of cheating: keep both, stop traffic.
 * - `unproven`: nothing shows that one follows from the other; ask for the proof, admit nothing on it.
 * - `other-log`: not the same log at all.
 */
export type Relation = 'same' | 'newer-consistent' | 'older-consistent' | 'fork' | 'unproven' | 'other-log'

/**
 * Compares a checkpoint that arrived with the one we know. `proof` leads from the smaller to the larger; where none is
 * held it is `null`. Pass the one we know *at the arriving size* if it was kept: then no proof is needed.
 * Source: spec/interim-log.md#relation
 */
export function relation<State extends Checkpoint, Proof>(log: Log<State, Proof>, known: Checkpoint, arrived: Checkpoint, proof: Proof | null): Relation {
  if (known.origin !== arrived.origin) return 'other-log'
  if (known.size === arrived.size) return sameBytes(known.head, arrived.head) ? 'same' : 'fork'
  if (proof === null) return 'unproven'
  const grows = known.size < arrived.size
  const broken = grows ? log.verifyExtension(known, arrived, proof) : log.verifyExtension(arrived, known, proof)
  if (broken !== undefined) return 'unproven'
  return grows ? 'newer-consistent' : 'older-consistent'
}

/** The checks every kind of log makes first: one log, and it does not shrink. */
export function canExtend(older: Checkpoint, newer: Checkpoint): Refusal<'origin-differs' | 'log-shrinks'> | undefined {
  if (older.origin !== newer.origin) return refuse('origin-differs', { older: older.origin, newer: newer.origin })
  if (newer.size < older.size) return refuse('log-shrinks', { older: older.size, newer: newer.size })
  return undefined
}
