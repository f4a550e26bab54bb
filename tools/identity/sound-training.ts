import type { NameIdentity } from '../../packages/identity/src/lexicon.ts'
import { partsOf, plainSense } from '../../packages/identity/src/parts.ts'
import { symbolsOf } from '../../packages/identity/src/symbols.ts'
import type { TokenPair } from './data.ts'
import type { SpellingPair } from './sound-model.ts'

export type Training = { readonly crossScript: SpellingPair[]; readonly latin: SpellingPair[]; readonly arabic: SpellingPair[] }

/** Spelling pairs to estimate from: lexicon variants count more than mined tokens, frequent tokens more than rare ones. */
export function trainingOf(identities: readonly NameIdentity[], tokens: readonly TokenPair[]): Training {
  const training: Training = { crossScript: [], latin: [], arabic: [] }
  for (const identity of identities) {
    const read = (text: string) => partsOf(text, plainSense).parts
    const arabic = identity.arabic.split('|').flatMap(text => (read(text).length === 1 ? [read(text)[0]!.text] : []))
    const latin = identity.latin.flatMap(text => (read(text).length === 1 ? [read(text)[0]!.text] : []))
    for (const a of arabic) for (const l of latin) training.crossScript.push({ a: symbolsOf(l, 'latin'), b: symbolsOf(a, 'arabic'), weight: 3 })
    for (const l of latin)
      for (const m of latin) if (l <= m) training.latin.push({ a: symbolsOf(l, 'latin'), b: symbolsOf(m, 'latin'), weight: l === m ? 0.5 : 2 })
    for (const l of arabic) for (const m of arabic) if (l <= m) training.arabic.push({ a: symbolsOf(l, 'arabic'), b: symbolsOf(m, 'arabic'), weight: 1 })
  }
  const byArabic = Map.groupBy(tokens, t => t.arabic)
  const byLatin = Map.groupBy(tokens, t => t.latin)
  for (const t of tokens) training.crossScript.push({ a: symbolsOf(t.latin, 'latin'), b: symbolsOf(t.arabic, 'arabic'), weight: t.persons > 1 ? 1.5 : 0.7 })
  for (const group of byArabic.values()) {
    if (group.length < 2 || group.length > 6) continue
    for (const x of group)
      for (const y of group)
        if (x.latin < y.latin) training.latin.push({ a: symbolsOf(x.latin, 'latin'), b: symbolsOf(y.latin, 'latin'), weight: 0.3 / group.length })
  }
  for (const group of byLatin.values()) {
    if (group.length > 6) continue
    for (const x of group)
      for (const y of group)
        if (x.arabic <= y.arabic) training.arabic.push({ a: symbolsOf(x.arabic, 'arabic'), b: symbolsOf(y.arabic, 'arabic'), weight: 0.5 / group.length })
  }
  return training
}
