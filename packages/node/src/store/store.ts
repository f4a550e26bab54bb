import type { Instant, Uuid } from '@entraide/ground'
import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** One transaction, and what only it may do. Everything in it happens, or none of it. */
export type Tx = {
  readonly db: Kysely<Tables>
  readonly engine: 'sqlite' | 'postgres'
  /** The moment of the act: the same for all it writes. */
  readonly at: Instant
  /** A new version 7 id of this moment. */
  readonly newId: () => Uuid
  readonly random: (bytes: number) => Uint8Array
  /** Brings the keys of dossiers into hand: what is sealed and opened under them after that asks the store nothing. */
  readonly takeKeys: (...dossiers: readonly (Uuid | 'node')[]) => Promise<void>
  /** The same for a dossier whose id was minted in this transaction. */
  readonly newKey: (dossier: Uuid) => Promise<void>
  /** Seals text in a dossier, bound to what it is (`message/ID/body`); erased with that part, or with the dossier. `node` is the key of what has no dossier. */
  readonly seal: (dossier: Uuid | 'node', what: string, text: string) => Promise<Uint8Array>
  /** Opens it again; null once the dossier is erased. */
  readonly unseal: (dossier: Uuid | 'node', what: string, sealed: Uint8Array) => Promise<string | null>
  readonly sealBytes: (dossier: Uuid | 'node', what: string, bytes: Uint8Array) => Promise<Uint8Array>
  readonly unsealBytes: (dossier: Uuid | 'node', what: string, sealed: Uint8Array) => Promise<Uint8Array | null>
  /**
   * Erases parts of a dossier, each by the first two words of what it was sealed as (`message/ID`): after this nothing sealed as such opens
   * again, and everything else of the dossier does.
   */
  readonly eraseParts: (dossier: Uuid, parts: readonly string[]) => Promise<void>
  /** Drops the dossier's key: after this nothing sealed under it opens again, here or in a backup older than the key-encryption key. */
  readonly erase: (dossier: Uuid) => Promise<void>
  /**
   * Says that this step is about to move a thing (`dossier/ID`), beside any lock on its row: a lock keeps other transactions away,
   * this keeps away the steps that share this one (jobs/riders.ts). Said before anything is written.
   */
  readonly moves: (thing: string) => void
  /** Runs last in the transaction, once: writing together what was gathered. */
  readonly beforeCommit: (write: () => Promise<void>) => void
  /**
   * Begins a statement whose answer the step does not need: it takes effect in its place among the others, and if it fails, nothing
   * of the transaction happens. Several cost one journey to the server.
   */
  readonly put: (statement: { readonly execute: () => Promise<unknown> }) => void
  /** Runs after the commit, never if it fails: waking a job. */
  readonly afterCommit: (wake: () => void) => void
}

/** The node's store, on either engine. */
export type Store = {
  readonly engine: 'sqlite' | 'postgres'
  /** Looks and writes nothing. On PostgreSQL each question stands alone, as it would in a transaction that is read committed. */
  readonly read: <T>(step: (tx: Tx) => Promise<T>) => Promise<T>
  readonly write: <T>(step: (tx: Tx) => Promise<T>) => Promise<T>
  /** A transaction that first waits for its turn at a name, over all processes of the node, and keeps it to its end. */
  readonly inTurn: <T>(name: string, step: (tx: Tx) => Promise<T>) => Promise<T>
  /** One holder at a time over all processes of the node; null when another holds it. */
  readonly alone: <T>(name: string, step: () => Promise<T>) => Promise<T | null>
  /** Wakes whoever listens: in this process at once, in the others within a fifth of a second. */
  readonly wake: (topic: Topic) => void
  readonly onWake: (topic: Topic, run: () => void) => void
  readonly rotateStoreKey: (at: Instant) => Promise<void>
  readonly close: () => Promise<void>
}
/** `leaves`: a leaf waits for its place. `outbox`: something waits to leave. `receipt`: a receipt was taken. */
export type Topic = 'leaves' | 'outbox' | 'receipt'
