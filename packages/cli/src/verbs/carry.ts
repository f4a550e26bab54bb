import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { sentence } from '@entraide/vocabulary'
import type { Command } from 'commander'
import type { CarryReportShape } from '../api-shapes.ts'
import type { Acts } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import { table } from '../plain-text.ts'
import { headingsIn } from '../words.ts'

/** A bundle may hold attachments of 100 MiB; more than this is carried in two. */
const maxBundleBytes = 1_073_741_824

/** carry: traffic by file, for nodes with no direct line. */
export function carryVerbs(program: Command, acts: Acts): void {
  const carry = program
    .command('carry')
    .description('Exchange by file where no line connects two nodes. The bundle is sealed: whoever carries it reads nothing.')

  acts<{ out: string }>(
    carry
      .command('out <node>')
      .description('Write everything that waits for a partner into one file.')
      .requiredOption('--out <file>', 'the file to write; it must not exist')
      .addHelpText('after', '\nExample:\n  $ entraide carry out MA-DGSN-SPOC --out for-rabat.bundle'),
    async (cli, [node = ''], { out }) => {
      const response = await cli.node.bytes('POST', `/v1/carry/out/${encodeURIComponent(node)}`)
      const bytes = new Uint8Array(await response.arrayBuffer())
      await writeFile(resolve(cli.terminal.cwd, out), bytes, { mode: 0o600, flag: 'wx' })
      await cli.print({ file: out, bytes: bytes.length }, `${out}: ${bytes.length} bytes`)
      return exitCodes.ok
    },
  )

  acts(
    carry
      .command('in <file>')
      .description('Take in a bundle from a partner. Taken twice, each message is admitted once.')
      .addHelpText('after', '\nAfterwards carry the receipts back: entraide carry out PARTNER --out receipts.bundle'),
    async (cli, [file = '']) => {
      const report = await cli.node.sendBytes<CarryReportShape>('/v1/carry/in', {}, new Uint8Array(await cli.file(file, maxBundleBytes)))
      const rows = report.taken.map(each => [each.message, each.verdict, each.code === null ? '' : (sentence(each.code, cli.language)?.what ?? each.code)])
      await cli.print(report, `${report.from}\n${table(headingsIn(cli.language, 'message', 'outcome', 'reason'), rows)}`)
      return exitCodes.ok
    },
  )
}
