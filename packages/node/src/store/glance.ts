import { sql } from 'kysely'
import type { ThreadRow } from '../http/api.ts'
import type { Tx } from './store.ts'

/** What a line of a list says of a dossier beside its own row: how far its latest message came, and what is owed about its messages. */
export type Glance = Pick<ThreadRow, 'last' | 'owed'>

const nothingOwed: Glance['owed'] = { open: 0, byUs: 0, late: 0, disputed: 0 }

/** The glances of dossiers, by their id: three questions for a whole page, asked at once. */
export async function glancesOf(tx: Tx, dossiers: readonly string[]): Promise<(dossier: string) => Glance> {
  if (dossiers.length === 0) return () => ({ last: null, owed: nothingOwed })
  const [messages, openings, owed] = await Promise.all([latestMessages(tx, dossiers), openingsOf(tx, dossiers), owedIn(tx, dossiers)])
  return dossier => {
    const message = messages.get(dossier)
    return { last: message === undefined ? null : lastOf(message, openings.get(dossier) ?? []), owed: owed.get(dossier) ?? nothingOwed }
  }
}

type Latest = Awaited<ReturnType<typeof messagesWithOutbox>>[number]

/** One query finds the latest of each; which of two of one instant is later, their ids tell. */
async function messagesWithOutbox(tx: Tx, dossiers: readonly string[]) {
  return await tx.db
    .selectFrom('message')
    .leftJoin('outbox', 'outbox.message_id', 'message.id')
    .select(['message.id', 'message.dossier_id', 'message.direction', 'message.message_type', 'message.at', 'message.verdict', 'message.receipt_at'])
    .select(['outbox.state', 'outbox.not_before'])
    .where('message.dossier_id', 'in', dossiers)
    .where('message.kind', '=', 'message')
    .where(where =>
      where.not(
        where.exists(
          where
            .selectFrom('message as later')
            .select('later.id')
            .whereRef('later.dossier_id', '=', 'message.dossier_id')
            .where('later.kind', '=', 'message')
            .where(after =>
              after.or([
                after('later.at', '>', after.ref('message.at')),
                after.and([after('later.at', '=', after.ref('message.at')), after('later.id', '>', after.ref('message.id'))]),
              ]),
            ),
        ),
      ),
    )
    .execute()
}

async function latestMessages(tx: Tx, dossiers: readonly string[]): Promise<ReadonlyMap<string, Latest & { readonly now: string }>> {
  const rows = await messagesWithOutbox(tx, dossiers)
  return new Map(rows.map(row => [row.dossier_id as string, { ...row, now: tx.at }]))
}

async function openingsOf(tx: Tx, dossiers: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await tx.db.selectFrom('opening').select(['dossier_id', 'at']).where('dossier_id', 'in', dossiers).orderBy('at').execute()
  return new Map([...Map.groupBy(rows, row => row.dossier_id)].map(([dossier, all]) => [dossier, all.map(row => row.at)]))
}

async function owedIn(tx: Tx, dossiers: readonly string[]): Promise<ReadonlyMap<string, Glance['owed']>> {
  const rows = await tx.db
    .selectFrom('obligation')
    .select(['dossier_id', 'state', 'is_settled', 'due_at', sql<number>`case when holder <> partner then 1 else 0 end`.as('by_us')])
    .where('dossier_id', 'in', dossiers)
    .execute()
  const counted = (all: typeof rows): Glance['owed'] => {
    const open = all.filter(row => row.is_settled === 0)
    const isLate = (row: (typeof rows)[number]) =>
      ['overdue', 'escalated'].includes(row.state) || (['ordered', 'received'].includes(row.state) && row.due_at < tx.at)
    return {
      open: open.length,
      byUs: open.filter(row => Number(row.by_us) === 1).length,
      late: open.filter(isLate).length,
      disputed: all.filter(row => row.state === 'kept-disputed').length,
    }
  }
  return new Map([...Map.groupBy(rows, row => row.dossier_id)].map(([dossier, all]) => [dossier, counted(all)]))
}

function lastOf(row: Latest & { readonly now: string }, openings: readonly string[]): Glance['last'] {
  const messageType = row.message_type as NonNullable<Glance['last']>['messageType']
  if (row.direction === 'in') {
    const readAt = openings.find(at => at >= row.at) ?? null
    return { direction: 'in', messageType, at: row.at, stage: readAt === null ? 'unread' : 'read', stageAt: readAt }
  }
  return { direction: 'out', messageType, at: row.at, ...stageOf(row) }
}

function stageOf(row: Latest & { readonly now: string }): Pick<NonNullable<Glance['last']>, 'stage' | 'stageAt'> {
  if (row.verdict === 'admitted') return { stage: 'delivered', stageAt: row.receipt_at }
  if (row.verdict === 'refused') return { stage: 'refused', stageAt: row.receipt_at }
  if (row.state === 'stopped' || row.state === 'expired') return { stage: 'stopped', stageAt: null }
  if (row.verdict === 'held') return { stage: 'held', stageAt: null }
  return row.not_before !== null && row.not_before > row.now ? { stage: 'waits-for-slot', stageAt: row.not_before } : { stage: 'on-its-way', stageAt: null }
}
