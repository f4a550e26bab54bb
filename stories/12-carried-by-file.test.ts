import {
  addAttachment,
  carryIn,
  carryOut,
  createDraft,
  listLogs,
  listOutbox,
  readAttachment,
  releaseDraft,
  submitDraft,
  suspendAgreement,
} from '@entraide/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockAt, done, exchangeAll, lineOf, read, request, send, standing, type TwoNodes, twoNodes } from './two-nodes.ts'

/** 12. Where there is no line a file is carried: with the attachments, under the law of the day it is written, and twice is once. */
const clock = clockAt('2026-11-24T09:05:00.000Z')
let two: TwoNodes
beforeAll(async () => {
  two = await twoNodes({ be: clock, ma: clock })
})
afterAll(() => two.close())

async function* pieces(text: string) {
  yield new TextEncoder().encode(text)
}

test('a request and its attachment are carried; carried twice, they are there once; the receipts are carried back', async () => {
  const { be, ma } = two
  be.line.isUp = false
  ma.line.isUp = false
  const draft = done(await createDraft(be.node, be.people.operator, { fields: request(two), dossier: null }))
  const text = 'Container MSKU 000000 0, two photographs.'
  done(await addAttachment(be.node, be.people.operator, draft.id, 'note.txt', text.length, pieces(text)))
  const { version } = done(await submitDraft(be.node, be.people.operator, draft.id))
  const { message } = done(await releaseDraft(be.node, be.people.releaser, draft.id, { version, note: '' }))
  await exchangeAll(two)

  const file = done(await carryOut(be.node, be.people.operator, ma.id))
  for (let time = 1; time <= 2; time++) {
    expect(done(await carryIn(ma.node, ma.people.operator, file)).taken).toContainEqual({ message, verdict: 'admitted', code: null })
    expect((await listLogs(ma.node, ma.people.inspector)).counts.admitted).toBe(1)
  }
  const [there] = (await read(ma, message)).messages
  expect(there?.attachments).toMatchObject([{ name: 'note.txt', bytes: text.length, present: true }])
  const attachment = done(await readAttachment(ma.node, ma.people.operator, message, there?.attachments[0]?.id ?? ''))
  const parts: Uint8Array[] = []
  for await (const part of attachment.pieces) parts.push(part)
  expect(Buffer.concat(parts).toString('utf8')).toBe(text)

  expect((await standing(be, message)).state).toBe('sent')
  done(await carryIn(be.node, be.people.operator, done(await carryOut(ma.node, ma.people.operator, be.id))))
  expect((await standing(be, message)).state).toBe('received')
})

test('what may not leave any more is not in the file: it goes back to its author', async () => {
  const { be, ma, convention } = two
  const sent = await send(be, request(two))
  clock.pass(1)
  done(await suspendAgreement(be.node, be.people.lawyer, convention, ma.id, 'Under review'))
  const file = done(await carryOut(be.node, be.people.operator, ma.id))
  expect(done(await carryIn(ma.node, ma.people.operator, file)).taken.map(each => each.message)).not.toContain(sent.message)
  expect(await lineOf(ma, sent.message)).toBeUndefined()
  const row = (await listOutbox(be.node, be.people.operator, { limit: 50 })).rows.find(each => each.message === sent.message)
  expect(row).toMatchObject({ state: 'stopped', reason: 'agreement-suspended' })
})
