import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault } from '../src/index.ts'
import { type JsonLimits, readJson } from '../src/json.ts'

const codeOf = (input: string | Uint8Array, limits?: JsonLimits): string => {
  try {
    readJson(input, limits)
    return 'read'
  } catch (fault) {
    if (fault instanceof Fault) return fault.code
    throw fault
  }
}
const bytes = (...values: readonly number[]) => Uint8Array.from(values)

describe('strict JSON is refused', () => {
  const cases: readonly (readonly [why: string, input: string | Uint8Array, code: string])[] = [
    ['when it is nothing', '', 'json-syntax'],
    ['when it is two values', '1 2', 'json-syntax'],
    ['with a comma at the end', '[1,]', 'json-syntax'],
    ['with a comma and no value', '{"a":1,}', 'json-syntax'],
    ['with single quotes', "{'a':1}", 'json-syntax'],
    ['with a bare name', '{a:1}', 'json-syntax'],
    ['with a comment', '[1/*one*/]', 'json-syntax'],
    ['with a byte order mark', '\ufeff{}', 'json-syntax'],
    ['with a space of another kind', '\u00a0{}', 'json-syntax'],
    ['with a text that is not closed', '"abc', 'json-syntax'],
    ['with a text that ends in a backslash', '"abc\\', 'json-syntax'],
    ['with an unknown escape', '"\\x41"', 'json-syntax'],
    ['with a line end in a text', '"a\nb"', 'json-syntax'],
    ['with an escaped line end in a text', '"a\\\nb"', 'json-syntax'],
    ['with a number that begins with 0', '01', 'json-syntax'],
    ['with a plus sign', '+1', 'json-syntax'],
    ['with a dot and no digit', '1.', 'json-syntax'],
    ['with NaN', 'NaN', 'json-syntax'],
    ['with Infinity', '-Infinity', 'json-syntax'],
    ['with a number that overflows', '1e999', 'json-number'],
    ['with a whole number that loses digits', '9007199254740993', 'json-number'],
    ['with a name twice', '{"a":1,"b":{},"a":2}', 'json-duplicate-name'],
    ['with a name twice in two spellings', '{"a":1,"\\u0061":2}', 'json-duplicate-name'],
    ['with the name of a prototype', '{"__proto__":{}}', 'json-forbidden-name'],
    ['with the name of a prototype, escaped', '{"\\u005f_proto__":{}}', 'json-forbidden-name'],
    ['with the name of a constructor', '[{"constructor":1}]', 'json-forbidden-name'],
    ['with half a character', '"\\ud83d"', 'json-text'],
    ['with halves in the wrong order', '"\\ude00\\ud83d"', 'json-text'],
    ['with half a character in a name', '{"\\udc00":1}', 'json-text'],
    ['when its bytes are no UTF-8', bytes(0x22, 0xff, 0x22), 'bytes-not-utf8'],
    ['when its bytes spell a character the long way', bytes(0x22, 0xc0, 0xaf, 0x22), 'bytes-not-utf8'],
    ['when its bytes spell half a character', bytes(0x22, 0xed, 0xa0, 0x80, 0x22), 'bytes-not-utf8'],
    ['when it is nested too deep', '['.repeat(40), 'json-too-deep'],
    ['when it is nested so deep that a stack would not hold it', '{"a":'.repeat(150_000), 'json-too-deep'],
    ['when it is too long', ' '.repeat(1_048_577), 'json-too-large'],
    ['when it holds too many values', `[${'0,'.repeat(100_001)}0]`, 'json-too-large'],
  ]
  test.each(cases)('%s', (_, input, code) => expect(codeOf(input)).toBe(code))

  test('by the limits of whoever reads it', () => {
    const limits = { maxBytes: 20, maxDepth: 2, maxItems: 4 }
    expect(['[[1]]', '[[[1]]]', '[1,2,3]', '[1,2,3,4]', `"${'a'.repeat(18)}"`, `"${'a'.repeat(19)}"`].map(text => codeOf(text, limits))).toEqual([
      'read',
      'json-too-deep',
      'read',
      'json-too-large',
      'read',
      'json-too-large',
    ])
  })

  test('with the line and the column of what is wrong', () => {
    for (const [text, line, column] of [
      ['{\n "a": 1,\n "a": 2\n}', 3, 2],
      ['{\n "a": 1,\n "b": nul\n}', 3, 7],
      ['[1,\r\n 2,\r\n "\\ud800"]', 3, 2],
      ['', 1, 1],
    ] as const)
      expect(() => readJson(text)).toThrow(expect.objectContaining({ facts: { line, column } }))
  })
})

test('what is read has no prototype, so that no name in it means anything', () => {
  const { value } = readJson('{"toString":1,"hasOwnProperty":{"valueOf":null}}')
  expect(Object.getPrototypeOf(value)).toBeNull()
  expect(Object.getPrototypeOf((value as { hasOwnProperty: object }).hasOwnProperty)).toBeNull()
  expect(Object.keys(value as object)).toEqual(['toString', 'hasOwnProperty'])
})

describe('where a value stands', () => {
  const reading = readJson('{\n "a": [10, {"b/c~d": true}],\n "a~1": "x",\n "": 0\n}')
  test.each([
    ['', 1, 1],
    ['/a', 2, 7],
    ['/a/0', 2, 8],
    ['/a/1/b~1c~0d', 2, 22],
    ['/a~01', 3, 9],
    ['/', 4, 6],
    ['/a/7', 2, 7],
    ['/a/1/nothing/at/all', 2, 12],
    ['/nowhere', 1, 1],
  ])('%s', (pointer, line, column) => expect(reading.at(pointer)).toEqual({ line, column }))
})

/** Above many values a name is as long as half the file: whoever writes out where each stands writes a thousand million characters. */
test('a long name above many values costs no more than its own length', () => {
  const name = 'a'.repeat(500_000)
  const reading = readJson(`{"${name}":{"b":[${'0,'.repeat(90_000)}0]}}`)
  expect(reading.at(`/${name}/b/89999`)).toEqual({ line: 1, column: 500_011 + 2 * 89_999 })
})

const anyJson = fc.jsonValue({ maxDepth: 6 })
const spaces = fc.constantFrom('', ' ', '\n', '\r\n\t')

test('a name of one escaped sign is itself, whatever was read before', () => {
  readJson('{"":false,"\\\\":""}')
  expect(Object.keys(readJson('{"":false,"\\"":""}').value as object)).toEqual(['', '"'])
})

test('what was written is read, and alike by the runtime’s own reader', () =>
  fc.assert(
    fc.property(anyJson, spaces, (value, space) => {
      const text = JSON.stringify(value, null, space)
      if (text === undefined || codeOf(text) !== 'read') return
      const read = JSON.stringify(readJson(text).value)
      expect(read).toBe(JSON.stringify(value))
      // This runtime's own reader (24.21.0) takes the name `"` for `\\` after an object that had `\\` in the same place: it is asked only where nothing is escaped.
      if (!/\\["\\]/.test(text)) expect(read).toBe(JSON.stringify(JSON.parse(text)))
    }),
    { numRuns: 2_000 },
  ))

/** Texts near JSON: pieces of it in any order. */
const nearJson = fc
  .array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '"a"',
      '"\\u00e9"',
      '\\u',
      '1',
      '-',
      '0',
      '.5',
      'e9',
      'true',
      'fals',
      'null',
      ' ',
      '\n',
      '\u0000',
      'é',
    ),
    { maxLength: 24 },
  )
  .map(parts => parts.join(''))

test('it never reads what the runtime’s own reader refuses, and every refusal is coded with its place', () =>
  fc.assert(
    fc.property(fc.oneof(nearJson, fc.string({ unit: 'binary', maxLength: 40 })), text => {
      try {
        const { value } = readJson(text)
        expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(text)))
      } catch (fault) {
        if (!(fault instanceof Fault)) throw fault
        expect(fault.code).toMatch(/^json-/)
        expect(fault.facts).toEqual({ line: expect.any(Number), column: expect.any(Number) })
      }
    }),
    { numRuns: 5_000 },
  ))

test('bytes of any kind are read or refused with a code', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), input => {
      expect(codeOf(input)).toMatch(/^(?:read|json-[a-z-]+|bytes-not-utf8)$/)
    }),
    { numRuns: 5_000 },
  ))

test('every pointer into a value finds the place of what stands there', () =>
  fc.assert(
    fc.property(anyJson, value => {
      const text = JSON.stringify(value, null, 1)
      if (codeOf(text) !== 'read') return
      const reading = readJson(text)
      const lines = text.split('\n')
      const walk = (part: unknown, pointer: string): void => {
        const { line, column } = reading.at(pointer)
        const first = JSON.stringify(part)[0]
        expect(lines[line - 1]?.[column - 1]).toBe(first)
        if (typeof part !== 'object' || part === null) return
        for (const [name, each] of Object.entries(part)) walk(each, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      }
      walk(JSON.parse(text), '')
    }),
    { numRuns: 300 },
  ))
