import { readCard } from '@entraide/exchange'
import { day, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookAfter } from '../src/jobs/runner.ts'
import { cardToHand, ownCard, renewCard } from '../src/steps/card.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { confirmPartner, importCard, readPartner, rotateKeys } from '../src/steps/partners.ts'
import {
  actsOf,
  codeOf,
  done,
  drain,
  engines,
  messageOf,
  outboxOf,
  partnerOf,
  request,
  type Side,
  send,
  settle,
  type Two,
  thirdNode,
  twoNodes,
} from './path-nodes.ts'

const wordsAt = async (side: Side, of: Side) => done(await readPartner(side.node, side.who.SEC, of.id)).spokenWords

for (const engine of engines)
  describe(`cards, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())

    test('two nodes that are months old still meet: the card that is handed over names a key that opens', async () => {
      const { ma } = two
      const third = await thirdNode(two)
      const first = await ownCard(third.node)
      for (let n = 0; n < 60; n++) {
        two.clock.pass(day)
        for (const side of [two.be, ma, third]) await lookAfter(side.node)
        await drain(two.be, ma)
      }
      const [ours, theirs] = [await cardToHand(ma.node), await cardToHand(third.node)]
      expect(theirs).not.toBe(first)
      expect(done(readCard(theirs, two.clock.at, null)).sequence).toBe(2)
      const seen = done(await importCard(ma.node, ma.who.SEC, theirs))
      expect(done(await importCard(third.node, third.who.SEC, ours)).spokenWords).toEqual(seen.spokenWords)
      done(await confirmPartner(ma.node, ma.who.SEC, third.id, seen.spokenWords))
      done(await confirmPartner(third.node, third.who.SEC, ma.id, seen.spokenWords))
      await drain(ma, third)
      // Both key lists opened at the other end: nothing was sealed to a key that was erased.
      for (const side of [ma, third]) {
        const partner = side === ma ? third : ma
        const lists = await side.node.store.read(tx =>
          tx.db
            .selectFrom('message')
            .select(['verdict', 'code'])
            .where('kind', '=', 'key-list')
            .where('direction', '=', 'out')
            .where('partner', '=', partner.id)
            .execute(),
        )
        expect(lists).toEqual([{ verdict: 'admitted', code: null }])
      }
      await third.remove()
    })

    test('a newer card handed to a third node changes no words of the other two', async () => {
      const { be, ma } = two
      const before = [await wordsAt(be, ma), await wordsAt(ma, be)]
      for (let n = 0; n < 9; n++) {
        two.clock.pass(day)
        for (const side of [be, ma]) await lookAfter(side.node)
        await drain(be, ma)
      }
      const handed = await cardToHand(ma.node)
      expect(await cardToHand(ma.node)).toBe(handed)
      expect([await wordsAt(be, ma), await wordsAt(ma, be)]).toEqual(before)
      expect(before[0]).toEqual(before[1])
      await settle(two)
    })

    test('a renewed card is told to every partner under the old keys, and is believed when its new words were read', async () => {
      const { be, ma } = two
      const old = await wordsAt(be, ma)
      const renewed = done(await renewCard(ma.node, ma.who.SEC))
      await deliverDue(ma.node)
      expect(await partnerOf(be, ma.id)).toMatchObject({ card: renewed.card, pairing: 'card-received', confirmed_by: null })
      // Until then nothing is sealed to it, and nothing it sends is opened.
      const waiting = await be.node.store.read(tx => tx.db.selectFrom('outbox').select('message_id').where('state', '=', 'waiting').execute())
      expect(waiting).toEqual([])
      done(await rotateKeys(ma.node, { kind: 'system' }))
      await deliverDue(ma.node)
      const unheard = await ma.node.store.read(tx =>
        tx.db.selectFrom('outbox').selectAll().where('state', '=', 'waiting').where('partner', '=', be.id).executeTakeFirstOrThrow(),
      )
      // Refused as a stranger's; that the wall's date is not the test's makes it look like a clock that is off.
      expect(['answered-401', 'clock-skew']).toContain(unheard.reason)
      expect(
        codeOf(await send(be, request(two)).catch(fault => ({ refused: String(fault.message).match(/refused: ([a-z-]+)/)?.[1] ?? 'fault', facts: {} }))),
      ).toBe('partner-not-paired')

      const words = await wordsAt(be, ma)
      expect(words).not.toEqual(old)
      expect(await wordsAt(ma, be)).toEqual(words)
      expect(codeOf(await confirmPartner(be.node, be.who.SEC, ma.id, old))).toBe('words-differ')
      done(await confirmPartner(be.node, be.who.SEC, ma.id, words))
      await settle(two)
      const asked = await send(be, request(two))
      await drain(be, ma)
      expect((await messageOf(be, asked.message))?.verdict).toBe('admitted')
      expect((await outboxOf(ma, unheard.message_id as Uuid))?.state).toBe('delivered')
      expect((await actsOf(ma, 'renew-card')).map(each => each.outcome)).toEqual(['done'])
    })

    test('after months without contact, when each knows erased keys of the other only, new cards read aloud bring them together again', async () => {
      const { be, ma } = two
      for (let n = 0; n < 50; n++) {
        two.clock.pass(day)
        for (const side of [be, ma]) await lookAfter(side.node)
      }
      const lost = await send(be, request(two))
      await settle(two)
      expect((await messageOf(be, lost.message))?.code).toBe('envelope-unopenable')
      for (const side of [be, ma]) done(await renewCard(side.node, side.who.SEC))
      done(await importCard(be.node, be.who.SEC, await cardToHand(ma.node)))
      done(await importCard(ma.node, ma.who.SEC, await cardToHand(be.node)))
      const words = await wordsAt(be, ma)
      expect(await wordsAt(ma, be)).toEqual(words)
      done(await confirmPartner(be.node, be.who.SEC, ma.id, words))
      done(await confirmPartner(ma.node, ma.who.SEC, be.id, words))
      await settle(two)
      const asked = await send(be, request(two))
      await drain(be, ma)
      expect((await messageOf(be, asked.message))?.verdict).toBe('admitted')
    })
  })
