import { expect, test } from 'vitest'
import { runCli } from './fake-terminal.ts'

const pair = (id: unknown, a: string, b: string) => JSON.stringify({ id, a: { names: [a] }, b: { names: [b] } })
const answers = (out: string) =>
  out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

test('one line out for each line in, in order', async () => {
  const lines = Array.from({ length: 50 }, (_, at) => pair(at, 'Mohamed El Idrissi', at % 2 === 0 ? 'محمد الإدريسي' : 'Fatima Zahra Benali'))
  const { code, out } = await runCli(['identity', 'compare'], { stdin: lines.join('\n') })
  expect(code).toBe(0)
  expect(answers(out).map(answer => answer.id)).toEqual(lines.map((_, at) => at))
  for (const answer of answers(out)) {
    expect(answer.probability).toBeGreaterThan(0)
    expect(answer.probability).toBeLessThan(1)
    expect([true, false, null]).toContain(answer.same)
    for (const evidence of answer.evidence)
      expect(evidence).toMatchObject({ field: expect.any(String), says: expect.any(String), decibans: expect.any(Number) })
  }
})

test('a line that cannot be read says why in its place, and the others are compared', async () => {
  const lines = [
    pair('good', 'Ali', 'Ali'),
    'nonsense',
    '[]',
    '{"id":"x","a":{"names":[]},"b":{"names":["Ali"]}}',
    '{"id":"y","id":"y","a":1,"b":2}',
    '{"id":"z"}',
    pair('last', 'Ali', 'علي'),
  ]
  const { code, out, err } = await runCli(['identity', 'compare'], { stdin: lines.join('\n') })
  expect(code).toBe(1)
  expect(answers(out).map(answer => answer.refused ?? answer.id)).toEqual([
    'good',
    'json-syntax',
    'pair-shape',
    'names-missing',
    'json-duplicate-name',
    'person-shape',
    'last',
  ])
  expect(answers(out)[3]).toMatchObject({ id: 'x', line: 4, facts: { side: 'a' } })
  expect(err).toContain('5 of 7')
})

test('what a person typed cannot steer the terminal that reads the answer', async () => {
  const { out } = await runCli(['identity', 'compare'], { stdin: pair('1', 'Ali\u202e\u001b[2J', 'Ali\u200b') })
  expect(out).not.toMatch(/[\u001b\u202e\u200b]/)
})

test('names that had to be cleaned are compared and flagged, by side', async () => {
  const stdin = [
    pair(1, 'Moh\u0430med Ala\u200boui', 'Mohamed Alaoui'),
    pair(2, 'Mohamed Alaoui', '\u202eMohamed Alaoui\u202c'),
    pair(3, '\ufeffAli', 'Ali'),
  ].join('\n')
  const [alike, turned, marked] = answers((await runCli(['identity', 'compare'], { stdin })).out)
  expect(alike).toMatchObject({ same: true, flags: { a: ['invisible-characters-removed', 'look-alike-letters-replaced'] } })
  expect(turned).toMatchObject({ same: true, flags: { b: ['direction-marks-removed'] } })
  expect(marked.flags).toEqual({ a: ['invisible-characters-removed'] })
})

test('a population is a number of persons', async () => {
  for (const population of ['0', '-1', 'many', '1.5', '1e99']) expect((await runCli(['identity', 'compare', '--population', population])).code).toBe(1)
  const alone = answers((await runCli(['identity', 'compare'], { stdin: pair(1, 'Mohamed Alaoui', 'محمد العلوي') })).out)[0]
  const among = answers((await runCli(['identity', 'compare', '--population', '11000000'], { stdin: pair(1, 'Mohamed Alaoui', 'محمد العلوي') })).out)[0]
  expect(among.probability).toBeLessThan(alone.probability)
})

test("without --explain a line holds what is described and nothing else; with it, words in the reader's language", async () => {
  const stdin = pair(1, 'Mohamed Alaoui', 'محمد العلوي')
  const plain = answers((await runCli(['identity', 'compare', '--population', '11000000'], { stdin })).out)[0]
  expect(Object.keys(plain)).toEqual(['id', 'probability', 'decibans', 'same', 'evidence'])
  for (const evidence of plain.evidence) expect(Object.keys(evidence)).toEqual(['field', 'says', 'decibans'])
  for (const [language, word] of [
    ['en', 'birth date'],
    ['fr', 'naissance'],
    ['nl', 'geboortedatum'],
    ['ar', 'الميلاد'],
  ] as const) {
    const told = answers((await runCli(['identity', 'compare', '--explain', '--population', '11000000', '--language', language], { stdin })).out)[0]
    expect(told.same).toBeNull()
    expect(told.wouldSettle).toBe('birth-date')
    expect(told.inWords).toContain(word)
    expect(told.evidence.every((piece: { inWords: string }) => piece.inWords.length > 5)).toBe(true)
  }
})
