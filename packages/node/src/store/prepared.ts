import { type Compilable, CompiledQuery, type Insertable, type Kysely, type QueryResult, type Updateable } from 'kysely'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

/** Values that a statement takes, by the names they have in it. */
type Values = { readonly [name: string]: string | number | Uint8Array | null }
type Engine = Tx['engine']

/** Stands in a statement where a value will. */
class Place {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}
type Text = { readonly query: CompiledQuery; readonly places: readonly unknown[] }

/**
 * A query of the exchange path, put into words once an engine: measured, to build and compile one took longer than to send it.
 * In `build`, `p('id')` stands for the value that each call gives under that name.
 */
export function prepared<P extends Values, R>(
  build: (db: Kysely<Tables>, p: <N extends keyof P & string>(name: N) => P[N], engine: Engine) => Compilable<R>,
): (tx: Tx, values: P) => Promise<readonly R[]> {
  const texts = new Map<Engine, Text>()
  return async (tx, values) => {
    const { query, places } = texts.get(tx.engine) ?? wordsOf(texts, tx, build as Parameters<typeof wordsOf>[2])
    const parameters = places.map(each => (each instanceof Place ? values[each.name] : each))
    return (await ask<R>(tx, { ...query, parameters })).rows
  }
}

function wordsOf(texts: Map<Engine, Text>, tx: Tx, build: (db: Kysely<Tables>, p: (name: string) => never, engine: Engine) => Compilable): Text {
  const query = build(tx.db, name => new Place(name) as never, tx.engine).compile()
  const text = { query, places: query.parameters }
  texts.set(tx.engine, text)
  return text
}

/**
 * Rows for one table, as one statement; all with the same columns. Its text is made once for each number of rows.
 *
 * @param orNothing - leaves out those that are there already
 */
export function insertion<T extends keyof Tables & string>(tx: Tx, table: T, rows: readonly Insertable<Tables[T]>[], orNothing = false): Statement {
  const columns = Object.keys(rows[0] as object)
  const values = rows.flatMap(row => columns.map(column => (row as Values)[column]))
  return statement(tx, `insert ${table} ${rows.length} ${columns} ${orNothing}`, values, place => {
    const groups = rows.map(() => `(${columns.map(place).join(', ')})`)
    return `insert into "${table}" (${columns.map(quoted).join(', ')}) values ${groups.join(', ')}${orNothing ? ' on conflict do nothing' : ''}`
  })
}

/** A change of the row whose column `by` holds a value. Its text is made once for each set of columns. */
export function change<T extends keyof Tables & string>(tx: Tx, table: T, by: keyof Tables[T] & string, is: string, to: Updateable<Tables[T]>): Statement {
  const set = Object.entries(to).filter(([, value]) => value !== undefined)
  const columns = set.map(([column]) => column)
  return statement(tx, `update ${table} ${by} ${columns}`, [...set.map(([, value]) => value), is], place => {
    const assigned = columns.map(column => `${quoted(column)} = ${place()}`)
    return `update "${table}" set ${assigned.join(', ')} where ${quoted(by)} = ${place()}`
  })
}

type Statement = { readonly execute: () => Promise<unknown> }

const texts: { readonly [engine in Engine]: Map<string, string> } = { sqlite: new Map(), postgres: new Map() }

function statement(tx: Tx, key: string, values: readonly unknown[], words: (place: () => string) => string): Statement {
  let text = texts[tx.engine].get(key)
  if (text === undefined) {
    let count = 0
    text = words(() => (tx.engine === 'postgres' ? `$${++count}` : '?'))
    texts[tx.engine].set(key, text)
  }
  const query = CompiledQuery.raw(text, [...values])
  return { execute: () => ask(tx, query) }
}

/** Asks the connection itself: what kysely does between, for plugins that are not there, was a tenth of the path's garbage. */
async function ask<R>(tx: Tx, query: CompiledQuery): Promise<QueryResult<R>> {
  return await tx.db.getExecutor().provideConnection(connection => connection.executeQuery<R>(query))
}

function quoted(name: string): string {
  return `"${name}"`
}
