import { instant, type Uuid } from '@entraide/ground'
import { deliverDue, listOutbox, retryNow } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, exchangeAll, type Fields, knownPerson, read, refusedWith, request, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 3. The hour of an answer must not tell what the answer may not: a negative leaves when all negatives leave (R28). */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

/** Rabat asks Brussels: data enter the Union, so no transfer basis is asked for. */
const ask = async (said: Partial<Fields> = {}): Promise<Uuid> => {
  const { message } = await send(two.ma, request(two, { to: two.be.id, transferBasis: null, assurances: [], ...said }))
  await exchangeAll(two)
  return message
}
/** Brussels answers in that thread. */
const answer = async (asked: Uuid, said: Partial<Fields>): Promise<Uuid> => {
  const { row } = await read(two.be, asked)
  const { message } = await send(two.be, request(two, { inReplyTo: asked, title: 'Answer', items: [], ...said }), row.dossier)
  await exchangeAll(two)
  return message
}
const waiting = async (message: Uuid) => (await listOutbox(two.be.node, two.be.people.operator, { limit: 50 })).rows.find(each => each.message === message)

/** In November Brussels is one hour ahead of UTC: its slots at 9, 12 and 16 are 8:00, 11:00 and 15:00 UTC. */
test('"nothing available", decided at five past ten in Brussels, leaves at noon', async () => {
  const { be, ma } = two
  const asked = await ask()
  const no = await answer(asked, { messageType: 'RFS', clause: 'C30', ground: 'NAVL' })
  expect(await waiting(no)).toMatchObject({ state: 'waiting-slot', nextTryAt: '2026-11-24T11:00:00.000Z' })
  expect(refusedWith(await retryNow(be.node, be.people.operator, no))).toBe('waits-for-slot')

  clock.moveTo(instant('2026-11-24T10:59:59.999Z'))
  expect(await deliverDue(be.node)).toBe(0)
  expect((await standing(ma, asked)).state).toBe('received')
  clock.moveTo(instant('2026-11-24T11:00:00.000Z'))
  await exchangeAll(two)
  expect((await standing(ma, asked)).state).toBe('refused')
})

test('a protected ground travels as "cannot be answered", at the same slot as any other negative', async () => {
  clock.moveTo(instant('2026-11-24T13:10:00.000Z'))
  const asked = await ask()
  await answer(asked, { messageType: 'RFS', clause: 'C30', ground: 'SOVE' })
  expect((await standing(two.ma, asked)).state).toBe('received')
  clock.moveTo(instant('2026-11-24T15:00:00.000Z'))
  await exchangeAll(two)
  const told = (await read(two.ma, asked)).messages.find(each => each.messageType === 'RFS')
  expect(told?.ground).toBe('GENR')
})

test('an empty answer is a negative too; an answer that says something leaves at once', async () => {
  clock.moveTo(instant('2026-11-25T08:10:00.000Z'))
  const [empty, full] = [await ask(), await ask()]
  await answer(empty, { messageType: 'REP', extent: 'whole' })
  await answer(full, { messageType: 'REP', extent: 'whole', items: [knownPerson] })
  expect((await standing(two.ma, full)).state).toBe('answered')
  expect((await standing(two.ma, empty)).state).toBe('received')
})

test('in the eight-hour class negatives leave at whole hours', async () => {
  clock.moveTo(instant('2026-11-25T09:20:00.000Z'))
  const no = await answer(await ask({ urgency: 'U8H' }), { messageType: 'RFS', clause: 'C30', ground: 'NAVL', urgency: 'U8H' })
  expect((await waiting(no))?.nextTryAt).toBe('2026-11-25T10:00:00.000Z')
})
