import { directionOf, type Language } from '@entraide/vocabulary'
import { Text } from '@react-pdf/renderer'
import { createElement, type ReactElement } from 'react'
import { canShow } from './fonts.ts'
import { printable } from './letters.ts'

type Style = { readonly [property: string]: unknown }

type More = { readonly key?: string | number; readonly minPresenceAhead?: number; readonly room?: number }

/**
 * A piece of text. Lines break between words only: within one, where the scripts change, a hyphen would be drawn that nobody wrote.
 * `room`: letters in a line, for words that are longer than that.
 */
export function piece(text: string, style: readonly Style[], { room = 84, ...more }: More = {}): ReactElement {
  return createElement(Text, { ...more, style: [...style, measureOf(text, style)] as never, hyphenationPenalty: 10_000 }, printable(text, canShow, room))
}

/** Of a piece that says none. */
export const usualSize = 9.5
const arabicLetter = /[\u0590-\u08ff\ufb1d-\ufefc]/

/**
 * Lines of both scripts are of one height and stand level: by its font's own measure an Arabic line is half as high again as a Latin one,
 * and its letters hang lower by 0.3 of their size. The size is said with it: the library takes the height of a line as a multiple of the size
 * in the same style. Not for a text made anew on each page (page x of y): there it would be multiplied each time.
 */
function measureOf(text: string, style: readonly Style[]): Style {
  const fontSize = style.reduce<number>((size, each) => (typeof each.fontSize === 'number' ? each.fontSize : size), usualSize)
  return { fontSize, lineHeight: 1.4, ...(arabicLetter.test(text) ? { position: 'relative', top: -0.3 * fontSize } : {}) }
}

/** The style of a word of the paper's own language. */
export function rtl(language: Language): { direction: 'rtl' | 'ltr'; textAlign: 'right' | 'left' } {
  return directionOf(language) === 'rtl' ? { direction: 'rtl', textAlign: 'right' } : { direction: 'ltr', textAlign: 'left' }
}

/** The style of what a person wrote: read in the direction of its first letter, as on screens (`dir="auto"`); without a letter, in the paper's. */
export function written(text: string, language: Language): ReturnType<typeof rtl> {
  const first = /\p{L}/u.exec(text)?.[0]
  return first === undefined ? rtl(language) : rtl(arabicLetter.test(first) ? 'ar' : 'en')
}
