import type {
  Account,
  AgreementSummary,
  AgreementView,
  ClauseView,
  Decision,
  Dossier,
  Draft,
  DraftFields,
  DraftRow,
  DueBoard,
  OriginNotice,
  OutboxRow,
  Partner,
  Proof,
  RefusalBody,
  Session,
  ThreadMessage,
  ThreadRow,
} from '@entraide/node/api'

import { deskAnswer, marksHere, obligationsHere } from './fixture-desk.ts'
import { emptyHoldings, personsAnswer } from './fixture-persons.ts'
import { emptyPlans, plansAnswer, planText } from './fixture-plans.ts'
import { visitsAnswer } from './fixture-visits.ts'

type Json = unknown
type Answered = { readonly status: number; readonly json?: Json }
type RoleCode = Account['roles'][number]

const now = Date.now()
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString()
const id = (n: number) => `0193${n.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as Account['id']
const hash = (letter: string) => letter.repeat(64)
const node = (text: string) => text as Partner['node']

const account = (n: number, office: string, serviceNumber: string, roles: RoleCode[]): Account => ({
  id: id(n),
  office,
  serviceNumber,
  roles,
  state: 'active',
  language: 'en',
  createdAt: at(-60_000),
})
/** Invented officers, by the name the test's cookie gives (`as=operator`). */
export const officers: { readonly [name: string]: Account } = {
  operator: account(1, 'SPOC desk', '4471', ['OPR']),
  releaser: account(2, 'SPOC direction', '2210', ['REL']),
  investigator: account(3, 'DJSOC Drugs', '7719', ['INV']),
  lawyer: account(4, 'Legal office', '1180', ['LEG']),
  security: account(5, 'Security office', '1002', ['SEC']),
  administrator: account(6, 'ICT', '9001', ['ADM']),
  inspector: account(7, 'COC', 'COC-12', ['INS']),
  coordinator: account(8, 'Coordination', '3305', ['COO']),
}

const session = (who: Account): Session => ({
  account: who,
  standsInFor: who.roles.includes('INV') ? [{ id: id(9), office: 'DJSOC Drugs', serviceNumber: '7720', roles: ['INV'], until: at(9_000) }] : [],
  node: { id: node('BE-POL-SPOC'), state: 'BE', regime: 'LE', name: 'Federal Police, single point of contact', zone: 'Europe/Brussels', demo: true },
  csrf: 'fixture',
  expiresAt: at(420),
})

const agreement = (letter: string, version: number, standing: AgreementSummary['standing'], illustrative: boolean): AgreementSummary => ({
  hash: hash(letter),
  id: 'be-ma-2014-police-convention',
  version,
  title: {
    en: 'Convention on cooperation against organised crime and terrorism (18 February 2014)',
    fr: 'Convention de coopération en matière de lutte contre la criminalité organisée et le terrorisme (18 février 2014)',
    nl: 'Overeenkomst inzake samenwerking in de strijd tegen de georganiseerde criminaliteit en het terrorisme (18 februari 2014)',
    ar: 'اتفاقية التعاون في مجال مكافحة الجريمة المنظمة والإرهاب (18 فبراير 2014)',
  },
  parties: ['BE', 'MA'],
  regimes: ['LE'],
  partners: [node('MA-DGSN-SPOC')],
  standing,
  inForceFrom: '2022-06-01',
  inForceUntil: null,
  illustrative,
})
const convention = agreement('a', 2, 'active', true)
const older = agreement('b', 1, 'expired', true)

/** The clock of a request, as most have it. */
const clock: ThreadRow['clock'] = {
  urgency: 'U8H',
  named: null,
  startedAt: at(-300),
  dueAt: null,
  stopped: false,
  paused: false,
  overdue: false,
  acceptBy: null,
  acceptedAt: at(-290),
  deemed: false,
  remindAt: null,
  reviewAt: null,
}
const row = (n: number, tail: string, part: Partial<ThreadRow> & { due: number | null }): ThreadRow => {
  const { due, ...rest } = part
  return {
    dossier: id(100 + n),
    thread: id(200 + n),
    ourReference: `BE-POL-SPOC/2026/${tail}`,
    yourReference: n % 3 === 0 ? null : `MA-DGSN-SPOC/2026/${[...tail].reverse().join('')}`,
    partner: node('MA-DGSN-SPOC'),
    side: 'holder',
    openingType: 'REQ',
    lastType: 'REQ',
    state: 'in-work',
    clock: { ...clock, dueAt: due === null ? null : at(due), overdue: due !== null && due < 0 },
    agreementId: convention.id,
    clause: 'C04',
    purpose: 'INVE',
    crimeArea: 'DRUG',
    assignedTo: officers.operator as Account,
    unread: false,
    last: { direction: 'in', messageType: 'REQ', at: at(-300), stage: 'read', stageAt: at(-290) },
    owed: n % 4 === 1 ? { open: 2, byUs: 1, late: n === 1 ? 1 : 0, disputed: 0 } : { open: 0, byUs: 0, late: 0, disputed: 0 },
    updatedAt: at(-120),
    ...rest,
  }
}

const rows = {
  overdue: [row(1, '7K3QF', { due: -190, state: 'overdue', crimeArea: 'TERR' }), row(2, '0ZT4M', { due: -35, state: 'overdue', assignedTo: null })],
  today: [
    row(3, 'B8W2D', {
      due: 128,
      state: 'received',
      unread: true,
      assignedTo: null,
      clock: { ...clock, urgency: 'U8H', startedAt: at(-300), dueAt: at(128), stopped: false, acceptBy: at(22), acceptedAt: null, deemed: false },
    }),
    row(4, 'H5N9R', { due: 250, crimeArea: 'MLAU' }),
    row(5, 'QX71C', { due: 390, state: 'partial', crimeArea: 'SMUG' }),
  ],
  week: [
    row(6, 'W3V8K', {
      due: 2900,
      clock: { ...clock, urgency: 'U3D', startedAt: at(-300), dueAt: at(2900), stopped: false, acceptBy: null, acceptedAt: at(-200), deemed: true },
    }),
    row(7, 'E6J2P', { due: 7200, openingType: 'SPO', state: 'received', unread: true, purpose: 'PREV' }),
    row(8, 'N4A7S', {
      due: null,
      state: 'returned-for-completion',
      clock: { ...clock, urgency: 'N7D', startedAt: at(-300), dueAt: null, stopped: true, acceptBy: null, acceptedAt: null, deemed: false },
    }),
  ],
  waiting: [
    row(9, 'T2C5Y', { due: 1500, side: 'asker', state: 'sent' }),
    row(10, 'M9D3X', { due: 5200, side: 'asker', state: 'in-work', crimeArea: 'THB' }),
    row(11, 'G1R6Z', { due: -900, side: 'asker', state: 'overdue' }),
  ],
  release: [row(12, 'P8F4H', { due: 300, side: 'asker', state: 'draft', thread: null })],
}
const allRows = Object.values(rows).flat()

const fields: DraftFields = {
  to: node('MA-DGSN-SPOC'),
  messageType: 'REQ',
  inReplyTo: null,
  agreement: convention.hash,
  clause: 'C04',
  purpose: 'INVE',
  crimeArea: 'DRUG',
  dataCategories: ['NAME', 'BIRT', 'DOCU'],
  subjectCategory: 'SUS',
  handling: ['H1', 'H2', 'H3'],
  restrictions: ['À ne pas produire en justice sans nous avoir consultés.', 'Réservé aux enquêteurs de ce dossier ; aucune copie.'],
  transferBasis: 'LED-37-1-b',
  assurances: ['NDP', 'NTT', 'SPE'],
  classification: 'U',
  caseReference: 'AN.60.F1.2231/26',
  reasons:
    'Facts: 412 kg of resin found on 9 November in a lorry at Antwerp, coming from Tanger-Med.\nLink: the person below rented the warehouse to which the lorry was bound.\nWhy you: the rental was paid from an account opened in Casablanca.\nUrgency: detention ends on Friday.',
  urgency: 'U8H',
  judicialFile: false,
  judicialAuthorisation: '',
  language: 'fr',
  title: 'Identification du locataire d’un entrepôt',
  items: [
    {
      category: 'NAME',
      person: {
        names: ['Youssef El Amrani', 'يوسف العمراني'],
        birthDate: '1987-03',
        birthPlace: 'Nador',
        nationalities: ['MA'],
        documents: [{ kind: 'PP', country: 'MA', number: 'QA1234567' }],
      },
      nature: 'fact',
      source: 'B',
      information: '2',
      provenance: 'REGI',
      verifiedOn: '2026-11-20' as never,
    },
    {
      category: 'FINA',
      text: 'Loyer payé le 3 octobre depuis un compte ouvert à Casablanca ; titulaire inconnu.',
      nature: 'assessment',
      source: 'B',
      information: '3',
      provenance: 'TECH',
    },
  ],
  holdUntil: '2027-11-23',
  ground: null,
  extent: null,
  use: null,
  note: '',
}

const decision: Decision = { decision: 'permit', clause: 'C04', unmet: [], candidates: [] }
const candidates: Decision['candidates'] = [
  {
    agreement: convention.hash,
    agreementId: convention.id,
    clause: 'C04',
    topic: 'request in a current investigation',
    status: 'reported',
    summary: {
      en: 'Information on request, in a current investigation, on detailed reasons.',
      fr: 'Information sur demande, dans une enquête en cours, sur motifs détaillés.',
      nl: 'Informatie op verzoek, in een lopend onderzoek, met omstandige redenen.',
      ar: 'معلومات بناء على طلب، في إطار بحث جار، وبأسباب مفصلة.',
    },
  },
  {
    agreement: convention.hash,
    agreementId: convention.id,
    clause: 'C05',
    topic: 'persons and objects sought',
    status: 'placeholder',
    summary: {
      en: 'Missing persons, bodies and stolen objects.',
      fr: 'Personnes disparues, corps et objets volés.',
      nl: 'Vermiste personen, lichamen en gestolen voorwerpen.',
      ar: 'الأشخاص المختفون والجثث والأشياء المسروقة.',
    },
  },
]
const refusal: Decision = {
  decision: 'refuse',
  clause: null,
  unmet: [
    { code: 'clause-missing', rule: 'R1', clause: null, mend: 'choose-clause', field: 'clause', facts: {} },
    { code: 'case-reference-missing', rule: 'R5', clause: null, mend: 'add-case-reference', field: 'caseReference', facts: {} },
    { code: 'handling-missing', rule: 'R10', clause: 'C11', mend: 'add-handling', field: 'handling', facts: { codes: ['H1', 'H2'] } },
  ],
  candidates,
}

const draft = (state: Draft['state'], author: Account): Draft => ({
  id: id(300),
  dossier: rows.release[0]?.dossier as Account['id'],
  version: 3,
  state,
  author,
  fields,
  attachments: [{ id: 'c'.repeat(32), name: 'photo-entrepot.jpg', mediaType: 'image/jpeg', bytes: 834_221, contentDigest: null, renderable: true }],
  sources: [],
  returned: state === 'returned' ? { code: 'sent-back', reason: 'Le lien entre la personne et les faits n’est pas dit.', at: at(-30), unmet: [] } : null,
  updatedAt: at(-8),
})
const draftRow = (state: DraftRow['state']): DraftRow => ({
  id: id(300),
  dossier: rows.release[0]?.dossier as Account['id'],
  messageType: 'REQ',
  to: node('MA-DGSN-SPOC'),
  state,
  author: officers.investigator as Account,
  ourReference: 'BE-POL-SPOC/2026/P8F4H',
  updatedAt: at(-8),
  returnedCode: state === 'returned' ? 'sent-back' : null,
})

const due: DueBoard = {
  at: at(0),
  zones: [
    { state: 'BE', capital: 'Brussels', zone: 'Europe/Brussels' },
    { state: 'MA', capital: 'Rabat', zone: 'Africa/Casablanca' },
  ],
  columns: [
    { column: 'to-tell', count: 0, rows: [] },
    { column: 'overdue', count: 2, rows: rows.overdue },
    { column: 'today', count: 3, rows: rows.today },
    { column: 'week', count: 3, rows: rows.week },
    { column: 'waiting-partner', count: 9, rows: rows.waiting },
    { column: 'to-sign', count: 0, rows: [] },
    { column: 'to-release', count: 1, rows: rows.release },
    { column: 'returned', count: 0, rows: [] },
    { column: 'held', count: 0, rows: [] },
  ],
  drafts: [draftRow('waiting-release')],
}

const proof = (n: number, verdict: Proof['verdict']): Proof => ({
  message: id(400 + n),
  bodyDigest: hash('d'),
  verdict,
  code: null,
  receiptAt: verdict === 'none' ? null : at(-280),
  receiptBy: verdict === 'none' ? null : node('MA-DGSN-SPOC'),
  receiptVerified: verdict === 'admitted',
  log: 'BE-POL-SPOC/exchange/MA-DGSN-SPOC',
  position: 1841 + n,
  checkpointSize: 1850,
  checkpointHead: hash('e'),
})
const message = (n: number, direction: 'in' | 'out', part: Partial<ThreadMessage>): ThreadMessage => ({
  id: id(400 + n),
  direction,
  messageType: 'REQ',
  at: at(-300 + n * 90),
  drafter: direction === 'in' ? { office: 'BNPJ', serviceNumber: '31-204' } : { office: 'SPOC desk', serviceNumber: '4471' },
  releaser: direction === 'in' ? { office: 'DGSN bureau central', serviceNumber: '30-001' } : { office: 'SPOC direction', serviceNumber: '2210' },
  language: direction === 'in' ? 'ar' : 'fr',
  title: direction === 'in' ? 'طلب معلومات حول مكتري مستودع' : 'Réponse partielle',
  reasons: direction === 'in' ? 'الوقائع: حجز 412 كلغ من مخدر الشيرا يوم 9 نونبر.\nالعلاقة: اكترى الشخص المذكور المستودع.' : '',
  caseReference: 'AN.60.F1.2231/26',
  note: direction === 'in' ? '' : 'La suite dès retour de la banque.',
  handling: direction === 'in' ? ['H1', 'H2', 'H3'] : ['H1', 'H2'],
  restrictions: direction === 'in' ? ['لا تستعمل أمام المحكمة دون الرجوع إلينا.', 'لا تسلم إلا للباحثين في هذه القضية؛ ولا تنسخ.'] : [],
  event: direction === 'in' ? 'Match Belgique–Maroc, Bruxelles, 21 juin 2027' : null,
  classification: 'U',
  assurances: ['NDP', 'NTT', 'SPE'],
  dataCategories: ['NAME', 'BIRT'],
  subjectCategory: 'SUS',
  transferBasis: 'LED-37-1-b',
  holdUntil: '2027-11-23',
  ground: null,
  extent: direction === 'out' ? 'partial' : null,
  use: null,
  items: fields.items,
  attachments: [{ id: 'c'.repeat(32), name: 'محضر.pdf', mediaType: 'application/pdf', bytes: 182_000, sealedBytes: 190_000, renderable: false, present: true }],
  proof: proof(n, 'admitted'),
  matter: null,
  marks: [],
  hold: { senderUntil: '2027-11-23', holdUntil: '2027-11-23', reviewOn: '2027-11-23', state: 'held' },
  erased: null,
  orders: [],
  ...part,
})
const dossier = (opened: boolean): Dossier => ({
  row: rows.today[0] as ThreadRow,
  opened,
  lastReason: 'Treatment of the request, team Drugs',
  messages: opened
    ? [message(1, 'in', { marks: marksHere }), message(2, 'out', { messageType: 'REP', proof: proof(2, 'none'), orders: ['COR', 'DEL', 'RST'] })]
    : [],
  timeline: opened
    ? [
        {
          at: at(-310),
          act: 'release',
          by: { office: 'DGSN bureau central', serviceNumber: '30-001' },
          side: 'theirs',
          message: id(401),
          messageType: null,
          said: null,
          outcome: 'done',
          position: null,
        },
        { at: at(-300), act: 'receive', by: null, side: 'ours', message: id(401), messageType: null, said: null, outcome: 'admitted', position: 1842 },
        {
          at: at(-290),
          act: 'accept',
          by: { office: 'SPOC desk', serviceNumber: '4471' },
          side: 'ours',
          message: null,
          messageType: null,
          said: null,
          outcome: 'done',
          position: 512,
        },
        {
          at: at(-120),
          act: 'release',
          by: { office: 'SPOC direction', serviceNumber: '2210' },
          side: 'ours',
          message: id(402),
          messageType: 'REP',
          said: 'partial',
          outcome: 'done',
          position: 518,
        },
      ]
    : [],
  obligations: opened ? [...obligationsHere] : [],
  origins: [],
  undo: opened ? { id: id(900), act: 'assign', at: at(-3) } : null,
  drafts: [],
  acts: ['accept', 'assign', 'answer', 'answer-partly', 'refuse', 'return', 'clarify'],
  legalBasis: {
    agreement: convention,
    clause: 'C04',
    clauseStatus: 'reported',
    clauseSummary: (candidates[0] as Decision['candidates'][number]).summary,
    articleNumber: null,
    purpose: 'INVE',
    handling: ['H1', 'H2', 'H3'],
    restrictions: ['لا تستعمل أمام المحكمة دون الرجوع إلينا.'],
    holdUntil: '2027-11-23',
    assurances: ['NDP', 'NTT', 'SPE'],
    transferBasis: 'LED-37-1-b',
  },
})

const partner: Partner = {
  node: node('MA-DGSN-SPOC'),
  name: 'DGSN, bureau central',
  state: 'MA',
  regime: 'LE',
  address: 'https://ma-dgsn-spoc.example:8443',
  pairing: 'confirmed',
  frozen: false,
  frozenFor: null,
  contradiction: [],
  frozenThere: false,
  line: 'down',
  lineSince: at(-42),
  lastContactAt: at(-42),
  waiting: 2,
  waitingReason: 'unreachable',
  clockSkewMs: 1_200,
  ourLog: { size: 1850, head: hash('e'), seenThere: { size: 1849, head: hash('d'), seenThereAt: at(-42) } },
  theirLog: { size: 1722, head: hash('f'), seenHereAt: at(-42) },
  spokenWords: ['olive', 'harbour', 'copper', 'lantern', 'saffron', 'bridge', 'marble', 'willow'],
  keys: [
    { id: 'k-sign-1', kind: 'signing', from: at(-90_000), until: null },
    { id: 'k-recv-47', kind: 'recipient', from: at(-4_000), until: at(6_000) },
  ],
  agreements: [convention],
}

/** One whose log shows two histories. */
const stopped: Partner = {
  ...partner,
  node: node('BE-OE-IDENT'),
  name: 'Office des étrangers, cellule d’identification',
  state: 'BE',
  regime: 'AM',
  address: 'https://be-oe-ident.example:8443',
  frozen: true,
  frozenFor: 'log-forked',
  contradiction: ['a', 'b'].map(head => ({ size: 212, head: hash(head), note: `a note of ${head}`, seenHereAt: at(-30) })),
  line: 'up',
}

const outbox: OutboxRow[] = [
  {
    message: id(501),
    dossier: id(101),
    ourReference: 'BE-POL-SPOC/2026/T2C5Y',
    partner: node('MA-DGSN-SPOC'),
    kind: 'REQ',
    state: 'stuck',
    tries: 6,
    nextTryAt: at(9),
    reason: 'unreachable',
    releasedAt: at(-50),
    deliveredAt: null,
    bytes: 4_100,
  },
  {
    message: id(502),
    dossier: id(102),
    ourReference: 'BE-POL-SPOC/2026/M9D3X',
    partner: node('MA-DGSN-SPOC'),
    kind: 'RFS',
    state: 'waiting-slot',
    tries: 0,
    nextTryAt: at(40),
    reason: null,
    releasedAt: at(-12),
    deliveredAt: null,
    bytes: 3_900,
  },
  {
    message: id(503),
    dossier: id(103),
    ourReference: 'BE-POL-SPOC/2026/G1R6Z',
    partner: node('MA-DGSN-SPOC'),
    kind: 'REP',
    state: 'delivered',
    tries: 1,
    nextTryAt: null,
    reason: null,
    releasedAt: at(-260),
    deliveredAt: at(-259),
    bytes: 16_000,
  },
]

const clause = (
  cid: string,
  effect: ClauseView['effect'],
  status: ClauseView['status'],
  topic: string,
  dimensions: ClauseView['dimensions'],
  illustrative = false,
): ClauseView => ({
  id: cid,
  articleNumber: cid === 'C01' ? '1' : null,
  topic,
  effect,
  status,
  illustrative,
  summary: (candidates[0] as Decision['candidates'][number]).summary,
  note: null,
  sources: [{ id: 'S28', url: 'https://www.maghress.com/febrayer/47861', what: 'press report' }],
  dimensions,
  requires: effect === 'condition' ? ['handling-present', 'reasons-detailed'] : [],
  when: effect === 'prohibit' ? ['political-matter'] : [],
})
const view: AgreementView = {
  summary: convention,
  clauses: [
    clause('C01', 'scope', 'sourced', 'Cooperation within national law', {}),
    clause('C04', 'permit', 'reported', 'Requests in current investigations', {
      regimes: ['LE'],
      messageTypes: ['REQ', 'REP', 'RFS', 'RTC', 'CLR', 'FBK', 'WDW'],
      purposes: ['INVE', 'DETE'],
      dataCategories: ['NAME', 'BIRT', 'PARE', 'NATI', 'DOCU', 'ADDR', 'COMM', 'VEHI', 'FINA'],
      crimeAreas: ['TERR', 'ORGC', 'DRUG', 'MLAU'],
    }),
    clause(
      'C05',
      'permit',
      'placeholder',
      'Missing persons and objects',
      { regimes: ['LE'], messageTypes: ['REQ', 'REP'], purposes: ['MISS', 'OBJT'], dataCategories: ['NAME', 'BIRT', 'PHOT'] },
      true,
    ),
    clause('C11', 'condition', 'family', 'Handling codes', { messageTypes: ['REQ', 'REP', 'SPO'] }),
    clause('C12', 'prohibit', 'family', 'Political matters', {}),
  ],
  signatures: [{ node: node('BE-POL-SPOC'), at: at(-9_000), keyId: 'k-agr-1', verified: true }],
  obstacles: [{ code: 'placeholder-clause', clause: 'C05' }],
  dpia: 'DPIA/2026/03',
  text: '{}',
}

const page = <Row>(list: readonly Row[]) => ({ rows: list, total: list.length, next: null })
const refused = (status: number, code: string): Answered => ({ status, json: { refused: code, facts: {} } satisfies RefusalBody })

/** What a node says that has nothing yet. */
function emptyAnswer(path: string): Answered | undefined {
  const none: { readonly [path: string]: Json } = {
    '/v1/due': { ...due, columns: due.columns.map(({ column }) => ({ column, count: 0, rows: [] })), drafts: [] },
    '/v1/partners': [],
    '/v1/card': { card: '{"card":"entraide.card/1"}' },
    '/v1/agreements': [],
    '/v1/accounts': [],
    '/v1/grants': [],
    '/v1/logs': { node: 'BE-POL-SPOC', logs: [], counts: { sent: 0, admitted: 0, refused: 0, receipts: 0 } },
    '/v1/holdings': emptyHoldings,
    ...emptyPlans,
  }
  if (
    [
      '/v1/threads',
      '/v1/visits',
      '/v1/drafts',
      '/v1/releases',
      '/v1/outbox',
      '/v1/acts',
      '/v1/obligations',
      '/v1/origins',
      '/v1/holds',
      '/v1/substitutions',
      '/v1/colleagues',
      '/v1/templates',
      '/v1/filters',
    ].includes(path)
  )
    return { status: 200, json: page([]) }
  return Object.hasOwn(none, path) ? { status: 200, json: none[path] } : undefined
}

/** The answer to one call, as the officer `who` would get it: `NAME`, or `NAME-MOOD` (`fresh`, `empty`, `failing`). */
export function answer(method: string, url: URL, body: string, who: string | null): Answered {
  const path = url.pathname
  const [name = '', mood] = (who ?? '').split('-')
  const officer = officers[name]
  const ok = (json: Json): Answered => ({ status: 200, json })
  if (path === '/v1/health') return ok({ status: who === 'locked' ? 'locked' : 'open', node: 'BE-POL-SPOC', version: '0.1.0', demo: true })
  if (path === '/v1/demo/accounts') return ok(Object.values(officers).map(({ id, office, serviceNumber, roles }) => ({ id, office, serviceNumber, roles })))
  if (path === '/v1/session' && method === 'POST') return refused(401, 'sign-in-refused')
  if (path === '/v1/enrolments/begin')
    return ok({
      serviceNumber: '4471',
      office: 'SPOC desk',
      totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      totpUri: 'otpauth://totp/Entraide:4471?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    })
  if (officer === undefined) return refused(401, 'session-missing')
  if (path === '/v1/session') return ok(session(officer))
  if (mood === 'failing') return refused(429, 'too-many')
  if (mood === 'empty') return emptyAnswer(path) ?? refused(404, 'not-found')
  const aboutDesk = deskAnswer(method, path, officer, Object.values(officers), fields)
  if (aboutDesk !== undefined) return ok(aboutDesk)
  const aboutPersons = personsAnswer(method, path, officer)
  if (aboutPersons !== undefined) return ok(aboutPersons)
  const aboutPlans = method === 'GET' ? plansAnswer(path) : undefined
  if (aboutPlans !== undefined) return ok(aboutPlans)
  const aboutVisits = visitsAnswer(path, officer, Object.values(officers), dossier(true))
  if (aboutVisits !== undefined) return ok(aboutVisits)
  if (path === '/v1/due') return ok(due)
  if (path === '/v1/threads') {
    const box = url.searchParams.get('box')
    const reference = url.searchParams.get('reference')
    return ok(page((box === 'inbox' ? [...rows.today, ...rows.week] : allRows).filter(one => reference === null || one.ourReference.includes(reference))))
  }
  if (/^\/v1\/threads\/[^/]+$/.test(path)) return ok(dossier(mood !== 'fresh'))
  if (path.endsWith('/openings')) return ok(dossier(true))
  if (path === '/v1/drafts' && method === 'GET')
    return ok(page([draftRow('editing'), { ...draftRow('returned'), id: id(301) }, { ...draftRow('waiting-release'), id: id(302) }]))
  if (path === '/v1/releases') return ok(page([draftRow('waiting-release')]))
  if (path.endsWith('/preview'))
    return ok({
      draft: draft('waiting-release', officers.investigator as Account),
      partner: 'MA-DGSN-SPOC',
      body: {
        ourReference: 'BE-POL-SPOC/2026/P8F4H',
        ask: { ...fields, from: 'BE-POL-SPOC' },
        title: fields.title,
        items: fields.items,
        holdUntil: fields.holdUntil,
        language: fields.language,
        note: '',
      },
      bytes: 6_120,
      sizeClass: 16_384,
      decision,
      agreement: convention,
    })
  if (path === '/v1/drafts' && method === 'POST') return ok({ ...draft('editing', officer), fields: JSON.parse(body).fields })
  if (path === '/v1/origins')
    return ok(
      page([
        {
          id: id(620),
          dossier: id(1),
          ourReference: 'BE-POL-SPOC/2026/P8F4H',
          message: id(401),
          state: 'FR',
          authority: null,
          items: [0],
          since: at(-20),
          told: null,
        } satisfies OriginNotice,
      ]),
    )
  if (path.endsWith('/uploads')) return ok([{ digest: hash('e'), name: 'releves-bancaires.pdf', bytes: 83_000_000, bytesHeld: 31_457_280, attachment: null }])
  if (/^\/v1\/drafts\/[^/]+$/.test(path))
    return method === 'PUT'
      ? ok({ ...draft('editing', officer), ...JSON.parse(body), version: JSON.parse(body).version + 1 })
      : path.endsWith('12e')
        ? ok({ ...draft('editing', officer), fields: { ...fields, messageType: 'PLN', matter: planText } })
        : ok(draft(path.endsWith('12d') ? 'returned' : 'editing', officer))
  if (path === '/v1/check') return ok(JSON.parse(body).fields.clause === '' ? refusal : { ...decision, candidates })
  if (path === '/v1/outbox') return ok(page(outbox))
  if (path === '/v1/partners') return ok([partner])
  if (path === '/v1/card') return ok({ card: '{"card":"entraide.card/1"}' })
  if (path.startsWith('/v1/partners/BE-')) return ok(stopped)
  if (path.startsWith('/v1/partners/')) return ok(partner)
  if (path === '/v1/agreements') return ok([convention, older])
  if (path === '/v1/agreements/diff')
    return ok({
      from: older,
      to: convention,
      newlyPermitted: [
        {
          regime: 'LE',
          toRegime: 'LE',
          messageType: 'REQ',
          purpose: 'INVE',
          dataCategories: ['FINA'],
          crimeAreas: ['MLAU'],
          subjectCategories: null,
          authorities: null,
          direction: null,
          bulk: false,
        },
      ],
      newlyRefused: [],
      rulings: [{ clause: 'C11', effect: 'condition', change: 'changed' }],
      fields: [{ pointer: '/clauses/3/summary/en', before: 'Old words', after: 'New words' }],
    })
  if (path.endsWith('/exchanges'))
    return ok(page([{ message: id(401), dossier: id(103), direction: 'in', messageType: 'REQ', clause: 'C04', at: at(-300), outcome: 'admitted' }]))
  if (path.startsWith('/v1/agreements/')) return ok(view)
  if (path === '/v1/accounts') return ok(Object.values(officers))
  if (path === '/v1/grants')
    return ok([
      { id: id(600), account: officers.investigator, role: 'REL', askedBy: officers.administrator, askedAt: at(-90), state: 'waiting', decidedBy: null },
    ])
  if (path === '/v1/acts')
    return ok(
      page([
        {
          id: id(700),
          at: at(-20),
          act: 'open-dossier',
          actor: '4471',
          outcome: 'done',
          code: null,
          dossier: id(101),
          reason: 'Treatment of the request, team Drugs',
          position: 530,
        },
        {
          id: id(701),
          at: at(-60),
          act: 'dispatch',
          actor: '2210',
          outcome: 'refused',
          code: 'agreement-suspended',
          dossier: id(102),
          reason: null,
          position: 521,
        },
      ]),
    )
  if (path === '/v1/logs')
    return ok({
      node: 'BE-POL-SPOC',
      logs: [
        { log: 'BE-POL-SPOC/acts', size: 531, head: hash('1'), checkpointAt: at(-1) },
        { log: 'BE-POL-SPOC/exchange/MA-DGSN-SPOC', size: 1850, head: hash('e'), checkpointAt: at(-1) },
      ],
      counts: { sent: 912, admitted: 880, refused: 12, receipts: 906 },
    })
  return method === 'GET' ? refused(404, 'not-found') : { status: 204 }
}
