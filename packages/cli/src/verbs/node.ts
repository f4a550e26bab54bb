import { codesOf } from '@entraide/vocabulary'
import { type Command, Option } from 'commander'
import type { Acts } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import type { InitOptions } from '../node-life.ts'
import type { RestoreOptions } from '../upkeep.ts'

/** The node's own code (server, store, keys) is loaded only for the verbs that need it. */
const life = () => import('../node-life.ts')
const upkeep = () => import('../upkeep.ts')

/** node: the life of a node on this machine. */
export function nodeVerbs(program: Command, acts: Acts): void {
  const node = program
    .command('node')
    .description('A node of one’s own: make it, start it, open it, ask how it is, back it up, restore it.')
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

  acts<{ data: string; passphraseFile?: string; metrics?: string }>(
    node
      .command('start')
      .description('Run a node until SIGTERM or Ctrl-C, which end it gracefully. It starts locked.')
      .requiredOption('--data <folder>', 'its folder')
      .option('--passphrase-file <file>', 'open it at once with the passphrase in a file; whoever reads that file opens the node')
      .option('--metrics <host:port>', 'show counts to a monitoring system of this machine, without a sign-in (127.0.0.1:9464)')
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

  acts<{ data: string }>(
    node
      .command('doctor')
      .description('Look at everything a node needs, running or not: each fault with what mends it. Changes nothing. Exit code 1 when something is broken.')
      .requiredOption('--data <folder>', 'its folder'),
    async (cli, _, options) => (await upkeep()).doctor(cli, options),
  )

  acts<{ data: string; out: string }>(
    node
      .command('backup')
      .description('Write store and keys of a node, running or not, into a new folder, apart from each other, and check what was written.')
      .requiredOption('--data <folder>', 'its folder')
      .requiredOption('--out <folder>', 'a new folder')
      .addHelpText('after', '\nExample:\n  $ entraide node backup --data ./node --out /backup/2026-11-23'),
    async (cli, _, options) => (await upkeep()).backUp(cli, options),
  )

  acts<{ from: string }>(
    node
      .command('verify-backup')
      .description('Is a backup whole: every file, the store, the heads of its logs. Needs no passphrase.')
      .requiredOption('--from <folder>', 'the backup'),
    async (cli, _, options) => (await upkeep()).verifyBackup(cli, options),
  )

  acts<RestoreOptions>(
    node
      .command('restore')
      .description('Make a node of a backup in a new folder. What was erased since is erased again before anything can be read.')
      .requiredOption('--from <folder>', 'the backup')
      .requiredOption('--data <folder>', 'the folder to make')
      .option('--keys <folder>', 'the keys of the backup, where they were taken elsewhere')
      .option(
        '--erasures <folders...>',
        'newer backups of the same node, the lost node’s own folder, or a tombstones.jsonl of either: for the erasures they list',
      )
      .option('--store <url>', 'PostgreSQL: the server to restore to, when it is another')
      .addHelpText(
        'after',
        '\nExample:\n  $ entraide node restore --from /backup/2026-11-20 --keys /safe/2026-11-20 --erasures /backup/2026-11-23 --data ./again',
      ),
    async (cli, _, options) => (await upkeep()).restore(cli, options),
  )
}
