import { type PlanMatter, type PlanText, planDigest } from '@entraide/exchange'
import { type CalendarDate, calendarDate, day, hour, instant, later, millisecondsOf, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Plan } from '../src/http/api.ts'
import { watchClocks } from '../src/jobs/runner.ts'
import { releaseDraft, sendBack } from '../src/steps/dispatch.ts'
import { submitDraft } from '../src/steps/draft.ts'
import { readFollowUp } from '../src/steps/follow-up.ts'
import { stopMessage } from '../src/steps/outbox.ts'
import { countPlan, draftPlanStep, nextPlan, proposePlan } from '../src/steps/plan-drafts.ts'
import { balanceOf, listPlans, readPlan } from '../src/steps/plans.ts'
import { receiveDelivery } from '../src/steps/receive.ts'
import { awaitAuthorisation } from '../src/steps/thread.ts'
import { codeOf, done, dossierOf, drain, engines, forge, messageOf, more, reply, request, type Side, send, type Two, twoNodes } from './path-nodes.ts'

const from = calendarDate('2026-11-01')
const until = calendarDate('2027-04-30')
const terms = { transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] } as const
const termsOf = (side: Side) => (side.id.startsWith('BE') ? { ...terms, assurances: [...terms.assurances] } : null)

function planText(two: Two, said: Partial<PlanText> = {}): PlanText {
  const action = (id: string, owner: Side, dueOn: CalendarDate) => ({
    id,
    title: { en: `action ${id}`, fr: `action ${id}` },
    owner: owner.id,
    office: 'SPOC',
    dueOn,
    carries: null,
    indicators: [] as PlanText['axes'][number]['objectives'][number]['actions'][number]['indicators'],
  })
  const counted = (what: 'in-time' | 'asked', askedBy: Side) => ({ what, messageTypes: ['REQ' as const], crimeAreas: ['DRUG' as const], askedBy: askedBy.id })
  const withIndicator = {
    ...action('A1', two.ma, calendarDate('2027-01-31')),
    indicators: [
      {
        id: 'I1',
        title: { en: 'answered in time' },
        numerator: counted('in-time', two.be),
        denominator: counted('asked', two.be),
        from,
        until,
        treatment: { withdrawn: 'left-out', returned: 'left-out', vanished: 'left-out', open: 'left-out' } as const,
        target: 90,
      },
    ],
  }
  return {
    plan: 'PLAN-1',
    chain: 'BE-MA-PLANS',
    follows: null,
    title: { en: 'A plan', fr: 'Un plan' },
    from,
    until,
    regime: 'LE',
    axes: [
      {
        id: 'AX1',
        title: { en: 'Drugs' },
        objectives: [{ id: 'O1', title: { en: 'Answer in time' }, actions: [withIndicator, action('A2', two.be, calendarDate('2027-03-31'))] }],
      },
    ],
    ...said,
  }
}

/** Drafted by the operator, released by the releasing officer. */
async function say(side: Side, plan: Uuid, matter: PlanMatter, note = ''): Promise<Uuid> {
  const draft = done(await draftPlanStep(side.node, side.who.OPR, plan, { matter, note, terms: termsOf(side), submit: true }))
  return done(await releaseDraft(side.node, side.who.REL, draft.id, { version: draft.version, note: '' })).message
}
const sayNo = async (side: Side, plan: Uuid, matter: PlanMatter, note = '') =>
  codeOf(await draftPlanStep(side.node, side.who.OPR, plan, { matter, note, terms: termsOf(side), submit: true }))
const read = async (side: Side, plan: Uuid): Promise<Plan> => done(await readPlan(side.node, side.who.OPR, plan))

async function proposed(two: Two, text: PlanText = planText(two)): Promise<{ readonly be: Uuid; readonly ma: Uuid; readonly thread: Uuid }> {
  const draft = done(await proposePlan(two.be.node, two.be.who.OPR, { partner: two.ma.id, text, terms: termsOf(two.be), submit: true }))
  const { message } = done(await releaseDraft(two.be.node, two.be.who.REL, draft.id, { version: draft.version, note: '' }))
  await drain(two.be, two.ma)
  return { be: draft.dossier, ma: (await dossierOf(two.ma, message))?.id as Uuid, thread: message }
}
/** A plan signed by both. */
async function running(two: Two, text: PlanText = planText(two)): Promise<{ readonly be: Uuid; readonly ma: Uuid }> {
  const plan = await proposed(two, text)
  const digest = planDigest(text)
  await say(two.ma, plan.ma, { matter: 'plan', step: 'agree', digest })
  await drain(two.be, two.ma)
  await say(two.be, plan.be, { matter: 'plan', step: 'sign', digest })
  await drain(two.be, two.ma)
  await say(two.ma, plan.ma, { matter: 'plan', step: 'countersign', digest })
  await drain(two.be, two.ma)
  return plan
}
const passTo = (two: Two, at: string) => two.clock.pass(millisecondsOf(instant(at)) - millisecondsOf(two.clock.at))
const item = (id: string, status: 'RUN' | 'DON' | 'DRP' | 'CAR' | 'BLK', reason = '', evidence: string[] = []): PlanMatter => ({
  matter: 'plan',
  step: 'item',
  item: id,
  status,
  reason,
  evidence,
})

for (const engine of engines)
  describe(`plans between two nodes, on ${engine}`, () => {
    let two: Two
    beforeAll(async () => {
      two = await twoNodes(engine)
    })
    afterAll(() => two.close())

    test('a plan is proposed, changed, agreed and signed, and both sides hold it word for word', async () => {
      const plan = await proposed(two, planText(two, { plan: 'PLAN-WORDS' }))
      expect((await read(two.ma, plan.ma)).row).toMatchObject({ state: 'proposed', side: 'holder', name: 'PLAN-WORDS' })
      const changed = planText(two, { plan: 'PLAN-WORDS', title: { en: 'A plan, changed' } })
      // Not its turn: the asker waits for an answer to its proposal.
      expect(await sayNo(two.be, plan.be, { matter: 'plan', step: 'agree', digest: planDigest(changed) })).toBe('not-expected')
      await say(two.ma, plan.ma, { matter: 'plan', step: 'change', text: changed })
      await drain(two.be, two.ma)
      expect(await sayNo(two.be, plan.be, { matter: 'plan', step: 'agree', digest: planDigest(planText(two)) })).toBe('plan-digest')
      await say(two.be, plan.be, { matter: 'plan', step: 'agree', digest: planDigest(changed) })
      await drain(two.be, two.ma)
      await say(two.be, plan.be, { matter: 'plan', step: 'sign', digest: planDigest(changed) })
      await drain(two.be, two.ma)
      await say(two.ma, plan.ma, { matter: 'plan', step: 'countersign', digest: planDigest(changed) })
      await drain(two.be, two.ma)
      const [ours, theirs] = [await read(two.be, plan.be), await read(two.ma, plan.ma)]
      expect([ours.row.state, theirs.row.state]).toEqual(['running', 'running'])
      expect(ours.text).toEqual(theirs.text)
      expect(ours.signatures.map(each => each.by)).toEqual([two.be.id, two.ma.id])
      expect(theirs.signatures).toEqual(ours.signatures)
      expect(ours.versions.map(each => each.by)).toEqual([two.be.id, two.ma.id])
      expect(ours.items.map(each => each.status)).toEqual(['AGR', 'AGR'])
    })

    test('what is no plan does not leave: an owner who is no party, a name used twice, a day outside', async () => {
      const propose = async (text: PlanText) =>
        await proposePlan(two.be.node, two.be.who.OPR, { partner: two.ma.id, text, terms: termsOf(two.be), submit: true })
      const text = planText(two, { plan: 'PLAN-BAD' })
      const edited = (change: (action: PlanText['axes'][number]['objectives'][number]['actions'][number]) => object) =>
        structuredClone({
          ...text,
          axes: text.axes.map(axis => ({
            ...axis,
            objectives: axis.objectives.map(each => ({ ...each, actions: each.actions.map(action => ({ ...action, ...change(action) })) })),
          })),
        }) as PlanText
      expect(codeOf(await propose(edited(() => ({ owner: 'FR-DCPJ-SPOC' }))))).toBe('plan-text')
      expect(codeOf(await propose(edited(() => ({ id: 'A1' }))))).toBe('plan-text')
      expect(codeOf(await propose(edited(() => ({ dueOn: '2029-01-01' }))))).toBe('plan-text')
      expect(codeOf(await propose({ ...text, regime: 'AM' }))).toBe('plan-text')
      expect(codeOf(await propose({ ...text, axes: [] }))).toBe('plan-text')
      expect(codeOf(await propose(planText(two, { plan: 'PLAN-WORDS' })))).toBe('plan-name-taken')
    })

    test('only the owner says how an action stands, and says done with evidence both sides know', async () => {
      const plan = await running(two, planText(two, { plan: 'PLAN-OWNERS' }))
      expect(await sayNo(two.be, plan.be, item('A1', 'RUN'))).toBe('plan-item-foreign')
      expect(await sayNo(two.be, plan.be, item('A9', 'RUN'))).toBe('plan-item-unknown')
      expect(await sayNo(two.be, plan.be, item('A2', 'DON'))).toBe('plan-evidence-missing')
      expect(await sayNo(two.be, plan.be, item('A2', 'DON', '', ['BE-POL-SPOC/2026/ZZZZZ']))).toBe('plan-evidence-unknown')
      expect(await sayNo(two.be, plan.be, item('A2', 'BLK'))).toBe('plan-reason-missing')
      // What was refused leaves nothing behind for others to wonder at.
      expect((await read(two.be, plan.be)).drafts).toEqual([])
      const asked = await send(two.be, request(two))
      const reference = async () => (await dossierOf(two.be, asked.message))?.our_reference as string
      // Not there yet: what the partner does not know is no evidence.
      expect(await sayNo(two.be, plan.be, item('A2', 'DON', '', [await reference()]))).toBe('plan-evidence-unknown')
      await drain(two.be, two.ma)
      await say(two.be, plan.be, item('A2', 'DON', '', [await reference()]))
      await drain(two.be, two.ma)
      expect((await read(two.ma, plan.ma)).items.find(each => each.id === 'A2')).toMatchObject({ status: 'DON', evidence: [await reference()] })
    })

    test('an action of a visit is taken on by its owner, and both sides have it', async () => {
      const plan = await running(two, planText(two, { plan: 'PLAN-VISIT' }))
      const base = planText(two).axes[0]?.objectives[0]?.actions[1]
      const add = (owner: Side, id: string): PlanMatter => ({
        matter: 'plan',
        step: 'add',
        objective: 'O1',
        action: { ...(base as NonNullable<typeof base>), id, owner: owner.id },
        decision: { visit: 'VISIT-1', item: 'D1' },
      })
      expect(await sayNo(two.be, plan.be, add(two.ma, 'A7'))).toBe('plan-item-foreign')
      await say(two.be, plan.be, add(two.be, 'A7'))
      await say(two.ma, plan.ma, add(two.ma, 'A6'))
      await drain(two.be, two.ma)
      for (const [side, id] of [
        [two.be, plan.be],
        [two.ma, plan.ma],
      ] as const)
        expect((await read(side, id)).items.filter(each => each.added).map(each => [each.id, each.status])).toEqual([
          ['A6', 'AGR'],
          ['A7', 'AGR'],
        ])
    })

    test('a step that the other side does not take in is undone here, and its author has the draft again', async () => {
      const plan = await running(two, planText(two, { plan: 'PLAN-BACK' }))
      await say(two.be, plan.be, item('A2', 'RUN'))
      const message = await say(two.be, plan.be, item('A2', 'BLK', 'no staff'))
      expect((await read(two.be, plan.be)).items.find(each => each.id === 'A2')?.status).toBe('BLK')
      done(await stopMessage(two.be.node, two.be.who.OPR, message))
      expect((await read(two.be, plan.be)).items.find(each => each.id === 'A2')?.status).toBe('RUN')
      await drain(two.be, two.ma)
      expect((await read(two.ma, plan.ma)).items.find(each => each.id === 'A2')?.status).toBe('RUN')
      expect((await read(two.be, plan.be)).drafts).toMatchObject([{ step: 'item', state: 'returned', mine: true }])
    })

    test('a sender that skips its own checks is refused: a foreign item, an unknown reference, a text of another', async () => {
      const plan = await running(two, planText(two, { plan: 'PLAN-FORGED' }))
      const lawful = await say(two.be, plan.be, item('A2', 'RUN'))
      await drain(two.be, two.ma)
      const body = await two.be.node.store.read(async tx => {
        const row = await tx.db.selectFrom('message').selectAll().where('id', '=', lawful).executeTakeFirstOrThrow()
        return JSON.parse(new TextDecoder().decode((await tx.unsealBytes(plan.be, `message/${lawful}/body`, row.body_sealed as Uint8Array)) as Uint8Array))
      })
      for (const matter of [item('A1', 'RUN'), item('A2', 'DON', '', ['BE-POL-SPOC/2026/ZZZZZ']), { matter: 'plan', step: 'close', digest: '0'.repeat(64) }]) {
        const forged = await forge(two.be, two.ma, { ...body, matter })
        await receiveDelivery(two.ma.node, two.be.id, forged.bytes)
        expect(await messageOf(two.ma, forged.id)).toMatchObject({ verdict: 'refused', code: 'not-expected' })
      }
    })

    test('both count the same exchanges by the same rules; what differs is named, and explained', async () => {
      const own = await twoNodes(engine)
      const plan = await running(own)
      // Four from Brussels: one answered in time, one refused on a protected ground, one withdrawn, one left silent; one late from Rabat.
      const asked: Uuid[] = []
      for (let n = 0; n < 4; n++) asked.push((await send(own.be, request(own))).message)
      const [answered, refused, withdrawn, silent] = asked as [Uuid, Uuid, Uuid, Uuid]
      const back = await send(own.ma, request(own, { to: own.be.id, transferBasis: null, assurances: [], urgency: 'U8H' }))
      await drain(own.be, own.ma)
      const atMa = async (thread: Uuid) => (await dossierOf(own.ma, thread))?.id as Uuid
      const atBe = async (thread: Uuid) => (await dossierOf(own.be, thread))?.id as Uuid
      own.clock.pass(2 * hour)
      const items = request(own).items
      await send(own.ma, reply(own, answered, { messageType: 'REP', extent: 'whole', items }), await atMa(answered))
      await send(own.ma, reply(own, refused, { messageType: 'RFS', clause: 'C30', ground: 'SOVE', items: [] }), await atMa(refused))
      await send(own.be, more(own, withdrawn, { messageType: 'WDW', clause: 'C30', note: 'cleared' }), await atBe(withdrawn))
      done(await awaitAuthorisation(own.be.node, own.be.who.OPR, await atBe(back.message)))
      own.clock.pass(10 * hour)
      await watchClocks(own.be.node)
      await send(
        own.be,
        request(own, { to: own.ma.id, inReplyTo: back.message, messageType: 'REP', extent: 'whole', title: 'Answer', items, urgency: 'U8H' }),
        await atBe(back.message),
      )
      await drain(own.be, own.ma)
      const period = { partner: own.ma.id, from, until }
      for (const [side, line] of [
        [own.be, 0],
        [own.ma, 1],
      ] as const) {
        const open = done(await readFollowUp(side.node, side.who.OPR, { ...period, partner: side === own.be ? own.ma.id : own.be.id }))
        expect(open.totals[line]?.counts).toMatchObject({ open: { ours: 1 } })
      }
      // Time alone makes silence of it: no clock was looked at since.
      own.clock.pass(4 * day)
      const ours = done(await readFollowUp(own.be.node, own.be.who.OPR, period))
      const counts = (line: (typeof ours.totals)[number] | undefined) =>
        Object.fromEntries(Object.entries(line?.counts ?? {}).flatMap(([name, pair]) => (pair.ours === 0 ? [] : [[name, pair.ours]])))
      expect(counts(ours.totals[0])).toEqual({
        asked: 4,
        answered: 1,
        refused: 1,
        withdrawn: 1,
        silent: 1,
        'in-time': 2,
        // The protected ground is one of those that "cannot be answered".
        'ground.GENR': 1,
        'urgency.U3D': 4,
      })
      expect(counts(ours.totals[1])).toEqual({ asked: 1, answered: 1, late: 1, 'urgency.U8H': 1 })
      expect(ours.totals[1]?.lateForJudge).toBe(1)
      const theirs = done(await readFollowUp(own.ma.node, own.ma.who.OPR, { ...period, partner: own.be.id }))
      expect(counts(theirs.totals[1])).toEqual(counts(ours.totals[0]))
      expect(counts(theirs.totals[0])).toEqual(counts(ours.totals[1]))
      expect(theirs.totals[0]?.lateForJudge).toBeNull()
      expect(ours.totals[0]?.counts.asked).toEqual({ ours: 4, theirs: null, differs: null })

      // Told, they stand beside each other: the same.
      const tell = async (side: Side, id: Uuid) => {
        const counted = done(await countPlan(side.node, side.who.OPR, id, from, until))
        await say(side, id, counted.matter)
        await drain(own.be, own.ma)
      }
      await tell(own.ma, plan.ma)
      const seen = await read(own.be, plan.be)
      expect(seen.indicators[0]).toMatchObject({
        numerator: { ours: 2, theirs: 2, differs: 'none' },
        denominator: { ours: 3, theirs: 3, differs: 'none' },
        leftOut: { withdrawn: 1, returned: 0, vanished: 0, open: 0 },
      })
      expect(seen.told).toMatchObject([{ by: own.ma.id, delivered: true }])
      // Something happens since: explained as such, not as a quarrel.
      own.clock.pass(hour)
      const later4 = await send(own.be, request(own))
      await drain(own.be, own.ma)
      await send(own.ma, reply(own, silent, { messageType: 'REP', extent: 'whole', items }), await atMa(silent))
      await drain(own.be, own.ma)
      const after = await read(own.be, plan.be)
      expect(after.indicators[0]).toMatchObject({ denominator: { ours: 3, theirs: 3, differs: 'none' }, leftOut: { open: 1 } })
      const line = done(await readFollowUp(own.be.node, own.be.who.OPR, period)).totals[0]
      expect(line?.counts.asked).toEqual({ ours: 5, theirs: 4, differs: 'since' })
      expect(line?.counts.silent).toEqual({ ours: 0, theirs: 1, differs: 'since' })
      expect(line?.counts.answered).toEqual({ ours: 2, theirs: 1, differs: 'since' })
      expect(await dossierOf(own.ma, later4.message)).toBeDefined()
      await own.close()
    }, 120_000)

    test('figures are counted, never typed', async () => {
      const plan = await running(two, planText(two, { plan: 'PLAN-TYPED' }))
      const { matter } = done(await countPlan(two.be.node, two.be.who.OPR, plan.be, from, until))
      if (matter.matter !== 'plan' || matter.step !== 'counts') throw new Error('no counts')
      const typed = { ...matter, rows: matter.rows.map((row, at) => (at === 0 ? { ...row, count: row.count + 1 } : row)) }
      expect(await sayNo(two.be, plan.be, typed)).toBe('plan-counts-stale')
      expect(await sayNo(two.be, plan.be, { ...matter, at: later(matter.at, 1) })).toBe('plan-counts-stale')
      expect(codeOf(await countPlan(two.be.node, two.be.who.OPR, plan.be, '2026-01-01', until))).toBe('plan-period')
      // What was counted may wait for its release; counted anew meanwhile, the older one does not leave.
      const draft = done(await draftPlanStep(two.be.node, two.be.who.OPR, plan.be, { matter, note: '', terms: termsOf(two.be), submit: true }))
      two.clock.pass(1)
      done(await countPlan(two.be.node, two.be.who.OPR, plan.be, from, until))
      expect(codeOf(await releaseDraft(two.be.node, two.be.who.REL, draft.id, { version: draft.version, note: '' }))).toBe('plan-counts-stale')
      done(await sendBack(two.be.node, two.be.who.REL, draft.id, 'count anew'))
    })

    test('nothing dies silently: a plan closes once each item has ended, both counted, and the next one takes on what is carried', async () => {
      const own = await twoNodes(engine)
      const plan = await running(own)
      const asked = await send(own.be, request(own))
      await drain(own.be, own.ma)
      const reference = (await dossierOf(own.be, asked.message))?.our_reference as string
      // Its evaluation begins six months before its end, here on its first day: by the clock, on each side.
      await watchClocks(own.be.node)
      await watchClocks(own.ma.node)
      expect([(await read(own.be, plan.be)).row.state, (await read(own.ma, plan.ma)).row.state]).toEqual(['evaluation', 'evaluation'])
      const close = async (side: Side, id: Uuid) => await sayNo(side, id, { matter: 'plan', step: 'close', digest: (await read(side, id)).closing.digest })
      expect((await read(own.be, plan.be)).closing.open).toEqual(['A1', 'A2'])
      expect(await close(own.be, plan.be)).toBe('plan-items-open')
      await say(own.ma, plan.ma, item('A1', 'CAR', 'the permanence starts in May'))
      await say(own.be, plan.be, item('A2', 'DON', '', [reference]))
      await drain(own.be, own.ma)
      expect(await close(own.be, plan.be)).toBe('plan-counts-missing')
      for (const [side, id] of [
        [own.be, plan.be],
        [own.ma, plan.ma],
      ] as const) {
        await say(side, id, done(await countPlan(side.node, side.who.OPR, id, from, until)).matter)
        await drain(own.be, own.ma)
      }
      const review = { matter: 'plan', step: 'review', on: calendarDate('2026-11-23'), visit: null, conclusions: { fr: 'Bien.' } } as const
      for (const [on, code] of [
        ['2026-11-24', 'day-to-come'],
        ['2020-01-01', 'plan-period'],
      ] as const)
        expect(await sayNo(own.be, plan.be, { ...review, on: calendarDate(on) })).toBe(code)
      await say(own.be, plan.be, review)
      await drain(own.be, own.ma)
      // The other side reopens once, with a word.
      const digest = (await read(own.be, plan.be)).closing.digest
      await say(own.be, plan.be, { matter: 'plan', step: 'close', digest })
      await drain(own.be, own.ma)
      expect(await sayNo(own.ma, plan.ma, { matter: 'plan', step: 'reopen' })).toBe('plan-reason-missing')
      await say(own.ma, plan.ma, { matter: 'plan', step: 'reopen' }, 'one more word on A1')
      await drain(own.be, own.ma)
      await say(own.ma, plan.ma, item('A1', 'CAR', 'the permanence starts in June'))
      await drain(own.be, own.ma)
      await say(own.be, plan.be, { matter: 'plan', step: 'close', digest })
      await drain(own.be, own.ma)
      await say(own.ma, plan.ma, { matter: 'plan', step: 'confirm', digest })
      await drain(own.be, own.ma)
      expect([(await read(own.be, plan.be)).row.state, (await read(own.ma, plan.ma)).row.state]).toEqual(['closed', 'closed'])

      const balance = done(await balanceOf(own.be.node, own.be.who.OPR, plan.be))
      expect(balance).toMatchObject({ itemsByStatus: { CAR: 1, DON: 1 }, theirsAt: expect.any(String), reviews: [{ by: own.be.id }] })
      expect(balance.exchanges[0]?.counts.asked).toMatchObject({ ours: 1, theirs: 1, differs: 'none' })
      expect(JSON.stringify(balance)).not.toMatch(/Exemple|Karim/)

      // The next plan is held to what was carried into it.
      const ask = { name: 'PLAN-2', from: calendarDate('2027-05-01'), until: calendarDate('2028-04-30') }
      const { text } = done(await nextPlan(own.be.node, own.be.who.OPR, plan.be, ask))
      expect(text.axes[0]?.objectives[0]?.actions).toMatchObject([{ id: 'A1', carries: { plan: 'PLAN-1', item: 'A1' }, dueOn: '2028-04-30' }])
      const forgotten = planText(own, { plan: 'PLAN-2', follows: 'PLAN-1', from: ask.from, until: ask.until })
      const without = {
        ...forgotten,
        axes: [
          {
            ...forgotten.axes[0],
            objectives: [{ id: 'O1', title: { en: 'x' }, actions: [{ ...(text.axes[0]?.objectives[0]?.actions[0] as object), id: 'A5', carries: null }] }],
          },
        ],
      } as PlanText
      expect(codeOf(await proposePlan(own.be.node, own.be.who.OPR, { partner: own.ma.id, text: without, terms: termsOf(own.be), submit: true }))).toBe(
        'plan-carried-missing',
      )
      await proposed(own, text)
      expect((await read(own.be, plan.be)).closing.next).toMatchObject({ name: 'PLAN-2', missing: [] })
      expect(codeOf(await nextPlan(own.be.node, own.be.who.OPR, plan.be, ask))).toBe('plan-name-taken')
      expect((await listPlans(own.ma.node, own.ma.who.OPR)).map(each => [each.name, each.state])).toEqual([
        ['PLAN-1', 'closed'],
        ['PLAN-2', 'proposed'],
      ])
      await own.close()
    }, 120_000)

    test('a plan that ends later is evaluated later, at midnight of each capital', async () => {
      const plan = await running(two, planText(two, { plan: 'PLAN-LATER', until: calendarDate('2027-11-30') }))
      passTo(two, '2027-05-29T21:59:00.000Z')
      await watchClocks(two.be.node)
      expect((await read(two.be, plan.be)).row.state).toBe('running')
      // In May Brussels is two hours ahead of UTC, Rabat one: it is the 30th there first.
      passTo(two, '2027-05-29T22:00:00.000Z')
      await watchClocks(two.be.node)
      await watchClocks(two.ma.node)
      expect([(await read(two.be, plan.be)).row.state, (await read(two.ma, plan.ma)).row.state]).toEqual(['evaluation', 'running'])
    })

    test('whoever has no part in it sees no plan, and who drafts it does not release it', async () => {
      const plan = await proposed(two, planText(two, { plan: 'PLAN-SEEN' }))
      expect(codeOf(await readPlan(two.be.node, two.be.who.SEC, plan.be))).toBe('not-found')
      const draft = done(
        await draftPlanStep(two.ma.node, two.ma.who.OPR, plan.ma, {
          matter: { matter: 'plan', step: 'decline' },
          note: 'not now',
          terms: null,
          submit: true,
        }),
      )
      expect(codeOf(await releaseDraft(two.ma.node, two.ma.who.OPR, draft.id, { version: draft.version, note: '' }))).toBe('releaser-is-author')
      expect(codeOf(await submitDraft(two.ma.node, two.ma.who.OPR, draft.id))).toBe('draft-not-editable')
      done(await releaseDraft(two.ma.node, two.ma.who.REL, draft.id, { version: draft.version, note: '' }))
      await drain(two.be, two.ma)
      expect((await read(two.be, plan.be)).row.state).toBe('declined')
      // Its name is free again.
      await proposed(two, planText(two, { plan: 'PLAN-SEEN' }))
    })
  })
