import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Fault, isRefusal, type Json, type Refusal, readJson, refuse } from '@entraide/ground'
import { type Person, type PersonIndex, prepare, readPerson } from '@entraide/identity'
import type { Register } from '@entraide/node'
import type { Cli } from './cli.ts'
import { badInput, Ending, type ExitCode, exitCodes } from './ending.ts'
import { openIndex } from './identity-store.ts'
import { type Line, linesOf } from './lines.ts'
import { jsonText } from './plain-text.ts'
import { progress } from './progress.ts'

export type SearchOptions = {
  readonly store: string
  readonly queries: string
  readonly key?: string
  readonly top?: string
  readonly population?: string
  readonly inMemory?: boolean
  readonly protected?: boolean
  readonly stats?: boolean
}
type FoundHit = { readonly id: string; readonly probability: number; readonly protected?: true }
type Ask = (person: Person) => Promise<readonly FoundHit[] | Refusal> | readonly FoundHit[]

/** Written to standard output in pieces of about this many characters. */
const pieceLength = 65_536

/**
 * `identity search`: one line out for each question, in order, with the likeliest records. A question that cannot be read says why in its
 * place; then the exit code is 1.
 */
export async function searchIndex(cli: Cli, options: SearchOptions): Promise<ExitCode> {
  const top = wholeNumber('top', options.top, 1, 1_000) ?? 10
  const population = wholeNumber('population', options.population, 1, Number.MAX_SAFE_INTEGER)
  if (options.inMemory === true && options.protected === true)
    throw badInput('options-together', 'Protected records are never loaded into memory.', 'Leave out --in-memory or --protected.')
  const queries = await questionsIn(cli, options.queries)
  const register = await openIndex(cli, options.store, options.key, false)
  try {
    const { persons, builtAt } = await register.state()
    if (builtAt === null && persons === 0) await refuseUnbuilt(register)
    const ask =
      options.inMemory === true
        ? inMemory(await loaded(cli, register, persons), top, population)
        : stored(register, top, population, options.protected === true)
    return await answerAll(cli, queries, ask, options.stats === true, persons)
  } finally {
    await register.close()
  }
}

async function answerAll(cli: Cli, queries: AsyncIterable<Uint8Array | string>, ask: Ask, stats: boolean, persons: number): Promise<ExitCode> {
  // The first question loads the lexicon, with an unlisted name also its table of slips, and warms the store: once a process, not a part of any question.
  await ask({ names: ['Mohamed Alaoui', 'محمد العلوي', 'Qwertz Asdfg'], birthDate: '1970-05-06' })
  const bar = progress(cli.terminal, 'searched')
  const times: number[] = []
  const cpu = process.cpuUsage()
  let refused = 0
  let count = 0
  let out = ''
  for await (const line of linesOf(queries)) {
    const question = questionIn(line)
    if (isRefusal(question)) {
      refused++
      out += `${jsonText({ id: question.id, line: line.number, refused: question.refused, facts: question.facts })}\n`
    } else {
      const start = performance.now()
      const hits = await ask(question.person)
      const ms = performance.now() - start
      if (isRefusal(hits)) throw new Ending(exitCodes.refused, hits.refused, '', { facts: hits.facts })
      times.push(ms)
      out += `${jsonText({ id: question.id, hits, ms: Math.round(ms * 1000) / 1000 })}\n`
    }
    bar.at(++count)
    if (out.length < pieceLength) continue
    await cli.terminal.out(out)
    out = ''
  }
  bar.end()
  if (stats) out += `${jsonText({ stats: statistics(times, process.cpuUsage(cpu), persons) })}\n`
  if (out !== '') await cli.terminal.out(out)
  if (refused > 0) cli.terminal.err(`${refused} of ${count} questions could not be read; each says why in its place.\n`)
  return refused === 0 ? exitCodes.ok : exitCodes.badInput
}

/** Milliseconds a question, at the median and where 95 of 100 are faster; questions a second one after the other; processor time of this process. */
function statistics(times: readonly number[], cpu: NodeJS.CpuUsage, persons: number) {
  const sorted = [...times].sort((x, y) => x - y)
  const total = sorted.reduce((sum, ms) => sum + ms, 0)
  const at = (share: number) => Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 1000) / 1000
  return {
    queries: times.length,
    persons,
    queriesPerSecond: total === 0 ? 0 : Math.round((times.length * 10_000) / (total / 100)) / 1000,
    p50: at(0.5),
    p95: at(0.95),
    cpuMsPerQuery: times.length === 0 ? 0 : Math.round((cpu.user + cpu.system) / times.length) / 1000,
    residentMegabytes: Math.round(process.memoryUsage.rss() / 1e5) / 10,
  }
}

function stored(register: Register, top: number, population: number | undefined, withProtected: boolean): Ask {
  return async person => {
    const found = await register.search(person, { top, protected: withProtected, ...(population === undefined ? {} : { population }) })
    if (isRefusal(found)) return found
    return found.hits.map(({ record, comparison }) => ({
      id: record.id,
      probability: comparison.probability,
      ...(record.protected ? { protected: true as const } : {}),
    }))
  }
}

function inMemory(index: PersonIndex, top: number, population: number | undefined): Ask {
  return person =>
    index.search(prepare(person), { top, ...(population === undefined ? {} : { population }) }).map(({ id, probability }) => ({ id, probability }))
}

async function loaded(cli: Cli, register: Register, persons: number): Promise<PersonIndex> {
  const bar = progress(cli.terminal, 'loading', persons)
  const index = await register.intoMemory(done => bar.at(done))
  bar.end()
  if (isRefusal(index)) throw new Ending(exitCodes.refused, index.refused, '', { facts: index.facts })
  return index
}

/** Nothing was ever indexed here, or the first indexing was broken off: two things to be told apart. */
async function refuseUnbuilt(register: Register): Promise<void> {
  const asked = await register.search({ names: ['A'] })
  const { refused, facts } = isRefusal(asked) ? asked : refuse('register-empty')
  throw new Ending(exitCodes.refused, refused, '', { facts })
}

function questionIn(line: Line): { readonly id: Json; readonly person: Person } | (Refusal & { readonly id: Json }) {
  const no = (refusal: Refusal, id: Json = null) => ({ ...refusal, id })
  if (line.bytes === null) return no(refuse('line-too-long'))
  try {
    const value = readJson(line.bytes).value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return no(refuse('person-shape'))
    const { id = null, person: within, ...rest } = value as { readonly [name: string]: Json }
    const shown = typeof id === 'object' ? null : id
    const person = readPerson(within ?? rest)
    return isRefusal(person) ? no(person, shown) : { id: shown, person }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return no(refuse(fault.code, { column: fault.facts.column ?? 1 }))
  }
}

async function questionsIn(cli: Cli, queries: string): Promise<AsyncIterable<Uint8Array | string>> {
  if (queries === '-') return cli.terminal.stdin
  const file = resolve(cli.terminal.cwd, queries)
  const found = await stat(file).catch(() => null)
  if (found === null || !found.isFile()) throw badInput('file-missing', `There is no file ${queries}.`, 'Name a file of JSON lines, or - for standard input.')
  return readWhenAsked(file)
}

/** Opens the file when its first bytes are wanted: not before the index is open. */
async function* readWhenAsked(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file)
}

function wholeNumber(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw badInput(`${name}-shape`, `${text} does not fit --${name}.`, `Write a whole number from ${least} to ${most}.`)
  return value
}
