import type { ActRow, Health } from '@entraide/node/api'
import type { Command } from 'commander'
import type { LogListShape } from '../api-shapes.ts'
import type { Acts } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import { plainText, table } from '../plain-text.ts'
import { headingsIn } from '../words.ts'
import { type Page, type PageOptions, pageOptions, printPage } from './box.ts'

type ActOptions = PageOptions & { readonly act?: string; readonly outcome?: string; readonly dossier?: string }

/** logs, acts, status, metrics: what the node can prove of itself. */
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
      .option('--outcome <outcome>', 'done or refused')
      .option('--dossier <id>', 'only acts on this dossier')
      .addHelpText('after', '\nExample:\n  $ entraide acts --outcome refused --json'),
    async (cli, _, { act, outcome, dossier, after, limit }) => {
      const page = await cli.node.get<Page<ActRow>>('/v1/acts', { act, outcome, dossier, after, limit })
      const rows = page.rows.map(row => [row.at, row.act, row.actor, row.code === null ? row.outcome : `${row.outcome}: ${row.code}`, row.dossier, row.reason])
      await printPage(cli, page, table(headingsIn(cli.language, 'when', 'act', 'actor', 'outcome', 'dossier', 'reason'), rows))
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
