import type { BalanceSheet, CountPair, FollowUp, FollowUpLine, IndicatorView, Lineage, LineageEntry, Plan, PlanItemView, PlanRow } from '@entraide/node/api'

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString() as Plan['told'][number]['at']
const id = (n: number) => `0195${n.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as PlanRow['dossier']
const be = 'BE-POL-SPOC' as PlanRow['partner']
const ma = 'MA-DGSN-SPOC' as PlanRow['partner']
const say = (en: string, fr: string, nl: string, ar: string) => ({ en, fr, nl, ar })
const year = new Date().getUTCFullYear()
type Day = Plan['text']['from']
const [from, until] = [`${year - 1}-01-01` as Day, `${year}-12-31` as Day]

const item = (n: number, status: PlanItemView['status'], owner = be): PlanItemView => ({
  id: `AX1-A${n}`,
  axis: 'AX1',
  objective: 'AX1-O1',
  title: say(
    `Action ${n}: a contact for each port`,
    `Action ${n} : un correspondant par port`,
    `Actie ${n}: een contactpunt per haven`,
    `الإجراء ${n}: مراسل لكل ميناء`,
  ),
  owner,
  office: 'Drugs, Antwerp',
  dueOn: `${year}-0${n}-28`,
  status,
  reason: ['BLK', 'DRP', 'CAR'].includes(status) ? 'No staff before spring.' : '',
  evidence: status === 'DON' ? ['BE-POL-SPOC/2026/7K3QF'] : [],
  changedAt: at(-900),
  carries: n === 1 ? { plan: 'PLAN-2022', item: 'A7' } : null,
  added: n === 4,
  decision: n === 4 ? { visit: 'VISIT-1', item: 'D2' } : null,
  late: status === 'BLK',
  indicators: n === 1 ? ['I1'] : [],
})
const items = [item(1, 'RUN'), item(2, 'BLK', ma), item(3, 'DON'), item(4, 'CAR'), item(5, 'DRP', ma)]
const byStatus = { RUN: 1, BLK: 1, DON: 1, CAR: 1, DRP: 1 }

const pair = (ours: number, theirs: number | null, differs: CountPair['differs']): CountPair => ({ ours, theirs, differs })
const indicator: IndicatorView = {
  id: 'I1',
  item: 'AX1-A1',
  title: say('Requests answered in time', 'Demandes répondues dans le délai', 'Verzoeken binnen de termijn beantwoord', 'طلبات أجيب عنها داخل الأجل'),
  from,
  until,
  counts: {
    numerator: { what: 'in-time', messageTypes: ['REQ'], crimeAreas: ['DRUG'], askedBy: ma },
    denominator: { what: 'asked', messageTypes: ['REQ'], crimeAreas: ['DRUG'], askedBy: ma },
  },
  treatment: { withdrawn: 'left-out', returned: 'counted', vanished: 'left-out', open: 'left-out' },
  target: 85,
  numerator: pair(41, 40, 'unexplained'),
  denominator: pair(52, 52, 'none'),
  leftOut: { withdrawn: 2, returned: 0, vanished: 1, open: 3 },
}

const row: PlanRow = {
  dossier: id(1),
  partner: ma,
  side: 'asker',
  ourReference: 'BE-POL-SPOC/2026/P1AN5',
  name: 'PLAN-2025-2026',
  chain: 'BE-MA-PLANS',
  follows: 'PLAN-2022',
  title: say('Joint action plan', 'Plan d’action conjoint', 'Gezamenlijk actieplan', 'خطة العمل المشتركة'),
  from,
  until,
  evaluationFrom: `${year}-06-30`,
  state: 'evaluation',
  items: { total: items.length, byStatus, late: 1 },
  updatedAt: at(-900),
}

const text: Plan['text'] = {
  plan: row.name,
  chain: row.chain,
  follows: row.follows,
  title: row.title,
  from,
  until,
  regime: 'LE',
  axes: [
    {
      id: 'AX1',
      title: say('Organised crime', 'Criminalité organisée', 'Georganiseerde misdaad', 'الجريمة المنظمة'),
      objectives: [
        {
          id: 'AX1-O1',
          title: say('Answer in time', 'Répondre à temps', 'Op tijd antwoorden', 'الجواب داخل الأجل'),
          actions: items.map(one => ({
            id: one.id,
            title: one.title,
            owner: one.owner,
            office: one.office,
            dueOn: one.dueOn as Day,
            carries: one.carries,
            indicators: [],
          })),
        },
      ],
    },
  ],
}

const reviews = [{ by: be, on: `${year}-03-14`, visit: null, conclusions: { en: 'Half of it is done; the duty desk waits for staff.' } }]
const plan: Plan = {
  row,
  text,
  digest: 'd'.repeat(64),
  versions: [{ digest: 'd'.repeat(64), by: be, at: at(-90_000) }],
  signatures: [
    { by: be, at: at(-80_000) },
    { by: ma, at: at(-79_000) },
  ],
  items,
  indicators: [indicator],
  reviews,
  told: [{ by: ma, from, until, at: at(-500), delivered: true }],
  terms: null,
  drafts: [{ id: id(9), step: 'counts', state: 'waiting-release', mine: true }],
  closing: { open: ['AX1-A1', 'AX1-A2'], ourCounts: false, theirCounts: true, digest: 'e'.repeat(64), next: null },
  uncounted: 2,
  acts: ['item', 'add', 'counts', 'review', 'close'],
}

const line = (asker: PlanRow['partner'], type: string | null, agreement: string | null): FollowUpLine => ({
  agreement,
  asker,
  holder: asker === be ? ma : be,
  type,
  counts: {
    asked: pair(58, 57, 'since'),
    answered: pair(41, 41, 'none'),
    refused: pair(6, 6, 'none'),
    withdrawn: pair(3, 3, 'none'),
    returned: pair(1, 1, 'none'),
    open: pair(4, 3, 'since'),
    silent: pair(3, 3, 'none'),
    'in-time': pair(40, 39, 'unexplained'),
    late: pair(7, 8, 'unexplained'),
    'ground.GENR': pair(4, 4, 'none'),
    'ground.NAVL': pair(2, 2, 'none'),
    'urgency.U8H': pair(30, 30, 'none'),
    'urgency.N7D': pair(28, 27, 'since'),
  },
  lateForJudge: asker === be ? null : 2,
})
const lines = [line(be, 'REQ', 'BE-MA-2014-PCC.2'), line(ma, 'IDR', 'BE-MA-2014-PCC.2')]
const totals = [line(be, null, null), line(ma, null, null)]

const balance: BalanceSheet = {
  node: be,
  partner: ma,
  plan: {
    dossier: row.dossier,
    name: row.name,
    chain: row.chain,
    follows: row.follows,
    title: row.title,
    from,
    until,
    state: row.state,
    reference: row.ourReference,
    signedAt: at(-79_000),
  },
  at: at(0),
  theirsAt: at(-500),
  uncounted: 0,
  exchanges: totals,
  lines,
  reciprocity: [
    { asker: be, asked: 58, answered: 71, inTime: 85, silent: 5 },
    { asker: ma, asked: 12, answered: null, inTime: null, silent: null },
  ],
  items,
  itemsByStatus: byStatus,
  axes: text.axes.map(axis => ({ id: axis.id, title: axis.title, objectives: axis.objectives.map(({ id, title }) => ({ id, title })) })),
  indicators: [indicator],
  reviews,
}

const entry = (name: string, kind: LineageEntry['kind'], status: LineageEntry['status']): LineageEntry => ({
  id: name,
  kind,
  title: say(`Plan ${name}`, `Plan ${name}`, `Plan ${name}`, `الخطة ${name}`),
  from: status === 'placeholder' ? null : '2022-06',
  until: null,
  signed: kind === 'plan' ? null : '2014-02-18',
  signedAt: kind === 'plan' ? null : 'Brussels',
  signatories: null,
  regime: 'LE',
  status,
  illustrative: status !== 'sourced',
  next: null,
  axes:
    kind === 'plan'
      ? [
          {
            id: 'AX1',
            label: say('Money laundering', 'Blanchiment', 'Witwassen', 'غسل الأموال'),
            status: 'reported',
            warning: say('Not a police channel.', 'Pas une voie policière.', 'Geen politiekanaal.', 'ليست قناة شرطية.'),
          },
        ]
      : [],
  sources: [{ id: 's1', url: 'https://www.example.org/plan', what: 'A report' }],
  agreement: null,
  dossier: null,
})
const lineage: Lineage = {
  instruments: [entry('BE-MA-2014-PCC', 'convention', 'sourced'), entry('BE-MA-2016-MOU', 'memorandum', 'reported')],
  chains: [
    {
      id: row.chain,
      title: say('Action plans', 'Plans d’action', 'Actieplannen', 'خطط العمل'),
      note: say('Plans expire.', 'Les plans expirent.', 'Plannen verstrijken.', 'الخطط تنقضي.'),
      textPublic: false,
      lines: [[entry('PLAN-2022', 'plan', 'reported'), entry('PLAN-NEXT', 'plan', 'placeholder')]],
      meetings: [{ on: '2024-12-05', what: 'Meeting of both heads', url: 'https://www.example.org/meeting' }],
      unknown: ['the text of the plan'],
    },
  ],
}
const followUp: FollowUp = {
  node: be,
  partner: ma,
  from: `${year}-01-01`,
  until,
  agreement: null,
  at: at(0),
  uncounted: 0,
  theirsAt: null,
  told: plan.told,
  lines,
  totals,
}

/** What the node says of plans and of what was counted; undefined for any other address. */
export function plansAnswer(path: string): unknown {
  if (path === '/v1/plans') return { rows: [row], total: 1, next: null }
  if (path === '/v1/lineage') return lineage
  if (path === '/v1/follow-up') return followUp
  if (/^\/v1\/plans\/[^/]+\/next$/.test(path)) return { text: { ...text, plan: 'BE-MA-PLANS-NEXT', follows: row.name } }
  if (/^\/v1\/plans\/[^/]+\/balance$/.test(path)) return balance
  if (/^\/v1\/plans\/[^/]+$/.test(path)) return plan
  return undefined
}

/** The text of a plan being written, as the matter of a draft. */
export const planText = { matter: 'plan', step: 'propose', text } as const

/** The same where there is nothing yet. */
export const emptyPlans: { readonly [path: string]: unknown } = {
  '/v1/plans': { rows: [], total: 0, next: null },
  '/v1/lineage': { instruments: [], chains: [] } satisfies Lineage,
  '/v1/follow-up': { ...followUp, told: [], lines: [], totals: [] } satisfies FollowUp,
}
