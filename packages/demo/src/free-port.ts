import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'

/**
 * A port of the loopback that nobody listens on just now. Below those that a system gives to whoever calls out: a call of
 * somebody else's would take one of them before it is used.
 *
 * @throws if none of many tried is free
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const port = randomInt(20_000, 32_000)
    if (await isFree(port)) return port
  }
  throw new Error('no port of the loopback is free')
}

function isFree(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const server = createServer()
  server.once('error', () => resolve(false))
  server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  return promise
}
