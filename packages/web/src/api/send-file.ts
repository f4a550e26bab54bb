import type { RefusalBody } from '@entraide/node/api'
import { csrfToken, type Refused } from './client.ts'

/** What became of a file that was sent: what the node answered, or why it refused. */
export type Sent<Answer> = { readonly answer: Answer; readonly refused: null } | { readonly answer: null; readonly refused: Refused }

/**
 * Sends one file to the node, telling how many bytes it has taken. XMLHttpRequest, because `fetch` cannot tell the progress of
 * what it sends.
 *
 * @returns `done` resolves to the answer or the refusal; it rejects when stopped
 */
export function sendFile<Answer>(
  path: string,
  file: Blob,
  onSent: (bytes: number) => void,
  method: 'POST' | 'PUT' = 'POST',
): { readonly done: Promise<Sent<Answer>>; readonly stop: () => void } {
  const request = new XMLHttpRequest()
  const done = new Promise<Sent<Answer>>((resolve, reject) => {
    request.upload.onprogress = event => onSent(event.loaded)
    request.onload = () => resolve(request.status < 300 ? { answer: answerOf<Answer>(request), refused: null } : { answer: null, refused: refusalOf(request) })
    request.onerror = () => resolve({ answer: null, refused: { refused: 'node-unreachable', facts: {}, status: 0 } })
    request.onabort = () => reject(new DOMException('stopped', 'AbortError'))
  })
  request.open(method, path)
  request.setRequestHeader('x-entraide-csrf', csrfToken())
  request.setRequestHeader('content-type', 'application/octet-stream')
  request.send(file)
  return { done, stop: () => request.abort() }
}

/** An act that answers nothing has an empty body. */
function answerOf<Answer>(request: XMLHttpRequest): Answer {
  return (request.responseText === '' ? undefined : JSON.parse(request.responseText)) as Answer
}

function refusalOf(request: XMLHttpRequest): Refused {
  try {
    const body = JSON.parse(request.responseText) as RefusalBody
    return { ...body, status: request.status }
  } catch {
    return { refused: 'answer-unreadable', facts: { status: request.status }, status: request.status }
  }
}
