import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runCli } from './fake-terminal.ts'

const people = [
  { id: 'R-1', names: ['محمد الإدريسي'], birthDate: '1966-11-21' },
  { id: 'R-2', names: ['Fatima Zahra Benali'], birthDate: '1980-05-06' },
  { id: 'R-3', names: ['Jan Vermeulen'], birthDate: '1975' },
  { id: 'R-P', names: ['Mohamed El Idrissi'], birthDate: '1966-11-21', protected: true },
]
const lines = (rows: readonly object[]) => rows.map(row => JSON.stringify(row)).join('\n')
const answers = (out: string) =>
  out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))

let folder: string
let store: string
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const index = (records: string, ...more: string[]) => runCli(['identity', 'index', '--store', store, '--records', records, ...more])
const search = (queries: string, ...more: string[]) => runCli(['identity', 'search', '--store', store, '--queries', queries, ...more])
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'entraide-cli-index-'))
  store = join(folder, 'register')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('records are indexed under a key of their own and found across scripts, in the order of the questions', async () => {
  const indexed = await index(file('people.jsonl', lines(people)))
  expect(indexed.code).toBe(0)
  expect(answers(indexed.out).at(-1)).toMatchObject({ rows: 4, added: 4, bad: 0, persons: 4 })
  expect(statSync(join(store, 'index.key')).mode & 0o777).toBe(0o600)
  const asked = file(
    'asked.jsonl',
    lines([
      { id: 'q2', names: ['فاطمة الزهراء بنعلي'], birthDate: '1980-05-06' },
      { id: 'q1', names: ['Mohammed Idrissi'], birthDate: '1966-11-21' },
      { id: 'q0', names: ['Somebody Unknown'], birthDate: '1999-09-09' },
    ]),
  )
  const found = await search(asked, '--top', '10', '--stats')
  expect(found.code).toBe(0)
  const [second, first, none, { stats }] = answers(found.out)
  expect([second.id, second.hits[0].id, first.id, first.hits[0].id]).toEqual(['q2', 'R-2', 'q1', 'R-1'])
  expect(first.hits.map((hit: { id: string }) => hit.id)).not.toContain('R-P')
  expect(none.hits.every((hit: { probability: number }) => hit.probability < 0.5)).toBe(true)
  for (const { ms, hits } of [second, first, none]) {
    expect(ms).toBeGreaterThan(0)
    for (const { probability } of hits) expect(probability > 0 && probability < 1).toBe(true)
  }
  expect(stats).toMatchObject({
    queries: 3,
    persons: 4,
    queriesPerSecond: expect.any(Number),
    p50: expect.any(Number),
    p95: expect.any(Number),
    residentMegabytes: expect.any(Number),
  })
})

test('protected records are met only when asked for, and marked', async () => {
  await index(file('people.jsonl', lines(people)))
  const asked = file('asked.jsonl', lines([{ id: 'q', names: ['Mohamed El Idrissi'], birthDate: '1966-11-21' }]))
  const ids = async (...more: string[]) =>
    answers((await search(asked, ...more)).out)[0].hits.map((hit: { id: string; protected?: true }) => `${hit.id}${hit.protected ? ' protected' : ''}`)
  expect(await ids()).toEqual(['R-1'])
  expect(await ids('--protected')).toContain('R-P protected')
  expect(await ids('--in-memory')).toEqual(['R-1'])
  expect((await search(asked, '--in-memory', '--protected')).code).toBe(1)
})

test('a file with bad rows is reported row by row and leaves nothing behind', async () => {
  const bad = file('bad.jsonl', `${lines(people)}\nnonsense\n{"id":"R-9"}\n${JSON.stringify(people[0])}\n`)
  const refused = await index(bad)
  expect(refused.code).toBe(1)
  expect(answers(refused.out)).toMatchObject([
    { line: 5, refused: 'json-syntax' },
    { line: 6, refused: 'names-missing' },
    { line: 7, refused: 'record-twice' },
    { refused: 'records-bad', bad: 3, added: 0, persons: 0 },
  ])
  const asked = file('asked.jsonl', lines([people[0] as object]))
  expect(await search(asked)).toMatchObject({ code: 3, err: expect.stringContaining('register-empty') })
  expect(answers((await index(bad, '--skip-bad')).out).at(-1)).toMatchObject({ bad: 3, added: 4, persons: 4 })
  expect(answers((await search(asked)).out)[0].hits[0].id).toBe('R-1')
})

test('indexed again, with changes, it holds what the last file says', async () => {
  await index(file('people.jsonl', lines(people)))
  expect(answers((await index(join(folder, 'people.jsonl'))).out).at(-1)).toMatchObject({ rows: 4, added: 0, changed: 0 })
  const change = file(
    'change.jsonl',
    lines([
      { ...people[2], birthDate: '1975-04-05' },
      { id: 'R-2', removed: true },
      { id: 'R-4', names: ['Zineb Tazi'] },
    ]),
  )
  expect(answers((await index(change)).out).at(-1)).toMatchObject({ added: 1, changed: 1, removed: 1, persons: 4 })
})

test('questions that cannot be read say why in their place', async () => {
  await index(file('people.jsonl', lines(people)))
  const { code, out } = await search(
    file('asked.jsonl', `{"id":"a","names":[]}\n{"id":"b","names":["Ali"]}\n[]\n{"id":"c","names":["Ali"],"birthDate":"2000-02-31"}\n`),
  )
  expect(code).toBe(1)
  expect(answers(out).map(answer => answer.refused ?? answer.id)).toEqual(['names-missing', 'b', 'person-shape', 'birth-date-shape'])
})

test('another key, no key and a key of another shape are told apart', async () => {
  await index(file('people.jsonl', lines(people)))
  const asked = file('asked.jsonl', lines([people[0] as object]))
  const other = file('other.key', `${Buffer.alloc(32, 7).toString('base64url')}\n`)
  expect(await search(asked, '--key', other)).toMatchObject({ code: 3, err: expect.stringContaining('register-key-wrong') })
  expect(await search(asked, '--key', join(folder, 'none.key'))).toMatchObject({ code: 1, err: expect.stringContaining('index-key-missing') })
  expect(await search(asked, '--key', file('odd.key', 'hello'))).toMatchObject({ code: 1, err: expect.stringContaining('index-key-shape') })
  expect((await runCli(['identity', 'search', '--store', join(folder, 'nothing'), '--queries', asked])).code).toBe(1)
})

test('no file of the index holds a name, a date or a reference', async () => {
  await index(file('people.jsonl', lines(people)))
  for (const name of readdirSync(store)) {
    const bytes = readFileSync(join(store, name))
    for (const word of ['Fatima', 'Vermeulen', 'R-1', 'R-P', '1966', 'محمد', 'names']) expect(bytes.includes(Buffer.from(word)), `${name} ${word}`).toBe(false)
  }
})

test('a file with a byte order mark and CRLF is read as any other, records and questions', async () => {
  const marked = (rows: readonly object[]) => `\ufeff${lines(rows).replaceAll('\n', '\r\n')}\r\n`
  expect(answers((await index(file('people.jsonl', marked(people)))).out).at(-1)).toMatchObject({ rows: 4, added: 4, bad: 0 })
  const found = await search(file('asked.jsonl', marked([{ id: 'q', names: ['Mohammed Idrissi'], birthDate: '1966-11-21' }])))
  expect([found.code, answers(found.out)[0].hits[0].id]).toEqual([0, 'R-1'])
})

test('an index whose key is gone is not given a new one, and says so', async () => {
  const records = file('people.jsonl', lines(people))
  await index(records)
  renameSync(join(store, 'index.key'), join(folder, 'away.key'))
  for (const run of [await index(records), await search(file('asked.jsonl', lines([people[0] as object])))]) {
    expect(run.code).toBe(1)
    expect(run.err).toContain('[index-key-missing]')
    expect(run.err).toContain('An index stands there')
  }
  expect(existsSync(join(store, 'index.key'))).toBe(false)
  expect((await search(file('asked.jsonl', lines([people[0] as object])), '--key', join(folder, 'away.key'))).code).toBe(0)
})

test('a place that cannot hold an index is refused at once: a file, a folder that nobody may make', async () => {
  const records = file('people.jsonl', lines(people))
  for (const place of [records, join(records, 'below'), '/proc/register', '/dev/null/register']) {
    const run = await runCli(['identity', 'index', '--store', place, '--records', records])
    expect([place, run.code, run.err.includes('[store-place]')]).toEqual([place, 1, true])
  }
  const searched = await runCli(['identity', 'search', '--store', records, '--queries', records])
  expect([searched.code, searched.err.includes('[store-place]')]).toEqual([1, true])
})

test('an index that another process holds, one that cannot be read and an address that is none are told apart, none of them a fault', async () => {
  const records = file('people.jsonl', lines(people))
  await index(records)
  const { openRegister } = await import('@entraide/node')
  const key = new Uint8Array(Buffer.from(readFileSync(join(store, 'index.key'), 'utf8').trim(), 'base64url'))
  const other = await openRegister({ kind: 'sqlite', file: join(store, 'persons.db') }, key)
  if ('refused' in other) throw new Error(other.refused)
  const held = await index(records)
  expect([held.code, held.err.includes('[store-locked]')]).toEqual([5, true])
  await other.close()
  expect((await index(records)).code).toBe(0)
  writeFileSync(join(store, 'persons.db'), 'no database at all, but long enough to be taken for one '.repeat(20))
  const unread = await search(records)
  expect([unread.code, unread.err.includes('holds no index that can be read')]).toEqual([1, true])
  const nowhere = await runCli(['identity', 'search', '--store', 'postgres://not an address', '--queries', records])
  expect([nowhere.code, nowhere.err.includes('[store-place]')]).toEqual([1, true])
})

test.skipIf(process.env.DATABASE_URL === undefined)('while a server takes one file in, another is refused by name', async () => {
  const url = new URL(process.env.DATABASE_URL as string)
  const { openRegister } = await import('@entraide/node')
  const key = new Uint8Array(32).fill(7)
  const keyFile = file('pg.key', Buffer.from(key).toString('base64url'))
  const register = await openRegister({ kind: 'postgres', url: url.href, schema: 'entraide_identity', connections: 4, unsafeNotDurable: true }, key)
  if ('refused' in register) throw new Error(register.refused)
  let go = () => {}
  const waiting = new Promise<void>(resolve => {
    go = resolve
  })
  const taking = register.takeIn({
    from: async function* () {
      yield Buffer.from(`${lines(people)}\n`)
      await waiting
    },
    again: false,
  })
  const records = file('people.jsonl', lines(people))
  const run = () => runCli(['identity', 'index', '--store', url.href, '--records', records, '--key', keyFile])
  await expect.poll(async () => (await run()).err, { timeout: 20_000 }).toContain('[holdings-busy]')
  go()
  await taking
  await register.close()
  expect((await run()).code).toBe(0)
})
