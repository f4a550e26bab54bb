import { type NodeId, nodeId, type Refusal, refuse } from '@entraide/ground'
import type { FastifyRequest } from 'fastify'
import type { Node } from '../capabilities.ts'
import { noteSkew } from '../steps/partner-clock.ts'
import { transportKeysOf } from '../steps/partner-keys.ts'
import type { Metrics } from './metrics.ts'
import { type NonceWindow, nonceWindow } from './nonce-window.ts'
import { bodyMatches, verifyPartnerRequest } from './partner-signature.ts'
import { inFlightLimit, type Rate, rateLimit } from './rate-limit.ts'

/** What one partner may ask of this node: whatever it does beyond, the other partners notice nothing. */
export type PartnerLimits = { readonly rate: Rate; readonly inFlight: number }
/** At once there is room for all 1,600 pieces of one attachment of 100 MiB, however fast the line. */
export const usualPartnerLimits: PartnerLimits = { rate: { perSecond: 200, burst: 2_000 }, inFlight: 32 }

/** The door of the partner side: a signature, a fresh nonce, a share of the node; then, with the body read, the digest that was signed. */
export type PartnerDoor = {
  readonly enter: (request: FastifyRequest) => Promise<Entry>
  readonly judgeBody: (request: FastifyRequest, body: unknown) => Refusal<'content-digest'> | null
  readonly leave: (request: FastifyRequest) => void
}
export type Entry = { readonly from: NodeId } | { readonly refusal: Refusal; readonly retryAfterMs: number }

/** @param limits - for one partner each */
export function partnerDoor(node: Node, metrics: Metrics, limits: PartnerLimits = usualPartnerLimits): PartnerDoor {
  const nonces: NonceWindow = nonceWindow(limits.rate.perSecond * 600 + limits.rate.burst)
  const rates = rateLimit(limits.rate)
  const inFlight = inFlightLimit(limits.inFlight)
  const entered = new WeakMap<FastifyRequest, { from: NodeId; bodyDigest: Uint8Array }>()
  const no = (refusal: Refusal, retryAfterMs = 0): Entry => ({ refusal, retryAfterMs })
  return {
    enter: async request => {
      const now = node.clock.now()
      const keys = await transportKeysOf(node, request.headers['entraide-from'])
      const { method, url } = request
      const signed = verifyPartnerRequest({ method, target: url }, request.headers, nodeId(node.config.id), () => keys, now)
      // Outside, every cause is the same word; the sender learns the time of this clock from the Date header.
      if (!signed.verified) {
        metrics.signatureRefused(signed.cause)
        const { from, skewMs } = signed
        // Its own signature says when it was made: a clock that is off is shown to our officers, as often as the share allows.
        if (signed.cause === 'time' && from !== null && rates.take(from, performance.now()) === 0) await node.store.write(tx => noteSkew(tx, from, skewMs))
        return no(refuse('signature'))
      }
      // The clock behind the rate is the machine's: a demo's may stand still.
      const wait = rates.take(signed.from, performance.now())
      if (wait > 0) return no(refuse('too-many', { retryAfterSeconds: Math.ceil(wait / 1000) }), wait)
      if (!nonces.isFresh(signed.from, signed.keyId, signed.nonce, now)) {
        metrics.signatureRefused('replayed')
        return no(refuse('signature'))
      }
      if (!inFlight.enter(signed.from)) return no(refuse('too-many', { retryAfterSeconds: 1 }), 1_000)
      entered.set(request, { from: signed.from, bodyDigest: signed.bodyDigest })
      return { from: signed.from }
    },
    judgeBody: (request, body) => {
      const digest = entered.get(request)?.bodyDigest
      const bytes = body instanceof Uint8Array ? body : new Uint8Array()
      return digest !== undefined && bodyMatches(bytes, digest) ? null : refuse('content-digest')
    },
    leave: request => {
      const mine = entered.get(request)
      if (mine === undefined) return
      entered.delete(request)
      inFlight.leave(mine.from)
    },
  }
}
