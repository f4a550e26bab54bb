import { createHash } from 'node:crypto'
import { cpSync, existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { casts, freshFolder, repositoryFile, sideNames } from './stage.ts'

/** A year that was played once and is kept, so that the next start has only to copy it. The data are invented, so its passphrase stands beside it. */
type Prepared = { readonly preparedAt: string; readonly seed: number; readonly source: string; readonly passphrase: string }

const about = 'prepared.json'
/** Its last day is the day it was played: older, everything in it would be late. */
const freshForMs = 20 * 3_600_000
const yearFolder = () => repositoryFile('.entraide', 'year')

/**
 * Copies the prepared year into a folder, if there is one of this program and this seed that is young enough and whose ports
 * are free; gives its passphrase, or null.
 */
export async function takePrepared(folder: string, seed: number, now: number): Promise<string | null> {
  const kept = join(yearFolder(), about)
  if (!existsSync(kept)) return null
  const prepared = JSON.parse(readFileSync(kept, 'utf8')) as Prepared
  if (prepared.seed !== seed || prepared.source !== sourceDigest() || now - Date.parse(prepared.preparedAt) > freshForMs) return null
  for (const side of sideNames) if (!(await isFree(portOf(join(yearFolder(), casts[side].id))))) return null
  freshFolder(folder)
  for (const side of sideNames) cpSync(join(yearFolder(), casts[side].id), join(folder, casts[side].id), { recursive: true })
  for (const side of sideNames) moveConfig(join(folder, casts[side].id))
  return prepared.passphrase
}

/** Keeps a copy of the nodes of a folder, just filled and not running. Another one that is there is replaced only when this one is whole. */
export function keepPrepared(folder: string, seed: number, passphrase: string, now: number): void {
  const half = `${yearFolder()}-half`
  rmSync(half, { recursive: true, force: true })
  for (const side of sideNames) cpSync(join(folder, casts[side].id), join(half, casts[side].id), { recursive: true })
  const prepared: Prepared = { preparedAt: new Date(now).toISOString(), seed, source: sourceDigest(), passphrase }
  writeFileSync(join(half, about), JSON.stringify(prepared), { mode: 0o600 })
  rmSync(yearFolder(), { recursive: true, force: true })
  renameSync(half, yearFolder())
}

/** What the year was played by: every source file and instrument it rests on. */
function sourceDigest(): string {
  const hash = createHash('sha256')
  for (const file of globSync(['packages/*/src/**/*.{ts,sql}', 'agreements/**/*.json', 'policies/*.json'], { cwd: repositoryFile() }).sort())
    if (!file.startsWith('packages/web')) hash.update(file).update(readFileSync(repositoryFile(file)))
  return hash.digest('hex')
}

type Config = { dataDir: string; listen: { port: number }; store: { kind: string; file: string } }

function portOf(dataDir: string): number {
  return (JSON.parse(readFileSync(join(dataDir, 'config.json'), 'utf8')) as Config).listen.port
}

/** A copied node knows its new folder. */
function moveConfig(dataDir: string): void {
  const file = join(dataDir, 'config.json')
  const config = JSON.parse(readFileSync(file, 'utf8')) as Config
  writeFileSync(file, `${JSON.stringify({ ...config, dataDir, store: { ...config.store, file: join(dataDir, 'node.db') } }, null, 2)}\n`, { mode: 0o600 })
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}
