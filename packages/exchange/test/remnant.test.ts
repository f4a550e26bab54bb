import { expect, test } from 'vitest'
import type { MessageBody } from '../src/body.ts'
import { concernedBy, corrected, isIn, withoutContent } from '../src/remnant.ts'
import { bodyOfKind } from './sample.ts'

const file = (digest: string) => ({ name: `${digest}.png`, mediaType: 'png', bytes: 5_000, sealedBytes: 5_136, digest: digest.repeat(32), key: 'A'.repeat(43) })
const [first] = bodyOfKind('REQ').items
const named = (name: string) => ({ ...(first as NonNullable<typeof first>), person: { names: [name] } })
const body = bodyOfKind('REQ', {
  items: [named('Un Exemple'), named('Deux Exemple'), named('Trois Exemple')],
  attachments: [file('ab'), file('cd')],
  note: 'He was seen.',
})
const said = (message: MessageBody) => JSON.stringify(message)

test('of a message nothing stays but its frame', () => {
  const left = withoutContent(body, null)
  for (const word of ['Exemple', 'seen', 'BR.10.2026/114', 'resin', 'suspected', 'ab'.repeat(32)]) expect(said(left)).not.toContain(word)
  expect(left.items.map(item => Object.keys(item))).toEqual(body.items.map(() => ['category', 'nature', 'source', 'information', 'provenance']))
  expect(left).toMatchObject({
    messageType: 'REQ',
    agreement: body.agreement,
    holdUntil: body.holdUntil,
    ask: { clause: 'C04', purpose: 'INVE', handling: ['H1', 'H2'] },
  })
})

test('of the conditions of H3 and of an event nothing stays', () => {
  const bound = { ...body, ask: { ...body.ask, restrictions: ['Not before the trial.'], event: 'Match Belgium–Morocco' } }
  expect(withoutContent(bound, null).ask).toEqual(withoutContent(body, null).ask)
  expect(withoutContent(bound, { items: [0], attachments: [] }).ask).toEqual(bound.ask)
})

test('of a file on a person the parents and the decision go too; of an acknowledgement what it says stays', () => {
  expect(withoutContent(bodyOfKind('IDR'), null)).not.toHaveProperty('matter')
  expect(withoutContent(bodyOfKind('ACK'), null).matter).toEqual(bodyOfKind('ACK').matter)
})

test('of a statement or an attachment only that goes', () => {
  const left = withoutContent(body, { items: [1], attachments: ['cd'.repeat(32)] })
  expect(said(left)).toContain('Un Exemple')
  expect(said(left)).not.toContain('Deux')
  expect(left.items).toHaveLength(3)
  expect(left.attachments.map(each => each.digest)).toEqual(['ab'.repeat(32)])
  expect(left.note).toBe(body.note)
})

test('a correction stands in the places it names, or in all of them', () => {
  const cor = bodyOfKind('COR', { items: [named('Corrigé')], matter: { matter: 'notice', items: [2] } })
  expect(corrected(body, cor).items.map(item => item.person?.names[0])).toEqual(['Un Exemple', 'Deux Exemple', 'Corrigé'])
  const whole = bodyOfKind('COR', { items: [named('A'), named('B'), named('C')], matter: undefined as never })
  expect(corrected(body, whole).items.map(item => item.person?.names[0])).toEqual(['A', 'B', 'C'])
})

test('what a notice names must stand in the message', () => {
  expect(concernedBy(bodyOfKind('DEL').matter)).toBeNull()
  const concerned = (items: number[], attachments?: string[]) =>
    concernedBy(bodyOfKind('RST', { matter: { matter: 'notice', items, ...(attachments === undefined ? {} : { attachments }) } }).matter)
  expect([concerned([0, 2]), concerned([3]), concerned([], ['ab'.repeat(32)]), concerned([], ['ef'.repeat(32)]), null].map(each => isIn(body, each))).toEqual([
    true,
    false,
    true,
    false,
    true,
  ])
})
