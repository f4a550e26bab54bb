import { expect, test } from 'vitest'
import { inFlightLimit, rateLimit } from '../src/http/rate-limit.ts'
import { callerAt } from '../src/http/security.ts'

test('a caller has its burst, then its share a second, and says how long to wait', () => {
  const limit = rateLimit({ perSecond: 2, burst: 3 })
  expect([0, 0, 0, 0].map(() => limit.take('a', 0))).toEqual([0, 0, 0, 500])
  expect(limit.take('a', 400)).toBe(100)
  expect(limit.take('a', 500)).toBe(0)
  expect(limit.take('a', 100_000)).toBe(0)
})

test('one caller takes nothing from another', () => {
  const limit = rateLimit({ perSecond: 1, burst: 1 })
  for (let i = 0; i < 100; i++) limit.take('a', 0)
  expect(limit.take('b', 0)).toBe(0)
})

test('a clock set back gives nothing away', () => {
  const limit = rateLimit({ perSecond: 1, burst: 1 })
  limit.take('a', 10_000)
  expect(limit.take('a', 0)).toBeGreaterThan(0)
  expect(limit.take('a', 10_000)).toBeGreaterThan(0)
})

test('a million callers do not fill the memory', () => {
  const limit = rateLimit({ perSecond: 1, burst: 1 }, 100)
  for (let i = 0; i < 10_000; i++) limit.take(String(i), i)
  expect(limit.take('9999', 10_000)).toBeGreaterThan(0)
})

test('a caller has so many calls under way and no more, and another has its own', () => {
  const limit = inFlightLimit(2)
  expect(['a', 'a', 'a', 'b'].map(limit.enter)).toEqual([true, true, false, true])
  limit.leave('a')
  expect(limit.enter('a')).toBe(true)
})

test('in IPv6 a whole /64 counts as one', () => {
  expect(callerAt('192.0.2.7')).toBe('192.0.2.7')
  expect(callerAt('::ffff:192.0.2.7')).toBe('192.0.2.7')
  expect(callerAt('2001:db8:0:1::5')).toBe(callerAt('2001:db8:0:1:ffff:ffff:ffff:ffff'))
  expect(callerAt('2001:db8:0:2::5')).not.toBe(callerAt('2001:db8:0:1::5'))
  expect(callerAt('fe80::1%eth0')).toBe('fe80:0:0:0::/64')
  expect(callerAt('::1')).toBe('0:0:0:0::/64')
})
