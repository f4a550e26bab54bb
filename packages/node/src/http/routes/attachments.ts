import { isRefusal, refuse } from '@entraide/ground'
import { z } from 'zod'
import { addAttachment, readAttachment, removeAttachment } from '../../steps/attach.ts'
import { proofOf } from '../../steps/logs.ts'
import { DraftAttachment, Id, Proof } from '../api.ts'
import { type Route, route, streamUpTo } from '../route.ts'

/** 100 MiB (design section 5). */
const attachmentBytes = 104_857_600

/** Files with a message, and the proof of a message. */
export const attachmentRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/drafts/:id/attachments',
    may: 'draft-write',
    what: 'Adds a file to a draft as it arrives; sealed under its own key, never whole in memory.',
    hidden: true,
    params: z.strictObject({ id: Id }),
    // The sealed size is padded from the plain one, so that must be known first: by `bytes`, or else by Content-Length.
    query: z.strictObject({ name: z.string().min(1).max(255), bytes: z.coerce.number().int().min(0).max(attachmentBytes).optional() }),
    body: streamUpTo(attachmentBytes),
    answer: DraftAttachment,
    status: 201,
    run: (node, { actor, params, query, body, contentLength }) => {
      const bytes = query.bytes ?? contentLength
      return bytes === null ? refuse('length-needed') : addAttachment(node, actor, params.id, query.name, bytes, body)
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/drafts/:id/attachments/:attachment',
    may: 'draft-write',
    what: 'Takes a file from a draft.',
    hidden: true,
    params: z.strictObject({ id: Id, attachment: Id }),
    answer: 'nothing',
    run: (node, { actor, params }) => removeAttachment(node, actor, params.id, params.attachment),
  }),
  route({
    method: 'GET',
    path: '/v1/messages/:id/attachments/:attachment',
    may: 'dossier-read',
    what: 'A file of a message, to be saved.',
    hidden: true,
    params: z.strictObject({ id: Id, attachment: Id }),
    answer: 'download',
    run: async (node, { actor, params }) => {
      const found = await readAttachment(node, actor, params.id, params.attachment)
      return isRefusal(found) ? found : { content: found.pieces, mediaType: found.mediaType, fileName: found.name }
    },
  }),
  route({
    method: 'GET',
    path: '/v1/messages/:id/proof',
    may: 'dossier-read',
    what: 'The receipt of a message and where the logs hold it.',
    hidden: true,
    params: z.strictObject({ id: Id }),
    answer: Proof,
    run: (node, { actor, params }) => proofOf(node, actor, params.id),
  }),
]
