import type { FastifyBaseLogger } from 'fastify'
import { type DestinationStream, pino } from 'pino'

/**
 * The node's technical log: routes by their pattern, statuses, durations, faults. Who did what stands in the acts log, sealed
 * and witnessed; here there are no persons, no ids, no addresses, no content, so that it may be read by whoever keeps the machine.
 *
 * @param to - where lines go; standard output unless told
 */
export function makeLogger(to?: DestinationStream): FastifyBaseLogger {
  return pino(
    {
      level: process.env.ENTRAIDE_LOG ?? 'warn',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['req', 'res', 'reqId', 'body', 'headers', 'params', 'query', '*.headers', '*.body'], remove: true },
      serializers: {
        // The stack says where; the message might quote what somebody typed, so of foreign errors only kind and code are kept.
        err: (error: Error & { code?: string }) => ({
          type: error.name,
          code: error.code,
          stack: error.stack
            ?.split('\n')
            .slice(1, 12)
            .map(line => line.trim()),
        }),
      },
    },
    to ?? pino.destination({ fd: 1, sync: false }),
  ) as unknown as FastifyBaseLogger
}
