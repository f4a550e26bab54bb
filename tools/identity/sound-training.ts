import type { NameIdentity } from '../../packages/identity/src/lexicon.ts'
import { partsOf, plainSense } from '../../packages/identity/src/parts.ts'
import { habits } from '../../packages/identity/src/romanise.ts'
import { symbolsOf } from '../../packages/identity/src/symbols.ts'
import { plainLatin } from '../../packages/identity/src/written.ts'
import { rowsOf, type TokenPair } from './data.ts'
import type { SpellingPair } from './sound-model.ts'

/** Pairs for the four models: Arabic names in both scripts, European names in both, and two spellings within each script. */
export type Training = { readonly native: SpellingPair[]; readonly foreign: SpellingPair[]; readonly latin: SpellingPair[]; readonly arabic: SpellingPair[] }

/** How much two mined Latin spellings of one Arabic name teach about spellings: little, for many are two names. */
const minedVariant = 0.1

/** How much more a name of Belgium teaches than one of elsewhere, most mined names being English. */
const belgianWeight = 6

/** Spelling pairs to estimate from: lexicon variants count more than mined tokens, frequent tokens more than rare ones. */
export function trainingOf(identities: readonly NameIdentity[], tokens: readonly TokenPair[]): Training {
  const training: Training = { native: [], foreign: [], latin: [], arabic: [] }
  for (const identity of identities) {
    const arabic = identity.arabic.split('|').flatMap(onePart)
    const latin = identity.latin.flatMap(onePart)
    for (const a of arabic)
      for (const l of latin) {
        training.native.push({ a: symbolsOf(l, 'latin'), b: symbolsOf(a, 'arabic'), weight: 3 })
        for (const bent of bentOf(l)) training.native.push({ a: symbolsOf(bent, 'latin'), b: symbolsOf(a, 'arabic'), weight: 0.5 })
      }
    for (const l of latin) {
      for (const m of latin) if (l <= m) training.latin.push({ a: symbolsOf(l, 'latin'), b: symbolsOf(m, 'latin'), weight: l === m ? 0.5 : 2 })
      for (const bent of bentOf(l)) training.latin.push({ a: symbolsOf(l, 'latin'), b: symbolsOf(bent, 'latin'), weight: 0.5 })
    }
    for (const l of arabic) for (const m of arabic) if (l <= m) training.arabic.push({ a: symbolsOf(l, 'arabic'), b: symbolsOf(m, 'arabic'), weight: 1 })
  }
  const belgian = new Set(rowsOf('belgian-names-statbel2022.tsv').map(row => plainLatin(row[2] as string).replace(/[^a-zç]/g, '')))
  for (const token of tokens) {
    const pair = { a: symbolsOf(token.latin, 'latin'), b: symbolsOf(token.arabic, 'arabic'), weight: token.persons > 1 ? 1.5 : 0.7 }
    if (token.isArabic) training.native.push({ ...pair, weight: pair.weight / 2 })
    else training.foreign.push(belgian.has(token.latin) ? { ...pair, weight: pair.weight * belgianWeight } : pair)
  }
  for (const group of Map.groupBy(tokens, t => t.arabic).values()) {
    if (group.length < 2 || group.length > 6) continue
    for (const x of group)
      for (const y of group)
        if (x.latin < y.latin) training.latin.push({ a: symbolsOf(x.latin, 'latin'), b: symbolsOf(y.latin, 'latin'), weight: minedVariant / group.length })
  }
  for (const group of Map.groupBy(tokens, t => t.latin).values()) {
    if (group.length > 6) continue
    for (const x of group)
      for (const y of group)
        if (x.arabic <= y.arabic) training.arabic.push({ a: symbolsOf(x.arabic, 'arabic'), b: symbolsOf(y.arabic, 'arabic'), weight: 0.5 / group.length })
  }
  return training
}

/** The text of a name of one part; nothing of a name of several. */
function onePart(text: string): string[] {
  const { parts } = partsOf(text, plainSense)
  return parts.length === 1 ? [parts[0]!.text] : []
}

/** A spelling as offices of the other countries bend it. */
function bentOf(latin: string): string[] {
  return [...new Set(habits.map(([pattern, by]) => latin.replace(pattern, by)))].filter(bent => bent !== latin)
}
