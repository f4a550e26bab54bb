import type { NodeId, Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { Obligation, ObligationAct } from '../http/api.ts'
import { concernedOf, type ObligationRow, onwardOf, ownsIt, standing } from '../store/obligations.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { thingOf } from './draft.ts'
import { isProofDue } from './matters/notice-effect.ts'
import { isClosing } from './thread-messages.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Obligations as lists and dossiers show them, with what this person may do next about each. No content. */
export async function obligationViews(node: Node, tx: Tx, actor: Person, rows: readonly ObligationRow[]): Promise<Obligation[]> {
  if (rows.length === 0) return []
  const onward = Map.groupBy(
    await onwardOf(
      tx,
      rows.map(row => row.id),
    ),
    each => each.obligation_id,
  )
  const dossiers = await tx.db
    .selectFrom('dossier')
    .selectAll()
    .where('id', 'in', [...new Set(rows.map(row => row.dossier_id))])
    .execute()
  const given = [...onward.values()].flatMap(each => each.map(one => one.message_id))
  const messages = await tx.db
    .selectFrom('message')
    .leftJoin('dossier', 'dossier.id', 'message.dossier_id')
    .select(['message.id', 'message.message_type', 'message.dossier_id', 'dossier.our_reference'])
    .where('message.id', 'in', [...rows.map(row => row.item_message), ...given])
    .execute()
  const messageById = new Map(messages.map(each => [each.id, each]))
  return rows.map(row => {
    const dossier = dossiers.find(each => each.id === row.dossier_id) as (typeof dossiers)[number]
    const thing = thingOf(dossier)
    return {
      notice: row.id as Uuid,
      dossier: row.dossier_id as Uuid,
      ourReference: dossier.our_reference,
      partner: row.partner as NodeId,
      side: ownsIt(row, node.config.id) ? 'owner' : 'holder',
      kind: row.kind as Obligation['kind'],
      message: row.item_message as Uuid,
      messageType: messageById.get(row.item_message)?.message_type ?? null,
      concerned: concernedOf(row) as Obligation['concerned'],
      state: row.state as Obligation['state'],
      orderedAt: row.ordered_at,
      dueAt: row.due_at,
      changedAt: row.changed_at,
      overdue: row.state === 'overdue' || row.state === 'escalated' || (['ordered', 'received'].includes(row.state) && row.due_at < tx.at),
      settled: row.is_settled === 1,
      ack: row.ack as Obligation['ack'],
      proof: row.proof,
      effect: row.effect,
      effectAt: row.effect_at,
      evidenceEndedAt: row.evidence_ended_at,
      onward: (onward.get(row.id) ?? []).map(each => ({
        node: each.node as NodeId,
        message: each.message_id as Uuid,
        dossier: (messageById.get(each.message_id)?.dossier_id ?? row.dossier_id) as Uuid,
        ourReference: messageById.get(each.message_id)?.our_reference ?? '',
        toldAt: each.told_at,
        doneAt: each.done_at,
        notice: each.notice as Uuid | null,
      })),
      escalated: row.escalation !== null,
      acts: actsOn(
        node,
        actor,
        row,
        may(actor, 'draft-continue', thing),
        { reads: may(actor, 'restricted-read', thing), ends: may(actor, 'evidence-end', thing) },
        onward.get(row.id)?.some(each => each.told_at === null) ?? false,
      ),
    }
  })
}

function actsOn(
  node: Node,
  _actor: Person,
  row: ObligationRow,
  drafts: boolean,
  closed: { readonly reads: boolean; readonly ends: boolean },
  hasUntold: boolean,
): ObligationAct[] {
  const isHolder = row.holder === node.config.id
  const { state } = standing(row)
  const acts: ObligationAct[] = []
  if (drafts && isHolder && ['received', 'overdue', 'escalated'].includes(state)) acts.push('acknowledge')
  if (drafts && isHolder && isProofDue(row)) acts.push('prove')
  if (drafts && state === 'disputed') acts.push('review')
  if (drafts && !isHolder && state === 'in-review') acts.push('settle')
  if (drafts && isHolder && hasUntold) acts.push('tell-onward')
  if (closed.reads && isHolder && (row.effect === 'corrected' || isClosing(row))) acts.push('read-restricted')
  if (closed.ends && isHolder && row.kind === 'DEL' && isClosing(row)) acts.push('end-evidence')
  return acts
}
