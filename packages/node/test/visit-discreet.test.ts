import type { Uuid } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from '../src/http/route.ts'
import { routesOf } from '../src/http/routes.ts'
import { addDemoAccounts } from '../src/index.ts'
import { everyRole } from '../src/steps/access.ts'
import { closeAccount } from '../src/steps/accounts.ts'
import { addToNeedToKnow, readNeedToKnow, removeFromNeedToKnow } from '../src/steps/need-to-know.ts'
import { draftVisitStep, startVisit } from '../src/steps/visit-drafts.ts'
import { listVisits } from '../src/steps/visits.ts'
import { actsOf, codeOf, done, dossierOf, drain, engines, type Person, request, type Side, send, type Two, twoNodes } from './path-nodes.ts'
import { agendaOf, type Circle, circleOf, circles, paperOf, paperText, proposalOf, propose, standing, step } from './visit-path.ts'

/**
 * R57 walked by those who need not know: one account of each role, of which none is on the list, reads every list and every address
 * there is before a discreet visit and after it, and finds nothing that was not there.
 */
const unknown = '01a207a2-3280-7000-863d-216bb910a963'
const matter = 'visit' as const

/** A person before a browser, signed in as a demonstration allows. */
type Caller = { readonly role: Role; readonly call: (method: string, path: string, body?: unknown) => Promise<{ status: number; text: string }> }

async function callers(side: Side, letters: string): Promise<readonly Caller[]> {
  const roles = everyRole.filter(role => role !== 'REL' && role !== 'COO')
  // A releasing officer and a coordinator of their own: the same roles as those on the list, and not on it.
  const posts = [...roles, 'REL', 'COO'] as Role[]
  const accounts = done(
    await addDemoAccounts(
      side.node,
      posts.map(role => ({ serviceNumber: `${letters}-OUT-${role}`, office: 'SPOC', language: 'en' as const, roles: [role] })),
    ),
  )
  return await Promise.all(
    accounts.map(async account => {
      const address = side.running.address
      const answer = await fetch(`${address}/v1/demo/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'a browser' },
        body: JSON.stringify({ accountId: account.id }),
      })
      const session = (await answer.json()) as { csrf: string }
      const cookie = answer.headers
        .getSetCookie()
        .map(line => line.split(';')[0])
        .join('; ')
      const call = async (method: string, path: string, body?: unknown) => {
        const response = await fetch(`${address}${path}`, {
          method,
          headers: {
            cookie,
            'user-agent': 'a browser',
            ...(method === 'GET' ? {} : { 'x-entraide-csrf': session.csrf }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        return { status: response.status, text: await response.text() }
      }
      return { role: account.roles[0] as Role, call }
    }),
  )
}

/** What changes with any traffic at all, sealed as it is, and names nothing: how far a log has come, how often a route was asked. */
function masked(path: string, text: string): string {
  const logs = text
    .replaceAll(/"(?:size|head|checkpointSize|checkpointHead)":(?:\d+|"[^"]*")/g, '"log":0')
    .replaceAll(/"(?:checkpointAt|seenHereAt|seenThereAt|lastContactAt|expiresAt)":(?:null|"[^"]*")/g, '"at":0')
  if (path === '/v1/metrics') return ''
  return path === '/v1/logs' ? logs.replace(/"counts":\{[^}]*\}/, '"counts":0') : logs
}

for (const engine of engines)
  describe(`a discreet visit on ${engine}`, () => {
    let two: Two
    let visit: { readonly be: Uuid; readonly ma: Uuid; readonly thread: Uuid; readonly draft: Uuid; readonly messages: readonly Uuid[] }
    const outside = new Map<Side, readonly Caller[]>()
    const before = new Map<string, string>()
    let routes: readonly Route[] = []
    let lists: readonly string[] = []

    const look = async (into: Map<string, string>) => {
      for (const side of [two.be, two.ma])
        await Promise.all(
          (outside.get(side) ?? []).map(async ({ role, call }) => {
            for (const path of lists) {
              const { status, text } = await call('GET', path)
              into.set(`${side.id} ${role} ${path}`, `${status} ${masked(path, text)}`)
            }
          }),
        )
    }

    beforeAll(async () => {
      two = await twoNodes(engine)
      routes = routesOf({} as never)
      lists = [
        ...routes
          .filter(route => route.method === 'GET' && !route.path.includes(':') && route.path.startsWith('/v1/') && !route.path.includes('openapi'))
          .map(route => route.path),
        ...['due', 'inbox', 'waiting', 'all'].map(box => `/v1/threads?box=${box}&limit=200`),
        `/v1/agreements/${two.hash}/exchanges`,
        `/v1/partners/${two.ma.id}`,
        `/v1/partners/${two.be.id}`,
        '/v1/outbox?limit=200',
      ]
      // Those on the list first: where a proposal arrives, every coordinator of the node would be told.
      await circleOf(two.be, 'BE')
      await circleOf(two.ma, 'MA')
      // Something else is there to be seen, so that an empty list is no proof.
      await send(two.be, request(two))
      await drain(two.be, two.ma)
      outside.set(two.be, await callers(two.be, 'BE'))
      await look(before)
      const { dossier, thread } = await propose(two)
      await drain(two.be, two.ma)
      const there = (await dossierOf(two.ma, thread))?.id as Uuid
      // The coordinator outside came after the proposal: before, she would have been among those who are told.
      outside.set(two.ma, await callers(two.ma, 'MA'))
      const messages: Uuid[] = [thread, done(await step(two.ma, there, { matter, step: 'accept' }))]
      await drain(two.be, two.ma)
      messages.push(done(await step(two.be, dossier, { matter, step: 'agenda', follows: null, agenda: agendaOf() })))
      messages.push(done(await step(two.be, dossier, paperOf(), paperText)))
      // One that waits for its release, one that waits to leave.
      const { COO } = circles.get(two.be) as Circle
      const waiting = done(await draftVisitStep(two.be.node, COO, dossier, { matter: { matter, step: 'cancel' }, terms: {} }))
      visit = { be: dossier, ma: there, thread, draft: waiting.id, messages }
    })
    afterAll(() => two.close())

    test('leaves every list, count, board, search, outbox and page of the sending side as it was', async () => {
      const after = new Map<string, string>()
      await look(after)
      const oversight = (key: string) => /^\S+ (?:INS|DPO) \/v1\/(?:acts|transfers|agreements\/[0-9a-f]+\/exchanges)/.test(key)
      const changed = [...before].filter(([key, text]) => !oversight(key) && after.get(key) !== text).map(([key]) => key)
      expect(changed).toEqual([])
      expect(before.size).toBeGreaterThan(200)
    })

    test('shows none of its names, numbers and words in anything that either side shows to others', async () => {
      const after = new Map<string, string>()
      await look(after)
      const rows = await Promise.all([dossierOf(two.be, visit.thread), dossierOf(two.ma, visit.thread)])
      const words = ['VIS-2026-07', 'Tanger', 'conteneuris', 'Mouvements', 'بالحاويات']
      const names = [visit.be, visit.ma, visit.draft, ...rows.map(row => row?.our_reference as string)]
      for (const [key, text] of after) {
        for (const word of words) expect(text.includes(word), `${key} says ${word}`).toBe(false)
        // Oversight reads that there were acts, and on which dossier; it reads nothing of it.
        if (/^\S+ (?:INS|DPO) /.test(key)) continue
        for (const name of [...names, ...visit.messages]) expect(text.includes(name), `${key} names ${name}`).toBe(false)
        expect(/"messageType":"VIS"|"openingType":"VIS"|"kind":"VIS"/.test(text), `${key} tells of a visit`).toBe(false)
      }
      for (const [key, text] of after) if (key.endsWith('/v1/visits') && text.startsWith('200')) expect(text).toContain('"rows":[]')
    })

    test('answers at each of its addresses as at one that nobody ever used, whatever is tried', async () => {
      const body = {
        openings: { reason: 'curious about it' },
        assignment: { to: null },
        assessment: { assessment: 'accepted', reason: 'x' },
        steps: { matter: { matter, step: 'cancel' }, terms: {} },
        'need-to-know': { account: unknown },
        action: { plan: unknown, objective: 'O1' },
        release: { note: '', version: 1 },
        'send-back': { reason: 'no' },
      } as { readonly [last: string]: object }
      const tried = (of: Route, id: string, message: string) =>
        of.path
          .replace(':id', of.path.includes('/messages/') || of.path.includes('/outbox/') ? message : id)
          .replace(':message', message)
          .replace(':attachment', message)
          .replace(/:\w+/g, unknown)
      const addressed = routes.filter(route => /^\/v1\/(?:threads|visits|drafts|messages|outbox)\/:id/.test(route.path) && typeof route.body !== 'object')
      const withBody = routes.filter(
        route => /^\/v1\/(?:threads|visits|drafts|outbox)\/:id/.test(route.path) && typeof route.body === 'object' && !('octets' in (route.body as object)),
      )
      expect(addressed.length).toBeGreaterThan(8)
      expect(withBody.length).toBeGreaterThan(12)
      for (const [side, id] of [
        [two.be, visit.be],
        [two.ma, visit.ma],
      ] as const)
        await Promise.all(
          (outside.get(side) ?? []).map(async ({ role, call }) => {
            for (const route of [...addressed, ...withBody]) {
              const last = route.path.split('/').at(-1) as string
              const sent = route.method === 'GET' || route.method === 'DELETE' ? undefined : (body[last] ?? {})
              const real = route.path.startsWith('/v1/drafts') ? visit.draft : id
              const there = await call(route.method, tried(route, real, visit.messages[2] as string), sent)
              const nowhere = await call(route.method, tried(route, unknown, unknown), sent)
              const shown = ({ status, text }: typeof there) => `${status} ${text.replaceAll(real, unknown).replaceAll(visit.messages[2] as string, unknown)}`
              expect(shown(there), `${role} ${route.method} ${route.path}`).toBe(shown(nowhere))
            }
          }),
        )
    })

    test('cannot be found by its reference, nor be asked about through a question on a form', async () => {
      const row = await dossierOf(two.be, visit.thread)
      for (const { role, call } of outside.get(two.be) ?? []) {
        const found = await call('GET', `/v1/threads?reference=${row?.our_reference.slice(-5)}`)
        if (found.status === 200) expect(found.text, role).toContain('"total":0')
        const fields = request(two, { inReplyTo: visit.thread, messageType: 'FBK', purpose: 'INVE', handling: ['H1'], use: 'used' })
        const [asked, elsewhere] = [await call('POST', '/v1/check', { fields }), await call('POST', '/v1/check', { fields: { ...fields, inReplyTo: unknown } })]
        expect(asked.text, role).toBe(elsewhere.text)
      }
    })

    test('where it arrives the coordinators know, and they say who else; each reading and change of the list is an act', async () => {
      const { COO, REL, LIA } = circles.get(two.ma) as Circle
      const list = done(await readNeedToKnow(two.ma.node, COO, visit.ma))
      expect(list.members.map(each => each.id).sort()).toEqual([COO.account, REL.account].sort())
      expect(codeOf(await readNeedToKnow(two.ma.node, LIA, visit.ma))).toBe('not-found')
      expect(await listVisits(two.ma.node, LIA)).toEqual([])
      done(await addToNeedToKnow(two.ma.node, COO, visit.ma, LIA.account))
      expect(await listVisits(two.ma.node, LIA)).toMatchObject([{ dossier: visit.ma, discreet: true, about: null }])
      expect((await standing(two.ma, visit.ma)).record?.place).toBe('Tanger')
      done(await removeFromNeedToKnow(two.ma.node, COO, visit.ma, LIA.account))
      expect(await listVisits(two.ma.node, LIA)).toEqual([])
      expect(codeOf(await addToNeedToKnow(two.ma.node, COO, visit.ma, two.ma.who.SEC.account))).toBe('member-unfit')
      const names = ['read-need-to-know', 'add-need-to-know', 'remove-need-to-know']
      for (const name of names)
        expect((await actsOf(two.ma, name)).filter(act => act.dossier_id === visit.ma && act.outcome === 'done').length, name).toBeGreaterThan(0)
      expect(await actsOf(two.ma, 'need-to-know-made')).toHaveLength(1)
      expect((await actsOf(two.ma, 'read-need-to-know')).some(act => act.outcome === 'refused')).toBe(true)
    })

    test('nobody on the list may release it: it is not handed over, and the author is told whom to add', async () => {
      const { COO, REL } = circles.get(two.be) as Circle
      const alone = done(
        await startVisit(two.be.node, COO, {
          to: two.ma.id,
          matter: proposalOf(two),
          needToKnow: [],
          terms: { transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] } as never,
        }),
      )
      const { submitDraft } = await import('../src/steps/draft.ts')
      expect(codeOf(await submitDraft(two.be.node, COO, alone.id))).toBe('nobody-to-release')
      done(await addToNeedToKnow(two.be.node, COO, alone.dossier, REL.account))
      expect(codeOf(await submitDraft(two.be.node, COO, alone.id))).toBe('done')
      expect(codeOf(await removeFromNeedToKnow(two.be.node, REL as Person, alone.dossier, COO.account))).toBe('not-found')
      done(await removeFromNeedToKnow(two.be.node, COO, alone.dossier, REL.account))
      expect(codeOf(await removeFromNeedToKnow(two.be.node, COO, alone.dossier, COO.account))).toBe('last-who-knows')
    })

    test('no count of the machine and no line of its log tells of a list', async () => {
      for (const side of [two.be, two.ma]) {
        const administrator = outside.get(side)?.find(each => each.role === 'ADM')
        const { status, text } = (await administrator?.call('GET', '/v1/metrics')) ?? { status: 0, text: '' }
        expect(status).toBe(200)
        expect(text).toContain('/v1/visits/:id')
        expect(text).not.toMatch(/need-to-know|visit-marking|nobody-to-release|member-unfit|last-who-knows/)
      }
    })

    test('once all who knew have left, whoever coordinates is told with the next step that arrives', async () => {
      const { dossier, thread } = await propose(two, { visit: 'VIS-2026-08' })
      await drain(two.be, two.ma)
      const there = (await dossierOf(two.ma, thread))?.id as Uuid
      const { COO } = circles.get(two.ma) as Circle
      for (const member of done(await readNeedToKnow(two.ma.node, COO, there)).members) {
        const administrator = { ...two.ma.who.SEC, roles: ['ADM'] } as Person
        done(await closeAccount(two.ma.node, administrator, member.id))
      }
      done(await step(two.be, dossier, { matter, step: 'cancel' }))
      await drain(two.be, two.ma)
      const known = JSON.parse((await dossierOf(two.ma, thread))?.need_to_know ?? '[]') as string[]
      // The coordinators have gone: the liaison officers are next.
      expect(known.length).toBeGreaterThan(1)
      expect(await actsOf(two.ma, 'need-to-know-made')).toHaveLength(3)
    })
  })
