import type { MessageBody } from '@entraide/exchange'
import type { Uuid } from '@entraide/ground'
import { bodyOfMessage } from './drafts.ts'
import type { Tx } from './store.ts'

/**
 * What the record of transfers keeps of a message once its content is gone (rule R20): codes and a service number, taken from the body
 * as the partner got it. What this node knew beside it, a protected ground above all (R28), is not in there and so not here.
 */
export type TransferRecord = {
  readonly basis: string
  readonly purpose: string
  readonly dataCategories: readonly string[]
  readonly assurances: readonly string[]
  readonly releasedBy: string
}

/** In the column of a message that needed no basis of transfer. */
const none = 'none'

/** The record of a message, as its row keeps it in the clear. */
export function transferColumn({ ask, releaser }: Pick<MessageBody, 'ask' | 'releaser'>): string {
  const { transferBasis: basis, purpose, dataCategories, assurances } = ask
  if (basis === null) return none
  return JSON.stringify({ basis, purpose, dataCategories, assurances, releasedBy: releaser.serviceNumber } satisfies TransferRecord)
}

/** Reads it back; null where no basis was needed. */
export function transferIn(column: string): TransferRecord | null {
  return column === none ? null : (JSON.parse(column) as TransferRecord)
}

/** Writes the record of each message of a dossier that left before records were kept beside messages. Before its key goes: nothing opens them after. */
export async function keepTransfers(tx: Tx, dossier: Uuid): Promise<void> {
  const rows = await tx.db
    .selectFrom('message')
    .select(['id', 'dossier_id', 'body_sealed'])
    .where('dossier_id', '=', dossier)
    .where('direction', '=', 'out')
    .where('transfer', 'is', null)
    .execute()
  for (const row of rows) {
    const body = await bodyOfMessage(tx, row)
    if (body === null) continue
    await tx.db
      .updateTable('message')
      .set({ transfer: transferColumn(body) })
      .where('id', '=', row.id)
      .execute()
  }
}
