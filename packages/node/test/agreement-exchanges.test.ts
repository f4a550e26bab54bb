import { isRefusal, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExchangeRow } from '../src/http/api.ts'
import { exchangesUnder, replayAgreement } from '../src/steps/agreements.ts'
import { drain, engines, request, send, type Two, twoNodes } from './path-nodes.ts'

for (const engine of engines)
  describe(`which exchanges rest on an agreement, on ${engine}`, () => {
    let two: Two
    let sent: readonly Uuid[]
    beforeAll(async () => {
      two = await twoNodes(engine)
      const made: Uuid[] = []
      for (let turn = 0; turn < 5; turn++) {
        made.push((await send(two.be, request(two))).message)
        // Two of them at one instant: the page breaks between them too.
        if (turn !== 1) two.clock.pass(1)
      }
      sent = made
      await drain(two.be, two.ma)
    })
    afterAll(() => two.close())

    test('page after page, each once, newest first, with how many there are', async () => {
      const { be, hash } = two
      const seen: ExchangeRow[] = []
      for (let after: string | undefined; ; ) {
        const page = await exchangesUnder(be.node, be.who.INS, hash, { limit: 2, after })
        expect(page.total).toBe(sent.length)
        expect(page.rows.length).toBeLessThanOrEqual(2)
        seen.push(...page.rows)
        if (page.next === null) break
        after = page.next
      }
      expect(seen.map(row => row.message).sort()).toEqual([...sent].sort())
      expect(seen.map(row => row.at)).toEqual(
        seen
          .map(row => row.at)
          .toSorted()
          .reverse(),
      )
      expect(seen[0]).toMatchObject({ direction: 'out', messageType: 'REQ', outcome: 'admitted' })
      const other = await exchangesUnder(be.node, be.who.INS, 'f'.repeat(64), { limit: 2 })
      expect(other).toEqual({ rows: [], total: 0, next: null })
      const nonsense = await exchangesUnder(be.node, be.who.INS, hash, { limit: 2, after: "'~'" })
      expect(nonsense.total).toBe(sent.length)
    })

    test('oversight and whoever works under it count the same; what she must not know of is another test (visit-discreet)', async () => {
      const { be, hash } = two
      const dpo = { ...be.who.INS, roles: ['DPO'] as const }
      for (const who of [be.who.INS, dpo]) expect((await exchangesUnder(be.node, who, hash, { limit: 50 })).total).toBe(sent.length)
      expect(await exchangesUnder(be.node, be.who.REL, hash, { limit: 50 })).toMatchObject({ total: sent.length, next: null })
    })

    test('replayed under the very version they were decided by, none differs and none is left out', async () => {
      const { be, hash } = two
      const again = await replayAgreement(be.node, be.who.LEG, hash)
      if (isRefusal(again)) throw new Error(again.refused)
      expect(again).toEqual({ decided: sent.length, older: 0, differ: [] })
    })
  })
