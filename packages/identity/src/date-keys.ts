import type { BirthDate } from './birth-date.ts'

/** A birth date in 26 bits of one integer, 0 for none. */
export function packDate(date: BirthDate): number {
  return (date.year << 11) | (date.month << 7) | (date.day << 2) | (date.fromHijri ? 2 : 0) | (date.lastYear > date.year ? 1 : 0)
}

/** The birth date of `packDate`. */
export function unpackDate(packed: number): BirthDate {
  const year = packed >>> 11
  const month = (packed >>> 7) & 0xf
  const day = (packed >>> 2) & 0x1f
  return { year, month, day, firstOfJanuary: month === 1 && day === 1, fromHijri: (packed & 2) !== 0, lastYear: year + (packed & 1) }
}

const firstYear = 1840
const key = (year: number, month: number, day: number) => ((year - firstYear) * 13 + month) * 32 + day

/** The keys a record of a birth date stands under: its own, and for a vague one that of each year it may be. */
export function postingOf(date: BirthDate): number[] {
  if (date.day === 0 && date.lastYear > date.year) return [key(date.year, 0, 0), key(date.lastYear, 0, 0)]
  return [key(date.year, date.month, date.day)]
}

/** The keys of a date known to the day as it is written rightly, vaguely or with day and month swapped. None for a vaguer date, whose year is too wide a net. */
export function datesEqual(date: BirthDate): number[] {
  const { year, month, day } = date
  if (day === 0 || date.firstOfJanuary) return []
  const keys = [key(year, month, day), key(year, month, 0), key(year, 0, 0), key(year, 1, 1)]
  if (day <= 12 && day !== month) keys.push(key(year, day, month))
  return keys.filter(k => k >= 0)
}

/**
 * The keys of the dates that a date known to the day is taken for: one digit off in day, month or year, years next to it, a day or two
 * away. Without those of `datesEqual`.
 */
export function datesNear(date: BirthDate): number[] {
  const { year, month, day } = date
  if (day === 0 || date.firstOfJanuary) return []
  const keys = new Set<number>()
  for (let other = 1; other <= 31; other++) if (oneOff(day, other)) keys.add(key(year, month, other))
  for (let other = 1; other <= 12; other++) if (oneOff(month, other)) keys.add(key(year, other, day))
  for (const step of [-10, -1, 1, 10]) keys.add(key(year + step, month, day))
  const swapped = year - (year % 100) + (year % 10) * 10 + Math.floor((year % 100) / 10)
  if (swapped <= 2100) keys.add(key(swapped, month, day))
  for (let digit = 0; digit < 10; digit++) {
    keys.add(key(year - (year % 10) + digit, month, day))
    if (digit >= 2) keys.add(key(year - (year % 100) + digit * 10 + (year % 10), month, day))
  }
  for (const step of [-2, -1, 1, 2]) {
    const near = new Date(Date.UTC(year, month - 1, day + step))
    keys.add(key(near.getUTCFullYear(), near.getUTCMonth() + 1, near.getUTCDate()))
  }
  for (const equal of datesEqual(date)) keys.delete(equal)
  return [...keys].filter(k => k >= 0)
}

function oneOff(x: number, y: number): boolean {
  const [p, q, r, s] = [Math.floor(x / 10), x % 10, Math.floor(y / 10), y % 10]
  return x !== y && (p === r || q === s || (p === s && q === r))
}
