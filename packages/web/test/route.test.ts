import { expect, test } from 'vitest'
import { addressesOfScreens } from '../build/screens.ts'
import { homeOf } from '../src/frame/roles.ts'
import { matchRoute, routes } from '../src/route.ts'

test('each screen has one address, and its parameters are what ids and names are made of', () => {
  expect(matchRoute('/due')?.route.path).toBe('/due')
  expect(matchRoute('/partners/MA-DGSN-SPOC')).toMatchObject({ params: { node: 'MA-DGSN-SPOC' } })
  expect(matchRoute('/threads/01a207a2-3280-7000-863d-216bb910a963')).toMatchObject({ params: { id: '01a207a2-3280-7000-863d-216bb910a963' } })
  expect(new Set(routes.map(route => route.path)).size).toBe(routes.length)
})

test('an address that leads nowhere matches nothing', () => {
  for (const path of ['/', '/threads', '/threads/', '/threads/a/b', '/due/', '//due', '/%', '/__proto__']) expect(matchRoute(path), path).toBeUndefined()
})

test('an address with anything but a name where a name belongs leads nowhere', () => {
  for (const path of ['/threads/a%20b', '/threads/a.b', '/threads/%E0%A4%A', '/threads/é', '/partners/MA_DGSN', '/threads/<b>'])
    expect(matchRoute(path), path).toBeUndefined()
})

test('the list that the node is given has every screen and the doors before them', async () => {
  expect(await addressesOfScreens()).toEqual(['/', '/sign-in', '/enrol', ...routes.map(route => route.path)])
})

test('everyone starts where the work is', () => {
  expect(homeOf(['OPR'])).toBe('/due')
  expect(homeOf(['REL'])).toBe('/due')
  expect(homeOf(['LEG'])).toBe('/agreements')
  expect(homeOf(['ADM'])).toBe('/people')
  expect(homeOf(['SEC'])).toBe('/partners')
  expect(homeOf(['INS'])).toBe('/oversight')
})
