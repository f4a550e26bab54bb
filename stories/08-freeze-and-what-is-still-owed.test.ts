import { minute } from '@entraide/ground'
import { freezePartner, listOutbox, readPartner, thawPartner } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyByHand, forge } from './forger.ts'
import { clockAt, done, exchangeAll, knownPerson, lineOf, read, reply, request, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 8. One act stops all new traffic with a partner. What is owed to the persons concerned still passes: correction, deletion, restriction. */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

test('frozen, a request that waits comes back, a new one is not permitted, at neither end', async () => {
  const { be, ma } = two
  be.line.isUp = false
  const waiting = await send(be, request(two))
  done(await freezePartner(be.node, be.people.guard, ma.id, 'An intrusion is reported there'))
  be.line.isUp = true
  await exchangeAll(two)
  expect((await listOutbox(be.node, be.people.operator, { limit: 50 })).rows.find(each => each.message === waiting.message)).toMatchObject({
    state: 'stopped',
    reason: 'partner-frozen',
  })
  expect(await lineOf(ma, waiting.message)).toBeUndefined()
  expect(done(await readPartner(ma.node, ma.people.guard, be.id)).frozenThere).toBe(true)
  await expect(send(be, request(two))).rejects.toThrow('partner-frozen')
  await expect(send(ma, request(two, { to: be.id, transferBasis: null, assurances: [] }))).rejects.toThrow('partner-frozen')
  expect(await forge(ma, be, bodyByHand(ma, request(two, { to: be.id, transferBasis: null, assurances: [] }), null))).toMatchObject({
    verdict: 'refused',
    code: 'partner-frozen',
  })
  done(await thawPartner(be.node, be.people.guard, ma.id, 'A false alarm'))
  clock.pass(minute)
  await exchangeAll(two)
})

test('frozen, a deletion order, a correction and a restriction pass, from either side', async () => {
  const { be, ma } = two
  const { message, dossier } = await send(be, request(two))
  await exchangeAll(two)
  const { row } = await read(ma, message)
  const answer = await send(ma, reply(two, message, { messageType: 'REP', extent: 'whole', items: [knownPerson] }), row.dossier)
  await exchangeAll(two)
  done(await freezePartner(be.node, be.people.guard, ma.id, 'Until it is looked into'))
  await exchangeAll(two)

  const order = await send(be, request(two, { messageType: 'DEL', inReplyTo: message, note: 'The wrong person was named.', items: [] }), dossier)
  await exchangeAll(two)
  expect((await read(ma, message)).messages.map(each => each.id)).toContain(order.message)
  for (const messageType of ['COR', 'RST'] as const) {
    const duty = await send(
      ma,
      reply(two, answer.message, {
        messageType,
        inReplyTo: answer.message,
        note: 'The date of birth was misread.',
        items: messageType === 'RST' ? [] : [knownPerson],
      }),
      row.dossier,
    )
    await exchangeAll(two)
    expect((await read(be, message)).messages.map(each => each.id)).toContain(duty.message)
  }
  // None of it moves the thread.
  expect((await standing(be, message)).state).toBe('answered')
})
