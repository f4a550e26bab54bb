import { day } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookAfter } from '../src/jobs/runner.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { receiveDelivery } from '../src/steps/receive.ts'
import { openForDays, sealToDays } from '../src/store/recipient-keys.ts'
import { actsOf, captured, drain, engines, messageOf, onLine, outboxOf, request, type Side, send, settle, type Two, twoNodes } from './path-nodes.ts'

for (const engine of engines)
  describe(`recipient keys, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())
    const keysOf = (side: Side) => side.node.store.read(tx => tx.db.selectFrom('recipient_key').selectAll().orderBy('from_at').execute())
    /** Days go by, and both nodes look after themselves once in each. */
    const pass = async (days: number) => {
      for (let n = 0; n < days; n++) {
        two.clock.pass(day)
        for (const side of [two.be, two.ma]) await lookAfter(side.node)
        await drain(two.be, two.ma)
      }
    }

    test('are new each week, a day before the old one stops serving, and partners are told', async () => {
      const { be, ma } = two
      const before = await keysOf(ma)
      await pass(5)
      expect(await keysOf(ma)).toHaveLength(before.length)
      await pass(2)
      const after = await keysOf(ma)
      expect(after).toHaveLength(before.length + 1)
      const newest = after.at(-1)
      expect((newest?.from_at ?? '').slice(0, 10) <= (before.at(-1)?.until_at ?? '').slice(0, 10)).toBe(true)
      const asked = await send(be, request(two))
      expect((await outboxOf(be, asked.message))?.recipient_key).toBe(newest?.key_id)
      await drain(be, ma)
      expect((await messageOf(be, asked.message))?.verdict).toBe('admitted')
    })

    test('go on opening what was sealed to them while an envelope may live, and are erased then, seed and the key it was sealed under', async () => {
      const { be, ma } = two
      await send(be, request(two))
      const [waiting] = await captured(be)
      const sealedTo = (await keysOf(ma)).at(-1)
      await pass(20)
      const late = await receiveDelivery(ma.node, be.id, waiting as Uint8Array)
      expect(late.status).toBe(200)
      await pass(openForDays - 20 + 1)
      const row = (await keysOf(ma)).find(each => each.key_id === sealedTo?.key_id)
      expect(row).toMatchObject({ seed_sealed: null, erased_at: expect.any(String) })
      expect(
        await ma.node.store.read(tx =>
          tx.db.selectFrom('dossier_key').select('dossier_id').where('dossier_id', '=', `recipient-key/${sealedTo?.key_id}`).execute(),
        ),
      ).toEqual([])
      // Whoever kept the bytes of the line, and even an old copy of the row, has nothing that opens them; nor has the node.
      expect((await receiveDelivery(ma.node, be.id, waiting as Uint8Array)).code).toBe('envelope-unopenable')
      expect((await actsOf(ma, 'receive')).at(-1)).toMatchObject({ code: 'envelope-unopenable', subject: 'recipient-key-unknown' })
      const old = await ma.node.store.read(tx =>
        tx.unsealBytes(`recipient-key/${sealedTo?.key_id}` as never, `recipient-key/${sealedTo?.key_id}`, sealedTo?.seed_sealed as Uint8Array),
      )
      expect(old).toBeNull()
    })

    test('are never more than a few at once', async () => {
      await pass(28)
      const living = (await keysOf(two.ma)).filter(each => each.erased_at === null)
      expect(living.length).toBeLessThanOrEqual(openForDays / (sealToDays - 1) + 1)
    })

    test('a message that waited longer than its key serves is sealed to the newer one, as the same message', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      const first = await outboxOf(be, asked.message)
      const silent = onLine(be, async () => ({ reached: false, code: 'unreachable' }))
      for (let n = 0; n < 9; n++) {
        two.clock.pass(day)
        await lookAfter(ma.node)
        await deliverDue(ma.node)
        await deliverDue(silent)
      }
      await settle(two)
      expect((await messageOf(be, asked.message))?.verdict).toBe('admitted')
      expect((await outboxOf(be, asked.message))?.recipient_key).not.toBe(first?.recipient_key)
    })
  })
