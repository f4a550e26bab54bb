import type { Instant } from '@entraide/ground'
import { languages } from '@entraide/vocabulary'
import { expect, test } from 'vitest'
import { wordsOf } from '../src/explain-words.ts'
import { type Agreement, adviceFor, type Clause, clausesThatCould, diff, explain, prohibitions, readRouting, replay, requirements } from '../src/index.ts'
import { plain } from './asks.ts'
import { agreements, convention, good, textOf } from './files.ts'

const amended = (change: (clause: Clause) => Clause | null, fields: Partial<Agreement> = {}): Agreement => ({
  ...convention,
  version: 2,
  ...fields,
  clauses: convention.clauses.map(change).filter(clause => clause !== null),
})

test('an agreement against itself differs in nothing', () => {
  for (const agreement of agreements.values())
    expect(diff(agreement, structuredClone(agreement))).toEqual({ newlyPermitted: [], newlyRefused: [], rulings: [], fields: [] })
})

test('a data category added to a clause is shown as what it newly permits', () => {
  const after = amended(clause =>
    clause.id === 'C04' && clause.effect === 'permit' ? { ...clause, dataCategories: [...clause.dataCategories, 'FINA'] } : clause,
  )
  const { newlyPermitted, newlyRefused, fields } = diff(convention, after)
  expect(newlyRefused).toEqual([])
  expect(newlyPermitted.every(box => box.dataCategories.join() === 'FINA')).toBe(true)
  expect(newlyPermitted).toContainEqual(expect.objectContaining({ regime: 'LE', messageType: 'REQ', purpose: 'INVE' }))
  // Feedback on financial data is permitted by C30 already, and is not new.
  expect(newlyPermitted.some(box => box.messageType === 'FBK')).toBe(false)
  expect(fields.map(field => field.pointer)).toEqual(['/version', '/clauses/C04/dataCategories'])
})

test('a narrowed clause is shown as what it newly refuses, and no more', () => {
  const after = amended(clause => (clause.id === 'C04' && clause.effect === 'permit' ? { ...clause, crimeAreas: ['TERR', 'DRUG'] } : clause))
  const { newlyPermitted, newlyRefused } = diff(convention, after)
  expect(newlyPermitted).toEqual([])
  expect(newlyRefused.every(box => !box.crimeAreas?.includes('DRUG') && box.crimeAreas?.includes('MLAU'))).toBe(true)
})

test('a clause split in two that permit the same together permits nothing new', () => {
  const after = amended(clause => clause)
  const exchange = convention.clauses.find(clause => clause.id === 'C04') as Extract<Clause, { effect: 'permit' }>
  const halves = [
    { ...exchange, id: 'C40', purposes: exchange.purposes.slice(0, 2) },
    { ...exchange, id: 'C41', purposes: exchange.purposes.slice(2) },
  ]
  const { newlyPermitted, newlyRefused } = diff(convention, { ...after, clauses: [...after.clauses.filter(clause => clause.id !== 'C04'), ...halves] })
  expect([newlyPermitted, newlyRefused]).toEqual([[], []])
})

test('a condition dropped is a ruling removed', () =>
  expect(
    diff(
      convention,
      amended(clause => (clause.id === 'C05' ? null : clause)),
    ).rulings,
  ).toEqual([{ clause: 'C05', effect: 'condition', change: 'removed' }]))

test('replay names the past exchanges an amendment would have decided otherwise', () => {
  const at = '2026-03-01T10:00:00.000Z' as Instant
  const past = [
    { id: 'm1', ask: plain, at, decision: 'permit' as const },
    { id: 'm2', ask: { ...plain, crimeArea: 'MLAU' }, at, decision: 'permit' as const },
    { id: 'm3', ask: { ...plain, purpose: 'EVNT' }, at, decision: 'refuse' as const },
  ]
  const narrowed = amended(clause => (clause.id === 'C04' && clause.effect === 'permit' ? { ...clause, crimeAreas: ['DRUG'] } : clause))
  expect(replay(past, narrowed, null)).toMatchObject([
    { id: 'm2', was: 'permit', would: { decision: 'refuse', unmet: [{ code: 'crime-area-not-permitted' }] } },
  ])
  expect(replay(past, convention, null)).toEqual([])
})

test('a form half filled is told which clauses could carry it', () => {
  const could = clausesThatCould({ ...plain, clause: '', crimeArea: null }, convention)
  expect(could[0]).toEqual({ clause: 'C04', open: ['crimeArea'] })
  expect(could.map(candidate => candidate.clause)).not.toContain('C07')
})

test('a request that belongs elsewhere is told where', () => {
  const routing = good(readRouting(textOf('agreements/routing/be-ma-channels.json')), 'routing')
  expect(adviceFor({ ...plain, seeks: ['evidence', 'arrest'] }, routing).map(channel => channel.id)).toEqual(['judicial', 'interpol-extradition'])
  expect(adviceFor(plain, routing)).toEqual([])
})

test('every agreement reads in four languages, every clause with its evidence, and no predicate is left as a code', () => {
  for (const agreement of agreements.values())
    for (const language of languages) {
      const { blocks, title } = explain(agreement, language)
      expect(title).toBe(agreement.title[language])
      expect(blocks.filter(block => block.kind === 'heading' && block.clause !== undefined)).toHaveLength(agreement.clauses.length)
      expect(blocks.every(block => block.kind !== 'list' || block.items.length > 0)).toBe(true)
    }
  for (const language of languages) {
    const words = wordsOf(language)
    for (const name of [...Object.keys(requirements), ...Object.keys(prohibitions)])
      expect([language, name, words.predicates[name]?.length ?? 0]).not.toContain(0)
    expect(Object.keys(words.fields)).toEqual(Object.keys(wordsOf('en').fields))
  }
})

test('silence never counts as agreement unless the text read says so, and the text says what the product does', () => {
  const { blocks } = explain(agreements.get('be-ma-2016-mou-identification') as Agreement, 'en')
  expect(JSON.stringify(blocks)).toContain('Silence: means nothing; it is never an agreement')
})
