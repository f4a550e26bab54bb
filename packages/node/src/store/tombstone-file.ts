import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isUuid, readJson } from '@entraide/ground'
import type { Tombstone } from '../backup-manifest.ts'

/** Beside the store, and of no use to whoever reads it: which dossiers and messages were erased, so that no older copy brings them back. */
export const tombstoneFile = (dataDir: string) => join(dataDir, 'tombstones.jsonl')

/** Adds a line, on the disk before this returns. Written before the erasure is committed: a line too many erases what was due anyway. */
export async function keepTombstone(dataDir: string, tombstone: Tombstone): Promise<void> {
  const handle = await open(tombstoneFile(dataDir), 'a', 0o600)
  try {
    await handle.appendFile(`${JSON.stringify(tombstone)}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** The tombstones of a file; none where there is no file. A line that was cut short by a crash is passed over. */
export async function readTombstones(file: string): Promise<readonly Tombstone[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap(line => tombstoneIn(line) ?? [])
}

/** One line of such a file; null where it is none. */
export function tombstoneIn(line: string): Tombstone | null {
  try {
    const read = readJson(line).value as unknown as Tombstone
    const isPart = read.message === undefined || isUuid(read.message)
    return isUuid(read.dossier) && typeof read.at === 'string' && typeof read.commitment === 'string' && isPart ? read : null
  } catch {
    return null
  }
}
