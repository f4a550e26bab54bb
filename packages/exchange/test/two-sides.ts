import { afterRefusal, type Machine, machines, move, nameOf, type Side, type ThreadEvent, type ThreadState } from '../src/thread-state.ts'

/**
 * Two nodes and the line between them, as a pure model: what each side's machine does with its own acts and with what
 * arrives. Messages of one thread leave in order and one at a time (the outbox keeps that order); a message may be
 * delivered twice and its receipt may come late or be lost, and then comes again with the next delivery.
 */
export type Letter = {
  /** Of a return for completion: which one it is. Three tell apart all that can be under way. */
  readonly round: 0 | 1 | 2
  readonly event: Extract<ThreadEvent, { message: string }>
  readonly before: ThreadState
  readonly made: ThreadState
  /** The partner's answer, once it has judged: kept, and the same at each delivery. */
  readonly verdict: 'admitted' | 'refused' | null
}
export type Half = {
  readonly state: ThreadState
  /** What has been released and has no receipt yet, oldest first. Only the first one travels. */
  readonly outbox: readonly Letter[]
  /** The last return for completion that this side knows of. */
  readonly round: 0 | 1 | 2
}
export type Pair = { readonly asker: Half; readonly holder: Half }

export const apart: Pair = { asker: { state: 'draft', outbox: [], round: 0 }, holder: { state: 'draft', outbox: [], round: 0 } }
const other = (side: Side): Side => (side === 'asker' ? 'holder' : 'asker')

/** Which arrows of the machines were walked: `holder in:WDW answered`. */
export type Walked = Set<string>
const walk = (walked: Walked, side: Side, event: ThreadEvent, from: ThreadState) => walked.add(`${side} ${nameOf(event)} ${from}`)

/** An act at home. Null where the machine does not allow it, or where something under way bars it. */
export function act(machine: Machine, pair: Pair, side: Side, event: Extract<ThreadEvent, { act: string }>, walked: Walked): Pair | null {
  const half = pair[side]
  // A thread is not closed while a message of it is under way: if that is refused, its author must be able to go on.
  if (event.act === 'close' && half.outbox.length > 0) return null
  const moved = move(machine, side, half.state, event)
  if (typeof moved !== 'string') return null
  walk(walked, side, event, half.state)
  return { ...pair, [side]: { ...half, state: moved } }
}

/** A message released: the side's own state moves at once. */
export function send(machine: Machine, pair: Pair, side: Side, message: Letter['event'], walked: Walked): Pair | null {
  const half = pair[side]
  const event = message.message === 'CLR' && half.state === 'returned-for-completion' ? { ...message, completes: true } : message
  const made = move(machine, side, half.state, event)
  if (typeof made !== 'string') return null
  walk(walked, side, event, half.state)
  const round = event.message === 'RTC' ? (((half.round + 1) % 3) as 0 | 1 | 2) : half.round
  const letter: Letter = { round, event, before: half.state, made, verdict: null }
  return { ...pair, [side]: { state: made, outbox: [...half.outbox, letter], round } }
}

/** The first waiting message of a side arrives. Judged once; a second arrival changes nothing. `stopped`: the agreement carries nothing now. */
export function deliver(machine: Machine, pair: Pair, side: Side, walked: Walked, stopped = false): Pair | null {
  const letter = pair[side].outbox[0]
  if (letter === undefined) return null
  if (letter.verdict !== null) return pair
  const there = other(side)
  const half = pair[there]
  // Only the clarification that names the return which stands here completes.
  const event = { ...letter.event, direction: 'in' as const, ...(letter.event.completes === true ? { completes: letter.round === half.round } : {}) }
  const moved = stopped ? null : move(machine, there, half.state, event)
  const verdict = typeof moved === 'string' ? 'admitted' : 'refused'
  if (typeof moved === 'string') walk(walked, there, event, half.state)
  return {
    ...pair,
    [side]: { ...pair[side], outbox: [{ ...letter, verdict }, ...pair[side].outbox.slice(1)] },
    [there]: typeof moved === 'string' ? { ...half, state: moved, round: event.message === 'RTC' ? letter.round : half.round } : half,
  }
}

/** The receipt of the first message comes back. */
export function settle(machine: Machine, pair: Pair, side: Side, walked: Walked): Pair | null {
  const [letter, ...rest] = pair[side].outbox
  if (letter === undefined || letter.verdict === null) return null
  const half = pair[side]
  if (letter.verdict === 'admitted') {
    const receipt = { act: 'receipt' } as const
    const opens = ['REQ', 'SPO', 'WAR'].includes(letter.event.message)
    const moved = opens ? move(machine, side, half.state, receipt) : half.state
    if (opens && typeof moved === 'string') walk(walked, side, receipt, half.state)
    // What was released behind it stands on a thread that has begun.
    const outbox = opens ? rest.map(each => (each.before === 'sent' ? { ...each, before: 'received' as const } : each)) : rest
    return { ...pair, [side]: { ...half, state: typeof moved === 'string' ? moved : half.state, outbox } }
  }
  // What was written behind a refused message comes back with it, newest first.
  const state = half.outbox.reduceRight((at, each) => afterRefusal(at, each.made, each.before), half.state)
  return { ...pair, [side]: { ...half, state, outbox: [] } }
}

/** Whether nothing is under way. */
export const isQuiet = (pair: Pair) => pair.asker.outbox.length === 0 && pair.holder.outbox.length === 0

/** Which states may stand opposite each other when nothing is under way. */
const agreeing: Readonly<Partial<Record<Machine, Readonly<Partial<Record<ThreadState, readonly ThreadState[]>>>>>> = {
  request: {
    draft: ['draft'],
    received: ['received', 'in-work', 'await-authorisation', 'overdue'],
    overdue: ['received', 'in-work', 'await-authorisation', 'overdue', 'partial'],
    partial: ['partial', 'in-work', 'await-authorisation', 'overdue'],
    'returned-for-completion': ['returned-for-completion'],
    answered: ['answered', 'closed'],
    refused: ['refused', 'closed'],
    withdrawn: ['withdrawn', 'closed'],
    closed: ['closed', 'answered', 'refused', 'withdrawn'],
  },
  spontaneous: {
    draft: ['draft'],
    received: ['received', 'accepted', 'not-relevant', 'quarantined', 'closed'],
    withdrawn: ['withdrawn', 'closed'],
    closed: ['received', 'accepted', 'not-relevant', 'quarantined', 'closed', 'withdrawn'],
  },
}
export const agrees = (machine: Machine, pair: Pair) => agreeing[machine]?.[pair.asker.state]?.includes(pair.holder.state) === true

/** Every event that a side may try, taken from the machine itself. */
export function tries(
  machine: Machine,
  side: Side,
): { readonly acts: readonly Extract<ThreadEvent, { act: string }>[]; readonly messages: readonly Letter['event'][] } {
  const names = [...new Set(machines[machine].filter(arrow => arrow.side === side).map(arrow => arrow.on))]
  const acts = names.filter(name => !name.includes(':') && name !== 'receipt').map(name => ({ act: name }) as Extract<ThreadEvent, { act: string }>)
  const messages = names
    .filter(name => name.startsWith('out:'))
    .map(name => name.split(':'))
    .map(([, message, part]) => ({ message, direction: 'out', ...(message === 'REP' ? { extent: part } : {}) }) as Letter['event'])
  return { acts, messages: [...new Map(messages.map(each => [JSON.stringify(each), each])).values()] }
}
