import { calendarDate, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HoldDecision } from '../src/http/api.ts'
import { watchClocks } from '../src/jobs/runner.ts'
import { openDossier } from '../src/steps/dossier.ts'
import { createDraft } from '../src/steps/draft.ts'
import { confirmHold, decideHold, listHolds, readHold } from '../src/steps/holds.ts'
import { codeOf, done, dossierOf, drain, engines, type Fields, more, reply, request, type Side, send, type Two, twoNodes } from './path-nodes.ts'

const named = (name: string, holdUntil?: string): Fields['items'][number] => ({
  category: 'NAME',
  person: { names: [name] },
  nature: 'fact',
  source: 'B',
  information: '2',
  provenance: 'OBSE',
  verifiedOn: calendarDate('2026-11-20'),
  ...(holdUntil === undefined ? {} : { holdUntil: calendarDate(holdUntil) }),
})

for (const engine of engines)
  describe(`holding periods that run, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())
    const asked = async (said: Partial<Fields> = {}) => {
      const sent = await send(two.be, request(two, said))
      await drain(two.be, two.ma)
      return { ...sent, there: (await dossierOf(two.ma, sent.message))?.id as Uuid }
    }
    const opened = async (side: Side, dossier: Uuid) => done(await openDossier(side.node, side.who.OPR, dossier, 'the holding period'))
    const until = async (day_: string) => {
      two.clock.at = `${day_}T09:00:00.000Z` as typeof two.clock.at
      for (const side of [two.be, two.ma]) {
        await watchClocks(side.node)
        await watchClocks(side.node)
      }
    }
    const box = async (side: Side, which: 'review' | 'ending' | 'second' | 'all') =>
      (await listHolds(side.node, side.who.OPR, { box: which, limit: 50 })).rows.map(row => row.dossier)
    const keep = (day_: string): HoldDecision => ({ decides: 'keep', until: day_, reason: 'The investigation goes on.' })

    test('a statement with an end of its own goes on that day, the message on its own, and then all of the dossier', async () => {
      const { be, ma } = two
      const sent = await asked({ holdUntil: '2026-12-20', items: [named('Karim Exemple', '2026-12-01'), named('Nadia Exemple')] })
      await until('2026-12-01')
      expect((await opened(ma, sent.there)).messages[0]?.items.map(item => item.person?.names[0])).toEqual(['Karim Exemple', 'Nadia Exemple'])
      await until('2026-12-02')
      for (const [side, dossier] of [
        [ma, sent.there],
        [be, sent.dossier],
      ] as const) {
        const [message] = (await opened(side, dossier)).messages
        expect(message?.items.map(item => item.person?.names[0])).toEqual([undefined, 'Nadia Exemple'])
        expect(message?.erased).toMatchObject({ cause: 'hold-ended', whole: false })
        expect(message?.hold).toMatchObject({ holdUntil: '2026-12-20', state: 'held' })
      }
      await until('2026-12-20')
      expect((await opened(ma, sent.there)).messages[0]?.items[1]?.person?.names).toEqual(['Nadia Exemple'])
      await until('2026-12-21')
      // Nothing is held any more and nobody owes anything: the dossier's own key goes with it.
      for (const [side, dossier] of [
        [ma, sent.there],
        [be, sent.dossier],
      ] as const) {
        expect((await opened(side, dossier)).messages).toEqual([])
        const stone = await side.node.store.read(tx => tx.db.selectFrom('tombstone').selectAll().where('dossier_id', '=', dossier).execute())
        expect(stone).toHaveLength(1)
        const acts = await side.node.store.read(tx => tx.db.selectFrom('act').select('name').where('subject', '=', sent.message).execute())
        expect(acts.map(each => each.name)).toContain('hold-ended')
      }
    })

    test('what is owed about an erased dossier is still taken, and answered: it is not here', async () => {
      const { be, ma } = two
      const sent = await asked({ holdUntil: '2026-12-28' })
      await until('2026-12-29')
      expect((await opened(ma, sent.there)).messages).toEqual([])
      const order = more(two, sent.message, { messageType: 'DEL', clause: 'C31', reasons: 'The wrong person.', holdUntil: '2027-05-01' })
      const draft = await createDraft(be.node, be.who.OPR, { fields: order, dossier: sent.dossier })
      expect(codeOf(draft)).toBe('done')
      const ordered = await send(be, order, sent.dossier)
      await drain(be, ma)
      const row = await ma.node.store.read(tx => tx.db.selectFrom('obligation').selectAll().where('id', '=', ordered.message).executeTakeFirstOrThrow())
      expect(row.state).toBe('received')
      const back = reply(two, ordered.message, {
        messageType: 'ACK',
        clause: 'C31',
        items: [],
        matter: { matter: 'acknowledgement', step: 'acknowledge', notice: ordered.message, ack: 'NFD' },
      })
      await send(ma, back, sent.there)
      await drain(be, ma)
      const there = await be.node.store.read(tx => tx.db.selectFrom('obligation').selectAll().where('id', '=', ordered.message).executeTakeFirstOrThrow())
      expect([there.state, there.ack, there.is_settled]).toEqual(['done', 'NFD', 1])
    })

    test('after a year a review is due: kept for a reason no longer than the sender said, shortened, never lengthened', async () => {
      const { ma } = two
      const sent = await asked({ holdUntil: '2029-06-30' })
      expect(await box(ma, 'review')).not.toContain(sent.there)
      expect(await box(ma, 'all')).toContain(sent.there)
      await until('2027-12-28')
      expect(await box(ma, 'review')).not.toContain(sent.there)
      await until('2027-12-29')
      expect(await box(ma, 'review')).toContain(sent.there)
      const row = done(await readHold(ma.node, ma.who.OPR, sent.there))
      expect(row).toMatchObject({ senderUntil: '2029-06-30', holdUntil: '2029-06-30', reviewOn: '2027-12-29', due: 'review', messages: 1 })
      expect(codeOf(await decideHold(ma.node, ma.who.OPR, sent.there, keep('2029-07-01')))).toBe('hold-lengthened')
      expect(codeOf(await decideHold(ma.node, ma.who.OPR, sent.there, keep('2027-02-30')))).toBe('input-invalid')
      expect(codeOf(await decideHold(ma.node, ma.who.REL, sent.there, keep('2029-01-31')))).toBe('not-found')
      const kept = done(await decideHold(ma.node, ma.who.OPR, sent.there, keep('2029-01-31')))
      expect(kept).toMatchObject({ holdUntil: '2029-01-31', reviewOn: '2028-12-29', due: 'later' })
      expect(await box(ma, 'review')).not.toContain(sent.there)
      // A second word, within the sender's: longer than the first is allowed, longer than the sender's is not.
      const shorter: HoldDecision = { decides: 'shorten', until: '2028-01-31', reason: 'Answered.' }
      expect(done(await decideHold(ma.node, ma.who.OPR, sent.there, shorter))).toMatchObject({ holdUntil: '2028-01-31', due: 'later' })
      expect(codeOf(await decideHold(ma.node, ma.who.OPR, sent.there, { ...shorter, until: '2028-02-01' }))).toBe('hold-lengthened')
      await until('2028-01-10')
      expect(await box(ma, 'ending')).toContain(sent.there)
      await until('2028-02-01')
      expect((await opened(ma, sent.there)).messages).toEqual([])
      expect(await box(ma, 'all')).not.toContain(sent.there)
    })

    test('an erasure that a review decides takes a second person; until then it can be taken back', async () => {
      const { ma } = two
      const sent = await asked({ holdUntil: '2029-06-30' })
      const erase: HoldDecision = { decides: 'erase', reason: 'Nothing came of it.' }
      const waiting = done(await decideHold(ma.node, ma.who.OPR, sent.there, erase)).waiting
      expect(waiting).toMatchObject({ by: { id: ma.who.OPR.account }, reason: 'Nothing came of it.' })
      expect(await box(ma, 'second')).toContain(sent.there)
      const review = waiting?.review as Uuid
      expect(codeOf(await confirmHold(ma.node, ma.who.OPR, review, 'confirm'))).toBe('second-person-needed')
      expect(codeOf(await decideHold(ma.node, ma.who.OPR, sent.there, keep('2029-01-01')))).toBe('hold-decided')
      expect(codeOf(await confirmHold(ma.node, ma.who.INV, review, 'confirm'))).toBe('not-found')
      done(await confirmHold(ma.node, ma.who.OPR, review, 'withdraw'))
      expect(codeOf(await confirmHold(ma.node, ma.who.REL, review, 'confirm'))).toBe('hold-decided')
      expect((await opened(ma, sent.there)).messages[0]?.items[0]?.person?.names).toEqual(['Karim Exemple'])
      const again = done(await decideHold(ma.node, ma.who.OPR, sent.there, erase)).waiting?.review as Uuid
      done(await confirmHold(ma.node, ma.who.REL, again, 'confirm'))
      await watchClocks(ma.node)
      expect((await opened(ma, sent.there)).messages).toEqual([])
    })

    test('five years is the most at first, whatever the sender set', async () => {
      const { ma } = two
      const sent = await asked({ holdUntil: '2032-12-31' })
      // A sender's node may set more under its own law; this one had to be told so past its agreement.
      await ma.node.store.write(tx => tx.db.updateTable('message').set({ hold_until: '2039-12-31' }).where('id', '=', sent.message).execute())
      expect(done(await readHold(ma.node, ma.who.OPR, sent.there)).senderUntil).toBe('2033-02-01')
    })
  })
