import type { TravellingType } from '@entraide/exchange'
import type { Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { TimelineEntry } from '../http/api.ts'
import { accountsOf } from '../store/account-views.ts'
import type { DossierRow } from '../store/dossiers.ts'
import type { Tx } from '../store/store.ts'

/** Both sides' acts in order: ours from the acts log, the partner's from its messages and receipts. */
export async function timelineOf(node: Node, tx: Tx, row: DossierRow): Promise<TimelineEntry[]> {
  const ours = await tx.db
    .selectFrom('act')
    .leftJoin('leaf', 'leaf.id', 'act.id')
    .select(['act.at', 'act.name', 'act.actor', 'act.outcome', 'act.code', 'act.subject', 'leaf.position'])
    .where('act.dossier_id', '=', row.id)
    .orderBy('act.at')
    .orderBy('act.id')
    .limit(500)
    .execute()
  const accounts = await accountsOf(
    tx,
    ours.map(each => each.actor),
  )
  const messages = await tx.db
    .selectFrom('message')
    .select(['id', 'at', 'direction', 'message_type', 'said'])
    .where('dossier_id', '=', row.id)
    .where('kind', '=', 'message')
    .execute()
  const byId = new Map(messages.map(each => [each.id, each]))
  const about = (id: string | null) => {
    const message = id === null ? undefined : byId.get(id)
    return {
      message: (message?.id as Uuid | undefined) ?? null,
      messageType: (message?.message_type as TravellingType | undefined) ?? null,
      said: message?.said ?? null,
    }
  }
  const entries: TimelineEntry[] = ours.map(each => {
    const account = each.actor === null ? undefined : accounts.get(each.actor)
    return {
      at: each.at,
      act: each.name,
      by:
        account === undefined
          ? each.actor === null
            ? null
            : { office: each.actor, serviceNumber: each.actor }
          : { office: account.office, serviceNumber: account.serviceNumber },
      side: each.actor === row.partner ? 'theirs' : 'ours',
      ...about(each.subject),
      outcome: each.code ?? each.outcome,
      position: each.position ?? null,
    }
  })
  for (const message of messages)
    if (message.direction === 'out')
      entries.push({
        at: message.at,
        act: `sent-${message.message_type}`,
        by: { office: node.config.id, serviceNumber: node.config.id },
        side: 'ours',
        ...about(message.id),
        outcome: 'done',
        position: null,
      })
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}
