import { createHash } from 'node:crypto'
import { type Agenda, type Minutes, type VisitMatter, visitTextDigest } from '@entraide/exchange'
import { calendarDate, isRefusal, type Refusal, type Uuid } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import { addDemoAccounts } from '../src/index.ts'
import { addAttachment } from '../src/steps/attach.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { openDossier } from '../src/steps/dossier.ts'
import { submitDraft } from '../src/steps/draft.ts'
import { addToNeedToKnow } from '../src/steps/need-to-know.ts'
import { draftVisitStep, startVisit } from '../src/steps/visit-drafts.ts'
import { readVisit } from '../src/steps/visits.ts'
import { done, type Person, type Side, type Two } from './path-nodes.ts'

/** The people of a visit on one side: a coordinator who writes, a releasing officer who is told, and a coordinator who is told nothing. */
export type Circle = { readonly COO: Person; readonly REL: Person; readonly LIA: Person }
export const circles = new WeakMap<Side, Circle>()

/** Accounts for visits on a side, made as the demonstration makes them. */
export async function circleOf(side: Side, letters: string): Promise<Circle> {
  const posts = [
    ['COO', ['COO']],
    ['REL', ['REL']],
    ['LIA', ['LIA']],
  ] as const satisfies readonly (readonly [string, readonly Role[]])[]
  const accounts = done(
    await addDemoAccounts(
      side.node,
      posts.map(([post, roles]) => ({ serviceNumber: `${letters}-V${post}`, office: `Visits ${post}`, language: 'fr' as const, roles: [...roles] })),
    ),
  )
  const circle = Object.fromEntries(
    accounts.map((account, at) => [
      posts[at]?.[0] as string,
      { kind: 'person', account: account.id, office: account.office, serviceNumber: account.serviceNumber, roles: account.roles, language: account.language },
    ]),
  ) as unknown as Circle
  circles.set(side, circle)
  return circle
}

const both = (fr: string, ar: string) => ({ fr, ar })
export const days = { from: calendarDate('2026-11-20'), until: calendarDate('2026-11-21') }
export const proposalOf = (two: Two, more: object = {}): Extract<VisitMatter, { step: 'propose' }> => ({
  matter: 'visit',
  step: 'propose',
  visit: 'VIS-2026-07',
  title: both('Visite de travail sur les envois conteneurisés', 'زيارة عمل حول الشحنات بالحاويات'),
  host: two.ma.id,
  place: 'Tanger',
  ...days,
  languages: ['fr', 'ar'],
  discreet: true,
  ...more,
})
export const agendaOf = (place = 'Tanger'): Agenda => ({
  ...days,
  place,
  items: [
    { id: 'P1', title: both('Demandes sans réponse', 'طلبات بدون جواب'), regime: 'LE', action: { plan: 'PLAN-2025-2026', item: 'AX1-O1-A2' } },
    { id: 'P2', title: both('Identifications en souffrance', 'ملفات تحديد الهوية العالقة'), regime: 'AM', action: null },
  ],
})
export const minutesOf = (two: Two, said = 'Neuf demandes restent sans réponse.', more: Partial<Minutes['decisions'][number]> = {}): Minutes => ({
  paragraphs: [{ agenda: 'P1', text: both(said, 'بقيت تسعة طلبات بدون جواب.') }],
  decisions: [
    {
      id: 'D1',
      text: both('Répondre aux neuf demandes.', 'الجواب على الطلبات التسعة.'),
      owner: two.ma.id,
      office: 'Point de contact',
      dueOn: calendarDate('2027-01-31'),
      agenda: 'P1',
      indicator: { shows: both('Aucune demande de 2026 sans réponse.', 'لا طلب لسنة 2026 بدون جواب.'), counted: null },
      flow: { agreement: two.hash, clause: 'C04' },
      ...more,
    },
  ],
})
export const agendaDigest = (thread: Uuid, agenda: Agenda) => visitTextDigest('agenda', thread, agenda)
export const minutesDigest = (thread: Uuid, minutes: Minutes) => visitTextDigest('minutes', thread, minutes)
export const paperText = 'Tableau des mouvements de conteneurs, janvier à octobre.'
export const paperDigest = createHash('sha256').update(paperText).digest('hex')
export const paperOf = (more: object = {}): Extract<VisitMatter, { step: 'paper' }> => ({
  matter: 'visit',
  step: 'paper',
  title: 'Mouvements de conteneurs',
  handedOn: days.from,
  digest: paperDigest,
  agenda: 'P1',
  ...more,
})

const belgianTerms = { transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] } as never
const circle = (side: Side) => circles.get(side) as Circle
async function* pieces(text: string) {
  yield new TextEncoder().encode(text)
}

/** Proposes a visit by Belgium: written by the coordinator, released by the officer who was told. */
export async function propose(two: Two, more: object = {}): Promise<{ readonly dossier: Uuid; readonly thread: Uuid }> {
  const { COO, REL } = circle(two.be)
  const draft = done(await startVisit(two.be.node, COO, { to: two.ma.id, matter: proposalOf(two, more), needToKnow: [REL.account], terms: belgianTerms }))
  return { dossier: draft.dossier, thread: done(await handOver(two.be, draft.id)) }
}

/** Submitted and released, by the two persons of the visit. Gives the message. */
export async function handOver(side: Side, draft: Uuid): Promise<Uuid | Refusal> {
  const { COO, REL } = circle(side)
  const submitted = await submitDraft(side.node, COO, draft)
  if (isRefusal(submitted)) return submitted
  const released = await releaseDraft(side.node, REL, draft, { version: submitted.version, note: '' })
  return isRefusal(released) ? released : released.message
}

/** One step, written by the coordinator and released; the message, or why not. */
export async function step(side: Side, dossier: Uuid, matter: VisitMatter, file?: string): Promise<Uuid | Refusal> {
  const { COO, REL } = circle(side)
  done(await openDossier(side.node, COO, dossier, 'visit of November'))
  // Where a discreet one arrived, the coordinators know; who will release is told by them.
  await addToNeedToKnow(side.node, COO, dossier, REL.account)
  const terms = side.id.startsWith('BE') ? belgianTerms : {}
  const draft = await draftVisitStep(side.node, COO, dossier, { matter, terms })
  if (isRefusal(draft)) return draft
  if (file !== undefined) done(await addAttachment(side.node, COO, draft.id, 'paper.txt', new TextEncoder().encode(file).length, pieces(file)))
  return await handOver(side, draft.id)
}

/** Where a coordinator of a side sees the visit standing. */
export async function standing(side: Side, dossier: Uuid) {
  const { COO } = circle(side)
  done(await openDossier(side.node, COO, dossier, 'visit of November'))
  return done(await readVisit(side.node, COO, dossier))
}
