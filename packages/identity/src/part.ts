import { frequencyOf } from './frequency.ts'
import { composedRange, type Found, type Lexicon } from './lexicon.ts'
import type { NamePart } from './parts.ts'
import { classMask } from './skeleton.ts'
import { symbolsOf } from './symbols.ts'

/**
 * A name part made ready to be compared many times: its sounds, its letters and its identities as small numbers.
 * All three lie in arrays at given places, so that an index can keep millions in a few long arrays.
 */
export type ReadyPart = {
  readonly kind: 'name' | 'initial' | 'title'
  readonly isArabic: boolean
  /** Written with Arabic letters that no European name is written with. */
  readonly isNative: boolean
  readonly hasArticle: boolean
  /** Sound symbols: the main reading at `from`, the other reading (or none) at `otherFrom`. */
  readonly codes: Uint8Array
  readonly from: number
  readonly length: number
  readonly otherFrom: number
  readonly otherLength: number
  /** The consonant classes of both readings, see `classMask`. */
  readonly mask: number
  /** Plain letters of the main reading as small numbers. */
  readonly letters: Uint8Array
  readonly lettersFrom: number
  readonly lettersLength: number
  /** Identities, ascending, and the square root of the share of each. `isSlip`: they were found one typing slip away. */
  readonly ids: Int32Array
  readonly idRoots: Float32Array
  readonly idsFrom: number
  readonly idsLength: number
  readonly isSlip: boolean
  /** All identities are European names, of whose list nothing follows for the names it lacks. */
  readonly isEuropean: boolean
  /** How unusual its letters are for a name, 0 for a listed one. */
  readonly oddness: number
  /** The chance that a person of the reference population bears this name. */
  readonly frequency: number
}

/** Makes a part ready, looking its spelling up in a lexicon. */
export function readyPart(part: NamePart, lexicon: Lexicon): ReadyPart {
  const main = symbolsOf(part.text, part.script)
  const other = part.other === '' ? new Uint8Array(0) : symbolsOf(part.other, part.script)
  const codes = new Uint8Array(main.length + other.length)
  codes.set(main)
  codes.set(other, main.length)
  let found: Found = part.kind === 'name' ? lexicon.find(part.text, part.script, part.hasArticle) : { ids: [], shares: [], by: 'none' }
  if (found.by === 'none' && part.other !== '' && part.kind === 'name') found = lexicon.find(part.other, part.script, !part.hasArticle)
  if (part.kind === 'name') {
    const composed = lexicon.composed(part.text, part.script)
    if (composed.ids.length > 0)
      found = { ids: [...found.ids, ...composed.ids], shares: [...found.shares, ...composed.shares], by: found.by === 'none' ? composed.by : found.by }
  }
  if (found.by === 'none' && part.kind === 'name') found = lexicon.near(part.text, part.script)
  const letters = lettersOf(part.text)
  return {
    kind: part.kind,
    isArabic: part.script === 'arabic',
    isNative: /[عحضظقذصء]/.test(part.text),
    hasArticle: part.hasArticle,
    codes,
    from: 0,
    length: main.length,
    otherFrom: main.length,
    otherLength: other.length,
    mask: classMask(codes, 0, codes.length),
    letters,
    lettersFrom: 0,
    lettersLength: letters.length,
    ids: Int32Array.from(found.ids),
    idRoots: Float32Array.from(found.shares, Math.sqrt),
    idsFrom: 0,
    idsLength: found.ids.length,
    isSlip: found.by === 'slip',
    isEuropean: found.ids.length > 0 && found.ids.every(id => lexicon.isEuropean(id)),
    oddness: found.by === 'spelling' || found.by === 'folding' ? 0 : lexicon.oddness(part.text, part.script),
    frequency: frequencyOf(found.by === 'slip' ? [] : found.ids.filter(id => id < composedRange), lexicon),
  }
}

/** Letters as numbers below 64: `a` to `z` are 1 to 26, Arabic letters follow. At most 31 of them. */
export function lettersOf(text: string): Uint8Array {
  const letters = new Uint8Array(Math.min(text.length, 31))
  for (let i = 0; i < letters.length; i++) {
    const code = text.charCodeAt(i)
    letters[i] = code >= 0x620 && code <= 0x64a ? code - 0x620 + 1 : code >= 0x61 && code <= 0x7a ? code - 0x60 : 27 + (code % 37)
  }
  return letters
}
