import { check, clausesThatCould, type Decision as Judged } from '@entraide/agreement'
import { askOfDraft, type Draft as CompleteDraft, machineOf, move, opensThread, permit, stepOf, type TravellingType } from '@entraide/exchange'
import { isRefusal, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Node } from '../capabilities.ts'
import type { Decision, Draft, DraftChange, DraftFields, DraftRow } from '../http/api.ts'
import { agreementsWith, heldAgreement } from '../store/agreements.ts'
import { beforeOf, changeDossier, type DossierRow, dossierRow, dossierToMove, newDossier, standingReturn } from '../store/dossiers.ts'
import {
  answeredBy,
  completeDraft,
  draftLines,
  draftRow,
  draftView,
  handsOf,
  legalOf,
  missingFields,
  type DraftRow as Row,
  sealFields,
  unfilled,
  withHand,
} from '../store/drafts.ts'
import { needToKnowOf } from '../store/need-to-know.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { type Actor, accountsOf, type DraftThing, may } from './access.ts'
import { act } from './act.ts'
import type { ActName } from './act-names.ts'
import { contestedSource, unfitSource, unnamedSource, writeSources } from './draft-sources.ts'
import { startDraft } from './draft-start.ts'
import { matterSteps } from './matters/matter-steps.ts'
import { thingOf } from './things.ts'

export { thingOf } from './things.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Starts a draft: in a new dossier, or in the thread of the message it answers. Nothing is sent and nothing is promised. */
export async function createDraft(
  node: Node,
  actor: Person,
  input: { readonly fields: DraftFields; readonly dossier: Uuid | null; readonly sources?: readonly Uuid[] | undefined },
): Promise<Draft | Refusal> {
  return await act(node, actor, 'draft', { dossier: input.dossier }, async tx => {
    const continues = !opensThread(input.fields)
    if (continues !== (input.dossier !== null)) return refuse('draft-out-of-place', { messageType: input.fields.messageType })
    if (!continues && !may(actor, 'draft-begin', { messageType: input.fields.messageType })) return refuse('forbidden', {})
    const dossier = input.dossier === null ? undefined : await dossierRow(tx, input.dossier)
    if (input.dossier !== null && (dossier === undefined || !may(actor, 'draft-continue', thingOf(dossier)))) return refuse('not-found', {})
    if (dossier !== undefined) {
      const wrong = await outOfTurn(tx, dossier, input.fields)
      if (wrong !== null) return wrong
    }
    const unfit = await unfitSource(tx, actor, input.sources ?? [])
    if (unfit !== null) return unfit
    const { messageType, urgency, to } = input.fields
    const opening = { side: 'asker', openingType: messageType, urgency, office: actor.office, partner: to } as const
    const home = dossier ?? (await newDossier(node, tx, opening, undefined, legalColumns(input.fields)))
    const draft = await startDraft(tx, actor, home, input.fields)
    if (isRefusal(draft)) return draft
    await writeSources(tx, draft.id, input.sources ?? [])
    await matterSteps(input.fields.messageType, home.opening_type).drafted?.(tx, home, input.fields, actor.account)
    return { ...draft, sources: [...new Set(input.sources ?? [])].sort() }
  })
}

/** What a dossier's line says of the basis of its first message, while that is a draft. */
function legalColumns({ agreement, clause, purpose, crimeArea }: DraftFields) {
  return { agreement_hash: agreement, clause: clause || null, purpose, crime_area: crimeArea }
}

/** Saves what was typed. `version` is the one that was read: a draft changed meanwhile is `conflict`, and nothing is lost. */
export async function changeDraft(node: Node, actor: Person, id: Uuid, input: DraftChange): Promise<Draft | Refusal> {
  return await node.store.write(async tx => {
    const row = await ownDraft(tx, actor, id)
    if (isRefusal(row)) return row
    if (row.state !== 'editing' && row.state !== 'returned') return refuse('draft-not-editable', { state: row.state })
    if (row.version !== input.version) return refuse('conflict', { version: row.version })
    const dossier = await dossierRow(tx, row.dossier_id)
    const { fields } = input
    if (dossier === undefined || fields.messageType !== row.message_type || fields.inReplyTo !== row.in_reply_to)
      return refuse('draft-out-of-place', { messageType: fields.messageType })
    const change = {
      version: row.version + 1,
      partner: fields.to,
      fields_sealed: await sealFields(tx, row.dossier_id, id, fields),
      updated_at: tx.at,
      hands: withHand(row, actor.account),
    }
    const changed = await tx.db.updateTable('draft').set(change).where('id', '=', id).where('version', '=', input.version).executeTakeFirst()
    if (Number(changed.numUpdatedRows) !== 1) return refuse('conflict', { version: row.version + 1 })
    if (dossier.thread_id === null) await changeDossier(tx, dossier.id, { partner: fields.to, urgency: fields.urgency, ...legalColumns(fields) })
    await matterSteps(fields.messageType, dossier.opening_type).drafted?.(tx, dossier, fields, actor.account)
    return await draftView(tx, { ...row, ...change })
  })
}

/** Reads a draft: its author, an operator, or the releasing officer while it waits. */
export async function readDraft(node: Node, actor: Person, id: Uuid): Promise<Draft | Refusal> {
  return await act(node, actor, 'read-draft', { subject: id }, async tx => {
    const row = await draftRow(tx, id)
    if (row === undefined || !may(actor, 'draft-read', await draftThing(tx, row))) return refuse('not-found', {})
    return await draftView(tx, row)
  })
}

/** Own drafts that are not gone, newest first. */
export async function listDrafts(node: Node, actor: Person): Promise<readonly DraftRow[]> {
  return await node.store.read(async tx => {
    const rows = await tx.db
      .selectFrom('draft')
      .innerJoin('dossier', 'dossier.id', 'draft.dossier_id')
      .selectAll('draft')
      .select('dossier.our_reference')
      .where('draft.author', 'in', accountsOf(actor))
      .where(known(actor))
      .where('draft.state', 'in', ['editing', 'returned', 'waiting-release'])
      .orderBy('draft.updated_at', 'desc')
      .orderBy('draft.id', 'desc')
      .limit(200)
      .execute()
    return await draftLines(tx, rows)
  })
}

/** Puts a draft aside. It can be brought back (`restoreDraft`) until it is tidied away with its dossier. */
export async function discardDraft(node: Node, actor: Person, id: Uuid): Promise<Draft | Refusal> {
  return await setState(node, actor, 'discard-draft', id, ['editing', 'returned'], 'discarded')
}

/** Undoes a discard. */
export async function restoreDraft(node: Node, actor: Person, id: Uuid): Promise<Draft | Refusal> {
  return await setState(node, actor, 'restore-draft', id, ['discarded'], 'editing')
}

/** Takes a submitted draft back while nobody has released it. */
export async function recallDraft(node: Node, actor: Person, id: Uuid): Promise<Draft | Refusal> {
  return await setState(node, actor, 'recall-draft', id, ['waiting-release'], 'editing')
}

/**
 * Says anew what a draft is made of: messages whose content it repeats, sums up or passes on. Corrections, erasures and restrictions of
 * those follow the message it becomes (rule R47).
 */
export async function changeSources(node: Node, actor: Person, id: Uuid, messages: readonly Uuid[]): Promise<Draft | Refusal> {
  return await act<Draft>(node, actor, 'draft-sources', { subject: id }, async tx => {
    const row = await ownDraft(tx, actor, id)
    if (isRefusal(row)) return row
    if (row.state !== 'editing' && row.state !== 'returned') return refuse('draft-not-editable', { state: row.state })
    const unfit = await unfitSource(tx, actor, messages)
    if (unfit !== null) return unfit
    await tx.db.deleteFrom('draft_source').where('draft_id', '=', id).execute()
    await writeSources(tx, id, messages)
    return await draftView(tx, row)
  })
}

/** Hands a draft to the second person, if it is complete and permitted now. What is missing is told all at once. */
export async function submitDraft(node: Node, actor: Person, id: Uuid): Promise<Draft | Refusal> {
  return await act(node, actor, 'submit-draft', { subject: id }, async tx => {
    const row = await ownDraft(tx, actor, id)
    if (isRefusal(row)) return row
    if (row.state !== 'editing' && row.state !== 'returned') return refuse('draft-not-editable', { state: row.state })
    const contested = await contestedSource(tx, id)
    if (contested !== null) return contested
    const draft = await completeDraft(node, tx, row)
    if (isRefusal(draft)) return draft
    const unnamed = await unnamedSource(tx, id, draft)
    if (unnamed !== null) return unnamed
    const inTurn = await takesItsTurn(node, tx, row, draft)
    if (inTurn !== null) return inTurn
    const permitted = permit(draft, await heldFor(node, tx, draft), node.policy, tx.at)
    if (isRefusal(permitted)) return permitted
    const change = {
      state: 'waiting-release' as const,
      version: row.version + 1,
      submitted_at: tx.at,
      updated_at: tx.at,
      returned_sealed: null,
      returned_code: null,
    }
    await tx.db.updateTable('draft').set(change).where('id', '=', id).execute()
    return await draftView(tx, { ...row, ...change })
  })
}

/** The live answer to a form being filled: permitted by which clause, or what is missing; and clauses that could carry it. */
export async function checkFields(node: Node, actor: Person, fields: DraftFields, guards: CompleteDraft['guards'] = {}): Promise<Decision> {
  return await node.store.read(async tx => {
    const to = fields.to
    const held = to === null ? [] : await agreementsWith(tx, node.config.id, to as NodeId, tx.at)
    const usable = held.filter(each => each.standing.state === 'active')
    const answers = await answersOf(tx, actor, fields.inReplyTo)
    const { matter = null } = fields
    // Files are named once they are there, and judged with the draft.
    const ask = askOfDraft({ ...fields, matter, attachments: [], legal: legalOf(node, fields), answers, guards })
    const candidates = usable.flatMap(({ hash, agreement }) =>
      clausesThatCould(ask, agreement).map(({ clause }) => {
        const one = agreement.clauses.find(each => each.id === clause)
        return {
          agreement: hash,
          agreementId: agreement.id,
          clause,
          topic: one?.topic ?? '',
          status: one?.status ?? '',
          summary: (one?.summary ?? {}) as Record<'en' | 'fr' | 'nl' | 'ar', string>,
        }
      }),
    )
    const missing = missingFields(fields)
    const chosen = held.find(each => each.hash === fields.agreement)
    if (chosen === undefined) return { decision: 'refuse', clause: null, unmet: missing.map(unfilled), candidates }
    const judged: Judged = check(ask, chosen.agreement, node.policy, tx.at, chosen.standing)
    const unmet = judged.decision === 'refuse' ? judged.unmet : []
    const told = new Set(unmet.map(each => each.field))
    const all = [...unmet.map(each => ({ ...each, facts: { ...each.facts } })), ...missing.filter(field => !told.has(field)).map(unfilled)]
    return { decision: all.length === 0 ? 'permit' : 'refuse', clause: judged.clause, unmet: all, candidates }
  })
}

/** The agreement a draft names, as it stands now between here and its addressee. */
export async function heldFor(node: Node, tx: Tx, draft: CompleteDraft) {
  return await heldAgreement(tx, draft.agreement, node.config.id, draft.legal.to, tx.at)
}

/** Of the dossiers of a query, those that are not discreet or that the person needs to know of; with them what is of no dossier. */
export function known(actor: Person) {
  return <Db, Joined extends keyof Db>(expression: ExpressionBuilder<Db, Joined>): Expression<SqlBool> => {
    const where = expression as unknown as ExpressionBuilder<Tables, 'dossier'>
    return where.or([where('dossier.need_to_know', 'is', null), where('dossier.need_to_know', 'like', `%"${actor.account}"%`)])
  }
}

/** What a thread's machine and its matter say of a draft: whether this kind may go out in the state the thread is in. */
export async function takesItsTurn(node: Node, tx: Tx, row: Row, draft: CompleteDraft, home?: DossierRow): Promise<Refusal | null> {
  const dossier = home ?? (await dossierToMove(tx, row.dossier_id))
  if (dossier === undefined) return refuse('not-found', {})
  if (draft.answers !== null && dossier.partner !== draft.legal.to) return refuse('draft-out-of-place', { messageType: draft.legal.messageType })
  const moved = move(
    machineOf(dossier.opening_type as TravellingType),
    dossier.side,
    dossier.state as never,
    {
      message: draft.legal.messageType,
      direction: 'out',
      extent: draft.extent,
      completes: await completes(tx, dossier.id, draft.answers?.message ?? null),
      step: stepOf(draft.legal.messageType, draft.matter),
    },
    beforeOf(dossier),
  )
  // Blocked by a guard of this node: said as what it is, to whoever may know.
  if (isRefusal(moved)) return dossier.state === 'blocked' ? refuse('guard-not-green', { state: 'blocked' }) : moved
  return (await matterSteps(draft.legal.messageType, dossier.opening_type).mayLeave?.(node, tx, dossier, draft)) ?? null
}

/** What the access rules ask of a draft. */
export async function draftThing(tx: Tx, row: Pick<Row, 'author' | 'state' | 'dossier_id' | 'hands'>, home?: DossierRow): Promise<DraftThing> {
  const dossier = home ?? (await dossierRow(tx, row.dossier_id))
  return {
    author: row.author as Uuid,
    waiting: row.state === 'waiting-release',
    needToKnow: dossier === undefined ? [] : needToKnowOf(dossier),
    hands: handsOf(row),
  }
}

async function setState(node: Node, actor: Person, name: ActName, id: Uuid, from: readonly Row['state'][], to: Row['state']): Promise<Draft | Refusal> {
  return await act(node, actor, name, { subject: id }, async tx => {
    const row = await ownDraft(tx, actor, id)
    if (isRefusal(row)) return row
    if (!from.includes(row.state)) return refuse('draft-not-editable', { state: row.state })
    const change = { state: to, version: row.version + 1, updated_at: tx.at }
    await tx.db.updateTable('draft').set(change).where('id', '=', id).execute()
    return await draftView(tx, { ...row, ...change })
  })
}

async function ownDraft(tx: Tx, actor: Person, id: Uuid): Promise<Row | Refusal> {
  const row = await draftRow(tx, id)
  if (row === undefined || !may(actor, 'draft-write', await draftThing(tx, row))) return refuse('not-found', {})
  return row
}

/** Whether a message answers the return for completion that stands: then, and only then, a clarification completes the request. */
export async function completes(tx: Tx, dossier: string, answered: string | null): Promise<boolean> {
  return answered !== null && (await standingReturn(tx, dossier)) === answered
}

async function outOfTurn(tx: Tx, dossier: DossierRow, fields: DraftFields): Promise<Refusal | null> {
  const event = {
    message: fields.messageType,
    direction: 'out',
    extent: fields.extent ?? 'whole',
    completes: await completes(tx, dossier.id, fields.inReplyTo),
    step: stepOf(fields.messageType, fields.matter),
  } as const
  const moved = move(machineOf(dossier.opening_type as TravellingType), dossier.side, dossier.state as never, event, beforeOf(dossier))
  return isRefusal(moved) ? moved : null
}

/** What stands in a dossier that the person does not see changes no answer, or asking would tell of it. */
async function answersOf(tx: Tx, actor: Person, inReplyTo: Uuid | null) {
  const message = inReplyTo === null ? undefined : await tx.db.selectFrom('message').select('dossier_id').where('id', '=', inReplyTo).executeTakeFirst()
  const dossier = message?.dossier_id == null ? undefined : await dossierRow(tx, message.dossier_id)
  const answers = dossier === undefined || !may(actor, 'dossier-read', thingOf(dossier)) ? null : await answeredBy(tx, dossier, inReplyTo)
  return isRefusal(answers) ? null : answers
}
