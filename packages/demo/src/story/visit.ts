import assert from 'node:assert/strict'
import { day, later, laterDate } from '@entraide/ground'
import type { Plan, Visit, VisitRow } from '@entraide/node/api'
import { open, threads } from '../mail.ts'
import type { Desk } from '../stage.ts'
import { dayOf } from '../year/course.ts'
import { playAll } from '../year/pace.ts'
import { bringToRun, planAt, propose, smallPlan } from '../year/plans.ts'
import { intoPlan, proposeVisit, type Visitors, visitStep, visitTo } from '../year/visits.ts'
import { printed } from './paper.ts'
import { look, quiet, stageClock } from './reached.ts'
import type { Scene } from './scene.ts'

/** An action of the plan as a side has it. */
async function actionAt(side: Desk, item: string): Promise<Plan['items'][number] | undefined> {
  const { dossier } = await planAt(side, 'PLAN-VISITS')
  return (await side.officers.COO.get<Plan>(`/v1/plans/${dossier}`)).items.find(each => each.id === item)
}

/** Working visits between the two points of contact. */
export const visit: readonly Scene[] = [
  {
    step: 'working visits from proposal to follow-up: agenda agreed, minutes in two languages signed by both nodes and printed in four, one called off; a decision goes on in a plan; a discreet one is on nobody’s list who need not know, and what it decided tells the plan of no visit',
    play: async (stage, memory) => {
      const clock = stageClock(stage)
      const begun = clock.now()
      const there: Visitors = { ours: stage.be, theirs: stage.ma, agreement: memory.agreement }
      const here: Visitors = { ours: stage.ma, theirs: stage.be, agreement: memory.agreement }
      const between = async () => {
        await quiet(stage)
        await look(stage, memory.reached)
      }
      let discreet = 0
      await playAll(
        clock,
        [
          {
            at: begun,
            play: async pace => {
              const one = await proposeVisit(there, pace, 'VIS-1', false, 12)
              await visitTo(one, 'closed')
              for (const [side, id] of [
                [stage.be, one.here],
                [stage.ma, one.there],
              ] as const) {
                await open(side.officers.COO, id, 'Procès-verbal pour la commission mixte')
                const { row } = await side.officers.COO.get<Visit>(`/v1/visits/${id}`)
                await printed(side.officers.COO, `/v1/visits/${id}/paper`, row.ourReference)
              }
            },
          },
          {
            at: begun,
            play: async pace => {
              const text = smallPlan({ ours: stage.be, theirs: stage.ma }, 'PLAN-VISITS', dayOf(begun), laterDate(dayOf(begun), 150))
              await bringToRun(await propose({ ours: stage.be, theirs: stage.ma }, text, pace), text, pace)
            },
          },
          {
            at: begun,
            play: async pace => {
              const one = await proposeVisit(here, pace, 'VIS-2', false, 12)
              await visitTo(one, 'follow-up', 'theirs')
              const taken = await intoPlan(one, 'PLAN-VISITS', null)
              for (const side of [stage.be, stage.ma])
                assert.deepEqual((await actionAt(side, taken))?.decision, { visit: 'VIS-2', item: 'D1' }, 'the plan names what it comes from')
            },
          },
          {
            at: begun,
            play: async pace => {
              const one = await proposeVisit(there, pace, 'VIS-3', false, 12)
              await visitTo(one, 'accepted')
              await visitStep(one, 'ours', { matter: 'visit', step: 'cancel' })
              await pace.pass(day)
            },
          },
          {
            at: begun,
            play: async pace => {
              const one = await proposeVisit(there, pace, 'VIS-4', true, 12)
              await visitTo(one, 'signed')
              for (const [side, id] of [
                [stage.be, one.here],
                [stage.ma, one.there],
              ] as const) {
                for (const post of ['OPR', 'INV', 'LIA', 'REL2'] as const) {
                  assert.equal((await threads(side.officers[post])).filter(row => row.dossier === id).length, 0, `${post} of ${side.id} has it on no list`)
                  assert.equal((await side.officers[post].refusal(`/v1/threads/${id}/openings`, { reason: 'Curiosité' })).status, 404)
                }
                const known = (await side.officers.COO.get<{ rows: readonly VisitRow[] }>('/v1/visits')).rows
                assert.ok(
                  known.some(row => row.dossier === id && row.discreet),
                  'the coordinator knows of it',
                )
                discreet++
              }
              const { dossier: plan } = await planAt(stage.ma, 'PLAN-VISITS')
              await open(stage.ma.officers.COO, one.there, 'Suites de la visite')
              const wordless = await stage.ma.officers.COO.refusal(`/v1/visits/${one.there}/decisions/D1/action`, { plan, objective: 'AX1-O1' })
              assert.equal(wordless.body.refused, 'action-words-missing')
              const taken = await intoPlan(one, 'PLAN-VISITS', { fr: 'Relire chaque mois ce qui attend', ar: 'مراجعة ما ينتظر كل شهر' })
              for (const side of [stage.be, stage.ma]) {
                const action = await actionAt(side, taken)
                assert.ok(action !== undefined && action.decision === null, 'the plan has the action, and tells of no visit')
              }
            },
          },
        ],
        later(begun, 40 * day),
        between,
        () => {},
      )
      assert.equal(discreet, 2, 'the discreet visit was signed and looked for on both sides')
    },
  },
]
