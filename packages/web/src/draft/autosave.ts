import type { Draft, DraftFields } from '@entraide/node/api'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { CallRefused, call, callMending, type Refused } from '../api/client.ts'
import { sendable } from './fields.ts'

const restMs = 1_000
const retryMs = 3_000

/** Where the typed text stands: at the node, on its way, kept here until the node answers, or changed elsewhere meanwhile. */
export type Keeping = 'saved' | 'saving' | 'waiting' | 'conflict' | 'refused'

/** A draft under the hand: what is typed, whether the node has it, and how to settle a conflict. */
export type Autosave = {
  readonly fields: DraftFields
  readonly version: number
  readonly keeping: Keeping
  readonly refused: Refused | null
  /** The draft as it stands at the node, when it was changed elsewhere while one typed. */
  readonly theirs: Draft | null
  readonly change: (changed: (fields: DraftFields) => DraftFields) => void
  /** Resolves when the node has what was typed; false if it does not. */
  readonly flush: () => Promise<boolean>
  readonly settle: (which: 'mine' | 'theirs') => void
}

/**
 * Keeps a draft at the node while one types: a second after the last key, when the page is hidden or left, and again
 * and again while the node does not answer. What was typed stays on the screen whatever happens.
 */
export function useAutosave(draft: Draft): Autosave {
  const client = useQueryClient()
  const [fields, setFields] = useState(draft.fields)
  const [version, setVersion] = useState(draft.version)
  const [keeping, setKeeping] = useState<Keeping>('saved')
  const [refused, setRefused] = useState<Refused | null>(null)
  const [theirs, setTheirs] = useState<Draft | null>(null)
  const state = useRef({
    fields: draft.fields,
    version: draft.version,
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
    const attempt = put(draft.id, now.version, now.fields).then(
      saved => {
        now.version = saved.version
        setVersion(saved.version)
        client.setQueryData<Draft>([`/v1/drafts/${draft.id}`], known => (known === undefined ? known : { ...saved, attachments: known.attachments }))
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
          setTheirs(await call<Draft>('GET', `/v1/drafts/${draft.id}`).catch(() => null))
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
  }, [client, draft.id])

  const change = useCallback(
    (changed: (fields: DraftFields) => DraftFields) => {
      const now = state.current
      now.fields = changed(now.fields)
      now.dirty = true
      setFields(now.fields)
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
        now.fields = theirs.fields
        now.dirty = false
        setFields(theirs.fields)
        setKeeping('saved')
      }
      setVersion(theirs.version)
      setTheirs(null)
      if (which === 'mine') void save()
    },
    [theirs, save],
  )

  useEffect(() => {
    const now = state.current
    const leave = () => {
      // `keepalive` lets the last words reach the node after the page is gone.
      if (now.dirty && !now.blocked) void put(draft.id, now.version, now.fields, true).catch(() => undefined)
    }
    const hide = () => {
      if (document.visibilityState === 'hidden') void save()
    }
    addEventListener('pagehide', leave)
    document.addEventListener('visibilitychange', hide)
    return () => {
      removeEventListener('pagehide', leave)
      document.removeEventListener('visibilitychange', hide)
      clearTimeout(now.timer)
      void save()
    }
  }, [draft.id, save])

  return { fields, version, keeping, refused, theirs, change, flush: save, settle }
}

function put(id: string, version: number, fields: DraftFields, keepalive = false): Promise<Draft> {
  const path = `/v1/drafts/${encodeURIComponent(id)}`
  const body = { version, fields: sendable(fields) }
  return keepalive ? call<Draft>('PUT', path, body, { keepalive }) : callMending<Draft>('PUT', path, body)
}
