import { listLogs } from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, exchangeAll, read, request, restarted, type Side, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 10. A node that stops and starts is the same node: its logs end where they ended, and go on from there. */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
let started: Side[] = []
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(async () => {
  for (const side of started) await side.stop()
  await two.close()
})

const heads = async (side: Side) => (await listLogs(side.node, side.people.inspector)).logs.map(({ log, size, head }) => ({ log, size, head }))

test('both nodes are stopped and started: the same heads, the same dossiers, and traffic goes on', async () => {
  const { be, ma } = two
  const first = await send(be, request(two))
  await exchangeAll(two)
  const before = { be: await heads(be), ma: await heads(ma) }
  // Released, and not yet delivered when the machine stops.
  be.line.isUp = false
  const waiting = await send(be, request(two))
  const size = (list: typeof before.be) => list.find(each => each.log.includes('/exchange/'))?.size ?? 0
  await be.stop()
  await ma.stop()

  const again = { be: await restarted(be, clock), ma: await restarted(ma, clock) }
  started = [again.be, again.ma]
  expect(await heads(again.ma)).toEqual(before.ma)
  const kept = await heads(again.be)
  for (const { log, size: leaves, head } of before.be) {
    const now = kept.find(each => each.log === log)
    expect(now?.size).toBeGreaterThanOrEqual(leaves)
    if (now?.size === leaves) expect(now.head).toBe(head)
  }
  expect((await read(again.ma, first.message)).messages[0]?.title).toBe('Identity of a suspected sender')

  await exchangeAll(again)
  expect((await standing(again.ma, waiting.message)).state).toBe('received')
  expect(size(await heads(again.ma))).toBe(size(before.ma) + 2)
  expect(size(await heads(again.be))).toBe(size(before.be) + 2)
})
