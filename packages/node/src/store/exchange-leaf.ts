import type { MessageBody } from '@entraide/exchange'
import { digestHex } from '@entraide/exchange'
import type { CalendarDate, Instant, NodeId, Uuid } from '@entraide/ground'
import { exchangeOrigin } from '@entraide/ledger'
import type { Node } from '../capabilities.ts'
import { addLeaf } from './leaves.ts'
import type { Tx } from './store.ts'

/** One envelope or receipt that crosses, or is about to: exactly one leaf of the log shared with that partner, whatever the outcome. */
export type Crossing = {
  readonly event: 'envelope-out' | 'envelope-in' | 'receipt-out' | 'receipt-in'
  readonly outcome: string
  readonly partner: NodeId
  readonly message: Uuid
  readonly kind: string
  readonly dossier: Uuid | null
  readonly body: MessageBody | null
  readonly digest: string | null
  readonly instants: Readonly<Record<string, Instant>>
}

/** Adds the leaf of a crossing. Gives the leaf's id: a receipt waits until a signed checkpoint covers it. */
export async function addCrossing(node: Node, tx: Tx, crossing: Crossing): Promise<Uuid> {
  const { body, dossier } = crossing
  const id = tx.newId()
  await addLeaf(node, tx, {
    log: exchangeOrigin(node.config.id, crossing.partner),
    id,
    dossier: crossing.dossier,
    message: crossing.message,
    legal: {
      event: crossing.event,
      outcome: crossing.outcome,
      messageId: crossing.message,
      threadId: body === null ? null : (body.thread ?? crossing.message),
      messageType: body?.messageType ?? crossing.kind,
      agreementHash: body?.agreement ?? null,
      clause: body?.ask.clause ?? null,
      purpose: body?.ask.purpose ?? null,
      services: body === null ? {} : { draftedBy: body.drafter.serviceNumber, releasedBy: body.releaser.serviceNumber },
      instants: crossing.instants,
      holdUntil: (body?.holdUntil ?? null) as CalendarDate | null,
      endOfLife: body === null ? null : 'erase',
    },
    subject: {
      // What was refused leaves nothing of whom it concerned: no dossier holds a key that could die with it (I13).
      subject: body === null || dossier === null ? null : digestHex(new TextEncoder().encode(JSON.stringify(body.items))),
      caseReference: body === null || dossier === null || body.ask.caseReference === '' ? null : body.ask.caseReference,
      contentDigest: crossing.digest,
    },
  })
  return id
}

/** Whether the leaf of a message's leaving is written. */
export async function hasLeft(tx: Tx, message: string): Promise<boolean> {
  const rows = await tx.db.selectFrom('leaf').select('facts').where('message_id', '=', message).where('log', 'like', '%/exchange/%').execute()
  return rows.some(row => (JSON.parse(row.facts) as { event: string }).event === 'envelope-out')
}
