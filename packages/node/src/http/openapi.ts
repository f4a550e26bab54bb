import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import * as api from './api.ts'
import { octetsOf, type Route } from './route.ts'

/** Makes the server write its own OpenAPI 3.1 description, from the same schemas that check what comes in and goes out. */
export async function describeRoutes(app: FastifyInstance, nodeId: string, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: `Entraide node ${nodeId}`,
        version,
        description:
          'Every refusal has the shape {refused, facts, unmet?}: a code with a sentence in the vocabulary, and facts that are ids, codes and dates. ' +
          'Whatever changes something needs the header x-entraide-csrf with the token of the session. The partner side is signed: see spec/transport.md.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: `entraide-${nodeId}`, description: 'The session; named __Host-entraide-NODE over TLS.' },
          csrf: { type: 'apiKey', in: 'header', name: 'x-entraide-csrf' },
          partner: {
            type: 'apiKey',
            in: 'header',
            name: 'signature',
            description: 'HTTP Message Signature (RFC 9421), Ed25519, with Content-Digest (RFC 9530).',
          },
        },
      },
    },
    transform: createJsonSchemaTransform({ schemaRegistry: namedShapes() }),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry: namedShapes() }),
  })
}

/** What the description says of one route beside its input schemas. */
export function documented(route: Route): Record<string, unknown> {
  const { answer, may, method, status = 200, alsoAnswers = {} } = route
  const octets = octetsOf(route.body)
  const ok =
    answer === 'nothing'
      ? { 204: z.null().describe('done') }
      : answer === 'download'
        ? Object.fromEntries(
            Object.entries({ 200: 'octets', ...alsoAnswers }).map(([code, description]) => [
              code,
              { description, content: { [route.mediaType ?? octetStream]: { schema: z.string() } } },
            ]),
          )
        : answer === 'text'
          ? { 200: { description: 'text', content: { 'text/plain': { schema: z.string() } } } }
          : { [status]: answer }
  return {
    operationId: operationId(route),
    summary: route.what,
    tags: [route.path.split('/')[1] === 'partner' ? 'partner' : (route.path.split('/')[2] ?? 'node')],
    response: {
      ...ok,
      '4xx': api.RefusalBody,
      ...(route.whileLocked ? {} : { 503: api.RefusalBody.describe('The node is locked or stopping.') }),
      ...(method === 'GET' ? {} : { 507: api.RefusalBody.describe('The disk is full; nothing was done.') }),
    },
    ...(octets === undefined ? {} : { consumes: [octetStream] }),
    security: may === 'anyone' ? [] : may === 'partner' ? [{ partner: [] }] : [method === 'GET' ? { session: [] } : { session: [], csrf: [] }],
  }
}

type Described = { paths?: { [path: string]: { [method: string]: { requestBody?: unknown } | undefined } | undefined } }

/** The server's description with what it cannot see: bodies that are octets have no schema that would check them. */
export function described(document: object, routes: readonly Route[]): object {
  const { paths } = document as Described
  for (const route of routes) {
    const octets = octetsOf(route.body)
    const operation = paths?.[route.path.replaceAll(/:(\w+)/g, '{$1}')]?.[route.method.toLowerCase()]
    if (octets === undefined || operation === undefined) continue
    const schema = { type: 'string', contentMediaType: octetStream, description: `At most ${octets.maxBytes} octets, as they are.` }
    operation.requestBody = { required: true, content: { [octetStream]: { schema } } }
  }
  return document
}

/** `POST /v1/drafts/:id/send-back` is `post-drafts-id-send-back`. */
function operationId({ method, path }: Route): string {
  const words = path.split('/').filter(part => part !== '' && part !== 'v1')
  return [method.toLowerCase(), ...words].join('-').replaceAll(/[:.]/g, '')
}

const octetStream = 'application/octet-stream'

type Notes = { id?: string; [note: string]: unknown }

/** What schemas say of themselves, without the names they give themselves: rooms below name theirs as they like, some twice. */
class NamelessNotes extends WeakMap<object, Notes> {
  override get(schema: object): Notes | undefined {
    const own = super.get(schema)
    if (own !== undefined) return own
    const { id: _, ...notes } = (z.globalRegistry.get(schema as z.ZodType) ?? {}) as Notes
    return Object.keys(notes).length === 0 ? undefined : notes
  }
  override has(schema: object): boolean {
    return this.get(schema) !== undefined
  }
}

/** The shapes of bodies under the names they are exported by; parts of addresses and everything else are written out where they stand. */
function namedShapes(): typeof z.globalRegistry {
  const shapes = z.registry<Notes>()
  shapes._map = new NamelessNotes() as unknown as typeof shapes._map
  for (const [name, shape] of Object.entries(api))
    if (shape instanceof z.ZodType && !/(?:Query|Param)$/.test(name)) shapes.add(shape, { ...z.globalRegistry.get(shape), id: name })
  return shapes as unknown as typeof z.globalRegistry
}
