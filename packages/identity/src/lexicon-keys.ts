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
    .replace(/gh|^rh/g, 'G')
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
