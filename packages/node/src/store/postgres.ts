import { createHash } from 'node:crypto'
import { Fault } from '@entraide/ground'
import { type DatabaseConnection, type Driver, PostgresDialect, PostgresDriver } from 'kysely'
import { Client, type ClientConfig, Pool, types } from 'pg'
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
  const pool = new Pool({ ...clientConfig(place), max: place.connections ?? 10, Client: PreparingClient })
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

/** Statements a connection keeps prepared: the node's own are a few hundred, what a filter composes beyond that is planned each time. */
const mostPrepared = 400
const longestPrepared = 4_000
const statementNames = new Map<string, string>()

/**
 * A connection that has the server parse and plan a statement once, not at each call: measured, a third of the server's work of
 * an exchange. A statement whose tables changed shape under it is prepared anew under another name.
 */
class PreparingClient extends Client {
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of pg's own method, passed through.
  override query(...given: any[]): any {
    const [text, values] = given as [unknown, unknown]
    if (given.length !== 2 || typeof text !== 'string' || !Array.isArray(values) || values.length === 0) return super.query(...(given as [never]))
    const name = nameOf(text)
    if (name === undefined) return super.query(text, values)
    return super.query({ name, text, values }).catch((error: { code?: string }) => {
      if (error.code === planOutdated) statementNames.delete(text)
      throw error
    })
  }
}

let statementsNamed = 0
function nameOf(text: string): string | undefined {
  const known = statementNames.get(text)
  if (known !== undefined || text.length > longestPrepared || statementNames.size >= mostPrepared) return known
  const name = `entraide_${++statementsNamed}`
  statementNames.set(text, name)
  return name
}

/** `cached plan must not change result type`: a migration ran meanwhile. */
const planOutdated = '0A000'

/** Makes a schema unless it is there: then no right to make one is needed. Processes that start together take turns. */
async function makeSchema(pool: Pool, schema: string): Promise<void> {
  const { rows } = await pool.query('select to_regnamespace($1) is not null as there', [schema])
  if ((rows[0] as { there: boolean }).there) return
  // Two statements in one message are one transaction.
  await pool.query(`select pg_advisory_xact_lock(${advisoryKey(schema, 'schema')}); create schema if not exists ${schema}`)
}

/** kysely's own PostgreSQL dialect; `beforeConnecting` is called before each connection is taken and may throw. */
export class PooledDialect extends PostgresDialect {
  readonly #pool: Pool
  readonly #beforeConnecting: () => void

  constructor(pool: Pool, beforeConnecting: () => void) {
    super({ pool })
    this.#pool = pool
    this.#beforeConnecting = beforeConnecting
  }

  override createDriver(): Driver {
    return new PooledDriver(this.#pool, this.#beforeConnecting)
  }
}

class PooledDriver extends PostgresDriver {
  readonly #beforeConnecting: () => void

  constructor(pool: Pool, beforeConnecting: () => void) {
    super({ pool })
    this.#beforeConnecting = beforeConnecting
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#beforeConnecting()
    return await super.acquireConnection()
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
