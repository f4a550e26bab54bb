import { hour, later, minute } from '@entraide/ground'
import { createDraft } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, exchangeAll, read, refusedWith, reply, request, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 2. What is missing is asked for once, in time; meanwhile the clock stands still, on both sides at the same instant. */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

test('an urgent request returned after half an hour stops its clock, and goes on with the rest once completed', async () => {
  const { be, ma } = two
  const { message, dossier } = await send(be, request(two, { urgency: 'U8H' }))
  await exchangeAll(two)
  const start = clock.now()
  clock.pass(30 * minute)
  const { row } = await read(ma, message)
  const returned = await send(
    ma,
    reply(two, message, { messageType: 'RTC', clause: 'C30', note: 'Which container, and on which day did it arrive?' }),
    row.dossier,
  )
  await exchangeAll(two)
  for (const side of [be, ma]) {
    const stopped = await standing(side, message)
    expect(stopped.state).toBe('returned-for-completion')
    expect(stopped.clock).toMatchObject({ stopped: true, dueAt: null })
  }

  clock.pass(26 * hour)
  expect((await standing(ma, message)).clock.overdue).toBe(false)
  await send(
    be,
    request(two, { urgency: 'U8H', messageType: 'CLR', clause: 'C30', inReplyTo: returned.message, note: 'MSKU 000000 0, on 11 November.', items: [] }),
    dossier,
  )
  await exchangeAll(two)
  // Half an hour of the eight was used before the return.
  const dueAt = later(start, 26 * hour + 8 * hour)
  for (const side of [be, ma]) expect((await standing(side, message)).clock).toMatchObject({ stopped: false, dueAt })
})

test('left alone for an hour, an urgent request counts as accepted and cannot be returned any more', async () => {
  const { be, ma } = two
  const { message } = await send(be, request(two, { urgency: 'U8H' }))
  await exchangeAll(two)
  const { row } = await read(ma, message)
  expect(row.clock).toMatchObject({ deemed: false, acceptedAt: null, acceptBy: later(clock.now(), hour) })
  clock.pass(61 * minute)
  const late = await standing(ma, message)
  expect(late.clock).toMatchObject({ deemed: true, acceptedAt: row.clock.acceptBy })
  await expect(send(ma, reply(two, message, { messageType: 'RTC', clause: 'C30', note: 'Which container?' }), row.dossier)).rejects.toThrow('already-accepted')
})

test('a request that was answered cannot be returned', async () => {
  const { be, ma } = two
  const { message } = await send(be, request(two))
  await exchangeAll(two)
  const { row } = await read(ma, message)
  await send(ma, reply(two, message, { messageType: 'RFS', clause: 'C30', ground: 'CHAN' }), row.dossier)
  await exchangeAll(two)
  const draft = createDraft(ma.node, ma.people.operator, {
    fields: reply(two, message, { messageType: 'RTC', clause: 'C30', note: 'One thing more' }),
    dossier: row.dossier,
  })
  expect(refusedWith(await draft)).toBe('not-expected')
})
