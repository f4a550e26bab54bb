import { createHash } from 'node:crypto'
import { base64url, fromBase64url, fromHex, type Instant, instantOf, isNodeId, millisecondsOf, minute, type NodeId, sameBytes, utf8 } from '@entraide/ground'
import { type Dictionary, type InnerList, type Item, parseDictionary, serializeDictionary, serializeInnerList } from 'structured-headers'
import { rawVerify } from '../keys.ts'

/**
 * What a node signs when it speaks to a partner node, and how that is checked: HTTP Message Signatures (RFC 9421)
 * over the fixed components below, with Content-Digest (RFC 9530), Ed25519 and the transport key of the sender's card.
 * Pure: time, nonce and keys are handed in. Source: spec/transport.md
 */
const components = ['@method', '@path', '@query', 'entraide-from', 'entraide-to', 'content-digest'] as const
const tag = 'entraide-partner-v1'
const label = 'entraide'
/** How far `created` may be from the receiver's clock, either way (spec/transport.md#time; the 5 minutes of the envelope). */
export const signatureWindowMs = 5 * minute
/** Bytes of a nonce. */
export const nonceBytes = 16

/** A request as the signature sees it. `target` is the path and query as they stand in the request line. */
export type PartnerRequest = { readonly method: string; readonly target: string; readonly from: NodeId; readonly to: NodeId }
/** The transport key of a node, with its id in that node's card. */
export type TransportSigner = { readonly keyId: string; readonly sign: (bytes: Uint8Array) => Uint8Array }
export type TransportVerifier = { readonly keyId: string; readonly publicKey: Uint8Array }
/** The headers that carry the signature; lower-case names, as both HTTP versions of Node give them. */
export type SignatureHeaders = {
  readonly 'entraide-from': string
  readonly 'entraide-to': string
  readonly 'content-digest': string
  readonly 'signature-input': string
  readonly signature: string
}

/** Why a signature was not taken. Stays inside: outside, each is the one code `signature`. */
export type SignatureCause = 'headers' | 'components' | 'parameters' | 'recipient' | 'digest-shape' | 'key-unknown' | 'forged' | 'time'
export type VerifiedSignature = {
  readonly verified: true
  readonly from: NodeId
  readonly keyId: string
  readonly nonce: string
  readonly createdAt: Instant
  /** SHA-256 that the body must have; `sameBytes(bodyDigest(body), …)` once the body is read. */
  readonly bodyDigest: Uint8Array
}
/** `skewMs` is told only where the signature itself held: then the sender's clock is known to be off by it. */
export type UnverifiedSignature = { readonly verified: false; readonly cause: SignatureCause; readonly from: NodeId | null; readonly skewMs: number | null }

/** SHA-256 of a body, as `Content-Digest` carries it. An absent body is the empty one. */
export function bodyDigest(body: Uint8Array): Uint8Array {
  return new Uint8Array(createHash('sha256').update(body).digest())
}

/**
 * Signs one request of this node.
 *
 * @param nonce - 16 random bytes, never used twice with one key
 * @returns the headers to send beside the request; nothing else of the request may change after
 */
export function signPartnerRequest(request: PartnerRequest, body: Uint8Array, signer: TransportSigner, created: Instant, nonce: Uint8Array): SignatureHeaders {
  const digest = serializeDictionary(new Map([['sha-256', [bodyDigest(body), new Map()] as Item]]))
  const input: InnerList = [
    components.map(name => [name, new Map()] as Item),
    new Map<string, string | number>([
      ['created', Math.floor(millisecondsOf(created) / 1000)],
      ['nonce', base64url(nonce)],
      ['alg', 'ed25519'],
      ['keyid', signer.keyId],
      ['tag', tag],
    ]),
  ]
  const signature = signer.sign(signatureBase(request, digest, input))
  return {
    'entraide-from': request.from,
    'entraide-to': request.to,
    'content-digest': digest,
    'signature-input': serializeDictionary(new Map([[label, input]])),
    signature: serializeDictionary(new Map([[label, [signature, new Map()] as Item]])),
  }
}

/**
 * Checks the signature of a request before its body is read. The caller then checks the body against `bodyDigest`
 * and the nonce against those already seen (`nonce-window.ts`).
 *
 * Work is the same whether or not the key is known: an unknown key is checked against a key nobody holds.
 *
 * @param headers - one text a name; a header that came twice (joined by a comma) does not parse as one value and is refused
 * @param keysOf - transport keys of a confirmed partner valid now; empty for a stranger
 */
export function verifyPartnerRequest(
  request: { readonly method: string; readonly target: string },
  headers: { readonly [name: string]: string | readonly string[] | undefined },
  us: NodeId,
  keysOf: (node: NodeId) => readonly TransportVerifier[],
  now: Instant,
): VerifiedSignature | UnverifiedSignature {
  const read = /^[\x21-\x7e]+$/.test(request.target) ? readHeaders(headers) : { cause: 'headers' as const }
  const from = 'cause' in read ? null : read.from
  const known = 'cause' in read ? undefined : keysOf(read.from).find(key => key.keyId === read.keyId)
  const base = 'cause' in read ? utf8('') : signatureBase({ ...request, from: read.from, to: read.to }, read.digestText, read.input)
  const signature = 'cause' in read ? new Uint8Array(64) : read.signature
  const holds = rawVerify(known?.publicKey ?? nobodysKey, base, signature)
  if ('cause' in read) return { verified: false, cause: read.cause, from, skewMs: null }
  if (known === undefined) return { verified: false, cause: 'key-unknown', from, skewMs: null }
  if (!holds) return { verified: false, cause: 'forged', from, skewMs: null }
  const skewMs = read.created * 1000 - millisecondsOf(now)
  if (Math.abs(skewMs) > signatureWindowMs) return { verified: false, cause: 'time', from, skewMs }
  if (read.to !== us) return { verified: false, cause: 'recipient', from, skewMs }
  return { verified: true, from: read.from, keyId: read.keyId, nonce: read.nonce, createdAt: instantOf(read.created * 1000), bodyDigest: read.bodyDigest }
}

/** The signer of a transport key pair, such as `node.keys.transport()`. */
export function transportSigner(pair: { readonly publicKey: Uint8Array; readonly sign: (bytes: Uint8Array) => Uint8Array }): TransportSigner {
  const known = signers.get(pair) ?? { keyId: keyIdOfTransport(pair.publicKey), sign: pair.sign }
  signers.set(pair, known)
  return known
}
const signers = new WeakMap<object, TransportSigner>()

/** The verifier of the 32 bytes that a card names as its transport key. */
export function transportVerifier(publicKey: Uint8Array): TransportVerifier {
  return { keyId: keyIdOfTransport(publicKey), publicKey }
}

/** Names a transport key: 32 hexadecimal digits, made like the other key ids of the wire. Source: spec/transport.md#keys */
export function keyIdOfTransport(publicKey: Uint8Array): string {
  return createHash('sha256').update('entraide/1 transport-key\0').update(publicKey).digest('hex').slice(0, 32)
}

/**
 * The octets that are signed (RFC 9421 section 2.5): one line a component, then the signature's own parameters.
 * `@query` is the query with its question mark, a lone `?` where there is none (section 2.2.7).
 */
export function signatureBase(request: PartnerRequest, contentDigest: string, input: InnerList): Uint8Array {
  const mark = request.target.indexOf('?')
  const values: { readonly [name in (typeof components)[number]]: string } = {
    '@method': request.method,
    '@path': mark === -1 ? request.target : request.target.slice(0, mark),
    '@query': mark === -1 ? '?' : request.target.slice(mark),
    'entraide-from': request.from,
    'entraide-to': request.to,
    'content-digest': contentDigest,
  }
  const lines = components.map(name => `"${name}": ${values[name]}`)
  return utf8([...lines, `"@signature-params": ${serializeInnerList(input)}`].join('\n'))
}

type ReadSignature = {
  readonly from: NodeId
  readonly to: NodeId
  readonly digestText: string
  readonly bodyDigest: Uint8Array
  readonly input: InnerList
  readonly signature: Uint8Array
  readonly created: number
  readonly nonce: string
  readonly keyId: string
}

function readHeaders(headers: { readonly [name: string]: string | readonly string[] | undefined }): ReadSignature | { readonly cause: SignatureCause } {
  const from = headers['entraide-from']
  const to = headers['entraide-to']
  const digestText = headers['content-digest']
  if (!isNodeId(from) || !isNodeId(to) || typeof digestText !== 'string') return { cause: 'headers' }
  const inputs = dictionary(headers['signature-input'])
  const signatures = dictionary(headers.signature)
  const input = inputs?.get(label)
  const signature = onlyBytes(signatures)
  if (inputs?.size !== 1 || input === undefined || !Array.isArray(input[0]) || signature === undefined) return { cause: 'headers' }
  const names = input[0] as Item[]
  if (names.length !== components.length || names.some(([name, parameters], i) => name !== components[i] || parameters.size > 0)) return { cause: 'components' }
  const parameters = (input as InnerList)[1]
  const [created, nonce, keyId] = [parameters.get('created'), parameters.get('nonce'), parameters.get('keyid')]
  if (parameters.size !== 5 || parameters.get('alg') !== 'ed25519' || parameters.get('tag') !== tag) return { cause: 'parameters' }
  if (typeof created !== 'number' || !Number.isInteger(created) || created < 0 || created > 7_258_118_399) return { cause: 'parameters' }
  if (typeof nonce !== 'string' || !isNonce(nonce) || typeof keyId !== 'string' || keyId.length > 100) return { cause: 'parameters' }
  const digest = onlyBytes(dictionary(digestText), 'sha-256')
  if (digest?.length !== 32 || digestText !== serializeDictionary(new Map([['sha-256', [digest, new Map()] as Item]]))) return { cause: 'digest-shape' }
  return { from, to, digestText, bodyDigest: digest, input: input as InnerList, signature, created, nonce, keyId }
}

function dictionary(header: string | readonly string[] | undefined): Dictionary | undefined {
  if (typeof header !== 'string' || header.length > 2_048) return undefined
  try {
    return parseDictionary(header)
  } catch {
    return undefined
  }
}

function onlyBytes(from: Dictionary | undefined, name: string = label): Uint8Array | undefined {
  const member = from?.get(name)
  if (from?.size !== 1 || !(member?.[0] instanceof ArrayBuffer) || member[1].size > 0) return undefined
  return new Uint8Array(member[0])
}

function isNonce(text: string): boolean {
  try {
    return fromBase64url(text).length === nonceBytes
  } catch {
    return false
  }
}

/** A point of the curve whose secret nobody kept (RFC 8032 section 7.1, test 1, is public: its signatures are refused by `known`). */
const nobodysKey = fromHex('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a')

/** Whether a body is the one its signature promised. */
export function bodyMatches(body: Uint8Array, digest: Uint8Array): boolean {
  return sameBytes(bodyDigest(body), digest)
}
