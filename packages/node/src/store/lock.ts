import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { Fault } from '@entraide/ground'
import { isBusy } from './sqlite.ts'

/**
 * Takes the one right to use a SQLite store, for as long as the process lives. The lock is the operating system's, on a file
 * beside the store (`node.db.lock`): it dies with its holder, however that ends, so there is no stale lock to judge and none to steal.
 * Taken already, by another process or by this one, it is a fault at once (`store-locked`).
 *
 * INVARIANT: nothing else opens the lock file. On POSIX systems a process that closes any handle on a file gives up all its locks on it.
 *
 * @returns the act that gives the lock back
 */
export function lockStore(file: string): () => void {
  const lockFile = `${file}.lock`
  closeSync(openSync(lockFile, 'a', 0o600))
  const holder = new DatabaseSync(lockFile, { timeout: 0 })
  try {
    holder.exec('begin exclusive')
  } catch (cause) {
    holder.close()
    if (isBusy(cause)) throw new Fault('store-locked', 'another process of this node uses the store', { cause, facts: { file } })
    throw cause
  }
  return () => {
    if (holder.isOpen) holder.close()
  }
}

/** Names held in this process. */
export class HeldNames {
  readonly #held = new Set<string>()

  /** Runs `fn` while holding a name; `null` without running it when the name is held. */
  async holding<T>(name: string, fn: () => Promise<T>): Promise<T | null> {
    if (this.#held.has(name)) return null
    this.#held.add(name)
    try {
      return await fn()
    } finally {
      this.#held.delete(name)
    }
  }
}

/** Lets those who ask for one name in one at a time, in the order they came. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>()

  async inTurn<T>(name: string, fn: () => Promise<T>): Promise<T> {
    const before = this.#last.get(name) ?? Promise.resolve()
    const mine = before.then(fn)
    const settled = mine.catch(() => {})
    this.#last.set(name, settled)
    try {
      return await mine
    } finally {
      if (this.#last.get(name) === settled) this.#last.delete(name)
    }
  }
}
