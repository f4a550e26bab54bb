import { nodeId } from '@entraide/ground'
import { expect, test } from 'vitest'
import { peopleOf, postsOf, whatFor } from '../src/people.ts'

test('the administrator of a demonstration holds no other role, and every post says what it is for', () => {
  const people = peopleOf(nodeId('BE-POL-SPOC'), 'LE', 'fr')
  expect(people.filter(person => person.roles.includes('ADM')).map(person => person.roles)).toEqual([['ADM']])
  for (const regime of ['LE', 'AM'] as const) for (const post of postsOf(regime)) expect(whatFor(post)).not.toBe('')
})

test('there is always a second person: two release, two are of the legal service', () => {
  const people = peopleOf(nodeId('MA-INT-IDENT'), 'AM', 'ar')
  expect(people.filter(person => person.roles.includes('REL')).length).toBeGreaterThanOrEqual(2)
  expect(people.filter(person => person.roles.includes('LEG'))).toHaveLength(2)
  expect(new Set(people.map(person => person.serviceNumber)).size).toBe(people.length)
})
