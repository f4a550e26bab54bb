import { readFileSync } from 'node:fs'
import { day, hour, type Instant, instant, later, uuid7 } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  forgetIdentification,
  type IdentificationClock,
  type IdentificationEvent,
  identificationDue,
  mayHappen,
  noIdentification,
  noteIdentification,
} from '../src/identification-clock.ts'

type Case = {
  readonly why: string
  readonly facts: readonly { readonly does: IdentificationEvent; readonly at: string }[]
  readonly at: string
  readonly phase: string
  readonly dueAt: string | null
  readonly usedDays: number
  readonly acceptBy?: string
  readonly deemed?: boolean
  readonly remindAt?: string
  readonly reviewAt?: string
}
const cases = JSON.parse(readFileSync(new URL('../../../vectors/identification/clock.json', import.meta.url), 'utf8')) as readonly Case[]
const receivedAt = instant('2026-10-01T10:00:00.000Z')
const after = (days: number) => later(receivedAt, days * day)
/** The facts of one thread, each made known by a message of its own. */
const clockOf = (facts: readonly (readonly [IdentificationEvent, Instant])[]): IdentificationClock => ({
  named: 'IDENT-45',
  facts: facts.map(([does, at], place) => ({ does, at, message: uuid7(at, Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, place])) })),
})

describe('the cases of vectors/identification/clock.json', () => {
  for (const one of cases)
    test(one.why, () => {
      const due = identificationDue(clockOf(one.facts.map(({ does, at }) => [does, instant(at)])), instant(one.at))
      expect({ phase: due.phase, dueAt: due.dueAt, usedDays: due.usedMs / day }).toEqual({ phase: one.phase, dueAt: one.dueAt, usedDays: one.usedDays })
      if (one.acceptBy !== undefined) expect(due.acceptBy).toBe(one.acceptBy)
      if (one.deemed !== undefined) expect(due.isDeemed).toBe(one.deemed)
      if (one.remindAt !== undefined) expect(due.remindAt).toBe(one.remindAt)
      if (one.reviewAt !== undefined) expect(due.reviewAt).toBe(one.reviewAt)
    })
})

describe('what the answering node may not let happen', () => {
  const counting = clockOf([
    ['receive', receivedAt],
    ['accept', after(0.5)],
  ])
  test('a file that was accepted is returned no more', () =>
    expect(mayHappen(counting, 'return', after(1))).toMatchObject({ refused: 'already-accepted', facts: { isDeemed: false } }))
  test('nor one that silence accepted', () =>
    expect(mayHappen(clockOf([['receive', receivedAt]]), 'return', after(1))).toMatchObject({ refused: 'already-accepted', facts: { isDeemed: true } }))
  test('an hour before silence accepts it may still be returned', () =>
    expect(mayHappen(clockOf([['receive', receivedAt]]), 'return', later(receivedAt, 23 * hour))).toBeNull())
  test('after an outcome that settles nothing it may be returned again', () =>
    expect(
      mayHappen(
        clockOf([
          ['receive', receivedAt],
          ['answer', after(5)],
        ]),
        'return',
        after(6),
      ),
    ).toBeNull())
  test('it is accepted once', () => expect(mayHappen(counting, 'accept', after(1))).toMatchObject({ refused: 'already-accepted' }))
  test('it is returned once at a time', () =>
    expect(
      mayHappen(
        clockOf([
          ['receive', receivedAt],
          ['return', after(0.1)],
        ]),
        'return',
        after(0.2),
      ),
    ).toMatchObject({ refused: 'already-returned' }))
  test('what was not returned is not completed', () => expect(mayHappen(counting, 'complete', after(1))).toMatchObject({ refused: 'not-returned' }))
  test('what was withdrawn is over', () =>
    expect(
      mayHappen(
        clockOf([
          ['receive', receivedAt],
          ['end', after(2)],
        ]),
        'answer',
        after(3),
      ),
    ).toMatchObject({ refused: 'already-ended' }))
  test('nothing happens before what happened last', () => expect(mayHappen(counting, 'answer', receivedAt)).toMatchObject({ refused: 'time-runs-back' }))
})

// Laws

const events = fc.constantFrom<IdentificationEvent>('accept', 'return', 'complete', 'interview', 'answer', 'pause', 'resume', 'end')
const courses = fc
  .array(fc.tuple(events, fc.integer({ min: 0, max: 90 * 24 })), { maxLength: 14 })
  .map(steps => clockOf([['receive', receivedAt], ...steps.map(([does, hours]) => [does, later(receivedAt, hours * hour)] as const)]))
const moments = fc.integer({ min: 0, max: 200 * 24 }).map(hours => later(receivedAt, hours * hour))

test('both sides count the same, in whatever order the news comes', () => {
  fc.assert(
    fc.property(courses, fc.infiniteStream(fc.nat()), moments, (clock, chance, at) => {
      const shuffled = clock.facts
        .map(fact => ({ fact, by: chance.next().value as number }))
        .sort((a, b) => a.by - b.by)
        .reduce((other, { fact }) => noteIdentification(other, fact), noIdentification)
      expect(identificationDue(shuffled, at)).toEqual(identificationDue(clock, at))
    }),
  )
})

test('what one message moved is moved once, and taken back whole', () => {
  fc.assert(
    fc.property(courses, moments, (clock, at) => {
      const fact = clock.facts.at(-1) as IdentificationClock['facts'][number]
      expect(noteIdentification(clock, fact)).toEqual(clock)
      const without = { ...clock, facts: clock.facts.slice(0, -1) }
      expect(identificationDue(forgetIdentification(clock, fact.message), at)).toEqual(identificationDue(without, at))
    }),
  )
})

test('the time used never shrinks, never outruns the clock on the wall, and stands still while returned, paused, answered or over', () => {
  fc.assert(
    fc.property(courses, moments, moments, (clock, one, two) => {
      const [first, second] = one < two ? [one, two] : [two, one]
      const [a, b] = [identificationDue(clock, first), identificationDue(clock, second)]
      expect(b.usedMs).toBeGreaterThanOrEqual(a.usedMs)
      expect(b.usedMs - a.usedMs).toBeLessThanOrEqual(Date.parse(second) - Date.parse(first))
      const between = clock.facts.some(fact => fact.at > first && fact.at <= second)
      if (!between && !['counting', 'to-accept'].includes(a.phase)) expect(b.usedMs).toBe(a.usedMs)
    }),
  )
})

test('while it runs and nothing happens, the day it is due stands', () => {
  fc.assert(
    fc.property(courses, moments, fc.nat(100), (clock, at, hours) => {
      const next = later(at, hours * hour)
      if (clock.facts.some(fact => fact.at > at && fact.at <= next)) return
      expect(identificationDue(clock, next).dueAt).toBe(identificationDue(clock, at).dueAt)
    }),
  )
})
