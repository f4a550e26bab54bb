import { type PlanMatter, type PlanText, planDigest } from '@entraide/exchange'
import { calendarDate, instant, later, laterDate, startOfDay, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { DecisionAction } from '../src/http/api.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { dueBoard } from '../src/steps/due-board.ts'
import { draftPlanStep, proposePlan } from '../src/steps/plan-drafts.ts'
import { readPlan } from '../src/steps/plans.ts'
import { takeIntoPlan } from '../src/steps/visit-actions.ts'
import { codeOf, done, dossierOf, drain, engines, type Person, type Side, type Two, twoNodes } from './path-nodes.ts'
import { agendaDigest, agendaOf, type Circle, circleOf, circles, days, minutesDigest, minutesOf, propose, standing, step } from './visit-path.ts'

const matter = 'visit' as const
const terms = { transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] } as const
const termsOf = (side: Side) => (side.id.startsWith('BE') ? { ...terms, assurances: [...terms.assurances] } : null)
const [from, until] = [calendarDate('2026-11-01'), calendarDate('2027-04-30')]
const planOf = (two: Two, plan: string): PlanText => ({
  plan,
  chain: 'BE-MA-PLANS',
  follows: null,
  title: { fr: 'Un plan' },
  from,
  until,
  regime: 'LE',
  axes: [
    {
      id: 'AX1',
      title: { fr: 'Délais' },
      objectives: [
        {
          id: 'O1',
          title: { fr: 'Répondre' },
          actions: [{ id: 'O1-A1', title: { fr: 'Une action' }, owner: two.be.id, office: 'SPOC', dueOn: until, carries: null, indicators: [] }],
        },
      ],
    },
  ],
})

for (const engine of engines)
  describe(`decisions of visits taken into a plan, on ${engine}`, () => {
    let two: Two
    let plan: { readonly be: Uuid; readonly ma: Uuid }
    const circle = (side: Side) => circles.get(side) as Circle
    const release = async (side: Side, draft: { id: Uuid; version: number }) =>
      done(await releaseDraft(side.node, circle(side).REL, draft.id, { version: draft.version, note: '' })).message

    beforeAll(async () => {
      two = await twoNodes(engine)
      await circleOf(two.be, 'BE')
      await circleOf(two.ma, 'MA')
      const text = planOf(two, 'PLAN-1')
      const proposal = done(await proposePlan(two.be.node, circle(two.be).COO, { partner: two.ma.id, text, terms: termsOf(two.be), submit: true }))
      const thread = await release(two.be, proposal)
      await drain(two.be, two.ma)
      plan = { be: proposal.dossier, ma: (await dossierOf(two.ma, thread))?.id as Uuid }
      const say = async (side: Side, id: Uuid, said: PlanMatter) => {
        const draft = done(await draftPlanStep(side.node, circle(side).COO, id, { matter: said, note: '', terms: termsOf(side), submit: true }))
        await release(side, draft)
        await drain(two.be, two.ma)
      }
      const digest = planDigest(text)
      await say(two.ma, plan.ma, { matter: 'plan', step: 'agree', digest })
      await say(two.be, plan.be, { matter: 'plan', step: 'sign', digest })
      await say(two.ma, plan.ma, { matter: 'plan', step: 'countersign', digest })
    })
    afterAll(() => two.close())

    /** A visit up to minutes that both have signed, or that only their author has. */
    const visited = async (more: object, signed: boolean) => {
      const { dossier, thread } = await propose(two, more)
      await drain(two.be, two.ma)
      const there = (await dossierOf(two.ma, thread))?.id as Uuid
      const put = async (side: Side, what: Parameters<typeof step>[2]) => {
        done(await step(side, side === two.be ? dossier : there, what))
        await drain(two.be, two.ma)
      }
      await put(two.ma, { matter, step: 'accept' })
      await put(two.be, { matter, step: 'agenda', follows: null, agenda: agendaOf() })
      await put(two.ma, { matter, step: 'agree-agenda', digest: agendaDigest(thread, agendaOf()) })
      await put(two.ma, { matter, step: 'held', ...days })
      await put(two.ma, { matter, step: 'minutes', follows: null, minutes: minutesOf(two) })
      const digest = minutesDigest(thread, minutesOf(two))
      if (signed) for (const side of [two.ma, two.be]) await put(side, { matter, step: 'cosign', digest })
      return { be: dossier, ma: there }
    }
    const ask = (said: Partial<DecisionAction> = {}): DecisionAction => ({
      ...{ plan: plan.ma, objective: 'O1', title: null, dueOn: null, note: '', terms: null, submit: false },
      ...said,
    })
    const take = (side: Side, visit: { be: Uuid; ma: Uuid }, said: DecisionAction, decision = 'D1', who: Person = circle(side).COO) =>
      takeIntoPlan(side.node, who, side === two.be ? visit.be : visit.ma, decision, said)

    test('a decision of ours becomes an action that both sides hold, and names the visit and the decision', async () => {
      const visit = await visited({ discreet: false, visit: 'VIS-2026-01' }, true)
      const draft = done(await take(two.ma, visit, ask()))
      expect(draft).toMatchObject({ state: 'editing', dossier: plan.ma, fields: { messageType: 'PLN' } })
      const [decided] = minutesOf(two).decisions
      expect(draft.fields.matter).toEqual({
        ...{ matter: 'plan', step: 'add', objective: 'O1', decision: { visit: 'VIS-2026-01', item: 'D1' } },
        action: { id: 'O1-A2', title: decided?.text, owner: two.ma.id, office: 'Point de contact', dueOn: '2027-01-31', carries: null, indicators: [] },
      })
      const handed = done(await take(two.ma, visit, ask({ submit: true })))
      await release(two.ma, handed)
      await drain(two.be, two.ma)
      for (const [side, id] of [
        [two.be, plan.be],
        [two.ma, plan.ma],
      ] as const) {
        const { items } = done(await readPlan(side.node, side.who.OPR, id))
        expect(items.find(item => item.id === 'O1-A2')).toMatchObject({ added: true, owner: two.ma.id, decision: { visit: 'VIS-2026-01', item: 'D1' } })
      }
      // Another from the same decision has another name.
      expect(done(await take(two.ma, visit, ask())).fields.matter).toMatchObject({ action: { id: 'O1-A3' } })
    })

    test('what is no decision of ours, or fits no plan, is none; each is told why', async () => {
      const visit = await visited({ discreet: false, visit: 'VIS-2026-02' }, true)
      expect(codeOf(await take(two.be, visit, ask({ plan: plan.be, terms: termsOf(two.be) })))).toBe('decision-owner')
      expect(codeOf(await take(two.ma, visit, ask(), 'D9'))).toBe('decision-unknown')
      expect(codeOf(await take(two.ma, visit, ask({ objective: 'O9' })))).toBe('plan-item-unknown')
      expect(codeOf(await take(two.ma, visit, ask({ dueOn: calendarDate('2027-05-01') })))).toBe('plan-text')
      expect(done(await take(two.ma, visit, ask({ dueOn: until }))).fields.matter).toMatchObject({ action: { dueOn: '2027-04-30' } })
      // A visit is no plan, and what is nowhere is not there.
      for (const elsewhere of [visit.ma, '01a207a2-3280-7000-863d-216bb910a963' as Uuid])
        expect(codeOf(await take(two.ma, visit, ask({ plan: elsewhere })))).toBe('not-found')
      // Its words are for who has opened it today with a reason.
      expect(codeOf(await take(two.ma, visit, ask(), 'D1', circle(two.ma).LIA))).toBe('dossier-not-opened')
      const unsigned = await visited({ discreet: false, visit: 'VIS-2026-03' }, false)
      expect(codeOf(await take(two.ma, unsigned, ask()))).toBe('decision-unsigned')
    })

    test('of a discreet visit nothing is named: its action is said in words given for it, and the plan tells of no visit', async () => {
      const visit = await visited({ visit: 'VIS-2026-04' }, true)
      expect(codeOf(await take(two.ma, visit, ask()))).toBe('action-words-missing')
      expect(codeOf(await take(two.ma, visit, ask({ title: { fr: 'Vider la file' } }), 'D1', two.ma.who.OPR))).toBe('not-found')
      const draft = done(await take(two.ma, visit, ask({ title: { fr: 'Vider la file' }, submit: true })))
      expect(draft.fields.matter).toMatchObject({ decision: null, action: { title: { fr: 'Vider la file' }, owner: two.ma.id } })
      await release(two.ma, draft)
      await drain(two.be, two.ma)
      expect((await standing(two.ma, visit.ma)).discreet).toBe(true)
      for (const [side, id] of [
        [two.be, plan.be],
        [two.ma, plan.ma],
      ] as const) {
        const told = JSON.stringify(done(await readPlan(side.node, side.who.OPR, id)))
        expect(told).toContain('Vider la file')
        for (const secret of ['VIS-2026-04', ...Object.values(minutesOf(two).decisions[0]?.indicator.shows ?? {})]) expect(told).not.toContain(secret)
      }
    })

    test('a decision and an action are due where their owner sits, on the day they name, and until they are settled', async () => {
      const late = minutesOf(two).decisions[0]?.dueOn as string
      const visit = await visited({ discreet: false, visit: 'VIS-2026-05' }, true)
      const columnOf = async (side: Side, dossier: Uuid) =>
        (await dueBoard(side.node, circle(side).COO)).columns.filter(({ rows }) => rows.some(row => row.dossier === dossier)).map(({ column }) => column)
      const at = two.clock.at
      two.clock.at = instant(`${late}T22:59:59.000Z`)
      expect(await columnOf(two.ma, visit.ma)).toEqual(['today'])
      // Midnight in Rabat: the day is over there.
      two.clock.at = startOfDay(laterDate(calendarDate(late), 1), two.ma.node.config.zone)
      expect(await columnOf(two.ma, visit.ma)).toEqual(['overdue'])
      expect(await columnOf(two.be, visit.be)).toEqual(['waiting-partner'])
      const [row] = (await dueBoard(two.ma.node, circle(two.ma).COO)).columns.flatMap(({ rows }) => rows.filter(each => each.dossier === visit.ma))
      expect(row?.clock).toMatchObject({ overdue: true, dueAt: later(two.clock.at, -1) })
      // The plan's own action of Belgium, by the same board.
      two.clock.at = instant('2027-04-28T09:00:00.000Z')
      expect(await columnOf(two.be, plan.be)).toEqual(['week'])
      expect(await columnOf(two.ma, plan.ma)).not.toContain('week')
      done(await step(two.ma, visit.ma, { matter, step: 'follow', decision: 'D1', status: 'DON', reason: 'Réponses parties.', carried: null }))
      await drain(two.be, two.ma)
      expect(await columnOf(two.ma, visit.ma)).toEqual([])
      two.clock.at = at
    })
  })
