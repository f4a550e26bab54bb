import { request } from 'node:http'

/** An answer, read whole. */
export type Answer = { readonly status: number; readonly cookies: readonly string[]; readonly body: Buffer }
export type Content = { readonly type: string; readonly body: string | Uint8Array }

/**
 * One HTTP call on a connection of its own. A pool would now and then hand out a connection that a killed or stopped node
 * has left behind, and an act of the story would fail for nothing.
 */
export async function call(url: string, method: string, headers: { readonly [name: string]: string }, content?: Content): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const body = content === undefined ? undefined : Buffer.from(content.body)
  const about = body === undefined ? {} : { 'content-type': content?.type ?? '', 'content-length': String(body.length) }
  const asked = request(url, { method, agent: false, headers: { ...headers, ...about } }, response => {
    const parts: Buffer[] = []
    response.on('data', (part: Buffer) => parts.push(part))
    response.on('error', reject)
    response.on('end', () => resolve({ status: response.statusCode ?? 0, cookies: response.headers['set-cookie'] ?? [], body: Buffer.concat(parts) }))
  })
  asked.on('error', fault => reject(new Error(`${method} ${url}: ${fault.message}`, { cause: fault })))
  asked.end(body)
  return await promise
}
