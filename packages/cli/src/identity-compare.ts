import { Fault, isRefusal, type Json, type Refusal, readJson, refuse } from '@entraide/ground'
import {
  type Comparison,
  type ComparisonOptions,
  compare,
  type Evidence,
  explainEvidence,
  explainNamesakes,
  type Prepared,
  prepare,
  readPerson,
  type WritingFlag,
} from '@entraide/identity'
import type { Language } from '@entraide/vocabulary'
import type { Cli } from './cli.ts'
import { badInput, exitCodes } from './ending.ts'
import { type Line, linesOf } from './lines.ts'
import { jsonText } from './plain-text.ts'
import { progress } from './progress.ts'

/** Written to standard output in pieces of about this many characters. */
const pieceLength = 65_536

/**
 * `identity compare`: one line out for each line in, in order, as they come. A line that cannot be read or compared
 * says why in its place; then the exit code is 1.
 * @param population - as typed: persons among whom the other was found
 * @param explained - says each piece of evidence in words too, of which parts it speaks, and what would tell namesakes apart
 */
export async function comparePairs(cli: Cli, population: string | undefined, explained = false) {
  const options = populationGiven(population)
  const language = explained ? cli.language : undefined
  const bar = progress(cli.terminal, 'compared')
  let out = ''
  let compared = 0
  let refused = 0
  for await (const line of linesOf(cli.terminal.stdin)) {
    const answer = answerTo(line, options, language)
    if ('refused' in answer) refused++
    out += `${jsonText(answer)}\n`
    bar.at(++compared)
    if (out.length < pieceLength) continue
    await cli.terminal.out(out)
    out = ''
  }
  bar.end()
  if (out !== '') await cli.terminal.out(out)
  if (refused > 0) cli.terminal.err(`${refused} of ${compared} lines could not be compared; each says why in its place.\n`)
  return refused === 0 ? exitCodes.ok : exitCodes.badInput
}

type Explained = Partial<Pick<Comparison, 'namesakes' | 'wouldSettle'>> & { readonly inWords?: string }
type Told = Pick<Evidence, 'field' | 'says' | 'decibans'> & Partial<Pick<Evidence, 'ours' | 'theirs'>> & { readonly inWords?: string }
/** What had to be done to read the names of each side; absent where they were read as written. */
type Flagged = { readonly flags?: { readonly a?: readonly WritingFlag[]; readonly b?: readonly WritingFlag[] } }
type Answer =
  | ({ readonly id: Json; readonly evidence: readonly Told[] } & Pick<Comparison, 'probability' | 'decibans' | 'same'> & Explained & Flagged)
  | { readonly id: Json; readonly line: number; readonly refused: string; readonly facts: Refusal['facts'] }

function answerTo(line: Line, options: ComparisonOptions, language: Language | undefined): Answer {
  const read = pairIn(line.bytes)
  const no = (refusal: Refusal): Answer => ({ id: 'id' in read ? read.id : null, line: line.number, refused: refusal.refused, facts: refusal.facts })
  if (isRefusal(read)) return no(read)
  const a = personIn(read.a)
  if (isRefusal(a)) return no({ ...a, facts: { ...a.facts, side: 'a' } })
  const b = personIn(read.b)
  if (isRefusal(b)) return no({ ...b, facts: { ...b.facts, side: 'b' } })
  const found = compare(a, b, options)
  const { probability, decibans, same, evidence } = found
  const cleaned = flagsOf(a, b)
  if (language === undefined)
    return { id: read.id, probability, decibans, same, evidence: evidence.map(({ field, says, decibans }) => ({ field, says, decibans })), ...cleaned }
  const sentences = explainEvidence(evidence, language)
  const inWords = explainNamesakes(found, language)
  return {
    id: read.id,
    ...found,
    evidence: evidence.map((piece, at) => ({ ...piece, inWords: sentences[at] as string })),
    ...(inWords === undefined ? {} : { inWords }),
    ...cleaned,
  }
}

function flagsOf(a: Prepared, b: Prepared): Flagged {
  if (a.flags.length + b.flags.length === 0) return {}
  return { flags: { ...(a.flags.length === 0 ? {} : { a: a.flags }), ...(b.flags.length === 0 ? {} : { b: b.flags }) } }
}

type Pair = { readonly id: Json; readonly a: Json | undefined; readonly b: Json | undefined }

function pairIn(bytes: Uint8Array | null): Pair | Refusal {
  if (bytes === null) return refuse('line-too-long')
  try {
    const value = readJson(bytes).value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('pair-shape')
    const { id = null, a, b } = value as { readonly [name: string]: Json }
    return { id: typeof id === 'object' ? null : id, a, b }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return refuse(fault.code, { column: fault.facts.column ?? 1 })
  }
}

function personIn(value: Json | undefined): Prepared | Refusal {
  const person = readPerson(value)
  return isRefusal(person) ? person : prepare(person)
}

function populationGiven(text: string | undefined): ComparisonOptions {
  if (text === undefined) return {}
  const population = Number(text)
  if (!Number.isSafeInteger(population) || population < 1)
    throw badInput('population-shape', `${text} is not a number of persons.`, 'Write a whole number from 1, such as 11000000.')
  return { population }
}
