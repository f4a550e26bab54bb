import { calendarDate, type NodeId } from '@entraide/ground'
import { expect, test } from 'vitest'
import { actionOfDecision, type Decision, type PlanText, planRecord } from '../src/index.ts'

const [ours, theirs] = ['BE-POL-SPOC', 'MA-DGSN-SPOC'] as NodeId[] as [NodeId, NodeId]
const [from, until] = [calendarDate('2026-01-01'), calendarDate('2026-12-31')]
const counted = (what: 'in-time' | 'asked') => ({ what, messageTypes: ['REQ' as const], crimeAreas: [], askedBy: ours })
const indicator = (id: string) => ({
  id,
  title: { en: 'answered in time' },
  numerator: counted('in-time'),
  denominator: counted('asked'),
  from,
  until,
  treatment: { withdrawn: 'left-out', returned: 'left-out', vanished: 'left-out', open: 'left-out' } as const,
  target: null,
})
const action = { id: 'O1-A1', title: { en: 'one' }, owner: ours, office: 'SPOC', dueOn: until, carries: null, indicators: [indicator('I1')] }
const text: PlanText = {
  plan: 'PLAN-1',
  chain: 'PLANS',
  follows: null,
  title: { en: 'A plan' },
  from,
  until,
  regime: 'LE',
  axes: [{ id: 'AX1', title: { en: 'Axis' }, objectives: [{ id: 'O1', title: { en: 'Objective' }, actions: [action] }] }],
}
const plan = planRecord([ours, theirs], [{ by: ours, message: '' as never, at: '' as never, matter: { matter: 'plan', step: 'propose', text } }])
const decision: Decision = {
  id: 'D1',
  text: { fr: 'Répondre.', ar: 'الجواب.' },
  owner: theirs,
  office: 'Point de contact',
  dueOn: calendarDate('2026-06-30'),
  agenda: null,
  indicator: { shows: { fr: 'Plus rien.' }, counted: null },
  flow: null,
}
const said = { objective: 'O1', title: null, dueOn: null }

test('a decision becomes an action with its words, its owner, its office and its day, under a name of its own', () => {
  const { text: title, owner, office, dueOn } = decision
  expect(actionOfDecision(plan, decision, said)).toEqual({ id: 'O1-A2', title, owner, office, dueOn, carries: null, indicators: [] })
})

test('what is said instead of its words and its day is taken', () => {
  const dueOn = calendarDate('2026-12-01')
  expect(actionOfDecision(plan, decision, { ...said, title: { fr: 'Autrement.' }, dueOn })).toMatchObject({ title: { fr: 'Autrement.' }, dueOn })
})

test('words longer than a title are cut where a character ends, and show it', () => {
  const long = actionOfDecision(plan, { ...decision, text: { fr: `${'a'.repeat(298)}🂡🂡` } }, said).title.fr ?? ''
  expect(long).toBe(`${'a'.repeat(298)}…`)
  expect(long.isWellFormed()).toBe(true)
  expect(actionOfDecision(plan, { ...decision, text: { fr: 'a'.repeat(300) } }, said).title.fr).toBe('a'.repeat(300))
})

test('what the decision counts comes with it, renamed where the plan has that name', () => {
  const shows = { fr: 'Les réponses.' }
  const counting = (id: string) => actionOfDecision(plan, { ...decision, indicator: { shows, counted: indicator(id) } }, said).indicators
  expect(counting('I2')).toEqual([indicator('I2')])
  for (const taken of ['I1', 'O1', 'O1-A2']) expect(counting(taken)).toEqual([{ ...indicator(taken), id: 'O1-A2-I1' }])
})
