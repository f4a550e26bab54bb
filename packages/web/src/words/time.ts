import { i18n } from '@lingui/core'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = locales()
  const key = `${locale} ${JSON.stringify(options)}`
  const known = formatters.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, { calendar: 'gregory', numberingSystem: 'latn', ...options })
  formatters.set(key, made)
  return made
}
const locales = (): string => [i18n.locales ?? i18n.locale].flat()[0] ?? 'en-GB'

/** A length of time in the two largest units that matter: "2 h 10 min", "3 d 4 h", "6 min". Never negative. */
export function duration(milliseconds: number): string {
  const left = Math.max(0, milliseconds)
  const days = Math.floor(left / day)
  const hours = Math.floor((left % day) / hour)
  const minutes = Math.floor((left % hour) / minute)
  if (days >= 7) return unit(days, 'day')
  if (days > 0) return hours > 0 ? `${unit(days, 'day')} ${unit(hours, 'hour')}` : unit(days, 'day')
  if (hours > 0) return minutes > 0 ? `${unit(hours, 'hour')} ${unit(minutes, 'minute')}` : unit(hours, 'hour')
  return unit(minutes, 'minute')
}

function unit(value: number, name: 'day' | 'hour' | 'minute'): string {
  // English runs "57m" together; the others need the space between figure and unit that only the short form has.
  const unitDisplay = name === 'day' ? 'long' : locales().startsWith('en') ? 'narrow' : 'short'
  return new Intl.NumberFormat(locales(), { style: 'unit', unit: name, unitDisplay, numberingSystem: 'latn' }).format(value)
}

/** "14:00" in a zone; with its weekday when that is another day within the week, with its date beyond, and with its year in another. */
export function wallTime(at: string, zone: string, now: number): string {
  const when = new Date(at)
  const sameDay = dayKey(when, zone) === dayKey(new Date(now), zone)
  const near = Math.abs(when.getTime() - now) < 6 * day
  const thisYear = when.getUTCFullYear() === new Date(now).getUTCFullYear()
  const far: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', ...(thisYear ? {} : { year: 'numeric' }) }
  const dayParts: Intl.DateTimeFormatOptions = sameDay ? {} : near ? { weekday: 'short' } : far
  return formatter({ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...dayParts }).format(when)
}

/** "14:00" in a zone, with no day. */
export function hourAndMinute(at: string, zone: string): string {
  return formatter({ timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))
}

/** Whether a moment falls on the same calendar day in two zones. */
export function sameDayIn(at: string, one: string, other: string): boolean {
  return dayKey(new Date(at), one) === dayKey(new Date(at), other)
}

/** Day, month, year, hours and minutes with the zone's name: for hover, print and proofs. */
export function exactTime(at: string, zone: string): string {
  return formatter({
    timeZone: zone,
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).format(new Date(at))
}

/** "23 Nov, 14:05": a moment in a list; with the year when it is not this year. */
export function shortTime(at: string, zone: string, now: number): string {
  const when = new Date(at)
  const thisYear = when.getFullYear() === new Date(now).getFullYear()
  return formatter({
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(thisYear ? {} : { year: 'numeric' }),
  }).format(when)
}

/** "23 November 2026" for a calendar date with no zone. */
export function longDate(on: string): string {
  return first(formatter(longDay).format(midnight(on)))
}

/** "6 – 7 April 2026" for the days from one to another; what is the same in both is said once. */
export function longDays(from: string, until: string): string {
  return first(formatter(longDay).formatRange(midnight(from), midnight(until)))
}
const longDay: Intl.DateTimeFormatOptions = { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }
const midnight = (on: string) => new Date(`${on.slice(0, 10)}T00:00:00Z`)

/** French counts the first of a month as no other day: "1er juin". The formatter of the browser does not. */
function first(date: string): string {
  return locales().startsWith('fr') ? date.replaceAll(/(?<!\d)1(?= \p{L})/gu, '1er') : date
}

/** "23 Nov 2026" for a calendar date with no zone. */
export function shortDate(on: string): string {
  return first(formatter({ timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(midnight(on)))
}

/** A date known to the year, the month or the day, in words: "1987", "March 1987", "4 March 1987". What is no such date, or one of another calendar, is said as it is written. */
export function partialDate(on: string): string {
  if (!/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/.test(on) || on.length === 4 || on < '1700') return on
  if (on.length === 10) return longDate(on)
  return formatter({ timeZone: 'UTC', month: 'long', year: 'numeric' }).format(new Date(`${on}-01T00:00:00Z`))
}

/** Sizes as people read them: "12 kB", "3.4 MB". */
export function size(bytes: number): string {
  const [value, name] = bytes < 1_000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  return new Intl.NumberFormat(locales(), {
    style: 'unit',
    unit: name as string,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
    numberingSystem: 'latn',
  }).format(value as number)
}

/** A count in the reader's writing. */
export function count(value: number): string {
  return new Intl.NumberFormat(locales(), { numberingSystem: 'latn' }).format(value)
}

/** "Bruxelles, Rabat et Paris". */
export function list(parts: readonly string[]): string {
  return new Intl.ListFormat(locales(), { type: 'conjunction' }).format(parts)
}

/** Whether a calendar date lies before today, on the calendar of whoever reads. */
export function isPast(on: string, now: number): boolean {
  return on < dayKey(new Date(now), Intl.DateTimeFormat().resolvedOptions().timeZone)
}

function dayKey(when: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, calendar: 'gregory', numberingSystem: 'latn' }).format(when)
}
