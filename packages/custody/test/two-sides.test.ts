import { day, type Instant, instant, later, nodeId, type Uuid, uuid7 } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Course, comesIn, happened, mayFollow, standOf, unhappened } from '../src/course.ts'
import type { AckCode, ObligationEvent, ObligationState, OrderKind } from '../src/obligation.ts'

/*
 * Two nodes and one notice, as a pure model: what each side's course does with its own acts, with its clock and with what
 * arrives. Messages of one side travel in order, one at a time; each may be delivered twice, its receipt may be late or lost
 * and comes again, it may be refused there or taken back here. Then it comes back, and with it what was written behind it.
 */
type Side = 'owner' | 'holder'
type Letter = { readonly id: Uuid; readonly event: ObligationEvent | null; readonly verdict: 'admitted' | 'refused' | null }
type Half = { readonly course: Course | null; readonly outbox: readonly Letter[] }
type Pair = { readonly owner: Half; readonly holder: Half; readonly at: Instant; readonly letters: number }

const start = instant('2026-11-23T10:00:00.000Z')
const item = uuid7(start, new Uint8Array(10))
const owner = nodeId('BE-POL-SPOC')
const holder = nodeId('MA-DGSN-SPOC')
const nodeOf = { owner, holder }
const other = { owner: 'holder', holder: 'owner' } as const
const sides: readonly Side[] = ['owner', 'holder']
const proof = 'ab'.repeat(32)
const idOf = (n: number) => uuid7(start, new Uint8Array(10).fill(n % 250))

/** The notice is released at the owner and has not arrived. */
const begun = (kind: OrderKind): Pair => ({
  owner: { course: { order: { kind, itemId: item, owner, holder, at: start }, happened: [] }, outbox: [{ id: idOf(0), event: null, verdict: null }] },
  holder: { course: null, outbox: [] },
  at: start,
  letters: 1,
})

/** What each side may write, as a person would try it. */
function writes(side: Side, at: Instant): readonly ObligationEvent[] {
  const by = nodeOf[side]
  if (side === 'owner') return [{ does: 'open-review', by, at }, ...(['apply', 'keep'] as const).map(outcome => ({ does: 'settle' as const, by, at, outcome }))]
  return [
    ...(['APP', 'APO', 'RST', 'DIS', 'NFD'] satisfies AckCode[]).map(ack => ({ does: 'acknowledge' as const, by, at, ack, reasoned: true })),
    { does: 'prove', by, at, proof },
    { does: 'open-review', by, at },
  ]
}

function write(pair: Pair, side: Side, event: ObligationEvent): Pair | null {
  const half = pair[side]
  if (half.course === null || 'refused' in mayFollow(half.course, event)) return null
  const id = idOf(pair.letters)
  return {
    ...pair,
    [side]: { course: happened(half.course, event, id), outbox: [...half.outbox, { id, event, verdict: null }] },
    letters: pair.letters + 1,
    at: later(pair.at, 1),
  }
}

/** The clock of a side runs out, and it tells its supervisor. */
function clockOut(pair: Pair, side: Side): Pair | null {
  const { course, outbox } = pair[side]
  if (course === null) return null
  const at = later(standOf(course).dueAt, 1)
  if ('refused' in mayFollow(course, { does: 'fall-due', at })) return null
  const late = happened(course, { does: 'fall-due', at }, null)
  if ('refused' in mayFollow(late, { does: 'escalate', by: nodeOf[side], at })) return null
  return { ...pair, [side]: { course: happened(late, { does: 'escalate', by: nodeOf[side], at }, null), outbox } }
}

function deliver(pair: Pair, side: Side, isStopped: boolean): Pair | null {
  const [letter, ...rest] = pair[side].outbox
  if (letter === undefined) return null
  if (letter.verdict !== null) return pair
  const there = other[side]
  const half = pair[there]
  let course = half.course
  let isTaken = !isStopped
  if (isTaken && letter.event === null)
    course = { order: (pair.owner.course as Course).order, happened: [{ event: { does: 'receive', by: holder, at: pair.at }, message: letter.id }] }
  else if (isTaken && course !== null && letter.event !== null) {
    isTaken = !('refused' in comesIn(course, letter.event))
    if (isTaken) course = happened(course, letter.event, letter.id)
  } else isTaken = false
  return {
    ...pair,
    [side]: { ...pair[side], outbox: [{ ...letter, verdict: isTaken ? 'admitted' : 'refused' }, ...rest] },
    [there]: { ...half, course },
  }
}

/** Its receipt comes back; or it is taken back before it left. */
function settle(pair: Pair, side: Side, takeBack = false): Pair | null {
  const [letter, ...rest] = pair[side].outbox
  if (letter === undefined || (letter.verdict === null) !== takeBack) return null
  const course = pair[side].course as Course
  if (letter.verdict === 'admitted') {
    const received = letter.event === null ? happened(course, { does: 'receive', by: holder, at: pair.at }, letter.id) : course
    return { ...pair, [side]: { course: received, outbox: rest } }
  }
  return { ...pair, [side]: { course: letter.event === null ? null : unhappened(course, letter.id, nodeOf[side]), outbox: [] } }
}

const isQuiet = (pair: Pair) => pair.owner.outbox.length === 0 && pair.holder.outbox.length === 0
/** Late or not is each side's own clock; all else both must see alike. */
const phaseOf = (state: ObligationState) => (['ordered', 'received', 'overdue', 'escalated'].includes(state) ? 'open' : state)
const phase = ({ course }: Half) => (course === null ? 'none' : phaseOf(standOf(course).state))
const agrees = (pair: Pair) => phase(pair.owner) === phase(pair.holder)

function next(pair: Pair, most: number): readonly Pair[] {
  const found: (Pair | null)[] = []
  for (const side of sides) {
    if (pair[side].outbox.length < most) for (const event of writes(side, pair.at)) found.push(write(pair, side, event))
    found.push(deliver(pair, side, false), deliver(pair, side, true), settle(pair, side), settle(pair, side, true), clockOut(pair, side))
  }
  return found.filter(each => each !== null)
}

/** What matters of a pair: names, not instants. */
function keyOf(pair: Pair): string {
  const name = (event: ObligationEvent | null) =>
    event === null ? 'order' : `${event.does}${'ack' in event ? event.ack : ''}${'outcome' in event ? event.outcome : ''}`
  return sides
    .map(side => {
      const { course, outbox } = pair[side]
      const known = course?.happened.map(({ event, message }) => `${name(event)}${message === null ? '' : outbox.findIndex(each => each.id === message)}`)
      return `${known}|${outbox.map(letter => name(letter.event) + letter.verdict)}`
    })
    .join('||')
}

describe('two nodes and one notice', () => {
  for (const kind of ['COR', 'DEL', 'RST'] as const)
    test(`${kind}: in every order of what can happen, both sides agree whenever nothing is under way`, () => {
      const seen = new Map([[keyOf(begun(kind)), begun(kind)]])
      for (const pair of seen.values()) {
        if (sides.some(side => (pair[side].course?.happened.length ?? 0) > 5)) continue
        for (const each of next(pair, 2)) if (!seen.has(keyOf(each))) seen.set(keyOf(each), each)
      }
      const pairs = [...seen.values()]
      const reached = new Set(pairs.flatMap(pair => sides.map(side => (pair[side].course === null ? 'none' : standOf(pair[side].course as Course).state))))
      expect(pairs.length).toBeGreaterThan(1_000)
      for (const state of ['none', 'ordered', 'received', 'disputed', 'in-review', 'kept-disputed', 'done', 'proven', 'escalated'])
        expect(reached).toContain(state)
      expect(
        pairs
          .filter(pair => isQuiet(pair) && !agrees(pair))
          .map(keyOf)
          .slice(0, 3),
      ).toEqual([])
    })

  test('lost, doubled, late, refused and taken back, four under way on each side: once all is settled, both sides agree', () =>
    fc.assert(
      fc.property(fc.constantFrom<OrderKind>('COR', 'DEL', 'RST'), fc.array(fc.nat(100_000), { maxLength: 80, size: 'max' }), (kind, choices) => {
        let pair = begun(kind)
        for (const choice of choices) {
          const all = next(pair, 4)
          pair = all[choice % all.length] ?? pair
          if (isQuiet(pair)) expect(agrees(pair), keyOf(pair)).toBe(true)
        }
        for (let left = 40; left > 0 && !isQuiet(pair); left--)
          for (const side of sides) {
            pair = deliver(pair, side, false) ?? pair
            pair = settle(pair, side) ?? pair
          }
        expect(isQuiet(pair)).toBe(true)
        expect(agrees(pair), keyOf(pair)).toBe(true)
      }),
      { numRuns: 400 },
    ))
})

describe('a course', () => {
  const at = (days: number) => later(start, days * day)
  const received: Course = {
    order: { kind: 'DEL', itemId: item, owner, holder, at: start },
    happened: [{ event: { does: 'receive', by: holder, at: at(1) }, message: idOf(0) }],
  }

  test('counts the ten days on both sides from the same instant, also after a review', () => {
    expect(standOf(received).dueAt).toBe(at(10))
    const disputed = happened(received, { does: 'acknowledge', by: holder, at: at(2), ack: 'DIS', reasoned: true }, idOf(1))
    const applied = happened(
      happened(disputed, { does: 'open-review', by: owner, at: at(3) }, idOf(2)),
      { does: 'settle', by: owner, at: at(4), outcome: 'apply' },
      idOf(3),
    )
    expect(standOf(applied)).toMatchObject({ state: 'received', dueAt: at(14) })
  })

  test('takes what one clock says happened before what the other says, and does not run back', () => {
    const early = happened(received, { does: 'acknowledge', by: holder, at: start, ack: 'APP', reasoned: false }, idOf(1))
    expect(standOf(early)).toMatchObject({ state: 'done', changedAt: at(1) })
  })

  test('takes an acknowledgement that overtook the receipt of its order, and the receipt behind it', () => {
    const ordered: Course = { ...received, happened: [] }
    const acknowledged = comesIn(ordered, { does: 'acknowledge', by: holder, at: at(1), ack: 'APP', reasoned: false })
    expect(acknowledged).toMatchObject({ state: 'done' })
    const known = happened(ordered, { does: 'acknowledge', by: holder, at: at(1), ack: 'APP', reasoned: false }, idOf(1))
    expect(comesIn(known, { does: 'receive', by: holder, at: at(2) })).toMatchObject({ state: 'done' })
  })

  test('takes a review that both asked for at once as one, and none that nobody disputed', () => {
    const disputed = happened(received, { does: 'acknowledge', by: holder, at: at(2), ack: 'DIS', reasoned: true }, idOf(1))
    const opened = happened(disputed, { does: 'open-review', by: owner, at: at(3) }, idOf(2))
    const kept = happened(opened, { does: 'settle', by: owner, at: at(4), outcome: 'keep' }, idOf(3))
    for (const course of [opened, kept]) expect(comesIn(course, { does: 'open-review', by: holder, at: at(4) })).toMatchObject({ state: standOf(course).state })
    expect(comesIn(received, { does: 'open-review', by: owner, at: at(3) })).toMatchObject({ refused: 'out-of-order' })
    expect(mayFollow(opened, { does: 'open-review', by: holder, at: at(4) })).toMatchObject({ refused: 'out-of-order' })
  })

  test('loses what comes back and what rested on it, and nothing of the other side', () => {
    const disputed = happened(received, { does: 'acknowledge', by: holder, at: at(2), ack: 'DIS', reasoned: true }, idOf(1))
    const asked = happened(disputed, { does: 'open-review', by: holder, at: at(3) }, idOf(2))
    expect(standOf(unhappened(asked, idOf(1), holder)).state).toBe('received')
    expect(standOf(unhappened(asked, idOf(2), holder)).state).toBe('disputed')
    expect(unhappened(asked, idOf(9), holder)).toBe(asked)
  })
})
