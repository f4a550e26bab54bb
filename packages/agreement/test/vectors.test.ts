import type { Instant } from '@entraide/ground'
import { expect, test } from 'vitest'
import { type Agreement, type AgreementStanding, askFrom, check, type Policy, problemCodes, problemsOf, readAgreement, unmetCodes } from '../src/index.ts'
import { agreements, good, policies, textOf } from './files.ts'

type CheckVector = {
  readonly why: string
  readonly agreement: string
  readonly base: string
  readonly change: object
  readonly agreementChange?: object
  readonly policy: string | null
  readonly now: Instant
  readonly standing?: AgreementStanding
  readonly expect: {
    readonly decision: 'permit' | 'refuse'
    readonly clause: string | null
    readonly unmet?: readonly { readonly code: string; readonly rule: string | null }[]
  }
}
const checks = JSON.parse(textOf('vectors/agreement/check.json')) as { bases: { [name: string]: object }; cases: readonly CheckVector[] }

/** The rules that refuse a case, in the name of its test: `R5, R24: No reasons`. */
const named = ({ why, expect: { unmet = [] } }: CheckVector) => {
  const rules = [...new Set(unmet.flatMap(({ rule }) => rule ?? []))]
  return rules.length === 0 ? why : `${rules.join(', ')}: ${why}`
}

for (const vector of checks.cases)
  test(named(vector), () => {
    const agreement = { ...agreements.get(vector.agreement), ...vector.agreementChange } as Agreement
    const policy = vector.policy === null ? null : (policies.get(vector.policy) as Policy)
    const ask = good(askFrom(JSON.parse(JSON.stringify({ ...checks.bases[vector.base], ...vector.change }))), 'ask')
    const decision = check(ask, agreement, policy, vector.now, vector.standing)
    const told =
      decision.decision === 'permit'
        ? { decision: decision.decision, clause: decision.clause }
        : { ...decision, unmet: decision.unmet.map(({ code, rule, clause, mend, field }) => ({ code, rule, clause, mend, field })) }
    expect(told).toEqual(vector.expect)
  })

test('every code of an unmet requirement has a vector, but the one that no readable file can raise', () => {
  const met = new Set(checks.cases.flatMap(vector => vector.expect.unmet?.map(unmet => unmet.code) ?? []))
  expect(unmetCodes.filter(code => !met.has(code))).toEqual(['predicate-unknown'])
})

test('a predicate that nobody knows refuses, even in an agreement that no reader has seen', () => {
  const agreement = good(readAgreement(reads.good), 'good')
  const clauses = agreement.clauses.map(clause => (clause.effect === 'condition' ? { ...clause, requires: ['if-it-rains'] } : clause))
  const ask = good(askFrom(JSON.parse(JSON.stringify({ ...checks.bases.request, clause: 'C01', dataCategories: ['NAME'] }))), 'ask')
  expect(check(ask, { ...agreement, clauses }, null, '2026-06-01T12:00:00.000Z' as Instant)).toMatchObject({
    decision: 'refuse',
    unmet: [{ code: 'predicate-unknown', clause: 'C02' }],
  })
})

type ReadVector = {
  readonly why: string
  readonly find: string
  readonly put: string
  readonly codes: readonly string[]
  readonly line: number
  readonly column: number
}
const reads = JSON.parse(textOf('vectors/agreement/read.json')) as { good: string; cases: readonly ReadVector[] }

test('the good agreement of the vectors reads without a problem', () => expect(problemsOf(reads.good)).toEqual([]))

for (const vector of reads.cases)
  test(`${vector.why} is told with its line and column`, () => {
    expect(reads.good).toContain(vector.find)
    const problems = problemsOf(reads.good.replace(vector.find, () => vector.put))
    expect(problems.map(problem => problem.code)).toEqual(vector.codes)
    expect(problems[0]).toMatchObject({ line: vector.line, column: vector.column })
    expect(readAgreement(reads.good.replace(vector.find, () => vector.put))).toMatchObject({ refused: 'agreement-malformed' })
  })

test('every problem code has a vector', () => {
  const met = new Set(reads.cases.flatMap(vector => vector.codes))
  expect(problemCodes.filter(code => !met.has(code))).toEqual([])
})
