import { readFileSync } from 'node:fs'
import type { Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDossier } from '../src/steps/dossier.ts'
import { checkFields, createDraft, submitDraft } from '../src/steps/draft.ts'
import { draftNotice } from '../src/steps/obligations.ts'
import { receiveDelivery } from '../src/steps/receive.ts'
import { makeTemplate } from '../src/steps/templates.ts'
import {
  bodyOf,
  bringIntoForce,
  countOf,
  done,
  dossierOf,
  drain,
  type Fields,
  forge,
  messageOf,
  receiptOf,
  reply,
  request,
  send,
  type Two,
  twoNodes,
} from './path-nodes.ts'

/** R10: the conditions of H3 travel with the code, bind whoever reads, and go on with what answers; data about an event name it. */
let two: Two
let events = ''
beforeAll(async () => {
  two = await twoNodes('sqlite')
  events = await bringIntoForce(two, readFileSync(new URL('../../../agreements/demo-pol-1.json', import.meta.url), 'utf8'))
})
afterAll(() => two.close())

const conditions = ['Not in court without asking us first.', 'Only for the officers of this case.\nNo copies.']
const bound = { handling: ['H1', 'H2', 'H3'], restrictions: conditions } satisfies Pick<Fields, 'handling' | 'restrictions'>
const unmet = async (fields: Fields) => {
  const decision = await checkFields(two.be.node, two.be.who.OPR, fields)
  return decision.decision === 'permit' ? [] : decision.unmet.map(({ code, field }) => `${code} ${field ?? ''}`)
}
/** What the receiver makes of a body that its sender never checked. */
const forgedAs = async (body: object) => {
  const before = await countOf(two.ma, 'dossier')
  const forged = await forge(two.be, two.ma, body)
  const { verdict, code } = await receiptOf(two.ma, two.be, await receiveDelivery(two.ma.node, two.be.id, forged.bytes), forged)
  expect(await countOf(two.ma, 'dossier')).toBe(before)
  return { verdict, code, inner: (await messageOf(two.ma, forged.id))?.inner_code ?? null }
}
const opened = async (thread: Uuid) => {
  const home = (await dossierOf(two.ma, thread))?.id as Uuid
  return done(await openDossier(two.ma.node, two.ma.who.OPR, home, 'my case'))
}

describe('H3', () => {
  test('leaves with its conditions, binds its reader, and is answered under the same', async () => {
    const { be, ma } = two
    const sent = await send(be, request(two, bound))
    await drain(be, ma)
    expect(await messageOf(be, sent.message)).toMatchObject({ verdict: 'admitted' })
    expect((await bodyOf(ma, sent.message)).ask).toMatchObject(bound)
    const there = await opened(sent.message)
    expect(there.messages[0]).toMatchObject({ handling: bound.handling, restrictions: conditions, event: null })
    expect(there.legalBasis).toMatchObject({ handling: bound.handling, restrictions: conditions })
    const answer = reply(two, sent.message, { messageType: 'REP', extent: 'whole' })
    const home = there.row.dossier as Uuid
    for (const [said, code] of [
      [{}, 'handling-loosened'],
      [{ handling: bound.handling }, 'restrictions-missing'],
    ] as const) {
      const draft = done(await createDraft(ma.node, ma.who.OPR, { fields: { ...answer, ...said }, dossier: home }))
      expect(await submitDraft(ma.node, ma.who.OPR, draft.id)).toMatchObject({ refused: 'not-permitted', facts: { unmet: [{ code }] } })
    }
    const answered = await send(ma, { ...answer, ...bound }, home)
    await drain(be, ma)
    expect(await messageOf(ma, answered.message)).toMatchObject({ verdict: 'admitted' })
    expect((await bodyOf(be, answered.message)).ask.restrictions).toEqual(conditions)
  })

  test('does not leave without conditions, nor with blank ones; conditions without it stay in the form', async () => {
    const { handling } = bound
    const missing = ['restrictions-missing restrictions']
    expect(await unmet(request(two, { handling }))).toEqual(missing)
    expect(await unmet(request(two, { handling, restrictions: [] }))).toEqual(missing)
    expect(await unmet(request(two, { handling, restrictions: [' ', '\n'] }))).toEqual(missing)
    expect(await unmet(request(two, { handling, restrictions: ['', 'Not in court.'] }))).toEqual([])
    const sent = await send(two.be, request(two, { restrictions: conditions }))
    await drain(two.be, two.ma)
    expect(await messageOf(two.be, sent.message)).toMatchObject({ verdict: 'admitted' })
    expect((await bodyOf(two.ma, sent.message)).ask).not.toHaveProperty('restrictions')
  })

  test('is refused by the receiver too, past a sender that checks nothing', async () => {
    const sent = await send(two.be, request(two, bound))
    const body = await bodyOf(two.be, sent.message)
    const { restrictions: _, ...bare } = body.ask
    const permitted = { verdict: 'refused', code: 'not-permitted' }
    expect(await forgedAs({ ...body, ask: bare })).toMatchObject({ ...permitted, inner: 'not-permitted/restrictions-missing' })
    expect(await forgedAs({ ...body, ask: { ...bare, restrictions: ['—'] } })).toMatchObject({ ...permitted, inner: 'not-permitted/restrictions-missing' })
    expect(await forgedAs({ ...body, ask: { ...body.ask, handling: ['H1', 'H2'] } })).toMatchObject({ verdict: 'refused', code: 'body-shape' })
    expect(await forgedAs({ ...body, ask: { ...bare, restrictions: 'Not in court.' } })).toMatchObject({ verdict: 'refused', code: 'body-shape' })
    await drain(two.be, two.ma)
  })

  test('of one statement alone wants its conditions as well', async () => {
    const { be, ma } = two
    const items = request(two).items.map(item => ({ ...item, handling: [...bound.handling] }))
    expect(await unmet(request(two, { items }))).toEqual(['field-missing restrictions'])
    const sent = await send(be, request(two, { items, restrictions: conditions }))
    await drain(be, ma)
    expect(await messageOf(be, sent.message)).toMatchObject({ verdict: 'admitted' })
    expect((await opened(sent.message)).messages[0]?.restrictions).toEqual(conditions)
    const body = await bodyOf(be, sent.message)
    const { restrictions: _, ...bare } = body.ask
    expect(await forgedAs({ ...body, ask: bare })).toMatchObject({ verdict: 'refused', code: 'body-shape' })
  })

  test('a notice about it leaves under the same conditions', async () => {
    const { be, ma } = two
    const sent = await send(be, request(two, bound))
    await drain(be, ma)
    done(await openDossier(be.node, be.who.OPR, sent.dossier, 'my case'))
    const notice = done(
      await draftNotice(be.node, be.who.OPR, sent.message, { kind: 'DEL', items: null, attachments: null, reasons: 'The wrong person was named.' }),
    )
    expect(notice.fields).toMatchObject(bound)
    const ordered = await send(be, notice.fields, sent.dossier)
    await drain(be, ma)
    expect(await messageOf(be, ordered.message)).toMatchObject({ verdict: 'admitted' })
  })
})

describe('data about an event', () => {
  const event = 'Match Belgium–Morocco, Brussels, 21 June 2027'
  const asked = (said: Partial<Fields> = {}) =>
    request(two, { agreement: events, clause: 'F11', purpose: 'EVNT', dataCategories: ['NAME', 'BIRT'], holdUntil: '2027-07-01', ...said })

  test('leave under their event, and not without it', async () => {
    const { be, ma } = two
    expect(await unmet(asked())).toEqual(['event-missing event'])
    expect(await unmet(asked({ event: '  ' }))).toEqual(['event-missing event'])
    const sent = await send(be, asked({ event }))
    await drain(be, ma)
    expect(await messageOf(be, sent.message)).toMatchObject({ verdict: 'admitted' })
    expect((await opened(sent.message)).messages[0]).toMatchObject({ event, restrictions: [] })
    const { event: _, ...bare } = (await bodyOf(be, sent.message)).ask
    expect(await forgedAs({ ...(await bodyOf(be, sent.message)), ask: bare })).toMatchObject({ code: 'not-permitted', inner: 'not-permitted/event-missing' })
  })

  test('is of one case: a template keeps the conditions of H3, and no event', async () => {
    const kept = done(await makeTemplate(two.be.node, two.be.who.OPR, { name: 'Matches', fields: asked({ ...bound, event }) }))
    expect(kept.fields.restrictions).toEqual(conditions)
    expect(kept.fields).not.toHaveProperty('event')
  })
})

test('asylum and crowds are looked for in both, at both ends', async () => {
  const { be, ma } = two
  const asylum = 'He asked for asylum in Brussels.'
  const crowd = 'Send the list of all Moroccans living in Antwerp.'
  expect(await unmet(request(two, { ...bound, restrictions: [asylum] }))).toEqual(['asylum-mentioned restrictions'])
  expect(await unmet(request(two, { event: asylum }))).toEqual(['asylum-mentioned event'])
  expect(await unmet(request(two, { ...bound, restrictions: ['Not in court.', crowd] }))).toEqual(['bulk-request restrictions'])
  expect(await unmet(request(two, { event: crowd }))).toEqual(['bulk-request event'])
  const sent = await send(be, request(two, bound))
  const body = await bodyOf(be, sent.message)
  const refused = async (ask: object) => (await forgedAs({ ...body, ask: { ...body.ask, ...ask } })).inner
  expect(await refused({ restrictions: [asylum] })).toBe('not-permitted/asylum-mentioned')
  expect(await refused({ event: asylum })).toBe('not-permitted/asylum-mentioned')
  expect(await refused({ restrictions: [crowd] })).toBe('not-permitted/bulk-request')
  expect(await refused({ event: crowd })).toBe('not-permitted/bulk-request')
  await drain(be, ma)
  expect(await messageOf(be, sent.message)).toMatchObject({ verdict: 'admitted' })
})
