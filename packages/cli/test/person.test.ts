import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRefusal, nodeId } from '@entraide/ground'
import { addDemoAccounts, initNode, type RunningNode, silent, startNode } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../test/free-port.ts'
import { type Ran, runCli } from './fake-terminal.ts'

/** Persons from a terminal, against a node that really runs. */
const folder = mkdtempSync(join(tmpdir(), 'entraide-person-'))
let node: RunningNode
let dossier = ''

beforeAll(async () => {
  const place = { name: 'Desk', capital: 'Brussels', zone: 'Europe/Brussels', host: '127.0.0.1', port: await freePort() }
  const dataDir = join(folder, 'node')
  await initNode({ dataDir, id: nodeId('BE-POL-SPOC'), regime: 'LE', ...place, passphrase: 'invented for this test', demo: true })
  node = await startNode({ dataDir, passphrase: 'invented for this test', logger: silent() })
  const people = [{ serviceNumber: 'OPR-1', office: 'Desk', language: 'en', roles: ['OPR'] as const }]
  expect(isRefusal(await addDemoAccounts(node.node, people))).toBe(false)
  expect(await entraide('sign-in', '--demo', 'OPR-1')).toMatchObject({ code: 0 })
  dossier = JSON.parse((await entraide('request', 'new', '--type', 'REQ', '--title', 'A driver', '--json')).out).dossier
  writeFileSync(
    join(folder, 'records.jsonl'),
    [
      { id: 'R-1', names: ['محمد الإدريسي'], birthDate: '1966-11-21', birthPlace: 'Oujda' },
      { id: 'R-2', names: ['Fatima Zahra Benali'], birthDate: '1980-05-06' },
      { id: 'R-P', names: ['Mohamed El Idrissi'], birthDate: '1966-11-21', protected: true },
    ]
      .map(record => JSON.stringify(record))
      .join('\n'),
  )
})
afterAll(async () => {
  await node.stop()
  rmSync(folder, { recursive: true })
})

const entraide = (...argv: string[]): Promise<Ran> =>
  runCli(argv, {
    env: { ENTRAIDE_NODE: node.address, ENTRAIDE_STATE: join(folder, 'state') },
    fetch: globalThis.fetch,
    cwd: folder,
    now: node.node.clock.now,
  })

test('records are loaded whole or not at all, and each bad row is named with its line', async () => {
  expect((await entraide('holdings', 'show')).out).toContain('0 persons')
  writeFileSync(join(folder, 'bad.jsonl'), '{"id":"R-9","names":["New Person"]}\n{"id":"R-8","names":[]}\nnot json\n')
  const refused = await entraide('holdings', 'load', 'bad.jsonl')
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/bad\.jsonl:2:1 .*\[names-missing\]/)
  expect(refused.err).toMatch(/bad\.jsonl:3:\d+ .*\[json-syntax\]/)
  expect((await entraide('holdings', 'load', 'nowhere.jsonl')).code).toBe(1)
  expect(await entraide('holdings', 'load', 'records.jsonl')).toMatchObject({ code: 0, out: expect.stringContaining('3 added') })
  expect((await entraide('holdings', 'show')).out).toContain('3 persons, can be searched')
})

test('a look-up for a dossier ranks across scripts and says why, without a figure of likeness', async () => {
  const asked = ['person', 'search', 'Mohammed Idrissi', '--born', '1966-11', '--dossier', dossier, '--reason', 'named in statement 12']
  const { code, out } = await entraide(...asked)
  expect(code).toBe(0)
  expect(out.split('\n')[0]).toMatch(/R-1 {2}محمد الإدريسي {2}1966-11-21/)
  expect(out).toMatch(/\n {2}\+ /)
  expect(out).not.toMatch(/%|PROTECTED/)
  expect((await entraide(...asked, '--protected')).out).toContain('PROTECTED')
  expect((await entraide('person', 'search', 'Mohammed Idrissi', '--dossier', dossier, '--reason', ' ')).code).not.toBe(0)
  expect((await entraide('person', 'search', 'X', '--reason', 'no dossier')).code).toBe(2)
})

test('a person decides on a candidate, and takes the word back', async () => {
  await entraide('request', 'open', dossier, '--reason', 'to decide')
  const { rows } = JSON.parse((await entraide('person', 'candidates', dossier, '--json')).out) as { rows: { match: string; reference: string }[] }
  const { match = '' } = rows.find(row => row.reference === 'R-1') ?? {}
  expect((await entraide('person', 'confirm', dossier, match, '--reason', 'same passport')).code).toBe(0)
  expect((await entraide('person', 'candidates', dossier)).out).toContain('= confirmed: same passport')
  expect((await entraide('person', 'take-back', dossier, match)).code).toBe(0)
  expect((await entraide('person', 'candidates', dossier)).out).not.toContain('= confirmed')
  expect((await entraide('person', 'dismiss', dossier, match, '--reason', 'another passport')).code).toBe(0)
  expect((await entraide('person', 'candidates', dossier)).out).toContain('= dismissed: another passport')
})

test('two persons in files are compared', async () => {
  writeFileSync(join(folder, 'a.json'), '{"names":["Mohamed Alaoui"]}')
  writeFileSync(join(folder, 'b.json'), '{"names":["محمد العلوي"]}')
  const { code, out } = await entraide('person', 'compare', 'a.json', 'b.json', '--population', '11000000', '--language', 'fr')
  expect(code).toBe(0)
  expect(out).toContain('graphies d’un même nom')
  expect(out).toContain('! impossible à distinguer')
  expect((await entraide('person', 'compare', 'a.json', 'b.json', '--population', 'many')).code).toBe(2)
})
