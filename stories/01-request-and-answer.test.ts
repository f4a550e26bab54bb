import { acceptThread, createDraft, listLogs, releaseDraft, submitDraft } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, done, exchangeAll, knownPerson, read, refusedWith, reply, request, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 1. A Belgian investigator asks; Rabat answers; both can prove what was said. */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

test('an investigator writes, a second person releases, and the partner has it with the reasons and the conditions', async () => {
  const { be, ma } = two
  const draft = done(await createDraft(be.node, be.people.investigator, { fields: request(two), dossier: null }))
  const submitted = done(await submitDraft(be.node, be.people.investigator, draft.id))
  expect(refusedWith(await releaseDraft(be.node, be.people.investigator, draft.id, { version: submitted.version, note: '' }))).toMatch(/not-found|releaser/)
  const { message } = done(await releaseDraft(be.node, be.people.releaser, draft.id, { version: submitted.version, note: '' }))
  await exchangeAll(two)

  expect((await standing(be, message)).state).toBe('received')
  const there = await read(ma, message)
  expect(there.row).toMatchObject({ side: 'holder', state: 'received', clause: 'C04', purpose: 'INVE' })
  expect(there.legalBasis).toMatchObject({ clause: 'C04', handling: ['H1', 'H2'] })
  expect(there.messages[0]).toMatchObject({
    drafter: { serviceNumber: 'BE-INVESTIGATOR' },
    releaser: { serviceNumber: 'BE-RELEASER' },
    caseReference: 'BR.10.2026/114',
  })
  expect(there.row.clock).toMatchObject({ startedAt: '2026-11-24T09:05:00.000Z', dueAt: '2026-11-27T09:05:00.000Z', acceptBy: '2026-11-25T09:05:00.000Z' })
})

test('Rabat accepts and answers; the asker reads the very words, and both clocks have ended', async () => {
  const { be, ma } = two
  const { message } = await send(be, request(two))
  await exchangeAll(two)
  const { row } = await read(ma, message)
  done(await acceptThread(ma.node, ma.people.operator, row.dossier))
  clock.pass(2 * 3_600_000)
  await send(ma, reply(two, message, { messageType: 'REP', extent: 'whole', items: [knownPerson] }), row.dossier)
  await exchangeAll(two)

  const ours = await read(be, message)
  expect(ours.row.state).toBe('answered')
  expect(ours.messages.map(each => each.messageType)).toEqual(['REQ', 'REP'])
  expect(ours.messages[1]?.items[0]?.person?.names).toEqual(['كريم مثال', 'Karim Exemple'])
  expect(ours.messages).toHaveLength((await read(ma, message)).messages.length)
  expect((await standing(ma, message)).state).toBe('answered')
  expect(ours.messages[0]?.proof).toMatchObject({ verdict: 'admitted', receiptVerified: true })
})

test('each envelope and each receipt is one leaf in the log that the two share, on both sides alike', async () => {
  const { be, ma } = two
  const shared = async (side: typeof be, other: typeof ma) =>
    (await listLogs(side.node, side.people.inspector)).logs.find(log => log.log.endsWith(`/exchange/${other.id}`))?.size
  const before = [await shared(be, ma), await shared(ma, be)] as [number, number]
  await send(be, request(two))
  await exchangeAll(two)
  expect([await shared(be, ma), await shared(ma, be)]).toEqual([before[0] + 2, before[1] + 2])
})
