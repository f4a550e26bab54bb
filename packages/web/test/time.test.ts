import { i18n } from '@lingui/core'
import { beforeEach, expect, test } from 'vitest'
import { duration, exactTime, hourAndMinute, longDate, sameDayIn, size, wallTime } from '../src/words/time.ts'

const hour = 3_600_000
const now = Date.parse('2026-11-23T15:00:00.000Z')
const speak = (locale: string, locales: string) => i18n.loadAndActivate({ locale, locales, messages: {} })
beforeEach(() => speak('en', 'en-GB'))

test('a length of time is said in its two largest units', () => {
  expect(duration(2 * hour + 10 * 60_000)).toBe('2h 10m')
  expect(duration(3 * 24 * hour + 4 * hour)).toBe('3 days 4h')
  expect(duration(6 * 60_000 + 59_999)).toBe('6m')
  expect(duration(9 * 24 * hour + 5 * hour)).toBe('9 days')
  expect(duration(0)).toBe('0m')
  expect(duration(-5)).toBe('0m')
})

test('one moment has two times on two walls', () => {
  const at = '2026-11-23T17:30:00.000Z'
  expect(wallTime(at, 'Europe/Brussels', now)).toBe('18:30')
  expect(wallTime(at, 'Africa/Casablanca', now)).toMatch(/^1[78]:30$/)
  expect(hourAndMinute(at, 'Europe/Brussels')).toBe('18:30')
})

test('a moment of another day says which: the weekday within the week, the date beyond', () => {
  expect(wallTime('2026-11-25T10:00:00.000Z', 'Europe/Brussels', now)).toBe('Wed 11:00')
  expect(wallTime('2026-12-07T10:00:00.000Z', 'Europe/Brussels', now)).toMatch(/^7 Dec,? 11:00$/)
})

test('a quarter to midnight in one capital may be the next day in the other', () => {
  expect(sameDayIn('2026-11-23T22:45:00.000Z', 'Europe/Brussels', 'Africa/Casablanca')).toBe(true)
  expect(sameDayIn('2026-11-23T23:30:00.000Z', 'Europe/Brussels', 'Africa/Abidjan')).toBe(false)
})

test('Moroccan Arabic writes its months and the Latin digits', () => {
  speak('ar', 'ar-MA')
  expect(longDate('2026-11-23')).toMatch(/^23 \p{Script=Arabic}+ 2026$/u)
  expect(size(1_500)).toMatch(/1[.,]5/)
})

test('the exact moment names its zone', () => {
  expect(exactTime('2026-11-23T17:30:05.000Z', 'Europe/Brussels')).toBe('23 November 2026 at 18:30:05 CET')
})
