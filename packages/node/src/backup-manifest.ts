import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Concerned } from '@entraide/exchange'
import { Fault, type Instant, isInstant, isNodeId, isRefusal, type NodeId, type Refusal, readJson, refuse } from '@entraide/ground'
import { z } from 'zod'

/** How far a log had come when the copy was made. */
export type LogHead = { readonly log: string; readonly size: number; readonly head: string }
/** That a dossier was erased, or of it a message or some of its statements and attachments: local ids, when, and a commitment. */
export type Tombstone = {
  readonly dossier: string
  readonly at: string
  readonly commitment: string
  /** Of an erasure within a dossier that goes on. */
  readonly message?: string
  readonly concerned?: Concerned
  readonly cause?: string
}

/** What a backup says of itself, in `backup.json`: enough to check it far from the node it came from. */
export type BackupManifest = {
  readonly backup: 'entraide.backup/1'
  readonly node: NodeId
  readonly at: Instant
  readonly version: string
  readonly engine: 'sqlite' | 'postgres'
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[]
  readonly logs: readonly LogHead[]
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>
  readonly tombstones: number
}

const count = z.int().min(0)
const digest = z.string().regex(/^[0-9a-f]{64}$/)
// A path that climbs would check a file that is not the backup's.
const path = z
  .string()
  .regex(/^(?:store|keys)\/[A-Za-z0-9_.-]+$/)
  .refine(text => !text.includes('..'))
const ManifestShape = z.object({
  backup: z.literal('entraide.backup/1'),
  node: z.custom<NodeId>(isNodeId),
  at: z.custom<Instant>(isInstant),
  version: z.string().max(100),
  engine: z.enum(['sqlite', 'postgres']),
  files: z.array(z.object({ path, bytes: count, sha256: digest })).max(1_000),
  logs: z.array(z.object({ log: z.string().max(200), size: count, head: digest })).max(10_000),
  counts: z.record(z.string().max(100), count),
  tombstones: count,
})

/** Where the parts of a backup stand. Store and keys are apart: whoever has one of the two has nothing. */
export const backupFiles = {
  manifest: 'backup.json',
  store: { sqlite: 'store/node.db', postgres: 'store/node.tables' },
  config: 'store/config.json',
  policy: 'store/policy.json',
  tombstones: 'store/tombstones.jsonl',
  keys: 'keys/keys.json',
} as const

/** SHA-256 and size of a file, read as a stream. */
export async function digestOf(path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path)) hash.update(part as Buffer)
  return { bytes: (await stat(path)).size, sha256: hash.digest('hex') }
}

/**
 * Reads a backup's manifest and holds every file to it: `backup-missing` where none can be read, `backup-damaged` with the file.
 * `keys`: where the keys are, when they are kept in another place; null when only the store is looked at.
 */
export async function checkedManifest(from: string, keys: string | null): Promise<BackupManifest | Refusal<'backup-missing' | 'backup-damaged'>> {
  const manifest = await manifestOf(from)
  if (isRefusal(manifest)) return manifest
  for (const { path, bytes, sha256 } of manifest.files) {
    const isKey = path.startsWith('keys/')
    if (isKey && keys === null) continue
    const place = isKey ? join(keys as string, path.slice('keys/'.length)) : join(from, path)
    const found = await digestOf(place).catch(() => null)
    if (found === null || found.bytes !== bytes || found.sha256 !== sha256)
      return refuse('backup-damaged', { file: path, found: found === null ? 'missing' : 'altered' })
  }
  return manifest
}

async function manifestOf(from: string): Promise<BackupManifest | Refusal<'backup-missing'>> {
  try {
    const manifest = readJson(await readFile(join(from, backupFiles.manifest)), { maxBytes: 16_777_216, maxDepth: 8, maxItems: 1_000_000 }).value
    const read = ManifestShape.safeParse(manifest)
    if (read.success) return read.data
  } catch (cause) {
    if (!(cause instanceof Fault) && (cause as NodeJS.ErrnoException).code === undefined) throw cause
  }
  return refuse('backup-missing', { folder: from })
}
