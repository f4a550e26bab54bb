import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Ran, runCli } from './fake-terminal.ts'

let state: string
beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), 'entraide-state-'))
})
afterEach(() => rmSync(state, { recursive: true }))

type Seen = { readonly method: string; readonly path: string; readonly headers: Headers; readonly body: string }

/** A node that answers by a table of `METHOD path`, and remembers what it was asked. */
function nodeThat(answers: { readonly [call: string]: () => Response }) {
  const seen: Seen[] = []
  const fetch = (async (url: URL, init: RequestInit) => {
    const request = new Request(url, init)
    seen.push({ method: request.method, path: url.pathname + url.search, headers: new Headers(init.headers), body: await request.text() })
    return answers[`${request.method} ${url.pathname}`]?.() ?? Response.json({ refused: 'not-found', facts: {} }, { status: 404 })
  }) as unknown as typeof globalThis.fetch
  const call = (...argv: string[]): Promise<Ran> => runCli(argv, { fetch, env: { ENTRAIDE_STATE: state, ENTRAIDE_NODE: 'http://127.0.0.1:9' } })
  return { seen, call }
}

const account = {
  id: '0198f000-0000-7000-8000-000000000001',
  office: 'SPOC',
  serviceNumber: '4471',
  roles: ['OPR'],
  state: 'active',
  language: 'fr',
  createdAt: '2026-01-01T00:00:00.000Z',
}
const session = {
  account,
  node: { id: 'BE-POL-SPOC', state: 'BE', regime: 'LE', name: 'n', zone: 'Europe/Brussels', demo: true },
  csrf: 'secret-token',
  expiresAt: '2026-11-23T22:00:00.000Z',
}
const demoSession = () => new Response(JSON.stringify(session), { headers: { 'set-cookie': 'entraide=abc; HttpOnly; Path=/' } })
const demoNode = {
  'GET /v1/demo/accounts': () => Response.json([{ id: account.id, office: 'SPOC', serviceNumber: '4471', roles: ['OPR'] }]),
  'POST /v1/demo/session': demoSession,
}

describe('a session', () => {
  test('is kept for its owner alone, and its token is never printed', async () => {
    const { call } = nodeThat(demoNode)
    const { code, out } = await call('sign-in', '--demo', '4471', '--json')
    expect(code).toBe(0)
    expect(out).not.toContain('secret-token')
    expect(statSync(join(state, 'sessions.json')).mode & 0o777).toBe(0o600)
  })

  test('goes with every call, and its token with every change', async () => {
    const { call, seen } = nodeThat({
      ...demoNode,
      'GET /v1/outbox': () => Response.json({ rows: [], total: 0, next: null }),
      'POST /v1/outbox/x/retry': () => new Response(''),
    })
    await call('sign-in', '--demo', '4471')
    await call('outbox')
    await call('outbox', 'retry', 'x')
    const [, , list, retry] = seen
    expect(list?.headers.get('cookie')).toBe('entraide=abc')
    expect(list?.headers.get('x-entraide-csrf')).toBeNull()
    expect(retry?.headers.get('x-entraide-csrf')).toBe('secret-token')
  })

  test('is forgotten by sign-out even when the node is gone', async () => {
    const { call } = nodeThat(demoNode)
    await call('sign-in', '--demo', '4471')
    expect(readFileSync(join(state, 'sessions.json'), 'utf8')).toContain('abc')
    expect((await runCli(['sign-out'], { env: { ENTRAIDE_STATE: state, ENTRAIDE_NODE: 'http://127.0.0.1:9' } })).code).toBe(0)
    expect(() => statSync(join(state, 'sessions.json'))).toThrow()
  })

  test('with one node is not shown to another', async () => {
    const { call, seen } = nodeThat({ ...demoNode, 'GET /v1/outbox': () => Response.json({ rows: [], total: 0, next: null }) })
    await call('sign-in', '--demo', '4471')
    await call('outbox', '--node', 'http://127.0.0.1:10')
    expect(seen.at(-1)?.headers.get('cookie')).toBeNull()
  })

  test('a password is never an argument: without a terminal a file is asked for', async () => {
    const { call } = nodeThat({})
    const { code, err } = await call('sign-in', '--service-number', '4471')
    expect(code).toBe(2)
    expect(err).toContain('--password-file')
  })
})

describe('an end says what, why, what next', () => {
  const ended = async (status: number, refused: string, facts: object = {}) =>
    nodeThat({ 'GET /v1/outbox': () => Response.json({ refused, facts }, { status }) }).call('outbox')

  test('nobody answers: 4', async () => {
    const { code, err } = await runCli(['inbox'], { env: { ENTRAIDE_STATE: state } })
    expect(code).toBe(4)
    expect(err).toMatch(/No node answers at http:\/\/127\.0\.0\.1:8443.*\n(?:.*\n)*Next: /)
  })

  test('not signed in: 3, and how to', async () => {
    const { code, err } = await ended(401, 'not-signed-in')
    expect(code).toBe(3)
    expect(err).toContain('[not-signed-in]')
  })

  test('locked: 5', async () => {
    expect((await ended(503, 'node-locked')).code).toBe(5)
  })

  test('refused: 3; malformed: 1; a fault there: 70; stopping: 4', async () => {
    expect((await ended(403, 'forbidden')).code).toBe(3)
    expect((await ended(404, 'not-found')).code).toBe(3)
    expect((await ended(422, 'agreement-suspended')).code).toBe(3)
    expect((await ended(400, 'input-invalid')).code).toBe(1)
    expect((await ended(413, 'body-too-large')).code).toBe(1)
    expect((await ended(500, 'fault')).code).toBe(70)
    expect((await ended(503, 'stopping')).code).toBe(4)
  })

  test('a program is told in words as well, in the language it asked for', async () => {
    const says = async (...options: string[]) =>
      JSON.parse(
        (await nodeThat({ 'GET /v1/outbox': () => Response.json({ refused: 'not-found', facts: {} }, { status: 404 }) }).call(...options, 'outbox', '--json'))
          .out,
      ).says
    expect(await says()).toBe('There is no such thing here, or it is not yours to see.')
    expect(await says('--language', 'nl')).toMatch(/^Dit/)
  })

  test('a wrong passphrase is not answered by the advice to sign in', async () => {
    const file = join(state, 'passphrase')
    writeFileSync(file, 'not the right words')
    const node = nodeThat({ 'POST /v1/unlock': () => Response.json({ refused: 'passphrase-wrong', facts: {} }, { status: 401 }) })
    const { code, err } = await node.call('node', 'unlock', '--passphrase-file', file)
    expect(code).toBe(3)
    expect(err).toContain('[passphrase-wrong]')
    expect(err).not.toContain('sign-in')
  })

  test('an answer that is not the API’s own is a plain code', async () => {
    const { code, err } = await nodeThat({ 'GET /v1/outbox': () => new Response('<h1>\u001b[2Jproxy</h1>', { status: 404 }) }).call('outbox')
    expect(code).toBe(3)
    expect(err).toContain('http-404')
    expect(err).not.toContain('\u001b')
  })

  test('an address that is none: 1', async () => {
    for (const address of ['nowhere', 'ftp://127.0.0.1', 'http://user@127.0.0.1', 'http://127.0.0.1/?a=1'])
      expect((await runCli(['inbox', '--node', address])).code).toBe(1)
  })
})

test('ids from the command line stay one part of the path', async () => {
  const { call, seen } = nodeThat({})
  await call('outbox', 'stop', '../../v1/accounts')
  await call('partner', 'show', 'a?b#c')
  expect(seen.map(each => each.path)).toEqual(['/v1/outbox/..%2F..%2Fv1%2Faccounts/stop', '/v1/partners/a%3Fb%23c'])
})

test('what a partner wrote is printed without its control characters', async () => {
  const row = {
    message: 'm',
    dossier: null,
    ourReference: null,
    partner: 'MA\u001b[31m-DGSN',
    kind: 'REQ',
    state: 'stuck',
    tries: 1,
    nextTryAt: null,
    reason: 'x\u202ey',
    releasedAt: '',
    deliveredAt: null,
    bytes: 1,
  }
  const { call } = nodeThat({ 'GET /v1/outbox': () => Response.json({ rows: [row], total: 1, next: null }) })
  for (const argv of [['outbox'], ['outbox', '--json']]) expect((await call(...argv)).out).not.toMatch(/[\u001b\u202e]/)
})
