import { randomBytes } from 'node:crypto'
import { later, type Uuid, uuid7 } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { watchClocks } from '../src/jobs/runner.ts'
import { listTransfers, transferStatement } from '../src/steps/transfers.ts'
import { bodyOfMessage } from '../src/store/drafts.ts'
import { actsOf, done, dossierOf, drain, engines, messageOf, reply, request, type Side, send, type Two, twoNodes } from './path-nodes.ts'

const newIdOf = (two: Two) => uuid7(two.clock.at, new Uint8Array(randomBytes(10)))

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

    /** The dossier goes as its end does: key, rows and all. */
    const erased = async ({ node }: Side, dossier: Uuid) => {
      const due = { id: newIdOf(two), kind: 'erase-dossier', subject: dossier, at: later(two.clock.at, -1), claimed_until: null }
      await node.store.write(async tx => void (await tx.db.insertInto('due').values(due).execute()))
      await watchClocks(node)
    }

    test('outlives the dossier: basis, kinds of data, assurances and who released it stay, and nothing of whose data they were', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      const before = (await recorded()).rows.find(each => each.message === asked.message)
      const told = done(await transferStatement(be.node, inspector(), {}))
      await erased(be, asked.dossier)
      const stored = (await messageOf(be, asked.message)) as NonNullable<Awaited<ReturnType<typeof messageOf>>>
      expect(await be.node.store.read(tx => bodyOfMessage(tx, stored))).toBeNull()
      const after = (await recorded()).rows.find(each => each.message === asked.message)
      expect(before).toMatchObject({ basis: 'LED-37-1-b', dataCategories: ['NAME', 'BIRT'], releasedBy: 'BE-REL', erased: false })
      expect(after).toEqual({ ...before, erased: true })
      expect(done(await transferStatement(be.node, inspector(), {})).rows).toEqual(told.rows)
      expect(JSON.stringify(stored)).not.toMatch(/Exemple|BR\.10|1985|Antwerp/)
    })

    test('is written at the erasure of what was sent before records stood beside messages', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      const older = { transfer: null }
      await be.node.store.write(async tx => void (await tx.db.updateTable('message').set(older).where('id', '=', asked.message).execute()))
      const before = (await recorded()).rows.find(each => each.message === asked.message)
      await erased(be, asked.dossier)
      expect((await recorded()).rows.find(each => each.message === asked.message)).toEqual({ ...before, erased: true })
    })

    test('makes no transfer of what needed no basis, erased or not', async () => {
      const { be, ma } = two
      const asked = await send(ma, request(two, { to: be.id, transferBasis: null, assurances: [] }))
      await drain(be, ma)
      await erased(ma, asked.dossier)
      expect(done(await listTransfers(ma.node, ma.who.INS, { limit: 10 })).rows).toEqual([])
    })

    test('a refusal on a protected ground leaves the record of an ordinary one (R28)', async () => {
      const { be, ma } = two
      const kept: unknown[] = []
      for (const ground of ['NAVL', 'ASYL', 'MINR'] as const) {
        const asked = await send(ma, request(two, { to: be.id, transferBasis: null, assurances: [] }))
        await drain(be, ma)
        const home = (await dossierOf(be, asked.message))?.id as Uuid
        const said = {
          messageType: 'RFS',
          clause: 'C30',
          ground,
          items: [],
          to: ma.id,
          transferBasis: 'LED-37-1-b',
          assurances: ['NDP', 'NTT', 'SPE'],
        } as const
        const { message } = await send(be, reply(two, asked.message, said as never), home)
        two.clock.pass(5 * 86_400_000)
        await drain(be, ma)
        await erased(be, home)
        const { transfer, said: ground_ } = (await messageOf(be, message)) as { transfer: string; said: string | null }
        const listed = (await recorded()).rows.find(each => each.message === message)
        kept.push([transfer, ground_, { ...listed, message: null, at: null }])
      }
      expect(kept[1]).toEqual(kept[0])
      expect(kept[2]).toEqual(kept[0])
    })
  })
