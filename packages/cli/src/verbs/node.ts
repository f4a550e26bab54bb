import type { Command } from 'commander'
import type { Acts } from '../cli.ts'
import { exitCodes } from '../ending.ts'

/** node: the life of a node on this machine. */
export function nodeVerbs(program: Command, acts: Acts): void {
  const node = program.command('node').description('A node of one’s own: make it, start it, open it, ask how it is, back it up, restore it.')

  acts<{ passphraseFile?: string }>(
    node
      .command('unlock')
      .description('Open a started node with its passphrase (security officer). Until then it answers nothing but its health.')
      .option('--passphrase-file <file>', 'read the passphrase from a file (- for standard input); asked otherwise'),
    async (cli, _, { passphraseFile }) => {
      await cli.node.send('POST', '/v1/unlock', { passphrase: await cli.secret('Passphrase: ', passphraseFile, '--passphrase-file') })
      await cli.done()
      return exitCodes.ok
    },
  )
}
