import { instant, later, minute, nodeId, utf8 } from '@entraide/ground'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nonceWindow } from '../src/http/nonce-window.ts'
import {
  bodyMatches,
  keyIdOfTransport,
  type SignatureHeaders,
  signPartnerRequest,
  transportSigner,
  transportVerifier,
  verifyPartnerRequest,
} from '../src/http/partner-signature.ts'
import { rawSigner } from '../src/keys.ts'

const now = instant('2026-11-23T14:00:00.000Z')
const [from, to, other] = [nodeId('BE-POL-SPOC'), nodeId('MA-DGSN-SPOC'), nodeId('MA-INT-IDENT')]
const pair = rawSigner(new Uint8Array(32).fill(7))
const signer = transportSigner(pair)
const keysOf = (node: string) => (node === from ? [transportVerifier(pair.publicKey)] : [])
const request = { method: 'POST', target: '/partner/v1/deliveries' }
const body = utf8('sealed bytes')
const signed = (over: { method?: string; target?: string; created?: typeof now; nonce?: Uint8Array; to?: typeof to } = {}) =>
  signPartnerRequest({ ...request, from, to, ...over }, body, signer, over.created ?? now, over.nonce ?? new Uint8Array(16).fill(1))

test('what a paired node signs is taken, and names the body it signed', () => {
  const verified = verifyPartnerRequest(request, signed(), to, keysOf, now)
  expect(verified).toMatchObject({ verified: true, from, keyId: keyIdOfTransport(pair.publicKey), createdAt: now })
  expect(verified.verified && bodyMatches(body, verified.bodyDigest)).toBe(true)
  expect(verified.verified && bodyMatches(utf8('other bytes'), verified.bodyDigest)).toBe(false)
})

describe('a signature is not taken', () => {
  const change = (over: Partial<Record<keyof SignatureHeaders, string | undefined>>) => ({ ...signed(), ...over })
  const cases: readonly [string, { method: string; target: string }, Record<string, string | undefined>, string][] = [
    ['over another method', { ...request, method: 'PUT' }, signed(), 'forged'],
    ['over another path', { ...request, target: '/partner/v1/card' }, signed(), 'forged'],
    ['with a query added', { ...request, target: '/partner/v1/deliveries?x=1' }, signed(), 'forged'],
    [
      'with another body digest',
      request,
      change({ 'content-digest': signPartnerRequest({ ...request, from, to }, utf8('x'), signer, now, new Uint8Array(16))['content-digest'] }),
      'forged',
    ],
    ['with another sender', request, change({ 'entraide-from': other }), 'key-unknown'],
    ['for another recipient', request, signed({ to: other }), 'recipient'],
    ['with its recipient changed on the way', request, change({ 'entraide-to': other }), 'forged'],
    ['made six minutes ago', request, signed({ created: later(now, -6 * minute) }), 'time'],
    ['made six minutes ahead', request, signed({ created: later(now, 6 * minute) }), 'time'],
    ['with another algorithm', request, change({ 'signature-input': signed()['signature-input'].replace('ed25519', 'none') }), 'parameters'],
    ['with another tag', request, change({ 'signature-input': signed()['signature-input'].replace('partner-v1', 'partner-v0') }), 'parameters'],
    ['covering less', request, change({ 'signature-input': signed()['signature-input'].replace(' "content-digest"', '') }), 'components'],
    ['with no signature', request, change({ signature: undefined }), 'headers'],
    ['with two signatures', request, change({ signature: `${signed().signature}, more=:AAAA:` }), 'headers'],
    ['with a short signature', request, change({ signature: 'entraide=:AAAA:' }), 'forged'],
    ['with a digest of another algorithm', request, change({ 'content-digest': 'sha-512=:AAAA:' }), 'digest-shape'],
  ]
  for (const [why, asked, headers, cause] of cases)
    test(why, () => {
      expect(verifyPartnerRequest(asked, headers, to, keysOf, now)).toMatchObject({ verified: false, cause })
    })
})

test('the skew of a partner clock is told where the signature held, and only there', () => {
  expect(verifyPartnerRequest(request, signed({ created: later(now, 6 * minute) }), to, keysOf, now)).toMatchObject({ skewMs: 6 * minute })
  expect(verifyPartnerRequest({ ...request, method: 'PUT' }, signed({ created: later(now, 6 * minute) }), to, keysOf, now)).toMatchObject({ skewMs: null })
})

test('headers of any text are answered, never thrown at', () => {
  const headers = fc.record({
    'entraide-from': fc.string(),
    'entraide-to': fc.string(),
    'content-digest': fc.string(),
    'signature-input': fc.string({ unit: 'binary' }),
    signature: fc.string({ unit: 'binary' }),
  })
  fc.assert(
    fc.property(headers, fc.string({ unit: 'binary' }), (changed, target) => {
      for (const name of Object.keys(changed))
        expect(
          verifyPartnerRequest({ method: 'POST', target: `/${target}` }, { ...signed(), [name]: changed[name as keyof typeof changed] }, to, keysOf, now)
            .verified,
        ).toBe(false)
    }),
  )
})

test('one nonce passes once while its signature could still be shown', () => {
  const nonces = nonceWindow(3)
  expect(nonces.isFresh(from, 'key-1', 'a', now)).toBe(true)
  expect(nonces.isFresh(from, 'key-1', 'a', later(now, 9 * minute))).toBe(false)
  expect(nonces.isFresh(other, 'key-1', 'a', now)).toBe(true)
  expect(nonces.isFresh(from, 'key-1', 'a', later(now, 11 * minute))).toBe(true)
})

test('a partner that sends more nonces than its share is stopped, and no other is', () => {
  const nonces = nonceWindow(2)
  expect(['a', 'b', 'c'].map(nonce => nonces.isFresh(from, 'key-1', nonce, now))).toEqual([true, true, false])
  expect(nonces.isFresh(other, 'key-1', 'c', now)).toBe(true)
})
