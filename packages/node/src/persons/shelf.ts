import { CompiledQuery } from 'kysely'
import { type Connection, type Database, openDatabase, type StorePlace } from '../store/database.ts'

/** The tables of a register, made where they are missing. All but numbers is sealed, a keyed hash, or both. */
const tables = {
  sqlite: `
create table if not exists person_state (one integer primary key check (one = 0), sealed blob not null);
create table if not exists person_record (row integer primary key, sealed blob not null);
create table if not exists person_bucket (number integer primary key, packed blob not null);
create table if not exists person_spool (part integer not null, batch integer not null, bytes blob not null, primary key (part, batch));`,
  // Packed bytes do not compress, and are wanted in the row itself as long as a page takes them.
  postgres: `
create table if not exists person_state (one integer primary key check (one = 0), sealed bytea not null);
create table if not exists person_record (row integer primary key, sealed bytea not null);
create table if not exists person_bucket (number integer primary key, packed bytea not null) partition by hash (number);
create table if not exists person_spool (part integer not null, batch integer not null, bytes bytea not null, primary key (part, batch));
alter table person_record alter column sealed set storage main;
alter table person_spool alter column bytes set storage external;
do $$ begin
  for i in 0..15 loop
    if to_regclass(format('person_bucket_%s', i)) is null then
      execute format('create table person_bucket_%s partition of person_bucket for values with (modulus 16, remainder %s)', i, i);
      execute format('alter table person_bucket_%s alter column packed set storage main', i);
    end if;
  end loop;
end $$;`,
} as const

/** Rows in one statement: enough to make the call's own cost small. */
const rowsAtOnce = 500

/** What one statement shows: the state as it stood, and the buckets asked for. */
export type Shown = { readonly state: Uint8Array | null; readonly buckets: ReadonlyMap<number, Uint8Array> }

/** The tables of a register under plain acts, the same on both engines. Who changes several things does it in one `change`. */
export type Shelf = {
  readonly kind: 'sqlite' | 'postgres'
  /** The state and some buckets, of one moment. */
  readonly show: (buckets: readonly number[]) => Promise<Shown>
  readonly records: (rows: readonly number[]) => Promise<ReadonlyMap<number, Uint8Array>>
  /** Records in rising order of rows, from one on, so many at most: to read them all. */
  readonly recordsFrom: (row: number, most: number) => Promise<readonly (readonly [row: number, sealed: Uint8Array])[]>
  /** One transaction, one at a time in all processes. */
  readonly change: <T>(fn: (tx: ShelfChange) => Promise<T>) => Promise<T>
  /** One holder at a time over all processes; null, at once, while there is another. */
  readonly alone: <T>(fn: () => Promise<T>) => Promise<T | null>
  /** Tells the engine that much has changed, so that it plans well; overwrites what was deleted. */
  readonly settle: () => Promise<void>
  readonly bytes: () => Promise<{ readonly index: number; readonly records: number }>
  readonly close: () => Promise<void>
}

export type ShelfChange = {
  readonly show: Shelf['show']
  readonly records: Shelf['records']
  readonly putState: (sealed: Uint8Array) => Promise<void>
  readonly addRecords: (records: readonly (readonly [row: number, sealed: Uint8Array])[]) => Promise<void>
  readonly dropRecords: (rows: Uint32Array | readonly number[]) => Promise<void>
  readonly dropRecordsFrom: (row: number) => Promise<void>
  /** Writes each bucket anew; null takes it out. */
  readonly putBuckets: (buckets: readonly (readonly [number: number, packed: Uint8Array | null])[]) => Promise<void>
  readonly bucketsBetween: (from: number, below: number) => Promise<readonly (readonly [number: number, packed: Uint8Array])[]>
  readonly dropBucketsBetween: (from: number, below: number) => Promise<void>
  readonly addSpool: (batch: number, pieces: readonly (readonly [part: number, bytes: Uint8Array])[]) => Promise<void>
  readonly spool: (part: number) => Promise<readonly Uint8Array[]>
  readonly dropSpool: (part?: number) => Promise<void>
}

/** Opens the tables at a place. On SQLite a file has one process at a time (`store-locked`). */
export async function openShelf(place: StorePlace): Promise<Shelf> {
  const database = await openDatabase<Record<string, never>>(place)
  try {
    await database.withAdvisoryLock('persons/shape', tx => database.runScript(tx, tables[database.kind]))
  } catch (fault) {
    await database.close()
    throw fault
  }
  const on = new Statements(database.db, database.kind)
  return {
    kind: database.kind,
    show: numbers => on.show(numbers),
    records: rows => on.records(rows),
    recordsFrom: (row, most) => on.recordsFrom(row, most),
    change: fn => database.withAdvisoryLock('persons/change', tx => fn(new Statements(tx, database.kind))),
    alone: fn => database.holding('persons/intake', fn),
    settle: () => settle(database),
    bytes: () => on.bytes(),
    close: database.close,
  }
}

async function settle(database: Database<Record<string, never>>): Promise<void> {
  if (database.kind === 'sqlite') return await database.scrub([])
  for (const table of ['person_record', 'person_bucket', 'person_spool']) await database.db.executeQuery(CompiledQuery.raw(`vacuum analyze ${table}`))
}

type Row = { readonly n: number; readonly b: Uint8Array }

/** The statements, on a connection or in a transaction. */
class Statements implements ShelfChange {
  readonly #db: Connection
  readonly #kind: 'sqlite' | 'postgres'

  constructor(db: Connection, kind: 'sqlite' | 'postgres') {
    this.#db = db
    this.#kind = kind
  }

  readonly show = async (numbers: readonly number[]): Promise<Shown> => {
    // One statement sees one moment: the state says how the buckets are to be read.
    const state = 'select -1 as n, sealed as b from person_state'
    const rows =
      numbers.length === 0
        ? await this.#rows(state, [])
        : await this.#rows(`${state} union all select number, packed from person_bucket where number ${this.#among(numbers.length)}`, this.#list(numbers))
    const buckets = new Map<number, Uint8Array>()
    let found: Uint8Array | null = null
    for (const { n, b } of rows)
      if (n < 0) found = b
      else buckets.set(n, b)
    return { state: found, buckets }
  }

  readonly records = async (wanted: readonly number[]): Promise<ReadonlyMap<number, Uint8Array>> => {
    const found = new Map<number, Uint8Array>()
    for (let from = 0; from < wanted.length; from += rowsAtOnce) {
      const some = wanted.slice(from, from + rowsAtOnce)
      for (const { n, b } of await this.#rows(`select row as n, sealed as b from person_record where row ${this.#among(some.length)}`, this.#list(some)))
        found.set(n, b)
    }
    return found
  }

  readonly recordsFrom = async (row: number, most: number) =>
    (await this.#rows(`select row as n, sealed as b from person_record where row >= ${this.#sign(1)} order by row limit ${this.#sign(2)}`, [row, most])).map(
      each => [each.n, each.b] as const,
    )

  readonly putState = async (sealed: Uint8Array): Promise<void> => {
    await this.#do(`insert into person_state (one, sealed) values (0, ${this.#sign(1)}) on conflict (one) do update set sealed = excluded.sealed`, [sealed])
  }

  readonly addRecords = (records: readonly (readonly [number, Uint8Array])[]) => this.#insert('person_record', ['row', 'sealed'], ['int', 'bytea'], records)

  readonly dropRecords = async (rows: Uint32Array | readonly number[]): Promise<void> => {
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      const some = [...rows.slice(from, from + rowsAtOnce)]
      await this.#do(`delete from person_record where row ${this.#among(some.length)}`, this.#list(some))
    }
  }

  readonly dropRecordsFrom = (row: number) => this.#do(`delete from person_record where row >= ${this.#sign(1)}`, [row])

  readonly putBuckets = async (buckets: readonly (readonly [number, Uint8Array | null])[]): Promise<void> => {
    const empty = buckets.filter(([, packed]) => packed === null).map(([number]) => number)
    for (let from = 0; from < empty.length; from += rowsAtOnce) {
      const some = empty.slice(from, from + rowsAtOnce)
      await this.#do(`delete from person_bucket where number ${this.#among(some.length)}`, this.#list(some))
    }
    const full = buckets.filter((each): each is readonly [number, Uint8Array] => each[1] !== null)
    await this.#insert('person_bucket', ['number', 'packed'], ['int', 'bytea'], full, 'on conflict (number) do update set packed = excluded.packed')
  }

  readonly bucketsBetween = async (from: number, below: number) =>
    (
      await this.#rows(`select number as n, packed as b from person_bucket where number >= ${this.#sign(1)} and number < ${this.#sign(2)} order by number`, [
        from,
        below,
      ])
    ).map(each => [each.n, each.b] as const)

  readonly dropBucketsBetween = (from: number, below: number) =>
    this.#do(`delete from person_bucket where number >= ${this.#sign(1)} and number < ${this.#sign(2)}`, [from, below])

  readonly addSpool = async (batch: number, pieces: readonly (readonly [number, Uint8Array])[]): Promise<void> =>
    await this.#insert(
      'person_spool',
      ['part', 'batch', 'bytes'],
      ['int', 'int', 'bytea'],
      pieces.map(([part, bytes]) => [part, batch, bytes] as const),
    )

  readonly spool = async (part: number): Promise<readonly Uint8Array[]> =>
    (await this.#rows(`select batch as n, bytes as b from person_spool where part = ${this.#sign(1)} order by batch`, [part])).map(each => each.b)

  readonly dropSpool = (part?: number) =>
    part === undefined ? this.#do('delete from person_spool', []) : this.#do(`delete from person_spool where part = ${this.#sign(1)}`, [part])

  readonly bytes = async (): Promise<{ readonly index: number; readonly records: number }> => {
    const sizes =
      this.#kind === 'sqlite'
        ? ['select coalesce(sum(length(packed) + 8), 0) as n from person_bucket', 'select coalesce(sum(length(sealed) + 8), 0) as n from person_record']
        : [
            "select sum(pg_total_relation_size(relid))::bigint as n from pg_partition_tree('person_bucket')",
            "select pg_total_relation_size('person_record')::bigint as n",
          ]
    const [index, records] = await Promise.all(
      sizes.map(async text => Number((await this.#db.executeQuery<{ n: number }>(CompiledQuery.raw(text))).rows[0]?.n)),
    )
    return { index: index ?? 0, records: records ?? 0 }
  }

  async #insert(
    table: string,
    columns: readonly string[],
    types: readonly string[],
    rows: readonly (readonly (number | Uint8Array)[])[],
    then = '',
  ): Promise<void> {
    for (let from = 0; from < rows.length; from += rowsAtOnce) {
      const some = rows.slice(from, from + rowsAtOnce)
      if (this.#kind === 'postgres') {
        const lists = columns.map((_, column) => some.map(row => row[column]))
        const unnested = types.map((type, column) => `$${column + 1}::${type}[]`).join(', ')
        await this.#do(`insert into ${table} (${columns.join(', ')}) select * from unnest(${unnested}) ${then}`, lists)
      } else {
        const signs = `(${columns.map(() => '?').join(', ')})`
        await this.#do(`insert into ${table} (${columns.join(', ')}) values ${some.map(() => signs).join(', ')} ${then}`, some.flat())
      }
    }
  }

  async #rows(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    return (await this.#db.executeQuery<Row>(CompiledQuery.raw(text, [...values]))).rows
  }

  async #do(text: string, values: readonly unknown[]): Promise<void> {
    await this.#db.executeQuery(CompiledQuery.raw(text, [...values]))
  }

  #sign(place: number): string {
    return this.#kind === 'sqlite' ? '?' : `$${place}`
  }

  /** SQLite takes a list as so many signs; few different counts, so that the statements can be kept. */
  #among(count: number): string {
    return this.#kind === 'postgres' ? '= any($1::int[])' : `in (${Array(rounded(count)).fill('?').join(', ')})`
  }

  #list(numbers: readonly number[]): readonly unknown[] {
    if (this.#kind === 'postgres') return [numbers]
    return Array.from({ length: rounded(numbers.length) }, (_, i) => numbers[Math.min(i, numbers.length - 1)])
  }
}

const rounded = (count: number) => 2 ** Math.ceil(Math.log2(Math.max(1, count)))
