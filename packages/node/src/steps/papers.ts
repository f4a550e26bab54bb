import { isRefusal, type Refusal, refuse, type Uuid } from '@entraide/ground'
import type { BalancePaper, DossierPaper, MinutesPaper } from '@entraide/paper'
import { type Classification, type HandlingCode, type Language, term } from '@entraide/vocabulary'
import type { Node, PaperOrder } from '../capabilities.ts'
import type { ThreadMessage, ThreadRow, Visit, VisitRecordView } from '../http/api.ts'
import type { Download } from '../http/route.ts'
import { dossierRow, threadRows } from '../store/dossiers.ts'
import { isOpenedToday } from '../store/openings.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { legalBasisOf } from './dossier.ts'
import { thingOf } from './draft.ts'
import { zonesOf } from './due-board.ts'
import { planDossier } from './plan-drafts.ts'
import { balanceOf } from './plans.ts'
import { messagesOf } from './thread-messages.ts'
import { timelineOf } from './timeline.ts'
import { readVisit, visitRow } from './visits.ts'

type Person = Extract<Actor, { kind: 'person' }>

/** Above so many persons an export needs a second one who answers for it; a paper has none. */
const mostPersons = 20
/** Acts and refusals that tell of a guard or a protection: whoever a paper is handed to must not learn of them (R28). */
const atHomeOnly = /guard|protect/

/**
 * The printable dossier of one opened today: an act, logged before the paper is there. Refused: `dossier-not-opened`,
 * `print-too-many-persons`, and whatever the setting of papers refuses.
 */
export async function printDossier(node: Node, actor: Person, id: Uuid, language: Language): Promise<Download | Refusal> {
  const printed = await act(node, actor, 'print-dossier', { dossier: id }, async tx => {
    const row = await dossierRow(tx, id)
    if (row === undefined || !may(actor, 'dossier-read', thingOf(row))) return refuse('not-found', {})
    if (!(await isOpenedToday(tx, actor, id))) return refuse('dossier-not-opened', {})
    const messages = await messagesOf(node, tx, id, false)
    const persons = messages.flatMap(message => message.items).filter(item => item.person !== undefined).length
    if (persons > mostPersons) return refuse('print-too-many-persons', { persons, most: mostPersons })
    const [line] = await threadRows(tx, [row])
    return { stored: row, row: line as ThreadRow, messages, legalBasis: await legalBasisOf(node, tx, row), capitals: await capitalsOf(node, tx) }
  })
  if (isRefusal(printed)) return printed
  const { stored, row, messages, legalBasis, capitals } = printed
  // With the line of this printing in it.
  const timeline = await node.store.read(tx => timelineOf(node, tx, stored))
  const value: DossierPaper = {
    node: node.config.id,
    ourReference: row.ourReference,
    yourReference: row.yourReference,
    partner: row.partner,
    openingType: row.openingType,
    state: row.state,
    urgency: row.clock.urgency,
    purpose: row.purpose,
    crimeArea: row.crimeArea,
    ...markingOf(messages),
    basis:
      legalBasis === null
        ? null
        : {
            agreement: legalBasis.agreement.title,
            agreementId: legalBasis.agreement.id,
            version: legalBasis.agreement.version,
            clause: legalBasis.clause,
            article: legalBasis.articleNumber,
            summary: legalBasis.clauseSummary,
            status: legalBasis.clauseStatus,
            transferBasis: legalBasis.transferBasis,
            assurances: legalBasis.assurances,
            holdUntil: legalBasis.holdUntil,
          },
    messages,
    timeline: timeline.filter(entry => !atHomeOnly.test(`${entry.act} ${entry.outcome}`)),
    ...frameOf(node, actor, capitals),
  }
  return await set(node, { paper: 'dossier', value, language }, `dossier-${row.ourReference}`)
}

/** The minutes of a visit opened today, as they stand, with who signed them: an act, logged. Refused: `no-minutes` before there are any. */
export async function printMinutes(node: Node, actor: Person, id: Uuid, language: Language): Promise<Download | Refusal> {
  const visit = await readVisit(node, actor, id)
  const printed = await act(node, actor, 'print-minutes', { dossier: id }, async tx => {
    if (isRefusal(visit) || (await visitRow(tx, actor, id)) === null) return refuse('not-found', {})
    if (!visit.opened || !(await isOpenedToday(tx, actor, id))) return refuse('dossier-not-opened', {})
    const value = minutesOf(node, actor, visit, await messagesOf(node, tx, id, false), await capitalsOf(node, tx))
    return value ?? refuse('no-minutes', {})
  })
  return isRefusal(printed) ? printed : await set(node, { paper: 'minutes', value: printed, language }, `minutes-${printed.visit}`)
}

/** The balance sheet of a plan, counted now: an act, logged. It holds counts only. */
export async function printBalance(node: Node, actor: Person, id: Uuid, language: Language): Promise<Download | Refusal> {
  const sheet = await balanceOf(node, actor, id)
  const printed = await act(node, actor, 'print-balance', { dossier: id }, async tx => {
    if (isRefusal(sheet) || (await planDossier(tx, actor, id)) === null) return refuse('not-found', {})
    const messages = await messagesOf(node, tx, id, false)
    const value: BalancePaper = { ...sheet, ...markingOf(messages), proofs: lastProofOf(messages), ...frameOf(node, actor, await capitalsOf(node, tx)) }
    return value
  })
  return isRefusal(printed) ? printed : await set(node, { paper: 'balance', value: printed, language }, `balance-${printed.plan.name}`)
}

/** The minutes that stand: those both signed, else the last that were written. Null without any. */
function minutesOf(node: Node, actor: Person, { row, record }: Visit, messages: readonly ThreadMessage[], capitals: Capitals): MinutesPaper | null {
  const standing = record?.minutes.find(each => each.hands.length === 2) ?? record?.minutes.at(-1)
  if (record === null || record === undefined || standing === undefined) return null
  const { text, digest, hands } = standing
  return {
    node: node.config.id,
    reference: row.ourReference,
    partner: row.partner ?? '',
    visit: record.visit,
    title: record.title,
    host: record.host,
    place: record.place,
    days: { from: record.from, until: record.until },
    held: record.held,
    clause: row.clause ?? '',
    ...markingOf(messages),
    languages: record.languages as [Language, Language],
    digest,
    agenda: agendaOf(record),
    delegations: record.delegations.map(({ node: of, offices }) => ({ node: of, offices })),
    papers: record.papers,
    paragraphs: text.paragraphs,
    // What came of a decision since stands beside its text; minutes that nobody signed yet have theirs only.
    decisions: text.decisions.map(decision => {
      const since = record.decisions.find(each => each.id === decision.id)
      const { indicator, flow } = decision
      return { ...decision, shows: indicator.shows, clause: flow?.clause ?? null, status: since?.status ?? 'DRA', reason: since?.reason ?? '' }
    }),
    signatures: hands.flatMap(hand => {
      const message = messages.find(each => each.id === hand.message)
      return message === undefined
        ? []
        : [{ node: hand.node, message: hand.message, at: message.at, by: message.releaser, log: message.proof.log, position: message.proof.position }]
    }),
    ...frameOf(node, actor, capitals),
  }
}

function agendaOf({ agenda }: VisitRecordView): MinutesPaper['agenda'] {
  const standing = agenda.find(each => each.hands.length === 2) ?? agenda.at(-1)
  return standing?.text.items ?? []
}

type Capitals = DossierPaper['capitals']
/** This node's capital and its partners', in whose time a paper says its moments. */
async function capitalsOf(node: Node, tx: Tx): Promise<Capitals> {
  return (await zonesOf(node, tx)).map(({ capital, zone }) => ({ name: capital, zone }))
}

const frameOf = (node: Node, { office, serviceNumber }: Person, capitals: Capitals) => ({ reader: { office, serviceNumber }, at: node.clock.now(), capitals })

/** A paper bears the strictest marking of what stands in it, and every handling code. */
function markingOf(messages: readonly ThreadMessage[]): { classification: Classification; handling: readonly HandlingCode[] } {
  const rank = (code: string) => term('classification', code as Classification).rank
  const classification = messages.map(message => message.classification as Classification).sort((a, b) => rank(b) - rank(a))[0] ?? 'U'
  const codes = messages.flatMap(({ handling, items }) => [...handling, ...items.flatMap(item => item.handling ?? [])])
  return { classification, handling: [...new Set(codes)].sort() as HandlingCode[] }
}

/** Where the log holds the last message of a thread. */
function lastProofOf(messages: readonly ThreadMessage[]): BalancePaper['proofs'] {
  const last = messages.map(({ proof }) => proof).findLast(({ log, position }) => log !== null && position !== null)
  return last === undefined ? [] : [{ log: last.log ?? '', position: last.position, digest: last.bodyDigest }]
}

async function set(node: Node, order: PaperOrder, name: string): Promise<Download | Refusal> {
  const content = await node.papers.set(order)
  return isRefusal(content) ? content : { content, mediaType: 'application/pdf', fileName: `${name.replaceAll('/', '-')}-${order.language}.pdf` }
}
