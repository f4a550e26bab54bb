import type { Uuid } from '@entraide/ground'
import type { Dossier, Draft, OutboxRow, ThreadRow } from '@entraide/node/api'
import type { Fields } from './fields.ts'
import type { Officer } from './officer.ts'
import type { Desk } from './stage.ts'
import { until } from './until.ts'

type Page<Row> = { readonly rows: readonly Row[]; readonly total: number }

/** A file that goes with a draft. */
export type File = { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> }
/** A message that was released. */
export type Sent = { readonly message: Uuid; readonly dossier: Uuid; readonly draft: Uuid; readonly fields: Fields }

/** Writes a draft with its files: in a new dossier, or in the one it answers in. */
export async function write(author: Officer, fields: Fields, dossier: Uuid | null = null, files: readonly File[] = []): Promise<Draft> {
  const draft = await author.post<Draft>('/v1/drafts', { fields, dossier })
  for (const { name, bytes } of files) await author.give(`/v1/drafts/${draft.id}/attachments?name=${encodeURIComponent(name)}`, bytes)
  return draft
}

/** Writes a draft and hands it to the second person. */
export async function submit(author: Officer, fields: Fields, dossier: Uuid | null = null, files: readonly File[] = []): Promise<Draft> {
  const { id } = await write(author, fields, dossier, files)
  return await author.post<Draft>(`/v1/drafts/${id}/submit`)
}

/** The second person reads what would leave, and lets it go. */
export async function release(releaser: Officer, draft: Draft): Promise<Sent> {
  await releaser.get(`/v1/drafts/${draft.id}/preview`)
  const { message } = await releaser.post<{ message: Uuid }>(`/v1/drafts/${draft.id}/release`, { version: draft.version, note: '' })
  return { message, dossier: draft.dossier, draft: draft.id, fields: draft.fields }
}

/** Writes, submits and releases. */
export async function send(author: Officer, releaser: Officer, fields: Fields, dossier: Uuid | null = null, files: readonly File[] = []): Promise<Sent> {
  return await release(releaser, await submit(author, fields, dossier, files))
}

/** The lines of dossiers one may see, newest change first. */
export async function threads(officer: Officer, query = 'box=all'): Promise<readonly ThreadRow[]> {
  return (await officer.get<Page<ThreadRow>>(`/v1/threads?limit=200&${query}`)).rows
}

/** The line of a thread on one side, once it is there (and in a state, if one is named). The thread's id is its first message's. */
export async function arrived(side: Desk, thread: Uuid, state?: ThreadRow['state']): Promise<ThreadRow> {
  return await until(`the thread ${thread} ${state === undefined ? 'arrives' : `is ${state}`} at ${side.id}`, async () =>
    (await threads(side.officers.OPR)).find(row => row.thread === thread && (state === undefined || row.state === state)),
  )
}

/** Opens a dossier with a reason. */
export async function open(officer: Officer, dossier: Uuid, reason: string): Promise<Dossier> {
  return await officer.post<Dossier>(`/v1/threads/${dossier}/openings`, { reason })
}

/** What is on its way out. */
export async function outbox(side: Desk): Promise<readonly OutboxRow[]> {
  return (await side.officers.OPR.get<Page<OutboxRow>>('/v1/outbox?limit=200')).rows
}

/** The line of one message in the outbox. */
export async function outboxRow(side: Desk, message: Uuid): Promise<OutboxRow | undefined> {
  return (await outbox(side)).find(row => row.message === message)
}

/** Waits until a message has its receipt of admission. */
export async function delivered(side: Desk, message: Uuid): Promise<OutboxRow> {
  return await until(`the message ${message} of ${side.id} is delivered`, async () => {
    const row = await outboxRow(side, message)
    if (row !== undefined && ['refused', 'stopped', 'expired'].includes(row.state)) throw new Error(`the message ${message} is ${row.state}: ${row.reason}`)
    return row?.state === 'delivered' && row
  })
}
