import { X509Certificate } from 'node:crypto'
import { createServer, request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { instant } from '@entraide/ground'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAllowedAddress, pinnedAgent, pinOf, selfSignedCertificate } from '../src/http/tls.ts'

const identity = selfSignedCertificate(
  ['localhost', '127.0.0.1', '2001:db8::7'],
  instant('2026-01-01T00:00:00.000Z'),
  instant('2056-01-01T00:00:00.000Z'),
  new Uint8Array(16).fill(9),
)
let heard = 0
const server = createServer({ key: identity.keyPem, cert: identity.certificatePem, minVersion: 'TLSv1.3' }, (_, answer) => answer.end(`heard ${++heard}`))
beforeAll(() => new Promise<void>(done => server.listen(0, '127.0.0.1', done)))
afterAll(() => server.close())

const ask = (pin: string, host = '127.0.0.1', allowLoopback = true) =>
  new Promise<string>((resolve, reject) => {
    const agent = pinnedAgent(pin, allowLoopback)
    const asked = request({ host, port: (server.address() as AddressInfo).port, agent, path: '/' }, answer => {
      answer.on('data', bytes => resolve(String(bytes))).on('end', () => agent.destroy())
    })
    asked.on('error', reject).end('secret')
  })

test('the certificate reads back: its names, its dates, signed by its own key', () => {
  const certificate = new X509Certificate(identity.certificatePem)
  expect(certificate.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:2001:DB8:0:0:0:0:0:7')
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect([certificate.validFromDate, certificate.validToDate].map(date => date.toISOString())).toEqual(['2026-01-01T00:00:00.000Z', '2056-01-01T00:00:00.000Z'])
  expect(pinOf(identity.certificatePem)).toBe(identity.pin)
})

test('a partner that shows the key of its card is spoken to', async () => {
  expect(await ask(identity.pin)).toMatch(/^heard/)
  expect(await ask(identity.pin, 'localhost')).toMatch(/^heard/)
})

test('one that shows another key hears nothing', async () => {
  const before = heard
  await expect(ask('00'.repeat(32))).rejects.toMatchObject({ code: 'tls-pin' })
  expect(heard).toBe(before)
})

describe('an address that points inside is not asked', () => {
  for (const host of ['127.0.0.1', 'localhost']) test(host, () => expect(ask(identity.pin, host, false)).rejects.toMatchObject({ code: 'address-not-allowed' }))
  for (const address of [
    '127.9.9.9',
    '0.0.0.0',
    '169.254.169.254',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    'fe80::1',
    'ff02::1',
    'x',
  ])
    test(address, () => expect(isAllowedAddress(address, false)).toBe(false))
  for (const address of ['10.1.2.3', '192.0.2.1', '2001:db8::1', 'fd00::1']) test(`${address} is`, () => expect(isAllowedAddress(address, false)).toBe(true))
})
