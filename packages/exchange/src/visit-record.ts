import { canonicalBytes, concat, type Json, type NodeId, type Refusal, refuse, type Uuid, utf8 } from '@entraide/ground'
import type { Classification, LegalRegime } from '@entraide/vocabulary'
import { digestHex } from './agreement-text.ts'
import type { Side } from './machines/arrow.ts'
import { type Agenda, type Decision, type Delegation, type decisionStatuses, type Minutes, settledStatuses, type VisitMatter } from './matters/visit.ts'
import { move, type ThreadState } from './thread-state.ts'

/** A step of a visit as one node has it: released here, or taken in. */
export type VisitStep = {
  readonly by: Side
  readonly message: Uuid
  readonly matter: VisitMatter
  /** The other side has it: so of whatever came in, and of one's own once its receipt is here. */
  readonly settled: boolean
}

/** The hand of one side under a text, and the message that brought it. */
export type Hand = { readonly by: Side; readonly message: Uuid }
/** One version of a text that both sides write: who wrote it, and which sides have put their hand to it. */
export type Version<T> = {
  readonly digest: string
  readonly text: T
  readonly by: Side
  readonly message: Uuid
  readonly settled: boolean
  readonly signedBy: readonly Hand[]
}
/** The versions of a text, each following the one before. The last one stands. */
export type Line<T> = readonly Version<T>[]

export type Proposal = Extract<VisitMatter, { step: 'propose' }>
export type Paper = Omit<Extract<VisitMatter, { step: 'paper' }>, 'matter' | 'step'> & { readonly by: Side; readonly message: Uuid }
/** A decision and how it stands: `DRA` until both have signed, then `AGR`, then as its owner says. */
export type StandingDecision = Decision & {
  readonly status: 'DRA' | 'AGR' | (typeof decisionStatuses)[number]
  readonly reason: string
  readonly carried: { readonly plan: string; readonly item: string } | null
}

/** A visit as it stands on one side: what all its steps together come to. */
export type VisitRecord = {
  readonly state: ThreadState
  readonly thread: Uuid | null
  readonly proposal: Proposal | null
  readonly agenda: Line<Agenda>
  readonly minutes: Line<Minutes>
  readonly delegations: readonly { readonly delegation: Delegation; readonly by: Side; readonly message: Uuid }[]
  readonly papers: readonly Paper[]
  readonly held: { readonly from: string; readonly until: string } | null
  readonly decisions: readonly StandingDecision[]
}

const empty: VisitRecord = {
  state: 'draft',
  thread: null,
  proposal: null,
  agenda: [],
  minutes: [],
  delegations: [],
  papers: [],
  held: null,
  decisions: [],
}

/**
 * What both sides agree or sign: SHA-256 over the kind of text, the thread and the canonical text (RFC 8785), so that a signature under one
 * visit's minutes is none under another's. Source: spec/workflows/visit.md#digests · vectors/messages/visit-texts.json
 */
export function visitTextDigest(kind: 'agenda' | 'minutes', thread: Uuid, text: Agenda | Minutes): string {
  return digestHex(concat(utf8(`entraide/1 visit-${kind}`), Uint8Array.of(0), canonicalBytes({ text, thread } as unknown as Json)))
}

/**
 * A visit as one side has it. The steps stand in the order in which this side released them or took them in; the two orders may differ
 * where messages crossed, and come to the same. A step that was not taken in over there is left out, and all is as if it had never been.
 */
export function visitRecord(me: Side, steps: readonly VisitStep[]): VisitRecord {
  return steps.reduce((record, step) => after(record, me, step), empty)
}

/** A record after one more step. A step that does not belong where the record stands changes nothing. */
function after(record: VisitRecord, me: Side, { by, message, matter, settled }: VisitStep): VisitRecord {
  const state = movedBy(record, me, by, matter)
  if (typeof state !== 'string') return record
  const next = { ...record, state }
  switch (matter.step) {
    case 'propose':
      return { ...next, thread: message, proposal: matter }
    case 'agenda':
      return { ...next, agenda: followed(record, 'agenda', matter.follows, { text: matter.agenda, by, message, settled }) }
    case 'agree-agenda':
      return { ...next, agenda: handPut(record.agenda, { by, message }) }
    case 'delegation':
      return { ...next, delegations: [...record.delegations.filter(each => each.by !== by), { delegation: matter.delegation, by, message }] }
    case 'paper': {
      const { matter: _, step: __, ...paper } = matter
      return { ...next, papers: [...record.papers, { ...paper, by, message }] }
    }
    case 'held':
      return { ...next, held: { from: matter.from, until: matter.until } }
    case 'minutes':
      return withDecisions({ ...next, minutes: followed(record, 'minutes', matter.follows, { text: matter.minutes, by, message, settled }) })
    case 'cosign':
      return withDecisions({ ...next, minutes: handPut(record.minutes, { by, message }) })
    case 'follow': {
      const { status, reason, carried } = matter
      return { ...next, decisions: record.decisions.map(each => (each.id === matter.decision ? { ...each, status, reason, carried } : each)) }
    }
    default:
      return next
  }
}

/** What the machine says of a step: the state it leads to, or that it is not its turn. */
function movedBy(record: VisitRecord, me: Side, by: Side, matter: VisitMatter): ThreadState | Refusal<'not-expected'> {
  return move('visit', me, record.state, { message: 'VIS', direction: by === me ? 'out' : 'in', step: matter.step })
}

/** The line with a new version after the one it follows. What stood behind that one was overtaken. */
function followed<K extends 'agenda' | 'minutes'>(
  record: VisitRecord,
  kind: K,
  follows: string | null,
  { text, ...of }: { text: K extends 'agenda' ? Agenda : Minutes; by: Side; message: Uuid; settled: boolean },
): VisitRecord[K] {
  const line = record[kind] as Line<Agenda | Minutes>
  const digest = visitTextDigest(kind, record.thread as Uuid, text)
  return [...line.slice(0, placeOf(line, follows) + 1), { ...of, text, digest, signedBy: [] }] as unknown as VisitRecord[K]
}

function placeOf(line: Line<unknown>, digest: string | null): number {
  return digest === null ? -1 : line.findLastIndex(version => version.digest === digest)
}

function handPut<T>(line: Line<T>, hand: Hand): Line<T> {
  return line.map((version, at) => (at === line.length - 1 ? { ...version, signedBy: [...version.signedBy, hand] } : version))
}

function withDecisions(record: VisitRecord): VisitRecord {
  const standing = record.minutes.at(-1)
  const status = standing?.signedBy.length === 2 ? 'AGR' : 'DRA'
  return { ...record, decisions: (standing?.text.decisions ?? []).map(decision => ({ ...decision, status, reason: '', carried: null })) }
}

/** What a step is judged by beside the record: facts that both sides hold alike. */
export type VisitFacts = {
  readonly me: Side
  readonly by: Side
  readonly nodes: Readonly<Record<Side, NodeId>>
  readonly regime: LegalRegime
  readonly classification: Classification
  readonly attachments: number
}

export const visitRefusals = [
  'not-expected',
  'text-moved-on',
  'text-own',
  'text-in-one-language',
  'visit-host',
  'visit-marking',
  'visit-not-yours',
  'agenda-item-unknown',
  'regime-elsewhere',
  'decision-unknown',
  'decision-owner',
  'decision-carried-where',
  'decisions-open',
  'paper-missing',
] as const
export type VisitRefusal = (typeof visitRefusals)[number]

/**
 * Whether a step may be added to a visit as it stands: at its release, and again where it arrives (`admitsVisit`). Both sides judge by what both hold. Where two texts
 * crossed, that of the side which proposed the visit stays: the other's is refused (`text-moved-on`) and its author goes on from there.
 */
export function fitsVisit(record: VisitRecord, facts: VisitFacts, matter: VisitMatter): Refusal<VisitRefusal> | null {
  const { me, by, nodes, classification, attachments } = facts
  const moved = movedBy(record, me, by, matter)
  if (typeof moved !== 'string') return moved
  if ((matter.step === 'propose' ? matter : record.proposal)?.discreet === true && classification === 'U') return refuse('visit-marking', {})
  if ((matter.step === 'paper') !== attachments > 0 || attachments > 1) return refuse('paper-missing', { attachments })
  switch (matter.step) {
    case 'propose':
      return matter.host === nodes.asker || matter.host === nodes.holder ? null : refuse('visit-host', { host: matter.host })
    case 'agenda':
      return ofTurn(record.agenda, facts, matter.follows)
    case 'agree-agenda':
      return (
        standing(record.agenda, matter.digest) ?? own(record.agenda, by) ?? translated(record, record.agenda.at(-1)?.text.items.map(item => item.title) ?? [])
      )
    case 'delegation':
      return matter.delegation.node === nodes[by] ? null : refuse('visit-not-yours', { node: matter.delegation.node })
    case 'paper':
      return ofAgenda(record, facts, [matter.agenda])
    case 'held':
      return record.proposal?.host === nodes[by] ? null : refuse('visit-not-yours', { node: record.proposal?.host ?? null })
    case 'minutes':
      return ofTurn(record.minutes, facts, matter.follows) ?? fitMinutes(record, facts, matter.minutes)
    case 'cosign':
      return standing(record.minutes, matter.digest) ?? translated(record, textsOf(record.minutes.at(-1)?.text))
    case 'follow':
      return fitFollow(record, nodes[by], matter)
    case 'close': {
      const open = record.decisions.filter(decision => !settledStatuses.includes(decision.status)).map(decision => decision.id)
      return open.length === 0 ? null : refuse('decisions-open', { decisions: open })
    }
    default:
      return null
  }
}

/**
 * Whether a step that came in may be added. Of what this side has under way, the other may have taken in the first so many; the step was
 * written after some of them and must fit after those and after any more: whatever becomes of the rest, both sides then hold the same.
 */
export function admitsVisit(steps: readonly VisitStep[], facts: Omit<VisitFacts, 'by'>, matter: VisitMatter): Refusal<VisitRefusal> | null {
  const { me } = facts
  const by = me === 'asker' ? 'holder' : 'asker'
  const underWay = steps.filter(step => step.by === me && !step.settled)
  const judged = Array.from({ length: underWay.length + 1 }, (_, taken) => {
    const left = new Set(underWay.slice(taken))
    return fitsVisit(
      visitRecord(
        me,
        steps.filter(step => !left.has(step)),
      ),
      { ...facts, by },
      matter,
    )
  })
  const first = judged.indexOf(null)
  return first < 0 ? (judged.at(-1) ?? null) : (judged.slice(first).find(each => each !== null) ?? null)
}

/**
 * Whether a new version follows what stands. One's own, and what comes from the side that received the proposal, follow the last version here.
 * What comes from the side that proposed wins over versions that it has not taken in: it follows the last one that both hold, or a later one.
 */
function ofTurn(line: Line<unknown>, { me, by }: VisitFacts, follows: string | null): Refusal<'text-moved-on'> | null {
  const place = placeOf(line, follows)
  const isKnown = follows === null || place >= 0
  const least = me === 'holder' && by === 'asker' ? line.findLastIndex(version => version.settled) : line.length - 1
  return isKnown && place >= least ? null : movedOn(line)
}

const movedOn = (line: Line<unknown>) => refuse('text-moved-on', { standing: line.at(-1)?.digest ?? null })

function standing(line: Line<unknown>, digest: string): Refusal<'text-moved-on'> | null {
  return line.at(-1)?.digest === digest ? null : movedOn(line)
}

function own(line: Line<unknown>, by: Side): Refusal<'text-own'> | null {
  return line.at(-1)?.by === by ? refuse('text-own', {}) : null
}

type Languages = Readonly<Partial<Record<'en' | 'fr' | 'nl' | 'ar', string | undefined>>>

function translated(record: VisitRecord, texts: readonly Languages[]): Refusal<'text-in-one-language'> | null {
  const lacking = (record.proposal?.languages ?? []).filter(language => texts.some(text => text[language] === undefined))
  return lacking.length === 0 ? null : refuse('text-in-one-language', { languages: lacking })
}

/** Every text of minutes that both sides put their hand to. */
export function textsOf(minutes: Minutes | undefined): readonly Languages[] {
  if (minutes === undefined) return []
  return [...minutes.paragraphs.map(paragraph => paragraph.text), ...minutes.decisions.flatMap(({ text, indicator }) => [text, indicator.shows])]
}

/** Items of the agenda are named as they stand there; those of another regime are treated by its own nodes (R2). */
function ofAgenda(record: VisitRecord, { regime }: VisitFacts, items: readonly (string | null)[]): Refusal<'agenda-item-unknown' | 'regime-elsewhere'> | null {
  const agenda = record.agenda.at(-1)?.text.items ?? []
  for (const id of items) {
    if (id === null) continue
    const item = agenda.find(each => each.id === id)
    if (item === undefined) return refuse('agenda-item-unknown', { item: id })
    if (item.regime !== regime) return refuse('regime-elsewhere', { item: id, regime: item.regime })
  }
  return null
}

function fitMinutes(record: VisitRecord, facts: VisitFacts, minutes: Minutes): Refusal<VisitRefusal> | null {
  const foreign = minutes.decisions.find(({ owner }) => owner !== facts.nodes.asker && owner !== facts.nodes.holder)
  if (foreign !== undefined) return refuse('decision-owner', { decision: foreign.id, owner: foreign.owner })
  return ofAgenda(
    record,
    facts,
    [...minutes.paragraphs, ...minutes.decisions].map(each => each.agenda),
  )
}

function fitFollow(
  record: VisitRecord,
  sender: NodeId,
  { decision: id, status, carried }: Extract<VisitMatter, { step: 'follow' }>,
): Refusal<VisitRefusal> | null {
  const decision = record.decisions.find(each => each.id === id)
  if (decision === undefined) return refuse('decision-unknown', { decision: id })
  if (decision.owner !== sender) return refuse('decision-owner', { decision: id, owner: decision.owner })
  return (status === 'CAR') === (carried !== null) ? null : refuse('decision-carried-where', { decision: id })
}
