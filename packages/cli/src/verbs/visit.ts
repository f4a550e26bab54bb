import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import type { Dossier, Draft, NeedToKnow, PaperCheck, Visit, VisitRow } from '@entraide/node/api'
import { label } from '@entraide/vocabulary'
import { type Command, Option } from 'commander'
import type { Acts, Cli } from '../cli.ts'
import { jsonFile } from '../draft-fields.ts'
import { badInput, exitCodes } from '../ending.ts'
import { plainText, table } from '../plain-text.ts'
import { headingsIn, word } from '../words.ts'
import { addAttachment } from './attachment.ts'
import { type Page, printPage } from './box.ts'
import { draftPath, draftText } from './draft.ts'
import { type PaperOptions, savePaper, withPdf } from './paper.ts'
import { recordText, visitText } from './visit-text.ts'

type Terms = {
  readonly agreement?: string
  readonly clause?: string
  readonly basis?: string
  readonly assurance?: string[]
  readonly case?: string
  readonly holdUntil?: string
  readonly writtenIn?: string
  readonly note?: string
  readonly submit?: boolean
}

type IntoPlan = {
  readonly plan: string
  readonly objective: string
  readonly title?: string
  readonly dueOn?: string
  readonly basis?: string
  readonly assurance?: string[]
  readonly note?: string
  readonly submit?: boolean
}

/** visit: working visits, from their proposal to what came of them. */
export function visitVerbs(program: Command, acts: Acts): void {
  const visit = program
    .command('visit')
    .description('Propose, prepare, write down and follow up working visits; keep the list of who knows of a discreet one.')
    .addHelpText(
      'after',
      `
The path of a visit:
  $ entraide visit new --to MA-DGSN-SPOC --from proposal.json --know ACCOUNT --submit
  $ entraide visit open DOSSIER --reason "visit of January"
  $ entraide visit agenda DOSSIER --from agenda.json --submit
  $ entraide visit agree DOSSIER --submit          what the other side wrote, as it stands
  $ entraide visit paper DOSSIER table.pdf --title "Container movements" --handed-on 2027-01-19 --submit
  $ entraide visit minutes DOSSIER --from minutes.json --submit
  $ entraide visit cosign DOSSIER --submit
  $ entraide visit show DOSSIER --pdf minutes.pdf --lang ar
Each is a draft, and leaves when a second person has released it (entraide request release).`,
    )

  acts(visit.command('list').description('Working visits that you may know of.'), async cli => {
    const page = await cli.node.get<Page<VisitRow>>('/v1/visits')
    const rows = page.rows.map(row => [
      row.ourReference,
      row.partner,
      row.state,
      row.about === null ? '' : (row.about.title[cli.language] ?? Object.values(row.about.title)[0] ?? ''),
      row.about === null ? '' : `${row.about.from} ${row.about.place}`,
      row.openDecisions,
      row.dossier,
    ])
    await printPage(cli, page, table(headingsIn(cli.language, 'reference', 'partner', 'state', 'visit', 'when', 'openDecisions', 'dossier'), rows))
    return exitCodes.ok
  })

  acts<PaperOptions>(
    withPdf(visit.command('show <dossier>').description('A visit as it stands (its content only once opened today); with --pdf, its minutes on paper.')),
    async (cli, [id = ''], { pdf, lang }) => (pdf === undefined ? show(cli, id) : savePaper(cli, `${visitPath(id)}/paper`, pdf, lang)),
  )

  acts<{ reason: string }>(
    visit.command('open <dossier>').description('Open a visit for today, with a reason; logged.').requiredOption('--reason <text>', 'why'),
    async (cli, [id = ''], { reason }) => {
      await cli.node.send<Dossier>('POST', `/v1/threads/${encodeURIComponent(id)}/openings`, { reason })
      return show(cli, id)
    },
  )

  acts<Terms & { to: string; from: string; know?: string[] }>(
    withTerms(visit.command('new').description('Begin a visit: a draft of its proposal.'))
      .requiredOption('--to <node>', 'the partner')
      .requiredOption('--from <file>', 'the proposal as JSON: visit, title, host, place, from, until, languages, discreet')
      .option('--know <accounts...>', 'who may know of a discreet one beside you'),
    async (cli, _, { to, from, know, ...options }) => {
      const matter = { matter: 'visit', step: 'propose', ...(await objectIn(cli, from)) }
      const made = await cli.node.send<Draft>('POST', '/v1/visits', { to, matter, needToKnow: know ?? [], terms: termsOf(options) })
      return finish(cli, made, [], options.submit === true)
    },
  )

  for (const [verb, step, description] of [
    ['accept', 'accept', 'Accept a proposed visit.'],
    ['close', 'close', 'End a visit whose decisions are all done, dropped or carried.'],
    ['cancel', 'cancel', 'Cancel a visit, or decline one that was proposed to us.'],
  ] as const)
    acts<Terms>(withTerms(visit.command(`${verb} <dossier>`).description(description)), async (cli, [id = ''], options) => write(cli, id, { step }, options))

  for (const [verb, step, description] of [
    ['agenda', 'agenda', 'Write a version of the agenda, on top of the one that stands.'],
    ['minutes', 'minutes', 'Write a version of the minutes, on top of the one that stands.'],
  ] as const)
    acts<Terms & { from: string }>(
      withTerms(visit.command(`${verb} <dossier>`).description(description)).requiredOption(
        '--from <file>',
        'the text as JSON, in both languages of the visit',
      ),
      async (cli, [id = ''], { from, ...options }) => {
        const lines = (await opened(cli, id))[step]
        return write(cli, id, { step, follows: lines.at(-1)?.digest ?? null, [step]: await objectIn(cli, from) }, options)
      },
    )

  for (const [verb, step, line, description] of [
    ['agree', 'agree-agenda', 'agenda', 'Agree to the agenda as it stands.'],
    ['cosign', 'cosign', 'minutes', 'Put the signature of this node under the minutes as they stand.'],
  ] as const)
    acts<Terms>(withTerms(visit.command(`${verb} <dossier>`).description(description)), async (cli, [id = ''], options) => {
      const standing = (await opened(cli, id))[line].at(-1)
      if (standing === undefined) throw badInput('text-missing', 'There is no such text yet.', 'Write one first.')
      return write(cli, id, { step, digest: standing.digest }, options)
    })

  acts<Terms & { from: string }>(
    withTerms(visit.command('delegation <dossier>').description('Say who comes, by office, number and clearance.')).requiredOption(
      '--from <file>',
      'the offices as JSON: [{"office", "persons", "clearance"}]',
    ),
    async (cli, [id = ''], { from, ...options }) => {
      const node = await cli.node.get<{ readonly node: { readonly id: string } }>('/v1/session')
      return write(cli, id, { step: 'delegation', delegation: { node: node.node.id, offices: await jsonFile(cli, from) } }, options)
    },
  )

  acts<Terms & { title: string; handedOn: string; agenda?: string }>(
    withTerms(visit.command('paper <dossier> <file>').description('Register a paper handed over: a message with the file, named by its digest.'))
      .requiredOption('--title <text>', 'what it is')
      .requiredOption('--handed-on <day>', 'when, as 2027-01-19')
      .option('--agenda <item>', 'the item of the agenda that it belongs to'),
    async (cli, [id = '', file = ''], { title, handedOn, agenda, ...options }) =>
      write(cli, id, { step: 'paper', title, handedOn, digest: await digestOf(cli, file), agenda: agenda ?? null }, options, [file]),
  )

  acts<Terms & { first: string; last: string }>(
    withTerms(visit.command('held <dossier>').description('Say that the visit was held. Only the host does.'))
      .requiredOption('--first <day>', 'the first day, as 2027-01-19')
      .requiredOption('--last <day>', 'the last day'),
    async (cli, [id = ''], { first, last, ...options }) => write(cli, id, { step: 'held', from: first, until: last }, options),
  )

  acts<Terms & { status: string; reason: string; plan?: string; item?: string }>(
    withTerms(visit.command('follow <dossier> <decision>').description('Say how a decision of ours stands.'))
      .addOption(new Option('--status <code>', 'how it stands').choices(['RUN', 'BLK', 'DON', 'DRP', 'CAR']).makeOptionMandatory())
      .option('--reason <text>', 'why, or what shows it', '')
      .option('--plan <id>', 'with CAR: the plan that carries it on')
      .option('--item <id>', 'with CAR: as which item'),
    async (cli, [id = '', decision = ''], { status, reason, plan, item, ...options }) =>
      write(cli, id, { step: 'follow', decision, status, reason, carried: plan === undefined || item === undefined ? null : { plan, item } }, options),
  )

  acts<IntoPlan>(
    visit
      .command('into-plan <dossier> <decision>')
      .description('Take a decision of ours into a plan that runs: a draft of its action there.')
      .requiredOption('--plan <dossier>', 'the plan, by its dossier (entraide plan list)')
      .requiredOption('--objective <id>', 'under which of its objectives')
      .option('--title <text>', 'the action in other words than the decision’s; needed where the visit is discreet, for a plan is read by more people')
      .option('--due-on <day>', 'another day than the decision’s')
      .option('--basis <code>', 'basis of the transfer out of the Union (LED-37-1-b …)')
      .option('--assurance <codes...>', 'assurances (NDP NTT SPE …)')
      .option('--note <text>', 'a word to the partner')
      .option('--submit', 'and hand it to the releasing officer at once'),
    async (cli, [id = '', decision = ''], { plan, objective, title, dueOn, basis, assurance, note, submit }) => {
      const terms = basis === undefined && assurance === undefined ? null : { transferBasis: basis ?? null, assurances: assurance ?? [] }
      const words = title === undefined ? null : { [cli.language]: title }
      const said = { plan, objective, title: words, dueOn: dueOn ?? null, note: note ?? '', terms, submit: submit === true }
      const made = await cli.node.send<Draft>('POST', `${visitPath(id)}/decisions/${encodeURIComponent(decision)}/action`, said)
      return finish(cli, made, [], false)
    },
  )

  acts(
    visit.command('check-paper <dossier> <message>').description('Hold a paper that is here against the digest its message names.'),
    async (cli, [id = '', message = '']) => {
      const check = await cli.node.send<PaperCheck>('POST', `${visitPath(id)}/papers/${encodeURIComponent(message)}/check`, {})
      await cli.print(check, check.same ? word('well', cli.language) : `${check.said} ≠ ${check.found}`)
      return check.same ? exitCodes.ok : exitCodes.refused
    },
  )

  const know = visit.command('know').description('Who needs to know of a discreet visit; reading and changing it is logged.')
  acts(know.command('list <dossier>', { isDefault: true }).description('Who knows, and who could be told.'), async (cli, [id = '']) =>
    printNeedToKnow(cli, await cli.node.get<NeedToKnow>(`${visitPath(id)}/need-to-know`)),
  )
  acts(know.command('add <dossier> <account>').description('Let one more person know.'), async (cli, [id = '', account = '']) =>
    printNeedToKnow(cli, await cli.node.send<NeedToKnow>('POST', `${visitPath(id)}/need-to-know`, { account })),
  )
  acts(know.command('remove <dossier> <account>').description('Take a person off the list.'), async (cli, [id = '', account = '']) =>
    printNeedToKnow(cli, await cli.node.send<NeedToKnow>('DELETE', `${visitPath(id)}/need-to-know/${encodeURIComponent(account)}`)),
  )
}

const visitPath = (id: string) => `/v1/visits/${encodeURIComponent(id)}`

function withTerms(command: Command): Command {
  return command
    .option('--agreement <hash>', 'the agreement, by its hash')
    .option('--clause <id>', 'the clause; without it, the first that permits visits')
    .option('--basis <code>', 'basis of the transfer out of the Union (LED-37-1-b …)')
    .option('--assurance <codes...>', 'assurances (NDP NTT SPE …)')
    .option('--case <reference>', 'our case reference')
    .option('--hold-until <day>', 'kept until')
    .option('--written-in <language>', 'en, fr, nl or ar')
    .option('--note <text>', 'a word to the partner')
    .option('--submit', 'and hand it to the releasing officer at once')
}

function termsOf({ agreement, clause, basis, assurance, case: caseReference, holdUntil, writtenIn, note }: Terms): object {
  const given = { agreement, clause, transferBasis: basis, assurances: assurance, caseReference, holdUntil, language: writtenIn, note }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

async function write(cli: Cli, id: string, matter: object, options: Terms, attach: readonly string[] = []) {
  const made = await cli.node.send<Draft>('POST', `${visitPath(id)}/steps`, { matter: { matter: 'visit', ...matter }, terms: termsOf(options) })
  return finish(cli, made, attach, options.submit === true)
}

async function finish(cli: Cli, made: Draft, attach: readonly string[], submit: boolean) {
  for (const file of attach) await addAttachment(cli, made.id, file)
  const draft = submit
    ? await cli.node.send<Draft>('POST', `${draftPath(made.id)}/submit`)
    : attach.length > 0
      ? await cli.node.get<Draft>(draftPath(made.id))
      : made
  await cli.print(draft, draftText(draft))
  return exitCodes.ok
}

async function show(cli: Cli, id: string) {
  const visit = await cli.node.get<Visit>(visitPath(id))
  const closed = ['', 'Not opened today: entraide visit open DOSSIER --reason "…"']
  await cli.print(
    visit,
    [...visitText(visit), ...(visit.record === null ? closed : recordText(visit.record, cli.language))].map(line => plainText(line)).join('\n'),
  )
  return exitCodes.ok
}

async function opened(cli: Cli, id: string): Promise<NonNullable<Visit['record']>> {
  const { record } = await cli.node.get<Visit>(visitPath(id))
  if (record === null)
    throw badInput('dossier-not-open', 'This visit has not been opened today.', 'Open it with a reason: entraide visit open DOSSIER --reason "…"')
  return record
}

async function objectIn(cli: Cli, path: string): Promise<object> {
  const value = await jsonFile(cli, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badInput('json-not-object', `${path} does not hold a JSON object.`, 'Write it as {"…": …}.')
  return value
}

/** SHA-256 of a file, read as a stream. */
async function digestOf(cli: Cli, file: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const part of createReadStream(resolve(cli.terminal.cwd, file))) hash.update(part as Uint8Array)
  } catch {
    throw badInput('file-unreadable', `${file} is not a file that can be read.`, 'Check its name and that you may read it.')
  }
  return hash.digest('hex')
}

async function printNeedToKnow(cli: Cli, list: NeedToKnow) {
  const rows = list.members.map(each => [
    each.office,
    each.serviceNumber,
    each.roles.map(role => label('role', role, cli.language)).join(', '),
    each.state,
    each.id,
  ])
  await cli.print(list, table(headingsIn(cli.language, 'office', 'number', 'roles', 'state', 'account'), rows))
  return exitCodes.ok
}
