import type { PlanMatter, PlanText } from '@entraide/exchange'
import { planDigest } from '@entraide/exchange'
import { type CalendarDate, calendarDate, day, hour, type Instant, laterDate, type Uuid } from '@entraide/ground'
import type { Draft, Plan, PlanRow } from '@entraide/node/api'
import { release, threads } from '../mail.ts'
import type { Desk } from '../stage.ts'
import { until } from '../until.ts'
import { dayOf } from './course.ts'
import type { Episode, Pace } from './pace.ts'

/** Two nodes that keep a plan together: the first proposes it. */
export type Planners = { readonly ours: Desk; readonly theirs: Desk }
/** A plan as both hold it. */
type Kept = Planners & { readonly here: Uuid; readonly there: Uuid; readonly name: string }
type Text = PlanText['axes'][number]['title']

const leaves = { transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] }
const leavesCells = { transferBasis: 'GDPR-49-1-d', assurances: ['NDP', 'NTT', 'SPE'] }
const termsOf = ({ id }: Desk) => (id.startsWith('BE-') ? (id.includes('IDENT') ? leavesCells : leaves) : null)

/** Writes a step of a plan and has it released. */
export async function planStep(at: Desk, id: Uuid, matter: PlanMatter, note = ''): Promise<void> {
  const draft = await at.officers.COO.post<Draft>(`/v1/plans/${id}/steps`, { matter, note, terms: termsOf(at), submit: true })
  await release(at.officers.REL, draft)
}

/** The plan of a name at a node, once it is there and, if one is named, in a state. */
export async function planAt(at: Desk, name: string, state?: PlanRow['state']): Promise<PlanRow> {
  return await until(`the plan ${name} ${state === undefined ? 'arrives' : `is ${state}`} at ${at.id}`, async () =>
    (await at.officers.COO.get<{ rows: readonly PlanRow[] }>('/v1/plans')).rows.find(row => row.name === name && (state === undefined || row.state === state)),
  )
}

const read = async (at: Desk, id: Uuid) => await at.officers.COO.get<Plan>(`/v1/plans/${id}`)

/** Proposes a plan. */
export async function propose({ ours, theirs }: Planners, text: PlanText, pace: Pace): Promise<Kept> {
  const draft = await ours.officers.COO.post<Draft>('/v1/plans', { partner: theirs.id, text, terms: termsOf(ours), submit: true })
  await pace.pass(hour)
  await release(ours.officers.REL, draft)
  await pace.pass(2 * day)
  return { ours, theirs, here: draft.dossier, there: (await planAt(theirs, text.plan)).dossier, name: text.plan }
}

/** From the proposal to two signatures; changed once on the way if `changed` is given. */
export async function bringToRun(plan: Kept, text: PlanText, pace: Pace, changed?: PlanText): Promise<void> {
  const digest = planDigest(changed ?? text)
  if (changed === undefined) await planStep(plan.theirs, plan.there, { matter: 'plan', step: 'agree', digest })
  else {
    await planStep(plan.theirs, plan.there, { matter: 'plan', step: 'change', text: changed })
    await pace.pass(3 * day)
    await planStep(plan.ours, plan.here, { matter: 'plan', step: 'agree', digest })
  }
  await pace.pass(day)
  await planStep(plan.ours, plan.here, { matter: 'plan', step: 'sign', digest })
  await pace.pass(day)
  await planStep(plan.theirs, plan.there, { matter: 'plan', step: 'countersign', digest })
  await pace.pass(day)
}

/** What an owner says of an action. */
export const item = (id: string, status: 'RUN' | 'BLK' | 'DON' | 'DRP' | 'CAR', reason = '', evidence: string[] = []): PlanMatter => ({
  matter: 'plan',
  step: 'item',
  item: id,
  status,
  reason,
  evidence,
})

/** Each side counts the exchanges of a period in its own store and tells the other. */
export async function tellCounts(plan: Kept, from: CalendarDate, untilOn: CalendarDate, pace: Pace): Promise<void> {
  for (const [at, id] of [
    [plan.ours, plan.here],
    [plan.theirs, plan.there],
  ] as const) {
    const { matter } = await at.officers.COO.post<{ matter: PlanMatter }>(`/v1/plans/${id}/counts`, { from, until: untilOn })
    await planStep(at, id, matter)
    await pace.pass(day)
  }
}

/**
 * A reference of an exchange with a partner, as evidence: theirs, which came with a message of theirs. Ours they may not have been told yet, and
 * what a node exchanges with a third says them nothing.
 */
export async function someReference(at: Desk, partner: Desk): Promise<string> {
  const found = (await threads(at.officers.OPR)).find(each => each.partner === partner.id && each.thread !== null && each.yourReference !== null)
  if (found === undefined || found.yourReference === null) throw new Error(`${at.id} has exchanged nothing with ${partner.id} that could be evidence`)
  return found.yourReference
}

const say = (fr: string, ar: string, nl: string, en: string): Text => ({ fr, ar, nl, en })

type Action = PlanText['axes'][number]['objectives'][number]['actions'][number]
const action = (id: string, title: Text, owner: Desk, office: string, dueOn: CalendarDate, indicators: Action['indicators'] = []): Action => ({
  id,
  title,
  owner: owner.id,
  office,
  dueOn,
  carries: null,
  indicators,
})

/** Of a hundred requests asked by one side and settled, how many were answered in time. What is withdrawn, returned or not yet due is left out and shown (R56). */
function answeredInTime(
  id: string,
  asked: Desk,
  from: CalendarDate,
  untilOn: CalendarDate,
  crimeAreas: Action['indicators'][number]['numerator']['crimeAreas'],
  type: 'REQ' | 'IDR' = 'REQ',
): Action['indicators'][number] {
  const counted = (what: 'in-time' | 'asked') => ({ what, messageTypes: [type], crimeAreas, askedBy: asked.id })
  return {
    id,
    title: say('Demandes répondues dans le délai', 'طلبات أجيب عنها داخل الأجل', 'Verzoeken binnen de termijn beantwoord', 'Requests answered in time'),
    numerator: counted('in-time'),
    denominator: counted('asked'),
    from,
    until: untilOn,
    treatment: { withdrawn: 'left-out', returned: 'left-out', vanished: 'left-out', open: 'left-out' },
    target: 85,
  }
}

/** The plan of 2025-2026 as far as its axes were reported; its actions and indicators are invented. */
export function policePlan({ ours, theirs }: Planners): PlanText {
  const [from, last] = [calendarDate('2025-01-01'), calendarDate('2026-12-31')]
  const on = calendarDate
  return {
    plan: 'PLAN-2025-2026',
    chain: 'BE-MA-PLANS',
    follows: 'PLAN-2022',
    title: say('Plan d’action conjoint 2025-2026', 'خطة العمل المشتركة 2025-2026', 'Gezamenlijk actieplan 2025-2026', 'Joint action plan 2025-2026'),
    from,
    until: last,
    regime: 'LE',
    axes: [
      {
        id: 'AX1',
        title: say('Criminalité organisée et terrorisme', 'الجريمة المنظمة والإرهاب', 'Georganiseerde misdaad en terrorisme', 'Organised crime and terrorism'),
        objectives: [
          {
            id: 'AX1-O1',
            title: say('Répondre à temps', 'الجواب داخل الأجل', 'Op tijd antwoorden', 'Answer in time'),
            actions: [
              action(
                'AX1-A1',
                say(
                  'Permanence commune pour les demandes de 8 heures',
                  'مداومة مشتركة لطلبات 8 ساعات',
                  'Gemeenschappelijke permanentie voor verzoeken van 8 uur',
                  'Joint duty desk for 8-hour requests',
                ),
                theirs,
                'Point de contact',
                on('2026-03-31'),
                [answeredInTime('I1', ours, from, last, ['DRUG'])],
              ),
              action(
                'AX1-A2',
                say(
                  'Résine de cannabis : un correspondant par port',
                  'الشيرا: مراسل لكل ميناء',
                  'Cannabishars: een contactpunt per haven',
                  'Cannabis resin: one contact for each port',
                ),
                ours,
                'Stupéfiants, Anvers',
                on('2026-06-30'),
                [answeredInTime('I2', theirs, from, last, ['DRUG'])],
              ),
              action(
                'AX1-A3',
                say(
                  'Combattants étrangers : liste de contrôle des retours',
                  'المقاتلون الأجانب: لائحة مراقبة العودة',
                  'Buitenlandse strijders: checklist voor terugkeer',
                  'Foreign fighters: a checklist for returns',
                ),
                ours,
                'Terrorisme',
                on('2026-12-15'),
              ),
            ],
          },
        ],
      },
      {
        id: 'AX2',
        title: say('Données de franchissement des frontières', 'معطيات عبور الحدود', 'Gegevens over grensoverschrijding', 'Border-crossing data'),
        objectives: [
          {
            id: 'AX2-O1',
            title: say('Une voie et un format', 'قناة واحدة وصيغة واحدة', 'Eén weg en één formaat', 'One channel and one format'),
            actions: [
              action(
                'AX2-A1',
                say(
                  'Décrire le format des véhicules',
                  'وصف صيغة معطيات المركبات',
                  'Het formaat van voertuigen beschrijven',
                  'Describe the format for vehicles',
                ),
                theirs,
                'Systèmes',
                on('2026-09-30'),
              ),
            ],
          },
        ],
      },
      {
        id: 'AX3',
        title: say('Blanchiment', 'غسل الأموال', 'Witwassen', 'Money laundering'),
        objectives: [
          {
            id: 'AX3-O1',
            title: say('Orienter vers la bonne voie', 'التوجيه إلى القناة الصحيحة', 'Naar het juiste kanaal verwijzen', 'Point to the right channel'),
            actions: [
              action(
                'AX3-A1',
                say(
                  'Fiche : ce que la police demande, ce que la cellule financière demande',
                  'بطاقة: ما تطلبه الشرطة وما تطلبه الوحدة المالية',
                  'Fiche: wat de politie vraagt, wat de financiële cel vraagt',
                  'A sheet: what police ask, what the financial unit asks',
                ),
                ours,
                'Juridique',
                on('2026-05-31'),
              ),
            ],
          },
        ],
      },
      {
        id: 'AX4',
        title: say('Menaces visant les rencontres sportives', 'تهديدات المباريات الرياضية', 'Dreigingen rond sportevenementen', 'Threats to sports events'),
        objectives: [
          {
            id: 'AX4-O1',
            title: say('Préparer ensemble', 'التحضير المشترك', 'Samen voorbereiden', 'Prepare together'),
            actions: [
              action(
                'AX4-A1',
                say(
                  'Officiers de contact pour chaque rencontre à risque',
                  'ضباط اتصال لكل مباراة ذات خطورة',
                  'Contactofficieren voor elke risicowedstrijd',
                  'Contact officers for each match at risk',
                ),
                theirs,
                'Ordre public',
                on('2026-11-30'),
              ),
            ],
          },
        ],
      },
    ],
  }
}

/** A small plan, as two services make between times: one axis, one action each. */
export function smallPlan({ ours, theirs }: Planners, name: string, from: CalendarDate, last: CalendarDate): PlanText {
  const isCells = ours.id.includes('IDENT')
  return {
    plan: name,
    chain: isCells ? 'BE-MA-IDENT' : 'BE-MA-SMALL',
    follows: null,
    title: isCells
      ? say('Suivi du mémorandum', 'متابعة المذكرة', 'Opvolging van het memorandum', 'Follow-up of the memorandum')
      : say('Réponses entre points de contact', 'الأجوبة بين نقط الاتصال', 'Antwoorden tussen contactpunten', 'Answers between points of contact'),
    from,
    until: last,
    regime: isCells ? 'AM' : 'LE',
    axes: [
      {
        id: 'AX1',
        title: say('Délais', 'الآجال', 'Termijnen', 'Time limits'),
        objectives: [
          {
            id: 'AX1-O1',
            title: say('Aucun silence', 'لا صمت', 'Geen stilte', 'No silence'),
            actions: [
              action(
                'A1',
                isCells
                  ? say('Répondre dans les 45 jours', 'الجواب داخل 45 يوما', 'Binnen 45 dagen antwoorden', 'Answer within 45 days')
                  : say('Répondre dans le délai', 'الجواب داخل الأجل', 'Binnen de termijn antwoorden', 'Answer in time'),
                theirs,
                'Identification',
                last,
                [answeredInTime('I1', ours, from, last, [], isCells ? 'IDR' : 'REQ')],
              ),
              action(
                'A2',
                say('Fichiers complets dès l’envoi', 'ملفات كاملة عند الإرسال', 'Volledige dossiers bij verzending', 'Complete files at first sending'),
                ours,
                'Identification',
                last,
              ),
            ],
          },
        ],
      },
    ],
  }
}

/** Closes a plan that is being evaluated: every action ended, the period counted by both, closed by one and confirmed by the other. */
export async function closeTogether(plan: Kept, pace: Pace, from: CalendarDate, last: CalendarDate, reopenOnce: boolean): Promise<void> {
  await planStep(plan.theirs, plan.there, item('A1', 'CAR', 'La permanence commence au printemps.'))
  await planStep(plan.ours, plan.here, item('A2', 'DON', '', [await someReference(plan.ours, plan.theirs)]))
  await pace.pass(day)
  await tellCounts(plan, from, last, pace)
  await planStep(plan.theirs, plan.there, {
    matter: 'plan',
    step: 'review',
    on: dayOf(pace.now()),
    visit: null,
    conclusions: { fr: 'Un point reste ouvert et passe au plan suivant.', ar: 'تبقى نقطة واحدة مفتوحة وتنقل إلى الخطة التالية.' },
  })
  await pace.pass(day)
  if (reopenOnce) {
    await planStep(plan.theirs, plan.there, { matter: 'plan', step: 'close', digest: (await read(plan.theirs, plan.there)).closing.digest })
    await pace.pass(day)
    await planStep(plan.ours, plan.here, { matter: 'plan', step: 'reopen' }, 'Un mot encore sur A1.')
    await pace.pass(day)
  }
  await planStep(plan.ours, plan.here, { matter: 'plan', step: 'close', digest: (await read(plan.ours, plan.here)).closing.digest })
  await pace.pass(day)
  await planStep(plan.theirs, plan.there, { matter: 'plan', step: 'confirm', digest: (await read(plan.theirs, plan.there)).closing.digest })
  await pace.pass(day)
}

/** The plans of the year: the police plan, which runs into its evaluation, and the cells' own, which is closed and carried over; one declined, one withdrawn. */
export function plansOfTheYear(police: Planners, cells: Planners, start: Instant): readonly Episode[] {
  return [
    { at: start, play: pace => policeCourse(police, pace) },
    { at: start, play: pace => cellsCourse(cells, pace) },
    {
      at: start,
      play: async pace => {
        await pace.pass(40 * day)
        const plan = await propose(police, smallPlan(police, 'PLAN-SPORT', laterDate(dayOf(pace.now()), 30), laterDate(dayOf(pace.now()), 300)), pace)
        await planStep(plan.theirs, plan.there, { matter: 'plan', step: 'decline' }, 'Déjà dans le plan en cours.')
      },
    },
    {
      at: start,
      play: async pace => {
        await pace.pass(70 * day)
        const plan = await propose(police, smallPlan(police, 'PLAN-PORTS', laterDate(dayOf(pace.now()), 30), laterDate(dayOf(pace.now()), 300)), pace)
        await planStep(plan.ours, plan.here, { matter: 'plan', step: 'withdraw' }, 'Repris dans le plan conjoint.')
      },
    },
  ]
}

async function policeCourse(police: Planners, pace: Pace): Promise<void> {
  const text = policePlan(police)
  const plan = await propose(police, text, pace)
  await bringToRun(plan, text, pace, { ...text, title: { ...text.title, fr: 'Plan d’action conjoint des deux polices 2025-2026' } })
  for (const id of ['AX1-A1', 'AX2-A1', 'AX4-A1']) await planStep(plan.theirs, plan.there, item(id, 'RUN'))
  for (const id of ['AX1-A2', 'AX3-A1']) await planStep(plan.ours, plan.here, item(id, 'RUN'))
  await pace.pass(120 * day)
  await planStep(plan.theirs, plan.there, item('AX1-A1', 'DON', '', [await someReference(plan.theirs, plan.ours)]))
  await planStep(plan.ours, plan.here, {
    matter: 'plan',
    step: 'review',
    on: dayOf(pace.now()),
    visit: null,
    conclusions: { fr: 'Les délais s’améliorent ; le format des véhicules attend.', ar: 'تتحسن الآجال؛ صيغة معطيات المركبات تنتظر.' },
  })
  await pace.pass(60 * day)
  await planStep(plan.ours, plan.here, item('AX3-A1', 'DON', '', [await someReference(plan.ours, plan.theirs)]))
  await planStep(plan.theirs, plan.there, item('AX2-A1', 'BLK', 'Le format dépend d’un marché public.'))
  await tellCounts(plan, calendarDate('2025-01-01'), calendarDate('2026-06-30'), pace)
  await pace.pass(110 * day)
  await planStep(plan.ours, plan.here, item('AX1-A2', 'DON', '', [await someReference(plan.ours, plan.theirs)]))
  await tellCounts(plan, calendarDate('2025-01-01'), calendarDate('2026-12-31'), pace)
}

async function cellsCourse(cells: Planners, pace: Pace): Promise<void> {
  await pace.pass(60 * day)
  const from = dayOf(pace.now())
  const last = laterDate(from, 230)
  const text = smallPlan(cells, 'SUIVI-2026', from, last)
  const plan = await propose(cells, text, pace)
  await bringToRun(plan, text, pace)
  await pace.pass(80 * day)
  await planAt(cells.ours, text.plan, 'evaluation')
  await closeTogether(plan, pace, from, last, true)
  const next = await cells.ours.officers.COO.get<{ text: PlanText }>(
    `/v1/plans/${plan.here}/next?name=SUIVI-2027&from=${laterDate(last, 1)}&until=${laterDate(last, 300)}`,
  )
  await propose(cells, next.text, pace)
}
