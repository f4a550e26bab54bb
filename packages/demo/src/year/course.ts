import { dateIn, type Instant, laterDate, type Uuid } from '@entraide/ground'
import { acceptThread, createDraft, listThreads, openDossier, preview, releaseDraft, submitDraft } from '@entraide/node'
import { type Fields, fieldsFor } from '../fields.ts'
import { done, type Person, type Player, type Troupe } from './troupe.ts'

/** A message that was released, and where it stands at its sender. */
export type Sent = { readonly message: Uuid; readonly dossier: Uuid; readonly fields: Fields }

/** Writes, hands over and releases, by two persons, at one moment. */
export async function send(from: Player, author: Person, releaser: Person, fields: Fields, dossier: Uuid | null = null): Promise<Sent> {
  const draft = done(await createDraft(from.node, author, { fields, dossier }))
  const submitted = done(await submitDraft(from.node, author, draft.id))
  done(await preview(from.node, releaser, draft.id))
  const { message } = done(await releaseDraft(from.node, releaser, draft.id, { version: submitted.version, note: '' }))
  return { message, dossier: draft.dossier, fields }
}

/** The dossier of a thread at a node. An error when it has not arrived: the story moved time on too little. */
export async function dossierAt(at: Player, thread: Uuid): Promise<Uuid> {
  const row = await at.node.store.read(tx => tx.db.selectFrom('dossier').select('id').where('thread_id', '=', thread).executeTakeFirst())
  if (row === undefined) throw new Error(`the thread ${thread} has not arrived at ${at.id}`)
  return row.id as Uuid
}

/** Opens a dossier with a reason, as every reading begins. */
export async function open(at: Player, who: Person, dossier: Uuid, reason: string): Promise<void> {
  done(await openDossier(at.node, who, dossier, reason))
}

/** Takes a request in: opened with a reason, accepted as complete. */
export async function takeUp(at: Player, thread: Uuid, reason = 'Nouvelle demande'): Promise<Uuid> {
  const dossier = await dossierAt(at, thread)
  await open(at, at.who.OPR, dossier, reason)
  done(await acceptThread(at.node, at.who.OPR, dossier))
  return dossier
}

/** The calendar day of a moment, in Brussels. */
export const dayOf = (at: Instant) => dateIn(at, 'Europe/Brussels')

/** A form filled at a moment: what it is to be held for is counted from then. */
export function formAt(troupe: Troupe, from: Player, to: Player, holdDays: number, said: Partial<Fields>): Fields {
  return fieldsFor(from.id, to.id, { holdUntil: laterDate(dayOf(troupe.clock.now()), holdDays), ...said })
}

/** How many dossiers a node's desk sees. */
export async function countOf(at: Player): Promise<number> {
  return (await listThreads(at.node, at.who.OPR, { box: 'all', limit: 1 })).total
}
