import { Chance } from './chance.ts'
import { Inventor, type NameStock, questionOf, recordOf } from './population.ts'

/** A full-text package of npm as the bench drives it: built from texts, asked with a text. */
type Peer = {
  readonly name: string
  readonly load: () => Promise<{ readonly add: (id: number, text: string) => void; readonly ask: (text: string) => readonly number[] }>
}

/** What is called of each package; they are not dependencies, and are measured only where someone installed them. */
const peers: readonly Peer[] = [
  {
    name: 'flexsearch',
    load: async () => {
      const { Index } = (await import(`${'flexsearch'}`)) as {
        Index: new (options: object) => { add: (id: number, text: string) => void; search: (text: string, options: object) => number[] }
      }
      const index = new Index({ tokenize: 'forward' })
      return { add: (id, text) => index.add(id, text), ask: text => index.search(text, { limit: 10, suggest: true }) }
    },
  },
  {
    name: 'minisearch',
    load: async () => {
      const { default: MiniSearch } = (await import(`${'minisearch'}`)) as {
        default: new (options: object) => { add: (row: object) => void; search: (text: string, options: object) => { id: number }[] }
      }
      const index = new MiniSearch({ fields: ['text'] })
      return {
        add: (id, text) => index.add({ id, text }),
        ask: text =>
          index
            .search(text, { fuzzy: 0.25 })
            .slice(0, 10)
            .map(hit => hit.id),
      }
    },
  },
]

/** Names only, 20,000 records, 200 questions: share found in the top ten, and queries a second; `installed: false` where a peer is missing. */
export async function measurePeers(stock: NameStock): Promise<readonly object[]> {
  return Promise.all(
    peers.map(async ({ name, load }) => {
      let peer: Awaited<ReturnType<Peer['load']>>
      try {
        peer = await load()
      } catch {
        return { name, installed: false }
      }
      const chance = new Chance(3)
      const inventor = new Inventor(stock, chance)
      const questions: { readonly id: number; readonly text: string }[] = []
      for (let id = 0; id < 20_000; id++) {
        const person = inventor.invent()
        peer.add(id, recordOf(person, inventor, chance).names.join(' '))
        if (id % 100 === 0) questions.push({ id, text: questionOf(person, inventor, chance, false).person.names[0] as string })
      }
      const start = performance.now()
      const found = questions.filter(({ id, text }) => peer.ask(text).includes(id)).length
      return { name, installed: true, topTen: found / questions.length, queriesPerSecond: (questions.length * 1000) / (performance.now() - start) }
    }),
  )
}
