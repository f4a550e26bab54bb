import type { Decision, DraftFields } from '@entraide/node/api'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { callMending, type Refused, refusedIn } from '../api/client.ts'
import { sendable } from './fields.ts'

const restMs = 300

/** The node's answer to the form as it stands now, asked again at each change, a third of a second after the last key. */
export function useLiveCheck(fields: DraftFields): { readonly decision: Decision | undefined; readonly refused: Refused | null; readonly stale: boolean } {
  const text = JSON.stringify(sendable(fields))
  const [asked, setAsked] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), restMs)
    return () => clearTimeout(timer)
  }, [text])
  const answer = useQuery({
    queryKey: ['/v1/check', asked],
    queryFn: () => callMending<Decision>('POST', '/v1/check', { fields: JSON.parse(asked) }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 10_000,
  })
  return { decision: answer.data, refused: refusedIn(answer.error), stale: asked !== text || answer.isPlaceholderData }
}
