import { type PlanMatter, type PlanText, planDigest } from '@entraide/exchange'
import { calendarDate, day, hour, instant, isRefusal, type Uuid } from '@entraide/ground'
import {
  balanceOf,
  countPlan,
  draftPlanStep,
  exportFollowUp,
  listPlans,
  nextPlan,
  proposePlan,
  readFollowUp,
  readLineage,
  readPlan,
  releaseDraft,
  watchClocks,
} from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, done, exchangeAll, knownPerson, read, refusedWith, reply, request, type Side, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/**
 * 16. The plan of a year: proposed in Brussels, changed in Rabat, signed by both; counted by both from what really crossed; evaluated from
 * summer on; closed in December, no item forgotten; the next one takes on what was carried over.
 */
const clock = clockAt('2026-01-12T09:00:00.000Z')
let two: TwoNodes
let ours: Uuid
let theirs: Uuid
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
}, 60_000)
afterAll(() => two.close())

const [from, until] = [calendarDate('2026-01-12'), calendarDate('2026-12-31')]
const inFr = (fr: string) => ({ fr })
function plan(secondDue = calendarDate('2026-09-30')): PlanText {
  return {
    plan: 'PLAN-2026',
    chain: 'BE-MA-PLANS',
    follows: null,
    title: inFr('Plan d’action 2026'),
    from,
    until,
    regime: 'LE',
    axes: [
      {
        id: 'AX1',
        title: inFr('Stupéfiants'),
        objectives: [
          {
            id: 'AX1-O1',
            title: inFr('Répondre dans le délai'),
            actions: [
              {
                id: 'A1',
                title: inFr('Une permanence répond aux demandes'),
                owner: two.ma.id,
                office: 'Bureau central',
                dueOn: calendarDate('2026-06-30'),
                carries: null,
                indicators: [
                  {
                    id: 'I1',
                    title: inFr('Demandes répondues dans le délai'),
                    numerator: { what: 'in-time', messageTypes: ['REQ'], crimeAreas: ['DRUG'], askedBy: two.be.id },
                    denominator: { what: 'asked', messageTypes: ['REQ'], crimeAreas: ['DRUG'], askedBy: two.be.id },
                    from,
                    until,
                    treatment: { withdrawn: 'left-out', returned: 'left-out', vanished: 'left-out', open: 'left-out' },
                    target: 90,
                  },
                ],
              },
              {
                id: 'A2',
                title: inFr('Un point de contact pour les urgences'),
                owner: two.be.id,
                office: 'SPOC',
                dueOn: secondDue,
                carries: null,
                indicators: [],
              },
            ],
          },
        ],
      },
    ],
  }
}

/** The operator drafts a step, the releaser lets it out, and it crosses. */
async function says(side: Side, matter: PlanMatter, note = ''): Promise<void> {
  const dossier = side === two.be ? ours : theirs
  const terms = side === two.be ? { transferBasis: 'LED-37-1-b' as const, assurances: ['NDP' as const, 'NTT' as const, 'SPE' as const] } : null
  const draft = done(await draftPlanStep(side.node, side.people.operator, dossier, { matter, note, terms, submit: true }))
  done(await releaseDraft(side.node, side.people.releaser, draft.id, { version: draft.version, note: '' }))
  await exchangeAll(two)
}
const refuses = async (side: Side, matter: PlanMatter) =>
  refusedWith(await draftPlanStep(side.node, side.people.operator, side === two.be ? ours : theirs, { matter, note: '', terms: null, submit: true }))
const seen = async (side: Side) => done(await readPlan(side.node, side.people.operator, side === two.be ? ours : theirs))
const asks = async () => {
  const { message } = await send(two.be, request(two))
  await exchangeAll(two)
  return message
}
const answers = async (asked: Uuid, said: Parameters<typeof reply>[2]) => {
  const { row } = await read(two.ma, asked)
  await send(two.ma, reply(two, asked, said), row.dossier)
  await exchangeAll(two)
}

test('Brussels proposes, Rabat moves a day, Brussels agrees and signs, Rabat signs: one text, word for word', async () => {
  const terms = { transferBasis: 'LED-37-1-b' as const, assurances: ['NDP' as const, 'NTT' as const, 'SPE' as const] }
  const draft = done(await proposePlan(two.be.node, two.be.people.operator, { partner: two.ma.id, text: plan(), terms, submit: true }))
  done(await releaseDraft(two.be.node, two.be.people.releaser, draft.id, { version: draft.version, note: '' }))
  await exchangeAll(two)
  ours = draft.dossier
  theirs = (done(await listPlans(two.ma.node, two.ma.people.operator))[0] as { dossier: Uuid }).dossier
  const changed = plan(calendarDate('2026-10-31'))
  await says(two.ma, { matter: 'plan', step: 'change', text: changed })
  const digest = planDigest(changed)
  await says(two.be, { matter: 'plan', step: 'agree', digest })
  await says(two.be, { matter: 'plan', step: 'sign', digest })
  await says(two.ma, { matter: 'plan', step: 'countersign', digest })
  expect((await seen(two.be)).text).toEqual((await seen(two.ma)).text)
  expect((await seen(two.ma)).row.state).toBe('running')
})

test('a plan is no legal basis: the exchanges made for it cite their own clause', async () => {
  const draft = done(await listPlans(two.be.node, two.be.people.operator))[0]
  expect(draft?.state).toBe('running')
  const asked = await asks()
  expect(await standing(two.be, asked)).toMatchObject({ clause: 'C04', agreementId: 'BE-MA-2014-PCC' })
  await answers(asked, { messageType: 'REP', extent: 'whole', items: [knownPerson] })
})

test('what crosses in the year is counted by both, and neither has to believe the other', async () => {
  clock.moveTo(instant('2026-04-14T09:10:00.000Z'))
  const [refused, late] = [await asks(), await asks()]
  await answers(refused, { messageType: 'RFS', clause: 'C30', ground: 'THIR' })
  // "Cannot be answered" leaves at its fixed hour; until then nobody counts it, so that no count tells of a decision.
  const before = done(await readFollowUp(two.ma.node, two.ma.people.operator, { partner: two.be.id, from, until })).totals[1]
  expect(before?.counts.refused).toBeUndefined()
  clock.pass(4 * hour)
  await exchangeAll(two)
  clock.pass(4 * day)
  await watchClocks(two.be.node)
  await watchClocks(two.ma.node)
  await answers(late, { messageType: 'REP', extent: 'whole', items: [knownPerson] })
  const [here, there] = [
    done(await readFollowUp(two.be.node, two.be.people.operator, { partner: two.ma.id, from, until })).totals[0],
    done(await readFollowUp(two.ma.node, two.ma.people.operator, { partner: two.be.id, from, until })).totals[1],
  ]
  const counts = (line: typeof here) => Object.fromEntries(Object.entries(line?.counts ?? {}).map(([name, pair]) => [name, pair.ours]))
  expect(counts(here)).toEqual(counts(there))
  expect(counts(here)).toMatchObject({ asked: 3, answered: 2, refused: 1, 'in-time': 2, late: 1, 'ground.GENR': 1 })
})

test('one request is left without an answer', async () => {
  clock.moveTo(instant('2026-05-04T09:00:00.000Z'))
  const silent = await asks()
  clock.pass(5 * day)
  await watchClocks(two.be.node)
  await watchClocks(two.ma.node)
  expect((await standing(two.be, silent)).state).toBe('overdue')
  const plan = await seen(two.be)
  expect(plan.indicators[0]).toMatchObject({ numerator: { ours: 2, theirs: null }, denominator: { ours: 4 } })
})

test('its evaluation begins by itself six months before its end, on each side by its own clock', async () => {
  clock.moveTo(instant('2026-06-29T21:59:00.000Z'))
  await watchClocks(two.be.node)
  expect((await seen(two.be)).row.state).toBe('running')
  clock.moveTo(instant('2026-06-30T23:00:00.000Z'))
  await watchClocks(two.be.node)
  await watchClocks(two.ma.node)
  expect([(await seen(two.be)).row.state, (await seen(two.ma)).row.state]).toEqual(['evaluation', 'evaluation'])
})

test('no item dies silently: done with evidence, or carried over for a reason; else nobody closes the plan', async () => {
  clock.moveTo(instant('2026-11-23T09:00:00.000Z'))
  const evidence = (await standing(two.be, await asks())).ourReference
  expect(await refuses(two.be, { matter: 'plan', step: 'item', item: 'A2', status: 'DON', reason: '', evidence: [] })).toBe('plan-evidence-missing')
  expect(await refuses(two.be, { matter: 'plan', step: 'item', item: 'A1', status: 'DRP', reason: 'ours to drop?', evidence: [] })).toBe('plan-item-foreign')
  await says(two.be, { matter: 'plan', step: 'item', item: 'A2', status: 'DON', reason: '', evidence: [evidence] })
  const { closing } = await seen(two.be)
  expect(closing.open).toEqual(['A1'])
  expect(await refuses(two.be, { matter: 'plan', step: 'close', digest: closing.digest })).toBe('plan-items-open')
  await says(two.ma, { matter: 'plan', step: 'item', item: 'A1', status: 'CAR', reason: 'la permanence commence en mai', evidence: [] })
})

test('both tell their counts of the whole plan, and what differs is named', async () => {
  expect(await refuses(two.be, { matter: 'plan', step: 'close', digest: (await seen(two.be)).closing.digest })).toBe('plan-counts-missing')
  for (const side of [two.ma, two.be]) {
    const counted = done(await countPlan(side.node, side.people.operator, side === two.be ? ours : theirs, from, until))
    await says(side, counted.matter)
  }
  const plan = await seen(two.be)
  expect(plan.indicators[0]).toMatchObject({
    numerator: { ours: 2, theirs: 2, differs: 'none' },
    denominator: { ours: 4, theirs: 4, differs: 'none' },
    leftOut: { open: 1 },
  })
  await says(two.ma, { matter: 'plan', step: 'review', on: calendarDate('2026-11-23'), visit: null, conclusions: inFr('La permanence est à doter.') })
})

test('Rabat closes, Brussels confirms; the balance sheet says who asked what and what became of it, and names nobody', async () => {
  const { closing } = await seen(two.ma)
  await says(two.ma, { matter: 'plan', step: 'close', digest: closing.digest })
  await says(two.be, { matter: 'plan', step: 'confirm', digest: closing.digest })
  const balance = done(await balanceOf(two.be.node, two.be.people.operator, ours))
  expect(balance.plan.state).toBe('closed')
  expect(balance.itemsByStatus).toEqual({ CAR: 1, DON: 1 })
  expect(balance.reciprocity).toEqual([
    { asker: two.be.id, asked: 5, answered: 40, inTime: 67, silent: 20 },
    { asker: two.ma.id, asked: 0, answered: null, inTime: null, silent: null },
  ])
  expect(JSON.stringify(balance)).not.toMatch(/Exemple|Karim|THIR/)
})

test('the next plan takes on what was carried over, or it does not leave', async () => {
  const next = { name: 'PLAN-2027', from: calendarDate('2027-01-01'), until: calendarDate('2028-12-31') }
  const { text } = done(await nextPlan(two.be.node, two.be.people.operator, ours, next))
  expect(text.axes[0]?.objectives[0]?.actions).toMatchObject([{ id: 'A1', carries: { plan: 'PLAN-2026', item: 'A1' } }])
  const terms = { transferBasis: 'LED-37-1-b' as const, assurances: ['NDP' as const, 'NTT' as const, 'SPE' as const] }
  const action = text.axes[0]?.objectives[0]?.actions[0]
  const forgetful = {
    ...text,
    axes: [
      { id: 'AX1', title: inFr('x'), objectives: [{ id: 'O1', title: inFr('x'), actions: [{ ...(action as NonNullable<typeof action>), carries: null }] }] },
    ],
  }
  expect(refusedWith(await proposePlan(two.be.node, two.be.people.operator, { partner: two.ma.id, text: forgetful, terms, submit: true }))).toBe(
    'plan-carried-missing',
  )
  done(await proposePlan(two.be.node, two.be.people.operator, { partner: two.ma.id, text, terms, submit: true }))
})

test('the lineage shows the published plans, and this one among them', async () => {
  const lineage = await readLineage(two.be.node, two.be.people.operator)
  expect(lineage.instruments.map(each => [each.id, each.kind])).toEqual([
    ['BE-MA-2014-PCC', 'convention'],
    ['BE-MA-2016-MOU', 'memorandum'],
  ])
  const [chain] = lineage.chains
  expect(chain?.lines.map(line => line.map(plan => plan.id))).toEqual([
    ['PLAN-2007', 'PLAN-2018', 'PLAN-2022', 'PLAN-2025-2026', 'PLAN-NEXT'],
    ['JUST-2026-2028'],
    ['PLAN-2026'],
  ])
  expect(chain?.lines[0]?.map(plan => plan.status)).toEqual(['reported', 'reported', 'reported', 'reported', 'placeholder'])
})

test('figures leave as an act: logged, by who may; for the public the small ones are withheld', async () => {
  const ask = { partner: two.ma.id, from, until, format: 'json' as const, language: 'fr' as const }
  const file = async (audience: 'parties' | 'public') => {
    const made = done(await exportFollowUp(two.be.node, two.be.people.lawyer, { ...ask, audience }))
    return JSON.parse(new TextDecoder().decode(made.content as Uint8Array)) as { rows: { what: string; ours: unknown }[] }
  }
  const exact = await file('parties')
  expect(exact.rows.find(row => row.what === 'ground.GENR')?.ours).toBe(1)
  const open = await file('public')
  expect(open.rows.find(row => row.what === 'ground.GENR')?.ours).toBe('withheld')
  expect(isRefusal(await exportFollowUp(two.be.node, two.be.people.lawyer, { ...ask, audience: 'public', from: until, until: from }))).toBe(true)
  const acts = await two.be.node.store.read(tx =>
    tx.db.selectFrom('act').select(['outcome', 'subject']).where('name', '=', 'export-follow-up').orderBy('id').execute(),
  )
  expect(acts.map(act => act.outcome)).toEqual(['done', 'done', 'refused'])
  expect(acts[0]?.subject).toContain('/parties/json')
})
