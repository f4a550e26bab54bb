import { readFileSync } from 'node:fs'
import { minute } from '@entraide/ground'
import { carryIn, carryOut, importAgreement, listAgreements, listThreads, readPartner, signAgreement } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, done, exchangeAll, knownPerson, read, reply, request, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 11. What belongs together arrives in its order, however long the line was down. */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

test('a signature never overtakes the text it signs', async () => {
  const { be, ma } = two
  be.line.isUp = false
  const text = readFileSync(new URL('../agreements/demo-pol-1.json', import.meta.url), 'utf8')
  const { hash } = done(await importAgreement(be.node, be.people.lawyer, { text, partner: ma.id })).summary
  clock.pass(1)
  done(await signAgreement(be.node, be.people.lawyer, hash, ma.id))
  be.line.isUp = true
  await exchangeAll(two)
  expect((await listAgreements(ma.node, ma.people.lawyer)).find(each => each.hash === hash)?.standing).toBe('signed-there')
})

test('two parts of an answer arrive as they were written, and all that waited leaves as soon as the line is back', async () => {
  const { be, ma } = two
  const { message } = await send(be, request(two))
  await exchangeAll(two)
  const { row } = await read(ma, message)
  ma.line.isUp = false
  await send(ma, reply(two, message, { messageType: 'REP', extent: 'partial', title: 'First part', items: [knownPerson] }), row.dossier)
  await exchangeAll(two)
  clock.pass(1)
  await send(ma, reply(two, message, { messageType: 'REP', extent: 'whole', title: 'Second part', items: [knownPerson] }), row.dossier)
  const others = [
    await send(ma, request(two, { to: be.id, transferBasis: null, assurances: [] })),
    await send(ma, request(two, { to: be.id, transferBasis: null, assurances: [] })),
  ]
  for (let tries = 0; tries < 4; tries++) {
    await exchangeAll(two)
    clock.pass(minute)
  }
  expect(done(await readPartner(ma.node, ma.people.guard, be.id)).line).toBe('down')
  ma.line.isUp = true
  // One delivery that gets through is enough: the others do not sit out their pauses.
  clock.pass(5 * minute)
  await exchangeAll(two)
  expect((await read(be, message)).messages.map(each => each.title)).toEqual(['Identity of a suspected sender', 'First part', 'Second part'])
  expect((await standing(be, message)).state).toBe('answered')
  for (const each of others) expect((await standing(be, each.message)).state).toBe('received')
})

test('a carried file does not say that the line is up, and what lacks its attachment leaves no empty dossier', async () => {
  const { be, ma } = two
  be.line.isUp = false
  ma.line.isUp = false
  const sent = await send(be, request(two))
  await exchangeAll(two)
  expect(done(await readPartner(be.node, be.people.guard, ma.id)).line).toBe('down')
  done(await carryIn(ma.node, ma.people.operator, done(await carryOut(be.node, be.people.operator, ma.id))))
  done(await carryIn(be.node, be.people.operator, done(await carryOut(ma.node, ma.people.operator, be.id))))
  expect((await standing(be, sent.message)).state).toBe('received')
  expect(done(await readPartner(be.node, be.people.guard, ma.id)).line).toBe('down')
  expect((await listThreads(ma.node, ma.people.operator, { limit: 200, box: 'all', state: 'draft' })).rows).toHaveLength(0)
})
