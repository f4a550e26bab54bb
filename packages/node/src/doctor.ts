import { X509Certificate } from 'node:crypto'
import { readFileSync, statfsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { readPolicy } from '@entraide/agreement'
import { day, Fault, type Instant, instantOf, isRefusal, later, millisecondsOf, minute } from '@entraide/ground'
import { Client } from 'pg'
import { readConfig } from './boot.ts'
import type { NodeConfig } from './capabilities.ts'
import { areOfDemo, keysFrom } from './keys.ts'
import { readOwn } from './steps/card.ts'
import { lockStore } from './store/lock.ts'
import { type Migration, readMigrations } from './store/migrate.ts'
import { cardOf } from './store/partners.ts'
import { clientConfig } from './store/postgres.ts'

/** One thing looked at. `facts` hold codes, counts, dates and file names; never content, never a secret. */
export type Finding = {
  readonly check: string
  readonly state: 'ok' | 'warn' | 'fault'
  readonly code: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}
export type DoctorOptions = {
  readonly dataDir: string
  /** Tried on the keys file when given; without it the file is only read. */
  readonly passphrase?: string
  readonly now?: Instant
}
export type DoctorReport = { readonly ok: boolean; readonly findings: readonly Finding[] }

const oldestNode = [24, 12] as const
const leastRoomBytes = 2_147_483_648
/** Days before an end at which it is said (trust plan, key near expiry). */
const warnedDays = [60, 30, 7, 1] as const
/** A leaf waits for its place a tenth of a second; after a minute nobody is placing any. */
const logStalledMs = minute
const stuckTries = 5
/** Passphrases of demonstrations and documents: whoever starts a real node with one has not chosen any. */
const knownPassphrases = ['demo', 'demonstration', 'bench of invented data', 'correct horse battery staple', 'passphrase']
const migrationsFolder = fileURLToPath(new URL('./store/migrations/', import.meta.url))

/**
 * Looks a node over without changing it, running or stopped: each check says `ok`, warns, or names the fault by a code with facts.
 * What cannot be looked at because an earlier thing is broken is left out.
 */
export async function doctor(options: DoctorOptions): Promise<DoctorReport> {
  const dataDir = resolve(options.dataDir)
  const now = options.now ?? instantOf(Date.now())
  const findings: Finding[] = [nodeVersion(process.versions.node), ...folder(dataDir)]
  const config = configuration(dataDir, findings)
  if (config !== null) {
    findings.push(...demoMode(config), policy(dataDir, config), await keysFile(dataDir, config, options.passphrase), ...certificate(config, now), room(dataDir))
    findings.push(...(await storeFindings(config, now)))
  }
  return { ok: findings.every(finding => finding.state !== 'fault'), findings }
}

const ok = (check: string, facts: Finding['facts'] = {}): Finding => ({ check, state: 'ok', code: null, facts })
const warn = (check: string, code: string, facts: Finding['facts'] = {}): Finding => ({ check, state: 'warn', code, facts })
const fault = (check: string, code: string, facts: Finding['facts'] = {}): Finding => ({ check, state: 'fault', code, facts })

/** Whether this Node is new enough. */
export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const fits = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1])
  return fits ? ok('node', { version }) : fault('node', 'node-too-old', { version, needed: oldestNode.join('.') })
}

function folder(dataDir: string): Finding[] {
  const found: Finding[] = []
  try {
    if (!statSync(dataDir).isDirectory()) return [fault('folder', 'folder-missing', { folder: dataDir })]
    for (const name of ['', 'config.json', 'keys.json', 'policy.json', 'node.db', 'tls-key.pem']) {
      const mode = modeOf(join(dataDir, name))
      // Windows keeps rights elsewhere; there the mode says nothing.
      if (mode !== null && process.platform !== 'win32' && (mode & 0o077) !== 0)
        found.push(
          (name === 'keys.json' || name === 'tls-key.pem' ? fault : warn)('folder', 'rights-too-wide', {
            file: name === '' ? '.' : name,
            mode: (mode & 0o777).toString(8),
          }),
        )
    }
  } catch {
    return [fault('folder', 'folder-missing', { folder: dataDir })]
  }
  return found.length > 0 ? found : [ok('folder')]
}

function modeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mode ?? null
}

function configuration(dataDir: string, findings: Finding[]): NodeConfig | null {
  try {
    const config = readConfig(dataDir)
    findings.push(ok('configuration', { node: config.id, store: config.store.kind, demo: config.demo }))
    return config
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const member = error.facts.member
    findings.push(
      fault('configuration', error.code, {
        file: 'config.json',
        member: typeof member === 'string' ? member : null,
      }),
    )
    return null
  }
}

function demoMode(config: NodeConfig): Finding[] {
  if (!config.demo) return [ok('demo', { demo: false })]
  const reachable = ['127.0.0.1', '::1', 'localhost'].includes(hostOf(config.address))
  return [reachable ? warn('demo', 'demo-mode', { address: config.address }) : fault('demo', 'demo-beyond-loopback', { address: config.address })]
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : ''
}

function policy(dataDir: string, config: NodeConfig): Finding {
  try {
    const read = readPolicy(readFileSync(join(dataDir, 'policy.json'), 'utf8'))
    if (isRefusal(read)) return fault('policy', 'policy-shape', { line: typeof read.facts.line === 'number' ? read.facts.line : null })
    return read.node === config.id ? ok('policy', { rules: read.rules.length }) : fault('policy', 'policy-of-another-node', { node: read.node })
  } catch {
    return fault('policy', 'policy-missing', { file: 'policy.json' })
  }
}

async function keysFile(dataDir: string, config: NodeConfig, passphrase: string | undefined): Promise<Finding> {
  const file = join(dataDir, 'keys.json')
  try {
    const ofDemo = areOfDemo(file)
    if (ofDemo !== config.demo) return fault('keys', ofDemo ? 'keys-of-demo' : 'keys-not-of-demo', { file: 'keys.json' })
    // A passphrase that everybody knows seals nothing. Trying them costs a second: a real node is worth it.
    if (!config.demo) for (const known of knownPassphrases) if ((await keysFrom(file).open(known)) === null) return fault('keys', 'passphrase-known', {})
    if (passphrase === undefined) return ok('keys', { tried: false })
    return (await keysFrom(file).open(passphrase)) === null ? ok('keys', { tried: true }) : fault('keys', 'passphrase-wrong', {})
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return fault('keys', error.code, { file: 'keys.json' })
  }
}

function certificate(config: NodeConfig, now: Instant): Finding[] {
  if (config.tls === null) return []
  try {
    const read = new X509Certificate(readFileSync(config.tls.certificateFile))
    return [ending('certificate', instantOf(Date.parse(read.validTo)), now, { file: 'certificate' })]
  } catch {
    return [fault('certificate', 'certificate-unreadable', { file: config.tls.certificateFile })]
  }
}

/** What an end means today: past, within 60, 30, 7 or 1 days, or far. */
export function ending(check: string, until: Instant, now: Instant, facts: Finding['facts'] = {}): Finding {
  if (until <= now) return fault(check, `${check}-expired`, { ...facts, until })
  const within = warnedDays.filter(days => until < later(now, days * day)).at(-1)
  return within === undefined ? ok(check, { ...facts, until }) : warn(check, `${check}-ends`, { ...facts, until, withinDays: within })
}

function room(dataDir: string): Finding {
  const { bavail, bsize } = statfsSync(dataDir)
  const bytes = bavail * bsize
  return bytes < leastRoomBytes ? fault('disk', 'disk-nearly-full', { bytes, needed: leastRoomBytes }) : ok('disk', { bytes })
}

/** Questions to the store, the same SQL on both engines. */
type Look = { readonly all: (sql: string) => Promise<readonly Record<string, unknown>[]>; readonly close: () => Promise<void> }

async function storeFindings(config: NodeConfig, now: Instant): Promise<Finding[]> {
  const found: Finding[] = []
  let look: Look
  try {
    look = config.store.kind === 'sqlite' ? lookInFile(config.store.file, found) : await lookInServer(config.store)
  } catch (error) {
    const code = (error as { code?: string }).code
    return [fault('store', 'store-unreachable', { store: config.store.kind, cause: typeof code === 'string' ? code : null })]
  }
  try {
    found.push(...(await migrations(look)))
    if (found.some(finding => finding.state === 'fault')) return found
    // A store that nobody uses places no leaves: those that wait are placed at the next start.
    const rests = found.some(finding => finding.check === 'store' && finding.facts.inUse === false)
    found.push(...(await ownCard(look, config, now)), ...(await partners(look, now)), ...(await outbox(look, now)))
    found.push(...(await log(look, now, rests)), ...(await restored(look)))
    return found
  } catch (error) {
    return [...found, fault('store', 'store-unreadable', { store: config.store.kind, cause: (error as { code?: string }).code ?? null })]
  } finally {
    await look.close()
  }
}

function lookInFile(file: string, found: Finding[]): Look {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
  try {
    lockStore(file)()
    found.push(ok('store', { store: 'sqlite', inUse: false }))
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'store-locked')) throw error
    found.push(ok('store', { store: 'sqlite', inUse: true }))
  }
  return { all: async sql => db.prepare(sql).all() as Record<string, unknown>[], close: async () => db.close() }
}

async function lookInServer(place: Extract<NodeConfig['store'], { kind: 'postgres' }>): Promise<Look> {
  const client = new Client({ ...clientConfig(place), connectionTimeoutMillis: 5_000 })
  await client.connect()
  return { all: async sql => (await client.query(sql)).rows as Record<string, unknown>[], close: async () => client.end() }
}

async function migrations(look: Look): Promise<Finding[]> {
  const held: readonly Migration[] = readMigrations(migrationsFolder)
  const applied = await look.all('select number, sha256 from migration order by number')
  const odd = applied.find((row, at) => held[at]?.sha256 !== row.sha256)
  if (applied.length > held.length) return [fault('migrations', 'migration-unknown', { applied: applied.length, known: held.length })]
  if (odd !== undefined) return [fault('migrations', 'migration-changed', { number: Number(odd.number) })]
  return [
    applied.length < held.length
      ? warn('migrations', 'migrations-waiting', { applied: applied.length, known: held.length })
      : ok('migrations', { applied: applied.length }),
  ]
}

/** This node's own card: how long it serves, and whether it still says what the configuration says. */
async function ownCard(look: Look, config: NodeConfig, now: Instant): Promise<Finding[]> {
  const [row] = await look.all("select value from node_fact where name = 'card'")
  if (row === undefined) return []
  const { until, address, transport } = readOwn(row.value as string)
  const changed = address !== config.address ? 'address' : transport.tlsPin !== (config.tls?.pin ?? null) ? 'tls' : null
  return [ending('own-card', until, now), ...(changed === null ? [] : [fault('own-card', 'own-card-outdated', { member: changed })])]
}

async function partners(look: Look, now: Instant): Promise<Finding[]> {
  const rows = await look.all('select node, card, pairing, line, line_since, clock_skew_ms from partner order by node')
  return rows.flatMap(row => {
    const partner = row.node as string
    const { until } = cardOf({ node: partner, card: row.card as string })
    const findings = [ending('card', until, now, { partner })]
    if (row.pairing !== 'confirmed') findings.push(warn('partner', 'partner-unconfirmed', { partner }))
    if (row.line === 'down') findings.push(warn('line', 'line-down', { partner, since: row.line_since as string | null }))
    else findings.push(ok('line', { partner, line: row.line as string }))
    if (row.clock_skew_ms !== null) findings.push(fault('clock', 'clock-skew', { partner, milliseconds: Number(row.clock_skew_ms) }))
    return findings
  })
}

async function outbox(look: Look, now: Instant): Promise<Finding[]> {
  const rows = await look.all(
    `select partner, reason, count(*) as n, max(tries) as tries, min(released_at) as since from outbox
     where state in ('waiting', 'held-by-partner', 'stuck') and tries >= ${stuckTries} group by partner, reason order by partner, reason`,
  )
  if (rows.length === 0) return [ok('outbox')]
  return rows.map(row =>
    warn('outbox', 'outbox-stuck', {
      partner: row.partner as string,
      reason: row.reason as string | null,
      messages: Number(row.n),
      tries: Number(row.tries),
      since: row.since as string,
      hours: Math.floor((millisecondsOf(now) - millisecondsOf(row.since as Instant)) / (60 * minute)),
    }),
  )
}

async function log(look: Look, now: Instant, rests: boolean): Promise<Finding[]> {
  const [row] = await look.all('select count(*) as n, min(made_at) as since from leaf where position is null')
  const waits = Number(row?.n ?? 0)
  const since = (row?.since ?? null) as Instant | null
  const stalled = !rests && since !== null && millisecondsOf(now) - millisecondsOf(since) > logStalledMs
  return [stalled ? fault('log', 'log-stalled', { leaves: waits, since }) : ok('log', { waiting: waits })]
}

async function restored(look: Look): Promise<Finding[]> {
  const rows = await look.all("select name, value from node_fact where name like 'restored%' order by name")
  return rows.flatMap(({ name, value }) => {
    if (name === 'restored') return [warn('restored', 'restored-uncompared', {})]
    if (value === 'compared') return []
    const { refused, facts } = JSON.parse(value as string) as { refused: string; facts: Finding['facts'] }
    return [fault('restored', refused, facts)]
  })
}
