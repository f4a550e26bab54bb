/** Papers of invented matters: what the tests print and somebody looks at (`node packages/paper/test/look.ts FOLDER`). */
import { instant } from '@entraide/ground'
import type { BalancePaper } from '../src/balance.ts'
import type { DossierPaper, PaperMessage } from '../src/dossier.ts'
import type { MinutesPaper } from '../src/minutes.ts'

const be = 'BE-POL-SPOC'
const ma = 'MA-DGSN-SPOC'
export const capitals = [
  { name: 'Brussels', zone: 'Europe/Brussels' },
  { name: 'Rabat', zone: 'Africa/Casablanca' },
]
export const frame = { reader: { office: 'Stups Anvers', serviceNumber: 'BE-4471' }, at: instant('2026-11-24T10:05:00.000Z'), capitals }
const log = 'entraide.BE-POL-SPOC/exchange/MA-DGSN-SPOC'

const message = (more: Partial<PaperMessage>): PaperMessage => ({
  id: '01a2',
  marks: [],
  erased: null,
  matter: null,
  direction: 'out',
  messageType: 'REQ',
  at: '2026-11-20T09:15:00.000Z',
  drafter: { office: 'Drugs, Antwerp', serviceNumber: 'BE-4471' },
  releaser: { office: 'SPOC', serviceNumber: 'BE-0093' },
  title: 'Identité d’un expéditeur présumé',
  reasons:
    'Dans une enquête en cours sur l’importation de résine de cannabis par le port d’Anvers, deux co-suspects désignent la personne ci-dessous comme l’expéditeur. Il importe de savoir s’il vous est connu et sous quelle identité, afin que la charge vise la bonne personne.',
  note: '',
  caseReference: 'BR.10.2026/114',
  handling: ['H1', 'H2'],
  restrictions: [],
  event: null,
  assurances: ['NDP', 'NTT', 'SPE'],
  dataCategories: ['NAME', 'BIRT'],
  transferBasis: 'LED-37-1-b',
  holdUntil: '2027-05-01',
  ground: null,
  items: [
    {
      category: 'NAME',
      person: { names: ['Karim Exemple', 'كريم مثال'], birthDate: '1985-03-02', birthPlace: 'Nador', nationalities: ['MA'] },
      nature: 'fact',
      source: 'B',
      information: '2',
      provenance: 'OBSE',
      verifiedOn: '2026-11-18',
    },
  ],
  attachments: [{ name: 'photo.png', bytes: 48_211, mediaType: 'png' }],
  proof: { verdict: 'admitted', code: null, receiptAt: '2026-11-20T09:15:04.000Z', bodyDigest: '9c41d07be2'.repeat(6).slice(0, 64), log, position: 12 },
  ...more,
})

/** A request and its answer, one statement of which is in no export. */
export const dossier = (timelineLength = 8): DossierPaper => ({
  node: be,
  ourReference: 'BE-POL-SPOC/2026/7K3QF',
  yourReference: 'MA-DGSN-SPOC/2026/ZX04R',
  partner: ma,
  openingType: 'REQ',
  state: 'answered',
  urgency: 'U3D',
  purpose: 'INVE',
  crimeArea: 'DRUG',
  classification: 'U',
  handling: ['H1', 'H2'],
  basis: {
    agreement: {
      en: 'Convention of 18 February 2014 on cooperation against organised crime and terrorism',
      fr: 'Convention du 18 février 2014 sur la coopération contre la criminalité organisée et le terrorisme',
      nl: 'Overeenkomst van 18 februari 2014 over samenwerking tegen georganiseerde misdaad en terrorisme',
      ar: 'اتفاقية 18 فبراير 2014 بشأن التعاون في مكافحة الجريمة المنظمة والإرهاب',
    },
    agreementId: 'BE-MA-2014-PCC',
    version: 1,
    clause: 'C04',
    article: null,
    summary: {
      en: 'Information is communicated in current investigations and on detailed reasons.',
      fr: 'Les informations sont communiquées dans des enquêtes en cours et sur motifs détaillés.',
      nl: 'Informatie wordt meegedeeld in lopende onderzoeken en met omstandige redenen.',
      ar: 'تبلغ المعلومات في إطار تحقيقات جارية وبناء على أسباب مفصلة.',
    },
    status: 'reported',
    transferBasis: 'LED-37-1-b',
    assurances: ['NDP', 'NTT', 'SPE'],
    holdUntil: '2027-05-01',
  },
  messages: [
    message({}),
    message({
      direction: 'in',
      messageType: 'REP',
      at: '2026-11-22T14:40:00.000Z',
      drafter: { office: 'مصلحة مكافحة المخدرات', serviceNumber: 'MA-2207' },
      releaser: { office: 'نقطة الاتصال', serviceNumber: 'MA-0012' },
      title: 'جواب بخصوص الشخص المعني',
      reasons: 'الشخص معروف لدى المصلحة في قضية سابقة سنة 2023 تتعلق بحيازة مخدر الشيرا (مرجع MA/2023/88)، ولم يعد يقيم بالعنوان المذكور.',
      note: '',
      caseReference: 'MA/2026/51',
      transferBasis: null,
      items: [
        {
          category: 'CRIM',
          text: 'حكم ابتدائي بتاريخ 12/03/2023، القضية 88.',
          nature: 'fact',
          source: 'A',
          information: '1',
          provenance: 'REGI',
          verifiedOn: '2026-11-21',
        },
        {
          category: 'TRAV',
          text: 'شوهد بالميناء يوم 19/11/2026.',
          nature: 'fact',
          source: 'B',
          information: '2',
          provenance: 'PART',
          originCountry: 'FR',
          originator: 'FR-DCPJ',
          originEmergency: { threat: 'تهديد لحياة شخص', authority: 'DCPJ' },
        },
        { category: 'RELA', text: 'never shown', nature: 'fact', source: 'C', information: '3', provenance: 'STMX' },
      ],
      attachments: [],
      proof: { verdict: 'none', code: null, receiptAt: null, bodyDigest: '77ab01c4d2'.repeat(6).slice(0, 64), log, position: 19 },
    }),
  ],
  timeline: Array.from({ length: timelineLength }, (_, at) => ({
    at: `2026-11-${String(20 + (at % 4)).padStart(2, '0')}T09:${String(at % 60).padStart(2, '0')}:00.000Z`,
    act: ['draft', 'attach', 'submit-draft', 'release', 'sent-REQ', 'receipt', 'receive', 'open-dossier'][at % 8] as string,
    by: at % 3 === 1 ? { office: 'نقطة الاتصال', serviceNumber: 'MA-0012' } : { office: 'Drugs, Antwerp', serviceNumber: 'BE-4471' },
    side: at % 3 === 1 ? ('theirs' as const) : ('ours' as const),
    outcome: 'done',
    position: at,
  })),
  ...frame,
})

/** An identification: its file, what became of it, prints whose erasure was ordered since. */
export const identification = (): DossierPaper => {
  const course = (more: Partial<PaperMessage>) => message({ title: '', reasons: '', caseReference: '', items: [], attachments: [], ...more })
  const matter = 'identification'
  return {
    ...dossier(6),
    ourReference: 'BE-OE-IDENT/2026/2N8VD',
    openingType: 'IDR',
    state: 'document-issued',
    purpose: 'RETN',
    crimeArea: null,
    urgency: 'ID45',
    messages: [
      message({
        messageType: 'IDR',
        title: 'Identification de Salma Exemple',
        matter: {
          ...{ matter, step: 'file', decisionReference: 'OE 8.114.207', decisionOn: '2026-10-02', photo: null, fingerprints: 'ab12'.repeat(16) },
          informationSheet: { language: 'ar', givenOn: '2026-10-05' },
          parents: [
            { relation: 'father', names: ['Ahmed Exemple', 'أحمد مثال'] },
            { relation: 'mother', names: ['Fatima Exemple', 'فاطمة مثال'] },
          ],
        },
        marks: [{ kind: 'DEL', state: 'proven', effect: 'erased', at: '2026-11-23T08:00:00.000Z' }],
        erased: { at: '2026-11-23T08:00:00.000Z', whole: false },
        attachments: [{ name: 'empreintes-أصابع.nist', bytes: 1_204_113, mediaType: 'nist' }],
      }),
      course({ direction: 'in', messageType: 'IDS', matter: { matter, step: 'verifying' } }),
      course({ direction: 'in', messageType: 'IDA', matter: { matter, step: 'INT', interviewOn: '2026-11-03', interpreter: 'ar' } }),
      course({
        messageType: 'IDS',
        matter: { matter, step: 'interviewed', heldOn: '2026-11-03', interpreter: 'ar', silenceOnAsylumTold: true, lawyerTold: true, record: null },
      }),
      course({
        direction: 'in',
        messageType: 'IDA',
        title: 'جواب بخصوص الشخص المعني',
        matter: { matter, step: 'LPI', documentType: 'XCLP', validFrom: '2026-11-20', validUntil: '2027-01-31', journeys: 1 },
      }),
    ],
  }
}

const both = (fr: string, ar: string) => ({ fr, ar })
/** Minutes signed by both, with a decision and a paper. */
export const minutes = (signatures: 0 | 1 | 2 = 2): MinutesPaper => ({
  node: be,
  reference: 'BE-POL-SPOC/2026/4M2XA',
  partner: ma,
  visit: 'VIS-2026-07',
  title: both('Visite de travail sur les envois conteneurisés', 'زيارة عمل حول الشحنات بالحاويات'),
  host: ma,
  place: 'Tanger',
  days: { from: '2026-11-18', until: '2026-11-19' },
  held: { from: '2026-11-18', until: '2026-11-19' },
  clause: 'C07',
  classification: 'DR',
  handling: ['H1'],
  languages: ['fr', 'ar'],
  digest: '5d8485bbccb1368db664ca0f3ee7081b89bff952ed289dd160b8a540c9e28d08',
  agenda: [
    { id: 'P1', title: both('Demandes restées sans réponse', 'طلبات بقيت بدون جواب'), regime: 'LE', action: { plan: 'PLAN-2025-2026', item: 'AX1-O1-A2' } },
    { id: 'P2', title: both('Formation commune des analystes', 'تكوين مشترك للمحللين'), regime: 'LE', action: null },
    { id: 'P3', title: both("Dossiers d'identification en souffrance", 'ملفات تحديد الهوية العالقة'), regime: 'AM', action: null },
  ],
  delegations: [
    {
      node: be,
      offices: [
        { office: 'Stups Anvers', persons: 3, clearance: 'DR' },
        { office: 'SPOC', persons: 1, clearance: 'U' },
      ],
    },
    { node: ma, offices: [{ office: 'مصلحة مكافحة المخدرات', persons: 4, clearance: 'DR' }] },
  ],
  papers: [{ title: 'Mouvements de conteneurs, janvier à octobre', handedOn: '2026-11-18', by: be, digest: 'ab12'.repeat(16), agenda: 'P1' }],
  paragraphs: [
    {
      agenda: 'P1',
      text: both(
        'Les deux délégations constatent que neuf demandes adressées au printemps restent sans réponse. La partie marocaine indique que quatre dossiers attendent une autorisation judiciaire (référence 12/2026).',
        'سجل الوفدان أن تسعة طلبات وجهت خلال فصل الربيع بقيت بدون جواب. وأوضح الطرف المغربي أن أربعة ملفات تنتظر إذنا قضائيا (المرجع 12/2026).',
      ),
    },
    {
      agenda: 'P2',
      text: both(
        'Une session de trois jours est envisagée à Tanger au premier trimestre 2027.',
        'من المرتقب تنظيم دورة من ثلاثة أيام بطنجة خلال الفصل الأول من سنة 2027.',
      ),
    },
    { agenda: null, text: both('La séance est levée à 17 heures.', 'رفعت الجلسة على الساعة الخامسة مساء.') },
  ],
  decisions: [
    {
      id: 'D1',
      text: both('Répondre aux neuf demandes en suspens.', 'الجواب على الطلبات التسعة العالقة.'),
      owner: ma,
      office: 'Point de contact',
      dueOn: '2027-01-31',
      shows: both('Aucune demande de 2026 sans réponse.', 'لا طلب لسنة 2026 بدون جواب.'),
      clause: 'C04',
      status: 'AGR',
      reason: '',
    },
    {
      id: 'D2',
      text: both('Préparer la session de formation.', 'إعداد الدورة التكوينية.'),
      owner: be,
      office: 'Académie',
      dueOn: '2027-02-28',
      shows: both('Programme envoyé.', 'إرسال البرنامج.'),
      clause: null,
      status: 'RUN',
      reason: 'Programme en cours',
    },
  ],
  signatures: [
    { node: be, message: '01a207fe', at: '2026-11-20T15:02:00.000Z', by: { office: 'SPOC', serviceNumber: 'BE-0093' }, log, position: 31 },
    { node: ma, message: '01a20801', at: '2026-11-20T16:20:00.000Z', by: { office: 'نقطة الاتصال', serviceNumber: 'MA-0012' }, log, position: 33 },
  ].slice(0, signatures),
  ...frame,
})

const pair = (ours: number, theirs: number | null = ours) => ({ ours, theirs, differs: theirs === null ? null : theirs === ours ? 'none' : 'since' })
const line = (asker: string, holder: string, counts: readonly number[], agreement: string | null = null, type: string | null = null) => ({
  agreement,
  asker,
  holder,
  type,
  counts: Object.fromEntries(
    ['asked', 'answered', 'partial', 'refused', 'returned', 'withdrawn', 'vanished', 'open', 'silent', 'late', 'in-time', 'ground.GENR', 'ground.FORM'].map(
      (name, at) => [name, pair(counts[at] ?? 0, name === 'late' ? (counts[at] ?? 0) + 1 : (counts[at] ?? 0))],
    ),
  ),
})
/** The balance of a plan of two years. */
export const balance = (): BalancePaper => ({
  classification: 'U',
  handling: ['H1'],
  node: be,
  partner: ma,
  plan: {
    name: 'PLAN-2025-2026',
    chain: 'POLICE',
    follows: 'PLAN-2022',
    title: {
      en: 'Police cooperation plan 2025-2026',
      fr: 'Plan de coopération policière 2025-2026',
      nl: 'Plan voor politiesamenwerking 2025-2026',
      ar: 'خطة التعاون الأمني 2025-2026',
    },
    from: '2025-01-01',
    until: '2026-12-31',
    state: 'evaluation',
    reference: 'BE-POL-SPOC/2024/9Q1ZT',
    signedAt: '2024-12-05T11:00:00.000Z',
  },
  theirsAt: '2026-11-23T08:00:00.000Z',
  exchanges: [line(be, ma, [184, 121, 3, 22, 11, 9, 4, 5, 9, 31, 112, 14, 8]), line(ma, be, [97, 71, 1, 10, 6, 3, 0, 2, 4, 12, 69, 7, 3])],
  lines: [
    line(be, ma, [150, 101, 3, 18, 9, 7, 0, 4, 8, 26, 93], 'BE-MA-2014-PCC.1', 'REQ'),
    line(ma, be, [97, 71, 1, 10, 6, 3, 0, 2, 4, 12, 69], 'BE-MA-2014-PCC.1', 'REQ'),
    line(be, ma, [34, 20, 0, 4, 2, 2, 4, 1, 1, 5, 19], 'BE-MA-2016-MOU.1', 'IDR'),
  ],
  reciprocity: [
    { asker: be, asked: 184, answered: 66, inTime: 78, silent: 5 },
    { asker: ma, asked: 97, answered: 73, inTime: 85, silent: 4 },
  ],
  items: [
    {
      id: 'AX1-O1-A1',
      axis: 'AX1',
      title: both('Réunion trimestrielle des points de contact', 'اجتماع فصلي لنقط الاتصال'),
      owner: be,
      office: 'SPOC',
      dueOn: '2026-06-30',
      status: 'DON',
      reason: '',
      evidence: ['BE-POL-SPOC/2026/4M2XA'],
      late: false,
    },
    {
      id: 'AX1-O1-A2',
      axis: 'AX1',
      title: both('Répondre dans le délai', 'الجواب داخل الأجل'),
      owner: ma,
      office: 'Point de contact',
      dueOn: '2026-09-30',
      status: 'CAR',
      reason: 'Repris au plan suivant',
      evidence: [],
      late: true,
    },
    {
      id: 'AX2-O1-A1',
      axis: 'AX2',
      title: both('Formation des analystes', 'تكوين المحللين'),
      owner: be,
      office: 'Académie',
      dueOn: '2026-11-30',
      status: 'DRP',
      reason: 'Sans budget',
      evidence: [],
      late: false,
    },
  ],
  itemsByStatus: { DON: 1, DRP: 1, CAR: 1 },
  axes: [
    { id: 'AX1', title: both('Criminalité organisée', 'الجريمة المنظمة') },
    { id: 'AX2', title: both('Formation', 'التكوين') },
  ],
  indicators: [
    {
      id: 'I1',
      item: 'AX1-O1-A2',
      title: both('Part des demandes réglées à temps', 'حصة الطلبات المسواة في الأجل'),
      target: 90,
      numerator: pair(112, 111),
      denominator: pair(143),
      treatment: { withdrawn: 'left-out', returned: 'left-out', vanished: 'left-out', open: 'counted' },
      leftOut: { withdrawn: 9, returned: 11, vanished: 4, open: 0 },
    },
  ],
  reviews: [
    {
      by: be,
      on: '2026-06-12',
      visit: 'VIS-2026-04',
      conclusions: both('Les délais se sont améliorés ; neuf demandes restent ouvertes.', 'تحسنت الآجال؛ وما زالت تسعة طلبات مفتوحة.'),
    },
  ],
  proofs: [{ log: 'PLAN-2025-2026', position: null, digest: '3b9f22aa'.repeat(8) }],
  ...frame,
})

/** A request about as many persons as is said, each with a number of its own. */
export function longDossier(statements: number): DossierPaper {
  const made = dossier(3)
  const [asked, ...others] = made.messages
  const [item] = asked?.items ?? []
  const items = Array.from({ length: statements }, (_, at) => ({ ...item, person: { ...item?.person, names: [`Exemple ${at}`, 'كريم مثال'] } }))
  return { ...made, messages: [{ ...asked, items } as PaperMessage, ...others] }
}
