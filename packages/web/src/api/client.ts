import type { RefusalBody } from '@entraide/node/api'

/** What the node answers when it says no, or what stands in for it when it does not answer. */
export type Refused = { readonly [member in keyof RefusalBody]: RefusalBody[member] } & { readonly status: number }

/** Thrown by every call that did not succeed; a screen shows it with `Refusal`. */
export class CallRefused extends Error {
  readonly refused: Refused
  constructor(refused: Refused) {
    super(refused.refused)
    this.name = 'CallRefused'
    this.refused = refused
  }
}

let csrf = ''
/** The token that says a change was asked by this page and not by another one; it comes with the session. */
export function keepCsrf(token: string): void {
  csrf = token
}

export function csrfToken(): string {
  return csrf
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What a screen can wait for before a call is tried once more: a fresh code, a new session. */
type Mender = () => Promise<boolean>
const menders: { [code: string]: Mender | undefined } = {}
/** Says who mends a refusal that only the officer's presence can mend. A second sign-in or a fresh code is asked for in place. */
export function mendWith(codes: readonly string[], mender: Mender | undefined): void {
  for (const code of codes) menders[code] = mender
}

/** Like `call`, but lets the officer mend a session that ended or a code that is too old, and then tries once more. */
export function callMending<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  return mending(() => call<Answer>(method, path, body))
}

async function mending<Answer>(once: () => Promise<Answer>): Promise<Answer> {
  try {
    return await once()
  } catch (error) {
    const mender = error instanceof CallRefused ? menders[error.refused.refused] : undefined
    if (mender === undefined || !(await mender())) throw error
    return once()
  }
}

/** A file that the node hands out, under the name it gave it. Refusals are thrown as by `call`, and mended as by `callMending`. */
export function fetchFile(path: string): Promise<{ readonly name: string; readonly content: Blob }> {
  return mending(async () => {
    const response = await ask('GET', path)
    if (!response.ok) throw refusedBy(response, await read(response))
    const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1]
    return { name: name === undefined ? 'entraide' : decodeURIComponent(name), content: await response.blob() }
  })
}

/**
 * Calls the node. Bodies are JSON; a `Blob` is sent as it is.
 *
 * @throws CallRefused with the node's own code; `node-unreachable` when there was no answer, `answer-unreadable` when it made no sense
 */
export async function call<Answer>(method: Method, path: string, body?: unknown, options: { keepalive?: boolean } = {}): Promise<Answer> {
  const response = await ask(method, path, body, options)
  const answer = await read(response)
  if (response.ok) return answer as Answer
  throw refusedBy(response, answer)
}

async function ask(method: Method, path: string, body?: unknown, options: { keepalive?: boolean } = {}): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-entraide-csrf'] = csrf
  if (body !== undefined) headers['content-type'] = body instanceof Blob ? 'application/octet-stream' : 'application/json'
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      ...options,
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
    })
  } catch {
    throw new CallRefused({ refused: 'node-unreachable', facts: {}, status: 0 })
  }
}

function refusedBy({ status }: Response, answer: unknown): CallRefused {
  return new CallRefused(isRefusalBody(answer) ? { ...answer, status } : { refused: 'answer-unreadable', facts: { status }, status })
}

async function read(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return response.ok ? text : undefined
  }
}

function isRefusalBody(answer: unknown): answer is RefusalBody {
  return typeof answer === 'object' && answer !== null && 'refused' in answer && typeof answer.refused === 'string'
}

/** The refusal in whatever was caught; a bug in the page itself is shown as `page-fault` rather than swallowed. */
export function refusedIn(error: unknown): Refused | null {
  if (error === null || error === undefined) return null
  return error instanceof CallRefused ? error.refused : { refused: 'page-fault', facts: {}, status: 0 }
}
