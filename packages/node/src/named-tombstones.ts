import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Refusal, refuse } from '@entraide/ground'
import type { Tombstone } from './backup-manifest.ts'
import { tombstoneIn } from './store/tombstone-file.ts'

/**
 * The tombstones that somebody names so that they are erased again: of a list, of a newer backup's folder or of a node's own. What holds none
 * of these is refused: a slip of the pen would otherwise bring back what was erased. Only the last line may be cut short, by a crash.
 */
export async function namedTombstones(path: string): Promise<readonly Tombstone[] | Refusal<'erasures-unreadable'>> {
  const texts = await Promise.all(
    [join(path, 'store', 'tombstones.jsonl'), join(path, 'tombstones.jsonl'), path].map(file => readFile(file, 'utf8').catch(() => null)),
  )
  const text = texts.find(each => each !== null)
  // A node that never erased anything has no list yet.
  if (text === undefined) return (await readFile(join(path, 'config.json')).catch(() => null)) === null ? refuse('erasures-unreadable', { file: path }) : []
  const lines = (text as string).split('\n')
  const read = lines.map(tombstoneIn)
  const wrong = read.slice(0, -1).some(each => each === null)
  return wrong || (lines.length === 1 && text !== '') ? refuse('erasures-unreadable', { file: path }) : read.filter(each => each !== null)
}
