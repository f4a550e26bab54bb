import { type Instant, type Refusal, refuse, type Uuid } from '@entraide/ground'

/** Why something was erased: the owner ordered it, its hold ended, a review decided it, its request was withdrawn. */
export type ErasureCause = 'ordered' | 'hold-ended' | 'reviewed' | 'withdrawn'

/**
 * What stays of something erased: that it was there, when and why it went, and a commitment nobody can open any more.
 * Tombstones outlive every backup, so that a restore can erase again what an older copy still holds.
 */
export type Tombstone = {
  /** The dossier or item that was erased. */
  readonly erases: Uuid
  readonly erasedAt: Instant
  readonly cause: ErasureCause
  /** SHA-256 in hexadecimal, over the content under a salt that was destroyed with it. */
  readonly commitment: string
}

/** Makes a tombstone. A commitment that is no SHA-256 is `proof-shape`. */
export function tombstone(erases: Uuid, erasedAt: Instant, cause: ErasureCause, commitment: string): Tombstone | Refusal<'proof-shape'> {
  return /^[0-9a-f]{64}$/.test(commitment) ? { erases, erasedAt, cause, commitment } : refuse('proof-shape')
}

/**
 * What a restored store must erase again before anything in it may be read: all that a tombstone names and that is there.
 * Done twice, the second time finds nothing.
 */
export function toEraseAgain(present: Iterable<Uuid>, tombstones: readonly Tombstone[]): readonly Uuid[] {
  const gone = new Set(tombstones.map(each => each.erases))
  return [...new Set(present)].filter(id => gone.has(id))
}
