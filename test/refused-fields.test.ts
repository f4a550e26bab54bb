import { expect, test } from 'vitest'
import { textOf } from './source.ts'

/** Every field that an unmet requirement may name, by the table of the page, and those that a rule names instead. */
const refused = () => {
  const rows = textOf('spec/agreement.md').split('## Unmet')[1]?.split('## Problems')[0] ?? ''
  const usual = [...rows.matchAll(/^\| `[a-z-]+` \|[^|]*\|[^|]*\| `(\w+)` \|/gm)].map(([, field]) => field as string)
  return [...new Set([...usual, 'subjects', 'statement', 'title', 'note', 'crimeArea', 'subjectCategory'])].sort()
}

test('every field that a refusal names has its name in the form, and a control to go to', () => {
  const between = (path: string, from: string) => (textOf(path).split(from)[1] ?? '').split('\n}')[0] ?? ''
  const keys = (text: string) => [...text.matchAll(/^ {2}(\w+): /gm)].map(([, key]) => key as string)
  const led = keys(between('packages/web/src/draft/legal-panel.tsx', 'const elsewhere'))
  const named = keys(between('packages/web/src/words/field-names.ts', 'const names'))
  expect(refused().length).toBeGreaterThan(20)
  // A guard has a page of its own.
  expect(refused().filter(field => !named.includes(field) && !led.includes(field))).toEqual(['guards'])
})
