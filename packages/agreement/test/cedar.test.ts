import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Agreement, check, type Unmet } from '../src/index.ts'
import { casesNear } from './asks.ts'
import { itemsOf, messageOf, roundItems } from './cedar-message.ts'
import { compile, judged } from './cedar-rules.ts'
import { everyRule } from './every-rule.ts'
import { agreements, policies } from './files.ts'
import type { Asked } from './shortest.ts'

/**
 * The rules as Cedar policies: each permit clause a `permit`; every condition, prohibition, rule of the own law and rule of the
 * engine that reads more than a code of the vocabulary a `forbid` named after its refusal code. Cedar has no loop over records, so
 * a message is put to it once for itself and once for each of its items, those alike together; the message may leave when every one of these may, and
 * what forbids is what Cedar names as its reasons. A text is handed over as what was read in it, a day as a number of days.
 */
type Cedar = {
  preparsePolicySet(id: string, policies: { staticPolicies: { [id: string]: string } }): { type: string; errors?: unknown }
  statefulIsAuthorized(call: object): {
    type: string
    response?: { decision: 'allow' | 'deny'; diagnostics: { reason: string[]; errors: unknown[] } }
    errors?: unknown
  }
}
const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs') as Cedar

/** What Cedar answers of a message and its items: whether all may leave, and the codes of what forbids. */
function askCedar(asked: Asked): { readonly permits: boolean; readonly codes: ReadonlySet<string> } {
  const attrs = messageOf(asked)
  const codes = new Set<string>()
  const one = (preparsedPolicySetId: string, principal: { type: string; id: string }, entities: readonly object[]) => {
    const answer = cedar.statefulIsAuthorized({
      principal,
      action: { type: 'Action', id: 'exchange' },
      resource: { type: 'Message', id: 'm' },
      context: {},
      entities,
      preparsedPolicySetId,
      validateRequest: false,
    })
    if (answer.type !== 'success' || answer.response === undefined) throw new Error(JSON.stringify(answer))
    // An error in a policy would be skipped by Cedar: here it fails the test.
    if (answer.response.diagnostics.errors.length > 0) throw new Error(JSON.stringify(answer.response.diagnostics.errors))
    if (answer.response.decision === 'allow') return true
    for (const id of answer.response.diagnostics.reason) codes.add(id.slice(id.indexOf(' ') + 1))
    return false
  }
  const entity = (type: string, id: string, of: object) => ({ uid: { type, id }, attrs: of, parents: [] })
  const answers = [one(`${asked.agreement.id} message`, { type: 'Node', id: 'sender' }, [entity('Message', 'm', attrs)])]
  const around = entity('Message', 'm', roundItems(attrs))
  for (const item of itemsOf(asked.ask.items ?? [], asked.now))
    answers.push(one(`${asked.agreement.id} item`, { type: 'Item', id: 'i' }, [around, entity('Item', 'i', item)]))
  return { permits: answers.every(Boolean), codes }
}

/** What the engine says of what Cedar is asked: rules with no clause and a code that Cedar does not judge are left aside. */
function ofCedars({ code, clause, field, rule }: Unmet): boolean {
  const dimensions = ['from', 'to', 'regime', 'messageType', 'purpose']
  if (judged.has(code) || clause !== null || code === 'clause-missing' || code === 'clause-unknown') return true
  if (['handling-missing', 'reasons-too-thin', 'reasons-missing', 'hold-too-long'].includes(code)) return rule !== 'R27' && code !== 'hold-too-long'
  return code === 'field-missing' && dimensions.includes(field ?? '')
}

const laws = [...policies.values()]
/** Seconds on a machine at rest; one that is not is waited for. */
const patient = { timeout: 300_000 }

for (const [agreement, numRuns] of new Map<Agreement, number>([...[...agreements.values()].map(each => [each, 1_000] as const), [everyRule, 4_000]]))
  test(`the engine agrees with Cedar, fed with the rules of ${agreement.id}, on ${numRuns} random cases`, patient, () => {
    let permitted = 0
    for (const [of, staticPolicies] of Object.entries(compile(agreement, laws)))
      expect(cedar.preparsePolicySet(`${agreement.id} ${of}`, { staticPolicies })).toMatchObject({ type: 'success' })
    const met = new Map<string, number>([...judged].map(code => [code, 0]))
    fc.assert(
      fc.property(casesNear(agreement, laws), asked => {
        const { ask, policy } = asked
        // A law of neither end judges nothing: what it is refused for is no rule of Cedar's.
        fc.pre(policy === null || policy.node === ask.from || policy.node === ask.to)
        const decision = check(ask, asked.agreement, policy, asked.now, asked.standing)
        const unmet = decision.decision === 'permit' ? [] : decision.unmet.filter(ofCedars)
        const answer = askCedar(asked)
        const list = (codes: readonly string[]) => [...new Set(codes)].filter(code => judged.has(code)).sort()
        const [ours, theirs] = [list(unmet.map(({ code }) => code)), list([...answer.codes])]
        for (const code of theirs) met.set(code, (met.get(code) ?? 0) + 1)
        if (answer.permits) permitted++
        if (ours.join() !== theirs.join()) throw new Error(`the engine says ${ours.join(', ')}; Cedar says ${theirs.join(', ')}`)
        if ((unmet.length === 0) !== answer.permits)
          throw new Error(
            `the engine says ${unmet.map(({ code }) => code).join(', ') || 'permit'}; Cedar says ${answer.permits}, ${[...answer.codes].join(', ')}`,
          )
      }),
      { numRuns },
    )
    // Both answers must occur, or the comparison says nothing; under the agreement of every rule, each refusal of Cedar's as well.
    expect(permitted).toBeGreaterThan(100)
    if (agreement === everyRule) expect([...met].filter(([, times]) => times < 4)).toEqual([])
  })
