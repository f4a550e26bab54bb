import { Fault, type Json, readJson } from '@entraide/ground'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { octetsOf, type Route } from './route.ts'

/** Largest JSON body of a route that says nothing. */
export const usualMaxBytes = 65_536
/** How long a body that is read whole may take to arrive, and how long a stream may be silent. An officer's line at 56 kbit/s brings 64 KiB in 10 s. */
export const usualBodyMs = 15_000

/** A body that cannot be read, with the code of its refusal. Thrown inside the server, answered by its error handler. */
export class BodyRefused extends Error {
  readonly refused: string
  readonly facts: { readonly [name: string]: string | number }
  constructor(refused: string, facts: { readonly [name: string]: string | number } = {}) {
    super(refused)
    this.name = 'BodyRefused'
    this.refused = refused
    this.facts = facts
  }
}

/**
 * Teaches the server its two kinds of body: strict JSON and octets. Anything else is refused as `media-type`.
 *
 * @param bodyMs - how long one that is read whole may take, and a stream be silent
 */
export function readBodies(app: FastifyInstance, bodyMs: number): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', async (request: FastifyRequest, payload: AsyncIterable<Buffer>) => {
    const route = routeOf(request)
    if (octetsOf(route?.body) !== undefined) throw new BodyRefused('media-type')
    const maxBytes = route?.maxBytes ?? usualMaxBytes
    const bytes = await whole(payload, maxBytes, request, bodyMs)
    if (bytes.length === 0) return undefined
    try {
      const { value } = readJson(bytes, { maxBytes, maxDepth: 16, maxItems: 20_000 })
      // Written as an escape only: a bare one is no JSON. It is no text, and PostgreSQL takes none.
      if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes('\\u0000') && holdsZero(value)) throw new BodyRefused('json-text')
      return value
    } catch (fault) {
      if (fault instanceof Fault) throw new BodyRefused(fault.code, fault.facts as { [name: string]: number })
      throw fault
    }
  })
  app.addContentTypeParser('application/octet-stream', async (request: FastifyRequest, payload: AsyncIterable<Buffer>) => {
    const octets = octetsOf(routeOf(request)?.body)
    if (octets === undefined) throw new BodyRefused('media-type')
    return octets.octets === 'whole' ? whole(payload, octets.maxBytes, request, bodyMs) : cutOff(payload, octets.maxBytes, bodyMs)
  })
}

/** The route a request was matched to, undefined for files and unknown paths. */
export function routeOf(request: FastifyRequest): Route | undefined {
  return (request.routeOptions.config as { route?: Route }).route
}

function holdsZero(value: Json): boolean {
  if (typeof value === 'string') return value.includes('\0')
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, each]) => name.includes('\0') || holdsZero(each as Json))
}

async function whole(payload: AsyncIterable<Buffer>, maxBytes: number, request: FastifyRequest, bodyMs: number): Promise<Uint8Array> {
  const told = Number(request.headers['content-length'] ?? 0)
  if (told > maxBytes) throw new BodyRefused('body-too-large', { maxBytes })
  const tooSlow = setTimeout(() => request.raw.destroy(new BodyRefused('body-too-slow')), bodyMs)
  // In its place at once where its length is told: the largest is a carried file, which would not fit the memory twice.
  let bytes = new Uint8Array(told)
  let length = 0
  try {
    for await (const part of payload) {
      if (length + part.length > maxBytes) throw new BodyRefused('body-too-large', { maxBytes })
      if (length + part.length > bytes.length) {
        const more = new Uint8Array(Math.min(maxBytes, Math.max(2 * bytes.length, length + part.length)))
        more.set(bytes.subarray(0, length))
        bytes = more
      }
      bytes.set(part, length)
      length += part.length
    }
  } catch (error) {
    throw error instanceof BodyRefused ? error : new BodyRefused('request-malformed')
  } finally {
    clearTimeout(tooSlow)
  }
  return bytes.subarray(0, length)
}

async function* cutOff(payload: AsyncIterable<Buffer>, maxBytes: number, bodyMs: number): AsyncIterable<Uint8Array> {
  const parts = payload[Symbol.asyncIterator]()
  let length = 0
  try {
    for (;;) {
      const silence = Promise.withResolvers<never>()
      const timer = setTimeout(() => silence.reject(new BodyRefused('body-too-slow')), bodyMs)
      const next = await Promise.race([parts.next(), silence.promise]).finally(() => clearTimeout(timer))
      if (next.done) return
      length += next.value.length
      if (length > maxBytes) throw new BodyRefused('body-too-large', { maxBytes })
      yield new Uint8Array(next.value)
    }
  } finally {
    await parts.return?.()
  }
}
