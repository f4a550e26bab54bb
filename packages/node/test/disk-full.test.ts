import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDiskFull } from '../src/store/database.ts'
import type { OpenStore } from '../src/store/open.ts'
import { type Browser, browser, emptyFields, signedIn, type TestFace, testFace } from './face.ts'

let face: TestFace
let here: Browser
let store: OpenStore
beforeAll(async () => {
  face = await testFace({})
  here = await signedIn(face, ['INV'])
  store = face.node.store as OpenStore
})
afterAll(() => face.close())

const pragma = async (text: string) => (await store.database.db.executeQuery(CompiledQuery.raw(`pragma ${text}`))).rows[0] as Record<string, number>
const draft = (reasons: string) => here.call('POST', '/v1/drafts', { fields: { ...emptyFields, reasons }, dossier: null })
const countOf = (table: 'draft' | 'act' | 'leaf' | 'dossier') =>
  store.read(async tx => Number((await tx.db.selectFrom(table).select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n))

test('on a full disk new work is refused with a word, nothing of it is half there, and it goes on by itself when there is room', async () => {
  const { page_count: pages } = await pragma('page_count')
  await pragma(`max_page_count = ${(pages as number) + 40}`)
  const made = []
  for (let last = { status: 201 }; last.status === 201; ) {
    last = await draft('A reason of some length. '.repeat(300))
    made.push(last.status)
  }
  expect(made.at(-1)).toBe(507)
  const refused = await draft('A reason of some length. '.repeat(300))
  expect(refused).toMatchObject({ status: 507, body: { refused: 'disk-full', facts: {} } })
  const good = made.filter(status => status === 201).length
  expect(good).toBeGreaterThan(0)
  expect([await countOf('draft'), await countOf('dossier')]).toEqual([good, good])
  // An act and its leaf stand together or not at all.
  expect(await countOf('act')).toBe(await countOf('leaf'))
  expect(await browser(face).call('GET', '/v1/health')).toMatchObject({ status: 200, body: { status: 'open' } })
  expect((await here.call('GET', '/v1/drafts')).body.total).toBe(good)

  await pragma('max_page_count = 1000000')
  expect(await draft('There is room again.')).toMatchObject({ status: 201 })
  expect(await countOf('draft')).toBe(good + 1)
})

test('is told from every other outage, on either engine and beside the store', () => {
  for (const error of [{ errcode: 13 }, { code: '53100' }, { code: 'ENOSPC' }, { code: 'EDQUOT' }])
    expect(isDiskFull(Object.assign(new Error('x'), error))).toBe(true)
  for (const error of [{ errcode: 5 }, { errcode: 11 }, { code: '40001' }, { code: 'EACCES' }, {}])
    expect(isDiskFull(Object.assign(new Error('x'), error))).toBe(false)
  for (const error of [null, undefined, 'ENOSPC', 13]) expect(isDiskFull(error)).toBe(false)
})
