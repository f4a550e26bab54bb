import type { Uuid } from '@entraide/ground'
import type { Origin } from '@entraide/ledger'
import type { Store, Tx } from '../store/store.ts'

/*
 * Steps that are written in a round of the sequencer: their leaves have their places and a signed checkpoint in the very commit
 * that makes them true, and several steps of one moment share that commit and its journeys to the server.
 */

/** The signed note that covers a log as it stands with this round, and the hidden checkpoint of the acts log beside it. */
export type Stand = { readonly note: string; readonly acts: string }
/**
 * A step of a round. It may wait, once, for the stand of a log it has written a leaf in: a leaf it adds after that waits for the next
 * round. A leaf it names must be covered by it, else it is a fault (`log-stalled`); null for one that has had its place since before.
 */
export type RidingStep<T> = (tx: Tx, covered: Covered) => Promise<T>
export type Covered = (log: Origin, leaf: Uuid | null) => Promise<Stand>

type StandOf = (log: Origin, leaf: Uuid | null) => Stand

/** A step that waits for its round, and who hears what came of it. */
export type Rider = {
  readonly step: RidingStep<unknown>
  readonly done: (result: unknown) => void
  readonly failed: (fault: unknown) => void
}

const waiting = new WeakMap<Store, Rider[]>()
/** In one round, so that its turn stays short: each signs for a millisecond or two. */
const mostRiders = 16

/** Lets a step wait for the next round. What it comes to is told once the round is durable. */
export function waitToRide<T>(store: Store, step: RidingStep<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>()
  const rider: Rider = { step: step as RidingStep<unknown>, done: result => resolve(result as T), failed: reject }
  const before = waiting.get(store)
  if (before === undefined) waiting.set(store, [rider])
  else before.push(rider)
  return promise
}

/** Those who ride in the round that begins now. */
export function takeRiders(store: Store): readonly Rider[] {
  return waiting.get(store)?.splice(0, mostRiders) ?? []
}

/** Whether steps are left over for another round. */
export function isAnyWaiting(store: Store): boolean {
  return (waiting.get(store)?.length ?? 0) > 0
}

/**
 * Two steps of one round would move one thing. No row lock stands between them as it does between two transactions, so the round is
 * undone and each of its steps has a round to itself.
 */
export class MovedTwice extends Error {
  constructor(thing: string) {
    super(`two steps of one round would move ${thing}`)
  }
}

/** The steps of one attempt at a round, under way side by side in its transaction. */
export class Ride {
  readonly #runs: readonly Promise<unknown>[]
  readonly #reached: readonly Promise<unknown>[]
  readonly #movers = new Map<string, number>()
  readonly #stands = Promise.withResolvers<StandOf>()

  constructor(tx: Tx, riders: readonly Rider[]) {
    const begun = riders.map(({ step }, index) => {
      const { promise: waits, resolve } = Promise.withResolvers<void>()
      const covered: Covered = async (log, leaf) => {
        resolve()
        return (await this.#stands.promise)(log, leaf)
      }
      const run = step({ ...tx, moves: thing => this.#move(thing, index) }, covered)
      // Heard of below; of a round that is undone, nowhere.
      run.catch(() => {})
      return { run, reached: Promise.race([run, waits]) }
    })
    this.#runs = begun.map(each => each.run)
    this.#reached = begun.map(each => each.reached)
  }

  /** Resolves when each step is over or waits for its cover; rejects with the first that fails. */
  async reached(): Promise<void> {
    await Promise.all(this.#reached)
  }

  /** Tells those who wait how their logs stand, and gives what each step came to. */
  async over(standOf: StandOf): Promise<readonly unknown[]> {
    this.#stands.resolve(standOf)
    return await Promise.all(this.#runs)
  }

  #move(thing: string, by: number): void {
    const mover = this.#movers.get(thing)
    if (mover !== undefined && mover !== by) throw new MovedTwice(thing)
    this.#movers.set(thing, by)
  }
}
