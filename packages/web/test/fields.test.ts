import { expect, test } from 'vitest'
import { emptyFields, guarantees, leavingConditions, newItem, reuseFields, sendable, shownCategories, withItems } from '../src/draft/fields.ts'
import { partsOf } from '../src/draft/parts.ts'

test('an empty form presumes the usual handling codes and nothing else', () => {
  const fields = emptyFields('REQ', 'fr')
  expect(fields.handling).toEqual(['H1', 'H2'])
  expect(fields).toMatchObject({ to: null, clause: '', purpose: null, transferBasis: null, assurances: [], reasons: '', language: 'fr' })
})

test('what is half typed stays in the form and is left out of what is sent', () => {
  const fields = {
    ...emptyFields('REQ', 'en'),
    holdUntil: '2027-1',
    items: [
      {
        ...newItem('NAME', true),
        person: { names: ['Salma Tahiri', '  '], birthDate: '198', documents: [{ kind: 'PP', country: 'MA', number: '' }], nationalities: ['M', 'BE'] },
      },
      newItem('NAME', true),
    ],
  }
  const sent = sendable(fields as never)
  expect(sent.holdUntil).toBeNull()
  expect(sent.items).toHaveLength(1)
  expect(sent.items[0]?.person).toEqual({ names: ['Salma Tahiri'], nationalities: ['BE'] })
})

test('a date that does not exist is not sent', () => {
  expect(sendable({ ...emptyFields('REQ', 'en'), holdUntil: '2027-02-31' }).holdUntil).not.toBe('2027-02-31')
  expect(sendable({ ...emptyFields('REQ', 'en'), holdUntil: '2027-13-01' }).holdUntil).toBeNull()
})

test('data categories follow the statements, and what was ticked by hand stays', () => {
  const person = { ...newItem('NAME', true), person: { names: ['Salma Tahiri'], birthDate: '1990', documents: [{ kind: 'PP', country: 'MA', number: 'A1' }] } }
  expect(shownCategories([person as never])).toEqual(['NAME', 'BIRT', 'DOCU'])
  const byHand = { ...emptyFields('REQ', 'en'), dataCategories: ['PHOT' as const] }
  const withPerson = withItems(byHand, [person as never])
  expect([...withPerson.dataCategories].sort()).toEqual(['BIRT', 'DOCU', 'NAME', 'PHOT'])
  expect(withItems(withPerson, []).dataCategories).toEqual(['PHOT'])
})

test('a new statement claims nothing of its source', () => {
  expect(newItem('FINA', false)).toMatchObject({ source: 'X', information: '4', category: 'FINA' })
})

test('guarantees stand beside what leaves the Union, and nowhere else', () => {
  expect(guarantees('BE-POL-SPOC', 'MA-DGSN-SPOC')).toEqual({ transferBasis: 'LED-37-1-b', assurances: ['NDP', 'NTT', 'SPE'] })
  for (const [from, to] of [
    ['MA-DGSN-SPOC', 'BE-POL-SPOC'],
    ['BE-POL-SPOC', 'BE-OE-IDENT'],
    ['BE-POL-SPOC', 'FR-PN-SPOC'],
    ['MA-DGSN-SPOC', 'MA-INT-IDENT'],
    ['BE-POL-SPOC', null],
  ] as const)
    expect(guarantees(from, to)).toEqual({ transferBasis: null, assurances: [] })
})

test('whatever the law asks for, the form of that kind has the place to write it', () => {
  expect(partsOf('RTC', [])).toEqual(['note'])
  expect(partsOf('RTC', ['caseReference', 'reasons', null])).toEqual(['note', 'case', 'reasons'])
  expect(partsOf('RFS', ['dataCategories', 'items/0/verifiedOn', 'guards'])).toEqual(['ground', 'note', 'more', 'items'])
  expect(partsOf('REQ', ['reasons'])).toEqual(partsOf('REQ', []))
})

test('what a message said, used again, says from whom it came, and carries no consent or emergency of another sending', () => {
  const item = { category: 'NAME', person: { names: ['Karim Exemple'] }, nature: 'fact', source: 'B', information: '2', provenance: 'STMD' } as const
  const consent = { by: 'FR-DCPJ-SPOC', reference: 'FR/1', on: '2026-11-01' }
  const emergency = { threat: 'An attack is announced.', authority: 'FR-DGPN-SPOC' }
  const said = {
    items: [
      item,
      { ...item, originCountry: 'FR', originator: 'FR-DCPJ-SPOC', originConsent: consent },
      { ...item, originCountry: 'FR', originEmergency: emergency },
      { ...item, originCountry: 'BE', originator: 'BE-POL-SPOC' },
    ],
    dataCategories: ['NAME'],
    handling: ['H1'],
    restrictions: [],
  }
  expect(reuseFields(said as never, 'BE-POL-SPOC', 'MA-DGSN-SPOC', 'fr').items).toEqual([
    { ...item, originCountry: 'MA', originator: 'MA-DGSN-SPOC' },
    { ...item, originCountry: 'FR', originator: 'FR-DCPJ-SPOC' },
    { ...item, originCountry: 'FR', originator: 'MA-DGSN-SPOC' },
    { ...item, originCountry: 'BE' },
  ])
})

test('the conditions of H3 go on with what a message said, and leave only with their code', () => {
  const bound = { items: [], dataCategories: ['NAME'], handling: ['H1', 'H3'], restrictions: ['Not in court.'] }
  expect(reuseFields(bound as never, 'BE-POL-SPOC', 'MA-DGSN-SPOC', 'fr')).toMatchObject({ handling: ['H1', 'H3'], restrictions: ['Not in court.'] })
  const fields = { ...emptyFields('REQ', 'fr'), restrictions: ['Not in court.', ' '] }
  expect(leavingConditions(fields)).toEqual([])
  expect(leavingConditions({ ...fields, handling: ['H1', 'H3'] })).toEqual(['Not in court.'])
  expect(partsOf('ACK', ['restrictions', 'event'])).toEqual(['note', 'handling', 'event'])
})
