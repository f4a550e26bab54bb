import { closeSync, openSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Fault } from '@entraide/ground'
import {
  CompiledQuery,
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely'

/** How long SQLite waits for a lock of another process: of a backup or a reader, the node itself is alone. */
const busyMs = 5_000
/** Prepared statements kept. The node's own queries are a few hundred; what a filter composes is forgotten first. */
const maxStatements = 500

/**
 * Opens the file, made readable by its owner only, with write-ahead log, a synced commit, checked references, and deleted
 * bytes overwritten. What SQLite does not grant (a network folder knows no write-ahead log) is a fault (`store-not-durable`).
 * `:memory:` is for tests.
 *
 * @param unsafeNotSynced - leaves commits to the system's own time: a power failure may lose them. For invented data that are thrown
 * away if their making is interrupted, and for nothing else
 */
export function openSqlite(file: string, unsafeNotSynced = false): DatabaseSync {
  const inMemory = file === ':memory:'
  if (!inMemory) closeSync(openSync(file, 'a', 0o600))
  const raw = new DatabaseSync(file, { timeout: busyMs, enableForeignKeyConstraints: true })
  const journal = raw.prepare('pragma journal_mode = wal').get() as { journal_mode: string }
  raw.exec(`pragma synchronous = ${unsafeNotSynced ? 'off' : 'full'}; pragma secure_delete = on; pragma trusted_schema = off`)
  if (!inMemory && journal.journal_mode !== 'wal') {
    raw.close()
    throw new Fault('store-not-durable', 'this folder cannot hold a write-ahead log', { facts: { file } })
  }
  return raw
}

/**
 * kysely's own SQLite dialect over Node's own SQLite. There is one connection, taken in turn: a transaction keeps it to its
 * end, so that transactions follow each other whole. `beforeConnecting` is called first and may throw.
 */
export class OneConnectionDialect extends SqliteDialect {
  readonly driver: Driver

  constructor(raw: DatabaseSync, beforeConnecting: () => void) {
    super({ database: asKyselyExpects(raw) })
    this.driver = new OneConnectionDriver(raw, beforeConnecting)
  }

  override createDriver(): Driver {
    return this.driver
  }

  override createAdapter(): DialectAdapter {
    return new OneConnectionAdapter()
  }
}

/** Tells kysely not to queue by itself: its queue would hang on a query made beside an open transaction, ours refuses it. */
class OneConnectionAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class OneConnectionDriver extends SqliteDriver {
  readonly #beforeConnecting: () => void
  #last: Promise<void> = Promise.resolve()
  #giveBack: () => void = () => {}

  constructor(raw: DatabaseSync, beforeConnecting: () => void) {
    super({ database: asKyselyExpects(raw) })
    this.#beforeConnecting = beforeConnecting
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#beforeConnecting()
    const before = this.#last
    const turn = Promise.withResolvers<void>()
    this.#last = turn.promise
    await before
    this.#giveBack = turn.resolve
    return await super.acquireConnection()
  }

  override async releaseConnection(): Promise<void> {
    this.#giveBack()
  }

  /** Takes the write lock at once: a transaction that read first and then may not write would have to start over. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

/** The shim: kysely knows better-sqlite3's shape, Node's differs in how parameters are passed and rows are announced. */
function asKyselyExpects(raw: DatabaseSync): SqliteDatabase {
  const statements = new Map<string, SqliteStatement>()
  return {
    close: () => raw.close(),
    prepare: sql => {
      const statement = statements.get(sql) ?? prepare(raw, sql)
      statements.delete(sql)
      statements.set(sql, statement)
      if (statements.size > maxStatements) statements.delete(statements.keys().next().value as string)
      return statement
    },
  }
}

function prepare(raw: DatabaseSync, sql: string): SqliteStatement {
  const statement = raw.prepare(sql)
  return {
    reader: statement.columns().length > 0,
    all: parameters => statement.all(...(parameters as SQLInputValue[])),
    run: parameters => statement.run(...(parameters as SQLInputValue[])),
    // A stream lives on between other queries, so it has a statement of its own.
    iterate: parameters => raw.prepare(sql).iterate(...(parameters as SQLInputValue[])),
  }
}

/** Whether SQLite was busy with somebody else's lock: to be tried again (SQLITE_BUSY 5, SQLITE_LOCKED 6, and their kinds). */
export function isBusy(error: unknown): boolean {
  const code = resultCode(error)
  return code === 5 || code === 6
}

/** Whether SQLite said that the file cannot grow: the disk or the share of it is full (SQLITE_FULL). */
export function isFull(error: unknown): boolean {
  return resultCode(error) === 13
}

/** SQLite's own result code of an error, without its extension; 0 for an error of another kind. */
function resultCode(error: unknown): number {
  return typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0
}
