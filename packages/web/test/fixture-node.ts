import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { answer } from './fixture-answers.ts'

/** The content security policy the node serves the pages under; anything it blocks is a fault of the page. */
export const policy =
  "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; connect-src 'self'; font-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

const types: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/**
 * A stand-in for a node in browser tests: serves the built pages under the real policy and answers the API with
 * invented data. It decides nothing; whether the node decides rightly is the node's own tests' matter.
 *
 * @param folder - the built application
 * @returns its address, and what was put to it (drafts as they are kept), oldest first
 */
export async function startFixtureNode(
  folder: string,
  options: { port?: number } = {},
): Promise<{ readonly address: string; readonly kept: readonly unknown[]; readonly stop: () => Promise<void> }> {
  const kept: unknown[] = []
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://fixture')
    if (url.pathname.startsWith('/v1/')) {
      let body = ''
      for await (const piece of request) body += piece
      if (request.method === 'PUT') kept.push(JSON.parse(body))
      const who = /as=([a-z-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? null
      if (url.pathname.endsWith('/paper')) {
        const name = `paper-${url.searchParams.get('language')}.pdf`
        response.writeHead(200, { 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename*=UTF-8''${name}` }).end('%PDF-1.7')
        return
      }
      const { status, json } = answer(request.method ?? 'GET', url, body, who)
      response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(json === undefined ? '' : JSON.stringify(json))
      return
    }
    const path = normalize(url.pathname)
    const file = extname(path) === '' ? '/index.html' : path
    try {
      const bytes = await readFile(join(folder, file))
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy }).end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>(resolve => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    kept,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
