import { completeRequest, endClock, type RequestClock, returnRequest, startClock, type Urgency } from '@entraide/custody'
import { isDone, type MessageBody, machineOf, move, type Receipt, type ThreadState, type TravellingType } from '@entraide/exchange'
import { type Instant, isRefusal, later, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import { type Selectable, sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import { inRound } from '../jobs/sequencer.ts'
import {
  changeDossier,
  clockColumns,
  clockOf,
  type DossierRow,
  dossierToMove,
  isIdentificationClock,
  standingReturn,
  type ThreadClock,
} from '../store/dossiers.ts'
import { bodyOfMessage } from '../store/drafts.ts'
import { addCrossing } from '../store/exchange-leaf.ts'
import { once } from '../store/once.ts'
import { type Behind, readBefore, waitingOf, writeBefore } from '../store/outbox.ts'
import { partnerRow } from '../store/partners.ts'
import { change, prepared } from '../store/prepared.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { writeAct } from './act.ts'
import { answeredAgain } from './contact.ts'
import { clockAfterNews } from './matters/identification-clock.ts'
import { matterSteps } from './matters/matter-steps.ts'
import { putBack } from './put-back.ts'
import { pauseMs } from './put-off.ts'
import { noteOursKept, noteTheirCheckpoint } from './witness.ts'

/** The row of a message. */
export type Message = Selectable<Tables['message']>

/**
 * Takes a receipt that was checked: the message's verdict, the thread's next state, one leaf in the shared log. Given
 * twice, the second changes nothing. `held` is interim: the delivery is tried again.
 *
 * @param by - how it came: a receipt in a carried file says nothing of the line
 * @param note - the checkpoint of ours that stood beside what it answers
 */
export async function takeReceipt(
  node: Node,
  of: Pick<Message, 'id' | 'dossier_id' | 'partner'>,
  receipt: Receipt,
  text: string,
  by: 'line' | 'file',
  note: string | null,
): Promise<void> {
  const messageId = of.id as Uuid
  const partner = of.partner as NodeId
  const home = of.dossier_id as Uuid | null
  await inRound(node, async tx => {
    const [message, line, dossier, waiting] = await Promise.all([
      messageToMove(tx, messageId),
      once(tx, `partner/${partner}`, () => partnerRow(tx, partner)),
      home === null ? undefined : dossierToMove(tx, home),
      home === null ? [] : waitingOf(tx, home),
      tx.takeKeys(home ?? 'node'),
    ])
    if (message.verdict === 'admitted' || message.verdict === 'refused') return
    const outboxRow = () => tx.db.selectFrom('outbox').selectAll().where('message_id', '=', messageId).executeTakeFirstOrThrow()
    // Kept with the next round; the text of the receipt, which holds it, is kept with this.
    const said = { acts: receipt.acts, from: receipt.at, by: tx.at > receipt.at ? tx.at : receipt.at }
    if (receipt.checkpoint !== null) await noteTheirCheckpoint(node, tx, partner, { note: receipt.checkpoint, ...said }, line)
    noteOursKept(node, tx, partner, receipt, note)
    if (by === 'line') await answeredAgain(tx, partner, line)
    if (receipt.verdict === 'held') {
      const row = await outboxRow()
      await tx.db
        .updateTable('outbox')
        .set({ state: 'held-by-partner', reason: receipt.code, tries: row.tries + 1, next_try_at: later(tx.at, pauseMs(row.tries)), claimed_until: null })
        .where('message_id', '=', messageId)
        .execute()
      await tx.db.updateTable('message').set({ verdict: 'held', code: receipt.code }).where('id', '=', messageId).execute()
      return
    }
    const admitted = receipt.verdict === 'admitted'
    const given = { verdict: receipt.verdict, code: receipt.code, receipt: text, receipt_at: receipt.at }
    tx.put(change(tx, 'message', 'id', messageId, given))
    const entry = { message: messageId, state: admitted ? ('delivered' as const) : ('refused' as const), code: receipt.code, at: tx.at }
    tx.put({ execute: () => entryDone(tx, entry) })
    const body = await bodyOfMessage(tx, message)
    await addCrossing(node, tx, {
      event: 'receipt-in',
      outcome: receipt.code ?? 'admitted',
      partner,
      message: messageId,
      kind: 'receipt',
      dossier: home,
      body,
      digest: message.body_digest,
      instants: { receiptAt: receipt.at },
    })
    if (home !== null && !admitted) await putBack(node, tx, await outboxRow(), receipt.code ?? 'refused', refuse(receipt.code ?? 'refused', {}))
    const mayGoOn = dossier === undefined || !admitted || (await movedByReceipt(node, tx, dossier, message, waiting, body, receipt.at))
    await writeAct(node, tx, { kind: 'partner', node: partner }, 'receipt', { dossier: home, message: messageId }, admitted ? null : receipt.code)
    tx.afterCommit(() => node.store.wake('receipt'))
    if (mayGoOn) tx.afterCommit(() => node.store.wake('outbox'))
  })
}

/** A message kept from others: by line and by file at once, the first receipt taken is the receipt. */
async function messageToMove(tx: Tx, id: Uuid): Promise<Message> {
  tx.moves(`message/${id}`)
  return (await byIdToMove(tx, { id }))[0] as Message
}

const byIdToMove = prepared<{ id: string }, Message>((db, p, engine) => {
  const query = db.selectFrom('message').selectAll().where('id', '=', p('id'))
  return engine === 'postgres' ? query.forUpdate() : query
})

const entryDone = prepared<{ message: string; state: 'delivered' | 'refused'; code: string | null; at: string }, unknown>((db, p) =>
  db
    .updateTable('outbox')
    .set({ state: p('state'), reason: p('code'), delivered_at: p('at'), tries: sql`tries + 1`, claimed_until: null })
    .where('message_id', '=', p('message')),
)

/**
 * The asker's clock and state when the partner admitted: all instants are the answering node's, so that both sides count the same.
 * Whether something may wait behind this message in its thread, which may go now.
 */
async function movedByReceipt(
  node: Node,
  tx: Tx,
  dossier: DossierRow,
  message: Message,
  waiting: readonly Behind[],
  body: MessageBody | null,
  at: Instant,
): Promise<boolean> {
  let mayGoOn = true
  if (dossier.side === 'asker') mayGoOn = await askerMoved(tx, dossier, message, waiting, at)
  // An answer counts once the other side has it.
  else tx.put(tx.db.updateTable('dossier').set({ counted: 0 }).where('id', '=', dossier.id))
  const { arrived } = body === null ? {} : matterSteps(body.messageType, dossier.opening_type)
  if (body !== null && arrived !== undefined)
    await arrived(node, tx, (await dossierToMove(tx, dossier.id)) as DossierRow, { messageId: message.id as Uuid, body }, at)
  return mayGoOn
}

async function askerMoved(tx: Tx, dossier: DossierRow, message: Message, waiting: readonly Behind[], at: Instant): Promise<boolean> {
  const begins = dossier.thread_id === message.id
  const moved = begins ? move(machineOf(dossier.opening_type as TravellingType), 'asker', dossier.state as ThreadState, { act: 'receipt' }) : dossier.state
  const state = isRefusal(moved) ? (dossier.state as ThreadState) : (moved as ThreadState)
  const clock = await clockAt(tx, dossier, message, state, at)
  await changeDossier(tx, dossier.id, { state, ...clockColumns(clock, tx.at, dossier) })
  if (!begins) return true
  // What was released behind it stands on a thread that has begun.
  const behind = waiting.filter(each => each.message_id !== message.id)
  for (const each of behind) {
    const before = readBefore(each)
    if (before.state !== 'sent') continue
    tx.put(
      tx.db
        .updateTable('outbox')
        .set({ before: writeBefore({ ...before, state: 'received', clock }) })
        .where('message_id', '=', each.message_id),
    )
  }
  return behind.length > 0
}

/** The clock after a receipt. The receipt may come after the answer it is older than: then the clock has already been stopped, or is over. */
async function clockAt(tx: Tx, dossier: DossierRow, message: Message, state: ThreadState, at: Instant): Promise<ThreadClock | null> {
  const clock = clockOf(dossier)
  if (dossier.opening_type === 'IDR') {
    const body = await bodyOfMessage(tx, message)
    // Only what completes a file answers a return.
    const answered =
      message.message_type !== 'CLR' || message.in_reply_to === null
        ? undefined
        : await tx.db.selectFrom('message').select('message_type').where('id', '=', message.in_reply_to).executeTakeFirst()
    const completes = answered?.message_type === 'RTC'
    return body === null ? clock : clockAfterNews(clock, { ...body, completes }, message.id as Uuid, at)
  }
  if (dossier.opening_type !== 'REQ' || isIdentificationClock(clock)) return null
  if (message.message_type === 'REQ') {
    const started = startClock(dossier.urgency as Urgency, at)
    if (state === 'returned-for-completion') return taken(returnRequest(started, (await returnedAt(tx, dossier.id)) ?? at), started)
    return isDone(state) ? taken(endClock(started, tx.at > at ? tx.at : at), started) : started
  }
  if (clock === null) return null
  if (message.message_type === 'CLR' && clock.returnedAt !== null && clock.runningFrom === null && state !== 'returned-for-completion')
    return taken(completeRequest(clock, at), clock)
  return message.message_type === 'WDW' ? taken(endClock(clock, at), clock) : clock
}

function taken(next: RequestClock | Refusal, otherwise: RequestClock): RequestClock {
  return isRefusal(next) ? otherwise : next
}

async function returnedAt(tx: Tx, dossier: string): Promise<Instant | null> {
  const id = await standingReturn(tx, dossier)
  const row = id === null ? undefined : await tx.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
  const body = row === undefined ? null : await bodyOfMessage(tx, row)
  return body === null ? null : body.releasedAt
}
