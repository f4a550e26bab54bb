import { symbols } from './symbols.ts'

/**
 * Coarse classes of consonants that hold across both scripts and their spelling habits; vowels, semivowels, hamza and
 * ayn have none. The classes are part of the blocking keys: a change raises `keysVersion`.
 */
const classes =
  'B b p p$ ب پ|F f ph v ف ڤ|T d t th dh t$ d$ ت ط د ض ذ ث ظ|K k k$ q qu ck cB gB gu g$ gh rh kh j dj zh ge ق ك غ گ خ ج ژ دج|X sh sch ch tch ش تش چ|S s s$ z z$ es$ ç ce س ص ز|H h ^h ح ه ^ه|L l ل|M m mB م|N n n$ gn ن|R r r$ er$ ر'
const letterOf: readonly string[] = (() => {
  const letters = new Map<string, string>()
  for (const group of classes.split('|')) {
    const [letter, ...members] = group.split(' ') as [string, ...string[]]
    for (const member of members) letters.set(member, letter)
  }
  return symbols.map(symbol => letters.get(symbol) ?? '')
})()

const lastDropped = symbols.indexOf('ح')

/** The most classes of one skeleton. */
const most = 6

/** The consonant skeleton of a symbol string: `Mohamed` and `محمد` are both `MHMT`. Doubled classes count once. */
export function skeletonOf(codes: Uint8Array, from: number, length: number): string {
  let skeleton = ''
  // A last ح is written as an h that as often stands for nothing: Salah, Sarah.
  const heard = codes[from + length - 1] === lastDropped ? length - 1 : length
  for (let i = 0; i < heard && skeleton.length < most; i++) {
    const letter = letterOf[codes[from + i] as number] as string
    if (letter !== '' && skeleton.at(-1) !== letter) skeleton += letter
  }
  return skeleton.slice(0, most)
}

/** One bit per consonant class that occurs in a symbol string: a quick sign that two words have nothing in common. */
export function classMask(codes: Uint8Array, from: number, length: number): number {
  let mask = 0
  for (let i = 0; i < length; i++) mask |= maskOf[codes[from + i] as number] as number
  return mask
}

const order = 'BFTKXSHLMNR'
const maskOf = Int32Array.from(letterOf, letters => {
  let mask = 0
  for (const letter of letters) mask |= 1 << order.indexOf(letter)
  return mask
})
