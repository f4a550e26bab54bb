import { Agent as PlainAgent, request as plainRequest } from 'node:http'
import { type Agent as TlsAgent, request as tlsRequest } from 'node:https'
import type { NodeId } from '@entraide/ground'
import type { Clock, PartnerAnswer, PartnerCall, Partners } from '../capabilities.ts'
import type { Keys } from '../keys.ts'
import { nonceBytes, signPartnerRequest, transportSigner } from './partner-signature.ts'
import { pinnedAgent } from './tls.ts'

/** No answer of a partner is longer: a receipt, a card, a count of chunks. */
const mostAnswerBytes = 262_144

/**
 * The line to partner nodes: signed requests (RFC 9421) over kept-alive connections, TLS pinned to the card's key.
 * Whatever fails is told by a code and nothing is thrown: an outage is an everyday thing, and the outbox tries again.
 */
export function partnerLine(self: NodeId, keys: Keys, clock: Clock, random: (bytes: number) => Uint8Array, demo: boolean): Partners {
  const plain = new PlainAgent({ keepAlive: true, maxSockets: 16 })
  const pinned = new Map<string, TlsAgent>()
  const agentOf = (pin: string) => {
    const agent = pinned.get(pin) ?? pinnedAgent(pin, demo)
    pinned.set(pin, agent)
    return agent
  }
  return {
    send: async call => {
      const url = new URL(call.path, call.address)
      if (url.protocol === 'http:' && !(demo && isLoopback(url.hostname))) return { reached: false, code: 'plain-http-refused' }
      if (url.protocol === 'https:' && call.tlsPin === null) return { reached: false, code: 'key-pin' }
      const headers = signPartnerRequest(
        { method: call.method, target: url.pathname + url.search, from: self, to: call.to },
        call.body,
        transportSigner(keys.transport()),
        clock.now(),
        random(nonceBytes),
      )
      return await ask(
        call,
        url,
        { ...headers, 'content-type': 'application/octet-stream', 'content-length': String(call.body.length) },
        url.protocol === 'https:' ? agentOf(call.tlsPin as string) : plain,
      )
    },
    close: async () => {
      plain.destroy()
      for (const agent of pinned.values()) agent.destroy()
    },
  }
}

function ask(call: PartnerCall, url: URL, headers: Record<string, string>, agent: PlainAgent | TlsAgent): Promise<PartnerAnswer> {
  const { promise, resolve } = Promise.withResolvers<PartnerAnswer>()
  const fail = (code: string) => resolve({ reached: false, code })
  const send = url.protocol === 'https:' ? tlsRequest : plainRequest
  const request = send(url, { method: call.method, headers, agent, timeout: call.timeoutMs }, response => {
    const parts: Buffer[] = []
    let bytes = 0
    response.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > mostAnswerBytes) {
        request.destroy()
        fail('answer-too-large')
      } else parts.push(part)
    })
    response.on('end', () =>
      resolve({ reached: true, status: response.statusCode ?? 0, body: new Uint8Array(Buffer.concat(parts)), date: response.headers.date ?? null }),
    )
    response.on('error', () => fail('line-broken'))
  })
  // The whole answer within the time, not only the next byte of it: a dripping partner holds nothing up.
  const clock = setTimeout(() => request.destroy(new Error('time-out')), call.timeoutMs)
  request.on('timeout', () => request.destroy(new Error('time-out')))
  request.on('error', error => fail(codeOf(error)))
  request.on('close', () => clearTimeout(clock))
  request.end(call.body.length === 0 ? undefined : Buffer.from(call.body))
  return promise
}

function codeOf(error: Error & { code?: string }): string {
  if (error.message === 'time-out') return 'time-out'
  if (error.code === 'tls-pin') return 'key-pin'
  if (error.code === 'address-not-allowed') return 'address-not-allowed'
  return error.code === 'ECONNREFUSED' || error.code === 'ENOTFOUND' || error.code === 'EHOSTUNREACH' ? 'unreachable' : 'line-broken'
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
