import { readFileSync } from 'node:fs'
import { concat, day, fromBase64url, fromHex, hex, instant, isRefusal, later, nodeId, readJson, uuid7 } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contexts, isContext } from '../src/context.ts'
import { headerOctets, readHeader } from '../src/header.ts'
import { type Opened, open, type Reader, sameMessage } from '../src/open.ts'
import { readRecipientKey, recipientKeyJson, recipientSecretOf } from '../src/recipient-keys.ts'
import { type Letter, seal } from '../src/seal.ts'
import { bodyDigest, readSignatures, signaturesJson, signBytes, verifyBytes, verifyEnveloped } from '../src/sign.ts'
import { readVerifyingKeys, signingKeysOf, verifyingKeysJson } from '../src/signing-keys.ts'
import { envelopeBytes, maxBodyBytes, maxEnvelopeBytes, overheadBytes, sizeClasses, sizeClassFor } from '../src/size-class.ts'
import { timeliness } from '../src/timeliness.ts'

const vectorsOf = (name: string) => JSON.parse(readFileSync(new URL(`../../../vectors/envelope/${name}.json`, import.meta.url), 'utf8'))
type Edit = { at: number; octets: string } | { cutTo: number } | { add: string }
const keys = vectorsOf('keys') as {
  sender: { node: string; seed: string; ed25519: string; mldsa65: string }
  recipient: { node: string; seed: string }
  recipientKey: { seed: string; keyId: string; raw: string }
  senderKeyId: string
  contexts: Record<string, number>
}
const goodOnes = vectorsOf('good') as readonly { why: string; context: string; body: string; envelope: string }[]
const badOnes = vectorsOf('bad') as readonly { why: string; inside: string; envelope?: string; edits?: Edit[] }[]
const times = vectorsOf('timeliness') as readonly { why: string; createdAt: string; expiresAt: string; now: string; says: string }[]
const keyTexts = vectorsOf('key-texts') as readonly { why: string; text: string; says: string }[]

const brussels = nodeId(keys.sender.node)
const rabat = nodeId(keys.recipient.node)
const brusselsKeys = signingKeysOf(fromHex(keys.sender.seed))
const rabatKeys = signingKeysOf(fromHex(keys.recipient.seed))
const rabatSecret = recipientSecretOf(fromHex(keys.recipientKey.seed))
const reader: Reader = {
  node: rabat,
  secretOf: id => (id === rabatSecret.keyId ? rabatSecret : undefined),
  senderKeysOf: node => (node === brussels ? [brusselsKeys.verifying] : node === rabat ? [rabatKeys.verifying] : []),
}

const now = instant('2026-11-23T14:00:00.000Z')
const letter: Letter = {
  messageId: uuid7(now, new Uint8Array(10).fill(3)),
  sender: brussels,
  recipient: rabat,
  createdAt: now,
  expiresAt: later(now, 7 * day),
  context: 'entraide/1 message',
  body: new Uint8Array([123, 125]),
}
const arrived = async (bytes: Uint8Array, by: Reader = reader): Promise<Opened> => {
  const opened = await open(bytes, by)
  if (isRefusal(opened)) throw new Error(opened.inside)
  return opened
}

describe('The vectors', () => {
  test('name keys by the ids we compute', () => {
    expect(brusselsKeys.keyId).toBe(keys.senderKeyId)
    expect(verifyingKeysJson(brusselsKeys.verifying)).toEqual({ ed25519: keys.sender.ed25519, mldsa65: keys.sender.mldsa65 })
    expect(rabatSecret.keyId).toBe(keys.recipientKey.keyId)
    expect(recipientKeyJson(rabatSecret.publicKey)).toBe(keys.recipientKey.raw)
    expect(contexts).toEqual(keys.contexts)
  })

  test('are the example of the spec page', () => {
    const page = readFileSync(new URL('../../../spec/envelope.md', import.meta.url), 'utf8')
    const { envelope, body } = goodOnes[0] as { envelope: string; body: string }
    const header = fromBase64url(envelope).subarray(0, 192)
    const rows = [...page.matchAll(/^ {0,2}(\d+) {2}([0-9a-f]{4,}(?: [0-9a-f]{4,})*) /gm)]
    expect(rows.length).toBe(6)
    for (const [, at, octets] of rows) expect(hex(header.subarray(Number(at)))).toMatch(new RegExp(`^${(octets as string).replaceAll(' ', '')}`))
    expect(page).toContain(bodyDigest(header))
    expect(page).toContain(bodyDigest(fromBase64url(body)))
  })

  test.each(goodOnes.map(v => [v.why, v] as const))('%s: opens', async (_, v) => {
    const opened = await arrived(fromBase64url(v.envelope))
    expect(opened.context).toBe(v.context)
    expect(opened.body).toEqual(fromBase64url(v.body))
    expect(opened.signedBy).toBe(keys.senderKeyId)
  })

  const first = fromBase64url((goodOnes[0] as { envelope: string }).envelope)
  const changed = (bytes: Uint8Array, edit: Edit): Uint8Array => {
    if ('cutTo' in edit) return bytes.slice(0, edit.cutTo)
    if ('add' in edit) return concat(bytes, fromHex(edit.add))
    const octets = fromHex(edit.octets)
    return bytes.map((octet, i) => octets[i - edit.at] ?? octet)
  }
  const octetsOf = (v: (typeof badOnes)[number]) => (v.envelope === undefined ? (v.edits ?? []).reduce(changed, first) : fromBase64url(v.envelope))
  test.each(badOnes.map(v => [v.why, v] as const))('%s: does not open', async (_, v) => {
    expect(await open(octetsOf(v), reader)).toEqual({ refused: 'envelope-unopenable', facts: {}, inside: v.inside })
  })

  test.each(times.map(v => [v.why, v] as const))('%s: judged by the clock', (_, v) => {
    expect(timeliness({ createdAt: instant(v.createdAt), expiresAt: instant(v.expiresAt) }, instant(v.now))).toBe(v.says)
  })

  test.each(keyTexts.map(v => [v.why, v] as const))('%s: read as keys', (_, v) => {
    const says = () => {
      try {
        const read = readVerifyingKeys(readJson(v.text).value)
        return isRefusal(read) ? read.refused : read.keyId
      } catch (fault) {
        return (fault as { code: string }).code
      }
    }
    expect(says()).toBe(v.says)
  })
})

describe('An envelope', () => {
  test('brings any body back octet for octet, in the class it needs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 20_000, size: 'max' }),
        fc.constantFrom(...Object.keys(contexts).filter(isContext)),
        async (body, context) => {
          const bytes = await seal({ ...letter, body, context }, rabatSecret.publicKey, brusselsKeys)
          expect(bytes.length).toBe(envelopeBytes(sizeClassFor(body.length)))
          const opened = await arrived(bytes)
          expect(opened.body).toEqual(body)
          expect(opened.context).toBe(context)
        },
      ),
      { numRuns: 40 },
    )
  })

  test.each(sizeClasses)('fills the class of %i bytes to the last octet and not beyond', async size => {
    const full = new Uint8Array(size - 5).fill(0x7a)
    const bytes = await seal({ ...letter, body: full }, rabatSecret.publicKey, brusselsKeys)
    expect(bytes.length).toBe(size + overheadBytes)
    expect((await arrived(bytes)).body).toEqual(full)
    if (size < maxBodyBytes) expect(sizeClassFor(full.length + 1)).toBeGreaterThan(size)
  })

  test('has at most the length a node reads, and a longer body is no envelope', async () => {
    expect(maxEnvelopeBytes).toBe(1_053_277)
    const tooLong = seal({ ...letter, body: new Uint8Array(maxBodyBytes + 1) }, rabatSecret.publicKey, brusselsKeys)
    await expect(tooLong).rejects.toMatchObject({ code: 'body-too-large' })
  })

  test('looks like a larger one where its sender wants that', async () => {
    const bytes = await seal({ ...letter, atLeast: 65_536 }, rabatSecret.publicKey, brusselsKeys)
    expect(readHeader(bytes)).toMatchObject({ sizeClass: 65_536 })
    expect((await arrived(bytes)).body).toEqual(letter.body)
  })

  test('with any single bit turned gives the one answer', async () => {
    const bytes = await seal(letter, rabatSecret.publicKey, brusselsKeys)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length * 8 - 1 }), async bit => {
        const turned = Uint8Array.from(bytes)
        turned[bit >> 3] = (turned[bit >> 3] as number) ^ (1 << (bit & 7))
        expect(await open(turned, reader)).toMatchObject({ refused: 'envelope-unopenable', facts: {} })
      }),
      { numRuns: 300 },
    )
  })

  test('of any octets at all is answered, never a fault', async () => {
    const start = (await seal(letter, rabatSecret.publicKey, brusselsKeys)).subarray(0, 200)
    const octets = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.tuple(fc.integer({ min: 0, max: 200 }), fc.uint8Array({ maxLength: 400 })).map(([n, rest]) => Uint8Array.of(...start.subarray(0, n), ...rest)),
      fc
        .uint8Array({ minLength: envelopeBytes(4_096) - 192, maxLength: envelopeBytes(4_096) - 192 })
        .map(rest => Uint8Array.of(...start.subarray(0, 192), ...rest)),
    )
    await fc.assert(
      fc.asyncProperty(octets, async bytes => {
        expect(await open(bytes, reader)).toMatchObject({ refused: 'envelope-unopenable', facts: {} })
      }),
      { numRuns: 300 },
    )
  })

  test('sealed again to a newer key is the same message; under its id another body is a conflict', async () => {
    const newer = recipientSecretOf(new Uint8Array(32).fill(9))
    const both: Reader = { ...reader, secretOf: id => [rabatSecret, newer].find(secret => secret.keyId === id) }
    const once = await arrived(await seal(letter, rabatSecret.publicKey, brusselsKeys), both)
    const again = await arrived(await seal({ ...letter, expiresAt: later(now, 14 * day) }, newer.publicKey, brusselsKeys), both)
    const altered = await arrived(await seal({ ...letter, body: new Uint8Array(3) }, newer.publicKey, brusselsKeys), both)
    const receipt = await arrived(await seal({ ...letter, context: 'entraide/1 receipt' }, newer.publicKey, brusselsKeys), both)
    const other = await arrived(await seal({ ...letter, messageId: uuid7(now, new Uint8Array(10)) }, newer.publicKey, brusselsKeys), both)
    expect(again.bodyDigest).toBe(once.bodyDigest)
    expect([again, altered, receipt, other].map(second => sameMessage(once, second))).toEqual(['same', 'conflict', 'conflict', 'other'])
  })

  test('is the work of the old or the new key while a sender changes keys', async () => {
    const newKeys = signingKeysOf(new Uint8Array(64).fill(5))
    const changing: Reader = { ...reader, senderKeysOf: async () => [brusselsKeys.verifying, newKeys.verifying] }
    for (const signer of [brusselsKeys, newKeys])
      expect((await arrived(await seal(letter, rabatSecret.publicKey, signer), changing)).signedBy).toBe(signer.keyId)
    expect(await open(await seal(letter, rabatSecret.publicKey, newKeys), reader)).toMatchObject({ inside: 'signature' })
  })

  test('proves its sender to whoever has the published keys, with no secret', async () => {
    const opened = await arrived(await seal(letter, rabatSecret.publicKey, brusselsKeys))
    const { headerOctets: octets, bodyDigest, context, signatures, header } = opened
    const what = { headerOctets: octets, recipientKeyId: header.recipientKeyId, bodyDigest }
    expect(verifyEnveloped(brusselsKeys.verifying, context, what, signatures)).toBe(true)
    expect(verifyEnveloped(rabatKeys.verifying, context, what, signatures)).toBe(false)
    expect(verifyEnveloped(brusselsKeys.verifying, context, { ...what, bodyDigest: '00'.repeat(32) }, signatures)).toBe(false)
  })

  test.each<[string, Partial<Letter>]>([
    ['expiring before it is made', { expiresAt: now }],
    ['living longer than 28 days', { expiresAt: later(now, 28 * day + 1) }],
    ['from no node', { sender: 'nobody' as never }],
    ['with a random id', { messageId: '019ab125-7a00-4000-8000-000000000001' as never }],
  ])('%s is never made', async (_, changes) => {
    await expect(seal({ ...letter, ...changes }, rabatSecret.publicKey, brusselsKeys)).rejects.toMatchObject({ code: 'header-shape' })
  })

  test('has a header of one spelling: what is read is written the same', () => {
    for (const v of goodOnes) {
      const bytes = fromBase64url(v.envelope)
      const header = readHeader(bytes)
      if (isRefusal(header)) throw new Error(header.inside)
      expect(hex(headerOctets(header))).toBe(hex(bytes.subarray(0, 192)))
    }
  })
})

describe('A signature', () => {
  const bytes = new Uint8Array([1, 2, 3])
  const signatures = signBytes(brusselsKeys, 'entraide/1 card', bytes)
  const other = signBytes(rabatKeys, 'entraide/1 card', bytes)
  test('holds for its octets, its purpose and its key', () => expect(verifyBytes(brusselsKeys.verifying, 'entraide/1 card', bytes, signatures)).toBe(true))
  test.each<[string, () => boolean]>([
    ['other octets', () => verifyBytes(brusselsKeys.verifying, 'entraide/1 card', new Uint8Array([1, 2]), signatures)],
    ['another purpose', () => verifyBytes(brusselsKeys.verifying, 'entraide/1 key-list', bytes, signatures)],
    ['another key', () => verifyBytes(rabatKeys.verifying, 'entraide/1 card', bytes, signatures)],
    ['one half of another key', () => verifyBytes(brusselsKeys.verifying, 'entraide/1 card', bytes, { ...signatures, ed25519: other.ed25519 })],
    ['the other half of another key', () => verifyBytes(brusselsKeys.verifying, 'entraide/1 card', bytes, { ...signatures, mldsa65: other.mldsa65 })],
    ['a half that is empty', () => verifyBytes(brusselsKeys.verifying, 'entraide/1 card', bytes, { ...signatures, mldsa65: new Uint8Array(0) })],
    ['halves exchanged', () => verifyBytes(brusselsKeys.verifying, 'entraide/1 card', bytes, { ed25519: signatures.mldsa65, mldsa65: signatures.ed25519 })],
  ])('does not hold with %s', (_, holds) => expect(holds()).toBe(false))
  test('under a label of nobody is not made', () => {
    expect(() => signBytes(brusselsKeys, 'entraide/1 anything' as never, bytes)).toThrow(expect.objectContaining({ code: 'context-unknown' }))
    expect(() => signBytes(brusselsKeys, 'toString' as never, bytes)).toThrow(expect.objectContaining({ code: 'context-unknown' }))
  })
  test('reads back from its JSON form, and other shapes are refused', () => {
    const json = { ...signaturesJson(signatures) }
    expect(readSignatures(json)).toEqual(signatures)
    for (const bad of [null, [], {}, { ...json, more: 1 }, { ...json, ed25519: json.mldsa65 }, { ...json, mldsa65: `${json.mldsa65.slice(1)}*` }])
      expect(readSignatures(bad)).toEqual({ refused: 'signatures-shape', facts: {} })
  })
})

describe('Keys', () => {
  test('of the same seed are the same, and print without their secret', () => {
    expect(signingKeysOf(fromHex(keys.sender.seed)).keyId).toBe(brusselsKeys.keyId)
    expect(JSON.stringify({ ...brusselsKeys, verifying: undefined })).not.toMatch(/[0-9a-f]{33}/)
    expect(JSON.stringify({ ...rabatSecret, publicKey: undefined })).not.toMatch(/[0-9a-f]{33}/)
  })
  test('of a seed of another length are a fault', () => {
    for (const length of [0, 31, 33, 65]) {
      expect(() => signingKeysOf(new Uint8Array(length))).toThrow(expect.objectContaining({ code: 'key-shape' }))
      expect(() => recipientSecretOf(new Uint8Array(length))).toThrow(expect.objectContaining({ code: 'key-shape' }))
    }
  })
  test('for receiving read back from their JSON form, and forbidden ones are refused', () => {
    expect(readRecipientKey(recipientKeyJson(rabatSecret.publicKey))).toEqual(rabatSecret.publicKey)
    const overflowing = rabatSecret.publicKey.raw.slice().fill(0xff, 0, 384)
    for (const bad of [null, 1, '', 'AAAA', 'x y', recipientKeyJson({ ...rabatSecret.publicKey, raw: overflowing })])
      expect(readRecipientKey(bad)).toEqual({ refused: 'key-shape', facts: {} })
  })
  test('of any JSON at all are answered, never a fault', () => {
    fc.assert(
      fc.property(fc.jsonValue(), json => {
        for (const read of [readVerifyingKeys, readRecipientKey, readSignatures]) expect(isRefusal(read(json as never))).toBe(true)
      }),
    )
  })
})
