import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Agreement, type AppliesTo, type Ask, check, type Decision, prohibitions, requirements } from '../src/index.ts'
import { asksNear } from './asks.ts'
import { agreements, now } from './files.ts'

/**
 * The clauses of an agreement as Cedar policies: each permit clause a `permit`, each condition a `forbid` unless it holds,
 * each prohibition a `forbid`. What a predicate says of an ask is handed to Cedar as a fact; what cannot be told is handed
 * over as the answer that refuses, since Cedar itself would skip a `forbid` that it cannot evaluate.
 */
type Cedar = {
  preparsePolicySet(id: string, policies: { staticPolicies: { [id: string]: string } }): { type: string; errors?: unknown }
  statefulIsAuthorized(call: object): { type: string; response?: { decision: 'allow' | 'deny'; diagnostics: { errors: unknown[] } }; errors?: unknown }
}
const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Cedar

const text = (value: string) => JSON.stringify(value)
const set = (values: readonly string[]) => `[${values.map(text).join(', ')}]`
const within = (values: readonly string[] | undefined, attribute: string) => (values === undefined ? [] : [`${set(values)}.contains(resource.${attribute})`])
const ways = (direction: string | undefined) =>
  direction === undefined ? [] : [`resource.fromState == ${text(direction.slice(0, 2))}`, `resource.toState == ${text(direction.slice(4))}`]

function reach(to: AppliesTo | undefined): readonly string[] {
  if (to === undefined) return []
  return [
    ...within(to.regimes, 'regime'),
    ...within(to.messageTypes, 'messageType'),
    ...within(to.purposes, 'purpose'),
    ...within(to.crimeAreas, 'crimeArea'),
    ...within(to.subjectCategories, 'subjectCategory'),
    ...(to.dataCategories === undefined ? [] : [`resource.dataCategories.containsAny(${set(to.dataCategories)})`]),
    ...ways(to.direction),
  ]
}

function compile(agreement: Agreement): { [id: string]: string } {
  const policies: { [id: string]: string } = {}
  const put = (id: string, effect: string, terms: readonly string[]) => {
    policies[id] = `${effect} (principal, action, resource) when { ${['true', ...terms].join(' && ')} };`
  }
  for (const clause of agreement.clauses) {
    if (clause.effect === 'permit')
      put(clause.id, 'permit', [
        `resource.clause == ${text(clause.id)}`,
        'resource.from != ""',
        'resource.to != ""',
        ...within(clause.regimes, 'regime'),
        ...within(clause.messageTypes, 'messageType'),
        ...within(clause.purposes, 'purpose'),
        `${set(clause.dataCategories)}.containsAll(resource.dataCategories)`,
        ...within(clause.crimeAreas, 'crimeArea'),
        ...within(clause.subjectCategories, 'subjectCategory'),
        ...within(clause.authorities, 'from'),
        ...within(clause.authorities, 'to'),
        ...ways(clause.direction),
      ])
    else if (clause.effect === 'condition')
      put(clause.id, 'forbid', [...reach(clause.appliesTo), `!(${clause.requires.map((_, at) => `context.${clause.id}_${at}`).join(' && ')})`])
    else if (clause.effect === 'prohibit')
      put(clause.id, 'forbid', [...reach(clause.appliesTo), `(${clause.when.map((_, at) => `context.${clause.id}_${at}`).join(' || ')})`])
  }
  return policies
}

function factsOf(ask: Ask, agreement: Agreement): { [name: string]: boolean } {
  const facts: { [name: string]: boolean } = {}
  const one = { ask, agreement, policy: null, now, atSender: true }
  for (const clause of agreement.clauses) {
    if (clause.effect === 'condition')
      clause.requires.forEach((name, at) => {
        facts[`${clause.id}_${at}`] = requirements[name]?.holds(one, clause) === true
      })
    else if (clause.effect === 'prohibit')
      clause.when.forEach((name, at) => {
        facts[`${clause.id}_${at}`] = prohibitions[name]?.holds(one, clause) !== false
      })
  }
  return facts
}

function askCedar(ask: Ask, agreement: Agreement): 'permit' | 'refuse' {
  const { clause, regime, messageType, purpose, crimeArea, subjectCategory, from, to, dataCategories } = ask
  const said = (value: string | null) => value ?? ''
  const attrs = {
    clause: said(clause),
    regime: said(regime),
    messageType: said(messageType),
    purpose: said(purpose),
    crimeArea: said(crimeArea),
    subjectCategory: said(subjectCategory),
    from: said(from),
    to: said(to),
    fromState: said(from).slice(0, 2),
    toState: said(to).slice(0, 2),
    dataCategories,
  }
  const answer = cedar.statefulIsAuthorized({
    principal: { type: 'Node', id: 'sender' },
    action: { type: 'Action', id: 'exchange' },
    resource: { type: 'Message', id: 'm' },
    context: factsOf(ask, agreement),
    entities: [{ uid: { type: 'Message', id: 'm' }, attrs, parents: [] }],
    preparsedPolicySetId: agreement.id,
    validateRequest: false,
  })
  if (answer.type !== 'success' || answer.response === undefined) throw new Error(JSON.stringify(answer))
  // An error in a policy would be skipped by Cedar: here it fails the test.
  if (answer.response.diagnostics.errors.length > 0) throw new Error(JSON.stringify(answer.response.diagnostics.errors))
  return answer.response.decision === 'allow' ? 'permit' : 'refuse'
}

/** What the engine says of the clauses alone: the engine's own rules carry no clause and are left aside. */
function clausesAlone(decision: Decision): 'permit' | 'refuse' {
  if (decision.decision === 'permit') return 'permit'
  const dimensions = ['from', 'to', 'regime', 'messageType', 'purpose']
  return decision.unmet.some(
    unmet =>
      unmet.clause !== null ||
      unmet.code === 'clause-missing' ||
      unmet.code === 'clause-unknown' ||
      (unmet.code === 'field-missing' && dimensions.includes(unmet.field ?? '')),
  )
    ? 'refuse'
    : 'permit'
}

for (const [name, agreement] of agreements)
  test(`the engine agrees with Cedar, fed with the clauses of ${name}, on 2,000 random asks`, () => {
    let permitted = 0
    expect(cedar.preparsePolicySet(agreement.id, { staticPolicies: compile(agreement) })).toMatchObject({ type: 'success' })
    fc.assert(
      fc.property(asksNear(agreement), ask => {
        const ours = clausesAlone(check(ask, agreement, null, now))
        if (ours === 'permit') permitted++
        return ours === askCedar(ask, agreement)
      }),
      { numRuns: 2_000 },
    )
    // Both answers must occur, or the comparison says nothing.
    expect(permitted).toBeGreaterThan(100)
  })
