import { Fault, type Json, type JsonReading, pointerStep, type Refusal, readJson, refuse } from '@entraide/ground'
import { type Agreement, agreementShape, type Clause } from './agreement.ts'
import { type PlanChain, planChainShape, sayPlanChain } from './plan-chain.ts'
import { type Policy, policyShape } from './policy.ts'
import { type Predicate, prohibitions, requirements } from './predicate.ts'
import { type Routing, routingShape } from './routing.ts'
import type { Complaint, ProblemCode, Report, Shape } from './shape.ts'

/** One thing wrong with a file: where (line and column from 1, JSON pointer), which code, and a sentence to follow. */
export type Problem = { readonly code: ProblemCode | string; readonly line: number; readonly column: number; readonly pointer: string; readonly says: string }

/** Nobody reads on further; and a file of a million mistakes costs no more than one of so many. */
const mostProblems = 200
/** A pointer and a sentence are told so far: a name in them may be as long as the file. */
const mostTold = 300

const predicateNames = { requires: Object.keys(requirements), when: Object.keys(prohibitions) }

type Kind = { readonly shape: Shape; readonly say: (value: Json, report: Report) => void }
/** The documents this room reads, by what stands in their field `schema`. */
export const documentKinds = {
  'entraide.agreement/1': { shape: agreementShape(predicateNames), say: (value, report) => sayAgreement(value as unknown as Agreement, report) },
  'entraide.policy/1': { shape: policyShape(predicateNames), say: (value, report) => sayPolicy(value as unknown as Policy, report) },
  'entraide.plan-chain/1': { shape: planChainShape, say: (value, report) => sayPlanChain(value as unknown as PlanChain, report) },
  'entraide.routing/1': { shape: routingShape, say: () => {} },
} as const satisfies { readonly [schema: string]: Kind }
export type DocumentKind = keyof typeof documentKinds

/** Reads an agreement. Anything unknown, missing or contradictory refuses the whole file (`agreement-malformed`, `facts.problems`). */
export function readAgreement(input: string | Uint8Array): Agreement | Refusal<'agreement-malformed'> {
  return readDocument(input, 'entraide.agreement/1', 'agreement-malformed') as Agreement | Refusal<'agreement-malformed'>
}

/** Reads a node's own law, as strictly (`policy-malformed`). */
export function readPolicy(input: string | Uint8Array): Policy | Refusal<'policy-malformed'> {
  return readDocument(input, 'entraide.policy/1', 'policy-malformed') as Policy | Refusal<'policy-malformed'>
}

/** Reads a chain of action plans, as strictly (`plan-chain-malformed`). A plan is never a legal basis (R1). */
export function readPlanChain(input: string | Uint8Array): PlanChain | Refusal<'plan-chain-malformed'> {
  return readDocument(input, 'entraide.plan-chain/1', 'plan-chain-malformed') as PlanChain | Refusal<'plan-chain-malformed'>
}

/** Reads a routing table, as strictly (`routing-malformed`). */
export function readRouting(input: string | Uint8Array): Routing | Refusal<'routing-malformed'> {
  return readDocument(input, 'entraide.routing/1', 'routing-malformed') as Routing | Refusal<'routing-malformed'>
}

/**
 * What is wrong with a file of this room, in the order it stands there, at most 200 things; empty when it is right. The kind of document
 * is taken from its field `schema`. For `entraide agreement check`.
 */
export function problemsOf(input: string | Uint8Array): readonly Problem[] {
  const read = tryRead(input)
  if ('problems' in read) return read.problems
  const schema = schemaOf(read.value)
  if (schema === null)
    return [problem(read, { code: 'schema-unknown', pointer: '/schema', says: `the field "schema" must say one of ${Object.keys(documentKinds).join(', ')}` })]
  return complaintsAbout(read, schema)
}

function readDocument(input: string | Uint8Array, kind: DocumentKind, code: string): unknown {
  const read = tryRead(input)
  const problems = 'problems' in read ? read.problems : complaintsAbout(read, kind)
  return problems.length === 0 && !('problems' in read) ? read.value : refuse(code, { problems: problems.slice(0, 100), ...problems[0] })
}

function tryRead(input: string | Uint8Array): JsonReading | { readonly problems: readonly Problem[] } {
  try {
    return readJson(input)
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    const { line, column } = fault.facts
    return { problems: [{ code: fault.code, line: Number(line ?? 1), column: Number(column ?? 1), pointer: '', says: fault.message }] }
  }
}

function schemaOf(value: Json): DocumentKind | null {
  const schema = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly schema?: Json }).schema : undefined
  return typeof schema === 'string' && Object.hasOwn(documentKinds, schema) ? (schema as DocumentKind) : null
}

function complaintsAbout(read: JsonReading, kind: DocumentKind): readonly Problem[] {
  const complaints: Complaint[] = []
  const report = (complaint: Complaint) => {
    if (complaints.length < mostProblems) complaints.push(complaint)
  }
  documentKinds[kind].shape.read(read.value, '', report)
  // What the parts say to each other is asked only of parts that have their shape.
  if (complaints.length === 0) documentKinds[kind].say(read.value, report)
  return complaints.map(each => problem(read, each)).sort((a, b) => a.line - b.line || a.column - b.column)
}

function problem(read: JsonReading, { code, pointer, says }: Complaint): Problem {
  return { code, ...read.at(pointer), pointer: pointer.slice(0, mostTold), says: says.slice(0, mostTold) }
}

function sayAgreement(agreement: Agreement, report: Report): void {
  const sources = unique(agreement.sources, 'sources', report)
  const clauses = unique(agreement.clauses, 'clauses', report)
  const instruments = unique(agreement.instruments ?? [], 'instruments', report)
  const states = new Set(agreement.parties.map(party => party.state))
  const nodes = new Set<string>()
  const cite = (ids: readonly string[] | undefined, pointer: string) =>
    ids?.forEach((id, at) => {
      if (!sources.has(id)) report({ code: 'source-unknown', pointer: `${pointer}/sourceIds/${at}`, says: `no source has the id ${id}` })
    })
  if (states.size !== agreement.parties.length) report({ code: 'id-repeats', pointer: '/parties', says: 'one state stands twice among the parties' })
  if ((agreement.kind === 'domestic') !== (agreement.parties.length === 1))
    report({ code: 'state-not-party', pointer: '/parties', says: 'a domestic instrument has one party, every other at least two' })
  agreement.competentAuthorities.forEach((authority, at) => {
    const pointer = `/competentAuthorities/${at}`
    if (nodes.has(authority.node))
      report({ code: 'id-repeats', pointer: `${pointer}/node`, says: 'one node, one authority, one regime: this node stands twice' })
    nodes.add(authority.node)
    if (!states.has(authority.state) || authority.node.slice(0, 2) !== authority.state)
      report({ code: 'state-not-party', pointer: `${pointer}/state`, says: 'the state of an authority is a party, and its node begins with it' })
    cite(authority.sourceIds, pointer)
  })
  const { from, until } = agreement.inForce
  if (until !== null && until < from) report({ code: 'dates-reversed', pointer: '/inForce/until', says: 'the last day lies before the first' })
  if (from < '1971' || from > '2199' || (until !== null && until > '2199'))
    report({ code: 'dates-reversed', pointer: '/inForce', says: 'first and last day lie between 1971 and 2198' })
  cite(agreement.inForce.sourceIds, '/inForce')
  if (agreement.hold.usualDays > agreement.hold.maxDays)
    report({ code: 'number-range', pointer: '/hold/usualDays', says: 'the usual time is longer than the longest' })
  for (const [at, instrument] of (agreement.instruments ?? []).entries()) cite(instrument.sourceIds, `/instruments/${at}`)
  for (const [at, clause] of agreement.clauses.entries()) sayClause(clause, `/clauses/${at}`, { cite, states, nodes, instruments }, report)
  const ordered = new Set<string>()
  agreement.order?.forEach((section, at) => {
    section.clauseIds.forEach((id, index) => {
      const pointer = `/order/${at}/clauseIds/${index}`
      if (!clauses.has(id)) report({ code: 'clause-unknown', pointer, says: `no clause has the id ${id}` })
      if (ordered.has(id)) report({ code: 'id-repeats', pointer, says: `clause ${id} is read twice` })
      ordered.add(id)
    })
  })
  if (agreement.order !== undefined)
    for (const id of clauses) if (!ordered.has(id)) report({ code: 'clause-unknown', pointer: '/order', says: `clause ${id} is missing from the order` })
}

type Known = {
  readonly cite: (ids: readonly string[] | undefined, pointer: string) => void
  readonly states: ReadonlySet<string>
  readonly nodes: ReadonlySet<string>
  readonly instruments: ReadonlySet<string>
}

function sayClause(clause: Clause, pointer: string, known: Known, report: Report): void {
  known.cite(clause.sourceIds, pointer)
  if (clause.instrumentId !== undefined && !known.instruments.has(clause.instrumentId))
    report({ code: 'clause-unknown', pointer: `${pointer}/instrumentId`, says: `no instrument has the id ${clause.instrumentId}` })
  if ((clause.status === 'sourced' || clause.status === 'reported') && clause.sourceIds.length === 0)
    report({ code: 'source-unknown', pointer: `${pointer}/sourceIds`, says: `a clause that is "${clause.status}" names its source` })
  if ((clause.status === 'family' || clause.status === 'placeholder') && !clause.illustrative)
    report({ code: 'illustrative-unmarked', pointer: `${pointer}/illustrative`, says: `a clause that is "${clause.status}" is illustrative` })
  clause.illustrativeFields?.forEach((name, at) => {
    if (!Object.hasOwn(clause, name))
      report({ code: 'field-absent', pointer: `${pointer}/illustrativeFields/${at}`, says: `this clause has no field "${name}"` })
  })
  const direction = clause.effect === 'condition' || clause.effect === 'prohibit' ? clause.appliesTo?.direction : clause.direction
  if (direction !== undefined && !(known.states.has(direction.slice(0, 2)) && known.states.has(direction.slice(4))))
    report({ code: 'state-not-party', pointer: `${pointer}/direction`, says: 'a direction runs between two parties' })
  if (clause.effect === 'permit')
    clause.authorities?.forEach((node, at) => {
      if (!known.nodes.has(node))
        report({ code: 'authority-unknown', pointer: `${pointer}/authorities/${at}`, says: `${node} is not a competent authority here` })
    })
  else if (clause.effect === 'condition') sayPredicates(clause.requires, clause, `${pointer}/requires`, requirements, report)
  else if (clause.effect === 'prohibit') sayPredicates(clause.when, clause, `${pointer}/when`, prohibitions, report)
}

/** Names what a predicate reads and does not find, and what is written and read by none: a parameter without effect deceives. */
function sayPredicates(names: readonly string[], parameters: object, pointer: string, table: { readonly [name: string]: Predicate }, report: Report): void {
  const read = new Set<string>()
  names.forEach((name, at) => {
    const needs = table[name]?.needs
    if (needs === undefined) return
    read.add(needs)
    if (!Object.hasOwn(parameters, needs))
      report({ code: 'predicate-needs', pointer: pointer + pointerStep(at), says: `"${name}" reads the field "${needs}", which is missing` })
  })
  for (const name of ['guards', 'assurances', 'handling', 'languages', 'maxHoldDays'])
    if (Object.hasOwn(parameters, name) && !read.has(name))
      report({ code: 'field-unused', pointer: `${pointer.slice(0, pointer.lastIndexOf('/'))}/${name}`, says: `no predicate of this clause reads "${name}"` })
}

function sayPolicy(policy: Policy, report: Report): void {
  unique(policy.rules, 'rules', report)
  policy.rules.forEach((rule, at) => {
    if (rule.effect === 'condition') sayPredicates(rule.requires, rule, `/rules/${at}/requires`, requirements, report)
    else sayPredicates(rule.when, rule, `/rules/${at}/when`, prohibitions, report)
  })
}

function unique(list: readonly { readonly id: string }[], name: string, report: Report): ReadonlySet<string> {
  const ids = new Set<string>()
  list.forEach((each, at) => {
    if (ids.has(each.id)) report({ code: 'id-repeats', pointer: `/${name}/${at}/id`, says: `the id ${each.id} stands twice` })
    ids.add(each.id)
  })
  return ids
}
