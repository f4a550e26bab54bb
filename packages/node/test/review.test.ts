import { refusedContexts, reviewedContexts } from '@entraide/agreement'
import { calendarDate } from '@entraide/ground'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contexts } from '../src/http/api.ts'
import { checkFields } from '../src/steps/draft.ts'
import { bodyOf, drain, type Fields, messageOf, request, send, type Two, twoNodes } from './path-nodes.ts'

/** R7, R19, R33: what an author says of the matter at home opens or shuts the door, and never leaves by it. */
let two: Two
beforeAll(async () => {
  two = await twoNodes('sqlite')
})
afterAll(() => two.close())

type Context = (typeof contexts)[number]
const unmet = async (fields: Fields) => {
  const decision = await checkFields(two.be.node, two.be.who.OPR, fields)
  return decision.decision === 'permit' ? [] : decision.unmet.map(each => each.code)
}
const review = (said: Partial<NonNullable<Fields['review']>>) => ({ review: { contexts: [], legalReview: '', rightsTest: '', ...said } })
const detained: Fields['items'] = [
  {
    category: 'NAME',
    person: { names: ['Karim Exemple'] },
    nature: 'fact',
    source: 'B',
    information: '2',
    provenance: 'STMD',
    verifiedOn: calendarDate('2026-11-20'),
  },
]

test('the form knows every context that the engine refuses or has reviewed', () => {
  expect([...contexts].sort()).toEqual([...refusedContexts, ...reviewedContexts].sort())
})

test('a journalist, an activist, an association of the diaspora and a lawyer want the legal adviser first', async () => {
  for (const context of reviewedContexts as readonly Context[]) {
    expect(await unmet(request(two, review({ contexts: [context] })))).toEqual(['legal-review-missing'])
    expect(await unmet(request(two, review({ contexts: [context], legalReview: 'LEG-2026/31' })))).toEqual([])
  }
})

test('a political, military, religious or racial matter is not exchanged, whatever the adviser said', async () => {
  for (const context of refusedContexts as readonly Context[])
    expect(await unmet(request(two, review({ contexts: [context], legalReview: 'LEG-2026/31' })))).toEqual(['political-character'])
})

test('a statement of a detained person leaves once its review is named, and the review stays at home', async () => {
  expect(await unmet(request(two, { items: detained }))).toEqual(['taint-review-missing'])
  const sent = await send(two.be, request(two, { items: detained, ...review({ legalReview: 'LEG-2026/77 on the hearing' }) }))
  await drain(two.be, two.ma)
  expect(await messageOf(two.be, sent.message)).toMatchObject({ verdict: 'admitted' })
  expect(JSON.stringify(await bodyOf(two.ma, sent.message))).not.toContain('LEG-2026/77')
})

test('a transfer in single cases leaves once the rights of the person were weighed', async () => {
  const single = { transferBasis: 'LED-38-1-d' } as const
  expect(await unmet(request(two, single))).toEqual(['rights-test-missing'])
  expect(await unmet(request(two, { ...single, ...review({ rightsTest: 'The danger to the child outweighs his interest in not being named.' }) }))).toEqual([])
  expect(await unmet(request(two, { ...single, ...review({ rightsTest: ' ' }) }))).toEqual(['rights-test-missing'])
})
