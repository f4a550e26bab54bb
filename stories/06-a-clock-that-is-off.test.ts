import { instantOf, later, minute, second } from '@entraide/ground'
import { carryIn, carryOut, listLogs, listOutbox, readPartner } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, done, exchangeAll, lineOf, request, type StoryClock, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 6. Deadlines rest on clocks: one that is more than five minutes off is seen, and nothing is admitted under it; nothing is lost either. */
let two: TwoNodes
// The answering node says its time in each answer, and that is the machine's: here the scene begins now.
const start = instantOf(Math.ceil(Date.now() / second) * second)
const brussels: StoryClock = clockAt(start)
const rabat: StoryClock = clockAt(start)
beforeAll(async () => {
  two = await twoNodes({ be: brussels, ma: rabat })
})
afterAll(() => two.close())

test('a file whose envelopes come from the future is held: neither admitted nor refused, and the partner page says by how much', async () => {
  const { be, ma } = two
  be.line.isUp = false
  brussels.pass(6 * minute)
  const { message } = await send(be, request(two))
  const file = done(await carryOut(be.node, be.people.operator, ma.id))
  const report = done(await carryIn(ma.node, ma.people.operator, file))
  expect(report.taken).toEqual([{ message, verdict: 'held', code: 'clock-skew' }])
  expect(await lineOf(ma, message)).toBeUndefined()
  expect((await listLogs(ma.node, ma.people.inspector)).counts).toMatchObject({ admitted: 0, refused: 0 })
  expect(done(await readPartner(ma.node, ma.people.guard, be.id)).clockSkewMs).toBe(6 * minute)
})

test('over the line the sender is told which it is: its clock, not its signature', async () => {
  const { be, ma } = two
  be.line.isUp = true
  await exchangeAll(two)
  const row = (await listOutbox(be.node, be.people.operator, { limit: 10 })).rows.find(each => each.kind === 'REQ')
  expect(row).toMatchObject({ state: 'waiting', reason: 'clock-skew' })
  expect(done(await readPartner(be.node, be.people.guard, ma.id)).clockSkewMs).toBeLessThan(-5 * minute)
})

test('the clock is put right: the same message is delivered again and admitted once', async () => {
  const { be, ma } = two
  const message = (await listOutbox(be.node, be.people.operator, { limit: 10 })).rows.find(each => each.kind === 'REQ')?.message
  if (message === undefined) throw new Error('the request is gone')
  // Two minutes later in Rabat; the clock in Brussels is put back to the same. The envelope is now four minutes ahead.
  rabat.pass(2 * minute)
  brussels.moveTo(later(rabat.now(), 5 * minute - second))
  await exchangeAll(two)
  expect((await standing(ma, message)).state).toBe('received')
  expect((await listLogs(ma.node, ma.people.inspector)).counts.admitted).toBe(1)
  expect(done(await readPartner(be.node, be.people.guard, ma.id)).clockSkewMs).toBeNull()
})
