import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from '@entraide/ground'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendRefusal } from './answer.ts'

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Entraide</title>
<h1>This node runs, but its screens have not been built</h1>
<p>Run <code>npm run build -w @entraide/web</code> and start it again. The API is described at <a href="/v1/openapi.json">/v1/openapi.json</a>.</p></html>`

/** A caller that wants to read a page: gives it and true, or false where what it asked for is no page's address. */
export type ShowPage = (request: FastifyRequest, reply: FastifyReply) => boolean

/**
 * Serves the screens: their files as built, and their first page for every address that a screen may have. Files with a
 * digest in their name are kept by the browser for a year; the first page never is. An address that no screen has gives a
 * browser that goes there the same page, which says so itself, with the status 404; a program, the refusal. Below /v1,
 * /partner and /assets nothing is guessed.
 *
 * @param folder - where they were built; undefined or empty, a plain page says what to do
 * @returns shows the page to whoever asked for an address that the server cannot even read
 */
export async function serveWeb(app: FastifyInstance, folder: string | undefined): Promise<ShowPage> {
  const isBuilt = folder !== undefined && existsSync(join(folder, 'index.html'))
  if (isBuilt)
    await app.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      dotfiles: 'deny',
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
    })
  const page = isBuilt ? readFileSync(join(folder, 'index.html'), 'utf8') : notBuilt
  const isScreen = screensOf(isBuilt ? join(folder, 'screens.json') : undefined)
  const show: ShowPage = (request, reply) => {
    const [path = '/'] = request.url.split('?')
    if (request.method !== 'GET' || /^\/(?:v1|partner|assets)(?:\/|$)/.test(path)) return false
    const found = isScreen(path)
    if (!found && request.headers.accept?.includes('text/html') !== true) return false
    reply
      .code(found ? 200 : 404)
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .serializer(String)
    reply.send(page)
    return true
  }
  app.setNotFoundHandler((request, reply) => (show(request, reply) ? reply : sendRefusal(reply, refuse('not-found'))))
  return show
}

/** Whether an address is a screen's, by the list that stands beside the screens as built; without one, whether it could be. */
function screensOf(file: string | undefined): (path: string) => boolean {
  const list: unknown = file !== undefined && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null
  if (!Array.isArray(list)) return path => /^\/[A-Za-z0-9/_-]*$/.test(path)
  // What stands at `:id` is made as ids, hashes and names of nodes are; `web` judges by the same (`route.ts`).
  const addresses = list.map(address => new RegExp(`^${String(address).replaceAll(/:[a-z]+/g, '[A-Za-z0-9-]+')}$`))
  return path => addresses.some(address => address.test(path))
}
