import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isRefusal, nodeId } from '@entraide/ground'
import { addDemoAccounts, initNode, type RunningNode, silent, startNode } from '@entraide/node'
import { readPdf, seenLines } from '@entraide/paper/read'
import type { Role } from '@entraide/vocabulary'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../../test/free-port.ts'
import { type Ran, runCli } from './fake-terminal.ts'

/*
 * Every act of a request and its answer from two terminals, against two nodes that really run: what the fake node of
 * the other tests cannot show is that paths, bodies and answers are those of the API.
 */

const folder = mkdtempSync(join(tmpdir(), 'entraide-two-'))
const agreement = join(dirname(fileURLToPath(import.meta.url)), '../../../agreements/be-ma-2014-police-convention.json')
const people: readonly { readonly serviceNumber: string; readonly office: string; readonly language: string; readonly roles: readonly Role[] }[] = [
  { serviceNumber: 'OPR-1', office: 'Desk', language: 'en', roles: ['OPR'] },
  { serviceNumber: 'REL-1', office: 'Desk', language: 'en', roles: ['REL'] },
  { serviceNumber: 'COO-1', office: 'Coordination', language: 'fr', roles: ['COO'] },
  { serviceNumber: 'LEG-1', office: 'Law', language: 'en', roles: ['LEG'] },
  { serviceNumber: 'SEC-1', office: 'Security', language: 'en', roles: ['SEC'] },
  { serviceNumber: 'INS-1', office: 'Oversight', language: 'en', roles: ['INS'] },
]
const running = new Map<string, RunningNode>()

beforeAll(async () => {
  for (const [id, capital, zone] of [
    ['BE-POL-SPOC', 'Brussels', 'Europe/Brussels'],
    ['MA-DGSN-SPOC', 'Rabat', 'Africa/Casablanca'],
  ] as const) {
    const dataDir = join(folder, id)
    const port = await freePort()
    await initNode({
      dataDir,
      id: nodeId(id),
      regime: 'LE',
      name: id,
      capital,
      zone,
      host: '127.0.0.1',
      port,
      passphrase: 'invented for this test',
      demo: true,
    })
    const node = await startNode({ dataDir, passphrase: 'invented for this test', logger: silent() })
    expect(isRefusal(await addDemoAccounts(node.node, people))).toBe(false)
    running.set(id, node)
    for (const { serviceNumber } of people) expect(await as(id, serviceNumber, 'sign-in', '--demo', serviceNumber)).toMatchObject({ code: 0 })
  }
})

afterAll(async () => {
  for (const node of running.values()) await node.stop()
  rmSync(folder, { recursive: true })
})

/** A person at a terminal of one node. */
function as(node: string, person: string, ...argv: string[]): Promise<Ran> {
  return runCli(argv, {
    env: { ENTRAIDE_NODE: running.get(node)?.address ?? '', ENTRAIDE_STATE: join(folder, 'state', node, person) },
    fetch: globalThis.fetch,
    cwd: folder,
    now: running.get(node)?.node.clock.now ?? (() => undefined as never),
  })
}

/** The JSON answer of an act that must be done. */
// biome-ignore lint/suspicious/noExplicitAny: answers of many shapes, each looked into where it is asked for
async function done(node: string, person: string, ...argv: string[]): Promise<any> {
  const { code, out, err } = await as(node, person, ...argv, '--json')
  expect(`${argv.slice(0, 3).join(' ')}: ${code} ${err}`).toBe(`${argv.slice(0, 3).join(' ')}: 0 `)
  return JSON.parse(out)
}

/** Asks until something is there: deliveries are jobs of the nodes. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 150; tries++) {
    const found = await ask()
    if (found !== undefined) return found
    await new Promise(later => setTimeout(later, 100))
  }
  throw new Error('it did not come')
}

const [be, ma] = ['BE-POL-SPOC', 'MA-DGSN-SPOC']
const fields = {
  to: ma,
  messageType: 'REQ',
  clause: 'C04',
  purpose: 'INVE',
  crimeArea: 'DRUG',
  dataCategories: ['NAME', 'BIRT'],
  subjectCategory: 'SUS',
  handling: ['H1', 'H2'],
  transferBasis: 'LED-37-1-b',
  assurances: ['NDP', 'NTT', 'SPE'],
  caseReference: 'BE/2026/114',
  reasons: 'A suspect of this case bought resin from a person in Nador; we ask whether he is known for it.',
  urgency: 'U3D',
  title: 'Buyer of resin',
  holdUntil: new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10),
  items: [
    {
      category: 'NAME',
      person: { names: ['Karim Invented', 'كريم'], birthDate: '1987-03' },
      nature: 'fact',
      source: 'B',
      information: '2',
      provenance: 'OBSE',
      verifiedOn: new Date().toISOString().slice(0, 10),
    },
  ],
}

/** Shows something on paper, in two languages; its reference stands on each page as it is written. */
async function prints(node: string, person: string, verb: readonly string[], reference: string): Promise<void> {
  for (const language of ['fr', 'ar'] as const) {
    const file = `${verb[0]}-${language}.pdf`
    expect(await done(node, person, ...verb, '--pdf', file, '--lang', language)).toEqual({ file })
    const { pages, runs } = readPdf(readFileSync(join(folder, file)))
    const lines = Array.from({ length: pages }, (_, at) => seenLines(runs, at + 1))
    expect(lines.every(page => page.some(line => line.includes(reference)))).toBe(true)
  }
}

test('two nodes meet by cards and spoken words', async () => {
  for (const [ours, theirs] of [
    [be, ma],
    [ma, be],
  ] as const) {
    const card = await as(theirs, 'SEC-1', 'partner', 'card')
    expect(card.code).toBe(0)
    writeFileSync(join(folder, `${theirs}.json`), card.out)
    await done(ours, 'SEC-1', 'partner', 'add', `${theirs}.json`)
  }
  const words = (await done(be, 'SEC-1', 'partner', 'show', ma)).spokenWords
  expect((await done(ma, 'SEC-1', 'partner', 'show', be)).spokenWords).toEqual(words)
  expect(await as(be, 'SEC-1', 'partner', 'confirm', ma, ...words.slice(0, -1), 'wrong')).toMatchObject({ code: 3 })
  for (const [ours, theirs] of [
    [be, ma],
    [ma, be],
  ] as const)
    await done(ours, 'SEC-1', 'partner', 'confirm', theirs, ...words)
  expect((await done(be, 'SEC-1', 'partner', 'test', ma)).ok).toBe(true)
})

test('an agreement is in force when both have signed and switched it on', async () => {
  await done(be, 'LEG-1', 'agreement', 'import', agreement, '--partner', ma)
  await done(be, 'LEG-1', 'agreement', 'sign', 'BE-MA-2014-PCC', '--partner', ma)
  await until(async () => ((await done(ma, 'LEG-1', 'agreement', 'list')).some((each: { id: string }) => each.id === 'BE-MA-2014-PCC') ? true : undefined))
  await done(ma, 'LEG-1', 'agreement', 'sign', 'BE-MA-2014-PCC', '--partner', be)
  for (const [ours, theirs] of [
    [be, ma],
    [ma, be],
  ] as const) {
    await until(async () => ((await done(ours, 'LEG-1', 'agreement', 'list'))[0]?.standing === 'signed-both' ? true : undefined))
    await done(ours, 'SEC-1', 'agreement', 'activate', 'BE-MA-2014-PCC', '--partner', theirs)
  }
  expect((await as(be, 'LEG-1', 'agreement', 'show', 'BE-MA-2014-PCC')).out).toContain('C04')
})

let request: string
test('a request is checked, written, released by a second person', async () => {
  writeFileSync(join(folder, 'fields.json'), JSON.stringify(fields))
  const lacking = await as(be, 'OPR-1', 'request', 'check', '--from', 'fields.json', '--agreement', 'BE-MA-2014-PCC', '--case', '')
  expect(lacking).toMatchObject({ code: 3 })
  expect(await done(be, 'OPR-1', 'request', 'check', '--from', 'fields.json', '--agreement', 'BE-MA-2014-PCC')).toMatchObject({
    decision: 'permit',
    clause: 'C04',
  })
  writeFileSync(join(folder, 'note.txt'), 'an invented note\n'.repeat(50))
  const bound = ['--handling', 'H1,H2,H3', '--restriction', 'Not in court.', '--restriction', 'No copies.']
  const draft = await done(
    be,
    'OPR-1',
    'request',
    'new',
    '--from',
    'fields.json',
    '--agreement',
    'BE-MA-2014-PCC',
    ...bound,
    '--attach',
    'note.txt',
    '--submit',
  )
  expect(draft).toMatchObject({ state: 'waiting-release', attachments: [{ bytes: 850 }] })
  request = draft.dossier
  expect(await as(be, 'OPR-1', 'request', 'release', draft.id)).toMatchObject({ code: 3 })
  expect((await done(be, 'REL-1', 'request', 'list', '--to-release')).rows[0].id).toBe(draft.id)
  const preview = (await as(be, 'REL-1', 'request', 'preview', draft.id)).out
  for (const said of ['Karim Invented', 'Not in court.', 'No copies.']) expect(preview).toContain(said)
  await done(be, 'REL-1', 'request', 'release', draft.id)
})

let dossier: string
test('the partner reads it for a reason, accepts and answers', async () => {
  const row = await until(async () => (await done(ma, 'OPR-1', 'inbox')).rows[0])
  dossier = row.dossier
  expect((await as(ma, 'OPR-1', 'request', 'show', dossier)).out).not.toContain('Karim')
  const opened = await done(ma, 'OPR-1', 'request', 'open', dossier, '--reason', 'case 2026/9, request of today')
  expect(opened.messages[0].items[0].person.names).toContain('كريم')
  expect(opened.messages[0].restrictions).toEqual(['Not in court.', 'No copies.'])
  const [file] = opened.messages[0].attachments
  expect(await as(ma, 'OPR-1', 'request', 'attachment', opened.messages[0].id, file.id, '--out', 'received.txt')).toMatchObject({ code: 0 })
  expect(readFileSync(join(folder, 'received.txt'), 'utf8')).toBe('an invented note\n'.repeat(50))
  await done(ma, 'OPR-1', 'request', 'accept', dossier)
  writeFileSync(
    join(folder, 'answer.json'),
    JSON.stringify({ title: 'Answer', reasons: 'He is known to the desk for one earlier matter of resin.', dataCategories: ['NAME'], items: fields.items }),
  )
  const answer = await done(ma, 'OPR-1', 'request', 'answer', dossier, '--from', 'answer.json', '--submit')
  // What is answered goes on under the same conditions.
  expect(answer.fields).toMatchObject({ handling: ['H1', 'H2', 'H3'], restrictions: ['Not in court.', 'No copies.'] })
  await done(ma, 'REL-1', 'request', 'release', answer.id)
})

test('the asker reads the answer, whose receipt and log places can be shown, and says what became of it', async () => {
  await until(async () => ((await done(be, 'OPR-1', 'request', 'list', '--state', 'answered')).rows.length > 0 ? true : undefined))
  const opened = await done(be, 'OPR-1', 'request', 'open', request, '--reason', 'case 2026/114, the answer')
  const sent = opened.messages.find((message: { direction: string }) => message.direction === 'out')
  expect(await done(be, 'OPR-1', 'request', 'proof', sent.id)).toMatchObject({ verdict: 'admitted', receiptVerified: true })
  await prints(be, 'OPR-1', ['request', 'show', request], opened.row.ourReference)
  expect(await as(be, 'OPR-1', 'request', 'show', request, '--pdf', 'request-fr.pdf')).toMatchObject({ code: 1 })
  expect(await as(be, 'SEC-1', 'request', 'show', request, '--pdf', 'nobody.pdf')).toMatchObject({ code: 3 })
  expect(existsSync(join(folder, 'nobody.pdf'))).toBe(false)
  const feedback = await done(
    be,
    'OPR-1',
    'request',
    'feedback',
    request,
    '--use',
    'used',
    '--reasons',
    'It confirmed what the file held on this person.',
    '--submit',
  )
  await done(be, 'REL-1', 'request', 'release', feedback.id)
})

test('a request can be returned, completed, refused on a ground; another can be withdrawn', async () => {
  const send = async (title: string) => {
    const draft = await done(be, 'OPR-1', 'request', 'new', '--from', 'fields.json', '--agreement', 'BE-MA-2014-PCC', '--title', title, '--submit')
    await done(be, 'REL-1', 'request', 'release', draft.id)
    const row = await until(async () => (await done(ma, 'OPR-1', 'inbox')).rows.find((each: { state: string }) => each.state === 'received'))
    await done(ma, 'OPR-1', 'request', 'open', row.dossier, '--reason', 'work of today')
    return { ours: draft.dossier as string, theirs: row.dossier as string }
  }
  const stateOf = async (node: string, id: string) => (await done(node, 'OPR-1', 'request', 'show', id)).row.state
  const sendFrom = async (node: string, ...argv: string[]) => {
    const draft = await done(node, 'OPR-1', ...argv, '--submit')
    await done(node, 'REL-1', 'request', 'release', draft.id)
  }

  const first = await send('To be returned')
  await sendFrom(ma, 'request', 'return', first.theirs, '--note', 'The place of birth is needed to tell two namesakes apart.')
  await until(async () => ((await stateOf(be, first.ours)) === 'returned-for-completion' ? true : undefined))
  const second = await send('To be refused')
  await done(ma, 'OPR-1', 'request', 'accept', second.theirs)
  await sendFrom(ma, 'request', 'refuse', second.theirs, '--ground', 'NAVL', '--note', 'Nothing is held.')
  const third = await send('To be withdrawn')
  await done(be, 'OPR-1', 'request', 'open', third.ours, '--reason', 'the case was closed')
  await sendFrom(be, 'request', 'withdraw', third.ours, '--note', 'The case was closed.')
  await until(async () => ((await stateOf(ma, third.theirs)) === 'withdrawn' ? true : undefined))
})

test('a plan is proposed, agreed, signed by both, counted and kept up from two terminals', async () => {
  const [year, last] = [new Date().getUTCFullYear(), `${new Date().getUTCFullYear() + 1}-12-31`]
  const action = (id: string, owner: string) => ({ id, title: { en: `action ${id}` }, owner, office: 'Desk', dueOn: last, carries: null, indicators: [] })
  const text = {
    plan: 'PLAN-CLI',
    chain: 'BE-MA-PLANS',
    follows: null,
    title: { en: 'A plan from a terminal' },
    from: `${year}-01-01`,
    until: last,
    regime: 'LE',
    axes: [{ id: 'AX1', title: { en: 'axis' }, objectives: [{ id: 'O1', title: { en: 'objective' }, actions: [action('A1', be), action('A2', ma)] }] }],
  }
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(text))
  const release = async (node: string, draft: { id: string }) => await done(node, 'REL-1', 'request', 'release', draft.id)
  const terms = ['--basis', 'LED-37-1-b', '--assurance', 'NDP', 'NTT', 'SPE']
  // From Belgium nothing leaves without its basis and its assurances, plan or not.
  expect(await as(be, 'OPR-1', 'plan', 'propose', ma, '--text', 'plan.json', '--submit')).toMatchObject({ code: 3 })
  const proposal = await done(be, 'OPR-1', 'plan', 'propose', ma, '--text', 'plan.json', ...terms, '--submit')
  await release(be, proposal)
  const [ours, theirs] = [proposal.dossier as string, (await until(async () => (await done(ma, 'OPR-1', 'plan', 'list')).rows[0])).dossier as string]
  const stands = async (node: string, id: string, state: string) =>
    await until(async () => ((await done(node, 'OPR-1', 'plan', 'show', id)).row.state === state ? true : undefined))
  await release(ma, await done(ma, 'OPR-1', 'plan', 'agree', theirs))
  await stands(be, ours, 'agreed')
  await release(be, await done(be, 'OPR-1', 'plan', 'sign', ours))
  await stands(ma, theirs, 'signed-once')
  await release(ma, await done(ma, 'OPR-1', 'plan', 'countersign', theirs))
  await stands(be, ours, 'running')
  expect(await as(be, 'OPR-1', 'plan', 'item', ours, 'A2', 'RUN')).toMatchObject({ code: 3 })
  await release(be, await done(be, 'OPR-1', 'plan', 'item', ours, 'A1', 'BLK', '--reason', 'no staff'))
  await release(ma, await done(ma, 'OPR-1', 'plan', 'count', theirs, '--tell'))
  const seen = await until(async () => {
    const plan = await done(be, 'OPR-1', 'plan', 'show', ours)
    return plan.told.length > 0 ? plan : undefined
  })
  expect(seen.items[0]).toMatchObject({ id: 'A1', status: 'BLK', reason: 'no staff' })
  const balance = await done(be, 'OPR-1', 'plan', 'balance', ours)
  expect(balance.exchanges[0].counts.asked.ours).toBeGreaterThan(3)
  expect(balance.exchanges[0].counts.asked.theirs).toBe(balance.exchanges[0].counts.asked.ours)
  await prints(be, 'INS-1', ['plan', 'balance', ours], seen.row.ourReference)
  for (const language of ['fr', 'ar'])
    for (const verb of [
      ['plan', 'show', ours],
      ['plan', 'balance', ours],
      ['plan', 'lineage'],
    ])
      expect(await as(be, 'OPR-1', ...verb, '--language', language)).toMatchObject({ code: 0 })
})

test('the follow-up is read, and saved for the public with its small counts withheld; that it was is logged', async () => {
  const period = ['--partner', ma, '--from', `${new Date().getUTCFullYear()}-01-01`, '--until', new Date().toISOString().slice(0, 10)]
  const { counts } = (await done(be, 'OPR-1', 'follow-up', ...period)).totals[0]
  expect(counts.withdrawn.ours).toBe(1)
  // Decided, and waiting for its fixed hour: nobody counts it yet.
  expect(counts.refused).toBeUndefined()
  const save = (who: string, audience: string) => as(be, who, 'follow-up', 'export', ...period, '--audience', audience, '--out', `${who}-${audience}.csv`)
  expect(await save('OPR-1', 'public')).toMatchObject({ code: 3 })
  expect(await save('LEG-1', 'parties')).toMatchObject({ code: 0 })
  expect(await save('LEG-1', 'public')).toMatchObject({ code: 0 })
  expect(readFileSync(join(folder, 'LEG-1-parties.csv'), 'utf8')).toContain('"withdrawn","withdrawn by who asked","1"')
  const open = readFileSync(join(folder, 'LEG-1-public.csv'), 'utf8')
  expect(open).toContain('"withdrawn","withdrawn by who asked","withheld"')
  const exports = (await done(be, 'INS-1', 'acts', '--act', 'export-follow-up')).rows
  expect(exports).toHaveLength(2)
})

test('a discreet visit from two terminals: proposed, prepared, held, written down, signed by both, closed', async () => {
  const write = (name: string, value: object) => writeFileSync(join(folder, name), JSON.stringify(value))
  const both = (fr: string, ar: string) => ({ fr, ar })
  const today = new Date().toISOString().slice(0, 10)
  const days = { from: today, until: today }
  const idOf = async (node: string, number: string) =>
    (await done(node, 'OPR-1', 'account', 'list')).find((each: { serviceNumber: string }) => each.serviceNumber === number).id as string
  let here = ''
  let there = ''
  const side = (node: string) => (node === be ? here : there)
  const stateOf = async (node: string) => (await done(node, 'COO-1', 'visit', 'show', side(node))).row.state
  const step = async (node: string, ...argv: string[]) => {
    const terms = node === be ? ['--basis', 'LED-37-1-b', '--assurance', 'NDP', 'NTT', 'SPE'] : []
    const draft = await done(node, 'COO-1', 'visit', ...argv, ...terms, '--submit')
    const { message } = await done(node, 'REL-1', 'request', 'release', draft.id)
    await until(async () =>
      (await done(node, 'COO-1', 'outbox', 'list')).rows.some((row: { message: string; state: string }) => row.message === message && row.state === 'delivered')
        ? true
        : undefined,
    )
    return message as string
  }
  write('proposal.json', {
    visit: 'VIS-2027-01',
    title: both('Visite de travail', 'زيارة عمل'),
    host: ma,
    place: 'Rabat',
    ...days,
    languages: ['fr', 'ar'],
    discreet: true,
  })
  const made = await done(
    be,
    'COO-1',
    'visit',
    'new',
    '--to',
    ma,
    '--from',
    'proposal.json',
    '--know',
    await idOf(be, 'REL-1'),
    '--basis',
    'LED-37-1-b',
    '--assurance',
    'NDP',
    'NTT',
    'SPE',
    '--submit',
  )
  here = made.dossier
  await done(be, 'REL-1', 'request', 'release', made.id)
  there = await until(async () => (await done(ma, 'COO-1', 'visit', 'list')).rows[0]?.dossier)
  expect((await done(ma, 'OPR-1', 'visit', 'list')).rows).toEqual([])
  expect(await as(ma, 'OPR-1', 'visit', 'show', there)).toMatchObject({ code: 3 })
  expect((await as(ma, 'COO-1', 'visit', 'show', there)).out).not.toContain('Rabat')
  for (const node of [be, ma]) await done(node, 'COO-1', 'visit', 'open', side(node), '--reason', 'visit of today')
  expect((await done(ma, 'COO-1', 'visit', 'know', 'add', there, await idOf(ma, 'REL-1'))).members).toHaveLength(2)
  await step(ma, 'accept', there)
  write('agenda.json', { ...days, place: 'Rabat', items: [{ id: 'P1', title: both('Demandes', 'طلبات'), regime: 'LE', action: null }] })
  await step(be, 'agenda', here, '--from', 'agenda.json')
  await step(ma, 'agree', there)
  write('offices.json', [{ office: 'Drugs', persons: 3, clearance: 'DR' }] as never)
  await step(be, 'delegation', here, '--from', 'offices.json')
  const paper = await step(be, 'paper', here, 'note.txt', '--title', 'A note', '--handed-on', today, '--agenda', 'P1')
  expect(await done(ma, 'COO-1', 'visit', 'check-paper', there, paper)).toMatchObject({ same: true })
  await step(ma, 'held', there, '--first', today, '--last', today)
  write('minutes.json', {
    paragraphs: [{ agenda: 'P1', text: both('Neuf demandes restent.', 'بقيت تسعة طلبات.') }],
    decisions: [
      {
        id: 'D1',
        text: both('Répondre.', 'الجواب.'),
        owner: ma,
        office: 'Desk',
        dueOn: '2027-01-31',
        agenda: 'P1',
        indicator: { shows: both('Plus rien.', 'لا شيء.'), counted: null },
        flow: null,
      },
    ],
  })
  await step(ma, 'minutes', there, '--from', 'minutes.json')
  await step(be, 'cosign', here)
  await step(ma, 'cosign', there)
  await until(async () => ((await stateOf(be)) === 'minutes-cosigned' ? true : undefined))
  // Its decision becomes an action of the plan that runs, in words that tell of no visit.
  const plan = (await done(ma, 'COO-1', 'plan', 'list')).rows.find((row: { name: string }) => row.name === 'PLAN-CLI').dossier as string
  const intoPlan = ['visit', 'into-plan', there, 'D1', '--plan', plan, '--objective', 'O1'] as const
  expect(await as(ma, 'COO-1', ...intoPlan)).toMatchObject({ code: 3 })
  const action = await done(ma, 'COO-1', ...intoPlan, '--title', 'Answer what is open', '--due-on', today, '--submit')
  expect(action.fields.matter).toMatchObject({ step: 'add', decision: null, action: { owner: ma, dueOn: today, title: { en: 'Answer what is open' } } })
  await done(ma, 'REL-1', 'request', 'release', action.id)
  await step(ma, 'follow', there, 'D1', '--status', 'DON', '--reason', 'Sent.')
  const shown = (await as(be, 'COO-1', 'visit', 'show', here)).out
  for (const word of ['بقيت تسعة طلبات.', 'Neuf demandes restent.', `signed: ${be}, ${ma}`, 'DISCREET', 'D1']) expect(shown).toContain(word)
  await prints(be, 'COO-1', ['visit', 'show', here], (await done(be, 'COO-1', 'visit', 'show', here)).row.ourReference)
  expect(await as(be, 'OPR-1', 'visit', 'show', here, '--pdf', 'discreet.pdf')).toMatchObject({ code: 3 })
  await step(be, 'close', here)
  expect(await stateOf(ma)).toBe('closed')
  expect((await done(ma, 'COO-1', 'visit', 'know', 'list', there)).members).toHaveLength(2)
})

test('a statement is corrected on both sides from two terminals: ordered, acknowledged, carried out, proven', async () => {
  const release = async (node: string, draft: { id: string }) => await done(node, 'REL-1', 'request', 'release', draft.id)
  const opened = await done(be, 'OPR-1', 'request', 'show', request)
  const sent = opened.messages.find((message: { direction: string; items: unknown[] }) => message.direction === 'out' && message.items.length > 0)
  // Only who sent a message may order about it.
  expect(await as(ma, 'OPR-1', 'obligation', 'order', sent.id, 'DEL', '--reasons', 'we would rather not hold it')).toMatchObject({ code: 3 })
  const order = await done(be, 'OPR-1', 'obligation', 'order', sent.id, 'COR', '--items', '0', '--reasons', 'The year of birth was misread.')
  const [item] = fields.items
  writeFileSync(join(folder, 'corrected.json'), JSON.stringify({ items: [{ ...item, person: { ...item?.person, birthDate: '1978-03' } }] }))
  await done(be, 'OPR-1', 'request', 'change', order.id, '--from', 'corrected.json')
  await done(be, 'OPR-1', 'request', 'submit', order.id)
  const { message: notice } = await release(be, order)
  const owed = await until(async () => (await done(ma, 'OPR-1', 'obligation', 'list', '--box', 'by-us', '--open')).rows[0])
  expect(owed).toMatchObject({ notice, kind: 'COR', side: 'holder', state: 'received', concerned: { items: [0] } })
  expect((await as(ma, 'OPR-1', 'obligation', 'show', notice, '--language', 'ar')).code).toBe(0)
  await release(ma, await done(ma, 'OPR-1', 'obligation', 'acknowledge', notice, 'APP', '--submit'))
  const corrected = await done(ma, 'OPR-1', 'request', 'show', dossier)
  const first = corrected.messages.find((message: { id: string }) => message.id === sent.id)
  expect(first.items[0].person.birthDate).toBe('1978-03')
  expect(first.marks[0]).toMatchObject({ kind: 'COR', effect: 'corrected' })
  // The proof is written by the node, and waits for the releasing officer.
  const proof = await until(async () =>
    (await done(ma, 'REL-1', 'request', 'list', '--to-release')).rows.find((row: { messageType: string }) => row.messageType === 'ACK'),
  )
  await release(ma, proof)
  await until(async () => ((await done(be, 'OPR-1', 'obligation', 'show', notice)).state === 'proven' ? true : undefined))
  expect(await as(be, 'OPR-1', 'obligation', 'escalation', notice, '--out', 'escalation.json')).toMatchObject({ code: 3 })
  expect((await as(be, 'OPR-1', 'request', 'show', request)).out).toContain('COR')
  expect(await done(ma, 'OPR-1', 'hold', 'show', dossier)).toMatchObject({ due: 'later' })
})

test('the desk from a terminal: undo, substitution, templates, filters', async () => {
  const colleagues = (await done(ma, 'OPR-1', 'substitution', 'colleagues')).rows as { id: string; serviceNumber: string }[]
  const idOf = (number: string) => colleagues.find(each => each.serviceNumber === number)?.id ?? ''
  await done(ma, 'OPR-1', 'request', 'assign', dossier, idOf('OPR-1'))
  const shown = await done(ma, 'OPR-1', 'request', 'undo', dossier)
  expect(shown.row.assignedTo).toBeNull()
  expect(await as(ma, 'OPR-1', 'request', 'undo', dossier)).toMatchObject({ code: 1 })

  const made = await done(ma, 'OPR-1', 'substitution', 'make', idOf('COO-1'), '--until', new Date(Date.now() + 86_400_000).toISOString())
  expect(made.state).toBe('now')
  expect((await as(ma, 'COO-1', 'substitution')).out).toContain('OPR-1')
  expect((await done(ma, 'OPR-1', 'substitution', 'end', made.id)).state).toBe('over')

  const draft = await done(be, 'OPR-1', 'request', 'new', '--from', 'fields.json', '--agreement', 'BE-MA-2014-PCC', '--title', 'A usual request')
  const template = await done(be, 'OPR-1', 'template', 'make', 'usual', '--draft', draft.id)
  expect(template.fields.items).toEqual([])
  await done(be, 'OPR-1', 'template', 'remove', template.id)
  expect((await done(be, 'OPR-1', 'template', 'list')).rows).toEqual([])
  await done(be, 'OPR-1', 'template', 'restore', template.id)
  expect((await done(be, 'OPR-1', 'template', 'use', template.id)).fields).toMatchObject({ clause: 'C04', caseReference: '' })

  const kept = await done(be, 'OPR-1', 'filter', 'keep', 'Rabat, late', '--place', 'dossiers', '--where', `partner=${ma}`, 'state=received')
  expect((await done(be, 'OPR-1', 'filter', 'list', '--place', 'dossiers')).rows[0]).toMatchObject({ id: kept.id, query: { partner: ma } })
  expect((await done(be, 'REL-1', 'filter', 'list')).rows).toEqual([])
})

test('overseers see what was done, and one operator stops everything at once', async () => {
  expect((await done(be, 'INS-1', 'logs')).counts.sent).toBeGreaterThan(0)
  const acts = await done(be, 'INS-1', 'acts', '--outcome', 'refused')
  expect(acts.rows.length).toBeGreaterThan(0)
  await done(be, 'OPR-1', 'partner', 'freeze', ma, '--reason', 'a drill')
  expect((await as(be, 'OPR-1', 'partner', 'list')).out).toContain('frozen')
  expect(await as(be, 'OPR-1', 'partner', 'thaw', ma, '--reason', 'the drill is over')).toMatchObject({ code: 3 })
  await done(be, 'SEC-1', 'partner', 'thaw', ma, '--reason', 'the drill is over')
})

test('what waits can be carried by file', async () => {
  expect(await as(be, 'OPR-1', 'carry', 'out', ma, '--out', 'for-rabat.bundle')).toMatchObject({ code: 0 })
  expect(await as(ma, 'OPR-1', 'carry', 'in', 'for-rabat.bundle')).toMatchObject({ code: 0 })
})

test('every person reads lists in her own language, and signs out', async () => {
  for (const language of ['en', 'fr', 'nl', 'ar'])
    for (const verb of [['due'], ['inbox'], ['outbox'], ['request', 'list']])
      expect(await as(be, 'OPR-1', ...verb, '--language', language)).toMatchObject({ code: 0 })
  expect((await as(be, 'OPR-1', 'whoami')).out).toContain('OPR-1')
  await done(be, 'OPR-1', 'sign-out')
  expect(await as(be, 'OPR-1', 'whoami')).toMatchObject({ code: 3 })
})
