import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Agreement, type Ask, type Policy, problemsOf, readAgreement, readAsk, readPolicy } from '@entraide/agreement'
import { type Instant, instantOf, isInstant, isRefusal } from '@entraide/ground'
import type { Cli } from './cli.ts'
import { badInput, Ending, exitCodes, type Place } from './ending.ts'

/** An agreement as the command line names one: read, with the file it came from. */
export type AgreementFile = { readonly file: string; readonly text: Uint8Array; readonly agreement: Agreement }

/**
 * Reads an agreement named by a path, or by its id when a file under `agreements/` (here, else the project's own) has it.
 * Ends with every problem's file, line and column.
 */
export async function agreementNamed(cli: Cli, named: string): Promise<AgreementFile> {
  const file = looksLikePath(named) ? named : ((await fileOfId(cli, named)) ?? named)
  const text = await cli.file(file)
  const agreement = readAgreement(text)
  if (isRefusal(agreement)) throw malformed(file, agreement.refused, problemsIn(file, text, agreement.facts))
  return { file, text, agreement }
}

/** Reads an ask; each problem ends with its line and column. */
export async function askIn(cli: Cli, file: string): Promise<Ask> {
  const ask = readAsk(await cli.file(file))
  if (!isRefusal(ask)) return ask
  const { problems } = ask.facts
  throw malformed(file, ask.refused, Array.isArray(problems) ? problems.map(each => placeOf(file, each)) : [placeOf(file, ask.facts)])
}

/** Reads a node's own law. */
export async function policyIn(cli: Cli, file: string): Promise<Policy> {
  const text = await cli.file(file)
  const policy = readPolicy(text)
  if (isRefusal(policy)) throw malformed(file, policy.refused, problemsIn(file, text, policy.facts))
  return policy
}

/** The places of a document's problems; empty when it is well formed. */
export function placesIn(file: string, text: Uint8Array): Place[] {
  return problemsOf(text).map(({ code, line, column, says }) => ({ file, line, column, code, says: sentenceOf(says) }))
}

/** An instant as people write one: UTC or with an offset, seconds and milliseconds optional. Absent = now. */
export function instantGiven(cli: Cli, text: string | undefined): Instant {
  if (text === undefined) return cli.terminal.now()
  if (isInstant(text)) return text
  const milliseconds = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(milliseconds)) throw badInput('instant-shape', `${text} is not an instant.`, 'Write it like 2026-11-23T14:00:00Z.')
  return instantOf(milliseconds)
}

function looksLikePath(named: string): boolean {
  return named === '-' || named.includes('/') || named.includes('\\') || named.endsWith('.json')
}

async function fileOfId(cli: Cli, id: string): Promise<string | undefined> {
  const own = join(dirname(fileURLToPath(import.meta.url)), '../../../agreements')
  for (const folder of new Set([resolve(cli.terminal.cwd, 'agreements'), own])) {
    const names = await readdir(folder).catch(() => [])
    for (const name of names.filter(each => each.endsWith('.json')).sort()) {
      const text = await readFile(join(folder, name))
      if (text.includes(`"${id}"`) && idOf(text) === id) return join(folder, name)
    }
    const byName = names.find(name => basename(name, '.json') === id)
    if (byName !== undefined) return join(folder, byName)
  }
  return undefined
}

/** The id a file claims, without judging the rest of it: a malformed agreement is still found, and then judged. */
function idOf(text: Buffer): unknown {
  try {
    return (JSON.parse(text.toString('utf8')) as { id?: unknown } | null)?.id
  } catch {
    return undefined
  }
}

function problemsIn(file: string, text: Uint8Array, facts: { readonly [name: string]: unknown }): Place[] {
  const places = placesIn(file, text)
  return places.length > 0 ? places : [placeOf(file, facts)]
}

function placeOf(file: string, facts: { readonly [name: string]: unknown }): Place {
  const { line, column, problem, code, says } = facts
  return {
    file,
    line: Number(line ?? 1),
    column: Number(column ?? 1),
    code: String(problem ?? code ?? 'malformed'),
    says: sentenceOf(says),
  }
}

/** What a reader says, without the place that stands before it already. */
function sentenceOf(says: unknown): string {
  return String(says ?? 'this is not what is expected here').replace(/^line \d+, column \d+: /, '')
}

/** Ends with the places of what is wrong in a file. */
export function malformed(file: string, code: string, places: readonly Place[]): Ending {
  return new Ending(exitCodes.badInput, code, `${file} has ${places.length === 1 ? 'an error' : `${places.length} errors`}.`, { places })
}
