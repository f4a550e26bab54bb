import { describe, expect, it } from 'vitest'
import { printable } from '../src/letters.ts'

const latin = (codePoint: number) => codePoint < 0x250
const shown = (text: string, room = 80) => printable(text, latin, room)

describe('letters on paper', () => {
  it('names what no font shows by its number', () => {
    expect(shown('a 字 b')).toBe('a [U+5B57] b')
    expect(shown('😀')).toBe('[U+1F600]')
    expect(shown('\ud800')).toBe('[U+D800]')
  })

  it('drops what has no mark of its own and would turn what follows', () => {
    expect(shown('a\u202e\u0000\u2067b\u200b\ufeffc\td')).toBe('abc d')
  })

  it('cuts a word longer than its line, and nothing shorter', () => {
    expect(shown('ab abcdefghij', 4)).toBe('ab abcd\nefgh\nij')
    expect(shown('abcd abcd', 4)).toBe('abcd abcd')
    expect(shown('one\ntwo', 3)).toBe('one\ntwo')
  })
})
