import { shippedLexicon } from './lexicon.ts'
import { readerOf } from './reader.ts'

/** Letters by ear, Moroccan French; vowels that Arabic does not write are put as `a` between consonants. */
const letters: Readonly<Record<string, string>> = {
  ا: 'a',
  ب: 'b',
  ت: 't',
  ث: 't',
  ج: 'j',
  ح: 'h',
  خ: 'kh',
  د: 'd',
  ذ: 'd',
  ر: 'r',
  ز: 'z',
  س: 's',
  ش: 'ch',
  ص: 's',
  ض: 'd',
  ط: 't',
  ظ: 'd',
  ع: 'a',
  غ: 'gh',
  ف: 'f',
  ق: 'k',
  ك: 'k',
  ل: 'l',
  م: 'm',
  ن: 'n',
  ه: 'h',
  و: 'ou',
  ي: 'i',
  ة: 'a',
  ى: 'a',
  ء: '',
  پ: 'p',
  چ: 'tch',
  ژ: 'j',
  ڤ: 'v',
  گ: 'g',
}
const vowels = new Set(['a', 'ou', 'i'])

/** Ways one administration spells what another writes: applied to each usual spelling. */
export const habits: readonly (readonly [RegExp, string])[] = [
  [/ou/gi, 'oe'],
  [/ou(?=[aeiou])/gi, 'w'],
  [/ou/gi, 'u'],
  [/ch/gi, 'sh'],
  [/ch/gi, 'sj'],
  [/k(?!h)/gi, 'q'],
  // Not of `sj`, which is one sound.
  [/(?<!s)d?j/gi, 'dj'],
]

/**
 * Latin spellings of an Arabic name part that offices of both countries are likely to write, the usual ones first: those of
 * the lexicon and their Dutch and English forms, or for a name it does not hold one
 * reading by ear. Spellings that are another name's are left out.
 */
export function romanise(arabic: string): string[] {
  const reader = readerOf(shippedLexicon())
  const part = reader.read(arabic).parts[0]
  if (part === undefined || part.script !== 'arabic') return []
  const found = reader.lexicon.find(part.text, 'arabic', part.hasArticle)
  const usual = found.ids.flatMap(id => reader.lexicon.identities[id]?.latin ?? [])
  if (usual.length === 0) return [byEar(part.text)]
  const spellings = new Set(usual)
  for (const spelling of usual) for (const [pattern, by] of habits) spellings.add(spelling.replace(pattern, by))
  return [...spellings].filter(spelling => {
    const read = reader.read(spelling).parts[0]
    const ids = read === undefined ? [] : reader.lexicon.find(read.text, read.script, read.hasArticle).ids
    return ids.length === 0 || ids.some(id => found.ids.includes(id))
  })
}

function byEar(word: string): string {
  let text = ''
  let before = ''
  for (const letter of word) {
    const sound = letters[letter] ?? ''
    if (sound === '') continue
    if (text !== '' && !vowels.has(before) && !vowels.has(sound)) text += 'a'
    text += sound
    before = sound
  }
  return (text[0] ?? '').toUpperCase() + text.slice(1)
}
