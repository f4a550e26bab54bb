import { createHash, timingSafeEqual } from 'node:crypto'
import { utf8 } from '@entraide/ground'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * What every answer carries. No script, style, image or frame from elsewhere; no page of another origin may hold, frame
 * or read this one. `blob:` and `data:` images are the attachments a page has fetched itself.
 */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "object-src 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ')

/** Sets the headers that protect the person before the screen. `staysOnTls` tells browsers so for a year: not on loopback, where other programs share the name. */
export function protect(reply: FastifyReply, staysOnTls: boolean): void {
  reply.headers({
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  })
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  if (staysOnTls) reply.header('strict-transport-security', 'max-age=31536000')
}

/**
 * Whether a changing call comes from a page of this node (or from no page at all: the terminal sends neither header).
 * `Sec-Fetch-Site` is written by the browser and cannot be set by a page; `Origin` is the older word for it.
 */
export function isFromHere(request: FastifyRequest, secure: boolean): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  const { origin } = request.headers
  return origin === undefined || origin === `${secure ? 'https' : 'http'}://${request.headers.host}`
}

/**
 * Whether the name the caller used is one this node answers to. A node on loopback is asked by loopback names, or through a
 * proxy by the name on its card, so that a page of the web whose name was pointed at this machine meanwhile (DNS rebinding) gets nothing.
 */
export function isOurHost(host: string | undefined, onLoopback: boolean, ownAddress: string): boolean {
  if (host === undefined || host.length > 255) return false
  return (
    !onLoopback ||
    /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?$/i.test(host) ||
    (URL.canParse(ownAddress) && host.toLowerCase() === new URL(ownAddress).host)
  )
}

/** Whether an address is this machine's own. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^(?:::ffff:)?127\./.test(host)
}

/** Whom an address stands for in a count: itself, and in IPv6 its /64, of which one subscriber has all 2^64 (RFC 6177). */
export function callerAt(address: string): string {
  const v6 = address.split('%')[0] ?? ''
  if (!v6.includes(':') || v6.includes('.')) return address.replace(/^::ffff:/i, '')
  const [head = '', tail] = v6.split('::')
  const words = head.split(':').filter(word => word !== '')
  const after = (tail ?? '').split(':').filter(word => word !== '')
  const all = tail === undefined ? words : [...words, ...Array(Math.max(0, 8 - words.length - after.length)).fill('0'), ...after]
  return `${all
    .slice(0, 4)
    .map(word => Number.parseInt(word, 16).toString(16))
    .join(':')}::/64`
}

/** What a session is bound to beside its secret: a stolen cookie on another kind of browser is refused. */
export function fingerprintOf(request: FastifyRequest): string {
  const { 'user-agent': agent = '' } = request.headers
  return createHash('sha256').update(agent).digest('hex').slice(0, 32)
}

/** Compares two texts in time that does not tell where they differ. */
export function sameText(a: string, b: string): boolean {
  const [left, right] = [a, b].map(text => createHash('sha256').update(utf8(text.toWellFormed())).digest()) as [Buffer, Buffer]
  return timingSafeEqual(left, right)
}
