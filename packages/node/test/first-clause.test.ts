import { laterYear } from '@entraide/custody'
import { calendarDate } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkFields } from '../src/steps/draft.ts'
import { proposePlan } from '../src/steps/plan-drafts.ts'
import { startVisit } from '../src/steps/visit-drafts.ts'
import { agreementText, bringIntoForce, codeOf, done, engines, type Two, twoNodes } from './path-nodes.ts'
import { proposalOf } from './visit-path.ts'

const [from, until] = [calendarDate('2026-12-01'), calendarDate('2027-04-30')]
const terms = { transferBasis: 'LED-37-1-b' as const, assurances: ['NDP' as const, 'NTT' as const, 'SPE' as const] }

for (const engine of engines)
  describe(`the clause that a plan or a visit begins under, on ${engine}`, () => {
    let two: Two
    let short: string
    beforeAll(async () => {
      two = await twoNodes(engine)
      // A newer agreement comes first; this one lets nothing be held for longer than ninety days.
      const hold = { usualDays: 30, maxDays: 90, illustrative: true }
      short = await bringIntoForce(two, JSON.stringify({ ...JSON.parse(agreementText), id: 'BE-MA-SHORT', version: 2, hold }))
    })
    afterAll(() => two.close())

    const text = (name: string) => ({
      ...{ plan: name, chain: 'PLANS', follows: null, title: { en: 'A plan' }, from, until, regime: 'LE' as const },
      axes: [
        {
          id: 'AX1',
          title: { en: 'Axis' },
          objectives: [
            {
              id: 'O1',
              title: { en: 'Objective' },
              actions: [{ id: 'A1', title: { en: 'Action' }, owner: two.be.id, office: 'SPOC', dueOn: from, carries: null, indicators: [] }],
            },
          ],
        },
      ],
    })

    test('is one whose agreement lets it be held as long as it asks, though another comes first', async () => {
      const { node, who } = two.be
      const plan = done(await proposePlan(node, who.OPR, { partner: two.ma.id, text: text('PLAN-1'), terms, submit: true }))
      expect(plan.fields).toMatchObject({ agreement: two.hash, holdUntil: laterYear(until, 3) })
      const { candidates } = await checkFields(node, who.OPR, plan.fields)
      expect(candidates[0]?.agreement).toBe(short)
      const matter = proposalOf(two, { discreet: false })
      expect(done(await startVisit(node, who.OPR, { to: two.ma.id, matter, needToKnow: [], terms })).fields.agreement).toBe(two.hash)
    })

    test('is the first of all where that is long enough, or where it alone is asked for, which then says what is too long', async () => {
      const { node, who } = two.be
      const matter = proposalOf(two, { discreet: false, visit: 'VIS-2026-08' })
      const start = async (said: object) => done(await startVisit(node, who.OPR, { to: two.ma.id, matter, needToKnow: [], terms: { ...terms, ...said } }))
      expect((await start({ holdUntil: '2027-01-31' })).fields.agreement).toBe(short)
      const named = await start({ agreement: short })
      expect(named.fields.agreement).toBe(short)
      expect((await checkFields(node, who.OPR, named.fields)).unmet.map(each => each.code)).toContain('hold-too-long')
    })

    test('is none where no agreement with the partner permits it', async () => {
      const nobody = { partner: two.be.id, text: text('PLAN-2'), terms, submit: false }
      expect(codeOf(await proposePlan(two.be.node, two.be.who.OPR, nobody))).toBe('plan-clause-none')
    })
  })
