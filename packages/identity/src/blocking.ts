import { composedRange, shippedLexicon } from './lexicon.ts'
import type { ReadyPart } from './part.ts'
import { partsOf, plainSense } from './parts.ts'
import type { Prepared } from './prepare.ts'
import { skeletonOf } from './skeleton.ts'
import { symbolsOf } from './symbols.ts'

/** The version of the keys below. Keys of two versions never meet: raise it when a class, a rule or the lexicon's first spellings change. */
export const keysVersion = 3

/** The most keys of one person. */
export const maxKeys = 16

let canonical: readonly string[] | undefined
/** The skeleton of each identity's first Arabic spelling: the same for every spelling of the name, in either script. */
function canonicalSkeletons(): readonly string[] {
  canonical ??= shippedLexicon().all.map(identity => {
    const spelling = identity.arabic === '' ? (identity.latin[0] as string) : (identity.arabic.split('|')[0] as string)
    const part = partsOf(spelling, plainSense).parts[0]
    if (part === undefined) return ''
    const codes = symbolsOf(part.text, part.script)
    return skeletonOf(codes, 0, codes.length)
  })
  return canonical
}

/**
 * The keys of a part: that of the commonest listed name it may be. Of a name that is not listed, those of its sounds in both readings, and
 * of the listed name it is one slip away from.
 */
function partKeys(part: ReadyPart): readonly string[] {
  let best = -1
  const { all } = shippedLexicon()
  for (let i = 0; i < part.idsLength; i++) {
    const id = part.ids[part.idsFrom + i] as number
    if (id >= composedRange) continue
    if (best === -1 || (all[id]?.weight ?? 0) > (all[best]?.weight ?? 0)) best = id
  }
  const listed = best === -1 ? undefined : (canonicalSkeletons()[best] as string) || '-'
  if (listed !== undefined && !part.isSlip) return [listed]
  const keys = [skeletonOf(part.codes, part.from, part.length) || '-']
  if (part.otherLength > 0) keys.push(skeletonOf(part.codes, part.otherFrom, part.otherLength) || '-')
  if (listed !== undefined) keys.push(listed)
  return [...new Set(keys)]
}

/**
 * At most `maxKeys` keys such that two records of one person share one unless several things went wrong at once: the
 * birth date (day and month in either order), each two name parts, each name part with the month of birth and with the
 * day and month of birth, document numbers. The same across scripts and spellings.
 * Source: spec/identity.md#blocking-keys.
 */
export function blockingKeys(prepared: Prepared): string[] {
  const keys = new Set<string>()
  const v = `${keysVersion}:`
  for (const document of prepared.documents.slice(0, 2)) if (document.number !== '') keys.add(`${v}d:${document.number}`)
  const birth = prepared.birth
  const whole = birth !== undefined && birth.day > 0 && !birth.firstOfJanuary
  const two = (n: number) => String(n).padStart(2, '0')
  if (whole) {
    const [low, high] = birth.month <= birth.day ? [birth.month, birth.day] : [birth.day, birth.month]
    keys.add(`${v}b:${birth.year}-${two(low)}-${two(high)}`)
  }
  const pairs: string[] = []
  const parts: { key: string; frequency: number }[] = []
  for (const name of prepared.names) {
    const named = name.parts.filter(part => part.kind === 'name').slice(0, 4)
    const found = named.map(part => partKeys(part).map(key => ({ key, frequency: part.frequency })))
    for (let i = 0; i < found.length; i++)
      for (const x of found[i] as (typeof parts)[number][]) {
        if (!parts.some(part => part.key === x.key)) parts.push(x)
        for (const y of found.slice(i + 1).flat()) pairs.push(`${v}n:${x.key <= y.key ? `${x.key}.${y.key}` : `${y.key}.${x.key}`}`)
      }
  }
  for (const pair of pairs) if (keys.size < maxKeys - (whole ? 4 : 0)) keys.add(pair)
  parts.sort((x, y) => x.frequency - y.frequency || (x.key < y.key ? -1 : 1))
  for (const { key } of parts) {
    if (keys.size >= maxKeys) break
    if (!whole) {
      if (birth === undefined ? parts.length === 1 : true) keys.add(birth === undefined ? `${v}s:${key}` : `${v}y:${key}.${birth.year}`)
      continue
    }
    keys.add(`${v}m:${key}.${birth.year}-${two(birth.month)}`)
    if (keys.size < maxKeys) keys.add(`${v}a:${key}.${two(birth.month)}-${two(birth.day)}`)
  }
  return [...keys]
}
