import { useCallback, useEffect, useRef, useState } from 'react'
import { CallRefused, type Refused } from '../api/client.ts'

const restMs = 1_000
const retryMs = 3_000

/** Where the typed text stands: at the node, on its way, kept here until the node answers, or changed elsewhere meanwhile. */
export type KeepingState = 'saved' | 'saving' | 'waiting' | 'conflict' | 'refused'

/** Something written at the node in versions: what it says now, how it is written, how it is read anew. */
export type Keepable<Value> = {
  /** Another one is another thing to keep. */
  readonly id: string
  readonly value: Value
  readonly version: number
  /** Writes it over the version that was read, and answers the version it has then. `leaving`: the page is going. */
  readonly put: (version: number, value: Value, leaving: boolean) => Promise<number>
  /** What stands at the node; null when it does not answer. */
  readonly read: () => Promise<{ readonly version: number; readonly value: Value } | null>
}

/** A text under the hand: what is typed, whether the node has it, and how to settle a conflict. */
export type Kept<Value> = {
  readonly value: Value
  readonly version: number
  readonly keeping: KeepingState
  readonly refused: Refused | null
  /** As it stands at the node, when it was changed elsewhere while one typed. */
  readonly theirs: Value | null
  readonly change: (changed: (value: Value) => Value) => void
  /** Resolves when the node has what was typed; false if it does not. */
  readonly flush: () => Promise<boolean>
  readonly settle: (which: 'mine' | 'theirs') => void
}

/** The texts under the hand on this page, each with how it is kept at once. */
const underTheHand = new Set<() => Promise<boolean>>()
/** Keeps at once whatever was typed and is not at the node yet. False: some of it could not be. */
export async function keepEverything(): Promise<boolean> {
  return (await Promise.all([...underTheHand].map(keep => keep()))).every(Boolean)
}

/**
 * Keeps a text at the node while one types: a second after the last key, when the page is hidden or left, and again
 * and again while the node does not answer. What was typed stays on the screen whatever happens.
 */
export function useKeeping<Value>(thing: Keepable<Value>): Kept<Value> {
  const { id } = thing
  const [value, setValue] = useState(thing.value)
  const [version, setVersion] = useState(thing.version)
  const [keeping, setKeeping] = useState<KeepingState>('saved')
  const [refused, setRefused] = useState<Refused | null>(null)
  const [theirs, setTheirs] = useState<{ readonly version: number; readonly value: Value } | null>(null)
  // How to write and read is the same for one thing, whatever was drawn meanwhile.
  const ways = useRef(thing)
  ways.current = thing
  const state = useRef({
    value: thing.value,
    version: thing.version,
    dirty: false,
    busy: null as Promise<boolean> | null,
    blocked: false,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  })

  const save = useCallback(async (): Promise<boolean> => {
    const now = state.current
    clearTimeout(now.timer)
    if (now.busy !== null) {
      await now.busy
      return save()
    }
    if (now.blocked) return false
    if (!now.dirty) return true
    now.dirty = false
    setKeeping('saving')
    const attempt = ways.current.put(now.version, now.value, false).then(
      saved => {
        now.version = saved
        setVersion(saved)
        setRefused(null)
        setKeeping(now.dirty ? 'waiting' : 'saved')
        return true
      },
      async error => {
        now.dirty = true
        const why = error instanceof CallRefused ? error.refused : null
        if (why?.status === 409) {
          now.blocked = true
          setKeeping('conflict')
          setTheirs(await ways.current.read().catch(() => null))
        } else if (why !== null && why.status >= 400 && why.status < 500 && why.status !== 401 && why.status !== 429) {
          setRefused(why)
          setKeeping('refused')
        } else {
          setKeeping('waiting')
          now.timer = setTimeout(() => void save(), retryMs)
        }
        return false
      },
    )
    now.busy = attempt
    const done = await attempt
    now.busy = null
    return done && now.dirty ? save() : done
  }, [])

  const change = useCallback(
    (changed: (value: Value) => Value) => {
      const now = state.current
      now.value = changed(now.value)
      now.dirty = true
      setValue(now.value)
      if (now.blocked) return
      setKeeping('waiting')
      clearTimeout(now.timer)
      now.timer = setTimeout(() => void save(), restMs)
    },
    [save],
  )

  const settle = useCallback(
    (which: 'mine' | 'theirs') => {
      const now = state.current
      if (theirs === null) return
      now.version = theirs.version
      now.blocked = false
      if (which === 'theirs') {
        now.value = theirs.value
        now.dirty = false
        setValue(theirs.value)
        setKeeping('saved')
      }
      setVersion(theirs.version)
      setTheirs(null)
      if (which === 'mine') void save()
    },
    [theirs, save],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: one thing is one life of the listeners
  useEffect(() => {
    const now = state.current
    const leave = () => {
      if (now.dirty && !now.blocked) void ways.current.put(now.version, now.value, true).catch(() => undefined)
    }
    const hide = () => {
      if (document.visibilityState === 'hidden') void save()
    }
    underTheHand.add(save)
    addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hide)
    return () => {
      underTheHand.delete(save)
      removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hide)
      clearTimeout(now.timer)
      void save()
    }
  }, [id, save])

  return { value, version, keeping, refused, theirs: theirs === null ? null : theirs.value, change, flush: save, settle }
}
