import { type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { ActRow, LogList, Proof } from '../http/api.ts'
import { accountsOf } from '../store/account-views.ts'
import { dossierRow } from '../store/dossiers.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { thingOf } from './draft.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** The logs of this node, their size and head, and how many messages crossed with which outcome. */
export async function listLogs(node: Node, _actor: Person): Promise<LogList> {
  return await node.store.read(tx => logList(node, tx))
}

/** The same, for those who ask inside a transaction. */
export async function logList(node: Node, tx: Tx): Promise<LogList> {
  const rows = await tx.db.selectFrom('checkpoint').selectAll().orderBy('log').orderBy('size', 'desc').execute()
  const newest = new Map<string, (typeof rows)[number]>()
  for (const row of rows) if (!newest.has(row.log)) newest.set(row.log, row)
  const count = async (direction: 'in' | 'out', verdict: 'admitted' | 'refused' | null, receipts = false) => {
    let query = tx.db.selectFrom('message').select(tx.db.fn.countAll<number>().as('n')).where('direction', '=', direction).where('kind', '=', 'message')
    if (verdict !== null) query = query.where('verdict', '=', verdict)
    if (receipts) query = query.where('receipt', 'is not', null)
    return Number((await query.executeTakeFirstOrThrow()).n)
  }
  return {
    node: node.config.id,
    logs: [...newest.values()].map(row => ({ log: row.log, size: row.size, head: row.head, checkpointAt: row.at })),
    counts: {
      sent: await count('out', null),
      admitted: await count('in', 'admitted'),
      refused: await count('in', 'refused'),
      receipts: await count('out', null, true),
    },
  }
}

/** What acts may be narrowed by. */
export type ActFilter = {
  readonly after?: string | undefined
  readonly limit: number
  readonly act?: string | undefined
  /** An account by its id or service number, or a partner node. */
  readonly actor?: string | undefined
  readonly dossier?: string | undefined
  readonly outcome?: 'done' | 'refused' | undefined
}

/** The acts of this node for an inspector: who, what, when, outcome, why. Never content. Reading them is an act too. */
export async function listActs(
  node: Node,
  actor: Person,
  filter: ActFilter,
): Promise<{ readonly rows: readonly ActRow[]; readonly total: number; readonly next: string | null } | Refusal> {
  return await act(node, actor, 'read-acts', {}, async tx => {
    const { actor: by } = filter
    const named = by === undefined ? undefined : await tx.db.selectFrom('account').select('id').where('service_number', '=', by).executeTakeFirst()
    const base = () => {
      let query = tx.db.selectFrom('act')
      if (by !== undefined) query = query.where('act.actor', 'in', [by, ...(named === undefined ? [] : [named.id])])
      if (filter.act !== undefined) query = query.where('act.name', '=', filter.act)
      if (filter.dossier !== undefined) query = query.where('act.dossier_id', '=', filter.dossier)
      if (filter.outcome !== undefined) query = query.where('act.outcome', '=', filter.outcome)
      return query
    }
    const total = await base().select(tx.db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
    let page = base().leftJoin('leaf', 'leaf.id', 'act.id').selectAll('act').select('leaf.position as place')
    if (filter.after !== undefined) page = page.where('act.id', '<', filter.after)
    const rows = await page
      .orderBy('act.id', 'desc')
      .limit(filter.limit + 1)
      .execute()
    const shown = rows.slice(0, filter.limit)
    const accounts = await accountsOf(
      tx,
      shown.map(row => row.actor),
    )
    const views: ActRow[] = []
    for (const row of shown) {
      const account = row.actor === null ? undefined : accounts.get(row.actor)
      views.push({
        id: row.id as Uuid,
        at: row.at,
        act: row.name,
        actor: account === undefined ? row.actor : `${account.office} ${account.serviceNumber}`,
        outcome: row.outcome,
        code: row.code,
        dossier: row.dossier_id as Uuid | null,
        reason: row.reason_sealed === null ? null : await tx.unseal('node', `act/${row.id}/reason`, row.reason_sealed),
        position: row.place ?? null,
      })
    }
    return { rows: views, total: Number(total.n), next: rows.length > filter.limit ? (shown.at(-1)?.id ?? null) : null }
  })
}

/** The proof of a message of a dossier the reader may see. */
export async function proofOf(node: Node, actor: Person, message: Uuid): Promise<Proof | Refusal> {
  return await node.store.read(async tx => {
    const row = await tx.db.selectFrom('message').selectAll().where('id', '=', message).executeTakeFirst()
    const dossier = row?.dossier_id == null ? undefined : await dossierRow(tx, row.dossier_id)
    if (row === undefined || dossier === undefined || !may(actor, 'dossier-read', thingOf(dossier))) return refuse('not-found', {})
    return await proofOfMessage(tx, row)
  })
}

/** Where a message's leaf stands and what its receipt says. */
export async function proofOfMessage(tx: Tx, row: Selectable<Tables['message']>): Promise<Proof> {
  const leaves = await tx.db
    .selectFrom('leaf')
    .select(['log', 'position', 'facts'])
    .where('message_id', '=', row.id)
    .where('log', 'like', '%/exchange/%')
    .orderBy('id')
    .execute()
  const leaf = leaves.find(each => (JSON.parse(each.facts) as { event: string }).event.startsWith('envelope'))
  const covering =
    leaf?.position == null
      ? undefined
      : await tx.db
          .selectFrom('checkpoint')
          .select(['size', 'head'])
          .where('log', '=', leaf.log)
          .where('size', '>', leaf.position)
          .orderBy('size')
          .limit(1)
          .executeTakeFirst()
  return {
    message: row.id as Uuid,
    bodyDigest: row.body_digest,
    verdict: row.verdict ?? 'none',
    code: row.code,
    receiptAt: row.receipt_at,
    receiptBy: row.receipt === null ? null : ((row.direction === 'out' ? row.partner : null) as NodeId | null),
    receiptVerified: row.receipt !== null,
    log: leaf?.log ?? null,
    position: leaf?.position ?? null,
    checkpointSize: covering?.size ?? null,
    checkpointHead: covering?.head ?? null,
  }
}
