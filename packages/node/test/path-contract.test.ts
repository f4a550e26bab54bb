import { isRefusal, later, minute, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sequence } from '../src/jobs/sequencer.ts'
import { forgetOldClaims } from '../src/steps/claim.ts'
import { deliverDue, deliveriesOver, handOver, keepDelivering } from '../src/steps/deliver.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier } from '../src/steps/dossier.ts'
import { createDraft, submitDraft } from '../src/steps/draft.ts'
import { stopMessage } from '../src/steps/outbox.ts'
import { confirmPartner, readPartner, rotateKeys } from '../src/steps/partners.ts'
import { receiveDelivery } from '../src/steps/receive.ts'
import { acceptThread, closeThread } from '../src/steps/thread.ts'
import { completeDraft, draftRow } from '../src/store/drafts.ts'
import { cardOf, type PartnerRow } from '../src/store/partners.ts'
import {
  actsOf,
  captured,
  codeOf,
  countOf,
  done,
  dossierOf,
  draftOf,
  drain,
  engines,
  messageOf,
  more,
  onLine,
  outboxOf,
  partnerOf,
  replayed,
  reply,
  request,
  type Side,
  send,
  settle,
  type Two,
  twoNodes,
} from './path-nodes.ts'

/** A side whose line is dead. */
const cut = (side: Side) => onLine(side, async () => ({ reached: false, code: 'unreachable' }))

/** Both shared logs verify leaf by leaf, tell one story, and have one size. */
async function bothLogsAgree({ be, ma }: Two): Promise<void> {
  const [ours, theirs] = [await replayed(be, ma.id), await replayed(ma, be.id)]
  expect([ours.isWhole, theirs.isWhole]).toEqual([true, true])
  const mirrored = { 'envelope-out': 'envelope-in', 'envelope-in': 'envelope-out', 'receipt-out': 'receipt-in', 'receipt-in': 'receipt-out' } as const
  const story = (events: typeof ours.events) => events.map(each => `${each.event} ${each.message}`).sort()
  expect(story(ours.events)).toEqual(story(theirs.events.map(each => ({ ...each, event: mirrored[each.event as keyof typeof mirrored] }))))
  expect(new Set(story(ours.events)).size).toBe(ours.size)
  expect(ours.size).toBe(theirs.size)
}

for (const engine of engines)
  describe(`the whole path on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())
    const state = async (side: Side, thread: Uuid) => (await dossierOf(side, thread))?.state

    test('a request is answered, used and closed; receipts pair one to one and the logs tell one story', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      expect(await state(be, asked.message)).toBe('sent')
      await drain(be, ma)
      expect([await state(be, asked.message), await state(ma, asked.message)]).toEqual(['received', 'received'])
      const there = (await dossierOf(ma, asked.message))?.id as Uuid
      done(await acceptThread(ma.node, ma.who.OPR, there))
      const answer = await send(ma, reply(two, asked.message, { messageType: 'REP', extent: 'whole' }), there)
      await drain(be, ma)
      expect([await state(be, asked.message), await state(ma, asked.message)]).toEqual(['answered', 'answered'])
      await send(be, more(two, answer.message, { messageType: 'FBK', clause: 'C30', use: 'used' }), asked.dossier)
      await drain(be, ma)
      expect([await state(be, asked.message), await state(ma, asked.message)]).toEqual(['closed', 'closed'])
      for (const side of [be, ma]) {
        const rows = await side.node.store.read(tx => tx.db.selectFrom('message').selectAll().execute())
        expect(rows.every(row => row.verdict === 'admitted' && row.receipt !== null)).toBe(true)
      }
      const ours = await messageOf(be, asked.message)
      const theirs = await messageOf(ma, asked.message)
      expect(ours?.receipt).toBe(theirs?.receipt)
      expect(ours?.body_digest).toBe(theirs?.body_digest)
      await bothLogsAgree(two)
    })

    test('what Brussels asks and takes back before it left is gone; nothing of it stands in the shared log of Rabat', async () => {
      const { be, ma } = two
      const before = await countOf(ma, 'message')
      const asked = await send(be, request(two))
      done(await stopMessage(be.node, be.who.OPR, asked.message))
      await settle(two)
      expect((await draftOf(be, asked.draft)).state).toBe('returned')
      expect(await countOf(ma, 'message')).toBe(before)
      expect(codeOf(await stopMessage(be.node, be.who.OPR, asked.message))).toBe('not-waiting')
    })

    test('ten deliveries of one message at one moment are one message, one dossier and one receipt', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      const [bytes] = await captured(be)
      const dossiers = await countOf(ma, 'dossier')
      const answers = await Promise.all(Array.from({ length: 10 }, () => receiveDelivery(ma.node, be.id, bytes as Uint8Array)))
      expect(answers.map(answer => answer.status)).toEqual(Array(10).fill(200))
      expect(new Set(answers.map(answer => answer.body)).size).toBe(1)
      expect(await countOf(ma, 'dossier')).toBe(dossiers + 1)
      const { events } = await replayed(ma, be.id)
      expect(events.filter(each => each.message === asked.message).map(each => each.event)).toEqual(['envelope-in', 'receipt-out'])
      await settle(two)
      expect((await messageOf(be, asked.message))?.verdict).toBe('admitted')
    })

    test('a draft released by two at one moment leaves once', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      const fields = more(two, asked.message, { messageType: 'CLR', clause: 'C30', note: 'He was seen on 2 November.' })
      const draft = done(await createDraft(be.node, be.who.OPR, { fields, dossier: asked.dossier }))
      const { version } = done(await submitDraft(be.node, be.who.OPR, draft.id))
      const both = await Promise.all([1, 2].map(() => releaseDraft(be.node, be.who.REL, draft.id, { version, note: '' })))
      expect(both.filter(isRefusal)).toHaveLength(1)
      await drain(be, ma)
      expect((await outboxOf(be, (both.find(each => !isRefusal(each)) as { message: Uuid }).message))?.state).toBe('delivered')
    })

    test('what a dossier rests on is what opened it, whatever clause a later message left under', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      const there = (await dossierOf(ma, asked.message))?.id as Uuid
      await send(ma, reply(two, asked.message, { messageType: 'RTC', clause: 'C30', note: 'Which container?', items: [] }), there)
      await drain(be, ma)
      for (const side of [be, ma]) {
        const row = await dossierOf(side, asked.message)
        const { legalBasis } = done(await openDossier(side.node, side.who.OPR, row?.id as Uuid, 'Reading'))
        expect([row?.clause, legalBasis?.clause, legalBasis?.purpose]).toEqual(['C30', request(two).clause, request(two).purpose])
      }
    })

    test('a return and its completion stop and start both clocks; a clarification that names something else completes nothing', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      const there = (await dossierOf(ma, asked.message))?.id as Uuid
      const returned = await send(ma, reply(two, asked.message, { messageType: 'RTC', clause: 'C30', note: 'Which container?', items: [] }), there)
      await drain(be, ma)
      expect([await state(be, asked.message), await state(ma, asked.message)]).toEqual(['returned-for-completion', 'returned-for-completion'])
      const aside = more(two, asked.message, { messageType: 'CLR', clause: 'C30', note: 'By the way, he has a brother.' })
      expect(codeOf(await createDraft(be.node, be.who.OPR, { fields: aside, dossier: asked.dossier }))).toBe('not-expected')
      await send(be, { ...aside, inReplyTo: returned.message, note: 'MSKU 000000 0.' }, asked.dossier)
      await drain(be, ma)
      expect([await state(be, asked.message), await state(ma, asked.message)]).toEqual(['received', 'received'])
      for (const side of [be, ma]) expect(JSON.parse((await dossierOf(side, asked.message))?.clock as string)).toMatchObject({ returnedAt: null })
    })

    test('a withdrawal that meets an answer on the line wins on both sides', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      const there = (await dossierOf(ma, asked.message))?.id as Uuid
      await send(be, more(two, asked.message, { messageType: 'WDW', clause: 'C30', note: 'No longer needed.' }), asked.dossier)
      const answer = await send(ma, reply(two, asked.message, { messageType: 'REP', extent: 'whole' }), there)
      await settle(two)
      expect([await state(be, asked.message), await state(ma, asked.message)]).toEqual(['withdrawn', 'withdrawn'])
      expect((await messageOf(ma, answer.message))?.code).toBe('not-expected')
      expect((await draftOf(ma, answer.draft)).state).toBe('returned')
    })

    test('a first message that is refused goes back to its author with what was written behind it, and can be sent again', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two, { title: 'Sent twice' }))
      const behind = await send(be, more(two, asked.message, { messageType: 'WDW', clause: 'C30', note: 'Not needed.' }), asked.dossier)
      // Rabat has suspended the agreement, and Brussels has not been told yet.
      const event = (kind: 'suspended' | 'resumed') =>
        ma.node.store.write(tx =>
          tx.db
            .insertInto('agreement_event')
            .values({ id: tx.newId(), hash: two.hash, partner: be.id, node: ma.id, kind, at: tx.at, by_account: null })
            .execute(),
        )
      await event('suspended')
      await drain(be, ma)
      expect((await messageOf(be, asked.message))?.code).toBe('agreement-suspended')
      two.clock.pass(1)
      await event('resumed')
      expect([(await draftOf(be, asked.draft)).returned_code, (await draftOf(be, behind.draft)).returned_code]).toEqual([
        'agreement-suspended',
        'earlier-refused',
      ])
      const home = await be.node.store.read(tx => tx.db.selectFrom('dossier').selectAll().where('id', '=', asked.dossier).executeTakeFirstOrThrow())
      expect([home.state, home.thread_id]).toEqual(['draft', null])
      const again = done(await submitDraft(be.node, be.who.INV, asked.draft))
      const { message } = done(await releaseDraft(be.node, be.who.REL, asked.draft, { version: again.version, note: '' }))
      await settle(two)
      expect(message).not.toBe(asked.message)
      expect([await state(be, message), await state(ma, message)]).toEqual(['received', 'received'])
    })

    test('messages of one thread arrive in their order, whatever waits', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      const there = (await dossierOf(ma, asked.message))?.id as Uuid
      const parts = [
        await send(ma, reply(two, asked.message, { messageType: 'REP', extent: 'partial' }), there),
        await send(ma, reply(two, asked.message, { messageType: 'REP', extent: 'partial' }), there),
        await send(ma, reply(two, asked.message, { messageType: 'REP', extent: 'whole' }), there),
      ]
      let calls = 0
      // Each first call of a delivery is lost on the way out or its answer on the way back.
      const shaky = onLine(ma, async (call, pass) => {
        calls++
        if (calls % 3 === 1) return { reached: false, code: 'unreachable' }
        const answer = await pass(call)
        return calls % 3 === 2 ? { reached: false, code: 'line-broken' } : answer
      })
      for (let turn = 0; turn < 20; turn++) {
        await deliverDue(shaky)
        two.clock.pass(6 * minute)
      }
      expect(await state(be, asked.message)).toBe('answered')
      const arrived = await be.node.store.read(tx =>
        tx.db.selectFrom('message').select('id').where('dossier_id', '=', asked.dossier).where('direction', '=', 'in').orderBy('at').execute(),
      )
      expect(arrived.map(row => row.id)).toEqual(parts.map(part => part.message))
      await bothLogsOf(two)
    })

    test('a negative answer leaves at its slot, and neither log size nor checkpoint tells before', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      const there = (await dossierOf(ma, asked.message))?.id as Uuid
      const size = (await replayed(ma, be.id)).size
      const partial = await send(ma, reply(two, asked.message, { messageType: 'REP', extent: 'partial', items: [] }), there)
      await sequence(ma.node)
      expect((await replayed(ma, be.id)).size).toBe(size)
      await drain(be, ma)
      expect((await messageOf(ma, partial.message))?.verdict).toBeNull()
      two.clock.at = later((await outboxOf(ma, partial.message))?.not_before as typeof two.clock.at, 1)
      await drain(be, ma)
      expect((await messageOf(ma, partial.message))?.verdict).toBe('admitted')
      await bothLogsOf(two)
    })

    test('keys change while messages wait: the proof beside an envelope opens with the key of its envelope', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await settleKeys(ma)
      const seen = (await readPartnerLog(ma, be)).size
      // A line that the receipts of those keys did not show.
      await send(be, request(two))
      await drain(be, ma)
      expect((await messageOf(be, asked.message))?.verdict).toBe('admitted')
      expect((await readPartnerLog(ma, be)).size).toBeGreaterThan(seen)
    })

    test('a card that changed holds what waits until its words are read, and nothing goes back to its author', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await be.node.store.write(tx => tx.db.updateTable('partner').set({ pairing: 'card-received', confirmed_by: null }).where('node', '=', ma.id).execute())
      await drain(be, ma)
      expect(await outboxOf(be, asked.message)).toMatchObject({ state: 'waiting', reason: 'partner-not-paired' })
      const { spokenWords } = done(await readPartner(be.node, be.who.SEC, ma.id))
      done(await confirmPartner(be.node, be.who.SEC, ma.id, spokenWords))
      await drain(be, ma)
      expect((await messageOf(be, asked.message))?.verdict).toBe('admitted')
    })

    test('a claim of a process that was killed is nobody’s after a start on a store of one process', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await be.node.store.write(tx =>
        tx.db
          .updateTable('outbox')
          .set({ claimed_until: later(tx.at, 2 * minute) })
          .where('message_id', '=', asked.message)
          .execute(),
      )
      await drain(be, ma)
      expect((await messageOf(be, asked.message))?.verdict).toBeNull()
      await forgetOldClaims(be.node)
      if (engine === 'postgres') two.clock.pass(3 * minute)
      await drain(be, ma)
      expect((await messageOf(be, asked.message))?.verdict).toBe('admitted')
    })

    describe('what is released where deliveries run by themselves', () => {
      const faults: unknown[] = []
      beforeAll(() => keepDelivering(two.be.node, fault => faults.push(fault)))
      afterAll(async () => {
        await deliveriesOver(two.be.node)
        expect(faults).toEqual([])
      })
      const verdict = async (id: Uuid) => (await messageOf(two.be, id))?.verdict ?? null

      test('leaves at once, without a turn; several at once too, each once, and its thread goes on', async () => {
        const { be, ma } = two
        const asked = await Promise.all(Array.from({ length: 6 }, () => send(be, request(two))))
        await expect.poll(() => Promise.all(asked.map(({ message }) => verdict(message)))).toEqual(asked.map(() => 'admitted'))
        for (const { message } of asked) {
          expect(await outboxOf(be, message)).toMatchObject({ state: 'delivered', tries: 1, claimed_until: null })
          const leaves = await be.node.store.read(tx =>
            tx.db.selectFrom('leaf').select('facts').where('message_id', '=', message).where('log', 'like', '%/exchange/%').execute(),
          )
          expect(leaves.map(each => JSON.parse(each.facts).event).sort()).toEqual(['envelope-out', 'receipt-in'])
        }
        const [first] = asked as [(typeof asked)[number]]
        const taken = await send(be, more(two, first.message, { messageType: 'WDW', clause: 'C30', note: 'No longer needed' }), first.dossier)
        await expect.poll(() => verdict(taken.message)).toBe('admitted')
        await settle(two)
        expect(await state(ma, first.message)).toBe(await state(be, first.message))
      })

      test('waits behind what waits in its thread', async () => {
        const { be, ma } = two
        await deliveriesOver(be.node)
        const asked = await send(be, request(two))
        await keepDelivering(cut(be), fault => faults.push(fault))
        const behind = await send(be, more(two, asked.message, { messageType: 'WDW', clause: 'C30', note: 'No longer needed' }), asked.dossier)
        expect([await verdict(asked.message), await verdict(behind.message)]).toEqual([null, null])
        expect(await outboxOf(be, behind.message)).toMatchObject({ claimed_until: null, tries: 0 })
        await be.node.store.write(tx => tx.db.updateTable('outbox').set({ next_try_at: tx.at, claimed_until: null }).where('state', '=', 'waiting').execute())
        await drain(be, ma)
        expect([await verdict(asked.message), await verdict(behind.message)]).toEqual(['admitted', 'admitted'])
      })
    })

    test('what is handed over is asked again like anything that leaves: a freeze or an erasure since its release stops it', async () => {
      const { be, ma } = two
      const handed = async (between: (asked: { message: Uuid; draft: Uuid; dossier: Uuid }) => Promise<unknown>) => {
        const asked = await send(be, request(two))
        const line = (await messageOf(be, asked.message)) as NonNullable<Awaited<ReturnType<typeof messageOf>>>
        const key = cardOf((await partnerOf(be, ma.id)) as PartnerRow).recipientKey
        const fresh = await be.node.store.read(async tx => {
          const row = (await draftRow(tx, asked.draft)) as NonNullable<Awaited<ReturnType<typeof draftRow>>>
          return { line: { ...line, is_control: false }, draft: done(await completeDraft(be.node, tx, row)), version: row.version, key }
        })
        const entry = (await outboxOf(be, asked.message)) as NonNullable<Awaited<ReturnType<typeof outboxOf>>>
        await between(asked)
        const claimed_until = later(two.clock.at, 2 * minute)
        await be.node.store.write(tx => tx.db.updateTable('outbox').set({ claimed_until }).where('message_id', '=', asked.message).execute())
        await keepDelivering(cut(be), () => {})
        handOver(be.node, entry, fresh)
        await deliveriesOver(be.node)
        return await outboxOf(be, asked.message)
      }
      const freeze = (at: string | null) => be.node.store.write(tx => tx.db.updateTable('partner').set({ frozen_at: at }).where('node', '=', ma.id).execute())
      expect(await handed(() => freeze(two.clock.at))).toMatchObject({ state: 'stopped' })
      await freeze(null)
      expect(await handed(({ dossier }) => be.node.store.write(tx => tx.erase(dossier)))).toMatchObject({ state: 'stopped', reason: 'erased' })
    })

    test('a thread is not closed while a message of it is under way', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await drain(be, ma)
      const there = (await dossierOf(ma, asked.message))?.id as Uuid
      await send(ma, reply(two, asked.message, { messageType: 'REP', extent: 'whole' }), there)
      expect(codeOf(await closeThread(ma.node, ma.who.OPR, there))).toBe('message-under-way')
      await drain(be, ma)
      expect(codeOf(await closeThread(ma.node, ma.who.OPR, there))).toBe('done')
    })

    test('an answer that overtakes the receipt of its question leaves no clock running', async () => {
      const { be, ma } = two
      const asked = await send(be, request(two))
      await deliverDue(
        onLine(be, async (call, pass) => {
          await pass(call)
          return { reached: false, code: 'line-broken' }
        }),
      )
      const there = (await dossierOf(ma, asked.message))?.id as Uuid
      await send(ma, reply(two, asked.message, { messageType: 'REP', extent: 'whole' }), there)
      await deliverDue(ma.node)
      expect(await state(be, asked.message)).toBe('answered')
      await settle(two)
      const row = await dossierOf(be, asked.message)
      expect(row?.state).toBe('answered')
      expect([row?.due_at, JSON.parse(row?.clock as string).endedAt === null]).toEqual([null, false])
    })

    test('no act of these scenes was refused for want of a log line', async () => {
      for (const side of [two.be, two.ma]) expect((await actsOf(side, 'receive')).filter(each => each.code === 'leaf-unwritable')).toEqual([])
    })
  })

const settleKeys = async (side: Side) => {
  done(await rotateKeys(side.node, { kind: 'system' }))
  await deliverDue(side.node)
}
const readPartnerLog = async (side: Side, of: Side) => ({
  size: (await side.node.store.read(tx => tx.db.selectFrom('partner').select('seen_size').where('node', '=', of.id).executeTakeFirstOrThrow())).seen_size ?? 0,
})
/** Each log verifies by itself: sizes may differ by envelopes that never arrived. */
async function bothLogsOf({ be, ma }: Two): Promise<void> {
  expect([(await replayed(be, ma.id)).isWhole, (await replayed(ma, be.id)).isWhole]).toEqual([true, true])
}
