import type { Account, Dossier, NeedToKnow, ThreadRow, Visit, VisitRow } from '@entraide/node/api'

type Node = NonNullable<VisitRow['partner']>
type Id = VisitRow['dossier']
type Day = NonNullable<Visit['record']>['agenda'][number]['text']['from']

const id = (n: number) => `0193${n.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as Id
const [ours, theirs] = ['BE-POL-SPOC', 'MA-DGSN-SPOC'] as unknown as readonly [Node, Node]
const day = (text: string) => text as Day
const at = '2026-11-24T09:05:00.000Z'
const days = { from: day('2026-11-26'), until: day('2026-11-27') }

/** The dossier of the one visit whose page is shown: `/visits/01930258`. */
const shown = id(600)

const row = (n: number, part: Partial<VisitRow>): VisitRow => ({
  dossier: id(n),
  ourReference: `BE-POL-SPOC/2026/V${n}K3`,
  yourReference: null,
  partner: theirs,
  side: 'asker',
  state: 'minutes-cosigned',
  discreet: false,
  about: {
    visit: 'VIS-2026-11',
    title: { fr: 'Groupe de travail des points de contact', ar: 'مجموعة عمل نقط الاتصال' },
    host: theirs,
    place: 'Rabat',
    ...days,
  },
  openDecisions: 1,
  nextDueOn: '2027-01-31',
  unread: false,
  updatedAt: at,
  ...part,
})
const visits: readonly VisitRow[] = [
  row(600, { discreet: true }),
  row(601, { discreet: true, about: null, state: 'proposed', openDecisions: 0, nextDueOn: null, unread: true, side: 'holder' }),
  row(602, { state: 'closed', openDecisions: 0, nextDueOn: null }),
]

const agenda: NonNullable<Visit['record']>['agenda'][number]['text'] = {
  ...days,
  place: 'Rabat',
  items: [
    { id: 'P1', title: { fr: 'Demandes sans réponse', ar: 'طلبات بدون جواب' }, regime: 'LE', action: { plan: 'PLAN-2025-2026', item: 'AX1-O1-A2' } },
    { id: 'P2', title: { fr: 'Rencontres sportives', ar: 'المباريات الرياضية' }, regime: 'LE', action: null },
  ],
}
const decision = {
  id: 'D1',
  text: { fr: 'Répondre aux neuf demandes.', ar: 'الجواب على الطلبات التسعة.' },
  owner: theirs,
  office: 'Point de contact',
  dueOn: day('2027-01-31'),
  agenda: 'P1',
  indicator: { shows: { fr: 'Aucune demande de 2026 sans réponse.', ar: 'لا طلب لسنة 2026 بدون جواب.' }, counted: null },
  flow: { agreement: 'a'.repeat(64), clause: 'C04' },
}
const hands = [
  { node: ours, message: id(612) },
  { node: theirs, message: id(613) },
]

const visit = (base: ThreadRow): Visit => ({
  row: base,
  discreet: true,
  opened: true,
  lastReason: 'Preparation of the visit',
  record: {
    visit: 'VIS-2026-11',
    title: { fr: 'Entretiens de Rabat', ar: 'محادثات الرباط' },
    host: theirs,
    languages: ['fr', 'ar'],
    place: 'Rabat',
    ...days,
    agenda: [{ digest: 'a'.repeat(64), by: ours, message: id(610), settled: true, hands: [{ node: theirs, message: id(611) }], text: agenda }],
    delegations: [
      {
        node: ours,
        offices: [
          { office: 'Direction', persons: 2, clearance: 'U' },
          { office: 'Point de contact', persons: 1, clearance: 'U' },
        ],
        message: id(614),
      },
    ],
    papers: [
      {
        message: id(615),
        by: ours,
        title: 'Demandes sans réponse, par référence',
        handedOn: days.from,
        digest: 'd'.repeat(64),
        agenda: 'P1',
        attachment: { id: 'e'.repeat(32), name: 'demandes.pdf', mediaType: 'application/pdf', bytes: 48_200, renderable: false },
      },
    ],
    held: days,
    minutes: [
      {
        digest: 'b'.repeat(64),
        by: theirs,
        message: id(616),
        settled: true,
        hands,
        text: {
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
          decisions: [decision],
        },
      },
    ],
    decisions: [
      { ...decision, status: 'RUN', reason: 'Réponses en préparation.', carried: null },
      // Ours, which a plan can take on.
      {
        ...decision,
        id: 'D2',
        owner: ours,
        dueOn: day(`${new Date().getUTCFullYear() + 1}-01-31`),
        text: { fr: 'Relire les demandes chaque mois.', ar: 'مراجعة الطلبات كل شهر.' },
        status: 'AGR',
        reason: '',
        carried: null,
      },
    ],
  },
  // More at once than any state allows: every button is looked at.
  may: ['accept', 'agenda', 'agree-agenda', 'delegation', 'paper', 'held', 'minutes', 'cosign', 'follow', 'close', 'cancel'],
  drafts: [],
  at,
})

/**
 * What the stand-in node answers about visits; undefined for anything else.
 *
 * @param base - a dossier of another kind, whose frame a visit's dossier shares
 */
export function visitsAnswer(path: string, officer: Account, others: readonly Account[], base: Dossier): unknown {
  const frame: ThreadRow = { ...base.row, dossier: shown, openingType: 'VIS', crimeArea: null, state: 'follow-up', ourReference: 'BE-POL-SPOC/2026/V600K3' }
  const list: NeedToKnow = { members: [officer], candidates: others.filter(one => one.id !== officer.id) }
  const answers: { readonly [path: string]: unknown } = {
    '/v1/visits': { rows: visits, total: visits.length, next: null },
    [`/v1/threads/${shown.slice(0, 8)}`]: { ...base, row: frame, messages: [], drafts: [] },
    [`/v1/visits/${shown}`]: visit(frame),
    [`/v1/visits/${shown}/need-to-know`]: list,
    [`/v1/visits/${shown}/papers/${id(615)}/check`]: { said: 'd'.repeat(64), found: 'd'.repeat(64), same: true },
  }
  return answers[path]
}
