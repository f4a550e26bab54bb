/** One measurement of `main.ts`: `pairs`, or HOLDER PERSONS QUESTIONS URL. Prints its figures as JSON. */
import { shippedLexicon } from '@entraide/identity'
import { belgianNames } from './belgian.ts'
import { measurePairs } from './pair-speed.ts'
import { measurePeer } from './peers.ts'
import { stockOf } from './population.ts'
import { measurePostgresPeer } from './postgres-peers.ts'
import { measureMemory } from './search.ts'
import { measureStore } from './store.ts'

const [what, persons, questions, url] = process.argv.slice(2)
const { identities } = shippedLexicon()
const stock = stockOf(identities, belgianNames)
const [size, count] = [Number(persons), Number(questions)]
const figures =
  what === 'pairs'
    ? measurePairs(identities)
    : what === 'memory' || what === 'unlisted'
      ? await measureMemory(what, size, count, stock)
      : what === 'sqlite' || what === 'postgres'
        ? await measureStore(what, size, count, stock, url ?? null)
        : what === 'pg_trgm' || what === 'dmetaphone'
          ? await measurePostgresPeer(what, size, count, stock, url as string)
          : await measurePeer(what as 'flexsearch' | 'minisearch', size, count, stock)
console.log(JSON.stringify(figures))
