const isVowel = (c: string | undefined) => c !== undefined && 'aeiouy'.includes(c)
const isFront = (c: string | undefined) => c !== undefined && 'eiy'.includes(c)
/** Consonant groups read as one sound, longest first. */
const groups: readonly (readonly [string, string])[] = [
  ['tsch', 'tch'],
  ['tch', 'tch'],
  ['sch', 'sch'],
  ['dsch', 'dj'],
  ['sh', 'sh'],
  ['sj', 'sh'],
  ['ch', 'ch'],
  ['kh', 'kh'],
  ['gh', 'gh'],
  ['dj', 'dj'],
  ['dg', 'dj'],
  ['zh', 'zh'],
  ['th', 'th'],
  ['dh', 'dh'],
  ['ph', 'ph'],
  ['ck', 'ck'],
  ['cq', 'ck'],
  ['gn', 'gn'],
  ['cz', 'tch'],
  ['tj', 'tch'],
  ['sz', 'sh'],
]
const vowelGroups: readonly (readonly [string, string])[] = [
  ['eau', 'au'],
  ['eij', 'ij'],
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
const lastConsonants = new Set(['s', 't', 'd', 'r', 'n', 'h', 'k', 'p', 'x', 'z', 'g'])
const firstVowels = new Set(['a', 'e', 'i', 'o', 'u', 'ou', 'y'])
const lastVowels = new Set(['a', 'aa', 'e', 'i', 'o', 'u', 'y', 'ae', 'ou', 'ie', 'ee'])

type Taken = { readonly symbols: readonly string[]; readonly next: number }

/** The symbols of a plain Latin word, see `symbols.ts`. A dot inside parts two letters that would be read as one sound: `ad·ham`. */
export function latinSymbolsOf(word: string): string[] {
  const text = undoubled(word)
  const found: string[] = []
  for (let at = 0; at < text.length; ) {
    if (text[at] === '·') {
      at++
      continue
    }
    const { symbols, next } = isVowel(text[at]) ? vowelAt(text, at) : consonantAt(text, at)
    found.push(...symbols)
    at = next
  }
  return found
}

function vowelAt(text: string, at: number): Taken {
  const c = text[at] as string
  const ending = endingOf(text, at)
  if (ending !== undefined) return { symbols: ending, next: text.length }
  const group = vowelGroups.find(([letters]) => text.startsWith(letters, at) && joins(text, at, letters))
  const symbol = group === undefined ? c : group[1]
  const next = at + (group === undefined ? 1 : group[0].length)
  const isFirst = at === 0
  const one = (symbol: string): Taken => ({ symbols: [symbol], next })
  if (group === undefined && !isFirst && isNasal(text, next)) return one(`${c === 'y' ? 'i' : c}N`)
  if (symbol === 'ou' && isVowel(text[next]) && text[next] !== 'u') return one(isFirst ? '^w' : 'wV')
  if (symbol === 'y' && isVowel(text[next])) return one(isFirst ? '^y' : 'yV')
  if (isFirst && firstVowels.has(symbol)) return one(`^${symbol}`)
  if (next === text.length && lastVowels.has(symbol)) return one(symbol === 'aa' ? 'a$' : `${symbol}$`)
  return one(symbol)
}

/** Endings that are not read letter by letter: `er` and `es` of French, `ia`, and `ai` that is two sounds (Sbai, Bekkay). */
function endingOf(text: string, at: number): readonly string[] | undefined {
  if (at === 0 || at + 2 !== text.length) return undefined
  const two = text.slice(at)
  if (two === 'er' || two === 'es') return at >= 2 ? [`${two}$`] : undefined
  if (two === 'ia') return ['ia$']
  return two === 'ai' || two === 'ay' ? ['a', 'i$'] : undefined
}

/** Whether the vowel before a place goes through the nose in French: before n or m with a consonant or nothing after it. */
function isNasal(text: string, at: number): boolean {
  return (text[at] === 'n' || text[at] === 'm') && !isVowel(text[at + 1])
}

function consonantAt(text: string, at: number): Taken {
  // Not `dg` and h: Ourdghi.
  const group = text.startsWith('dgh', at) ? undefined : groups.find(([letters]) => text.startsWith(letters, at))
  if (group !== undefined) return { symbols: [group[1]], next: at + group[0].length }
  // `rh` is gh at the start, at the end and before a consonant (Rhizlane, Azouarh, Marhnouj), else r and h (Farhat, Verhofstadt).
  if (text.startsWith('rh', at) && (at === 0 || !isVowel(text[at + 2]))) return { symbols: ['rh'], next: at + 2 }
  const c = text[at] as string
  const next = text[at + 1]
  const isLast = at + 1 === text.length
  const one = (symbol: string, length = 1): Taken => ({ symbols: [symbol], next: at + length })
  if (c === 'x') return isLast && text[at - 1] === 'u' ? one('x$') : { symbols: ['k', isLast ? 's$' : 's'], next: at + 1 }
  if (c === 'c') return one(isFront(next) ? 'ce' : 'cB')
  if (c === 'g' && !isLast) return next === 'u' && isFront(text[at + 2]) ? one('gu', 2) : one(isFront(next) ? 'ge' : 'gB')
  if (c === 'q' && next === 'u' && isVowel(text[at + 2])) return one('qu', 2)
  if (c === 'w') return one(at === 0 ? '^w' : isVowel(next) ? 'wV' : 'w')
  if (c === 'h' && at === 0) return one('^h')
  // An n before b or p is heard, and written, as m: عنبر is Anbar and Ambar.
  if ((c === 'm' || c === 'n') && (next === 'b' || next === 'p')) return one('mB')
  return one(isLast && lastConsonants.has(c) && text.length > 1 ? `${c}$` : c)
}

/** Whether a vowel group is one sound here: `ay`, `ie` and `oe` before another vowel are two, and so are `i` and `j` in Tijani. */
function joins(text: string, at: number, letters: string): boolean {
  const next = text[at + letters.length]
  if (letters === 'ij') return !isVowel(next)
  if (/[yw]$/.test(letters) && isVowel(next)) return false
  if (letters === 'ao' && (next === 'u' || next === 'e')) return false
  if (letters === 'ii' || letters === 'uu' || letters === 'eij') return true
  return !(/[iy]$/.test(letters) && letters.length === 2 && isVowel(next) && next !== 'e')
}

/** Doubled letters are one, except `ee`, `oo` and `aa`, which are their own sounds. */
function undoubled(word: string): string {
  let text = ''
  for (const c of word) if (text.at(-1) !== c || 'eoa'.includes(c)) text += c
  return text
}
