import { isRefusal, type NodeId, type Refusal, type Uuid } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { TransferRow, TransferStatement } from '../http/api.ts'
import { bodyOfMessage } from '../store/drafts.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { type TransferRecord, transferColumn, transferIn } from '../store/transfer-record.ts'
import type { Actor } from './access.ts'
import { act } from './act.ts'

type Person = Extract<Actor, { kind: 'person' }>
type Message = Selectable<Tables['message']>

/** A stretch of time and a partner: from the first moment of one UTC day to the last of another. */
export type TransferFilter = { readonly from?: string | undefined; readonly to?: string | undefined; readonly partner?: NodeId | undefined }
export type TransferPage = { readonly rows: readonly TransferRow[]; readonly total: number; readonly next: string | null }

/** Messages looked at together. */
const batch = 200

/**
 * The record of transfers out of the Union (LED 37(3), 38(3); rule R20): each message that left with personal data under a basis of
 * transfer, when, to whom, on which basis and clause, with which kinds of data; never the data nor the reasons, which stand in the
 * dossier under its message. It outlives the dossier. Newest first; reading it is an act.
 */
export async function listTransfers(
  node: Node,
  actor: Person,
  filter: TransferFilter & { readonly after?: string | undefined; readonly limit: number },
): Promise<TransferPage | Refusal> {
  const begun = await act(node, actor, 'read-transfers', {}, async () => null)
  if (isRefusal(begun)) return begun
  const rows: TransferRow[] = []
  for await (const row of transfers(node, filter, filter.after)) {
    rows.push(row)
    if (rows.length > filter.limit) break
  }
  const shown = rows.slice(0, filter.limit)
  return { rows: shown, total: shown.length, next: rows.length > filter.limit ? (shown.at(-1)?.message ?? null) : null }
}

/** What the supervisor is told of a stretch of time: how many transfers on which basis, to whom, with which kinds of data (LED 37(2)). */
export async function transferStatement(node: Node, actor: Person, filter: TransferFilter): Promise<TransferStatement | Refusal> {
  const begun = await act(node, actor, 'read-transfers', {}, async () => null)
  if (isRefusal(begun)) return begun
  const lines = new Map<string, { basis: string | null; partner: NodeId; count: number; dataCategories: Set<string> }>()
  let count = 0
  for await (const { basis, partner, dataCategories } of transfers(node, filter, undefined)) {
    count++
    const key = `${basis} ${partner}`
    const line = lines.get(key) ?? { basis, partner, count: 0, dataCategories: new Set<string>() }
    lines.set(key, line)
    line.count++
    for (const category of dataCategories) line.dataCategories.add(category)
  }
  const rows = [...lines.values()].sort((a, b) => b.count - a.count).map(line => ({ ...line, dataCategories: [...line.dataCategories].sort() }))
  return { at: node.clock.now(), from: filter.from ?? null, to: filter.to ?? null, count, rows }
}

/** A batch at a time, each in a look of its own: a year of a busy node takes a while, and holds up nobody. */
async function* transfers(node: Node, filter: TransferFilter, after: string | undefined): AsyncGenerator<TransferRow> {
  for (let last = after; ; ) {
    const { rows, next } = await node.store.read(tx => transfersBefore(tx, filter, last))
    yield* rows
    if (next === null) return
    last = next
  }
}

async function transfersBefore(tx: Tx, { from, to, partner }: TransferFilter, last: string | undefined) {
  let query = tx.db.selectFrom('message').selectAll().where('direction', '=', 'out').where('kind', '=', 'message')
  if (partner !== undefined) query = query.where('partner', '=', partner)
  if (from !== undefined) query = query.where('at', '>=', `${from}T00:00:00.000Z`)
  if (to !== undefined) query = query.where('at', '<=', `${to}T23:59:59.999Z`)
  if (last !== undefined) query = query.where('id', '<', last)
  const found = (await query.orderBy('id', 'desc').limit(batch).execute()) as Message[]
  const rows: TransferRow[] = []
  for (const message of found) {
    const row = await transferOf(tx, message)
    if (row !== null) rows.push(row)
  }
  return { rows, next: found.length < batch ? null : (found.at(-1)?.id ?? null) }
}

/** The line of a message, or null where nothing of a person left the Union with it, or it never left at all. */
async function transferOf(tx: Tx, message: Message): Promise<TransferRow | null> {
  if (message.verdict !== 'admitted') return null
  const record = await recordOf(tx, message)
  if (record === null) return null
  return {
    message: message.id as Uuid,
    at: message.receipt_at ?? message.at,
    partner: message.partner as NodeId,
    messageType: message.message_type ?? '',
    agreement: message.agreement_hash ?? '',
    clause: message.clause ?? '',
    purpose: record?.purpose ?? null,
    basis: record?.basis ?? null,
    dataCategories: [...(record?.dataCategories ?? [])],
    assurances: [...(record?.assurances ?? [])],
    releasedBy: record?.releasedBy ?? null,
    holdUntil: message.hold_until,
    erased: message.body_sealed === null,
  }
}

/** What is recorded of a message: null where no basis was needed, undefined where it was sent and erased before records were kept. */
async function recordOf(tx: Tx, message: Message): Promise<TransferRecord | null | undefined> {
  if (message.transfer !== null) return transferIn(message.transfer)
  const body = await bodyOfMessage(tx, message)
  return body === null ? undefined : transferIn(transferColumn(body))
}
