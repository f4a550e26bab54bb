import { createHash } from 'node:crypto'
import { Fault } from '@entraide/ground'
import { type CompiledQuery, type DatabaseConnection, type Driver, PostgresDialect, PostgresDriver, type QueryResult } from 'kysely'
import { Client, type ClientConfig, Pool, types } from 'pg'
import { Line, planOutdated } from './line.ts'
import { HeldNames } from './lock.ts'

/** Where a PostgreSQL store is. Nodes that share a server have a schema each, and nothing else in common. */
export type PostgresPlace = { readonly url: string; readonly schema?: string; readonly connections?: number; readonly unsafeNotDurable?: boolean }

const oid = { bytea: 17, int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184, numeric: 1700 } as const
const oldestServer = 150_000

/**
 * Values as SQLite gives them, so that one query means one thing on both engines: integers are numbers (beyond 2^53 a fault,
 * `integer-range`), bytes are plain `Uint8Array`s, instants stay the text they are stored as.
 */
const parsers: { readonly [type: number]: (text: string) => unknown } = {
  [oid.int8]: safeInteger,
  [oid.numeric]: Number,
  [oid.date]: String,
  [oid.timestamp]: String,
  [oid.timestamptz]: String,
  [oid.bytea]: text => {
    const bytes = Buffer.from(text.slice(2), 'hex')
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  },
}

function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Fault('integer-range', 'a stored integer is beyond 2^53')
  return value
}

/** A name as SQL writes it. Schema names come from a configuration file and may hold small letters, digits and underscores only. */
export function schemaName(name: string): string {
  if (!/^[a-z_][a-z0-9_]{0,47}$/.test(name))
    throw new Fault('schema-name', 'a schema is named in small letters, digits and underscores', { facts: { schema: name } })
  return name
}

/** What every connection to a place has in common. */
export function clientConfig({ url, schema = 'public' }: PostgresPlace): ClientConfig {
  return {
    connectionString: url,
    application_name: 'entraide',
    options: `-c search_path=${schemaName(schema)} -c idle_in_transaction_session_timeout=60000`,
    types: { getTypeParser: (type, format) => (format === 'text' || format === undefined ? parsers[type] : undefined) ?? types.getTypeParser(type, format) },
  }
}

/**
 * Opens a pool on a server fit to hold a node: version 15 or later (`store-too-old`), UTF-8 (`store-encoding`), and commits
 * that survive a power cut (`store-not-durable`, unless `unsafeNotDurable` says that this is a test). Makes the schema if it is missing.
 */
export async function openPool(place: PostgresPlace): Promise<Pool> {
  const pool = new Pool({ ...clientConfig(place), max: place.connections ?? 10, Client: Line })
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => {})
  try {
    const { rows } = await pool.query(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding,
              current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on' and current_setting('synchronous_commit') <> 'off' as durable`,
    )
    const { version, encoding, durable } = rows[0] as { version: number; encoding: string; durable: boolean }
    if (version < oldestServer) throw new Fault('store-too-old', 'PostgreSQL 15 or later is needed', { facts: { version } })
    if (encoding !== 'UTF8') throw new Fault('store-encoding', 'the database must be in UTF-8', { facts: { encoding } })
    if (!durable && place.unsafeNotDurable !== true) throw new Fault('store-not-durable', 'this server acknowledges commits that a power cut would lose')
    if (place.schema !== undefined) await makeSchema(pool, schemaName(place.schema))
    return pool
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** Makes a schema unless it is there: then no right to make one is needed. Processes that start together take turns. */
async function makeSchema(pool: Pool, schema: string): Promise<void> {
  const { rows } = await pool.query('select to_regnamespace($1) is not null as there', [schema])
  if ((rows[0] as { there: boolean }).there) return
  // Two statements in one message are one transaction.
  await pool.query(`select pg_advisory_xact_lock(${advisoryKey(schema, 'schema')}); create schema if not exists ${schema}`)
}

/** kysely's own PostgreSQL dialect on lines; `beforeConnecting` is called before each connection is taken and may throw. */
export class LineDialect extends PostgresDialect {
  readonly driver: Driver

  constructor(pool: Pool, beforeConnecting: () => void) {
    super({ pool })
    this.driver = new LineDriver(pool, beforeConnecting)
  }

  override createDriver(): Driver {
    return this.driver
  }
}

/** A query outside a transaction takes a line of the pool for itself. Transactions are database.ts's. */
class LineDriver extends PostgresDriver {
  readonly #pool: Pool
  readonly #beforeConnecting: () => void

  constructor(pool: Pool, beforeConnecting: () => void) {
    super({ pool })
    this.#pool = pool
    this.#beforeConnecting = beforeConnecting
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#beforeConnecting()
    return new LineConnection((await this.#pool.connect()) as unknown as PooledLine)
  }

  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    ;(connection as LineConnection).release(false)
  }
}

export type PooledLine = Line & { readonly release: (broken: boolean) => void }

/** A line as kysely asks it. A query is on its way when it was begun: those begun one after the other run in that order. */
export class LineConnection implements DatabaseConnection {
  readonly line: PooledLine
  readonly #alone: boolean

  /** @param alone - see `Line.ask`: for queries that change nothing and share their line with others */
  constructor(line: PooledLine, alone = false) {
    this.line = line
    this.#alone = alone
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, command, count } = await this.line.ask(sql, parameters, this.#alone)
    return { rows: rows as R[], ...(counted.has(command) ? { numAffectedRows: BigInt(count ?? 0) } : {}) }
  }

  // biome-ignore lint/correctness/useYield: kysely asks for the method, nothing here streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Fault('store-streams', 'a line answers whole')
  }

  release(broken: boolean): void {
    this.line.release(broken)
  }
}
const counted = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/**
 * Lines that all who only look share, so that what they ask in one turn of the event loop leaves together. They are of the pool and
 * stay out of it. Reads wait for nobody's row locks, so none waits for a transaction of those it shares the line with.
 */
export class SharedLines {
  readonly #pool: Pool
  readonly #lines: (Promise<PooledLine> | null)[]

  constructor(pool: Pool, count: number) {
    this.#pool = pool
    this.#lines = Array.from({ length: count }, () => null)
  }

  /** A line for one query: one that is about to leave, else an idle one, else the least busy. */
  async take(): Promise<PooledLine> {
    const open: PooledLine[] = []
    for (const [at, known] of this.#lines.entries()) {
      const line = await (known ?? this.#connect(at))
      if (line.isGathering || line.busy === 0) return line
      open.push(line)
    }
    return open.reduce((a, b) => (b.busy < a.busy ? b : a))
  }

  async close(): Promise<void> {
    for (const line of this.#lines.splice(0)) (await line?.catch(() => null))?.release(true)
  }

  #connect(at: number): Promise<PooledLine> {
    const connecting = this.#connected(at)
    this.#lines[at] = connecting
    return connecting
  }

  async #connected(at: number): Promise<PooledLine> {
    try {
      const line = (await this.#pool.connect()) as unknown as PooledLine
      line.once('end', () => {
        // One that broke is replaced at its next use; after `close` there is none to replace.
        if (this.#lines[at] === undefined) return
        this.#lines[at] = null
        line.release(true)
      })
      return line
    } catch (error) {
      this.#lines[at] = null
      throw error
    }
  }
}

/** Whether a transaction met another and lost (serialization failure, deadlock, a migration under a prepared statement): to be tried again from its start. */
export function isConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && (error.code === '40001' || error.code === '40P01' || error.code === planOutdated)
}

/** The number PostgreSQL knows a lock by: 64 bits of a digest of schema and name, as text. */
export function advisoryKey(schema: string, name: string): string {
  return createHash('sha256').update(`entraide\0${schema}\0${name}`).digest().readBigInt64BE(0).toString()
}

/**
 * Locks held over all processes, without waiting: one connection keeps them all, and if it breaks they are free again. The work
 * under such a lock must therefore be safe if two do it at once; the lock spares effort, it guards no rule.
 */
export class SharedNames {
  readonly #place: PostgresPlace
  readonly #here = new HeldNames()
  #client: Promise<Client> | null = null

  constructor(place: PostgresPlace) {
    this.#place = place
  }

  /** Runs `fn` while holding a name in all processes; `null` without running it when somebody holds it. */
  async holding<T>(name: string, fn: () => Promise<T>): Promise<T | null> {
    const key = advisoryKey(this.#place.schema ?? 'public', `held/${name}`)
    return await this.#here.holding(name, async () => {
      const client = await this.#connected()
      const { rows } = await client.query('select pg_try_advisory_lock($1::bigint) as held', [key])
      if (!(rows[0] as { held: boolean }).held) return null
      try {
        return await fn()
      } finally {
        // A connection that broke meanwhile has given the lock back already.
        await client.query('select pg_advisory_unlock($1::bigint)', [key]).catch(() => {})
      }
    })
  }

  async close(): Promise<void> {
    const client = this.#client
    this.#client = null
    await (await client?.catch(() => null))?.end()
  }

  #connected(): Promise<Client> {
    this.#client ??= this.#connect()
    return this.#client
  }

  async #connect(): Promise<Client> {
    const client = new Client(clientConfig(this.#place))
    const forget = () => {
      this.#client = null
    }
    client.on('error', forget)
    client.on('end', forget)
    try {
      await client.connect()
    } catch (error) {
      forget()
      throw error
    }
    return client
  }
}
