import { refuse, utf8 } from '@entraide/ground'
import { act } from '../../steps/act.ts'
import { standingOf } from '../../steps/counts.ts'
import { throttleOf } from '../../steps/throttle.ts'
import { Health, Unlock } from '../api.ts'
import { type Route, route } from '../route.ts'
import type { Face } from '../server.ts'

/** The node itself: is it there, is it open, what does it count, what does its API look like. */
export const nodeRoutes = (face: Face): readonly Route[] => [
  route({
    method: 'GET',
    path: '/v1/health',
    may: 'anyone',
    what: 'Whether the node is open, locked or stopping.',
    whileLocked: true,
    answer: Health,
    run: ({ config, keys }) => ({
      status: face.isStopping() ? ('stopping' as const) : keys.isOpen() ? ('open' as const) : ('locked' as const),
      node: config.id,
      version: face.version,
      demo: config.demo,
    }),
  }),
  route({
    method: 'POST',
    path: '/v1/unlock',
    may: 'anyone',
    what: 'The security officer opens the node with the passphrase after a start.',
    whileLocked: true,
    body: Unlock,
    answer: 'nothing',
    run: async (node, { body, device }) => {
      const wait = throttleOf(node).address(device.address, node.clock.now())
      if (wait > 0) return refuse('too-many-tries', { retryAfterSeconds: wait })
      if (node.keys.isOpen()) return null
      const wrong = await face.unlock(body.passphrase)
      // A wrong passphrase cannot be written in a log that is still locked; the throttle bounds it.
      if (wrong !== null) return wrong
      return await act(node, { kind: 'system' }, 'unlock', {}, async () => null)
    },
  }),
  route({
    method: 'GET',
    path: '/v1/openapi.json',
    may: 'anyone',
    what: 'This description.',
    whileLocked: true,
    answer: 'download',
    mediaType: 'application/json',
    run: () => ({ content: utf8(face.openapi()), mediaType: 'application/json; charset=utf-8', fileName: null }),
  }),
  route({
    method: 'GET',
    path: '/v1/metrics',
    may: 'metrics-read',
    what: 'Counts for Prometheus; nothing about persons.',
    answer: 'text',
    run: async node => face.metrics.text(await standingOf(node)),
  }),
]
