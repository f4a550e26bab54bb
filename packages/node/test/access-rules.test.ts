import { instant, type Uuid, uuid7 } from '@entraide/ground'
import { codesOf, type Role } from '@entraide/vocabulary'
import { describe, expect, test } from 'vitest'
import { type Actor, acts, dossierReach, everyRole, may, mayTry } from '../src/steps/access.ts'

const id = (n: number): Uuid => uuid7(instant('2026-11-23T14:00:00.000Z'), new Uint8Array(10).fill(n))
const [me, colleague] = [id(1), id(2)]
const person = (...roles: Role[]): Extract<Actor, { kind: 'person' }> => ({
  kind: 'person',
  account: me,
  office: 'Brussels',
  serviceNumber: 'B-1',
  roles,
  language: 'en',
})

test('every role of the vocabulary has its place in the table', () => {
  expect([...everyRole].sort()).toEqual([...codesOf('role')].sort())
})

describe('a dossier', () => {
  const mine = { office: 'Brussels', openingType: 'REQ', assignedTo: null, needToKnow: null }
  const elsewhere = { office: 'Antwerp', openingType: 'REQ', assignedTo: null, needToKnow: null }
  const givenToMe = { office: 'Antwerp', openingType: 'REQ', assignedTo: me, needToKnow: null }
  const seen = (role: Role) => [mine, elsewhere, givenToMe].map(dossier => may(person(role), 'dossier-read', dossier))
  for (const role of ['OPR', 'REL'] as const) test(`of any office is seen by ${role}`, () => expect(seen(role)).toEqual([true, true, true]))
  for (const role of ['LIA', 'INV', 'IDC', 'ANA'] as const)
    test(`of another office is not seen by ${role} unless given`, () => expect(seen(role)).toEqual([true, false, true]))
  for (const role of ['MAG', 'LEG', 'COO'] as const) test(`is seen by ${role} only if given for review`, () => expect(seen(role)).toEqual([false, false, true]))
  for (const role of ['SEC', 'ADM', 'INS', 'DPO'] as const) test(`is never seen by ${role}`, () => expect(seen(role)).toEqual([false, false, false]))
  for (const role of ['COO', 'LIA', 'OPR'] as const)
    test(`that is a plan or a visit is seen by ${role}, of whatever office, and begun by nobody else`, () => {
      for (const openingType of ['PLN', 'VIS']) {
        expect(may(person(role), 'dossier-read', { ...elsewhere, openingType })).toBe(true)
        expect(may(person(role), 'draft-begin', { messageType: openingType })).toBe(true)
        expect(may(person('INV'), 'dossier-read', { ...elsewhere, openingType })).toBe(false)
        expect(may(person('INV'), 'draft-begin', { messageType: openingType })).toBe(false)
      }
      expect(may(person(role), 'draft-begin', { messageType: 'REQ' })).toBe(role !== 'COO')
    })
  test('that is discreet is seen by whoever needs to know of it, and by nobody else', () => {
    for (const role of ['OPR', 'REL', 'LIA', 'INV', 'IDC', 'ANA', 'MAG', 'LEG', 'COO'] as const) {
      const hidden = { ...givenToMe, openingType: 'VIS', needToKnow: [colleague] }
      const shown = { ...elsewhere, openingType: 'VIS', needToKnow: [me, colleague] }
      for (const act of ['dossier-read', 'dossier-open', 'need-to-know-read', 'need-to-know-write'] as const) {
        expect(may(person(role), act, hidden)).toBe(false)
        expect(may(person(role), act, shown)).toBe(act !== 'need-to-know-write' || !['REL', 'MAG', 'LEG'].includes(role))
      }
      for (const act of ['outbox-read', 'outbox-run'] as const) expect(may(person(role), act, { dossier: hidden })).toBe(false)
      for (const act of ['draft-read', 'draft-write', 'draft-release'] as const)
        for (const author of [me, colleague]) expect(may(person(role), act, { author, waiting: true, needToKnow: [colleague] })).toBe(false)
    }
  })
  test('is listed by the same rule that opens it', () => {
    for (const role of everyRole)
      for (const dossier of [mine, elsewhere, givenToMe, { ...elsewhere, openingType: 'VIS' }]) {
        const reach = dossierReach(person(role))
        const isHers =
          reach.offices.includes(dossier.office) ||
          (dossier.assignedTo !== null && reach.assignedTo.includes(dossier.assignedTo)) ||
          reach.kinds.includes(dossier.openingType)
        const listed = mayTry(person(role), 'lists-read') && (reach.all || isHers)
        expect(listed).toBe(may(person(role), 'dossier-read', dossier))
      }
  })
})

test('who drafted never releases, whatever other roles she holds', () => {
  expect(may(person('REL', 'OPR'), 'draft-release', { author: me, waiting: true, needToKnow: null })).toBe(false)
  expect(may(person('REL'), 'draft-release', { author: colleague, waiting: true, needToKnow: null })).toBe(true)
})

test('only its author writes in a draft; the operator and, once it waits, the releasing officer read it', () => {
  const theirs = { author: colleague, waiting: false, needToKnow: null }
  expect(may(person('OPR'), 'draft-write', theirs)).toBe(false)
  expect(may(person('OPR'), 'draft-read', theirs)).toBe(true)
  expect(may(person('REL'), 'draft-read', theirs)).toBe(false)
  expect(may(person('REL'), 'draft-read', { ...theirs, waiting: true })).toBe(true)
  expect(may(person('INV'), 'draft-read', theirs)).toBe(false)
})

describe('who stands in for a colleague', () => {
  const instead = (...roles: Role[]) => ({ ...person(...roles), standsInFor: [{ account: colleague, office: 'Antwerp', serviceNumber: 'BE-2' }] })
  const elsewhere = { office: 'Ghent', openingType: 'REQ', assignedTo: null, needToKnow: null }
  const antwerp = { ...elsewhere, office: 'Antwerp' }
  test('sees what that colleague sees, and writes in her drafts', () => {
    expect(may(person('INV'), 'dossier-read', antwerp)).toBe(false)
    expect(may(instead('INV'), 'dossier-read', antwerp)).toBe(true)
    expect(may(instead('MAG'), 'dossier-read', { ...elsewhere, assignedTo: colleague })).toBe(true)
    expect(may(instead('INV'), 'draft-write', { author: colleague, waiting: false, needToKnow: null })).toBe(true)
    expect(dossierReach(instead('INV'))).toMatchObject({ offices: ['Brussels', 'Antwerp'], assignedTo: [me, colleague] })
  })
  test('learns of no discreet dossier that only the colleague needs to know of', () =>
    expect(may(instead('INV', 'OPR', 'REL'), 'dossier-read', { ...antwerp, needToKnow: [colleague] })).toBe(false))
  test('releases neither her own drafts, nor the colleague’s, nor any she wrote in; somebody else’s she does', () => {
    const waiting = { waiting: true, needToKnow: null }
    const third = id(3)
    expect(may(instead('REL'), 'draft-release', { ...waiting, author: me })).toBe(false)
    expect(may(instead('REL'), 'draft-release', { ...waiting, author: colleague })).toBe(false)
    expect(may(instead('REL'), 'draft-release', { ...waiting, author: third, hands: [me] })).toBe(false)
    expect(may(instead('REL'), 'draft-release', { ...waiting, author: third, hands: [colleague] })).toBe(true)
  })
})

test('nobody decides a grant she asked for or would hold', () => {
  expect(may(person('SEC'), 'grants-decide', { account: colleague, askedBy: me })).toBe(false)
  expect(may(person('SEC'), 'grants-decide', { account: me, askedBy: colleague })).toBe(false)
  expect(may(person('SEC'), 'grants-decide', { account: colleague, askedBy: colleague })).toBe(true)
  expect(may(person('ADM'), 'grants-decide', { account: colleague, askedBy: colleague })).toBe(false)
})

test('who signed an agreement does not switch it on when another could', () => {
  expect(may(person('LEG'), 'agreements-activate', { signedBy: me, othersExist: true })).toBe(false)
  expect(may(person('LEG'), 'agreements-activate', { signedBy: me, othersExist: false })).toBe(true)
  expect(may(person('SEC'), 'agreements-activate', { signedBy: colleague, othersExist: true })).toBe(true)
})

test('the administrator does nothing that shows content', () => {
  const allowed = Object.keys(acts).filter(act => mayTry(person('ADM'), act as keyof typeof acts))
  expect(allowed.sort()).toEqual([
    'accounts-read',
    'accounts-write',
    'agreements-read',
    'grants-read',
    'metrics-read',
    'own-session',
    'partners-read',
    'partners-test',
  ])
})

test('a partner node does nothing that a person does', () => {
  for (const act of Object.keys(acts)) expect(mayTry({ kind: 'partner', node: 'MA-DGSN-SPOC' as never }, act as keyof typeof acts)).toBe(false)
})
