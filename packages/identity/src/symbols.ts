import { latinSymbolsOf } from './latin-symbols.ts'
import type { Script } from './written.ts'

/**
 * The sounds a word is written with, as small numbers: first the Latin graphemes, then the Arabic letters.
 * A symbol carries its place in the word where that changes how it is read: a first or last vowel, a last `t` or `s`, a vowel before
 * n or m (`aN`). The order is part of the weights file: change it and `tools/identity/estimate.ts` must run again.
 */
const latinSymbols = (
  'b d f h j k l m n p r v w z ç ch sh sch kh gh rh dj zh th dh ph ck tch gn ce cB ge gB gu qu q s t s$ t$ d$ r$ n$ h$ k$ p$ x$ z$ g$ er$ es$ mB ' +
  'a e i o u y aN eN iN oN uN aa ae ai au ea ee ei eu ie oe oi oo ou ui ij wV yV ^a ^e ^i ^o ^u ^ou ^y ^w ^h a$ e$ i$ o$ u$ y$ ae$ ou$ ie$ ee$ ia$'
).split(' ')
const arabicSymbols = 'ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ا ة ى ء پ چ ژ ڤ گ تش دج ^ا ^و ^ي ^ع ^ه ا$ و$ ي$ ه$ ع$'.split(' ')

/** All symbols; a symbol's code is its place here. */
export const symbols: readonly string[] = [...latinSymbols, ...arabicSymbols]
/** The first code of an Arabic symbol. */
export const firstArabic = latinSymbols.length
const codeOf: ReadonlyMap<string, number> = new Map(symbols.map((symbol, code) => [symbol, code]))

/** The most symbols of one word that are compared; a longer word is cut. */
export const maxSymbols = 24

/** The symbols of one plain word (see `readWritten`), at most `maxSymbols`. */
export function symbolsOf(word: string, script: Script): Uint8Array {
  const found = script === 'latin' ? latinSymbolsOf(word) : arabicSymbolsOf(word)
  return Uint8Array.from(found.slice(0, maxSymbols), symbol => codeOf.get(symbol) as number)
}

function arabicSymbolsOf(word: string): string[] {
  const found: string[] = []
  for (let at = 0; at < word.length; at++) {
    const c = word[at] as string
    // A long vowel written twice is one: داوود, بيير.
    if (at > 0 && c === word[at - 1] && 'اوي'.includes(c)) continue
    const isLast = at === word.length - 1
    const pair = word.slice(at, at + 2)
    if (pair === 'تش' || pair === 'دج') {
      found.push(pair)
      at++
    } else if (at === 0 && word.length > 1 && 'اويعه'.includes(c)) found.push(`^${c}`)
    else if (isLast && 'اويهع'.includes(c)) found.push(`${c}$`)
    else if (codeOf.has(c)) found.push(c)
  }
  return found
}
