import type { ActRow, Health, TransferRow, TransferStatement } from '@entraide/node/api'
import type { Command } from 'commander'
import type { LogListShape } from '../api-shapes.ts'
import type { Acts } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import { plainText, table } from '../plain-text.ts'
import { headingsIn, word } from '../words.ts'
import { type Page, type PageOptions, pageOptions, printPage } from './box.ts'

type ActOptions = PageOptions & { readonly act?: string; readonly actor?: string; readonly outcome?: string; readonly dossier?: string }

/** logs, acts, transfers, status, metrics: what the node can prove of itself. */
export function oversightVerbs(program: Command, acts: Acts): void {
  acts(program.command('logs').description('Every log of the node: size, head, last checkpoint, and the counts of what crossed.'), async cli => {
    const list = await cli.node.get<LogListShape>('/v1/logs')
    const { sent, admitted, refused, receipts } = list.counts
    const rows = list.logs.map(log => [log.log, log.size, log.head, log.checkpointAt])
    await cli.print(
      list,
      `${table(headingsIn(cli.language, 'log', 'size', 'head', 'checkpoint'), rows)}\nsent ${sent}, admitted ${admitted}, refused ${refused}, receipts ${receipts}`,
    )
    return exitCodes.ok
  })

  acts<ActOptions>(
    pageOptions(program.command('acts').description('Who did what, when, with which outcome and reason; never content (inspector, data protection officer).'))
      .option('--act <name>', 'only this act')
      .option('--actor <who>', 'only of this service number, account or partner node')
      .option('--outcome <outcome>', 'done or refused')
      .option('--dossier <id>', 'only acts on this dossier')
      .addHelpText('after', '\nExample:\n  $ entraide acts --outcome refused --json'),
    async (cli, _, { act, actor, outcome, dossier, after, limit }) => {
      const page = await cli.node.get<Page<ActRow>>('/v1/acts', { act, actor, outcome, dossier, after, limit })
      const rows = page.rows.map(row => [row.at, row.act, row.actor, row.code === null ? row.outcome : `${row.outcome}: ${row.code}`, row.dossier, row.reason])
      await printPage(cli, page, table(headingsIn(cli.language, 'when', 'act', 'actor', 'outcome', 'dossier', 'reason'), rows))
      return exitCodes.ok
    },
  )

  acts<PageOptions & { readonly from?: string; readonly to?: string; readonly partner?: string; readonly statement?: boolean }>(
    pageOptions(
      program
        .command('transfers')
        .description('The record of transfers out of the Union: when, to whom, on which basis, with which kinds of data (inspector, data protection officer).'),
    )
      .option('--from <day>', 'from this day on (2026-01-01)')
      .option('--to <day>', 'up to this day')
      .option('--partner <node>', 'only to this partner')
      .option('--statement', 'counts by basis and recipient instead, for the supervisor')
      .addHelpText(
        'after',
        '\nExamples:\n  $ entraide transfers --from 2026-01-01\n  $ entraide transfers --statement --from 2026-01-01 --to 2026-06-30 --json',
      ),
    async (cli, _, { from, to, partner, statement, after, limit }) => {
      if (statement === true) {
        const told = await cli.node.get<TransferStatement>('/v1/transfers/statement', { from, to, partner })
        const rows = told.rows.map(row => [row.basis, row.partner, row.count, row.dataCategories.join(' ')])
        await cli.print(told, rows.length === 0 ? word('nothing', cli.language) : table(headingsIn(cli.language, 'basis', 'partner', 'size', 'data'), rows))
        return exitCodes.ok
      }
      const page = await cli.node.get<Page<TransferRow>>('/v1/transfers', { from, to, partner, after, limit })
      const rows = page.rows.map(row => [
        row.at,
        row.partner,
        row.messageType,
        row.clause,
        row.basis,
        row.dataCategories.join(' '),
        row.releasedBy,
        row.message,
      ])
      await printPage(cli, page, table(headingsIn(cli.language, 'when', 'partner', 'type', 'clause', 'basis', 'data', 'actor', 'message'), rows))
      return exitCodes.ok
    },
  )

  acts(program.command('status').description('Is the node open, locked or stopping. Exit code 5 when locked, 4 when it does not answer.'), async cli => {
    const health = await cli.node.get<Health>('/v1/health')
    await cli.print(health, `${health.node} ${health.status} (version ${health.version}${health.demo ? ', demonstration' : ''})`)
    return health.status === 'locked' ? exitCodes.locked : exitCodes.ok
  })

  acts(program.command('metrics').description('Counts for a monitoring system (Prometheus text); nothing about persons.'), async cli => {
    await cli.terminal.out(plainText(await (await cli.node.bytes('GET', '/v1/metrics')).text()))
    return exitCodes.ok
  })
}
