import type { Script } from './written.ts'

/** A word and every word one letter shorter: two words one slip apart share one of these. */
export function shapesOf(text: string): string[] {
  const shapes = [text]
  for (let at = 0; at < text.length; at++) shapes.push(text.slice(0, at) + text.slice(at + 1))
  return shapes
}

/** Whether two words are one letter missing, added or replaced apart, or have two neighbours swapped. Both share a shape. */
export function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  let [aEnd, bEnd] = [a.length, b.length]
  while (aEnd > from && bEnd > from && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--
    bEnd--
  }
  const [x, y] = [a.slice(from, aEnd), b.slice(from, bEnd)]
  return (x.length <= 1 && y.length <= 1) || (x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0])
}

/** Whether one word is the other with an ending that makes another name: the feminine, the nisba. */
export function isOtherEnding(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return long.length === short.length + 1 && long.startsWith(short) && /[aiyهةيى]$/.test(long)
}

/** Folds the spelling habits of the two administrations, so that every usual way to write one name meets. */
export function lightKey(text: string, script: Script): string {
  if (script === 'arabic')
    return text.replace(/ء/g, '').replace(/ى/g, 'ي').replace(/ة/g, 'ه').replace(/پ/g, 'ب').replace(/ڤ/g, 'ف').replace(/چ/g, 'ج').replace(/گ/g, 'ك')
  return text
    .replace(/ij(?![aeiou])|ee/g, 'i')
    .replace(/oo/g, 'u')
    .replace(/(.)\1+/g, '$1')
    .replace(/tch|tsch/g, 'C')
    .replace(/sch|sh|ch|sj/g, 'S')
    .replace(/kh/g, 'X')
    .replace(/gh|^rh|rh(?![aeiouy])/g, 'G')
    .replace(/dj|dg/g, 'j')
    .replace(/ph/g, 'f')
    .replace(/ck|cq|qu(?=[eiy])|q/g, 'k')
    .replace(/ç/g, 's')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c/g, 'k')
    .replace(/gu(?=[eiy])/g, 'g')
    .replace(/ou|oe|w/g, 'u')
    .replace(/ei|ey|ay|ai/g, 'ai')
    .replace(/ie$|y/g, 'i')
    .replace(/ae$|ah$/g, 'a')
    .replace(/([^aeiou])e$/, '$1')
    .replace(/th/g, 't')
    .replace(/dh/g, 'd')
    .replace(/(.)\1+/g, '$1')
}

/**
 * How a clerk who writes Dutch or German may have meant a word, in French spelling: ch for kh or h (Chalid, Achmed), j for y (Jahja,
 * Nadja), v for w (Merven). At most 6.
 */
export function readNorthern(text: string): string[] {
  if (!/ch|j|v/.test(text)) return []
  const read = new Set<string>()
  for (const guttural of ['ch', 'kh', 'h']) for (const glide of ['j', 'y']) read.add(text.replace(/(?<![ts])ch/g, guttural).replace(/(?<![st])j/g, glide))
  read.add(text.replace(/v/g, 'w'))
  read.delete(text)
  return [...read]
}

/**
 * Folds more than `lightKey`: what only one who hears the name would write otherwise, for words that nothing else leads to. Latin: e for a
 * (Kerim, Oussema) or else for i (Sherin), o for u. Arabic: the last ا and ة (تودا, تودة). Takes and gives light keys, the likelier first.
 */
export function looseKeys(key: string, script: Script): string[] {
  if (script === 'arabic') return [key.replace(/(..)[اه]$/, '$1ه')]
  const rounded = key.replace(/o/g, 'u')
  return rounded.includes('e') ? [rounded.replace(/e/g, 'a'), rounded.replace(/e/g, 'i')] : [rounded]
}

/** Whether two Arabic words differ by one long vowel in place of another, which makes another name of the same root: كريم, كرام; زروق, زريق. */
export function isOtherPattern(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  let at = 1
  while (at < a.length && a[at] === b[at]) at++
  return 'اوي'.includes(a[at] ?? ' ') && 'اوي'.includes(b[at] ?? ' ') && a.slice(at + 1) === b.slice(at + 1) && a[0] === b[0]
}
