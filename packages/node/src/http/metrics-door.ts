import { createServer, type Server } from 'node:http'
import { Fault } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import { standingOf } from '../steps/counts.ts'
import type { Metrics } from './metrics.ts'
import { isLoopback } from './security.ts'

/**
 * A door of its own for a monitoring system, which cannot sign in with a second factor: counts and nothing else, on this machine
 * only, whatever the node's state. Beyond the loopback it is a fault (`metrics-beyond-loopback`).
 */
export async function openMetricsDoor(node: Node, metrics: Metrics, { host, port }: { readonly host: string; readonly port: number }): Promise<Server> {
  if (!isLoopback(host)) throw new Fault('metrics-beyond-loopback', 'counts are shown on this machine only', { facts: { host } })
  const server = createServer(async (request, response) => {
    const isAsked = request.method === 'GET' && request.url === '/metrics'
    try {
      const text = isAsked ? await metrics.text(await standingOf(node)) : ''
      response.writeHead(isAsked ? 200 : 404, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' }).end(text)
    } catch {
      response.writeHead(503).end()
    }
  })
  server.headersTimeout = 5_000
  server.requestTimeout = 5_000
  server.maxConnections = 16
  await new Promise<void>((opened, failed) => server.once('error', failed).listen(port, host, opened))
  return server
}
