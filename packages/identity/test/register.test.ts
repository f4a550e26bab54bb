import { describe, expect, test } from 'vitest'
import { blockingKeys } from '../src/blocking.ts'
import type { Person } from '../src/person.ts'
import { prepare } from '../src/prepare.ts'
import { createIndex } from '../src/register.ts'

const people: readonly (readonly [string, Person])[] = [
  ['a', { names: ['Mohamed Alaoui'], birthDate: '1966-11-21' }],
  ['b', { names: ['محمد العلوي'], birthDate: '1981-03-04' }],
  ['c', { names: ['فاطمة الزهراء الإدريسي'], birthDate: '1988-07-04' }],
  ['d', { names: ['Jan Vandenberghe'], documents: [{ kind: 'id', country: 'BE', number: '590-1234567-12' }] }],
]
const filled = () => {
  const index = createIndex()
  for (const [id, person] of people) index.add(id, prepare(person))
  return index
}
const ids = (index: ReturnType<typeof createIndex>, person: Person) => index.search(prepare(person)).map(hit => hit.id)

describe('an index in memory', () => {
  test('finds a person across scripts, the birth date deciding between namesakes', () => {
    expect(ids(filled(), { names: ['Mohammed El Alaoui'], birthDate: '1981-03-04' })[0]).toBe('b')
    expect(ids(filled(), { names: ['محمد علوي'], birthDate: '1966-11-21' })[0]).toBe('a')
  })
  test('finds a name written in one word and a swapped date', () =>
    expect(ids(filled(), { names: ['Fatimazahra Idrissi'], birthDate: '1988-04-07' })[0]).toBe('c'))
  test('finds by document number whatever the name', () =>
    expect(ids(filled(), { names: ['X Y'], documents: [{ kind: 'id', country: 'BE', number: '590123456712' }] })).toContain('d'))
  test('forgets whom it is told to forget', () => {
    const index = filled()
    expect(index.remove('b')).toBe(true)
    expect(index.remove('b')).toBe(false)
    expect(index.has('b')).toBe(false)
    expect(index.size()).toBe(3)
    expect(ids(index, { names: ['محمد العلوي'], birthDate: '1981-03-04' })).not.toContain('b')
  })
  test('adding under a known id replaces', () => {
    const index = filled()
    index.add('a', prepare({ names: ['Karim Tazi'], birthDate: '1970-05-06' }))
    expect(index.size()).toBe(4)
    expect(ids(index, { names: ['كريم التازي'], birthDate: '1970-05-06' })[0]).toBe('a')
    expect(ids(index, { names: ['Mohamed Alaoui'], birthDate: '1966-11-21' })[0]).not.toBe('a')
  })
  test('holds many and gives each back', () => {
    const index = createIndex()
    for (let i = 0; i < 3000; i++)
      index.add(
        `n${i}`,
        prepare({ names: ['Karim Tazi'], birthDate: `${1940 + (i % 60)}-${String(1 + (i % 12)).padStart(2, '0')}-${String(1 + (i % 28)).padStart(2, '0')}` }),
      )
    expect(index.size()).toBe(3000)
    expect(index.search(prepare({ names: ['كريم التازي'], birthDate: '1941-02-02' }), { top: 3 })).toHaveLength(3)
  })
})

describe('blocking keys', () => {
  const shared = (a: Person, b: Person) => blockingKeys(prepare(a)).filter(key => blockingKeys(prepare(b)).includes(key))
  test('two scripts of one name share the key of the name', () =>
    expect(shared({ names: ['Youssef Chraibi'] }, { names: ['يوسف الشرايبي'] }).length).toBeGreaterThan(0))
  test('a swapped day and month share the key of the date', () =>
    expect(shared({ names: ['A B'], birthDate: '1988-04-07' }, { names: ['C D'], birthDate: '1988-07-04' })).toHaveLength(1))
  test('a slip in one part leaves the other part with the month', () =>
    expect(shared({ names: ['Youssef Chraibi'], birthDate: '1988-04-07' }, { names: ['Youssef Xqraibi'], birthDate: '1988-04-17' }).length).toBeGreaterThan(0))
  test('every key begins with its version', () => expect(blockingKeys(prepare({ names: ['Youssef Chraibi'] })).every(key => key.startsWith('3:'))).toBe(true))
})
