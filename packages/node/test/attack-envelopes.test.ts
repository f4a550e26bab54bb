import { open, recipientSecretOf } from '@entraide/envelope'
import { readCard, readDelivery, readReceipt } from '@entraide/exchange'
import { day, hour, later, minute, type Uuid } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addAttachment } from '../src/steps/attach.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { releaseDraft } from '../src/steps/dispatch.ts'
import { createDraft, submitDraft } from '../src/steps/draft.ts'
import { ownCard } from '../src/steps/partners.ts'
import { takeChunk } from '../src/steps/push.ts'
import { receiveDelivery } from '../src/steps/receive.ts'
import { takeReceipt } from '../src/steps/take-receipt.ts'
import {
  actsOf,
  bodyOf,
  captured,
  countOf,
  dossierOf,
  drain,
  forge,
  messageOf,
  onLine,
  outboxOf,
  partnerOf,
  receiptOf,
  replayed,
  reply,
  request,
  type Side,
  send,
  settle,
  type Two,
  thirdNode,
  twoNodes,
} from './path-nodes.ts'

/** Attacks on what travels: rows 1 to 8, 10 and 17 to 19 of the attack list (docs/threat-model.md). */
let two: Two
let template: Awaited<ReturnType<typeof bodyOf>>
beforeAll(async () => {
  two = await twoNodes()
  const sent = await send(two.be, request(two))
  await drain(two.be, two.ma)
  template = await bodyOf(two.be, sent.message)
})
afterAll(() => two.close())

/** A body like a lawful one, changed past every check of the sender. */
const body = (changes: object = {}, ask: object = {}) => ({ ...template, ...changes, ask: { ...template.ask, ...ask } })
const deliver = (bytes: Uint8Array, to: Side = two.ma, by = two.be.id) => receiveDelivery(to.node, by, bytes)
/** Delivers a forged body and reads the receipt; checks that nothing but a line in the log is left of it. */
async function refusedAs(changes: object, ask: object = {}) {
  const { be, ma } = two
  const [dossiers, attachments] = [await countOf(ma, 'dossier'), await countOf(ma, 'attachment')]
  const forged = await forge(be, ma, body(changes, ask))
  const answer = await deliver(forged.bytes)
  const receipt = await receiptOf(ma, be, answer, forged)
  expect(receipt.verdict).toBe('refused')
  expect([await countOf(ma, 'dossier'), await countOf(ma, 'attachment')]).toEqual([dossiers, attachments])
  const kept = await messageOf(ma, forged.id)
  if (kept !== undefined) expect([kept.body_sealed, kept.dossier_id]).toEqual([null, null])
  const { events } = await replayed(ma, be.id)
  expect(events.filter(each => each.message === forged.id).map(each => each.event)).toEqual(['envelope-in', 'receipt-out'])
  return { code: receipt.code, inner: kept?.inner_code ?? null }
}

describe('1: an urgent request without a basis', () => {
  test('no clause of that name', async () =>
    expect(await refusedAs({}, { clause: 'C99', urgency: 'IMM' })).toMatchObject({ code: 'not-permitted', inner: 'not-permitted/clause-unknown' }))
  test('a clause that does not allow the category', async () =>
    expect((await refusedAs({}, { dataCategories: ['NAME', 'BIRT', 'DNAP'], urgency: 'U8H' })).code).toBe('not-permitted'))
  test('a clause that permits nothing', async () => expect((await refusedAs({}, { clause: 'C01', urgency: 'IMM' })).code).toBe('not-permitted'))
  test('an agreement this node does not hold', async () => expect((await refusedAs({ agreement: 'f'.repeat(64) })).code).toBe('agreement-differs'))
  test('the rule is in the log of the receiver, never in the receipt', async () => {
    const lines = await actsOf(two.ma, 'receive')
    expect(lines.filter(each => each.code === 'not-permitted').length).toBeGreaterThan(2)
    expect(lines.some(each => each.subject?.startsWith('not-permitted/'))).toBe(true)
  })
})

describe('2: urgency never skips the second person', () => {
  test.each(['IMM', 'U8H', 'U3D'] as const)('a request of the class %s waits for its release', async urgency => {
    const { be } = two
    const fields = request(two, { urgency })
    const draft = await createDraft(be.node, be.who.INV, { fields, dossier: null })
    if ('refused' in draft) throw new Error(draft.refused)
    const waiting = await submitDraft(be.node, be.who.INV, draft.id)
    if ('refused' in waiting) throw new Error(waiting.refused)
    const before = await countOf(be, 'outbox')
    expect(await releaseDraft(be.node, { ...be.who.INV, roles: ['INV', 'REL'] }, draft.id, { version: waiting.version, note: '' })).toMatchObject({
      refused: 'releaser-is-author',
    })
    expect(await countOf(be, 'outbox')).toBe(before)
  })
})

describe('3: keys, seals and labels that do not hold', () => {
  test('signed by a key nobody knows', async () => {
    const { be, ma } = two
    const stranger = await thirdNode(two)
    const forged = await forge({ ...stranger, id: be.id }, ma, body(), { sender: be.id })
    expect((await receiptOf(ma, be, await deliver(forged.bytes), forged)).code).toBe('envelope-unopenable')
    // A stranger of its own name has no signature at this door at all, and no receipt by file.
    const own = await forge(stranger, ma, body())
    expect(await receiveDelivery(ma.node, null, own.bytes)).toMatchObject({ status: 400, code: 'envelope-unopenable' })
    await stranger.remove()
  })
  test('the label of another kind of message', async () => {
    const { be, ma } = two
    for (const context of ['entraide/1 freeze', 'entraide/1 receipt', 'entraide/1 card'] as const) {
      const forged = await forge(be, ma, body(), { context })
      expect((await receiptOf(ma, be, await deliver(forged.bytes), forged)).code).toBe('body-shape')
    }
    expect((await partnerOf(ma, be.id)).frozen_there_at).toBeNull()
  })
  test('one bit turned anywhere', async () => {
    const { be, ma } = two
    const { bytes } = await forge(be, ma, body())
    const start = bytes.length
    for (const at of [24, 60, 200, 1_400, 4_000, 6_000]) {
      const turned = Uint8Array.from(bytes)
      turned[at % start] = (turned[at % start] as number) ^ 1
      const answer = await deliver(turned)
      expect([200, 400, 403]).toContain(answer.status)
      if (answer.status === 200) expect(answer.code).toBe('envelope-unopenable')
    }
  })
  test('a recipient key that is not ours', async () => {
    const { be, ma } = two
    const forged = await forge(be, ma, body(), { key: recipientSecretOf(new Uint8Array(32).fill(9)).publicKey })
    expect((await receiptOf(ma, be, await deliver(forged.bytes), forged)).code).toBe('envelope-unopenable')
  })
  test('all of these say the same word outside, and their cause inside', async () => {
    const causes = new Set((await actsOf(two.ma, 'receive')).filter(each => each.code === 'envelope-unopenable').map(each => each.subject))
    expect([...causes].sort()).toEqual(['recipient-key-unknown', 'seal-broken', 'signature'])
  })
})

describe('4: replays, and the same id with another body', () => {
  test('a delivery again has the same receipt, an hour and a week later', async () => {
    const { be, ma } = two
    await send(be, request(two))
    const [bytes] = await captured(be)
    const first = await deliver(bytes as Uint8Array)
    const messages = await countOf(ma, 'message')
    for (const pause of [hour, 7 * day]) {
      two.clock.pass(pause)
      expect((await deliver(bytes as Uint8Array)).body).toBe(first.body)
    }
    expect(await countOf(ma, 'message')).toBe(messages)
    await settle(two)
  })
  test('the same id with another body is a conflict, each time, and the first stands', async () => {
    const { be, ma } = two
    const sent = await send(be, request(two))
    await drain(be, ma)
    for (const title of ['another', 'and another']) {
      const forged = await forge(be, ma, body({ title }), { id: sent.message })
      expect((await receiptOf(ma, be, await deliver(forged.bytes), forged)).code).toBe('conflict')
    }
    expect((await bodyOf(ma, sent.message)).title).toBe('Identity of a suspected sender')
    expect((await actsOf(ma, 'receive')).filter(each => each.code === 'conflict').map(each => each.subject)).toEqual([sent.message, sent.message])
  })
  test('the id of a message of ours, sent back to us as theirs, is a conflict too', async () => {
    const { be, ma } = two
    const sent = await send(be, request(two))
    await drain(be, ma)
    const forged = await forge(ma, be, body(), { id: sent.message })
    expect((await receiptOf(be, ma, await deliver(forged.bytes, be, ma.id), forged)).code).toBe('conflict')
  })
  test('a receipt again changes nothing', async () => {
    const { be, ma } = two
    const sent = await send(be, request(two))
    const answers: { status: number; body: Uint8Array }[] = []
    const line = onLine(be, async (call, pass) => {
      const answer = await pass(call)
      if (answer.reached && call.path.endsWith('deliveries')) answers.push(answer)
      return answer
    })
    await deliverDue(line)
    const before = await replayed(be, ma.id)
    const card = readCard(await ownCard(ma.node), 'stored', null)
    if ('refused' in card) throw new Error(card.refused)
    const text = new TextDecoder().decode(answers[0]?.body)
    const message = (await messageOf(be, sent.message)) as NonNullable<Awaited<ReturnType<typeof messageOf>>>
    const receipt = readReceipt(text, { message: sent.message, digests: [message.body_digest], by: ma.id, to: be.id }, card.signingKeys)
    if ('refused' in receipt) throw new Error(receipt.refused)
    await takeReceipt(be.node, message, receipt, text, 'line', null)
    expect((await replayed(be, ma.id)).size).toBe(before.size)
  })
})

describe('5: answers to nothing, and receipts for something else', () => {
  const answer = (changes: object = {}) => ({
    messageType: 'REP',
    extent: 'whole',
    inReplyTo: template.thread,
    yourReference: 'MA-DGSN-SPOC/2026/00000',
    ...changes,
  })
  test('a reply in a thread that never was', async () => {
    const thread = '01a20861-8ae0-7000-af24-6553ff3acf61' as Uuid
    expect((await refusedAs(answer({ thread, inReplyTo: thread }), { messageType: 'REP' })).code).toBe('thread-unknown')
  })
  test('a reply to a message that is in no such thread', async () => {
    const sent = await send(two.be, request(two))
    await drain(two.be, two.ma)
    const elsewhere = await send(two.be, request(two))
    await drain(two.be, two.ma)
    expect((await refusedAs(answer({ thread: sent.message, inReplyTo: elsewhere.message }), { messageType: 'REP' })).code).toBe('thread-unknown')
  })
  test('an answer by the side that asked', async () => {
    const sent = await send(two.be, request(two))
    await drain(two.be, two.ma)
    expect((await refusedAs(answer({ thread: sent.message, inReplyTo: sent.message }), { messageType: 'REP' })).code).toBe('not-expected')
  })
  test('a receipt for another message, another digest, or by nobody has no effect, and is logged once', async () => {
    const { be } = two
    const other = await send(be, request(two))
    const answers: Uint8Array[] = []
    await deliverDue(
      onLine(be, async (call, pass) => {
        const given = await pass(call)
        if (given.reached && call.path.endsWith('deliveries')) answers.push(given.body)
        return given
      }),
    )
    const sent = await send(be, request(two))
    const before = (await actsOf(be, 'receipt')).length
    const swapped = onLine(be, async call => ({
      reached: true,
      status: 200,
      date: null,
      body: call.path.endsWith('deliveries') ? (answers[0] as Uint8Array) : new Uint8Array(),
    }))
    for (let turn = 0; turn < 3; turn++) {
      await deliverDue(swapped)
      two.clock.pass(6 * minute)
    }
    expect(await outboxOf(be, sent.message)).toMatchObject({ state: 'waiting', reason: 'receipt-foreign' })
    expect((await actsOf(be, 'receipt')).slice(before).map(each => each.code)).toEqual(['receipt-foreign'])
    await settle(two)
    expect([(await messageOf(be, sent.message))?.verdict, (await messageOf(be, other.message))?.verdict]).toEqual(['admitted', 'admitted'])
  })
})

describe('6: a message for one node, delivered to another', () => {
  test('the recipient is bound: another node opens nothing of it', async () => {
    const { be, ma } = two
    const third = await thirdNode(two)
    const forged = await forge(be, ma, body())
    const envelope = readDelivery(forged.bytes)
    if ('refused' in envelope) throw new Error(envelope.refused)
    expect((await receiveDelivery(third.node, null, forged.bytes)).code).toBe('envelope-unopenable')
    // Sealed anew for the third node under the header and signatures of the first, the header names another recipient.
    const wrong = await forge(be, third, body(), { recipient: ma.id })
    expect((await receiveDelivery(third.node, null, wrong.bytes)).code).toBe('envelope-unopenable')
    const opened = await open(envelope.envelope, { node: third.id, secretOf: () => undefined, senderKeysOf: () => [be.node.keys.signing().verifying] })
    expect('refused' in opened).toBe(true)
    await third.remove()
  })
  test('a partner that hands on what another signed is not believed on its own line', async () => {
    const { be, ma } = two
    const forged = await forge(be, ma, body())
    expect(await receiveDelivery(ma.node, ma.id, forged.bytes)).toMatchObject({ status: 403, code: 'signature' })
  })
  test('an envelope in an envelope is no message', async () => {
    const { be, ma } = two
    const inner = await forge(be, ma, body())
    const forged = await forge(be, ma, inner.bytes.slice(0, 5_000))
    expect((await receiptOf(ma, be, await deliver(forged.bytes), forged)).code).toBe('body-shape')
  })
})

describe('7: another version or suite', () => {
  test.each([
    ['version 0', 9, 0],
    ['version 2', 9, 2],
    ['suite 0', 11, 0],
    ['suite 2', 11, 2],
  ])('%s is not spoken', async (_, at, value) => {
    const { be, ma } = two
    const { bytes } = await forge(be, ma, body())
    const head = new TextEncoder().encode('entraide-delivery/1\n').length + 4
    const other = Uint8Array.from(bytes)
    other[head + at] = value
    expect(await deliver(other)).toMatchObject({ status: 400, code: 'envelope-unopenable' })
  })
})

describe('8: clocks', () => {
  test.each([
    ['an hour', hour],
    ['a day', day],
    ['ten years', 3_650 * day],
  ])('an envelope made %s from now is held and shown, with both clocks', async (_, ahead) => {
    const { be, ma } = two
    const at = later(two.clock.at, ahead)
    const forged = await forge(be, ma, body(), { at })
    const answer = await deliver(forged.bytes)
    expect(answer).toMatchObject({ status: 202, code: 'clock-skew' })
    expect((await receiptOf(ma, be, answer, forged)).verdict).toBe('held')
    expect(await messageOf(ma, forged.id)).toMatchObject({ verdict: 'held', dossier_id: null, body_sealed: null })
    expect((await partnerOf(ma, be.id)).clock_skew_ms).toBe(ahead)
  })
  test('what was held is judged again, and admitted when the clock says so', async () => {
    const { be, ma } = two
    const forged = await forge(be, ma, body(), { at: later(two.clock.at, 20 * minute) })
    await deliver(forged.bytes)
    two.clock.pass(16 * minute)
    const answer = await deliver(forged.bytes)
    expect((await receiptOf(ma, be, answer, forged)).verdict).toBe('admitted')
    expect((await dossierOf(ma, forged.id))?.state).toBe('received')
  })
  test('another body under an id that is held is a conflict', async () => {
    const { be, ma } = two
    const at = later(two.clock.at, hour)
    const forged = await forge(be, ma, body(), { at })
    await deliver(forged.bytes)
    const other = await forge(be, ma, body({ title: 'another' }), { at, id: forged.id })
    expect((await receiptOf(ma, be, await deliver(other.bytes), other)).code).toBe('conflict')
  })
  test('an envelope that is over is refused', async () => {
    const { be, ma } = two
    const forged = await forge(be, ma, body(), { at: later(two.clock.at, -2 * day), expiresAt: later(two.clock.at, -day) })
    expect((await receiptOf(ma, be, await deliver(forged.bytes), forged)).code).toBe('envelope-expired')
  })
  test('a partner whose door refuses our signature by its clock is told as that', async () => {
    const { be, ma } = two
    const sent = await send(be, request(two))
    const hourAhead = new Date(Date.parse(two.clock.at) + hour).toUTCString()
    await deliverDue(
      onLine(be, async () => ({ reached: true, status: 401, date: hourAhead, body: new TextEncoder().encode('{"refused":"signature","facts":{}}') })),
    )
    expect(await outboxOf(be, sent.message)).toMatchObject({ state: 'waiting', reason: 'clock-skew' })
    await settle(two)
    expect((await messageOf(be, sent.message))?.verdict).toBe('admitted')
    expect((await partnerOf(be, ma.id)).clock_skew_ms).toBeNull()
  })
})

describe('10: codes dropped or loosened on the way back', () => {
  const answered = async (changes: object, ask: object) => {
    const sent = await send(two.be, request(two))
    await drain(two.be, two.ma)
    const answer = {
      thread: sent.message,
      inReplyTo: sent.message,
      yourReference: 'BE-POL-SPOC/2026/00000',
      ourReference: 'MA-DGSN-SPOC/2026/00000',
      messageType: 'REP',
      extent: 'whole',
    }
    const from = { from: two.ma.id, to: two.be.id, messageType: 'REP', transferBasis: null }
    const forged = await forge(two.ma, two.be, body({ ...answer, ...changes }, { ...from, ...ask }))
    return (await receiptOf(two.be, two.ma, await deliver(forged.bytes, two.be, two.ma.id), forged)).code
  }
  test('one code fewer than the question', async () => expect(await answered({}, { handling: ['H1'] })).toBe('handling-loosened'))
  test('another code instead', async () => expect(await answered({}, { handling: ['H0', 'H2'] })).toBe('handling-loosened'))
  test('fewer codes on one item only', async () => expect(await answered({ items: [{ ...template.items[0], handling: ['H1'] }] }, {})).toBe('body-shape'))
  test('another purpose', async () => expect(await answered({}, { purpose: 'PREV' })).toBe('not-permitted'))
  test('the sender is refused the same, before anything leaves', async () => {
    const { be, ma } = two
    const sent = await send(be, request(two))
    await drain(be, ma)
    const there = (await dossierOf(ma, sent.message))?.id as Uuid
    const fields = reply(two, sent.message, { messageType: 'REP', extent: 'whole', handling: ['H1'] })
    const draft = await createDraft(ma.node, ma.who.OPR, { fields, dossier: there })
    if ('refused' in draft) throw new Error(draft.refused)
    const refused = await submitDraft(ma.node, ma.who.OPR, draft.id)
    expect(refused).toMatchObject({ refused: 'not-permitted' })
    expect(JSON.stringify(refused)).toContain('handling-loosened')
  })
})

describe('17: names typed to dodge a match', () => {
  const named = (name: string) => ({ items: [{ ...template.items[0], person: { names: [name] } }] })
  test.each([
    ['an override of the reading direction', 'Karim \u202eelpmexE'],
    ['a zero-width space', 'Ka\u200brim'],
    ['a joiner', 'كر\u200dيم'],
    ['a soft hyphen', 'Ka\u00adrim'],
    ['tag characters', 'Karim\u{e0041}'],
    ['a byte order mark', '\ufeffKarim'],
  ])('%s', async (_, name) => expect((await refusedAs(named(name))).code).toBe('body-shape'))
  test('a lawful Arabic name passes as it is', async () => {
    const forged = await forge(two.be, two.ma, body(named('محمّد بن عبد الله')))
    expect((await receiptOf(two.ma, two.be, await deliver(forged.bytes), forged)).verdict).toBe('admitted')
  })
})

describe('18: poisoned bodies', () => {
  test.each([
    ['a clause that no log line can hold', { ask: { clause: 'C 04; drop' } }],
    ['a hold until a day that does not exist', { holdUntil: '2027-13-40' }],
    ['two hundred and one items', { items: Array.from({ length: 201 }, () => ({ category: 'NAME' })) }],
    ['an unknown member', { colour: 'red' }],
    ['the name of a prototype for a code', { language: 'constructor' }],
  ])('%s', async (_, changes) =>
    expect((await refusedAs('ask' in changes ? {} : changes, 'ask' in changes ? (changes.ask as object) : {})).code).toBe('body-shape'),
  )
  test.each([
    ['the same member twice', '{"body":"entraide.message/1","body":"entraide.message/1"}'],
    ['a lone surrogate', '{"title":"\\ud800"}'],
    ['nested too deep', '['.repeat(5_000)],
    ['not JSON', 'entraide'],
    ['nothing', ''],
  ])('%s', async (_, text) => {
    const forged = await forge(two.be, two.ma, new TextEncoder().encode(text))
    expect((await receiptOf(two.ma, two.be, await deliver(forged.bytes), forged)).code).toBe('body-shape')
  })
})

describe('19: attachments', () => {
  const attached = (over: object) => ({
    attachments: [{ name: 'photo.png', mediaType: 'png', bytes: 5_000, sealedBytes: 5_136, digest: 'cd'.repeat(32), key: 'A'.repeat(43), ...over }],
  })
  test('a size that lies is refused by the declared one, before a chunk is asked for', async () => {
    expect((await refusedAs(attached({ sealedBytes: 104_857_600 }))).code).toBe('body-shape')
    expect((await refusedAs(attached({ bytes: 10_737_418_240 }))).code).toBe('body-shape')
    expect((await refusedAs({ attachments: [1, 2].map(() => attached({}).attachments[0]) })).code).toBe('body-shape')
  })
  test('one whose chunks never came leaves nothing behind, and is asked for again', async () => {
    const { be, ma } = two
    const counts = async () => [await countOf(ma, 'message'), await countOf(ma, 'dossier'), await countOf(ma, 'leaf')]
    const before = await counts()
    const forged = await forge(be, ma, body(attached({})))
    expect(await deliver(forged.bytes)).toMatchObject({ status: 409, code: 'attachment-missing' })
    expect(await counts()).toEqual(before)
  })
  test('chunks out of order, of wrong length, or beyond the end are not taken', async () => {
    const { ma, be } = two
    const take = (position: number, length: number, sealedBytes = 5_136) =>
      takeChunk(ma.node, be.id, 'cd'.repeat(32), sealedBytes, position, new Uint8Array(length))
    expect(await take(1, 5_136)).toMatchObject({ refused: 'attachment-chunk' })
    expect(await take(0, 5_135)).toMatchObject({ refused: 'attachment-chunk' })
    expect(await take(0, 5_136, 5_137)).toMatchObject({ refused: 'attachment-size' })
    expect(await take(-1, 5_136)).toMatchObject({ refused: 'attachment-chunk' })
  })
  test('a climbing name is replaced, markup is no image, and what is taken in is never executable', async () => {
    const { be } = two
    const draft = await createDraft(be.node, be.who.INV, { fields: request(two), dossier: null })
    if ('refused' in draft) throw new Error(draft.refused)
    const take = async (name: string, text: string) => {
      const bytes = new TextEncoder().encode(text)
      const taken = await addAttachment(
        be.node,
        be.who.INV,
        draft.id,
        name,
        bytes.length,
        (async function* () {
          yield bytes
        })(),
      )
      if ('refused' in taken) throw new Error(taken.refused)
      return taken
    }
    const climbing = await take('../../../etc/passwd', 'root:x:0:0')
    expect(climbing.name).not.toMatch(/[/\\]|\.\./)
    for (const [name, text] of [
      ['x.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
      ['x.png', '<html><script>1</script></html>'],
      ['x.docm', 'PK\u0003\u0004macro'],
    ] as const)
      expect((await take(name, text)).renderable, name).toBe(false)
  })
})
