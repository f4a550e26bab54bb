import type { Script } from './written.ts'

/**
 * The sounds a word is written with, as small numbers: first the Latin graphemes, then the Arabic letters.
 * A symbol carries its place in the word where that changes how it is read: a first or last vowel, a last `t` or `s`.
 * The order is part of the weights file: change it and `tools/identity/estimate.ts` must run again.
 */
const latinSymbols = (
  'b d f h j k l m n p r v w x z ç ch sh kh gh rh dj zh th dh ph ck tch ts gn ng ce cB ge gB gu qu q s t s$ t$ d$ r$ n$ h$ k$ ' +
  'a e i o u y aa ae ai au ea ee ei eu ie oe oi oo ou ui ij wV yV ^a ^e ^i ^o ^u ^ou ^y ^w ^h a$ e$ i$ o$ u$ y$ ae$ ah$ ou$ ie$ ee$ ia$'
).split(' ')
const arabicSymbols = 'ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ا ة ى ء پ چ ژ ڤ گ تش كس دج ^ا ^و ^ي ^ع ^ه ا$ و$ ي$ ه$ ع$'.split(' ')

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

const isVowel = (c: string | undefined) => c !== undefined && 'aeiouy'.includes(c)
const isFront = (c: string | undefined) => c !== undefined && 'eiy'.includes(c)
/** Consonant groups read as one sound, longest first. */
const groups: readonly (readonly [string, string])[] = [
  ['tsch', 'tch'],
  ['tch', 'tch'],
  ['sch', 'sh'],
  ['dsch', 'dj'],
  ['sh', 'sh'],
  ['sj', 'sh'],
  ['ch', 'ch'],
  ['kh', 'kh'],
  ['gh', 'gh'],
  ['rh', 'rh'],
  ['dj', 'dj'],
  ['dg', 'dj'],
  ['zh', 'zh'],
  ['th', 'th'],
  ['dh', 'dh'],
  ['ph', 'ph'],
  ['ck', 'ck'],
  ['cq', 'ck'],
  ['ts', 'ts'],
  ['tz', 'ts'],
  ['gn', 'gn'],
  ['ng', 'ng'],
  ['cz', 'tch'],
  ['tj', 'tch'],
  ['sz', 'sh'],
]
const vowelGroups: readonly (readonly [string, string])[] = [
  ['eau', 'au'],
  ['aai', 'ai'],
  ['aa', 'aa'],
  ['ae', 'ae'],
  ['ai', 'ai'],
  ['ay', 'ai'],
  ['au', 'au'],
  ['aw', 'au'],
  ['ao', 'au'],
  ['ea', 'ea'],
  ['ee', 'ee'],
  ['ei', 'ei'],
  ['ey', 'ei'],
  ['eu', 'eu'],
  ['ew', 'eu'],
  ['ie', 'ie'],
  ['ij', 'ij'],
  ['oeu', 'eu'],
  ['oe', 'oe'],
  ['oi', 'oi'],
  ['oy', 'oi'],
  ['oo', 'oo'],
  ['ou', 'ou'],
  ['ow', 'ou'],
  ['ui', 'ui'],
  ['uy', 'ui'],
  ['uu', 'u'],
  ['ii', 'i'],
]
const lastConsonants = new Set(['s', 't', 'd', 'r', 'n', 'h', 'k'])
const firstVowels = new Set(['a', 'e', 'i', 'o', 'u', 'ou', 'y'])
const lastVowels = new Set(['a', 'e', 'i', 'o', 'u', 'y', 'ae', 'ou', 'ie', 'ee'])

function latinSymbolsOf(word: string): string[] {
  const text = undoubled(word)
  const found: string[] = []
  let at = 0
  while (at < text.length) {
    const before = at
    const c = text[at] as string
    let symbol: string
    if (isVowel(c)) {
      const group = vowelGroups.find(([letters]) => text.startsWith(letters, at) && joins(text, at, letters))
      symbol = group === undefined ? c : group[1]
      at += group === undefined ? 1 : group[0].length
      if (symbol === 'ou' && isVowel(text[at]) && text[at] !== 'u') symbol = before === 0 ? '^w' : 'wV'
      else if (symbol === 'y' && isVowel(text[at])) symbol = before === 0 ? '^y' : 'yV'
      else if (before === 0 && firstVowels.has(symbol)) symbol = `^${symbol}`
      else if (at === text.length && lastVowels.has(symbol)) symbol = `${symbol}$`
      else if (symbol === 'a' && text[at] === 'h' && at + 1 === text.length) {
        symbol = 'ah$'
        at++
      } else if (symbol === 'i' && text[at] === 'a' && at + 1 === text.length) {
        symbol = 'ia$'
        at++
      }
    } else {
      const group = groups.find(([letters]) => text.startsWith(letters, at))
      if (group !== undefined) {
        symbol = group[1]
        at += group[0].length
      } else {
        at++
        const next = text[at]
        if (c === 'c') symbol = isFront(next) ? 'ce' : 'cB'
        else if (c === 'g') {
          if (next === 'u' && isFront(text[at + 1])) {
            symbol = 'gu'
            at++
          } else symbol = isFront(next) ? 'ge' : 'gB'
        } else if (c === 'q' && next === 'u' && isVowel(text[at + 1])) {
          symbol = 'qu'
          at++
        } else if (c === 'w') symbol = before === 0 ? '^w' : isVowel(next) ? 'wV' : 'w'
        else if (c === 'h' && before === 0) symbol = '^h'
        else if (at === text.length && lastConsonants.has(c) && text.length > 1) symbol = `${c}$`
        else symbol = c
      }
    }
    found.push(symbol)
  }
  return found
}

/** Whether a vowel group is one sound here: `ay`, `ie` and `oe` before another vowel are two. */
function joins(text: string, at: number, letters: string): boolean {
  const next = text[at + letters.length]
  if (/[yw]$/.test(letters) && isVowel(next)) return false
  if (letters === 'ao' && next === 'u') return false
  if (letters === 'ii' || letters === 'uu') return true
  return !(/[iy]$/.test(letters) && letters.length === 2 && isVowel(next) && next !== 'e')
}

/** Doubled letters are one, except `ee`, `oo` and `aa`, which are their own sounds. */
function undoubled(word: string): string {
  let text = ''
  for (const c of word) if (text.at(-1) !== c || 'eoa'.includes(c)) text += c
  return text
}

function arabicSymbolsOf(word: string): string[] {
  const found: string[] = []
  for (let at = 0; at < word.length; at++) {
    const c = word[at] as string
    const isLast = at === word.length - 1
    const pair = word.slice(at, at + 2)
    if (pair === 'تش' || pair === 'كس' || pair === 'دج') {
      found.push(pair)
      at++
    } else if (at === 0 && word.length > 1 && 'اويعه'.includes(c)) found.push(`^${c}`)
    else if (isLast && 'اويهع'.includes(c)) found.push(`${c}$`)
    else if (codeOf.has(c)) found.push(c)
  }
  return found
}
