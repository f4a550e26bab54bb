import type { NameIdentity } from '@entraide/identity'
import type { Chance } from './chance.ts'

/** How one office writes: the script, and for Latin the habits of the country that typed it. */
export type Style = 'arabic' | 'moroccan' | 'dutch' | 'english' | 'scholarly'

/** One name as an office of that style writes it: a usual spelling, bent by the style's habits. */
export function writeName(identity: NameIdentity, style: Style, chance: Chance): string {
  if (style === 'arabic') return noisyArabic(chance.oneOf(identity.arabic.split('|')), chance)
  const usual = identity.latin
  // The first spelling is the commonest: take it half of the time.
  const spelling = chance.happens(0.45) ? (usual[0] as string) : chance.oneOf(usual)
  return bent(spelling, style, chance, identity.kind === 'family')
}

type Bend = readonly [RegExp, string, number]
const moroccan: readonly Bend[] = [
  [/ou(?=[aeiou])/gi, 'w', 0.06],
  [/w(?=[aeiou])/gi, 'ou', 0.2],
  [/([bcdfgklmnrst])\1/gi, '$1', 0.12],
  [/(?<=[aeiou])([sml])(?=[aeiou])/gi, '$1$1', 0.08],
  [/(?<=\p{L}{2})e\b/giu, '', 0.2],
  [/(?<=[aiou][lmnr])$/gi, 'e', 0.06],
  [/k(?!h)/gi, 'q', 0.05],
  [/q/gi, 'k', 0.25],
  [/j/gi, 'dj', 0.05],
  [/dj/gi, 'j', 0.3],
  [/gh/gi, 'rh', 0.1],
  [/ss/gi, 'ç', 0.01],
  [/(?<=[aeiou])c(?=[ei])/gi, 'ss', 0.2],
  [/i(?=[aeou])/gi, 'y', 0.08],
  [/y(?=[aeou])/gi, 'i', 0.08],
  [/ee/gi, 'i', 0.5],
  [/(?<=[bcdfghjklmnpqrstvz])e(?=[bcdfghjklmnpqrstvz])/gi, 'a', 0.06],
]
const dutch: readonly Bend[] = [
  [/ou/gi, 'oe', 0.6],
  [/ch/gi, 'sj', 0.45],
  [/(?<=[bdhlmnrst])i(?=[bdklmnrst]\b)/gi, 'ie', 0.2],
  [/j/gi, 'dj', 0.15],
  [/y(?=[aeou])/gi, 'j', 0.3],
  [/c(?=[aou])/gi, 'k', 0.4],
]
const english: readonly Bend[] = [
  [/ou(?=[aeiou])/gi, 'w', 0.7],
  [/ou/gi, 'u', 0.5],
  [/ou/gi, 'oo', 0.2],
  [/ch/gi, 'sh', 0.8],
  [/i(?=[bdklmnrst]\b)/gi, 'ee', 0.3],
  [/dj/gi, 'j', 0.8],
  [/é|è|ë/gi, 'e', 1],
  [/ï/gi, 'i', 1],
  [/(?<=\p{L}{2})e\b/giu, '', 0.4],
]
const scholarly: readonly Bend[] = [
  [/kh/g, 'ḫ', 0.5],
  [/gh/g, 'ġ', 0.6],
  [/ou/g, 'ū', 0.8],
  [/ch/g, 'š', 0.6],
  [/ch/g, 'sh', 0.5],
  [/a(?=[bdhlmnrst]\b)/g, 'ā', 0.4],
  [/i(?=[bdhlmnrst]\b)/g, 'ī', 0.6],
  [/h(?=[aeiou])/g, 'ḥ', 0.3],
  [/s(?=[aeiou])/g, 'ṣ', 0.15],
  [/t(?=[aeiou])/g, 'ṭ', 0.15],
  [/(?<=[aeiou])a/g, 'ʿa', 0.1],
]
const bends: Readonly<Record<Exclude<Style, 'arabic'>, readonly Bend[]>> = { moroccan, dutch: [...dutch, ...moroccan], english, scholarly }

function bent(spelling: string, style: Exclude<Style, 'arabic'>, chance: Chance, isFamily: boolean): string {
  let text = spelling
  for (const [pattern, by, probability] of bends[style])
    text = text.replace(pattern, match => (chance.happens(probability) ? match.replace(pattern, by) : match))
  if (/^(?:el|al)[ -]/i.test(text)) {
    const bare = text.slice(3)
    const r = chance.next()
    if (isFamily && r < 0.18) text = bare
    else if (r < 0.28) text = `El${bare.toLowerCase()}`
    else if (r < 0.36) text = `El-${bare}`
  } else if (/^ben(?=[^aeiou ])/i.test(text) && chance.happens(0.2)) text = `Ben ${text.slice(3)}`
  else if (/^(?:ben|ait|bel|bou) /i.test(text) && chance.happens(0.25)) text = text.replace(' ', chance.happens(0.7) ? '' : '-')
  else if (/^abd[eu]l/i.test(text) && chance.happens(0.12)) text = `${text.slice(0, 5)} ${text.slice(5)}`
  return text
}

/** Arabic as hurried hands write it: hamza and dots left out, marks put in, spaces moved. */
function noisyArabic(text: string, chance: Chance): string {
  let noisy = text
  if (chance.happens(0.3)) noisy = noisy.replace(/[أإآ]/g, 'ا')
  if (chance.happens(0.1)) noisy = noisy.replace(/ة$/, 'ه')
  if (chance.happens(0.1)) noisy = noisy.replace(/ي$/, 'ى')
  if (chance.happens(0.06)) noisy = noisy.replace(/ى$/, 'ي')
  if (chance.happens(0.12)) noisy = noisy.replace(/ء$/, '')
  if (chance.happens(0.05)) noisy = noisy.replace(/ك/g, 'ک').replace(/ي/g, 'ی')
  if (chance.happens(0.04)) noisy = noisy.replace(/(.)(?=.)/u, '$1َ')
  if (chance.happens(0.03)) noisy = `${noisy.slice(0, 2)}ـ${noisy.slice(2)}`
  if (chance.happens(0.06) && noisy.startsWith('عبد ')) noisy = noisy.replace(' ', '')
  if (chance.happens(0.15) && /^(?:بن|أيت|ايت|بو) ?/.test(noisy)) noisy = noisy.includes(' ') ? noisy.replace(' ', '') : noisy.replace(/^بن(?=...)/, 'بن ')
  if (chance.happens(0.12) && noisy.startsWith('ال')) noisy = noisy.slice(2)
  return noisy
}

const beside: Readonly<Record<string, string>> = {
  a: 'qzs',
  b: 'vn',
  c: 'xv',
  d: 'sf',
  e: 'zr',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  j: 'hk',
  k: 'jl',
  l: 'km',
  m: 'ln',
  n: 'bm',
  o: 'ip',
  p: 'ol',
  q: 'as',
  r: 'et',
  s: 'qd',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'xq',
  x: 'wc',
  y: 'tu',
  z: 'ae',
}
const arabicBeside: Readonly<Record<string, string>> = {
  ب: 'يلتن',
  ت: 'ناث',
  ث: 'ت',
  ج: 'حد',
  ح: 'جخ',
  خ: 'حه',
  د: 'جذ',
  ذ: 'د',
  ر: 'زو',
  ز: 'رظ',
  س: 'شي',
  ش: 'س',
  ص: 'ضث',
  ض: 'ص',
  ط: 'كظ',
  ظ: 'ط',
  ع: 'غه',
  غ: 'عف',
  ف: 'غق',
  ق: 'فث',
  ك: 'مط',
  ل: 'اب',
  م: 'نك',
  ن: 'تم',
  ه: 'عخ',
  و: 'ر',
  ي: 'سب',
  ا: 'لت',
}

/** One slip of the hand in a text: a letter missing, added, replaced by a neighbour key, or two swapped. */
export function slipped(text: string, chance: Chance): string {
  const letters = [...text]
  const places = letters.flatMap((c, i) => (/\p{L}/u.test(c) && i > 0 ? [i] : []))
  if (places.length < 3) return text
  const at = chance.oneOf(places)
  const c = (letters[at] as string).toLowerCase()
  const near = beside[c] ?? arabicBeside[c]
  const kind = chance.below(4)
  if (kind === 0) letters.splice(at, 1)
  else if (kind === 1) letters.splice(at, 0, chance.oneOf([...(near ?? c), c]))
  else if (kind === 2 || at + 1 >= letters.length || letters[at + 1] === ' ' || letters[at] === letters[at + 1]) letters[at] = chance.oneOf([...(near ?? 'x')])
  else [letters[at], letters[at + 1]] = [letters[at + 1] as string, letters[at] as string]
  return letters.join('')
}

const toArabic: readonly (readonly [RegExp, string])[] = [
  [/tsch|tch/g, 'تش'],
  [/sch|sh|sj/g, 'ش'],
  [/ch/g, 'ش'],
  [/ph/g, 'ف'],
  [/th/g, 'ت'],
  [/ck|qu|q/g, 'ك'],
  [/x/g, 'كس'],
  [/eau|au/g, 'و'],
  [/oo|ou|oe|ui|uy/g, 'و'],
  [/ij|ie|ee|ei|ey|ai|ay/g, 'ي'],
  [/eu/g, 'و'],
  [/aa|ae/g, 'ا'],
  [/c(?=[eiy])/g, 'س'],
  [/c|k/g, 'ك'],
  [/g(?=[eiy])/g, 'ج'],
  [/g/g, 'غ'],
  [/b/g, 'ب'],
  [/p/g, 'ب'],
  [/d/g, 'د'],
  [/f/g, 'ف'],
  [/v/g, 'ف'],
  [/w/g, 'و'],
  [/h/g, 'ه'],
  [/j/g, 'ج'],
  [/l/g, 'ل'],
  [/m/g, 'م'],
  [/n/g, 'ن'],
  [/r/g, 'ر'],
  [/s|ç/g, 'س'],
  [/t/g, 'ت'],
  [/z/g, 'ز'],
  [/^[aeiou]/g, 'ا'],
  [/[iy]/g, 'ي'],
  [/[ou]/g, 'و'],
  [/a/g, 'ا'],
  [/e$/g, ''],
  [/e/g, 'ي'],
]

/** A Belgian, Dutch or French name as an Arabic-script office might write it by ear. */
export function arabicByEar(latin: string, chance: Chance): string {
  return latin
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[ -]/)
    .map(word => {
      let text = word.replace(/([a-z])\1/g, '$1')
      for (const [pattern, by] of toArabic) text = text.replace(pattern, pattern.source === 'e' && chance.happens(0.5) ? '' : by)
      if (chance.happens(0.3)) text = text.replace(/(?<=.)ا(?=.)/, '')
      if (chance.happens(0.15)) text = text.replace('ب', 'پ')
      if (chance.happens(0.15)) text = text.replace('ف', 'ڤ')
      return text
    })
    .join(' ')
}
