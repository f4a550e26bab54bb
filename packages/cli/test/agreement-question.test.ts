import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { runCli } from './fake-terminal.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..')
const file = join(root, 'agreements/be-ma-2014-police-convention.json')
const folder = mkdtempSync(join(tmpdir(), 'entraide-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ask = {
  from: 'BE-POL-SPOC',
  to: 'MA-DGSN-SPOC',
  regime: 'LE',
  messageType: 'REQ',
  clause: 'C04',
  purpose: 'INVE',
  crimeArea: 'DRUG',
  dataCategories: ['NAME', 'BIRT'],
  subjectCategory: 'SUS',
  handling: ['H1', 'H2'],
  transferBasis: 'LED-37-1-b',
  assurances: ['NDP', 'NTT', 'SPE'],
  classification: 'U',
  caseReference: 'BE/2026/114',
  reasons: 'A suspect of this case bought resin in Nador; we ask who holds the number found on him.',
  urgency: 'N7D',
  guards: {},
}
const written = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
const good = written('ask.json', JSON.stringify(ask))
const bad = written('bad.json', `{\n  "from": BE\n}`)

test('a permitted ask prints its clause and ends with 0', async () => {
  const { code, out } = await runCli(['agreement', 'decide', 'BE-MA-2014-PCC', '--ask', good, '--json'])
  expect(JSON.parse(out)).toEqual({ decision: 'permit', clause: 'C04', unmet: [] })
  expect(code).toBe(0)
})

test('a refused ask names every unmet condition with rule, clause and mend, and ends with 3', async () => {
  const refused = written('refused.json', JSON.stringify({ ...ask, assurances: [], caseReference: '' }))
  const { code, out } = await runCli(['agreement', 'decide', file, '--ask', refused, '--json'])
  const answer = JSON.parse(out)
  expect(code).toBe(3)
  expect(answer.decision).toBe('refuse')
  expect(answer.unmet.map((each: { code: string }) => each.code)).toContain('assurance-missing')
  for (const unmet of answer.unmet) expect(Object.keys(unmet)).toEqual(['code', 'rule', 'clause', 'mend'])
})

test('beside each clause that is named stands how well it is evidenced', async () => {
  const permitted = await runCli(['agreement', 'decide', 'BE-MA-2014-PCC', '--ask', good])
  expect(permitted.out).toBe('Permitted by clause C04.\n  C04 · permits · read in an official text\n')
  const invented = written('invented.json', JSON.stringify({ ...ask, clause: 'C23', dataCategories: ['FING'] }))
  const refused = await runCli(['agreement', 'decide', 'BE-MA-2014-PCC', '--ask', invented, '--language', 'fr'])
  expect(refused.out).toMatch(/^ {2}C23 .* · valeur provisoire, illustratif$/m)
  expect(refused.out).toContain('C18 · exige · valeur provisoire, illustratif')
})

test('the moment of judging can be said, and matters', async () => {
  const { code, out } = await runCli(['agreement', 'decide', 'BE-MA-2014-PCC', '--ask', good, '--now', '2020-01-01T00:00:00Z', '--json'])
  expect(code).toBe(3)
  expect(JSON.parse(out).unmet[0].code).toBe('agreement-not-yet-in-force')
  expect((await runCli(['agreement', 'decide', 'BE-MA-2014-PCC', '--ask', good, '--now', 'yesterday'])).code).toBe(1)
})

test('an ask may come from standard input', async () => {
  expect((await runCli(['agreement', 'decide', 'BE-MA-2014-PCC', '--ask', '-'], { stdin: JSON.stringify(ask) })).code).toBe(0)
})

test('an ask that cannot be read ends with 1, its file, line and column', async () => {
  const { code, err, out } = await runCli(['agreement', 'decide', 'BE-MA-2014-PCC', '--ask', bad, '--json'])
  expect(code).toBe(1)
  expect(err).toContain(`${bad}:2:11 `)
  expect(JSON.parse(out).places[0]).toMatchObject({ file: bad, line: 2, column: 11, code: 'json-syntax' })
})

test('an ask with an unknown field, a duplicate name or invalid UTF-8 ends with 1', async () => {
  for (const stdin of [
    JSON.stringify({ ...ask, colour: 'red' }),
    '{"from":"A","from":"B"}',
    '{"__proto__":{}}',
    '[]',
    '',
    '\u0000',
    '"\\ud800"',
    `${'['.repeat(100)}`,
  ])
    expect((await runCli(['agreement', 'decide', 'BE-MA-2014-PCC', '--ask', '-'], { stdin })).code).toBe(1)
  expect((await runCli(['agreement', 'decide', 'BE-MA-2014-PCC', '--ask', '-'], { stdin: [Uint8Array.of(0x7b, 0xff, 0x7d)] })).code).toBe(1)
})

test('an agreement nobody knows ends with 1', async () => {
  const { code, err } = await runCli(['agreement', 'decide', 'NO-SUCH', '--ask', good])
  expect(code).toBe(1)
  expect(err).toContain('NO-SUCH')
})

test('check tells each problem of each file, and says well when all is', async () => {
  expect((await runCli(['agreement', 'check', file])).code).toBe(0)
  const widened = written('widened.json', readFileSync(file, 'utf8').replace('"effect": "permit"', '"effect": "permits"'))
  const { code, err } = await runCli(['agreement', 'check', file, widened, bad])
  expect(code).toBe(1)
  expect(err).toMatch(new RegExp(`${widened}:\\d+:\\d+ `))
  expect(err).toContain(`${bad}:2:11 `)
})

test('what a file says cannot steer the terminal', async () => {
  const { err } = await runCli(['agreement', 'check', written('hostile.json', '{"schema":"entraide.agreement/1","\\u001b[2J\\u202e":1}')])
  expect(err).not.toMatch(/[\u001b\u202e]/)
})

test('an agreement is explained in each language', async () => {
  for (const language of ['en', 'fr', 'nl', 'ar']) {
    const { code, out } = await runCli(['agreement', 'explain', 'BE-MA-2014-PCC', '--language', language])
    expect(code).toBe(0)
    expect(out).toContain('C04')
    expect(/[\u0600-\u06ff]/.test(out)).toBe(language === 'ar')
  }
})

test('a version that permits less is told by what it would newly refuse', async () => {
  const text = JSON.parse(readFileSync(file, 'utf8'))
  const narrowed = {
    ...text,
    clauses: text.clauses.map((clause: { id: string; effect: string; purposes: string[] }) =>
      clause.id === 'C04' ? { ...clause, purposes: clause.purposes.slice(1) } : clause,
    ),
  }
  const after = written('narrowed.json', JSON.stringify(narrowed))
  const { code, out } = await runCli(['agreement', 'diff', file, after])
  expect(code).toBe(0)
  expect(out).toMatch(/^- LE/m)
  expect((await runCli(['agreement', 'diff', file, file])).out).toBe('Both permit the same.\n')
})

test('a replay names the exchanges a text would have decided otherwise', async () => {
  const line = (id: string, decision: string) => JSON.stringify({ id, at: '2026-11-23T14:00:00.000Z', decision, ask })
  const entries = written('past.jsonl', `${line('one', 'permit')}\n${line('two', 'refuse')}\n`)
  const { code, out } = await runCli(['agreement', 'replay', 'BE-MA-2014-PCC', '--entries', entries, '--json'])
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ decided: 2, otherwise: [{ id: 'two', was: 'refuse' }] })
  const broken = written('broken.jsonl', `${line('one', 'permit')}\n{}\n`)
  const ended = await runCli(['agreement', 'replay', 'BE-MA-2014-PCC', '--entries', broken])
  expect(ended.code).toBe(1)
  expect(ended.err).toContain(`${broken}:2:1 `)
})

test('an ask with several mistakes is told each with its place', async () => {
  const several = written('several.json', `{\n  "from": 5,\n  "colour": "red"\n}`)
  const { code, out, err } = await runCli(['agreement', 'decide', 'BE-MA-2014-PCC', '--ask', several, '--json'])
  expect(code).toBe(1)
  const { places } = JSON.parse(out)
  expect(places).toContainEqual({ file: several, line: 2, column: 11, code: 'type-wrong', says: 'a text belongs here' })
  expect(places).toContainEqual({ file: several, line: 3, column: 13, code: 'field-unknown', says: 'the field "colour" is not known here' })
  expect(err).toContain(`${several}:2:11 a text belongs here [type-wrong]`)
})

test('of several files only those with a mistake are named', async () => {
  const { code, out } = await runCli(['agreement', 'check', file, bad, '--json'])
  expect(code).toBe(1)
  expect(JSON.parse(out).says).toBe(`${bad} has an error.`)
})
