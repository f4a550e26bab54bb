import { bodyDigest, open } from '@entraide/envelope'
import { calendarDate, Fault, isRefusal, type Refusal, utf8 } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AdmissionRefusal, admit, readMessage } from '../src/admit.ts'
import { readAgreementSignature } from '../src/agreement-text.ts'
import { readBody } from '../src/body.ts'
import { claimedNode, readCard } from '../src/card.ts'
import { readControl } from '../src/control.ts'
import { besideBytes, carryBytes, chunkBytes, deliveryBytes, readBeside, readCarry, readChunk, readDelivery } from '../src/delivery.ts'
import type { Draft } from '../src/draft.ts'
import { permit } from '../src/permit.ts'
import { readReceipt } from '../src/receipt.ts'
import { release } from '../src/release.ts'
import { bodyOf, resealOctets, sealMessage } from '../src/seal-message.ts'
import { readFrame, readOctets } from '../src/signed-document.ts'
import { storedVectors } from './cases.ts'
import {
  agreement,
  bodyOfKind,
  brussels,
  brusselsKeys,
  draftOf,
  hash,
  held,
  heldAs,
  idOf,
  later,
  now,
  policy,
  policyOfRabat,
  rabat,
  rabatBox,
  rabatKeys,
  releaser,
} from './sample.ts'

const sealing = { messageId: idOf(1), at: now, recipientKey: rabatBox.publicKey, signingKeys: brusselsKeys }
const reader = { node: rabat, secretOf: () => rabatBox, senderKeysOf: () => [brusselsKeys.verifying] }
const ground = { self: rabat, held, policy: policyOfRabat, thread: null, now }

describe('parsers of what a stranger may send', () => {
  /** Each parser as one function of octets: a value or a refusal, never something thrown. */
  const parsers: Readonly<Record<string, (octets: Uint8Array) => unknown>> = {
    readBody,
    readFrame,
    readBeside,
    readDelivery,
    readCarry,
    readChunk,
    readCard: octets => readCard(latin(octets), now, null),
    claimedNode: octets => claimedNode(latin(octets)),
    readReceipt: octets => readReceipt(octets, { message: idOf(1), digests: ['00'], by: rabat, to: brussels }, rabatKeys.verifying),
    readControl: octets => readControl('suspension', octets),
    readAgreementSignature: octets => readAgreementSignature(latin(octets), { node: rabat, partner: brussels, hash }, rabatKeys.verifying),
  }
  const latin = (octets: Uint8Array) => String.fromCharCode(...octets.subarray(0, 60_000))
  const bodies = (storedVectors('messages/good.json') as { body: string }[]).map(each => utf8(each.body))
  const carry = carryBytes({
    from: brussels,
    to: rabat,
    deliveries: [deliveryBytes({ envelope: new Uint8Array(40), beside: new Uint8Array(9) })],
    receipts: [utf8('{}')],
    chunks: [chunkBytes({ digest: 'ab'.repeat(32), sealedBytes: 4_112, position: 0, sealed: new Uint8Array(12) })],
  })
  const lawful = [
    ...bodies,
    carry,
    deliveryBytes({ envelope: new Uint8Array(40), beside: new Uint8Array(9) }),
    besideBytes({ beside: 'entraide.beside/1', at: now, checkpoint: null, acts: 'ab'.repeat(32) }),
    utf8((storedVectors('receipt/receipts.json') as { good: { text: string }[] }).good[0]?.text ?? ''),
    utf8((storedVectors('pairing/cards.json') as { known: string }).known),
  ]
  /** Lawful octets with bits turned, pieces cut out, doubled or put in: nearer to what gets deep into a parser than chance is. */
  const bent = fc
    .tuple(fc.constantFrom(...lawful), fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(3), fc.nat(40)), { minLength: 1, maxLength: 4 }))
    .map(([octets, changes]) => {
      let bytes = Uint8Array.from(octets)
      for (const [where, value, how, length] of changes) {
        const at = where % (bytes.length + 1)
        if (how === 0) bytes[at % Math.max(bytes.length, 1)] = value
        if (how === 1) bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + length)])
        if (how === 2) bytes = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(Math.max(at - length, 0))])
        if (how === 3) bytes = Uint8Array.from([...bytes.subarray(0, at), value, ...bytes.subarray(at)])
      }
      return bytes
    })
  for (const [name, parse] of Object.entries(parsers)) {
    test(`${name} answers whatever comes, and throws nothing`, () => {
      fc.assert(
        fc.property(
          fc.oneof(
            bent,
            fc.uint8Array({ maxLength: 300 }),
            fc.json().map(utf8),
            fc
              .string({ unit: 'binary' })
              .filter(text => text.isWellFormed())
              .map(utf8),
          ),
          octets => {
            const answer = parse(octets)
            expect(answer === null || typeof answer === 'object' || typeof answer === 'string').toBe(true)
          },
        ),
        { numRuns: name === 'readCard' || name === 'readReceipt' ? 150 : 600 },
      )
    })
  }
  test('a text with half a character is refused like any other', () => {
    expect(readCard('{"card":"\ud800"}', now, null)).toMatchObject({ refused: 'card-shape' })
    expect(readFrame('\ud800')).toMatchObject({ refused: 'document-shape' })
  })
  test('a carried file that is read and written again is the same octets', () => {
    const read = readCarry(carry)
    expect(isRefusal(read) ? null : carryBytes(read)).toEqual(carry)
  })
  test('a carried file of as many parts as it may count is written and read', () => {
    const chunks = Array.from({ length: 100_000 }, () => new Uint8Array(41))
    const read = readCarry(carryBytes({ from: brussels, to: rabat, deliveries: [], receipts: [], chunks }))
    expect(isRefusal(read) ? null : read.chunks.length).toBe(100_000)
  })
  test('a refusal of a body names a place and never what stands there', () => {
    fc.assert(
      fc.property(fc.constantFrom('title', 'note', 'holdUntil', 'language', 'messageType'), fc.string({ minLength: 6 }), (member, secret) => {
        const answer = readBody(utf8(JSON.stringify({ ...bodyOfKind('REQ'), [member]: `${secret}\u202e` })))
        if (isRefusal(answer) && secret.trim().length >= 6) expect(JSON.stringify(answer)).not.toContain(secret)
      }),
    )
  })
  test('octets that are no JSON are refused by their own code, none by surprise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), octets => {
        try {
          readOctets(octets, { safeParse: () => ({ success: false, error: { issues: [] } }) } as never)
        } catch (fault) {
          expect(fault).toBeInstanceOf(Fault)
        }
      }),
    )
  })
})

/** Drafts the agreement permits, different in all that may differ. */
const name = fc.constantFrom('Karim Exemple', 'كريم مثال', 'Ould Ben Exemple', "Naïma d'Exemple", 'ⵜⵉⴼⵉⵏⴰⵖ')
const item = fc.record({
  category: fc.constantFrom('NAME', 'BIRT'),
  person: fc.record({ names: fc.array(name, { minLength: 1, maxLength: 3 }), birthDate: fc.constantFrom('1985', '1985-03', '1985-03-02') }),
  nature: fc.constantFrom('fact', 'assessment'),
  source: fc.constantFrom('A', 'B'),
  information: fc.constantFrom('1', '2'),
  provenance: fc.constantFrom('OBSE', 'REGI'),
  verifiedOn: fc.constantFrom('2026-11-01', '2026-11-20'),
})
const lawfulDrafts = fc
  .record({
    items: fc.array(item, { minLength: 1, maxLength: 1 }),
    title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map(text => `Identity ${text.replaceAll(/[^\p{L}\p{N} ]/gu, '')}`),
    language: fc.constantFrom('fr', 'en') as fc.Arbitrary<'fr' | 'en'>,
    holdUntil: fc.constantFrom('2027-01-01', '2027-05-01'),
    note: fc.constantFrom('', 'An older photograph exists.\nAsk for it.'),
    urgency: fc.constantFrom('U8H', 'U3D', 'N7D') as fc.Arbitrary<'U8H' | 'U3D' | 'N7D'>,
    handling: fc.constantFrom(['H1', 'H2'], ['H0', 'H1', 'H2']) as fc.Arbitrary<('H0' | 'H1' | 'H2')[]>,
    caseReference: fc.constantFrom('BR.10.2026/114', 'AN.20.2026/7'),
  })
  .map(({ urgency, handling, caseReference, ...rest }) => draftOf({ ...(rest as unknown as Partial<Draft>), legal: { urgency, handling, caseReference } }))

describe('the path', () => {
  test('carries any lawful draft from permission to admission, and changes nothing on the way', async () => {
    await fc.assert(
      fc.asyncProperty(lawfulDrafts, async draft => {
        const permitted = permit(draft, held, policy, now)
        if (isRefusal(permitted)) throw new Error(JSON.stringify(permitted))
        const released = release(permitted, releaser, now)
        if (isRefusal(released)) throw new Error(released.refused)
        const sealed = await sealMessage(released, sealing)
        const opened = await open(sealed.envelope, reader)
        if (isRefusal(opened)) throw new Error(opened.inside)
        const body = readMessage(opened)
        if ('refused' in body) throw new Error(JSON.stringify(body))
        const admitted = admit(opened, body, ground)
        if (isRefusal(admitted)) throw new Error(JSON.stringify(admitted))
        expect(admitted.body).toEqual(bodyOf(draft, releaser.officer, now))
        expect(admitted.state).toBe('received')
        expect(opened.bodyDigest).toBe(bodyDigest(sealed.octets))
        expect(JSON.stringify(admitted.body)).not.toContain(draft.id)
        expect(JSON.stringify(admitted.body)).not.toContain(draft.author.account)
      }),
      { numRuns: 60 },
    )
  })

  /** A sender that skips its own check: signs and seals whatever body it likes. */
  const forged = async (draft: Draft, changes: object = {}) => {
    const octets = utf8(JSON.stringify({ ...bodyOf(draft, releaser.officer, now), ...changes }))
    const { envelope } = await resealOctets('entraide/1 message', brussels, rabat, octets, later(7), sealing)
    const opened = await open(envelope, reader)
    if (isRefusal(opened)) throw new Error(opened.inside)
    const body = readMessage(opened)
    return 'refused' in body ? (body as AdmissionRefusal) : admit(opened, body, ground)
  }
  const spoiled: readonly (readonly [why: string, change: (draft: Draft) => Draft])[] = [
    ['a purpose that no clause has', draft => ({ ...draft, legal: { ...draft.legal, purpose: 'RETN' } })],
    ['a clause that permits nothing', draft => ({ ...draft, legal: { ...draft.legal, clause: 'C01' } })],
    ['a clause that does not exist', draft => ({ ...draft, legal: { ...draft.legal, clause: 'C99' } })],
    ['another agreement', draft => ({ ...draft, agreement: '0'.repeat(64) })],
    ['a basis of another law', draft => ({ ...draft, legal: { ...draft.legal, transferBasis: 'GDPR-46-2-a' } })],
    ['no assurances', draft => ({ ...draft, legal: { ...draft.legal, assurances: [] } })],
    ['a regime that is not the node’s', draft => ({ ...draft, legal: { ...draft.legal, regime: 'AM' } })],
    ['asylum data', draft => ({ ...draft, legal: { ...draft.legal, dataCategories: ['NAME', 'ASYL'] } })],
    ['a level above the ceiling', draft => ({ ...draft, legal: { ...draft.legal, classification: 'S' } })],
    ['a hold that is over', draft => ({ ...draft, holdUntil: '2026-01-01' as Draft['holdUntil'] })],
    [
      'a category the message does not declare',
      draft => ({ ...draft, legal: { ...draft.legal, dataCategories: ['BIRT'] }, items: draft.items.map(each => ({ ...each, category: 'NAME' as const })) }),
    ],
    ['a language nobody agreed on', draft => ({ ...draft, language: 'de' as never })],
  ]
  for (const [why, change] of spoiled)
    test(`${why}: what permission refuses here, admission refuses there, forged past it`, async () => {
      await fc.assert(
        fc.asyncProperty(lawfulDrafts, async lawful => {
          const draft = change(lawful)
          const permitted = permit(draft, held, policy, now)
          fc.pre(isRefusal(permitted))
          const answer = (await forged(draft)) as Refusal
          expect(isRefusal(answer) ? answer.refused : 'admitted').not.toBe('admitted')
          // What travels is a code and nothing else; the cause stays inside.
          expect(answer.facts).toEqual({})
        }),
        { numRuns: 6 },
      )
    })
  test('at least ten of these are refused here too, so the law says something', () => {
    expect(spoiled.filter(([, change]) => isRefusal(permit(change(draftOf()), held, policy, now))).length).toBeGreaterThanOrEqual(10)
  })

  const standings = [
    ['suspended', heldAs('suspended', { suspendedBy: [brussels] }), 'agreement-suspended', 'agreement-suspended'],
    ['frozen', heldAs('frozen', { frozenBy: [rabat] }), 'partner-frozen', 'partner-frozen'],
    [
      'over',
      { ...held, agreement: { ...agreement, inForce: { ...agreement.inForce, until: calendarDate('2025-01-01') } } },
      'agreement-not-in-force',
      'agreement-not-in-force',
    ],
    [
      'not begun',
      { ...held, agreement: { ...agreement, inForce: { ...agreement.inForce, from: calendarDate('2027-01-01') } } },
      'agreement-not-in-force',
      'agreement-not-in-force',
    ],
    ['not switched on', heldAs('signed'), 'agreement-not-in-force', 'agreement-not-in-force'],
    ['not here', null, 'agreement-unknown', 'agreement-differs'],
  ] as const
  for (const [how, standing, inside, outside] of standings)
    test(`an agreement that is ${how} stops a request at both ends`, async () => {
      expect(permit(draftOf(), standing, policy, now)).toMatchObject({ refused: inside })
      const sealed = await sealMessage(release(permit(draftOf(), held, policy, now) as never, releaser, now) as never, sealing)
      const opened = await open(sealed.envelope, reader)
      if (isRefusal(opened)) throw new Error(opened.inside)
      expect(admit(opened, sealed.body, { ...ground, held: standing })).toMatchObject({ refused: outside, facts: {} })
    })

  const thread = { thread: idOf(1), partner: brussels, machine: 'request', side: 'holder', state: 'received', returned: null } as const
  const answered = { thread: idOf(1), message: idOf(1), messageType: 'REQ', purpose: 'INVE', handling: ['H1', 'H2'], classification: 'U' } as const
  const clarified = async (view: object | null, changes: object = {}) => {
    const octets = utf8(JSON.stringify({ ...bodyOfKind('CLR'), ...changes }))
    const { envelope } = await resealOctets('entraide/1 message', brussels, rabat, octets, later(7), { ...sealing, messageId: idOf(5) })
    const opened = await open(envelope, reader)
    if (isRefusal(opened)) throw new Error(opened.inside)
    const body = readMessage(opened)
    return 'refused' in body ? body : admit(opened, body, { ...ground, thread: view as never })
  }
  test('a message of a thread nobody knows is refused', async () => expect(await clarified(null)).toMatchObject({ refused: 'thread-unknown' }))
  test('a message of a thread with another partner is refused the same way', async () =>
    expect(await clarified({ ...thread, partner: rabat, answered })).toMatchObject({ refused: 'thread-unknown' }))
  test('a message that answers nothing in its thread is refused the same way', async () =>
    expect(await clarified({ ...thread, answered: null })).toMatchObject({ refused: 'thread-unknown' }))
  test('a message that its thread does not expect is refused', async () =>
    expect(await clarified({ ...thread, state: 'closed', answered })).toMatchObject({ refused: 'not-expected' }))
  test('a message that drops a code of what it answers is refused by that name', async () =>
    expect(await clarified({ ...thread, answered: { ...answered, handling: ['H0', 'H1', 'H2'] } })).toMatchObject({ refused: 'handling-loosened', facts: {} }))
  test('a message that changes the purpose of its thread is refused', async () =>
    expect(await clarified({ ...thread, answered: { ...answered, purpose: 'PREV' } })).toMatchObject({ refused: 'not-permitted' }))
  test('a clarification is admitted, and completes only what it names', async () => {
    expect(await clarified({ ...thread, answered })).toMatchObject({ state: 'received' })
    expect(await clarified({ ...thread, state: 'returned-for-completion', returned: idOf(2), answered })).toMatchObject({ state: 'received' })
    expect(await clarified({ ...thread, state: 'returned-for-completion', returned: idOf(3), answered })).toMatchObject({ state: 'returned-for-completion' })
  })
  test('a body that names another sender or addressee than its header is forged', async () => {
    for (const [member, node] of [
      ['from', 'MA-DGSN-DROG'],
      ['to', 'FR-DCPJ-SPOC'],
    ] as const) {
      const body = bodyOfKind('REQ')
      const ask = { ...body.ask, [member]: node }
      const answer = await forged(draftOf(), { ask, ...(member === 'from' ? { ourReference: 'MA-DGSN-DROG/2026/7K3QF' } : {}) })
      expect(answer).toMatchObject({ refused: 'body-shape' })
      expect((answer as AdmissionRefusal).inside.refused).toBe('address-differs')
    }
  })
  test('a protected ground leaves as the generic one', () => {
    const answers = { ...answered, thread: idOf(1), message: idOf(1) }
    for (const ground of ['SOVE', 'INVE', 'THIR', 'ASYL', 'MINR', 'VICT'] as const) {
      const draft = draftOf({ answers, ground, items: [], legal: { messageType: 'RFS' } })
      const body = bodyOf({ ...draft, yourReference: 'MA-DGSN-SPOC/2026/ZX04R' as never }, releaser.officer, now)
      expect(body.ground).toBe('GENR')
      expect(JSON.stringify(body)).not.toContain(ground === 'INVE' ? '"ground":"INVE"' : `"${ground}"`)
    }
  })
})

describe('release', () => {
  const permitted = permit(draftOf(), held, policy, now)
  if (isRefusal(permitted)) throw new Error(permitted.refused)
  test('takes another person than the author', () => {
    expect(release(permitted, { ...releaser, account: permitted.draft.author.account }, now)).toMatchObject({ refused: 'releaser-is-author' })
    expect(release(permitted, { ...permitted.draft.author, account: idOf(99), mayRelease: true }, now)).toMatchObject({ refused: 'releaser-is-author' })
  })
  test('takes somebody who may', () => expect(release(permitted, { ...releaser, mayRelease: false }, now)).toMatchObject({ refused: 'releaser-lacks-role' }))
})
