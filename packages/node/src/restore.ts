import { chmod, copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Fault, instantOf, isRefusal, type Refusal, refuse } from '@entraide/ground'
import { configIn, merged, type Progress, verifyBackup } from './backup.ts'
import { type BackupManifest, backupFiles, type Tombstone } from './backup-manifest.ts'
import { readConfig } from './boot.ts'
import type { NodeConfig } from './capabilities.ts'
import { namedTombstones } from './named-tombstones.ts'
import { writeRestored } from './steps/restored.ts'
import { type Connection, type Database, openDatabase } from './store/database.ts'
import { dropErased } from './store/erasure.ts'
import { migrate, readMigrations } from './store/migrate.ts'
import { insertRows, readTables } from './store/table-file.ts'
import type { Tables } from './store/tables.ts'
import { readTombstones, tombstoneFile } from './store/tombstone-file.ts'

export type RestoreOptions = {
  readonly from: string
  readonly dataDir: string
  /** Where the keys are, when they are kept apart from the store as they should be. */
  readonly keys?: string
  /** Tombstones newer than the backup: folders of newer backups or of the lost node, or such a file (`tombstones.jsonl`) itself. */
  readonly tombstones?: readonly string[]
  /** Where the store goes on PostgreSQL; where it was, unless told. */
  readonly postgres?: { readonly url: string; readonly schema: string }
  readonly progress?: Progress
}
export type RestoreDone = { readonly dataDir: string; readonly manifest: BackupManifest; readonly erasedAgain: number }

const migrationsFolder = fileURLToPath(new URL('./store/migrations/', import.meta.url))

/**
 * Brings a node back from a backup into an empty folder. The backup is checked whole first; every erasure known from it and
 * from newer tombstone files is done again; the node is marked as restored, so that it exchanges with a partner only once
 * what that partner last saw of our log was compared (steps/restored.ts). The configuration is written last: before it,
 * there is no node that could be started or read.
 *
 * Refuses `backup-missing`, `backup-damaged`, `erasures-unreadable`, `log-broken`, `folder-not-empty`, `store-not-empty`.
 */
export async function restore(options: RestoreOptions): Promise<RestoreDone | Refusal> {
  const from = resolve(options.from)
  const dataDir = resolve(options.dataDir)
  const keys = resolve(options.keys ?? join(from, 'keys'))
  if ((await readdir(dataDir).catch(() => [])).length > 0) return refuse('folder-not-empty', { folder: dataDir })
  const manifest = await verifyBackup({ from, keys })
  if (isRefusal(manifest)) return manifest
  const config = movedTo(dataDir, await configIn(from), options.postgres)
  const known: Tombstone[] = [...(await readTombstones(join(from, backupFiles.tombstones)))]
  for (const path of options.tombstones ?? []) {
    const named = await namedTombstones(path)
    if (isRefusal(named)) return named
    known.push(...named)
  }
  const tombstones = merged(known)

  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const erasedAgain = await bringBack(config, join(from, backupFiles.store[manifest.engine]), manifest, tombstones, options.progress ?? (() => {}))
  if (typeof erasedAgain !== 'number') return erasedAgain
  await writeFile(tombstoneFile(dataDir), tombstones.map(each => `${JSON.stringify(each)}\n`).join(''), { mode: 0o600, flush: true })
  await copyFile(join(from, backupFiles.policy), join(dataDir, 'policy.json'))
  await copyFile(join(keys, 'keys.json'), join(dataDir, 'keys.json'))
  const secret = [join(dataDir, 'policy.json'), join(dataDir, 'keys.json')]
  if (config.tls !== null) {
    await copyFile(join(from, 'store', basename(config.tls.certificateFile)), config.tls.certificateFile)
    await copyFile(join(keys, basename(config.tls.keyFile)), config.tls.keyFile)
    secret.push(config.tls.keyFile)
  }
  for (const file of secret) await chmod(file, 0o600)
  await writeFile(join(dataDir, 'config.json'), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600, flush: true })
  readConfig(dataDir)
  return { dataDir, manifest, erasedAgain }
}

/** Store, erasures and mark, in this order. Gives how many dossiers and messages are erased again. */
async function bringBack(
  config: NodeConfig,
  file: string,
  manifest: BackupManifest,
  tombstones: readonly Tombstone[],
  say: Progress,
): Promise<number | Refusal> {
  if (config.store.kind === 'sqlite') {
    await copyFile(file, config.store.file)
    await chmod(config.store.file, 0o600)
    say('copy', 1, 1)
  }
  const database = await openDatabase<Tables>(config.store)
  try {
    if (config.store.kind === 'postgres') {
      const refused = await fill(database, file, manifest, say)
      if (refused !== null) return refused
    }
    // An older store learns first what an erasure within a dossier is.
    if (tombstones.some(each => each.message !== undefined)) await migrate(database, readMigrations(migrationsFolder), instantOf(Date.now()))
    const erased = await database.transaction(async tx => {
      let keysDropped = 0
      let erasedParts = 0
      for (const { dossier, at, commitment, message, concerned, cause } of tombstones) {
        if (message !== undefined) {
          // Its key cannot be changed before the node is open: it is the first thing the node does then.
          const { numInsertedOrUpdatedRows } = await tx
            .insertInto('message_tombstone')
            .values({
              id: message,
              message_id: message,
              dossier_id: dossier,
              at,
              cause: cause ?? 'ordered',
              concerned: concerned == null ? null : JSON.stringify(concerned),
              commitment,
              is_pending: 1,
            })
            .onConflict(conflict => conflict.columns(['message_id', 'commitment']).doNothing())
            .executeTakeFirstOrThrow()
          erasedParts += Number(numInsertedOrUpdatedRows ?? 0n)
          continue
        }
        const { numDeletedRows } = await tx.deleteFrom('dossier_key').where('dossier_id', '=', dossier).executeTakeFirstOrThrow()
        keysDropped += Number(numDeletedRows)
        await dropErased(tx, dossier)
        await tx
          .insertInto('tombstone')
          .values({ dossier_id: dossier, at, commitment })
          .onConflict(conflict => conflict.column('dossier_id').doNothing())
          .execute()
      }
      await writeRestored(tx, manifest.at, instantOf(Date.now()))
      return keysDropped + erasedParts
    })
    await database.scrub(['dossier_key'])
    return erased
  } finally {
    await database.close()
  }
}

/** The tables, as they were, in a schema that holds none yet. */
async function fill(database: Database<Tables>, file: string, manifest: BackupManifest, say: Progress): Promise<Refusal | null> {
  const all = readMigrations(migrationsFolder)
  const total = Object.values(manifest.counts).reduce((sum, count) => sum + count, 0)
  const there = await database.db.introspection.getTables()
  const schema = (await database.db.selectNoFrom(no => no.fn<string>('current_schema').as('name')).executeTakeFirstOrThrow()).name
  if (there.some(table => table.schema === schema)) return refuse('store-not-empty', { schema })
  let done = 0
  let applied = 0
  await readTables(file, {
    head: async migrations => {
      if (migrations > all.length) throw new Fault('migration-unknown', 'the backup is of a newer program', { facts: { number: migrations } })
      applied = (await migrate(database, all.slice(0, migrations), manifest.at)).length
    },
    rows: async (table, columns, rows) => {
      if (applied === 0) throw new Fault('store-file-shape', 'the copy of the store begins with no head', { facts: { file } })
      await database.transaction(async tx => insertRows(tx as unknown as Connection, table, columns, rows))
      done += rows.length
      say('copy', done, total)
    },
  })
  return null
}

/** The same node's configuration in another folder, and on PostgreSQL perhaps on another server. */
function movedTo(dataDir: string, was: NodeConfig, postgres: RestoreOptions['postgres']): NodeConfig {
  return {
    ...was,
    dataDir,
    tls:
      was.tls === null
        ? null
        : { ...was.tls, keyFile: join(dataDir, basename(was.tls.keyFile)), certificateFile: join(dataDir, basename(was.tls.certificateFile)) },
    store: was.store.kind === 'sqlite' ? { kind: 'sqlite', file: join(dataDir, 'node.db') } : { ...was.store, ...postgres },
  }
}
