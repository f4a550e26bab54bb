import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonText, plainText, table, widthOf } from '../src/plain-text.ts'

const hostile = fc.string({
  unit: fc.constantFrom(
    'a',
    'م',
    '\u001b',
    '\u009b',
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\r',
    '\n',
    '\t',
    '\u0007',
    '\u2028',
    '\ud800',
    '\u{e0041}',
    '[31m',
  ),
})
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u2028\u2029]/

test('an escape sequence becomes harmless letters', () => {
  expect(plainText('\u001b[31mred\u001b[0m\u0007')).toBe('[31mred[0m')
})

test('a direction mark cannot reorder a line', () => {
  expect(plainText('file\u202egpj.exe')).toBe('filegpj.exe')
})

test('invisible tag characters are taken out', () => {
  expect(plainText('a\u{e0041}b')).toBe('ab')
})

test('no text keeps a control, direction or invisible character', () => {
  fc.assert(fc.property(fc.oneof(hostile, fc.string()), text => !control.test(plainText(text)) && plainText(text).isWellFormed()))
})

test('one line stays one line', () => {
  fc.assert(fc.property(hostile, text => !/[\n\t]/.test(plainText(text, true))))
})

test('ordinary text in four languages is not touched', () => {
  for (const text of ['Request refused', 'Demande refusée', 'Verzoek geweigerd', 'طلب مرفوض', '👍🏽', 'é']) expect(plainText(text)).toBe(text)
})

test('JSON keeps every character, as an escape where a terminal would act on it', () => {
  fc.assert(
    fc.property(hostile, text => {
      const json = jsonText({ text })
      return JSON.parse(json).text === text && !/[\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u2028\u2029]/.test(json)
    }),
  )
})

test('columns line up whatever the script', () => {
  const lines = table(
    ['a', 'b'],
    [
      ['محمد', 'x'],
      ['日本', 'y'],
      ['e\u0301', 'z'],
    ],
  ).split('\n')
  expect(lines.map(line => widthOf(line))).toEqual([7, 7, 7, 7])
})
