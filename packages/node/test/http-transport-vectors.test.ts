import { readFileSync } from 'node:fs'
import { fromHex, hex, instant, later, nodeId, second, utf8 } from '@entraide/ground'
import { parseDictionary } from 'structured-headers'
import { describe, expect, test } from 'vitest'
import {
  bodyMatches,
  keyIdOfTransport,
  signatureBase,
  signPartnerRequest,
  transportSigner,
  transportVerifier,
  verifyPartnerRequest,
} from '../src/http/partner-signature.ts'
import { partnerSideRoutes } from '../src/http/routes/partner-side.ts'
import { rawSigner } from '../src/keys.ts'

type Case = { why: string; cause?: string; method: string; target: string; body: string; base: string; headers: Record<string, string> }
type File = { us: string; now: string; seed: string; publicKey: string; keyId: string; cases: Case[] }
const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../vectors/transport/${name}.json`, import.meta.url), 'utf8')) as File
const [signed, refused] = [read('signed'), read('refused')]
const [us, from, now] = [nodeId(signed.us), nodeId('BE-POL-SPOC'), instant(signed.now)]
const keysOf = (node: string) => (node === from ? [transportVerifier(fromHex(signed.publicKey))] : [])
const signer = transportSigner(rawSigner(fromHex(signed.seed)))

test('the key id is made of the key', () => {
  expect(keyIdOfTransport(fromHex(signed.publicKey))).toBe(signed.keyId)
  expect(signer.keyId).toBe(signed.keyId)
})

describe('a signature of the vectors holds', () => {
  for (const { why, method, target, body, base, headers } of signed.cases)
    test(why, () => {
      const verified = verifyPartnerRequest({ method, target }, headers, us, keysOf, now)
      expect(verified).toMatchObject({ verified: true, from })
      expect(verified.verified && bodyMatches(fromHex(body), verified.bodyDigest)).toBe(true)
      const input = parseDictionary(headers['signature-input'] as string).get('entraide') as Parameters<typeof signatureBase>[2]
      expect(signatureBase({ method, target, from, to: us }, headers['content-digest'] as string, input)).toEqual(utf8(base))
    })
})

test('signing the first of the vectors gives its very headers', () => {
  const first = signed.cases[0] as Case
  const nonce = Uint8Array.from({ length: 16 }, (_, i) => i)
  expect(signPartnerRequest({ method: first.method, target: first.target, from, to: us }, fromHex(first.body), signer, now, nonce)).toEqual(first.headers)
})

describe('a request of the vectors is refused', () => {
  for (const { why, cause, method, target, headers } of refused.cases)
    test(`${why}: ${cause}`, () => {
      expect(verifyPartnerRequest({ method, target }, headers, us, keysOf, now)).toMatchObject({ verified: false, cause })
    })
})

test('any one octet changed in any header is refused', () => {
  const { method, target, headers } = signed.cases[0] as Case
  for (const [name, text] of Object.entries(headers))
    for (let i = 0; i < text.length; i++) {
      const changed = `${text.slice(0, i)}${text[i] === 'A' ? 'B' : 'A'}${text.slice(i + 1)}`
      expect(
        verifyPartnerRequest({ method, target }, { ...headers, [name]: changed }, us, keysOf, now).verified,
        `${name} at ${i}: ${hex(utf8(changed)).slice(0, 20)}`,
      ).toBe(false)
    }
})

test('the same request is no longer taken five minutes and a second later', () => {
  const { method, target, headers } = signed.cases[0] as Case
  expect(verifyPartnerRequest({ method, target }, headers, us, keysOf, later(now, 300 * second)).verified).toBe(true)
  expect(verifyPartnerRequest({ method, target }, headers, us, keysOf, later(now, 301 * second)).verified).toBe(false)
})

describe('the page of the line says', () => {
  const page = (name: string) => readFileSync(new URL(`../../../spec/${name}.md`, import.meta.url), 'utf8')
  const source = (name: string) => readFileSync(new URL(`../src/${name}.ts`, import.meta.url), 'utf8')

  test('each call that a partner may make, and no other', () => {
    const told = [...page('transport').matchAll(/^\| `(GET|POST|PUT|DELETE) (\/partner\/v1\/[^`?]+)/gm)].map(([, method, path]) => `${method} ${path}`)
    const taken = partnerSideRoutes.map(({ method, path }) => `${method} ${path.replace(':digest', 'DIGEST').replace(':position', 'N')}`)
    expect(told.sort()).toEqual(taken.sort())
  })

  test('each refusal that a partner meets without a receipt', () => {
    const told = page('transport') + page('delivery')
    const given = ['receive', 'push', 'take-in', 'restored', 'witness']
      .flatMap(step => [...source(`steps/${step}`).matchAll(/(?:refuse\(|plain\(\d+, |return plain\(\d+, )'([a-z-]+)'/g)].map(([, code]) => code as string))
      .filter(code => !['document-shape', 'unreachable', 'envelope-expired', 'partner-frozen'].includes(code))
    expect(new Set(given).size).toBeGreaterThan(8)
    expect([...new Set(given)].filter(code => !told.includes(`${'`'}${code}${'`'}`) && !told.includes(`"refused":"${code}"`))).toEqual([])
  })
})
