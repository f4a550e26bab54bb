import { day, instant, isRefusal, later, nodeId, utf8, uuid7 } from '@entraide/ground'
import { expect, test } from 'vitest'
import { envelopeBytes, open, type Reader, readHeader, recipientSecretOf, seal, signingKeysOf } from '../src/index.ts'

const now = instant('2026-11-23T14:00:00.000Z')
const brussels = nodeId('BE-POL-SPOC')
const rabat = nodeId('MA-DGSN-SPOC')
const brusselsKeys = signingKeysOf(new Uint8Array(64).fill(1))
const rabatSecret = recipientSecretOf(new Uint8Array(32).fill(2))
const letter = {
  messageId: uuid7(now, new Uint8Array(10).fill(3)),
  sender: brussels,
  recipient: rabat,
  createdAt: now,
  expiresAt: later(now, 7 * day),
  context: 'entraide/1 message',
  body: utf8('{"type":"REQ"}'),
} as const
const reader: Reader = {
  node: rabat,
  secretOf: id => (id === rabatSecret.keyId ? rabatSecret : undefined),
  senderKeysOf: node => (node === brussels ? [brusselsKeys.verifying] : []),
}

test('what one node seals the other opens, octet for octet', async () => {
  const bytes = await seal(letter, rabatSecret.publicKey, brusselsKeys)
  expect(bytes.length).toBe(envelopeBytes(4_096))
  expect(readHeader(bytes)).toMatchObject({ sender: brussels, recipient: rabat, messageId: letter.messageId, sizeClass: 4_096 })
  const opened = await open(bytes, reader)
  if (isRefusal(opened)) throw new Error(JSON.stringify(opened))
  expect(opened.body).toEqual(letter.body)
  expect(opened.context).toBe('entraide/1 message')
  expect(opened.signedBy).toBe(brusselsKeys.keyId)
})
