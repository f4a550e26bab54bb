import { expect, test } from 'vitest'
import { type CodeOf, codesOf, isCode, label, languages, type MessageType, type SchemeId, schemeLabel, schemes, term } from '../src/index.ts'

const schemeIds = Object.keys(schemes) as SchemeId[]

test('every scheme stands under its own id and says where it comes from', () => {
  for (const id of schemeIds) {
    expect(schemes[id].id).toBe(id)
    expect(schemes[id].standard).not.toBe('')
    expect(['standard', 'standard-unverified', 'local']).toContain(schemes[id].codeStatus)
  }
})

test('every scheme and every code has a label in every language, trimmed and not empty', () => {
  for (const id of schemeIds)
    for (const language of languages) {
      expect(schemeLabel(id, language).trim()).toBe(schemeLabel(id, language))
      for (const code of codesOf(id)) {
        const text = label(id, code, language)
        expect(text, `${id} ${code} ${language}`).toMatch(/\S/)
        expect(text.trim()).toBe(text)
      }
    }
})

test('Arabic labels are written in Arabic, others are not', () => {
  for (const id of schemeIds)
    for (const { code, label: labels } of schemes[id].terms) {
      expect(/\p{Script=Arabic}/u.test(labels.en + labels.fr + labels.nl), `${id} ${code}`).toBe(false)
      if (!['unit', 'language', 'country'].includes(id)) expect(labels.ar, `${id} ${code}`).toMatch(/\p{Script=Arabic}/u)
    }
})

test('no code stands twice in a scheme', () => {
  for (const id of schemeIds) expect(new Set(codesOf(id)).size, id).toBe(codesOf(id).length)
})

test('the messages of one exchange are all there', () => {
  const exchange: MessageType[] = ['REQ', 'REP', 'CLR', 'RTC', 'RFS', 'WDW', 'SPO', 'FBK']
  for (const code of exchange) expect(isCode('messageType', code)).toBe(true)
})

test('a code of another scheme, another case or another type is no code', () => {
  expect(isCode('purpose', 'REQ')).toBe(false)
  expect(isCode('messageType', 'req')).toBe(false)
  expect(isCode('infoEval', 1)).toBe(false)
  expect(isCode('infoEval', '1')).toBe(true)
  for (const strange of [null, undefined, {}, [], '__proto__', 'constructor', '', 'REQ ']) expect(isCode('messageType', strange)).toBe(false)
})

test('the grounds that protect someone all travel as the generic refusal', () => {
  const protectedGrounds: CodeOf<'refusalGround'>[] = ['SOVE', 'INVE', 'THIR', 'ASYL', 'MINR', 'VICT']
  for (const ground of protectedGrounds) expect(term('refusalGround', ground)).toMatchObject({ internalOnly: true, shownToPartnerAs: 'GENR' })
  const others = codesOf('refusalGround').filter(code => !protectedGrounds.includes(code))
  for (const ground of others) expect(term('refusalGround', ground)).not.toHaveProperty('shownToPartnerAs')
})

test('classifications are ordered by rank', () => {
  expect(codesOf('classification').map(code => term('classification', code).rank)).toEqual([0, 1, 2, 3, 4, 5])
})

test('the regimes of a purpose are regimes', () => {
  for (const code of codesOf('purpose')) for (const regime of term('purpose', code).regimes) expect(isCode('legalRegime', regime)).toBe(true)
})

test('an unknown code is its own label', () => {
  expect(label('purpose', 'PREV', 'fr')).toBe('Prévention des infractions pénales')
  expect(label('purpose', 'LATER', 'fr')).toBe('LATER')
})
