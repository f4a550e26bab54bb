import { chmod, copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { type NodeConfig, readConfig } from '@entraide/node'
import type { Cli } from '../cli.ts'
import { badInput, exitCodes } from '../ending.ts'
import { storeFile } from './backup.ts'
import { checkedManifest, type Manifest, manifestOf } from './manifest.ts'
import { runPostgresTool } from './postgres-tools.ts'
import { lookInto, type StoredTombstone } from './store-look.ts'

export type RestoreOptions = {
  readonly from: string
  readonly data: string
  readonly keys?: string
  readonly store?: string
  readonly erasures?: readonly string[]
}

/**
 * `node restore`: a node's folder from a backup, in a new place. Every erasure known from this backup and from newer ones
 * (`erasures`) is done again before the folder can be started: its configuration is written last.
 */
export async function restore(cli: Cli, options: RestoreOptions) {
  const from = resolve(cli.terminal.cwd, options.from)
  const dataDir = resolve(cli.terminal.cwd, options.data)
  const keys = options.keys === undefined ? join(from, 'keys') : resolve(cli.terminal.cwd, options.keys)
  const manifest = await checkedManifest(from, keys)
  if (await exists(join(dataDir, 'config.json'))) throw badInput('node-exists', 'There is a node in this folder already.', 'Name a new folder.')
  const was = JSON.parse(await readFile(join(from, 'store/config.json'), 'utf8')) as NodeConfig
  const config = movedTo(dataDir, was, options.store)

  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  if (config.store.kind === 'sqlite') await copyFile(join(from, storeFile.sqlite), config.store.file)
  else
    await runPostgresTool('pg_restore', config.store.url, [
      '--no-owner',
      '--exit-on-error',
      `--dbname=${new URL(config.store.url).pathname.slice(1)}`,
      join(from, storeFile.postgres),
    ])
  await copyFile(join(from, 'store/policy.json'), join(dataDir, 'policy.json'))
  await copyFile(join(keys, 'keys.json'), join(dataDir, 'keys.json'))
  if (config.tls !== null) {
    await copyFile(join(from, 'store', basename(config.tls.certificateFile)), config.tls.certificateFile)
    await copyFile(join(keys, basename(config.tls.keyFile)), config.tls.keyFile)
  }
  for (const name of [
    'keys.json',
    'policy.json',
    ...(config.tls === null ? [] : [basename(config.tls.keyFile)]),
    ...(config.store.kind === 'sqlite' ? ['node.db'] : []),
  ])
    await chmod(join(dataDir, name), 0o600)

  const erased = await eraseAgain(cli, config, manifest, options.erasures ?? [])
  await writeFile(join(dataDir, 'config.json'), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600, flush: true })
  readConfig(dataDir)
  await cli.print(
    { dataDir, node: config.id, at: manifest.at, logs: manifest.logs, erasedAgain: erased },
    `${config.id} of ${manifest.at} is in ${options.data}; ${erased} dossiers erased since were erased again\nNext: entraide node start --data ${options.data}\nPartners may have seen newer checkpoints than this backup: they will say so, and nothing is exchanged before that is settled.`,
  )
  return exitCodes.ok
}

/** Tombstones of this backup and of newer ones, whichever hold more, applied to the store before anything of it can be read. */
async function eraseAgain(cli: Cli, config: NodeConfig, manifest: Manifest, newer: readonly string[]): Promise<number> {
  const tombstones = new Map<string, StoredTombstone>(manifest.tombstones.map(each => [each.dossier_id, each]))
  for (const folder of newer) for (const each of (await manifestOf(resolve(cli.terminal.cwd, folder))).tombstones) tombstones.set(each.dossier_id, each)
  const look = await lookInto(config.store, { toErase: true })
  try {
    return await look.eraseAgain([...tombstones.values()])
  } finally {
    await look.close()
  }
}

/** The configuration of the same node in another folder, and on PostgreSQL perhaps another server. */
function movedTo(dataDir: string, was: NodeConfig, store: string | undefined): NodeConfig {
  if (store !== undefined && was.store.kind !== 'postgres') throw badInput('store-of-another-kind', 'This backup is of a node on SQLite.', 'Leave --store out.')
  return {
    ...was,
    dataDir,
    tls:
      was.tls === null
        ? null
        : { ...was.tls, keyFile: join(dataDir, basename(was.tls.keyFile)), certificateFile: join(dataDir, basename(was.tls.certificateFile)) },
    store: was.store.kind === 'sqlite' ? { kind: 'sqlite', file: join(dataDir, 'node.db') } : { ...was.store, url: store ?? was.store.url },
  }
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  )
}
