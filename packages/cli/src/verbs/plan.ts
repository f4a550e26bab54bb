import type { BalanceSheet, Draft, FollowUpLine, IndicatorView, Lineage, Plan, PlanRow } from '@entraide/node/api'
import { label } from '@entraide/vocabulary'
import { Argument, type Command, Option } from 'commander'
import type { PlanCountedShape, PlanMatterShape } from '../api-shapes.ts'
import type { Acts, Cli } from '../cli.ts'
import { jsonFile } from '../draft-fields.ts'
import { exitCodes } from '../ending.ts'
import { plainText, table } from '../plain-text.ts'
import { headingsIn, word } from '../words.ts'
import { type Page, printPage } from './box.ts'
import { draftText } from './draft.ts'
import { type PaperOptions, savePaper, withPdf } from './paper.ts'

type StepOptions = { readonly note?: string; readonly basis?: string; readonly assurance?: string[]; readonly keep?: boolean }

/** Action plans: read, proposed, signed, kept up, counted, closed. Each step is a draft that a second person releases. */
export function planVerbs(program: Command, acts: Acts): void {
  const plan = program.command('plan').description('Action plans with a partner: text, items, counts, closing. A plan is never a legal basis.')

  acts(plan.command('list', { isDefault: true }).description('Plans of this node, those that end first before the others.'), async cli => {
    const page = await cli.node.get<Page<PlanRow>>('/v1/plans')
    const rows = page.rows.map(row => [row.name, row.partner, row.state, row.from, row.until, row.items.total, row.items.late, row.dossier])
    await printPage(cli, page, table(headingsIn(cli.language, 'plan', 'partner', 'state', 'from', 'until', 'items', 'late', 'dossier'), rows))
    return exitCodes.ok
  })

  acts(
    plan.command('show <id>').description('A plan: its items, its indicators with both sides’ counts, and what may be done next.'),
    async (cli, [id = '']) => {
      const shown = await cli.node.get<Plan>(planPath(id))
      await cli.print(shown, planText(cli, shown))
      return exitCodes.ok
    },
  )

  acts(plan.command('lineage').description('The instruments of the relation and its plans in their line, with how far each is known.'), async cli => {
    const lineage = await cli.node.get<Lineage>('/v1/lineage')
    const named = (title: Lineage['instruments'][number]['title']) => title[cli.language] ?? ''
    const lines = [...lineage.instruments, ...lineage.chains.flatMap(chain => chain.lines.flat())].map(entry => [
      entry.from ?? '',
      entry.until ?? '',
      entry.id,
      named(entry.title),
      entry.status,
      entry.dossier ?? entry.agreement ?? '',
    ])
    await cli.print(lineage, lines.length === 0 ? word('nothing', cli.language) : table(['', '', '', '', '', ''], lines).trimStart())
    return exitCodes.ok
  })

  acts<PaperOptions>(
    withPdf(
      plan
        .command('balance <id>')
        .description('What the joint committee reads of a plan: asked, answered, refused by ground, late, silent, both ways; with --pdf, on paper.'),
    ),
    async (cli, [id = ''], { pdf, lang }) => {
      if (pdf !== undefined) return savePaper(cli, `${planPath(id)}/paper`, pdf, lang)
      const balance = await cli.node.get<BalanceSheet>(`${planPath(id)}/balance`)
      await cli.print(balance, balanceText(cli, balance))
      return exitCodes.ok
    },
  )

  acts<StepOptions & { text: string; submit?: boolean }>(
    terms(
      plan
        .command('propose <partner>')
        .description('Draft the proposal of a plan to a partner.')
        .requiredOption('--text <file>', 'the plan as JSON (spec/workflows/plan.md)')
        .option('--submit', 'and hand it to the releasing officer at once'),
    ).addHelpText('after', '\nExample:\n  $ entraide plan propose MA-DGSN-SPOC --text plan.json --basis LED-37-1-b --assurance NDP NTT SPE --submit'),
    async (cli, [partner = ''], options) => {
      const body = { partner, text: await jsonFile(cli, options.text), terms: termsOf(options), submit: options.submit === true }
      return await printDraft(cli, await cli.node.send<Draft>('POST', '/v1/plans', body))
    },
  )

  acts<{ name: string; from: string; until: string }>(
    plan
      .command('next <id>')
      .description('A first text of the plan that follows, with every item that this one carries over. Nothing is kept.')
      .requiredOption('--name <id>', 'name of the next plan')
      .requiredOption('--from <day>', 'its first day')
      .requiredOption('--until <day>', 'its last day'),
    async (cli, [id = ''], { name, from, until }) => {
      const { text } = await cli.node.get<{ text: unknown }>(`${planPath(id)}/next`, { name, from, until })
      await cli.print(text, JSON.stringify(text, null, 2))
      return exitCodes.ok
    },
  )

  step(
    acts,
    plan.command('change <id>').description('Answer with another text.').requiredOption('--text <file>', 'the plan as JSON'),
    async (cli, _plan, _args, options) => ({
      step: 'change',
      text: await jsonFile(cli, options.text ?? ''),
    }),
  )
  for (const [verb, description] of [
    ['agree', 'Agree to the text that stands: the other side’s last one.'],
    ['sign', 'Sign the text (the side that proposed it).'],
    ['countersign', 'Sign it second: from then on it runs.'],
  ] as const)
    step(acts, plan.command(`${verb} <id>`).description(description), async (_cli, { digest }) => ({ step: verb, digest }))
  for (const [verb, description] of [
    ['withdraw', 'Take back a proposal of ours, with a --note.'],
    ['decline', 'Say no to a proposal, with a --note.'],
    ['reopen', 'Do not confirm a closing, with a --note on what is not right.'],
  ] as const)
    step(acts, plan.command(`${verb} <id>`).description(description), async () => ({ step: verb }))
  for (const [verb, description] of [
    ['close', 'Close a plan whose items have all ended.'],
    ['confirm', 'Confirm the other side’s closing.'],
  ] as const)
    step(acts, plan.command(`${verb} <id>`).description(description), async (_cli, { closing }) => ({ step: verb, digest: closing.digest }))

  step(
    acts,
    plan
      .command('item <id> <item>')
      .description('Say how an item of ours stands. Done takes evidence; blocked, dropped and carried over take a reason.')
      .addArgument(new Argument('<status>').choices(['RUN', 'BLK', 'DON', 'DRP', 'CAR']))
      .option('--reason <text>', 'why')
      .option('--evidence <references...>', 'exchanges or visits that show it'),
    async (_cli, _plan, [, item = '', status = ''], { reason, evidence }) => ({ step: 'item', item, status, reason: reason ?? '', evidence: evidence ?? [] }),
  )
  step(
    acts,
    plan
      .command('add <id>')
      .description('Take on one more action of ours while the plan runs.')
      .requiredOption('--objective <id>', 'under which objective')
      .requiredOption('--action <file>', 'the action as JSON')
      .option('--visit <id>', 'the visit that decided it')
      .option('--decision <id>', 'as which decision'),
    async (cli, _plan, _args, { objective, action, visit, decision }) => ({
      step: 'add',
      objective,
      action: await jsonFile(cli, action ?? ''),
      decision: visit === undefined || decision === undefined ? null : { visit, item: decision },
    }),
  )
  step(
    acts,
    plan
      .command('review <id>')
      .description('Tell the conclusions of a review at a meeting.')
      .requiredOption('--on <day>', 'when')
      .requiredOption('--conclusions <text>', 'what was concluded')
      .option('--visit <id>', 'at which visit'),
    async (cli, _plan, _args, { on, conclusions, visit }) => ({ step: 'review', on, visit: visit ?? null, conclusions: { [cli.language]: conclusions ?? '' } }),
  )

  acts<StepOptions & { from?: string; until?: string; tell?: boolean }>(
    terms(
      plan
        .command('count <id>')
        .description('Count a period from this node’s own exchanges; the whole plan unless told otherwise.')
        .option('--from <day>', 'first day')
        .option('--until <day>', 'last day')
        .option('--tell', 'and hand the counts to the releasing officer, to be told to the partner'),
    ),
    async (cli, [id = ''], options) => {
      const { text } = await cli.node.get<Plan>(planPath(id))
      const counted = await cli.node.send<PlanCountedShape>('POST', `${planPath(id)}/counts`, {
        from: options.from ?? text.from,
        until: options.until ?? text.until,
      })
      if (options.tell === true) return await printDraft(cli, await draftStep(cli, id, counted.matter, options))
      const rows = (counted.matter as { rows: readonly { key: string; count: number }[] }).rows.map(row => [row.key, row.count])
      await cli.print(counted, table(['', ''], rows).trimStart())
      return exitCodes.ok
    },
  )
}

type MoreOptions = {
  readonly text?: string
  readonly reason?: string
  readonly evidence?: string[]
  readonly objective?: string
  readonly action?: string
  readonly visit?: string
  readonly decision?: string
  readonly on?: string
  readonly conclusions?: string
}

/** A verb that drafts one step; handed to the releasing officer unless --keep. */
function step(acts: Acts, command: Command, matter: (cli: Cli, plan: Plan, args: readonly string[], options: MoreOptions) => Promise<object>): void {
  const withOptions = terms(command).option('--keep', 'keep it as a draft instead of handing it over')
  acts<StepOptions & MoreOptions>(withOptions, async (cli, args, options) => {
    const [id = ''] = args
    const plan = await cli.node.get<Plan>(planPath(id))
    const said = { matter: 'plan', ...(await matter(cli, plan, args, options)) } as PlanMatterShape
    return await printDraft(cli, await draftStep(cli, id, said, options))
  })
}

async function draftStep(cli: Cli, id: string, matter: PlanMatterShape, options: StepOptions): Promise<Draft> {
  return await cli.node.send<Draft>('POST', `${planPath(id)}/steps`, {
    matter,
    note: options.note ?? '',
    terms: termsOf(options),
    submit: options.keep !== true,
  })
}

async function printDraft(cli: Cli, draft: Draft) {
  await cli.print(draft, draftText(draft))
  return exitCodes.ok
}

function terms(command: Command): Command {
  return command
    .option('--note <text>', 'a note to the partner')
    .addOption(new Option('--basis <code>', 'basis of the transfer, for this side’s first message (LED-37-1-b …)'))
    .option('--assurance <codes...>', 'assurances, for this side’s first message (NDP NTT SPE …)')
}

/** Null: as this side wrote last in the thread. */
function termsOf({ basis, assurance }: StepOptions) {
  if (basis === undefined && assurance === undefined) return null
  return { transferBasis: basis ?? null, assurances: assurance?.flatMap(each => each.split(/[\s,]+/)) ?? [] }
}

const planPath = (id: string) => `/v1/plans/${encodeURIComponent(id)}`

/** A text in the reader's language, or in the first there is. */
function inWords(cli: Cli, text: { readonly [language: string]: string | undefined }): string {
  return text[cli.language] ?? Object.values(text).find(each => each !== undefined) ?? ''
}

function planText(cli: Cli, { row, items, indicators, closing, acts, uncounted, told }: Plan): string {
  const status = (code: string) => `${code} ${label('planItemStatus', code, cli.language)}`
  const head = [
    `${row.name}  ${inWords(cli, row.title)}`,
    `${row.partner}  ${row.state}  ${row.from} – ${row.until}`,
    `next  ${acts.join(', ') || '-'}`,
    `open  ${closing.open.join(', ') || '-'}`,
    ...told.map(each => `told  ${each.by}  ${each.from} – ${each.until}  ${each.at}`),
    ...(uncounted === 0 ? [] : [word('uncounted', cli.language, { count: uncounted })]),
  ].map(line => plainText(line, true))
  const itemRows = items.map(item => [item.id, status(item.status), item.dueOn, item.owner, inWords(cli, item.title), item.evidence.join(' ') || item.reason])
  const parts = [head.join('\n'), table(headingsIn(cli.language, 'item', 'state', 'due', 'owner', 'what', 'reason'), itemRows)]
  if (indicators.length > 0)
    parts.push(
      table(
        headingsIn(cli.language, 'indicator', 'what', 'numerator', 'denominator'),
        indicators.map(each => [each.id, inWords(cli, each.title), pairText(each.numerator), each.denominator === null ? '' : pairText(each.denominator)]),
      ),
    )
  return parts.join('\n\n')
}

/** Ours, then theirs; a difference is marked and named. */
export function pairText({ ours, theirs, differs }: IndicatorView['numerator']): string {
  if (theirs === null) return `${ours} / ?`
  return `${ours} / ${theirs}${differs === null || differs === 'none' ? '' : ` (! ${differs})`}`
}

function balanceText(cli: Cli, balance: BalanceSheet): string {
  return [
    plainText(`${balance.plan.name}  ${inWords(cli, balance.plan.title)}  ${balance.plan.from} – ${balance.plan.until}`, true),
    lineTable(cli, balance.exchanges),
    table(
      headingsIn(cli.language, 'state', 'items'),
      Object.entries(balance.itemsByStatus).map(([code, n]) => [label('planItemStatus', code, cli.language), n]),
    ),
  ].join('\n\n')
}

/** Lines of the follow-up: a column a line, a row a count. */
export function lineTable(_cli: Cli, lines: readonly FollowUpLine[]): string {
  const names = [...new Set(lines.flatMap(line => Object.keys(line.counts)))].sort()
  const heads = lines.map(line => [line.agreement, `${line.asker} > ${line.holder}`, line.type].filter(part => part !== null).join(' '))
  return table(
    ['', ...heads],
    names.map(name => [name, ...lines.map(line => (line.counts[name] === undefined ? '' : pairText(line.counts[name])))]),
  )
}
