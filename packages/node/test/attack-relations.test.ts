import { readCard, signCard } from '@entraide/exchange'
import { base64url, day, hex, instant, isRefusal, later, minute, type Uuid } from '@entraide/ground'
import { exchangeOrigin, interimLog, signCheckpoint, signerName } from '@entraide/ledger'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { activateAgreement, importAgreement, resumeAgreement, suspendAgreement } from '../src/steps/agreements.ts'
import { deliverDue } from '../src/steps/deliver.ts'
import { createDraft, submitDraft } from '../src/steps/draft.ts'
import { confirmPartner, freezePartner, importCard, ownCard, readPartner, thawPartner } from '../src/steps/partners.ts'
import { receiveDelivery } from '../src/steps/receive.ts'
import {
  actsOf,
  bodyOf,
  codeOf,
  delivery,
  done,
  dossierOf,
  draftOf,
  drain,
  forge,
  messageOf,
  more,
  outboxOf,
  partnerOf,
  receiptOf,
  replayed,
  request,
  type Side,
  send,
  settle,
  type Two,
  thirdNode,
  twoNodes,
} from './path-nodes.ts'

/** Attacks on what two nodes have settled between them: rows 9, 24 to 26 and 36 of the attack list (docs/threat-model.md). */
let two: Two
beforeAll(async () => {
  two = await twoNodes()
})
afterAll(() => two.close())

describe('9: an agreement altered, widened, suspended or over while requests are open', () => {
  test('a text that was changed is another agreement, under another hash, and carries nothing', async () => {
    const { be, ma } = two
    const text = JSON.parse(
      (await be.node.store.read(tx => tx.db.selectFrom('agreement').select('text').where('hash', '=', two.hash).executeTakeFirstOrThrow())).text,
    )
    text.clauses.find((clause: { id: string }) => clause.id === 'C04').dataCategories.push('DNAP')
    const altered = await importAgreement(be.node, be.who.LEG, { text: JSON.stringify(text), partner: ma.id })
    await settle(two)
    if (isRefusal(altered)) return expect(altered.refused).toMatch(/agreement/)
    expect(altered.summary.hash).not.toBe(two.hash)
    expect(codeOf(await activateAgreement(be.node, be.who.LAW, altered.summary.hash, ma.id))).toBe('agreement-half-signed')
    const draft = done(await createDraft(be.node, be.who.INV, { fields: request(two, { agreement: altered.summary.hash }), dossier: null }))
    expect(codeOf(await submitDraft(be.node, be.who.INV, draft.id))).toBe('agreement-not-in-force')
  })
  test('suspended while a message waits: it comes back with the reason, and the partner refuses one forged past that', async () => {
    const { be, ma } = two
    const sent = await send(be, request(two))
    const template = await bodyOf(be, sent.message)
    done(await suspendAgreement(be.node, be.who.LEG, two.hash, ma.id, 'under review'))
    await settle(two)
    expect((await draftOf(be, sent.draft)).returned_code).toBe('agreement-suspended')
    const forged = await forge(be, ma, template)
    expect((await receiptOf(ma, be, await receiveDelivery(ma.node, be.id, forged.bytes), forged)).code).toBe('agreement-suspended')
    done(await resumeAgreement(be.node, be.who.LEG, two.hash, ma.id, 'reviewed'))
    await settle(two)
  })
  test('a suspension and its end that arrive in the wrong order still count in theirs', async () => {
    const { be, ma } = two
    done(await suspendAgreement(be.node, be.who.LEG, two.hash, ma.id, 'again'))
    two.clock.pass(minute)
    done(await resumeAgreement(be.node, be.who.LEG, two.hash, ma.id, 'again'))
    const rows = await be.node.store.read(tx =>
      tx.db.selectFrom('outbox').select(['message_id', 'envelope']).where('state', '=', 'waiting').orderBy('message_id', 'desc').execute(),
    )
    expect(rows).toHaveLength(2)
    const key = done(readCard(await ownCard(ma.node), 'stored', null)).recipientKey
    for (const row of rows) {
      const carried = await delivery(be, new Uint8Array(row.envelope), key)
      expect((await receiveDelivery(ma.node, be.id, carried)).status).toBe(200)
    }
    await settle(two)
    const sent = await send(be, request(two))
    await settle(two)
    expect((await messageOf(be, sent.message))?.verdict).toBe('admitted')
  })
  test('a freeze overtaken by its end stays ended', async () => {
    const { be, ma } = two
    done(await freezePartner(be.node, be.who.OPR, ma.id, 'to see'))
    two.clock.pass(minute)
    done(await thawPartner(be.node, be.who.SEC, ma.id, 'seen'))
    const rows = await be.node.store.read(tx =>
      tx.db.selectFrom('message').select('id').where('kind', '=', 'freeze').where('verdict', 'is', null).orderBy('id').execute(),
    )
    await be.node.store.write(tx =>
      tx.db
        .updateTable('outbox')
        .set({ next_try_at: later(tx.at, day), state: 'expired' })
        .where('message_id', '=', rows[0]?.id as string)
        .execute(),
    )
    await drain(be, ma)
    await be.node.store.write(tx =>
      tx.db
        .updateTable('outbox')
        .set({ next_try_at: tx.at, state: 'waiting' })
        .where('message_id', '=', rows[0]?.id as string)
        .execute(),
    )
    await drain(be, ma)
    expect(rows).toHaveLength(2)
    expect((await partnerOf(ma, be.id)).frozen_there_at).toBeNull()
  })
  test('frozen in one act: new traffic stops at both ends, a deletion order still passes', async () => {
    const { be, ma } = two
    const asked = await send(be, request(two))
    await drain(be, ma)
    done(await freezePartner(ma.node, ma.who.OPR, be.id, 'a breach is reported'))
    await drain(be, ma)
    const draft = done(await createDraft(be.node, be.who.INV, { fields: request(two), dossier: null }))
    expect(codeOf(await submitDraft(be.node, be.who.INV, draft.id))).toBe('partner-frozen')
    const forged = await forge(be, ma, await bodyOf(be, asked.message))
    expect((await receiptOf(ma, be, await receiveDelivery(ma.node, be.id, forged.bytes), forged)).code).toBe('partner-frozen')
    const order = await send(be, more(two, asked.message, { messageType: 'DEL', clause: 'C31', note: 'Delete what was sent.' }), asked.dossier)
    await settle(two)
    expect((await messageOf(be, order.message))?.verdict).toBe('admitted')
    done(await thawPartner(ma.node, ma.who.SEC, be.id, 'looked into'))
    await settle(two)
  })
  test('over: what waited comes back, what arrives is refused, at the receiver’s own now', async () => {
    const { be, ma } = two
    const sent = await send(be, request(two))
    const forged = await forge(be, ma, await bodyOf(be, sent.message))
    for (const side of [be, ma]) await side.node.store.write(tx => tx.db.deleteFrom('agreement_event').where('kind', '=', 'activated').execute())
    await settle(two)
    expect((await draftOf(be, sent.draft)).returned_code).toBe('agreement-not-in-force')
    expect((await receiptOf(ma, be, await receiveDelivery(ma.node, be.id, forged.bytes), forged)).code).toBe('agreement-not-in-force')
    done(await activateAgreement(be.node, be.who.LAW, two.hash, ma.id))
    done(await activateAgreement(ma.node, ma.who.LAW, two.hash, be.id))
  })
})

describe('24, 25: logs set back, or telling two stories', () => {
  const noteOf = (side: Side, to: Side, size: number, head: Uint8Array) =>
    signCheckpoint({ ...interimLog.empty(exchangeOrigin(side.id, to.id)), size, head }, signerName(side.id), body => base64url(side.node.keys.log().sign(body)))
  const exchange = async () => {
    const sent = await send(two.be, request(two))
    await settle(two)
    return sent
  }
  const said = async (checkpoint: string, at = two.clock.at) => {
    const sent = await send(two.be, request(two))
    const row = await outboxOf(two.be, sent.message)
    const key = done(readCard(await ownCard(two.ma.node), 'stored', null)).recipientKey
    const bytes = await delivery(two.be, new Uint8Array(row?.envelope as Uint8Array), key, checkpoint, at)
    return { sent, answer: await receiveDelivery(two.ma.node, two.be.id, bytes) }
  }
  const looked = async () => {
    done(await thawPartner(two.ma.node, two.ma.who.SEC, two.be.id, 'looked into'))
    await settle(two)
  }
  const proofs = () => two.ma.node.store.read(tx => tx.db.selectFrom('seen_checkpoint').selectAll().where('node', '=', two.be.id).orderBy('size').execute())

  test('two signed heads of one size: traffic stops in that very exchange, and both notes are kept as proof', async () => {
    const { be, ma } = two
    await exchange()
    const seen = await partnerOf(ma, be.id)
    const { answer } = await said(await noteOf(be, ma, seen.seen_size as number, new Uint8Array(32).fill(7)))
    expect(answer.code).toBe('log-forked')
    expect((await partnerOf(ma, be.id)).frozen_at).not.toBeNull()
    const both = (await proofs()).filter(each => each.size === seen.seen_size)
    expect(both.map(each => each.head).sort()).toEqual([seen.seen_head, '07'.repeat(32)].sort())
    expect((await actsOf(ma, 'freeze-partner')).at(-1)).toMatchObject({ code: 'log-forked', subject: be.id })
    // Whoever looks into it is told why, and given both.
    const { frozenFor, contradiction } = done(await readPartner(ma.node, ma.who.SEC, be.id))
    expect(frozenFor).toBe('log-forked')
    expect(contradiction.map(each => each.note).sort()).toEqual(both.map(each => each.note).sort())
    await looked()
  })
  test('another head of a size seen long ago is found too, not only of the last one', async () => {
    const { be, ma } = two
    await exchange()
    await exchange()
    const older = (await proofs()).at(-3)
    const { answer } = await said(await noteOf(be, ma, older?.size as number, new Uint8Array(32).fill(8)))
    expect(answer.code).toBe('log-forked')
    await looked()
  })
  test('a log set back to last week shows within one exchange', async () => {
    const { be, ma } = two
    await exchange()
    const old = (await proofs()).at(-2)
    two.clock.pass(7 * day)
    const { answer } = await said(old?.note as string)
    expect(answer.code).toBe('log-forked')
    expect((await partnerOf(ma, be.id)).frozen_at).not.toBeNull()
    const { contradiction } = done(await readPartner(ma.node, ma.who.SEC, be.id))
    expect(contradiction.map(each => each.note)).toEqual([old?.note, (await proofs()).at(-1)?.note])
    await looked()
  })
  test('an older checkpoint of the same moment is normal: deliveries cross', async () => {
    const { be, ma } = two
    await exchange()
    const old = (await proofs()).at(-2)
    const { answer } = await said(old?.note as string, instant(old?.said_at as string))
    expect(answer.status).toBe(200)
    expect(answer.code).toBeNull()
    expect((await partnerOf(ma, be.id)).frozen_at).toBeNull()
  })
  test('a checkpoint that the log key did not sign, or of another log, is not taken, and nothing with it', async () => {
    const { be, ma } = two
    const size = ((await partnerOf(ma, be.id)).seen_size as number) + 50
    const elsewhere = await signCheckpoint(
      { ...interimLog.empty(exchangeOrigin(be.id, 'FR-DCPJ-SPOC' as never)), size, head: new Uint8Array(32) },
      signerName(be.id),
      body => base64url(be.node.keys.log().sign(body)),
    )
    for (const note of [await noteOf({ ...be, node: ma.node }, ma, size, new Uint8Array(32)), elsewhere, 'no note at all']) {
      const { answer, sent } = await said(note)
      expect(answer).toMatchObject({ status: 409, code: 'checkpoint-unverified' })
      expect(await messageOf(ma, sent.message)).toBeUndefined()
    }
    await settle(two)
  })
  test('rows changed, deleted or put in another order no longer give the head that was signed', async () => {
    const { be, ma } = two
    const log = exchangeOrigin(be.id, ma.id)
    const placed = await be.node.store.read(tx => tx.db.selectFrom('leaf').selectAll().where('log', '=', log).orderBy('position').execute())
    const put = (change: (row: (typeof placed)[number], at: number) => Partial<(typeof placed)[number]>) =>
      be.node.store.write(async tx => {
        await tx.db.updateTable('leaf').set({ position: null, log: 'aside' }).where('log', '=', log).execute()
        for (const [at, row] of placed.entries())
          await tx.db
            .updateTable('leaf')
            .set({ leaf: row.leaf, log, position: row.position, ...change(row, at) })
            .where('id', '=', row.id)
            .execute()
      })
    const turned = Uint8Array.from(placed[2]?.leaf as Uint8Array)
    turned[5] = (turned[5] as number) ^ 1
    expect((await replayed(be, ma.id)).isWhole).toBe(true)
    for (const change of [
      (_: object, at: number) => (at === 2 ? { leaf: turned } : {}),
      (_: object, at: number) => (at === 3 ? { leaf: placed[4]?.leaf as Uint8Array } : at === 4 ? { leaf: placed[3]?.leaf as Uint8Array } : {}),
      (_: object, at: number) => (at === placed.length - 1 ? { log: 'aside', position: null } : {}),
    ]) {
      await put(change)
      expect((await replayed(be, ma.id)).isWhole).toBe(false)
    }
    await put(() => ({}))
    expect((await replayed(be, ma.id)).isWhole).toBe(true)
  })
})

describe('26: a partner that denies', () => {
  test('a receipt verifies offline with the published card, and names message, digest and checkpoint', async () => {
    const { be, ma } = two
    const sent = await send(be, request(two))
    await settle(two)
    const kept = await messageOf(be, sent.message)
    const receipt = await receiptOf(ma, be, { body: kept?.receipt as string }, { id: sent.message, digests: [kept?.body_digest as string] })
    expect(receipt).toMatchObject({ verdict: 'admitted', digest: kept?.body_digest, message: sent.message })
    expect(receipt.checkpoint).toContain(exchangeOrigin(ma.id, be.id))
    // The partner deletes its own copy: ours still says it.
    await ma.node.store.write(tx => tx.db.updateTable('message').set({ receipt: null }).where('id', '=', sent.message).execute())
    expect((await receiptOf(ma, be, { body: kept?.receipt as string }, { id: sent.message, digests: [kept?.body_digest as string] })).verdict).toBe('admitted')
    expect(hex(new TextEncoder().encode(receipt.acts))).toHaveLength(128)
  })
  test.each([
    ['the verdict', '"admitted"', '"refused"'],
    ['the instant', 'T', 'T'],
    ['the digest', 'a', 'b'],
  ])('changed in %s it proves nothing', async (what, from, to) => {
    const { be, ma } = two
    const sent = await send(be, request(two))
    await settle(two)
    const kept = await messageOf(be, sent.message)
    const frame = JSON.parse(kept?.receipt as string) as { octets: string }
    const text = new TextDecoder().decode(Uint8Array.from(atob(frame.octets.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0)))
    const changed =
      what === 'the instant'
        ? text.replace(/"at":"(\d{4})/, '"at":"2020')
        : what === 'the digest'
          ? text.replace(/"digest":"../, '"digest":"zz'.replaceAll('z', from === 'a' ? '0' : to))
          : text.replace(from, to)
    expect(changed).not.toBe(text)
    const forged = JSON.stringify({ ...frame, octets: base64url(new TextEncoder().encode(changed)) })
    await expect(receiptOf(ma, be, { body: forged }, { id: sent.message, digests: [kept?.body_digest as string] })).rejects.toThrow(
      /receipt-foreign|document-shape/,
    )
  })
})

describe('36: "our address and keys have changed"', () => {
  const followUp = async (by: Side, changes: object, signer: Side, before: Side | null) => {
    const card = done(readCard(await ownCard(by.node), 'stored', null))
    const { octets: _o, signingKeys: _s, agreementKeys: _a, recipientKey: _r, ...fields } = card
    return signCard({ ...fields, sequence: fields.sequence + 1, ...changes }, signer.node.keys.signing(), before?.node.keys.signing())
  }
  test('by a stranger, or without the old signature, or with a stranger’s as the old one: refused and logged', async () => {
    const { be, ma } = two
    const stranger = await thirdNode(two)
    const before = (await partnerOf(be, ma.id)).card
    const spoofed = await followUp(
      ma,
      { signing: done(readCard(await ownCard(stranger.node), 'stored', null)).signing, address: 'http://127.0.0.1:1' },
      stranger,
      null,
    )
    const pretended = await followUp(ma, { signing: done(readCard(await ownCard(stranger.node), 'stored', null)).signing }, stranger, stranger)
    const unsigned = await followUp(ma, { address: 'http://127.0.0.1:1' }, ma, null)
    const older = await followUp(ma, { sequence: 1 }, ma, ma)
    for (const text of [spoofed, pretended, unsigned, older]) expect(codeOf(await importCard(be.node, be.who.SEC, text))).toBe('card-follows-nothing')
    expect(await partnerOf(be, ma.id)).toMatchObject({ card: before, pairing: 'confirmed' })
    expect((await actsOf(be, 'import-card')).filter(each => each.code === 'card-follows-nothing')).toHaveLength(4)
    await stranger.remove()
  })
  test('with the old signature it is taken, and believed only when its own words were read', async () => {
    const { be, ma } = two
    const old = (await partnerOf(be, ma.id)).card
    const words = done(await importCard(be.node, be.who.SEC, old)).spokenWords
    const next = done(await importCard(be.node, be.who.SEC, await followUp(ma, { name: 'DGSN, new house' }, ma, ma)))
    expect(next.pairing).toBe('card-received')
    expect(next.spokenWords).not.toEqual(words)
    const forged = await forge(ma, be, { any: 'thing' })
    expect((await receiveDelivery(be.node, null, forged.bytes)).code).toBe('envelope-unopenable')
    expect(codeOf(await confirmPartner(be.node, be.who.SEC, ma.id, words))).toBe('words-differ')
    expect(codeOf(await confirmPartner(be.node, be.who.SEC, ma.id, next.spokenWords))).toBe('done')
  })
  test('a card that nobody ever confirmed keeps the true one out no longer than it takes to import that', async () => {
    const { be } = two
    const stranger = await thirdNode(two)
    const third = await thirdNode(two)
    const card = done(readCard(await ownCard(third.node), 'stored', null))
    const { octets: _o, signingKeys: _s, agreementKeys: _a, recipientKey: _r, ...fields } = card
    const false_ = signCard({ ...fields, signing: done(readCard(await ownCard(stranger.node), 'stored', null)).signing }, stranger.node.keys.signing())
    done(await importCard(be.node, be.who.SEC, false_))
    expect(done(await importCard(be.node, be.who.SEC, await ownCard(third.node))).pairing).toBe('card-received')
    expect((await partnerOf(be, third.id)).card).toBe(await ownCard(third.node))
    await stranger.remove()
    await third.remove()
  })
  test('one’s own card is no partner', async () =>
    expect(codeOf(await importCard(two.be.node, two.be.who.SEC, await ownCard(two.be.node)))).toBe('card-is-own'))
})

test('what was open before these attacks is open after them', async () => {
  const { be, ma } = two
  const sent = await send(be, request(two))
  await deliverDue(be.node)
  await settle(two)
  expect((await dossierOf(ma, sent.message as Uuid))?.state).toBe('received')
})
