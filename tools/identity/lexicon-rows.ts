import { lightKey } from '../../packages/identity/src/lexicon-keys.ts'
import { partsOf, plainSense } from '../../packages/identity/src/parts.ts'
import { rowsOf } from './data.ts'

type Entry = { arabic: string[]; kind: string; weight: number; latin: string[] }

/** Given names that differ by the article alone and are two names, not one. */
const articleTells = new Set(['حسن'])

/**
 * The rows of the shipped lexicon: the development lists and what was written from knowledge, one row per name. Rows of
 * one name (with and without the article, two Arabic spellings, the pairs of `name-unions.tsv`) become one.
 */
export function lexiconRowsOf(): string {
  const rows = [
    ...rowsOf('moroccan-given.tsv').map(row => [...row]),
    ...rowsOf('given-names-more.tsv').map(row => [...row]),
    ...rowsOf('moroccan-family.tsv').map(([arabic, , weight, latin]) => [arabic, 'family', weight, latin]),
    ...rowsOf('family-names-more.tsv').map(row => [...row]),
  ] as [string, string, string, string][]
  const unions = new Map<string, string>()
  for (const [kind, same] of rowsOf('name-unions.tsv') as [string, string][])
    for (const arabic of same.split('|')) unions.set(`${kind} ${bareKey(arabic, kind)}`, same)
  const leftOut = new Map(
    (rowsOf('left-out.tsv') as [string, string, string][]).map(([kind, arabic, spellings]) => [`${kind} ${arabic}`, new Set(spellings.split('|'))]),
  )
  const entries = new Map<string, Entry>()
  for (const [arabic, kind, weight, latin] of rows) {
    const spellings = arabic.split('|')
    const group = kind === 'family' ? 'family' : 'given'
    const bare = `${group} ${bareKey(spellings[0] as string, group)}`
    const key = unions.get(bare) ?? bare
    const variants = latin.split('|').filter(spelling => !leftOut.get(`${group} ${spellings[0]}`)?.has(spelling))
    const entry = entries.get(key)
    if (entry === undefined) entries.set(key, { arabic: spellings, kind, weight: Number(weight), latin: variants })
    else {
      for (const spelling of spellings) if (!entry.arabic.includes(spelling)) entry.arabic.push(spelling)
      for (const variant of variants) if (!entry.latin.includes(variant)) entry.latin.push(variant)
      entry.weight = Math.max(entry.weight, Number(weight))
      if (group === 'given' && entry.kind !== kind) entry.kind = 'X'
    }
  }
  return [...entries.values()].map(({ arabic, kind, weight, latin }) => [arabic.join('|'), kind, weight, latin.join('|')].join('\t')).join('\n')
}

function bareKey(arabic: string, group: string): string {
  const { parts } = partsOf(arabic, plainSense)
  const bare = parts.map(part => lightKey(part.text, 'arabic')).join(' ')
  const article = group === 'given' && articleTells.has(bare) && parts[0]?.hasArticle === true
  return article ? `+${bare}` : bare
}
