import { codesOf } from '@entraide/vocabulary'
import { type Command, Option } from 'commander'
import type { Acts } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import type { InitOptions } from '../node-life.ts'

/** The node's own code (server, store, keys) is loaded only for the verbs that run one. */
const life = () => import('../node-life.ts')

/** node: the life of a node on this machine. */
export function nodeVerbs(program: Command, acts: Acts): void {
  const node = program
    .command('node')
    .description('A node of one’s own: make it, start it, open it.')
    .addHelpText(
      'after',
      `
The first day:
  $ entraide node init --data ./node --id BE-POL-SPOC --regime LE --name "Federal Police, SPOC" --capital Brussels --zone Europe/Brussels
        prints one enrolment code, for the first administrator
  $ entraide node start --data ./node          starts locked
  $ entraide node unlock                       the passphrase opens it
  $ entraide account enrol                     the administrator takes up the code`,
    )

  acts<InitOptions>(
    node
      .command('init')
      .description('Make a node in a new folder: configuration, sealed keys, store, one single-use enrolment code.')
      .requiredOption('--data <folder>', 'the folder to make; nothing in it is overwritten')
      .requiredOption('--id <node>', 'the node id: state, then words, as BE-POL-SPOC')
      .addOption(new Option('--regime <code>', 'the one legal regime it serves').choices(codesOf('legalRegime')).makeOptionMandatory())
      .requiredOption('--name <text>', 'the authority, as partners read it')
      .requiredOption('--capital <city>', 'the capital whose time is shown')
      .requiredOption('--zone <zone>', 'its IANA time zone, as Europe/Brussels')
      .option('--listen <host:port>', 'where it listens', '127.0.0.1:8443')
      .option('--address <url>', 'where partners and browsers reach it; goes on its card')
      .option('--store <url>', 'postgres://… instead of SQLite in the folder')
      .option('--schema <name>', 'PostgreSQL schema of its own', 'entraide')
      .option('--policy <file>', "the node's own law; without it one that adds nothing")
      .option('--demo', 'a demonstration node: invented data, loopback only, for good')
      .option('--passphrase-file <file>', 'read the passphrase from a file (- for standard input); asked twice otherwise')
      .addHelpText('after', '\nThe passphrase seals the keys. Without it nothing on the disk can be read, by anyone, ever: keep it in a safe, on paper.'),
    async (cli, _, options) => (await life()).init(cli, options),
  )

  acts<{ data: string; passphraseFile?: string }>(
    node
      .command('start')
      .description('Run a node until SIGTERM or Ctrl-C, which end it gracefully. It starts locked.')
      .requiredOption('--data <folder>', 'its folder')
      .option('--passphrase-file <file>', 'open it at once with the passphrase in a file; whoever reads that file opens the node')
      .addHelpText('after', '\nExamples:\n  $ entraide node start --data ./node\n  $ ENTRAIDE_LOG=info entraide node start --data ./node --json'),
    async (cli, _, options) => (await life()).start(cli, options),
  )

  acts<{ passphraseFile?: string }>(
    node
      .command('unlock')
      .description('Open a started node with its passphrase. Until then it answers nothing but its health.')
      .option('--passphrase-file <file>', 'read the passphrase from a file (- for standard input); asked otherwise'),
    async (cli, _, { passphraseFile }) => {
      await cli.node.send('POST', '/v1/unlock', { passphrase: await cli.secret('Passphrase: ', passphraseFile, '--passphrase-file') })
      await cli.done()
      return exitCodes.ok
    },
  )
}
