import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal } from '@entraide/ground'
import { type Person, readPerson } from '@entraide/identity'
import { openDatabase, openRegister, type Register, type StorePlace } from '@entraide/node'
import { Chance } from './chance.ts'
import { Inventor, type NameStock, questionOf, recordOf } from './population.ts'

/**
 * What a run over a register at rest gives, its sealing on. Milliseconds are per query, one after the other; CPU times are of this process
 * (on PostgreSQL the server's own come on top). `indexMegabytes`: the postings with their tree; `recordMegabytes`: the sealed records.
 */
export type StoreFigures = {
  readonly engine: 'sqlite' | 'postgres'
  readonly persons: number
  readonly buildSeconds: number
  readonly buildCpuSeconds: number
  readonly indexMegabytes: number
  readonly recordMegabytes: number
  readonly residentMegabytes: number
  readonly queriesPerSecond: number
  readonly queryCpuMilliseconds: number
  readonly p50: number
  readonly p95: number
  readonly first: number
  readonly topTen: number
  readonly crossTopTen: number
  /** The commonest name there is, without a date: what bounds the worst question. */
  readonly commonestName: { readonly p50: number; readonly p95: number }
}
type Question = { readonly id: string; readonly person: Person; readonly cross: boolean }

/** Builds a register of invented persons and asks it about some of them. The same seed gives the people that `measureSearch` has. */
export async function measureStore(
  engine: StoreFigures['engine'],
  persons: number,
  questions: number,
  stock: NameStock,
  url: string | null,
  seed = 1,
): Promise<StoreFigures | null> {
  if (engine === 'postgres' && url === null) return null
  const folder = mkdtempSync(join(tmpdir(), 'entraide-bench-'))
  const schema = `bench_${randomBytes(4).toString('hex')}`
  const place: StorePlace =
    engine === 'sqlite'
      ? { kind: 'sqlite', file: join(folder, 'persons.db') }
      : { kind: 'postgres', url: url as string, schema, connections: 2, unsafeNotDurable: true }
  const register = await openRegister(place, new Uint8Array(randomBytes(32)))
  if (isRefusal(register)) throw new Error(register.refused)
  try {
    const asked: Question[] = []
    const spent = { ms: 0, cpu: 0 }
    const start = performance.now()
    const cpu = process.cpuUsage()
    const report = await register.takeIn({ from: () => invented(persons, questions, stock, seed, asked, spent), again: false }, { skipBad: true })
    if (isRefusal(report)) throw new Error(report.refused)
    const buildSeconds = (performance.now() - start - spent.ms) / 1000
    const buildCpuSeconds = cpuMs(process.cpuUsage(cpu)) / 1000 - spent.cpu / 1000
    const bytes = await register.bytes()
    for (const { person } of asked.slice(0, 50)) await register.search(person)
    const dated = await ask(register, asked)
    const commonest = await ask(
      register,
      Array.from({ length: 200 }, () => ({ id: '', person: { names: ['Mohamed Alaoui'] }, cross: false })),
    )
    const cross = asked.flatMap((question, at) => (question.cross ? [dated.ranks[at] as number] : []))
    return {
      engine,
      persons,
      buildSeconds,
      buildCpuSeconds,
      indexMegabytes: bytes.index / 1e6,
      recordMegabytes: bytes.records / 1e6,
      residentMegabytes: process.memoryUsage.rss() / 1e6,
      queriesPerSecond: 1000 / (dated.times.reduce((sum, ms) => sum + ms, 0) / dated.times.length),
      queryCpuMilliseconds: dated.cpu / asked.length,
      p50: at(dated.times, 0.5),
      p95: at(dated.times, 0.95),
      first: share(dated.ranks, rank => rank === 0),
      topTen: share(dated.ranks, rank => rank >= 0),
      crossTopTen: share(cross, rank => rank >= 0),
      commonestName: { p50: at(commonest.times, 0.5), p95: at(commonest.times, 0.95) },
    }
  } finally {
    await register.close()
    rmSync(folder, { recursive: true, force: true })
    if (engine === 'postgres') await dropSchema(url as string, schema)
  }
}

/** The invented people as a file of records, and questions about some of them. What inventing costs is told in `spent`, so that it can be taken off. */
async function* invented(
  persons: number,
  questions: number,
  stock: NameStock,
  seed: number,
  asked: Question[],
  spent: { ms: number; cpu: number },
): AsyncGenerator<Uint8Array> {
  const chance = new Chance(seed)
  const inventor = new Inventor(stock, chance)
  const every = Math.max(1, Math.floor(persons / questions))
  for (let i = 0; i < persons; ) {
    const start = performance.now()
    const cpu = process.cpuUsage()
    let text = ''
    for (const end = Math.min(persons, i + 2_000); i < end; i++) {
      const person = inventor.invent()
      const record = recordOf(person, inventor, chance)
      text += `${JSON.stringify({ id: `P${i}`, ...record })}\n`
      if (i % every !== 0 || asked.length >= questions) continue
      const { person: question, style } = questionOf(person, inventor, chance, true)
      // A question that no office could have written (a name without a letter) is not asked.
      if (isRefusal(readPerson(question)) || isRefusal(readPerson(record))) continue
      const hasScript = record.names.some(name => /[\u0600-\u06ff]/.test(name) === (style === 'arabic'))
      asked.push({ id: `P${i}`, person: question, cross: !hasScript })
    }
    const bytes = Buffer.from(text)
    spent.ms += performance.now() - start
    spent.cpu += cpuMs(process.cpuUsage(cpu))
    yield bytes
  }
}

async function ask(register: Register, questions: readonly Question[]) {
  const ranks: number[] = []
  const times: number[] = []
  const cpu = process.cpuUsage()
  for (const { id, person } of questions) {
    const start = performance.now()
    const found = await register.search(person, { top: 10 })
    times.push(performance.now() - start)
    if (isRefusal(found)) throw new Error(found.refused)
    ranks.push(found.hits.findIndex(hit => hit.record.id === id))
  }
  return { ranks, times, cpu: cpuMs(process.cpuUsage(cpu)) }
}

const cpuMs = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000
const share = (ranks: readonly number[], is: (rank: number) => boolean) => (ranks.length === 0 ? 0 : ranks.filter(is).length / ranks.length)
const at = (times: readonly number[], part: number) => [...times].sort((x, y) => x - y)[Math.floor(times.length * part)] as number

async function dropSchema(url: string, schema: string): Promise<void> {
  const database = await openDatabase({ kind: 'postgres', url, connections: 1, unsafeNotDurable: true })
  await database.transaction(tx => database.runScript(tx, `drop schema if exists ${schema} cascade`))
  await database.close()
}
