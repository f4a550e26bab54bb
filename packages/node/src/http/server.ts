import type { Server } from 'node:http'
import { isRefusal, type Refusal, refuse } from '@entraide/ground'
import { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, fastify, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Node } from '../capabilities.ts'
import { type Actor, mayTry } from '../steps/access.ts'
import { act as logAct } from '../steps/act.ts'
import { isFreshEnough, sessionOf } from '../steps/people.ts'
import { refusalOf, sendDownload, sendRefusal } from './answer.ts'
import { readBodies, routeOf, usualBodyMs } from './body.ts'
import { makeLogger } from './logger.ts'
import { type Metrics, makeMetrics, shownRoute } from './metrics.ts'
import { described, describeRoutes, documented } from './openapi.ts'
import { type PartnerLimits, partnerDoor, usualPartnerLimits } from './partner-door.ts'
import { inFlightLimit, type Rate, rateLimit } from './rate-limit.ts'
import { type Call, type Download, octetsOf, type Route, type SessionFacts } from './route.ts'
import { callerAt, fingerprintOf, isFromHere, isLoopback, isOurHost, protect, sameText } from './security.ts'
import { cookieOf, dropCookie, keepCookie } from './session-cookie.ts'
import { type ShowPage, serveWeb } from './web-files.ts'

export type ServerOptions = {
  /** PEM of the node's TLS key and certificate; without them the server speaks plain HTTP, which boot allows on the loopback of a demo only. */
  readonly tls?: { readonly key: string; readonly cert: string }
  readonly logger?: FastifyBaseLogger
  /** Folder of the built screens; absent or empty, a plain page says so. */
  readonly webFolder?: string
  readonly limits?: Partial<Limits>
  /** How long a body that is read whole may take to arrive, in milliseconds. */
  readonly bodyMs?: number
  /** Opens keys and store with the passphrase; the keys alone unless told. */
  readonly unlock?: (passphrase: string) => Promise<Refusal | null>
  /** Its counts, where something else than its face shows them too. */
  readonly metrics?: Metrics
  /** The program's version, for /v1/health and the API's description. */
  readonly version?: string
}
/** Calls of one address (whoever speaks from it), of one session, and of one partner. */
export type Limits = { readonly address: Rate; readonly session: Rate; readonly partner: PartnerLimits; readonly connections: number }
export const usualLimits: Limits = {
  // An office may sit behind one address.
  address: { perSecond: 2_000, burst: 5_000 },
  // A person makes a few; a program that works for an office through the API makes more.
  session: { perSecond: 300, burst: 1_500 },
  partner: usualPartnerLimits,
  connections: 2_000,
}

/** What a request has shown of itself by the time its route runs. */
type Shown = { actor: Actor | null; session: SessionFacts | null }

declare module 'fastify' {
  interface FastifyRequest {
    shown: Shown
  }
}

/** What a route of the node itself, not of its steps, may ask: its counts and its description. */
export type Face = {
  readonly metrics: Metrics
  /** The text of the API's description; made once. */
  readonly openapi: () => string
  readonly version: string
  readonly unlock: (passphrase: string) => Promise<Refusal | null>
  readonly isStopping: () => boolean
}

/**
 * Makes the node's one HTTP face from its list of routes. Every request passes, in this order: host, address limit, lock,
 * then session with origin, CSRF and role, or partner signature with its limits; only then is its body read and its step run.
 */
export async function makeServer(node: Node, routesFor: (face: Face) => readonly Route[], options: ServerOptions = {}): Promise<FastifyInstance> {
  const limits: Limits = { ...usualLimits, ...options.limits }
  const secure = options.tls !== undefined
  const onLoopback = isLoopback(node.config.listen.host)
  const staysOnTls = secure && !onLoopback
  const metrics = options.metrics ?? makeMetrics()
  let showPage: ShowPage | undefined
  const app = fastify({
    ...(options.tls === undefined ? {} : { https: { ...options.tls, minVersion: 'TLSv1.3' as const } }),
    loggerInstance: options.logger ?? makeLogger(),
    logController: new LogController({ disableRequestLogging: true }),
    routerOptions: { maxParamLength: 200, caseSensitive: true },
    bodyLimit: 1_048_576,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    keepAliveTimeout: 30_000,
    // A whole request, with the largest attachment over a slow line; bodies that are read whole have a shorter limit of their own.
    requestTimeout: 900_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000, maxHeaderSize: 16_384 },
    genReqId: () => Buffer.from(node.random(8)).toString('hex'),
    frameworkErrors: (error, request, reply) => {
      protect(reply, staysOnTls)
      const refusal = refusalOf(error, request)
      if (refusal.refused === 'not-found' && showPage?.(request, reply)) return
      sendRefusal(reply, refusal)
    },
    clientErrorHandler: (error, socket) => {
      const code = (error as { code?: string }).code
      const [status, word] =
        code === 'HPE_HEADER_OVERFLOW' ? ['431 Request Header Fields Too Large', 'headers-too-large'] : ['400 Bad Request', 'request-malformed']
      const text = JSON.stringify({ refused: word, facts: {} })
      if (socket.writable)
        socket.end(`HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\nconnection: close\r\n\r\n${text}`)
      else socket.destroy()
    },
  }) as unknown as FastifyInstance
  const server = app.server as Server
  server.maxConnections = limits.connections
  server.maxRequestsPerSocket = 10_000

  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('shown', null as unknown as Shown)
  readBodies(app, options.bodyMs ?? usualBodyMs)
  await describeRoutes(app, node.config.id, options.version ?? '0')

  const addresses = rateLimit(limits.address)
  const sessions = rateLimit(limits.session)
  const partners = partnerDoor(node, metrics, limits.partner)
  const large = oneLargeCall()

  app.addHook('onRequest', async (request, reply) => {
    request.shown = { actor: null, session: null }
    protect(reply, staysOnTls)
    if (!isOurHost(request.headers.host, onLoopback, node.config.address)) return sendRefusal(reply, refuse('host-unknown'))
    const wait = addresses.take(callerAt(request.ip), performance.now())
    if (wait > 0) return sendRefusal(reply, refuse('too-many', { retryAfterSeconds: Math.ceil(wait / 1000) }))
    const route = routeOf(request)
    if (route === undefined) return
    if (!node.keys.isOpen() && !route.whileLocked) return sendRefusal(reply, refuse('locked', { retryAfterSeconds: 30 }))
    if (route.may === 'partner') {
      const entry = await partners.enter(request)
      if ('refusal' in entry) return sendRefusal(reply, entry.refusal)
      request.shown.actor = { kind: 'partner', node: entry.from }
      return
    }
    if (route.method !== 'GET' && !isFromHere(request, secure)) return sendRefusal(reply, refuse('foreign-origin'))
    if (route.may !== 'anyone') await letIn(request, reply, route)
  })

  app.addHook('preValidation', async (request, reply) => {
    // A zero octet is no text: PostgreSQL takes none, and nobody types one.
    const at = routeOf(request) === undefined ? -1 : request.url.indexOf('%00')
    if (at === -1) return
    const asked = request.url.indexOf('?')
    return sendRefusal(reply, asked === -1 || at < asked ? refuse('not-found') : refuse('input-invalid', { in: 'querystring', fields: [] }))
  })

  app.addHook('preValidation', async (request, reply) => {
    if (routeOf(request)?.may !== 'partner') return
    const wrong = partners.judgeBody(request, request.body)
    if (wrong !== null) return sendRefusal(reply, wrong)
  })

  app.addHook('onSend', async (request, reply) => {
    // A caller that goes on sending what nobody reads is hung up on; a small body is let finish, so that the answer arrives.
    const { 'content-length': length, 'transfer-encoding': inPieces } = request.headers
    const mayBeEndless = inPieces !== undefined || Number(length ?? 0) > 4_194_304
    if (mayBeEndless && !request.raw.complete) reply.header('connection', 'close')
  })

  app.addHook('onResponse', async (request, reply) => {
    partners.leave(request)
    const pattern = shownRoute(routeOf(request)?.path ?? 'file')
    metrics.answered(pattern, request.method.slice(0, 8), reply.statusCode, reply.elapsedTime / 1000)
    request.log.info({ route: pattern, method: request.method.slice(0, 8), status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
  })
  app.addHook('onRequestAbort', async request => partners.leave(request))

  app.setErrorHandler((error, request, reply) => {
    const refusal = refusalOf(error, request)
    metrics.refused(refusal.refused)
    if (refusal.refused === 'disk-full') request.log.error({ code: 'disk-full' }, 'no room to write')
    if (refusal.refused === 'fault') request.log.error({ err: error, incident: request.id, route: routeOf(request)?.path }, 'fault')
    return sendRefusal(reply, refusal)
  })

  /** Session, share, CSRF token, role, freshness: what a person shows before her input is read. */
  async function letIn(request: FastifyRequest, reply: FastifyReply, route: Route): Promise<FastifyReply | undefined> {
    const token = cookieOf(request, node.config.id, secure)
    const found = token === undefined ? refuse('not-signed-in') : await sessionOf(node, token, fingerprintOf(request))
    if (isRefusal(found)) {
      if (token !== undefined) dropCookie(reply, node.config.id, secure)
      return sendRefusal(reply, found)
    }
    const wait = sessions.take(found.idHash, performance.now())
    if (wait > 0) return sendRefusal(reply, refuse('too-many', { retryAfterSeconds: Math.ceil(wait / 1000) }))
    const shown = request.headers['x-entraide-csrf']
    if (route.method !== 'GET' && !(typeof shown === 'string' && sameText(shown, found.csrf))) return sendRefusal(reply, refuse('csrf'))
    const act = route.may as Exclude<Route['may'], 'anyone' | 'partner'>
    if (!mayTry(found.actor, act)) {
      const code = route.hidden ? 'not-found' : 'forbidden'
      await logAct<never>(node, found.actor, act, {}, async () => refuse('forbidden'))
      return sendRefusal(reply, refuse(code))
    }
    if (route.stepUp && !isFreshEnough(node, found.madeAt)) return sendRefusal(reply, refuse('step-up-needed'))
    const { idHash, csrf, expiresAt, madeAt } = found
    if (route.alone && !large.enter(request, reply)) return sendRefusal(reply, refuse('too-many', { retryAfterSeconds: 5 }))
    request.shown = { actor: found.actor, session: { idHash, account: found.actor.account, roles: found.actor.roles, csrf, expiresAt, madeAt } }
  }

  let stopping = false
  let description: string | undefined
  const routes: Route[] = []
  app.addHook('preClose', async () => {
    stopping = true
  })
  const face: Face = {
    metrics,
    openapi: () => (description ??= JSON.stringify(described(app.swagger(), routes))),
    version: options.version ?? '0',
    unlock: options.unlock ?? node.keys.open,
    isStopping: () => stopping,
  }
  routes.push(...routesFor(face))
  for (const route of routes) addRoute(app, node, route, secure, metrics, large)
  showPage = await serveWeb(app, options.webFolder)
  return app
}

/**
 * The one place for a call that holds much memory: a dozen carried files at once would be more than a node may take. It is free again
 * when the answer is given or the caller gone, and its step has ended: who hangs up leaves the octets he sent with a step that still reads them.
 */
function oneLargeCall() {
  const places = inFlightLimit(1)
  const inside = new WeakMap<FastifyRequest, { gone: boolean; running: boolean }>()
  const leaveIfOver = (request: FastifyRequest) => {
    const call = inside.get(request)
    if (call === undefined || !call.gone || call.running) return
    inside.delete(request)
    places.leave('large')
  }
  const mark = (request: FastifyRequest, change: { gone?: boolean; running?: boolean }) => {
    const call = inside.get(request)
    if (call !== undefined) Object.assign(call, change)
    leaveIfOver(request)
  }
  return {
    enter: (request: FastifyRequest, reply: FastifyReply): boolean => {
      if (!places.enter('large')) return false
      inside.set(request, { gone: false, running: false })
      reply.raw.once('close', () => mark(request, { gone: true }))
      return true
    },
    begin: (request: FastifyRequest) => mark(request, { running: true }),
    end: (request: FastifyRequest) => mark(request, { running: false }),
  }
}

function addRoute(app: FastifyInstance, node: Node, route: Route, secure: boolean, metrics: Metrics, large: ReturnType<typeof oneLargeCall>): void {
  const { params, query, body } = route
  const isSchema = body instanceof z.ZodType
  app.route({
    method: route.method,
    url: route.path,
    config: { route },
    schema: {
      ...documented(route),
      ...(params === undefined ? {} : { params }),
      ...(query === undefined ? {} : { querystring: query }),
      ...(isSchema ? { body } : {}),
    },
    handler: async (request, reply) => {
      const { id } = node.config
      const call = {
        ...request.shown,
        params: request.params,
        query: request.query,
        body: request.body ?? emptyOf(octetsOf(body)?.octets),
        contentLength: lengthOf(request.headers['content-length']),
        device: { address: callerAt(request.ip), fingerprint: fingerprintOf(request) },
        keepSession: (token: string, expiresAt: string) =>
          keepCookie(reply, id, secure, token, Math.max(0, Math.floor((Date.parse(expiresAt) - Date.parse(node.clock.now())) / 1000))),
        dropSession: () => dropCookie(reply, id, secure),
      }
      // biome-ignore lint/suspicious/noExplicitAny: the route's own types were checked where it was written
      const running = async () => await route.run(node, call as unknown as Call<any, any, any, any>)
      large.begin(request)
      const result = await running().finally(() => large.end(request))
      if (isRefusal(result)) {
        metrics.refused(result.refused)
        return sendRefusal(reply, result)
      }
      if (route.answer === 'download') return sendDownload(reply, result as Download)
      if (route.answer === 'text') return reply.type('text/plain; charset=utf-8').serializer(String).send(result)
      if (route.answer === 'nothing') return reply.code(204).send()
      return reply.code(route.status ?? 200).send(result)
    },
  })
}

function lengthOf(header: string | undefined): number | null {
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null
}

/** A call without a body to a route that reads octets brings none of them. */
function emptyOf(octets: 'whole' | 'stream' | undefined): Uint8Array | AsyncIterable<Uint8Array> | undefined {
  return octets === 'whole' ? new Uint8Array() : octets === 'stream' ? (async function* () {})() : undefined
}
