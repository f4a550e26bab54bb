/** How many calls a second are let through on average, and how many at once after a rest. */
export type Rate = { readonly perSecond: number; readonly burst: number }

/**
 * Counts calls by caller and says when one has had its share: a token bucket each (a leak of `perSecond`, room for `burst`).
 * One caller's flood takes nothing from another's bucket. Keeps at most `maxCallers`; when full, the longest silent is
 * forgotten first: its bucket would have been full again anyway.
 */
export type RateLimit = {
  /** Milliseconds to wait before the next call is let through; 0 when this one is. */
  readonly take: (caller: string, nowMs: number) => number
}

export function rateLimit(rate: Rate, maxCallers = 10_000): RateLimit {
  const buckets = new Map<string, { left: number; at: number }>()
  return {
    take: (caller, nowMs) => {
      const bucket = buckets.get(caller) ?? { left: rate.burst, at: nowMs }
      // Put back at the end: the map's order is then by last call.
      buckets.delete(caller)
      buckets.set(caller, bucket)
      const passed = Math.max(0, nowMs - bucket.at)
      bucket.left = Math.min(rate.burst, bucket.left + (passed * rate.perSecond) / 1000)
      bucket.at = Math.max(bucket.at, nowMs)
      if (buckets.size > maxCallers) buckets.delete(buckets.keys().next().value as string)
      if (bucket.left < 1) return Math.ceil(((1 - bucket.left) * 1000) / rate.perSecond)
      bucket.left--
      return 0
    },
  }
}

/**
 * How many calls one caller has under way: a partner that drips a thousand bodies at once holds its own share of memory, nobody else's.
 */
export function inFlightLimit(most: number): { readonly enter: (caller: string) => boolean; readonly leave: (caller: string) => void } {
  const counts = new Map<string, number>()
  return {
    enter: caller => {
      const count = counts.get(caller) ?? 0
      if (count >= most) return false
      counts.set(caller, count + 1)
      return true
    },
    leave: caller => {
      const count = (counts.get(caller) ?? 1) - 1
      if (count <= 0) counts.delete(caller)
      else counts.set(caller, count)
    },
  }
}
