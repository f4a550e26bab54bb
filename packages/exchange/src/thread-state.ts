import { isRefusal, type Refusal, refuse } from '@entraide/ground'
import type { TravellingType } from './body.ts'
import type { Arrow as AnyArrow, MachineData, Side } from './machines/arrow.ts'
import { identification, type identificationStates } from './machines/identification.ts'
import { plan, type planStates } from './machines/plan.ts'
import { request, type requestStates } from './machines/request.ts'
import { spontaneous, type spontaneousStates } from './machines/spontaneous.ts'
import { visit, type visitStates } from './machines/visit.ts'

export type { Side } from './machines/arrow.ts'

/** Where a thread stands, seen from one node: a state of one of the machines. */
export type ThreadState = (typeof requestStates | typeof spontaneousStates | typeof identificationStates | typeof planStates | typeof visitStates)[number]
export type Arrow = AnyArrow<ThreadState>
export type Machine = 'request' | 'spontaneous' | 'identification' | 'plan' | 'visit'

/** What moves a thread: a message of a type going out or coming in, a receipt for the first one, an act at home, a clock. */
export type ThreadEvent =
  | {
      readonly message: TravellingType
      readonly direction: 'out' | 'in'
      readonly extent?: 'whole' | 'partial' | null
      /** Of a clarification: whether it names the return for completion that stands. Only that one completes. */
      readonly completes?: boolean
      /** Of a message with a matter: its step (`CNF`, `pause`, `agenda`). */
      readonly step?: string | null
    }
  | { readonly act: string }

/** The machines as data: drawn in the docs, walked by tests. Source: spec/messages.md#machines, spec/workflows/ */
export const workflows: Readonly<Record<Machine, MachineData<ThreadState>>> = { request, spontaneous, identification, plan, visit }
export const machines: Readonly<Record<Machine, readonly Arrow[]>> = {
  request: workflows.request.arrows,
  spontaneous: workflows.spontaneous.arrows,
  identification: workflows.identification.arrows,
  plan: workflows.plan.arrows,
  visit: workflows.visit.arrows,
}
/** Every state of every machine, once. */
export const threadStates: readonly ThreadState[] = [...new Set(Object.values(workflows).flatMap(machine => machine.states))]

const machineOfType: { readonly [type in TravellingType]?: Machine } = { REQ: 'request', IDR: 'identification', PLN: 'plan', VIS: 'visit' }

/** Which machine a thread follows, from the type that opened it. */
export function machineOf(openingType: TravellingType): Machine {
  return machineOfType[openingType] ?? 'spontaneous'
}

/**
 * Moves a thread, or says `not-expected` with the state it stands in.
 *
 * @param before - where the thread stood when it was suspended; null where it is not
 */
export function move(
  machine: Machine,
  side: Side,
  state: ThreadState,
  event: ThreadEvent,
  before: ThreadState | null = null,
): ThreadState | Refusal<'not-expected'> {
  const on = nameOf(event)
  const arrow = machines[machine].find(a => a.side === side && a.on === on && a.from.includes(state))
  if (arrow === undefined || ((arrow.to === 'before' || arrow.to === 'beneath') && before === null)) return refuse('not-expected', { state, event: on })
  if (arrow.to === 'before') return before as ThreadState
  if (arrow.to === 'beneath') return isRefusal(move(machine, side, before as ThreadState, event)) ? refuse('not-expected', { state, event: on }) : state
  return arrow.to === 'same' ? state : arrow.to
}

/** Where a suspended thread will go back to, once an event has arrived beneath its pause. */
export function beneath(machine: Machine, side: Side, before: ThreadState, event: ThreadEvent): ThreadState {
  const moved = move(machine, side, before, event)
  return isRefusal(moved) ? before : moved
}

/**
 * Where a thread stands once a message it sent was not taken in: where it stood before, unless something else has moved it
 * since. A clock that ran out meanwhile does not count: it runs out again.
 *
 * @param current - where it stands now
 * @param made - where sending the message had put it
 * @param before - where it stood before that
 */
export function afterRefusal(current: ThreadState, made: ThreadState, before: ThreadState): ThreadState {
  if (made === before) return current
  return current === made || clockMoves[current]?.includes(made) === true ? before : current
}
/** Where clocks take a thread by themselves, and from where. */
const clockMoves: { readonly [state in ThreadState]?: readonly ThreadState[] } = {
  overdue: ['received', 'partial'],
  verifying: ['received'],
  'no-reply': ['received', 'verifying', 'interview-required', 'interviewed'],
  'document-lapsed': ['document-issued'],
  evaluation: ['running'],
}

/** Where a thread stands, and beneath a pause, where it would stand without it. */
export type Stand = { readonly state: ThreadState; readonly before: ThreadState | null }

/**
 * The same for a thread that may be paused: a pause that was not taken in is lifted, wherever the thread has come to beneath it; a
 * resumption that was not taken in leaves it paused; any other message is undone beneath the pause.
 */
export function undone(now: Stand, sent: { readonly made: ThreadState; readonly state: ThreadState; readonly before: ThreadState | null }): Stand {
  if (sent.made === 'suspended' && sent.state !== 'suspended') return now.state === 'suspended' ? { state: now.before ?? sent.state, before: null } : now
  if (sent.state === 'suspended' && sent.made !== 'suspended' && sent.made === sent.before)
    return isDone(now.state) ? now : { state: 'suspended', before: now.state }
  if (now.state === 'suspended' && now.before !== null && sent.state !== 'suspended')
    return { state: 'suspended', before: afterRefusal(now.before, sent.made, sent.state) }
  const state = afterRefusal(now.state, sent.made, sent.state)
  return state === now.state ? now : { state, before: state === 'suspended' ? sent.before : null }
}

/** Names of the events that a state allows on a side: what a person may do next. */
export function possible(machine: Machine, side: Side, state: ThreadState): readonly string[] {
  return machines[machine].filter(a => a.side === side && a.from.includes(state)).map(a => a.on)
}

const finished: ReadonlySet<ThreadState> = new Set(Object.values(workflows).flatMap(machine => machine.done))

/** Whether a thread waits for nobody any more. */
export function isDone(state: ThreadState): boolean {
  return finished.has(state)
}

/** The name of an event, as arrows carry it: `in:REP:whole`, `out:CLR:complete`, `in:IDA:CNF`, `accept`. */
export function nameOf(event: ThreadEvent): string {
  if ('act' in event) return event.act
  const name = `${event.direction}:${event.message}`
  if (typeof event.step === 'string') return `${name}:${event.step}`
  if (event.message === 'REP') return `${name}:${event.extent ?? 'whole'}`
  return event.message === 'CLR' && event.completes === true ? `${name}:complete` : name
}
