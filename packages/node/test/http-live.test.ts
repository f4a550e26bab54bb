import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nodeId } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningNode, silent, startNode } from '../src/boot.ts'
import { makeMetrics } from '../src/http/metrics.ts'
import { openMetricsDoor } from '../src/http/metrics-door.ts'
import { partnerLine } from '../src/http/partner-line.ts'
import { pinnedAgent } from '../src/http/tls.ts'
import { initNode } from '../src/init.ts'
import { importCard, ownCard } from '../src/steps/partners.ts'

/** A whole node as it is installed: TLS, keys in a file, its own first enrolment. */
let folder = ''
let running: RunningNode
let enrolmentCode = ''
const passphrase = 'quatre mots bien choisis'
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'entraide-'))
  const made = await initNode({
    dataDir: folder,
    id: nodeId('BE-POL-SPOC'),
    regime: 'LE',
    name: 'Police',
    capital: 'Brussels',
    zone: 'Europe/Brussels',
    host: '127.0.0.1',
    port: 8443,
    passphrase,
  })
  enrolmentCode = made.enrolmentCode
  running = await startNode({ dataDir: folder, logger: silent(), listen: { host: '127.0.0.1', port: 0 }, jobs: false })
})
afterAll(async () => {
  await running.stop()
  await rm(folder, { recursive: true })
})

const ask = (method: string, path: string, body?: object) =>
  new Promise<{ status: number; body: Record<string, unknown>; cookie: string; hsts: string | undefined }>((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body)
    const agent = pinnedAgent(running.node.config.tls?.pin ?? '', true)
    const sent = request(
      new URL(path, running.address),
      { method, agent, headers: { 'content-length': String(text.length), ...(body === undefined ? {} : { 'content-type': 'application/json' }) } },
      async answer => {
        let all = ''
        for await (const part of answer) all += part
        agent.destroy()
        resolve({
          status: answer.statusCode ?? 0,
          body: all === '' ? {} : JSON.parse(all),
          cookie: String(answer.headers['set-cookie']),
          hsts: answer.headers['strict-transport-security'],
        })
      },
    )
    sent.on('error', reject).end(text)
  })

test('starts locked behind its own TLS key, and opens with the passphrase', async () => {
  expect(running.address).toMatch(/^https:/)
  expect(await ask('GET', '/v1/health')).toMatchObject({ status: 200, body: { status: 'locked', demo: false } })
  expect(await ask('GET', '/v1/session')).toMatchObject({ status: 503 })
  expect(await ask('POST', '/v1/unlock', { passphrase: 'quatre mots mal choisis' })).toMatchObject({ status: 401 })
  expect(await ask('POST', '/v1/unlock', { passphrase })).toMatchObject({ status: 204 })
  expect(await ask('GET', '/v1/health')).toMatchObject({ body: { status: 'open' } })
})

test('the code that init printed opens the first enrolment', async () => {
  expect(await ask('POST', '/v1/enrolments/begin', { enrolmentCode })).toMatchObject({ status: 200, body: { serviceNumber: 'ADM-1' } })
})

test('over TLS the session cookie is held to this host, and browsers are told to stay on TLS elsewhere than on loopback', async () => {
  const { TOTP } = await import('otpauth')
  const begun = await ask('POST', '/v1/enrolments/begin', { enrolmentCode })
  const finished = await ask('POST', '/v1/enrolments/finish', {
    enrolmentCode,
    password: 'correct horse battery',
    code: new TOTP({ secret: String(begun.body.totpSecret) }).generate(),
  })
  expect(finished).toMatchObject({ status: 200, hsts: undefined })
  expect(finished.cookie).toMatch(/^__Host-entraide-BE-POL-SPOC=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Strict; Secure$/)
})

test('a partner’s line reaches it by the pin of its card, and no other key will do', async () => {
  const { node } = running
  // The node is its own partner here, so that one node's making is enough: what is tested is the line.
  const line = partnerLine(node.config.id, node.keys, node.clock, node.random, true)
  const call = { to: node.config.id, address: running.address, method: 'GET' as const, path: '/partner/v1/card', body: new Uint8Array(), timeoutMs: 50_000 }
  expect(await line.send({ ...call, tlsPin: node.config.tls?.pin ?? '' })).toMatchObject({ reached: true, status: 401 })
  expect(await line.send({ ...call, tlsPin: '00'.repeat(32) })).toEqual({ reached: false, code: 'key-pin' })
  expect(
    await importCard(node, { kind: 'person', account: '' as never, office: '', serviceNumber: 'S-1', roles: ['SEC'], language: 'en' }, await ownCard(node)),
  ).toMatchObject({ refused: 'card-is-own' })
  await line.close()
})

describe('the door for a monitoring system', () => {
  const at = (host: string) =>
    startNode({ dataDir: folder, logger: silent(), listen: { host: '127.0.0.1', port: 0 }, jobs: false, metricsAt: { host, port: 0 } })
  test('is on this machine only', async () => {
    await running.stop()
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'spoc.example.be']) await expect(at(host)).rejects.toMatchObject({ code: 'metrics-beyond-loopback' })
  })
  test('says how the node stands, locked or open, to whoever asks there, and nothing else', async () => {
    const fresh = await at('127.0.0.1')
    running = fresh
    const door = await openMetricsDoor(fresh.node, makeMetrics(), { host: '127.0.0.1', port: 0 })
    const { port } = door.address() as AddressInfo
    const asked = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${port}${path}`, { method })
    expect(await (await asked('/metrics')).text()).toContain('\nentraide_open 0\n')
    await fresh.unlock(passphrase)
    const text = await (await asked('/metrics')).text()
    expect(text).toContain('\nentraide_open 1\n')
    expect(text).toContain('\nentraide_outbox_waiting 0\n')
    expect(text).not.toMatch(/ADM-1|BE-POL/)
    for (const [path, method] of [
      ['/', 'GET'],
      ['/v1/acts', 'GET'],
      ['/metrics', 'POST'],
      ['/metrics?x=1', 'GET'],
    ] as const) {
      const answer = await asked(path, method)
      expect([answer.status, await answer.text()]).toEqual([404, ''])
    }
    door.close()
  })
})
