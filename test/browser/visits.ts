import { type Agenda, type Minutes, type VisitMatter, visitTextDigest } from '@entraide/exchange'
import type { Uuid } from '@entraide/ground'
import type { Draft, Visit, VisitRow } from '@entraide/node/api'
import { open, release } from '../../packages/demo/src/mail.ts'
import type { Two } from '../../packages/demo/src/pairing.ts'
import type { Desk } from '../../packages/demo/src/stage.ts'
import { until } from '../../packages/demo/src/until.ts'
import { dayOf } from '../../packages/demo/src/year/course.ts'

const why = 'Groupe de travail'
const matter = 'visit' as const
const terms = ({ id }: Desk) => (id.startsWith('BE-') ? { transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] } : {})

const standing = async (at: Desk, id: Uuid) => {
  await open(at.officers.COO, id, why)
  return await at.officers.COO.get<Visit>(`/v1/visits/${id}`)
}

const visitName = 'VIS-POINTS'
/** The visit whose decisions wait, once it is there; others of these nodes are in Brussels too. */
export async function visitOfPoints({ officers: { COO } }: Pick<Desk, 'officers'>): Promise<Uuid | undefined> {
  return (await COO.get<{ rows: readonly VisitRow[] }>('/v1/visits')).rows.find(row => row.about?.visit === visitName)?.dossier
}

/** A visit of today between both, its minutes signed by both; one decision of ours waits to be followed up. */
export async function fillVisit({ be, ma }: Two): Promise<void> {
  const today = dayOf(new Date(Date.now()).toISOString() as Parameters<typeof dayOf>[0])
  const days = { from: today, until: today }
  const title = { fr: 'Groupe de travail des points de contact', ar: 'مجموعة عمل نقط الاتصال' }
  const proposal: VisitMatter = {
    matter,
    step: 'propose',
    visit: visitName,
    title,
    host: be.id,
    place: 'Bruxelles',
    ...days,
    languages: ['fr', 'ar'],
    discreet: false,
  }
  const begun = await be.officers.COO.post<Draft>('/v1/visits', { to: ma.id, matter: proposal, needToKnow: [], terms: terms(be) })
  const { message: thread } = await release(be.officers.REL, await be.officers.COO.post<Draft>(`/v1/drafts/${begun.id}/submit`))
  const there = await until('the visit arrives', async () => visitOfPoints(ma))
  const here = begun.dossier
  /** Writes a step at one side, has it released, and waits until both hold it. */
  const say = async (at: Desk, said: VisitMatter, holds: (visit: Visit) => boolean) => {
    const id = at === be ? here : there
    await standing(at, id)
    const draft = await at.officers.COO.post<Draft>(`/v1/visits/${id}/steps`, { matter: said, terms: terms(at) })
    await release(at.officers.REL, await at.officers.COO.post<Draft>(`/v1/drafts/${draft.id}/submit`))
    for (const [side, each] of [
      [be, here],
      [ma, there],
    ] as const)
      await until(`both hold ${said.step}`, async () => (holds(await standing(side, each)) ? true : undefined))
  }
  const settled = (line: readonly { readonly settled: boolean }[] | undefined) => line?.at(-1)?.settled === true
  await say(ma, { matter, step: 'accept' }, ({ row }) => row.state === 'accepted')
  const agenda: Agenda = {
    ...days,
    place: 'Bruxelles',
    items: [{ id: 'P1', title: { fr: 'Demandes sans réponse', ar: 'طلبات بدون جواب' }, regime: 'LE', action: { plan: 'PLAN-2025-2026', item: 'AX1-A1' } }],
  }
  await say(be, { matter, step: 'agenda', follows: null, agenda }, ({ record }) => settled(record?.agenda))
  const agreed = visitTextDigest('agenda', thread, agenda)
  await say(ma, { matter, step: 'agree-agenda', digest: agreed }, ({ record }) => record?.agenda.at(-1)?.hands.length === 1)
  await say(be, { matter, step: 'held', ...days }, ({ record }) => record?.held !== null)
  const minutes: Minutes = {
    paragraphs: [
      {
        agenda: 'P1',
        text: {
          fr: 'Neuf demandes restent sans réponse ; les deux points de contact les passent en revue.',
          ar: 'بقيت تسعة طلبات بدون جواب؛ تستعرضها نقطتا الاتصال.',
        },
      },
    ],
    decisions: [
      {
        id: 'D1',
        text: { fr: 'Revoir chaque vendredi les demandes sans réponse.', ar: 'مراجعة الطلبات بدون جواب كل يوم جمعة.' },
        owner: be.id,
        office: 'Point de contact',
        dueOn: today,
        agenda: 'P1',
        indicator: { shows: { fr: 'Aucune demande sans réponse.', ar: 'لا طلب بدون جواب.' }, counted: null },
        flow: null,
      },
    ],
  }
  await say(be, { matter, step: 'minutes', follows: null, minutes }, ({ record }) => settled(record?.minutes))
  const digest = visitTextDigest('minutes', thread, minutes)
  await say(ma, { matter, step: 'cosign', digest }, ({ record }) => record?.minutes.at(-1)?.hands.length === 1)
  await say(be, { matter, step: 'cosign', digest }, ({ row }) => row.state === 'minutes-cosigned')
}
