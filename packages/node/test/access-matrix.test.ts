import { refuse } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../src/http/route.ts'
import { routesOf } from '../src/http/routes.ts'
import { everyRole } from '../src/steps/access.ts'
import { type Browser, browser, signedIn, type TestFace, testFace } from './face.ts'

/**
 * Who may call what, written a second time by hand, from the table of roles, so that a slip in the first is seen.
 * A route without a line here fails: whoever adds one says who may call it.
 */
const caseworkers = 'OPR LIA INV IDC ANA'
const drafters = `${caseworkers} COO`
const readers = `${drafters} REL MAG LEG`
const all = everyRole.join(' ')
const keepers = everyRole.filter(role => role !== 'ADM').join(' ')
const stoodIn = everyRole.filter(role => role !== 'ADM' && role !== 'INS').join(' ')
const relations = 'OPR LIA REL LEG SEC ADM INS DPO'
const expected: { readonly [route: string]: string } = {
  'GET /v1/health': 'anyone',
  'POST /v1/unlock': 'anyone',
  'GET /v1/openapi.json': 'anyone',
  'GET /v1/metrics': 'ADM',
  'POST /v1/session': 'anyone',
  'GET /v1/session': all,
  'DELETE /v1/session': all,
  'POST /v1/session/step-up': all,
  'PUT /v1/session/preferences': all,
  'POST /v1/enrolments/begin': 'anyone',
  'POST /v1/enrolments/finish': 'anyone',
  'GET /v1/demo/accounts': 'anyone',
  'POST /v1/demo/session': 'anyone',
  'GET /v1/accounts': 'ADM SEC OPR INS DPO',
  'POST /v1/accounts': 'ADM',
  'POST /v1/accounts/:id/grants': 'ADM',
  'DELETE /v1/accounts/:id/roles/:role': 'ADM',
  'DELETE /v1/accounts/:id': 'ADM',
  'GET /v1/grants': 'ADM SEC INS DPO',
  'POST /v1/grants/:id/decision': 'SEC',
  'GET /v1/due': readers,
  'GET /v1/threads': readers,
  'GET /v1/threads/:id': readers,
  'POST /v1/threads/:id/openings': readers,
  'POST /v1/threads/:id/acceptance': 'OPR',
  'POST /v1/threads/:id/assignment': 'OPR',
  'POST /v1/threads/:id/assessment': 'OPR',
  'POST /v1/threads/:id/closing': 'OPR',
  'POST /v1/threads/:id/authorisation': 'OPR',
  'POST /v1/threads/:id/resumption': 'OPR',
  'GET /v1/threads/:id/matches': caseworkers,
  'POST /v1/threads/:id/matches/:match/decision': caseworkers,
  'POST /v1/identifications': 'IDC OPR',
  'GET /v1/identifications/:id': readers,
  'PUT /v1/identifications/:id/file': 'IDC OPR',
  'POST /v1/identifications/:id/guards': 'IDC LEG',
  'POST /v1/identifications/:id/signature': 'IDC LEG',
  'POST /v1/identifications/:id/steps': 'IDC OPR',
  'POST /v1/identifications/:id/outcome': 'IDC OPR',
  'POST /v1/identifications/:id/closing': 'IDC OPR',
  'POST /v1/identifications/:id/protections/:person/judgement': 'LEG',
  'POST /v1/protections': 'IDC LEG',
  'POST /v1/protections/search': 'IDC LEG',
  'POST /v1/protections/:id/lifting': 'LEG',
  'POST /v1/persons/search': caseworkers,
  'POST /v1/persons/compare': caseworkers,
  'GET /v1/holdings': `${caseworkers} DPO INS`,
  'POST /v1/holdings': 'OPR',
  'POST /v1/drafts': drafters,
  'GET /v1/drafts': drafters,
  'GET /v1/drafts/:id': `${drafters} REL`,
  'PUT /v1/drafts/:id': drafters,
  'DELETE /v1/drafts/:id': drafters,
  'POST /v1/drafts/:id/restore': drafters,
  'POST /v1/drafts/:id/submit': drafters,
  'POST /v1/drafts/:id/recall': drafters,
  'POST /v1/drafts/:id/release': 'REL',
  'POST /v1/drafts/:id/send-back': 'REL',
  'GET /v1/drafts/:id/preview': `${drafters} REL`,
  'POST /v1/check': drafters,
  'GET /v1/releases': 'REL',
  'POST /v1/drafts/:id/attachments': drafters,
  'GET /v1/drafts/:id/uploads': drafters,
  'GET /v1/drafts/:id/uploads/:digest': drafters,
  'PUT /v1/drafts/:id/uploads/:digest': drafters,
  'DELETE /v1/drafts/:id/uploads/:digest': drafters,
  'DELETE /v1/drafts/:id/attachments/:attachment': drafters,
  'GET /v1/messages/:id/attachments/:attachment': readers,
  'GET /v1/messages/:id/proof': readers,
  'GET /v1/threads/:id/paper': readers,
  'GET /v1/visits/:id/paper': readers,
  'GET /v1/plans/:id/paper': `${readers} DPO INS`,
  'GET /v1/visits': readers,
  'POST /v1/visits': drafters,
  'GET /v1/visits/:id': readers,
  'POST /v1/visits/:id/steps': drafters,
  'POST /v1/visits/:id/decisions/:decision/action': drafters,
  'POST /v1/visits/:id/papers/:message/check': readers,
  'GET /v1/visits/:id/need-to-know': readers,
  'POST /v1/visits/:id/need-to-know': drafters,
  'DELETE /v1/visits/:id/need-to-know/:account': drafters,
  'GET /v1/obligations': `${readers} DPO INS`,
  'GET /v1/obligations/:id': `${readers} DPO INS`,
  'POST /v1/messages/:id/notices': drafters,
  'POST /v1/obligations/:id/drafts': drafters,
  'POST /v1/obligations/:id/onward': drafters,
  'GET /v1/obligations/:id/escalation': `${readers} DPO INS`,
  'POST /v1/obligations/:id/reading': 'MAG INS',
  'POST /v1/obligations/:id/evidence-end': 'MAG',
  'PUT /v1/drafts/:id/sources': drafters,
  'GET /v1/substitutions': all,
  'POST /v1/substitutions': stoodIn,
  'DELETE /v1/substitutions/:id': stoodIn,
  'GET /v1/colleagues': all,
  'GET /v1/templates': drafters,
  'POST /v1/templates': drafters,
  'DELETE /v1/templates/:id': drafters,
  'POST /v1/templates/:id/restore': drafters,
  'GET /v1/filters': keepers,
  'POST /v1/filters': keepers,
  'DELETE /v1/filters/:id': keepers,
  'POST /v1/filters/:id/restore': keepers,
  'POST /v1/threads/:id/undo/:act': 'OPR',
  'GET /v1/holds': 'OPR REL DPO INS',
  'GET /v1/threads/:id/hold': readers,
  'POST /v1/threads/:id/hold': 'OPR',
  'POST /v1/holds/:id/confirmation': 'OPR REL',
  'GET /v1/outbox': `${drafters} REL`,
  'POST /v1/outbox/:id/retry': 'OPR LIA COO',
  'POST /v1/outbox/:id/stop': 'OPR LIA COO',
  'GET /v1/agreements': all,
  'POST /v1/agreements': 'LEG',
  'GET /v1/agreements/diff': all,
  'GET /v1/agreements/:hash': all,
  'GET /v1/agreements/:hash/explain': all,
  'GET /v1/agreements/:hash/exchanges': 'OPR REL LEG INS DPO',
  'POST /v1/agreements/:hash/signature': 'LEG',
  'POST /v1/agreements/:hash/activation': 'LEG SEC',
  'POST /v1/agreements/:hash/suspension': 'LEG SEC',
  'POST /v1/agreements/:hash/resumption': 'LEG',
  'POST /v1/agreements/:hash/replay': 'LEG',
  'GET /v1/partners': relations,
  'GET /v1/card': relations,
  'POST /v1/card': 'SEC',
  'POST /v1/partners': 'SEC',
  'GET /v1/partners/:node': relations,
  'POST /v1/partners/:node/confirmation': 'SEC',
  'POST /v1/partners/:node/freeze': 'SEC OPR',
  'POST /v1/partners/:node/thaw': 'SEC',
  'POST /v1/partners/:node/test': 'SEC ADM OPR',
  'POST /v1/keys/rotation': 'SEC',
  'POST /v1/carry/out/:node': 'OPR SEC',
  'POST /v1/carry/in': 'OPR SEC',
  'GET /v1/origins': `${readers} DPO INS`,
  'POST /v1/origins/:id/told': drafters,
  'GET /v1/plans': `${readers} DPO INS`,
  'POST /v1/plans': drafters,
  'GET /v1/plans/:id': `${readers} DPO INS`,
  'POST /v1/plans/:id/steps': drafters,
  'POST /v1/plans/:id/counts': 'OPR COO LIA',
  'GET /v1/plans/:id/next': `${readers} DPO INS`,
  'GET /v1/plans/:id/balance': `${readers} DPO INS`,
  'GET /v1/lineage': all,
  'GET /v1/follow-up': 'OPR COO LIA REL LEG DPO INS',
  'POST /v1/follow-up/exports': 'COO LEG DPO INS',
  'GET /v1/logs': 'INS DPO SEC',
  'GET /v1/acts': 'INS DPO',
  'GET /v1/transfers': 'INS DPO',
  'GET /v1/transfers/statement': 'INS DPO',
  'POST /partner/v1/deliveries': 'partner',
  'PUT /partner/v1/attachments/:digest/chunks/:position': 'partner',
  'GET /partner/v1/attachments/:digest': 'partner',
  'GET /partner/v1/card': 'partner',
  'GET /partner/v1/checkpoint': 'partner',
}

const nameOf = (route: Route) => `${route.method} ${route.path}`
const address = (route: Route) =>
  route.path
    .replace(':act', '01a207a2-3280-7000-863d-216bb910a966')
    .replace(':id', '01a207a2-3280-7000-863d-216bb910a963')
    .replace(':role', 'OPR')
    .replace(':message', '01a207a2-3280-7000-863d-216bb910a966')
    .replace(':account', '01a207a2-3280-7000-863d-216bb910a967')
    .replace(':match', '01a207a2-3280-7000-863d-216bb910a965')
    .replace(':hash', 'ab'.repeat(32))
    .replace(':digest', 'ab'.repeat(32))
    .replace(':node', 'MA-DGSN-SPOC')
    .replace(':attachment', '01a207a2-3280-7000-863d-216bb910a964')
    .replace(':position', '0')
    .replace(':person', '01a207a2-3280-7000-863d-216bb910a968')

let face: TestFace
let routes: readonly Route[] = []
const people = new Map<Role, Browser>()
beforeAll(async () => {
  // Each step is replaced by a word that says it was reached: this test is of the doors alone.
  face = await testFace({
    routes: f => {
      routes = routesOf(f)
      return routes.map(route => ({ ...route, run: () => refuse('reached') }))
    },
  })
  for (const role of everyRole) people.set(role, await signedIn(face, [role]))
})
afterAll(() => face.close())

/** Whether a call got past the door: its step ran, or its input was judged. */
const passed = async (here: Browser, route: Route) => {
  const { status, body } = await here.call(route.method, address(route))
  if (body.refused === 'reached' || status === 400 || status === 415) return 'let in'
  return `${status} ${body.refused}`
}

test('every route has its line, and every line its route', () => {
  expect(routes.map(nameOf).sort()).toEqual(Object.keys(expected).sort())
})

describe('a person with one role', () => {
  for (const role of everyRole)
    test(`${role} is let in where the table says, and nowhere else`, async () => {
      for (const route of routes) {
        const who = expected[nameOf(route)] ?? ''
        const isLetIn = who === 'anyone' || who.split(' ').includes(role)
        const refused = who === 'partner' ? '401 signature' : route.hidden ? '404 not-found' : '403 forbidden'
        expect(`${nameOf(route)} ${await passed(people.get(role) as Browser, route)}`).toBe(`${nameOf(route)} ${isLetIn ? 'let in' : refused}`)
      }
    })
})

test('without a session nobody is let in but where anybody is', async () => {
  for (const route of routes) {
    const who = expected[nameOf(route)] ?? ''
    const answer = await passed(browser(face), route)
    expect(`${nameOf(route)} ${answer}`).toBe(`${nameOf(route)} ${who === 'anyone' ? 'let in' : who === 'partner' ? '401 signature' : '401 not-signed-in'}`)
  }
})

test('without any role a signed-in person reads nothing', async () => {
  const nobody = await signedIn(face, [])
  for (const route of routes) if (expected[nameOf(route)] !== 'anyone') expect(await passed(nobody, route), nameOf(route)).not.toBe('let in')
})

test('every act in the address of a thing of somebody hides that it exists', () => {
  const secret = /^\/v1\/(?:plans|threads|visits|identifications|drafts|messages|outbox|grants|obligations|origins|holds|substitutions|templates|filters)\/:id/
  for (const route of routes) expect(route.hidden === true, nameOf(route)).toBe(secret.test(route.path))
})

test('every refusal at the door is written in the acts log, without content', async () => {
  const before = await acts()
  await (people.get('ANA') as Browser).call('POST', '/v1/partners', { card: 'secret' })
  const after = await acts()
  expect(after.length).toBe(before.length + 1)
  expect(after.find(row => row.name === 'partners-pair' && row.outcome === 'refused')).toMatchObject({ code: 'forbidden' })
})

const acts = () => face.node.store.read(tx => tx.db.selectFrom('act').selectAll().execute())

type Operation = {
  operationId: string
  summary: string
  security: { [scheme: string]: unknown[] }[]
  parameters?: { name: string; in: string; required?: boolean; schema: object }[]
  requestBody?: { content: { [type: string]: { schema: object } } }
  responses: { [status: string]: { content?: { [type: string]: { schema: object } } } }
}
type Description = { openapi: string; paths: { [path: string]: { [method: string]: Operation } }; components: { [kind: string]: { [name: string]: object } } }

describe('the description of the API', () => {
  let real: TestFace
  let document: Description
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, path, operation })),
    )
  beforeAll(async () => {
    real = await testFace({})
    document = JSON.parse((await browser(real).call('GET', '/v1/openapi.json')).text) as Description
  })
  afterAll(() => real.close())

  test('is OpenAPI 3.1 and covers every route, each under an id of its own', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(
      operations()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(expected).sort())
    expect(new Set(operations().map(({ operation }) => operation.operationId)).size).toBe(Object.keys(expected).length)
  })
  test('says of each what it takes: every part of its path, its body, and what one must show', () => {
    for (const { name, path, operation } of operations()) {
      const inPath = operation.parameters?.filter(each => each.in === 'path') ?? []
      expect(inPath.map(each => each.name).sort(), name).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(found => found[1]).sort())
      expect(
        inPath.every(each => each.required === true),
        name,
      ).toBe(true)
      const route = routes.find(each => nameOf(each) === name) as Route
      expect(operation.requestBody !== undefined, name).toBe(route.body !== undefined)
      expect(operation.security, name).toEqual(
        expected[name] === 'anyone'
          ? []
          : expected[name] === 'partner'
            ? [{ partner: [] }]
            : [{ session: [], ...(route.method === 'GET' ? {} : { csrf: [] }) }],
      )
      expect(operation.summary, name).not.toBe('')
    }
  })
  test('says of each what comes back, and the shape of every refusal', () => {
    for (const { name, operation } of operations()) {
      const good = Object.entries(operation.responses).filter(([status]) => /^2/.test(status))
      // A delivery may be held: the only call with two answers.
      expect(good.map(([status]) => Number(status)).slice(1), name).toEqual(name === 'POST /partner/v1/deliveries' ? [202] : [])
      expect(good.length, name).toBeGreaterThan(0)
      expect(good[0]?.[0] === '204' || Object.values(good[0]?.[1].content ?? {}).every(each => each.schema !== undefined), name).toBe(true)
      expect(operation.responses['4XX']?.content?.['application/json']?.schema, name).toBeDefined()
    }
  })
  test('names only what it defines, and an independent reader of JSON Schema 2020-12 takes every shape', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const schemas: [string, object][] = Object.entries(document.components.schemas ?? {})
    const walk = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return
      for (const [key, each] of Object.entries(value)) {
        if (key === 'schema') schemas.push([`${at}/${key}`, each])
        if (key === '$ref') expect(Object.keys(document.components.schemas ?? {}), at).toContain(String(each).replace('#/components/schemas/', ''))
        walk(each, `${at}/${key}`)
      }
    }
    walk(document, '')
    expect(schemas.length).toBeGreaterThan(200)
    for (const [at, shape] of schemas) expect([at, ajv.validateSchema(shape), ajv.errorsText()]).toEqual([at, true, 'No errors'])
  })
})
