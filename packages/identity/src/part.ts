import { frequencyOf } from './frequency.ts'
import { composedRange, type Lexicon } from './lexicon.ts'
import type { NamePart } from './parts.ts'
import { classMask } from './skeleton.ts'
import { soundCeiling } from './sounds.ts'
import { symbolsOf } from './symbols.ts'

/**
 * A name part made ready to be compared many times: its sounds, its letters and its identities as small numbers.
 * All three lie in arrays at given places, so that an index can keep millions in a few long arrays.
 */
export type ReadyPart = {
  readonly kind: 'name' | 'initial' | 'title'
  readonly isArabic: boolean
  readonly hasArticle: boolean
  /** Sound symbols: the main reading at `from`, the other reading (or none) at `otherFrom`. */
  readonly codes: Uint8Array
  readonly from: number
  readonly length: number
  readonly otherFrom: number
  readonly otherLength: number
  /** `soundCeiling` of the main and of the other reading, against Latin and against Arabic. */
  readonly ceilingLatin: number
  readonly ceilingArabic: number
  readonly otherCeilingLatin: number
  readonly otherCeilingArabic: number
  /** The consonant classes of both readings, see `classMask`. */
  readonly mask: number
  /** Plain letters of the main reading as small numbers. */
  readonly letters: Uint8Array
  readonly lettersFrom: number
  readonly lettersLength: number
  /** Identities, ascending. `isSlip`: they were found one typing slip away. */
  readonly ids: Int32Array
  readonly idsFrom: number
  readonly idsLength: number
  readonly isSlip: boolean
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
  let found = part.kind === 'name' ? lexicon.find(part.text, part.script, part.hasArticle) : { ids: [], by: 'none' as const }
  if (found.by === 'none' && part.other !== '' && part.kind === 'name') found = lexicon.find(part.other, part.script, !part.hasArticle)
  if (part.kind === 'name') {
    const composed = lexicon.composed(part.text, part.script)
    if (composed.ids.length > 0) found = { ids: [...found.ids, ...composed.ids], by: found.by === 'none' ? composed.by : found.by }
  }
  if (found.by === 'none' && part.kind === 'name') found = lexicon.near(part.text, part.script)
  const letters = lettersOf(part.text)
  return {
    kind: part.kind,
    isArabic: part.script === 'arabic',
    hasArticle: part.hasArticle,
    codes,
    from: 0,
    length: main.length,
    otherFrom: main.length,
    otherLength: other.length,
    ceilingLatin: soundCeiling(codes, 0, main.length, 0),
    ceilingArabic: soundCeiling(codes, 0, main.length, 1),
    otherCeilingLatin: soundCeiling(codes, main.length, other.length, 0),
    otherCeilingArabic: soundCeiling(codes, main.length, other.length, 1),
    mask: classMask(codes, 0, codes.length),
    letters,
    lettersFrom: 0,
    lettersLength: letters.length,
    ids: Int32Array.from(found.ids),
    idsFrom: 0,
    idsLength: found.ids.length,
    isSlip: found.by === 'slip',
    frequency: frequencyOf(part.text, found.by === 'slip' ? [] : found.ids.filter(id => id < composedRange), lexicon),
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
