import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { base64url, Fault, fromBase64url } from '@entraide/ground'
import { sql } from 'kysely'
import type { Connection, Database } from './database.ts'

/*
 * A store as lines of JSON, the same for both engines: a head, then for each table its name and columns and a line a row.
 *
 *   {"store":"entraide.store/1","migrations":2}
 *   {"table":"leaf","columns":["id","log", …]}
 *   ["01a2…","entraide.BE…",0,{"b":"AQ…"}, …]
 *   {"end":12345}
 *
 * Bytes are base64url in `b`. The last line counts the rows, so that a file cut short is seen.
 */

/** What a row may hold. */
export type Cell = string | number | null | { readonly b: string }
type Line =
  | { readonly store: string; readonly migrations: number }
  | { readonly table: string; readonly columns: readonly string[] }
  | readonly Cell[]
  | { readonly end: number }
/** How far a copy is, in rows. */
export type RowsDone = (done: number, total: number) => void

const rowsAtOnce = 500

/** Writes all tables as they stand at one moment, whatever goes on meanwhile. Returns how many rows each table has. */
export async function writeTables<T>(database: Database<T>, file: string, migrations: number, onRows: RowsDone): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  const out = createWriteStream(file, { mode: 0o600, flags: 'wx' })
  const failed = once(out, 'error').then(([error]) => Promise.reject(error))
  failed.catch(() => {})
  const write = async (line: Line) => {
    if (!out.write(`${JSON.stringify(line)}\n`)) await Promise.race([once(out, 'drain'), failed])
  }
  await database.transaction(
    async given => {
      const tx = given as unknown as Connection
      const tables = await tablesOf(database.kind, tx)
      let total = 0
      for (const table of tables) total += Number((await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(tx)).rows[0]?.n)
      let done = 0
      await write({ store: 'entraide.store/1', migrations })
      for (const table of tables) {
        const columns = await columnsOf(database.kind, tx, table)
        await write({ table, columns })
        counts[table] = 0
        // Leaves in the order of their places, so that the chain can be followed while the file is read.
        const order = table === 'leaf' ? sql`order by log, position, id` : sql`order by ${sql.join(columns.slice(0, 3).map(column => sql.ref(column)))}`
        for (let from = 0; ; from += rowsAtOnce) {
          const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)} ${order} limit ${rowsAtOnce} offset ${from}`.execute(tx)
          for (const row of rows) await write(columns.map(column => cellOf(row[column])))
          counts[table] += rows.length
          done += rows.length
          onRows(done, total)
          if (rows.length < rowsAtOnce) break
        }
      }
      await write({ end: done })
    },
    { isolation: 'repeatable read' },
  )
  await Promise.race([new Promise<void>(resolve => out.end(resolve)), failed])
  const handle = await open(file, 'r')
  await handle.sync()
  await handle.close()
  return counts
}

/** Reads such a file. A file that is none, or was cut short, is a fault (`store-file-shape`). */
export async function readTables(
  file: string,
  take: {
    readonly head?: (migrations: number) => Promise<void>
    readonly rows: (table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]) => Promise<void>
  },
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  let table: { readonly name: string; readonly columns: readonly string[] } | null = null
  let batch: (readonly Cell[])[] = []
  let [rows, ended] = [0, false]
  const flush = async () => {
    if (table !== null && batch.length > 0) await take.rows(table.name, table.columns, batch)
    batch = []
  }
  const wrong = () => new Fault('store-file-shape', 'the copy of the store does not read', { facts: { file } })
  for await (const text of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })) {
    const line = parsed(text)
    if (line === null || ended) throw wrong()
    if (Array.isArray(line)) {
      if (table === null || line.length !== table.columns.length) throw wrong()
      batch.push(line)
      rows++
      counts[table.name] = (counts[table.name] ?? 0) + 1
      if (batch.length >= rowsAtOnce) await flush()
    } else if ('table' in line) {
      await flush()
      table = { name: line.table, columns: line.columns }
      counts[line.table] = 0
    } else if ('store' in line) await take.head?.(line.migrations)
    else if ('end' in line) {
      await flush()
      if (line.end !== rows) throw wrong()
      ended = true
    }
  }
  if (!ended) throw wrong()
  return counts
}

/** Puts rows back as they were. */
export async function insertRows(tx: Connection, table: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Promise<void> {
  // PostgreSQL takes 65,535 parameters in a statement, SQLite half of that.
  const atOnce = Math.max(1, Math.floor(30_000 / columns.length))
  for (let from = 0; from < rows.length; from += atOnce)
    await tx
      .insertInto(table)
      .values(rows.slice(from, from + atOnce).map(row => Object.fromEntries(columns.map((column, at) => [column, contentOf(row[at] as Cell)]))))
      .execute()
}

/** What a cell stands for in the engine. */
export function contentOf(cell: Cell): string | number | null | Uint8Array {
  return typeof cell === 'object' && cell !== null ? fromBase64url(cell.b) : cell
}

function cellOf(value: unknown): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value
  if (value instanceof Uint8Array) return { b: base64url(value) }
  throw new Fault('store-value', 'the store holds a value of an unknown kind')
}

function parsed(text: string): Line | null {
  try {
    const line = JSON.parse(text) as Line | null
    if (typeof line !== 'object' || line === null) return null
    return (Array.isArray(line) ? line.every(isCell) : isTold(line as object)) ? line : null
  } catch {
    return null
  }
}

function isCell(cell: unknown): boolean {
  if (cell === null || typeof cell === 'string' || typeof cell === 'number') return true
  return (
    typeof cell === 'object' && !Array.isArray(cell) && typeof (cell as { b?: unknown }).b === 'string' && /^[A-Za-z0-9_-]*$/.test((cell as { b: string }).b)
  )
}

/** One of the three lines that are not rows, whole. */
function isTold(line: { store?: unknown; migrations?: unknown; table?: unknown; columns?: unknown; end?: unknown }): boolean {
  const isName = (name: unknown) => typeof name === 'string' && /^[a-z_]{1,60}$/.test(name)
  const isCount = (count: unknown) => Number.isSafeInteger(count) && (count as number) >= 0
  if ('table' in line) return isName(line.table) && Array.isArray(line.columns) && line.columns.length > 0 && line.columns.every(isName)
  if ('store' in line) return line.store === 'entraide.store/1' && isCount(line.migrations)
  return 'end' in line && isCount(line.end)
}

/** Tables in the order they were made: whatever refers to another comes after it. */
async function tablesOf(kind: 'sqlite' | 'postgres', tx: Connection): Promise<readonly string[]> {
  const { rows } =
    kind === 'sqlite'
      ? await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by rowid`.execute(tx)
      : await sql<{
          name: string
        }>`select relname as name from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace order by oid`.execute(tx)
  return rows.map(row => row.name).filter(name => name !== 'migration')
}

async function columnsOf(kind: 'sqlite' | 'postgres', tx: Connection, table: string): Promise<readonly string[]> {
  const { rows } =
    kind === 'sqlite'
      ? await sql<{ name: string }>`select name from pragma_table_info(${table}) order by cid`.execute(tx)
      : await sql<{
          name: string
        }>`select attname as name from pg_attribute where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`.execute(tx)
  return rows.map(row => row.name)
}
