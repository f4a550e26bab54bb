import type { Instant } from '@entraide/ground'
import type { Agreement } from './agreement.ts'
import type { Ask } from './ask.ts'
import { missingTerms, unknownTerms } from './fields.ts'
import type { Policy } from './policy.ts'
import type { Case } from './predicate.ts'
import { type Prepared, type PreparedPermit, policyRulings, prepare, type Ruling, reachOf, rulingsFor } from './prepare.ts'
import { engineRules } from './rules.ts'
import { isSaid } from './said.ts'
import { type AgreementStanding, isResidual } from './standing.ts'
import { type Unmet, type UnmetCode, unmet } from './unmet.ts'

/** What a permit rests on: shown beside the message, bound into its log leaf. */
export type Grounds = {
  readonly agreement: string
  readonly version: number
  readonly articleNumber: string | null
  readonly status: string
  readonly illustrative: boolean
  /** The conditions and prohibitions of the agreement that applied and were satisfied. */
  readonly satisfied: readonly string[]
}

/** The answer: the permitting clause, or everything that stands in the way. Never a guess: what cannot be told refuses. */
export type Decision =
  | { readonly decision: 'permit'; readonly clause: string; readonly grounds: Grounds }
  | { readonly decision: 'refuse'; readonly clause: string | null; readonly unmet: readonly Unmet[] }

/**
 * Whether an agreement, and a node's own law beside it, allow what is asked. Pure and total: any Ask-shaped value gets
 * an answer, and deny is the default. All that is unmet is told, not only the first.
 *
 * Order: the agreement in force → the fields → the cited permit clause in every dimension → every condition and
 * prohibition that applies → the engine's own rules → the policy. The policy can only refuse.
 *
 * @param policy - the own law of the judging node; when it is the recipient's, what only a sender can see is not judged.
 *   null judges as the sender, with no law but the agreement's
 * @param standing - how the agreement stands between the two nodes, when the caller knows; absent = by its dates only
 * Source: spec/agreement.md#check
 */
export function check(ask: Ask, agreement: Agreement, policy: Policy | null, now: Instant, standing?: AgreementStanding): Decision {
  const one = prepare(agreement)
  const found: Unmet[] = []
  const asked: Case = { ask, agreement, policy, now, atSender: policy === null || policy.node !== ask.to }
  judgeForce(one, asked, standing, found)
  missingTerms(ask, found)
  unknownTerms(ask, found)
  const permitted = judgeClause(one, ask, found)
  const satisfied: string[] = []
  for (const ruling of rulingsFor(one, ask.messageType ?? '')) judgeRuling(ruling, asked, satisfied, found)
  engineRules(one, asked, permitted, found)
  if (policy !== null) judgePolicy(policy, asked, found)
  if (permitted !== null && found.length === 0) {
    const { clause } = permitted
    return {
      decision: 'permit',
      clause: clause.id,
      grounds: {
        agreement: agreement.id,
        version: agreement.version,
        articleNumber: clause.articleNumber,
        status: clause.status,
        illustrative: clause.illustrative,
        satisfied,
      },
    }
  }
  return { decision: 'refuse', clause: ask.clause !== null && one.clauseIds.has(ask.clause) ? ask.clause : null, unmet: withoutRepeats(found) }
}

/** A permit clause that the ask, as far as it is filled, does not contradict; and the fields still open. */
export type Candidate = { readonly clause: string; readonly open: readonly (keyof Ask)[] }

/**
 * The permit clauses that could carry an ask, for a form being filled: a field not filled yet excludes nothing.
 * The clause cited in the ask is not looked at. Clauses with fewer open fields come first, evidenced ones before
 * illustrative ones.
 */
export function clausesThatCould(ask: Ask, agreement: Agreement): readonly Candidate[] {
  const candidates: Candidate[] = []
  for (const permit of prepare(agreement).permits.values()) {
    const found: Unmet[] = []
    const open: (keyof Ask)[] = []
    judgeDimensions(permit, ask, found, open)
    if (found.length === 0) candidates.push({ clause: permit.clause.id, open })
  }
  const invented = ({ clause }: Candidate) => Number(prepare(agreement).permits.get(clause)?.clause.illustrative)
  return candidates.sort((a, b) => a.open.length - b.open.length || invented(a) - invented(b))
}

function judgeForce(one: Prepared, { ask, now }: Case, standing: AgreementStanding | undefined, found: Unmet[]): void {
  const { startsAt, endsAt } = one.window
  const passes = ask.messageType !== null && isResidual(ask.messageType)
  if (now < startsAt) found.push(unmet('agreement-not-yet-in-force', null, { agreement: one.agreement.id, startsAt }))
  else if (endsAt !== null && now >= endsAt && !passes) found.push(unmet('agreement-expired', null, { agreement: one.agreement.id, endedAt: endsAt }))
  if (one.agreement.dpia === null) found.push(unmet('impact-assessment-missing', null, { agreement: one.agreement.id }))
  if (standing === undefined) return
  if (standing.state === 'unsigned' || standing.state === 'half-signed' || standing.state === 'signed')
    found.push(unmet('agreement-not-active', null, { agreement: one.agreement.id, state: standing.state }))
  if (passes) return
  if (standing.suspendedBy.length > 0) found.push(unmet('agreement-suspended', null, { agreement: one.agreement.id, by: standing.suspendedBy }))
  if (standing.frozenBy.length > 0) found.push(unmet('partner-frozen', null, { by: standing.frozenBy }))
}

function judgeClause(one: Prepared, ask: Ask, found: Unmet[]): PreparedPermit | null {
  if (ask.clause === null || ask.clause === '') return null
  const permit = one.permits.get(ask.clause)
  if (permit === undefined) {
    found.push(unmet(one.clauseIds.has(ask.clause) ? 'clause-permits-nothing' : 'clause-unknown', one.clauseIds.has(ask.clause) ? ask.clause : null))
    return null
  }
  judgeDimensions(permit, ask, found, null)
  return permit
}

/** Each dimension of a permit clause against the ask; what is not filled goes to `open`, or is left to `missingTerms`. */
function judgeDimensions(permit: PreparedPermit, ask: Ask, found: Unmet[], open: (keyof Ask)[] | null): void {
  const { id } = permit.clause
  listed('regime', ask.regime, permit.regimes, 'regime-not-permitted', id, found, open)
  listed('messageType', ask.messageType, permit.messageTypes, 'message-type-not-permitted', id, found, open)
  listed('purpose', ask.purpose, permit.purposes, 'purpose-not-permitted', id, found, open)
  if (permit.crimeAreas !== null) narrowed('crimeArea', ask.crimeArea, permit.crimeAreas, 'crime-area-not-permitted', id, found, open)
  if (permit.subjectCategories !== null)
    narrowed('subjectCategory', ask.subjectCategory, permit.subjectCategories, 'subject-category-not-permitted', id, found, open)
  if (ask.dataCategories.length === 0) open?.push('dataCategories')
  for (const category of ask.dataCategories)
    if (!permit.dataCategories.has(category)) {
      const outside = ask.dataCategories.filter(each => !permit.dataCategories.has(each))
      found.push(unmet('data-category-not-permitted', id, { permits: [...permit.dataCategories], outside: outside.length }))
      break
    }
  end('from', ask.from, permit, permit.fromState, found, open)
  end('to', ask.to, permit, permit.toState, found, open)
}

/** A dimension that every permit clause lists. */
function listed(
  field: keyof Ask,
  value: string | null,
  codes: ReadonlySet<string>,
  code: UnmetCode,
  id: string,
  found: Unmet[],
  open: (keyof Ask)[] | null,
): void {
  if (value === null || value === '') open?.push(field)
  else if (!codes.has(value)) found.push(unmet(code, id, { permits: [...codes] }))
}

/** A dimension that this clause narrows: the ask must then say it, and be inside. */
function narrowed(
  field: keyof Ask,
  value: string | null,
  codes: ReadonlySet<string>,
  code: UnmetCode,
  id: string,
  found: Unmet[],
  open: (keyof Ask)[] | null,
): void {
  if (value !== null && value !== '') listed(field, value, codes, code, id, found, open)
  else if (open === null) found.push(unmet('field-missing', id, { permits: [...codes] }, field))
  else open.push(field)
}

/** The sending or the receiving end: among the clause's authorities, in its direction. */
function end(field: 'from' | 'to', node: string | null, permit: PreparedPermit, state: string | null, found: Unmet[], open: (keyof Ask)[] | null): void {
  if (node === null || node === '') {
    open?.push(field)
    return
  }
  const { id, direction } = permit.clause
  if (permit.authorities !== null && !permit.authorities.has(node)) found.push(unmet('authority-not-permitted', id, noFacts, field))
  if (state !== null && !node.startsWith(state)) found.push(unmet('direction-not-permitted', id, { direction: direction ?? null }, field))
}

function judgeRuling(ruling: Ruling, asked: Case, satisfied: string[], found: Unmet[]): void {
  const reach = reachOf(ruling.appliesTo, asked.ask)
  if (reach === 'elsewhere') return
  const before = found.length
  for (const test of ruling.tests) {
    if (test.atSenderOnly && !asked.atSender) continue
    const holds = test.holds(asked, ruling.parameters)
    if (holds === !ruling.forbids) continue
    if (reach !== 'applies') {
      found.push(unmet('field-missing', ruling.id, { predicate: test.name }, reach))
      return
    }
    const facts = { predicate: test.name, ...(ruling.ground === null ? {} : { ground: ruling.ground }), ...(holds === null ? { told: false } : {}) }
    const empty = test.codeIfEmpty !== undefined && !isSaid(asked.ask[test.codeIfEmpty.field])
    const code = empty && test.codeIfEmpty !== undefined ? test.codeIfEmpty.code : test.code
    found.push(unmet(code, ruling.id, facts, test.fieldIn?.(asked.ask) ?? test.field))
  }
  if (found.length === before) satisfied.push(ruling.id)
}

function judgePolicy(policy: Policy, asked: Case, found: Unmet[]): void {
  const { ask } = asked
  const sends = policy.node === ask.from
  if (!sends && policy.node !== ask.to) {
    found.push(unmet('policy-of-another-node', null, { policy: policy.node }))
    return
  }
  const before = found.length
  const passed: string[] = []
  for (const ruling of policyRulings(policy))
    if (ruling.side === undefined || ruling.side === (sends ? 'sending' : 'receiving')) judgeRuling(ruling, asked, passed, found)
  for (let at = before; at < found.length; at++) {
    const one = found[at] as Unmet
    found[at] = { ...one, rule: 'R27', facts: { ...one.facts, policy: policy.node, rule: one.rule } }
  }
}

/** The same code on the same field is told once; the line that names a clause stands for the others. */
function withoutRepeats(found: readonly Unmet[]): readonly Unmet[] {
  const kept = new Map<string, Unmet>()
  for (const one of found) {
    const key = `${one.code} ${one.field}`
    const earlier = kept.get(key)
    if (earlier === undefined || (earlier.clause === null && one.clause !== null)) kept.set(key, one)
  }
  return [...kept.values()]
}

const noFacts = {}
