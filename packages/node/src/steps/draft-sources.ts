import type { Draft as CompleteDraft } from '@entraide/exchange'
import { type Refusal, refuse, type Uuid } from '@entraide/ground'
import { dossierRow } from '../store/dossiers.ts'
import { isOpenedToday } from '../store/openings.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { thingOf } from './things.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** The first message that a person may not make anything of: not seen by her, not opened today, erased, or contested. */
export async function unfitSource(tx: Tx, actor: Person, messages: readonly Uuid[]): Promise<Refusal | null> {
  for (const message of new Set(messages)) {
    const row = await tx.db
      .selectFrom('message')
      .select(['dossier_id', 'body_sealed'])
      .where('id', '=', message)
      .where('kind', '=', 'message')
      .executeTakeFirst()
    const dossier = row?.dossier_id == null ? undefined : await dossierRow(tx, row.dossier_id)
    if (row === undefined || dossier === undefined || !may(actor, 'dossier-read', thingOf(dossier))) return refuse('not-found', {})
    if (!(await isOpenedToday(tx, actor, dossier.id))) return refuse('dossier-not-opened', {})
    if (row.body_sealed === null) return refuse('erased', { message })
  }
  return await contestedAmong(tx, messages)
}

/** Keeps what a draft is made of. */
export async function writeSources(tx: Tx, draft: string, messages: readonly Uuid[]): Promise<void> {
  const rows = [...new Set(messages)].map(message => ({ draft_id: draft, message_id: message }))
  if (rows.length > 0) await tx.db.insertInto('draft_source').values(rows).execute()
}

/** Whether a draft is made of something that must not go further for now: asked as it is submitted. */
export async function contestedSource(tx: Tx, draft: string): Promise<Refusal | null> {
  const rows = await tx.db.selectFrom('draft_source').select('message_id').where('draft_id', '=', draft).execute()
  return await contestedAmong(
    tx,
    rows.map(row => row.message_id as Uuid),
  )
}

/**
 * What a draft is made of and does not name: data that a third service gave, sent on as if they were one's own (R13). One statement at
 * least names it as its originator; then the rules of origin ask for its consent.
 */
export async function unnamedSource(tx: Tx, draft: string, { legal: { to }, items, attachments }: CompleteDraft): Promise<Refusal | null> {
  if (items.length + attachments.length === 0) return null
  const named = items.flatMap(item => item.originator ?? [])
  const row = await tx.db
    .selectFrom('draft_source')
    .innerJoin('message', 'message.id', 'draft_source.message_id')
    .select(['message.id', 'message.partner'])
    .where('draft_source.draft_id', '=', draft)
    .where('message.direction', '=', 'in')
    .where('message.partner', 'not in', [to, ...named])
    .orderBy('message.id')
    .executeTakeFirst()
  return row === undefined ? null : refuse('source-unnamed', { message: row.id, from: row.partner })
}

/** A message whose erasure or restriction was ordered and is not settled, or that is closed, goes into nothing new. */
async function contestedAmong(tx: Tx, messages: readonly Uuid[]): Promise<Refusal | null> {
  if (messages.length === 0) return null
  const row = await tx.db
    .selectFrom('obligation')
    .select(['id', 'item_message'])
    .where('item_message', 'in', messages)
    .where(where =>
      where.or([
        where.and([where('is_settled', '=', 0), where('kind', 'in', ['DEL', 'RST'])]),
        where.and([where('effect', '=', 'restricted'), where('evidence_ended_at', 'is', null)]),
      ]),
    )
    .executeTakeFirst()
  return row === undefined ? null : refuse('source-contested', { message: row.item_message, notice: row.id })
}
