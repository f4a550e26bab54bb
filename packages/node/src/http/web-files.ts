import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { refuse } from '@entraide/ground'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { sendRefusal } from './answer.ts'

const notBuilt = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Entraide</title>
<h1>This node runs, but its screens have not been built</h1>
<p>Run <code>npm run build -w @entraide/web</code> and start it again. The API is described at <a href="/v1/openapi.json">/v1/openapi.json</a>.</p></html>`

/**
 * Serves the screens: their files as built, and their first page for every address that a screen may have. Files with a
 * digest in their name are kept by the browser for a year; the first page never is. Below /v1 and /partner nothing is guessed.
 *
 * @param folder - where they were built; undefined or empty, a plain page says what to do
 */
export async function serveWeb(app: FastifyInstance, folder: string | undefined): Promise<void> {
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
  app.setNotFoundHandler((request, reply) => {
    const [path = '/'] = request.url.split('?')
    const isScreen = request.method === 'GET' && /^\/[A-Za-z0-9/_-]*$/.test(path) && !/^\/(?:v1|partner|assets)(?:\/|$)/.test(path)
    if (!isScreen) return sendRefusal(reply, refuse('not-found'))
    reply.header('cache-control', 'no-cache')
    return isBuilt ? reply.sendFile('index.html') : reply.type('text/html; charset=utf-8').serializer(String).send(notBuilt)
  })
}
