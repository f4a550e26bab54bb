import type { Lexicon } from './lexicon.ts'
import { type ReadyPart, readyPart } from './part.ts'
import { type NamePart, type Parted, partsOf, type Sense } from './parts.ts'
import { Recent } from './recent.ts'

/** How many ready parts, and how many words taken apart, a reader remembers at least. */
const remembered = 6_000

/** Reads names with one lexicon, remembering the words it met: names of a population repeat. */
export class Reader {
  readonly lexicon: Lexicon
  readonly #sense: Sense
  readonly #ready = new Recent<string, ReadyPart>(remembered)
  /** By object: the same word gives the same `NamePart`, so most parts are found without building a key. */
  readonly #seen = new Recent<NamePart, ReadyPart>(remembered)

  constructor(lexicon: Lexicon) {
    this.lexicon = lexicon
    this.#sense = { knows: lexicon.knows.bind(lexicon), taken: new Recent(remembered) }
  }

  /** The parts of one whole name. */
  read(name: string): Parted {
    return partsOf(name, this.#sense)
  }

  /** A part made ready. The same object is given for the same part. */
  ready(part: NamePart): ReadyPart {
    const seen = this.#seen.get(part)
    if (seen !== undefined) return seen
    const key = `${part.kind[0]}${part.hasArticle ? '+' : ''}${part.text}/${part.other}`
    let ready = this.#ready.get(key)
    if (ready === undefined) {
      ready = readyPart(part, this.lexicon)
      this.#ready.set(key, ready)
    }
    this.#seen.set(part, ready)
    return ready
  }
}

const readers = new WeakMap<Lexicon, Reader>()
/** The one reader of a lexicon. */
export function readerOf(lexicon: Lexicon): Reader {
  let reader = readers.get(lexicon)
  if (reader === undefined) {
    reader = new Reader(lexicon)
    readers.set(lexicon, reader)
  }
  return reader
}
