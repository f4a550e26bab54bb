import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fromHex, isRefusal, nodeId, type Refusal } from '@entraide/ground'
import {
  type Actor,
  activateAgreement,
  addDemoAccounts,
  confirmPartner,
  importAgreement,
  importCard,
  initNode,
  ownCard,
  type RunningNode,
  signAgreement,
  silent,
  startNode,
} from '@entraide/node'
import type { Role } from '@entraide/vocabulary'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../test/free-port.ts'
import { type Ran, runCli } from './fake-terminal.ts'

/** An identification from two terminals, against two cells that really run: every verb meets the API it was written for. */
const folder = mkdtempSync(join(tmpdir(), 'entraide-ident-'))
const [be, ma] = ['BE-OE-IDENT', 'MA-INT-IDENT'] as const
const people: readonly { readonly serviceNumber: string; readonly office: string; readonly language: string; readonly roles: readonly Role[] }[] = [
  { serviceNumber: 'IDC-1', office: 'Cell', language: 'en', roles: ['IDC'] },
  { serviceNumber: 'REL-1', office: 'Cell', language: 'en', roles: ['REL'] },
  { serviceNumber: 'OPR-1', office: 'Cell', language: 'en', roles: ['OPR'] },
  { serviceNumber: 'LEG-1', office: 'Law', language: 'en', roles: ['LEG'] },
  { serviceNumber: 'LEG-2', office: 'Law', language: 'en', roles: ['LEG'] },
  { serviceNumber: 'SEC-1', office: 'Security', language: 'en', roles: ['SEC'] },
]
const running = new Map<string, RunningNode>()
const repository = new URL('../../../', import.meta.url)
/** A file of ten rolled fingers, their images invented noise: a vector of the format. */
const tenFingers = (() => {
  const { good } = JSON.parse(readFileSync(new URL('vectors/identification/fingerprints.json', repository), 'utf8')) as {
    good: { why: string; file: string }[]
  }
  return fromHex(good.find(each => each.why === 'ten rolled fingers')?.file as string)
})()
const must = <T>(value: T | Refusal): T => {
  if (isRefusal(value)) throw new Error(JSON.stringify(value))
  return value as T
}

beforeAll(async () => {
  const who = new Map<string, Map<string, Extract<Actor, { kind: 'person' }>>>()
  for (const [id, capital, zone] of [
    [be, 'Brussels', 'Europe/Brussels'],
    [ma, 'Rabat', 'Africa/Casablanca'],
  ] as const) {
    const dataDir = join(folder, id)
    const policy = readFileSync(new URL(`policies/${id}.json`, repository), 'utf8')
    const place = { dataDir, id: nodeId(id), regime: 'AM' as const, name: id, capital, zone, host: '127.0.0.1', port: await freePort() }
    await initNode({ ...place, passphrase: 'invented for this test', demo: true, policy })
    const node = await startNode({ dataDir, passphrase: 'invented for this test', logger: silent() })
    const accounts = must(await addDemoAccounts(node.node, people))
    who.set(
      id,
      new Map(
        accounts.map(({ id: account, office, serviceNumber, roles, language }) => [
          serviceNumber,
          { kind: 'person', account, office, serviceNumber, roles, language },
        ]),
      ),
    )
    running.set(id, node)
    for (const { serviceNumber } of people) expect(await as(id, serviceNumber, 'sign-in', '--demo', serviceNumber)).toMatchObject({ code: 0 })
  }
  const [a, b] = [running.get(be)?.node, running.get(ma)?.node] as [RunningNode['node'], RunningNode['node']]
  const hand = (id: string, number: string) => who.get(id)?.get(number) as Extract<Actor, { kind: 'person' }>
  const seen = must(await importCard(a, hand(be, 'SEC-1'), await ownCard(b)))
  must(await importCard(b, hand(ma, 'SEC-1'), await ownCard(a)))
  must(await confirmPartner(a, hand(be, 'SEC-1'), nodeId(ma), seen.spokenWords))
  must(await confirmPartner(b, hand(ma, 'SEC-1'), nodeId(be), seen.spokenWords))
  const text = readFileSync(new URL('agreements/be-ma-2016-mou-identification.json', repository), 'utf8')
  const { hash } = must(await importAgreement(a, hand(be, 'LEG-1'), { text, partner: nodeId(ma) })).summary
  await until(async () => ((await as(ma, 'LEG-1', 'agreement', 'list')).out.includes('BE-MA-2016-MOU') ? true : undefined))
  must(await signAgreement(a, hand(be, 'LEG-1'), hash, nodeId(ma)))
  must(await signAgreement(b, hand(ma, 'LEG-1'), hash, nodeId(be)))
  const active = async (node: RunningNode['node'], id: string, to: string) =>
    await until(async () => {
      const on = await activateAgreement(node, hand(id, 'LEG-2'), hash, nodeId(to))
      return isRefusal(on) ? undefined : true
    })
  await active(a, be, ma)
  await active(b, ma, be)
  writeFileSync(join(folder, 'prints.nist'), tenFingers)
  writeFileSync(
    join(folder, 'file.json'),
    JSON.stringify({
      names: ['Youssef Exemple', 'يوسف مثال'],
      birthDate: '1994-05-17',
      birthPlace: 'Oued Imaginaire',
      father: ['Brahim Exemple'],
      reasons: 'He says that he is a Moroccan national and has no papers. An enforceable decision stands. Is he known to you?',
      decisionReference: 'OE/2026/40117',
      decisionOn: '2026-09-14',
      sheetLanguage: 'ar',
      sheetGivenOn: '2026-10-30',
      whyPrints: 'He carries no document, and his name fits many persons.',
      transferBasis: 'GDPR-49-1-d',
    }),
  )
})
afterAll(async () => {
  for (const node of running.values()) await node.stop()
  rmSync(folder, { recursive: true })
})

function as(node: string, person: string, ...argv: string[]): Promise<Ran> {
  return runCli(argv, {
    env: { ENTRAIDE_NODE: running.get(node)?.address ?? '', ENTRAIDE_STATE: join(folder, 'state', node, person) },
    fetch: globalThis.fetch,
    cwd: folder,
    now: running.get(node)?.node.clock.now ?? (() => undefined as never),
  })
}
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, each looked into where it is asked for
async function done(node: string, person: string, ...argv: string[]): Promise<any> {
  const { code, out, err } = await as(node, person, ...argv, '--json')
  expect(`${argv.slice(0, 3).join(' ')}: ${code} ${err}`).toBe(`${argv.slice(0, 3).join(' ')}: 0 `)
  return JSON.parse(out)
}
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await ask()
    if (found !== undefined) return found
    await new Promise(later => setTimeout(later, 100))
  }
  throw new Error('it did not come')
}
const stands = (node: string, dossier: string, state: string) =>
  until(async () => ((await done(node, 'OPR-1', 'identification', 'show', dossier)).row.state === state ? true : undefined))

test('a file is begun, filled, guarded, signed by two, submitted and released; the other side verifies, decides and issues', async () => {
  const begun = await done(be, 'IDC-1', 'identification', 'new', '--to', ma, '--case', 'OE/IDENT/2026/881', '--writing', 'fr')
  const { dossier } = begun.row
  const filled = await done(be, 'IDC-1', 'identification', 'fill', dossier, '--from', 'file.json', '--prints', 'prints.nist')
  expect(filled).toMatchObject({ prints: { state: 'read' }, missing: ['photo'], file: { names: ['Youssef Exemple', 'يوسف مثال'] } })
  for (const guard of ['RET', 'ASY', 'ART3', 'MIN', 'FAM', 'MED', 'THB', 'STA', 'CIT', 'INF'])
    await done(be, 'IDC-1', 'identification', 'guard', dossier, guard, 'green', '--note', 'as the file of the case says')
  expect(await as(be, 'LEG-1', 'identification', 'sign', dossier)).toMatchObject({ code: 3 })
  await done(be, 'LEG-1', 'request', 'open', dossier, '--reason', 'signs the assessment')
  await done(be, 'LEG-1', 'identification', 'sign', dossier)
  expect((await as(be, 'IDC-1', 'identification', 'show', dossier)).out).toContain('IDENT-45')
  const draft = await done(be, 'IDC-1', 'identification', 'submit', dossier)
  await done(be, 'REL-1', 'request', 'release', draft.id)
  const there = await until(async () => (await done(ma, 'OPR-1', 'inbox')).rows.find((row: { openingType: string }) => row.openingType === 'IDR'))
  await done(ma, 'OPR-1', 'request', 'open', there.dossier, '--reason', 'file of today')
  await done(be, 'OPR-1', 'request', 'open', dossier, '--reason', 'looks after it')

  const goes = async (node: string, person: string, ...argv: string[]) => {
    const written = await done(node, person, 'identification', ...argv)
    await done(node, 'REL-1', 'request', 'release', written.id)
  }
  await goes(ma, 'OPR-1', 'verifying', there.dossier)
  await stands(be, dossier, 'verifying')
  expect((await as(ma, 'OPR-1', 'identification', 'candidates', there.dossier)).code).toBe(0)
  await goes(ma, 'OPR-1', 'decide', there.dossier, 'CNF', '--reason', 'the same prints in the national file')
  await stands(be, dossier, 'confirmed')
  await goes(be, 'OPR-1', 'request-document', dossier)
  await stands(ma, there.dossier, 'document-requested')
  const days = ['--from', new Date().toISOString().slice(0, 10), '--until', new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)]
  await goes(ma, 'OPR-1', 'issue-document', there.dossier, ...days)
  await stands(be, dossier, 'document-issued')
  await goes(be, 'OPR-1', 'used', dossier, '--on', new Date().toISOString().slice(0, 10))
  await stands(ma, there.dossier, 'returned')
  const ended = await until(async () => {
    const seen = await done(be, 'OPR-1', 'identification', 'show', dossier)
    return seen.deletion === 'due' ? seen : undefined
  })
  expect(ended.course.map((each: { step: string }) => each.step)).toEqual(['file', 'verifying', 'CNF', 'request-document', 'LPI', 'used'])
  expect(await as(be, 'OPR-1', 'identification', 'close', dossier)).toMatchObject({ code: 3 })
})

test('protections are kept, found under another spelling, and lifted by the legal service alone', async () => {
  writeFileSync(join(folder, 'person.json'), JSON.stringify({ names: ['Salma Invention', 'سلمى اختراع'], birthDate: '2009-02-03' }))
  writeFileSync(join(folder, 'asked.json'), JSON.stringify({ names: ['Selma Invention'], birthDate: '2009-02-03' }))
  const kept = await done(be, 'IDC-1', 'protection', 'add', 'person.json', '--ground', 'MINR', '--reason', 'a bone test is disputed')
  expect((await done(be, 'LEG-1', 'protection', 'search', 'asked.json', '--reason', 'file of today')).rows).toMatchObject([{ id: kept.id, ground: 'MINR' }])
  expect(await as(be, 'IDC-1', 'protection', 'lift', kept.id, '--reason', 'of age')).toMatchObject({ code: 3 })
  await done(be, 'LEG-1', 'protection', 'lift', kept.id, '--reason', 'of age since the register was found')
  expect((await done(be, 'LEG-1', 'protection', 'search', 'asked.json', '--reason', 'looks again')).rows).toEqual([])
})
