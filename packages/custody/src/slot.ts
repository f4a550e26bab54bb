import {
  type CalendarDate,
  dateIn,
  hour,
  type Instant,
  instantOf,
  later,
  laterDate,
  millisecondsOf,
  minute,
  startOfDay,
  type TimeZone,
  timeIn,
} from '@entraide/ground'
import type { Urgency } from './request-clock.ts'

/** When negatives leave that are not urgent, on the node's own wall clock. Source: design of the envelope, fixed slots. */
export const slotTimes = ['09:00', '12:00', '16:00'] as const

/**
 * Refusal grounds that wait for a slot: "not available", "cannot be answered", and the protected ones that travel as the latter.
 * If they left when decided, the time alone would tell a blocked case from an empty file (rule R28).
 */
const slotted = new Set(['NAVL', 'GENR', 'SOVE', 'INVE', 'THIR', 'ASYL', 'MINR', 'VICT'])

/** Whether a refusal on this ground waits for the next slot. Negative answers without a ground always do. */
export function waitsForSlot(ground: string): boolean {
  return slotted.has(ground)
}

/**
 * The next moment at which a negative may leave: after `now`, never at it. For the 8-hour class and imminent danger the
 * next whole hour on the wall, else the next of `slotTimes`, every day of the week, in the node's zone.
 */
export function nextSlot(urgency: Urgency, now: Instant, zone: TimeZone): Instant {
  return urgency === 'U8H' || urgency === 'IMM' ? nextWholeHour(now, zone) : nextSlotTime(now, zone)
}

/**
 * The next first slot of a day, after `now`: when a thread is paused, goes on or is withdrawn. One a day, so that the hour at which a cause
 * became known, which differs by cause, leaves no trace (rule R28).
 */
export function dailySlot(now: Instant, zone: TimeZone): Instant {
  for (let on = dateIn(now, zone); ; on = laterDate(on, 1)) {
    const slot = onTheWall(on, slotTimes[0], zone)
    if (slot > now) return slot
  }
}

function nextWholeHour(now: Instant, zone: TimeZone): Instant {
  const wholeMinute = instantOf(Math.floor(millisecondsOf(now) / minute) * minute)
  let next = later(wholeMinute, (60 - minutesPast(wholeMinute, zone)) * minute)
  // A clock change of half an hour, between now and then, moves the whole hour.
  while (minutesPast(next, zone) !== 0) next = later(next, minute)
  return next
}

function nextSlotTime(now: Instant, zone: TimeZone): Instant {
  for (let on = dateIn(now, zone); ; on = laterDate(on, 1))
    for (const time of slotTimes) {
      const slot = onTheWall(on, time, zone)
      if (slot > now) return slot
    }
}

/** The moment a wall clock shows a time on a day, in a zone where that time of day is never skipped. */
function onTheWall(on: CalendarDate, time: string, zone: TimeZone): Instant {
  const guess = later(startOfDay(on, zone), minutesOf(time) * minute)
  return later(guess, (minutesOf(time) - minutesOf(timeIn(guess, zone))) * minute)
}

function minutesPast(at: Instant, zone: TimeZone): number {
  return minutesOf(timeIn(at, zone)) % (hour / minute)
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}
