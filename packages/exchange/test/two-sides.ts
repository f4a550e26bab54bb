import { beneath, type Machine, machines, move, nameOf, type Side, type ThreadEvent, type ThreadState, undone } from '../src/thread-state.ts'

/**
 * Two nodes and the line between them, as a pure model: what each side's machine does with its own acts and with what
 * arrives. Messages of one thread leave in order and one at a time (the outbox keeps that order); a message may be
 * delivered twice and its receipt may come late or be lost, and then comes again with the next delivery.
 */
export type Letter = {
  /** Of what the other side answers by name (a return for completion, an interview asked for), whether it is the newest; of such an answer, whether it names the newest. */
  readonly newest: boolean
  readonly event: Extract<ThreadEvent, { message: string }>
  readonly before: ThreadState
  /** Where the thread would have gone back to, had it been paused. */
  readonly under: ThreadState | null
  readonly made: ThreadState
  /** The partner's answer, once it has judged: kept, and the same at each delivery. */
  readonly verdict: 'admitted' | 'refused' | null
}
export type Half = {
  readonly state: ThreadState
  /** While it is suspended: where it goes back to. */
  readonly under: ThreadState | null
  /** What has been released and has no receipt yet, oldest first. Only the first one travels. */
  readonly outbox: readonly Letter[]
  /** Whether the last thing to be answered by name that came here is the newest there is. */
  readonly newest: boolean
  /** Whether that, or the last that this side sent, is an interview. */
  readonly asked: boolean
}
export type Pair = { readonly asker: Half; readonly holder: Half }

const begun: Half = { state: 'draft', under: null, outbox: [], newest: false, asked: false }
export const apart: Pair = { asker: begun, holder: begun }
/** What the other side answers by naming it. */
const isNamed = ({ message, step }: Letter['event']) => message === 'RTC' || (message === 'IDA' && step === 'INT')
/** What holds only where it names what stands: a clarification that completes, an interview that was held. */
const names = ({ message, step, completes }: Letter['event']) => completes === true || (message === 'IDS' && step === 'interviewed')

/** A side after an event that its machine took. */
function after(machine: Machine, side: Side, half: Half, event: ThreadEvent, state: ThreadState): Half {
  if (state !== 'suspended') return { ...half, state, under: null }
  return { ...half, state, under: half.state === 'suspended' ? beneath(machine, side, half.under as ThreadState, event) : half.state }
}
const other = (side: Side): Side => (side === 'asker' ? 'holder' : 'asker')

/** Which arrows of the machines were walked: `holder in:WDW answered`. */
export type Walked = Set<string>
const walk = (walked: Walked, side: Side, event: ThreadEvent, from: ThreadState) => walked.add(`${side} ${nameOf(event)} ${from}`)

/** An act at home. Null where the machine does not allow it, or where something under way bars it. */
export function act(machine: Machine, pair: Pair, side: Side, event: Extract<ThreadEvent, { act: string }>, walked: Walked): Pair | null {
  const half = pair[side]
  // A thread is not closed while a message of it is under way: if that is refused, its author must be able to go on.
  if (event.act === 'close' && half.outbox.length > 0) return null
  const moved = move(machine, side, half.state, event, half.under)
  if (typeof moved !== 'string') return null
  walk(walked, side, event, half.state)
  return { ...pair, [side]: after(machine, side, half, event, moved) }
}

/** A message released: the side's own state moves at once. */
export function send(machine: Machine, pair: Pair, side: Side, message: Letter['event'], walked: Walked): Pair | null {
  const half = pair[side]
  const event = message.message === 'CLR' && half.state === 'returned-for-completion' ? { ...message, completes: true } : message
  const made = move(machine, side, half.state, event, half.under)
  if (typeof made !== 'string') return null
  walk(walked, side, event, half.state)
  // No interview is told of that nobody asked for.
  if (event.message === 'IDS' && names(event) && !half.asked) return null
  const letter: Letter = { newest: isNamed(event) || (names(event) && half.newest), event, before: half.state, under: half.under, made, verdict: null }
  const moved = { ...after(machine, side, half, event, made), outbox: [...half.outbox, letter] }
  if (!isNamed(event)) return { ...pair, [side]: moved }
  // What was the newest is so no longer, nor what names it.
  const older = (letters: readonly Letter[]) => letters.map(each => (each.newest ? { ...each, newest: false } : each))
  const there = pair[other(side)]
  return {
    ...pair,
    [side]: { ...moved, outbox: [...older(half.outbox), letter], asked: event.message === 'IDA' },
    [other(side)]: { ...there, newest: false, outbox: older(there.outbox) },
  }
}

/** The first waiting message of a side arrives. Judged once; a second arrival changes nothing. `stopped`: the agreement carries nothing now. */
export function deliver(machine: Machine, pair: Pair, side: Side, walked: Walked, stopped = false): Pair | null {
  const letter = pair[side].outbox[0]
  if (letter === undefined) return null
  if (letter.verdict !== null) return pair
  const there = other(side)
  const half = pair[there]
  // Only the clarification that names the return which stands here completes, and only the interview that was asked for was held.
  const isStale = names(letter.event) && (!letter.newest || (letter.event.message === 'IDS' && !half.asked))
  const event = { ...letter.event, direction: 'in' as const, ...(letter.event.completes === true ? { completes: !isStale } : {}) }
  const moved = stopped || (isStale && letter.event.message === 'IDS') ? null : move(machine, there, half.state, event, half.under)
  const verdict = typeof moved === 'string' ? 'admitted' : 'refused'
  if (typeof moved === 'string') walk(walked, there, event, half.state)
  return {
    ...pair,
    [side]: { ...pair[side], outbox: [{ ...letter, verdict }, ...pair[side].outbox.slice(1)] },
    [there]:
      typeof moved === 'string'
        ? { ...after(machine, there, half, event, moved), ...(isNamed(event) ? { newest: letter.newest, asked: event.message === 'IDA' } : {}) }
        : half,
  }
}

/** The receipt of the first message comes back. */
export function settle(machine: Machine, pair: Pair, side: Side, walked: Walked): Pair | null {
  const [letter, ...rest] = pair[side].outbox
  if (letter === undefined || letter.verdict === null) return null
  const half = pair[side]
  if (letter.verdict === 'admitted') {
    const receipt = { act: 'receipt' } as const
    const opens = ['REQ', 'SPO', 'WAR', 'IDR'].includes(letter.event.message)
    const moved = opens ? move(machine, side, half.state, receipt) : half.state
    if (opens && typeof moved === 'string') walk(walked, side, receipt, half.state)
    // What was released behind it stands on a thread that has begun.
    const outbox = opens ? rest.map(each => (each.before === 'sent' ? { ...each, before: 'received' as const } : each)) : rest
    return { ...pair, [side]: { ...half, state: typeof moved === 'string' ? moved : half.state, outbox } }
  }
  // What was written behind a refused message comes back with it, newest first.
  const stand = half.outbox.reduceRight((now, { made, before, under }) => undone(now, { made, state: before, before: under }), {
    state: half.state,
    before: half.under,
  })
  return { ...pair, [side]: { ...half, state: stand.state, under: stand.before, outbox: [] } }
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
export function agrees(machine: Machine, { asker, holder }: Pair): boolean {
  if (machine === 'identification') return identificationAgrees(asker, holder)
  return agreeing[machine]?.[asker.state]?.includes(holder.state) === true
}

/** Where the clocks of an identification take it by themselves: one side may have been there before the other. */
const byClock: Readonly<Partial<Record<ThreadState, readonly ThreadState[]>>> = {
  received: ['verifying', 'no-reply'],
  verifying: ['no-reply'],
  'interview-required': ['no-reply'],
  interviewed: ['no-reply'],
  'document-issued': ['document-lapsed'],
}
const identificationEnds: readonly ThreadState[] = ['not-national', 'document-refused', 'misidentified', 'returned', 'refused', 'withdrawn']

/** The same state, but for what a clock did on one side, for a dossier one side has closed, and for what has not left its own node. */
function identificationAgrees(asker: Pick<Half, 'state' | 'under'>, holder: Pick<Half, 'state' | 'under'>): boolean {
  const [a, b] = [asker.state, holder.state]
  if (a === 'suspended' && b === 'suspended')
    return identificationAgrees({ state: asker.under as ThreadState, under: null }, { state: holder.under as ThreadState, under: null })
  if (a === b || (a === 'blocked' && b === 'draft')) return true
  if (byClock[a]?.includes(b) === true || byClock[b]?.includes(a) === true) return true
  return (a === 'closed' && identificationEnds.includes(b)) || (b === 'closed' && identificationEnds.includes(a))
}

/** Messages whose step is part of the event's name. */
const stepped: readonly string[] = ['IDA', 'IDS', 'PLN', 'VIS']

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
    .map(
      ([, message = '', part]) =>
        ({
          message,
          direction: 'out',
          ...(message === 'REP' ? { extent: part } : {}),
          ...(stepped.includes(message) ? { step: part } : {}),
        }) as Letter['event'],
    )
  return { acts, messages: [...new Map(messages.map(each => [JSON.stringify(each), each])).values()] }
}
