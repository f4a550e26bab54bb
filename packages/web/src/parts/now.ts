import { useSyncExternalStore } from 'react'

const everyMs = 15_000
let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** The current moment in milliseconds, renewed every 15 s: enough for clocks that count minutes. One timer for the page. */
export function useNow(): number {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      timer ??= setInterval(tick, everyMs)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    () => now,
  )
}

function tick() {
  now = Date.now()
  for (const listener of listeners) listener()
}
