import { day, hour } from '@entraide/ground'
import { carryIn, carryOut, deliverDue, listLogs, listOutbox, readDraft } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, done, lineOf, request, send, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 7. A release is not for ever: after 28 days on the way a message is released anew or not at all. */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

test('a file carried in too late is refused as expired, and nothing of it is stored', async () => {
  const { be, ma } = two
  be.line.isUp = false
  const { message } = await send(be, request(two))
  const file = done(await carryOut(be.node, be.people.operator, ma.id))
  clock.pass(28 * day)
  const { taken } = done(await carryIn(ma.node, ma.people.operator, file))
  expect(taken).toContainEqual({ message, verdict: 'refused', code: 'envelope-expired' })
  expect(await lineOf(ma, message)).toBeUndefined()
  expect((await listLogs(ma.node, ma.people.inspector)).counts).toMatchObject({ admitted: 0 })
})

test('what waited that long in the outbox does not leave: its author has the draft again', async () => {
  const { be, ma } = two
  const sent = await send(be, request(two))
  clock.pass(28 * day + hour)
  be.line.isUp = true
  await deliverDue(be.node)
  const row = (await listOutbox(be.node, be.people.operator, { limit: 50 })).rows.find(each => each.message === sent.message)
  expect(row).toMatchObject({ state: 'expired', reason: 'envelope-expired' })
  expect(done(await readDraft(be.node, be.people.operator, sent.draft))).toMatchObject({ state: 'returned', returned: { code: 'envelope-expired' } })
  expect(await lineOf(ma, sent.message)).toBeUndefined()
})
