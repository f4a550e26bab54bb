import { isRefusal } from '@entraide/ground'
import { type Person, readPerson } from '@entraide/identity'
import { Chance } from './chance.ts'
import { type Invented, Inventor, type NameStock, questionOf, recordOf } from './population.ts'

/** A question about a person of the population, asked for under `id`; about nobody of it where that is absent. `cross`: the record has no name in the question's script. */
export type Question = { readonly id: string; readonly person: Person; readonly cross: boolean }

/** What is asked of a population: with birth date, with the name alone, and about persons it does not hold. */
export type Questions = { readonly dated: Question[]; readonly named: Question[]; readonly absent: Question[] }

const batch = 2_000

/**
 * The records of an invented population in batches, and questions about some of them, drawn evenly. The same size and seed give the same
 * people and the same questions, whoever is measured on them.
 *
 * @param asked - filled while the records are read; `absent` when they have all been
 */
export function* people(
  persons: number,
  questions: number,
  stock: NameStock,
  asked: Questions,
  seed = 1,
): Generator<readonly (readonly [id: string, record: Person])[]> {
  const chance = new Chance(seed)
  // What is asked has chances of its own, so that the people are the same however many questions there are.
  const asking = new Chance(seed + 1_000_000)
  const inventor = new Inventor(stock, chance)
  const stranger = new Inventor(stock, new Chance(seed + 2_000_000))
  const every = Math.max(1, Math.floor(persons / questions))
  for (let i = 0; i < persons; ) {
    const records: [string, Person][] = []
    for (const end = Math.min(persons, i + batch); i < end; i++) {
      const person = inventor.invent()
      const record = recordOf(person, inventor, chance)
      if (isRefusal(readPerson(record))) continue
      records.push([`P${i}`, record])
      if (i % every !== 0 || asked.dated.length >= questions) continue
      ask(asked.dated, `P${i}`, person, record, stranger, asking, true)
      ask(asked.named, `P${i}`, person, record, stranger, asking, false)
    }
    yield records
  }
  while (asked.absent.length < questions) ask(asked.absent, '', stranger.invent(), undefined, stranger, asking, true)
}

function ask(list: Question[], id: string, person: Invented, record: Person | undefined, inventor: Inventor, chance: Chance, withDate: boolean): void {
  const { person: question, style } = questionOf(person, inventor, chance, withDate)
  // A question that no office could have written, a name without a letter, is not asked.
  if (isRefusal(readPerson(question))) return
  const hasScript = record?.names.some(name => /[\u0600-\u06ff]/.test(name) === (style === 'arabic')) ?? true
  list.push({ id, person: question, cross: !hasScript })
}
