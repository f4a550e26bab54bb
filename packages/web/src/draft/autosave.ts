import type { Draft, DraftFields } from '@entraide/node/api'
import { useQueryClient } from '@tanstack/react-query'
import { call, callMending } from '../api/client.ts'
import { type Kept, useKeeping } from '../parts/keeping.ts'
import { sendable } from './fields.ts'

/** A draft under the hand: what is typed, whether the node has it, and how to settle a conflict. */
export type Autosave = Kept<DraftFields>

/** Keeps a draft at the node while one types. */
export function useAutosave(draft: Draft): Autosave {
  const client = useQueryClient()
  const path = `/v1/drafts/${encodeURIComponent(draft.id)}`
  return useKeeping<DraftFields>({
    id: draft.id,
    value: draft.fields,
    version: draft.version,
    put: async (version, value, leaving) => {
      const body = { version, fields: sendable(value) }
      // `keepalive` lets the last words reach the node after the page is gone.
      if (leaving) return (await call<Draft>('PUT', path, body, { keepalive: true })).version
      const saved = await callMending<Draft>('PUT', path, body)
      client.setQueryData<Draft>([`/v1/drafts/${draft.id}`], known => (known === undefined ? known : { ...saved, attachments: known.attachments }))
      return saved.version
    },
    read: async () => {
      const there = await call<Draft>('GET', path)
      return { version: there.version, value: there.fields }
    },
  })
}
