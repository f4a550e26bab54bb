import {
  type Agreement,
  type AgreementDiff,
  askFrom,
  type Block,
  check,
  clauseLine,
  diff,
  explain,
  type PastAsk,
  type PermittedBox,
  replay,
} from '@entraide/agreement'
import { Fault, isInstant, isRefusal, type Json, readJson } from '@entraide/ground'
import { codesOf, type Language, label, type SchemeId } from '@entraide/vocabulary'
import { agreementNamed, askIn, instantGiven, malformed, placesIn, policyIn } from './agreement-file.ts'
import type { Cli } from './cli.ts'
import { exitCodes, type Place } from './ending.ts'
import { linesOf } from './lines.ts'
import { plainText, table } from './plain-text.ts'
import { unmetText } from './say.ts'
import { headingsIn, word } from './words.ts'

/** `agreement decide`: permit with its clause, or everything unmet. */
export async function decide(cli: Cli, named: string, options: { readonly ask: string; readonly policy?: string; readonly now?: string }) {
  const { agreement } = await agreementNamed(cli, named)
  const ask = await askIn(cli, options.ask)
  const policy = options.policy === undefined ? null : await policyIn(cli, options.policy)
  const decision = check(ask, agreement, policy, instantGiven(cli, options.now))
  const { language } = cli
  if (decision.decision === 'permit') {
    const said = [word('permittedBy', language, { clause: decision.clause }), ...evidenceOf(agreement, [decision.clause], language)]
    await cli.print({ decision: 'permit', clause: decision.clause, unmet: [] }, said.join('\n'))
    return exitCodes.ok
  }
  const head = decision.clause === null ? word('refused', language) : word('refusedUnder', language, { clause: decision.clause })
  await cli.print(
    { decision: 'refuse', clause: decision.clause, unmet: decision.unmet.map(({ code, rule, clause, mend }) => ({ code, rule, clause, mend })) },
    [
      head,
      ...decision.unmet.map(unmet => unmetText(unmet, language)),
      ...evidenceOf(agreement, [decision.clause, ...decision.unmet.map(unmet => unmet.clause)], language),
    ].join('\n'),
  )
  return exitCodes.refused
}

/** How well each clause that an answer names is evidenced, a line each. */
function evidenceOf(agreement: Agreement, named: readonly (string | null)[], language: Language): readonly string[] {
  return agreement.clauses.filter(clause => named.includes(clause.id)).map(clause => plainText(`  ${clauseLine(clause, language)}`))
}

/** `agreement check`: every problem of every file with its place. */
export async function checkFiles(cli: Cli, files: readonly string[]) {
  const places: Place[] = []
  for (const file of files) places.push(...placesIn(file, await cli.file(file)))
  if (places.length > 0) throw malformed([...new Set(places.map(place => place.file))].join(', '), 'document-malformed', places)
  await cli.print({ well: files }, files.map(file => plainText(`${file}: ${word('well', cli.language)}`, true)).join('\n'))
  return exitCodes.ok
}

/** `agreement explain`: the instrument as readable text. */
export async function explainFile(cli: Cli, named: string) {
  const { agreement } = await agreementNamed(cli, named)
  const text = explain(agreement, cli.language)
  await cli.print(text, plainText(text.blocks.map(blockText).join('\n').trimStart()))
  return exitCodes.ok
}

function blockText(block: Block): string {
  if (block.kind === 'paragraph') return `${block.text}\n`
  if (block.kind === 'list') return `${block.intro}\n${block.items.map(item => `  - ${item}`).join('\n')}\n`
  const badge = block.badge === undefined ? '' : ` [${block.badge}]`
  return `\n${block.level > 1 ? `${'#'.repeat(block.level)} ` : ''}${block.text}${badge}`
}

/** `agreement diff`: what the second text would newly permit or refuse against the first. */
export async function diffFiles(cli: Cli, before: string, after: string) {
  const found = diff((await agreementNamed(cli, before)).agreement, (await agreementNamed(cli, after)).agreement)
  await cli.print(found, diffText(cli, found))
  return exitCodes.ok
}

function diffText(cli: Cli, found: AgreementDiff): string {
  const { newlyPermitted, newlyRefused, rulings, fields } = found
  if (newlyPermitted.length + newlyRefused.length + rulings.length + fields.length === 0) return word('same', cli.language)
  return plainText(
    [
      ...newlyPermitted.map(box => `+ ${boxText(cli, box)}`),
      ...newlyRefused.map(box => `- ${boxText(cli, box)}`),
      ...rulings.map(ruling => `! ${ruling.clause} ${ruling.effect} ${ruling.change}`),
      ...fields.map(field => `~ ${field.pointer}: ${JSON.stringify(field.before)} -> ${JSON.stringify(field.after)}`),
    ].join('\n'),
  )
}

function boxText(cli: Cli, box: PermittedBox): string {
  const named = (scheme: SchemeId, codes: readonly string[]) => codes.map(code => `${code} ${label(scheme, code, cli.language)}`).join(', ')
  const parts = [
    named('messageType', [box.messageType]),
    named('purpose', [box.purpose]),
    box.dataCategories.length === codesOf('dataCategory').length ? 'all data categories' : named('dataCategory', box.dataCategories),
    box.crimeAreas === null ? '' : named('crimeArea', box.crimeAreas),
    box.subjectCategories === null ? '' : named('subjectCategory', box.subjectCategories),
    box.authorities?.join(', ') ?? '',
    box.direction ?? '',
    box.bulk ? 'bulk' : '',
  ]
  return [box.regime === box.toRegime ? box.regime : `${box.regime} > ${box.toRegime}`, ...parts.filter(part => part !== '')].join(' · ')
}

/** `agreement replay`: which past exchanges the text would have decided otherwise. */
export async function replayFile(cli: Cli, named: string, options: { readonly entries: string; readonly policy?: string }) {
  const { agreement } = await agreementNamed(cli, named)
  const policy = options.policy === undefined ? null : await policyIn(cli, options.policy)
  const entries = await pastAsks(cli, options.entries)
  const otherwise = replay(entries, agreement, policy)
  const rows = otherwise.map(each => [
    each.id,
    each.at,
    each.was,
    each.would.decision,
    each.would.decision === 'refuse' ? each.would.unmet.map(unmet => unmet.code).join(' ') : each.would.clause,
  ])
  const text = rows.length === 0 ? word('same', cli.language) : table(headingsIn(cli.language, 'message', 'when', 'outcome', 'outcome', 'reason'), rows)
  await cli.print({ decided: entries.length, otherwise }, text)
  return exitCodes.ok
}

/** JSON lines `{"id","at","decision","ask"}`; each bad line is told with its number, and nothing is replayed. */
async function pastAsks(cli: Cli, file: string): Promise<PastAsk[]> {
  const entries: PastAsk[] = []
  const places: Place[] = []
  for await (const line of linesOf(wholeFile(await cli.file(file, 256 * 1_048_576)))) {
    const read = line.bytes === null ? 'line-too-long' : pastAskIn(line.bytes)
    if (typeof read === 'string')
      places.push({ file, line: line.number, column: 1, code: read, says: 'a past exchange is {"id","at","decision":"permit"|"refuse","ask"}' })
    else entries.push(read)
  }
  if (places.length > 0) throw malformed(file, 'entries-malformed', places)
  return entries
}

async function* wholeFile(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

function pastAskIn(bytes: Uint8Array): PastAsk | string {
  try {
    const value = readJson(bytes).value
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'entry-shape'
    const { id, at, decision, ask: asked } = value as { readonly [name: string]: Json }
    if (typeof id !== 'string' || !isInstant(at) || (decision !== 'permit' && decision !== 'refuse') || asked === undefined) return 'entry-shape'
    const ask = askFrom(asked)
    return isRefusal(ask) ? ask.refused : { id, at, decision, ask }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    return fault.code
  }
}
