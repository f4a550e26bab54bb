import { instant, later, minute, nodeId, utf8, uuid7 } from '@entraide/ground'
import { Aes256Gcm, HkdfSha256, CipherSuite as HpkeCore } from '@hpke/core'
import { XWing } from '@hpke/hybridkem-x-wing'
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_MLKEM768_X25519 } from 'hpke'
import { describe, expect, test } from 'vitest'
import { openOctets, sealOctets } from '../src/hpke.ts'
import { recipientSecretOf } from '../src/recipient-keys.ts'
import { seal } from '../src/seal.ts'
import { signingKeysOf } from '../src/signing-keys.ts'
import { boxOf, openBox, partyOf, read, sealTo } from './second-implementation.ts'

/*
 * Suite (0x647a, 1, 2) has no published vector. It is pinned here against three other implementations: each opens what we
 * seal and we open what each seals.
 */
const seed = new Uint8Array(32).fill(0x42)
const ours = recipientSecretOf(seed)
const use = 'entraide/1 envelope'
const info = utf8(use)
const aad = utf8('a header')
const plaintext = new Uint8Array(4_000).map((_, i) => i)
const buffer = (bytes: Uint8Array) => new Uint8Array(bytes).buffer as ArrayBuffer

describe('@hpke/core with @hpke/hybridkem-x-wing', () => {
  const suite = new HpkeCore({ kem: new XWing(), kdf: new HkdfSha256(), aead: new Aes256Gcm() })
  test('opens what we seal', async () => {
    const sealed = await sealOctets(ours.publicKey, use, aad, plaintext)
    const recipientKey = await suite.kem.deserializePrivateKey(buffer(seed))
    const opened = await suite.open({ recipientKey, enc: buffer(sealed.slice(0, 1_120)), info: buffer(info) }, buffer(sealed.slice(1_120)), buffer(aad))
    expect(new Uint8Array(opened)).toEqual(plaintext)
  })
  test('seals what we open', async () => {
    const recipientPublicKey = await suite.kem.deserializePublicKey(buffer(ours.publicKey.raw))
    const { enc, ct } = await suite.seal({ recipientPublicKey, info: buffer(info) }, buffer(plaintext), buffer(aad))
    expect(await openOctets(ours, use, aad, Uint8Array.of(...new Uint8Array(enc), ...new Uint8Array(ct)))).toEqual(plaintext)
  })
})

describe('hpke on WebCrypto, none of our parts', () => {
  const suite = new CipherSuite(KEM_MLKEM768_X25519, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
  test('opens what we seal', async () => {
    const sealed = await sealOctets(ours.publicKey, use, aad, plaintext)
    const key = await suite.DeserializePrivateKey(seed)
    expect(await suite.Open(key, sealed.slice(0, 1_120), sealed.slice(1_120), { info, aad })).toEqual(plaintext)
  })
  test('seals what we open', async () => {
    const { encapsulatedSecret, ciphertext } = await suite.Seal(await suite.DeserializePublicKey(ours.publicKey.raw), plaintext, { info, aad })
    expect(await openOctets(ours, use, aad, Uint8Array.of(...encapsulatedSecret, ...ciphertext))).toEqual(plaintext)
  })
})

describe('The second implementation, on @noble', () => {
  const box = boxOf(seed)
  test('makes the same public key and the same key id', () => {
    expect(box.raw).toEqual(ours.publicKey.raw)
    expect(box.keyId).toBe(ours.keyId)
  })
  test('opens what we seal', async () => {
    expect(openBox(box, use, aad, await sealOctets(ours.publicKey, use, aad, plaintext))).toEqual(plaintext)
  })
  test('seals what we open', async () => {
    expect(await openOctets(ours, use, aad, sealTo(box.raw, use, aad, plaintext, new Uint8Array(64).fill(1)))).toEqual(plaintext)
  })
  test('reads a whole envelope of ours, both signatures included', async () => {
    const signingSeed = new Uint8Array(64).fill(0x17)
    const now = instant('2026-11-23T14:00:00.000Z')
    const [sender, recipient] = [nodeId('BE-POL-SPOC'), nodeId('MA-DGSN-SPOC')]
    const letter = { messageId: uuid7(now, new Uint8Array(10)), sender, recipient, createdAt: now, expiresAt: later(now, minute) }
    const bytes = await seal({ ...letter, context: 'entraide/1 receipt', body: plaintext }, ours.publicKey, signingKeysOf(signingSeed))
    expect(read(bytes, box, partyOf(signingSeed), 'entraide/1 receipt')).toEqual({ kind: 2, body: plaintext })
    expect(read(bytes, box, partyOf(signingSeed), 'entraide/1 message')).toBeUndefined()
  })
})

test('What is sealed for one use, key or header opens for no other', async () => {
  const sealed = await sealOctets(ours.publicKey, use, aad, plaintext)
  const otherKey = recipientSecretOf(new Uint8Array(32))
  for (const attempt of [
    openOctets(ours, 'entraide/1 oversight', aad, sealed),
    openOctets(ours, use, utf8('another header'), sealed),
    openOctets(otherKey, use, aad, sealed),
    openOctets(ours, use, aad, sealed.slice(0, -1)),
    openOctets(ours, use, aad, sealed.slice(0, 1_135)),
  ])
    await expect(attempt).rejects.toMatchObject({ code: 'seal-broken' })
})
