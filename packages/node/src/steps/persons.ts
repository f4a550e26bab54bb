import { hour, isRefusal, later, millisecondsOf, type Refusal, refuse, second, type Uuid } from '@entraide/ground'
import { type Comparison, compare, explainEvidence, explainNamesakes, type Person, prepare, readPerson } from '@entraide/identity'
import { languages } from '@entraide/vocabulary'
import type { Node } from '../capabilities.ts'
import type { HeldPerson, Holdings, HoldingsReport, MatchCandidate, Matches, PersonComparison, PersonPair, SearchResult } from '../http/api.ts'
import { holdingsOf, type Holdings as OwnHoldings } from '../persons/holdings.ts'
import { lookUpsPerHour, noteLookUp } from '../persons/look-ups.ts'
import type { RegisterHit } from '../persons/register.ts'
import { accountOf } from '../store/account-views.ts'
import { dossierRow } from '../store/dossiers.ts'
import { isOpenedToday } from '../store/openings.ts'
import type { Tx } from '../store/store.ts'
import { type Actor, may } from './access.ts'
import { act } from './act.ts'
import { thingOf } from './draft.ts'

type Officer = Extract<Actor, { kind: 'person' }>

/** What is kept of a candidate, sealed under its dossier: who it is, how it compares, whom it was found for. */
type KeptMatch = {
  readonly reference: string
  readonly protected: boolean
  readonly person: HeldPerson
  readonly comparison: PersonComparison
  readonly source: 'check' | 'search'
  readonly message: Uuid | null
  readonly item: number | null
  readonly asked: HeldPerson
}
type KeptDecision = { readonly decision: 'confirmed' | 'dismissed'; readonly reason: string; readonly by: Uuid; readonly at: string }

/** Dossiers in which there is nothing more to find out. */
const closedStates = ['closed', 'withdrawn', 'not-relevant']
const shortestReason = 3

/**
 * Looks a person up in the node's own holdings, for a dossier and with a reason (R44). One act, one line in the acts log, refused or
 * not; what is found is kept sealed under the dossier, so that a decision can be taken on it. Ranks and explains, decides nothing (R25).
 */
export async function searchPersons(
  node: Node,
  actor: Officer,
  input: { readonly dossier: Uuid | null; readonly reason: string; readonly person: HeldPerson; readonly protected: boolean; readonly top: number },
): Promise<SearchResult | Refusal> {
  const reason = input.reason.trim()
  return await act(node, actor, 'persons-search', { dossier: input.dossier, reason }, async tx => {
    const left = await lookUpsLeft(tx, actor)
    if (left.count <= 0) return refuse('look-ups-too-many', { most: lookUpsPerHour, retryAfterSeconds: left.retryAfterSeconds })
    if (input.dossier === null) return refuse('look-up-without-case', { missing: 'dossier' })
    if (reason.length < shortestReason) return refuse('look-up-without-case', { missing: 'reason' })
    const row = await dossierRow(tx, input.dossier)
    if (row === undefined || !may(actor, 'persons-search', thingOf(row))) return refuse('not-found', {})
    if (closedStates.includes(row.state)) return refuse('look-up-without-case', { missing: 'dossier', state: row.state })
    if (input.protected && !actor.roles.includes('OPR')) return refuse('forbidden', {})
    const person = readPerson(input.person)
    if (isRefusal(person)) return person
    const held = noteLookUp(node, actor.account, person, tx.at)
    if (held > 0) return refuse('look-ups-walk', { retryAfterSeconds: held })
    const holdings = await holdingsOf(node)
    const found = await holdings.register.search(person, { top: input.top, protected: input.protected })
    if (isRefusal(found)) return found
    const candidates: MatchCandidate[] = []
    for (const hit of found.hits)
      candidates.push(await keepMatch(tx, holdings, input.dossier, hit, { source: 'search', message: null, item: null, asked: person }))
    return { population: found.population, candidates, flags: [...found.flags], left: left.count - 1 }
  })
}

/** Two persons side by side. Looks nothing up: both were put forward by the caller. */
export function comparePersons(pair: PersonPair): PersonComparison | Refusal {
  const a = readPerson(pair.a)
  if (isRefusal(a)) return refuse(a.refused, { ...a.facts, side: 'a' })
  const b = readPerson(pair.b)
  if (isRefusal(b)) return refuse(b.refused, { ...b.facts, side: 'b' })
  return comparisonView(compare(prepare(a), prepare(b), pair.population === undefined ? {} : { population: pair.population }))
}

/** The candidates of a dossier, for who has opened it today. */
export async function readMatches(node: Node, actor: Officer, dossier: Uuid): Promise<Matches | Refusal> {
  return await node.store.read(async tx => {
    const refused = await openedBy(tx, actor, dossier)
    if (refused !== null) return refused
    const rows: Matches['rows'] = []
    for (const row of await tx.db.selectFrom('match').selectAll().where('dossier_id', '=', dossier).orderBy('found_at', 'desc').limit(500).execute()) {
      const kept = await openMatch(tx, row)
      if (kept === null) continue
      const { source, message, item, asked, ...candidate } = kept
      rows.push({ ...candidate, match: row.id as Uuid, decision: await decisionOf(tx, row), source, foundAt: row.found_at, message, item, asked })
    }
    rows.sort((x, y) => y.comparison.decibans - x.comparison.decibans)
    return { ...(await checkOf(node, tx, dossier)), rows }
  })
}

/** A person confirms or dismisses a candidate, with a reason (R25), or takes that word back. Kept sealed under the dossier; the log has that it was decided, and the reason. */
export async function decideMatch(
  node: Node,
  actor: Officer,
  dossier: Uuid,
  match: Uuid,
  input: { readonly decision: 'confirm' | 'dismiss' | 'take-back'; readonly reason: string },
): Promise<MatchCandidate | Refusal> {
  const reason = input.reason.trim()
  return await act(node, actor, `match-${input.decision}`, { dossier, subject: match, reason }, async tx => {
    const refused = await openedBy(tx, actor, dossier)
    if (refused !== null) return refused
    const row = await tx.db.selectFrom('match').selectAll().where('id', '=', match).where('dossier_id', '=', dossier).executeTakeFirst()
    const kept = row === undefined ? null : await openMatch(tx, row)
    if (row === undefined || kept === null) return refuse('not-found', {})
    if (input.decision !== 'take-back' && reason.length < shortestReason) return refuse('reason-missing', {})
    const decided = { decision: input.decision === 'confirm' ? 'confirmed' : 'dismissed', reason, by: actor.account, at: tx.at } satisfies KeptDecision
    const change = { decision_sealed: input.decision === 'take-back' ? null : await tx.seal(dossier, `match/${match}/decision`, JSON.stringify(decided)) }
    await tx.db.updateTable('match').set(change).where('id', '=', match).execute()
    const { source: _, message: __, item: ___, asked: ____, ...candidate } = kept
    return { ...candidate, match, decision: await decisionOf(tx, { ...row, ...change }) }
  })
}

/** What anybody may know of the holdings: how many, since when, whether they can be searched. */
export async function readHoldings(node: Node): Promise<Holdings> {
  const { register } = await holdingsOf(node)
  return await register.state()
}

/**
 * Takes a file of records into the holdings, as it arrives. A file with a bad row changes nothing (`records-bad`, with the rows). Two lines
 * in the acts log: that it began, and what came of it.
 */
export async function importHoldings(node: Node, actor: Officer, file: AsyncIterable<Uint8Array>): Promise<HoldingsReport | Refusal> {
  const begun = await act(node, actor, 'holdings-import-begin', {}, async () => null)
  if (isRefusal(begun)) return begun
  const { register } = await holdingsOf(node)
  const report = await register.takeIn({ from: () => file, again: false })
  const ended = await act(node, actor, 'holdings-import', {}, async () => (isRefusal(report) ? report : null))
  if (isRefusal(report)) return report
  if (isRefusal(ended)) return ended
  const { rows, added, changed, removed } = report
  return { rows, added, changed, removed, holdings: await readHoldings(node) }
}

/** Keeps what was found under its dossier. The same record found again is the same candidate: its comparison is the newer one, its decision stays. */
export async function keepMatch(
  tx: Tx,
  holdings: OwnHoldings,
  dossier: Uuid,
  { record, comparison }: RegisterHit,
  found: { readonly source: 'check' | 'search'; readonly message: Uuid | null; readonly item: number | null; readonly asked: Person },
): Promise<MatchCandidate> {
  const tag = holdings.tagIn(dossier, record.id)
  const before = await tx.db.selectFrom('match').selectAll().where('dossier_id', '=', dossier).where('record_tag', '=', tag).executeTakeFirst()
  const id = (before?.id as Uuid | undefined) ?? tx.newId()
  const candidate = { reference: record.id, protected: record.protected, person: personView(record.person), comparison: comparisonView(comparison) }
  const known = before === undefined ? null : await openMatch(tx, before)
  // What the node found in a request stays so, also when an officer finds it again.
  const origin =
    known?.source === 'check'
      ? { source: known.source, message: known.message, item: known.item, asked: known.asked }
      : { ...found, asked: personView(found.asked) }
  const kept: KeptMatch = { ...candidate, ...origin }
  const sealed = await tx.seal(dossier, `match/${id}`, JSON.stringify(kept))
  if (before === undefined)
    await tx.db.insertInto('match').values({ id, dossier_id: dossier, record_tag: tag, sealed, decision_sealed: null, found_at: tx.at }).execute()
  else await tx.db.updateTable('match').set({ sealed }).where('id', '=', id).execute()
  return { ...candidate, match: id, decision: before === undefined ? null : await decisionOf(tx, before) }
}

/** A comparison as screens see it, its sentences in every language. */
export function comparisonView(comparison: Comparison): PersonComparison {
  const sentences = languages.map(language => [language, explainEvidence(comparison.evidence, language)] as const)
  const warning = languages.map(language => [language, explainNamesakes(comparison, language)] as const)
  const said = warning.some(([, text]) => text !== undefined)
  return {
    probability: comparison.probability,
    decibans: comparison.decibans,
    same: comparison.same,
    evidence: comparison.evidence.map(({ field, says, decibans, ours, theirs }, at) => ({
      field,
      says,
      decibans,
      ours: ours ?? null,
      theirs: theirs ?? null,
      sentence: inAll(sentences.map(([language, all]) => [language, all[at] ?? says])),
    })),
    warning: said
      ? {
          namesakes: comparison.namesakes === undefined ? null : Math.max(1, Math.round(comparison.namesakes)),
          wouldSettle: comparison.wouldSettle ?? null,
          sentence: inAll(warning.map(([language, text]) => [language, text ?? ''])),
        }
      : null,
  }
}

const inAll = (entries: readonly (readonly [string, string])[]) => Object.fromEntries(entries) as PersonComparison['evidence'][number]['sentence']

function personView({ names, birthDate, sex, birthPlace, documents }: Person): HeldPerson {
  return {
    names: [...names],
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
    ...(birthPlace === undefined ? {} : { birthPlace }),
    ...(documents === undefined ? {} : { documents: documents.map(each => ({ ...each })) }),
  }
}

type MatchRow = { readonly id: string; readonly dossier_id: string; readonly sealed: Uint8Array; readonly decision_sealed: Uint8Array | null }

async function openMatch(tx: Tx, row: MatchRow): Promise<KeptMatch | null> {
  const text = await tx.unseal(row.dossier_id as Uuid, `match/${row.id}`, row.sealed)
  return text === null ? null : (JSON.parse(text) as KeptMatch)
}

async function decisionOf(tx: Tx, row: MatchRow): Promise<MatchCandidate['decision']> {
  const text = row.decision_sealed === null ? null : await tx.unseal(row.dossier_id as Uuid, `match/${row.id}/decision`, row.decision_sealed)
  if (text === null) return null
  const { decision, reason, by, at } = JSON.parse(text) as KeptDecision
  return { decision, reason, by: await accountOf(tx, by), at }
}

/** Null if this person may see the dossier and has opened it today. */
async function openedBy(tx: Tx, actor: Officer, dossier: Uuid): Promise<Refusal | null> {
  const row = await dossierRow(tx, dossier)
  if (row === undefined || !may(actor, 'match-decide', thingOf(row))) return refuse('not-found', {})
  return (await isOpenedToday(tx, actor, dossier)) ? null : refuse('dossier-not-opened', {})
}

/** The types of message whose persons the node looks up by itself: those that ask or tell about persons. */
export const checkedTypes = ['REQ', 'SPO', 'WAR', 'IDR'] as const

async function checkOf(node: Node, tx: Tx, dossier: Uuid): Promise<Pick<Matches, 'check' | 'checkedAt'>> {
  const checked = await tx.db.selectFrom('match_check').select('at').where('dossier_id', '=', dossier).orderBy('at', 'desc').executeTakeFirst()
  if (checked !== undefined) return { check: 'done', checkedAt: checked.at }
  const message = await tx.db
    .selectFrom('message')
    .select('id')
    .where('dossier_id', '=', dossier)
    .where('direction', '=', 'in')
    .where('verdict', '=', 'admitted')
    .where('message_type', 'in', checkedTypes)
    .executeTakeFirst()
  const waits = message !== undefined && (await (await holdingsOf(node)).register.state()).ready
  return { check: waits ? 'waiting' : 'none', checkedAt: null }
}

/** Look-ups this person still has: the acts log counts them, over all processes of the node. */
async function lookUpsLeft(tx: Tx, actor: Officer): Promise<{ readonly count: number; readonly retryAfterSeconds: number }> {
  const made = await tx.db
    .selectFrom('act')
    .select(of => [of.fn.countAll<number>().as('n'), of.fn.min('at').as('first')])
    .where('at', '>', later(tx.at, -hour))
    .where('actor', '=', actor.account)
    .where('name', '=', 'persons-search')
    .executeTakeFirstOrThrow()
  const since = made.first === null ? 0 : millisecondsOf(tx.at) - millisecondsOf(made.first as never)
  return { count: lookUpsPerHour - Number(made.n), retryAfterSeconds: Math.max(1, Math.ceil((hour - since) / second)) }
}
