import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault, readJson } from '@entraide/ground'
import { Ending, exitCodes } from '../ending.ts'
import type { LogHead, StoredTombstone } from './store-look.ts'

/** What a backup says of itself, in `backup.json`: enough to check it without the node it came from. */
export type Manifest = {
  readonly backup: 'entraide.backup/1'
  readonly node: string
  readonly at: string
  readonly version: string
  readonly engine: 'sqlite' | 'postgres'
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
  /** The heads of the logs when it was made: a restored node is at least there, a partner may have seen more. */
  readonly logs: readonly LogHead[]
  readonly tombstones: readonly StoredTombstone[]
}

/** SHA-256 and size of a file, read as a stream. */
export async function digestOf(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part)
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') }
}

/**
 * Reads a backup's manifest and checks every file against it. Ends with what is wrong (`backup-missing`, `backup-damaged`).
 * @param keys - where the keys lie, if they were taken elsewhere
 */
export async function checkedManifest(folder: string, keys = join(folder, 'keys')): Promise<Manifest> {
  const manifest = await manifestOf(folder)
  for (const { path, bytes, sha256 } of manifest.files) {
    const found = await digestOf(path.startsWith('keys/') ? join(keys, path.slice(5)) : join(folder, path)).catch(() => null)
    if (found === null || found.bytes !== bytes || found.sha256 !== sha256)
      throw new Ending(exitCodes.badInput, 'backup-damaged', `${path} of this backup is ${found === null ? 'missing' : 'not what was written'}.`, {
        next: 'Use another backup, and find out what happened to this one.',
      })
  }
  return manifest
}

/** Reads a backup's manifest alone: for what it lists, not for what lies beside it. */
export async function manifestOf(folder: string): Promise<Manifest> {
  try {
    const manifest = readJson(await readFile(join(folder, 'backup.json')), { maxBytes: 256 * 1_048_576, maxDepth: 8, maxItems: 50_000_000 })
      .value as unknown as Manifest
    if (manifest.backup === 'entraide.backup/1' && Array.isArray(manifest.files) && Array.isArray(manifest.logs) && Array.isArray(manifest.tombstones))
      return manifest
  } catch (cause) {
    if (!(cause instanceof Fault) && (cause as NodeJS.ErrnoException).code === undefined) throw cause
  }
  throw new Ending(exitCodes.badInput, 'backup-missing', `${folder} holds no backup that can be read.`, { next: 'Name the folder that holds backup.json.' })
}
