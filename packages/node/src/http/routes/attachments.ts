import { isRefusal, refuse } from '@entraide/ground'
import { z } from 'zod'
import { addAttachment, readAttachment, removeAttachment } from '../../steps/attach.ts'
import { proofOf } from '../../steps/logs.ts'
import { dropUpload, listUploads, readUpload, takeUpload } from '../../steps/upload.ts'
import { DraftAttachment, Hash, Id, Proof, Upload } from '../api.ts'
import { type Route, route, streamUpTo } from '../route.ts'

/** 100 MiB (design section 5). */
const attachmentBytes = 104_857_600
/** A file of a draft, by the SHA-256 of its content. */
const OneUpload = z.strictObject({ id: Id, digest: Hash })

/** Files with a message, and the proof of a message. */
export const attachmentRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/v1/drafts/:id/attachments',
    may: 'draft-write',
    what: 'Adds a file to a draft in one go, as it arrives; sealed under its own key, never whole in memory. One that may break off goes by /uploads.',
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
    method: 'GET',
    path: '/v1/drafts/:id/uploads',
    may: 'draft-write',
    what: 'Files whose sending to a draft broke off and can go on. What is not whole within a day is dropped.',
    hidden: true,
    params: z.strictObject({ id: Id }),
    answer: z.array(Upload),
    run: async (node, { actor, params }) => {
      const uploads = await listUploads(node, actor, params.id)
      return isRefusal(uploads) ? uploads : [...uploads]
    },
  }),
  route({
    method: 'GET',
    path: '/v1/drafts/:id/uploads/:digest',
    may: 'draft-write',
    what: 'How much of a file a draft has: asked first, and again after a line broke.',
    hidden: true,
    params: OneUpload,
    answer: Upload,
    run: (node, { actor, params }) => readUpload(node, actor, params.id, params.digest),
  }),
  route({
    method: 'PUT',
    path: '/v1/drafts/:id/uploads/:digest',
    may: 'draft-write',
    what: 'Sends a file, or the rest of it from `offset`, which is what is held. Whole chunks of 65,536 bytes are kept when the line breaks. With its last byte it is an attachment.',
    hidden: true,
    params: OneUpload,
    query: z.strictObject({
      name: z.string().min(1).max(255),
      bytes: z.coerce.number().int().min(0).max(attachmentBytes),
      offset: z.coerce.number().int().min(0).max(attachmentBytes).default(0),
    }),
    body: streamUpTo(attachmentBytes),
    answer: Upload,
    run: (node, { actor, params, query: { name, bytes, offset }, body, contentLength }) =>
      takeUpload(node, actor, params.id, { digest: params.digest, name, bytes }, offset, contentLength, body),
  }),
  route({
    method: 'DELETE',
    path: '/v1/drafts/:id/uploads/:digest',
    may: 'draft-write',
    what: 'Gives up a file that is not whole yet.',
    hidden: true,
    params: OneUpload,
    answer: 'nothing',
    run: (node, { actor, params }) => dropUpload(node, actor, params.id, params.digest),
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
