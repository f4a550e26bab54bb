import { day, hour, type Instant, instant, instantOf, later, millisecondsOf, timeIn } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Urgency } from '../src/request-clock.ts'
import { dailySlot, nextSlot, slotTimes, waitsForSlot } from '../src/slot.ts'

const cases: readonly [why: string, urgency: Urgency, now: string, zone: string, slot: string][] = [
  ['8 hours: the next whole hour', 'U8H', '2026-11-23T09:12:00.000Z', 'Europe/Brussels', '2026-11-23T10:00:00.000Z'],
  ['8 hours: a slot is after the moment, never at it', 'U8H', '2026-11-23T10:00:00.000Z', 'Europe/Brussels', '2026-11-23T11:00:00.000Z'],
  ['8 hours: a millisecond before the hour', 'U8H', '2026-11-23T09:59:59.999Z', 'Europe/Brussels', '2026-11-23T10:00:00.000Z'],
  ['imminent danger: as for 8 hours', 'IMM', '2026-11-23T22:59:00.000Z', 'Africa/Casablanca', '2026-11-23T23:00:00.000Z'],
  ['a zone a quarter off: the hour on its wall', 'U8H', '2026-11-23T10:00:00.000Z', 'Asia/Kathmandu', '2026-11-23T10:15:00.000Z'],
  ['normal: nine in the morning in Brussels', 'N7D', '2026-11-23T02:00:00.000Z', 'Europe/Brussels', '2026-11-23T08:00:00.000Z'],
  ['normal: noon', 'N7D', '2026-11-23T08:00:00.000Z', 'Europe/Brussels', '2026-11-23T11:00:00.000Z'],
  ['normal: four', 'U3D', '2026-11-23T11:30:00.000Z', 'Europe/Brussels', '2026-11-23T15:00:00.000Z'],
  ['normal: after four, the next morning, Sunday too', 'ID45', '2026-11-21T15:00:00.000Z', 'Europe/Brussels', '2026-11-22T08:00:00.000Z'],
  ['the morning after summer time ends', 'N7D', '2026-10-24T20:00:00.000Z', 'Europe/Brussels', '2026-10-25T08:00:00.000Z'],
  ['the morning after summer time begins', 'N7D', '2026-03-28T20:00:00.000Z', 'Europe/Brussels', '2026-03-29T07:00:00.000Z'],
  ['Rabat in Ramadan, an hour behind its usual time', 'N7D', '2026-03-01T08:30:00.000Z', 'Africa/Casablanca', '2026-03-01T09:00:00.000Z'],
  ['Rabat in summer, an hour ahead of UTC', 'N7D', '2026-07-01T07:30:00.000Z', 'Africa/Casablanca', '2026-07-01T08:00:00.000Z'],
]

describe('the next slot', () => {
  for (const [why, urgency, now, zone, slot] of cases) test(why, () => expect(nextSlot(urgency, instant(now), zone)).toBe(slot))
})

describe('the daily slot', () => {
  test('is at nine on the wall, the same day before nine and the next day from then on', () => {
    expect(dailySlot(instant('2026-11-23T07:59:59.999Z'), 'Europe/Brussels')).toBe('2026-11-23T08:00:00.000Z')
    expect(dailySlot(instant('2026-11-23T08:00:00.000Z'), 'Europe/Brussels')).toBe('2026-11-24T08:00:00.000Z')
    expect(dailySlot(instant('2026-11-20T19:00:00.000Z'), 'Europe/Brussels')).toBe('2026-11-21T08:00:00.000Z')
  })
  test('is the first of the slots of its day, wherever the clock is', () => {
    fc.assert(
      fc.property(moments, zones, (now, zone) => {
        const slot = dailySlot(now, zone)
        expect(slot > now).toBe(true)
        expect(timeIn(slot, zone)).toBe(slotTimes[0])
        expect(dailySlot(later(slot, -1), zone)).toBe(slot)
      }),
    )
  })
})

const zones = fc.constantFrom('Europe/Brussels', 'Africa/Casablanca', 'UTC', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/St_Johns')
const moments = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }).map(instantOf)
const urgencies = fc.constantFrom<Urgency>('IMM', 'U8H', 'U3D', 'N7D', 'ID45')

test('a slot lies ahead, at a whole hour or a slot time on the wall, within two hours or a day', () => {
  fc.assert(
    fc.property(urgencies, moments, zones, (urgency, now, zone) => {
      const slot = nextSlot(urgency, now, zone)
      const hourly = urgency === 'U8H' || urgency === 'IMM'
      expect(slot > now).toBe(true)
      expect(millisecondsOf(slot) - millisecondsOf(now)).toBeLessThanOrEqual(hourly ? 2 * hour : day)
      expect(hourly ? timeIn(slot, zone).slice(2) : timeIn(slot, zone)).toSatisfy((time: string) =>
        hourly ? time === ':00' : (slotTimes as readonly string[]).includes(time),
      )
      expect(millisecondsOf(slot) % 60_000).toBe(0)
    }),
    { numRuns: 300 },
  )
})

test('no slot is passed over: whoever waits for the next one meets it', () => {
  fc.assert(
    fc.property(urgencies, moments, zones, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (urgency, now, zone, part) => {
      const slot = nextSlot(urgency, now, zone)
      const between: Instant = later(now, Math.floor((millisecondsOf(slot) - millisecondsOf(now)) * part))
      expect(nextSlot(urgency, between, zone)).toBe(slot)
    }),
    { numRuns: 300 },
  )
})

test('protected grounds wait like the generic one; a ground that tells nothing does not', () => {
  for (const ground of ['NAVL', 'GENR', 'SOVE', 'INVE', 'THIR', 'ASYL', 'MINR', 'VICT']) expect(waitsForSlot(ground)).toBe(true)
  for (const ground of ['FORM', 'CHAN', 'DCAT']) expect(waitsForSlot(ground)).toBe(false)
})
