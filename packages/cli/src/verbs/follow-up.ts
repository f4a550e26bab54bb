import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FollowUp } from '@entraide/node/api'
import { type Command, Option } from 'commander'
import type { Acts } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import { word } from '../words.ts'
import { lineTable } from './plan.ts'

type Period = { readonly partner: string; readonly from: string; readonly until: string; readonly agreement?: string }

/** What became of what was asked: both sides' counts, and as a file. */
export function followUpVerbs(program: Command, acts: Acts): void {
  const followUp = program
    .command('follow-up')
    .description('What became of what was asked in a period, by both sides: answered, refused by ground, late, silent.')

  acts<Period>(period(followUp.command('show', { isDefault: true }).description('The counts, by agreement, direction and kind.')), async (cli, _, asked) => {
    const { partner, from, until, agreement } = asked
    const found = await cli.node.get<FollowUp>('/v1/follow-up', { partner, from, until, agreement })
    const left = found.uncounted === 0 ? '' : `\n${word('uncounted', cli.language, { count: found.uncounted })}`
    await cli.print(found, found.lines.length === 0 ? word('nothing', cli.language) : `${lineTable(cli, [...found.totals, ...found.lines])}${left}`)
    return exitCodes.ok
  })

  acts<Period & { format: string; audience: string; out: string }>(
    period(followUp.command('export').description('Save the counts to a new file. It is logged, with what was taken and for whom.'))
      .addOption(new Option('--format <format>', 'csv or json').choices(['csv', 'json']).default('csv'))
      .addOption(new Option('--audience <audience>', 'public: counts of 1 to 4 are withheld').choices(['parties', 'public']).makeOptionMandatory())
      .requiredOption('--out <file>', 'the file to write; it must not exist')
      .addHelpText(
        'after',
        '\nExample:\n  $ entraide follow-up export --partner MA-DGSN-SPOC --from 2026-01-01 --until 2026-12-31 --audience public --out 2026.csv',
      ),
    async (cli, _, { partner, from, until, agreement, format, audience, out }) => {
      const body = { partner, from, until, format, audience, language: cli.language, ...(agreement === undefined ? {} : { agreement }) }
      const response = await cli.node.bytes('POST', '/v1/follow-up/exports', body)
      await pipeline(response.body ?? Readable.from([]), createWriteStream(resolve(cli.terminal.cwd, out), { flags: 'wx', mode: 0o600 }))
      await cli.print({ file: out }, out)
      return exitCodes.ok
    },
  )
}

function period(command: Command): Command {
  return command
    .requiredOption('--partner <node>', 'with which partner')
    .requiredOption('--from <day>', 'first day, UTC')
    .requiredOption('--until <day>', 'last day, UTC')
    .option('--agreement <name>', 'only this one (BE-MA-2014-PCC.1)')
}
