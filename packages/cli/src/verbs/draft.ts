import type { Draft } from '@entraide/node/api'
import type { Cli } from '../cli.ts'
import { exitCodes } from '../ending.ts'
import { plainText } from '../plain-text.ts'
import { addAttachment } from './attachment.ts'

/** Creates a draft, attaches files, submits it if asked, and prints what it became. */
export async function startDraft(
  cli: Cli,
  fields: Draft['fields'],
  dossier: string | null,
  attach: readonly string[],
  submit: boolean,
  sources: readonly string[] = [],
) {
  const made = await cli.node.send<Draft>('POST', '/v1/drafts', { fields, dossier, ...(sources.length === 0 ? {} : { sources }) })
  for (const file of attach) await addAttachment(cli, made.id, file)
  const draft = submit
    ? await cli.node.send<Draft>('POST', `${draftPath(made.id)}/submit`)
    : attach.length > 0
      ? await cli.node.get<Draft>(draftPath(made.id))
      : made
  await cli.print(draft, draftText(draft))
  return exitCodes.ok
}

/** The API's path of a draft. */
export const draftPath = (id: string) => `/v1/drafts/${encodeURIComponent(id)}`

/** A draft's line of life, basis, files and, if it came back, why. */
export function draftText(draft: Draft): string {
  const { fields } = draft
  return plainText(
    [
      `${draft.id}  ${draft.state}, version ${draft.version}`,
      `dossier  ${draft.dossier}`,
      `to       ${fields.to ?? '-'}  ${fields.messageType}  ${fields.title}`,
      `basis    ${fields.clause || '-'}  ${fields.purpose ?? '-'}  ${fields.crimeArea ?? '-'}`,
      ...draft.attachments.map(file => `file     ${plainText(file.name, true)} (${file.bytes} bytes, ${file.mediaType}) ${file.id}`),
      ...draft.sources.map(source => `made of  ${source}`),
      ...(draft.returned === null ? [] : [`returned ${draft.returned.code}: ${draft.returned.reason}`]),
    ].join('\n'),
  )
}
