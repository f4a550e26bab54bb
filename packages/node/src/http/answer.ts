import { Readable } from 'node:stream'
import { Fault, isRefusal, type Refusal, refuse } from '@entraide/ground'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { isDiskFull } from '../store/database.ts'
import { BodyRefused } from './body.ts'
import type { Download } from './route.ts'
import { refusalBody, statusOf } from './statuses.ts'

/** Sends a refusal: its status, its code, its facts; with `retry-after` where waiting helps. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const { retryAfterSeconds } = refusal.facts
  if (typeof retryAfterSeconds === 'number') reply.header('retry-after', String(retryAfterSeconds))
  const text = JSON.stringify(refusalBody(refusal))
  return reply.code(statusOf(refusal.refused)).header('cache-control', 'no-store').type('application/json; charset=utf-8').serializer(String).send(text)
}

/** Sends octets. With a file name they are for saving: no browser guesses a type, shows them in place or runs them. */
export function sendDownload(reply: FastifyReply, { content, mediaType, fileName, status = 200 }: Download): FastifyReply {
  reply.code(status).type(fileName === null ? mediaType : 'application/octet-stream')
  if (fileName !== null) {
    const name = encodeURIComponent(fileName.toWellFormed()).replaceAll(/['()*]/g, sign => `%${sign.charCodeAt(0).toString(16)}`)
    reply.headers({
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-download-options': 'noopen',
    })
  }
  return reply.send(content instanceof Uint8Array ? Buffer.from(content.buffer, content.byteOffset, content.byteLength) : readable(content))
}

/**
 * What an error of the server or of a step is outside. Bad input is the caller's: a 4xx with a code and, for fields, where and
 * what kind, never the value. Anything else is ours: a bare `fault` with a number that our own log shows too.
 */
export function refusalOf(error: unknown, request: FastifyRequest): Refusal {
  if (isRefusal(error)) return error
  if (error instanceof BodyRefused) return refuse(error.refused, error.facts)
  if (hasZodFastifySchemaValidationErrors(error)) {
    const { validationContext } = error as FastifyError
    // A part of the path that has not the shape of an id is an id that does not exist.
    if (validationContext === 'params') return refuse('not-found')
    const fields = error.validation.slice(0, 20).map(({ instancePath, keyword }) => ({ at: instancePath.slice(0, 200), problem: keyword }))
    return refuse('input-invalid', { in: validationContext ?? 'body', fields })
  }
  if (error instanceof Fault && error.code === 'node-locked') return refuse('locked')
  if (isDiskFull(error)) return refuse('disk-full')
  const { code, statusCode } = error as Partial<FastifyError>
  const known = code === undefined ? undefined : serverCodes[code]
  if (known !== undefined) return refuse(known)
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) return refuse('request-malformed')
  return refuse('fault', { incident: request.id })
}

/** The server's own words for bad requests, in ours. */
const serverCodes: { readonly [code: string]: string } = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media-type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request-malformed',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_ASYNC_CONSTRAINT: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
  ECONNRESET: 'request-malformed',
  ERR_STREAM_PREMATURE_CLOSE: 'request-malformed',
}

async function* chunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  for await (const chunk of content) yield Buffer.from(chunk)
}
function readable(content: AsyncIterable<Uint8Array>): Readable {
  return Readable.from(chunks(content), { objectMode: false })
}
