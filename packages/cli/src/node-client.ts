import type { RefusalBody } from '@entraide/node/api'
import { Ending, type ExitCode, exitCodes } from './ending.ts'
import { readSession, type SavedSession, sessionPath, writeSession } from './session-file.ts'
import type { Terminal } from './terminal.ts'

/** Where a node listens when nothing else is said: the port that `node init` chooses. */
export const usualAddress = 'http://127.0.0.1:8443'

/** Query parts; those undefined are left out. */
export type Query = { readonly [name: string]: string | number | boolean | undefined }

/** A node's HTTP API as the verbs call it. Every refusal and every failure is thrown as an `Ending`. */
export class NodeClient {
  readonly address: string
  readonly #terminal: Terminal
  readonly #path: string

  constructor(terminal: Terminal, address: string) {
    this.address = addressOf(address)
    this.#terminal = terminal
    this.#path = sessionPath(terminal.env)
  }

  /** Reads. */
  async get<T>(path: string, query: Query = {}): Promise<T> {
    return (await (await this.#ask('GET', path, query)).json()) as T
  }

  /** Acts: a JSON body in, JSON out (undefined for an empty answer). */
  async send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
    const response = await this.#ask(method, path, {}, body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) })
    const text = await response.text()
    return (text === '' ? undefined : JSON.parse(text)) as T
  }

  /** Sends bytes, whole or as they come. */
  async sendBytes<T>(path: string, query: Query, body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>, method: 'POST' | 'PUT' = 'POST'): Promise<T> {
    return (await (await this.#ask(method, path, query, { type: 'application/octet-stream', body })).json()) as T
  }

  /** Fetches bytes, to be read as they come. */
  async bytes(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Response> {
    return this.#ask(method, path, {}, body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) })
  }

  /** Signs in by any of the session routes and keeps the session. */
  async signIn<T extends { readonly csrf: string; readonly expiresAt: string; readonly account: { readonly serviceNumber: string } }>(
    path: string,
    body: unknown,
  ): Promise<T> {
    const response = await this.#ask('POST', path, {}, { type: 'application/json', body: JSON.stringify(body) })
    const session = (await response.json()) as T
    const cookie = response.headers
      .getSetCookie()
      .map(line => line.split(';')[0] as string)
      .join('; ')
    await writeSession(this.#path, this.address, { cookie, csrf: session.csrf, expiresAt: session.expiresAt, serviceNumber: session.account.serviceNumber })
    return session
  }

  /** Ends the session at the node and forgets it here, even when the node cannot be reached. */
  async signOut(): Promise<void> {
    try {
      if ((await this.session()) !== undefined) await this.#ask('DELETE', '/v1/session', {})
    } catch (error) {
      if (!(error instanceof Ending) || error.exitCode === exitCodes.fault) throw error
    } finally {
      await writeSession(this.#path, this.address, undefined)
    }
  }

  /** The kept session with this node, if it has not expired. */
  async session(): Promise<SavedSession | undefined> {
    const saved = await readSession(this.#path, this.address)
    return saved !== undefined && saved.expiresAt > this.#terminal.now() ? saved : undefined
  }

  async #ask(
    method: string,
    path: string,
    query: Query,
    content?: { type: string; body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> },
  ): Promise<Response> {
    const url = new URL(this.address + path)
    for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
    const session = await this.session()
    const headers: Record<string, string> = { accept: 'application/json, application/octet-stream', 'user-agent': 'entraide' }
    if (content !== undefined) headers['content-type'] = content.type
    if (session !== undefined) {
      headers.cookie = session.cookie
      if (method !== 'GET') headers['x-entraide-csrf'] = session.csrf
    }
    let response: Response
    try {
      response = await this.#terminal.fetch(url, {
        method,
        headers,
        redirect: 'error',
        ...(content === undefined ? {} : { body: content.body, ...(content.body instanceof ReadableStream ? { duplex: 'half' } : {}) }),
      } as RequestInit)
    } catch (cause) {
      throw new Ending(exitCodes.unreachable, 'node-unreachable', `No node answers at ${this.address}.`, {
        facts: { cause: causeOf(cause) },
        next: 'Check that it runs (entraide node start), or name another with --node URL or ENTRAIDE_NODE.',
        cause,
      })
    }
    if (response.ok) return response
    throw await endingOf(response, session !== undefined)
  }
}

/** An address without its last slash, http or https only. */
function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new Ending(exitCodes.badInput, 'node-address', `${text} is not the address of a node.`, { next: 'Write it like http://127.0.0.1:8443.' })
  return url.href.replace(/\/+$/, '')
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : String(cause)
}

/** The verb that mends a refusal, where one does. */
const hints: { readonly [code: string]: string } = {
  'step-up-needed': 'Show your code again, then repeat the command: entraide step-up',
  'session-ended': 'Sign in again: entraide sign-in',
  'not-signed-in': 'Sign in first: entraide sign-in',
  locked: 'The security officer opens it: entraide node unlock',
  'node-locked': 'The security officer opens it: entraide node unlock',
}

/** What a refusal of the API means for the command. */
async function endingOf(response: Response, isSignedIn: boolean): Promise<Ending> {
  const body = await refusalIn(response)
  const code = body?.refused ?? `http-${response.status}`
  const more = { facts: (body?.facts ?? {}) as Ending['facts'], unmet: (body?.unmet ?? []) as Ending['unmet'] }
  if (response.status === 401 && !isSignedIn && (body === undefined || code === 'not-signed-in'))
    return new Ending(exitCodes.refused, code, 'You are not signed in to this node.', { ...more, next: 'Sign in first: entraide sign-in' })
  const next = hints[code]
  return new Ending(
    exitCodeOf(response.status, code),
    code,
    response.status >= 500 && exitCodeOf(response.status, code) === exitCodes.fault ? 'The node failed.' : '',
    next === undefined ? more : { ...more, next },
  )
}

function exitCodeOf(status: number, code: string): ExitCode {
  if (code === 'locked' || code === 'node-locked') return exitCodes.locked
  if (status === 502 || status === 503 || status === 504) return exitCodes.unreachable
  if (status >= 500) return exitCodes.fault
  // 422 is the API's plain "understood, and no"; these are its "not understood".
  return [400, 408, 411, 413, 414, 415, 421, 431].includes(status) ? exitCodes.badInput : exitCodes.refused
}

async function refusalIn(response: Response): Promise<RefusalBody | undefined> {
  try {
    const value: unknown = JSON.parse(await response.text())
    return typeof value === 'object' && value !== null && 'refused' in value && typeof value.refused === 'string' ? (value as RefusalBody) : undefined
  } catch {
    return undefined
  }
}
