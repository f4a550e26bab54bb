/**
 * What envelopes cost on this machine, per second of one core's time (all threads of this process counted):
 * `node packages/envelope/test/measure.ts`. Rounds of the parts alternate, so that a busy machine slows all alike.
 */
import { createCipheriv, createDecipheriv, createHmac, createSecretKey } from 'node:crypto'
import { concat, day, instant, isRefusal, later, nodeId, utf8, uuid7 } from '@entraide/ground'
import { sealAttachment } from '../src/attachment.ts'
import { openOctets, sealOctets } from '../src/hpke.ts'
import { open } from '../src/open.ts'
import { recipientSecretOf } from '../src/recipient-keys.ts'
import { seal } from '../src/seal.ts'
import { signBytes, verifyBytes } from '../src/sign.ts'
import { signingKeysOf } from '../src/signing-keys.ts'
import { decapsulateWith, encapsulateTo } from '../src/x-wing.ts'

const now = instant('2026-11-23T14:00:00.000Z')
const secret = recipientSecretOf(new Uint8Array(32).fill(1))
const keys = signingKeysOf(new Uint8Array(64).fill(2))
const [sender, recipient] = [nodeId('BE-POL-SPOC'), nodeId('MA-DGSN-SPOC')]
const base = {
  messageId: uuid7(now, new Uint8Array(10)),
  sender,
  recipient,
  createdAt: now,
  expiresAt: later(now, day),
  context: 'entraide/1 message',
} as const
const reader = { node: recipient, secretOf: () => secret, senderKeysOf: () => [keys.verifying] }

const exchange = (bytes: number) => {
  const body = new Uint8Array(bytes).fill(0x20)
  return async () => {
    const opened = await open(await seal({ ...base, body }, secret.publicKey, keys), reader)
    if (isRefusal(opened)) throw new Error(opened.inside)
  }
}

/** The same sealing without the `hpke` package and its promises: what using it is weighed against. */
const suiteId = concat(utf8('HPKE'), Uint8Array.of(0x64, 0x7a, 0, 1, 0, 2))
const hmac = (key: Uint8Array, ...data: Uint8Array[]) =>
  createHmac('sha256', key)
    .update(concat(...data))
    .digest()
const extract = (salt: Uint8Array, label: string, ikm: Uint8Array) => hmac(salt, utf8('HPKE-v1'), suiteId, utf8(label), ikm)
const expand = (prk: Uint8Array, label: string, info: Uint8Array, length: number) =>
  hmac(prk, Uint8Array.of(0, length), utf8('HPKE-v1'), suiteId, utf8(label), info, Uint8Array.of(1)).subarray(0, length)
const none = new Uint8Array(0)
const schedule = (shared: Uint8Array, info: Uint8Array) => {
  const context = concat(Uint8Array.of(0), extract(none, 'psk_id_hash', none), extract(none, 'info_hash', info))
  const prk = extract(shared, 'secret', none)
  return { key: expand(prk, 'key', context, 32), nonce: expand(prk, 'base_nonce', context, 12) }
}
const plain = new Uint8Array(4_096)
const aad = new Uint8Array(192)
const info = utf8('entraide/1 envelope')
const synchronous = () => {
  const sent = encapsulateTo(secret.publicKey)
  const seals = schedule(sent.secret, info)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(seals.key), seals.nonce).setAAD(aad)
  const sealed = concat(cipher.update(plain), cipher.final())
  const opens = schedule(decapsulateWith(secret, sent.encapsulated), info)
  const decipher = createDecipheriv('aes-256-gcm', createSecretKey(opens.key), opens.nonce).setAAD(aad).setAuthTag(cipher.getAuthTag())
  concat(decipher.update(sealed), decipher.final())
}

const piece = new Uint8Array(1_048_576)
const parts: readonly (readonly [string, number, () => unknown])[] = [
  ['whole exchange, 4 KB: sign, seal, open, verify', 10, exchange(4_000)],
  ['whole exchange, 64 KB', 10, exchange(65_000)],
  ['whole exchange, 1 MB', 3, exchange(1_048_000)],
  ['sign both and verify both, 4 KB', 10, () => verifyBytes(keys.verifying, 'entraide/1 card', plain, signBytes(keys, 'entraide/1 card', plain))],
  [
    'seal and open 4 KB, as in the product',
    20,
    async () => openOctets(secret, 'entraide/1 envelope', aad, await sealOctets(secret.publicKey, 'entraide/1 envelope', aad, plain)),
  ],
  ['seal and open 4 KB, schedule of our own, synchronous', 40, synchronous],
  ['seal 1 MB of an attachment', 3, () => sealAttachment(new Uint8Array(32), piece.length, [piece], () => {})],
]
const spent = () => {
  const { user, system } = process.cpuUsage()
  return user + system
}
const rates = new Map<string, number[]>(parts.map(([name]) => [name, []]))
for (let round = 0; round < 31; round++)
  for (const [name, times, run] of parts) {
    const from = spent()
    for (let i = 0; i < times; i++) await run()
    if (round > 0) rates.get(name)?.push((times * 1e6) / (spent() - from))
  }
for (const [name, all] of rates) console.log(`${name.padEnd(56)} ${(all.sort((a, b) => a - b)[all.length >> 1] as number).toFixed(0).padStart(7)} /s`)
