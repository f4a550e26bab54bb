/** What cleaning found in a text that a careful reader should know. */
export type WritingFlag =
  | 'invisible-characters-removed'
  | 'direction-marks-removed'
  | 'look-alike-letters-replaced'
  | 'mixed-scripts'
  | 'symbols-removed'
  | 'digits-removed'
  | 'unreadable-script'

/** The script of one word, after cleaning. */
export type Script = 'latin' | 'arabic'

/** One word of a name: lower case, folded by script, with how it was joined to the word before. */
export type Word = { readonly text: string; readonly script: Script; readonly afterHyphen: boolean; readonly dotted: boolean }

/** A cleaned name: its words in written order and what had to be done to read it. */
export type Written = { readonly words: readonly Word[]; readonly flags: readonly WritingFlag[] }

const directionMark = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu
const invisible =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is removed by itself, joiners and selectors included.
  /[\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200D\u2060-\u2065\u206A-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu
const arabicLetter = /[\u0620-\u064A\u066E-\u06D3\u06D5\u06EE\u06EF\u06FA-\u06FF\u0750-\u077F\u08A0-\u08C7]/u
const latinLetter = /[a-zʿʾ]/u

/** Letters of other scripts that are drawn like a Latin one (Unicode UTS 39, the part that matters in names). */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    с: 'c',
    ԁ: 'd',
    е: 'e',
    ё: 'e',
    һ: 'h',
    н: 'h',
    і: 'i',
    ї: 'i',
    ј: 'j',
    к: 'k',
    ӏ: 'l',
    м: 'm',
    о: 'o',
    р: 'p',
    ԛ: 'q',
    ѕ: 's',
    т: 't',
    и: 'u',
    ѵ: 'v',
    ԝ: 'w',
    х: 'x',
    у: 'y',
    α: 'a',
    β: 'b',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    μ: 'm',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    ω: 'w',
    ɑ: 'a',
    ɡ: 'g',
    ɩ: 'i',
    ʏ: 'y',
    օ: 'o',
    ս: 'u',
    հ: 'h',
    ո: 'n',
    ց: 'g',
    զ: 'q',
    ա: 'w',
    ᴀ: 'a',
    ʙ: 'b',
    ᴄ: 'c',
    ᴅ: 'd',
    ᴇ: 'e',
    ʜ: 'h',
    ɪ: 'i',
    ᴋ: 'k',
    ʟ: 'l',
    ᴍ: 'm',
    ɴ: 'n',
    ᴏ: 'o',
    ʀ: 'r',
    ᴛ: 't',
  }),
)

/** Latin letters that Unicode does not take apart, and scholarly letters that stand for one Arabic letter. */
const latinLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    æ: 'ae',
    œ: 'oe',
    ß: 'ss',
    ø: 'o',
    ł: 'l',
    đ: 'dj',
    ı: 'i',
    þ: 'th',
    ð: 'd',
    ħ: 'h',
    ŋ: 'ng',
    ə: 'e',
    ɣ: 'gh',
    ɛ: 'e',
    ḫ: 'kh',
    ẖ: 'kh',
    ġ: 'gh',
    ğ: 'gh',
    ǧ: 'j',
    š: 'sh',
    ş: 'sh',
    ș: 'sh',
    č: 'tch',
    ć: 'tch',
    ž: 'zh',
    ṯ: 'th',
    ḏ: 'dh',
    ç: 'ç',
    ţ: 'ts',
    ț: 'ts',
    ĳ: 'ij',
    ﬁ: 'fi',
  }),
)

const arabicLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    أ: 'ا',
    إ: 'ا',
    آ: 'ا',
    ٱ: 'ا',
    ٲ: 'ا',
    ٳ: 'ا',
    ؤ: 'و',
    ئ: 'ي',
    ک: 'ك',
    ڪ: 'ك',
    ی: 'ي',
    ې: 'ي',
    ۍ: 'ي',
    ے: 'ي',
    ھ: 'ه',
    ہ: 'ه',
    ۂ: 'ه',
    ۃ: 'ة',
    ە: 'ه',
    ۀ: 'ه',
    ڭ: 'گ',
    ݣ: 'گ',
    ګ: 'گ',
    ڨ: 'گ',
    ڥ: 'ڤ',
    ۋ: 'و',
    ۆ: 'و',
    ڢ: 'ف',
    ڧ: 'ق',
    ٮ: 'ب',
    ٯ: 'ق',
    ں: 'ن',
    ټ: 'ت',
    ډ: 'د',
    ړ: 'ر',
    ڑ: 'ر',
    ڈ: 'د',
    ٹ: 'ت',
    ښ: 'ش',
    ځ: 'ز',
    څ: 'س',
  }),
)

/** Digits that stand for an Arabic letter inside a Latin word (chat spelling): `7amid`, `3ali`. */
const chatDigits: ReadonlyMap<string, string> = new Map(Object.entries({ '2': '', '3': '', '5': 'kh', '7': 'h', '8': 'gh', '9': 'q' }))

/** The most characters of one whole name that are read; a longer name is refused before this is called. */
export const maxNameLength = 200

/**
 * Reads one written name into words: NFKC, lower case, invisible and direction characters out, look-alike letters
 * replaced, each script folded to its plain letters (vowel marks, tatweel, hamza seats, Persian forms, accents).
 * Linear in the length of the text. Source: spec/identity.md#reading.
 */
export function readWritten(name: string): Written {
  const flags = new Set<WritingFlag>()
  let text = name.normalize('NFKC')
  text = dropped(text, directionMark, () => flags.add('direction-marks-removed'))
  text = dropped(text, invisible, () => flags.add('invisible-characters-removed'))
  text = text.toLowerCase().normalize('NFC')
  if (/^[a-z\u0621-\u063a\u0641-\u064a ]*$/.test(text) && !/[a-z][\u0621-\u064a]|[\u0621-\u064a][a-z]/.test(text))
    return { words: plainWords(text), flags: [...flags] }
  const words: Word[] = []
  for (const piece of piecesOf(text)) {
    const word = wordOf(piece.text, flags)
    if (word !== undefined) words.push({ ...word, afterHyphen: piece.afterHyphen && words.length > 0, dotted: piece.dotted })
  }
  return { words, flags: [...flags].sort() }
}

/** The words of a text of plain letters and spaces only: the common case, kept fast. */
function plainWords(text: string): Word[] {
  const words: Word[] = []
  for (const word of text.split(' '))
    if (word !== '')
      words.push(
        word.charCodeAt(0) < 128
          ? { text: word, script: 'latin', afterHyphen: false, dotted: false }
          : { text: plainArabic(word), script: 'arabic', afterHyphen: false, dotted: false },
      )
  return words.filter(word => word.text !== '')
}

/** Lower-case plain letters of a Latin text, accents and scholarly signs folded; other characters stay. */
export function plainLatin(text: string): string {
  let plain = ''
  for (const c of text.toLowerCase().normalize('NFC')) plain += latinLetters.get(c) ?? c.normalize('NFD').replace(/\p{M}+/gu, '')
  return plain
}

/** Plain Arabic letters of an Arabic text: no marks, no tatweel, one shape per letter. */
export function plainArabic(text: string): string {
  let plain = ''
  for (const c of text) {
    if (c === 'ـ' || c === 'ٴ' || (c > '\u064a' && /\p{M}/u.test(c))) continue
    plain += arabicLetters.get(c) ?? c
  }
  return plain
}

type Piece = { readonly text: string; readonly afterHyphen: boolean; readonly dotted: boolean }

/** Cuts at white space, hyphens and punctuation; an apostrophe inside a word joins. */
function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let current = ''
  let afterHyphen = false
  let nextAfterHyphen = false
  const close = (dotted: boolean) => {
    if (current !== '') pieces.push({ text: current, afterHyphen, dotted })
    current = ''
  }
  for (const c of text) {
    if (/[\s,;،؛/()[\]{}|_"«»“”+=*&:]/u.test(c)) {
      close(false)
      nextAfterHyphen = false
    } else if (/\p{Pd}|[.·•]/u.test(c)) {
      close(c === '.')
      nextAfterHyphen = c !== '.'
    } else if (/['’‘`´ʼʻ′]/u.test(c)) {
    } else {
      if (current === '') afterHyphen = nextAfterHyphen
      nextAfterHyphen = false
      current += c
    }
  }
  close(false)
  return pieces
}

function wordOf(piece: string, flags: Set<WritingFlag>): { text: string; script: Script } | undefined {
  let latin = ''
  let arabic = ''
  let replaced = 0
  let unread = 0
  let pendingDigits = ''
  for (const c of piece) {
    if (arabicLetter.test(c) || /[\u064B-\u065F\u0670]/u.test(c) || c === 'ـ') {
      arabic += c
      continue
    }
    const plain = latinLetters.get(c) ?? c.normalize('NFD').replace(/\p{M}+/gu, '')
    if (plain !== '' && /^[a-zçʿʾ]+$/u.test(plain)) {
      latin += pendingDigits === '' ? '' : (chatDigits.get(pendingDigits) ?? '')
      pendingDigits = ''
      latin += plain.replace(/[ʿʾ]/gu, '')
      continue
    }
    const alike = lookAlikes.get(plain) ?? lookAlikes.get(c)
    if (alike !== undefined) {
      latin += alike
      replaced++
    } else if (/\p{Nd}/u.test(c)) {
      if (latin !== '' || piece.length > 1) pendingDigits = String(digitOf(c))
      if (latin !== '' && chatDigits.has(pendingDigits) && arabic === '') {
        latin += chatDigits.get(pendingDigits)
        pendingDigits = ''
      }
      flags.add('digits-removed')
    } else if (/\p{L}/u.test(c)) unread++
    else if (!/\p{M}/u.test(c)) flags.add('symbols-removed')
  }
  if (unread > 0) flags.add('unreadable-script')
  const plainLetters = [...latin].length - replaced
  if (replaced > 0) {
    if (plainLetters > 0) flags.add('look-alike-letters-replaced')
    else {
      flags.add('unreadable-script')
      latin = ''
    }
  }
  const plainAr = plainArabic(arabic)
  if (latin !== '' && plainAr !== '') flags.add('mixed-scripts')
  if (latin === '' && plainAr === '') return undefined
  return [...plainAr].length >= [...latin].length ? { text: plainAr, script: 'arabic' } : { text: latin, script: 'latin' }
}

/** The value of a decimal digit of any script. */
export function digitOf(c: string): number {
  const code = c.codePointAt(0) as number
  for (const zero of [0x30, 0x660, 0x6f0]) if (code >= zero && code < zero + 10) return code - zero
  return 0
}

function dropped(text: string, pattern: RegExp, found: () => void): string {
  const rest = text.replace(pattern, '')
  if (rest !== text) found()
  return rest
}

/** Whether a text holds a letter of either script that this room reads. */
export function hasReadableLetter(text: string): boolean {
  return latinLetter.test(plainLatin(text)) || arabicLetter.test(text)
}
