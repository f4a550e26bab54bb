import type { Uuid } from '@entraide/ground'
import type { Tx } from './store.ts'

/*
 * A dossier is read on a day on which its reader has said why (R44). Here is who has.
 */

/** The reader: an account by its id. */
type Reader = { readonly account: Uuid }

/** Whether a person has opened a dossier today, with a reason. */
export async function isOpenedToday(tx: Tx, { account }: Reader, dossier: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('opening')
    .select('at')
    .where('dossier_id', '=', dossier)
    .where('account_id', '=', account)
    .where('on_day', '=', today(tx))
    .executeTakeFirst()
  return row !== undefined
}

/** The dossiers that a person has opened today. */
export async function openedToday(tx: Tx, { account }: Reader): Promise<ReadonlySet<string>> {
  const rows = await tx.db.selectFrom('opening').select('dossier_id').where('account_id', '=', account).where('on_day', '=', today(tx)).execute()
  return new Set(rows.map(row => row.dossier_id))
}

/** Whether that was today, and the reason a person gave when she last opened a dossier; null for never, or erased. */
export async function lastOpening(tx: Tx, { account }: Reader, dossier: Uuid): Promise<{ readonly isToday: boolean; readonly reason: string | null }> {
  const row = await tx.db
    .selectFrom('opening')
    .select(['reason_sealed', 'on_day'])
    .where('dossier_id', '=', dossier)
    .where('account_id', '=', account)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return { isToday: false, reason: null }
  return { isToday: row.on_day === today(tx), reason: await tx.unseal(dossier, reasonPlace(account, row.on_day), row.reason_sealed) }
}

/** Keeps that a person opened a dossier today, and why. The first reason of the day stays. */
export async function noteOpening(tx: Tx, { account }: Reader, dossier: Uuid, reason: string): Promise<void> {
  await tx.db
    .insertInto('opening')
    .values({
      dossier_id: dossier,
      account_id: account,
      on_day: today(tx),
      reason_sealed: await tx.seal(dossier, reasonPlace(account, today(tx)), reason),
      at: tx.at,
    })
    .onConflict(conflict => conflict.columns(['dossier_id', 'account_id', 'on_day']).doNothing())
    .execute()
}

const today = (tx: Tx) => tx.at.slice(0, 10)
const reasonPlace = (account: Uuid, day: string) => `opening/${account}/${day}`
