import type { MessageBody } from '@entraide/exchange'
import type { Instant, Uuid } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { OriginNotice } from '../http/api.ts'
import { accountOf } from './account-views.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

export type OriginRow = Selectable<Tables['origin_notice']>

/** What a message tells of an emergency becomes owed with its release: one line for each authority that is to be told (R21). */
export async function noteOrigins(tx: Tx, dossier: Uuid, message: Uuid, items: MessageBody['items']): Promise<void> {
  const told = items.flatMap(({ originCountry: state, originEmergency: of }, place) => (state === undefined || of === undefined ? [] : [{ state, of, place }]))
  for (const same of Map.groupBy(told, ({ state, of }) => `${state} ${of.authority}`).values()) {
    const [{ state, of }] = same as [(typeof told)[number]]
    const id = tx.newId()
    await tx.db
      .insertInto('origin_notice')
      .values({
        id,
        dossier_id: dossier,
        message_id: message,
        state,
        places: JSON.stringify(same.map(({ place }) => place)),
        since: tx.at,
        authority_sealed: await tx.seal(dossier, `origin/${id}/authority`, of.authority),
        told_at: null,
        told_by: null,
        note_sealed: null,
      })
      .execute()
  }
}

/** What is owed, or was: nothing is of a message that never left and went back to its author. */
export function originsOwed(tx: Tx) {
  return tx.db
    .selectFrom('origin_notice')
    .innerJoin('outbox', 'outbox.message_id', 'origin_notice.message_id')
    .where('outbox.state', 'not in', ['stopped', 'expired'])
}

/** The lines of a dossier, the oldest first. `opened`: its reader has given today's reason, and sees whom and how. */
export async function originsOf(tx: Tx, dossier: string, opened: boolean): Promise<OriginNotice[]> {
  const rows = await originsOwed(tx).selectAll('origin_notice').where('origin_notice.dossier_id', '=', dossier).orderBy('since').execute()
  return await originViews(tx, rows, opened)
}

/** Lines as a client sees them. What is sealed is shown only where the dossier is `opened`. */
export async function originViews(tx: Tx, rows: readonly OriginRow[], opened: boolean): Promise<OriginNotice[]> {
  return await Promise.all(
    rows.map(async row => {
      const dossier = row.dossier_id as Uuid
      const { our_reference } = await tx.db.selectFrom('dossier').select('our_reference').where('id', '=', dossier).executeTakeFirstOrThrow()
      const read = async (what: string, sealed: Uint8Array | null) =>
        sealed === null || !opened ? null : await tx.unseal(dossier, `origin/${row.id}/${what}`, sealed)
      return {
        id: row.id as Uuid,
        dossier,
        ourReference: our_reference,
        message: row.message_id as Uuid,
        state: row.state,
        authority: await read('authority', row.authority_sealed),
        items: JSON.parse(row.places) as number[],
        since: row.since as Instant,
        told:
          row.told_at === null || row.told_by === null
            ? null
            : { at: row.told_at as Instant, by: await accountOf(tx, row.told_by), note: await read('note', row.note_sealed) },
      }
    }),
  )
}
