import { checkFields, createDraft, listActs, listLogs, submitDraft } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bodyByHand, forge } from './forger.ts'
import { clockAt, done, exchangeAll, knownPerson, read, refusedWith, reply, request, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 5. Who asks under "no use in court, no passing on" gets an answer under nothing less (R10). */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

test('the answering officer is told while she writes, and cannot submit', async () => {
  const { be, ma } = two
  const { message } = await send(be, request(two))
  await exchangeAll(two)
  const { row } = await read(ma, message)
  const looser = reply(two, message, { messageType: 'REP', extent: 'whole', items: [knownPerson], handling: ['H1'] })
  const live = await checkFields(ma.node, ma.people.operator, looser)
  expect(live.decision).toBe('refuse')
  expect(live.unmet).toContainEqual(expect.objectContaining({ code: 'handling-loosened', rule: 'R10' }))
  const draft = done(await createDraft(ma.node, ma.people.operator, { fields: looser, dossier: row.dossier }))
  expect(refusedWith(await submitDraft(ma.node, ma.people.operator, draft.id))).toBe('not-permitted')
  // With more than was asked she may.
  await send(ma, { ...looser, handling: ['H0', 'H1', 'H2'] }, row.dossier)
  await exchangeAll(two)
  expect((await standing(be, message)).state).toBe('answered')
})

test('sent all the same, by a node that does not ask, it is refused by the one that receives it, and not stored', async () => {
  const { be, ma } = two
  const { message } = await send(be, request(two))
  await exchangeAll(two)
  const before = (await listLogs(be.node, be.people.inspector)).counts
  const looser = reply(two, message, { messageType: 'REP', extent: 'whole', items: [knownPerson], handling: ['H1'] })
  const receipt = await forge(ma, be, bodyByHand(ma, looser, message))
  expect(receipt.verdict).toBe('refused')
  expect(['not-permitted', 'handling-loosened']).toContain(receipt.code)
  expect((await standing(be, message)).state).toBe('received')
  expect((await read(be, message)).messages).toHaveLength(1)
  const after = (await listLogs(be.node, be.people.inspector)).counts
  expect([after.admitted, after.refused]).toEqual([before.admitted, before.refused + 1])
  // The refusal itself is an act that the inspector finds.
  const acts = done(await listActs(be.node, be.people.inspector, { limit: 20, act: 'receive', outcome: 'refused' }))
  expect(acts.rows[0]).toMatchObject({ actor: ma.id, code: receipt.code })
})

test('an answer for another purpose is refused in the same way', async () => {
  const { be, ma } = two
  const { message } = await send(be, request(two))
  await exchangeAll(two)
  const other = reply(two, message, { messageType: 'REP', extent: 'whole', items: [knownPerson], purpose: 'PREV' })
  expect((await checkFields(ma.node, ma.people.operator, other)).unmet.map(each => each.code)).toContain('purpose-changed')
  expect(await forge(ma, be, bodyByHand(ma, other, message))).toMatchObject({ verdict: 'refused', code: 'not-permitted' })
})
