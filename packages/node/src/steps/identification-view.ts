import { isDone, type MessageBody, permit, possible, stepOf, type ThreadState } from '@entraide/exchange'
import { isRefusal, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { Node } from '../capabilities.ts'
import type { CourseEntry, GuardView, HeldPerson, Identification, IdentificationFile, PrintsView, ProtectionView, StepName } from '../http/api.ts'
import type { Protection } from '../persons/protections.ts'
import { accountOf } from '../store/account-views.ts'
import { type DossierRow, dossierRow, threadRows } from '../store/dossiers.ts'
import { attachmentsOf, completeDraft, type DraftRow, draftView, missingFields, openFields, unfilled } from '../store/drafts.ts'
import { freshUntil, guards, newestFindings, signTogether, standingOf } from '../store/guards.ts'
import { lastOpening } from '../store/openings.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { heldFor, takesItsTurn, thingOf } from './draft.ts'
import { fileOfMessage, missingIn, printsIn } from './identification-file.ts'
import { openDraftOf } from './matters/identification-drafts.ts'
import { deletionOf } from './matters/identification-end.ts'
import { readPrints } from './matters/identification-prints.ts'
import { protectedIn } from './matters/identification-protection.ts'
import { lastOf, matterOf, openingOf, type Said, saidIn, stepIn } from './matters/identification-thread.ts'
import { comparisonView } from './persons.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** An identification as one officer may see it: its line, and once she has opened it today, its file, guards, course and next steps. */
export async function readIdentification(node: Node, actor: Person, id: Uuid): Promise<Identification | Refusal> {
  return await node.store.read(async tx => {
    const dossier = await dossierRow(tx, id)
    if (dossier === undefined || !may(actor, 'dossier-read', thingOf(dossier))) return refuse('not-found', {})
    if (dossier.opening_type !== 'IDR') return refuse('not-an-identification', {})
    const [row] = await threadRows(tx, [dossier])
    const last = await lastOpening(tx, actor, id)
    const line = { row: row as Identification['row'], lastReason: last.reason }
    return last.isToday ? { ...line, opened: true, ...(await contentOf(node, tx, actor, dossier)) } : { ...line, ...closedView }
  })
}

const noPrints: PrintsView = { state: 'none', problem: null, version: null, records: [] }
const closedView: Omit<Identification, 'row' | 'lastReason'> = {
  opened: false,
  file: null,
  draft: null,
  missing: [],
  unmet: [],
  guards: [],
  protections: [],
  prints: noPrints,
  course: [],
  document: null,
  decisions: [],
  deletion: 'none',
  steps: [],
}

async function contentOf(node: Node, tx: Tx, actor: Person, dossier: DossierRow): Promise<Omit<Identification, 'row' | 'lastReason' | 'opened'>> {
  const said = await saidIn(tx, dossier.id)
  const opening = openingOf(said, dossier)
  const draft = dossier.thread_id === null ? await openDraftOf(tx, dossier.id, 'IDR') : undefined
  const file = opening === undefined ? await draftedFile(tx, draft) : fileOfMessage(opening.body)
  const attached = draft === undefined ? (opening?.body.attachments ?? []) : (await attachmentsOf(tx, draft)).map(({ ref }) => ref)
  const fields = draft === undefined ? null : await openFields(tx, draft)
  const items = [...(opening?.body.items ?? fields?.items ?? [])]
  const atHome = dossier.side === 'asker'
  return {
    file,
    draft: draft === undefined ? null : await draftPart(tx, actor, draft),
    missing: file === null ? [] : [...missingIn(file, attached)],
    unmet: draft === undefined ? [] : await unmetOf(node, tx, draft),
    guards: atHome ? await guardViews(tx, actor, dossier) : [],
    protections: atHome && may(actor, 'guard-find', thingOf(dossier)) ? await protectionViews(node, tx, dossier, items) : [],
    prints: await printsView(tx, dossier, printsIn(attached)),
    course: said.map(courseEntry),
    document: documentOf(said),
    decisions: atHome ? [] : await decisionsOf(tx, dossier.id),
    deletion: atHome ? deletionOf(said, dossier) : 'none',
    steps: stepsOf(actor, dossier, said, await stepsWaiting(tx, dossier.id)),
  }
}

async function draftedFile(tx: Tx, draft: DraftRow | undefined): Promise<IdentificationFile | null> {
  if (draft === undefined) return null
  const row = await tx.db.selectFrom('identification_file').select('sealed').where('draft_id', '=', draft.id).executeTakeFirst()
  const text = row === undefined ? null : await tx.unseal(draft.dossier_id as Uuid, `identification/${draft.id}`, row.sealed)
  if (text !== null) return JSON.parse(text) as IdentificationFile
  const fields = await openFields(tx, draft)
  if (fields === null) return null
  const { items, language, matter, caseReference, reasons, holdUntil } = fields
  return fileOfMessage({ items, language, matter: matter ?? undefined, holdUntil: holdUntil ?? '', ask: { caseReference, reasons } })
}

async function draftPart(tx: Tx, actor: Person, draft: DraftRow): Promise<Identification['draft']> {
  const view = await draftView(tx, draft)
  if (isRefusal(view)) return null
  const { id, version, state, attachments, returned } = view
  return {
    id,
    version,
    state,
    mine: draft.author === actor.account,
    attachments,
    returned: returned === null ? null : { code: returned.code, reason: returned.reason, at: returned.at },
  }
}

/** Why the file may not leave now: fields, the clause, the node's own law, guards, protections, prints. */
async function unmetOf(node: Node, tx: Tx, draft: DraftRow): Promise<Identification['unmet']> {
  const fields = await openFields(tx, draft)
  if (fields === null) return []
  const missing = missingFields(fields)
  if (missing.length > 0) return missing.map(unfilled)
  const complete = await completeDraft(node, tx, draft)
  if (isRefusal(complete)) return [plain(complete)]
  const permitted = permit(complete, await heldFor(node, tx, complete), node.policy, tx.at)
  const unmet = isRefusal(permitted) ? ((permitted.facts.unmet as unknown as Identification['unmet']) ?? [plain(permitted)]) : []
  const inTurn = await takesItsTurn(node, tx, draft, complete)
  return inTurn === null || inTurn.refused === 'not-expected' ? [...unmet] : [...unmet, plain(inTurn)]
}

/** A refusal in the shape of an unmet condition, so that a screen shows one list. */
function plain({ refused, facts }: Refusal): Identification['unmet'][number] {
  return { code: refused, rule: null, clause: null, mend: 'fill-field', field: typeof facts.at === 'string' ? facts.at : null, facts: { ...facts } }
}

async function guardViews(tx: Tx, actor: Person, dossier: DossierRow): Promise<GuardView[]> {
  const newest = await newestFindings(tx, dossier.id)
  const views: GuardView[] = []
  for (const guard of guards) {
    const finding = newest.get(guard)
    const standing = standingOf(finding, tx.at)
    const by = finding === undefined ? null : await accountOf(tx, finding.by_account)
    const waits = guard === 'ART3' && standing === 'open' && by !== null && may(actor, 'guard-find', thingOf(dossier))
    views.push({
      guard,
      standing,
      foundAt: finding?.found_at ?? null,
      freshUntil: finding === undefined ? null : freshUntil(finding),
      by,
      second: finding?.second_account == null ? null : await accountOf(tx, finding.second_account),
      note: finding?.note_sealed == null ? null : await tx.unseal(dossier.id as Uuid, `guard/${finding.id}`, finding.note_sealed),
      maySign: waits && signTogether({ account: by.id, roles: by.roles }, actor),
    })
  }
  return views
}

async function protectionViews(node: Node, tx: Tx, dossier: DossierRow, items: MessageBody['items']): Promise<ProtectionView[]> {
  const views: ProtectionView[] = []
  for (const { protection, comparison, judgement } of await protectedIn(node, tx, dossier.id, items))
    views.push({
      ...(await protectionView(tx, protection)),
      comparison: comparisonView(comparison),
      judgement: judgement === null ? null : { by: await accountOf(tx, judgement.by), at: judgement.at, reason: judgement.reason },
    })
  return views
}

/** A protection as those who keep the register see it. */
export async function protectionView(tx: Tx, { id, ground, person, reason, madeBy, madeAt }: Protection): Promise<ProtectionView> {
  return { id, ground, person: person as HeldPerson, reason, by: await accountOf(tx, madeBy), at: madeAt, comparison: null, judgement: null }
}

async function printsView(tx: Tx, dossier: DossierRow, digest: string | null): Promise<PrintsView> {
  const read = await readPrints(tx, dossier.id, digest)
  if (read === null) return noPrints
  if (isRefusal(read)) return { ...noPrints, state: 'broken', problem: String(read.facts.problem ?? read.refused) }
  return {
    state: 'read',
    problem: null,
    version: read.version,
    records: read.records.map(({ type, positions, bytes }) => ({ type, positions: [...positions], bytes })),
  }
}

function courseEntry({ id, body, at, direction, isTaken }: Said): CourseEntry {
  const { matter: _, step: __, ...facts } = (body.matter?.matter === 'identification' ? body.matter : {}) as Record<string, unknown>
  const told = Object.entries(facts).filter(
    (entry): entry is [string, string | number | null] => entry[1] === null || ['string', 'number'].includes(typeof entry[1]),
  )
  const digests = ['photo', 'fingerprints', 'record']
  return {
    message: id,
    at,
    direction,
    messageType: body.messageType,
    step: stepIn(body),
    drafter: body.drafter,
    releaser: body.releaser,
    taken: direction === 'in' || isTaken,
    facts: Object.fromEntries(told.filter(([name]) => !digests.includes(name))),
  }
}

function documentOf(said: readonly Said[]): Identification['document'] {
  const document = matterOf(lastOf(said, ['LPI'])?.body, 'LPI')
  return document === null ? null : { type: document.documentType, validFrom: document.validFrom, validUntil: document.validUntil, journeys: document.journeys }
}

async function decisionsOf(tx: Tx, dossier: string): Promise<Identification['decisions']> {
  const rows = await tx.db.selectFrom('verification').selectAll().where('dossier_id', '=', dossier).orderBy('at').orderBy('id').execute()
  return await Promise.all(
    rows.map(async row => ({
      outcome: row.outcome,
      reason: (await tx.unseal(dossier as Uuid, `verification/${row.id}`, row.sealed)) ?? '',
      match: row.match_id as Uuid | null,
      by: await accountOf(tx, row.by_account),
      at: row.at,
    })),
  )
}

/** Which event of the machine each step is. */
const events: { readonly [step in StepName | 'decide' | 'close']: readonly string[] } = {
  pause: ['out:IDS:pause'],
  resume: ['out:IDS:resume'],
  withdraw: ['out:WDW'],
  interviewed: ['out:IDS:interviewed'],
  'request-document': ['out:IDS:request-document'],
  used: ['out:IDS:used'],
  complete: ['out:CLR:complete'],
  clarify: ['out:CLR'],
  verifying: ['out:IDS:verifying'],
  return: ['out:RTC'],
  decide: ['out:IDA:CNF'],
  interview: ['out:IDA:INT'],
  'issue-document': ['out:IDA:LPI'],
  'refuse-document': ['out:IDA:LPR'],
  misidentified: ['out:IDA:MIS'],
  refuse: ['out:RFS'],
  close: ['close'],
}

/** Steps that are written and wait for the second person: they are not offered anew. Questions may be many. */
async function stepsWaiting(tx: Tx, dossier: string): Promise<ReadonlySet<string>> {
  const drafts = await tx.db
    .selectFrom('draft')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .where('message_type', '!=', 'CLR')
    .where('state', 'in', ['editing', 'returned', 'waiting-release'])
    .execute()
  const names = new Set<string>()
  for (const draft of drafts) {
    const step = stepOf(draft.message_type as MessageBody['messageType'], (await openFields(tx, draft))?.matter ?? null)
    names.add(['out', draft.message_type, ...(step === null ? [] : [step])].join(':'))
  }
  return names
}

/** What this person may do next here; every message still goes out by a second person. */
function stepsOf(actor: Person, dossier: DossierRow, said: readonly Said[], waiting: ReadonlySet<string>): Identification['steps'] {
  const thing = thingOf(dossier)
  const can = new Set(possible('identification', dossier.side, dossier.state as ThreadState))
  const runs = may(actor, 'identification-run', thing)
  // What the machine allows, this node's own law may not: an interview nobody asked for, a withdrawal out of no pause.
  const fits = (step: string) => (step !== 'interviewed' || lastOf(said, ['INT']) !== undefined) && (step !== 'withdraw' || dossier.state === 'suspended')
  const steps: Identification['steps'] = []
  if (dossier.side === 'asker' && may(actor, 'guard-find', thing) && !isDone(dossier.state as ThreadState)) steps.push('find-guard')
  if (!runs) return steps
  for (const [step, on] of Object.entries(events) as [StepName | 'decide' | 'close', readonly string[]][])
    if (on.some(name => can.has(name) && !waiting.has(name)) && fits(step)) steps.push(step)
  return steps
}
