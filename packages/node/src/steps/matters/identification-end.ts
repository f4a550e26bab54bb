import type { ThreadState } from '@entraide/exchange'
import type { Node } from '../../capabilities.ts'
import type { DossierRow } from '../../store/dossiers.ts'
import type { Tx } from '../../store/store.ts'
import { authorOf, fieldsInThread, openDraftOf, putDraft } from './identification-drafts.ts'
import { matterOf, openingOf, type Said, saidIn } from './identification-thread.ts'

/** The ends after which nothing of the prints is needed at the partner. A document that was refused may be asked for again. */
const over: readonly ThreadState[] = ['not-national', 'misidentified', 'returned', 'refused', 'withdrawn']

/** How the deletion of the prints stands: nothing was sent, it is due, it was ordered, it was acknowledged under signature. */
export type Deletion = 'none' | 'due' | 'ordered' | 'acknowledged'

/** How the deletion stands in a thread, by what was said in it. */
export function deletionOf(said: readonly Said[], dossier: Pick<DossierRow, 'thread_id'>): Deletion {
  const file = openingOf(said, dossier)
  if (file === undefined || !file.isTaken || (matterOf(file.body, 'file')?.fingerprints ?? null) === null) return 'none'
  const ordered = said.filter(each => each.body.messageType === 'DEL' && each.body.inReplyTo === file.id)
  const acknowledged = said.some(each => each.body.messageType === 'ACK' && ordered.some(order => order.id === each.body.inReplyTo))
  return ordered.length === 0 ? 'due' : acknowledged ? 'acknowledged' : 'ordered'
}

/**
 * At the end of an identification the asker owes itself a deletion notice for the prints: it is written at once, for the author of the
 * file, whatever the end was (R28), and waits for her and a second person.
 */
export async function oweDeletion(node: Node, tx: Tx, dossier: DossierRow): Promise<void> {
  if (dossier.side !== 'asker' || !over.includes(dossier.state as ThreadState)) return
  await writeDeletion(node, tx, dossier)
}

/** Writes the deletion notice, unless there is nothing to delete or it is written already. */
export async function writeDeletion(node: Node, tx: Tx, dossier: DossierRow): Promise<void> {
  const said = await saidIn(tx, dossier.id)
  if (deletionOf(said, dossier) !== 'due' || (await openDraftOf(tx, dossier.id, 'DEL')) !== undefined) return
  const file = openingOf(said, dossier) as Said
  const matter = matterOf(file.body, 'file')
  const author = await authorOf(tx, file.id)
  if (author === null || matter?.fingerprints == null) return
  const items = [...file.body.items.entries()].filter(([, item]) => item.category === 'FING').map(([place]) => place)
  const attachments = [matter.fingerprints, ...(matter.photo === null ? [] : [matter.photo])].sort()
  // The notice carries no prints itself: no category of theirs is declared.
  const fields = await fieldsInThread(node, tx, dossier, file, {
    messageType: 'DEL',
    inReplyTo: file.id,
    matter: { matter: 'notice', items, attachments },
  })
  await putDraft(tx, dossier, author, { ...fields, reasons: fields.title })
}
