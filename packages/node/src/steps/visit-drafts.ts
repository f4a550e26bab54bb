import type { VisitMatter } from '@entraide/exchange'
import { isRefusal, laterDate, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Draft, DraftFields, NewVisit, NewVisitStep } from '../http/api.ts'
import { besidesIn, bodyOfMessage } from '../store/drafts.ts'
import { isOpenedToday } from '../store/openings.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { createDraft, thingOf } from './draft.ts'
import { firstClause } from './first-clause.ts'
import { addToNeedToKnow } from './need-to-know.ts'
import { visitRow } from './visits.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Kept for a year unless told otherwise: until the next visit has looked back at it. */
const holdDays = 365

/**
 * Begins a visit: a draft of its proposal, under the first clause that would permit it unless one is named. A discreet one is known to its
 * author from here on, and to those named, who are added one by one.
 */
export async function startVisit(node: Node, actor: Person, { to, matter, needToKnow, terms }: NewVisit): Promise<Draft | Refusal> {
  if (matter.step !== 'propose') return refuse('draft-out-of-place', { messageType: 'VIS' })
  const empty = emptyFields(actor, to, matter, terms.holdUntil ?? laterDate(node.clock.now().slice(0, 10) as never, holdDays))
  const clause = terms.clause === undefined ? ((await firstClause(node, actor, empty, terms.agreement)) ?? {}) : {}
  const made = await createDraft(node, actor, { fields: { ...empty, ...clause, ...terms } as DraftFields, dossier: null })
  if (isRefusal(made) || !matter.discreet) return made
  for (const account of needToKnow) {
    const told = await addToNeedToKnow(node, actor, made.dossier, account)
    if (isRefusal(told)) return told
  }
  return made
}

/** A next step as a draft in the visit's thread: under the terms of what this node last wrote there, else of what it answers. */
export async function draftVisitStep(node: Node, actor: Person, dossier: Uuid, { matter, terms }: NewVisitStep): Promise<Draft | Refusal> {
  const base = await node.store.read(tx => termsOfThread(tx, actor, dossier, matter))
  return isRefusal(base) ? base : await createDraft(node, actor, { fields: { ...base, ...terms } as DraftFields, dossier })
}

function emptyFields(actor: Person, to: NodeId, matter: VisitMatter, holdUntil: string): DraftFields {
  return {
    to,
    messageType: 'VIS',
    inReplyTo: null,
    agreement: null,
    clause: '',
    purpose: 'MGMT',
    crimeArea: null,
    // Offices are named, and the officers who write; no other data belong in a visit.
    dataCategories: ['NAME'],
    subjectCategory: 'OFF',
    handling: ['H1'],
    transferBasis: null,
    assurances: [],
    classification: matter.step === 'propose' && matter.discreet ? 'DR' : 'U',
    caseReference: matter.step === 'propose' ? matter.visit : '',
    reasons: '',
    urgency: 'N7D',
    judicialFile: false,
    judicialAuthorisation: '',
    language: actor.language,
    title: matter.step === 'propose' ? titleOf(matter.title, actor.language) : '',
    items: [],
    holdUntil,
    ground: null,
    extent: null,
    use: null,
    note: '',
    matter,
  }
}

const titleOf = (title: { readonly [language: string]: string | undefined }, language: string) =>
  (title[language] ?? Object.values(title)[0] ?? '').replaceAll(/\s+/g, ' ').slice(0, 160)

async function termsOfThread(tx: Tx, actor: Person, id: Uuid, matter: VisitMatter): Promise<DraftFields | Refusal> {
  const row = await visitRow(tx, actor, id)
  if (row === null || !may(actor, 'draft-continue', thingOf(row))) return refuse('not-found', {})
  // What the thread settled is copied into the draft, so the reader has given today's reason.
  if (!(await isOpenedToday(tx, actor, id))) return refuse('dossier-not-opened', {})
  const messages = await tx.db
    .selectFrom('message')
    .selectAll()
    .where('dossier_id', '=', id)
    .where('message_type', '=', 'VIS')
    .where(where => where.or([where('verdict', 'is', null), where('verdict', '!=', 'refused')]))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const last = messages.find(each => each.direction === 'in') ?? messages[0]
  const answered = last === undefined ? null : await bodyOfMessage(tx, last)
  const ours = messages.find(each => each.direction === 'out')
  const own = ours === undefined ? null : await bodyOfMessage(tx, ours)
  const terms = own ?? answered
  if (answered === null || terms === null || last === undefined) return refuse('answers-nothing', {})
  return {
    ...emptyFields(actor, row.partner as NodeId, matter, terms.holdUntil),
    inReplyTo: last.id as Uuid,
    agreement: answered.agreement as DraftFields['agreement'],
    clause: answered.ask.clause,
    dataCategories: answered.ask.dataCategories,
    subjectCategory: answered.ask.subjectCategory,
    handling: answered.ask.handling,
    ...besidesIn(answered.ask),
    classification: answered.ask.classification,
    caseReference: terms.ask.caseReference,
    // The basis of a transfer and the assurances are each side's own.
    transferBasis: own === null ? null : own.ask.transferBasis,
    assurances: own === null ? [] : own.ask.assurances,
    language: terms.language as DraftFields['language'],
    title: answered.title,
  }
}
