import { machineOf, possible, type ThreadState, type TravellingType } from '@entraide/exchange'
import { isRefusal, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import { sql } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { Dossier } from '../http/api.ts'
import { agreementOfDossier, clockOf, type DossierRow, dossierRow, isIdentificationClock, threadRows } from '../store/dossiers.ts'
import { bodyOfMessage, draftLines, handsOf } from '../store/drafts.ts'
import { needToKnowOf } from '../store/need-to-know.ts'
import { obligationsOf } from '../store/obligations.ts'
import { lastOpening, noteOpening } from '../store/openings.ts'
import { originsOf } from '../store/origin-notices.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { agreementSummary, inEveryLanguage } from './agreement-view.ts'
import { thingOf } from './draft.ts'
import { obligationViews } from './obligation-views.ts'
import { messagesOf } from './thread-messages.ts'
import { timelineOf } from './timeline.ts'
import { reversibleOf } from './undo.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** A dossier. Until its reader has given today's reason it shows its line and what may be done, and no content. */
export async function readDossier(node: Node, actor: Person, id: Uuid): Promise<Dossier | Refusal> {
  return await node.store.write(async tx => {
    const row = await dossierRow(tx, id)
    if (row === undefined || !may(actor, 'dossier-read', thingOf(row))) return refuse('not-found', {})
    const [line] = await threadRows(tx, [row])
    if (line === undefined) return refuse('not-found', {})
    const last = await lastOpening(tx, actor, id)
    const drafts = await tx.db
      .selectFrom('draft')
      .innerJoin('dossier', 'dossier.id', 'draft.dossier_id')
      .selectAll('draft')
      .select('dossier.our_reference')
      .where('draft.dossier_id', '=', id)
      .where('draft.state', 'not in', ['discarded', 'released'])
      .execute()
    return {
      row: line,
      opened: last.isToday,
      lastReason: last.reason,
      messages: !last.isToday ? [] : await messagesOf(node, tx, id, may(actor, 'draft-continue', thingOf(row)) && canOrder(row)),
      timeline: await timelineOf(node, tx, row),
      drafts: await draftLines(
        tx,
        drafts.filter(draft =>
          may(actor, 'draft-read', {
            author: draft.author as Uuid,
            waiting: draft.state === 'waiting-release',
            needToKnow: needToKnowOf(row),
            hands: handsOf(draft),
          }),
        ),
      ),
      obligations: await obligationViews(node, tx, actor, await obligationsOf(tx, id)),
      origins: await originsOf(tx, id, last.isToday),
      acts: actsOn(actor, row),
      undo: await reversibleOf(tx, actor, row),
      legalBasis: await legalBasisOf(node, tx, row),
    }
  })
}

/** Opens a dossier for the day, with a reason: an act, logged (R44). */
export async function openDossier(node: Node, actor: Person, id: Uuid, reason: string): Promise<Dossier | Refusal> {
  const opened = await act(node, actor, 'open-dossier', { dossier: id, reason }, async tx => {
    const row = await dossierRow(tx, id)
    if (row === undefined || !may(actor, 'dossier-open', thingOf(row))) return refuse('not-found', {})
    await noteOpening(tx, actor, id, reason)
    if (row.unread === 1) await tx.db.updateTable('dossier').set({ unread: 0 }).where('id', '=', id).execute()
    return null
  })
  return isRefusal(opened) ? opened : await readDossier(node, actor, id)
}

/** Whether a thread is far enough for notices about its messages. */
function canOrder(row: DossierRow): boolean {
  return possible(machineOf(row.opening_type as TravellingType), row.side, row.state as ThreadState).includes('out:DEL')
}

/** What this person may do next here. Answers are drafts: they go out only by a second person. */
function actsOn(actor: Person, row: DossierRow): Dossier['acts'] {
  const can = new Set(possible(machineOf(row.opening_type as TravellingType), row.side, row.state as ThreadState))
  const acts: Dossier['acts'] = []
  const runs = may(actor, 'dossier-run', thingOf(row))
  // The steps of an identification are written by its own act, in words of their own (steps/identification.ts).
  const drafts = may(actor, 'draft-continue', thingOf(row)) && row.opening_type !== 'IDR'
  const clock = clockOf(row)
  if (runs && can.has('accept') && clock !== null && !isIdentificationClock(clock) && clock.acceptedAt === null) acts.push('accept')
  if (runs && row.state !== 'draft') acts.push('assign')
  if (drafts) {
    if (can.has('out:REP:whole')) acts.push('answer')
    if (can.has('out:REP:partial')) acts.push('answer-partly')
    if (can.has('out:RFS')) acts.push('refuse')
    if (can.has('out:RTC')) acts.push('return')
    if (can.has('out:CLR:complete')) acts.push('complete')
    if (can.has('out:CLR')) acts.push('clarify')
    if (can.has('out:FBK')) acts.push('feedback')
    if (can.has('out:WDW')) acts.push('withdraw')
  }
  if (runs) {
    if (can.has('assess-accepted')) acts.push('assess')
    if (can.has('await-authorisation')) acts.push('await-authorisation')
    if (can.has('resume')) acts.push('resume')
    if (can.has('close')) acts.push('close')
  }
  return acts
}

/** On what a dossier rests: the clause of what opened it; null while it rests on none. */
export async function legalBasisOf(node: Node, tx: Tx, row: DossierRow): Promise<Dossier['legalBasis']> {
  const first = await tx.db
    .selectFrom('message')
    .selectAll()
    .where('dossier_id', '=', row.id)
    .where('kind', '=', 'message')
    // A thread bears the id of the message that opened it; two messages may be of one instant.
    .orderBy(sql`case when id = ${row.thread_id ?? ''} then 0 else 1 end`)
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  // What a dossier rests on is what opened it: a return, a refusal or a notice leaves under a clause of its own, and changes nothing of it.
  const basis = { ...row, agreement_hash: first?.agreement_hash ?? row.agreement_hash, clause: first?.clause ?? row.clause }
  const agreement = await agreementOfDossier(tx, basis)
  const clause = agreement?.clauses.find(each => each.id === basis.clause)
  if (agreement === null || clause === undefined || basis.agreement_hash === null) return null
  const body = first === undefined ? null : await bodyOfMessage(tx, first)
  return {
    agreement: await agreementSummary(node, tx, basis.agreement_hash, row.partner === null ? [] : [row.partner as NodeId]),
    clause: clause.id,
    clauseStatus: clause.status,
    clauseSummary: inEveryLanguage(clause.summary),
    articleNumber: clause.articleNumber,
    purpose: body?.ask.purpose ?? row.purpose ?? '',
    handling: body?.ask.handling ?? [],
    restrictions: body?.ask.restrictions ?? [],
    holdUntil: row.hold_until ?? '',
    assurances: body?.ask.assurances ?? [],
    transferBasis: body?.ask.transferBasis ?? null,
  }
}
