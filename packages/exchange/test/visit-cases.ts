/** Steps of one invented visit, good and bad, and the texts its sides agree and sign: what vectors/messages/visit.json is made of. */
import { calendarDate, type Json } from '@entraide/ground'
import type { Agenda, Minutes, VisitMatter } from '../src/matters/visit.ts'
import { visitTextDigest } from '../src/visit-record.ts'
import { bodyOfKind, brussels, hash, idOf, rabat } from './sample.ts'

const matter = 'visit' as const
const days = { from: calendarDate('2027-01-19'), until: calendarDate('2027-01-20') }
export const proposal: Extract<VisitMatter, { step: 'propose' }> = {
  matter,
  step: 'propose',
  visit: 'VIS-2027-01',
  title: { fr: 'Visite de travail sur les envois conteneurisés', ar: 'زيارة عمل حول الشحنات بالحاويات' },
  host: rabat,
  place: 'Rabat',
  ...days,
  languages: ['fr', 'ar'],
  discreet: true,
}
export const agenda: Agenda = {
  ...days,
  place: 'Rabat',
  items: [
    {
      id: 'P1',
      title: { fr: 'Demandes sans réponse', ar: 'طلبات بدون جواب' },
      regime: 'LE',
      action: { plan: 'PLAN-2025-2026', item: 'AX1-O1-A2' },
    },
    { id: 'P2', title: { fr: 'Formation commune', ar: 'تكوين مشترك' }, regime: 'LE', action: null },
    { id: 'P3', title: { fr: "Dossiers d'identification en souffrance", ar: 'ملفات تحديد الهوية العالقة' }, regime: 'AM', action: null },
  ],
}
export const minutes: Minutes = {
  paragraphs: [
    { agenda: 'P1', text: { fr: 'Les deux délégations constatent que neuf demandes restent sans réponse.', ar: 'سجل الوفدان أن تسعة طلبات بقيت بدون جواب.' } },
    { agenda: null, text: { fr: 'La séance est levée à 17 heures.', ar: 'رفعت الجلسة على الساعة الخامسة مساء.' } },
  ],
  decisions: [
    {
      id: 'D1',
      text: { fr: 'Répondre aux neuf demandes.', ar: 'الجواب على الطلبات التسعة.' },
      owner: rabat,
      office: 'Point de contact',
      dueOn: calendarDate('2027-03-31'),
      agenda: 'P1',
      indicator: { shows: { fr: 'Aucune demande de 2026 sans réponse.', ar: 'لا طلب لسنة 2026 بدون جواب.' }, counted: null },
      flow: { agreement: hash, clause: 'C04' },
    },
  ],
}
const digests = { agenda: visitTextDigest('agenda', idOf(1), agenda), minutes: visitTextDigest('minutes', idOf(1), minutes) }

const steps: readonly (readonly [string, VisitMatter])[] = [
  ['a proposal, discreet', proposal],
  ['accepted', { matter, step: 'accept' }],
  ['a first agenda, one item tied to an action of a plan and one of another regime', { matter, step: 'agenda', follows: null, agenda }],
  ['the agenda agreed by its digest', { matter, step: 'agree-agenda', digest: digests.agenda }],
  [
    'a delegation by office, number and clearance',
    { matter, step: 'delegation', delegation: { node: brussels, offices: [{ office: 'Drugs, Antwerp', persons: 3, clearance: 'DR' }] } },
  ],
  ['held', { matter, step: 'held', ...days }],
  ['minutes in two languages with a decision', { matter, step: 'minutes', follows: null, minutes }],
  ['minutes that follow others', { matter, step: 'minutes', follows: digests.minutes, minutes: { ...minutes, decisions: [] } }],
  ['the minutes signed by their digest', { matter, step: 'cosign', digest: digests.minutes }],
  ['a decision done', { matter, step: 'follow', decision: 'D1', status: 'DON', reason: 'Nine answers sent.', carried: null }],
  [
    'a decision carried into a plan',
    { matter, step: 'follow', decision: 'D1', status: 'CAR', reason: '', carried: { plan: 'PLAN-2027-2028', item: 'AX1-O1-A9' } },
  ],
  ['closed', { matter, step: 'close' }],
  ['cancelled', { matter, step: 'cancel' }],
]
const paper: VisitMatter = { matter, step: 'paper', title: 'Table of container movements', handedOn: days.from, digest: 'ab'.repeat(32), agenda: 'P1' }
const attachment = { name: 'paper.pdf', mediaType: 'pdf', bytes: 5_000, sealedBytes: 5_136, digest: 'cd'.repeat(32), key: 'A'.repeat(43) }
const bodyOf = (of: VisitMatter, attachments: (typeof attachment)[] = []) => JSON.stringify(bodyOfKind('VIS', { matter: of, attachments }))

const agendaStep = (edit: object) => ({ matter, step: 'agenda', follows: null, agenda: { ...agenda, ...edit } })
const minutesStep = (edit: object) => ({ matter, step: 'minutes', follows: null, minutes: { ...minutes, ...edit } })
const decision = minutes.decisions[0] as Minutes['decisions'][number]
const bad: readonly (readonly [string, object])[] = [
  ['a proposal that ends before it begins', { ...proposal, from: '2027-01-21' }],
  ['a proposal in one language twice', { ...proposal, languages: ['fr', 'fr'] }],
  ['a proposal in a language that no text is kept in', { ...proposal, languages: ['fr', 'de'] }],
  ['a proposal that does not say whether it is discreet', { ...proposal, discreet: undefined }],
  ['a proposal that names an officer', { ...proposal, officer: 'Karim Exemple' }],
  ['an agenda of nothing', agendaStep({ items: [] })],
  ['an agenda with one item twice', agendaStep({ items: [agenda.items[0], agenda.items[0]] })],
  ['an agenda item under no regime', agendaStep({ items: [{ ...agenda.items[0], regime: undefined }] })],
  ['an agenda item that cites a clause: neither a visit nor a plan is a basis', agendaStep({ items: [{ ...agenda.items[0], clause: 'C04' }] })],
  ['an agenda that does not say what it follows', { matter, step: 'agenda', agenda }],
  [
    'a delegation by name',
    { matter, step: 'delegation', delegation: { node: brussels, offices: [{ office: 'Drugs', persons: 1, clearance: 'DR', name: 'Karim Exemple' }] } },
  ],
  ['a delegation of nobody', { matter, step: 'delegation', delegation: { node: brussels, offices: [{ office: 'Drugs', persons: 0, clearance: 'DR' }] } }],
  ['a paper without its digest', { ...paper, digest: undefined }],
  ['minutes of nothing', minutesStep({ paragraphs: [] })],
  ['minutes with one decision twice', minutesStep({ decisions: [decision, decision] })],
  ['a decision without an owner', minutesStep({ decisions: [{ ...decision, owner: undefined }] })],
  ['a decision without a day', minutesStep({ decisions: [{ ...decision, dueOn: undefined }] })],
  ['a decision that nothing shows to be done', minutesStep({ decisions: [{ ...decision, indicator: undefined }] })],
  ['a decision on a day that does not exist', minutesStep({ decisions: [{ ...decision, dueOn: '2027-02-30' }] })],
  ['a signature under nothing', { matter, step: 'cosign' }],
  ['a decision that stands as nobody can say', { matter, step: 'follow', decision: 'D1', status: 'AGR', reason: '', carried: null }],
]

/** Where the first mistake stands, beneath `matter`, for those told so far down. */
const places: { readonly [why: string]: string } = {
  'a proposal in one language twice': 'languages',
  'an agenda of nothing': 'agenda/items',
  'an agenda with one item twice': 'agenda/items',
  'an agenda item that cites a clause: neither a visit nor a plan is a basis': 'agenda/items/0',
  'a delegation by name': 'delegation/offices/0',
  'a delegation of nobody': 'delegation/offices/0/persons',
  'minutes of nothing': 'minutes/paragraphs',
  'minutes with one decision twice': 'minutes/decisions',
  'a decision on a day that does not exist': 'minutes/decisions/0/dueOn',
}

/** vectors/messages/visit.json */
export const visitVectors = {
  good: [
    ...steps.map(([why, of]) => ({ why, body: bodyOf(of) })),
    { why: 'a paper handed over, the one attachment of its message', body: bodyOf(paper, [attachment]) },
  ],
  bad: bad.map(([why, to]) => ({
    why,
    kind: 'VIS',
    edits: [{ at: '/matter', to: JSON.parse(JSON.stringify(to)) as Json }],
    at: ['matter', ...(places[why] === undefined ? [] : [places[why]])].join('/'),
  })),
  texts: [
    { why: 'an agenda', kind: 'agenda', thread: idOf(1), text: agenda, digest: digests.agenda },
    { why: 'minutes', kind: 'minutes', thread: idOf(1), text: minutes, digest: digests.minutes },
    { why: 'the same minutes in another thread', kind: 'minutes', thread: idOf(2), text: minutes, digest: visitTextDigest('minutes', idOf(2), minutes) },
  ],
}
