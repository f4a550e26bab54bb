import { check } from '@entraide/agreement'
import { utf8 } from '@entraide/ground'
import { codesOf, isCode, label, languages, term } from '@entraide/vocabulary'
import { describe, expect, test } from 'vitest'
import { askOfBody } from '../src/ask.ts'
import { readBody } from '../src/body.ts'
import type { Item } from '../src/item.ts'
import { travellingGround } from '../src/protected-grounds.ts'
import { agreement, bodyOfKind, policy, policyOfRabat } from './sample.ts'

/** Rules of the domain that the shape of a message holds, not a clause: a message that breaks one is none, or is told which. */
const read = (body: object) => readBody(utf8(JSON.stringify(body)))
const judged = (body: ReturnType<typeof bodyOfKind>, by = policy) => check(askOfBody(body, null), agreement, by, '2026-11-23T14:00:00.000Z' as never)
const codesIn = (decision: ReturnType<typeof judged>) => (decision.decision === 'permit' ? [] : decision.unmet.map(each => each.code))

describe('R9: a refusal gives its ground, from a closed list', () => {
  const refusal = bodyOfKind('RFS')
  test('with one it is read', () => expect(read(refusal)).toMatchObject({ ground: 'GENR' }))
  test.each([
    ['none', null],
    ['another word', 'BUSY'],
    ['free words', 'we do not want to'],
    ['a prototype', 'constructor'],
  ])('with %s it is no message', (_, ground) => expect(read({ ...refusal, ground })).toMatchObject({ refused: 'body-shape' }))
  test('no other kind carries one', () => {
    for (const kind of ['REP', 'RTC', 'CLR', 'WDW'] as const)
      expect(read(bodyOfKind(kind, { ground: 'NAVL' }))).toMatchObject({ refused: 'body-shape', facts: { at: 'ground' } })
  })
  test('each ground of the list reads in four languages, and a protected one does not travel', () => {
    for (const ground of codesOf('refusalGround')) {
      for (const language of languages) expect(label('refusalGround', ground, language)).not.toBe('')
      expect(read({ ...refusal, ground })).toMatchObject(travellingGround(ground) === ground ? { ground } : { refused: 'body-shape' })
    }
  })
  test('its free words are read for what must not be told', () =>
    expect(codesIn(judged({ ...refusal, note: 'The person has asked for asylum.' }))).toContain('asylum-mentioned'))
})

describe('R14: levels of secrecy have their order, and a marking is no level', () => {
  const rankOf = (code: string) => (term('classification', code as 'U') as { rank: number }).rank
  test('from none to the highest', () => expect(['U', 'DR', 'R', 'C', 'S', 'TS'].map(rankOf)).toEqual([0, 1, 2, 3, 4, 5]))
  test('there are no others', () => expect([...codesOf('classification')]).toEqual(['U', 'DR', 'R', 'C', 'S', 'TS']))
  test('limited distribution is marked as none', () => expect(term('classification', 'DR')).toMatchObject({ isClassification: false }))
  test('an unknown level is no message', () => {
    const body = bodyOfKind('REQ')
    for (const classification of ['RESTREINT', 'X', '', 3])
      expect(read({ ...body, ask: { ...body.ask, classification } })).toMatchObject({ refused: 'body-shape' })
  })
})

describe('R16: no label of one side travels bare', () => {
  test('there is no kind of data that is a label', () => {
    for (const code of codesOf('terCategory')) expect(isCode('dataCategory', code)).toBe(false)
  })
  test('an item has no place for one', () => {
    const body = bodyOfKind('SPO')
    for (const member of ['label', 'terCategory', 'watchFlag', 'category2'])
      expect(read({ ...body, items: [{ ...body.items[0], [member]: 'FTF' }] })).toMatchObject({ refused: 'body-shape' })
    for (const category of codesOf('terCategory')) expect(read({ ...body, items: [{ ...body.items[0], category }] })).toMatchObject({ refused: 'body-shape' })
  })
  test('nor has the message', () => {
    const body = bodyOfKind('SPO')
    for (const member of ['terCategory', 'threatLevel', 'labels']) expect(read({ ...body, [member]: 'FTF' })).toMatchObject({ refused: 'body-shape' })
  })
  test('what is said of a person says how sure it is, whether it is fact, and how it was come by', () => {
    const body = bodyOfKind('SPO')
    for (const member of ['nature', 'source', 'information', 'provenance']) {
      const { [member as 'nature']: _, ...less } = body.items[0] as Item
      expect(read({ ...body, items: [less] }), member).toMatchObject({ refused: 'body-shape' })
    }
  })
})

describe('R22: what came from another goes on only with the consent of whoever sent it first', () => {
  const consent = { by: 'FR-DCPJ-SPOC', reference: 'FR/2026/77', on: '2026-11-01' }
  const told = (item: Partial<Item>) => {
    const body = bodyOfKind('SPO')
    return { ...body, items: [{ ...(body.items[0] as Item), ...item }] }
  }
  test('of a third service: refused without, permitted with', () => {
    expect(codesIn(judged(told({ provenance: 'PART' })))).toContain('origin-consent-missing')
    expect(codesIn(judged(told({ provenance: 'PART', originConsent: consent as never })))).toEqual([])
  })
  test('of another state: refused without, permitted with (R21)', () => {
    expect(codesIn(judged(told({ originCountry: 'FR' })))).toContain('origin-state-consent-missing')
    expect(codesIn(judged(told({ originCountry: 'FR', originConsent: consent as never })))).toEqual([])
  })
  test('of the service that gets it back: nobody else is asked, and both ends say so', () => {
    for (const by of [policy, policyOfRabat]) {
      expect(codesIn(judged(told({ provenance: 'PART', originator: 'MA-DGSN-SPOC' }), by))).toEqual([])
      expect(codesIn(judged(told({ provenance: 'PART', originator: 'MA-DGST-DESK' }), by))).toContain('origin-consent-missing')
    }
  })
  describe('R21: in an immediate and serious threat the state it came from is told, not asked', () => {
    const originEmergency = { threat: 'An attack is announced for tonight.', authority: 'FR-DGPN-SPOC' }
    const warned = (item: Partial<Item>, ask: object = {}) => {
      const body = told({ originCountry: 'FR', originEmergency, ...item })
      return { ...body, ask: { ...body.ask, urgency: 'IMM' as const, transferBasis: 'LED-38-1-c' as const, ...ask } }
    }
    test('both ends read the record of the message itself', () => {
      for (const by of [policy, policyOfRabat]) expect(codesIn(judged(warned({}), by))).toEqual([])
      expect(read(warned({}))).toMatchObject({ items: [{ originEmergency }] })
    })
    test('without the record, the urgency or the basis it is refused at both ends', () => {
      for (const by of [policy, policyOfRabat])
        for (const body of [warned({ originEmergency: undefined as never }), warned({}, { urgency: 'U8H' }), warned({}, { transferBasis: 'LED-37-1-b' })])
          expect(codesIn(judged(body, by))).toContain('origin-state-consent-missing')
    })
    test('what is written of the threat is read for what must not be told', () =>
      expect(codesIn(judged(warned({ originEmergency: { ...originEmergency, threat: 'The asylum seeker said so.' } })))).toContain('asylum-mentioned'))
  })
  test('the receiver judges the same', () => expect(codesIn(judged(told({ provenance: 'PART' }), policyOfRabat))).toContain('origin-consent-missing'))
  test('a consent names who, where it is written and when', () => {
    for (const member of ['by', 'reference', 'on']) {
      const { [member as 'by']: _, ...less } = consent
      expect(read(told({ originConsent: less as never })), member).toMatchObject({ refused: 'body-shape' })
    }
  })
})
