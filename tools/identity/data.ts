import { readFileSync } from 'node:fs'
import { plainArabic, plainLatin } from '../../packages/identity/src/written.ts'

const folder = new URL('./data/', import.meta.url)

/** Rows of a tab-separated file of `tools/identity/data`, without its heading. */
export function rowsOf(file: string): string[][] {
  return readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .slice(1)
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => line.split('\t'))
}

/** One Latin and one Arabic spelling of a one-word name, plain, the article off, with the persons who bear the pair. `isArabic`: by its letters. */
export type TokenPair = { readonly latin: string; readonly arabic: string; readonly persons: number; readonly isArabic: boolean }

/** The Wikidata token pairs, folded to plain letters. */
export function tokenPairs(): TokenPair[] {
  return rowsOf('wikidata-tokens-ar-latin.tsv')
    .map(([latin, arabic, persons, origin]) => {
      const plain = plainLatin(latin as string).replace(/[^a-zç]/g, '')
      const letters = plainArabic(arabic as string).replace(/[^\u0620-\u06FF]/g, '')
      const bare = origin === '1' && !/^[aeo]l/.test(plain) ? letters.replace(/^ال(?=...)/, '') : letters
      return { latin: plain, arabic: bare, persons: Number(persons), isArabic: origin === '1' }
    })
    .filter(pair => pair.latin.length > 1 && pair.arabic.length > 1)
}

/** A number in [0, 1) that depends on a text and a seed only (FNV-1a), to split by name. */
export function shareOf(text: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash ^= hash >>> 15
  hash = Math.imul(hash, 0x2c1b3c6d)
  hash ^= hash >>> 12
  return (hash >>> 0) / 2 ** 32
}
