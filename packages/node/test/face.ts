import { randomBytes } from 'node:crypto'
import { signingKeysOf } from '@entraide/envelope'
import { type Instant, instant, isRefusal, later, nodeId, refuse } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Node, NodeConfig } from '../src/capabilities.ts'
import type { Route } from '../src/http/route.ts'

import { routesOf } from '../src/http/routes.ts'
import { type Face, makeServer, type ServerOptions } from '../src/http/server.ts'
import { paperThread } from '../src/jobs/paper-thread.ts'
import { rawSigner } from '../src/keys.ts'
import { importCard, ownCard } from '../src/steps/partners.ts'
import type { StorePlace } from '../src/store/database.ts'
import { openStore } from '../src/store/open.ts'
import { addAccount, addRole } from '../src/store/people.ts'

/** A node in memory with its HTTP face, a clock that a test turns, and quick sign-ins. */
export type TestFace = {
  readonly node: Node
  readonly app: FastifyInstance
  readonly turn: (milliseconds: number) => void
  readonly close: () => Promise<void>
}
export const start = instant('2026-11-23T09:00:00.000Z')

export async function testFace(
  over: { config?: Partial<NodeConfig>; locked?: boolean; options?: ServerOptions; routes?: (face: Face) => readonly Route[]; store?: StorePlace } = {},
): Promise<TestFace> {
  let now: Instant = start
  const clock = { now: () => now }
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes))
  const store = await openStore(over.store ?? { kind: 'sqlite', file: ':memory:' }, clock, random)
  const root = random(32)
  let isOpen = false
  const unlock = async (passphrase: string) => {
    if (passphrase !== 'the right words') return refuse('passphrase-wrong' as const)
    await store.unlock(root)
    isOpen = true
    return null
  }
  const [signing, agreement] = [signingKeysOf(random(64)), signingKeysOf(random(64))]
  const [log, transport] = [rawSigner(random(32)), rawSigner(random(32))]
  const node: Node = {
    config: {
      id: nodeId('BE-POL-SPOC'),
      state: 'BE',
      regime: 'LE',
      name: 'Belgian Federal Police, single point of contact',
      capital: 'Brussels',
      zone: 'Europe/Brussels',
      demo: false,
      tls: null,
      listen: { host: '127.0.0.1', port: 0 },
      address: 'http://127.0.0.1',
      dataDir: '/nowhere',
      store: { kind: 'sqlite', file: ':memory:' },
      ...over.config,
    },
    policy: {} as Node['policy'],
    clock,
    random,
    keys: {
      isOpen: () => isOpen,
      open: unlock,
      signing: () => signing,
      agreement: () => agreement,
      log: () => log,
      transport: () => transport,
      storeRoot: () => root,
    },
    store,
    partners: { send: async () => ({ reached: false, code: 'unreachable' }), close: async () => {} },
    papers: paperThread(),
  }
  if (!over.locked) await unlock('the right words')
  const app = await makeServer(node, over.routes ?? routesOf, { unlock, ...over.options })
  return {
    node,
    app,
    turn: milliseconds => {
      now = later(now, milliseconds)
    },
    close: async () => {
      await app.close()
      await node.papers.close()
      await store.close()
    },
  }
}

let people = 0
/** An account with roles, as if enrolled; no password. */
export async function addPerson({ node }: TestFace, roles: readonly Role[], office = 'Brussels'): Promise<{ id: string; serviceNumber: string }> {
  const serviceNumber = `T-${++people}`
  const id = await node.store.write(async tx => {
    const account = await addAccount(tx, { serviceNumber, office, language: 'en', state: 'active', enrolmentHash: null, enrolmentUntil: null, createdBy: null })
    for (const role of roles) await addRole(tx, account, role, null)
    return account
  })
  return { id, serviceNumber }
}

/** Calls made by one browser: keeps its cookie and its CSRF token. */
export type Browser = {
  readonly call: (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown, more?: InjectOptions) => Promise<Answer>
  cookie: string
  csrf: string
}
export type Answer = {
  readonly status: number
  readonly body: Record<string, unknown> & { refused?: string }
  readonly headers: Record<string, string | string[] | number | undefined>
  readonly text: string
}

export function browser({ app }: TestFace): Browser {
  const here: Browser = {
    cookie: '',
    csrf: '',
    call: async (method, url, body, more = {}) => {
      const { headers, ...rest } = more
      const answer = await app.inject({
        method,
        url,
        ...(body === undefined ? {} : { payload: body as object }),
        ...rest,
        headers: {
          'user-agent': 'a browser',
          ...(here.cookie === '' ? {} : { cookie: here.cookie }),
          ...(method === 'GET' ? {} : { 'x-entraide-csrf': here.csrf }),
          ...headers,
        },
      })
      const cookie = answer.headers['set-cookie']
      if (typeof cookie === 'string') here.cookie = cookie.split(';')[0] as string
      const parsed = /json/.test(String(answer.headers['content-type'])) && answer.body !== '' ? JSON.parse(answer.body) : {}
      if (typeof parsed.csrf === 'string') here.csrf = parsed.csrf
      return { status: answer.statusCode, body: parsed, headers: answer.headers as Answer['headers'], text: answer.body }
    },
  }
  return here
}

/** A browser signed in with roles, without password: the session is made as a sign-in makes it. */
export async function signedIn(face: TestFace, roles: readonly Role[], office?: string): Promise<Browser & { readonly id: string }> {
  const { id } = await addPerson(face, roles, office)
  const here = browser(face)
  const { startSession } = await import('../src/steps/sessions.ts')
  const { accountById } = await import('../src/store/people.ts')
  const { createHash } = await import('node:crypto')
  const fingerprint = createHash('sha256').update('a browser').digest('hex').slice(0, 32)
  const made = await face.node.store.write(async tx => await startSession(face.node, tx, (await accountById(tx, id))!, fingerprint))
  here.cookie = `entraide-${face.node.config.id}=${made.token}`
  here.csrf = made.session.csrf
  return Object.assign(here, { id })
}

/** A draft's fields before anything is filled in. */
export const emptyFields = {
  ...{
    to: null,
    messageType: 'REQ',
    inReplyTo: null,
    agreement: null,
    clause: '',
    purpose: null,
    crimeArea: null,
    dataCategories: [],
    subjectCategory: null,
    handling: [],
  },
  ...{
    transferBasis: null,
    assurances: [],
    classification: 'U',
    caseReference: '',
    reasons: '',
    urgency: 'N7D',
    judicialFile: false,
    judicialAuthorisation: '',
    language: 'fr',
  },
  ...{ title: '', items: [], holdUntil: null, ground: null, extent: null, use: null, note: '' },
}

/** Pairs the node with another: its card is taken in, and the words count as read. */
export async function pairWith({ node }: TestFace, other: TestFace): Promise<void> {
  const officer = { kind: 'person', account: node.config.id as never, office: 'Security', serviceNumber: 'SEC-0', roles: ['SEC'], language: 'en' } as const
  const taken = await importCard(node, officer, await ownCard(other.node))
  if (isRefusal(taken)) throw new Error(taken.refused)
  await node.store.write(tx => tx.db.updateTable('partner').set({ pairing: 'confirmed' }).where('node', '=', other.node.config.id).execute())
}
