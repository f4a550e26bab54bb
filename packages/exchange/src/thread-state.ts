import { type Refusal, refuse } from '@entraide/ground'
import type { TravellingType } from './body.ts'

/** Where a thread stands, seen from one node. Machines (a) request and reply, (b) spontaneous information. */
export type ThreadState =
  | 'draft'
  | 'sent'
  | 'received'
  | 'in-work'
  | 'returned-for-completion'
  | 'await-authorisation'
  | 'partial'
  | 'answered'
  | 'refused'
  | 'overdue'
  | 'accepted'
  | 'not-relevant'
  | 'quarantined'
  | 'closed'
  | 'withdrawn'

/** `asker` sent the first message of the thread, `holder` received it. */
export type Side = 'asker' | 'holder'
export type Machine = 'request' | 'spontaneous'

/** What moves a thread: a message of a type going out or coming in, a receipt for the first one, an act at home, a clock. */
export type ThreadEvent =
  | { readonly message: TravellingType; readonly direction: 'out' | 'in'; readonly extent?: 'whole' | 'partial' | null }
  | {
      readonly act:
        | 'receipt'
        | 'accept'
        | 'await-authorisation'
        | 'resume'
        | 'clock-out'
        | 'close'
        | 'assess-accepted'
        | 'assess-not-relevant'
        | 'assess-quarantined'
    }

type Arrow = { readonly side: Side; readonly on: string; readonly from: readonly ThreadState[]; readonly to: ThreadState | 'same' }

const openAtAsker: readonly ThreadState[] = ['sent', 'received', 'in-work', 'returned-for-completion', 'partial', 'overdue']
const openAtHolder: readonly ThreadState[] = ['received', 'in-work', 'await-authorisation', 'partial', 'overdue', 'returned-for-completion']
const working: readonly ThreadState[] = ['received', 'in-work', 'partial', 'overdue']
const any: readonly ThreadState[] = [
  'sent',
  'received',
  'in-work',
  'returned-for-completion',
  'await-authorisation',
  'partial',
  'answered',
  'refused',
  'overdue',
  'accepted',
  'not-relevant',
  'quarantined',
  'closed',
  'withdrawn',
]

/** Corrections, deletions and restrictions belong to any thread at any time: residual duties never stop (R47). */
const duties: readonly Arrow[] = (['asker', 'holder'] as const).flatMap(side =>
  ['COR', 'DEL', 'RST'].flatMap(type => ['out', 'in'].map(direction => ({ side, on: `${direction}:${type}`, from: any, to: 'same' as const }))),
)

const request: readonly Arrow[] = [
  { side: 'asker', on: 'out:REQ', from: ['draft'], to: 'sent' },
  { side: 'asker', on: 'receipt', from: ['sent'], to: 'received' },
  { side: 'asker', on: 'in:RTC', from: ['sent', 'received', 'in-work', 'partial', 'overdue'], to: 'returned-for-completion' },
  { side: 'asker', on: 'out:CLR', from: ['returned-for-completion'], to: 'received' },
  { side: 'asker', on: 'out:CLR', from: ['received', 'in-work', 'partial', 'overdue'], to: 'same' },
  { side: 'asker', on: 'in:CLR', from: openAtAsker, to: 'same' },
  { side: 'asker', on: 'accept', from: ['received'], to: 'in-work' },
  { side: 'asker', on: 'in:REP:partial', from: openAtAsker, to: 'partial' },
  { side: 'asker', on: 'in:REP:whole', from: openAtAsker, to: 'answered' },
  { side: 'asker', on: 'in:RFS', from: openAtAsker, to: 'refused' },
  { side: 'asker', on: 'clock-out', from: ['received', 'in-work', 'partial'], to: 'overdue' },
  { side: 'asker', on: 'out:WDW', from: openAtAsker, to: 'withdrawn' },
  { side: 'asker', on: 'out:FBK', from: ['answered', 'partial'], to: 'closed' },
  { side: 'asker', on: 'close', from: ['answered', 'refused', 'withdrawn'], to: 'closed' },

  { side: 'holder', on: 'in:REQ', from: ['draft'], to: 'received' },
  { side: 'holder', on: 'accept', from: ['received'], to: 'in-work' },
  { side: 'holder', on: 'out:RTC', from: ['received', 'in-work', 'overdue'], to: 'returned-for-completion' },
  { side: 'holder', on: 'in:CLR', from: ['returned-for-completion'], to: 'received' },
  { side: 'holder', on: 'in:CLR', from: ['received', 'in-work', 'await-authorisation', 'partial', 'overdue'], to: 'same' },
  { side: 'holder', on: 'out:CLR', from: working, to: 'same' },
  { side: 'holder', on: 'await-authorisation', from: ['received', 'in-work', 'partial', 'overdue'], to: 'await-authorisation' },
  { side: 'holder', on: 'resume', from: ['await-authorisation'], to: 'in-work' },
  { side: 'holder', on: 'out:REP:partial', from: working, to: 'partial' },
  { side: 'holder', on: 'out:REP:whole', from: working, to: 'answered' },
  { side: 'holder', on: 'out:RFS', from: [...working, 'await-authorisation'], to: 'refused' },
  { side: 'holder', on: 'clock-out', from: ['received', 'in-work', 'await-authorisation', 'partial'], to: 'overdue' },
  { side: 'holder', on: 'in:WDW', from: openAtHolder, to: 'withdrawn' },
  { side: 'holder', on: 'in:FBK', from: ['answered', 'partial'], to: 'closed' },
  { side: 'holder', on: 'close', from: ['answered', 'refused', 'withdrawn'], to: 'closed' },
  ...duties,
]

const spontaneous: readonly Arrow[] = [
  ...(['SPO', 'WAR'] as const).flatMap(type => [
    { side: 'asker' as const, on: `out:${type}`, from: ['draft' as const], to: 'sent' as const },
    { side: 'holder' as const, on: `in:${type}`, from: ['draft' as const], to: 'received' as const },
  ]),
  { side: 'asker', on: 'receipt', from: ['sent'], to: 'received' },
  { side: 'asker', on: 'in:FBK', from: ['sent', 'received'], to: 'closed' },
  { side: 'asker', on: 'in:CLR', from: ['sent', 'received'], to: 'same' },
  { side: 'asker', on: 'out:CLR', from: ['received'], to: 'same' },
  { side: 'asker', on: 'out:WDW', from: ['sent', 'received'], to: 'withdrawn' },
  { side: 'asker', on: 'close', from: ['received'], to: 'closed' },
  { side: 'holder', on: 'in:CLR', from: ['received', 'accepted', 'quarantined'], to: 'same' },
  { side: 'holder', on: 'out:CLR', from: ['received', 'accepted', 'quarantined'], to: 'same' },
  { side: 'holder', on: 'assess-accepted', from: ['received', 'quarantined'], to: 'accepted' },
  { side: 'holder', on: 'assess-not-relevant', from: ['received', 'quarantined'], to: 'not-relevant' },
  { side: 'holder', on: 'assess-quarantined', from: ['received'], to: 'quarantined' },
  { side: 'holder', on: 'out:FBK', from: ['accepted', 'not-relevant'], to: 'closed' },
  { side: 'holder', on: 'in:WDW', from: ['received', 'accepted', 'quarantined'], to: 'withdrawn' },
  { side: 'holder', on: 'close', from: ['accepted', 'not-relevant', 'withdrawn'], to: 'closed' },
  ...duties,
]

/** The machines as data: drawn in the docs, walked by tests. Source: spec/messages.md#machines */
export const machines: Readonly<Record<Machine, readonly Arrow[]>> = { request, spontaneous }

/** Which machine a thread follows, from the type that opened it. */
export function machineOf(openingType: TravellingType): Machine {
  return openingType === 'REQ' ? 'request' : 'spontaneous'
}

/** Moves a thread, or says `not-expected` with the state it stands in. */
export function move(machine: Machine, side: Side, state: ThreadState, event: ThreadEvent): ThreadState | Refusal<'not-expected'> {
  const on = nameOf(event)
  const arrow = machines[machine].find(a => a.side === side && a.on === on && a.from.includes(state))
  if (arrow === undefined) return refuse('not-expected', { state, event: on })
  return arrow.to === 'same' ? state : arrow.to
}

/** Names of the events that a state allows on a side: what a person may do next. */
export function possible(machine: Machine, side: Side, state: ThreadState): readonly string[] {
  return machines[machine].filter(a => a.side === side && a.from.includes(state)).map(a => a.on)
}

/** Whether a thread waits for nobody any more. */
export function isDone(state: ThreadState): boolean {
  return ['answered', 'refused', 'closed', 'withdrawn', 'not-relevant'].includes(state)
}

function nameOf(event: ThreadEvent): string {
  if ('act' in event) return event.act
  return event.message === 'REP' ? `${event.direction}:REP:${event.extent ?? 'whole'}` : `${event.direction}:${event.message}`
}
