import { laterYear } from '@entraide/custody'
import { nextText, type PlanMatter, type PlanText, standingText } from '@entraide/exchange'
import { type CalendarDate, isRefusal, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Draft, DraftFields, NewPlan, NextPlanQuery, PlanCounted, PlanStepDraft, PlanTerms } from '../http/api.ts'
import { type DossierRow, dossierRow } from '../store/dossiers.ts'
import { besidesIn, bodyOfMessage } from '../store/drafts.ts'
import { followerOf, keepCounts, recordOf } from '../store/plans.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { createDraft, discardDraft, submitDraft, thingOf } from './draft.ts'
import { catchUp, figuresOf, periodOf, rowsOf } from './figures.ts'
import { firstClause } from './first-clause.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Years a plan is kept after its last day, so that the next ones can be held against it; never beyond what a sender may set (R53). */
const keptYears = 3
const capYears = 5

/** Begins a plan: a draft of its proposal, under the first clause in force that would permit one and let it be held as long as plans are. */
export async function proposePlan(node: Node, actor: Person, { partner, text, terms, submit }: NewPlan): Promise<Draft | Refusal> {
  const matter = { matter: 'plan', step: 'propose', text } as const satisfies PlanMatter
  const base = emptyFields(node, actor, partner, matter, text.until)
  const clause = await firstClause(node, actor, base)
  if (clause === null) return refuse('plan-clause-none', { partner })
  return await made(node, actor, { ...base, ...clause, ...(terms ?? {}) }, null, submit)
}

/** A next step of a plan as a draft in its thread, under the terms of what this node last wrote there. */
export async function draftPlanStep(node: Node, actor: Person, dossier: Uuid, { matter, note, terms, submit }: PlanStepDraft): Promise<Draft | Refusal> {
  if (matter.step === 'propose') return refuse('draft-out-of-place', { messageType: 'PLN' })
  const base = await node.store.read(tx => termsOfThread(node, tx, actor, dossier, matter))
  return isRefusal(base) ? base : await made(node, actor, { ...base, note, ...(terms ?? {}) }, dossier, submit)
}

/**
 * Counts a period of a plan: what the node found stands in the store, and only that may leave as its counts. Given with the matter that
 * would tell it.
 */
export async function countPlan(node: Node, actor: Person, dossier: Uuid, from: string, until: string): Promise<PlanCounted | Refusal> {
  await catchUp(node)
  return await act(node, actor, 'count-plan', { dossier, subject: `${from}/${until}` }, async tx => {
    const row = await planDossier(tx, actor, dossier)
    if (row === null) return refuse('not-found', {})
    const record = await recordOf(tx, dossier)
    const text = record === null ? undefined : standingText(record)?.text
    if (record === null || text === undefined) return refuse('not-found', {})
    if (from > until || from < text.from || until > text.until) return refuse('plan-period', { from, until })
    const indicators = record.items.flatMap(({ action }) => action.indicators)
    const figures = await figuresOf(node, tx, periodOf(row.partner as NodeId, from, until), null, indicators)
    const rows = rowsOf(figures)
    await keepCounts(tx, dossier, { by: node.config.id, from, until, at: tx.at, message: null, rows })
    return { matter: { matter: 'plan', step: 'counts', from, until, at: tx.at, rows } as PlanCounted['matter'], uncounted: figures.uncounted }
  })
}

/** A first text of the plan that follows, with every item that this one carries over. Nothing is kept. */
export async function nextPlan(node: Node, actor: Person, dossier: Uuid, { name, from, until }: NextPlanQuery): Promise<{ text: PlanText } | Refusal> {
  return await node.store.read(async tx => {
    const row = await planDossier(tx, actor, dossier)
    const record = row === null ? null : await recordOf(tx, dossier)
    if (row === null || record === null) return refuse('not-found', {})
    const next = await followerOf(tx, row.partner as NodeId, standingText(record)?.text.plan ?? '')
    if (next !== undefined) return refuse('plan-name-taken', { plan: next.name })
    if (from > until) return refuse('plan-period', { from, until })
    const text = nextText(record, { plan: name, from: from as CalendarDate, until: until as CalendarDate })
    return text === null ? refuse('not-found', {}) : { text }
  })
}

/** The dossier of a plan that a person may see; null for any other, as for one that does not exist. */
export async function planDossier(tx: Tx, actor: Person, id: Uuid): Promise<DossierRow | null> {
  const row = await dossierRow(tx, id)
  return row === undefined || row.opening_type !== 'PLN' || !may(actor, 'plan-read', thingOf(row)) ? null : row
}

async function made(node: Node, actor: Person, fields: DraftFields, dossier: Uuid | null, submit: boolean): Promise<Draft | Refusal> {
  const draft = await createDraft(node, actor, { fields, dossier })
  if (isRefusal(draft) || !submit) return draft
  const submitted = await submitDraft(node, actor, draft.id)
  // The form it was written in still has its words: what may not go is no draft to keep beside it.
  if (isRefusal(submitted)) await discardDraft(node, actor, draft.id)
  return submitted
}

function emptyFields(node: Node, actor: Person, to: NodeId, matter: PlanMatter, until: string): DraftFields {
  const today = node.clock.now().slice(0, 10) as CalendarDate
  const wanted = laterYear(until as CalendarDate, keptYears)
  const most = laterYear(today, capYears)
  return {
    to,
    messageType: 'PLN',
    inReplyTo: null,
    agreement: null,
    clause: '',
    purpose: 'MGMT',
    crimeArea: null,
    // Offices are named, and the officers who write; no other data belong in a plan.
    dataCategories: ['NAME'],
    subjectCategory: 'OFF',
    handling: ['H1'],
    transferBasis: null,
    assurances: [],
    classification: 'U',
    caseReference: matter.step === 'propose' ? matter.text.plan : '',
    reasons: '',
    urgency: 'N7D',
    judicialFile: false,
    judicialAuthorisation: '',
    language: actor.language,
    title: matter.step === 'propose' ? titleOf(matter.text.title, actor.language) : '',
    items: [],
    holdUntil: wanted < most ? wanted : most,
    ground: null,
    extent: null,
    use: null,
    note: '',
    matter,
  }
}

/** A text in the reader's language, or in the first there is, on one line. */
function titleOf(title: { readonly [language: string]: string | undefined }, language: string): string {
  return (title[language] ?? Object.values(title).find(each => each !== undefined) ?? '').replaceAll(/\s+/g, ' ').slice(0, 160)
}

async function termsOfThread(node: Node, tx: Tx, actor: Person, id: Uuid, matter: PlanMatter): Promise<DraftFields | Refusal> {
  const row = await planDossier(tx, actor, id)
  const record = row === null ? null : await recordOf(tx, id)
  if (row === null || record === null || !may(actor, 'draft-continue', thingOf(row))) return refuse('not-found', {})
  const { answered, own, last } = await lastWords(tx, id)
  if (answered === null || last === null) return refuse('answers-nothing', {})
  const standing = standingText(record)
  const fields = emptyFields(node, actor, row.partner as NodeId, matter, standing?.text.until ?? answered.holdUntil)
  return {
    ...fields,
    inReplyTo: last,
    agreement: answered.agreement as DraftFields['agreement'],
    clause: answered.ask.clause,
    dataCategories: answered.ask.dataCategories,
    subjectCategory: answered.ask.subjectCategory,
    handling: answered.ask.handling,
    ...besidesIn(answered.ask),
    classification: answered.ask.classification,
    caseReference: own?.ask.caseReference ?? standing?.text.plan ?? '',
    // The basis of a transfer and the assurances are each side's own.
    transferBasis: own === null ? null : own.ask.transferBasis,
    assurances: own === null ? [] : own.ask.assurances,
    title: titleOf(standing?.text.title ?? {}, actor.language) || answered.title,
  }
}

/** What a next step of a plan answers, and what this node wrote last in its thread. */
async function lastWords(tx: Tx, dossier: string) {
  const rows = await tx.db
    .selectFrom('message')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .where('message_type', '=', 'PLN')
    .where(where => where.or([where('verdict', 'is', null), where('verdict', '!=', 'refused')]))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const ours = rows.find(each => each.direction === 'out')
  const last = rows.find(each => each.direction === 'in') ?? rows.at(-1)
  return {
    last: (last?.id as Uuid | undefined) ?? null,
    answered: last === undefined ? null : await bodyOfMessage(tx, last),
    own: ours === undefined ? null : await bodyOfMessage(tx, ours),
  }
}

/** The terms that this side's next message of a plan would have: whether a person must still choose them. */
export async function termsOwn(tx: Tx, dossier: string): Promise<PlanTerms | null> {
  const { own } = await lastWords(tx, dossier)
  return own === null ? null : { transferBasis: own.ask.transferBasis, assurances: own.ask.assurances }
}
