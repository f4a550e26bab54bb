import { type Instant, millisecondsOf, minute, type NodeId } from '@entraide/ground'
import { type PartnerRow, partnerRow } from '../store/partners.ts'
import type { Tx } from '../store/store.ts'
import { noteSkew } from './partner-clock.ts'

/** Notes whether a partner's line is up, and since when. */
export async function contacted(tx: Tx, partner: NodeId, line: 'up' | 'down', known?: PartnerRow): Promise<void> {
  const row = known ?? (await partnerRow(tx, partner))
  if (row === undefined) return
  const change = { line, ...(row.line === line ? {} : { line_since: tx.at }), ...(line === 'up' ? { last_contact_at: tx.at } : {}) }
  // A line that is up is noted once a minute, not with each message.
  if (
    row.line === line &&
    (line === 'down' || (row.last_contact_at !== null && millisecondsOf(tx.at) - millisecondsOf(row.last_contact_at as Instant) < minute))
  )
    return
  await tx.db.updateTable('partner').set(change).where('node', '=', partner).execute()
}

/** Our delivery got through. After an outage what else waits for this partner is due now, not when its pause is over. */
export async function answeredAgain(tx: Tx, partner: NodeId, row: PartnerRow | undefined): Promise<void> {
  if (row === undefined) return
  if (row.clock_skew_ms !== null) await noteSkew(tx, partner, null)
  if (row.line === 'down')
    await tx.db
      .updateTable('outbox')
      .set({ next_try_at: tx.at })
      .where('partner', '=', partner)
      .where('state', '=', 'waiting')
      .where('not_before', '<=', tx.at)
      .where('next_try_at', '>', tx.at)
      .execute()
  await contacted(tx, partner, 'up', row)
}
