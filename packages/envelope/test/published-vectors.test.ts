import { createCipheriv, createDecipheriv, decapsulate, diffieHellman, encapsulate, type KeyObject, sign, verify } from 'node:crypto'
import { concat, fromHex, hex, sameBytes } from '@entraide/ground'
import { type AEAD, CipherSuite } from 'hpke'
import { describe, expect, test } from 'vitest'
import { gcmOpen, gcmSeal, hkdfSha256, xWingKem } from '../src/hpke.ts'
import { privateKeyOf, publicKeyOf, rawPublicOf } from '../src/raw-key.ts'
import { recipientKeyOf, recipientSecretOf } from '../src/recipient-keys.ts'
import { decapsulateWith, encapsulateTo } from '../src/x-wing.ts'
import { bytesOf, orThrown, published, publishedFile, wycheproof } from './published.ts'

const held = describe.skipIf(!published)
/** Every case of a file is checked; the first that differs is named by its number. */
const all = (file: string, check: (c: ReturnType<typeof wycheproof>[number]) => boolean | Promise<boolean>) =>
  test(`every case of ${file} comes out as published`, async () => {
    const cases = wycheproof(file)
    expect(cases.length).toBeGreaterThan(0)
    const differing: number[] = []
    for (const c of cases) if (!(await check(c))) differing.push(c.t.tcId)
    expect(differing).toEqual([])
  })
/** `encapsulate` and `decapsulate` take handles; their types of this version do not say so. */
const handle = (key: KeyObject) => key as unknown as Parameters<typeof encapsulate>[0] & Parameters<typeof decapsulate>[0]

held('Wycheproof', () => {
  all('ed25519', ({ group, t }) => {
    const pk = fromHex((group.publicKey as { pk: string }).pk)
    const good = orThrown(() => verify(null, bytesOf(t, 'msg'), publicKeyOf('ed25519', pk), bytesOf(t, 'sig'))) ?? false
    return good === (t.result === 'valid')
  })

  all('x25519', ({ t }) => {
    const shared = orThrown(() =>
      diffieHellman({ privateKey: privateKeyOf('x25519', bytesOf(t, 'private')), publicKey: publicKeyOf('x25519', bytesOf(t, 'public')) }),
    )
    // An acceptable case may be refused (points of low order are), but never answered otherwise.
    return shared === undefined ? t.result !== 'valid' : hex(shared) === t.shared
  })

  all('mldsa_65_verify', ({ group, t }) => {
    const key = orThrown(() => publicKeyOf('ml-dsa-65', fromHex(group.publicKey as string)))
    const good = key !== undefined && (orThrown(() => verify(null, bytesOf(t, 'msg'), { key, context: bytesOf(t, 'ctx') }, bytesOf(t, 'sig'))) ?? false)
    return good === (t.result === 'valid')
  })

  all('mldsa_65_sign_seed', ({ group, t }) => {
    const key = orThrown(() => privateKeyOf('ml-dsa-65', fromHex(group.privateSeed as string)))
    if (key === undefined) return t.result === 'invalid'
    const raw = rawPublicOf('ml-dsa-65', key)
    if (hex(raw) !== group.publicKey) return false
    // Cases given by μ alone reach no interface of ours; their keys were compared.
    if (t.msg === undefined) return true
    const context = bytesOf(t, 'ctx')
    const ours = orThrown(() => sign(null, bytesOf(t, 'msg'), { key, context }))
    if (ours === undefined || t.result === 'invalid') return ours === undefined && t.result === 'invalid'
    // Our signatures are hedged with chance, so they are not compared: each must hold under the published key.
    const publicKey = publicKeyOf('ml-dsa-65', raw)
    return [ours, bytesOf(t, 'sig')].every(signature => verify(null, bytesOf(t, 'msg'), { key: publicKey, context }, signature))
  })

  all('mlkem_768', ({ t }) => {
    const secret = orThrown(() => {
      const key = privateKeyOf('ml-kem-768', bytesOf(t, 'seed'))
      if (t.ek !== undefined && hex(rawPublicOf('ml-kem-768', key)) !== t.ek) throw new Error('another public key')
      return decapsulate(handle(key), bytesOf(t, 'c'))
    })
    return secret === undefined ? t.result === 'invalid' : t.result === 'valid' && hex(secret) === t.K
  })

  all('mlkem_768_keygen_seed', ({ t }) => hex(rawPublicOf('ml-kem-768', privateKeyOf('ml-kem-768', bytesOf(t, 'seed')))) === t.ek)

  all('mlkem_768_encaps', ({ t }) => {
    const sealed = orThrown(() => encapsulate(handle(publicKeyOf('ml-kem-768', bytesOf(t, 'ek')))))
    return (sealed === undefined) === (t.result === 'invalid')
  })

  all('aes_gcm', ({ group, t }) => {
    const [key, iv, aad, msg, ct, tag] = ['key', 'iv', 'aad', 'msg', 'ct', 'tag'].map(field => bytesOf(t, field)) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ]
    if (group.keySize === 256 && group.ivSize === 96) {
      const opened = orThrown(() => gcmOpen(key, iv, aad, concat(ct, tag)))
      if (t.result === 'invalid') return opened === undefined
      return opened !== undefined && sameBytes(opened, msg) && sameBytes(gcmSeal(key, iv, aad, msg), concat(ct, tag))
    }
    // Other key and nonce lengths are none of ours; the runtime beneath is held to them all the same.
    const name = `aes-${group.keySize}-gcm` as 'aes-256-gcm'
    const sealed = orThrown(() => {
      const cipher = createCipheriv(name, key, iv).setAAD(aad)
      return concat(cipher.update(msg), cipher.final(), cipher.getAuthTag())
    })
    const opened = orThrown(() => {
      const decipher = createDecipheriv(name, key, iv, { authTagLength: 16 }).setAAD(aad).setAuthTag(tag)
      return concat(decipher.update(ct), decipher.final())
    })
    // OpenSSL takes nonces of at most 128 bytes; of longer ones it must say no, not something else.
    if (t.result === 'invalid' || iv.length > 128) return opened === undefined
    return opened !== undefined && sealed !== undefined && sameBytes(opened, msg) && sameBytes(sealed, concat(ct, tag))
  })

  all('hkdf_sha256', async ({ t }) => {
    const kdf = hkdfSha256()
    const okm = await kdf.Expand(await kdf.Extract(bytesOf(t, 'salt'), bytesOf(t, 'ikm')), bytesOf(t, 'info'), t.size as number).catch(() => undefined)
    return okm === undefined ? t.result === 'invalid' : t.result === 'valid' && hex(okm) === t.okm
  })

  all('hmac_sha256', async ({ group, t }) => {
    // HKDF's first half is HMAC with the salt as key (RFC 5869 section 2.2).
    const tag = hex(await hkdfSha256().Extract(bytesOf(t, 'key'), bytesOf(t, 'msg'))).slice(0, (group.tagSize as number) / 4)
    return (tag === t.tag) === (t.result === 'valid')
  })
})

held('X-Wing', () => {
  type Published = { seed: string; pk: string; ct: string; ss: string }
  const vectors = publishedFile<readonly Published[]>('xwing/mlkem768-x25519.json', [])
  test.each(vectors.map((v, i) => [i, v] as const))('vector %i: public key and secret are as published', (_, v) => {
    const secret = recipientSecretOf(fromHex(v.seed))
    expect(hex(secret.publicKey.raw)).toBe(v.pk)
    expect(hex(decapsulateWith(secret, fromHex(v.ct)))).toBe(v.ss)
    const { secret: sent, encapsulated } = encapsulateTo(recipientKeyOf(fromHex(v.pk)))
    expect(decapsulateWith(secret, encapsulated)).toEqual(sent)
  })
})

held('HPKE with X-Wing', () => {
  type Published = {
    mode: number
    kem_id: number
    kdf_id: number
    aead_id: number
    info: string
    skRm: string
    pkRm: string
    enc: string
    shared_secret: string
    encryptions: readonly { aad: string; ct: string; pt: string }[]
    exports: readonly { exporter_context: string; L: number; exported_value: string }[]
  }
  const vectors = publishedFile<readonly Published[]>('hpke/hpke-pq.json', []).filter(v => v.kem_id === 0x647a && v.kdf_id === 1)
  /** The published suite seals with ChaCha20-Poly1305 where ours takes AES-256-GCM; KEM, KDF and schedule are the same. */
  const chacha = (): AEAD => ({
    id: 3,
    type: 'AEAD',
    name: 'ChaCha20-Poly1305',
    Nk: 32,
    Nn: 12,
    Nt: 16,
    Seal: async (key, nonce, aad, plaintext) => {
      const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 }).setAAD(aad, { plaintextLength: plaintext.length })
      return concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag())
    },
    Open: async (key, nonce, aad, sealed) => {
      const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 }).setAAD(aad, { plaintextLength: sealed.length - 16 })
      decipher.setAuthTag(sealed.subarray(-16))
      return concat(decipher.update(sealed.subarray(0, -16)), decipher.final())
    },
  })

  test('the published file holds a vector of our KEM and KDF', () => expect(vectors.length).toBeGreaterThan(0))
  test.each(vectors.map(v => [`(0x${v.kem_id.toString(16)}, ${v.kdf_id}, ${v.aead_id})`, v] as const))(
    'suite %s: key, secret, ten messages and all exports are as published',
    async (_, v) => {
      expect(v.aead_id).toBe(3)
      const secret = recipientSecretOf(fromHex(v.skRm))
      expect(hex(secret.publicKey.raw)).toBe(v.pkRm)
      expect(hex(decapsulateWith(secret, fromHex(v.enc)))).toBe(v.shared_secret)
      const suite = new CipherSuite(xWingKem, hkdfSha256, chacha)
      const key = { xWing: secret, type: 'private', algorithm: { name: 'X-Wing' }, extractable: false }
      const context = await suite.SetupRecipient(key, fromHex(v.enc), { info: fromHex(v.info) })
      for (const e of v.encryptions) expect(hex(await context.Open(fromHex(e.ct), fromHex(e.aad)))).toBe(e.pt)
      for (const e of v.exports) expect(hex(await context.Export(fromHex(e.exporter_context), e.L))).toBe(e.exported_value)
    },
  )
})
