import { type Hold, type HoldState, holdCapYears, holdState, laterYear, reviewEveryYears } from '@entraide/custody'
import { type CalendarDate, dateIn, type Instant, laterDate } from '@entraide/ground'
import type { Selectable } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { MessageErased, MessageHold } from '../http/api.ts'
import type { Tx } from './store.ts'
import type { Tables } from './tables.ts'

type MessageRow = Pick<Selectable<Tables['message']>, 'id' | 'at' | 'hold_until'>
type HoldRow = Selectable<Tables['hold']>

/** Today where the node stands: days of holding are counted there. */
export function today(node: Pick<Node, 'config'>, at: Instant): CalendarDate {
  return dateIn(at, node.config.zone)
}

/** The holding period of a message: what its sender set, capped (R53), or what was decided here since. */
export function holdOf(node: Pick<Node, 'config'>, message: MessageRow, decided: HoldRow | undefined): Hold {
  const receivedOn = dateIn(message.at as Instant, node.config.zone)
  const cap = laterYear(receivedOn, holdCapYears)
  const senderUntil = message.hold_until === null || message.hold_until > cap ? cap : (message.hold_until as CalendarDate)
  const holdUntil = decided !== undefined && decided.hold_until < senderUntil ? (decided.hold_until as CalendarDate) : senderUntil
  const firstReview = laterYear(receivedOn, reviewEveryYears)
  const reviewOn = (decided?.review_on as CalendarDate | undefined) ?? (firstReview < holdUntil ? firstReview : holdUntil)
  return { receivedOn, senderUntil, holdUntil, reviewOn }
}

/** How a holding period stands, as a screen shows it. */
export function holdView(node: Pick<Node, 'config'>, hold: Hold, at: Instant, isEvidence: boolean): MessageHold {
  return {
    senderUntil: hold.senderUntil,
    holdUntil: hold.holdUntil,
    reviewOn: hold.reviewOn,
    state: holdState(hold, today(node, at), isEvidence) satisfies HoldState,
  }
}

/** What was decided about messages, by their id. */
export async function decidedHolds(tx: Tx, messages: readonly string[]): Promise<ReadonlyMap<string, HoldRow>> {
  if (messages.length === 0) return new Map()
  const rows = await tx.db.selectFrom('hold').selectAll().where('message_id', 'in', messages).execute()
  return new Map(rows.map(row => [row.message_id, row]))
}

/** Keeps what was decided about one message. */
export async function writeHold(tx: Tx, message: string, dossier: string, hold: Pick<Hold, 'holdUntil' | 'reviewOn'>): Promise<void> {
  const columns = { hold_until: hold.holdUntil, review_on: hold.reviewOn }
  await tx.db
    .insertInto('hold')
    .values({ message_id: message, dossier_id: dossier, ...columns })
    .onConflict(conflict => conflict.column('message_id').doUpdateSet(columns))
    .execute()
}

/** What of a dossier's messages was erased, by the message: the latest, and whether all of it went. */
export async function erasuresOf(tx: Tx, dossier: string): Promise<ReadonlyMap<string, MessageErased>> {
  const rows = await tx.db.selectFrom('message_tombstone').selectAll().where('dossier_id', '=', dossier).orderBy('at').execute()
  return new Map(
    [...Map.groupBy(rows, row => row.message_id)].map(([message, all]) => {
      const whole = all.find(row => row.concerned === null)
      const last = whole ?? (all.at(-1) as (typeof all)[number])
      return [message, { at: last.at, cause: last.cause as MessageErased['cause'], whole: whole !== undefined }]
    }),
  )
}

/** Messages that are kept although their erasure was ordered: evidence, until a magistrate says that it is needed no longer (R48). */
export async function evidenceIn(tx: Tx, messages: readonly string[]): Promise<ReadonlySet<string>> {
  if (messages.length === 0) return new Set()
  const rows = await tx.db
    .selectFrom('obligation')
    .select('item_message')
    .where('item_message', 'in', messages)
    .where('kind', '=', 'DEL')
    .where('effect', '=', 'restricted')
    .where('evidence_ended_at', 'is', null)
    .execute()
  return new Set(rows.map(row => row.item_message))
}

/** The first day on which some statement of a message ends before the message does; null where none does. */
export function firstItemEnd(items: readonly { readonly holdUntil?: string | undefined }[], after: CalendarDate): CalendarDate | null {
  const ends = items.flatMap(item => (item.holdUntil !== undefined && item.holdUntil >= after ? [item.holdUntil] : [])).sort()
  return (ends[0] as CalendarDate | undefined) ?? null
}

/** Notes when some statement of a message ends before the message does, so that it goes then. */
export async function noteItemEnds(
  node: Pick<Node, 'config'>,
  tx: Tx,
  dossier: string,
  message: string,
  items: readonly { readonly holdUntil?: string | undefined }[],
): Promise<void> {
  if (!items.some(item => item.holdUntil !== undefined)) return
  const next = firstItemEnd(items, today(node, tx.at))
  if (next === null) return
  await tx.db
    .insertInto('item_hold')
    .values({ message_id: message, dossier_id: dossier, next_on: next })
    .onConflict(conflict => conflict.column('message_id').doUpdateSet({ next_on: next }))
    .execute()
}

/** The day before which something must have come for a yearly review to be due on a day. */
export function yearBefore(on: CalendarDate): CalendarDate {
  return laterDate(laterYear(on, -reviewEveryYears), 1)
}
