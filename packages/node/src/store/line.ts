import { Client, type ClientConfig, type Connection, type Submittable } from 'pg'

/** What a statement came to: its rows, and the word and count that the server closed it with. */
export type Answered = { readonly rows: readonly object[]; readonly command: string; readonly count: number | null }

/** One statement on its way. `alone`: it stands for itself, and is asked again if another of its batch failed. */
type Statement = {
  readonly text: string
  readonly answered: Promise<Answered>
  readonly values: readonly OnTheWire[]
  readonly alone: boolean
  readonly answer: (answered: Answered) => void
  readonly fail: (error: unknown) => void
}

/** Columns of a prepared statement, as the server described them once. */
type Column = { readonly name: string; readonly read: (text: string) => unknown }

/** Statements a connection keeps prepared: the node's own are a few hundred, what a filter composes beyond that is planned each time. */
const mostPrepared = 400
const longestPrepared = 4_000
/** `cached plan must not change result type`: a migration ran meanwhile. */
export const planOutdated = '0A000'

/**
 * A connection to PostgreSQL that sends what is asked of it in one turn of the event loop in one write, with one answer: a statement
 * costs its work and no journey. Statements run in the order they were asked. Each text is parsed, planned and described once:
 * measured, a third of the server's work of an exchange. Of pg it uses what pg-cursor uses, the submittable.
 *
 * In a transaction a statement that fails takes all behind it with it, `commit` too: the server skips to the end of the batch.
 */
export class Line extends Client {
  #waiting: Statement[] = []
  #isFlushDue = false
  #isUnderWay = false
  /** Whether somebody waits for the answer of something that waits to leave. */
  #isAwaited = false
  #isUnhurried = false
  #asked = 0
  readonly #columns = new Map<string, readonly Column[]>()

  constructor(config?: string | ClientConfig) {
    super(config)
    // What was asked of a line that breaks fails, each by itself; without a listener it would end the process as well.
    this.on('error', () => {})
  }

  /** Whether what is asked now leaves with what was asked before in this turn. */
  get isGathering(): boolean {
    return this.#isFlushDue
  }

  /** How many statements have no answer yet. */
  get busy(): number {
    return this.#asked
  }

  /** Asks one statement; it leaves with all others that are asked before the event loop turns, or, if it is not `alone`, its call stack ends. */
  ask(text: string, values: readonly unknown[], alone = false): Promise<Answered> {
    const bound = values.map(onTheWire)
    // Two who look for the same at one moment see the same: one question for both.
    const same = alone ? this.#waiting.find(each => each.alone && each.text === text && isSame(each.values, bound)) : undefined
    if (same !== undefined) return same.answered
    const { promise, resolve, reject } = Promise.withResolvers<Answered>()
    this.#asked++
    this.#waiting.push({
      text,
      answered: promise,
      values: bound,
      alone,
      answer: answered => {
        this.#asked--
        resolve(answered)
      },
      fail: error => {
        this.#asked--
        if ((error as { code?: string }).code === planOutdated) statementNames.delete(text)
        reject(error)
      },
    })
    if (this.#isUnhurried) return promise
    this.#isAwaited = true
    if (!this.#isFlushDue) {
      this.#isFlushDue = true
      // What others share with waits for all that this turn of the event loop brings, from whichever of its sockets.
      if (alone) setImmediate(() => this.flush())
      else process.nextTick(() => this.flush())
    }
    return promise
  }

  /** Nobody waits for what is asked in `begin`: it leaves with the next question, ahead of it, and makes no journey of its own. */
  unhurried(begin: () => void): void {
    this.#isUnhurried = true
    try {
      begin()
    } finally {
      this.#isUnhurried = false
    }
  }

  /** Runs a text of several statements, behind what was asked before. */
  async script(text: string): Promise<void> {
    // Once this is answered the line is free, and what is asked next waits for the script.
    await this.ask('select 1', [])
    await this.query(text)
  }

  /** Sends what waits, unless a batch is under way: then it goes with its answer. */
  flush(): void {
    this.#isFlushDue = false
    if (this.#isUnderWay || !this.#isAwaited) return
    this.#isUnderWay = true
    this.#isAwaited = false
    const statements = this.#waiting
    this.#waiting = []
    const over = (again: readonly Statement[]) => {
      this.#isUnderWay = false
      this.#waiting = [...again, ...this.#waiting]
      this.#isAwaited ||= again.length > 0
      this.flush()
    }
    const batch: Submittable = new Batch(statements, this.#columns, oid => this.getTypeParser(oid, 'text') as Column['read'], over)
    this.query(batch)
  }
}

/** Statements that leave together, with one `sync` behind them: what the server runs after one that failed is nothing. */
class Batch {
  readonly #statements: readonly Statement[]
  readonly #columns: Map<string, readonly Column[]>
  readonly #readerOf: (oid: number) => Column['read']
  readonly #over: (again: readonly Statement[]) => void
  readonly #results: Answered[] = []
  #rows: object[] = []
  #described: readonly Column[] | undefined

  constructor(
    statements: readonly Statement[],
    columns: Map<string, readonly Column[]>,
    readerOf: (oid: number) => Column['read'],
    over: (again: readonly Statement[]) => void,
  ) {
    this.#statements = statements
    this.#columns = columns
    this.#readerOf = readerOf
    this.#over = over
    this.#described = this.#known()
  }

  /** The statement whose answer comes now: by these two pg notes what the server has parsed. */
  get name(): string | undefined {
    return nameOf(this.text ?? '')
  }
  get text(): string | undefined {
    return this.#statements[this.#results.length]?.text
  }

  submit(connection: Connection): void {
    const { parsedStatements } = connection as Connection & { readonly parsedStatements: { readonly [name: string]: string } }
    const sent = new Set<string>()
    connection.stream.cork()
    try {
      for (const { text, values } of this.#statements) {
        const name = nameOf(text) ?? ''
        const isNew = name === '' || (parsedStatements[name] === undefined && !sent.has(name))
        if (isNew) connection.parse({ name, text, types: [] }, true)
        connection.bind({ statement: name, values: [...values] }, true)
        if (isNew || !this.#columns.has(name)) connection.describe({ type: 'P' }, true)
        connection.execute(null, true)
        sent.add(name)
      }
      connection.sync()
    } finally {
      connection.stream.uncork()
    }
  }

  handleRowDescription({ fields }: { readonly fields: readonly { readonly name: string; readonly dataTypeID: number }[] }): void {
    this.#described = fields.map(field => ({ name: field.name, read: this.#readerOf(field.dataTypeID) }))
  }

  handleDataRow({ fields }: { readonly fields: readonly (string | null)[] }): void {
    const columns = this.#described as readonly Column[]
    const row: Record<string, unknown> = {}
    for (let at = 0; at < fields.length; at++) {
      const { name, read } = columns[at] as Column
      const text = fields[at] as string | null
      row[name] = text === null ? null : read(text)
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { readonly text: string }): void {
    const { name } = this
    if (name !== undefined) this.#columns.set(name, this.#described ?? [])
    const count = Number(text.slice(text.lastIndexOf(' ') + 1))
    this.#results.push({ rows: this.#rows, command: text.split(' ', 1)[0] as string, count: Number.isNaN(count) ? null : count })
    this.#rows = []
    this.#described = this.#known()
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleReadyForQuery(): void {
    for (const [at, { answer }] of this.#statements.entries()) answer(this.#results[at] as Answered)
    this.#over([])
  }

  /** What of this batch stood for itself the server has undone or skipped: it is asked again, but for the one that failed. */
  handleError(error: unknown): void {
    const again: Statement[] = []
    const isOfServer = typeof error === 'object' && error !== null && 'severity' in error && error.severity === 'ERROR'
    for (const [at, statement] of this.#statements.entries()) {
      if (isOfServer && statement.alone && at !== this.#results.length) again.push(statement)
      else statement.fail(error)
    }
    this.#over(again)
  }

  #known(): readonly Column[] | undefined {
    return this.#columns.get(this.name ?? '')
  }
}

/** A value as it is bound: bytes as bytes, everything else as its text, of a list the text of an array. */
type OnTheWire = Buffer | string | null
function onTheWire(value: unknown): OnTheWire {
  if (value === null || value === undefined) return null
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  if (Array.isArray(value)) return `{${value.map(elementOf).join()}}`
  if (typeof value === 'object') throw new TypeError('only bytes, plain values and lists of them are bound')
  return String(value)
}

function elementOf(value: unknown): string {
  const one = onTheWire(value)
  if (one === null) return 'null'
  return typeof one === 'string' ? `"${one.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"` : `"\\\\x${one.toString('hex')}"`
}

function isSame(a: readonly OnTheWire[], b: readonly OnTheWire[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at])
}

const statementNames = new Map<string, string>()
let statementsNamed = 0
function nameOf(text: string): string | undefined {
  const known = statementNames.get(text)
  if (known !== undefined || text === '' || text.length > longestPrepared || statementNames.size >= mostPrepared) return known
  const name = `entraide_${++statementsNamed}`
  statementNames.set(text, name)
  return name
}
