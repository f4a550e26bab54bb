import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { backup as copyPages, DatabaseSync } from 'node:sqlite'
import type { Concerned } from '@entraide/exchange'
import { instantOf, isRefusal, type Refusal, refuse } from '@entraide/ground'
import { type BackupManifest, backupFiles, checkedManifest, digestOf, type Tombstone } from './backup-manifest.ts'
import { readConfig, version } from './boot.ts'
import type { NodeConfig } from './capabilities.ts'
import { openDatabase } from './store/database.ts'
import { type LogCheck, logCheck } from './store/log-check.ts'
import { contentOf, readTables, writeTables } from './store/table-file.ts'
import type { Tables } from './store/tables.ts'
import { readTombstones, tombstoneFile } from './store/tombstone-file.ts'

/** How far it is: pages of a SQLite file or rows of PostgreSQL tables, then files checked. */
export type Progress = (step: 'copy' | 'check', done: number, total: number) => void
export type BackupOptions = { readonly dataDir: string; readonly out: string; readonly progress?: Progress }
export type BackupDone = { readonly out: string; readonly manifest: BackupManifest }

const pagesAtOnce = 200

/**
 * Copies a node, running or not, into an empty folder: the store as it stands at one moment, sealed as it is in the node;
 * apart from it the keys file, sealed with the passphrase; and a manifest with the log heads, counts and digests of all.
 * The copy is then read back and its logs followed leaf by leaf: a backup that could not be restored is refused here.
 *
 * Refuses `folder-not-empty`, `log-broken`.
 */
export async function backup(options: BackupOptions): Promise<BackupDone | Refusal> {
  const config = readConfig(resolve(options.dataDir))
  const out = resolve(options.out)
  if ((await readdir(out).catch(() => [])).length > 0) return refuse('folder-not-empty', { folder: out })
  for (const folder of ['', 'store', 'keys']) await mkdir(join(out, folder), { recursive: true, mode: 0o700 })
  const say = options.progress ?? (() => {})
  const storeFile = join(out, backupFiles.store[config.store.kind])
  await copyStore(config.store, storeFile, (done, total) => say('copy', done, total))
  const others = await copyFiles(config, out)
  const seen = await follow(config.store.kind, storeFile)
  if (isRefusal(seen)) return seen
  // What the running node erased, and what this copy itself says: whichever knows more.
  const tombstones = merged([...seen.tombstones, ...(await readTombstones(tombstoneFile(config.dataDir)))])
  await writeFile(join(out, backupFiles.tombstones), tombstones.map(each => `${JSON.stringify(each)}\n`).join(''), { mode: 0o600, flush: true })
  const paths = [backupFiles.store[config.store.kind], backupFiles.tombstones, ...others]
  const files: BackupManifest['files'][number][] = []
  for (const path of paths) {
    files.push({ path, ...(await digestOf(join(out, path))) })
    say('check', files.length, paths.length)
  }
  const manifest: BackupManifest = {
    backup: 'entraide.backup/1',
    node: config.id,
    at: instantOf(Date.now()),
    version,
    engine: config.store.kind,
    files,
    logs: seen.logs,
    counts: seen.counts,
    tombstones: tombstones.length,
  }
  await writeFile(join(out, backupFiles.manifest), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })
  return { out, manifest }
}

/**
 * Checks a backup without restoring it: every digest, every count, every log from its first leaf to its head. Needs no passphrase.
 * Refuses `backup-missing`, `backup-damaged`, `log-broken`.
 *
 * @param keys - the folder of the keys when they are kept elsewhere; null looks at the store alone
 */
export async function verifyBackup(options: {
  readonly from: string
  readonly keys?: string | null
  readonly progress?: Progress
}): Promise<BackupManifest | Refusal> {
  const from = resolve(options.from)
  const manifest = await checkedManifest(from, options.keys === undefined ? join(from, 'keys') : options.keys)
  if (isRefusal(manifest)) return manifest
  const seen = await follow(manifest.engine, join(from, backupFiles.store[manifest.engine]))
  if (isRefusal(seen)) return seen
  if (JSON.stringify(seen.logs) !== JSON.stringify(manifest.logs)) return refuse('backup-damaged', { file: backupFiles.manifest, found: 'other-heads' })
  const odd = Object.keys({ ...seen.counts, ...manifest.counts }).find(table => seen.counts[table] !== manifest.counts[table])
  return odd === undefined ? manifest : refuse('backup-damaged', { file: backupFiles.manifest, found: 'other-counts', table: odd })
}

/** Tombstones without doubles, in the order they came to be. */
export function merged(tombstones: readonly Tombstone[]): readonly Tombstone[] {
  const keyOf = ({ dossier, message, commitment }: Tombstone) => (message === undefined ? dossier : `${message} ${commitment}`)
  return [...new Map(tombstones.map(each => [keyOf(each), each])).values()].sort((a, b) => (a.at < b.at ? -1 : 1))
}

async function copyStore(store: NodeConfig['store'], file: string, onDone: (done: number, total: number) => void): Promise<void> {
  if (store.kind === 'sqlite') {
    const source = new DatabaseSync(store.file, { readOnly: true, timeout: 10_000 })
    try {
      await copyPages(source, file, { rate: pagesAtOnce, progress: ({ totalPages, remainingPages }) => onDone(totalPages - remainingPages, totalPages) })
    } finally {
      source.close()
    }
    return
  }
  const database = await openDatabase<Tables & { migration: { number: number } }>(store)
  try {
    const applied = await database.db.selectFrom('migration').select('number').execute()
    await writeTables(database, file, applied.length, onDone)
  } finally {
    await database.close()
  }
}

async function copyFiles(config: NodeConfig, out: string): Promise<readonly string[]> {
  const files: [from: string, to: string][] = [
    [join(config.dataDir, 'config.json'), backupFiles.config],
    [join(config.dataDir, 'policy.json'), backupFiles.policy],
    [join(config.dataDir, 'keys.json'), backupFiles.keys],
  ]
  if (config.tls !== null)
    files.push([config.tls.certificateFile, `store/${basename(config.tls.certificateFile)}`], [config.tls.keyFile, `keys/${basename(config.tls.keyFile)}`])
  for (const [from, to] of files) await copyFile(from, join(out, to))
  return files.map(([, to]) => to)
}

type Seen = { readonly logs: BackupManifest['logs']; readonly counts: BackupManifest['counts']; readonly tombstones: readonly Tombstone[] }

/** Reads a copied store through: counts, tombstones, and every log followed to its head. */
async function follow(engine: 'sqlite' | 'postgres', file: string): Promise<Seen | Refusal<'log-broken' | 'backup-damaged'>> {
  const check = logCheck()
  const tombstones: Tombstone[] = []
  const counts = engine === 'sqlite' ? followFile(file, check, tombstones) : await followTables(file, check, tombstones)
  if (counts === null) return refuse('backup-damaged', { file: backupFiles.store.sqlite, found: 'damaged' })
  return check.end() ?? { logs: check.heads(), counts, tombstones }
}

function followFile(file: string, check: LogCheck, tombstones: Tombstone[]): BackupManifest['counts'] | null {
  const copy = new DatabaseSync(file, { readOnly: true })
  try {
    if ((copy.prepare('pragma integrity_check(1)').get() as { integrity_check: string }).integrity_check !== 'ok') return null
    for (const row of copy.prepare('select log, position, leaf from leaf where position is not null order by log, position').iterate())
      check.leaf(row.log as string, row.position as number, row.leaf as Uint8Array)
    for (const row of copy.prepare('select log, size, head from checkpoint').iterate())
      check.checkpoint(row.log as string, row.size as number, row.head as string)
    for (const row of copy.prepare('select dossier_id as dossier, at, commitment from tombstone').all()) tombstones.push({ ...row } as Tombstone)
    const tables = copy.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> 'migration' order by name").all()
    // A copy of an older program's store has no such table.
    if (tables.some(({ name }) => name === 'message_tombstone'))
      for (const row of copy.prepare('select * from message_tombstone').all()) tombstones.push(ofMessage(row as Tables['message_tombstone']))
    return Object.fromEntries(
      tables.map(({ name }) => [name as string, (copy.prepare(`select count(*) as n from "${name as string}"`).get() as { n: number }).n]),
    )
  } finally {
    copy.close()
  }
}

async function followTables(file: string, check: LogCheck, tombstones: Tombstone[]): Promise<BackupManifest['counts']> {
  return await readTables(file, {
    rows: async (table, columns, rows) => {
      if (!['leaf', 'checkpoint', 'tombstone', 'message_tombstone'].includes(table)) return
      for (const row of rows) {
        const of = (column: string) => contentOf(row[columns.indexOf(column)] ?? null)
        if (table === 'leaf' && of('position') !== null) check.leaf(of('log') as string, of('position') as number, of('leaf') as Uint8Array)
        if (table === 'checkpoint') check.checkpoint(of('log') as string, of('size') as number, of('head') as string)
        if (table === 'message_tombstone')
          tombstones.push(ofMessage(Object.fromEntries(columns.map(column => [column, of(column)])) as unknown as Tables['message_tombstone']))
        if (table === 'tombstone') tombstones.push({ dossier: of('dossier_id') as string, at: of('at') as string, commitment: of('commitment') as string })
      }
    },
  })
}

function ofMessage({ dossier_id, at, commitment, message_id, concerned, cause }: Tables['message_tombstone']): Tombstone {
  return { dossier: dossier_id, at, commitment, message: message_id, concerned: JSON.parse(concerned ?? 'null') as Concerned, cause }
}

/** The configuration a backup holds, as it was written. */
export async function configIn(from: string): Promise<NodeConfig> {
  return JSON.parse(await readFile(join(from, backupFiles.config), 'utf8')) as NodeConfig
}
