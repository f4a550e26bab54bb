import { randomBytes } from 'node:crypto'
import { codesOf, type Role } from '@entraide/vocabulary'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../src/http/route.ts'
import { routesOf } from '../src/http/routes.ts'
import { type Browser, emptyFields, signedIn, type TestFace, testFace } from './face.ts'

/** PostgreSQL refuses what SQLite takes: a zero octet in a text, a number beyond its column. To a caller both are bad input. */
const url = process.env.DATABASE_URL
const roles = codesOf('role')
const schema = `bad_${randomBytes(6).toString('hex')}`

describe.skipIf(url === undefined)('33 on PostgreSQL: what its texts and numbers do not hold', () => {
  let face: TestFace
  let routes: readonly Route[] = []
  const everybody: Browser[] = []
  beforeAll(async () => {
    face = await testFace({
      store: { kind: 'postgres', url: url as string, schema },
      routes: given => {
        routes = routesOf(given)
        return routes
      },
    })
    for (const role of roles) everybody.push(await signedIn(face, [role as Role]))
  })
  afterAll(async () => {
    await face.close()
    const client = new Client(url)
    await client.connect()
    await client.query(`drop schema if exists ${schema} cascade`)
    await client.end()
  })
  const real = '01a207a2-3280-7000-863d-216bb910a963'
  const filled = (path: string, value: string) => path.replace(/:(digest|hash)/g, 'ab'.repeat(32)).replace(/:\w+/g, value)
  const asPeople = () => routes.filter(route => route.path.startsWith('/v1/') && route.method !== 'DELETE')

  test('a zero octet in a question is a bad question, whatever the list', async () => {
    const names = ['after', 'partner', 'reference', 'act', 'actor', 'agreement', 'from', 'urgency', 'name', 'q']
    const asked: [string, number][] = []
    for (const { path } of asPeople().filter(route => route.method === 'GET' && route.query !== undefined))
      for (const somebody of everybody)
        for (const name of names) asked.push([`${path} ${name}`, (await somebody.call('GET', `${filled(path, real)}?${name}=a%00b`)).status])
    expect(asked.length).toBeGreaterThan(1_000)
    expect(asked.filter(([, status]) => status < 400 || status > 499)).toEqual([])
  })

  test('in a path it names nothing', async () => {
    for (const { path, method } of asPeople().filter(route => route.path.includes(':')))
      for (const somebody of everybody) {
        const { status } = await somebody.call(method, path.replace(/:\w+/g, '%00'), method === 'GET' ? undefined : {})
        expect(status, `${method} ${path}`).toBeGreaterThanOrEqual(400)
        expect(status, `${method} ${path}`).toBeLessThan(500)
      }
  })

  test('in a body it is no text, wherever it stands', async () => {
    const body = (name: string, value: unknown) => ({ [name]: value })
    for (const { path, method } of asPeople().filter(route => route.method !== 'GET' && route.body !== undefined))
      for (const sent of [body('reason', 'a\0b'), body('na\0me', 'x'), body('fields', { deep: [{ er: 'a\0b' }] })]) {
        const { status } = await (everybody[0] as Browser).call(method, filled(path, real), sent)
        expect(status, `${method} ${path}`).toBeGreaterThanOrEqual(400)
        expect(status, `${method} ${path}`).toBeLessThan(500)
      }
    // An escaped backslash before the same letters is a text like any other.
    const author = everybody[roles.indexOf('INV')] as Browser
    const made = await author.call('POST', '/v1/drafts', { fields: { ...emptyFields, title: 'a file named \\u0000' }, dossier: null })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ fields: { title: 'a file named \\u0000' } })
    const wrong = await author.call('POST', '/v1/drafts', { fields: { ...emptyFields, title: 'a\0b' }, dossier: null })
    expect(wrong).toMatchObject({ status: 400, body: { refused: 'json-text' } })
  })

  test('a number that no column holds is a wrong number', async () => {
    const author = everybody[roles.indexOf('INV')] as Browser
    const made = await author.call('POST', '/v1/drafts', { fields: emptyFields, dossier: null })
    const draft = String(made.body.id)
    for (const version of [Number.MAX_SAFE_INTEGER, 2 ** 31, -(2 ** 40)]) {
      const { status } = await author.call('PUT', `/v1/drafts/${draft}`, { version, fields: emptyFields })
      expect(status, String(version)).toBe(409)
    }
    for (const limit of ['99999999999', '2147483648', '-1']) expect((await author.call('GET', `/v1/threads?limit=${limit}`)).status).toBe(400)
  })
})
