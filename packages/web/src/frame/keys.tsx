import { type ReactNode, useEffect, useRef, useSyncExternalStore } from 'react'
import { keptPreference } from '../words/preferences.ts'

/** A key (or two in a row, `g d`) and what it does, in words for the help. */
export type Key = { readonly keys: string; readonly says: ReactNode; readonly run: () => void }

let bound: readonly Key[] = []
const listeners = new Set<() => void>()
function put(changed: readonly Key[]) {
  bound = changed
  for (const listener of listeners) listener()
}

/** Binds keys while a component is shown. They rest while one types, and when they are switched off in the settings. */
export function useKeys(keys: readonly Key[]): void {
  const latest = useRef(keys)
  latest.current = keys
  const signature = keys.map(key => key.keys).join('|')
  useEffect(() => {
    const mine =
      signature === ''
        ? []
        : signature.split('|').map(name => ({
            keys: name,
            get says() {
              return find(name)?.says
            },
            run: () => find(name)?.run(),
          }))
    const find = (name: string) => latest.current.find(key => key.keys === name)
    put([...bound, ...mine])
    return () => put(bound.filter(key => !mine.includes(key)))
  }, [signature])
}

/** Every key that works now, latest first for the same key. */
export function useBoundKeys(): readonly Key[] {
  const all = useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => bound,
  )
  return all.filter((key, at) => all.findLastIndex(other => other.keys === key.keys) === at)
}

let pending = ''
let pendingTimer: ReturnType<typeof setTimeout> | undefined

/** Listens for the whole page, once. */
export function listenForKeys(): void {
  addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (isTyping(event.target) || keptPreference('keys') === 'off') return
    const typed = pending === '' ? event.key : `${pending} ${event.key}`
    const found = bound.findLast(key => key.keys === typed) ?? bound.findLast(key => key.keys === event.key)
    clearTimeout(pendingTimer)
    pending = ''
    if (found !== undefined) {
      event.preventDefault()
      found.run()
      return
    }
    if (bound.some(key => key.keys.startsWith(`${event.key} `))) {
      pending = event.key
      pendingTimer = setTimeout(() => {
        pending = ''
      }, 1_200)
    }
  })
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('[role="dialog"]') !== null) return true
  if (target.isContentEditable || target.matches('textarea, select, [role="menu"], [role="menu"] *, [role="listbox"], [role="listbox"] *')) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type)
}
