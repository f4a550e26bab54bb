import { createPrivateKey, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { readPolicy } from '@entraide/agreement'
import { day, Fault, isRefusal, later, readJson } from '@entraide/ground'
import { type NodeConfig, readConfig } from '@entraide/node'
import type { Health } from '@entraide/node/api'
import type { Cli } from '../cli.ts'
import { Ending, exitCodes } from '../ending.ts'
import { NodeClient } from '../node-client.ts'
import { plainText } from '../plain-text.ts'
import { lookInto } from './store-look.ts'

/** What one look found: well, worth a look, or broken; and what mends it. */
export type Finding = { readonly check: string; readonly state: 'well' | 'warning' | 'fault'; readonly says: string; readonly next: string | null }

/** Below this the next backup or a few attachments of 100 MiB would fill the disk. */
const leastFreeBytes = 1_073_741_824
const certificateWarningDays = 60

/** `node doctor`: looks at everything a node needs, running or not, and names each fault with what mends it. Changes nothing. */
export async function doctor(cli: Cli, options: { readonly data: string }) {
  const dataDir = resolve(cli.terminal.cwd, options.data)
  const findings: Finding[] = [nodeVersion(), ...coreDumps()]
  const config = configuration(dataDir, findings)
  if (config !== null) {
    findings.push(...modes(dataDir, config), policy(dataDir, config), keys(dataDir), ...certificate(cli, config), await disk(dataDir), ...screens())
    findings.push(...(await store(config)), await running(cli, config))
  }
  const faults = findings.filter(finding => finding.state === 'fault').length
  const text = findings.map(
    ({ check, state, says, next }) =>
      `${state === 'well' ? 'ok     ' : state === 'warning' ? 'WARNING' : 'FAULT  '} ${check}: ${says}${next === null ? '' : `\n        ${next}`}`,
  )
  await cli.print({ well: faults === 0, findings }, plainText(text.join('\n')))
  return faults === 0 ? exitCodes.ok : exitCodes.badInput
}

const well = (check: string, says: string): Finding => ({ check, state: 'well', says, next: null })
const warning = (check: string, says: string, next: string): Finding => ({ check, state: 'warning', says, next })
const fault = (check: string, says: string, next: string): Finding => ({ check, state: 'fault', says, next })

function nodeVersion(): Finding {
  return well('runtime', `Node ${process.versions.node}`)
}

/** A core dump of a running node holds its keys (docs/threat-model.md). */
function coreDumps(): Finding[] {
  if (!existsSync('/proc/self/limits')) return []
  const limit = /^Max core file size\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
  return [
    limit === '0'
      ? well('core dumps', 'off')
      : warning('core dumps', 'a crash may write the keys to the disk', 'Start the node with "ulimit -c 0", or LimitCORE=0 in its unit.'),
  ]
}

function configuration(dataDir: string, findings: Finding[]): NodeConfig | null {
  try {
    const config = readConfig(dataDir)
    findings.push(well('configuration', `${config.id}, ${config.regime}, ${config.store.kind}${config.demo ? ', demonstration' : ''}`))
    return config
  } catch (cause) {
    if (!(cause instanceof Fault)) throw cause
    findings.push(
      fault(
        'configuration',
        cause.message,
        cause.code === 'config-missing' ? 'Name the folder that "entraide node init" made.' : `Correct ${join(dataDir, 'config.json')}.`,
      ),
    )
    return null
  }
}

function modes(dataDir: string, config: NodeConfig): Finding[] {
  const secret = [
    dataDir,
    join(dataDir, 'keys.json'),
    ...(config.tls === null ? [] : [config.tls.keyFile]),
    ...(config.store.kind === 'sqlite' ? [config.store.file] : []),
  ]
  const open = secret.filter(path => existsSync(path) && (statSync(path).mode & 0o077) !== 0)
  return open.length === 0
    ? [well('permissions', 'only the owner reads the secrets')]
    : open.map(path => fault('permissions', `others may read ${path}`, `chmod go= ${path}`))
}

function policy(dataDir: string, config: NodeConfig): Finding {
  const file = join(dataDir, 'policy.json')
  if (!existsSync(file)) return fault('own law', `${file} is missing`, 'Bring it back from a backup: without it the node does not know its own law.')
  const read = readPolicy(readFileSync(file))
  if (isRefusal(read)) return fault('own law', `${file} does not read`, `entraide agreement check ${file}`)
  return read.node === config.id
    ? well('own law', `version ${read.version}, ${read.rules.length} rules`)
    : fault('own law', `it is the law of ${read.node}`, 'Put the law of this node there.')
}

function keys(dataDir: string): Finding {
  const file = join(dataDir, 'keys.json')
  try {
    const value = readJson(readFileSync(file)).value as { readonly keys?: unknown } | null
    if (value?.keys === 'entraide.keys/1') return well('keys', 'sealed with the passphrase')
  } catch (cause) {
    if (!(cause instanceof Fault) && (cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause
  }
  return fault('keys', `${file} is missing or damaged`, 'Bring it back from a backup of the keys. Without it nothing of this node can be read.')
}

function certificate(cli: Cli, config: NodeConfig): Finding[] {
  if (config.tls === null) return []
  let found: X509Certificate
  try {
    found = new X509Certificate(readFileSync(config.tls.certificateFile))
    if (!found.checkPrivateKey(createPrivateKey(readFileSync(config.tls.keyFile))))
      return [fault('certificate', 'its key is another one', 'Bring both files back from one backup.')]
  } catch {
    return [
      fault(
        'certificate',
        `${config.tls.certificateFile} or its key is missing or damaged`,
        'Bring both files back from a backup: partners know this key from the card.',
      ),
    ]
  }
  const { hostname } = new URL(config.address)
  const findings: Finding[] = []
  const names = hostname.replace(/^\[(.*)\]$/, '$1')
  if (found.checkHost(names) === undefined && found.checkIP(names) === undefined)
    findings.push(fault('certificate', `it does not name ${names}, where partners reach this node`, 'Correct "address" in config.json.'))
  const until = found.validToDate.toISOString()
  if (until < cli.terminal.now()) findings.push(fault('certificate', `it ended on ${until}`, 'Make a new one, and give partners a new card.'))
  else if (until < later(cli.terminal.now(), certificateWarningDays * day))
    findings.push(warning('certificate', `it ends on ${until}`, 'Plan a new one with your partners.'))
  return findings.length === 0 ? [well('certificate', `until ${until.slice(0, 10)}`)] : findings
}

async function disk(dataDir: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  const says = `${Math.floor(free / 1_048_576)} MiB free`
  return free < leastFreeBytes ? fault('disk', says, 'Make room: a full disk stops the node.') : well('disk', says)
}

function screens(): Finding[] {
  const built = existsSync(new URL('../../../web/dist/index.html', import.meta.url))
  return [built ? well('screens', 'built') : warning('screens', 'not built', 'npm run build -w @entraide/web')]
}

async function store(config: NodeConfig): Promise<Finding[]> {
  const where = config.store.kind === 'sqlite' ? config.store.file : 'PostgreSQL'
  if (config.store.kind === 'sqlite' && !existsSync(config.store.file))
    return [fault('store', `${where} is missing`, 'Restore the newest backup: entraide node restore')]
  try {
    const look = await lookInto(config.store)
    try {
      const complaint = await look.complaint()
      if (complaint !== null) return [fault('store', `${where} is damaged: ${complaint}`, 'Stop the node and restore the newest backup.')]
      const [heads, stuck] = [await look.heads(), await look.stuck()]
      return [
        well('store', `whole; ${heads.length} logs`),
        stuck === 0 ? well('outbox', 'nothing is stuck') : warning('outbox', `${stuck} messages are stuck`, 'entraide outbox says why.'),
      ]
    } finally {
      await look.close()
    }
  } catch (cause) {
    const code = cause instanceof Fault ? cause.code : (cause as NodeJS.ErrnoException).code
    return [
      fault(
        'store',
        `${where} cannot be read (${code ?? (cause as Error).message})`,
        config.store.kind === 'sqlite' ? 'Check the file, or restore the newest backup.' : 'Check that the server runs and lets this node in.',
      ),
    ]
  }
}

async function running(cli: Cli, config: NodeConfig): Promise<Finding> {
  const host =
    config.listen.host === '0.0.0.0'
      ? '127.0.0.1'
      : config.listen.host === '::'
        ? '[::1]'
        : config.listen.host.includes(':')
          ? `[${config.listen.host}]`
          : config.listen.host
  if (config.tls !== null && existsSync(config.tls.certificateFile)) await cli.trust(config.tls.certificateFile)
  try {
    const health = await new NodeClient(cli.terminal, `${config.tls === null ? 'http' : 'https'}://${host}:${config.listen.port}`).get<Health>('/v1/health')
    if (health.node !== config.id) return fault('running', `another node, ${health.node}, answers there`, 'Give each node a port of its own in config.json.')
    return health.status === 'locked' ? warning('running', 'locked', 'The security officer opens it: entraide node unlock') : well('running', health.status)
  } catch (cause) {
    if (cause instanceof Ending && cause.exitCode === exitCodes.unreachable)
      return warning('running', 'it does not run, or not where its configuration says', 'entraide node start')
    throw cause
  }
}
