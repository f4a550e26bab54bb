import { instant } from '@entraide/ground'
import { deliverDue, listOutbox, retryNow } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, exchangeAll, knownPerson, read, refusedWith, reply, request, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 3. The hour of an answer must not tell what the answer may not: a negative leaves when all negatives leave (R28). */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

/** Rabat is one hour ahead of UTC: its slots at 9, 12 and 16 are 8:00, 11:00 and 15:00 UTC. */
test('"nothing available", decided at five past ten in Rabat, leaves at noon there', async () => {
  clock.moveTo(instant('2026-11-24T09:05:00.000Z'))
  const { be, ma } = two
  const { message } = await send(be, request(two))
  await exchangeAll(two)
  const { row } = await read(ma, message)
  const no = await send(ma, reply(two, message, { messageType: 'RFS', clause: 'C30', ground: 'NAVL' }), row.dossier)
  await exchangeAll(two)
  const waiting = (await listOutbox(ma.node, ma.people.operator, { limit: 50 })).find(each => each.message === no.message)
  expect(waiting).toMatchObject({ state: 'waiting-slot', nextTryAt: '2026-11-24T11:00:00.000Z' })
  expect(refusedWith(await retryNow(ma.node, ma.people.operator, no.message))).toBe('waits-for-slot')

  clock.moveTo(instant('2026-11-24T10:59:59.999Z'))
  expect(await deliverDue(ma.node)).toBe(0)
  expect((await standing(be, message)).state).toBe('received')
  clock.moveTo(instant('2026-11-24T11:00:00.000Z'))
  await exchangeAll(two)
  expect((await standing(be, message)).state).toBe('refused')
})

test('a protected ground travels as "cannot be answered", at the same slot as any other negative', async () => {
  clock.moveTo(instant('2026-11-24T13:10:00.000Z'))
  const { be, ma } = two
  const { message } = await send(be, request(two))
  await exchangeAll(two)
  const { row } = await read(ma, message)
  await send(ma, reply(two, message, { messageType: 'RFS', clause: 'C30', ground: 'SOVE' }), row.dossier)
  await exchangeAll(two)
  expect((await standing(be, message)).state).toBe('received')
  clock.moveTo(instant('2026-11-24T15:00:00.000Z'))
  await exchangeAll(two)
  const told = (await read(be, message)).messages.find(each => each.messageType === 'RFS')
  expect(told?.ground).toBe('GENR')
})

test('an empty answer is a negative too; an answer that says something leaves at once', async () => {
  clock.moveTo(instant('2026-11-25T08:10:00.000Z'))
  const { be, ma } = two
  const [empty, full] = [await send(be, request(two)), await send(be, request(two))]
  await exchangeAll(two)
  for (const [asked, items] of [
    [empty, []],
    [full, [knownPerson]],
  ] as const)
    await send(ma, reply(two, asked.message, { messageType: 'REP', extent: 'whole', items: [...items] }), (await read(ma, asked.message)).row.dossier)
  await exchangeAll(two)
  expect((await standing(be, full.message)).state).toBe('answered')
  expect((await standing(be, empty.message)).state).toBe('received')
})

test('in the eight-hour class negatives leave at whole hours', async () => {
  clock.moveTo(instant('2026-11-25T09:20:00.000Z'))
  const { be, ma } = two
  const { message } = await send(be, request(two, { urgency: 'U8H' }))
  await exchangeAll(two)
  const no = await send(ma, reply(two, message, { messageType: 'RFS', clause: 'C30', ground: 'NAVL', urgency: 'U8H' }), (await read(ma, message)).row.dossier)
  const waiting = (await listOutbox(ma.node, ma.people.operator, { limit: 50 })).find(each => each.message === no.message)
  expect(waiting?.nextTryAt).toBe('2026-11-25T10:00:00.000Z')
})
