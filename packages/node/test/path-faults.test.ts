import { minute, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { deliverDue } from '../src/steps/deliver.ts'
import type { Store } from '../src/store/store.ts'
import { countOf, dossierOf, drain, engines, messageOf, replayed, request, type Side, send, settle, type Two, twoNodes } from './path-nodes.ts'

/**
 * Breaks the n-th write of a store from now on: before it begins, or, done and not yet committed, at its end. Gives the number
 * of writes that came, and puts the store right again.
 */
function broken(side: Side, nth: number, when: 'before' | 'at-the-end'): () => number {
  const store = side.node.store as { -readonly [K in keyof Store]: Store[K] }
  const { write, inTurn } = store
  let writes = 0
  const breaking =
    <T>(step: Parameters<Store['write']>[0]) =>
    async (tx: Parameters<typeof step>[0]): Promise<T> => {
      const isNth = ++writes === nth
      if (isNth && when === 'before') throw new Error('the disk is gone')
      const result = (await step(tx)) as T
      if (isNth) throw new Error('the disk is gone')
      return result
    }
  store.write = step => write(breaking(step))
  store.inTurn = (name, step) => inTurn(name, breaking(step))
  return () => {
    store.write = write
    store.inTurn = inTurn
    return writes
  }
}

for (const engine of engines)
  describe(`an outage of the store at each write of a delivery, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())

    for (const end of ['be', 'ma'] as const)
      for (const when of ['before', 'at-the-end'] as const)
        test(`${end === 'be' ? 'the sender' : 'the receiver'} breaks ${when === 'before' ? 'before' : 'at the end of'} its n-th write, for every n: nothing lost, nothing doubled`, async () => {
          const { be, ma } = two
          for (let nth = 1; ; nth++) {
            const [messages, dossiers] = [await countOf(ma, 'message'), await countOf(ma, 'dossier')]
            const sent = await send(be, request(two, { title: `Break ${end} ${when} ${nth}` }))
            const mend = broken(two[end], nth, when)
            await deliverDue(be.node).catch(() => 0)
            const writes = mend()
            await settle(two)
            expect(await messageOf(be, sent.message), `${nth}`).toMatchObject({ verdict: 'admitted' })
            expect((await messageOf(ma, sent.message))?.receipt).toBe((await messageOf(be, sent.message))?.receipt)
            expect([(await countOf(ma, 'message')) - messages, (await countOf(ma, 'dossier')) - dossiers]).toEqual([1, 1])
            expect((await dossierOf(ma, sent.message))?.state).toBe((await dossierOf(be, sent.message))?.state)
            two.clock.pass(minute)
            if (nth > writes) {
              // At the receiver all of a delivery is one write.
              expect(nth).toBeGreaterThan(1)
              break
            }
          }
          const [ours, theirs] = [await replayed(be, ma.id), await replayed(ma, be.id)]
          expect([ours.isWhole, theirs.isWhole]).toEqual([true, true])
          expect(ours.size).toBe(theirs.size)
          const receipts = (events: typeof ours.events, event: string) => events.filter(each => each.event === event).map(each => each.message as Uuid)
          for (const [out, into] of [
            [receipts(ours.events, 'receipt-in'), receipts(theirs.events, 'receipt-out')],
            [receipts(ours.events, 'envelope-out'), receipts(theirs.events, 'envelope-in')],
          ] as const) {
            expect(out.toSorted()).toEqual(into.toSorted())
            expect(new Set(out).size).toBe(out.length)
          }
          await drain(be, ma)
        })
  })
