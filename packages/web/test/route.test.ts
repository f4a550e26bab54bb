import { expect, test } from 'vitest'
import { homeOf } from '../src/frame/roles.ts'
import { matchRoute, routes } from '../src/route.ts'

test('each screen has one address, and its parameters are decoded', () => {
  expect(matchRoute('/due')?.route.path).toBe('/due')
  expect(matchRoute('/partners/MA-DGSN-SPOC')).toMatchObject({ params: { node: 'MA-DGSN-SPOC' } })
  expect(matchRoute('/threads/a%20b')?.params).toEqual({ id: 'a b' })
  expect(new Set(routes.map(route => route.path)).size).toBe(routes.length)
})

test('an address that leads nowhere matches nothing', () => {
  for (const path of ['/', '/threads', '/threads/', '/threads/a/b', '/due/', '//due', '/%', '/__proto__']) expect(matchRoute(path), path).toBeUndefined()
})

test('a badly written address is shown as it is, never a fault', () => {
  expect(matchRoute('/threads/%E0%A4%A')?.params).toEqual({ id: '%E0%A4%A' })
})

test('everyone starts where the work is', () => {
  expect(homeOf(['OPR'])).toBe('/due')
  expect(homeOf(['REL'])).toBe('/due')
  expect(homeOf(['LEG'])).toBe('/agreements')
  expect(homeOf(['ADM'])).toBe('/people')
  expect(homeOf(['SEC'])).toBe('/partners')
  expect(homeOf(['INS'])).toBe('/oversight')
})
