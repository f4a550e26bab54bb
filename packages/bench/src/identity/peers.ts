import type { Person } from '@entraide/identity'
import anyAscii from 'any-ascii'
import { Index } from 'flexsearch'
import MiniSearch from 'minisearch'
import { type Answer, askAll, type Found, foundOf, megabytes, round, type Speed, speedOf } from './answers.ts'
import { people, type Question, type Questions } from './people.ts'
import type { NameStock } from './population.ts'

export type PeerFigures = Speed &
  Found & { readonly holder: string; readonly persons: number; readonly questions: number; readonly buildSeconds: number; readonly residentMegabytes: number }

/** A full-text package of npm as the bench drives it: one text a person, its names in Latin letters; asked for the likeliest 100. */
type Peer = { readonly add: (id: number, text: string) => void; readonly ask: (text: string) => readonly number[] }

const peers: Readonly<Record<string, () => Peer>> = {
  flexsearch: () => {
    const index = new Index({ tokenize: 'forward' })
    return { add: (id, text) => index.add(id, text), ask: text => index.search(text, { limit: 100, suggest: true }) as number[] }
  },
  minisearch: () => {
    const index = new MiniSearch({ fields: ['text'] })
    return {
      add: (id, text) => index.add({ id, text }),
      ask: text =>
        index
          .search(text, { fuzzy: 0.25 })
          .slice(0, 100)
          .map(hit => Number(hit.id)),
    }
  },
}

/** Names in the letters that peers read: npm any-ascii brings both scripts to plain Latin. */
export const inLatin = (name: string) => anyAscii(name).toLowerCase()

/**
 * Measures a package of npm on the people and questions that the index is measured on. The birth date weighs in: among the likeliest 100,
 * those of the date asked for come first.
 */
export async function measurePeer(holder: keyof typeof peers, persons: number, questions: number, stock: NameStock): Promise<PeerFigures> {
  const asked: Questions = { dated: [], named: [], absent: [] }
  const peer = (peers[holder] as () => Peer)()
  const dates = new Map<number, string>()
  let ms = 0
  for (const records of people(persons, questions, stock, asked)) {
    const start = performance.now()
    for (const [id, record] of records) {
      const number = Number(id.slice(1))
      peer.add(number, record.names.map(inLatin).join(' '))
      if (record.birthDate !== undefined) dates.set(number, record.birthDate)
    }
    ms += performance.now() - start
  }
  const residentMegabytes = megabytes(process.memoryUsage.rss())
  const search = ({ person }: Question): Omit<Answer, 'ms'> => ({
    ids: datedFirst(peer.ask(inLatin(person.names[0] as string)), person, dates).map(id => `P${id}`),
    best: 0,
  })
  const some = asked.dated
  await askAll(some.slice(0, 20), search)
  const dated = await askAll(some, search)
  return {
    holder,
    persons,
    questions: some.length,
    buildSeconds: round(ms / 1000),
    residentMegabytes,
    ...speedOf(dated.answers, dated.cpu),
    ...foundOf(some, dated.answers),
  }
}

/** The likeliest ten, those of the birth date asked for first. */
function datedFirst(ids: readonly number[], { birthDate }: Person, dates: ReadonlyMap<number, string>): number[] {
  const isDated = (id: number) => birthDate !== undefined && dates.get(id) === birthDate
  return [...ids.filter(isDated), ...ids.filter(id => !isDated(id))].slice(0, 10)
}
