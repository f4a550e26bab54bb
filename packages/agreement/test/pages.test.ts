import { expect, test } from 'vitest'
import {
  check,
  mendCodes,
  problemCodes,
  problemsOf,
  prohibitions,
  readAgreement,
  readAsk,
  requirements,
  schemaDocuments,
  unmetCodes,
  unmetLines,
} from '../src/index.ts'
import { good, now, textOf } from './files.ts'

const spec = textOf('spec/agreement.md')
const blocks = [...textOf('docs/writing-an-agreement.md').matchAll(/```json\n([\s\S]*?)```/g)].map(found => found[1] as string)
const whole = blocks.find(block => block.includes('entraide.agreement/1')) as string
const clauses = blocks.filter(block => block.includes('"effect"') && !block.includes('"schema"'))

test('the whole agreement in the lawyer’s guide reads, and so does the policy', () => {
  expect(problemsOf(whole)).toEqual([])
  expect(problemsOf(blocks.find(block => block.includes('entraide.policy/1')) as string)).toEqual([])
})

test('every clause shown in the guide can be added to that agreement as it stands', () => {
  expect(clauses).toHaveLength(4)
  const agreement = JSON.parse(whole)
  agreement.clauses.push(...clauses.map(clause => JSON.parse(clause)))
  expect(problemsOf(JSON.stringify(agreement, null, 2))).toEqual([])
})

test('the question in the guide is answered as the guide says', () => {
  const ask = good(readAsk(blocks.find(block => block.includes('"caseReference"')) as string), 'ask')
  expect(check(ask, good(readAgreement(whole), 'agreement'), null, now)).toMatchObject({ decision: 'permit', clause: 'C01' })
})

test('the spec has a line for every unmet code with its rule, mend and field, every problem and every predicate', () => {
  for (const code of unmetCodes) {
    const { rule, mend, field } = unmetLines[code]
    expect(spec).toContain(`| \`${code}\` | ${rule ?? 'the clause'} | \`${mend}\` | ${field === null ? '' : `\`${field}\``} |`)
  }
  for (const code of problemCodes) expect(spec).toContain(`| \`${code}\` |`)
  for (const [name, predicate] of [...Object.entries(requirements), ...Object.entries(prohibitions)])
    expect(spec).toMatch(new RegExp(`\\| \`${name}\` \\|.*\\| ${predicate.needs === undefined ? '' : `\`${predicate.needs}\``} \\| \`${predicate.code}\` \\|`))
})

test('every mend code is the mend of some unmet code', () =>
  expect(mendCodes.filter(mend => !unmetCodes.some(code => unmetLines[code].mend === mend))).toEqual([]))

test('the spec names every schema beside it', () => {
  for (const file of Object.keys(schemaDocuments)) expect(spec).toContain(`](${file})`)
})
