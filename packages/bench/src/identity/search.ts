import { createIndex, Lexicon, type Person, prepareWith, shippedLexicon } from '@entraide/identity'
import { askAll, type Found, firstAtOnePercentAbsent, foundOf, megabytes, round, type Speed, speedOf } from './answers.ts'
import { people, type Questions } from './people.ts'
import type { NameStock } from './population.ts'

/** What a run over an index in memory gives. `residentMegabytes`: the whole process, the index built and what building left given back. */
export type MemoryFigures = Speed &
  Found & {
    readonly holder: 'memory' | 'unlisted'
    readonly persons: number
    readonly buildSeconds: number
    readonly buildCpuSeconds: number
    readonly residentMegabytes: number
    readonly differentNames: number
    readonly nameOnlyFirst: number
    readonly nameOnlyTopTen: number
    readonly firstAtOnePercentAbsent: number
  }

/**
 * Builds an index of invented persons and asks it about some of them, and about persons it does not hold.
 *
 * @param holder - `unlisted`: read with a lexicon without names, so that each name is one never seen
 */
export async function measureMemory(holder: MemoryFigures['holder'], persons: number, questions: number, stock: NameStock): Promise<MemoryFigures> {
  const lexicon = holder === 'memory' ? shippedLexicon() : new Lexicon([], [])
  const prepare = (person: Person) => prepareWith(person, lexicon)
  const asked: Questions = { dated: [], named: [], absent: [] }
  const index = createIndex()
  let ms = 0
  let cpu = 0
  for (const records of people(persons, questions, stock, asked)) {
    const start = performance.now()
    const from = process.cpuUsage()
    for (const [id, record] of records) index.add(id, prepare(record))
    ms += performance.now() - start
    const { user, system } = process.cpuUsage(from)
    cpu += user + system
  }
  giveBack()
  const residentMegabytes = megabytes(process.memoryUsage.rss())
  const search = ({ person }: { readonly person: Person }) => {
    const hits = index.search(prepare(person), { top: 10 })
    return { ids: hits.map(hit => hit.id), best: hits[0]?.decibans ?? Number.NEGATIVE_INFINITY }
  }
  await askAll(asked.dated.slice(0, 100), search)
  const dated = await askAll(asked.dated, search)
  const named = foundOf(asked.named, (await askAll(asked.named, search)).answers)
  const absent = (await askAll(asked.absent, search)).answers
  return {
    holder,
    persons,
    buildSeconds: round(ms / 1000),
    buildCpuSeconds: round(cpu / 1e6),
    residentMegabytes,
    ...speedOf(dated.answers, dated.cpu),
    ...foundOf(asked.dated, dated.answers),
    nameOnlyFirst: named.first,
    nameOnlyTopTen: named.topTen,
    firstAtOnePercentAbsent: firstAtOnePercentAbsent(asked.dated, dated.answers, absent),
    differentNames: index.differentNames(),
  }
}

/** Collects what inventing people left, so that the index is what is weighed. Needs `--expose-gc`. */
function giveBack(): void {
  ;(globalThis as { gc?: (how: object) => void }).gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
