import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  calendarDate,
  dateIn,
  day,
  hour,
  type Instant,
  instant,
  instantOf,
  isCalendarDate,
  isInstant,
  isTimeZone,
  later,
  laterDate,
  millisecondsOf,
  startOfDay,
  timeIn,
} from '../src/instant.ts'

const brussels = 'Europe/Brussels'
const rabat = 'Africa/Casablanca'

describe('what is no instant', () => {
  test.each([
    '',
    '2026-11-23',
    '2026-11-23T14:00:00Z',
    '2026-11-23T14:00:00.000',
    '2026-11-23T14:00:00.000+01:00',
    '2026-11-23t14:00:00.000z',
    ' 2026-11-23T14:00:00.000Z',
    '2026-02-30T00:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-11-23T24:00:00.000Z',
    '2026-11-23T23:59:60.000Z',
    '1969-12-31T23:59:59.999Z',
    '2200-01-01T00:00:00.000Z',
    '+012026-11-23T14:00:00.000Z',
    '٢٠٢٦-11-23T14:00:00.000Z',
  ])('%j', text => {
    expect(isInstant(text)).toBe(false)
    expect(() => instant(text)).toThrow(expect.objectContaining({ code: 'instant-shape' }))
  })
  test('a number, a list or nothing', () => expect([0, ['2026-11-23T14:00:00.000Z'], null, undefined].map(isInstant)).toEqual([false, false, false, false]))
})

describe('what is no day', () => {
  test.each(['2026-02-29', '2026-04-31', '2026-00-10', '2026-1-1', '1799-12-31', '2200-01-01', '2026-11-23 ', '23-11-2026'])('%j', text => {
    expect(isCalendarDate(text)).toBe(false)
    expect(() => calendarDate(text)).toThrow(expect.objectContaining({ code: 'date-shape' }))
  })
  test('but the 29th of February of a leap year is one', () =>
    expect(['2028-02-29', '2000-02-29', '1900-02-29'].map(isCalendarDate)).toEqual([true, true, false]))
})

describe('days of a capital', () => {
  test.each([
    ['an ordinary winter day in Brussels', '2026-11-23', brussels, '2026-11-22T23:00:00.000Z'],
    ['an ordinary summer day in Brussels', '2026-07-01', brussels, '2026-06-30T22:00:00.000Z'],
    ['the day on which clocks go forward', '2026-03-29', brussels, '2026-03-28T23:00:00.000Z'],
    ['the day after', '2026-03-30', brussels, '2026-03-29T22:00:00.000Z'],
    ['the day on which clocks go back', '2026-10-25', brussels, '2026-10-24T22:00:00.000Z'],
    ['an ordinary day in Rabat', '2025-11-23', rabat, '2025-11-22T23:00:00.000Z'],
    ['a day of Ramadan in Rabat, when clocks stand an hour back', '2025-03-10', rabat, '2025-03-10T00:00:00.000Z'],
    ['a day whose midnight does not exist', '2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
  ])('%s', (_, on, zone, at) => expect(startOfDay(calendarDate(on), zone)).toBe(at))

  const days = fc.integer({ min: 0, max: 60_000 }).map(n => laterDate(calendarDate('2000-01-01'), n))
  const zones = fc.constantFrom(brussels, rabat, 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia', 'Australia/Lord_Howe', 'Asia/Beirut')
  test('begin at their first moment: it is that day, and the millisecond before is not', () =>
    fc.assert(
      fc.property(days, zones, (on, zone) => {
        const at = startOfDay(on, zone)
        // Apia left a day of 2011 out: what begins then is the day after it.
        expect(dateIn(at, zone) >= on).toBe(true)
        expect(dateIn(later(at, -1), zone) < on).toBe(true)
      }),
      { numRuns: 2_000 },
    ))
})

test('both capitals tell the same moment each by its own clock', () => {
  const at = instant('2025-03-10T11:30:00.000Z')
  expect([timeIn(at, brussels), timeIn(at, rabat)]).toEqual(['12:30', '11:30'])
  expect([dateIn(instant('2026-11-23T23:30:00.000Z'), brussels), dateIn(instant('2025-03-10T23:30:00.000Z'), rabat)]).toEqual(['2026-11-24', '2025-03-10'])
})

const moments = fc.integer({ min: 0, max: Date.parse('2199-12-31T23:59:59.999Z') })

test('an instant and its milliseconds are the same thing, and text compares as time does', () =>
  fc.assert(
    fc.property(moments, moments, (a, b) => {
      expect(millisecondsOf(instantOf(a))).toBe(a)
      expect(instant(instantOf(a))).toBe(instantOf(a))
      expect(instantOf(a) < instantOf(b)).toBe(a < b)
    }),
  ))

test('adding days to a date and to its moment agree', () =>
  fc.assert(
    fc.property(fc.integer({ min: -50_000, max: 50_000 }), n => {
      const on = laterDate(calendarDate('2026-11-23'), n)
      expect(Date.parse(`${on}T00:00:00.000Z`) - Date.parse('2026-11-23T00:00:00.000Z')).toBe(n * day)
      expect(laterDate(on, -n)).toBe('2026-11-23')
    }),
  ))

test('out of range is a fault, never another moment', () => {
  expect(() => later('2199-12-31T23:30:00.000Z' as Instant, hour)).toThrow(expect.objectContaining({ code: 'instant-shape' }))
  expect(() => later('1970-01-01T00:00:00.000Z' as Instant, -1)).toThrow(expect.objectContaining({ code: 'instant-shape' }))
  expect(() => instantOf(Number.NaN)).toThrow()
})

test('a zone is one that the runtime knows', () =>
  expect([brussels, rabat, 'UTC', 'Europe/Nowhere', '', '../etc', 'constructor'].map(isTimeZone)).toEqual([true, true, true, false, false, false, false]))

test('any text is an instant or is not, and is never thrown at', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => [isInstant(text), isCalendarDate(text), isTimeZone(text)].every(each => typeof each === 'boolean')),
  ))
