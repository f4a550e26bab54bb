import type { NodeId } from '@entraide/ground'
import type { FastifyReply, FastifyRequest } from 'fastify'

/**
 * The cookie that holds a session's secret. `__Host-` makes the browser hold it to this host, this path and TLS.
 * The node's id is in its name because browsers share cookies between ports: two demo nodes on one machine would
 * otherwise sign each other's officers out.
 */
export function cookieName(node: NodeId, secure: boolean): string {
  return `${secure ? '__Host-' : ''}entraide-${node}`
}

/** Gives the browser its session: not readable by scripts, never sent by another site's page. */
export function keepCookie(reply: FastifyReply, node: NodeId, secure: boolean, token: string, seconds: number): void {
  const parts = [`${cookieName(node, secure)}=${token}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Strict', ...(secure ? ['Secure'] : [])]
  reply.header('set-cookie', parts.join('; '))
}

/** Takes the session from the browser. */
export function dropCookie(reply: FastifyReply, node: NodeId, secure: boolean): void {
  keepCookie(reply, node, secure, '', 0)
}

/** The secret a call came with; a call that brings two is a call that brings none. */
export function cookieOf(request: FastifyRequest, node: NodeId, secure: boolean): string | undefined {
  const { cookie } = request.headers
  if (cookie === undefined || cookie.length > 8_192) return undefined
  const start = `${cookieName(node, secure)}=`
  const found = cookie
    .split(';')
    .map(part => part.trim())
    .filter(part => part.startsWith(start))
  const value = found[0]?.slice(start.length)
  return found.length === 1 && value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined
}
