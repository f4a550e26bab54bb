import { type BirthDate, readBirthDate } from './birth-date.ts'
import { type Lexicon, shippedLexicon } from './lexicon.ts'
import { type ReadyPart, readyPart } from './part.ts'
import { type NamePart, partsOf } from './parts.ts'
import type { Person } from './person.ts'
import { type Place, placesOf } from './place.ts'
import type { WritingFlag } from './written.ts'

/** One whole name made ready: its parts, and each two neighbours read as one (`Fatima Zahra` against `Fatimazahra`). */
export type ReadyName = {
  readonly written: readonly NamePart[]
  readonly parts: readonly ReadyPart[]
  readonly joined: readonly (ReadyPart | undefined)[]
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
  const flags = new Set<WritingFlag>()
  const names: ReadyName[] = []
  for (const name of person.names) {
    const read = partsOf(name, lexicon.knows.bind(lexicon))
    for (const flag of read.flags) flags.add(flag)
    if (read.parts.length > 0) names.push(readyName(read.parts, lexicon))
  }
  return {
    names,
    birth: person.birthDate === undefined ? undefined : readBirthDate(person.birthDate),
    sex: person.sex,
    place: person.birthPlace === undefined ? undefined : placesOf(person.birthPlace),
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

/** Titles (Moulay, Hadj, Lalla) come and go between papers: they are left out unless nothing else stands there. */
function readyName(all: readonly NamePart[], lexicon: Lexicon): ReadyName {
  const untitled = all.filter(part => part.kind !== 'title')
  const written = untitled.length === 0 ? all.map(part => ({ ...part, kind: 'name' as const })) : untitled
  const parts = written.map(part => readyPart(part, lexicon))
  const joined = written.slice(1).map((part, i) => {
    const before = written[i] as NamePart
    if (before.kind !== 'name' || part.kind !== 'name' || before.script !== part.script) return undefined
    return readyPart({ text: before.text + part.text, other: '', script: part.script, kind: 'name', hasArticle: before.hasArticle }, lexicon)
  })
  return { written, parts, joined }
}
