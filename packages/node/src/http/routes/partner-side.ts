import { utf8 } from '@entraide/ground'
import { z } from 'zod'
import { ownCard } from '../../steps/partners.ts'
import { chunksHeld, Held, takeChunk } from '../../steps/push.ts'
import { receiveDelivery } from '../../steps/receive.ts'
import { SeenCheckpoint, seenOf } from '../../steps/restored.ts'
import { Hash } from '../api.ts'
import { bytesUpTo, type Route, route } from '../route.ts'

/** The largest envelope, its checkpoint beside it, and their frame (spec/delivery.md). */
const deliveryBytes = 1_179_648
/** One sealed chunk of 64 KiB with its tag (spec/envelope.md#attachments). */
const chunkBytes = 66_560

/** What a partner node may ask of this one. Each call carries its signature; none has a session. Source: spec/transport.md */
export const partnerSideRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/partner/v1/deliveries',
    may: 'partner',
    what: 'A partner delivers one envelope. Sent twice, it is admitted once.',
    body: bytesUpTo(deliveryBytes),
    answer: 'download',
    mediaType: 'application/json',
    alsoAnswers: { 202: 'a receipt, held: interim, deliver again' },
    run: async (node, { actor, body }) => {
      const { status, body: receipt } = await receiveDelivery(node, actor.node, body)
      return { status, content: utf8(receipt), mediaType: 'application/json', fileName: null }
    },
  }),
  route({
    method: 'PUT',
    path: '/partner/v1/attachments/:digest/chunks/:position',
    may: 'partner',
    what: 'A partner pushes one sealed chunk of an attachment, before the envelope that names it.',
    params: z.strictObject({ digest: Hash, position: z.coerce.number().int().min(0).max(2_000) }),
    query: z.strictObject({ sealedBytes: z.coerce.number().int().min(1).max(209_715_200) }),
    body: bytesUpTo(chunkBytes),
    answer: Held,
    run: (node, { actor, params, query, body }) => takeChunk(node, actor.node, params.digest, query.sealedBytes, params.position, body),
  }),
  route({
    method: 'GET',
    path: '/partner/v1/attachments/:digest',
    may: 'partner',
    what: 'How many chunks of an attachment are here, so that a push goes on where it stopped.',
    params: z.strictObject({ digest: Hash }),
    answer: Held,
    run: (node, { actor, params }) => chunksHeld(node, actor.node, params.digest),
  }),
  route({
    method: 'GET',
    path: '/partner/v1/card',
    may: 'partner',
    what: "This node's card, for the test of a line.",
    answer: z.strictObject({ card: z.string() }),
    run: async node => ({ card: await ownCard(node) }),
  }),
  route({
    method: 'GET',
    path: '/partner/v1/checkpoint',
    may: 'partner',
    what: 'What this node last saw of the log the caller shares with it: a caller restored from a backup compares it with its own.',
    answer: SeenCheckpoint,
    run: (node, { actor }) => seenOf(node, actor.node),
  }),
]
