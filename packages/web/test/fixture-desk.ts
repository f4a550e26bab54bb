import type { Account, Draft, HoldRow, Obligation, SavedFilter, Substitution, Template } from '@entraide/node/api'

const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
const day = (days: number) => at(days * 1_440).slice(0, 10)
const id = (n: number) => `0196${n.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as Account['id']
const shown = (n: number) => `0193${n.toString(16).padStart(4, '0')}-0000-7000-8000-${n.toString(16).padStart(12, '0')}` as Account['id']
const node = (text: string) => text as Obligation['partner']
const minutesOfDay = 1_440

const obligation = (n: number, part: Partial<Obligation>): Obligation => ({
  notice: id(n),
  dossier: shown(103),
  ourReference: 'BE-POL-SPOC/2026/B8W2D',
  partner: node('MA-DGSN-SPOC'),
  side: 'holder',
  kind: 'DEL',
  message: shown(401),
  messageType: 'REQ',
  concerned: null,
  state: 'received',
  orderedAt: at(-9 * minutesOfDay),
  dueAt: at(minutesOfDay - 90),
  changedAt: at(-9 * minutesOfDay),
  overdue: false,
  settled: false,
  ack: null,
  proof: null,
  effect: null,
  effectAt: null,
  evidenceEndedAt: null,
  onward: [],
  escalated: false,
  acts: [],
  ...part,
})

const all: readonly Obligation[] = [
  obligation(1, {
    kind: 'COR',
    concerned: { items: [0], attachments: [] },
    acts: ['acknowledge'],
    onward: [
      {
        node: node('FR-DCPJ-SPOC'),
        message: id(90),
        dossier: shown(105),
        ourReference: 'BE-POL-SPOC/2026/QX71C',
        toldAt: at(-2_000),
        doneAt: null,
        notice: id(91),
      },
      { node: node('NL-LIRC-SPOC'), message: id(92), dossier: shown(106), ourReference: 'BE-POL-SPOC/2026/W3V8K', toldAt: null, doneAt: null, notice: null },
    ],
  }),
  obligation(2, {
    state: 'escalated',
    overdue: true,
    orderedAt: at(-12 * minutesOfDay),
    dueAt: at(-2 * minutesOfDay),
    side: 'owner',
    message: shown(402),
    messageType: 'REP',
    escalated: true,
  }),
  obligation(3, {
    state: 'disputed',
    side: 'owner',
    kind: 'RST',
    message: shown(402),
    messageType: 'REP',
    ack: 'DIS',
    acts: ['review'],
    concerned: { items: [0, 1], attachments: ['d'.repeat(64) as never] },
  }),
  obligation(4, {
    state: 'in-review',
    side: 'owner',
    kind: 'COR',
    message: shown(402),
    messageType: 'REP',
    ack: 'DIS',
    acts: ['settle'],
    concerned: { items: [1], attachments: [] },
  }),
  obligation(5, {
    state: 'done',
    ack: 'RST',
    effect: 'restricted',
    effectAt: at(-120),
    concerned: { items: [1], attachments: [] },
    acts: ['prove', 'read-restricted', 'end-evidence'],
  }),
  obligation(6, {
    state: 'proven',
    settled: true,
    kind: 'COR',
    ack: 'APP',
    effect: 'corrected',
    effectAt: at(-4_000),
    changedAt: at(-3_900),
    proof: 'e'.repeat(64) as never,
    concerned: { items: [0], attachments: [] },
  }),
  obligation(7, { state: 'kept-disputed', settled: true, ack: 'DIS', changedAt: at(-3_900) }),
]
/** What is owed in the dossier that most tests look at. */
export const obligationsHere = all

/** What lies on its first message. */
export const marksHere = [5, 6, 7].map(n => {
  const { notice, kind, side, state, effect, effectAt, orderedAt, concerned } = all[n - 1] as Obligation
  return { notice, kind, side, state, effect, at: effectAt ?? orderedAt, concerned }
})

const hold = (n: number, by: Account, part: Partial<HoldRow>): HoldRow => ({
  dossier: shown(100 + n),
  ourReference: ['BE-POL-SPOC/2026/7K3QF', 'BE-POL-SPOC/2026/0ZT4M', 'BE-POL-SPOC/2026/B8W2D'][n - 1] ?? '',
  partner: node('MA-DGSN-SPOC'),
  side: 'holder',
  openingType: 'REQ',
  state: 'answered',
  messages: n,
  receivedOn: day(-364),
  senderUntil: day(700),
  holdUntil: day(200),
  reviewOn: day(1),
  due: 'review',
  waiting: n === 2 ? { review: id(70), by, at: at(-300), reason: 'The case was closed without a charge.' } : null,
  ...part,
})

const template = (n: number, by: Account, name: string, fields: Draft['fields']): Template => ({
  id: id(40 + n),
  office: by.office,
  name,
  messageType: 'REQ',
  to: fields.to,
  fields: { ...fields, items: [], reasons: '', caseReference: '', title: '' },
  madeBy: by,
  madeAt: at(-9_000),
})

/** The answers of the desk and of what is owed; undefined for what is neither. */
export function deskAnswer(method: string, path: string, by: Account, others: readonly Account[], fields: Draft['fields']): unknown {
  const page = <Row>(rows: readonly Row[]) => ({ rows, total: rows.length, next: null })
  const other = others.find(one => one.id !== by.id) ?? by
  if (path === '/v1/obligations') return page(all)
  if (/^\/v1\/obligations\/[^/]+$/.test(path)) return all.find(one => path.endsWith(one.notice)) ?? all[0]
  if (path.endsWith('/reading'))
    return {
      notice: id(6),
      message: shown(401),
      title: '',
      reasons: '',
      note: '',
      items: fields.items.slice(0, 1).map(item => ({ place: 0, item, corrected: { ...item, person: { ...item.person, birthDate: '1978-03' } } })),
    }
  if (path === '/v1/holds')
    return page([hold(1, other, {}), hold(2, other, { due: 'second' }), hold(3, other, { due: 'ending', holdUntil: day(20), senderUntil: day(20) })])
  if (/^\/v1\/threads\/[^/]+\/hold$/.test(path)) return hold(3, other, { due: 'review' })
  if (path === '/v1/substitutions' && method === 'GET')
    return page<Substitution>([
      {
        id: id(50),
        account: other,
        substitute: by,
        from: at(-3_000),
        until: at(9_000),
        madeBy: other,
        madeAt: at(-3_100),
        endedAt: null,
        state: 'now',
        mayEnd: true,
      },
    ])
  if (path === '/v1/colleagues') return page(others.map(({ id, office, serviceNumber }) => ({ id, office, serviceNumber })))
  if (path === '/v1/templates' && method === 'GET')
    return page([template(1, by, 'Locataire d’un entrepôt', fields), template(2, by, 'طلب معتاد', { ...fields, to: null })])
  if (path === '/v1/filters' && method === 'GET')
    return page<SavedFilter>([
      { id: id(60), place: 'dossiers', name: 'Rabat, new', query: { partner: 'MA-DGSN-SPOC', state: 'received' }, madeAt: at(-900) },
      { id: id(61), place: 'dossiers', name: 'ملفاتي', query: { mine: 'true' }, madeAt: at(-800) },
    ])
  return undefined
}
