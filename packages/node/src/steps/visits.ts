import { createHash } from 'node:crypto'
import { type AttachmentType, isSafeImage } from '@entraide/envelope'
import { possible, type Side, type VisitRecord, visitRecord } from '@entraide/exchange'
import { isRefusal, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { PaperCheck, Visit, VisitRecordView, VisitRow, VisitStepName } from '../http/api.ts'
import { type DossierRow, dossierRow, threadRows } from '../store/dossiers.ts'
import { draftLines } from '../store/drafts.ts'
import { lastOpening, openedToday } from '../store/openings.ts'
import type { Tx } from '../store/store.ts'
import { otherSide, visitStepsOf } from '../store/visits.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { readAttachment } from './attach.ts'
import { thingOf } from './draft.ts'
import { visible } from './visible.ts'

type Person = Extract<Actor, { kind: 'person' }>

const settled: readonly string[] = ['DON', 'DRP', 'CAR']

/** The visits that a person sees, newest change first. What a discreet one is about is told only where the reader opened it today. */
export async function listVisits(node: Node, actor: Person): Promise<readonly VisitRow[]> {
  return await node.store.read(async tx => {
    const rows = (await visible(tx, actor).selectAll().where('opening_type', '=', 'VIS').orderBy('updated_at', 'desc').limit(500).execute()) as DossierRow[]
    const opened = await openedToday(tx, actor)
    const lines: VisitRow[] = []
    for (const row of rows) lines.push(lineOf(row, visitRecord(row.side, await visitStepsOf(tx, node.config.id, row)), opened.has(row.id)))
    return lines
  })
}

/** A visit as it stands. Its content needs today's reason, as every dossier does (`openDossier`). */
export async function readVisit(node: Node, actor: Person, id: Uuid): Promise<Visit | Refusal> {
  return await node.store.read(async tx => {
    const row = await visitRow(tx, actor, id)
    if (row === null) return refuse('not-found', {})
    const [line] = await threadRows(tx, [row])
    if (line === undefined) return refuse('not-found', {})
    const last = await lastOpening(tx, actor, id)
    const opened = last.isToday
    const record = visitRecord(row.side, await visitStepsOf(tx, node.config.id, row))
    const drafts = await tx.db
      .selectFrom('draft')
      .innerJoin('dossier', 'dossier.id', 'draft.dossier_id')
      .selectAll('draft')
      .select('dossier.our_reference')
      .where('draft.dossier_id', '=', id)
      .where('draft.state', 'not in', ['discarded', 'released'])
      .execute()
    const { needToKnow } = thingOf(row)
    const mine = drafts.filter(each => may(actor, 'draft-read', { author: each.author as Uuid, waiting: each.state === 'waiting-release', needToKnow }))
    return {
      row: line,
      discreet: needToKnow !== null,
      opened,
      lastReason: last.reason,
      record: opened ? await recordView(tx, node.config.id, row, record) : null,
      may: may(actor, 'draft-continue', thingOf(row)) ? nextSteps(node.config.id, row.side, record) : [],
      drafts: await draftLines(tx, mine),
      at: tx.at,
    }
  })
}

/** Holds a paper that is here against the digest that its message names. An act, like reading it. */
export async function checkPaper(node: Node, actor: Person, id: Uuid, message: Uuid): Promise<PaperCheck | Refusal> {
  const found = await node.store.read(async tx => {
    const row = await visitRow(tx, actor, id)
    const paper = row === null ? undefined : visitRecord(row.side, await visitStepsOf(tx, node.config.id, row)).papers.find(each => each.message === message)
    const attachment = await tx.db.selectFrom('attachment').select('id').where('message_id', '=', message).executeTakeFirst()
    return paper === undefined || attachment === undefined ? refuse('not-found', {}) : { said: paper.digest, attachment: attachment.id }
  })
  if (isRefusal(found)) return found
  const file = await readAttachment(node, actor, message, found.attachment)
  if (isRefusal(file)) return file
  const hash = createHash('sha256')
  for await (const piece of file.pieces) hash.update(piece)
  const digest = hash.digest('hex')
  return await act(node, actor, 'check-paper', { dossier: id, message }, async () => ({ said: found.said, found: digest, same: digest === found.said }))
}

/** A visit that a person may read; null for any other dossier, and for one that she may not know of. */
export async function visitRow(tx: Tx, actor: Person, id: Uuid): Promise<DossierRow | null> {
  const row = await dossierRow(tx, id)
  return row !== undefined && row.opening_type === 'VIS' && may(actor, 'dossier-read', thingOf(row)) ? row : null
}

function lineOf(row: DossierRow, record: VisitRecord, opened: boolean): VisitRow {
  const { proposal } = record
  const open = record.decisions.filter(decision => decision.status !== 'DRA' && !settled.includes(decision.status))
  const discreet = row.need_to_know !== null
  return {
    dossier: row.id as Uuid,
    ourReference: row.our_reference,
    yourReference: row.your_reference,
    partner: row.partner as NodeId | null,
    side: row.side,
    state: row.state as VisitRow['state'],
    discreet,
    about:
      proposal === null || (discreet && !opened)
        ? null
        : { visit: proposal.visit, title: proposal.title, host: proposal.host, ...whenAndWhere(record, proposal) },
    openDecisions: open.length,
    nextDueOn: open.map(decision => decision.dueOn).sort()[0] ?? null,
    unread: row.unread === 1,
    updatedAt: row.updated_at,
  }
}

function whenAndWhere({ agenda, held }: VisitRecord, proposal: NonNullable<VisitRecord['proposal']>) {
  const { place, from, until } = agenda.at(-1)?.text ?? proposal
  return { place, from: held?.from ?? from, until: held?.until ?? until }
}

async function recordView(tx: Tx, own: NodeId, row: DossierRow, record: VisitRecord): Promise<VisitRecordView | null> {
  const { proposal } = record
  if (proposal === null) return null
  const nodeOf = (side: Side) => (side === row.side ? own : (row.partner as NodeId))
  const line = <T>(
    versions: readonly { digest: string; text: T; by: Side; message: Uuid; settled: boolean; signedBy: readonly { by: Side; message: Uuid }[] }[],
  ) =>
    versions.map(({ digest, text, by, message, settled, signedBy }) => ({
      digest,
      by: nodeOf(by),
      message,
      settled,
      hands: [...signedBy].sort(askerFirst).map(hand => ({ node: nodeOf(hand.by), message: hand.message })),
      text,
    }))
  const papers: VisitRecordView['papers'] = []
  for (const { by, ...paper } of [...record.papers].sort((a, b) => (a.message < b.message ? -1 : 1)))
    papers.push({ ...paper, by: nodeOf(by), attachment: await paperOf(tx, row.id as Uuid, paper.message) })
  return {
    visit: proposal.visit,
    title: proposal.title,
    host: proposal.host,
    languages: [...proposal.languages],
    ...whenAndWhere(record, proposal),
    agenda: line(record.agenda),
    delegations: [...record.delegations].sort(askerFirst).map(({ delegation, message }) => ({ ...delegation, message })),
    papers,
    held: record.held,
    minutes: line(record.minutes),
    decisions: [...record.decisions],
  }
}

/** Where messages crossed, each side met them in its own order: shown, both are in one. */
const askerFirst = (a: { readonly by: Side }, b: { readonly by: Side }) => (a.by === b.by ? 0 : a.by === 'asker' ? -1 : 1)

async function paperOf(tx: Tx, dossier: Uuid, message: Uuid): Promise<VisitRecordView['papers'][number]['attachment']> {
  const row = await tx.db.selectFrom('attachment').selectAll().where('message_id', '=', message).executeTakeFirst()
  const name = row === undefined ? null : await tx.unseal(dossier, `attachment/${row.id}/name`, row.name_sealed)
  if (row === undefined || name === null) return null
  return { id: row.id, name, mediaType: row.media_type, bytes: row.bytes, renderable: isSafeImage(row.media_type as AttachmentType) }
}

/** What a side may write next, beyond what the machine says: one agrees to what the other wrote, signs once, and only the host says that it was held. */
function nextSteps(own: NodeId, side: Side, record: VisitRecord): VisitStepName[] {
  const names = possible('visit', side, record.state)
    .filter(name => name.startsWith('out:VIS:') && name !== 'out:VIS:propose')
    .map(name => name.slice('out:VIS:'.length) as VisitStepName)
  const [agenda, minutes] = [record.agenda.at(-1), record.minutes.at(-1)]
  const open = record.decisions.filter(decision => !settled.includes(decision.status))
  const fits: { readonly [name in VisitStepName]?: boolean } = {
    'agree-agenda': agenda !== undefined && agenda.by === otherSide(side),
    held: record.proposal?.host === own,
    cosign: minutes !== undefined,
    follow: record.decisions.some(decision => decision.owner === own),
    close: open.length === 0,
  }
  return names.filter(name => fits[name] !== false)
}
