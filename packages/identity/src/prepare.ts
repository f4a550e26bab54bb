import { type BirthDate, readBirthDate } from './birth-date.ts'
import { type Lexicon, shippedLexicon } from './lexicon.ts'
import type { ReadyPart } from './part.ts'
import type { NamePart, Parted } from './parts.ts'
import type { Person } from './person.ts'
import { type Place, readPlace } from './place.ts'
import { type Reader, readerOf } from './reader.ts'
import type { WritingFlag } from './written.ts'

/** One whole name made ready: its parts, and on demand each two neighbours read as one (`Fatima Zahra` against `Fatimazahra`). */
export type ReadyName = {
  readonly written: readonly NamePart[]
  /** The words of a part as a reader expects a name, made on demand: `Abd El Krim` for `abdkrim`. Absent where only the score is wanted. */
  readonly shown?: (at: number) => string
  readonly parts: readonly ReadyPart[]
  readonly joined: (at: number) => ReadyPart | undefined
}

/** A person's document numbers, folded to capitals and digits. */
export type ReadyDocument = { readonly kind: string; readonly country: string; readonly number: string }

/** A person made ready to be compared many times. Holds all that is needed; keep the `Person` for display. */
export type Prepared = {
  readonly names: readonly ReadyName[]
  readonly birth: BirthDate | undefined
  readonly sex: 'M' | 'F' | undefined
  readonly place: Place | undefined
  readonly documents: readonly ReadyDocument[]
  readonly flags: readonly WritingFlag[]
}

/** Makes a person ready with the names this build knows. */
export function prepare(person: Person): Prepared {
  return prepareWith(person, shippedLexicon())
}

/** `prepare` with another lexicon: for estimating weights and measuring errors on names the lexicon does not hold. */
export function prepareWith(person: Person, lexicon: Lexicon): Prepared {
  const reader = readerOf(lexicon)
  const flags = new Set<WritingFlag>()
  const names: ReadyName[] = []
  for (const name of person.names) {
    const read = reader.read(name)
    for (const flag of read.flags) flags.add(flag)
    if (read.parts.length > 0) names.push(readyName(read, reader))
  }
  return {
    names,
    birth: person.birthDate === undefined ? undefined : readBirthDate(person.birthDate),
    sex: person.sex,
    place: person.birthPlace === undefined ? undefined : readPlace(person.birthPlace),
    documents: (person.documents ?? []).map(document => ({
      kind: document.kind.toLowerCase(),
      country: document.country.toUpperCase(),
      number: document.number
        .normalize('NFKC')
        .toUpperCase()
        .replace(/[^\p{L}\p{Nd}]/gu, ''),
    })),
    flags: [...flags].sort(),
  }
}

/**
 * Titles (Moulay, Hadj, Lalla) come and go between papers: they are left out unless nothing else stands there. The last of two
 * words is no title but the family name: Rachida Haji.
 */
function readyName({ parts: all, shown: words }: Parted, reader: Reader): ReadyName {
  const asName = (part: NamePart): NamePart => (part.kind === 'title' ? { ...part, kind: 'name' } : part)
  const isTitle = (at: number) => all[at]?.kind === 'title' && !(all.length === 2 && at === 1)
  const kept = [...all.keys()].filter(at => !isTitle(at))
  const places = kept.length === 0 ? [...all.keys()] : kept
  const written = places.map(at => asName(all[at] as NamePart))
  const parts = written.map(part => reader.ready(part))
  const joined: (ReadyPart | undefined)[] = []
  const shown: string[] = []
  return {
    written,
    shown: at => {
      shown[at] ??= withCapitals(words[places[at] as number] as string)
      return shown[at]
    },
    parts,
    joined: at => {
      if (at in joined) return joined[at]
      const part = written[at]
      const next = written[at + 1]
      if (part === undefined || next === undefined || part.kind !== 'name' || next.kind !== 'name' || part.script !== next.script) return undefined
      joined[at] = reader.ready({ text: part.text + next.text, other: '', script: part.script, kind: 'name', hasArticle: part.hasArticle })
      return joined[at]
    },
  }
}

/** A name is compared in small letters, and shown with capitals. */
const withCapitals = (words: string) => words.replace(/(^|[\s'’-])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
