import assert from 'node:assert/strict'
import { calendarDate, day, later, laterDate } from '@entraide/ground'
import type { BalanceSheet, FollowUp, Plan } from '@entraide/node/api'
import { dayOf } from '../year/course.ts'
import { playAll } from '../year/pace.ts'
import { bringToRun, closeTogether, item, type Planners, planAt, planStep, propose, smallPlan } from '../year/plans.ts'
import { printed } from './paper.ts'
import { look, quiet, stageClock } from './reached.ts'
import type { Scene } from './scene.ts'

/** Plans of the two points of contact, and the follow-up of what they exchanged. */
export const plan: readonly Scene[] = [
  {
    step: 'an action plan from its proposal to its balance sheet: changed, signed by both, counted by both from the real exchanges, reopened once, closed with what is carried into the next, its balance sheet printed in four languages; one declined, one withdrawn',
    play: async (stage, memory) => {
      const clock = stageClock(stage)
      const begun = clock.now()
      const two: Planners = { ours: stage.be, theirs: stage.ma }
      const from = dayOf(begun)
      const last = laterDate(from, 100)
      let closed: { here: string; name: string } | null = null
      const between = async () => {
        await quiet(stage)
        await look(stage, memory.reached)
      }
      await playAll(
        clock,
        [
          {
            at: begun,
            play: async pace => {
              const text = smallPlan(two, 'PLAN-CHECK', from, last)
              const kept = await propose(two, text, pace)
              await bringToRun(kept, text, pace, { ...text, title: { ...text.title, fr: 'Suivi, tel que changé' } })
              await planStep(two.theirs, kept.there, item('A1', 'RUN'))
              await pace.pass(day)
              await planAt(two.ours, text.plan, 'evaluation')
              // Nothing closes while an action is open (R58).
              const open = await two.ours.officers.COO.get<Plan>(`/v1/plans/${kept.here}`)
              assert.deepEqual(open.closing.open, ['A1', 'A2'])
              const refused = await two.ours.officers.COO.refusal(`/v1/plans/${kept.here}/steps`, {
                matter: { matter: 'plan', step: 'close', digest: open.closing.digest },
                terms: open.terms,
              })
              assert.equal(refused.body.refused, 'plan-items-open')
              await closeTogether(kept, pace, from, last, true)
              closed = { here: kept.here, name: text.plan }
              const next = await two.ours.officers.COO.get<{ text: Parameters<typeof propose>[1] }>(
                `/v1/plans/${kept.here}/next?name=PLAN-NEXT&from=${laterDate(last, 1)}&until=${laterDate(last, 300)}`,
              )
              const carried = next.text.axes.flatMap(axis => axis.objectives.flatMap(each => each.actions.map(action => action.carries)))
              assert.deepEqual(carried, [{ plan: text.plan, item: 'A1' }], 'what was carried is in the next plan')
              await propose(two, next.text, pace)
            },
          },
          {
            at: begun,
            play: async pace => {
              const kept = await propose(two, smallPlan(two, 'PLAN-DECLINED', from, last), pace)
              await planStep(two.theirs, kept.there, { matter: 'plan', step: 'decline' }, 'Déjà dans le plan en cours.')
              await pace.pass(day)
            },
          },
          {
            at: begun,
            play: async pace => {
              const kept = await propose(two, smallPlan(two, 'PLAN-WITHDRAWN', from, last), pace)
              await planStep(two.ours, kept.here, { matter: 'plan', step: 'withdraw' }, 'Repris autrement.')
              await pace.pass(day)
            },
          },
        ],
        later(begun, 40 * day),
        between,
        () => {},
      )
      if (closed === null) throw new Error('the plan was not closed within its time')
      const { here } = closed as { here: string }
      for (const [at, id] of [
        [stage.be, here],
        [stage.ma, (await planAt(stage.ma, 'PLAN-CHECK', 'closed')).dossier],
      ] as const) {
        const balance = await at.officers.COO.get<BalanceSheet>(`/v1/plans/${id}/balance`)
        assert.deepEqual(balance.itemsByStatus, { CAR: 1, DON: 1 })
        assert.ok(balance.theirsAt !== null, 'both sides have counted')
        assert.equal(/Karim|كريم|Exemple/.test(JSON.stringify(balance)), false, 'a balance sheet holds no person')
        await printed(at.officers.COO, `/v1/plans/${id}/paper`, balance.plan.reference)
      }
    },
  },
  {
    step: 'the follow-up of the convention: both sides count the same exchanges; the export is an act, defuses formulas and tells no protected ground',
    play: async stage => {
      const period = { from: calendarDate('2026-01-01'), until: dayOf(stageClock(stage).now()) }
      const [ours, theirs] = await Promise.all(
        [stage.be, stage.ma].map(async (side, at) => {
          const partner = at === 0 ? stage.ma : stage.be
          return await side.officers.COO.get<FollowUp>(`/v1/follow-up?partner=${partner.id}&from=${period.from}&until=${period.until}`)
        }),
      )
      assert.ok(ours !== undefined && theirs !== undefined)
      const counts = (one: FollowUp, asker: string) =>
        Object.fromEntries(Object.entries(one.totals.find(line => line.asker === asker)?.counts ?? {}).map(([name, pair]) => [name, pair.ours]))
      for (const asker of [stage.be.id, stage.ma.id]) assert.deepEqual(counts(ours, asker), counts(theirs, asker), `both count what ${asker} asked alike`)
      assert.ok((counts(ours, stage.be.id).asked ?? 0) > 0)
      const csv = new TextDecoder().decode(
        await stage.be.officers.COO.fetch('/v1/follow-up/exports', { partner: stage.ma.id, ...period, format: 'csv', audience: 'parties', language: 'fr' }),
      )
      assert.ok(csv.length > 100)
      for (const cell of csv.split(/[\r\n,;]+/)) assert.equal(/^"?[=+@\t-]/.test(cell), false, `a cell begins like a formula: ${cell}`)
      assert.equal(/SOVE|INVE|THIR|ASYL|MINR|VICT/.test(csv), false)
      const acts = await stage.be.officers.INS.get<{ rows: readonly { act: string }[] }>('/v1/acts?limit=50')
      assert.ok(
        acts.rows.some(row => row.act.includes('export')),
        'the export is in the acts log',
      )
    },
  },
]
