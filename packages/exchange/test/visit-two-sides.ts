import { calendarDate, type Uuid } from '@entraide/ground'
import type { Side } from '../src/machines/arrow.ts'
import type { Minutes, VisitMatter } from '../src/matters/visit.ts'
import { admitsVisit, fitsVisit, type VisitFacts, type VisitRecord, type VisitStep, visitRecord } from '../src/visit-record.ts'
import { brussels, idOf, rabat } from './sample.ts'

/**
 * Two nodes and one visit, as a pure model. Beside what two-sides.ts knows (in order, one at a time, doubled, late, refused), messages
 * here carry texts that follow one another: each side keeps its steps in the order in which it made or met them, and what was not taken
 * in over there is left out again.
 */
export type Half = {
  readonly steps: readonly VisitStep[]
  readonly record: VisitRecord
  /** Released and without a receipt, oldest first; only the first travels. The partner's verdict, once given, stays. */
  readonly outbox: readonly { readonly message: Uuid; readonly verdict: 'admitted' | 'refused' | null }[]
}
export type Pair = Readonly<Record<Side, Half>>

const nodes = { asker: brussels, holder: rabat }
export const other = (side: Side): Side => (side === 'asker' ? 'holder' : 'asker')
const half = (me: Side, steps: readonly VisitStep[], outbox: Half['outbox']): Half => ({ steps, record: visitRecord(me, steps), outbox })

/** Before anything: nobody has proposed anything. */
export const nothingYet: Pair = { asker: half('asker', [], []), holder: half('holder', [], []) }

const factsOf = (me: Side, by: Side, matter: VisitMatter): VisitFacts => ({
  me,
  by,
  nodes,
  regime: 'LE',
  classification: 'DR',
  attachments: matter.step === 'paper' ? 1 : 0,
})

/** One side releases a step. Null where it may not. */
export function release(pair: Pair, me: Side, matter: VisitMatter): Pair | null {
  const { steps, record, outbox } = pair[me]
  if (fitsVisit(record, factsOf(me, me, matter), matter) !== null) return null
  // Each side counts its own messages, so that a run is told by its steps alone.
  const message = idOf((me === 'asker' ? 0 : 100) + steps.filter(step => step.by === me).length)
  const next = [...steps, { by: me, message, matter, settled: false }]
  return { ...pair, [me]: half(me, next, [...outbox, { message, verdict: null }]) }
}

/** The first that waits is delivered. Judged once; delivered again, its verdict is the same. */
export function deliver(pair: Pair, from: Side, stopped = false): Pair | null {
  const [letter, ...rest] = pair[from].outbox
  if (letter === undefined) return null
  if (letter.verdict !== null) return pair
  const to = other(from)
  const step = pair[from].steps.find(each => each.message === letter.message) as VisitStep
  const { steps, outbox } = pair[to]
  const verdict = stopped || admitsVisit(steps, factsOf(to, from, step.matter), step.matter) !== null ? 'refused' : 'admitted'
  const answered = { ...pair, [from]: { ...pair[from], outbox: [{ ...letter, verdict }, ...rest] } }
  return verdict === 'refused' ? answered : { ...answered, [to]: half(to, [...steps, { ...step, settled: true }], outbox) }
}

/** The receipt of the first one comes back. Refused, it is left out, and with it what was written behind it. */
export function settle(pair: Pair, me: Side): Pair | null {
  const { steps, outbox } = pair[me]
  const [letter, ...rest] = outbox
  if (letter === undefined || letter.verdict === null) return null
  const gone = new Set(letter.verdict === 'admitted' ? [] : outbox.map(each => each.message))
  const left = steps.filter(step => !gone.has(step.message)).map(step => (step.message === letter.message ? { ...step, settled: true } : step))
  return { ...pair, [me]: half(me, left, gone.size > 0 ? [] : rest) }
}

export const isQuiet = (pair: Pair) => pair.asker.outbox.length === 0 && pair.holder.outbox.length === 0

/** Everything is delivered and answered, the asker first. */
export function settled(pair: Pair): Pair {
  let at = pair
  while (!isQuiet(at)) for (const side of ['asker', 'holder'] as const) at = settle(deliver(at, side) ?? at, side) ?? at
  return at
}

/** What both sides must hold alike once nothing is under way. */
export function sharedView(record: VisitRecord) {
  const line = (versions: VisitRecord['agenda'] | VisitRecord['minutes']) =>
    versions.map(({ digest, by, message, signedBy }) => ({ digest, by, message, signedBy: signedBy.map(hand => hand.by).sort() }))
  const byMessage = <T extends { readonly message: Uuid }>(list: readonly T[]) => [...list].sort((a, b) => (a.message < b.message ? -1 : 1))
  return {
    ...record,
    agenda: line(record.agenda),
    minutes: line(record.minutes),
    delegations: byMessage(record.delegations),
    papers: byMessage(record.papers),
  }
}

const both = (text: string) => ({ fr: text, ar: text })
const minutesOf = (name: string): Minutes => ({
  paragraphs: [{ agenda: null, text: both(name) }],
  decisions: [
    {
      id: 'D1',
      text: both('D1'),
      owner: brussels,
      office: 'Drugs',
      dueOn: calendarDate('2027-01-31'),
      agenda: null,
      indicator: { shows: both('shown'), counted: null },
      flow: null,
    },
  ],
})

/** Every step that a side may think of where it stands; whether it fits is for `release` to say. Texts are named by their author and number. */
export function thoughts(pair: Pair, me: Side): readonly VisitMatter[] {
  const { record, steps } = pair[me]
  const matter = 'visit' as const
  const written = (step: VisitMatter['step']) => steps.filter(each => each.by === me && each.matter.step === step).length
  const [agenda, minutes] = [record.agenda.at(-1), record.minutes.at(-1)]
  const days = { from: calendarDate('2026-12-01'), until: calendarDate('2026-12-02') }
  return [
    {
      matter,
      step: 'propose',
      visit: 'V1',
      title: both('V1'),
      host: rabat,
      place: 'Rabat',
      ...days,
      languages: ['fr', 'ar'],
      discreet: true,
    },
    { matter, step: 'accept' },
    {
      matter,
      step: 'agenda',
      follows: agenda?.digest ?? null,
      agenda: { ...days, place: 'Rabat', items: [{ id: 'I1', title: both(`${me} ${written('agenda')}`), regime: 'LE', action: null }] },
    },
    ...(agenda === undefined ? [] : [{ matter, step: 'agree-agenda' as const, digest: agenda.digest }]),
    { matter, step: 'delegation', delegation: { node: nodes[me], offices: [{ office: `${written('delegation')}`, persons: 2, clearance: 'DR' }] } },
    { matter, step: 'paper', title: `${me} ${written('paper')}`, handedOn: days.from, digest: 'ab'.repeat(32), agenda: null },
    { matter, step: 'held', ...days },
    { matter, step: 'minutes', follows: minutes?.digest ?? null, minutes: minutesOf(`${me} ${written('minutes')}`) },
    ...(minutes === undefined ? [] : [{ matter, step: 'cosign' as const, digest: minutes.digest }]),
    { matter, step: 'follow', decision: 'D1', status: 'RUN', reason: '', carried: null },
    { matter, step: 'follow', decision: 'D1', status: 'DON', reason: '', carried: null },
    { matter, step: 'close' },
    { matter, step: 'cancel' },
  ]
}
