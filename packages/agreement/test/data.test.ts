import { canonicalText, isRefusal, type Json } from '@entraide/ground'
import { isCode } from '@entraide/vocabulary'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'
import { activatable, check, problemsOf, readPlanChain, readRouting, schemaDocuments, unreadyValues } from '../src/index.ts'
import { plain } from './asks.ts'
import { agreements, convention, good, now, policies, textOf } from './files.ts'

for (const [file, schema] of Object.entries(schemaDocuments))
  test(`spec/${file} is what the readers read`, () => expect(`${JSON.stringify(schema, null, 1)}\n`).toMatchFileSnapshot(`../../../spec/${file}`))

const ajv = new Ajv2020({ strict: false, allErrors: false })
const accepts = (file: string, path: string) => ajv.validate(schemaDocuments[file] as object, JSON.parse(textOf(path)))

test('an independent JSON Schema validator accepts every file the product ships with', () => {
  for (const name of agreements.keys())
    expect([name, accepts('agreement.schema.json', `agreements/${name}.json`), ajv.errorsText()]).toEqual([name, true, 'No errors'])
  for (const name of policies.keys()) expect([name, accepts('policy.schema.json', `policies/${name}.json`)]).toEqual([name, true])
  expect(accepts('plan-chain.schema.json', 'agreements/chains/be-ma-plans.json')).toBe(true)
  expect(accepts('routing.schema.json', 'agreements/routing/be-ma-channels.json')).toBe(true)
  expect(ajv.validate(schemaDocuments['ask.schema.json'] as object, plain)).toBe(true)
})

test('where the validator finds a field that is wrong in itself, so does the reader, and the other way round', () => {
  const read = JSON.parse(textOf('vectors/agreement/read.json')) as { good: string; cases: { why: string; find: string; put: string; codes: string[] }[] }
  // What the parts of a file say to each other is the reader's alone; bad JSON is not the schema's matter.
  const between = [
    'id-repeats',
    'source-unknown',
    'illustrative-unmarked',
    'clause-unknown',
    'authority-unknown',
    'state-not-party',
    'dates-reversed',
    'predicate-needs',
    'field-unused',
    'number-range',
    'text-shape',
  ]
  for (const { why, find, put, codes } of read.cases) {
    if (codes.some(code => code.startsWith('json-') || between.includes(code))) continue
    expect([why, ajv.validate(schemaDocuments['agreement.schema.json'] as object, JSON.parse(read.good.replace(find, put)))]).toEqual([why, false])
  }
})

test('every permit clause lists its four dimensions, and no clause of another effect can be cited', () => {
  for (const agreement of agreements.values())
    for (const clause of agreement.clauses) {
      if (clause.effect === 'permit')
        for (const list of [clause.regimes, clause.messageTypes, clause.purposes, clause.dataCategories]) expect(list.length).toBeGreaterThan(0)
      else expect(check({ ...plain, clause: clause.id }, agreement, null, now)).toMatchObject({ decision: 'refuse' })
    }
})

test('every clause of every agreement is written in four languages', () => {
  for (const agreement of agreements.values())
    for (const clause of agreement.clauses)
      expect([agreement.id, clause.id, Object.keys(clause.summary).sort()]).toEqual([agreement.id, clause.id, ['ar', 'en', 'fr', 'nl']])
})

test('the clauses that permit nothing by themselves are scope: 2014 C01, C02, C09 and 2016 C01', () => {
  const effect = (name: string, id: string) => agreements.get(name)?.clauses.find(clause => clause.id === id)?.effect
  for (const id of ['C01', 'C02', 'C09']) expect(effect('be-ma-2014-police-convention', id)).toBe('scope')
  expect(effect('be-ma-2016-mou-identification', 'C01')).toBe('scope')
})

test('every message type of the vocabulary is permitted by some clause, so that no kind is forgotten', () => {
  const permitted = new Set(
    [...agreements.values()].flatMap(agreement => agreement.clauses.flatMap(clause => (clause.effect === 'permit' ? clause.messageTypes : []))),
  )
  for (const type of 'REQ REP SPO HNH IDR IDA FTN SEI DEC THB THR WAR COR DEL RST RET FBK CON VIS PLN CLR RTC RFS WDW'.split(' ')) {
    expect(isCode('messageType', type)).toBe(true)
    expect([type, permitted.has(type)]).toEqual([type, true])
  }
})

test('the plan chain and the routing table read, and a plan is no agreement', () => {
  const chain = good(readPlanChain(textOf('agreements/chains/be-ma-plans.json')), 'chain')
  expect(chain.plans.map(plan => plan.id)).toContain('PLAN-2025-2026')
  expect(good(readRouting(textOf('agreements/routing/be-ma-channels.json')), 'routing').channels.map(channel => channel.id)).toEqual([
    'judicial',
    'interpol-extradition',
    'fiu',
    'customs',
  ])
  expect(problemsOf(textOf('agreements/chains/be-ma-plans.json'))).toEqual([])
})

test('an agreement that holds invented values is activated in demo mode only, and each is named', () => {
  expect(activatable(convention, 'demo')).toBeNull()
  const refused = activatable(convention, 'production')
  expect(isRefusal(refused) && refused.facts.values).toEqual(unreadyValues(convention))
  expect(unreadyValues(convention)).toContainEqual({ pointer: '/dpia/illustrative', why: 'illustrative' })
  expect(unreadyValues(convention)).toContainEqual({ pointer: '/clauses/3/dataCategories', why: 'illustrative' })
  expect(activatable({ ...convention, dpia: null }, 'demo')).toMatchObject({
    refused: 'agreement-not-activatable',
    facts: { values: [{ pointer: '/dpia', why: 'impact-assessment-missing' }] },
  })
})

test('an agreement made of evidence alone is activated anywhere', () => {
  const read = JSON.parse(textOf('vectors/agreement/read.json')) as { good: string }
  expect(activatable(JSON.parse(read.good), 'production')).toBeNull()
})

test('the canonical text of an agreement does not depend on how its file is laid out', () => {
  const text = textOf('agreements/be-ma-2014-police-convention.json')
  expect(canonicalText(convention as unknown as Json)).toBe(canonicalText(JSON.parse(JSON.stringify(JSON.parse(text))) as Json))
})
