import type { InEveryLanguage, Language } from './language.ts'
import { agreementSentences, mendSentences } from './sentences/agreement.ts'
import { custodySentences } from './sentences/custody.ts'
import { deskSentences } from './sentences/desk.ts'
import { groundSentences } from './sentences/ground.ts'
import { identificationSentences } from './sentences/identification.ts'
import { paperSentences } from './sentences/papers.ts'
import { pathSentences, peopleSentences, personSentences, recordSentences } from './sentences/path.ts'
import { registerSentences } from './sentences/persons.ts'
import { planSentences } from './sentences/plan.ts'
import { upkeepSentences } from './sentences/upkeep.ts'
import { visitSentences } from './sentences/visits.ts'

/** What is said of one code: what happened, and what to do next. */
export type SentenceEntry = { readonly what: InEveryLanguage; readonly next: InEveryLanguage }
/** The sentences of one room, by code. Adding a code is adding one entry. */
export type Sentences = { readonly [code: string]: SentenceEntry }

/** Every room's sentences. A code stands in one room's list only (its test says so). */
export const sentenceRooms: { readonly [room: string]: Sentences } = {
  agreement: agreementSentences,
  mends: mendSentences,
  ground: groundSentences,
  path: pathSentences,
  people: peopleSentences,
  records: recordSentences,
  persons: personSentences,
  upkeep: upkeepSentences,
  register: registerSentences,
  identification: identificationSentences,
  plan: planSentences,
  visits: visitSentences,
  papers: paperSentences,
  custody: custodySentences,
  desk: deskSentences,
}

const byCode = new Map(Object.values(sentenceRooms).flatMap(room => Object.entries(room)))

/** A code that ends in a status of HTTP (`answered-418`) and has no entry of its own has that of the words before it. */
const entryOf = (code: string) => byCode.get(code) ?? byCode.get(code.replace(/-[1-5]\d\d$/, ''))

/**
 * What a refusal, an unmet condition, a mend or a notice says to the person before the screen.
 *
 * @param code - a plain word with hyphens, as in a `Refusal`
 * @returns both sentences, or undefined for a code without an entry (the screen then shows the code and asks to report it)
 */
export function sentence(code: string, language: Language): { readonly what: string; readonly next: string } | undefined {
  const entry = entryOf(code)
  return entry && { what: entry.what[language], next: entry.next[language] }
}

/** Those of the given codes that have no sentence yet, each once, in order. A room's test holds this to be empty. */
export function codesWithoutSentence(codes: Iterable<string>): readonly string[] {
  return [...new Set(codes)].filter(code => entryOf(code) === undefined).sort()
}
