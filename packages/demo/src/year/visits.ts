import type { Agenda, Minutes, PlanMatter, VisitMatter } from '@entraide/exchange'
import { visitTextDigest } from '@entraide/exchange'
import { day, hour, type Instant, laterDate, type Uuid } from '@entraide/ground'
import type { Draft, Visit, VisitRow } from '@entraide/node/api'
import { open, release } from '../mail.ts'
import type { Desk } from '../stage.ts'
import { until } from '../until.ts'
import { dayOf } from './course.ts'
import type { Episode, Pace } from './pace.ts'
import { planAt } from './plans.ts'

/** Two nodes that visit each other, and the agreement a decision may let data flow under. */
export type Visitors = { readonly ours: Desk; readonly theirs: Desk; readonly agreement: string }
type Visiting = Visitors & { readonly name: string; readonly here: Uuid; readonly there: Uuid; readonly pace: Pace }

const terms = ({ id }: Desk) => (id.startsWith('BE-') ? { transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] } : {})
type Texts = { readonly fr: string; readonly ar: string }

const why = 'Préparation de la visite'

/** Whoever receives it receives it at home. */
const isBelgian = ({ id }: Desk) => id.startsWith('BE-')
const placeOf = (host: Desk) => (isBelgian(host) ? 'Bruxelles' : 'Rabat')
const talks = (host: Desk): Texts =>
  isBelgian(host) ? { fr: 'Entretiens de Bruxelles', ar: 'محادثات بروكسيل' } : { fr: 'Entretiens de Rabat', ar: 'محادثات الرباط' }

/** A visit is proposed; a discreet one to those who need to know of it and to nobody else. */
export async function proposeVisit(visitors: Visitors, pace: Pace, name: string, discreet: boolean, inDays: number): Promise<Visiting> {
  const { ours, theirs } = visitors
  const from = laterDate(dayOf(pace.now()), inDays)
  const matter: VisitMatter = {
    matter: 'visit',
    step: 'propose',
    visit: name,
    title: discreet ? talks(theirs) : { fr: 'Groupe de travail des points de contact', ar: 'مجموعة عمل نقط الاتصال' },
    host: theirs.id,
    place: placeOf(theirs),
    from,
    until: laterDate(from, 1),
    languages: ['fr', 'ar'],
    discreet,
  }
  const draft = await ours.officers.COO.post<Draft>('/v1/visits', {
    to: theirs.id,
    matter,
    needToKnow: discreet ? [ours.officers.REL.account] : [],
    terms: terms(ours),
  })
  await pace.pass(hour)
  await letGo(ours, draft)
  await pace.pass(day)
  const row = await until(`the visit ${name} arrives at ${theirs.id}`, async () => {
    const { rows } = await theirs.officers.COO.get<{ rows: readonly VisitRow[] }>('/v1/visits')
    for (const each of rows) {
      await open(theirs.officers.COO, each.dossier, why)
      if ((await theirs.officers.COO.get<Visit>(`/v1/visits/${each.dossier}`)).record?.visit === name) return each
    }
    return undefined
  })
  if (discreet) await theirs.officers.COO.post(`/v1/visits/${row.dossier}/need-to-know`, { account: theirs.officers.REL.account })
  return { ...visitors, name, here: draft.dossier, there: row.dossier, pace }
}

async function letGo(at: Desk, draft: Draft): Promise<void> {
  await release(at.officers.REL, await at.officers.COO.post<Draft>(`/v1/drafts/${draft.id}/submit`))
}

/** Writes a step at one side, and has it released. */
export async function visitStep(one: Visiting, side: 'ours' | 'theirs', matter: VisitMatter): Promise<void> {
  const at = one[side]
  const id = side === 'ours' ? one.here : one.there
  await open(at.officers.COO, id, why)
  await letGo(at, await at.officers.COO.post<Draft>(`/v1/visits/${id}/steps`, { matter, terms: terms(at) }))
}

async function threadOf(one: Visiting): Promise<Uuid> {
  await open(one.ours.officers.COO, one.here, why)
  return (await one.ours.officers.COO.get<Visit>(`/v1/visits/${one.here}`)).row.thread as Uuid
}

/** Accepted, its agenda agreed; held and written down in two languages, signed by both, if it goes so far. */
export async function visitTo(
  one: Visiting,
  end: 'accepted' | 'agenda' | 'held' | 'signed' | 'follow-up' | 'closed',
  signsFirst: 'ours' | 'theirs' = 'ours',
): Promise<void> {
  const matter = 'visit' as const
  const { pace } = one
  await visitStep(one, 'theirs', { matter, step: 'accept' })
  await pace.pass(day)
  if (end === 'accepted') return
  const from = laterDate(dayOf(pace.now()), 8)
  const agenda: Agenda = {
    from,
    until: laterDate(from, 1),
    place: placeOf(one.theirs),
    items: [
      { id: 'P1', title: { fr: 'Demandes sans réponse', ar: 'طلبات بدون جواب' }, regime: 'LE', action: { plan: 'PLAN-2025-2026', item: 'AX1-A1' } },
      { id: 'P2', title: { fr: 'Rencontres sportives', ar: 'المباريات الرياضية' }, regime: 'LE', action: null },
    ],
  }
  const thread = await threadOf(one)
  await visitStep(one, 'ours', { matter, step: 'agenda', follows: null, agenda })
  await pace.pass(day)
  await visitStep(one, 'theirs', { matter, step: 'agree-agenda', digest: visitTextDigest('agenda', thread, agenda) })
  await pace.pass(day)
  await visitStep(one, 'ours', {
    matter,
    step: 'delegation',
    delegation: {
      node: one.ours.id,
      offices: [
        { office: 'Direction', persons: 2, clearance: 'U' },
        { office: 'Point de contact', persons: 1, clearance: 'U' },
      ],
    },
  })
  if (end === 'agenda') return
  await pace.pass(9 * day)
  await visitStep(one, 'theirs', { matter, step: 'held', from, until: laterDate(from, 1) })
  await pace.pass(day)
  if (end === 'held') return
  const minutes: Minutes = {
    paragraphs: [
      {
        agenda: 'P1',
        text: {
          fr: 'Neuf demandes restent sans réponse ; les deux points de contact les passent en revue.',
          ar: 'بقيت تسعة طلبات بدون جواب؛ تستعرضها نقطتا الاتصال.',
        },
      },
      { agenda: 'P2', text: { fr: 'Deux officiers de contact par rencontre à risque.', ar: 'ضابطا اتصال لكل مباراة ذات خطورة.' } },
    ],
    decisions: [
      {
        id: 'D1',
        text: { fr: 'Répondre aux neuf demandes.', ar: 'الجواب على الطلبات التسعة.' },
        owner: one.theirs.id,
        office: 'Point de contact',
        dueOn: laterDate(from, 60),
        agenda: 'P1',
        indicator: { shows: { fr: 'Aucune demande sans réponse.', ar: 'لا طلب بدون جواب.' }, counted: null },
        flow: { agreement: one.agreement, clause: 'C04' },
      },
    ],
  }
  await visitStep(one, 'theirs', { matter, step: 'minutes', follows: null, minutes })
  await pace.pass(2 * day)
  const digest = visitTextDigest('minutes', thread, minutes)
  await visitStep(one, signsFirst, { matter, step: 'cosign', digest })
  await pace.pass(day)
  await visitStep(one, signsFirst === 'ours' ? 'theirs' : 'ours', { matter, step: 'cosign', digest })
  await pace.pass(day)
  if (end === 'signed') return
  await visitStep(one, 'theirs', {
    matter,
    step: 'follow',
    decision: 'D1',
    status: end === 'closed' ? 'DON' : 'RUN',
    reason: 'Réponses en préparation.',
    carried: null,
  })
  await pace.pass(day)
  if (end === 'follow-up') return
  await visitStep(one, 'ours', { matter, step: 'close' })
  await pace.pass(day)
}

/**
 * Takes the decision into a plan that runs, at the side that owns it, and says in the visit that the plan carries it on. Of a discreet
 * visit the plan tells nothing: its action is said in other words.
 *
 * @returns the action of the plan
 */
export async function intoPlan(one: Visiting, plan: string, words: Texts | null): Promise<string> {
  const at = one.theirs
  const { dossier, until: dueOn } = await planAt(at, plan)
  await open(at.officers.COO, one.there, why)
  const said = { plan: dossier, objective: 'AX1-O1', title: words, dueOn, submit: true }
  const draft = await at.officers.COO.post<Draft>(`/v1/visits/${one.there}/decisions/D1/action`, said)
  await release(at.officers.REL, draft)
  await one.pace.pass(day)
  const item = (draft.fields.matter as Extract<PlanMatter, { step: 'add' }>).action.id
  const carried = { plan, item }
  await visitStep(one, 'theirs', { matter: 'visit', step: 'follow', decision: 'D1', status: 'CAR', reason: 'Repris au plan.', carried })
  await one.pace.pass(day)
  return item
}

/** The visits of the year: two held in the open, one discreet, one called off, one to come. */
export function visitsOfTheYear(visitors: Visitors, start: Instant): readonly Episode[] {
  const reversed: Visitors = { ours: visitors.theirs, theirs: visitors.ours, agreement: visitors.agreement }
  const visit = (afterDays: number, who: Visitors, name: string, discreet: boolean, then: (one: Visiting) => Promise<void>): Episode => ({
    at: start,
    play: async pace => {
      await pace.pass(afterDays * day)
      await then(await proposeVisit(who, pace, name, discreet, 12))
    },
  })
  return [
    visit(30, visitors, 'VIS-2026-1', false, async one => {
      await visitTo(one, 'signed')
      await intoPlan(one, 'PLAN-2025-2026', null)
      await visitStep(one, 'ours', { matter: 'visit', step: 'close' })
    }),
    visit(120, visitors, 'VIS-2026-2', true, one => visitTo(one, 'follow-up')),
    visit(200, reversed, 'VIS-2026-3', false, async one => {
      await visitTo(one, 'accepted')
      await visitStep(one, 'theirs', { matter: 'visit', step: 'cancel' })
    }),
    visit(290, reversed, 'VIS-2026-4', false, one => visitTo(one, 'signed')),
    visit(345, visitors, 'VIS-2026-5', true, one => visitTo(one, 'agenda')),
  ]
}
