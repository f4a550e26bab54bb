import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { Readable } from 'node:stream'
import type { BadRow, HeldPerson, Holdings, HoldingsReport, MatchCandidate, Matches, PersonComparison, SearchResult } from '@entraide/node/api'
import { sentence } from '@entraide/vocabulary'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Acts, Cli } from '../cli.ts'
import { jsonFile } from '../draft-fields.ts'
import { badInput, Ending, exitCodes } from '../ending.ts'
import { plainText } from '../plain-text.ts'
import { progress } from '../progress.ts'
import { candidatesText, comparisonText, foundText, holdingsText } from './person-text.ts'

type Asked = {
  readonly dossier: string
  readonly reason: string
  readonly born?: string
  readonly place?: string
  readonly sex?: 'M' | 'F'
  readonly document?: readonly string[]
  readonly protected?: boolean
  readonly top?: number
}

/** person, holdings: look-ups in the node's own holdings for a case, a person's word on a candidate, and records taken in. */
export function personVerbs(program: Command, acts: Acts): void {
  const verb = program.command('person').description("Look a person up in the node's own holdings for a dossier, compare, and decide.")

  acts<Asked>(
    verb
      .command('search <name...>')
      .description('Look a person up: each name one whole name, in either script. Logged with dossier and reason.')
      .requiredOption('--dossier <id>', 'the dossier it is for')
      .requiredOption('--reason <text>', 'why')
      .option('--born <date>', '1966, 1966-11 or 1966-11-21')
      .option('--place <text>', 'place of birth as printed')
      .addOption(new Option('--sex <sex>').choices(['M', 'F']))
      .option('--document <number...>', 'numbers of documents')
      .option('--protected', 'protected entries too (operators only)')
      .option('--top <count>', 'how many at most', wholeNumber, 10)
      .addHelpText('after', '\nExample:\n  $ entraide person search "محمد الإدريسي" --born 1966-11 --dossier DOSSIER --reason "named in statement 12"'),
    async (cli, names, { dossier, reason, born, place, sex, document, protected: withProtected = false, top }) => {
      const person: HeldPerson = {
        names: [...names],
        ...(born === undefined ? {} : { birthDate: born }),
        ...(place === undefined ? {} : { birthPlace: place }),
        ...(sex === undefined ? {} : { sex }),
        ...(document === undefined ? {} : { documents: document.map(number => ({ number })) }),
      }
      const found = await cli.node.send<SearchResult>('POST', '/v1/persons/search', { dossier, reason, person, protected: withProtected, top })
      await cli.print(found, foundText(cli, found.candidates, found.flags))
      return exitCodes.ok
    },
  )

  acts(verb.command('candidates <dossier>').description('The candidates kept under a dossier that was opened today.'), async (cli, [id = '']) => {
    const matches = await cli.node.get<Matches>(matchesPath(id))
    await cli.print(matches, candidatesText(cli, matches))
    return exitCodes.ok
  })

  for (const [decision, description] of [
    ['confirm', 'Say that a candidate is the person.'],
    ['dismiss', 'Say that a candidate is not the person.'],
  ] as const)
    acts<{ reason: string }>(
      verb.command(`${decision} <dossier> <candidate>`).description(description).requiredOption('--reason <text>', 'why'),
      async (cli, [id = '', match = ''], { reason }) => decide(cli, id, match, { decision, reason }),
    )
  acts(
    verb.command('take-back <dossier> <candidate>').description('Take the word on a candidate back: it is undecided again.'),
    async (cli, [id = '', match = '']) => decide(cli, id, match, { decision: 'take-back', reason: '' }),
  )

  acts<{ population?: number }>(
    verb
      .command('compare <first> <second>')
      .description('Compare two persons, each a JSON file ({"names":["…"],"birthDate":"1966"}). Looks nothing up.')
      .option('--population <count>', 'among so many persons the second was come upon', wholeNumber),
    async (cli, [first = '', second = ''], { population }) => {
      const pair = { a: await jsonFile(cli, first), b: await jsonFile(cli, second), ...(population === undefined ? {} : { population }) }
      const comparison = await cli.node.send<PersonComparison>('POST', '/v1/persons/compare', pair)
      await cli.print(comparison, comparisonText(cli, comparison))
      return exitCodes.ok
    },
  )

  const holdings = program.command('holdings').description("The persons in the node's own holdings: how many, and taking records in.")
  acts(holdings.command('show').description('How many persons are held, since when, and whether they can be searched.'), async cli => {
    const held = await cli.node.get<Holdings>('/v1/holdings')
    await cli.print(held, holdingsText(held))
    return exitCodes.ok
  })
  acts(
    holdings
      .command('load <file>')
      .description('Take a file of records in, one JSON object a line: all of it or nothing.')
      .addHelpText('after', '\nA line: {"id":"R-1","names":["…"],"birthDate":"1966-11"}; {"id":"R-1","removed":true} takes a record out.'),
    async (cli, [file = '']) => {
      const report = await load(cli, file)
      const { rows, added, changed, removed } = report
      await cli.print(report, `${rows} rows: ${added} added, ${changed} changed, ${removed} removed\n${holdingsText(report.holdings)}`)
      return exitCodes.ok
    },
  )
}

async function decide(cli: Cli, dossier: string, match: string, body: { decision: 'confirm' | 'dismiss' | 'take-back'; reason: string }) {
  await cli.done(await cli.node.send<MatchCandidate>('POST', `${matchesPath(dossier)}/${encodeURIComponent(match)}/decision`, body))
  return exitCodes.ok
}

/** Sends the file as it is read. A refusal of rows says each of them, as far as the node lists them. */
async function load(cli: Cli, file: string): Promise<HoldingsReport> {
  const path = resolve(cli.terminal.cwd, file)
  const found = await stat(path).catch(() => undefined)
  if (found === undefined || !found.isFile())
    throw badInput('file-unreadable', `${file} is not a file that can be read.`, 'Check its name and that you may read it.')
  const bar = progress(cli.terminal, basename(file), found.size)
  let sent = 0
  const counted = async function* () {
    for await (const part of createReadStream(path)) {
      sent += (part as Uint8Array).length
      bar.at(sent)
      yield part as Uint8Array
    }
  }
  try {
    return await cli.node.sendBytes<HoldingsReport>(
      '/v1/holdings',
      {},
      Readable.toWeb(Readable.from(counted(), { objectMode: false })) as ReadableStream<Uint8Array>,
    )
  } catch (ending) {
    if (!(ending instanceof Ending) || ending.code !== 'records-bad' || !Array.isArray(ending.facts.rows)) throw ending
    const { rows, bad = 0 } = ending.facts as unknown as { readonly rows: readonly BadRow[]; readonly bad?: number }
    const places = rows.map(({ line, code, facts }) => ({
      file,
      line,
      column: Number(facts.column ?? 1),
      code,
      says: plainText(sentence(code, cli.language)?.what ?? code),
    }))
    throw new Ending(exitCodes.badInput, ending.code, '', { facts: { bad }, places })
  } finally {
    bar.end()
  }
}

const matchesPath = (dossier: string) => `/v1/threads/${encodeURIComponent(dossier)}/matches`

function wholeNumber(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('Write a whole number from 1.')
  return number
}
