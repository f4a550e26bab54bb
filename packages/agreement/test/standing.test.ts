import type { Instant, NodeId } from '@entraide/ground'
import { codesOf } from '@entraide/vocabulary'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { check, controlMessages, isControl, isResidual, type StandingEvent, standing, windowOf } from '../src/index.ts'
import { plain } from './asks.ts'
import { convention, now } from './files.ts'

const [be, ma] = ['BE-POL-SPOC', 'MA-DGSN-SPOC'] as NodeId[] as [NodeId, NodeId]
const hash = 'a'.repeat(64)
const at = (day: number) => `2026-02-${String(day).padStart(2, '0')}T09:00:00.000Z` as Instant
const signed = (node: NodeId, day: number, of = hash): StandingEvent => ({ kind: 'signed', node, hash: of, at: at(day) })
const inForce: readonly StandingEvent[] = [signed(be, 1), signed(ma, 2), { kind: 'activated', node: be, hash, at: at(3) }]
const stateOf = (events: readonly StandingEvent[], when: Instant = now) => standing(convention, hash, be, ma, events, when).state

test('an agreement is in force between two nodes once both signed the same hash and ours activated it', () => {
  expect(stateOf([])).toBe('unsigned')
  expect(stateOf([signed(ma, 1)])).toBe('half-signed')
  expect(stateOf([signed(be, 1), signed(ma, 2)])).toBe('signed')
  expect(stateOf(inForce)).toBe('active')
})

test('a signature over another text signs nothing here', () => expect(stateOf([signed(be, 1), signed(ma, 2, 'b'.repeat(64))])).toBe('half-signed'))

test('what has not happened yet does not count', () => expect(stateOf(inForce, at(2))).toBe('signed'))

test('a suspension is lifted only by the side that made it', () => {
  const suspended: StandingEvent = { kind: 'suspended', node: ma, at: at(10) }
  expect(stateOf([...inForce, suspended])).toBe('suspended')
  expect(stateOf([...inForce, suspended, { kind: 'resumed', node: be, at: at(11) }])).toBe('suspended')
  expect(stateOf([...inForce, suspended, { kind: 'resumed', node: ma, at: at(11) }])).toBe('active')
})

test('a stop and a start of the same instant is a stop', () =>
  expect(stateOf([...inForce, { kind: 'frozen', node: be, at: at(10) }, { kind: 'thawed', node: be, at: at(10) }])).toBe('frozen'))

test('the order in which events are told changes nothing', () =>
  fc.assert(
    fc.property(
      fc.shuffledSubarray([...inForce, { kind: 'suspended', node: be, at: at(5) } as const, { kind: 'resumed', node: be, at: at(6) } as const], {
        minLength: 5,
        maxLength: 5,
      }),
      events => {
        expect(stateOf(events)).toBe('active')
      },
    ),
  ))

test('suspension, freeze and expiry stop new traffic at once and never a residual duty', () => {
  const frozen = standing(convention, hash, be, ma, [...inForce, { kind: 'frozen', node: be, at: at(9) }, { kind: 'suspended', node: ma, at: at(9) }], now)
  const ended = { ...convention, inForce: { ...convention.inForce, until: '2026-03-31' as typeof convention.inForce.from } }
  for (const type of codesOf('messageType')) {
    const clause = convention.clauses.find(each => each.effect === 'permit' && each.messageTypes.includes(type))
    if (clause?.effect !== 'permit') continue
    const ask = { ...plain, messageType: type, clause: clause.id }
    const stops = (decision: ReturnType<typeof check>) =>
      decision.decision === 'refuse' && decision.unmet.some(unmet => ['agreement-suspended', 'partner-frozen', 'agreement-expired'].includes(unmet.code))
    expect([type, stops(check(ask, convention, null, now, frozen))]).toEqual([type, !isResidual(type)])
    expect([type, stops(check(ask, ended, null, now))]).toEqual([type, !isResidual(type)])
  }
})

test('control messages are a closed list; receipts, notices of breach and checkpoints are residual', () => {
  for (const kind of ['receipt', 'acknowledgement', 'breach-notice', 'checkpoint', 'witness', 'COR', 'DEL', 'RST', 'ACK']) expect(isResidual(kind)).toBe(true)
  for (const kind of ['REQ', 'signature', 'agreement-text', 'toString', '']) expect(isResidual(kind)).toBe(false)
  expect(Object.keys(controlMessages).every(isControl)).toBe(true)
  expect(isControl('REQ') || isControl('constructor')).toBe(false)
})

test('the first day starts in the last capital to reach it, the last day ends in the first capital to leave it', () => {
  const one = { ...convention, inForce: { ...convention.inForce, from: '2022-06-01', until: '2022-12-31' } } as typeof convention
  // 1 June 2022: Brussels UTC+2, Rabat UTC+1. 31 December 2022: both UTC+1.
  expect(windowOf(one)).toEqual({ startsAt: '2022-05-31T23:00:00.000Z', endsAt: '2022-12-31T23:00:00.000Z' })
})
