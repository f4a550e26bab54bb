import { type Instant, millisecondsOf, type NodeId } from '@entraide/ground'
import { signatureWindowMs } from './partner-signature.ts'

/**
 * Remembers the nonces of verified partner requests for as long as their signature could be shown again.
 * Only requests whose signature held come here, so a stranger cannot fill it; one partner can fill only its own share.
 *
 * After a restart the window is empty: a replay is then stopped one step later, where the same message id gives the same receipt.
 */
export type NonceWindow = {
  /** Whether this is the first time; false for a repeat, or when the partner's share is full. */
  readonly isFresh: (from: NodeId, keyId: string, nonce: string, now: Instant) => boolean
}

/** @param perPartner - how many nonces of one partner are kept; above what its rate limit lets through in the window */
export function nonceWindow(perPartner: number): NonceWindow {
  const seen = new Map<NodeId, Map<string, number>>()
  return {
    isFresh: (from, keyId, nonce, now) => {
      const at = millisecondsOf(now)
      const mine = seen.get(from) ?? new Map<string, number>()
      seen.set(from, mine)
      for (const [name, until] of mine) {
        if (until > at) break
        mine.delete(name)
      }
      const name = `${keyId} ${nonce}`
      if (mine.has(name) || mine.size >= perPartner) return false
      // A signature made up to one window ahead of our clock stays good for two.
      mine.set(name, at + 2 * signatureWindowMs)
      return true
    },
  }
}
