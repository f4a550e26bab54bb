import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { Fault } from '@entraide/ground'
import { CompiledQuery, type IsolationLevel, Kysely, type Transaction } from 'kysely'
import { Builders } from './builder.ts'
import { HeldNames, lockStore, Turns } from './lock.ts'
import { channelOf, type Hearer, Hearers, Listener, writeNotice } from './notices.ts'
import { advisoryKey, isConflict, LineConnection, LineDialect, openPool, type PooledLine, type PostgresPlace, SharedLines, SharedNames } from './postgres.ts'
import { isBusy, isFull, OneConnectionDialect, openSqlite } from './sqlite.ts'

/** Where a node's store is. `:memory:` as a file is for tests: it is gone when closed. */
export type StorePlace =
  | { readonly kind: 'sqlite'; readonly file: string; readonly unsafeNotSynced?: boolean }
  | ({ readonly kind: 'postgres' } & PostgresPlace)

/** A query builder on the store or on one transaction, whatever its tables. Who uses it names the tables it needs. */
// biome-ignore lint/suspicious/noExplicitAny: kysely has no other word for "any tables": its types are invariant in them.
export type Connection = Kysely<any>

/**
 * The engine under the store, the same on SQLite and on PostgreSQL: queries, transactions, locks by name, notices. It knows no table.
 * A query on `db` inside a transaction is a fault on both engines (`store-outside-transaction`): it would wait for ever on one and
 * see other data on the other.
 */
export type Database<Tables> = {
  readonly db: Kysely<Tables>
  /** The same for queries that change nothing: on PostgreSQL those of one moment travel together. */
  readonly reads: Kysely<Tables>
  readonly kind: 'sqlite' | 'postgres'
  /**
   * Runs `fn` in one transaction, durable when this returns. Where it lost against another (a deadlock, a serialization failure, a
   * busy file) it runs again from its start, so it must do nothing outside `tx`. After a failed statement nothing more can be done in it.
   * Without `isolation`, PostgreSQL runs it `read committed`; SQLite always runs one at a time.
   */
  readonly transaction: <T>(fn: (tx: Transaction<Tables>) => Promise<T>, options?: { readonly isolation?: IsolationLevel }) => Promise<T>
  /**
   * Begins a statement whose answer nobody waits for: it is in the transaction, in its place among the others, and if it fails the
   * transaction does. On PostgreSQL it leaves with the next question of the transaction, or its commit.
   */
  readonly put: (tx: Kysely<Tables>, statement: Executable) => void
  /** A transaction that first waits for a name, in all processes of the node, and keeps it to its end. It sees what the holder before wrote. */
  readonly withAdvisoryLock: <T>(name: string, fn: (tx: Transaction<Tables>) => Promise<T>) => Promise<T>
  /** Runs `fn`, in no transaction, while holding a name in all processes; `null`, at once, when somebody holds it. It spares effort and guards no rule. */
  readonly holding: <T>(name: string, fn: () => Promise<T>) => Promise<T | null>
  /** Wakes whoever listens, in all processes; with `tx`, once it is committed and not otherwise. A notice is a hint: the tables are the truth. */
  readonly notify: (topic: string, payload?: string, tx?: Transaction<Tables>) => Promise<void>
  /** Hears notices of a topic until the given act is called. */
  readonly listen: (topic: string, hearer: Hearer) => Promise<() => void>
  /** Runs SQL of several statements inside a transaction: for migrations. */
  readonly runScript: (tx: Transaction<Tables>, sql: string) => Promise<void>
  /** Makes deleted rows of these tables unreadable in the store's files, as far as the engine can. In no transaction. */
  readonly scrub: (tables: readonly string[]) => Promise<void>
  /** Waits for what runs, then closes; gives the exclusive lock back. */
  readonly close: () => Promise<void>
}

type Executable = { readonly execute: () => Promise<unknown> }

const maxAttempts = 8
const firstPauseMs = 5
/** Lines for those who only look: a long look holds up one of them. */
const sharedLines = 3

/**
 * Opens the store's engine. On a SQLite file that another process uses it fails at once (`store-locked`); PostgreSQL serves several processes.
 * Throws also `store-not-durable`, `store-too-old`, `store-encoding`, `schema-name`, and what the engine says when it cannot be reached.
 */
export async function openDatabase<Tables>(place: StorePlace): Promise<Database<Tables>> {
  return place.kind === 'sqlite' ? onSqlite<Tables>(place.file, place.unsafeNotSynced === true) : await onPostgres<Tables>(place)
}

function onSqlite<Tables>(file: string, unsafeNotSynced: boolean): Database<Tables> {
  const unlock = file === ':memory:' ? () => {} : lockStore(file)
  const raw = openOrUnlock(file, unsafeNotSynced, unlock)
  const scope = new TransactionScope()
  const dialect = new OneConnectionDialect(raw, scope.refuseInside)
  const db = new Kysely<Tables>({ dialect })
  const builders = new Builders<Tables>(dialect)
  const started = dialect.driver.init()
  const puts = new Puts()
  const hearers = new Hearers()
  const held = new HeldNames()
  const said = new WeakMap<Transaction<Tables>, [string, string][]>()
  const transaction: Database<Tables>['transaction'] = fn =>
    tryAgain(isBusy, async () => {
      const notices: [string, string][] = []
      await started
      const connection = await dialect.driver.acquireConnection()
      const { tx, over } = builders.transaction(connection, () => raw.isTransaction)
      said.set(tx, notices)
      let result: Awaited<ReturnType<typeof fn>>
      try {
        await dialect.driver.beginTransaction(connection, {})
        try {
          result = await scope.inside(() => fn(tx))
          await puts.done(tx)
          over()
          await dialect.driver.commitTransaction(connection)
        } catch (error) {
          // Before it is rolled back: what is still under way in it would find no transaction, and be kept at once.
          over()
          // Of a full disk SQLite rolls back by itself; then there is nothing to roll back, and what happened is what is told.
          await dialect.driver.rollbackTransaction(connection).catch(() => {})
          throw error
        }
      } finally {
        await dialect.driver.releaseConnection(connection)
      }
      for (const [topic, payload] of notices) hearers.tell(topic, payload)
      return result
    })
  return {
    db,
    reads: db,
    kind: 'sqlite',
    transaction,
    put: puts.put,
    // One connection, one transaction at a time: whoever is in one holds every name.
    withAdvisoryLock: (_name, fn) => transaction(fn),
    holding: (name, fn) => held.holding(name, fn),
    notify: async (topic, payload = '', tx) => {
      writeNotice(topic, payload)
      if (tx === undefined) return hearers.tell(topic, payload)
      const notices = said.get(tx)
      if (notices === undefined)
        throw new Fault('notice-transaction', 'a notice belongs to the transaction that was given, not to one made of it', { facts: { topic } })
      notices.push([topic, payload])
    },
    listen: async (topic, hearer) => hearers.add(topic, hearer),
    runScript: async (_tx, sql) => raw.exec(sql),
    // Deleted bytes are overwritten already (secure_delete); the write-ahead log still holds them until it is folded in.
    scrub: async () => {
      await db.executeQuery(CompiledQuery.raw('pragma wal_checkpoint(truncate)'))
    },
    close: once(async () => {
      // Takes its turn behind what runs, and starts a kysely that was never asked anything: it closes only what it started.
      await db.executeQuery(CompiledQuery.raw('select 1'))
      await db.destroy()
      unlock()
    }),
  }
}

async function onPostgres<Tables>(place: PostgresPlace): Promise<Database<Tables>> {
  const pool = await openPool(place)
  const scope = new TransactionScope()
  const dialect = new LineDialect(pool, scope.refuseInside)
  const db = new Kysely<Tables>({ dialect })
  const builders = new Builders<Tables>(dialect)
  const shared = new SharedLines(pool, sharedLines)
  const reads = builders.sharing(async () => {
    scope.refuseInside()
    return new LineConnection(await shared.take(), true)
  })
  const puts = new Puts()
  const lines = new WeakMap<object, PooledLine>()
  const hearers = new Hearers()
  const names = new SharedNames(place)
  const turns = new Turns()
  let listener: Promise<Listener> | null = null
  /** `first` goes with the begin. Nothing is waited for that a statement behind it does not need: the server runs them in order. */
  const inTransaction = async <T>(fn: (tx: Transaction<Tables>) => Promise<T>, isolation?: IsolationLevel, first?: CompiledQuery): Promise<T> => {
    scope.refuseInside()
    const line = (await pool.connect()) as unknown as PooledLine
    const { tx, over } = builders.transaction(new LineConnection(line))
    lines.set(tx, line)
    let broken = false
    try {
      puts.put(tx, { execute: () => line.ask(isolation === undefined ? 'begin' : `start transaction isolation level ${isolation}`, []) })
      if (first !== undefined) puts.put(tx, { execute: () => line.ask(first.sql, first.parameters) })
      const result = await scope.inside(() => fn(tx))
      over()
      const [{ command }] = await Promise.all([line.ask('commit', []), puts.done(tx)])
      // So PostgreSQL answers where a statement failed before and somebody went on.
      if (command !== 'COMMIT') throw new Fault('store-transaction-failed', 'a statement of the transaction had failed')
      return result
    } catch (error) {
      over()
      await line.ask('rollback', []).catch(() => {
        broken = true
      })
      throw error
    } finally {
      line.release(broken)
    }
  }
  const transaction: Database<Tables>['transaction'] = (fn, options) => tryAgain(isConflict, () => inTransaction(fn, options?.isolation))
  return {
    db,
    reads,
    kind: 'postgres',
    transaction,
    put: (tx, statement) => {
      const begin = () => puts.put(tx, statement)
      const line = lines.get(tx)
      if (line === undefined) begin()
      else line.unhurried(begin)
    },
    // In turn here first, so that those who wait in this process keep one connection and not the whole pool.
    withAdvisoryLock: (name, fn) => {
      const wait = CompiledQuery.raw('select pg_advisory_xact_lock($1::bigint)', [advisoryKey(place.schema ?? 'public', `turn/${name}`)])
      return turns.inTurn(name, () => tryAgain(isConflict, () => inTransaction(fn, 'read committed', wait)))
    },
    holding: (name, fn) => names.holding(name, fn),
    notify: async (topic, payload = '', tx) => {
      await (tx ?? db).executeQuery(CompiledQuery.raw('select pg_notify($1, $2)', [channelOf(place), writeNotice(topic, payload)]))
    },
    listen: async (topic, hearer) => {
      listener ??= startListener(place, hearers)
      try {
        await listener
      } catch (error) {
        listener = null
        throw error
      }
      return hearers.add(topic, hearer)
    },
    // Without parameters PostgreSQL takes several statements in one message.
    runScript: async (tx, sql) => {
      await tx.getExecutor().provideConnection(connection => (connection as LineConnection).line.script(sql))
    },
    scrub: async tables => {
      for (const table of tables) await db.executeQuery(CompiledQuery.raw(`vacuum full "${table}"`))
    },
    close: once(async () => {
      await (await listener?.catch(() => null))?.close()
      await names.close()
      await shared.close()
      await db.destroy()
      // kysely ends the pool only if it ever asked something.
      if (!pool.ending) await pool.end()
    }),
  }
}

async function startListener(place: PostgresPlace, hearers: Hearers): Promise<Listener> {
  const listener = new Listener(place, hearers)
  await listener.start()
  return listener
}

function openOrUnlock(file: string, unsafeNotSynced: boolean, unlock: () => void): ReturnType<typeof openSqlite> {
  try {
    return openSqlite(file, unsafeNotSynced)
  } catch (error) {
    unlock()
    throw error
  }
}

function once(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => {
    done ??= act()
    return done
  }
}

async function tryAgain<T>(isPassing: (error: unknown) => boolean, run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++)
    try {
      return await run()
    } catch (error) {
      if (attempt === maxAttempts || !isPassing(error)) throw error
      await pause(firstPauseMs * 2 ** attempt * (0.5 + Math.random()))
    }
}

/** Statements begun in a transaction that nobody waits for: waited for together at its end. */
class Puts {
  readonly #begun = new WeakMap<object, Promise<unknown>[]>()

  readonly put = (tx: object, statement: Executable): void => {
    const one = statement.execute()
    // Told at the end; a failure here must not look like one that nobody hears of.
    one.catch(() => {})
    const begun = this.#begun.get(tx)
    if (begun === undefined) this.#begun.set(tx, [one])
    else begun.push(one)
  }

  async done(tx: object): Promise<void> {
    await Promise.all(this.#begun.get(tx) ?? [])
  }
}

/** Knows whether the code that runs was called by a transaction that is still open. */
class TransactionScope {
  readonly #storage = new AsyncLocalStorage<{ open: boolean }>()

  async inside<T>(fn: () => Promise<T>): Promise<T> {
    const scope = { open: true }
    try {
      return await this.#storage.run(scope, fn)
    } finally {
      scope.open = false
    }
  }

  readonly refuseInside = (): void => {
    if (this.#storage.getStore()?.open === true)
      throw new Fault('store-outside-transaction', 'a query inside a transaction goes through the transaction, not beside it')
  }
}

/** Whether an error says that there is no room to write, on either engine or in a file beside the store. What was under way is undone whole. */
export function isDiskFull(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
  // 53100: PostgreSQL's disk_full (appendix A).
  return code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || isFull(error)
}
