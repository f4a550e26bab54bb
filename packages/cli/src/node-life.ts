import { resolve } from 'node:path'
import { Fault, nodeId } from '@entraide/ground'
import { initNode, startNode } from '@entraide/node'
import type { LegalRegime } from '@entraide/vocabulary'
import type { Cli } from './cli.ts'
import { badInput, Ending, type ExitCode, exitCodes } from './ending.ts'

/** What `node init` is told. */
export type InitOptions = {
  readonly data: string
  readonly id: string
  readonly regime: LegalRegime
  readonly name: string
  readonly capital: string
  readonly zone: string
  readonly listen: string
  readonly address?: string
  readonly store?: string
  readonly schema: string
  readonly policy?: string
  readonly demo?: boolean
  readonly passphraseFile?: string
}

/** `node init`: a new node, and the one code that lets its first administrator in. */
export async function init(cli: Cli, options: InitOptions) {
  const listen = placeOf(options.listen)
  const passphrase = await newPassphrase(cli, options.passphraseFile)
  const made = await ownFault(async () =>
    initNode({
      dataDir: resolve(cli.terminal.cwd, options.data),
      id: nodeId(options.id),
      regime: options.regime,
      name: options.name,
      capital: options.capital,
      zone: options.zone,
      ...listen,
      passphrase,
      demo: options.demo === true,
      ...(options.address === undefined ? {} : { address: options.address }),
      ...(options.store === undefined ? {} : { postgres: { url: options.store, schema: options.schema } }),
      ...(options.policy === undefined ? {} : { policy: new TextDecoder().decode(await cli.file(options.policy)) }),
    }),
  )
  await cli.print(
    made,
    `${options.id} is made in ${made.dataDir}\nEnrolment code of ${made.serviceNumber}, once, until ${made.until}: ${made.enrolmentCode}\nNext: entraide node start --data ${options.data}`,
  )
  return exitCodes.ok
}

/** `node start`: says where it listens, then runs until it is told to stop; a second signal ends it at once. */
export async function start(cli: Cli, options: { readonly data: string; readonly passphraseFile?: string; readonly metrics?: string }) {
  const metricsAt = options.metrics === undefined ? undefined : placeOf(options.metrics)
  const passphrase = options.passphraseFile === undefined ? undefined : await cli.secret('', options.passphraseFile, '--passphrase-file')
  const running = await ownFault(() =>
    startNode({
      dataDir: resolve(cli.terminal.cwd, options.data),
      ...(passphrase === undefined ? {} : { passphrase }),
      ...(metricsAt === undefined ? {} : { metricsAt }),
    }),
  )
  const { id } = running.node.config
  const status = running.node.keys.isOpen() ? 'open' : 'locked'
  await cli.print(
    { node: id, address: running.address, status },
    `${id} listens at ${running.address}, ${status}${status === 'locked' ? '; next: entraide node unlock' : ''}`,
  )
  await new Promise<void>(stopped => {
    let isStopping = false
    const stop = () => {
      if (isStopping) process.exit(exitCodes.fault)
      isStopping = true
      stopped()
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
    process.on('SIGHUP', stop)
  })
  await running.stop()
  return exitCodes.ok
}

/** A place to listen, of its text: `127.0.0.1:8443`, `[::1]:8443`. */
function placeOf(text: string): { readonly host: string; readonly port: number } {
  const [, host, port] = /^(.+):(\d{1,5})$/.exec(text) ?? []
  if (host === undefined || Number(port) > 65_535)
    throw badInput('listen-shape', `${text} is no place to listen.`, 'Write it as host:port, like 127.0.0.1:8443.')
  return { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) }
}

async function newPassphrase(cli: Cli, file: string | undefined): Promise<string> {
  const passphrase = await cli.secret('Passphrase (12 characters or more): ', file, '--passphrase-file')
  if (file === undefined && (await cli.secret('The same again: ', undefined, '--passphrase-file')) !== passphrase)
    throw badInput('passphrase-differs', 'The two passphrases differ.', 'Run the command again.')
  return passphrase
}

/** Faults of starting that a person can mend, with what mends them. Any other stays a fault. */
const mendable: { readonly [code: string]: { readonly exit: ExitCode; readonly next: string } } = {
  'node-exists': { exit: exitCodes.badInput, next: 'Choose another folder, or start the node that is there.' },
  'keys-exist': { exit: exitCodes.badInput, next: 'Choose an empty folder.' },
  'node-id-shape': { exit: exitCodes.badInput, next: 'Write it like BE-POL-SPOC: the state, then words of capitals and digits.' },
  'passphrase-short': { exit: exitCodes.badInput, next: 'Choose a longer one: several words are good.' },
  'policy-shape': { exit: exitCodes.badInput, next: 'Check the file: entraide agreement check FILE' },
  'policy-of-another-node': { exit: exitCodes.badInput, next: 'Hand in the law of this node.' },
  'config-missing': { exit: exitCodes.badInput, next: 'Make one with: entraide node init' },
  'config-shape': { exit: exitCodes.badInput, next: 'Correct config.json in the folder.' },
  'keys-missing': { exit: exitCodes.badInput, next: 'Bring keys.json back from the place where it is kept.' },
  'keys-shape': { exit: exitCodes.badInput, next: 'Bring keys.json back from the place where it is kept.' },
  'keys-of-demo': { exit: exitCodes.badInput, next: 'Make a real node with: entraide node init' },
  'keys-not-of-demo': { exit: exitCodes.badInput, next: 'Set "demo" in config.json back to false, and ask who changed it.' },
  'metrics-beyond-loopback': { exit: exitCodes.badInput, next: 'Name a place on this machine, like 127.0.0.1:9464, and let the monitoring system ask there.' },
  'passphrase-wrong': { exit: exitCodes.refused, next: 'Try again with the right one.' },
  'root-key-wrong': { exit: exitCodes.refused, next: 'Store and keys are not of one node: bring together those that belong together.' },
  'store-locked': { exit: exitCodes.locked, next: 'Another process runs this node: stop it first.' },
}

/** Runs an act on a node's folder; a fault that a person can mend becomes an end that says how. */
export async function ownFault<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (cause) {
    const code = cause instanceof Fault ? cause.code : (cause as NodeJS.ErrnoException).code
    if (code === 'EADDRINUSE') throw badInput('address-in-use', 'Another process listens there already.', 'Stop it, or choose another port in config.json.')
    if (code !== undefined && ['EEXIST', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS'].includes(code))
      throw badInput(
        'folder-unusable',
        `${(cause as NodeJS.ErrnoException).path ?? 'The folder'} cannot be used as a folder.`,
        'Name a new folder, or one that you may write.',
      )
    const mend = code === undefined ? undefined : mendable[code]
    if (mend === undefined || !(cause instanceof Fault)) throw cause
    throw new Ending(mend.exit, cause.code, cause.message, { facts: cause.facts, next: mend.next, cause })
  }
}
