import { nodeIdText } from '@entraide/exchange'
import { isRefusal } from '@entraide/ground'
import { z } from 'zod'
import { cardToHand, renewCard } from '../../steps/card.ts'
import { carryIn, carryOut } from '../../steps/carry.ts'
import { confirmPartner, freezePartner, importCard, listPartners, readPartner, rotateKeys, testLine, thawPartner } from '../../steps/partners.ts'
import { CardImport, CarryReport, Confirmation, LineTest, Partner, Reason } from '../api.ts'
import { bytesUpTo, type Route, route } from '../route.ts'
import { Nothing } from './nothing.ts'

const OnePartner = z.strictObject({ node: nodeIdText })
/** A carried file: 128 MiB of envelopes and attachments (`carryOut`), and room for what stands beside them, receipts and frames. */
const bundleBytes = 167_772_160

/** Partner nodes: paired by cards and words read aloud, watched, frozen; and the post bag where there is no line. */
export const partnerRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/v1/partners',
    may: 'partners-read',
    what: 'Partner nodes and their lines.',
    answer: z.array(Partner),
    run: (node, { actor }) => listPartners(node, actor),
  }),
  route({
    method: 'GET',
    path: '/v1/card',
    may: 'partners-read',
    what: "This node's own card, to hand to a partner.",
    answer: z.strictObject({ card: z.string() }),
    run: async node => ({ card: await cardToHand(node) }),
  }),
  route({
    method: 'POST',
    path: '/v1/card',
    may: 'card-renew',
    what: 'Makes a new card of the configuration, signed by the keys of the old one; every partner reads the new words before it believes us again.',
    stepUp: true,
    body: Nothing,
    answer: z.strictObject({ card: z.string(), sequence: z.int() }),
    run: (node, { actor }) => renewCard(node, actor),
  }),
  route({
    method: 'POST',
    path: '/v1/partners',
    may: 'partners-pair',
    what: "Takes in a partner's card; it counts once its words were read aloud.",
    body: CardImport,
    answer: Partner,
    status: 201,
    run: (node, { actor, body }) => importCard(node, actor, body.card),
  }),
  route({
    method: 'GET',
    path: '/v1/partners/:node',
    may: 'partners-read',
    what: 'A partner node: line, keys, checkpoints, agreements.',
    params: OnePartner,
    answer: Partner,
    run: (node, { actor, params }) => readPartner(node, actor, params.node),
  }),
  route({
    method: 'POST',
    path: '/v1/partners/:node/confirmation',
    may: 'partners-pair',
    what: 'Confirms a card with the words both sides read aloud.',
    stepUp: true,
    params: OnePartner,
    body: Confirmation,
    answer: Partner,
    run: (node, { actor, params, body }) => confirmPartner(node, actor, params.node, body.words),
  }),
  route({
    method: 'POST',
    path: '/v1/partners/:node/freeze',
    may: 'partners-freeze',
    what: 'Stops new traffic with a partner at once; what is still owed passes.',
    params: OnePartner,
    body: Reason,
    answer: Partner,
    run: (node, { actor, params, body }) => freezePartner(node, actor, params.node, body.reason),
  }),
  route({
    method: 'POST',
    path: '/v1/partners/:node/thaw',
    may: 'partners-thaw',
    what: 'Lets traffic with a frozen partner flow again.',
    params: OnePartner,
    body: Reason,
    answer: Partner,
    run: (node, { actor, params, body }) => thawPartner(node, actor, params.node, body.reason),
  }),
  route({
    method: 'POST',
    path: '/v1/partners/:node/test',
    may: 'partners-test',
    what: 'Tries the line step by step and says where it stops.',
    params: OnePartner,
    body: Nothing,
    answer: LineTest,
    run: (node, { actor, params }) => testLine(node, actor, params.node),
  }),
  route({
    method: 'POST',
    path: '/v1/keys/rotation',
    may: 'keys-rotate',
    what: 'Makes a new recipient key and tells every partner.',
    body: Nothing,
    answer: z.strictObject({ keyId: z.string() }),
    run: (node, { actor }) => rotateKeys(node, actor),
  }),
  route({
    method: 'POST',
    path: '/v1/carry/out/:node',
    may: 'carry',
    alone: true,
    what: 'Everything that waits for a partner, as one file.',
    params: OnePartner,
    body: Nothing,
    answer: 'download',
    run: async (node, { actor, params }) => {
      const bundle = await carryOut(node, actor, params.node)
      return isRefusal(bundle) ? bundle : { content: bundle, mediaType: 'application/octet-stream', fileName: `${node.config.id}-to-${params.node}.bundle` }
    },
  }),
  route({
    method: 'POST',
    path: '/v1/carry/in',
    may: 'carry',
    alone: true,
    what: 'Takes in a carried file; taken twice, each message is admitted once.',
    body: bytesUpTo(bundleBytes),
    answer: CarryReport,
    run: (node, { actor, body }) => carryIn(node, actor, body),
  }),
]
