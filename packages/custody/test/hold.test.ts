import { type CalendarDate, calendarDate, laterDate } from '@entraide/ground'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Hold, holdState, holdUntil, laterYear, reviewDates, reviewHold, shortenHold, startHold } from '../src/hold.ts'

const received = calendarDate('2026-11-23')
const days = (min: number, max: number) => fc.integer({ min, max }).map(n => laterDate(received, n))
const held = (until: string): Hold => startHold(received, calendarDate(until)) as Hold

test('a hold lasts to the day the sender set, and is first reviewed a year after receipt', () => {
  expect(held('2029-01-31')).toEqual({ receivedOn: '2026-11-23', senderUntil: '2029-01-31', holdUntil: '2029-01-31', reviewOn: '2027-11-23' })
  expect(holdUntil(received, 30)).toBe('2026-12-23')
})

test('a sender cannot set more than five years, nor a day that is past', () => {
  expect(startHold(received, calendarDate('2031-11-23'))).not.toHaveProperty('refused')
  expect(startHold(received, calendarDate('2031-11-24'))).toMatchObject({ refused: 'hold-beyond-cap', facts: { cap: '2031-11-23' } })
  expect(startHold(received, calendarDate('2026-11-22'))).toMatchObject({ refused: 'hold-ended' })
  expect(startHold(received, calendarDate('2029-01-01'), 2)).toMatchObject({ refused: 'hold-beyond-cap' })
})

test('a receiver may shorten and never lengthen', () => {
  fc.assert(
    fc.property(days(0, 1800), days(0, 1800), (until, other) => {
      const hold = held(until)
      const changed = shortenHold(hold, other)
      if (other > until) expect(changed).toMatchObject({ refused: 'hold-lengthened' })
      else expect(changed).toMatchObject({ holdUntil: other, senderUntil: until })
    }),
  )
})

test('whatever is done to a hold, it never passes what the sender set, and reviews never pass its end', () => {
  const steps = fc.array(
    fc.oneof(
      days(0, 2000).map(until => (hold: Hold) => shortenHold(hold, until)),
      fc.tuple(days(0, 2000), days(0, 2000)).map(
        ([until, on]) =>
          (hold: Hold) =>
            reviewHold(hold, { decides: 'keep', reason: 'open case', until }, on),
      ),
      days(0, 2000).map(on => (hold: Hold) => reviewHold(hold, { decides: 'erase' }, on)),
    ),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(days(0, 1800), steps, (until, all) => {
      let hold = held(until)
      for (const step of all) {
        const next = step(hold)
        if (!('refused' in next)) hold = next
        expect(hold.senderUntil).toBe(until)
        expect(hold.holdUntil <= until).toBe(true)
      }
    }),
  )
})

test('an item is held on its last day and ended the day after; kept as evidence it is restricted', () => {
  const hold = held('2027-03-01')
  expect(holdState(hold, calendarDate('2027-02-28'), false)).toBe('held')
  expect(holdState(hold, calendarDate('2027-03-01'), false)).toBe('review-due')
  expect(holdState(hold, calendarDate('2027-03-02'), false)).toBe('ended')
  expect(holdState(hold, calendarDate('2027-03-02'), true)).toBe('restricted')
})

test('a review that keeps takes a reason, within what the sender set and before the item has ended', () => {
  const hold = shortenHold(held('2029-01-31'), calendarDate('2028-01-31')) as Hold
  const on = calendarDate('2027-11-23')
  expect(reviewHold(hold, { decides: 'keep', reason: ' ', until: on }, on)).toMatchObject({ refused: 'reason-missing' })
  expect(reviewHold(hold, { decides: 'keep', reason: 'trial', until: calendarDate('2029-02-01') }, on)).toMatchObject({ refused: 'hold-lengthened' })
  expect(reviewHold(hold, { decides: 'keep', reason: 'trial', until: calendarDate('2029-01-31') }, calendarDate('2028-02-01'))).toMatchObject({
    refused: 'hold-ended',
  })
  expect(reviewHold(hold, { decides: 'keep', reason: 'trial', until: calendarDate('2029-01-31') }, on)).toMatchObject({
    holdUntil: '2029-01-31',
    reviewOn: '2028-11-23',
  })
})

test('a review that erases ends the item on that day', () => {
  fc.assert(
    fc.property(days(0, 1800), days(0, 1800), (until, on) => {
      const hold = reviewHold(held(until), { decides: 'erase' }, on) as Hold
      expect(holdState(hold, on, false)).toBe('ended')
    }),
  )
})

test('an item always kept is reviewed every year and on its last day', () => {
  expect(reviewDates(held('2029-01-31'))).toEqual(['2027-11-23', '2028-11-23', '2029-01-31'])
  expect(reviewDates(held('2027-11-23'))).toEqual(['2027-11-23'])
})

test('a year after 29 February is 28 February, and four years after it is 29 February', () => {
  const leapDay = '2028-02-29' as CalendarDate
  expect([1, 4].map(years => laterYear(leapDay, years))).toEqual(['2029-02-28', '2032-02-29'])
})
