import type { RefusalBody } from '@entraide/node/api'
import { csrfToken, type Refused } from '../api/client.ts'

/**
 * Sends one file to a draft, telling how many bytes the node has taken. XMLHttpRequest, because `fetch` cannot tell
 * the progress of what it sends.
 *
 * @returns `done` resolves to null, or to why the node refused; it rejects when stopped
 */
export function sendFile(draftId: string, file: File, onSent: (bytes: number) => void): { readonly done: Promise<Refused | null>; readonly stop: () => void } {
  const request = new XMLHttpRequest()
  const done = new Promise<Refused | null>((resolve, reject) => {
    request.upload.onprogress = event => onSent(event.loaded)
    request.onload = () => resolve(request.status < 300 ? null : refusalOf(request))
    request.onerror = () => resolve({ refused: 'node-unreachable', facts: {}, status: 0 })
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
  })
  request.open('POST', `/v1/drafts/${encodeURIComponent(draftId)}/attachments?name=${encodeURIComponent(file.name)}`)
  request.setRequestHeader('x-entraide-csrf', csrfToken())
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.send(file)
  return { done, stop: () => request.abort() }
}

function refusalOf(request: XMLHttpRequest): Refused {
  try {
    const body = JSON.parse(request.responseText) as RefusalBody
    return { ...body, status: request.status }
  } catch {
    return { refused: 'answer-unreadable', facts: { status: request.status }, status: request.status }
  }
}
