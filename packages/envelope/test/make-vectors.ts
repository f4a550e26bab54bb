/**
 * Writes vectors/envelope/ and vectors/attachment/ anew: `node packages/envelope/test/make-vectors.ts`.
 * Same octets every time: seeds are fixed, and the writer is the second implementation, which uses no chance.
 */
import { writeFileSync } from 'node:fs'
import { base64url, concat, hex, utf8 } from '@entraide/ground'
import { sha256 } from '@noble/hashes/sha2.js'
import { boxOf, type HeaderFields, headerOf, partyOf, type Recipe, write } from './second-implementation.ts'
import { attachmentVectors } from './vectors-of-attachments.ts'

const seedOf = (what: string, length: number) =>
  concat(sha256(utf8(`entraide vectors ${what}`)), sha256(utf8(`entraide vectors ${what}, more`))).subarray(0, length)
const brussels = partyOf(seedOf('signing key of BE-POL-SPOC', 64))
const rabat = partyOf(seedOf('signing key of MA-DGSN-SPOC', 64))
const stranger = partyOf(seedOf('signing key of XX-NONE-SUCH', 64))
const nobody = partyOf(new Uint8Array(64))
const box = boxOf(seedOf('recipient key of MA-DGSN-SPOC', 32))
const otherBox = boxOf(seedOf('recipient key of MA-DGSN-DROG', 32))
const nobodysBox = boxOf(new Uint8Array(32))

const day = 86_400_000
const createdMs = Date.parse('2026-11-23T14:00:00.000Z')
const body = utf8('{"messageType":"REQ","thread":"01a208b4-db00-7000-8000-000000000001","ourReference":"BE-POL-SPOC/2026/7K3QF"}')
const usual: Recipe = {
  magic: 'entraide',
  version: 1,
  suite: 1,
  sizeClass: 4_096,
  messageId: '01a208b4-db00-7000-8000-000000000001',
  recipientKeyId: box.keyId,
  createdMs,
  expiresMs: createdMs + 7 * day,
  sender: utf8('BE-POL-SPOC'),
  recipient: utf8('MA-DGSN-SPOC'),
  kind: 1,
  label: 'entraide/1 message',
  separator: 1,
  body,
  claimedBodyLength: body.length,
  padding: 0,
  room: 4_096,
  signedHeader: undefined,
  signedKeyId: box.keyId,
  signedBody: undefined,
  ed25519By: brussels,
  mldsa65By: brussels,
  blankEd25519: false,
  blankMldsa65: false,
  sealTo: box,
  sealUse: 'entraide/1 envelope',
  sealAad: undefined,
}
const random = seedOf('encapsulation', 64)
const make = (changes: Partial<Recipe> = {}) => write({ ...usual, ...changes }, random)
const text = (bytes: Uint8Array) => base64url(bytes)
const withBody = (of: Uint8Array): Partial<Recipe> => ({ body: of, claimedBodyLength: of.length })

const contexts = [
  'message',
  'receipt',
  'held',
  'card',
  'key-list',
  'agreement-text',
  'agreement-signature',
  'suspension',
  'freeze',
  'checkpoint',
  'witness',
  'transport',
  'carried',
  'escalation',
]
const good = [
  { why: 'a request in the smallest class', context: 'entraide/1 message', body: text(body), envelope: text(make()) },
  { why: 'an empty body', context: 'entraide/1 message', body: '', envelope: text(make(withBody(new Uint8Array(0)))) },
  {
    why: 'a body that fills its class to the last octet',
    context: 'entraide/1 message',
    body: text(new Uint8Array(4_091).fill(0x20)),
    envelope: text(make(withBody(new Uint8Array(4_091).fill(0x20)))),
  },
  {
    why: 'one octet more: the next class',
    context: 'entraide/1 message',
    body: text(new Uint8Array(4_092).fill(0x20)),
    envelope: text(make({ ...withBody(new Uint8Array(4_092).fill(0x20)), sizeClass: 16_384, room: 16_384 })),
  },
  {
    why: 'a short body in a larger class than it needs',
    context: 'entraide/1 message',
    body: text(body),
    envelope: text(make({ sizeClass: 16_384, room: 16_384 })),
  },
  { why: 'a receipt', context: 'entraide/1 receipt', body: text(body), envelope: text(make({ kind: 2, label: 'entraide/1 receipt' })) },
  { why: 'the longest life, 28 days', context: 'entraide/1 message', body: text(body), envelope: text(make({ expiresMs: createdMs + 28 * day })) },
  {
    why: 'a body that is no JSON: its octets are carried as they are, and judged by who reads them',
    context: 'entraide/1 message',
    body: text(utf8('{"a":1,"a":1e999}')),
    envelope: text(make(withBody(utf8('{"a":1,"a":1e999}')))),
  },
]

/** A bad envelope is written whole, or as the first good one with octets replaced (`at`), cut to a length, or added to. */
type Edit = { readonly at: number; readonly octets: string } | { readonly cutTo: number } | { readonly add: string }
type Bad = { readonly why: string; readonly inside: string } & ({ readonly envelope: string } | { readonly edits: readonly Edit[] })
const usualOctets = make()
const flipped = (at: number): Edit => ({ at, octets: hex(Uint8Array.of((usualOctets[at] as number) ^ 1)) })
const inHeader = (changes: Partial<HeaderFields>): Edit => ({ at: 0, octets: hex(headerOf({ ...usual, ...changes })) })
const edited = (why: string, inside: string, ...edits: Edit[]): Bad => ({ why, inside, edits })
const written = (why: string, inside: string, changes: Partial<Recipe>): Bad => ({ why, inside, envelope: text(make(changes)) })
const last = usualOctets.length - 1
const sent = headerOf(usual)

const bad: Bad[] = [
  edited('nothing at all', 'not-an-envelope', { cutTo: 0 }),
  edited('half a header', 'not-an-envelope', { cutTo: 96 }),
  edited('another magic', 'not-an-envelope', flipped(0)),
  edited('version 0, older than ours', 'version-unknown', inHeader({ version: 0 })),
  edited('version 2, newer than ours', 'version-unknown', inHeader({ version: 2 })),
  written('version 2, signed and sealed so by its sender', 'version-unknown', { version: 2 }),
  edited('suite 0: a downgrade', 'suite-unknown', inHeader({ suite: 0 })),
  written('suite 2, signed and sealed so by its sender', 'suite-unknown', { suite: 2 }),
  edited('a size class that is none', 'size-class-unknown', inHeader({ sizeClass: 4_095 })),
  edited('a size class of zero', 'size-class-unknown', inHeader({ sizeClass: 0 })),
  edited('the largest integer as size class', 'size-class-unknown', inHeader({ sizeClass: 0xffffffff })),
  edited('a larger size class than the octets are', 'length-differs', inHeader({ sizeClass: 16_384 })),
  written('a smaller size class than the octets are', 'length-differs', { sizeClass: 4_096, room: 16_384 }),
  edited('the header alone', 'length-differs', { cutTo: 192 }),
  edited('the last octet missing', 'length-differs', { cutTo: last }),
  edited('an octet after the end', 'length-differs', { add: '00' }),
  edited('two envelopes in one', 'length-differs', { add: hex(usualOctets.subarray(0, 192)) }),
  edited('a random message id (UUID version 4)', 'message-id-shape', inHeader({ messageId: '01a208b4-db00-4000-8000-000000000001' })),
  edited('a message id of another variant', 'message-id-shape', inHeader({ messageId: '01a208b4-db00-7000-c000-000000000001' })),
  edited('created after the year 2199', 'instant-shape', inHeader({ createdMs: Date.parse('2200-01-01T00:00:00.000Z') })),
  edited('an instant of 2^64 - 1', 'instant-shape', inHeader({ expiresMs: 2n ** 64n - 1n })),
  edited('an instant just above what a double holds', 'instant-shape', inHeader({ createdMs: 2n ** 53n })),
  edited('expires when it was created', 'expires-before-created', inHeader({ expiresMs: createdMs })),
  written('expires before it was created, signed so', 'expires-before-created', { expiresMs: createdMs - 1 }),
  written('lives a millisecond over 28 days', 'lifetime-too-long', { expiresMs: createdMs + 28 * day + 1 }),
  edited('no sender', 'node-id-shape', inHeader({ sender: new Uint8Array(0) })),
  written('a sender in small letters', 'node-id-shape', { sender: utf8('be-pol-spoc') }),
  written('a sender with something behind its end', 'node-id-shape', { sender: utf8('BE-POL-SPOC\0X') }),
  written('a recipient that is a path', 'node-id-shape', { recipient: utf8('../MA-DGSN') }),
  written('a recipient that is not ASCII', 'node-id-shape', { recipient: utf8('MÀ-DGSN-SPOC') }),
  edited('under a recipient key nobody has', 'recipient-key-unknown', inHeader({ recipientKeyId: '00'.repeat(16) })),
  written('sealed to the key of another node', 'recipient-key-unknown', { recipientKeyId: otherBox.keyId, signedKeyId: otherBox.keyId, sealTo: otherBox }),
  written('sealed to a key everybody has', 'recipient-key-unknown', { recipientKeyId: nobodysBox.keyId, signedKeyId: nobodysBox.keyId, sealTo: nobodysBox }),
  written('sealed to the key of another node under the name of ours', 'seal-broken', { sealTo: otherBox }),
  edited('the sender exchanged for another known one on the way', 'seal-broken', inHeader({ sender: utf8('MA-DGSN-SPOC') })),
  edited('the expiry moved on the way', 'seal-broken', inHeader({ expiresMs: createdMs + 8 * day })),
  edited('the message id changed on the way', 'seal-broken', inHeader({ messageId: '01a208b4-db00-7000-8000-000000000002' })),
  edited('a bit of the ML-KEM ciphertext turned', 'seal-broken', flipped(192)),
  edited('a bit of the X25519 share turned', 'seal-broken', flipped(192 + 1_088)),
  edited('an X25519 share of low order', 'seal-broken', { at: 192 + 1_088, octets: '00'.repeat(32) }),
  edited('a bit of the kind turned', 'seal-broken', flipped(192 + 1_120)),
  edited('a bit of the body turned', 'seal-broken', flipped(192 + 1_120 + 20)),
  edited('a bit of the padding turned', 'seal-broken', flipped(192 + 1_120 + 4_000)),
  edited('a bit of the Ed25519 signature turned', 'seal-broken', flipped(192 + 1_120 + 4_096)),
  edited('a bit of the ML-DSA signature turned', 'seal-broken', flipped(192 + 1_120 + 4_160)),
  edited('a bit of the tag turned', 'seal-broken', flipped(last)),
  written('sealed without the header', 'seal-broken', { sealAad: new Uint8Array(0) }),
  written('sealed for another use', 'seal-broken', { sealUse: 'entraide/1 oversight' }),
  written('sealed for no use', 'seal-broken', { sealUse: '' }),
  written('addressed to one node, sealed for another', 'other-recipient', { recipient: utf8('MA-DGSN-DROG') }),
  written('kind 0', 'kind-unknown', { kind: 0 }),
  written('a kind after the last', 'kind-unknown', { kind: 15 }),
  written('kind 255', 'kind-unknown', { kind: 255 }),
  written('a body longer than its class', 'body-length', { claimedBodyLength: 4_092 }),
  written('a body of four gigabytes', 'body-length', { claimedBodyLength: 0xffffffff }),
  written('padding that is not zeros', 'padding-not-zero', { padding: 1 }),
  written('a body length one too short: its end would be padding', 'padding-not-zero', { claimedBodyLength: body.length - 1 }),
  written('a body length one too long: padding would be body', 'signature', { claimedBodyLength: body.length + 1 }),
  written('a message signed as a receipt', 'signature', { label: 'entraide/1 receipt' }),
  written('a receipt signed as a message', 'signature', { kind: 2 }),
  written('a signature made apart, not for an envelope', 'signature', { separator: 0 }),
  written('another body than the signed one', 'signature', { signedBody: utf8('{"messageType":"SPI"}') }),
  written('no Ed25519 signature', 'signature', { blankEd25519: true }),
  written('no ML-DSA signature', 'signature', { blankMldsa65: true }),
  written('signed by the recipient instead of the sender', 'signature', { ed25519By: rabat, mldsa65By: rabat }),
  written('Ed25519 by another than the sender', 'signature', { ed25519By: rabat }),
  written('ML-DSA by another than the sender', 'signature', { mldsa65By: rabat }),
  written('signed for another recipient key', 'signature', { signedKeyId: otherBox.keyId }),
  written('a letter to another node, taken out and sealed again for ours', 'signature', {
    signedHeader: headerOf({ ...usual, recipient: utf8('MA-DGSN-DROG'), recipientKeyId: otherBox.keyId }),
    signedKeyId: otherBox.keyId,
  }),
  written('an old letter under a new message id', 'signature', { messageId: '01a208b4-db00-7000-8000-000000000009', signedHeader: sent }),
  written('an expired letter given a new life', 'signature', { createdMs: createdMs + 30 * day, expiresMs: createdMs + 37 * day, signedHeader: sent }),
  written('a letter moved to a larger class', 'signature', { sizeClass: 16_384, room: 16_384, signedHeader: sent }),
  written('from a node we do not know, well signed', 'sender-unknown', { sender: utf8('XX-NONE-SUCH'), ed25519By: stranger, mldsa65By: stranger }),
  written('from a node we do not know, signed with a key everybody has', 'sender-unknown', {
    sender: utf8('XX-NONE-SUCH'),
    ed25519By: nobody,
    mldsa65By: nobody,
  }),
]

const keys = {
  note: 'Seeds of invented nodes. Octets are base64url, short ones hexadecimal.',
  sender: { node: 'BE-POL-SPOC', seed: hex(brussels.seed), ed25519: text(brussels.ed25519), mldsa65: text(brussels.mldsa65) },
  recipient: { node: 'MA-DGSN-SPOC', seed: hex(rabat.seed), ed25519: text(rabat.ed25519), mldsa65: text(rabat.mldsa65) },
  recipientKey: { seed: hex(box.seed), keyId: box.keyId, raw: text(box.raw) },
  senderKeyId: hex(sha256(concat(utf8('entraide/1 signing-keys'), Uint8Array.of(0), brussels.ed25519, brussels.mldsa65))).slice(0, 32),
  contexts: Object.fromEntries(contexts.map((name, i) => [`entraide/1 ${name}`, i + 1])),
}

const iso = (ms: number) => new Date(ms).toISOString()
const minute = 60_000
const time = (why: string, nowMs: number, says: string) => ({ why, createdAt: iso(createdMs), expiresAt: iso(createdMs + 7 * day), now: iso(nowMs), says })
const timeliness = [
  time('read when it was made', createdMs, 'fine'),
  time('read a millisecond before it expires', createdMs + 7 * day - 1, 'fine'),
  time('read the instant it expires', createdMs + 7 * day, 'expired'),
  time('read ten years late', createdMs + 3_652 * day, 'expired'),
  time('made five minutes from now: clocks may differ so much', createdMs - 5 * minute, 'fine'),
  time('made a millisecond more than five minutes from now', createdMs - 5 * minute - 1, 'held-clock-skew'),
  time('made an hour from now', createdMs - 60 * minute, 'held-clock-skew'),
  time('made a day from now', createdMs - day, 'held-clock-skew'),
  time('made ten years from now', createdMs - 3_652 * day, 'held-clock-skew'),
]

const ed = text(brussels.ed25519)
const ml = text(brussels.mldsa65)
const keyTexts = [
  { why: 'keys as a card holds them', text: `{"ed25519":"${ed}","mldsa65":"${ml}"}`, says: keys.senderKeyId },
  { why: 'the other order of members: the same keys', text: `{"mldsa65":"${ml}","ed25519":"${ed}"}`, says: keys.senderKeyId },
  { why: 'a name twice', text: `{"ed25519":"${ed}","ed25519":"${ed}","mldsa65":"${ml}"}`, says: 'json-duplicate-name' },
  { why: 'a name of the language', text: `{"__proto__":{},"ed25519":"${ed}","mldsa65":"${ml}"}`, says: 'json-forbidden-name' },
  { why: 'a number that is none', text: `{"ed25519":1e999,"mldsa65":"${ml}"}`, says: 'json-number' },
  { why: 'a lone surrogate', text: `{"ed25519":"\\ud800","mldsa65":"${ml}"}`, says: 'json-text' },
  { why: 'a number for a key', text: `{"ed25519":32,"mldsa65":"${ml}"}`, says: 'key-shape' },
  { why: 'one key only: the classical', text: `{"ed25519":"${ed}"}`, says: 'key-shape' },
  { why: 'one key only: the post-quantum', text: `{"mldsa65":"${ml}"}`, says: 'key-shape' },
  { why: 'the keys exchanged', text: `{"ed25519":"${ml}","mldsa65":"${ed}"}`, says: 'key-shape' },
  { why: 'a key one octet short', text: `{"ed25519":"${text(brussels.ed25519.subarray(1))}","mldsa65":"${ml}"}`, says: 'key-shape' },
  { why: 'a key with padding', text: `{"ed25519":"${ed}=","mldsa65":"${ml}"}`, says: 'key-shape' },
  { why: 'a key id of its own', text: `{"ed25519":"${ed}","mldsa65":"${ml}","keyId":"00"}`, says: 'key-shape' },
  { why: 'a list', text: `["${ed}","${ml}"]`, says: 'key-shape' },
  { why: 'nothing', text: 'null', says: 'key-shape' },
]

const save = (name: string, value: unknown) => writeFileSync(new URL(`../../../vectors/${name}.json`, import.meta.url), `${JSON.stringify(value, null, 1)}\n`)
save('envelope/keys', keys)
save('envelope/good', good)
save('envelope/bad', bad)
save('envelope/timeliness', timeliness)
save('envelope/key-texts', keyTexts)
for (const [name, value] of Object.entries(attachmentVectors(seedOf('attachment key', 32)))) save(`attachment/${name}`, value)
