import { createHash, randomBytes } from 'node:crypto'
import type { Uuid } from '@entraide/ground'
import type { Role } from '@entraide/vocabulary'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, emptyFields, signedIn, type TestFace, testFace } from './face.ts'

/**
 * Attack 11: a person of one office reads, edits, exports or counts what is another's, by id, list, search or error text.
 * Attack 12: a child addressed under another parent. Each is answered exactly like an id that does not exist.
 */
let face: TestFace
type Who = Browser & { id: string }
const who = {} as { author: Who; colleague: Who; elsewhere: Who; operator: Who; releaser: Who; assigned: Who; reviewer: Who }
const outsiders: Who[] = []
const thing = {} as {
  dossier: string
  draft: string
  waiting: string
  message: string
  attachment: string
  otherDraft: string
  otherMessage: string
  draftFile: string
}
const unknown = '01a207a2-3280-7000-863d-216bb910a963'

beforeAll(async () => {
  face = await testFace({})
  who.author = await signedIn(face, ['INV'], 'Brussels')
  who.colleague = await signedIn(face, ['INV'], 'Brussels')
  who.elsewhere = await signedIn(face, ['INV'], 'Antwerp')
  who.operator = await signedIn(face, ['OPR'], 'SPOC')
  who.releaser = await signedIn(face, ['REL'], 'SPOC')
  who.assigned = await signedIn(face, ['ANA'], 'Antwerp')
  who.reviewer = await signedIn(face, ['LEG'], 'Brussels')
  for (const role of ['SEC', 'ADM', 'INS', 'DPO', 'MAG', 'CON', 'COO'] as Role[]) outsiders.push(await signedIn(face, [role], 'Brussels'))
  const made = await who.author.call('POST', '/v1/drafts', { fields: emptyFields, dossier: null })
  expect(made).toMatchObject({ status: 201 })
  thing.draft = String(made.body.id)
  thing.dossier = String(made.body.dossier)
  const other = await who.elsewhere.call('POST', '/v1/drafts', { fields: emptyFields, dossier: null })
  thing.otherDraft = String(other.body.id)
  await who.operator.call('POST', `/v1/threads/${thing.dossier}/assignment`, { to: who.assigned.id })
  thing.draftFile = String((await attach(who.author, thing.draft)).body.id)
  expect(await sendOn(who.author, thing.draft, begunFile.content.subarray(0, 70_000), 0)).toMatchObject({ status: 200, body: { bytesHeld: 65_536 } })
  ;[thing.message, thing.attachment] = await addMessage(thing.dossier)
  ;[thing.otherMessage] = await addMessage(String(other.body.dossier))
})
afterAll(() => face.close())

const attach = (here: Browser, draft: string) =>
  here.call('POST', `/v1/drafts/${draft}/attachments?name=a.txt`, Buffer.from('plain text'), { headers: { 'content-type': 'application/octet-stream' } })

/** A file of which a draft has the beginning. */
const content = Buffer.alloc(100_000, 'never ended ')
const begunFile = { content, digest: createHash('sha256').update(content).digest('hex') }
const octets = { headers: { 'content-type': 'application/octet-stream' } }
const sendOn = (here: Browser, draft: string, part: Uint8Array, offset: number, digest = begunFile.digest) =>
  here.call('PUT', `/v1/drafts/${draft}/uploads/${digest}?name=b.txt&bytes=${content.length}&offset=${offset}`, Buffer.from(part), octets)

/** A message with an attachment, as if it had come in. */
async function addMessage(dossier: string): Promise<[string, string]> {
  return await face.node.store.write(async tx => {
    const [id, file] = [tx.newId(), tx.newId()]
    await tx.db
      .insertInto('message')
      .values({
        ...{
          id,
          dossier_id: dossier,
          direction: 'in',
          partner: 'MA-DGSN-SPOC',
          kind: 'message',
          message_type: 'REQ',
          agreement_hash: null,
          clause: null,
          in_reply_to: null,
        },
        ...{
          body_digest: 'ab'.repeat(32),
          body_sealed: null,
          at: tx.at,
          created_at: tx.at,
          expires_at: tx.at,
          verdict: null,
          code: null,
          inner_code: null,
          receipt: null,
          receipt_at: null,
          hold_until: null,
        },
      })
      .execute()
    await tx.db
      .insertInto('outbox')
      .values({
        ...{ message_id: id, partner: 'MA-DGSN-SPOC', draft_id: null, state: 'waiting', not_before: tx.at, next_try_at: tx.at, tries: 0, reason: null },
        ...{ envelope: new Uint8Array(randomBytes(8)), recipient_key: 'k', released_at: tx.at, delivered_at: null, claimed_until: null, before: '{}' },
      })
      .execute()
    await tx.db
      .insertInto('attachment')
      .values({
        ...{
          id: file,
          dossier_id: dossier,
          draft_id: null,
          message_id: id,
          media_type: 'text',
          bytes: 1,
          sealed_bytes: 17,
          digest: 'ab',
          chunks: 0,
          state: 'pushed',
          made_at: tx.at,
        },
        name_sealed: await tx.seal(dossier as Uuid, `attachment/${file}/name`, 'a.txt'),
        key_sealed: await tx.seal(dossier as Uuid, `attachment/${file}/key`, ''),
      })
      .execute()
    return [id, file]
  })
}

type Try = readonly [what: string, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown]
const onDossier = (id: string): Try[] => [
  ['read', 'GET', `/v1/threads/${id}`],
  ['open', 'POST', `/v1/threads/${id}/openings`, { reason: 'curious' }],
  ...['threads', 'visits', 'plans'].map((kind): Try => [`print as one of the ${kind}`, 'GET', `/v1/${kind}/${id}/paper`]),
  ['continue', 'POST', '/v1/drafts', { fields: { ...emptyFields, messageType: 'FBK', inReplyTo: unknown }, dossier: id }],
]
const runDossier = (id: string): Try[] => [
  ['accept', 'POST', `/v1/threads/${id}/acceptance`, {}],
  ['assign', 'POST', `/v1/threads/${id}/assignment`, { to: null }],
  ['assess', 'POST', `/v1/threads/${id}/assessment`, { assessment: 'accepted', reason: 'x' }],
  ['close', 'POST', `/v1/threads/${id}/closing`, {}],
  ['await authorisation', 'POST', `/v1/threads/${id}/authorisation`, {}],
  ['resume', 'POST', `/v1/threads/${id}/resumption`, {}],
]
const writeDraft = (id: string): Try[] => [
  ['change', 'PUT', `/v1/drafts/${id}`, { version: 1, fields: emptyFields }],
  ['discard', 'DELETE', `/v1/drafts/${id}`],
  ['restore', 'POST', `/v1/drafts/${id}/restore`, {}],
  ['submit', 'POST', `/v1/drafts/${id}/submit`, {}],
  ['recall', 'POST', `/v1/drafts/${id}/recall`, {}],
  ['take off a file', 'DELETE', `/v1/drafts/${id}/attachments/${thing.draftFile}`],
  ['ask what is held of files', 'GET', `/v1/drafts/${id}/uploads`],
  ['ask what is held of a file', 'GET', `/v1/drafts/${id}/uploads/${begunFile.digest}`],
  [
    'send on a file',
    'PUT',
    `/v1/drafts/${id}/uploads/${begunFile.digest}?name=b.txt&bytes=${begunFile.content.length}&offset=65536`,
    begunFile.content.subarray(65_536),
  ],
  ['give up a file', 'DELETE', `/v1/drafts/${id}/uploads/${begunFile.digest}`],
]
const readDraft = (id: string): Try[] => [
  ['read the draft', 'GET', `/v1/drafts/${id}`],
  ['preview', 'GET', `/v1/drafts/${id}/preview`],
]
const releaseDraft = (id: string): Try[] => [
  ['release', 'POST', `/v1/drafts/${id}/release`, { note: '', version: 1 }],
  ['send back', 'POST', `/v1/drafts/${id}/send-back`, { reason: 'no' }],
]
const onMessage = (id: string): Try[] => [
  ['prove', 'GET', `/v1/messages/${id}/proof`],
  ['download', 'GET', `/v1/messages/${id}/attachments/${thing.attachment}`],
]
const runOutbox = (id: string): Try[] => [
  ['retry', 'POST', `/v1/outbox/${id}/retry`, {}],
  ['stop', 'POST', `/v1/outbox/${id}/stop`, {}],
]

const asSent = (body: unknown) => (body instanceof Uint8Array ? octets : {})

/** Every try on the thing is answered as the same try on an id that does not exist: status, body and headers. */
async function sameAsUnknown(here: Browser, tries: (id: string) => Try[], id: string): Promise<void> {
  const [real, made] = [tries(id), tries(unknown)]
  for (const [i, [what, method, url, body]] of real.entries()) {
    const [, , otherUrl, otherBody] = made[i] as Try
    const [there, nowhere] = [await here.call(method, url, body, asSent(body)), await here.call(method, otherUrl, otherBody, asSent(otherBody))]
    const shown = ({ status, text, headers }: typeof there) => ({ status, text: text.replaceAll(id, unknown), headers: { ...headers, date: undefined } })
    expect(shown(there), what).toEqual(shown(nowhere))
    expect([403, 404], what).toContain(there.status)
  }
}

describe('11: what belongs to another office is as if it did not exist', () => {
  test('for an officer of another office', async () => {
    await sameAsUnknown(who.elsewhere, onDossier, thing.dossier)
    await sameAsUnknown(who.elsewhere, runDossier, thing.dossier)
    await sameAsUnknown(who.elsewhere, writeDraft, thing.draft)
    await sameAsUnknown(who.elsewhere, readDraft, thing.draft)
    await sameAsUnknown(who.elsewhere, releaseDraft, thing.draft)
    await sameAsUnknown(who.elsewhere, onMessage, thing.message)
    await sameAsUnknown(who.elsewhere, runOutbox, thing.message)
  })
  test('for those who run the node, watch it or plan', async () => {
    for (const outsider of outsiders) {
      await sameAsUnknown(outsider, onDossier, thing.dossier)
      await sameAsUnknown(outsider, writeDraft, thing.draft)
      await sameAsUnknown(outsider, readDraft, thing.draft)
      await sameAsUnknown(outsider, releaseDraft, thing.draft)
      await sameAsUnknown(outsider, onMessage, thing.message)
      await sameAsUnknown(outsider, runOutbox, thing.message)
    }
  })
  test('for a lawyer to whom it was not given', async () => {
    await sameAsUnknown(who.reviewer, onDossier, thing.dossier)
    await sameAsUnknown(who.reviewer, onMessage, thing.message)
  })
  test('in lists and counts', async () => {
    for (const here of [who.elsewhere, who.reviewer, outsiders[4] as Who]) {
      const listed = await here.call('GET', '/v1/threads')
      expect(listed.text).not.toContain(thing.dossier)
      expect(listed.body.total).toBe(here === who.elsewhere ? 1 : 0)
      const board = await here.call('GET', '/v1/due')
      expect(board.text).not.toContain(thing.dossier)
      expect(board.text).not.toContain(thing.draft)
    }
    expect((await who.elsewhere.call('GET', '/v1/outbox')).text).not.toContain(thing.message)
    expect((await who.elsewhere.call('GET', `/v1/threads?reference=${encodeURIComponent((await reference()).slice(0, 12))}`)).body.total).toBe(1)
  })
})

const reference = async () => String(((await who.operator.call('GET', `/v1/threads/${thing.dossier}`)).body.row as { ourReference: string }).ourReference)

describe('11: within the office', () => {
  test('a colleague reads the dossier and not the draft, which is its author’s', async () => {
    expect(await who.colleague.call('GET', `/v1/threads/${thing.dossier}`)).toMatchObject({ status: 200 })
    await sameAsUnknown(who.colleague, writeDraft, thing.draft)
    await sameAsUnknown(who.colleague, readDraft, thing.draft)
  })
  test('whoever it is given to reads it, wherever she sits', async () => {
    expect(await who.assigned.call('GET', `/v1/threads/${thing.dossier}`)).toMatchObject({ status: 200 })
    expect(await who.assigned.call('GET', `/v1/messages/${thing.message}/proof`)).toMatchObject({ status: 200 })
  })
  test('the operator reads drafts and changes none', async () => {
    expect(await who.operator.call('GET', `/v1/drafts/${thing.draft}`)).toMatchObject({ status: 200 })
    await sameAsUnknown(who.operator, writeDraft, thing.draft)
  })
  test('a draft that does not wait is nothing to the releasing officer', async () => {
    await sameAsUnknown(who.releaser, readDraft, thing.draft)
    await sameAsUnknown(who.releaser, releaseDraft, thing.draft)
  })
  test('its author cannot release it, even holding that role too', async () => {
    const both = await signedIn(face, ['INV', 'REL'], 'Brussels')
    const mine = String((await both.call('POST', '/v1/drafts', { fields: emptyFields, dossier: null })).body.id)
    await face.node.store.write(tx => tx.db.updateTable('draft').set({ state: 'waiting-release' }).where('id', '=', mine).execute())
    const answers = [
      await both.call('POST', `/v1/drafts/${mine}/release`, { note: '', version: 1 }),
      await both.call('POST', `/v1/drafts/${mine}/send-back`, { reason: 'x' }),
    ]
    for (const { status } of answers) expect([404, 422]).toContain(status)
    expect(await face.node.store.read(tx => tx.db.selectFrom('outbox').select('draft_id').where('draft_id', '=', mine).execute())).toEqual([])
  })
})

describe('12: a child under another parent is not found', () => {
  test('a file of one draft under another', async () => {
    expect(await who.elsewhere.call('DELETE', `/v1/drafts/${thing.otherDraft}/attachments/${thing.draftFile}`)).toMatchObject({ status: 404 })
    expect((await who.author.call('GET', `/v1/drafts/${thing.draft}`)).text).toContain(thing.draftFile)
  })
  test('a file of one message under another', async () => {
    expect(await who.elsewhere.call('GET', `/v1/messages/${thing.otherMessage}/attachments/${thing.attachment}`)).toMatchObject({ status: 404 })
    expect(await who.operator.call('GET', `/v1/messages/${thing.otherMessage}/attachments/${thing.attachment}`)).toMatchObject({ status: 404 })
  })
  test('an id of another kind, or of no kind', async () => {
    for (const id of [
      thing.draft,
      thing.message,
      who.author.id,
      '..%2fdrafts',
      '%2e%2e',
      'null',
      '0',
      '[]',
      '__proto__',
      'constructor',
      '%00',
      `${thing.dossier}x`,
      thing.dossier.toUpperCase(),
      'a'.repeat(5_000),
    ])
      expect((await who.operator.call('GET', `/v1/threads/${id}`)).status, id).toBe(404)
  })
})

test('content opens only with a reason given today, and the attachment with it', async () => {
  expect(await who.author.call('GET', `/v1/messages/${thing.message}/attachments/${thing.attachment}`)).toMatchObject({
    status: 422,
    body: { refused: 'dossier-not-opened' },
  })
})

describe('a file that is sent on', () => {
  test('goes on where it stood, and a wrong place, length or digest is answered by a code', async () => {
    const draft = String((await who.author.call('POST', '/v1/drafts', { fields: emptyFields, dossier: null })).body.id)
    const other = createHash('sha256').update('another').digest('hex')
    const at = `/v1/drafts/${draft}/uploads`
    expect(await who.author.call('GET', `${at}/${begunFile.digest}`)).toMatchObject({ status: 200, body: { bytesHeld: 0, attachment: null } })
    expect(await sendOn(who.author, draft, content.subarray(0, 70_000), 0)).toMatchObject({ status: 200, body: { bytesHeld: 65_536 } })
    expect((await who.author.call('GET', at)).text).toContain('"bytesHeld":65536')
    expect(await sendOn(who.author, draft, content, 0)).toMatchObject({ status: 409, body: { refused: 'upload-offset', facts: { bytesHeld: 65_536 } } })
    expect(await sendOn(who.author, draft, content, 65_536)).toMatchObject({ status: 400, body: { refused: 'attachment-size-differs' } })
    expect(await sendOn(who.author, draft, content, 0, other)).toMatchObject({ status: 400, body: { refused: 'attachment-digest-differs' } })
    for (const [query, status] of [
      ['name=b.txt&bytes=104857601', 400],
      ['name=b.txt&bytes=-1', 400],
      ['name=b.txt&bytes=5&offset=x', 400],
      ['bytes=5', 400],
    ] as const)
      expect((await who.author.call('PUT', `${at}/${begunFile.digest}?${query}`, Buffer.from('12345'), octets)).status, query).toBe(status)
    for (const digest of ['x', 'A'.repeat(64), begunFile.digest.slice(1)])
      expect((await who.author.call('PUT', `${at}/${digest}?name=b.txt&bytes=5`, Buffer.from('12345'), octets)).status).toBeLessThan(500)
    expect(await who.author.call('DELETE', `${at}/${other}`)).toMatchObject({ status: 404 })
    const whole = await sendOn(who.author, draft, content.subarray(65_536), 65_536)
    expect(whole).toMatchObject({ status: 200, body: { bytesHeld: content.length, attachment: { name: 'b.txt', contentDigest: begunFile.digest } } })
  })
})
