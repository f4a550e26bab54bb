import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal } from '@entraide/ground'
import { openDatabase, openRegister, type StorePlace } from '@entraide/node'
import { askAll, type Found, firstAtOnePercentAbsent, foundOf, megabytes, round, type Speed, speedOf } from './answers.ts'
import { people, type Question, type Questions } from './people.ts'
import type { NameStock } from './population.ts'

/**
 * What a run over a register at rest gives, its sealing on. Processor times are of this process (on PostgreSQL the server's own come on
 * top). `indexMegabytes`: the postings with their tree; `recordMegabytes`: the sealed records.
 */
export type StoreFigures = Speed &
  Found & {
    readonly holder: 'sqlite' | 'postgres'
    readonly persons: number
    readonly buildSeconds: number
    readonly buildCpuSeconds: number
    readonly indexMegabytes: number
    readonly recordMegabytes: number
    readonly residentMegabytes: number
    readonly firstAtOnePercentAbsent: number
    /** The commonest name there is, without a date: what bounds the worst question. */
    readonly commonestName: { readonly p50: number; readonly p95: number }
  }

/** Builds a register of invented persons and asks it about some of them: the people and questions that `measureMemory` has. */
export async function measureStore(
  holder: StoreFigures['holder'],
  persons: number,
  questions: number,
  stock: NameStock,
  url: string | null,
): Promise<StoreFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'entraide-bench-'))
  const schema = `bench_${randomBytes(4).toString('hex')}`
  const place: StorePlace =
    holder === 'sqlite'
      ? { kind: 'sqlite', file: join(folder, 'persons.db') }
      : { kind: 'postgres', url: url as string, schema, connections: 2, unsafeNotDurable: true }
  const register = await openRegister(place, new Uint8Array(randomBytes(32)))
  if (isRefusal(register)) throw new Error(register.refused)
  try {
    const asked: Questions = { dated: [], named: [], absent: [] }
    const spent = { ms: 0, cpu: 0 }
    const start = performance.now()
    const cpu = process.cpuUsage()
    const report = await register.takeIn({ from: () => lines(people(persons, questions, stock, asked), spent), again: false })
    if (isRefusal(report)) throw new Error(report.refused)
    const buildSeconds = (performance.now() - start - spent.ms) / 1000
    const buildCpuSeconds = (cpuMs(process.cpuUsage(cpu)) - spent.cpu) / 1000
    const bytes = await register.bytes()
    const search = async ({ person }: Pick<Question, 'person'>) => {
      const found = await register.search(person, { top: 10 })
      if (isRefusal(found)) throw new Error(found.refused)
      return { ids: found.hits.map(hit => hit.record.id), best: found.hits[0]?.comparison.decibans ?? Number.NEGATIVE_INFINITY }
    }
    await askAll(asked.dated.slice(0, 100), search)
    const dated = await askAll(asked.dated, search)
    const absent = (await askAll(asked.absent, search)).answers
    const commonest = await askAll(
      Array.from({ length: 200 }, () => ({ id: '', person: { names: ['Mohamed Alaoui'] }, cross: false })),
      search,
    )
    const { p50, p95 } = speedOf(commonest.answers, commonest.cpu)
    return {
      holder,
      persons,
      buildSeconds: round(buildSeconds),
      buildCpuSeconds: round(buildCpuSeconds),
      indexMegabytes: megabytes(bytes.index),
      recordMegabytes: megabytes(bytes.records),
      residentMegabytes: megabytes(process.memoryUsage.rss()),
      ...speedOf(dated.answers, dated.cpu),
      ...foundOf(asked.dated, dated.answers),
      firstAtOnePercentAbsent: firstAtOnePercentAbsent(asked.dated, dated.answers, absent),
      commonestName: { p50, p95 },
    }
  } finally {
    await register.close()
    rmSync(folder, { recursive: true, force: true })
    if (holder === 'postgres') await dropSchema(url as string, schema)
  }
}

/** The people as a file of records. What inventing them costs is told in `spent`, so that it can be taken off. */
async function* lines(batches: Generator<readonly (readonly [string, object])[]>, spent: { ms: number; cpu: number }): AsyncGenerator<Uint8Array> {
  for (;;) {
    const start = performance.now()
    const cpu = process.cpuUsage()
    const { value, done } = batches.next()
    const bytes = done === true ? null : Buffer.from(value.map(([id, record]) => `${JSON.stringify({ id, ...record })}\n`).join(''))
    spent.ms += performance.now() - start
    spent.cpu += cpuMs(process.cpuUsage(cpu))
    if (bytes === null) return
    yield bytes
  }
}

const cpuMs = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000

/** Takes a schema of a measurement off a server. */
export async function dropSchema(url: string, schema: string): Promise<void> {
  const database = await openDatabase({ kind: 'postgres', url, connections: 1, unsafeNotDurable: true })
  await database.transaction(tx => database.runScript(tx, `drop schema if exists ${schema} cascade`))
  await database.close()
}
