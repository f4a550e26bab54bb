import type { Uuid } from '@entraide/ground'
import type { RefusalBody, Session } from '@entraide/node/api'
import { type Answer, type Content, call } from './http-call.ts'

/** A refusal of the HTTP API, thrown where the demonstration expected an answer. */
export class Refused extends Error {
  readonly status: number
  readonly body: RefusalBody
  constructor(act: string, status: number, body: RefusalBody) {
    const unmet = (body.unmet ?? []).map(each => `${each.code}${each.field === null ? '' : ` (${each.field})`}`).join(', ')
    super(`${act}: ${body.refused}${unmet === '' ? '' : ` [${unmet}]`} ${JSON.stringify(body.facts)}`)
    this.name = 'Refused'
    this.status = status
    this.body = body
  }
}

/** Somebody signed in to a node, who acts through its HTTP API and nothing else. */
export type Officer = {
  readonly account: Uuid
  readonly serviceNumber: string
  readonly get: <T>(path: string) => Promise<T>
  readonly post: <T>(path: string, body?: unknown) => Promise<T>
  readonly put: <T>(path: string, body: unknown) => Promise<T>
  readonly delete: <T>(path: string) => Promise<T>
  /** Sends octets. */
  readonly give: <T>(path: string, bytes: Uint8Array<ArrayBuffer>) => Promise<T>
  /** Reads octets. */
  readonly download: (path: string) => Promise<Uint8Array>
  /** Asks for octets by a POST. */
  readonly fetch: (path: string, body?: unknown) => Promise<Uint8Array>
  /** The refusal of an act that must be refused; an error when it was done. */
  readonly refusal: (path: string, body?: unknown) => Promise<{ readonly status: number; readonly body: RefusalBody }>
}

/**
 * An officer of the demonstration, who signs in by its one-click route when there is first something to do, as a browser
 * does: a cookie, and the CSRF token beside each act.
 *
 * @param address - asked at each call, because a node may be started again elsewhere
 */
export function officer(address: () => string, account: { readonly id: Uuid; readonly serviceNumber: string }): Officer {
  let session: Promise<{ readonly cookie: string; readonly 'x-entraide-csrf': string }> | null = null
  const read = <T>({ body }: Answer): T => (body.length === 0 ? undefined : JSON.parse(body.toString('utf8'))) as T
  const signIn = async () => {
    const entered = await call(`${address()}/v1/demo/session`, 'POST', {}, json({ accountId: account.id }))
    if (entered.status >= 300) throw new Refused(`${account.serviceNumber} signs in`, entered.status, read<RefusalBody>(entered))
    return { cookie: entered.cookies.map(line => line.split(';')[0]).join('; '), 'x-entraide-csrf': read<Session>(entered).csrf }
  }
  const ask = async (method: string, path: string, content?: Content): Promise<Answer> => {
    session ??= signIn()
    const answer = await call(`${address()}${path}`, method, await session, content)
    if (answer.status !== 401) return answer
    // Time has passed and the session is over: signed in anew, as one would.
    session = signIn()
    return await call(`${address()}${path}`, method, await session, content)
  }
  const done = async (method: string, path: string, content?: Content) => {
    const answer = await ask(method, path, content)
    if (answer.status >= 300) throw new Refused(`${account.serviceNumber} ${method} ${path}`, answer.status, read<RefusalBody>(answer))
    return answer
  }
  return {
    account: account.id,
    serviceNumber: account.serviceNumber,
    get: async path => read(await done('GET', path)),
    post: async (path, body) => read(await done('POST', path, json(body ?? {}))),
    put: async (path, body) => read(await done('PUT', path, json(body))),
    delete: async path => read(await done('DELETE', path)),
    give: async (path, bytes) => read(await done('POST', path, { type: 'application/octet-stream', body: bytes })),
    download: async path => new Uint8Array((await done('GET', path)).body),
    fetch: async (path, body) => new Uint8Array((await done('POST', path, json(body ?? {}))).body),
    refusal: async (path, body) => {
      const answer = await ask('POST', path, json(body ?? {}))
      if (answer.status < 300) throw new Error(`${account.serviceNumber} POST ${path} was done, and must have been refused`)
      return { status: answer.status, body: read<RefusalBody>(answer) }
    },
  }
}

function json(body: unknown): Content {
  return { type: 'application/json', body: JSON.stringify(body) }
}
