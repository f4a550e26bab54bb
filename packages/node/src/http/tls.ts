import { createHash, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { lookup } from 'node:dns'
import { Agent } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { connect, type PeerCertificate } from 'node:tls'
import { concat, Fault, fromHex, hex, type Instant, utf8 } from '@entraide/ground'

/** A node's own TLS key and certificate. `pin` is what its card says of it: SHA-256 of the public key (SPKI), hexadecimal. */
export type TlsIdentity = { readonly keyPem: string; readonly certificatePem: string; readonly pin: string }

/**
 * Makes the key and self-signed certificate of a node: P-256, which browsers take as well as nodes. No authority signs it
 * and none is asked: partners know the key by the pin in the card that was read aloud, officers by their own roll-out.
 * The certificate's 300 bytes are written here because Node makes keys but no certificates, and nothing else is needed for it.
 *
 * @param hosts - DNS names and IP addresses the node answers at, 1 to 20
 * @param serial - 16 random bytes
 * Source: RFC 5280 section 4.1; RFC 5758 section 3.2 (ecdsa-with-SHA256)
 */
export function selfSignedCertificate(hosts: readonly string[], from: Instant, until: Instant, serial: Uint8Array): TlsIdentity {
  if (hosts.length < 1 || hosts.length > 20) throw new Fault('tls-hosts', 'a certificate names 1 to 20 hosts')
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  const algorithm = sequence(oid.ecdsaWithSha256)
  const name = sequence(der(0x31, sequence(oid.commonName, der(0x0c, utf8('entraide node')))))
  const extensions = sequence(
    sequence(oid.subjectAltName, der(0x04, sequence(...hosts.map(hostName)))),
    sequence(oid.basicConstraints, der(0x01, Uint8Array.of(0xff)), der(0x04, sequence())),
    // digitalSignature alone.
    sequence(oid.keyUsage, der(0x01, Uint8Array.of(0xff)), der(0x04, der(0x03, Uint8Array.of(7, 0x80)))),
  )
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Uint8Array.of(2))),
    der(0x02, concat(Uint8Array.of(0x01), serial)),
    algorithm,
    name,
    sequence(time(from), time(until)),
    name,
    spki,
    der(0xa3, extensions),
  )
  const signature = new Uint8Array(sign('sha256', toBeSigned, { key: privateKey, dsaEncoding: 'der' }))
  const certificate = sequence(toBeSigned, algorithm, der(0x03, concat(Uint8Array.of(0), signature)))
  return {
    keyPem: privateKey.export({ format: 'pem', type: 'pkcs8' }) as string,
    certificatePem: `-----BEGIN CERTIFICATE-----\n${Buffer.from(certificate)
      .toString('base64')
      .match(/.{1,64}/g)
      ?.join('\n')}\n-----END CERTIFICATE-----\n`,
    pin: pinOfKey(spki),
  }
}

/** The pin of a certificate in PEM. */
export function pinOf(certificatePem: string): string {
  return pinOfKey(new Uint8Array(new X509Certificate(certificatePem).publicKey.export({ format: 'der', type: 'spki' })))
}

/**
 * An agent for requests to one partner: TLS 1.3, and the one key its card names, whatever its certificate says.
 * Not a byte of the request is written before the key is known to be the right one.
 *
 * A wrong key fails the request with `Fault('tls-pin', …)`; an address that may not be asked with `Fault('address-not-allowed', …)`.
 */
export function pinnedAgent(pin: string, allowLoopback: boolean): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 8, maxCachedSessions: 0, timeout: 60_000 })
  agent.createConnection = (options, callback) => {
    const { host, port } = options as { host?: string | null; port?: number | string | null }
    const answer = callback as (error: Error | null, socket?: ReturnType<typeof connect>) => void
    // Not a trust in any certificate: the key itself is compared below, before the socket is handed on.
    const socket = connect({
      host: host ?? undefined,
      port: Number(port),
      ...(host && isIP(host) === 0 ? { servername: host } : {}),
      minVersion: 'TLSv1.3',
      ALPNProtocols: ['http/1.1'],
      rejectUnauthorized: false,
      lookup: guardedLookup(allowLoopback),
    })
    const refuseWith = (fault: Error) => {
      socket.destroy()
      answer(fault)
    }
    if (host && isIP(host) !== 0 && !isAllowedAddress(host, allowLoopback)) refuseWith(new Fault('address-not-allowed', 'the address may not be asked'))
    socket.once('error', error => answer(error))
    socket.once('secureConnect', () => {
      const key = (socket.getPeerCertificate() as PeerCertificate & { raw?: Buffer }).raw
      const found = key && pinOfKey(new Uint8Array(new X509Certificate(key).publicKey.export({ format: 'der', type: 'spki' })))
      if (found !== pin) refuseWith(new Fault('tls-pin', 'the partner answered with another TLS key than its card names'))
      else answer(null, socket)
    })
    return undefined
  }
  return agent
}

/**
 * Whether a partner's address may be asked at all: never this machine, its link, or nobody in particular.
 * Private ranges may: ministries run closed networks. Loopback only for the demo.
 */
export function isAllowedAddress(address: string, allowLoopback: boolean): boolean {
  const v4 = /^(?:::ffff:)?(\d+)\.(\d+)\.\d+\.\d+$/i.exec(address)
  if (v4) {
    const [first, second] = [Number(v4[1]), Number(v4[2])]
    if (first === 127) return allowLoopback
    return first !== 0 && first < 224 && !(first === 169 && second === 254)
  }
  const v6 = address.toLowerCase().split('%')[0] ?? ''
  if (v6 === '::1') return allowLoopback
  return isIP(v6) === 6 && v6 !== '::' && !v6.startsWith('::ffff:') && !/^(?:fe[89ab]|ff|fec|fed|fee|fef)/.test(v6)
}

/** A name look-up that gives no address that may not be asked: a name may point anywhere, and be pointed elsewhere between two look-ups. */
export function guardedLookup(allowLoopback: boolean): LookupFunction {
  return (host, options, callback) =>
    lookup(host, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 4)
      const allowed = addresses.filter(({ address }) => isAllowedAddress(address, allowLoopback))
      const first = allowed[0]
      if (first === undefined) return callback(new Fault('address-not-allowed', 'the name points where no partner is asked'), '', 4)
      if (options.all) callback(null, allowed)
      else callback(null, first.address, first.family)
    })
}

const oid = {
  ecdsaWithSha256: fromHex('06082a8648ce3d040302'),
  commonName: fromHex('0603550403'),
  subjectAltName: fromHex('0603551d11'),
  basicConstraints: fromHex('0603551d13'),
  keyUsage: fromHex('0603551d0f'),
}

function pinOfKey(spki: Uint8Array): string {
  return hex(createHash('sha256').update(spki).digest())
}

/** One value of DER (X.690 section 8): tag, length, content. */
function der(tag: number, content: Uint8Array): Uint8Array {
  const n = content.length
  const length = n < 0x80 ? [n] : n < 0x100 ? [0x81, n] : [0x82, n >> 8, n & 0xff]
  return concat(Uint8Array.of(tag, ...length), content)
}

function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return der(0x30, concat(...parts))
}

function hostName(host: string): Uint8Array {
  if (isIP(host) === 4) return der(0x87, Uint8Array.from(host.split('.').map(Number)))
  if (isIP(host) === 6) {
    const [head = '', tail] = host.split('::')
    const words = (text: string) => text.split(':').filter(word => word !== '')
    const after = tail === undefined ? [] : words(tail)
    const all = [...words(head), ...Array(tail === undefined ? 0 : 8 - words(head).length - after.length).fill('0'), ...after]
    return der(0x87, fromHex(all.map(word => word.padStart(4, '0')).join('')))
  }
  return der(0x82, utf8(host))
}

/** UTCTime until 2049, GeneralizedTime after (RFC 5280 section 4.1.2.5). */
function time(at: Instant): Uint8Array {
  const digits = at.replaceAll(/[-:T]/g, '').slice(0, 14)
  return at < '2050' ? der(0x17, utf8(`${digits.slice(2)}Z`)) : der(0x18, utf8(`${digits}Z`))
}
