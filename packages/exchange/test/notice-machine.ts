/**
 * Machine (k) as data, walked out of the code of `custody`: from each state, by each event and each side, where it goes.
 * `make-workflows.ts` writes it to spec/workflows/notice.json, `workflows.test.ts` compares.
 */
import {
  type AckCode,
  advance,
  noticeAckDays,
  type Obligation,
  type ObligationEvent,
  type ObligationState,
  type OrderKind,
  order,
  takenFrom,
} from '@entraide/custody'
import { day, type Instant, later } from '@entraide/ground'
import { brussels, idOf, now, rabat } from './sample.ts'

export type NoticeArrow = { readonly side: 'owner' | 'holder'; readonly on: string; readonly from: readonly ObligationState[]; readonly to: string }

const acks: readonly AckCode[] = ['APP', 'APO', 'RST', 'DIS', 'NFD']
const third = 'MA-INT-IDENT' as typeof rabat

/** Every event there is, by name; the instant is past the ten days where the clock is asked. */
function events(at: Instant): readonly (readonly ['owner' | 'holder', string, ObligationEvent])[] {
  const of = { owner: brussels, holder: rabat } as const
  return (['owner', 'holder'] as const).flatMap(side => {
    const by = of[side]
    return [
      [side, 'receive', { does: 'receive', by, at }],
      ...(['find-onward', 'pass-on', 'close-onward'] as const).map(does => [side, does, { does, by, at, to: third, itemId: idOf(1) }] as const),
      ...acks.map(ack => [side, `acknowledge:${ack}`, { does: 'acknowledge', by, at, ack, reasoned: true }] as const),
      [side, 'prove', { does: 'prove', by, at, proof: 'ab'.repeat(32) }],
      [side, 'review', { does: 'open-review', by, at }],
      ...(['apply', 'keep'] as const).map(outcome => [side, `settle:${outcome}`, { does: 'settle', by, at, outcome }] as const),
      [side, 'fall-due', { does: 'fall-due', at }],
      [side, 'escalate', { does: 'escalate', by, at }],
    ] as (readonly ['owner' | 'holder', string, ObligationEvent])[]
  })
}

/** Every state that can be reached, with one way there for each kind of order and each answer. */
function stands(): readonly Obligation[] {
  const late = later(now, (noticeAckDays + 1) * day)
  const seen = new Map<string, Obligation>()
  const keyOf = ({ kind, state, ack, onward }: Obligation) => `${kind} ${state} ${ack} ${onward.map(each => [each.toldAt !== null, each.doneAt !== null])}`
  const queue = (['COR', 'DEL', 'RST'] satisfies OrderKind[]).map(kind => order(kind, idOf(1), brussels, rabat, brussels, now) as Obligation)
  for (const each of queue) seen.set(keyOf(each), each)
  for (const each of queue)
    for (const [, , event] of events(late)) {
      const next = advance(each, event)
      if ('refused' in next || seen.has(keyOf(next))) continue
      seen.set(keyOf(next), next)
      queue.push(next)
    }
  return queue
}

export const noticeStates = [
  'ordered',
  'received',
  'overdue',
  'escalated',
  'disputed',
  'in-review',
  'kept-disputed',
  'done',
  'proven',
] as const satisfies readonly ObligationState[]
/** `done` is an end too where nothing was found. */
export const noticeEnds = ['kept-disputed', 'proven'] as const

export function noticeArrows(): readonly NoticeArrow[] {
  const late = later(now, (noticeAckDays + 1) * day)
  const walked = new Map<string, Set<ObligationState>>()
  for (const each of stands())
    for (const [side, name, event] of events(late)) {
      const next = advance(each, event)
      if ('refused' in next) continue
      const key = `${side} ${name} ${next.state === each.state ? 'same' : next.state}`
      walked.set(key, (walked.get(key) ?? new Set()).add(each.state))
    }
  return [...walked].map(([key, from]) => {
    const [side, on, to] = key.split(' ') as ['owner' | 'holder', string, string]
    return { side, on, from: noticeStates.filter(state => from.has(state)), to }
  })
}

/** The states an event is taken from, as custody says: nothing is walked that is not there, and nothing there is never walked. */
export const takenOf = (on: string) => takenFrom[(on === 'review' ? 'open-review' : on.split(':')[0]) as keyof typeof takenFrom]

/** The machine as a picture. */
export function noticeDrawing(): string {
  const labels = new Map<string, string[]>()
  for (const { side, on, from, to } of noticeArrows())
    if (to !== 'same')
      for (const state of from) {
        const ends = `${nodeOf(state)} --> ${nodeOf(to)}`
        const label = `${side} ${on.replace(':', ' ')}`
        labels.set(ends, [...(labels.get(ends) ?? []), label])
      }
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...noticeStates.map(state => `  state "${state}" as ${nodeOf(state)}`),
    '  [*] --> ordered : owner COR, DEL, RST',
    ...[...labels].map(([ends, on]) => `  ${ends} : ${on.join(', ')}`),
    '```',
  ].join('\n')
}

const nodeOf = (state: string) => state.replaceAll('-', '_')
