import { expect, test } from 'vitest'
import { importsOf, withoutComments } from './source.ts'

test('every way to import is seen, with its line', () => {
  const source = [
    "import { a } from './a.ts'",
    "import type { B } from './b.ts'",
    "import { type C, type D } from './c.ts'",
    "import { type E, f } from './e.ts'",
    "import './g.css'",
    "export { h } from './h.ts'",
    "export type { I } from './i.ts'",
    "const j = await import('./j.ts')",
    'import {',
    '  k,',
    "} from './k.ts'",
    "type L = typeof import('./l.ts').L",
  ].join('\n')
  expect(importsOf(source)).toEqual([
    { from: './a.ts', typeOnly: false, dynamic: false, line: 1 },
    { from: './b.ts', typeOnly: true, dynamic: false, line: 2 },
    { from: './c.ts', typeOnly: true, dynamic: false, line: 3 },
    { from: './e.ts', typeOnly: false, dynamic: false, line: 4 },
    { from: './g.css', typeOnly: false, dynamic: false, line: 5 },
    { from: './h.ts', typeOnly: false, dynamic: false, line: 6 },
    { from: './i.ts', typeOnly: true, dynamic: false, line: 7 },
    { from: './j.ts', typeOnly: false, dynamic: true, line: 8 },
    { from: './k.ts', typeOnly: false, dynamic: false, line: 9 },
    { from: './l.ts', typeOnly: true, dynamic: true, line: 12 },
  ])
})

test('an import in a comment is no import', () => {
  expect(importsOf("// import { a } from './a.ts'\n/*\nimport { b } from './b.ts'\n*/\nimport { c } from './c.ts'")).toEqual([
    { from: './c.ts', typeOnly: false, dynamic: false, line: 5 },
  ])
})

test('an address in a text is no comment', () => {
  expect(withoutComments("const at = 'http://node/' // here")).toBe("const at = 'http://node/'        ")
})
