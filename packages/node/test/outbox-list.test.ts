import type { Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OutboxRow } from '../src/http/api.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { listOutbox } from '../src/steps/outbox.ts'
import { freezePartner, thawPartner } from '../src/steps/partners.ts'
import { done, drain, engines, more, onLine, type Person, request, send, settle, type Two, twoNodes } from './path-nodes.ts'

for (const engine of engines)
  describe(`the outbox as its officers read it, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())
    const rowsOf = async (who: Person, state?: OutboxRow['state']) =>
      (await listOutbox(two.be.node, who, { limit: 200, ...(state === undefined ? {} : { state }) })).rows

    test('goes on page after page, each row once, newest first', async () => {
      const { be } = two
      const all = await rowsOf(be.who.OPR)
      const seen: OutboxRow[] = []
      for (let after: string | undefined; ; ) {
        const page = await listOutbox(be.node, be.who.OPR, { limit: 2, after })
        expect(page.total).toBe(all.length)
        seen.push(...page.rows)
        if (page.next === null) break
        after = page.next
      }
      expect(seen).toEqual(all)
      expect(all.map(row => row.releasedAt)).toEqual(
        all
          .map(row => row.releasedAt)
          .sort()
          .reverse(),
      )
    })

    test('shows an officer what is of her office or hers, however much of others stands before it', async () => {
      const { be, ma } = two
      const mine = await send(be, request(two))
      await drain(be, ma)
      two.clock.pass(1)
      await be.node.store.write(tx => tx.db.updateTable('dossier').set({ office: 'Elsewhere' }).where('id', '!=', mine.dossier).execute())
      for (let turn = 0; turn < 3; turn++) {
        const other = await send(be, request(two))
        await be.node.store.write(tx => tx.db.updateTable('dossier').set({ office: 'Elsewhere' }).where('id', '=', other.dossier).execute())
      }
      const page = await listOutbox(be.node, be.who.INV, { limit: 1 })
      expect(page).toMatchObject({ total: 1, next: null, rows: [{ message: mine.message }] })
      const stranger = { ...be.who.INV, account: '01a207a2-3280-7000-863d-216bb910a963' as Uuid, office: 'Nowhere' }
      expect(await rowsOf(stranger)).toEqual([])
      expect((await rowsOf(be.who.OPR)).some(row => row.kind === 'agreement-text')).toBe(true)
      expect((await rowsOf(be.who.REL)).every(row => row.dossier !== null)).toBe(true)
      await drain(be, ma)
    })

    test('says of each row why it waits: also of one that waits for another', async () => {
      const { be } = two
      const asked = await send(be, request(two))
      const behind = await send(be, more(two, asked.message, { messageType: 'WDW', clause: 'C30', note: 'No longer needed.' }), asked.dossier)
      const down = onLine(be, async () => ({ reached: false, code: 'unreachable' }))
      const of = async (message: Uuid) => (await rowsOf(be.who.OPR)).find(row => row.message === message)
      for (let turn = 0; turn < 5; turn++) {
        await deliverDue(down)
        two.clock.pass(6 * 60_000)
      }
      expect(await of(asked.message)).toMatchObject({ state: 'stuck', tries: 5, reason: 'unreachable' })
      expect(await of(behind.message)).toMatchObject({ state: 'waiting', tries: 0, reason: 'earlier-waits' })
      expect((await rowsOf(be.who.OPR, 'stuck')).map(row => row.message)).toEqual([asked.message])
      expect((await rowsOf(be.who.OPR, 'waiting')).map(row => row.message)).toEqual([behind.message])
      await settle(two)
      expect([(await of(asked.message))?.state, (await of(behind.message))?.state]).toEqual(['delivered', 'delivered'])
      expect(await of(behind.message)).toMatchObject({ reason: null })
    })

    test('finds each state by its word', async () => {
      const { be, ma } = two
      done(await freezePartner(be.node, be.who.OPR, ma.id, 'to see'))
      two.clock.pass(60_000)
      done(await thawPartner(be.node, be.who.SEC, ma.id, 'seen'))
      const all = await rowsOf(be.who.OPR)
      for (const state of ['waiting-slot', 'waiting', 'trying', 'stuck', 'held-by-partner', 'delivered', 'refused', 'stopped', 'expired'] as const)
        expect(await rowsOf(be.who.OPR, state), state).toEqual(all.filter(row => row.state === state))
      expect(all.find(row => row.kind === 'freeze' && row.state === 'waiting' && row.reason === 'earlier-waits')).toBeDefined()
      await settle(two)
    })
  })
