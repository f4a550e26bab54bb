import type { Uuid } from '@entraide/ground'
import type { RefusalBody, Session } from '@entraide/node/api'

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
  /** Asks for octets by a POST. */
  readonly fetch: (path: string) => Promise<Uint8Array>
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
  const signIn = async () => {
    const entered = await fetch(`${address()}/v1/demo/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ accountId: account.id }),
    })
    if (!entered.ok) throw new Refused(`${account.serviceNumber} signs in`, entered.status, (await entered.json()) as RefusalBody)
    const cookie = entered.headers
      .getSetCookie()
      .map(line => line.split(';')[0])
      .join('; ')
    return { cookie, 'x-entraide-csrf': ((await entered.json()) as Session).csrf }
  }
  const ask = async (method: string, path: string, content?: { readonly type: string; readonly body: string | Uint8Array<ArrayBuffer> }) => {
    session ??= signIn()
    const headers = { ...(await session), ...(content === undefined ? {} : { 'content-type': content.type }) }
    return await fetch(`${address()}${path}`, { method, headers, ...(content === undefined ? {} : { body: content.body }) })
  }
  const json = (body: unknown) => (body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) })
  const done = async (method: string, path: string, content?: Parameters<typeof ask>[2]) => {
    const response = await ask(method, path, content)
    if (!response.ok) throw new Refused(`${account.serviceNumber} ${method} ${path}`, response.status, (await response.json()) as RefusalBody)
    return response
  }
  const answer = async <T>(response: Response): Promise<T> => {
    const text = await response.text()
    return (text === '' ? undefined : JSON.parse(text)) as T
  }
  return {
    account: account.id,
    serviceNumber: account.serviceNumber,
    get: async path => await answer(await done('GET', path)),
    post: async (path, body) => await answer(await done('POST', path, json(body ?? {}))),
    put: async (path, body) => await answer(await done('PUT', path, json(body))),
    delete: async path => await answer(await done('DELETE', path)),
    give: async (path, bytes) => await answer(await done('POST', path, { type: 'application/octet-stream', body: bytes })),
    fetch: async path => new Uint8Array(await (await done('POST', path, json({}))).arrayBuffer()),
    refusal: async (path, body) => {
      const response = await ask('POST', path, json(body ?? {}))
      if (response.ok) throw new Error(`${account.serviceNumber} POST ${path} was done, and must have been refused`)
      return { status: response.status, body: (await response.json()) as RefusalBody }
    },
  }
}

/** The same, signed in at once. */
export async function signIn(address: () => string, account: { readonly id: Uuid; readonly serviceNumber: string }): Promise<Officer> {
  const one = officer(address, account)
  await one.get('/v1/session')
  return one
}
