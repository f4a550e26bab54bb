import { createHash } from 'node:crypto'
import { type Agenda, type Minutes, type VisitMatter, visitTextDigest } from '@entraide/exchange'
import { calendarDate, isRefusal, type Uuid } from '@entraide/ground'
import {
  addAttachment,
  addDemoAccounts,
  addToNeedToKnow,
  checkPaper,
  draftVisitStep,
  dueBoard,
  listActs,
  listThreads,
  listVisits,
  openDossier,
  readVisit,
  releaseDraft,
  startVisit,
  submitDraft,
} from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, done, exchangeAll, type Person, type Side, type TwoNodes, twoNodes } from './two-nodes.ts'

/**
 * 17. The head of a service goes to Rabat, and hardly anybody knows. What is agreed there is written in two languages, signed by both nodes
 * and owned by somebody; and the log knows that it was.
 */
const clock = clockAt('2026-11-24T09:05:00.000Z')
const days = { from: calendarDate('2026-11-26'), until: calendarDate('2026-11-27') }
const matter = 'visit' as const
let two: TwoNodes
const coordinator = new Map<Side, Person>()
let here: Uuid
let there: Uuid
let thread: Uuid

beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
  for (const side of [two.be, two.ma]) {
    const accounts = [{ serviceNumber: `${side.id.slice(0, 2)}-COO`, office: 'Coordination', language: 'fr' as const, roles: ['COO' as const] }]
    const [made] = done(await addDemoAccounts(side.node, accounts))
    if (made === undefined) throw new Error('no coordinator')
    const { id, office, serviceNumber, roles, language } = made
    coordinator.set(side, { kind: 'person', account: id, office, serviceNumber, roles, language })
  }
})
afterAll(() => two.close())

const coo = (side: Side) => coordinator.get(side) as Person
const terms = (side: Side) => (side === two.be ? { transferBasis: 'LED-37-1-b' as const, assurances: ['NDP' as const, 'NTT' as const, 'SPE' as const] } : {})
async function handOver(side: Side, draft: Uuid): Promise<Uuid> {
  const { version } = done(await submitDraft(side.node, coo(side), draft))
  const { message } = done(await releaseDraft(side.node, side.people.releaser, draft, { version, note: '' }))
  await exchangeAll(two)
  return message
}
async function say(side: Side, what: VisitMatter): Promise<Uuid> {
  return await handOver(side, done(await draftVisitStep(side.node, coo(side), side === two.be ? here : there, { matter: what, terms: terms(side) })).id)
}
const stand = async (side: Side) => {
  const id = side === two.be ? here : there
  done(await openDossier(side.node, coo(side), id, 'the visit of November'))
  return done(await readVisit(side.node, coo(side), id))
}

test('proposed discreetly: the coordinators know, and the operator sees nothing on any of her lists', async () => {
  const { be, ma } = two
  const draft = done(
    await startVisit(be.node, coo(be), {
      to: ma.id,
      needToKnow: [be.people.releaser.account],
      terms: terms(be),
      matter: {
        matter,
        step: 'propose',
        visit: 'VIS-2026-11',
        title: { fr: 'Entretiens de Rabat', ar: 'محادثات الرباط' },
        host: ma.id,
        place: 'Rabat',
        ...days,
        languages: ['fr', 'ar'],
        discreet: true,
      },
    }),
  )
  here = draft.dossier
  thread = await handOver(be, draft.id)
  there = (await listVisits(ma.node, coo(ma)))[0]?.dossier as Uuid
  for (const side of [be, ma]) {
    expect((await listThreads(side.node, side.people.operator, { limit: 200, box: 'all' })).total).toBe(0)
    expect((await dueBoard(side.node, side.people.operator)).columns.every(column => column.count === 0)).toBe(true)
    expect(await listVisits(side.node, side.people.operator)).toEqual([])
  }
})

test('accepted once the coordinator there has told who releases; the agenda is agreed, each item under its regime', async () => {
  done(await openDossier(two.ma.node, coo(two.ma), there, 'the visit of November'))
  const alone = done(await draftVisitStep(two.ma.node, coo(two.ma), there, { matter: { matter, step: 'accept' }, terms: {} }))
  const stopped = await submitDraft(two.ma.node, coo(two.ma), alone.id)
  expect(isRefusal(stopped) && stopped.refused).toBe('nobody-to-release')
  done(await addToNeedToKnow(two.ma.node, coo(two.ma), there, two.ma.people.releaser.account))
  await handOver(two.ma, alone.id)
  done(await openDossier(two.be.node, coo(two.be), here, 'the visit of November'))
  await say(two.be, { matter, step: 'agenda', follows: null, agenda })
  await say(two.ma, { matter, step: 'agree-agenda', digest: visitTextDigest('agenda', thread, agenda) })
  expect((await stand(two.be)).row.state).toBe('agenda-agreed')
})

test('a paper handed over is a message with its digest; whoever holds the paper can hold it against that', async () => {
  const paper = 'Nine requests without an answer, by reference.'
  const digest = createHash('sha256').update(paper).digest('hex')
  clock.pass(2 * 86_400_000)
  done(await openDossier(two.be.node, coo(two.be), here, 'the visit of November'))
  const step = { matter, step: 'paper', title: 'Requests without an answer', handedOn: days.from, digest, agenda: 'P1' } as const
  const draft = done(await draftVisitStep(two.be.node, coo(two.be), here, { matter: step, terms: terms(two.be) }))
  done(
    await addAttachment(
      two.be.node,
      coo(two.be),
      draft.id,
      'requests.txt',
      paper.length,
      (async function* () {
        yield new TextEncoder().encode(paper)
      })(),
    ),
  )
  const message = await handOver(two.be, draft.id)
  done(await openDossier(two.ma.node, coo(two.ma), there, 'the visit of November'))
  expect(done(await checkPaper(two.ma.node, coo(two.ma), there, message))).toEqual({ said: digest, found: digest, same: true })
})

test('held, written in two languages, signed by both nodes under one digest; the decision is an action with an owner, a day and a clause', async () => {
  clock.pass(2 * 86_400_000)
  for (const side of [two.be, two.ma]) done(await openDossier(side.node, coo(side), side === two.be ? here : there, 'the visit of November'))
  await say(two.ma, { matter, step: 'held', ...days })
  await say(two.ma, { matter, step: 'minutes', follows: null, minutes: minutes() })
  const digest = visitTextDigest('minutes', thread, minutes())
  await say(two.be, { matter, step: 'cosign', digest })
  await say(two.ma, { matter, step: 'cosign', digest })
  const [ours, theirs] = [await stand(two.be), await stand(two.ma)]
  expect(ours.row.state).toBe('minutes-cosigned')
  expect(ours.record?.minutes).toEqual(theirs.record?.minutes)
  expect(ours.record?.decisions).toMatchObject([{ id: 'D1', owner: two.ma.id, dueOn: '2027-01-31', status: 'AGR', flow: { clause: 'C04' } }])
})

test('its owner says that it is done, and the visit is closed; the inspector reads every act of it and no word', async () => {
  await say(two.ma, { matter, step: 'follow', decision: 'D1', status: 'DON', reason: 'Neuf réponses parties.', carried: null })
  await say(two.be, { matter, step: 'close' })
  expect((await stand(two.ma)).row.state).toBe('closed')
  const acts = done(await listActs(two.be.node, two.be.people.inspector, { limit: 200, dossier: here }))
  expect(new Set(acts.rows.map(row => row.act))).toEqual(new Set(['open-dossier', 'draft', 'receipt', 'receive', 'attach', 'add-need-to-know']))
  expect(JSON.stringify(acts)).not.toMatch(/Rabat|VIS-2026-11/)
})

const agenda: Agenda = {
  ...days,
  place: 'Rabat',
  items: [
    { id: 'P1', title: { fr: 'Demandes sans réponse', ar: 'طلبات بدون جواب' }, regime: 'LE', action: { plan: 'PLAN-2025-2026', item: 'AX1-O1-A2' } },
    { id: 'P2', title: { fr: 'Identifications', ar: 'تحديد الهوية' }, regime: 'AM', action: null },
  ],
}
const minutes = (): Minutes => ({
  paragraphs: [{ agenda: 'P1', text: { fr: 'Neuf demandes restent sans réponse.', ar: 'بقيت تسعة طلبات بدون جواب.' } }],
  decisions: [
    {
      id: 'D1',
      text: { fr: 'Répondre aux neuf demandes.', ar: 'الجواب على الطلبات التسعة.' },
      owner: two.ma.id,
      office: 'Point de contact',
      dueOn: calendarDate('2027-01-31'),
      agenda: 'P1',
      indicator: { shows: { fr: 'Aucune demande de 2026 sans réponse.', ar: 'لا طلب لسنة 2026 بدون جواب.' }, counted: null },
      flow: { agreement: two.convention, clause: 'C04' },
    },
  ],
})
