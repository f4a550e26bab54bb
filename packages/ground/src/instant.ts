import { Fault } from './refusal.ts'

/** A moment, always in UTC with milliseconds: `2026-11-23T14:00:00.000Z`. Compares as text. */
export type Instant = string & { readonly __instant: never }
/** A day of the Gregorian calendar with no zone: `2026-11-23`. Compares as text. */
export type CalendarDate = string & { readonly __calendarDate: never }
/** An IANA time zone: `Europe/Brussels`, `Africa/Casablanca`. */
export type TimeZone = string

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

const instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/
const dateShape = /^\d{4}-\d{2}-\d{2}$/

/** An instant of its text; years 1970 to 2199. Anything else is a fault (`instant-shape`). */
export function instant(text: string): Instant {
  if (!instantShape.test(text) || !isRealTime(text) || text < '1970' || text >= '2200')
    throw new Fault('instant-shape', 'not an instant like 2026-11-23T14:00:00.000Z')
  return text as Instant
}

/** Whether a text is an instant. */
export function isInstant(text: unknown): text is Instant {
  return typeof text === 'string' && instantShape.test(text) && isRealTime(text) && text >= '1970' && text < '2200'
}

/** The instant of milliseconds since 1970-01-01T00:00:00Z. */
export function instantOf(milliseconds: number): Instant {
  // Between these two, what the runtime writes is an instant.
  if (!(milliseconds >= 0 && milliseconds < endOfInstants)) throw new Fault('instant-shape', 'not an instant like 2026-11-23T14:00:00.000Z')
  return new Date(milliseconds).toISOString() as Instant
}
const endOfInstants = Date.UTC(2200, 0)

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function millisecondsOf(at: Instant): number {
  return Date.parse(at)
}

/** The instant `milliseconds` later (earlier when negative). */
export function later(at: Instant, milliseconds: number): Instant {
  return instantOf(millisecondsOf(at) + milliseconds)
}

/** A calendar date of its text; a day that does not exist is a fault (`date-shape`). */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new Fault('date-shape', 'not a date like 2026-11-23')
  return text
}

/** Whether a text is a day that exists, years 1800 to 2199. */
export function isCalendarDate(text: unknown): text is CalendarDate {
  return typeof text === 'string' && dateShape.test(text) && text >= '1800' && text < '2200' && isRealTime(`${text}T00:00:00.000Z`)
}

/** The date `days` later (earlier when negative). */
export function laterDate(on: CalendarDate, days: number): CalendarDate {
  return calendarDate(new Date(Date.parse(`${on}T00:00:00.000Z`) + days * day).toISOString().slice(0, 10))
}

/** The first moment of a day in a zone. Where midnight does not exist (clock change), the first moment after it. */
export function startOfDay(on: CalendarDate, zone: TimeZone): Instant {
  const utc = Date.parse(`${on}T00:00:00.000Z`)
  let guess = utc - offsetOf(utc, zone)
  guess = utc - offsetOf(guess, zone)
  while (dateIn(instantOf(guess), zone) < on) guess += 15 * minute
  return instantOf(guess)
}

/** The calendar date that a moment has in a zone. */
export function dateIn(at: Instant, zone: TimeZone): CalendarDate {
  return calendarDate(wallClock(millisecondsOf(at), zone).slice(0, 10))
}

/** Hours and minutes on the wall in a zone: `14:05`. */
export function timeIn(at: Instant, zone: TimeZone): string {
  return wallClock(millisecondsOf(at), zone).slice(11, 16)
}

/** Whether the runtime knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    formatterOf(zone)
    return true
  } catch {
    return false
  }
}

function isRealTime(text: string): boolean {
  const milliseconds = Date.parse(text)
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text
}

function offsetOf(milliseconds: number, zone: TimeZone): number {
  return Date.parse(`${wallClock(milliseconds, zone)}Z`) - Math.floor(milliseconds / second) * second
}

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatterOf(zone: TimeZone): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(zone, formatter)
  }
  return formatter
}

function wallClock(milliseconds: number, zone: TimeZone): string {
  const parts = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(milliseconds)
      .map(part => [part.type, part.value]),
  )
  return `${parts.year?.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}`
}
