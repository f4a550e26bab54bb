import { check, clausesThatCould } from '@entraide/agreement'
import { askOfDraft, type IdentificationMatter, isDone, move, possible, stepOf, type ThreadState } from '@entraide/exchange'
import { dateIn, isNodeId, isRefusal, laterDate, type NodeId, type Refusal, refuse, type Uuid } from '@entraide/ground'
import { readPerson } from '@entraide/identity'
import type { Node } from '../capabilities.ts'
import type { Draft, DraftFields, GuardFinding, Identification, IdentificationChange, IdentificationOutcome, IdentificationStep } from '../http/api.ts'
import { addProtection } from '../persons/protections.ts'
import { accountOf } from '../store/account-views.ts'
import { agreementsWith } from '../store/agreements.ts'
import { changeDossier, type DossierRow, dossierRow, dossierToMove, newDossier, standingReturn } from '../store/dossiers.ts'
import { attachmentsOf, draftRow, legalOf, openFields, sealFields } from '../store/drafts.ts'
import { newestFindings, signTogether, standingOf } from '../store/guards.ts'
import { isOpenedToday } from '../store/openings.ts'
import { waitingOf } from '../store/outbox.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { discardDraft, submitDraft, thingOf } from './draft.ts'
import { emptyFile, fieldsOfFile } from './identification-file.ts'
import { readIdentification } from './identification-view.ts'
import { identificationSteps } from './matters/identification.ts'
import { blockOrFree } from './matters/identification-block.ts'
import { authorOf, clauseFor, fieldsInThread, openDraftOf, putDraft, type Saying } from './matters/identification-drafts.ts'
import { writeDeletion } from './matters/identification-end.ts'
import { mustAnswer, openingOf, type Said, saidIn } from './matters/identification-thread.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Asks to be deleted after ninety days, unless the officer sets another day or the clause a shorter time. */
const usualHoldDays = 90

/** Begins an identification: an empty file for its officer, under the clause of the agreement that lets it go. Nothing is sent. */
export async function startIdentification(
  node: Node,
  actor: Person,
  input: { readonly to: string; readonly language: DraftFields['language']; readonly caseReference: string; readonly agreement?: string | undefined },
): Promise<Identification | Refusal> {
  const { language, caseReference } = input
  const started = await act<Uuid>(node, actor, 'identification-start', { reason: caseReference }, async tx => {
    if (!isNodeId(input.to)) return refuse('partner-takes-no-identifications', { partner: input.to })
    const hold = laterDate(dateIn(tx.at, node.config.zone), usualHoldDays)
    const file = emptyFile(language, caseReference, hold)
    const terms = await termsOf(node, tx, input.to, language, input.agreement)
    if (terms === null) return refuse('partner-takes-no-identifications', { partner: input.to })
    const dossier = await newDossier(node, tx, { side: 'asker', openingType: 'IDR', urgency: 'ID45', office: actor.office, partner: input.to })
    await changeDossier(tx, dossier.id, { agreement_hash: terms.agreement, clause: terms.clause, purpose: 'RETN' })
    const draft = await putDraft(tx, dossier, actor.account, fieldsOfFile(file, terms, []))
    await keepFile(tx, dossier.id, draft.id, file)
    // Whoever begins a dossier has opened it for the day; the reason is its case.
    const onDay = tx.at.slice(0, 10)
    const reason = await tx.seal(dossier.id as Uuid, `opening/${actor.account}/${onDay}`, caseReference)
    await tx.db.insertInto('opening').values({ dossier_id: dossier.id, account_id: actor.account, on_day: onDay, reason_sealed: reason, at: tx.at }).execute()
    return dossier.id as Uuid
  })
  return isRefusal(started) ? started : await readIdentification(node, actor, started)
}

/** Saves the file as it was filled in, and makes its message anew. `version` is the one that was read. */
export async function changeIdentification(node: Node, actor: Person, id: Uuid, { version, file }: IdentificationChange): Promise<Identification | Refusal> {
  const saved = await node.store.write(async (tx): Promise<Refusal | null> => {
    const dossier = await dossierRow(tx, id)
    const row = dossier === undefined ? undefined : await openDraftOf(tx, id, 'IDR')
    if (dossier === undefined || row === undefined || !may(actor, 'identification-run', thingOf(dossier)) || row.author !== actor.account)
      return refuse('not-found', {})
    if (row.state !== 'editing' && row.state !== 'returned') return refuse('draft-not-editable', { state: row.state })
    if (row.version !== version) return refuse('conflict', { version: row.version })
    const before = await openFields(tx, row)
    if (before === null) return refuse('erased', { draft: row.id })
    const attached = (await attachmentsOf(tx, row)).map(({ ref }) => ref)
    const terms = { to: before.to as NodeId, agreement: before.agreement ?? '', clause: before.clause, handling: before.handling }
    const fields = fieldsOfFile(file, terms, attached)
    const clause = (await clauseFor(node, tx, dossier, fields)) || before.clause
    await tx.db
      .updateTable('draft')
      .set({ version: version + 1, fields_sealed: await sealFields(tx, id, row.id, { ...fields, clause }), updated_at: tx.at })
      .where('id', '=', row.id)
      .where('version', '=', version)
      .execute()
    await keepFile(tx, id, row.id, file)
    await changeDossier(tx, id, { clause })
    return null
  })
  return saved === null ? await readIdentification(node, actor, id) : saved
}

/**
 * Writes down what was found about a guard. A red one blocks a file that has not left; where it has, a pause is written at once, for two
 * persons to let go. Nobody outside learns of either.
 */
export async function findGuard(node: Node, actor: Person, id: Uuid, finding: GuardFinding): Promise<Identification | Refusal> {
  const note = finding.note.trim()
  const found = await act<'pause' | null>(node, actor, 'guard-found', { dossier: id }, async tx => {
    const dossier = await asked(tx, actor, 'guard-find', id)
    if (isRefusal(dossier)) return dossier
    if (dossier.side !== 'asker' || isDone(dossier.state as ThreadState)) return refuse('step-not-possible', { state: dossier.state })
    // The assessment under article 3 is a written one (R30), and what blocks says why.
    if ((finding.state === 'red' || finding.guard === 'ART3') && note.length < 3) return refuse('guard-note-missing', { guard: finding.guard })
    const finding_id = tx.newId()
    await tx.db
      .insertInto('guard_finding')
      .values({
        id: finding_id,
        dossier_id: id,
        guard: finding.guard,
        state: finding.state,
        found_at: tx.at,
        by_account: actor.account,
        second_account: null,
        second_at: null,
        note_sealed: note === '' ? null : await tx.seal(id, `guard/${finding_id}`, note),
      })
      .execute()
    if (finding.state === 'red' && finding.protect === true) await protectSubject(node, tx, actor, dossier, finding.guard, note)
    const state = await blockOrFree(tx, dossier)
    return finding.state === 'red' && mayPause(state) ? 'pause' : null
  })
  if (isRefusal(found)) return found
  if (found === 'pause') await writePause(node, actor, id, note)
  return await readIdentification(node, actor, id)
}

/** The second signature under an assessment of article 3: an identification officer and a legal adviser, two persons (R30). */
export async function signGuard(node: Node, actor: Person, id: Uuid): Promise<Identification | Refusal> {
  const signed = await act(node, actor, 'guard-signed', { dossier: id }, async tx => {
    const dossier = await asked(tx, actor, 'guard-find', id)
    if (isRefusal(dossier)) return dossier
    const newest = (await newestFindings(tx, id)).get('ART3')
    if (newest === undefined || standingOf(newest, tx.at) !== 'open') return refuse('nothing-to-sign', {})
    const first = await accountOf(tx, newest.by_account)
    if (!signTogether({ account: first.id, roles: first.roles }, actor)) return refuse('second-signature-unfit', {})
    await tx.db.updateTable('guard_finding').set({ second_account: actor.account, second_at: tx.at }).where('id', '=', newest.id).execute()
    return null
  })
  return isRefusal(signed) ? signed : await readIdentification(node, actor, id)
}

/** Writes the next message of an identification and hands it to the second person. What it may not say, nobody can write into it. */
export async function prepareStep(node: Node, actor: Person, id: Uuid, step: IdentificationStep): Promise<Draft | Refusal> {
  const reason = 'reason' in step ? { reason: 'cause' in step ? `${step.cause}: ${step.reason}` : step.reason } : {}
  const prepared = await act<Uuid>(node, actor, `identification-${step.step}`, { dossier: id, ...reason }, async tx => {
    const dossier = await asked(tx, actor, 'identification-run', id)
    if (isRefusal(dossier)) return dossier
    return await writeStep(node, tx, dossier, actor.account, sayingOf(step))
  })
  return isRefusal(prepared) ? prepared : await submitOrDiscard(node, actor, prepared)
}

/** An officer of the holder says what she found out, and why; the answer is written from that, for a second person to let go (R25). */
export async function decideOutcome(node: Node, actor: Person, id: Uuid, decision: IdentificationOutcome): Promise<Draft | Refusal> {
  const { outcome, reason, match } = decision
  const decided = await act<Uuid>(node, actor, 'outcome-decided', { dossier: id, subject: match, reason }, async tx => {
    const dossier = await asked(tx, actor, 'identification-run', id)
    if (isRefusal(dossier)) return dossier
    const person = await identityOf(tx, id, decision)
    if (isRefusal(person)) return person
    const verification = tx.newId()
    const sealed = await tx.seal(id, `verification/${verification}`, reason)
    const written = await writeStep(node, tx, dossier, actor.account, {
      messageType: 'IDA',
      matter: { matter: 'identification', step: outcome },
      ...(person === null ? {} : { items: [{ category: 'NAME', person, nature: 'fact', source: 'A', information: '1', provenance: 'REGI' }] }),
    })
    if (isRefusal(written)) return written
    await tx.db
      .insertInto('verification')
      .values({ id: verification, dossier_id: id, outcome, match_id: match, by_account: actor.account, at: tx.at, sealed })
      .execute()
    return written
  })
  return isRefusal(decided) ? decided : await submitOrDiscard(node, actor, decided)
}

/** Closes an identification that is over, once the prints are gone from the partner under its signature. */
export async function closeIdentification(node: Node, actor: Person, id: Uuid): Promise<Identification | Refusal> {
  const closed = await act(node, actor, 'close', { dossier: id }, async tx => {
    const dossier = await asked(tx, actor, 'identification-run', id)
    if (isRefusal(dossier)) return dossier
    const state = move('identification', dossier.side, dossier.state as ThreadState, { act: 'close' })
    if (isRefusal(state)) return state
    if ((await waitingOf(tx, id)).length > 0) return refuse('message-under-way', {})
    const owed = (await identificationSteps.mayClose?.(tx, dossier)) ?? null
    if (owed !== null) return owed
    await changeDossier(tx, id, { state })
    return null
  })
  // Of a document that was refused nothing was written yet: it could have been asked for again.
  if (isRefusal(closed) && closed.refused === 'deletion-open')
    await node.store.write(async tx => {
      const dossier = await dossierToMove(tx, id)
      if (dossier !== undefined) await writeDeletion(node, tx, dossier)
    })
  return isRefusal(closed) ? closed : await readIdentification(node, actor, id)
}

/** The dossier of an identification that a person may work on and has opened today; kept from other transactions. */
async function asked(tx: Tx, actor: Person, what: 'guard-find' | 'identification-run', id: Uuid): Promise<DossierRow | Refusal> {
  const dossier = await dossierToMove(tx, id)
  if (dossier === undefined || !may(actor, what, thingOf(dossier))) return refuse('not-found', {})
  if (dossier.opening_type !== 'IDR') return refuse('not-an-identification', {})
  return (await isOpenedToday(tx, actor, id)) ? dossier : refuse('dossier-not-opened', {})
}

/**
 * The agreement and clause under which this node may ask a partner to identify a person: one that takes files in this language before one
 * that does not, for a file stays under the agreement that it was begun under.
 */
async function termsOf(node: Node, tx: Tx, to: NodeId, language: DraftFields['language'], wanted?: string) {
  const bare = { ...fieldsOfFile(emptyFile(language, '', ''), { to, agreement: '', clause: '', handling: [] }, []), dataCategories: ['NAME' as const] }
  const ask = askOfDraft({ ...bare, legal: { ...legalOf(node, bare), transferBasis: null }, attachments: [], answers: null, guards: {} })
  const could = (await agreementsWith(tx, node.config.id, to, tx.at)).flatMap(({ hash, agreement, standing }) => {
    if (standing.state !== 'active' || (wanted !== undefined && wanted !== hash)) return []
    const clause = clausesThatCould(ask, agreement)[0]?.clause
    if (clause === undefined) return []
    const judged = check({ ...ask, clause }, agreement, null, tx.at, standing)
    const speaks = judged.decision === 'permit' || !judged.unmet.some(({ code }) => code === 'language-not-agreed')
    return [{ id: agreement.id, speaks, terms: { to, agreement: hash, clause, handling: [...agreement.defaultHandling] as DraftFields['handling'] } }]
  })
  could.sort((a, b) => Number(b.speaks) - Number(a.speaks) || (a.id < b.id ? -1 : 1))
  return could[0]?.terms ?? null
}

async function keepFile(tx: Tx, dossier: string, draft: string, file: IdentificationChange['file']): Promise<void> {
  const sealed = await tx.seal(dossier as Uuid, `identification/${draft}`, JSON.stringify(file))
  await tx.db
    .insertInto('identification_file')
    .values({ draft_id: draft, dossier_id: dossier, sealed })
    .onConflict(conflict => conflict.column('draft_id').doUpdateSet({ sealed }))
    .execute()
}

/** Puts the person of a file under protection, on the ground that a red guard gives. */
async function protectSubject(node: Node, tx: Tx, actor: Person, dossier: DossierRow, guard: string, reason: string): Promise<void> {
  const ground = ({ ASY: 'ASYL', MIN: 'MINR', THB: 'VICT' } as const)[guard as 'ASY']
  const person = await subjectOf(tx, dossier)
  if (ground === undefined || person === null) return
  await addProtection(node, tx, { id: tx.newId(), person, ground, reason, dossier: dossier.id as Uuid, madeBy: actor.account, madeAt: tx.at })
}

/** The person a file is about: of its message, or of its draft. */
async function subjectOf(tx: Tx, dossier: DossierRow) {
  const draft = await openDraftOf(tx, dossier.id, 'IDR')
  const fields = draft === undefined ? null : await openFields(tx, draft)
  const items = openingOf(await saidIn(tx, dossier.id), dossier)?.body.items ?? fields?.items ?? []
  const { nationalities: _, ...named } = items.find(item => item.person !== undefined)?.person ?? { names: [] }
  const person = readPerson(named)
  return isRefusal(person) ? null : person
}

const mayPause = (state: ThreadState) => possible('identification', 'asker', state).includes('out:IDS:pause')

/** The pause that a red guard calls for: submitted at once where its finder may write it; else left to the author of the file. */
async function writePause(node: Node, actor: Person, id: Uuid, reason: string): Promise<void> {
  const draft = await act<Uuid>(node, actor, 'identification-pause', { dossier: id, reason }, async tx => {
    const dossier = await dossierToMove(tx, id)
    if (dossier === undefined) return refuse('not-found', {})
    const waiting = await openDraftOf(tx, id, 'IDS')
    if (waiting !== undefined) return refuse('message-under-way', {})
    const author = may(actor, 'identification-run', thingOf(dossier)) ? actor.account : await authorOf(tx, dossier.thread_id ?? '')
    return author === null ? refuse('not-found', {}) : await writeStep(node, tx, dossier, author, sayingOf({ step: 'pause', reason }))
  })
  if (!isRefusal(draft) && (await node.store.read(tx => draftRow(tx, draft)))?.author === actor.account) await submitDraft(node, actor, draft)
}

/** What a step says beside its thread; `inReplyTo` follows from the thread. */
type Step = Omit<Saying, 'inReplyTo'>
function sayingOf(step: IdentificationStep): Step {
  const ids = (matter: Omit<IdentificationMatter, 'matter'> & { step: IdentificationMatter['step'] }): Step['matter'] =>
    ({ matter: 'identification', ...matter }) as Step['matter']
  switch (step.step) {
    case 'pause':
    case 'resume':
    case 'verifying':
      return { messageType: 'IDS', matter: ids({ step: step.step }) }
    case 'withdraw':
      return { messageType: 'WDW' }
    case 'interviewed':
      return { messageType: 'IDS', matter: ids({ ...step, record: null } as never) }
    case 'request-document':
    case 'used':
      return { messageType: 'IDS', matter: ids(step as never) }
    case 'complete':
    case 'clarify':
      return { messageType: 'CLR', note: step.note }
    case 'return':
      return { messageType: 'RTC', note: step.note }
    case 'interview':
      return { messageType: 'IDA', matter: ids({ step: 'INT', interviewOn: step.interviewOn, interpreter: step.interpreter } as never) }
    case 'issue-document': {
      const { step: _, ...document } = step
      return { messageType: 'IDA', matter: ids({ step: 'LPI', ...document } as never) }
    }
    case 'refuse-document':
      return { messageType: 'IDA', matter: ids({ step: 'LPR' }) }
    case 'misidentified':
      return { messageType: 'IDA', matter: ids({ step: 'MIS' }), note: step.note }
    case 'refuse':
      return { messageType: 'RFS', ground: step.ground, note: step.note }
  }
}

async function writeStep(node: Node, tx: Tx, dossier: DossierRow, author: Uuid, step: Step): Promise<Uuid | Refusal> {
  const waiting = await sameWaiting(tx, dossier.id, step)
  if (waiting !== null) return refuse('step-waiting', { draft: waiting })
  const said = await saidIn(tx, dossier.id)
  const file = openingOf(said, dossier)
  if (file === undefined) return refuse('step-not-possible', { state: dossier.state })
  const inReplyTo = await answeredBy(tx, dossier, said, file, step)
  if (inReplyTo === null) return refuse('step-not-possible', { state: dossier.state })
  const fields = await fieldsInThread(node, tx, dossier, file, { ...step, inReplyTo })
  return (await putDraft(tx, dossier, author, fields)).id as Uuid
}

/** A draft of the same step that has not left: pressed twice, or by two officers at once, a step is written once. Questions may be many. */
async function sameWaiting(tx: Tx, dossier: Uuid | string, { messageType, matter, note }: Step): Promise<Uuid | null> {
  const drafts = await tx.db
    .selectFrom('draft')
    .selectAll()
    .where('dossier_id', '=', dossier)
    .where('message_type', '=', messageType)
    .where('state', 'in', ['editing', 'returned', 'waiting-release'])
    .execute()
  for (const draft of drafts) {
    const fields = await openFields(tx, draft)
    const same = fields !== null && stepOf(messageType, fields.matter) === stepOf(messageType, matter)
    if (same && (messageType !== 'CLR' || fields.note === note)) return draft.id as Uuid
  }
  return null
}

/** The message a step answers: the one it must name, the return that a completion completes, else the file. */
async function answeredBy(tx: Tx, dossier: DossierRow, said: readonly Said[], file: Said, { messageType, matter }: Step): Promise<Uuid | null> {
  if (messageType === 'CLR' && dossier.state === 'returned-for-completion') return await standingReturn(tx, dossier.id)
  const wanted = mustAnswer(said, matter?.matter === 'identification' ? matter.step : '')
  return wanted === 'none' ? null : (wanted ?? file.id)
}

/** What is written is handed to the second person at once; what may not go is no draft to keep. */
async function submitOrDiscard(node: Node, actor: Person, draft: Uuid): Promise<Draft | Refusal> {
  const submitted = await submitDraft(node, actor, draft)
  if (isRefusal(submitted)) await discardDraft(node, actor, draft)
  return submitted
}

/** The identity that a confirmation tells: only where it is another than the one asked about. */
async function identityOf(tx: Tx, dossier: Uuid, { outcome, match, person }: IdentificationOutcome) {
  const row =
    match === null ? undefined : await tx.db.selectFrom('match').selectAll().where('id', '=', match).where('dossier_id', '=', dossier).executeTakeFirst()
  const decision = row?.decision_sealed == null ? null : await tx.unseal(dossier, `match/${match}/decision`, row.decision_sealed)
  if (match !== null && (decision === null || (JSON.parse(decision) as { decision: string }).decision !== 'confirmed')) return refuse('match-not-confirmed', {})
  if (outcome !== 'CNI') return null
  const kept = row === undefined ? null : await tx.unseal(dossier, `match/${match}`, row.sealed)
  const held = person ?? (kept === null ? undefined : (JSON.parse(kept) as { person: IdentificationOutcome['person'] }).person)
  if (held === undefined) return refuse('identification-incomplete', { at: 'person' })
  const read = readPerson(held)
  if (isRefusal(read)) return read
  return {
    names: [...read.names],
    ...(read.birthDate === undefined ? {} : { birthDate: read.birthDate }),
    ...(read.sex === undefined ? {} : { sex: read.sex }),
    ...(read.birthPlace === undefined ? {} : { birthPlace: read.birthPlace }),
  }
}
