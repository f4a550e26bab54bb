import { day } from '@entraide/ground'
import { assessThread, listActs, openDossier, watchClocks } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, done, exchangeAll, read, request, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 9. What nobody asked for and nobody needs is not kept: judged not relevant, it is erased ten days later at the latest (R33). */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

const warning = () =>
  request(two, {
    messageType: 'SPO',
    clause: 'C06',
    purpose: 'PREV',
    crimeArea: 'TERR',
    title: 'A journey announced',
    note: 'The person lives with you and has booked a journey to a conflict zone with two companions; the risk is yours to judge.',
  })

test('accepted, it is kept; not relevant, its content is gone after ten days and the line of the log is not', async () => {
  const { be, ma } = two
  const [kept, dropped] = [await send(be, warning()), await send(be, warning())]
  await exchangeAll(two)
  const [keptThere, droppedThere] = [(await read(ma, kept.message)).row, (await read(ma, dropped.message)).row]
  expect(keptThere.clock.dueAt).toBeNull()
  done(await assessThread(ma.node, ma.people.operator, keptThere.dossier, 'accepted', 'An open case'))
  done(await assessThread(ma.node, ma.people.operator, droppedThere.dossier, 'not-relevant', 'Nobody of that name lives here'))
  expect((await standing(ma, dropped.message)).state).toBe('not-relevant')

  clock.pass(10 * day - 1)
  await watchClocks(ma.node)
  expect((await read(ma, dropped.message)).messages).toHaveLength(1)
  clock.pass(1)
  await watchClocks(ma.node)

  expect((await read(ma, kept.message)).messages).toHaveLength(1)
  const after = await openDossier(ma.node, ma.people.operator, droppedThere.dossier, 'looks what is left')
  expect('refused' in after ? after.refused : after.messages).toEqual('refused' in after ? 'erased' : [])
  expect(JSON.stringify(after)).not.toContain('Karim')
  const acts = done(await listActs(ma.node, ma.people.inspector, { limit: 50, act: 'erase-dossier' }))
  expect(acts.rows).toHaveLength(1)
  // The sender's own copy is the sender's.
  expect((await read(be, dropped.message)).messages).toHaveLength(1)
})
