import { hour, type Instant, later, millisecondsOf, minute, second } from '@entraide/ground'
import type { Node } from '../capabilities.ts'

/** Tries to sign in, to enrol or to unlock that one address has in a quarter of an hour, whoever it tries to be. */
const triesPerAddress = 30
const addressWindowMs = 15 * minute
/** Tries on one account before it begins to wait (ASVS 5.0 6.3.1; NIST SP 800-63B section 5.2.2 allows 100 at most). */
const freeTries = 5
const mostRemembered = 10_000

/** How long an account takes no tries after so many wrong ones: 30 s, doubled each time, 15 minutes at most. A lock that never ends would let anybody lock anybody out. */
export function lockMs(failures: number): number {
  return failures < freeTries ? 0 : Math.min(30 * second * 2 ** Math.min(failures - freeTries, 10), 15 * minute)
}

type Count = { failures: number; until: number; at: number }

/** What a process remembers of tries: by address, and by service numbers that do not exist, which must wait like those that do. */
export type Throttle = {
  /** Counts a try of an address. @returns seconds to wait, 0 if it may try */
  readonly address: (address: string, now: Instant) => number
  /** Counts a try on a service number without an account. @returns until when it "is locked", like an account's */
  readonly stranger: (serviceNumber: string, now: Instant) => Instant | null
  /** A success clears the address. */
  readonly forgive: (address: string) => void
}

function makeThrottle(): Throttle {
  const addresses = new Map<string, Count>()
  const strangers = new Map<string, Count>()
  const countOf = (counts: Map<string, Count>, name: string, nowMs: number, forgetMs: number): Count => {
    const found = counts.get(name)
    const count = found === undefined || nowMs - found.at > forgetMs ? { failures: 0, until: 0, at: nowMs } : found
    counts.delete(name)
    counts.set(name, count)
    if (counts.size > mostRemembered) counts.delete(counts.keys().next().value as string)
    return count
  }
  return {
    address: (address, now) => {
      const nowMs = millisecondsOf(now)
      const count = countOf(addresses, address, nowMs, addressWindowMs)
      count.failures++
      return count.failures > triesPerAddress ? Math.ceil((count.at + addressWindowMs - nowMs) / second) : 0
    },
    stranger: (serviceNumber, now) => {
      const nowMs = millisecondsOf(now)
      const count = countOf(strangers, serviceNumber, nowMs, 24 * hour)
      if (count.until > nowMs) return later(now, count.until - nowMs)
      count.failures++
      count.at = nowMs
      const wait = lockMs(count.failures)
      if (wait > 0) count.until = nowMs + wait
      return null
    },
    forgive: address => addresses.delete(address),
  }
}

const throttles = new WeakMap<Node, Throttle>()

/** The throttle of a node in this process. */
export function throttleOf(node: Node): Throttle {
  const throttle = throttles.get(node) ?? makeThrottle()
  throttles.set(node, throttle)
  return throttle
}
