import { isRefusal, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listTransfers, transferStatement } from '../src/steps/transfers.ts'
import { actsOf, done, dossierOf, drain, engines, reply, request, send, type Two, twoNodes } from './path-nodes.ts'

for (const engine of engines)
  describe(`R20: the record of transfers out of the Union, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())
    const inspector = () => two.be.who.INS
    const recorded = async (filter: object = {}) => done(await listTransfers(two.be.node, inspector(), { limit: 200, ...filter }))

    test('holds each message that left, when its recipient had it, on which basis and with which kinds of data, and never the data', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      expect((await recorded()).rows).toEqual([])
      await drain(be, ma)
      const { rows } = await recorded()
      expect(rows).toEqual([
        {
          message: asked.message,
          at: two.clock.at,
          partner: ma.id,
          messageType: 'REQ',
          agreement: two.hash,
          clause: 'C04',
          purpose: 'INVE',
          basis: 'LED-37-1-b',
          dataCategories: ['NAME', 'BIRT'],
          assurances: ['NDP', 'NTT', 'SPE'],
          releasedBy: 'BE-REL',
          holdUntil: '2027-05-01',
          erased: false,
        },
      ])
      expect(JSON.stringify(rows)).not.toMatch(/Exemple|BR\.10/)
      expect((await actsOf(be, 'read-transfers')).length).toBeGreaterThan(0)
    })

    test('holds nothing of what comes from outside the Union, which needs no such basis', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      await send(ma, reply(two, asked.message, { messageType: 'REP', extent: 'whole' }), (await dossierOf(ma, asked.message))?.id as Uuid)
      await drain(be, ma)
      expect(done(await listTransfers(ma.node, ma.who.INS, { limit: 10 })).rows).toEqual([])
    })

    test('is read page by page, of a stretch of time, and is told to the supervisor by basis, recipient and kinds of data', async () => {
      const { be, ma } = two
      const on = two.clock.at.slice(0, 10)
      two.clock.pass(3 * 86_400_000)
      await send(be, request(two, { transferBasis: 'LED-38-1-c', dataCategories: ['NAME'] }))
      await drain(be, ma)
      const all = await recorded()
      const pages: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await recorded({ limit: 1, after })
        pages.push(...page.rows.map(row => row.message))
        if (page.next === null) break
        after = page.next
      }
      expect(pages).toEqual(all.rows.map(row => row.message))
      const later = two.clock.at.slice(0, 10)
      expect((await recorded({ from: later })).rows.map(row => row.basis)).toEqual(['LED-38-1-c'])
      expect((await recorded({ to: on })).rows).toHaveLength(all.rows.length - 1)
      expect((await recorded({ partner: 'MA-INT-IDENT' })).rows).toEqual([])
      expect(done(await transferStatement(be.node, inspector(), { from: on }))).toEqual({
        at: two.clock.at,
        from: on,
        to: null,
        count: 3,
        rows: [
          { basis: 'LED-37-1-b', partner: ma.id, count: 2, dataCategories: ['BIRT', 'NAME'] },
          { basis: 'LED-38-1-c', partner: ma.id, count: 1, dataCategories: ['NAME'] },
        ],
      })
    })

    test('still says of an erased dossier that something left, when, to whom and on which clause', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      await be.node.store.write(tx => tx.erase(asked.dossier))
      const row = (await recorded()).rows.find(each => each.message === asked.message)
      expect(row).toMatchObject({ partner: ma.id, clause: 'C04', messageType: 'REQ', basis: null, dataCategories: [], erased: true })
      expect(isRefusal(await transferStatement(be.node, inspector(), {}))).toBe(false)
    })
  })
