import type { dateWeights } from './data/date-weights.ts'
import { gregorianOfHijri } from './hijri.ts'

/**
 * A birth date as far as it is known; 0 stands for an unknown month or day. `firstOfJanuary`: written 1 January, which
 * the registers of both countries write when only the year is known. `fromHijri`: converted, so a day or two may be off.
 */
export type BirthDate = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly firstOfJanuary: boolean
  readonly fromHijri: boolean
  readonly lastYear: number
}

export type DateSays = keyof typeof dateWeights

/**
 * Reads `1966`, `1966-11` or `1966-11-21`, digits of any script. Years 1300 to 1500 are Hijri and converted; a Hijri year
 * alone spans two Gregorian years. `undefined` for anything else and for days that do not exist.
 */
export function readBirthDate(text: string): BirthDate | undefined {
  const plain = text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, c => String((c.charCodeAt(0) & 0xf) % 16))
  const shape = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(plain)
  if (shape === null) return undefined
  const year = Number(shape[1])
  const month = shape[2] === undefined ? 0 : Number(shape[2])
  const day = shape[3] === undefined ? 0 : Number(shape[3])
  if (month > 12 || (shape[2] !== undefined && month < 1) || (shape[3] !== undefined && day < 1)) return undefined
  if (year >= 1300 && year <= 1500) return day > 30 ? undefined : fromHijri(year, month, day)
  if (year < 1850 || year > 2100 || day > daysIn(year, month)) return undefined
  return { year, month, day, firstOfJanuary: month === 1 && day === 1, fromHijri: false, lastYear: year }
}

function fromHijri(year: number, month: number, day: number): BirthDate {
  const first = gregorianOfHijri(year, month === 0 ? 1 : month, day === 0 ? 1 : day)
  if (day > 0) return { ...first, firstOfJanuary: false, fromHijri: true, lastYear: first.year }
  const last = month === 0 ? gregorianOfHijri(year, 12, 29) : gregorianOfHijri(year, month, 29)
  return { year: first.year, month: 0, day: 0, firstOfJanuary: false, fromHijri: true, lastYear: last.year }
}

function daysIn(year: number, month: number): number {
  return month === 0 ? 0 : new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** What two birth dates say of one another; symmetric. Weights: `dateWeights`. Source: spec/identity.md#birth-dates. */
export function compareBirthDates(a: BirthDate, b: BirthDate): DateSays {
  if (a.fromHijri !== b.fromHijri) {
    const across = acrossCalendars(a.fromHijri ? a : b, a.fromHijri ? b : a)
    if (across !== undefined) return across
  }
  const sameYear = a.year === b.year
  if (a.month === 0 || b.month === 0) return sameYear ? 'same-year' : closeYears(a.year, b.year) ? 'year-slip' : 'different-year'
  if (a.firstOfJanuary && b.firstOfJanuary) return sameYear ? 'same-year-first-of-january' : closeYears(a.year, b.year) ? 'year-slip' : 'different-year'
  // New Year's Eve on the other paper: a day apart, as after a conversion, and not the year alone.
  if (!sameYear && a.day > 0 && b.day > 0 && Math.abs(a.year - b.year) === 1 && Math.abs(daysApart(a, b)) <= 2) return 'within-two-days'
  if (a.firstOfJanuary || b.firstOfJanuary)
    return sameYear ? 'year-only-first-of-january' : closeYears(a.year, b.year) ? 'year-slip-first-of-january' : 'different-year'
  const sameMonth = a.month === b.month
  if (a.day === 0 || b.day === 0) {
    if (sameYear) return sameMonth ? 'same-month' : 'same-year-different-month'
    return sameMonth && closeYears(a.year, b.year) ? 'year-slip' : 'different'
  }
  const sameDay = a.day === b.day
  if (sameYear && sameMonth && sameDay) return 'same-day'
  if (a.month === b.day && a.day === b.month) return sameYear ? 'day-and-month-swapped' : closeYears(a.year, b.year) ? 'two-slips' : 'different'
  if (sameMonth && sameDay)
    return Math.abs(a.year - b.year) === 1
      ? 'year-off-by-one'
      : closeYears(a.year, b.year)
        ? 'one-digit-slip'
        : Math.abs(a.year - b.year) === 10
          ? 'one-digit-slip'
          : 'same-day-and-month'
  if (sameYear && sameMonth) return digitSlip(a.day, b.day) ? 'one-digit-slip' : 'same-month-different-day'
  if (sameYear && sameDay) return digitSlip(a.month, b.month) ? 'one-digit-slip' : 'same-year-and-day'
  if (Math.abs(a.year - b.year) <= 1 && Math.abs(daysApart(a, b)) <= 2) return 'within-two-days'
  if (sameYear) return digitSlip(a.day, b.day) && digitSlip(a.month, b.month) ? 'two-slips' : 'same-year-different-day'
  if (closeYears(a.year, b.year) && ((sameMonth && digitSlip(a.day, b.day)) || (sameDay && digitSlip(a.month, b.month)))) return 'two-slips'
  return 'different'
}

function acrossCalendars(hijri: BirthDate, other: BirthDate): DateSays | undefined {
  if (hijri.day === 0 || other.day === 0 || other.firstOfJanuary)
    return other.year >= hijri.year && other.year <= hijri.lastYear ? 'same-hijri-year' : undefined
  const apart = Math.abs(daysApart(hijri, other))
  return apart === 0 ? 'same-day-hijri' : apart <= 2 ? 'within-two-days' : undefined
}

const daysApart = (a: BirthDate, b: BirthDate) => (Date.UTC(a.year, a.month - 1, a.day) - Date.UTC(b.year, b.month - 1, b.day)) / 86_400_000

/** Two numbers of two digits that differ by one digit, or whose digits are swapped. */
function digitSlip(x: number, y: number): boolean {
  const [p, q, r, s] = [Math.floor(x / 10), x % 10, Math.floor(y / 10), y % 10]
  return p === r || q === s || (p === s && q === r)
}

/** Years one digit apart, or with their last two digits swapped, or next to each other. */
function closeYears(x: number, y: number): boolean {
  if (Math.abs(x - y) <= 1) return true
  const a = String(x)
  const b = String(y)
  let differing = 0
  for (let i = 0; i < 4; i++) if (a[i] !== b[i]) differing++
  return differing === 1 || (a.slice(0, 2) === b.slice(0, 2) && a[2] === b[3] && a[3] === b[2])
}
