import { dateIn, type Instant, timeIn } from '@entraide/ground'
import type { DueBoard, OutboxRow, ThreadRow } from '@entraide/node/api'
import { label, sentence } from '@entraide/vocabulary'
import type { Command } from 'commander'
import type { Acts, Cli } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import { table } from '../plain-text.ts'
import { untilText } from '../until.ts'
import { headingsIn, word } from '../words.ts'

/** One page of a list, as the API hands it out. */
export type Page<Row> = { readonly rows: readonly Row[]; readonly total: number; readonly next: string | null }

export type PageOptions = { readonly after?: string; readonly limit?: string }
type ThreadOptions = PageOptions & {
  readonly partner?: string
  readonly state?: string
  readonly urgency?: string
  readonly side?: string
  readonly reference?: string
  readonly mine?: boolean
}

/** due, inbox, outbox: what waits. */
export function boxVerbs(program: Command, acts: Acts): void {
  acts(program.command('due').description('What burns first: overdue, today, this week, waiting, to release.'), async cli => {
    const board = await cli.node.get<DueBoard>('/v1/due')
    const columns = board.columns.filter(column => column.count > 0)
    const parts = columns.map(column => `${column.column} (${column.count})\n${threadTable(cli, column.rows, board.zones)}`)
    await cli.print(board, parts.length === 0 ? word('nothing', cli.language) : parts.join('\n\n'))
    return exitCodes.ok
  })

  acts<ThreadOptions>(
    threadFilters(program.command('inbox').description('Requests and information that partners sent here and that wait for this node.')).addHelpText(
      'after',
      '\nExamples:\n  $ entraide inbox\n  $ entraide inbox --partner MA-DGSN-SPOC --urgency U8H --json',
    ),
    async (cli, _, options) => printThreads(cli, { box: 'inbox', ...filters(options) }),
  )

  const outbox = program.command('outbox').description('What is on its way out, and why something is stuck.')
  acts<PageOptions & { state?: string }>(
    pageOptions(outbox.command('list', { isDefault: true }).description('List what waits, is being delivered or was stopped.')).option(
      '--state <state>',
      'only this state (waiting, waiting-slot, trying, stuck, held-by-partner, delivered, refused, stopped, expired)',
    ),
    async (cli, _, { after, limit, state }) => {
      const page = await cli.node.get<Page<OutboxRow>>('/v1/outbox', { after, limit, state })
      const rows = page.rows.map(row => [
        row.message,
        row.partner,
        row.kind,
        row.state,
        row.tries,
        row.nextTryAt,
        row.reason === null ? '' : (sentence(row.reason, cli.language)?.what ?? row.reason),
      ])
      await printPage(cli, page, table(headingsIn(cli.language, 'message', 'partner', 'type', 'state', 'tries', 'nextTry', 'reason'), rows))
      return exitCodes.ok
    },
  )
  for (const [verb, description] of [
    ['retry', 'Try to deliver a message now, without waiting for its next turn.'],
    ['stop', 'Stop a message that has not been delivered; it returns to its author as a draft.'],
  ] as const)
    acts(outbox.command(`${verb} <message>`).description(description), async (cli, [message = '']) => {
      await cli.done(await cli.node.send('POST', `/v1/outbox/${encodeURIComponent(message)}/${verb}`))
      return exitCodes.ok
    })
}

/** Filters of a list of dossiers. */
export function threadFilters(command: Command): Command {
  return pageOptions(command)
    .option('--partner <node>', 'only this partner')
    .option('--state <state>', 'only this state (received, in-work, answered …)')
    .option('--urgency <code>', 'only this urgency (IMM, U8H, U3D, N7D)')
    .option('--side <side>', 'asker: what we asked; holder: what we are asked')
    .option('--reference <text>', 'only references holding this text')
    .option('--mine', 'only what is assigned to me')
}

export function pageOptions(command: Command): Command {
  return command.option('--limit <count>', 'rows a page, up to 200').option('--after <mark>', 'the page after; the mark is printed under a page')
}

/** The query of a list's filters. */
export function filters({ partner, state, urgency, side, reference, mine, after, limit }: ThreadOptions) {
  return { partner, state, urgency, side, reference, mine: mine === true ? 'true' : undefined, after, limit }
}

/** Fetches and prints a page of dossiers. */
export async function printThreads(cli: Cli, query: Parameters<Cli['node']['get']>[1]) {
  const page = await cli.node.get<Page<ThreadRow>>('/v1/threads', query)
  // In both capitals' time, as on the board; a program reads the instants.
  const zones = cli.manner.json || page.rows.every(row => row.clock.dueAt === null) ? [] : (await cli.node.get<DueBoard>('/v1/due')).zones
  await printPage(cli, page, threadTable(cli, page.rows, zones))
  return exitCodes.ok
}

/** Prints a page, with the mark of the next one for a person. */
export async function printPage(cli: Cli, page: Page<unknown>, text: string): Promise<void> {
  const more = page.next === null ? '' : `\n${word('more', cli.language, { count: page.total, next: page.next })}`
  await cli.print(page, page.rows.length === 0 ? word('nothing', cli.language) : text + more)
}

function threadTable(cli: Cli, rows: readonly ThreadRow[], zones: DueBoard['zones']): string {
  return table(
    headingsIn(cli.language, 'reference', 'theirs', 'partner', 'type', 'state', 'clause', 'due', 'last', 'dossier'),
    rows.map(row => [
      row.ourReference,
      row.yourReference,
      row.partner,
      label('messageType', row.openingType, cli.language),
      row.state,
      row.clause,
      clockText(cli, row, zones),
      row.last === null ? '' : `${row.last.direction === 'in' ? '<-' : '->'} ${row.last.messageType} ${row.last.stage}`,
      row.dossier,
    ]),
  )
}

function clockText(cli: Cli, { clock }: ThreadRow, zones: DueBoard['zones']): string {
  if (clock.dueAt === null) return ''
  const at = clock.dueAt as Instant
  const now = cli.terminal.now()
  const whenIn = (zone: string) => (dateIn(at, zone) === dateIn(now, zone) ? timeIn(at, zone) : `${dateIn(at, zone)} ${timeIn(at, zone)}`)
  const places = zones.length === 0 ? at.slice(0, 16).concat('Z') : zones.map(place => `${whenIn(place.zone)} ${place.capital}`).join(', ')
  return `${clock.stopped ? '||' : untilText(now, at, cli.language)} (${places})`
}
