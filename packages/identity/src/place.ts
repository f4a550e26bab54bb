import { placeRows } from './data/places.ts'
import { Lexicon } from './lexicon.ts'
import { lightKey } from './lexicon-keys.ts'
import { likeness } from './likeness.ts'
import type { ReadyPart } from './part.ts'
import type { NamePart } from './parts.ts'
import { readerOf } from './reader.ts'

/** A place of birth as printed, by its words; `towns`: the known ones whose whole name stands in it. No country is derived from it (R37). */
export type Place = { readonly text: string; readonly words: readonly ReadyPart[]; readonly towns: readonly number[] }

const rows = placeRows
  .trim()
  .split('\n')
  .map(row => {
    const [arabic, latin] = row.split('\t') as [string, string]
    return { arabic: arabic.split('|'), latin: latin.split('|') }
  })

let shipped: Lexicon | undefined
/** Names of one word across scripts and languages: `طنجة`, Tanger, Tangier. */
function gazetteer(): Lexicon {
  shipped ??= new Lexicon(rows.map(({ arabic, latin }) => ({ arabic: arabic.join('|'), kind: 'X', weight: 1, latin })))
  return shipped
}

const mostTownWords = 4
const wordsOf = (parts: readonly NamePart[]) => parts.map(part => lightKey(part.text, part.script))

let towns: ReadonlyMap<string, number> | undefined
/** The rows by each spelling whole, of several words too: `الدار البيضاء`, Casablanca, Dar El Beida. */
function townNames(): ReadonlyMap<string, number> {
  if (towns === undefined) {
    const reader = readerOf(gazetteer())
    towns = new Map(rows.flatMap(({ arabic, latin }, row) => [...arabic, ...latin].map(name => [wordsOf(reader.read(name).parts).join(' '), row] as const)))
  }
  return towns
}

function townsIn(parts: readonly NamePart[]): number[] {
  const words = wordsOf(parts)
  const found = new Set<number>()
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= Math.min(words.length, from + mostTownWords); to++) {
      const row = townNames().get(words.slice(from, to).join(' '))
      if (row !== undefined) found.add(row)
    }
  return [...found]
}

/** Words that say what kind of place it is, not which. */
const kinds = new Set(
  'commune province prefecture douar ville stad gemeente city cercle caid maroc morocco marokko belgique belgie belgium france uh جماعة اقليم عمالة دوار مدينة المغرب مغرب بلجيكا بلجيكيا'.split(
    ' ',
  ),
)

/** Reads a place of birth: its words, those that only say its kind left out unless nothing else stands there. */
export function readPlace(text: string): Place | undefined {
  const reader = readerOf(gazetteer())
  const { parts } = reader.read(text.slice(0, 120))
  const telling = parts.filter(part => !kinds.has(part.text))
  const words = (telling.length === 0 ? parts : telling).slice(0, 4).map(part => reader.ready({ ...part, kind: 'name' }))
  return words.length === 0 ? undefined : { text, words, towns: townsIn(parts) }
}

export type PlaceSays = 'same-place' | 'place-resembles' | 'different-place'

/** What two places of birth say: a place is a weak sign, being written now as the town, now as the province. */
export function comparePlaces(a: Place, b: Place): PlaceSays {
  if (a.towns.some(town => b.towns.includes(town))) return 'same-place'
  const [shorter, longer] = a.words.length <= b.words.length ? [a, b] : [b, a]
  let least = Number.POSITIVE_INFINITY
  let best = Number.NEGATIVE_INFINITY
  for (const word of shorter.words) {
    let like = Number.NEGATIVE_INFINITY
    for (const other of longer.words) like = Math.max(like, likeness(word, other))
    least = Math.min(least, like)
    best = Math.max(best, like)
  }
  return least > 5 ? 'same-place' : best > 0 ? 'place-resembles' : 'different-place'
}
