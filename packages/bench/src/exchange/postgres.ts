import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A PostgreSQL to measure on, or the plain reason why there is none. */
export type Server =
  | {
      readonly url: string
      readonly whose: 'given' | 'own'
      /** Processor time of the server so far, in seconds; null where it cannot be known: another machine's, or not Linux. */
      readonly cpuSeconds: () => number | null
      readonly stop: () => void
    }
  | { readonly missing: string }

const debianFolder = '/usr/lib/postgresql'

/**
 * The server of DATABASE_URL; else a new cluster in a temporary folder, gone afterwards. Nodes and floors reach it by its Unix socket,
 * as the manual advises for a database on the node's own machine. PostgreSQL refuses to run as root, so root hands it to the user
 * `postgres`. Settings are the engine's own: commits are durable.
 */
export async function postgresServer(): Promise<Server> {
  const given = process.env.DATABASE_URL
  if (given !== undefined && given !== '') return { url: given, whose: 'given', cpuSeconds: () => null, stop: () => {} }
  const bin = binFolder()
  if (bin === undefined) return { missing: `DATABASE_URL is not set and no PostgreSQL is installed under ${debianFolder}` }
  const folder = mkdtempSync(join(tmpdir(), 'entraide-bench-postgres-'))
  const asOther = process.getuid?.() === 0
  if (asOther) chownSync(folder, Number(idOf('-u')), Number(idOf('-g')))
  const run = (program: string, args: readonly string[]) =>
    execFileSync(asOther ? 'runuser' : join(bin, program), asOther ? ['-u', 'postgres', '--', join(bin, program), ...args] : args, {
      stdio: 'ignore',
      cwd: folder,
    })
  const data = join(folder, 'data')
  const port = await freePort()
  run('initdb', ['-D', data, '-U', 'entraide', '-A', 'trust', '-E', 'UTF8', '--locale=C'])
  run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${port} -h '' -k ${folder}`, 'start'])
  const stop = () => {
    run('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop'])
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    url: `postgresql://entraide@/postgres?host=${folder}&port=${port}`,
    whose: 'own',
    cpuSeconds: () => cpuOf(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])),
    stop,
  }
}

/** Ticks are hundredths of a second on Linux: fields 14 to 17 of /proc/PID/stat, of a process, its children, and those that ended. */
function cpuOf(postmaster: number): number | null {
  if (!existsSync('/proc/self/stat')) return null
  let ticks = 0
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    let fields: string[]
    try {
      fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    } catch {
      // It ended while we looked: its parent counts it from now on.
      continue
    }
    const isParent = Number(pid) === postmaster
    if (!isParent && Number(fields[1]) !== postmaster) continue
    for (const at of isParent ? [11, 12, 13, 14] : [11, 12]) ticks += Number(fields[at])
  }
  return ticks / 100
}

function binFolder(): string | undefined {
  if (!existsSync(debianFolder)) return undefined
  return readdirSync(debianFolder)
    .sort((a, b) => Number(b) - Number(a))
    .map(version => join(debianFolder, version, 'bin'))
    .find(folder => existsSync(join(folder, 'initdb')))
}

function idOf(which: '-u' | '-g'): string {
  return execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }).trim()
}

/**
 * A port of the loopback that nobody listens on just now. Below those that a system gives to whoever calls out: a call of
 * somebody else's would take one of them before it is used.
 *
 * @throws if none of many tried is free
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) return port
  }
  throw new Error('no port of the loopback is free')
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const server = createServer()
  server.once('error', () => resolve(false))
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  return promise
}
