import { dailySlot, identificationDue, nextSlot, pauseReviewDays } from '@entraide/custody'
import { beneath, type Draft as CompleteDraft, type MessageBody, misfitOfIdentification, stepOf, type ThreadState } from '@entraide/exchange'
import { dateIn, day, type Instant, isRefusal, later, type Refusal, refuse } from '@entraide/ground'
import type { Node } from '../../capabilities.ts'
import { changeDossier, clockOf, type DossierRow, dossierToMove, isIdentificationClock } from '../../store/dossiers.ts'
import { guardsWanting } from '../../store/guards.ts'
import { isUnderWay, waitingOf } from '../../store/outbox.ts'
import type { Tx } from '../../store/store.ts'
import { printsIn } from '../identification-file.ts'
import { blockOrFree } from './identification-block.ts'
import { dayOutOfPlace } from './identification-days.ts'
import { deletionOf, oweDeletion } from './identification-end.ts'
import { readPrints } from './identification-prints.ts'
import { protectedIn } from './identification-protection.ts'
import { lastOf, matterOf, mustAnswer, openingOf, saidIn, stepIn } from './identification-thread.ts'
import { setTimers } from './identification-timers.ts'
import { fixedStepOf, fixedWords } from './identification-words.ts'
import type { MatterSteps } from './matter-steps.ts'

/** What a negative of the holder is: it leaves at a slot, like every other. */
const negatives: readonly string[] = ['NOT', 'NOM', 'INC', 'LPR']
/** Outcomes that an officer of the holder has decided on, with a reason, before they leave (R25). */
export const decided: readonly string[] = ['CNF', 'CNI', 'NOT', 'NOM', 'INC']
/** What takes a person further towards return, or tells the partner more of her: all ten guards are asked again. */
const furthering: readonly string[] = ['resume', 'interviewed', 'request-document']

/** What messages of an identification do beside their thread (machine (d)). */
export const identificationSteps: MatterSteps = {
  mayLeave: async (node, tx, dossier, draft) =>
    (dossier.side === 'asker' ? await askerMay(node, tx, dossier, draft) : await holderMay(tx, dossier, draft)) ??
    (await namesRightly(tx, dossier, draft)) ??
    // A day passes while a line is down: what was released in time goes on.
    ((await isUnderWay(tx, draft.id)) ? null : dayOutOfPlace(draft, dateIn(tx.at, node.config.zone))),

  leavesAt: async (node, tx, dossier, draft) => {
    const { messageType } = draft.legal
    const step = stepOf(messageType, draft.matter) ?? ''
    const { zone } = node.config
    // A pause ends in a withdrawal on its review day alone, so that its length tells nothing of its cause (R28).
    if (messageType === 'WDW' && dossier.state === 'suspended') return dailySlot(latest(await reviewOf(tx, dossier), tx.at), zone)
    if (fixedStepOf(messageType, step) !== null) return dailySlot(tx.at, zone)
    return negatives.includes(step) || messageType === 'RFS' ? nextSlot('ID45', tx.at, zone) : null
  },

  mayClose: async (tx, dossier) =>
    dossier.side === 'asker' && ['due', 'ordered'].includes(deletionOf(await saidIn(tx, dossier.id), dossier)) ? refuse('deletion-open', {}) : null,

  left: async (node, tx, dossier) => await setTimers(node, tx, dossier),

  cameBack: async (node, tx, dossier) => {
    const row = await dossierToMove(tx, dossier.id)
    if (row === undefined) return
    await blockOrFree(tx, row)
    await setTimers(node, tx, row)
  },

  arrived: async (node, tx, dossier) => {
    await setTimers(node, tx, dossier)
    await oweDeletion(node, tx, dossier)
  },

  mayEnter: async (_node, tx, dossier, body) => (dossier === null ? null : await namesRightly(tx, dossier, { ...body, answers: { message: body.inReplyTo } })),

  entered: async (node, tx, dossier, { body }) => {
    const row = await movedBeneath(tx, dossier, body)
    await setTimers(node, tx, row)
    await oweDeletion(node, tx, row)
  },
}

/** The asker's own law, on top of what `check` asks of the file itself: findings, protections, prints, and words that say nothing. */
async function askerMay(node: Node, tx: Tx, dossier: DossierRow, draft: CompleteDraft): Promise<Refusal | null> {
  const { messageType } = draft.legal
  const step = stepOf(messageType, draft.matter)
  const fixed = fixedStepOf(messageType, step)
  if (fixed !== null && !(await saysNothing(tx, dossier, draft, fixed))) return refuse('identification-wording', { step: fixed })
  if (messageType === 'IDR') return await fileMay(node, tx, dossier, draft)
  // Every withdrawal has the same course, and every pause the same end: whoever sees one learns nothing of its cause (R28).
  if (messageType === 'WDW' && !['suspended', 'withdrawn'].includes(dossier.state)) return refuse('withdraw-without-pause', { state: dossier.state })
  if (step === 'resume' && (await reviewOf(tx, dossier)) < tx.at) return refuse('pause-over', {})
  if (messageType !== 'CLR' && !furthering.includes(step ?? '')) return null
  const wanting = await guardsWanting(tx, dossier.id)
  if (wanting.length > 0) return refuse('guard-not-green', { guards: wanting })
  const opening = openingOf(await saidIn(tx, dossier.id), dossier)
  return await protectedRefusal(node, tx, dossier, [...(opening?.body.items ?? []), ...draft.items])
}

async function fileMay(node: Node, tx: Tx, dossier: DossierRow, draft: CompleteDraft): Promise<Refusal | null> {
  if (draft.matter?.matter !== 'identification') return refuse('identification-incomplete', { at: 'matter' })
  const at = misfitOfIdentification(draft.matter, draft)
  if (at !== null) return refuse('identification-incomplete', { at })
  // Attached after the file was last saved: its message does not speak of it yet.
  if (printsIn(draft.attachments) !== (draft.matter.step === 'file' ? draft.matter.fingerprints : null))
    return refuse('identification-incomplete', { at: 'matter/fingerprints' })
  if (printsIn(draft.attachments) !== null && !draft.items.some(item => item.category === 'FING')) return refuse('identification-incomplete', { at: 'items' })
  const prints = await readPrints(tx, dossier.id, draft.matter.step === 'file' ? draft.matter.fingerprints : null)
  if (isRefusal(prints)) return prints
  return await protectedRefusal(node, tx, dossier, draft.items)
}

async function protectedRefusal(node: Node, tx: Tx, dossier: DossierRow, items: CompleteDraft['items']): Promise<Refusal | null> {
  const hits = await protectedIn(node, tx, dossier.id, items)
  return hits.some(hit => hit.judgement === null) ? refuse('person-protected', {}) : null
}

/** A pause, a resumption or a withdrawal is the same for every cause: fixed words, nothing beside them, in the language of the file. */
async function saysNothing(tx: Tx, dossier: DossierRow, draft: CompleteDraft, step: 'pause' | 'resume' | 'withdraw'): Promise<boolean> {
  const opening = openingOf(await saidIn(tx, dossier.id), dossier)?.body
  const words = fixedWords(step, opening?.language ?? draft.language)
  return (
    draft.title === words.title &&
    draft.note === words.note &&
    draft.legal.reasons === words.reasons &&
    draft.items.length === 0 &&
    draft.attachments.length === 0 &&
    draft.legal.dataCategories.join() === 'NAME' &&
    draft.language === opening?.language &&
    draft.legal.caseReference === opening.ask.caseReference
  )
}

/** The holder's own law: an outcome repeats what an officer decided with a reason; nothing decides by itself (R25). */
async function holderMay(tx: Tx, dossier: DossierRow, draft: CompleteDraft): Promise<Refusal | null> {
  const step = stepOf(draft.legal.messageType, draft.matter) ?? ''
  if (!decided.includes(step)) return null
  const last = await tx.db
    .selectFrom('verification')
    .select('outcome')
    .where('dossier_id', '=', dossier.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last?.outcome !== step) return refuse('outcome-undecided', { outcome: step })
  if (step === 'CNI' && !draft.items.some(item => item.person !== undefined)) return refuse('identification-incomplete', { at: 'items' })
  return null
}

/** What the step of a message answers, and whether its days are those of the document it speaks of: by what both sides hold. */
async function namesRightly(
  tx: Tx,
  dossier: DossierRow,
  message: { readonly matter?: MessageBody['matter'] | null; readonly answers: { readonly message: string | null } | null },
): Promise<Refusal | null> {
  const step = stepIn({ matter: message.matter ?? undefined })
  const said = await saidIn(tx, dossier.id)
  const wanted = mustAnswer(said, step)
  if (wanted !== null && wanted !== (message.answers?.message ?? 'nothing')) return refuse('answers-another', { step })
  const used = matterOf({ matter: message.matter ?? undefined }, 'used')
  const document = matterOf(lastOf(said, ['LPI'])?.body, 'LPI')
  if (used !== null && document !== null && (used.usedOn < document.validFrom || used.usedOn > document.validUntil))
    return refuse('document-not-valid', { validFrom: document.validFrom, validUntil: document.validUntil })
  return null
}

/** While a thread is paused, what arrives moves where it will go back to. */
async function movedBeneath(tx: Tx, dossier: DossierRow, body: MessageBody): Promise<DossierRow> {
  if (dossier.state !== 'suspended' || dossier.side !== 'asker' || dossier.suspended_from === null) return dossier
  const event = { message: body.messageType, direction: 'in', extent: body.extent, step: stepOf(body.messageType, body.matter) } as const
  const under = beneath('identification', 'asker', dossier.suspended_from as ThreadState, event)
  await changeDossier(tx, dossier.id, { suspended_from: under })
  return { ...dossier, suspended_from: under }
}

/** When the pause of a thread comes up for review; of one that is still on its way, as if it arrived when it leaves. */
async function reviewOf(tx: Tx, dossier: DossierRow): Promise<Instant> {
  const clock = clockOf(dossier)
  const reviewAt = isIdentificationClock(clock) ? identificationDue(clock, tx.at).reviewAt : null
  const leaves = (await waitingOf(tx, dossier.id)).findLast(each => each.message_type === 'IDS')?.not_before as Instant | undefined
  return reviewAt ?? later(leaves !== undefined && leaves > tx.at ? leaves : tx.at, pauseReviewDays * day)
}

function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}
