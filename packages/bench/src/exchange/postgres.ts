import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A PostgreSQL to measure on, or the plain reason why there is none. */
export type Server = { readonly url: string; readonly whose: 'given' | 'own'; readonly stop: () => void } | { readonly missing: string }

const debianFolder = '/usr/lib/postgresql'

/**
 * The server of DATABASE_URL; else a new cluster in a temporary folder, on a free loopback port, gone afterwards.
 * PostgreSQL refuses to run as root, so root hands it to the user `postgres`. Settings are the engine's own: commits are durable.
 */
export async function postgresServer(): Promise<Server> {
  const given = process.env.DATABASE_URL
  if (given !== undefined && given !== '') return { url: given, whose: 'given', stop: () => {} }
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
  run('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${port} -h 127.0.0.1 -k ${folder}`, 'start'])
  const stop = () => {
    run('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop'])
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: `postgresql://entraide@127.0.0.1:${port}/postgres`, whose: 'own', stop }
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

/** A port that is free now, on loopback. */
export function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const server = createServer()
  server.once('error', reject)
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as { port: number }
    server.close(() => resolve(port))
  })
  return promise
}
