import type { Opened } from '@entraide/envelope'
import { type AdmissionRefusal, type MessageBody, type PublicCode, type Receipt, saidOf } from '@entraide/exchange'
import type { Instant, NodeId, Refusal, Uuid } from '@entraide/ground'
import type { Insertable } from 'kysely'
import type { Node } from '../capabilities.ts'
import { addCrossing } from '../store/exchange-leaf.ts'
import { insertion } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { writeAct } from './act.ts'

/** What the taking of one envelope came to, before its receipt is written. */
export type Outcome = {
  readonly message: Uuid
  readonly digest: string
  readonly verdict: Receipt['verdict']
  readonly code: PublicCode | null
  /** Its line in the log, if that waits for its place still. */
  readonly leaf: Uuid | null
  readonly at: Instant
  /** The receipt: signed now, or given before for this very message and given again. */
  readonly given?: string
  /** The row of the message, where it is not written yet: it goes in with its receipt. */
  readonly unwritten?: MessageRow
}

type MessageRow = Insertable<Tables['message']>

/** A refused message leaves its id, digest and codes; its content is never stored (R15). */
export async function refused(node: Node, tx: Tx, sender: NodeId, opened: Opened, why: AdmissionRefusal, body: MessageBody | null): Promise<Outcome> {
  await keepMessage(tx, sender, opened, null, body, 'refused', why.refused, innerCode(why.inside))
  const leaf = await crossing(node, tx, sender, opened.header.messageId, why.refused, body, opened.bodyDigest, null)
  await writeAct(node, tx, { kind: 'partner', node: sender }, 'receive', { message: opened.header.messageId, subject: innerCode(why.inside) }, why.refused)
  return { message: opened.header.messageId, digest: opened.bodyDigest, verdict: 'refused', code: why.refused, leaf, at: tx.at }
}

/** Writes the row of a message at once. */
export async function keepMessage(tx: Tx, ...of: RowOf): Promise<void> {
  tx.put(insertion(tx, 'message', [await messageRow(tx, ...of)]))
}

type RowOf = Parameters<typeof messageRow> extends [Tx, ...infer Of] ? Of : never

/** The row of a message that came in, its body sealed in its dossier; without a dossier nothing of the body is kept. */
export async function messageRow(
  tx: Tx,
  sender: NodeId,
  opened: Opened,
  dossier: string | null,
  body: MessageBody | null,
  verdict: Receipt['verdict'],
  code: PublicCode | null,
  inner: string | null,
): Promise<MessageRow> {
  const { messageId, createdAt, expiresAt } = opened.header
  return {
    id: messageId,
    dossier_id: dossier,
    direction: 'in',
    partner: sender,
    kind: kindOf(opened),
    message_type: body?.messageType ?? null,
    agreement_hash: body?.agreement ?? null,
    clause: body?.ask.clause ?? null,
    in_reply_to: body?.inReplyTo ?? null,
    body_digest: opened.bodyDigest,
    body_sealed: dossier === null ? null : await tx.sealBytes(dossier as Uuid, `message/${messageId}/body`, opened.body),
    at: tx.at,
    created_at: createdAt,
    expires_at: expiresAt,
    verdict,
    code,
    inner_code: inner,
    receipt: null,
    receipt_at: null,
    hold_until: body?.holdUntil ?? null,
    said: body === null ? null : saidOf(body),
    said_at: body?.releasedAt ?? null,
  }
}

/** The line of an envelope that came in, in the shared log. */
export async function crossing(
  node: Node,
  tx: Tx,
  partner: NodeId,
  message: Uuid,
  outcome: string,
  body: MessageBody | null,
  digest: string,
  dossier: Uuid | null,
): Promise<Uuid> {
  return await addCrossing(node, tx, {
    event: 'envelope-in',
    outcome,
    partner,
    message,
    kind: 'envelope',
    dossier,
    body,
    digest,
    instants: { receivedAt: tx.at },
  })
}

function innerCode(inside: Refusal): string {
  const unmet = inside.facts.unmet
  const first = Array.isArray(unmet) ? (unmet[0] as { code?: string } | undefined)?.code : undefined
  return first === undefined ? inside.refused : `${inside.refused}/${first}`
}

/** The kind of a message, by the label it was sealed with (spec/envelope.md). */
export function kindOf(opened: Opened): string {
  return opened.context.slice('entraide/1 '.length)
}
