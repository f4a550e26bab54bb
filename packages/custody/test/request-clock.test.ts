import { day, hour, type Instant, instant, later, millisecondsOf, minute } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  acceptRequest,
  acceptWithinMs,
  answerWithinMs,
  completeRequest,
  dueState,
  endClock,
  type RequestClock,
  returnRequest,
  startClock,
  type Urgency,
} from '../src/request-clock.ts'

const receivedAt = instant('2026-11-23T10:00:00.000Z')
const after = (milliseconds: number) => later(receivedAt, milliseconds)
const urgencies: readonly Urgency[] = ['IMM', 'U8H', 'U3D', 'N7D', 'ID45']
const ok = (clock: RequestClock | { refused: string }): RequestClock => {
  if ('refused' in clock) throw new Error(clock.refused)
  return clock
}

describe('from the receipt', () => {
  const due = { IMM: '2026-11-23T11:00', U8H: '2026-11-23T18:00', U3D: '2026-11-26T10:00', N7D: '2026-11-30T10:00', ID45: '2027-01-07T10:00' }
  for (const urgency of urgencies)
    test(`${urgency} is due at ${due[urgency]} UTC`, () => {
      expect(dueState(startClock(urgency, receivedAt), receivedAt)).toMatchObject({
        phase: 'to-accept',
        dueAt: `${due[urgency]}:00.000Z`,
        leftMs: answerWithinMs[urgency],
        overdueMs: 0,
      })
    })
})

describe('silence counts as acceptance', () => {
  for (const [urgency, within] of [
    ['IMM', hour],
    ['U8H', hour],
    ['U3D', day],
    ['N7D', day],
    ['ID45', day],
  ] as const)
    test(`${urgency} after ${within / hour} h`, () => {
      const clock = startClock(urgency, receivedAt)
      expect(dueState(clock, after(within - 1))).toMatchObject({ phase: 'to-accept', acceptBy: after(within), acceptedAt: null, isDeemed: false })
      expect(dueState(clock, after(within))).toMatchObject({ phase: 'in-work', acceptBy: null, acceptedAt: after(within), isDeemed: true })
      expect(returnRequest(clock, after(within))).toMatchObject({ refused: 'already-accepted', facts: { isDeemed: true } })
      expect(acceptRequest(clock, after(within))).toMatchObject({ refused: 'already-accepted' })
    })
})

test('a request accepted by an act can no longer be returned', () => {
  const accepted = ok(acceptRequest(startClock('N7D', receivedAt), after(hour)))
  expect(dueState(accepted, after(2 * day))).toMatchObject({ phase: 'in-work', acceptedAt: after(hour), isDeemed: false })
  expect(returnRequest(accepted, after(2 * hour))).toMatchObject({ refused: 'already-accepted', facts: { isDeemed: false } })
})

test('a returned request stops its clock until it is completed, and keeps what had run', () => {
  const returned = ok(returnRequest(startClock('N7D', receivedAt), after(5 * hour)))
  expect(dueState(returned, after(30 * day))).toMatchObject({ phase: 'returned', dueAt: null, leftMs: 7 * day - 5 * hour, overdueMs: 0, acceptBy: null })
  expect(returnRequest(returned, after(6 * hour))).toMatchObject({ refused: 'already-returned' })
  const completed = ok(completeRequest(returned, after(10 * day)))
  expect(dueState(completed, after(10 * day))).toMatchObject({ phase: 'to-accept', dueAt: after(17 * day - 5 * hour), acceptBy: after(11 * day) })
  expect(dueState(completed, after(11 * day))).toMatchObject({ acceptedAt: after(11 * day), isDeemed: true })
  expect(completeRequest(completed, after(11 * day))).toMatchObject({ refused: 'not-returned' })
})

test('at the due instant nothing is left and nothing is over; a millisecond later it is overdue', () => {
  const clock = startClock('U8H', receivedAt)
  expect(dueState(clock, after(8 * hour))).toMatchObject({ leftMs: 0, overdueMs: 0 })
  expect(dueState(clock, after(8 * hour + 1))).toMatchObject({ leftMs: 0, overdueMs: 1 })
})

test('an answered request is judged at its answer, for ever', () => {
  const ended = ok(endClock(ok(acceptRequest(startClock('U8H', receivedAt), after(minute))), after(9 * hour)))
  expect(dueState(ended, after(400 * day))).toMatchObject({ phase: 'ended', overdueMs: hour })
  expect(endClock(ended, after(10 * hour))).toMatchObject({ refused: 'already-ended' })
  expect(returnRequest(ended, after(10 * hour))).toMatchObject({ refused: 'already-ended' })
  expect(completeRequest(ended, after(10 * hour))).toMatchObject({ refused: 'already-ended' })
})

test('nothing happens before what happened last', () => {
  expect(acceptRequest(startClock('U8H', receivedAt), after(-1))).toMatchObject({ refused: 'time-runs-back' })
  const returned = ok(returnRequest(startClock('N7D', receivedAt), after(hour)))
  expect(completeRequest(returned, after(hour - 1))).toMatchObject({ refused: 'time-runs-back' })
  expect(endClock(returned, after(hour - 1))).toMatchObject({ refused: 'time-runs-back' })
})

test('the end of summer time moves no deadline: both capitals count the same', () => {
  const before = instant('2026-10-24T20:00:00.000Z')
  expect(dueState(startClock('U3D', before), before).dueAt).toBe('2026-10-27T20:00:00.000Z')
})

// Laws

type Step = { does: 'accept' | 'return' | 'complete' | 'end'; afterMs: number }
const steps = fc.array(
  fc.record({
    does: fc.constantFrom<Step['does']>('accept', 'return', 'complete', 'return', 'complete', 'end'),
    afterMs: fc.integer({ min: 0, max: 3 * day }),
  }),
  { maxLength: 12 },
)
const does = { accept: acceptRequest, return: returnRequest, complete: completeRequest, end: endClock }

test('the due instant moves by exactly the time a request spent returned, and by nothing else', () => {
  fc.assert(
    fc.property(fc.constantFrom(...urgencies), steps, (urgency, all) => {
      let clock = startClock(urgency, receivedAt)
      let now: Instant = receivedAt
      let stoppedMs = 0
      for (const step of all) {
        now = later(now, step.afterMs)
        const next = does[step.does](clock, now)
        if ('refused' in next) continue
        if (step.does === 'complete') stoppedMs += millisecondsOf(now) - millisecondsOf(clock.returnedAt as Instant)
        clock = next
        const { dueAt } = dueState(clock, now)
        if (dueAt !== null) expect(dueAt).toBe(after(answerWithinMs[urgency] + stoppedMs))
      }
    }),
  )
})

test('time left only shrinks while the clock runs, and left and over are never both above 0', () => {
  fc.assert(
    fc.property(fc.constantFrom(...urgencies), fc.nat(60 * day), fc.nat(60 * day), (urgency, one, two) => {
      const clock = startClock(urgency, receivedAt)
      const [first, second] = [Math.min(one, two), Math.max(one, two)].map(ms => dueState(clock, after(ms)))
      expect((second?.leftMs as number) <= (first?.leftMs as number)).toBe(true)
      expect(Math.min(second?.leftMs as number, second?.overdueMs as number)).toBe(0)
    }),
  )
})

test('seen from any later moment, acceptance by silence happened at one and the same instant', () => {
  fc.assert(
    fc.property(fc.constantFrom(...urgencies), fc.nat(90 * day), (urgency, more) => {
      expect(dueState(startClock(urgency, receivedAt), after(acceptWithinMs[urgency] + more)).acceptedAt).toBe(after(acceptWithinMs[urgency]))
    }),
  )
})
