import { createIndex, type Person, type PersonIndex, prepare } from '@entraide/identity'
import { Chance } from './chance.ts'
import { type Invented, Inventor, type NameStock, questionOf, recordOf } from './population.ts'

/** What a run over one size of register gives. Milliseconds are per query; bytes are what the process holds after the build. */
export type SearchFigures = {
  readonly persons: number
  readonly differentNames: number
  readonly buildSeconds: number
  readonly buildCpuSeconds: number
  readonly residentMegabytes: number
  /** What the index and the lexicon keep alive after a collection: heap in use and array buffers, less what was there before. */
  readonly heldMegabytes: number
  readonly queryCpuMilliseconds: number
  readonly queriesPerSecond: number
  readonly p50: number
  readonly p95: number
  readonly first: number
  readonly topTen: number
  readonly crossTopTen: number
  readonly nameOnlyFirst: number
  readonly nameOnlyTopTen: number
  readonly firstAtOnePercentAbsent: number
}

type Question = { readonly id: string; readonly person: Person; readonly cross: boolean }

/** Builds an index of invented persons and asks it about some of them, and about persons it does not hold. */
export function measureSearch(persons: number, questions: number, stock: NameStock, seed = 1): SearchFigures {
  const chance = new Chance(seed)
  const inventor = new Inventor(stock, chance)
  const index = createIndex()
  const asked: Question[] = []
  const nameOnly: Question[] = []
  const every = Math.max(1, Math.floor(persons / questions))
  const before = memory()
  const batch: [string, Person][] = []
  let building = 0
  let buildingCpu = 0
  for (let i = 0; i < persons; i++) {
    const person = inventor.invent()
    const record = recordOf(person, inventor, chance)
    const id = `P${i}`
    batch.push([id, record])
    if (batch.length === 5000 || i === persons - 1) {
      const start = performance.now()
      const cpu = process.cpuUsage()
      for (const [name, person] of batch) index.add(name, prepare(person))
      building += performance.now() - start
      buildingCpu += process.cpuUsage(cpu).user / 1000
      batch.length = 0
    }
    if (i % every === 0 && asked.length < questions) {
      asked.push(questionAbout(id, person, record, inventor, chance, true))
      nameOnly.push(questionAbout(id, person, record, inventor, chance, false))
    }
  }
  const after = memory()
  const absent = Array.from({ length: questions }, () => questionAbout('', inventor.invent(), undefined, inventor, chance, true))
  for (const question of asked.slice(0, 50)) index.search(prepare(question.person))
  const dated = ask(index, asked)
  const named = ask(index, nameOnly)
  const away = ask(index, absent)
  const alarm = [...away.best].sort((x, y) => y - x)[Math.floor(absent.length * 0.01)] ?? 0
  const sorted = [...dated.milliseconds].sort((x, y) => x - y)
  const cross = asked.map((q, i) => (q.cross ? i : -1)).filter(i => i >= 0)
  return {
    persons,
    differentNames: index.differentNames(),
    buildSeconds: building / 1000,
    buildCpuSeconds: buildingCpu / 1000,
    residentMegabytes: after.resident,
    heldMegabytes: after.held - before.held,
    queryCpuMilliseconds: dated.cpu / asked.length,
    queriesPerSecond: 1000 / (sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length),
    p50: sorted[Math.floor(sorted.length * 0.5)] as number,
    p95: sorted[Math.floor(sorted.length * 0.95)] as number,
    first: share(dated.ranks, rank => rank === 0),
    topTen: share(dated.ranks, rank => rank >= 0),
    crossTopTen: share(
      cross.map(i => dated.ranks[i] as number),
      rank => rank >= 0,
    ),
    nameOnlyFirst: share(named.ranks, rank => rank === 0),
    nameOnlyTopTen: share(named.ranks, rank => rank >= 0),
    firstAtOnePercentAbsent: share(
      dated.ranks.map((rank, i) => (rank === 0 && (dated.best[i] as number) > alarm ? 0 : -1)),
      rank => rank === 0,
    ),
  }
}

function questionAbout(id: string, person: Invented, record: Person | undefined, inventor: Inventor, chance: Chance, withDate: boolean): Question {
  const { person: question, style } = questionOf(person, inventor, chance, withDate)
  const hasScript = record?.names.some(name => /[\u0600-\u06ff]/.test(name) === (style === 'arabic')) ?? true
  return { id, person: question, cross: !hasScript }
}

function ask(index: PersonIndex, questions: readonly Question[]) {
  const ranks: number[] = []
  const best: number[] = []
  const milliseconds: number[] = []
  const cpu = process.cpuUsage()
  for (const { id, person } of questions) {
    const start = performance.now()
    const hits = index.search(prepare(person), { top: 10 })
    milliseconds.push(performance.now() - start)
    ranks.push(hits.findIndex(hit => hit.id === id))
    best.push(hits[0]?.decibans ?? Number.NEGATIVE_INFINITY)
  }
  return { ranks, best, milliseconds, cpu: process.cpuUsage(cpu).user / 1000 }
}

const share = (list: readonly number[], is: (rank: number) => boolean) => (list.length === 0 ? 0 : list.filter(is).length / list.length)

function memory(): { readonly resident: number; readonly held: number } {
  ;(globalThis as { gc?: () => void }).gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  return { resident: rss / 1e6, held: (heapUsed + external) / 1e6 }
}
