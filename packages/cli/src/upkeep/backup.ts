import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite'
import { readConfig, version } from '@entraide/node'
import type { Cli } from '../cli.ts'
import { badInput, Ending, exitCodes } from '../ending.ts'
import { progress } from '../progress.ts'
import { checkedManifest, digestOf, type Manifest } from './manifest.ts'
import { runPostgresTool } from './postgres-tools.ts'
import { lookInto } from './store-look.ts'

/** Where the store stands in a backup, by engine. */
export const storeFile = { sqlite: 'store/node.db', postgres: 'store/node.dump' } as const

/**
 * `node backup`: store and keys in folders of their own, of a node that may be running. The store is sealed as it stands in
 * the node; the keys are sealed with the passphrase; whoever has only one of the two has nothing.
 */
export async function backUp(cli: Cli, options: { readonly data: string; readonly out: string }) {
  const dataDir = resolve(cli.terminal.cwd, options.data)
  const out = resolve(cli.terminal.cwd, options.out)
  const config = readConfig(dataDir)
  if ((await readdir(out).catch(() => [])).length > 0) throw badInput('folder-not-empty', `${options.out} is not empty.`, 'Name a new folder for each backup.')
  for (const folder of ['', 'store', 'keys']) await mkdir(join(out, folder), { recursive: true, mode: 0o700 })

  if (config.store.kind === 'sqlite') await copySqlite(cli, config.store.file, join(out, storeFile.sqlite))
  else
    await runPostgresTool('pg_dump', config.store.url, [
      '--format=custom',
      '--no-owner',
      `--schema=${config.store.schema}`,
      `--file=${join(out, storeFile.postgres)}`,
    ])
  const files: string[] = [storeFile[config.store.kind]]
  const copy = async (from: string, to: string) => {
    await copyFile(from, join(out, to))
    files.push(to)
  }
  for (const name of ['config.json', 'policy.json']) await copy(join(dataDir, name), `store/${name}`)
  await copy(join(dataDir, 'keys.json'), 'keys/keys.json')
  if (config.tls !== null) {
    await copy(config.tls.certificateFile, `store/${basename(config.tls.certificateFile)}`)
    await copy(config.tls.keyFile, `keys/${basename(config.tls.keyFile)}`)
  }

  const look = await lookInto(config.store, { file: join(out, storeFile.sqlite) })
  const manifest: Manifest = {
    backup: 'entraide.backup/1',
    node: config.id,
    at: cli.terminal.now(),
    version,
    engine: config.store.kind,
    files: await Promise.all(files.map(async path => ({ path, ...(await digestOf(join(out, path))) }))),
    logs: await look.heads(),
    tombstones: await look.tombstones(),
  }
  const complaint = await look.complaint()
  await look.close()
  if (complaint !== null)
    throw new Ending(exitCodes.fault, 'store-damaged', `The store is damaged: ${complaint}`, {
      next: 'Keep the last good backup. Stop the node and find out what happened to its disk.',
    })
  await writeFile(join(out, 'backup.json'), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0)
  await cli.print(
    { out, node: manifest.node, at: manifest.at, bytes, logs: manifest.logs },
    `${manifest.node} is in ${options.out}: ${bytes} bytes, ${manifest.logs.length} logs\nNext: bring ${options.out}/keys to another place than ${options.out}/store; check with: entraide node verify-backup --from ${options.out}`,
  )
  return exitCodes.ok
}

/** `node verify-backup`: every file is what was written, the store is whole, and its logs stand where the manifest says. */
export async function verifyBackup(cli: Cli, options: { readonly from: string }) {
  const from = resolve(cli.terminal.cwd, options.from)
  const manifest = await checkedManifest(from)
  if (manifest.engine === 'sqlite') {
    const look = await lookInto({ kind: 'sqlite', file: join(from, storeFile.sqlite) })
    const [heads, complaint] = [await look.heads(), await look.complaint()]
    await look.close()
    if (complaint !== null || JSON.stringify(heads) !== JSON.stringify(manifest.logs))
      throw new Ending(exitCodes.badInput, 'backup-damaged', `The store of this backup is not whole: ${complaint ?? 'its logs stand elsewhere'}.`, {
        next: 'Use another backup.',
      })
  }
  await cli.print(
    { well: true, node: manifest.node, at: manifest.at, logs: manifest.logs },
    `${manifest.node} of ${manifest.at}: whole, ${manifest.files.length} files, ${manifest.logs.length} logs`,
  )
  return exitCodes.ok
}

async function copySqlite(cli: Cli, from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5_000 })
  const bar = progress(cli.terminal, 'pages')
  try {
    await copyDatabase(source, to, { rate: 1_000, progress: ({ totalPages, remainingPages }) => bar.at(totalPages - remainingPages, totalPages) })
  } finally {
    bar.end()
    source.close()
  }
  // One file that stands alone: a copy of a database with a write-ahead log would ask for the log's files beside it.
  const copy = new DatabaseSync(to)
  copy.exec('pragma journal_mode = delete')
  copy.close()
}
