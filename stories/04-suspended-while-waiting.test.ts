import { minute } from '@entraide/ground'
import { createDraft, listAgreements, listOutbox, readDraft, releaseDraft, resumeAgreement, submitDraft, suspendAgreement } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, done, exchangeAll, lineOf, refusedWith, request, send, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 4. Permission is asked again before each delivery: what waits when the agreement is suspended does not leave. */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

test('a released message that waits comes back to its author with the reason, and the partner never sees it', async () => {
  const { be, ma, convention } = two
  be.line.isUp = false
  const sent = await send(be, request(two))
  await exchangeAll(two)
  clock.pass(minute)
  done(await suspendAgreement(be.node, be.people.lawyer, convention, ma.id, 'The convention is under review'))
  be.line.isUp = true
  await exchangeAll(two)

  const row = (await listOutbox(be.node, be.people.operator, { limit: 50 })).rows.find(each => each.message === sent.message)
  expect(row).toMatchObject({ state: 'stopped', reason: 'agreement-suspended' })
  const draft = done(await readDraft(be.node, be.people.operator, sent.draft))
  expect(draft).toMatchObject({ state: 'returned', returned: { code: 'agreement-suspended' }, fields: { title: 'Identity of a suspected sender' } })
  expect(draft.returned?.unmet.map(each => each.code)).toContain('agreement-suspended')
  expect(await lineOf(ma, sent.message)).toBeUndefined()
  expect(refusedWith(await submitDraft(be.node, be.people.operator, sent.draft))).toBe('agreement-suspended')
})

test('the partner is told, and stops too; taken back, traffic flows at both ends', async () => {
  const { be, ma, convention } = two
  const standingAt = async (side: typeof be) => (await listAgreements(side.node, side.people.lawyer)).find(each => each.hash === convention)?.standing
  expect([await standingAt(be), await standingAt(ma)]).toEqual(['suspended', 'suspended'])
  // Only the side that suspended can take it back.
  done(await resumeAgreement(ma.node, ma.people.lawyer, convention, be.id, 'As far as Rabat is concerned'))
  await exchangeAll(two)
  expect(await standingAt(be)).toBe('suspended')

  clock.pass(minute)
  done(await resumeAgreement(be.node, be.people.lawyer, convention, ma.id, 'The review is over'))
  await exchangeAll(two)
  expect([await standingAt(be), await standingAt(ma)]).toEqual(['active', 'active'])
  const { message } = await send(be, request(two))
  await exchangeAll(two)
  expect((await lineOf(ma, message))?.state).toBe('received')
})

test('suspended and taken back while the partner is away, it is told both, in that order', async () => {
  const { be, ma, convention } = two
  be.line.isUp = false
  done(await suspendAgreement(be.node, be.people.lawyer, convention, ma.id, 'A mistake'))
  clock.pass(minute)
  done(await resumeAgreement(be.node, be.people.lawyer, convention, ma.id, 'Mended'))
  be.line.isUp = true
  await exchangeAll(two)
  expect((await listAgreements(ma.node, ma.people.lawyer)).find(each => each.hash === convention)?.standing).toBe('active')
})

test('a draft that only waits for its release is stopped by the suspension as well', async () => {
  const { be, ma, convention } = two
  const draft = done(await createDraft(be.node, be.people.operator, { fields: request(two), dossier: null }))
  const waiting = done(await submitDraft(be.node, be.people.operator, draft.id))
  clock.pass(minute)
  done(await suspendAgreement(be.node, be.people.lawyer, convention, ma.id, 'Review'))
  expect(refusedWith(await releaseDraft(be.node, be.people.releaser, draft.id, { version: waiting.version, note: '' }))).toBe('agreement-suspended')
})
